from frappe.model.document import Document

from transformasi_asn.disposisi.kanal import daftar


class KanalPemberitahuan(Document):
	"""A way to tell people outside the desk, set up by the admin."""

	def validate(self) -> None:
		daftar.get_class(self.jenis).check(self)

	def on_change(self) -> None:
		daftar.clear()

	def on_trash(self) -> None:
		daftar.clear()
