from transformasi_asn import basisdata
from transformasi_asn.compat import BarisTabel
from transformasi_asn.pokja.domain.tim import DI_ATAS_TIM, works


class AnggotaPokja(BarisTabel):
	"""One member: an employee of the agency, or somebody from outside by name only."""

	@property
	def disebut(self) -> bool:
		"""Still named, whether or not the head of his unit has answered."""
		return not self.berhenti_pada and self.persetujuan != "Ditolak"

	@property
	def bekerja(self) -> bool:
		"""Belongs to the team today."""
		return self.disebut and works(self.persetujuan)

	@property
	def di_atas_tim(self) -> bool:
		return self.peran in DI_ATAS_TIM

	@property
	def label(self) -> str:
		return self.nama or self.nama_luar or self.pegawai or ""


def on_doctype_update():
	# whose teams these are, and whose consent is asked
	basisdata.add_index("Anggota Pokja", ["pegawai", "persetujuan"])
	basisdata.add_index("Anggota Pokja", ["persetujuan_jabatan", "persetujuan"])
