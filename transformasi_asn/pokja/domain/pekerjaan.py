"""How a piece of team work moves, and who moves it."""

from collections.abc import Collection
from enum import Enum


class Keadaan(str, Enum):
	BELUM = "Belum dikerjakan"
	DIKERJAKAN = "Dikerjakan"
	DIPERIKSA = "Diperiksa Ketua"
	SELESAI = "Selesai"
	DIBATALKAN = "Dibatalkan"


TERBUKA = (Keadaan.BELUM.value, Keadaan.DIKERJAKAN.value, Keadaan.DIPERIKSA.value)
TERTUTUP = (Keadaan.SELESAI.value, Keadaan.DIBATALKAN.value)

PELAKSANA, PENGATUR = "pelaksana", "pengatur"

# from → to, by role. Who does the work brings it to the Ketua; the Ketua (or the leader) judges and plans.
LANGKAH: dict[str, frozenset[tuple[Keadaan, Keadaan]]] = {
	PELAKSANA: frozenset(
		{
			(Keadaan.BELUM, Keadaan.DIKERJAKAN),
			(Keadaan.DIKERJAKAN, Keadaan.BELUM),
			(Keadaan.DIKERJAKAN, Keadaan.DIPERIKSA),
			(Keadaan.BELUM, Keadaan.DIPERIKSA),
			(Keadaan.DIPERIKSA, Keadaan.DIKERJAKAN),
		}
	),
	PENGATUR: frozenset(
		(dari, ke)
		for dari in Keadaan
		for ke in Keadaan
		if dari is not ke and not (dari.value in TERTUTUP and ke is not Keadaan.DIKERJAKAN)
	),
}


def may_move(dari: str, ke: str, peran: Collection[str]) -> bool:
	"""Whether one of these roles takes the work from one state to the other; what was closed is only opened again."""
	return any((Keadaan(dari), Keadaan(ke)) in LANGKAH[p] for p in peran if p in LANGKAH)
