"""When a message to the outside goes out, waits, is tried again, or is given up."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import Enum

JEDA = (1, 5, 15, 60, 180, 360)
"""Minutes to wait after the first, second … failure; after one more the message is given up."""
JEDA_TERLAMA = timedelta(days=1)
"""The longest pause that a gateway may ask for."""
BASI = timedelta(days=3)
"""A message that could not be sent for so long after its time says nothing new."""
SEHARI = timedelta(days=1)


class Jenis(str, Enum):
	LANGSUNG = "Langsung"
	RINGKASAN = "Ringkasan"

	__str__ = str.__str__


class Status(str, Enum):
	"""`DITUNDA`: held by quiet hours. `BATAL`: there was nothing to tell any more."""

	ANTRE = "Antre"
	DITUNDA = "Ditunda"
	TERKIRIM = "Terkirim"
	GAGAL = "Gagal"
	BATAL = "Batal"

	__str__ = str.__str__


MENUNGGU = (Status.ANTRE.value, Status.DITUNDA.value)
"""What the next round looks at."""


def retry_at(percobaan: int, kini: datetime, diminta: timedelta | None = None) -> datetime | None:
	"""When to try again after the `percobaan`-th failure (from 1); None: give up.

	diminta: what the gateway asked to wait, if it did; it prolongs the pause and never shortens it.
	"""
	if percobaan > len(JEDA):
		return None
	jeda = timedelta(minutes=JEDA[percobaan - 1])
	return kini + max(jeda, min(diminta or jeda, JEDA_TERLAMA))


def is_basi(kirim_pada: datetime, kini: datetime) -> bool:
	return kini - kirim_pada > BASI


def end_of_quiet(mulai: int, selesai: int, kini: datetime) -> datetime | None:
	"""When the quiet hours in which `kini` lies are over; None outside them.

	mulai, selesai: minutes from midnight; a window that ends before it begins reaches into the next day.
	"""
	awal = datetime.combine(kini.date(), time()) + timedelta(minutes=mulai)
	akhir = datetime.combine(kini.date(), time()) + timedelta(minutes=selesai)
	if mulai < selesai:
		return akhir if awal <= kini < akhir else None
	if kini < akhir:
		return akhir
	return akhir + SEHARI if kini >= awal else None


def breaks_through(urgensi: str | None, ambang: str | None, tingkat: Sequence[str]) -> bool:
	"""Whether work of this urgency may ring in quiet hours.

	ambang: the lowest urgency that may (None or '': none); tingkat: all of them, the lowest first.
	"""
	if not ambang or ambang not in tingkat or urgensi not in tingkat:
		return False
	return tingkat.index(urgensi) >= tingkat.index(ambang)
