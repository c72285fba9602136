from frappe.model.document import Document


class KlasifikasiArsip(Document):
	pass
