"""Reading a CSV of master data: what is wrong stands with its line and column, good rows are kept.

A file may be broken in one place and good in all others, so nothing here gives up before the end: an
undecodable byte or a giant cell costs its own row, a quote that breaks the grammar costs the line on which
its row begins, and reading resumes on the next line. What cannot be told from a good cell is read as one:
two stray quotes may together enclose the lines between them. Only a file that is no CSV in UTF-8 at all is
refused as a whole.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

BATAS_BYTE = 20 * 1024 * 1024
BATAS_SEL = 2000
BATAS_BARIS_SEL = 50
"""Lines of the file that one row may take; a quote still open after these is a stray one."""
PEMISAH = (",", ";", "\t")
YA = frozenset({"1", "ya", "y", "true", "benar", "x"})
TIDAK = frozenset({"0", "tidak", "t", "false", "salah", "-"})
POLA_TANGGAL = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")

# How a workbook (a zip archive) and a text in UTF-16 begin.
ARSIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# A byte that is no UTF-8 comes out of the decoder as one of these; a NUL is marked the same way.
BYTE_RUSAK = re.compile("[\udc00-\udcff]")
KENDALI = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Galat:
	"""One finding: line in the file, column name, what is wrong and how to mend it."""

	baris: int
	kolom: str
	pesan: str
	nilai: dict[str, object] = field(default_factory=dict)

	@property
	def teks(self) -> str:
		"""The message in Indonesian."""
		return self.pesan.format(**self.nilai)


@dataclass(frozen=True)
class Kolom:
	"""One column that a file may have."""

	nama: str
	tipe: str = "teks"
	wajib: bool = False
	pilihan: tuple[str, ...] = ()
	panjang: int = 140
	bawaan: Any = None


@dataclass(frozen=True)
class Baris:
	"""One row with converted values, under the line on which it begins."""

	nomor: int
	nilai: dict[str, Any]


@dataclass
class HasilBaca:
	"""What could be read; `kolom` is None when the file as a whole is unusable."""

	kolom: tuple[str, ...] | None = None
	baris: list[Baris] = field(default_factory=list)
	galat: list[Galat] = field(default_factory=list)


def read_csv(data: bytes | str, kolom: Sequence[Kolom], kunci: Sequence[str]) -> HasilBaca:
	"""Read a CSV against its columns. `kunci`: at least one of these columns must be there."""
	hasil = HasilBaca()
	mentah = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
	if not is_csv_utf8(mentah):
		pesan = 'Berkas ini bukan CSV UTF-8. Buka di aplikasi lembar kerja, lalu simpan sebagai "CSV UTF-8 (dibatasi koma)".'
		hasil.galat.append(Galat(1, "", pesan))
		return hasil
	if len(mentah) > BATAS_BYTE:
		pesan = "Berkas lebih besar dari {batas} MB. Pecah menjadi beberapa berkas."
		hasil.galat.append(Galat(1, "", pesan, {"batas": BATAS_BYTE // 1024 // 1024}))
		return hasil
	teks = mentah.decode("utf-8-sig", "surrogateescape").replace("\x00", "\udc00")
	if not teks.strip():
		hasil.galat.append(Galat(1, "", "Berkas kosong."))
		return hasil

	sel = _iterate(teks, sniff_pemisah(teks), hasil.galat)
	nomor, judul = next(sel, (1, []))
	if hasil.galat:
		return hasil  # the row that names the columns is broken
	nama = [normalisasi_judul(j) for j in judul]
	salah = _periksa_judul(nomor, nama, {k.nama for k in kolom}, kunci)
	if salah:
		hasil.galat.extend(salah)
		return hasil
	hasil.kolom = tuple(nama)
	hasil.baris = list(_convert_rows(sel, nama, {k.nama: k for k in kolom}, hasil.galat))
	return hasil


def is_csv_utf8(mentah: bytes) -> bool:
	"""False for a workbook, for UTF-16, and for anything else with a NUL in its first line.

	A NUL further down is a defect of its own row.
	"""
	judul = mentah.lstrip(b"\r\n").split(b"\n", 1)[0]
	return not mentah.startswith((*ARSIP, *UTF_16)) and b"\x00" not in judul


def sniff_pemisah(teks: str) -> str:
	"""The separator that the header uses most; a spreadsheet in Indonesian writes semicolons."""
	judul = teks.lstrip("\r\n").split("\n", 1)[0]
	return max(PEMISAH, key=judul.count)


def normalisasi_judul(judul: str) -> str:
	"""`Unit Kerja ` → `unit_kerja`."""
	return "_".join(judul.strip().lower().split())


def fold(kunci: str) -> str:
	"""A key as the database compares it: without case, accents and outer blanks."""
	urai = unicodedata.normalize("NFKD", kunci.strip())
	return "".join(c for c in urai if not unicodedata.combining(c)).casefold()


def split_kembar(
	baris: Iterable[Baris], kunci: Callable[[Baris], str | None], kolom: str
) -> tuple[list[Baris], list[Galat]]:
	"""Rows with a key of their own, and findings for those that repeat the key of an earlier line."""
	pertama: dict[str, int] = {}
	bersih, galat = [], []
	for b in baris:
		nilai = kunci(b)
		if nilai is None or pertama.setdefault(nilai, b.nomor) == b.nomor:
			bersih.append(b)
		else:
			pesan = "Sudah tertulis pada baris {baris}. Hapus salah satunya."
			galat.append(Galat(b.nomor, kolom, pesan, {"baris": pertama[nilai]}))
	return bersih, galat


def convert(kolom: Kolom, teks: str) -> Any:
	"""The value of one cell; an empty cell gives the default. ValueError carries a template and values."""
	teks = teks.strip()
	if BYTE_RUSAK.search(teks):
		raise ValueError("Huruf tidak terbaca. Simpan berkas sebagai CSV UTF-8.", {})
	if KENDALI.search(teks):
		raise ValueError("Sel memuat karakter kendali. Ketik ulang isinya.", {})
	if not teks:
		return kolom.bawaan
	batas = min(kolom.panjang, BATAS_SEL)
	if len(teks) > batas:
		raise ValueError(
			"Isi sel {panjang} huruf, paling banyak {batas}.", {"panjang": len(teks), "batas": batas}
		)
	return _CONVERT[kolom.tipe](kolom, teks)


def _convert_kode(kolom: Kolom, teks: str) -> str:
	if "<" in teks or ">" in teks:
		raise ValueError("Kode tidak boleh memuat tanda < atau >.", {})
	return " ".join(teks.split())


def _convert_bilangan(kolom: Kolom, teks: str) -> int:
	if not re.fullmatch(r"[0-9]{1,9}", teks):
		raise ValueError("{isi} bukan bilangan bulat.", {"isi": teks})
	return int(teks)


def _convert_tanggal(kolom: Kolom, teks: str) -> date:
	for pola in POLA_TANGGAL:
		try:
			hari = datetime.strptime(teks, pola).date()
		except ValueError:
			continue
		if hari.year >= 1900:
			return hari
	raise ValueError("{isi} bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-01-31.", {"isi": teks})


def _convert_ya_tidak(kolom: Kolom, teks: str) -> int:
	kecil = teks.lower()
	if kecil not in YA and kecil not in TIDAK:
		raise ValueError("{isi} tidak dikenal. Tulis ya atau tidak.", {"isi": teks})
	return int(kecil in YA)


def _convert_pilihan(kolom: Kolom, teks: str) -> str:
	for pilihan in kolom.pilihan:
		if pilihan.casefold() == teks.casefold():
			return pilihan
	raise ValueError(
		"{isi} tidak dikenal. Pilihannya: {pilihan}.", {"isi": teks, "pilihan": ", ".join(kolom.pilihan)}
	)


_CONVERT: dict[str, Callable[[Kolom, str], Any]] = {
	"teks": lambda kolom, teks: teks,
	"kode": _convert_kode,
	"bilangan": _convert_bilangan,
	"tanggal": _convert_tanggal,
	"ya_tidak": _convert_ya_tidak,
	"pilihan": _convert_pilihan,
}


class _Pengumpan:
	"""Lines for the csv module, which can be given again after a row that broke."""

	def __init__(self, teks: str):
		self.baris = list(io.StringIO(teks, newline=""))
		self.letak = self.batas = 0

	def __iter__(self) -> "_Pengumpan":
		return self

	def __next__(self) -> str:
		if self.letak >= min(self.batas, len(self.baris)):
			raise StopIteration
		self.letak += 1
		return self.baris[self.letak - 1]

	def begin(self, letak: int) -> None:
		"""The next row begins on the line with this index."""
		self.letak, self.batas = letak, letak + BATAS_BARIS_SEL


def _iterate(teks: str, pemisah: str, galat: list[Galat]) -> Iterator[tuple[int, list[str]]]:
	"""Rows that are not blank, each with the line on which it begins; a broken row becomes a finding."""
	# The limit of the csv module is one for the whole process and stops in mid-row; cells are measured
	# after they are read instead, the size of the file bounds them.
	lama = csv.field_size_limit(BATAS_BYTE)
	try:
		umpan = _Pengumpan(teks)
		pembaca = csv.reader(umpan, delimiter=pemisah, strict=True)
		while True:
			umpan.begin(umpan.letak)
			mulai = umpan.letak + 1
			try:
				sel = next(pembaca)
			except StopIteration:
				return
			except csv.Error:
				pesan = "Tanda kutip pada baris ini tidak berpasangan. Perbaiki atau hapus tanda kutipnya."
				galat.append(Galat(mulai, "", pesan))
				umpan.begin(mulai)
				continue
			if any(isi.strip() for isi in sel):
				yield mulai, sel
	finally:
		csv.field_size_limit(lama)


def _periksa_judul(nomor: int, nama: list[str], dikenal: set[str], kunci: Sequence[str]) -> list[Galat]:
	salah = []
	for indeks, n in enumerate(nama):
		if n not in dikenal:
			pesan = "Kolom {kolom} tidak dikenal. Kolom yang ada: {dikenal}."
			salah.append(
				Galat(
					nomor,
					n[:140],
					pesan,
					{"kolom": n[:140] or indeks + 1, "dikenal": ", ".join(sorted(dikenal))},
				)
			)
		elif n in nama[:indeks]:
			salah.append(Galat(nomor, n, "Kolom {kolom} tertulis dua kali.", {"kolom": n}))
	if not set(kunci) & set(nama):
		pesan = "Kolom {kolom} tidak ada. Baris pertama harus memuat nama kolom."
		salah.append(Galat(nomor, kunci[0], pesan, {"kolom": " atau ".join(kunci)}))
	return salah


def _convert_rows(
	sel: Iterator[tuple[int, list[str]]], nama: list[str], kolom: dict[str, Kolom], galat: list[Galat]
) -> Iterator[Baris]:
	for nomor, isi in sel:
		salah = []
		if len(isi) > len(nama) and any(s.strip() for s in isi[len(nama) :]):
			pesan = "Baris mempunyai {banyak} sel, sedangkan kolomnya {kolom}. Beri tanda kutip pada isi yang memuat pemisah."
			salah.append(Galat(nomor, "", pesan, {"banyak": len(isi), "kolom": len(nama)}))
		nilai = {}
		for indeks, n in enumerate(nama):
			try:
				nilai[n] = convert(kolom[n], isi[indeks] if indeks < len(isi) else "")
			except ValueError as e:
				salah.append(Galat(nomor, n, e.args[0], e.args[1]))
				continue
			if kolom[n].wajib and nilai[n] in (None, ""):
				salah.append(Galat(nomor, n, "Kolom {kolom} harus diisi.", {"kolom": n}))
		if salah:
			galat.extend(salah)
		else:
			yield Baris(nomor, nilai)
