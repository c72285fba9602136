from frappe.model.document import Document

from transformasi_asn.disposisi import pilihan


class PilihanPemberitahuan(Document):
	"""How one user wants to be told outside the desk. Nobody else sees or changes it."""

	def validate(self) -> None:
		pilihan.check(self)
