from frappe.model.document import Document


class PengelolaAturan(Document):
	pass
