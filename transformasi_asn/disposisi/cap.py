"""The QR code on a sheet: a key that nobody can guess, and what it answers.

The key stands in Lembar Tercetak beside the hash of what was printed. Verification hashes the record as it is
now and compares; what is on the paper itself is compared by whoever holds it (`compare_paper`), because a
key can be copied onto another paper.
"""

import re
import secrets
from base64 import b32encode
from dataclasses import dataclass

import frappe
import segno
from frappe.utils import get_url, now

from transformasi_asn import basisdata
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil, compare, judge, make_sidik
from transformasi_asn.disposisi.lembar import PEMBACA, Lembar
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

ALAMAT = "/verifikasi"
TITIK = "lembar_tercetak"


@dataclass(frozen=True)
class Cap:
	"""What is printed of a key: the address, the code as a picture (data URI), the key in groups of four."""

	url: str
	qr: str
	kunci: str


def stamp(lembar: Lembar) -> Cap:
	"""The key of this content; the same content printed again has the same one."""
	kunci = _key_of(lembar, make_sidik(lembar.isi))
	url = get_url(f"{ALAMAT}?k={kunci}")
	return Cap(
		url, segno.make(url, error="m").png_data_uri(scale=4, border=1), "-".join(re.findall(".{1,4}", kunci))
	)


def _key_of(lembar: Lembar, sidik: str) -> str:
	saring = {"jenis": lembar.jenis, "rujukan": lembar.rujukan, "sidik": sidik}
	if kunci := frappe.db.get_value("Lembar Tercetak", saring, "kunci"):
		return kunci
	baru = frappe.get_doc(
		{
			"doctype": "Lembar Tercetak",
			**saring,
			"kunci": b32encode(secrets.token_bytes(16)).decode().rstrip("="),
			"nomor": lembar.nomor,
			"tanggal": lembar.tanggal,
			"jabatan": lembar.jabatan,
			"unit_kerja": lembar.unit_kerja,
			"dicetak_pada": now(),
			"dicetak_oleh": frappe.session.user,
		}
	)
	baru.flags.dari_layanan = True
	frappe.db.savepoint(TITIK)
	pesan = len(frappe.local.message_log)
	try:
		baru.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		# Printed by somebody else since this transaction began to read.
		frappe.db.rollback(save_point=TITIK)
		del frappe.local.message_log[pesan:]
		kunci = frappe.db.get_value("Lembar Tercetak", saring, "kunci", for_update=True)
		if not kunci:
			basisdata.throw_overtaken("Lembar Tercetak")
		return kunci
	# A print view is a GET, which core rolls back; a paper whose key is forgotten could never be verified.
	frappe.local.flags.commit = True
	return baru.kunci


# -- asking --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Jawaban:
	"""What a stranger is told. Number and date stay with every grade, the post only below Rahasia."""

	hasil: Hasil
	jenis: str = ""
	rujukan: str = ""
	nomor: str = ""
	tanggal: object = None
	jabatan: str = ""
	dicetak_pada: object = None
	dapat_dibandingkan: tuple[str, ...] = ()


def clean_key(kunci: str | None) -> str:
	"""A key as people type it from paper."""
	return re.sub(r"[^A-Z2-7]", "", (kunci or "").upper())[:64]


def verify(kunci: str | None) -> Jawaban:
	"""The answer for a key, without any content of the record."""
	tercetak = _find(kunci)
	lembar = _read(tercetak)
	kini = make_sidik(lembar.isi) if lembar else None
	hasil = judge(bool(tercetak), bool(lembar and lembar.berlaku), tercetak.sidik if tercetak else "", kini)
	if hasil is Hasil.TIDAK_DIKENAL:
		return Jawaban(hasil)
	terbuka = bool(lembar) and lembar.keamanan not in RAHASIA
	return Jawaban(
		hasil,
		tercetak.jenis,
		tercetak.rujukan,
		tercetak.nomor or "",
		tercetak.tanggal,
		(tercetak.jabatan or "") if terbuka else "",
		tercetak.dicetak_pada,
		tuple(lembar.banding) if terbuka else (),
	)


def compare_paper(kunci: str | None, diketik: dict[str, str]) -> dict[str, bool]:
	"""Per field typed from the paper: does it agree with the record; {} for secret or unknown ones."""
	lembar = _read(_find(kunci))
	if not lembar or lembar.keamanan in RAHASIA:
		return {}
	return compare(diketik, lembar.banding)


def _find(kunci: str | None):
	kunci = clean_key(kunci)
	if not kunci:
		return None
	kolom = ["jenis", "rujukan", "sidik", "nomor", "tanggal", "jabatan", "dicetak_pada"]
	return frappe.db.get_value("Lembar Tercetak", {"kunci": kunci}, kolom, as_dict=True)


def _read(tercetak) -> Lembar | None:
	if not tercetak:
		return None
	if tercetak.jenis in PEMBACA:
		return PEMBACA[tercetak.jenis](tercetak.rujukan)
	(cara,) = frappe.get_hooks("pembaca_lembar")[tercetak.jenis]
	return frappe.get_attr(cara)(tercetak.rujukan)
