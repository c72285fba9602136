"""How much open work lies with whom, now and over time, and whether that is more than the unit allows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

STRUKTURAL = "Struktural"
TIM = "Tim"
"""In place of a pattern: work that a team's plan gives to a person."""


class Macam(str, Enum):
	"""What kind of load a task is to whoever holds it."""

	STRUKTURAL = "struktural"
	FUNGSIONAL = "fungsional"
	TIM = "tim"


MACAM = {STRUKTURAL: Macam.STRUKTURAL, TIM: Macam.TIM}


class Satuan(str, Enum):
	MINGGU = "Minggu"
	BULAN = "Bulan"


@dataclass(frozen=True)
class Beban:
	"""Open work of one person or of many together; `jumlah_tim`: running teams he works in."""

	struktural: int = 0
	fungsional: int = 0
	tim: int = 0
	jumlah_tim: int = 0

	@property
	def total(self) -> int:
		return self.struktural + self.fungsional + self.tim

	def __add__(self, lain: "Beban") -> "Beban":
		return Beban(
			self.struktural + lain.struktural,
			self.fungsional + lain.fungsional,
			self.tim + lain.tim,
			self.jumlah_tim + lain.jumlah_tim,
		)


@dataclass(frozen=True)
class Tumpukan:
	"""So many pieces of work alike: pattern and address, and for a look back the days of being made and closed."""

	pola: str = ""
	jabatan: str | None = None
	pegawai: str | None = None
	tim: str | None = None
	banyak: int = 1
	dibuat: date | None = None
	ditutup: date | None = None

	def terbuka(self, hari: date) -> bool:
		"""Whether it was open at the end of that day."""
		return (self.dibuat is None or self.dibuat <= hari) and (self.ditutup is None or self.ditutup > hari)


@dataclass(frozen=True)
class Peta:
	"""Who is in charge of a post, and who chairs a team."""

	pemangku: Mapping[str, str] = field(default_factory=dict)
	ketua: Mapping[str, str] = field(default_factory=dict)

	def cari(self, t: Tumpukan) -> tuple[str, Macam] | None:
		"""With whom it lies and as what; None where with nobody.

		A team's task is its chair's; what names a person is his; the rest is of whoever is in charge of the post.
		"""
		if t.tim:
			orang, macam = self.ketua.get(t.tim), Macam.TIM
		else:
			orang = t.pegawai or self.pemangku.get(t.jabatan or "")
			macam = MACAM.get(t.pola, Macam.FUNGSIONAL)
		return (orang, macam) if orang else None


def count(
	tumpukan: Iterable[Tumpukan], peta: Peta, jumlah_tim: Mapping[str, int] | None = None
) -> dict[str, Beban]:
	"""Person → his load, of everybody who has any."""
	angka: dict[str, Counter[Macam]] = defaultdict(Counter)
	for t in tumpukan:
		if kepada := peta.cari(t):
			angka[kepada[0]][kepada[1]] += t.banyak
	tim = jumlah_tim or {}
	return {
		orang: Beban(
			angka[orang][Macam.STRUKTURAL],
			angka[orang][Macam.FUNGSIONAL],
			angka[orang][Macam.TIM],
			tim.get(orang, 0),
		)
		for orang in {*angka, *tim}
	}


def count_over_time(
	tumpukan: Iterable[Tumpukan], peta: Peta, titik: Sequence[date]
) -> dict[str, tuple[int, ...]]:
	"""Person → how much lay with him at the end of each of these days (ascending)."""
	hasil: dict[str, list[int]] = {}
	for t in tumpukan:
		kepada = peta.cari(t)
		if kepada is None:
			continue
		baris = hasil.setdefault(kepada[0], [0] * len(titik))
		for n, hari in enumerate(titik):
			if t.terbuka(hari):
				baris[n] += t.banyak
	return {orang: tuple(baris) for orang, baris in hasil.items()}


def list_points(sampai: date, banyak: int, satuan: Satuan) -> tuple[date, ...]:
	"""The last days of so many weeks (Sunday) or months, ascending; of the running one, `sampai`."""
	titik = [sampai]
	awal = sampai - timedelta(days=sampai.weekday()) if satuan is Satuan.MINGGU else sampai.replace(day=1)
	while len(titik) < banyak:
		akhir = awal - timedelta(days=1)
		titik.append(akhir)
		awal = akhir - timedelta(days=6) if satuan is Satuan.MINGGU else akhir.replace(day=1)
	return tuple(reversed(titik))


def is_over(beban: int, batas: int) -> bool:
	"""Whether that is more than the limit; 0 is no limit."""
	return 0 < batas < beban


# from light to heavy; the last one only where a limit is passed
TINGKAT = ("kosong", "ringan", "sedang", "berat", "lewat")


def level_of(beban: int, batas: int, tertinggi: int) -> str:
	"""How heavy a cell is: by thirds of the limit, where there is none by thirds of the heaviest one shown."""
	if beban <= 0:
		return TINGKAT[0]
	if is_over(beban, batas):
		return TINGKAT[4]
	dasar = batas or max(tertinggi, beban)
	return TINGKAT[min(3, 1 + (3 * beban - 1) // dasar)]


@dataclass(frozen=True)
class Lampauan:
	"""One person who would be, or is, above his unit's limit."""

	pegawai: str
	beban: int
	batas: int


def find_over(
	beban: Mapping[str, Beban], batas: Mapping[str, int], tambahan: Mapping[str, int] | None = None
) -> list[Lampauan]:
	"""Who is above his limit with what is added, heaviest first; `batas`: person → limit, 0 or none: no limit."""
	baru = tambahan or {}
	hasil = [
		Lampauan(orang, jumlah, batas.get(orang, 0))
		for orang in {*beban, *baru}
		if is_over(jumlah := beban.get(orang, Beban()).total + baru.get(orang, 0), batas.get(orang, 0))
	]
	return sorted(hasil, key=lambda x: (x.batas - x.beban, x.pegawai))
