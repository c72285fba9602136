"""The few places where Frappe 15 and 16 differ for this app."""

from importlib.util import find_spec

import frappe
from frappe.model.document import Document

VERSI = int(frappe.__version__.split(".")[0])
# What a `has_permission` hook says of documents that are none of its business: v15 stops at the first
# answer that is not None, v16 takes None as a denial.
NO_OPINION = None if VERSI < 16 else True
# The query builder of v16 answers lists since late in its development.
LIST_BY_QUERY_BUILDER = find_spec("frappe.model.qb_query") is not None


def count_permitted(doctype: str, filters=None, parent_doctype: str | None = None) -> int:
	"""Number of rows the session's user may read.

	v16 refuses aggregate strings in `get_list`, v15 knows no other form.
	"""
	fields = [{"COUNT": "*", "as": "jumlah"}] if LIST_BY_QUERY_BUILDER else ["count(*) as jumlah"]
	baris = frappe.get_list(
		doctype,
		filters=filters,
		fields=fields,
		parent_doctype=parent_doctype,
		order_by=None,
		limit_page_length=0,
	)
	return baris[0].jumlah if baris else 0


class BarisTabel(Document):
	"""Controller of our child tables: a row that is loaded alone is as open as its parent.

	Core asks the parent's permission of what `parent_doc` holds. Early v15 falls back on the parent's
	name; later ones find None there for such a row and then let the role alone decide.
	"""

	if isinstance(getattr(Document, "parent_doc", None), property):

		@property
		def parent_doc(self) -> Document | None:
			induk = super().parent_doc
			if induk is None and self.get("parenttype") and self.get("parent"):
				induk = frappe.get_doc(self.parenttype, self.parent)
			return induk

		@parent_doc.setter
		def parent_doc(self, induk) -> None:
			Document.parent_doc.fset(self, induk)
