from frappe.model.document import Document


class TargetKegiatan(Document):
	pass
