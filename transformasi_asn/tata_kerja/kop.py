"""Letterhead and layout that apply to a unit: its own Kop dan Format, else that of the nearest unit above."""

from base64 import b64encode
from dataclasses import dataclass

import frappe
from frappe.utils import cint

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja.domain.lembar import BAWAAN, Bagian, BagianLembar, Lebar
from transformasi_asn.tata_kerja.services import chain_of

TIPE_GAMBAR = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
UKURAN_GAMBAR = 500 * 1024
BARIS_KOSONG = 6


@dataclass(frozen=True)
class Format:
	"""What the templates read. `lambang` is a data URI, so that no printing engine has to fetch it."""

	baris_kop: tuple[str, ...]
	alamat: tuple[str, ...] = ()
	lambang: str = ""
	tempat: str = ""
	judul_lembar: str = "LEMBAR DISPOSISI"
	judul_kendali: str = "LEMBAR KENDALI NASKAH"
	judul_buku: str = "BUKU AGENDA NASKAH MASUK"
	judul_surat_tugas: str = "Surat Tugas"
	semua_instruksi: bool = True
	baris_kosong: int = BARIS_KOSONG
	catatan_kaki: str = ""
	bagian: tuple[BagianLembar, ...] = BAWAAN


def get_format(unit: str | None) -> Format:
	"""The format that applies to a unit."""
	rantai = chain_of(unit)
	ada = set(
		frappe.get_all("Kop dan Format", filters={"name": ("in", rantai)}, pluck="name") if rantai else ()
	)
	terdekat = next((u for u in rantai if u in ada), None)
	nama = _names_of(unit, rantai)
	if not terdekat:
		return Format(baris_kop=nama)
	doc = frappe.get_cached_doc("Kop dan Format", terdekat)
	bawaan = Format(baris_kop=nama)
	return Format(
		baris_kop=_lines(doc.baris_kop) or nama,
		alamat=_lines(doc.alamat),
		lambang=read_image(doc.lambang),
		tempat=doc.tempat or "",
		judul_lembar=doc.judul_lembar or bawaan.judul_lembar,
		judul_kendali=doc.judul_kendali or bawaan.judul_kendali,
		judul_buku=doc.judul_buku or bawaan.judul_buku,
		judul_surat_tugas=doc.judul_surat_tugas or bawaan.judul_surat_tugas,
		semua_instruksi=bool(doc.semua_instruksi),
		baris_kosong=min(cint(doc.baris_kosong), 40),
		catatan_kaki=doc.catatan_kaki or "",
		bagian=tuple(
			BagianLembar(Bagian(b.bagian), b.judul or b.bagian, Lebar(b.lebar or Lebar.PENUH.value))
			for b in doc.bagian
		)
		or BAWAAN,
	)


def _names_of(unit: str | None, rantai: tuple[str, ...]) -> tuple[str, ...]:
	"""Government and perangkat daerah by name, where nobody has written a letterhead."""
	pd = organisasi.find_perangkat_daerah(unit) if unit else None
	kode = dict.fromkeys(filter(None, (rantai[-1] if rantai else None, pd or unit)))
	return tuple((frappe.get_cached_value("Unit Kerja", k, "nama") or k).upper() for k in kode)


def _lines(teks: str | None) -> tuple[str, ...]:
	return tuple(baris.strip() for baris in (teks or "").splitlines() if baris.strip())


def read_image(file_url: str | None) -> str:
	"""A PNG or JPEG that stands in File as a data URI; '' for anything else, or if it is too large."""
	di_sini = (file_url or "").startswith(("/files/", "/private/files/"))
	nama = frappe.db.get_value("File", {"file_url": file_url}) if di_sini else None
	if not nama:
		return ""
	berkas = frappe.get_doc("File", nama)
	if not berkas.exists_on_disk():
		return ""
	isi = berkas.get_content()
	isi = isi.encode() if isinstance(isi, str) else isi
	tipe = next((tipe for awal, tipe in TIPE_GAMBAR.items() if isi.startswith(awal)), None)
	if not tipe or len(isi) > UKURAN_GAMBAR:
		return ""
	return f"data:{tipe};base64,{b64encode(isi).decode()}"
