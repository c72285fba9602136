from frappe.model.document import Document


class InstruksiTerpilih(Document):
	pass
