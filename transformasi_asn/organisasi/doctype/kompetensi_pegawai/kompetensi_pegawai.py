from frappe.model.document import Document


class KompetensiPegawai(Document):
	pass
