"""Steps of the clock around a deadline: reminders before and after it, then one post higher at each step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from transformasi_asn.tata_kerja.domain.kalender import Kalender, Satuan

MENIT_SEHARI = 450
"""A working day as minutes, only to put steps in hours and steps in days into one order."""


class Kapan(str, Enum):
	SEBELUM = "Sebelum"
	SESUDAH = "Sesudah"

	__str__ = str.__str__


class Tindakan(str, Enum):
	"""Who hears of it; `ATASAN` also opens the task to the next post up the line."""

	PENERIMA = "Ingatkan penerima"
	PEMBERI = "Ingatkan penerima dan pemberi"
	ATASAN = "Naikkan ke atasan"

	__str__ = str.__str__


@dataclass(frozen=True)
class Langkah:
	"""One step: so many working hours or days before or after the deadline."""

	kapan: Kapan
	jumlah: int
	satuan: Satuan
	tindakan: Tindakan

	@property
	def kunci(self) -> int:
		"""Place in the order of steps; what a task remembers of the last step it has had."""
		menit = self.jumlah * (60 if self.satuan is Satuan.JAM_KERJA else MENIT_SEHARI)
		return -menit if self.kapan is Kapan.SEBELUM else menit

	def limit(self, kini: datetime, kalender: Kalender) -> datetime:
		"""Deadlines up to this moment have reached the step at `kini`."""
		if self.satuan is Satuan.JAM_KERJA:
			jarum, lama = kalender.jam, timedelta(hours=self.jumlah)
		else:
			jarum, lama = kalender.hari, timedelta(days=self.jumlah)
		return jarum.limit(kini, -lama if self.kapan is Kapan.SEBELUM else lama)


@dataclass(frozen=True)
class Tahapan:
	"""Steps in their order, no two in one place."""

	langkah: tuple[Langkah, ...]

	@classmethod
	def of(cls, langkah: Iterable[Langkah]) -> "Tahapan":
		return cls(tuple(sorted(langkah, key=lambda langkah: langkah.kunci)))

	def between(self, terakhir: int | None, kunci: int) -> tuple[Langkah, ...]:
		"""Steps after the last one had (None: none) up to the one with `kunci`."""
		return tuple(s for s in self.langkah if (terakhir is None or s.kunci > terakhir) and s.kunci <= kunci)

	def tingkat(self, langkah: Langkah) -> int:
		"""Which escalation a step is, from 1; 0 when it is none."""
		if langkah.tindakan is not Tindakan.ATASAN:
			return 0
		return 1 + sum(s.tindakan is Tindakan.ATASAN and s.kunci < langkah.kunci for s in self.langkah)

	def skip_before(self, jatuh_tempo: datetime, kini: datetime, kalender: Kalender) -> int | None:
		"""What a task remembers at the start: reminders whose time was over before it was given are not sent."""
		lewat = [
			s.kunci
			for s in self.langkah
			if s.kapan is Kapan.SEBELUM and s.kunci and jatuh_tempo <= s.limit(kini, kalender)
		]
		return max(lewat, default=None)


def find_ganda(kunci: Sequence[int]) -> tuple[int, int] | None:
	"""Numbers, from 1, of the first two steps in one place."""
	pertama: dict[int, int] = {}
	for nomor, k in enumerate(kunci, 1):
		if k in pertama:
			return pertama[k], nomor
		pertama[k] = nomor
	return None


def choose_atasan(
	garis: Sequence[tuple[str, str | None]], sudah_tahu: Iterable[str | None], tingkat: int
) -> tuple[str, str | None] | None:
	"""The post that hears of the `tingkat`-th escalation, and who is in charge of it.

	`garis`: posts above the holder from the nearest up, each with the person in charge. Who holds or gave the
	task knows already, also where he stands higher up in another capacity; a post without anybody is passed.
	"""
	tahu = set(sudah_tahu)
	naik: list[tuple[str, str | None]] = []
	for jabatan, pegawai in garis:
		if pegawai and pegawai not in tahu:
			tahu.add(pegawai)
			naik.append((jabatan, pegawai))
	return naik[tingkat - 1] if tingkat <= len(naik) else None
