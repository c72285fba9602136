from frappe.model.document import Document


class Kegiatan(Document):
	pass
