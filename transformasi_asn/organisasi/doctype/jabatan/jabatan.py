from frappe.utils.nestedset import NestedSet


class Jabatan(NestedSet):
	nsm_parent_field = "atasan"
