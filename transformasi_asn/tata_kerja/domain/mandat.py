"""Kinds of letters that a Plt or Plh may not handle (rows of Pengaturan Tata Kerja).

Domain: no strategic decisions that change the legal status of organisation, personnel or budget. Which
letters those are, the agency says itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .klasifikasi import matches_prefix

KEDUANYA = "Plt dan Plh"
SEMENTARA = ("Plt", "Plh")


@dataclass(frozen=True)
class Larangan:
	"""One row: an empty kind or classification stands for all; `kapasitas` is Plt, Plh or both."""

	kapasitas: str
	jenis_naskah: str = ""
	klasifikasi: str = ""
	keterangan: str = ""

	@property
	def kosong(self) -> bool:
		"""A row that names nothing would forbid everything."""
		return not (self.jenis_naskah or self.klasifikasi)


def find_larangan(
	kapasitas: str | None, jenis_naskah: str, klasifikasi: str, baris: Iterable[Larangan]
) -> Larangan | None:
	"""The first row that keeps this capacity off such a letter; holders are never kept off."""
	if kapasitas not in SEMENTARA:
		return None
	return next(
		(
			b
			for b in baris
			if b.kapasitas in (KEDUANYA, kapasitas)
			and not b.kosong
			and b.jenis_naskah in ("", jenis_naskah)
			and matches_prefix(klasifikasi, b.klasifikasi)
		),
		None,
	)
