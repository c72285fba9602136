from transformasi_asn.disposisi.kanal import daftar
from transformasi_asn.dokumen import Dokumen


class KanalPemberitahuan(Dokumen):
	"""A way to tell people outside the desk, set up by the admin."""

	def validate(self) -> None:
		daftar.get_class(self.jenis).check(self)

	def on_change(self) -> None:
		daftar.clear()

	def on_trash(self) -> None:
		daftar.clear()
