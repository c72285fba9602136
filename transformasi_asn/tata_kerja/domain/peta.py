"""From kind of letter and classification to the activity of the plan that it most likely belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from transformasi_asn.tata_kerja.domain.klasifikasi import matches_prefix


@dataclass(frozen=True)
class BarisPeta:
	"""One row of the map; an empty key means "any", an empty unit "everywhere"."""

	kegiatan: str
	jenis_naskah: str = ""
	klasifikasi: str = ""
	unit: str = ""
	urutan: int = 0


def find_kegiatan(
	jenis_naskah: str, klasifikasi: str, unit: tuple[str, ...], peta: Iterable[BarisPeta]
) -> str | None:
	"""The activity of the most specific row, or None.

	The nearest unit of the chain wins (giver's perangkat daerah first), then the row with both keys over one
	with a single key, then the longer classification prefix, then the lower `urutan`.
	"""
	jarak = {kode: nomor for nomor, kode in enumerate(unit)}
	jarak[""] = len(jarak)
	calon = [
		baris
		for baris in peta
		if baris.unit in jarak
		and baris.jenis_naskah in ("", jenis_naskah)
		and matches_prefix(klasifikasi, baris.klasifikasi)
	]
	if not calon:
		return None

	def rank(baris: BarisPeta) -> tuple[int, int, int, int]:
		kunci = bool(baris.jenis_naskah) + bool(baris.klasifikasi)
		return (jarak[baris.unit], -kunci, -len(baris.klasifikasi.rstrip("*")), baris.urutan)

	return min(calon, key=rank).kegiatan
