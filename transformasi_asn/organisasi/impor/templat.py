"""Empty files to fill in, made from the definition of the columns.

Explanations and examples are notes (`#`): a template that is sent back as it is brings no data.
"""

import csv
import io
from collections.abc import Callable, Sequence

from frappe import _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from transformasi_asn.organisasi.domain.impor import BATAS_BARIS, Kolom
from transformasi_asn.organisasi.domain.kolom_impor import list_contoh, list_pilihan
from transformasi_asn.organisasi.impor.dasar import Impor
from transformasi_asn.organisasi.impor.xlsx import PETUNJUK

TEKS = "@"
TANGGAL = "yyyy-mm-dd"
BARIS_SIAP = 1000
"""Rows that carry the format of their column besides the column itself: some programs look only there."""
BATAS_PILIHAN = 255
"""Characters of a list that a sheet offers in a cell."""
WARNA_JUDUL = PatternFill("solid", fgColor="FFE2E8F0")
WARNA_WAJIB = PatternFill("solid", fgColor="FFFDE9C8")
ABU = Font(italic=True, color="FF808080")


def build_xlsx(kelas: type[Impor]) -> bytes:
	"""A workbook: the sheet to fill in, and one that explains its columns."""
	buku = Workbook()
	isian = buku.active
	isian.title = kelas.doctype
	_fill_isian(isian, kelas.kolom)
	_fill_petunjuk(buku.create_sheet(PETUNJUK), kelas.kolom)
	keluar = io.BytesIO()
	buku.save(keluar)
	return keluar.getvalue()


def build_csv(kelas: type[Impor]) -> bytes:
	"""Headings and examples, separated as a spreadsheet in Indonesian expects it."""
	keluar = io.StringIO()
	penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
	penulis.writerow(k.judul for k in kelas.kolom)
	penulis.writerows(list_contoh(kelas.kolom))
	return keluar.getvalue().encode("utf-8-sig")


BENTUK: dict[str, Callable[[type[Impor]], bytes]] = {"xlsx": build_xlsx, "csv": build_csv}


def _fill_isian(lembar: Worksheet, kolom: Sequence[Kolom]) -> None:
	lembar.append([k.judul for k in kolom])
	for contoh in list_contoh(kolom):
		lembar.append(contoh)
	for indeks, k in enumerate(kolom, 1):
		huruf = get_column_letter(indeks)
		format_sel = TANGGAL if k.tipe == "tanggal" else TEKS
		lembar.column_dimensions[huruf].width = max(14, len(k.judul) + 3)
		lembar.column_dimensions[huruf].number_format = format_sel
		for nomor in range(2, BARIS_SIAP + 1):
			lembar.cell(nomor, indeks).number_format = format_sel
		judul = lembar.cell(1, indeks)
		judul.font, judul.fill = Font(bold=True), WARNA_WAJIB if k.wajib else WARNA_JUDUL
		for nomor in range(2, lembar.max_row + 1):
			if lembar.cell(nomor, indeks).value:
				lembar.cell(nomor, indeks).font = ABU
		_offer_pilihan(lembar, huruf, k)
	lembar.freeze_panes = "A2"


def _offer_pilihan(lembar: Worksheet, huruf: str, kolom: Kolom) -> None:
	pilihan = kolom.pilihan or (("ya", "tidak") if kolom.tipe == "ya_tidak" else ())
	rumus = '"' + ",".join(pilihan) + '"'
	if not pilihan or len(rumus) > BATAS_PILIHAN:
		return
	daftar = DataValidation(type="list", formula1=rumus, allow_blank=True)
	daftar.add(f"{huruf}2:{huruf}{BATAS_BARIS}")
	lembar.add_data_validation(daftar)


def _fill_petunjuk(lembar: Worksheet, kolom: Sequence[Kolom]) -> None:
	for kalimat in (
		_(
			"Isi lembar pertama di bawah judul kolom, satu data per baris. Judul boleh dipindah, kolom yang tidak perlu boleh dihapus."
		),
		_("Baris yang diawali tanda # adalah contoh dan tidak diimpor."),
		_(
			"Kode dan NIP harus tersimpan sebagai Teks; kolomnya sudah diformat demikian. Jangan gabungkan sel."
		),
		_(
			"Data yang kuncinya sudah ada diperbarui, selebihnya ditambahkan. Kolom tersembunyi dan baris tersaring ikut diimpor."
		),
	):
		lembar.append([kalimat])
	lembar.append([])
	lembar.append([_("Kolom"), _("Wajib"), _("Isian yang diterima"), _("Keterangan"), _("Nama isian")])
	for sel in lembar[lembar.max_row]:
		sel.font, sel.fill = Font(bold=True), WARNA_JUDUL
	for k in kolom:
		lembar.append(
			[k.judul, _("ya") if k.wajib else "", list_pilihan(k), _(k.arti) if k.arti else "", k.nama]
		)
		for sel in lembar[lembar.max_row]:
			sel.alignment = Alignment(wrap_text=True, vertical="top")
	for huruf, lebar in zip("ABCDE", (32, 8, 48, 64, 22), strict=True):
		lembar.column_dimensions[huruf].width = lebar
