from frappe.model.document import Document


class Kompetensi(Document):
	pass
