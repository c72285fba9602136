"""The daily digest: what of one's tasks is worth a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

BATAS_BUTIR = 10
"""Tasks named in one digest; the numbers above them count all."""


@dataclass(frozen=True)
class TugasTerbuka:
	"""An open task of the person's own that waits for him. `berhenti`: its clock stands still or it was reported."""

	nama: str
	perihal: str
	keamanan: str
	jatuh_tempo: datetime | None
	berhenti: bool = False


@dataclass(frozen=True)
class Mendesak:
	"""Tasks that are late, and those due later today; each the longest due first."""

	terlambat: tuple[TugasTerbuka, ...] = ()
	hari_ini: tuple[TugasTerbuka, ...] = ()

	@property
	def butir(self) -> tuple[TugasTerbuka, ...]:
		"""Those to name."""
		return (*self.terlambat, *self.hari_ini)[:BATAS_BUTIR]


def sort_out(tugas: Iterable[TugasTerbuka], kini: datetime) -> Mendesak:
	berjalan = sorted(
		{t.nama: t for t in tugas if t.jatuh_tempo and not t.berhenti}.values(),
		key=lambda t: (t.jatuh_tempo, t.nama),
	)
	return Mendesak(
		tuple(t for t in berjalan if t.jatuh_tempo < kini),
		tuple(t for t in berjalan if kini <= t.jatuh_tempo and t.jatuh_tempo.date() == kini.date()),
	)
