from frappe.model.document import Document


class GarisKoordinasi(Document):
	pass
