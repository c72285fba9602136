from frappe.model.document import Document


class Penempatan(Document):
	pass
