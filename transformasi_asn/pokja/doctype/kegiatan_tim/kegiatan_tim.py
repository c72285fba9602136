from frappe.model.document import Document


class KegiatanTim(Document):
	pass
