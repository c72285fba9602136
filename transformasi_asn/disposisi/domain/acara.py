"""Events that letters invite to: when they clash, and until when one must have decided about them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

# Invitations often name no end ("s.d. selesai"); the length assumed for these is ours, and the form says so.
LAMA_BAWAAN = timedelta(hours=2)


class Kehadiran(str, Enum):
	"""What the invited leader has decided."""

	BELUM = "Belum ditentukan"
	HADIR = "Hadir sendiri"
	DIWAKILI = "Diwakili"
	TIDAK = "Tidak hadir"


class PeranAcara(str, Enum):
	"""What an instruction makes of its recipient at the event of the letter."""

	MEWAKILI = "Mewakili"
	MENGHADIRI = "Menghadiri"


@dataclass(frozen=True)
class Acara:
	"""One event of one calendar. `selesai` is not part of it."""

	kunci: str
	mulai: datetime
	selesai: datetime | None = None

	@property
	def akhir(self) -> datetime:
		return self.selesai or self.mulai + LAMA_BAWAAN


def decide_kehadiran(ditetapkan: str | None, ada_wakil: bool) -> Kehadiran:
	"""Who was sent instead counts until the leader says otherwise."""
	pilihan = Kehadiran(ditetapkan or Kehadiran.BELUM)
	return Kehadiran.DIWAKILI if pilihan is Kehadiran.BELUM and ada_wakil else pilihan


def takes_time(kehadiran: Kehadiran) -> bool:
	"""Whether the event stands in the way of another one."""
	return kehadiran in (Kehadiran.BELUM, Kehadiran.HADIR)


def find_clashes(acara: Iterable[Acara]) -> dict[str, list[str]]:
	"""Event → the events that it overlaps, in order of time; events that only touch do not clash."""
	berlangsung: list[Acara] = []
	bentrok: dict[str, list[str]] = {}
	for ini in sorted(acara, key=lambda a: (a.mulai, a.akhir, a.kunci)):
		berlangsung = [lain for lain in berlangsung if lain.akhir > ini.mulai]
		for lain in berlangsung:
			bentrok.setdefault(lain.kunci, []).append(ini.kunci)
			bentrok.setdefault(ini.kunci, []).append(lain.kunci)
		berlangsung.append(ini)
	return bentrok


def latest_deadline(mulai: datetime, diterima: date) -> date:
	"""The last day on which a decision about the event is in time: the day before it.

	For an invitation that comes on the day itself, or later, that day.
	"""
	return max(mulai.date() - timedelta(days=1), diterima)


def propose_deadline(mulai: datetime, diterima: date, is_hari_kerja: Callable[[date], bool]) -> date:
	"""The last working day up to `latest_deadline`; where there is none since it came, that limit."""
	batas = hari = latest_deadline(mulai, diterima)
	while hari > diterima and not is_hari_kerja(hari):
		hari -= timedelta(days=1)
	return hari if is_hari_kerja(hari) else batas
