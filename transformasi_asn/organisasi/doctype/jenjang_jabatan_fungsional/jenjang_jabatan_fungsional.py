from frappe.model.document import Document


class JenjangJabatanFungsional(Document):
	pass
