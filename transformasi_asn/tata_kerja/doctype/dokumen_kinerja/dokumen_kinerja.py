from frappe.model.document import Document


class DokumenKinerja(Document):
	pass
