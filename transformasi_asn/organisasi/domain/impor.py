"""Reading a file of master data: what is wrong stands with its line and column, good rows are kept.

A CSV may be broken in one place and good in all others, so nothing here gives up before the end: an
undecodable byte or a giant cell costs its own row, a quote that breaks the grammar costs the line on which
its row begins, and reading resumes on the next line. What cannot be told from a good cell is read as one:
two stray quotes may together enclose the lines between them. Only a file that is no CSV in UTF-8 at all is
refused as a whole. Rows of a sheet come with their cells (`sel.py`) and pass the same rules.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import compress
from typing import Any

BATAS_BYTE = 20 * 1024 * 1024
BATAS_BARIS = 50_000
"""Rows that one file may bring: at about 3,000 rows a second they are in before a web server loses patience."""
CATATAN = "#"
"""A row whose first cell begins with this is a note: explanations and examples of the template."""
BATAS_SEL = 2000
BATAS_BARIS_SEL = 50
"""Lines of the file that one row may take; a quote still open after these is a stray one."""
PEMISAH = (",", ";", "\t")
YA = frozenset({"1", "ya", "y", "true", "benar", "x"})
TIDAK = frozenset({"0", "tidak", "t", "false", "salah", "-"})
TINGKAT = ("1", "2", "3", "4", "5")
TINGKAT_BAWAAN = "3"
POLA_TANGGAL = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")

# How a workbook (a zip archive) and a text in UTF-16 begin.
ARSIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# An 18-digit number as a spreadsheet writes it into a CSV.
ANGKA_ILMIAH = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]{2}", re.IGNORECASE)

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


class TolakBerkas(Exception):
	"""The file as a whole cannot be imported; carries a template and its values."""

	def __init__(self, pesan: str, nilai: dict[str, object] | None = None):
		super().__init__(pesan)
		self.galat = Galat(1, "", pesan, nilai or {})


@dataclass(frozen=True)
class Kolom:
	"""One column that a file may have; the rest explains it in the template.

	Its heading is `judul`, `nama`, or one of `sebutan`: how lists of other systems call it.
	"""

	nama: str
	tipe: str = "teks"
	wajib: bool = False
	pilihan: tuple[str, ...] = ()
	panjang: int = 140
	bawaan: Any = None
	judul: str = ""
	arti: str = ""
	contoh: tuple[str, ...] = ()
	sebutan: tuple[str, ...] = ()

	@property
	def kode(self) -> bool:
		"""Must a sheet keep this column as text?"""
		return self.tipe in ("kode", "nip", "kunci", "daftar_kode")


@dataclass(frozen=True)
class Baris:
	"""One row with converted values, under the line on which it begins."""

	nomor: int
	nilai: dict[str, Any]


@dataclass
class HasilBaca:
	"""What could be read; `kolom` is None when the file as a whole is unusable.

	`judul`: the heading of each column as the file writes it. `catatan`: how many notes were passed over.
	"""

	kolom: tuple[str, ...] | None = None
	judul: dict[str, str] = field(default_factory=dict)
	baris: list[Baris] = field(default_factory=list)
	galat: list[Galat] = field(default_factory=list)
	catatan: int = 0


def read_csv(
	data: bytes | str, kolom: Sequence[Kolom], kunci: Sequence[str], abaikan_lain: bool = False
) -> HasilBaca:
	"""Read a CSV against its columns. `kunci`: at least one of these columns must be there.

	`abaikan_lain`: pass over columns that are not ours, as lists of other systems have them.
	"""
	hasil = HasilBaca()
	try:
		teks = _decode(data)
	except TolakBerkas as e:
		hasil.galat.append(e.galat)
		return hasil
	sel = _iterate(teks, sniff_pemisah(teks), hasil.galat)
	return read_baris(sel, kolom, kunci, hasil, lambda _kolom, isi: isi, abaikan_lain)


def read_baris(
	baris: Iterator[tuple[int, Sequence[Any]]],
	kolom: Sequence[Kolom],
	kunci: Sequence[str],
	hasil: HasilBaca,
	render: Callable[[Kolom, Any], str],
	abaikan_lain: bool = False,
) -> HasilBaca:
	"""Fill `hasil` from rows with their numbers, headings first; `render` makes text of a cell."""
	isian = _skip_notes(baris, hasil)
	try:
		nomor, sel = next(isian, (1, []))
		if hasil.galat:
			return hasil  # the row that names the columns is broken
		judul = [str(j).strip() for j in sel]
		while judul and not judul[-1]:
			judul.pop()
		dikenal = {
			normalisasi_judul(nama): k.nama for k in kolom for nama in (k.nama, k.judul, *k.sebutan) if nama
		}
		nama = [dikenal.get(n := normalisasi_judul(j), n) for j in judul]
		if abaikan_lain:
			pakai = [n in dikenal.values() for n in nama]
			isian = _pick(isian, pakai)
			nama, judul = list(compress(nama, pakai)), list(compress(judul, pakai))
		salah = _periksa_judul(nomor, nama, judul, kolom, kunci)
		if salah:
			hasil.galat.extend(salah)
			return hasil
		hasil.judul = dict(zip(nama, judul, strict=True))
		terpakai = {k.nama: k for k in kolom}
		hasil.baris = list(_convert_rows(isian, [terpakai[n] for n in nama], hasil, render))
	except TolakBerkas as e:
		hasil.galat = [e.galat]
		return hasil
	hasil.kolom = tuple(nama)
	if not (hasil.baris or hasil.galat):
		pesan = "Tidak ada data untuk diimpor. Isi di bawah judul kolom, tanpa tanda # di awal baris."
		hasil.galat.append(Galat(nomor, "", pesan))
	return hasil


def _pick(
	baris: Iterator[tuple[int, Sequence[Any]]], pakai: Sequence[bool]
) -> Iterator[tuple[int, Sequence[Any]]]:
	"""Of each row the cells of the columns in use, and those beyond the last heading, which are an error."""
	for nomor, isi in baris:
		yield (
			nomor,
			[*compress(isi, pakai), *([""] * (sum(pakai) - sum(pakai[: len(isi)]))), *isi[len(pakai) :]],
		)


def _decode(data: bytes | str) -> str:
	mentah = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
	if not is_csv_utf8(mentah):
		raise TolakBerkas(
			'Berkas ini bukan XLSX atau CSV UTF-8. Buka di aplikasi lembar kerja, lalu simpan sebagai "Buku Kerja Excel (.xlsx)" atau "CSV UTF-8 (dibatasi koma)".'
		)
	check_besar(len(mentah))
	teks = mentah.decode("utf-8-sig", "surrogateescape").replace("\x00", "\udc00")
	if not teks.strip():
		raise TolakBerkas("Berkas kosong.")
	return teks


def check_besar(besar: int) -> None:
	"""Raise TolakBerkas when a file has more bytes than may be read."""
	if besar > BATAS_BYTE:
		pesan = "Berkas lebih besar dari {batas} MB. Pecah menjadi beberapa berkas."
		raise TolakBerkas(pesan, {"batas": BATAS_BYTE // 1024 // 1024})


def check_banyak(banyak: int) -> None:
	"""Raise TolakBerkas when a file has more rows, headings included, than may be imported at once."""
	if banyak > BATAS_BARIS + 1:
		pesan = "Berkas memuat lebih dari {batas} baris. Pecah menjadi beberapa berkas."
		raise TolakBerkas(pesan, {"batas": BATAS_BARIS})


def _skip_notes(
	baris: Iterator[tuple[int, Sequence[Any]]], hasil: HasilBaca
) -> Iterator[tuple[int, Sequence[Any]]]:
	banyak = 0
	for nomor, isi in baris:
		awal = next((s for s in isi if s), "")
		if isinstance(awal, str) and awal.lstrip().startswith(CATATAN):
			hasil.catatan += 1
			continue
		banyak += 1
		check_banyak(banyak)
		yield nomor, isi


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


def _convert_nip(kolom: Kolom, teks: str) -> str:
	if ANGKA_ILMIAH.fullmatch(teks):
		raise ValueError(
			"{isi} bukan NIP: lembar kerja menyimpannya sebagai angka. Format kolomnya sebagai Teks, lalu ketik atau tempel ulang 18 angkanya.",
			{"isi": teks},
		)
	return teks


def _convert_kunci(kolom: Kolom, teks: str) -> str:
	return _convert_kode(kolom, _convert_nip(kolom, teks))


def _convert_daftar_kode(kolom: Kolom, teks: str) -> tuple[str, ...]:
	return tuple(dict.fromkeys(_convert_kode(kolom, kode) for kode in teks.split(";") if kode.strip()))


def _convert_kompetensi(kolom: Kolom, teks: str) -> tuple[tuple[str, int], ...]:
	"""`Analisis Kebijakan:4; Kearsipan` → pairs of name and level."""
	daftar: dict[str, tuple[str, int]] = {}
	for bagian in filter(None, map(str.strip, re.split(r"[;\n]", teks))):
		nama, ada, tingkat = bagian.rpartition(":")
		nama, tingkat = (nama.strip(), tingkat.strip()) if ada else (bagian, TINGKAT_BAWAAN)
		if tingkat not in TINGKAT:
			raise ValueError("Tingkat {isi} harus 1 sampai 5, misalnya Kearsipan:4.", {"isi": bagian})
		if fold(nama) in daftar:
			raise ValueError("Kompetensi {isi} tertulis dua kali. Hapus salah satunya.", {"isi": nama})
		daftar[fold(nama)] = nama, int(tingkat)
	return tuple(daftar.values())


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
	"nip": _convert_nip,
	"kunci": _convert_kunci,
	"daftar_kode": _convert_daftar_kode,
	"kompetensi": _convert_kompetensi,
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


def _periksa_judul(
	nomor: int, nama: list[str], judul: list[str], kolom: Sequence[Kolom], kunci: Sequence[str]
) -> list[Galat]:
	salah = []
	dikenal = {k.nama: k.judul or k.nama for k in kolom}
	for indeks, n in enumerate(nama):
		tertulis = judul[indeks][:140]
		if n not in dikenal:
			pesan = "Kolom {kolom} tidak dikenal. Kolom yang ada: {dikenal}."
			isi = {"kolom": tertulis or indeks + 1, "dikenal": ", ".join(sorted(dikenal.values()))}
			salah.append(Galat(nomor, tertulis, pesan, isi))
		elif n in nama[:indeks]:
			salah.append(Galat(nomor, tertulis, "Kolom {kolom} tertulis dua kali.", {"kolom": tertulis}))
	if not set(kunci) & set(nama):
		pesan = "Kolom {kolom} tidak ada. Baris pertama harus memuat nama kolom."
		perlu = [dikenal[k] for k in kunci]
		salah.append(Galat(nomor, perlu[0], pesan, {"kolom": " atau ".join(perlu)}))
	return salah


def _convert_rows(
	baris: Iterator[tuple[int, Sequence[Any]]],
	kolom: Sequence[Kolom],
	hasil: HasilBaca,
	render: Callable[[Kolom, Any], str],
) -> Iterator[Baris]:
	for nomor, isi in baris:
		salah = []
		if any(not isinstance(s, str) or s.strip() for s in isi[len(kolom) :] if s is not None):
			pesan = "Baris mempunyai {banyak} sel, sedangkan kolomnya {kolom}. Kosongkan sel tanpa judul; dalam CSV, beri tanda kutip pada isi yang memuat pemisah."
			salah.append(Galat(nomor, "", pesan, {"banyak": len(isi), "kolom": len(kolom)}))
		nilai = {}
		for indeks, k in enumerate(kolom):
			try:
				nilai[k.nama] = convert(k, render(k, isi[indeks]) if indeks < len(isi) else "")
			except ValueError as e:
				salah.append(Galat(nomor, k.nama, e.args[0], e.args[1]))
				continue
			if k.wajib and nilai[k.nama] in (None, ""):
				pesan = "Kolom {kolom} harus diisi."
				salah.append(Galat(nomor, k.nama, pesan, {"kolom": hasil.judul[k.nama]}))
		if salah:
			hasil.galat.extend(salah)
		else:
			yield Baris(nomor, nilai)
