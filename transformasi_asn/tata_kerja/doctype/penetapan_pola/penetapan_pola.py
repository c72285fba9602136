from frappe.model.document import Document


class PenetapanPola(Document):
	pass
