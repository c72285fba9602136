"""Teams put together by reason, scope, age or result."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from transformasi_asn.alur.domain import Tahap

# in days: the first of each older group
BATAS_UMUR = (30, 91, 182, 365)


class Hasil(str, Enum):
	"""What became of a team; the order is that of its life."""

	DISIAPKAN = "Disiapkan"
	BERJALAN = "Berjalan"
	SELESAI = "Selesai"
	DIBUBARKAN = "Dibubarkan"

	__str__ = str.__str__


_HASIL = {
	Tahap.BERJALAN.value: Hasil.BERJALAN,
	Tahap.SELESAI.value: Hasil.SELESAI,
	Tahap.BATAL.value: Hasil.DIBUBARKAN,
}


@dataclass(frozen=True)
class FaktaTim:
	jenis: str
	alasan: str
	cakupan: str
	unit: str
	tahap: str
	mulai: date
	ditetapkan: bool = False

	@property
	def hasil(self) -> Hasil:
		"""A team that was established and waits for something is still running."""
		return _HASIL.get(self.tahap, Hasil.BERJALAN if self.ditetapkan else Hasil.DISIAPKAN)


@dataclass
class BarisRekap:
	"""How many teams of one group there are, by what became of them."""

	kelompok: str
	per_hasil: dict[Hasil, int] = field(default_factory=lambda: dict.fromkeys(Hasil, 0))

	@property
	def jumlah(self) -> int:
		return sum(self.per_hasil.values())


def group_of_age(hari: int) -> int:
	"""The group, the youngest is 0, of a team that has run for so many days."""
	return sum(hari >= batas for batas in BATAS_UMUR)


def count_teams(
	tim: Iterable[FaktaTim], kelompok: Callable[[FaktaTim], str], urutan: Iterable[str] = ()
) -> list[BarisRekap]:
	"""One row per group: those named in `urutan` in that order, empty ones too; then the largest first."""
	baris = {nama: BarisRekap(nama) for nama in urutan}
	lain: dict[str, BarisRekap] = {}
	for t in tim:
		nama = kelompok(t)
		b = baris.get(nama) or lain.setdefault(nama, BarisRekap(nama))
		b.per_hasil[t.hasil] += 1
	return [*baris.values(), *sorted(lain.values(), key=lambda b: (-b.jumlah, b.kelompok))]
