"""Measures of the reports: ages, time spent in a state, and what is typical of many durations."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple

# Upper ends, in days, of the groups of age in the report of pending tasks.
BATAS_UMUR = (2, 5, 10, 20)
LABEL_UMUR = ("0-2", "3-5", "6-10", "11-20", "> 20")
HARI = timedelta(days=1)


def group_of_age(hari: int) -> int:
	"""Index into LABEL_UMUR of an age in whole days."""
	return next((n for n, batas in enumerate(BATAS_UMUR) if hari <= batas), len(BATAS_UMUR))


@dataclass(frozen=True)
class Ringkasan:
	"""What is typical of some durations, in their unit; None where there are none."""

	banyak: int
	rata: float | None = None
	median: float | None = None
	p90: float | None = None


def summarise(lama: Iterable[float]) -> Ringkasan:
	"""Mean, median and 90th percentile (nearest rank)."""
	urut = sorted(lama)
	if not urut:
		return Ringkasan(0)
	n = len(urut)
	tengah = (urut[(n - 1) // 2] + urut[n // 2]) / 2
	return Ringkasan(n, sum(urut) / n, tengah, urut[max(ceil(0.9 * n) - 1, 0)])


class Masuk(NamedTuple):
	"""A task entered a state; `terakhir`: no further one follows by itself (finished, cancelled)."""

	waktu: datetime
	status: str
	tahap: str
	terakhir: bool = False


class Tinggal(NamedTuple):
	"""Time spent in a state, in hours; `masih`: the task is still in it."""

	status: str
	tahap: str
	jam: float
	masih: bool


Ukur = Callable[[datetime, datetime], float]


def count_hours(dari: datetime, sampai: datetime) -> float:
	"""Hours by the clock, never less than none."""
	return max((sampai - dari).total_seconds() / 3600, 0.0)


def list_stays(masuk: Sequence[Masuk], kini: datetime, ukur: Ukur = count_hours) -> list[Tinggal]:
	"""How long a task was in each state it entered, in the order of the log.

	Entries that do not change the state lengthen the stay; in a last state no time is counted. A task that
	comes back to a state has two stays in it.
	"""
	pindah: list[Masuk] = []
	for m in masuk:
		if not pindah or m.status != pindah[-1].status:
			pindah.append(m)
	hasil = []
	for nomor, m in enumerate(pindah):
		if m.terakhir:
			continue
		masih = nomor == len(pindah) - 1
		sampai = kini if masih else pindah[nomor + 1].waktu
		hasil.append(Tinggal(m.status, m.tahap, ukur(m.waktu, sampai), masih))
	return hasil


class JamTerhitung:
	"""Hours between two moments by a measure that is costly over many days, such as a working calendar.

	Whole days are measured once and added up, so that a hundred thousand questions stay cheap.
	"""

	def __init__(self, ukur: Ukur):
		self._ukur = ukur
		self._sehari: dict[date, float] = {}

	def __call__(self, dari: datetime, sampai: datetime) -> float:
		if sampai <= dari:
			return 0.0
		if dari.date() == sampai.date():
			return self._ukur(dari, sampai)
		awal = datetime.combine(dari.date() + HARI, time.min)
		akhir = datetime.combine(sampai.date(), time.min)
		jam = self._ukur(dari, awal) + self._ukur(akhir, sampai)
		hari = awal.date()
		while hari < akhir.date():
			jam += self._whole(hari)
			hari += HARI
		return jam

	def _whole(self, hari: date) -> float:
		if hari not in self._sehari:
			mulai = datetime.combine(hari, time.min)
			self._sehari[hari] = self._ukur(mulai, mulai + HARI)
		return self._sehari[hari]


def name_periods(dari: date, sampai: date) -> tuple[str, list[str]]:
	"""How a chart divides a range, and its labels in order: days up to a month, else months."""
	if (sampai - dari).days <= 31:
		return "hari", [(dari + HARI * n).isoformat() for n in range((sampai - dari).days + 1)]
	bulan, tahun, hasil = dari.month, dari.year, []
	while (tahun, bulan) <= (sampai.year, sampai.month):
		hasil.append(f"{tahun:04}-{bulan:02}")
		tahun, bulan = (tahun + 1, 1) if bulan == 12 else (tahun, bulan + 1)
	return "bulan", hasil


def period_of(hari: date, satuan: str) -> str:
	"""The label that a day belongs to."""
	return hari.isoformat() if satuan == "hari" else hari.isoformat()[:7]
