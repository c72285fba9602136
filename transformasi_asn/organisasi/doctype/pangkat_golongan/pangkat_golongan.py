from frappe.model.document import Document


class PangkatGolongan(Document):
	pass
