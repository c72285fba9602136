from frappe.model.document import Document


class PenerimaDisposisi(Document):
	pass
