from transformasi_asn import basisdata
from transformasi_asn.compat import BarisTabel
from transformasi_asn.pokja.domain.tim import DI_ATAS_TIM, is_named, works


class AnggotaPokja(BarisTabel):
	"""One member: an employee of the agency, or somebody from outside by name only."""

	@property
	def disebut(self) -> bool:
		"""Still named, whether or not the head of his unit has answered."""
		return is_named(self.persetujuan, bool(self.berhenti_pada))

	@property
	def bekerja(self) -> bool:
		"""Belongs to the team today."""
		return self.disebut and works(self.persetujuan)

	@property
	def di_atas_tim(self) -> bool:
		return self.peran in DI_ATAS_TIM

	@property
	def pelaksana(self) -> bool:
		"""Works in the team and not above it."""
		return self.bekerja and not self.di_atas_tim

	@property
	def label(self) -> str:
		return self.nama or self.nama_luar or self.pegawai or ""


def on_doctype_update():
	# whose teams these are, and whose consent is asked
	basisdata.add_index("Anggota Pokja", ["pegawai", "persetujuan"])
	basisdata.add_index("Anggota Pokja", ["persetujuan_jabatan", "persetujuan"])
