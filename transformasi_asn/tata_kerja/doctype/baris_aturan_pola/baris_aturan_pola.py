from frappe.model.document import Document


class BarisAturanPola(Document):
	pass
