"""Reading a workbook: rows of one sheet with their real numbers, cells as `domain.sel` takes them.

The file comes from anybody's computer: its size unpacked is checked before anything is parsed, and only cells
under a heading are kept.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from transformasi_asn.organisasi.domain.impor import (
	TolakBerkas,
	check_banyak,
	check_besar,
	normalisasi_judul,
)
from transformasi_asn.organisasi.domain.sel import Isi, Keadaan, Sel

BATAS_BONGKAR = 200 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
BATAS_KOLOM = 200
BATAS_NOMOR = 1_048_576
"""The last row that a sheet can have."""
BATAS_GABUNGAN = 10_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TERENKRIPSI = "EncryptedPackage".encode("utf-16-le")
PETUNJUK = "Petunjuk"
GABUNGAN = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
RUMUS = re.compile(rb"<(?:\w+:)?f[\s>/]")

# What openpyxl and its parsers raise on a damaged or forged archive.
RUSAK = (
	AttributeError,
	EOFError,
	IndexError,
	InvalidFileException,
	KeyError,
	NotImplementedError,
	OSError,
	OverflowError,
	ParseError,
	RuntimeError,
	SyntaxError,
	TypeError,
	ValueError,
	zipfile.BadZipFile,
	zlib.error,
)


def is_buku(data: bytes) -> bool:
	"""Does this begin as a workbook of any age, XLSX or the older XLS?"""
	return data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def read_xlsx(data: bytes, nama: Sequence[str]) -> list[tuple[int, list[Isi]]]:
	"""Rows that have a cell, of the sheet with one of these names or else the first visible one.

	Raises TolakBerkas when there is no workbook that may be read.
	"""
	if data.startswith(OLE):
		if TERENKRIPSI in data:
			raise TolakBerkas("Berkas ini dikunci dengan sandi. Buka, hapus sandinya, lalu simpan kembali.")
		raise TolakBerkas(
			'Berkas ini buku kerja Excel lama (.xls). Simpan sebagai "Buku Kerja Excel (.xlsx)".'
		)
	check_besar(len(data))
	try:
		besar = sum(bagian.file_size for bagian in zipfile.ZipFile(BytesIO(data)).infolist())
		if besar > BATAS_BONGKAR:
			pesan = "Isi buku kerja ini lebih dari {batas} MB bila dibuka. Salin datanya ke buku kerja baru."
			raise TolakBerkas(pesan, {"batas": BATAS_BONGKAR // 1024 // 1024})
		return _Buku(data).read(nama)
	except RUSAK as e:
		raise TolakBerkas(
			"Buku kerja ini rusak atau bukan XLSX. Buka di aplikasi lembar kerja, lalu simpan kembali sebagai .xlsx."
		) from e


class _Buku:
	"""One workbook, opened for its values."""

	def __init__(self, data: bytes):
		self.data = data
		self.pembaca = _open(data, data_only=True)

	def read(self, nama: Sequence[str]) -> list[tuple[int, list[Isi]]]:
		lembar = self.choose(nama)
		mentah = self.read_mentah(lembar.title)
		gabungan = _read_gabungan(mentah)
		baris = dict(_iterate(lembar))
		if RUMUS.search(mentah):
			self.mark_uncalculated(lembar.title, baris)
		for (nomor, indeks), ref in gabungan.items():
			if nomor in baris:
				_mark(baris[nomor], indeks, Sel(ref, keadaan=Keadaan.GABUNG))
		return sorted(baris.items())

	def choose(self, nama: Sequence[str]) -> Any:
		dikenal = {normalisasi_judul(n) for n in nama}
		semua = self.pembaca.wb.worksheets
		tampak = [
			s for s in semua if s.sheet_state == "visible" and normalisasi_judul(s.title) != PETUNJUK.lower()
		]
		bernama = [s for s in semua if normalisasi_judul(s.title) in dikenal]
		if not (bernama or tampak):
			raise TolakBerkas("Buku kerja ini tidak mempunyai lembar data yang tampak.")
		return (bernama or tampak)[0]

	def read_mentah(self, judul: str) -> bytes:
		"""The part of the archive that holds the sheet: what the reader of values does not tell stands there."""
		(jalur,) = (rel.target for lembar, rel in self.pembaca.parser.find_sheets() if lembar.name == judul)
		return self.pembaca.archive.read(jalur)

	def mark_uncalculated(self, judul: str, baris: dict[int, list[Isi]]) -> None:
		"""A formula without a result would be read as an empty cell."""
		for nomor, sel in _iterate_mentah(_open(self.data, data_only=False).wb[judul]):
			for indeks, c in enumerate(sel):
				if c.data_type == "f":
					_mark(baris.setdefault(nomor, []), indeks, Sel(keadaan=Keadaan.RUMUS))


def _open(data: bytes, data_only: bool) -> ExcelReader:
	pembaca = ExcelReader(BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
	pembaca.read()
	return pembaca


def _iterate(lembar: Any) -> Iterator[tuple[int, list[Isi]]]:
	banyak = 0
	for nomor, sel in _iterate_mentah(lembar):
		isi = [_read_sel(c) for c in sel]
		if any(i is not None for i in isi):
			banyak += 1
			check_banyak(banyak)
			yield nomor, isi


def _iterate_mentah(lembar: Any) -> Iterator[tuple[int, Sequence[Any]]]:
	lembar.reset_dimensions()  # what the sheet says of its size would pad every row
	for nomor, sel in enumerate(lembar.iter_rows(), 1):
		if nomor > BATAS_NOMOR:
			raise ValueError(nomor)
		if any(c.value is not None for c in sel[BATAS_KOLOM:]):
			pesan = "Lembar ini lebih dari {batas} kolom. Salin kolom yang perlu ke buku kerja baru."
			raise TolakBerkas(pesan, {"batas": BATAS_KOLOM})
		yield nomor, sel[:BATAS_KOLOM]


def _mark(isi: list[Isi], indeks: int, sel: Sel) -> None:
	"""Say why the cell is empty, if it is."""
	isi.extend([None] * (indeks + 1 - len(isi)))
	if isi[indeks] is None:
		isi[indeks] = sel


def _read_sel(sel: Any) -> Isi:
	nilai = sel.value
	if nilai is None:
		return "" if sel.data_type == "str" else None  # a formula whose result is an empty text
	if sel.data_type == "e":
		return Sel(nilai, keadaan=Keadaan.GALAT)
	if isinstance(nilai, str):
		return nilai
	return Sel(nilai, sel.number_format)


def _read_gabungan(mentah: bytes) -> dict[tuple[int, int], str]:
	"""Row and column index of every merged cell but the first of its range → the range."""
	hasil: dict[tuple[int, int], str] = {}
	for cocok in GABUNGAN.finditer(mentah):
		ref = cocok[1].decode()
		kiri, atas, kanan, bawah = range_boundaries(ref)
		for nomor in range(atas, bawah + 1):
			for kolom in range(kiri, min(kanan, BATAS_KOLOM) + 1):
				if (nomor, kolom) != (atas, kiri):
					hasil[nomor, kolom - 1] = ref
				if len(hasil) > BATAS_GABUNGAN:
					raise TolakBerkas("Buku kerja ini memuat terlalu banyak sel gabungan. Pisahkan selnya.")
	return hasil
