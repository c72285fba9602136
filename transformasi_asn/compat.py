"""The few places where Frappe 15 and 16 differ for this app."""

import frappe


def count_permitted(doctype: str, filters=None, parent_doctype: str | None = None) -> int:
	"""Number of rows the session's user may read.

	v16 refuses aggregate strings in `get_list`, early v15 knows no other form.
	"""
	versi = int(frappe.__version__.split(".")[0])
	fields = [{"COUNT": "*", "as": "jumlah"}] if versi >= 16 else ["count(*) as jumlah"]
	baris = frappe.get_list(
		doctype,
		filters=filters,
		fields=fields,
		parent_doctype=parent_doctype,
		order_by=None,
		limit_page_length=0,
	)
	return baris[0].jumlah if baris else 0
