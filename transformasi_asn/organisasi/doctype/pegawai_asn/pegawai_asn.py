from frappe.model.document import Document


class PegawaiASN(Document):
	pass
