"""The few places where Frappe 15 and 16 differ for this app."""

import frappe

VERSI = int(frappe.__version__.split(".")[0])
# What a `has_permission` hook says of documents that are none of its business: v15 stops at the first
# answer that is not None, v16 takes None as a denial.
NO_OPINION = None if VERSI < 16 else True


def count_permitted(doctype: str, filters=None, parent_doctype: str | None = None) -> int:
	"""Number of rows the session's user may read.

	v16 refuses aggregate strings in `get_list`, early v15 knows no other form.
	"""
	fields = [{"COUNT": "*", "as": "jumlah"}] if VERSI >= 16 else ["count(*) as jumlah"]
	baris = frappe.get_list(
		doctype,
		filters=filters,
		fields=fields,
		parent_doctype=parent_doctype,
		order_by=None,
		limit_page_length=0,
	)
	return baris[0].jumlah if baris else 0
