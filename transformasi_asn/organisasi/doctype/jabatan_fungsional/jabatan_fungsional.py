from frappe.model.document import Document


class JabatanFungsional(Document):
	pass
