"""Lines of command in the structural pattern: direct subordinates and declared coordination lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .struktur import FaktaJabatan

BAWAHAN_LANGSUNG = "bawahan langsung"
GARIS_KOORDINASI = "garis koordinasi"


@dataclass(frozen=True)
class FaktaGaris:
	"""One declared line; an empty end means any post, `selesai` is the first day outside."""

	kode: str
	dari_peran: str = ""
	dari_jabatan: str | None = None
	ke_peran: str = ""
	ke_jabatan: str | None = None
	dikoordinasikan: bool = False
	mulai: date | None = None
	selesai: date | None = None
	keterangan: str = ""

	def berlaku(self, tanggal: date) -> bool:
		"""Is the line in force on that day?"""
		return (self.mulai is None or self.mulai <= tanggal) and (
			self.selesai is None or tanggal < self.selesai
		)


@dataclass(frozen=True)
class Jalur:
	"""Why a giver may hand work to a recipient: a direct subordinate, or the line `kode`."""

	jenis: str
	kode: str
	keterangan: str


def find_line(
	pemberi: FaktaJabatan, penerima: FaktaJabatan, garis: Iterable[FaktaGaris], tanggal: date
) -> Jalur | None:
	"""The line from giver to recipient, or None when the recipient stands on none."""
	if penerima.kode != pemberi.kode and penerima.atasan == pemberi.kode:
		return Jalur(BAWAHAN_LANGSUNG, penerima.kode, f"{penerima.nama} bawahan langsung {pemberi.nama}")
	for baris in garis:
		if baris.berlaku(tanggal) and _cocok(baris, pemberi, penerima):
			return Jalur(GARIS_KOORDINASI, baris.kode, baris.keterangan)
	return None


def is_dikoordinasikan(pemberi: FaktaJabatan, penerima: FaktaJabatan) -> bool:
	"""Does the recipient, or the unit that he heads, name the giver as coordinator?"""
	if penerima.koordinator == pemberi.kode:
		return True
	return penerima.kepala_unit and penerima.koordinator_unit == pemberi.kode


def _cocok(garis: FaktaGaris, pemberi: FaktaJabatan, penerima: FaktaJabatan) -> bool:
	return (
		pemberi.kode != penerima.kode
		and garis.dari_peran in ("", pemberi.peran)
		and garis.dari_jabatan in (None, "", pemberi.kode)
		and garis.ke_peran in ("", penerima.peran)
		and garis.ke_jabatan in (None, "", penerima.kode)
		and (not garis.dikoordinasikan or is_dikoordinasikan(pemberi, penerima))
	)
