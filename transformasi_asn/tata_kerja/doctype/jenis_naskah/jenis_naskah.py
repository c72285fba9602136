from frappe.model.document import Document


class JenisNaskah(Document):
	pass
