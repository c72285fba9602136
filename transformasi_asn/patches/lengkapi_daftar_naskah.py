"""What the register now keeps of each letter, filled in for the records that a site has already."""

import frappe

from transformasi_asn.disposisi.domain.acara import PeranAcara
from transformasi_asn.disposisi.kembar import fingerprint_of
from transformasi_asn.organisasi.impor.tulis import SEKALI_BACA, update_many

ACARA = ("Surat Undangan",)
PERAN = {"Agar hadir": PeranAcara.MENGHADIRI.value, "Untuk diwakili": PeranAcara.MEWAKILI.value}


def execute() -> None:
	mark_shipped_records()
	add_fingerprints()


def mark_shipped_records() -> None:
	"""Kinds and instructions that come with the app, where an admin has not said otherwise."""
	for nama in ACARA:
		frappe.db.set_value("Jenis Naskah", {"name": nama, "acara": 0}, "acara", 1)
	for nama, peran in PERAN.items():
		frappe.db.set_value(
			"Instruksi Disposisi", {"name": nama, "peran_acara": ("is", "not set")}, "peran_acara", peran
		)


def add_fingerprints() -> None:
	"""In chunks by name, so that any number of letters takes little memory."""
	sesudah = ""
	while True:
		surat = frappe.get_all(
			"Naskah Masuk",
			filters={"name": (">", sesudah), "bentuk": "Surat"},
			fields=["name", "bentuk", "pengirim", "nomor_surat", "tanggal_surat", "kunci_kembar"],
			order_by="name",
			limit_page_length=SEKALI_BACA,
		)
		if not surat:
			return
		sesudah = surat[-1].name
		sidik = {s.name: fingerprint_of(s) for s in surat if not s.kunci_kembar}
		update_many("Naskah Masuk", {n: {"kunci_kembar": s} for n, s in sidik.items() if s}, touch=False)
