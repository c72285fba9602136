"""What stands on a printed sheet: read from the records, the same for every reader.

Each kind of sheet says four things about its record: the content that the hash covers, the few facts that
verification tells strangers, its grade of secrecy, and what a reader of the paper may compare.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import frappe
from babel.dates import format_date
from frappe.query_builder import DocType
from frappe.utils import cint, cstr, getdate

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi.domain.surat_tugas import TERBIT
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.sebutan import list_signed, name_post

JENIS_DISPOSISI = "Disposisi"
JENIS_NASKAH = "Naskah Masuk"
JENIS_BUKU = "Buku Agenda"
JENIS_SURAT_TUGAS = "Surat Tugas"
PEMISAH = "|"


@dataclass(frozen=True)
class Lembar:
	"""One sheet. `banding`: label → value as it stands on paper; `berlaku`: the record has not been withdrawn."""

	jenis: str
	rujukan: str
	isi: dict[str, Any]
	nomor: str
	tanggal: date | None
	jabatan: str
	unit_kerja: str | None
	keamanan: str
	berlaku: bool = True
	banding: dict[str, str] = field(default_factory=dict)


def write_date(tanggal) -> str:
	"""A date as letters have it, in Indonesian whatever the desk's language: `24 November 2026`."""
	return format_date(getdate(tanggal), "d MMMM y", locale="id") if tanggal else ""


def name_giver(d) -> str:
	"""The name alone out of `nama_pemberi`, which was stored as `Name (post)`."""
	jabatan = f" ({label_post(d)})"
	return (d.nama_pemberi or "").removesuffix(jabatan)


def label_post(d) -> str:
	"""Post of the giver as it is signed, with Plt., Plh. or Pj. in front."""
	return name_post(d.pemberi_nama_jabatan or "", d.kapasitas)


def list_signed_posts(d) -> tuple[str, ...]:
	"""Lines above the giver's signature: the post, and his own where he signs in another's name."""
	return list_signed(d.pemberi_nama_jabatan or "", d.kapasitas, d.pemberi_jabatan_sendiri)


def unit_of_giver(d) -> str | None:
	"""The unit whose letterhead the giver uses."""
	return frappe.get_cached_value("Jabatan", d.pemberi_jabatan, "unit_kerja") if d.pemberi_jabatan else None


def find_agenda_number(naskah, unit: str | None) -> str:
	"""The letter's number in the register of the unit's perangkat daerah, else in that where it arrived."""
	pd = organisasi.find_perangkat_daerah(unit) if unit else None
	saring = {"naskah": naskah.name, "unit_kerja": pd}
	return (pd and frappe.db.get_value("Agenda Naskah", saring, "nomor_lengkap")) or naskah.nomor_agenda or ""


def head_of(naskah) -> dict[str, str]:
	"""What every sheet about a letter says of it."""
	return {
		kolom: cstr(naskah.get(kolom))
		for kolom in (
			"bentuk",
			"pengirim",
			"nomor_surat",
			"tanggal_surat",
			"tanggal_diterima",
			"perihal",
			"ringkasan",
			"klasifikasi",
			"urgensi",
			"keamanan",
		)
	}


def list_recipients(d) -> list:
	"""Rows of the order that stand; what was taken back is on no sheet printed afterwards."""
	t = DocType("Tugas")
	saring = (t.disposisi == d.name) & t.ditarik_pada.isnotnull()
	ditarik = {nama for (nama,) in frappe.qb.from_(t).select(t.name).where(saring).run()}
	return [b for b in d.penerima if not b.ditarik_pada and b.tugas not in ditarik]


def of_disposisi(nama: str) -> Lembar | None:
	"""The order as issued; None when there is none."""
	if not frappe.db.exists("Disposisi", nama):
		return None
	return build_disposisi(frappe.get_doc("Disposisi", nama))


def build_disposisi(d) -> Lembar:
	naskah = frappe.get_doc("Naskah Masuk", d.naskah)
	nomor = find_agenda_number(naskah, unit_of_giver(d))
	isi = {
		"nomor_agenda": nomor,
		"naskah": head_of(naskah),
		"tanggal": cstr(d.tanggal),
		"tenggat": cstr(d.tenggat),
		"catatan": d.catatan,
		"instruksi_bersama": sorted(b.instruksi for b in d.instruksi_bersama),
		"pemberi": [
			d.nama_pemberi,
			d.pemberi_nip,
			d.pemberi_pangkat,
			d.pemberi_nama_jabatan,
			d.kapasitas,
			# sheets printed before it was kept stay right
			*filter(None, [d.pemberi_jabatan_sendiri]),
		],
		"penerima": [
			[
				b.nama_penerima,
				cint(b.tembusan),
				cint(b.penanggung_jawab),
				b.instruksi,
				b.catatan,
				cstr(b.tenggat),
			]
			for b in list_recipients(d)
		],
	}
	return Lembar(
		JENIS_DISPOSISI,
		d.name,
		isi,
		nomor=nomor,
		tanggal=getdate(d.tanggal),
		jabatan=list_signed_posts(d)[0],
		unit_kerja=naskah.unit_penerima,
		keamanan=naskah.keamanan,
		# taken back from everybody is taken back
		berlaku=d.docstatus == 1 and bool(list_recipients(d)),
		banding=_comparable(naskah) | {"banyak_penerima": str(len(list_recipients(d)))},
	)


def of_naskah(nama: str) -> Lembar | None:
	"""The letter as registered; None when there is none."""
	if not frappe.db.exists("Naskah Masuk", nama):
		return None
	return build_naskah(frappe.get_doc("Naskah Masuk", nama))


def build_naskah(naskah) -> Lembar:
	jabatan = frappe.get_cached_value("Jabatan", naskah.tujuan_jabatan, "nama") or ""
	return Lembar(
		JENIS_NASKAH,
		naskah.name,
		{"nomor_agenda": naskah.nomor_agenda, "naskah": head_of(naskah), "tujuan": jabatan},
		nomor=naskah.nomor_agenda or "",
		tanggal=getdate(naskah.tanggal_diterima),
		jabatan=jabatan,
		unit_kerja=naskah.unit_penerima,
		keamanan=naskah.keamanan,
		banding=_comparable(naskah),
	)


def of_surat_tugas(nama: str) -> Lembar | None:
	"""The letter as issued; None when there is none."""
	if not frappe.db.exists("Surat Tugas", nama):
		return None
	return build_surat_tugas(frappe.get_doc("Surat Tugas", nama))


def build_surat_tugas(s) -> Lembar:
	kolom = (
		"judul",
		"nomor",
		"perihal",
		"keamanan",
		"dasar",
		"untuk",
		"tembusan",
		"tempat_tugas",
		"sumber_biaya",
	)
	isi = {k: cstr(s.get(k)) for k in kolom}
	isi |= {k: cstr(s.get(k)) for k in ("tanggal", "mulai", "selesai", "batas_laporan")}
	isi["petugas"] = [[b.nama, b.nip, b.pangkat, b.nama_jabatan] for b in s.petugas]
	isi["pemberi"] = [
		s.nama_pemberi,
		s.pemberi_nip,
		s.pemberi_pangkat,
		s.pemberi_nama_jabatan,
		s.kapasitas,
		s.pemberi_jabatan_sendiri,
	]
	return Lembar(
		JENIS_SURAT_TUGAS,
		s.name,
		isi,
		nomor=s.nomor or "",
		tanggal=getdate(s.tanggal) if s.tanggal else None,
		jabatan=list_signed_posts(s)[0],
		unit_kerja=s.unit_kerja,
		keamanan=s.keamanan,
		# an order taken back, or ended with all its tasks, has no letter any more
		berlaku=s.keadaan == TERBIT
		and bool(frappe.db.exists("Tugas", {"disposisi": s.disposisi, "tahap": ("!=", Tahap.BATAL.value)})),
		banding={
			"nomor_surat": cstr(s.nomor),
			"tanggal_surat": cstr(s.tanggal),
			"perihal": cstr(s.perihal),
			"banyak_petugas": str(len(s.petugas)),
		},
	)


def _comparable(naskah) -> dict[str, str]:
	return {
		kolom: cstr(naskah.get(kolom)) for kolom in ("pengirim", "nomor_surat", "tanggal_surat", "perihal")
	}


def make_rujukan_buku(unit_kerja: str, dari: date, sampai: date) -> str:
	"""Name of a stretch of a register."""
	return PEMISAH.join((unit_kerja, dari.isoformat(), sampai.isoformat()))


def of_buku(rujukan: str) -> Lembar | None:
	"""Numbers and dates of a stretch of a register: what stands there whatever a reader may see of the letters."""
	unit, dari, sampai = rujukan.rsplit(PEMISAH, 2)
	a = DocType("Agenda Naskah")
	baris = (
		frappe.qb.from_(a)
		.select(a.nomor_lengkap, a.tanggal)
		.where((a.unit_kerja == unit) & a.tanggal[dari:sampai])
		.orderby(a.tahun)
		.orderby(a.nomor)
		.run()
	)
	nama = frappe.get_cached_value("Unit Kerja", unit, "nama") or unit
	return Lembar(
		JENIS_BUKU,
		rujukan,
		{"unit": unit, "baris": [[nomor, cstr(tanggal)] for nomor, tanggal in baris]},
		nomor=f"{baris[0][0]} s.d. {baris[-1][0]}" if baris else "",
		tanggal=getdate(sampai),
		jabatan=nama,
		unit_kerja=unit,
		keamanan="Biasa",
		banding={"banyak_baris": str(len(baris))},
	)


PEMBACA: dict[str, Callable[[str], Lembar | None]] = {
	JENIS_DISPOSISI: of_disposisi,
	JENIS_NASKAH: of_naskah,
	JENIS_BUKU: of_buku,
	JENIS_SURAT_TUGAS: of_surat_tugas,
}
