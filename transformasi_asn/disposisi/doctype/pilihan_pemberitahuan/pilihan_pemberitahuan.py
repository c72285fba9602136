from transformasi_asn.disposisi import pilihan
from transformasi_asn.dokumen import Dokumen


class PilihanPemberitahuan(Dokumen):
	"""How one user wants to be told outside the desk. Nobody else sees or changes it."""

	def validate(self) -> None:
		pilihan.check(self)
