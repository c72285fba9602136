"""Breaking a long table into pages before it is printed.

Not every PDF engine repeats the head of a table or keeps a row together (Debian's wkhtmltopdf does neither),
so the register is divided here, by a careful guess of how high its rows become. A guess too high leaves
white space; it never tears a row.
"""

from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import TypeVar

T = TypeVar("T")

# A4 landscape, text of 8 pt in millimetres; a letter is taken a little wider than it is on average.
LEBAR_HURUF = 1.6
TINGGI_BARIS = 3.7
JARAK = 2.6
TINGGI_HALAMAN = 160.0
TINGGI_KEPALA = 45.0
# A4 upright, as an annex of names has it
TEGAK = (235.0, 45.0)


def count_lines(teks: str, lebar: float, besar: float = 1) -> int:
	"""Lines that a text takes in a column of this width (mm); an empty one takes one."""
	huruf = max(int((lebar - 3) / (LEBAR_HURUF * besar)), 1)
	return sum(
		max(len(wrap(baris, huruf)), ceil(len(baris) / huruf), 1) for baris in (teks or "").split("\n")
	)


def row_height(sel: Sequence[str], lebar: Sequence[float], besar: float = 1) -> float:
	"""Height (mm) of a row with these cells; `besar`: size of the text against 8 pt."""
	banyak = max(count_lines(teks, mm, besar) for teks, mm in zip(sel, lebar, strict=True))
	return banyak * TINGGI_BARIS * besar + JARAK


def paginate(
	baris: Sequence[T],
	tinggi: Sequence[float],
	tinggi_halaman: float = TINGGI_HALAMAN,
	tinggi_kepala: float = TINGGI_KEPALA,
) -> list[list[T]]:
	"""Rows page by page; the first page also carries the letterhead. A row higher than a page has its own."""
	halaman: list[list[T]] = [[]]
	sisa = tinggi_halaman - tinggi_kepala
	for isi, mm in zip(baris, tinggi, strict=True):
		if mm > sisa and halaman[-1]:
			halaman.append([])
			sisa = tinggi_halaman
		halaman[-1].append(isi)
		sisa -= mm
	return halaman
