from frappe.model.document import Document


class AturanPolaKerja(Document):
	def autoname(self) -> None:
		self.name = self.unit_kerja or "Bawaan"
