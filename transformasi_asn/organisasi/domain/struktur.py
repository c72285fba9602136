"""What the decisions of this module know about posts and placements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from .selang import Selang


class JenisJabatan(str, Enum):
	"""Kinds of post (UU 20/2023; JPT, administrator and pengawas are the managerial ones)."""

	PEJABAT_NEGARA = "Pejabat Negara"
	JPT_UTAMA = "JPT Utama"
	JPT_MADYA = "JPT Madya"
	JPT_PRATAMA = "JPT Pratama"
	ADMINISTRATOR = "Administrator"
	PENGAWAS = "Pengawas"
	FUNGSIONAL = "Fungsional"
	PELAKSANA = "Pelaksana"


class Kapasitas(str, Enum):
	"""In which capacity a person holds a post."""

	DEFINITIF = "Definitif"
	PJ = "Pj."
	PLT = "Plt"
	PLH = "Plh"


PEMEGANG = frozenset({Kapasitas.DEFINITIF.value, Kapasitas.PJ.value})
BUKAN_ALAMAT = frozenset({JenisJabatan.FUNGSIONAL.value, JenisJabatan.PELAKSANA.value})
JENJANG = (
	"Pemula",
	"Terampil",
	"Mahir",
	"Penyelia",
	"Ahli Pertama",
	"Ahli Muda",
	"Ahli Madya",
	"Ahli Utama",
)
"""Of functional posts, the lowest first."""
BERESELON = {
	JenisJabatan.JPT_UTAMA.value: ("I.a",),
	JenisJabatan.JPT_MADYA.value: ("I.a", "I.b"),
	JenisJabatan.JPT_PRATAMA.value: ("II.a", "II.b"),
	JenisJabatan.ADMINISTRATOR.value: ("III.a", "III.b"),
	JenisJabatan.PENGAWAS.value: ("IV.a", "IV.b"),
}
"""Eselon of every structural kind (PP 18/2016; eselon I.a also for a JPT Madya of a ministry)."""


@dataclass(frozen=True)
class FaktaJabatan:
	"""One post as the decisions see it; `koordinator_unit` is the asisten that coordinates its unit."""

	kode: str
	nama: str
	jenis: str
	unit: str | None = None
	atasan: str | None = None
	koordinator: str | None = None
	pengganti: str | None = None
	kursi: int = 1
	peran: str = ""
	aktif: bool = True
	kepala_unit: bool = False
	koordinator_unit: str | None = None
	jenjang: str = ""
	lft: int = 0
	rgt: int = 0

	@property
	def alamat(self) -> bool:
		"""Can work be addressed to the post itself? Posts with several seats need a named person."""
		return self.jenis not in BUKAN_ALAMAT and self.kursi == 1


@dataclass(frozen=True)
class FaktaPenempatan:
	"""One person in one post in one capacity, from `mulai` up to, not including, `selesai`."""

	name: str
	pegawai: str
	jabatan: str
	kapasitas: str
	mulai: date
	selesai: date | None = None
	berhalangan_tetap: date | None = None
	wewenang_rahasia: bool = False
	riwayat: bool = False

	@property
	def selang(self) -> Selang:
		"""The days of the placement."""
		return Selang(self.mulai, self.selesai)

	@property
	def memegang(self) -> bool:
		"""Does it take a seat (Definitif or Pj.)?"""
		return self.kapasitas in PEMEGANG

	def berjalan(self, tanggal: date) -> bool:
		"""Does it count on this day? History takes no seat and gives no charge."""
		return not self.riwayat and self.selang.berisi(tanggal)

	@property
	def boleh_rahasia(self) -> bool:
		"""May this person open secret letters of the post? A Plt or Plh only by the order's own words."""
		return self.memegang or self.wewenang_rahasia


class Struktur(Protocol):
	"""Where a decision asks about posts and about who is placed in them."""

	def jabatan(self, kode: str) -> FaktaJabatan | None: ...

	def penempatan(self, kode: str) -> Sequence[FaktaPenempatan]: ...


class StrukturTerbalik(Struktur, Protocol):
	"""A structure that can also be read from the person and from above."""

	def penempatan_pegawai(self, pegawai: str) -> Sequence[FaktaPenempatan]: ...

	def bawahan(self, kode: Sequence[str]) -> Sequence[str]:
		"""Posts directly below any of these."""
		...

	def pewaris(self, kode: Sequence[str]) -> Sequence[str]:
		"""Posts whose work could come to these: directly below, or naming one as substitute."""
		...

	def muat(self, kode: Iterable[str]) -> None:
		"""Read these posts and their placements ahead, in few queries."""
		...
