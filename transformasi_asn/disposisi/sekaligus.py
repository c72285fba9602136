"""Several letters, or tasks to hand on, disposed in one act: an order of its own for each, a result for each."""

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.utils import strip_html

from transformasi_asn.disposisi import usulan
from transformasi_asn.disposisi.exceptions import PenerimaTidakSahError, TerlaluBanyakError
from transformasi_asn.permissions.konteks import forget_answers

BATAS = 50
ISIAN = ("pemberi_jabatan", "pola", "alasan", "tenggat", "catatan", "kebijakan_selesai", "minimal_selesai")


def check_number(sumber: Sequence) -> None:
	if not 1 <= len(sumber) <= BATAS:
		frappe.throw(
			_("Pilih 1 sampai {0} naskah sekaligus (sekarang {1}).").format(BATAS, len(sumber)),
			TerlaluBanyakError,
			title=_("Jumlah Naskah"),
		)


def dispose_each(sumber: Sequence[tuple], isi: dict) -> list[dict]:
	"""Give one order per (letter, task handed on or None); what is wrong with one leaves the others.

	`isi`: penerima (rows, or none: those proposed for each), instruksi (names) and ISIAN. Only a business
	rule becomes a result; a deadlock or a lost connection undoes all of it and is the caller's to repeat.
	"""
	check_number(sumber)
	hasil = []
	for naskah, induk in sumber:
		satu = {"naskah": naskah.name, "nomor_agenda": naskah.nomor_agenda, "perihal": naskah.perihal}
		pesan_semula = list(frappe.local.message_log)
		frappe.db.savepoint("satu_naskah")
		try:
			satu["disposisi"] = _dispose(naskah, induk, isi)
		except (frappe.ValidationError, frappe.PermissionError) as galat:
			frappe.db.rollback(save_point="satu_naskah")
			forget_answers()
			frappe.local.message_log = pesan_semula
			satu["pesan"] = strip_html(str(galat)) or _("Anda tidak berhak mendisposisi naskah ini.")
		hasil.append(satu)
	return hasil


def _dispose(naskah, induk, isi: dict) -> str:
	doc = frappe.new_doc("Disposisi")
	doc.update({field: isi[field] for field in ISIAN if isi.get(field)})
	doc.naskah = naskah.name
	doc.induk_tugas = induk.name if induk else None
	for nama in isi.get("instruksi") or ():
		doc.append("instruksi_bersama", {"instruksi": nama})
	for baris in isi.get("penerima") or _proposed(naskah, induk, isi):
		doc.append("penerima", baris)
	doc.insert()
	doc.submit()
	return doc.name


def _proposed(naskah, induk, isi: dict) -> list[dict]:
	usul = usulan.propose_quick(naskah, induk, isi.get("pemberi_jabatan"))["penerima"]
	if not usul:
		frappe.throw(
			_("Belum ada penerima yang dapat diusulkan; buka naskahnya dan pilih sendiri."),
			PenerimaTidakSahError,
		)
	return [{"jenis_penerima": u["jenis"], "penerima": u["penerima"]} for u in usul]
