"""Blocks of agenda numbers set aside for paper: which were used, which are missing, which were used twice."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

BATAS_BLOK = 500
"""Numbers in one block: as many slips as a registry fills during an outage of days."""
SATU = re.compile(r"\s*(\d{1,9})\s*(?:[-\u2013]\s*(\d{1,9})\s*)?")


@dataclass(frozen=True)
class Pemakaian:
	"""A letter that was written under a number of the block.

	`resmi`: it has this number in the register; otherwise the number was taken, and it got another one.
	"""

	nomor: int
	naskah: str
	resmi: bool = True


@dataclass(frozen=True)
class Rekonsiliasi:
	"""Every number of the block, in exactly one of: dipakai, tidak_dipakai, kosong."""

	dipakai: tuple[int, ...]
	tidak_dipakai: tuple[int, ...]
	kosong: tuple[int, ...]
	ganda: dict[int, tuple[str, ...]]

	@property
	def tuntas(self) -> bool:
		"""Whether each number is accounted for."""
		return not self.kosong


def reconcile(
	dari: int, sampai: int, pemakaian: Iterable[Pemakaian], tidak_dipakai: Collection[int] = ()
) -> Rekonsiliasi:
	"""Compare a block with what was written under its numbers.

	A number that is used although it was declared unused counts as used. `ganda`: number → its letters,
	the one in the register first.
	"""
	menurut: dict[int, list[Pemakaian]] = {}
	for p in sorted(pemakaian, key=lambda p: not p.resmi):
		menurut.setdefault(p.nomor, []).append(p)
	semua = range(dari, sampai + 1)
	sisa = [n for n in semua if n not in menurut]
	return Rekonsiliasi(
		dipakai=tuple(n for n in semua if n in menurut),
		tidak_dipakai=tuple(n for n in sisa if n in tidak_dipakai),
		kosong=tuple(n for n in sisa if n not in tidak_dipakai),
		ganda={n: tuple(p.naskah for p in daftar) for n, daftar in menurut.items() if len(daftar) > 1},
	)


def parse_nomor(teks: str) -> list[int]:
	"""`3, 5-8` → [3, 5, 6, 7, 8]. ValueError carries the part that is no number or range."""
	hasil: list[int] = []
	for bagian in filter(str.strip, re.split(r"[,;]", teks)):
		cocok = SATU.fullmatch(bagian)
		if not cocok:
			raise ValueError(bagian.strip())
		awal = int(cocok[1])
		akhir = int(cocok[2] or awal)
		if not awal <= akhir < awal + BATAS_BLOK:
			raise ValueError(bagian.strip())
		hasil.extend(range(awal, akhir + 1))
	return sorted(set(hasil))


def render_nomor(nomor: Iterable[int]) -> str:
	"""[3, 5, 6, 7] → `3, 5-7`."""
	rentang: list[list[int]] = []
	for n in sorted(set(nomor)):
		if rentang and n == rentang[-1][1] + 1:
			rentang[-1][1] = n
		else:
			rentang.append([n, n])
	return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in rentang)
