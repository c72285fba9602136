"""Records: which of their fields a save would change."""

import frappe
from frappe import _
from frappe.utils import cstr


def find_changed(doc, sebelum, boleh: set[str]) -> list[str]:
	"""Labels of the stored fields outside `boleh` whose value differs from the one before."""
	return [
		_(df.label)
		for df in doc.meta.fields
		if df.fieldname not in boleh
		and df.fieldtype not in frappe.model.no_value_fields
		and not df.is_virtual
		and cstr(doc.get(df.fieldname)) != cstr(sebelum.get(df.fieldname))
	]
