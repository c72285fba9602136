"""Cells of a sheet → the text that the same cell has in a CSV.

A sheet keeps types that a text does not have, and loses what a code needs: an 18-digit number keeps 15 digits,
`001` becomes 1, `1-2` becomes a date. What was lost cannot be told, so such a cell is refused with the way out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from .impor import CATATAN, HasilBaca, Kolom, read_baris

ANGKA_TEPAT = 15
"""Digits that a number in a sheet keeps."""
NOL = re.compile(r"0+")


class Keadaan(Enum):
	"""Why a cell has no value of its own."""

	BIASA = "biasa"
	GALAT = "galat"
	RUMUS = "rumus"
	GABUNG = "gabung"


@dataclass(frozen=True, slots=True)
class Sel:
	"""A cell that is no plain text: its value, its number format, and what is the matter with it."""

	nilai: object = None
	format: str = "General"
	keadaan: Keadaan = Keadaan.BIASA


Isi = str | Sel | None
"""What a reader of sheets gives for a cell: text, nothing, or the rest with its type."""


def render_isi(kolom: Kolom, isi: Isi) -> str:
	"""The text of a cell for this column. ValueError carries a template and values, as in `convert`."""
	if isi is None or isinstance(isi, str):
		return isi or ""
	if isi.keadaan is not Keadaan.BIASA:
		raise ValueError(_KEADAAN[isi.keadaan], {"isi": str(isi.nilai)})
	nilai = isi.nilai
	if isinstance(nilai, bool):
		return _render_bool(kolom, nilai)
	if isinstance(nilai, date):
		return _render_tanggal(kolom, nilai)
	if isinstance(nilai, int | float):
		return _render_angka(kolom, nilai, isi.format)
	raise ValueError("{isi} tersimpan sebagai jam. Ketik ulang isinya sebagai teks.", {"isi": str(nilai)})


def render_judul(isi: Isi) -> str:
	"""The text of a heading, whatever its type."""
	if isinstance(isi, str):
		return isi.strip()
	return "" if is_kosong(isi) else str(isi.nilai)


def is_kosong(isi: Isi) -> bool:
	"""Blank, or the rest of a merged cell: such a cell alone makes no row."""
	if isinstance(isi, str):
		return not isi.strip()
	return isi is None or isi.keadaan is Keadaan.GABUNG


_KEADAAN = {
	Keadaan.GALAT: "Rumus pada sel ini menghasilkan kesalahan {isi}. Perbaiki, atau ganti dengan isinya.",
	Keadaan.RUMUS: "Rumus pada sel ini belum dihitung. Buka berkas di aplikasi lembar kerja lalu simpan, atau ganti rumus dengan isinya.",
	Keadaan.GABUNG: "Sel ini bagian dari sel gabungan {isi}. Pisahkan selnya, lalu isi setiap baris.",
}


def _render_bool(kolom: Kolom, nilai: bool) -> str:
	if kolom.tipe != "ya_tidak":
		raise ValueError("Sel ini tersimpan sebagai benar/salah. Ketik ulang isinya sebagai teks.", {})
	return "ya" if nilai else "tidak"


def _render_tanggal(kolom: Kolom, nilai: date) -> str:
	hari = nilai.date() if isinstance(nilai, datetime) else nilai
	if kolom.tipe == "tanggal":
		return hari.isoformat()
	jam = nilai.time() if isinstance(nilai, datetime) else time()
	raise ValueError(
		"Lembar kerja mengubah isi sel ini menjadi tanggal {isi}. Format kolomnya sebagai Teks, lalu ketik ulang.",
		{"isi": f"{hari.isoformat()} {jam.isoformat()}" if jam != time() else hari.isoformat()},
	)


def _render_angka(kolom: Kolom, nilai: int | float, pola: str) -> str:
	bulat = nilai == nilai and abs(nilai) != float("inf") and nilai == int(nilai)
	teks = str(int(nilai)) if bulat else repr(nilai)
	if kolom.tipe == "tanggal":
		raise ValueError(
			"{isi} tersimpan sebagai angka, bukan tanggal. Format kolomnya sebagai Tanggal, atau tulis 2026-01-31 sebagai teks.",
			{"isi": teks},
		)
	if not kolom.kode:
		return teks
	if bulat and 0 <= nilai < 10**ANGKA_TEPAT and NOL.fullmatch(pola) and len(pola) >= len(teks):
		return teks.zfill(len(pola))  # the format says how many digits the code has
	if bulat and len(teks) > ANGKA_TEPAT:
		raise ValueError(
			"NIP tersimpan sebagai angka ({isi}), sehingga angka terakhirnya hilang. Format kolomnya sebagai Teks, lalu ketik atau tempel ulang 18 angkanya.",
			{"isi": teks},
		)
	raise ValueError(
		"{isi} tersimpan sebagai angka, sehingga nol di depannya dapat hilang. Format kolomnya sebagai Teks, lalu ketik ulang.",
		{"isi": teks},
	)


def read_lembar(
	baris: Iterable[tuple[int, Sequence[Isi]]],
	kolom: Sequence[Kolom],
	kunci: Sequence[str],
	abaikan_lain: bool = False,
) -> HasilBaca:
	"""Rows of a sheet against its columns, by the rules of `read_csv`; blank rows are passed over."""
	isian = ((nomor, sel) for nomor, sel in baris if not all(map(is_kosong, sel)))
	return read_baris(_with_headings(isian), kolom, kunci, HasilBaca(), render_isi, abaikan_lain)


def _with_headings(baris: Iterator[tuple[int, Sequence[Isi]]]) -> Iterator[tuple[int, Sequence[Isi]]]:
	"""The first row that is no note names the columns: texts, whatever the sheet took them for."""
	for nomor, sel in baris:
		judul = [render_judul(isi) for isi in sel]
		yield nomor, judul
		if not next(filter(None, judul), "").startswith(CATATAN):
			break
	yield from baris
