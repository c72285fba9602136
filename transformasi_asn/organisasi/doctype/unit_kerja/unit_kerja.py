from frappe.utils.nestedset import NestedSet


class UnitKerja(NestedSet):
	nsm_parent_field = "parent_unit_kerja"
