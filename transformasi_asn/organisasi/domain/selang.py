"""Half-open date intervals: `mulai` is the first day inside, `selesai` the first day outside."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Selang:
	"""The days from `mulai` up to, not including, `selesai` (None: no end yet)."""

	mulai: date
	selesai: date | None = None

	def berisi(self, tanggal: date) -> bool:
		"""Does the day lie inside?"""
		return self.mulai <= tanggal and (self.selesai is None or tanggal < self.selesai)

	def bertumpang(self, lain: "Selang") -> bool:
		"""Do both share at least one day?"""
		return (self.selesai is None or lain.mulai < self.selesai) and (
			lain.selesai is None or self.mulai < lain.selesai
		)


def find_puncak(selang: Selang, lain: Iterable[Selang]) -> tuple[int, date]:
	"""The greatest number of `lain` running on one day of `selang`, and the first such day."""
	bertumpang = [s for s in lain if s.bertumpang(selang)]
	terbaik = (0, selang.mulai)
	for tanggal in sorted({max(s.mulai, selang.mulai) for s in bertumpang}):
		banyak = sum(s.berisi(tanggal) for s in bertumpang)
		if banyak > terbaik[0]:
			terbaik = (banyak, tanggal)
	return terbaik


def add_bulan(tanggal: date, bulan: int) -> date:
	"""The same day `bulan` months later, or the last day of a shorter month."""
	tahun, indeks = divmod(tanggal.year * 12 + tanggal.month - 1 + bulan, 12)
	return date(tahun, indeks + 1, min(tanggal.day, calendar.monthrange(tahun, indeks + 1)[1]))
