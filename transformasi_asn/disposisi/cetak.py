"""What the templates of printed sheets read. Engine: core's own (print view, its PDF), see docs/architecture.md."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now_datetime
from frappe.utils.pdf import get_pdf

from transformasi_asn.disposisi import lembar as isi_lembar
from transformasi_asn.disposisi.agenda import render_lengkap
from transformasi_asn.disposisi.blok import reconcile_blok
from transformasi_asn.disposisi.cap import Cap, stamp
from transformasi_asn.disposisi.domain.halaman import TEGAK, paginate, row_height
from transformasi_asn.disposisi.domain.surat_tugas import DRAF, KATA_PERINTAH, is_annexed, list_lines
from transformasi_asn.disposisi.exceptions import RentangBukuError
from transformasi_asn.disposisi.lembar import write_date
from transformasi_asn.disposisi.pencatatan import KERTAS
from transformasi_asn.organisasi.domain.nip import format_nip
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA
from transformasi_asn.tata_kerja.domain.lembar import Bagian, lay_out
from transformasi_asn.tata_kerja.kop import get_format

BATAS_BUKU = 5000
SEKALI_BACA = 1000
# Columns of the register in mm, 267 together: number, received, from, letter, subject, handed to, remark
LEBAR_BUKU = (31, 22, 43, 42, 62, 45, 22)
# Columns of an annex of officers in mm, beside the number: name and NIP, rank, post; its text is of 10 pt
LEBAR_PETUGAS = (64, 38, 66)
BESAR_LAMPIRAN = 1.25
# Boxes of "Sifat" as on the official template, with what ticks them.
SIFAT = (
	("Sangat segera", "urgensi", "Sangat Segera"),
	("Segera", "urgensi", "Segera"),
	("Terbatas", "keamanan", "Terbatas"),
	("Rahasia", "keamanan", "Rahasia"),
	("Sangat rahasia", "keamanan", "Sangat Rahasia"),
)
HANYA_DISPOSISI = (Bagian.PENERIMA, Bagian.CATATAN, Bagian.TANDA_TANGAN, Bagian.TENGGAT)


def ensure_may_print(doc) -> None:
	if doc.is_new():
		frappe.throw(_("Simpan dahulu sebelum mencetak."), frappe.ValidationError)
	doc.check_permission("print")


def for_screen() -> bool:
	"""Whether core shows this to somebody, rather than hands it to its PDF engine.

	Debian's wkhtmltopdf knows no print media: it would print the buttons and margins of the screen.
	"""
	jalur = frappe.request.path if getattr(frappe.local, "request", None) else ""
	return jalur == "/printview" or cstr(frappe.form_dict.get("cmd")).endswith("printview.get_html_and_style")


# -- the order ------------------------------------------------------------------------------------


def lembar_disposisi(doc) -> dict:
	"""Jinja: everything on the sheet of one Disposisi. A draft carries no code and says so."""
	ensure_may_print(doc)
	naskah = frappe.get_doc("Naskah Masuk", doc.naskah)
	naskah.check_permission("read")
	unit = isi_lembar.unit_of_giver(doc) or naskah.unit_penerima
	f = get_format(unit)
	terbit = doc.docstatus == 1
	return {
		"format": f,
		"layar": for_screen(),
		"judul": f.judul_lembar,
		"baris": lay_out(f.bagian),
		"nilai": _values_of(naskah, isi_lembar.find_agenda_number(naskah, unit), doc.tenggat),
		"sifat": _boxes_of(naskah),
		"rahasia": naskah.keamanan.upper() if naskah.keamanan in RAHASIA else "",
		"konsep": not terbit,
		"penerima": _recipients_of(doc),
		"instruksi": list_instruksi(_instructions_of(doc), f.semua_instruksi),
		"catatan": doc.catatan or "",
		"bertanda_tangan": any(b.bagian is Bagian.TANDA_TANGAN for b in f.bagian),
		"tanda_tangan": signature_of(doc, f.tempat),
		"cap": stamp(isi_lembar.build_disposisi(doc)) if terbit else None,
	}


def _values_of(naskah, nomor_agenda: str, tenggat) -> dict[str, str]:
	klasifikasi = naskah.klasifikasi
	nama = frappe.get_cached_value("Klasifikasi Arsip", klasifikasi, "nama") if klasifikasi else ""
	return {
		Bagian.PENGIRIM: naskah.pengirim or naskah.bentuk,
		Bagian.NOMOR_SURAT: naskah.nomor_surat or "-",
		Bagian.TANGGAL_SURAT: write_date(naskah.tanggal_surat) or "-",
		Bagian.DITERIMA: write_date(naskah.tanggal_diterima),
		Bagian.NOMOR_AGENDA: nomor_agenda,
		Bagian.KLASIFIKASI: f"{klasifikasi} {nama or ''}".strip() if klasifikasi else "-",
		Bagian.TENGGAT: write_date(tenggat) or "-",
		Bagian.PERIHAL: naskah.perihal,
		Bagian.RINGKASAN: naskah.ringkasan or "-",
	}


def _boxes_of(naskah) -> list[tuple[str, bool]]:
	return [(label, naskah.get(kolom) == nilai) for label, kolom, nilai in SIFAT]


def _recipients_of(doc) -> dict[str, list[dict]]:
	baris = [
		{
			"nama": b.nama_penerima,
			"penanggung_jawab": cint(b.penanggung_jawab),
			"tembusan": cint(b.tembusan),
			"pesan": "\n".join(filter(None, (b.instruksi, b.catatan))),
			"tenggat": write_date(b.tenggat),
		}
		for b in isi_lembar.list_recipients(doc)
	]
	return {
		"utama": [b for b in baris if not b["tembusan"]],
		"tembusan": [b for b in baris if b["tembusan"]],
	}


def _instructions_of(doc) -> list[str]:
	"""Those for all first, then those for single recipients: on paper each is ticked once."""
	sendiri = [b.instruksi for b in isi_lembar.list_recipients(doc) if b.instruksi and not b.tembusan]
	return list(dict.fromkeys([*(b.instruksi for b in doc.instruksi_bersama), *sendiri]))


def list_instruksi(dipilih: list[str], semua: bool) -> list[tuple[str, bool]]:
	"""Instructions with their tick: all active ones in their order, or the chosen ones only."""
	aktif = frappe.get_all("Instruksi Disposisi", filters={"aktif": 1}, order_by="urutan, name", pluck="name")
	urut = [*aktif, *(i for i in dipilih if i not in aktif)] if semua else dipilih
	return [(i, i in dipilih) for i in dict.fromkeys(urut)]


def signature_of(doc, tempat: str) -> dict[str, Any]:
	"""The block above and below the room for a signature, of a document that has taken down who gave it."""
	tanggal = write_date(doc.tanggal)
	return {
		"waktu": f"{tempat}, {tanggal}" if tempat else tanggal,
		"jabatan": isi_lembar.list_signed_posts(doc),
		"nama": isi_lembar.name_giver(doc),
		"pangkat": doc.pemberi_pangkat or "",
		"nip": format_nip(doc.pemberi_nip),
		"dicatat": _recorded_by(doc),
	}


def _recorded_by(doc) -> str:
	"""That the giver has not signed himself: who entered his order, and from what."""
	if not doc.get("pencatat"):
		return ""
	asal = "lembar kertas" if doc.cara_pemberian == KERTAS else "perintah lisan"
	waktu = f" tanggal {write_date(doc.waktu_perintah)}" if doc.waktu_perintah else ""
	return f"Dicatat oleh {doc.nama_pencatat} dari {asal}{waktu}"


# -- the letter of an order -------------------------------------------------------------------------


def surat_tugas(doc) -> dict:
	"""Jinja: everything on a Surat Tugas. What is not issued carries no code and says so."""
	ensure_may_print(doc)
	f = get_format(isi_lembar.unit_of_giver(doc) or doc.unit_kerja)
	petugas = [
		{
			"nomor": b.idx,
			"nama": b.nama,
			"nip": format_nip(b.nip) if b.nip else "-",
			"pangkat": b.pangkat or "-",
			"jabatan": b.nama_jabatan or "-",
		}
		for b in doc.petugas
	]
	return {
		"format": f,
		"layar": for_screen(),
		"judul": doc.judul.upper(),
		"nomor": doc.nomor or "....................",
		"tanggal": write_date(doc.tanggal) or "....................",
		"kata": KATA_PERINTAH[doc.judul],
		"keadaan": doc.keadaan,
		"konsep": doc.keadaan == DRAF,
		"rahasia": doc.keamanan.upper() if doc.keamanan in RAHASIA else "",
		"dasar": list_lines(doc.dasar),
		"untuk": list_lines(doc.untuk),
		"tembusan": list_lines(doc.tembusan),
		"petugas": petugas,
		"lampiran": _paginate_officers(petugas) if is_annexed(len(petugas)) else [],
		"ketentuan": _terms_of(doc),
		"tanda_tangan": signature_of(doc, f.tempat),
		"cap": None if doc.keadaan == DRAF else stamp(isi_lembar.build_surat_tugas(doc)),
	}


def _paginate_officers(petugas: list[dict]) -> list[list[dict]]:
	sel = [(f"{p['nama']}\nNIP {p['nip']}", p["pangkat"], p["jabatan"]) for p in petugas]
	return paginate(petugas, [row_height(s, LEBAR_PETUGAS, BESAR_LAMPIRAN) for s in sel], *TEGAK)


def _terms_of(doc) -> list[tuple[str, str]]:
	"""Term, place, cost and report, as far as they are filled in."""
	masa = ""
	if doc.mulai and doc.selesai:
		hari = (getdate(doc.selesai) - getdate(doc.mulai)).days + 1
		masa = f"{write_date(doc.mulai)} s.d. {write_date(doc.selesai)} ({hari} hari)"
		if hari == 1:
			masa = f"{write_date(doc.mulai)} (1 hari)"
	pasangan = (
		("Waktu", masa),
		("Tempat", doc.tempat_tugas),
		("Biaya", doc.sumber_biaya),
		("Laporan", f"paling lambat {write_date(doc.batas_laporan)}" if doc.batas_laporan else ""),
	)
	return [(label, isi) for label, isi in pasangan if isi]


# -- the letter -------------------------------------------------------------------------------------


def lembar_kendali(doc) -> dict:
	"""Jinja: the routing slip of one letter: its head, the way it went as far as the reader sees it, room to write."""
	ensure_may_print(doc)
	f = get_format(doc.unit_penerima)
	return {
		"format": f,
		"layar": for_screen(),
		"judul": f.judul_kendali,
		"baris": lay_out(b for b in f.bagian if b.bagian not in (*HANYA_DISPOSISI, Bagian.INSTRUKSI)),
		"nilai": _values_of(doc, doc.nomor_agenda or "", doc.tenggat),
		"sifat": _boxes_of(doc),
		"rahasia": doc.keamanan.upper() if doc.keamanan in RAHASIA else "",
		"jalan": _way_of(doc.name),
		"kosong": range(f.baris_kosong),
		"instruksi": list_instruksi([], True),
		"cap": stamp(isi_lembar.build_naskah(doc)),
	}


def _way_of(naskah: str) -> list[dict]:
	rows = frappe.get_list(
		"Tugas",
		filters={"naskah": naskah},
		fields=["creation", "nama_pemberi", "nama_penerima", "instruksi", "workflow_state", "selesai_pada"],
		order_by="creation asc",
		limit_page_length=500,
	)
	return [
		{
			"tanggal": write_date(r.creation),
			"dari": r.nama_pemberi,
			"kepada": r.nama_penerima,
			"instruksi": r.instruksi or "",
			"status": f"{r.workflow_state}, {write_date(r.selesai_pada)}"
			if r.selesai_pada
			else r.workflow_state,
		}
		for r in rows
	]


# -- slips for paper --------------------------------------------------------------------------------


def lembar_kosong(doc) -> dict:
	"""Jinja: one blank sheet for each number of a block that has no letter yet, to be filled in by hand."""
	ensure_may_print(doc)
	f = get_format(doc.unit_kerja)
	return {
		"format": f,
		"layar": for_screen(),
		"judul": f.judul_lembar,
		"baris": lay_out(f.bagian),
		"sifat": [label for label, _kolom, _nilai in SIFAT],
		"instruksi": list_instruksi([], True),
		"nomor": [render_lengkap(n, doc.unit_kerja, doc.tahun) for n in reconcile_blok(doc).kosong],
		"kosong": range(max(f.baris_kosong, 3)),
	}


# -- the register -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Buku:
	"""A stretch of a register as the session's user sees it."""

	unit_kerja: str
	dari: date
	sampai: date
	baris: list[dict]
	terpotong: bool


def read_buku(unit_kerja: str, dari, sampai) -> Buku:
	"""Lines of the register in order of their numbers; a letter that the user may not see is number and date."""
	dari, sampai = getdate(dari), getdate(sampai)
	if dari > sampai:
		frappe.throw(
			_("Tanggal awal {0} sesudah tanggal akhir {1}. Tukar keduanya.").format(
				frappe.bold(frappe.format(dari, "Date")), frappe.bold(frappe.format(sampai, "Date"))
			),
			RentangBukuError,
			title=_("Rentang Tanggal"),
		)
	baris = frappe.get_list(
		"Agenda Naskah",
		filters={"unit_kerja": unit_kerja, "tanggal": ("between", (dari, sampai))},
		fields=["nomor_lengkap", "nomor", "tahun", "tanggal", "keamanan", "naskah"],
		order_by="tahun asc, nomor asc",
		limit_page_length=BATAS_BUKU + 1,
	)
	terpotong = len(baris) > BATAS_BUKU
	baris = baris[:BATAS_BUKU]
	naskah = _letters_of([b.naskah for b in baris])
	diteruskan = _first_recipients(list(naskah))
	for b in baris:
		b.update(naskah.get(b.naskah) or {"tertutup": 1})
		b.diteruskan = "; ".join(diteruskan.get(b.naskah, ()))
	return Buku(unit_kerja, dari, sampai, baris, terpotong)


def _letters_of(nama: list[str]) -> dict[str, dict]:
	hasil = {}
	for awal in range(0, len(nama), SEKALI_BACA):
		for n in frappe.get_list(
			"Naskah Masuk",
			filters={"name": ("in", nama[awal : awal + SEKALI_BACA])},
			fields=[
				"name",
				"pengirim",
				"nomor_surat",
				"tanggal_surat",
				"perihal",
				"jenis_naskah",
				"workflow_state",
				"tahap",
			],
			limit_page_length=0,
		):
			hasil[n.pop("name")] = n
	return hasil


def _first_recipients(naskah: list[str]) -> dict[str, list[str]]:
	"""Letter → recipients of its first orders, as far as the user sees them."""
	hasil: dict[str, list[str]] = {}
	for awal in range(0, len(naskah), SEKALI_BACA):
		for t in frappe.get_list(
			"Tugas",
			filters={"naskah": ("in", naskah[awal : awal + SEKALI_BACA]), "kedalaman": 1},
			fields=["naskah", "nama_penerima"],
			order_by="creation asc",
			limit_page_length=0,
		):
			hasil.setdefault(t.naskah, []).append(t.nama_penerima)
	return hasil


def ensure_may_print_buku(unit_kerja: str) -> None:
	"""Only who sees every line of a register prints it: its Tata Usaha and the auditor."""
	k = get_konteks()
	if not (unit_kerja in k.unit_tata_usaha or k.auditor or k.user == "Administrator"):
		frappe.throw(
			_("Buku agenda {0} dicetak oleh Tata Usahanya atau oleh auditor.").format(
				frappe.bold(unit_kerja)
			),
			frappe.PermissionError,
			title=_("Bukan Tata Usaha"),
		)


def render_buku(unit_kerja: str, dari, sampai) -> str:
	"""HTML of the register in the official layout, ready for the PDF engine."""
	ensure_may_print_buku(unit_kerja)
	buku = read_buku(unit_kerja, dari, sampai)
	if buku.terpotong:
		frappe.throw(
			_("Lebih dari {0} baris. Persempit rentang tanggalnya, lalu cetak per bagian.").format(
				BATAS_BUKU
			),
			RentangBukuError,
			title=_("Terlalu Panjang"),
		)
	f = get_format(unit_kerja)
	for b in buku.baris:
		b.sel = _cells_of(b)
	tinggi = [row_height(b.sel, LEBAR_BUKU) for b in buku.baris]
	return frappe.render_template(
		"transformasi_asn/templates/cetak/buku_agenda.html",
		{
			"lembar": {
				"format": f,
				"judul": f.judul_buku,
				"unit": frappe.get_cached_value("Unit Kerja", unit_kerja, "nama"),
				"rentang": f"{write_date(buku.dari)} s.d. {write_date(buku.sampai)}",
				"lebar": LEBAR_BUKU,
				"halaman": paginate(buku.baris, tinggi),
				"dicetak": write_date(now_datetime()),
				"cap": _stamp_of_buku(buku) if buku.baris else None,
			}
		},
	)


def _cells_of(b) -> list[str]:
	"""One line of the register as it is printed."""
	awal = [b.nomor_lengkap, write_date(b.tanggal)]
	if b.get("tertutup"):
		return [*awal, f"({b.keamanan.lower()})", "", "", "", ""]
	surat = "\n".join(filter(None, (b.nomor_surat, write_date(b.tanggal_surat))))
	return [*awal, b.pengirim or "", surat, b.perihal or "", b.diteruskan, b.workflow_state or ""]


def _stamp_of_buku(buku: Buku) -> Cap:
	return stamp(isi_lembar.of_buku(isi_lembar.make_rujukan_buku(buku.unit_kerja, buku.dari, buku.sampai)))


def print_buku(unit_kerja: str, dari, sampai) -> bytes:
	"""PDF of the register."""
	return get_pdf(render_buku(unit_kerja, dari, sampai), {"orientation": "Landscape"})
