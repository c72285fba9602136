"""Working time: which days and hours a unit works, and arithmetic on them.

Two clocks run beside the wall clock: one that stands still outside working hours, and one that stands still
on days that are no working days. Deadlines are counted on either.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
KELOMPOK_HARI = {
	"Setiap hari": HARI,
	"Senin s.d. Jumat": HARI[:5],
	"Senin s.d. Kamis": HARI[:4],
	**{hari: (hari,) for hari in HARI},
}
"""What a row of working hours may speak of."""
TENGAH_MALAM = 24 * 60
BATAS_HARI = 400
"""Days without working time after which a calendar is called empty; longer than any holiday."""
SEHARI = timedelta(days=1)


class TanpaHariKerjaError(ValueError):
	"""The calendar has no working time within BATAS_HARI days."""


@dataclass(frozen=True, order=True)
class Sesi:
	"""A stretch of working time, in minutes from midnight: `mulai` inside, `selesai` (at most 1440) outside."""

	mulai: int
	selesai: int

	@property
	def lama(self) -> int:
		"""Minutes."""
		return self.selesai - self.mulai


PENUH = (Sesi(0, TENGAH_MALAM),)


@dataclass(frozen=True)
class PolaJam:
	"""The hours of a week, Monday first, in force from `mulai` to `sampai`, both included (None: open)."""

	sesi: tuple[tuple[Sesi, ...], ...]
	mulai: date | None = None
	sampai: date | None = None

	def berlaku(self, hari: date) -> bool:
		return (self.mulai is None or self.mulai <= hari) and (self.sampai is None or hari <= self.sampai)

	@property
	def bertanggal(self) -> bool:
		"""Is it in force for a time only, and so goes before one that always is?"""
		return self.mulai is not None or self.sampai is not None

	@property
	def menit_seminggu(self) -> int:
		return sum(s.lama for sehari in self.sesi for s in sehari)


def build_pola(
	baris: Sequence[tuple[str, int, int]], mulai: date | None = None, sampai: date | None = None
) -> PolaJam:
	"""The week of rows (days, from minute, to minute); to minute 0 means midnight at the day's end."""
	sehari: dict[str, list[Sesi]] = {hari: [] for hari in HARI}
	for hari, dari, ke in baris:
		for h in KELOMPOK_HARI[hari]:
			sehari[h].append(Sesi(dari, ke or TENGAH_MALAM))
	return PolaJam(tuple(tuple(sorted(sehari[hari])) for hari in HARI), mulai, sampai)


def find_bentrok(baris: Sequence[tuple[str, int, int]]) -> tuple[int, int] | None:
	"""Numbers, from 1, of the first two rows that share a minute of one day; a row that ends before it
	begins is named with itself."""
	for nomor, (hari, dari, ke) in enumerate(baris, 1):
		ke = ke or TENGAH_MALAM
		if ke <= dari:
			return nomor, nomor
		for lain, (hari_lain, dari_lain, ke_lain) in enumerate(baris[: nomor - 1], 1):
			bersama = set(KELOMPOK_HARI[hari]) & set(KELOMPOK_HARI[hari_lain])
			if bersama and dari < (ke_lain or TENGAH_MALAM) and dari_lain < ke:
				return lain, nomor
	return None


# Perpres 21/2023: five days, from 07.30, 37.5 hours a week without the break of 60 (Friday 90) minutes.
POLA_BAWAAN = build_pola(
	[
		("Senin s.d. Kamis", 450, 720),
		("Senin s.d. Kamis", 780, 960),
		("Jumat", 450, 690),
		("Jumat", 780, 990),
	]
)


@dataclass(frozen=True)
class Jarum:
	"""A clock that runs only inside the stretches that `sesi(day)` gives."""

	sesi: Callable[[date], Sequence[Sesi]]

	def count(self, dari: datetime, sampai: datetime) -> timedelta:
		"""Time that passes on this clock between two moments; zero when `sampai` is not after `dari`."""
		jumlah = timedelta()
		if sampai <= dari:
			return jumlah
		hari = dari.date()
		while hari <= sampai.date():
			for awal, akhir in self._stretches(hari):
				jumlah += max(min(akhir, sampai) - max(awal, dari), timedelta())
			hari += SEHARI
		return jumlah

	def add(self, dari: datetime, lama: timedelta) -> datetime:
		"""The first moment, not before `dari`, by which `lama` has passed on this clock."""
		if lama <= timedelta():
			return dari
		for awal, akhir in self._forward(dari):
			if lama <= akhir - awal:
				return awal + lama
			lama -= akhir - awal
		raise TanpaHariKerjaError

	def first(self, dari: datetime) -> datetime:
		"""The first moment, not before `dari`, at which this clock runs."""
		return next(self._forward(dari))[0]

	def limit(self, kini: datetime, geser: timedelta) -> datetime:
		"""The last moment m such that `geser` (negative: before m) lies between m and `kini`.

		For geser > 0: at `kini`, at least that much has passed since m. For geser < 0: at `kini`, at most
		that much is left until m. So everything due up to m has had its turn.
		"""
		if not geser:
			return kini
		if geser > timedelta():
			return self._back(kini, geser)
		sisa = -geser
		for awal, akhir in self._forward(kini):
			if sisa < akhir - awal:
				return awal + sisa
			sisa -= akhir - awal
		raise TanpaHariKerjaError

	def _back(self, kini: datetime, lama: timedelta) -> datetime:
		hari, kosong = kini.date(), 0
		while kosong <= BATAS_HARI:
			kosong += 1
			for awal, akhir in reversed(self._stretches(hari)):
				akhir = min(akhir, kini)
				if akhir <= awal:
					continue
				kosong = 0
				if lama <= akhir - awal:
					return akhir - lama
				lama -= akhir - awal
			hari -= SEHARI
		raise TanpaHariKerjaError

	def _forward(self, dari: datetime) -> Iterator[tuple[datetime, datetime]]:
		hari, kosong = dari.date(), 0
		while kosong <= BATAS_HARI:
			kosong += 1
			for awal, akhir in self._stretches(hari):
				if akhir > dari:
					kosong = 0
					yield max(awal, dari), akhir
			hari += SEHARI
		raise TanpaHariKerjaError

	def _stretches(self, hari: date) -> list[tuple[datetime, datetime]]:
		dasar = datetime.combine(hari, time())
		return [
			(dasar + timedelta(minutes=s.mulai), dasar + timedelta(minutes=s.selesai))
			for s in self.sesi(hari)
		]


@dataclass(frozen=True)
class Kalender:
	"""The working time of a unit: its hours (the first in force on a day counts) and its holidays."""

	pola: tuple[PolaJam, ...] = (POLA_BAWAAN,)
	libur: Callable[[date], str | None] = field(default=lambda hari: None, compare=False)

	def sesi(self, hari: date) -> tuple[Sesi, ...]:
		"""Stretches of work on a day, in order; none on a day off."""
		pola = next((p for p in self.pola if p.berlaku(hari)), None)
		if pola is None or not pola.sesi[hari.weekday()] or self.libur(hari):
			return ()
		return pola.sesi[hari.weekday()]

	def is_hari_kerja(self, hari: date) -> bool:
		return bool(self.sesi(hari))

	@property
	def jam(self) -> Jarum:
		"""The clock that stands still outside working hours."""
		return Jarum(self.sesi)

	@property
	def hari(self) -> Jarum:
		"""The clock that stands still on days off, and runs through the nights of the others."""
		return Jarum(lambda hari: PENUH if self.sesi(hari) else ())

	def add_working_hours(self, dari: datetime, lama: timedelta) -> datetime:
		return self.jam.add(dari, lama)

	def count_working_hours(self, dari: datetime, sampai: datetime) -> timedelta:
		return self.jam.count(dari, sampai)

	def next_working_day(self, hari: date, ke: int = 0) -> date:
		"""The `ke`-th working day after `hari`; 0: `hari` itself if it is one, else the next."""
		if not ke:
			return self.jam.first(datetime.combine(hari, time())).date()
		for _n in range(ke):
			hari = self.next_working_day(hari + SEHARI)
		return hari

	def end_of(self, hari: date) -> datetime:
		"""When work ends on a working day."""
		return datetime.combine(hari, time()) + timedelta(minutes=self.sesi(hari)[-1].selesai)


# -- deadlines -----------------------------------------------------------------------------------


class Satuan(str, Enum):
	"""How a time limit is counted."""

	JAM_KERJA = "Jam kerja"
	KALI_24_JAM = "Kali 24 jam hari kerja"
	HARI_KERJA = "Hari kerja"

	__str__ = str.__str__


@dataclass(frozen=True)
class BatasWaktu:
	"""A time limit, for example two working days."""

	jumlah: int
	satuan: Satuan


def due_from(batas: BatasWaktu, dari: datetime, kalender: Kalender) -> datetime:
	"""When a limit that begins at `dari` ends; outside working hours it begins when work next does."""
	mulai = kalender.jam.first(dari)
	if batas.satuan is Satuan.JAM_KERJA:
		return kalender.jam.add(mulai, timedelta(hours=batas.jumlah))
	if batas.satuan is Satuan.KALI_24_JAM:
		akhir = kalender.hari.add(mulai, timedelta(hours=24 * batas.jumlah))
		return min(akhir, kalender.end_of(akhir.date())) if kalender.sesi(akhir.date()) else akhir
	return kalender.end_of(kalender.next_working_day(mulai.date(), batas.jumlah))


def due_on(tenggat: date, kini: datetime, kalender: Kalender) -> datetime:
	"""The end of work on the day set; a day off moves on to the next working day.

	Set after hours for the same day, it is the end of that day.
	"""
	akhir = kalender.end_of(kalender.next_working_day(tenggat))
	if akhir <= kini and tenggat >= kini.date():
		return datetime.combine(kini.date(), time(23, 59))
	return akhir


def resume(jatuh_tempo: datetime, dijeda: datetime, kini: datetime, kalender: Kalender) -> datetime:
	"""The deadline after a pause: later by the working time that the pause took."""
	return kalender.jam.add(jatuh_tempo, kalender.jam.count(dijeda, kini))
