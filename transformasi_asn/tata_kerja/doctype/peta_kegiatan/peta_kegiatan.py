from frappe.model.document import Document


class PetaKegiatan(Document):
	pass
