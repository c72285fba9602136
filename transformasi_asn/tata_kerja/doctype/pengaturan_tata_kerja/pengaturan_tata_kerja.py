from frappe.model.document import Document


class PengaturanTataKerja(Document):
	pass
