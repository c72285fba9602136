"""What a unit has set about lending its people to others, and how much one person may carry.

What a unit leaves open holds as in the unit above it, and at last as the agency has set for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class CaraPersetujuan(str, Enum):
	"""How the head of a unit is involved when somebody else names one of his officers."""

	GARIS = "Menurut garis"
	DIMINTA = "Selalu diminta"
	DIBERITAHU = "Cukup diberitahu"
	TIDAK = "Tidak perlu"


class LewatBatas(str, Enum):
	"""What follows when the head has not answered in time. Silence never is consent."""

	INGATKAN = "Ingatkan lagi"
	PERLUAS = "Perluas ke atasan"
	GUGUR = "Gugur"


@dataclass(frozen=True)
class Ketentuan:
	"""batas_hari: working days to answer, 0 without limit. batas_beban: open pieces of work, 0 without limit."""

	persetujuan: CaraPersetujuan = CaraPersetujuan.GARIS
	batas_hari: int = 3
	lewat_batas: LewatBatas = LewatBatas.INGATKAN
	batas_beban: int = 0


@dataclass(frozen=True)
class BarisKetentuan:
	"""One unit's row; None or 0 where it says nothing."""

	persetujuan: CaraPersetujuan | None = None
	batas_hari: int = 0
	lewat_batas: LewatBatas | None = None
	batas_beban: int = 0


def choose_ketentuan(
	umum: Ketentuan, baris: Mapping[str, BarisKetentuan], rantai: Sequence[str]
) -> Ketentuan:
	"""What holds for a unit. `rantai`: the unit and those above it, root last; each value is the nearest one set."""
	milik = [baris[unit] for unit in rantai if unit in baris]

	def nearest(nama: str):
		return next((nilai for b in milik if (nilai := getattr(b, nama))), getattr(umum, nama))

	return Ketentuan(
		persetujuan=nearest("persetujuan"),
		batas_hari=nearest("batas_hari"),
		lewat_batas=nearest("lewat_batas"),
		batas_beban=nearest("batas_beban"),
	)
