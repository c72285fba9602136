from frappe.model.document import Document


class PotonganKeamanan(Document):
	pass
