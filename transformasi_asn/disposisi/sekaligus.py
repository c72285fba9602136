"""Several items handled in one act: each by itself, with a result for each."""

from collections.abc import Callable, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import strip_html

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.alur.mixin import move_to_tahap
from transformasi_asn.disposisi import pantauan, usulan
from transformasi_asn.disposisi.exceptions import (
	KotakTidakDikenalError,
	PenerimaTidakSahError,
	TerlaluBanyakError,
)
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
		satu |= _attempt("disposisi", lambda n=naskah, i=induk: _dispose(n, i, isi))
		hasil.append(satu)
	return hasil


# what may be done to several items of a box: DocTypes, act
TINDAKAN: dict[str, tuple[tuple[str, ...], Callable[[Any], None]]] = {
	"terima": (("Tugas",), lambda doc: move_to_tahap(doc, Tahap.BERJALAN.value)),
	"terima_laporan": (("Tugas",), lambda doc: move_to_tahap(doc, Tahap.SELESAI.value)),
	"dibaca": (("Tugas", "Disposisi"), pantauan.mark_read),
}


def act_each(tindakan: str, doctype: str, nama: Sequence[str]) -> list[dict]:
	"""Do one thing of TINDAKAN to each of these: [{name, perihal, berhasil, pesan}] in their order."""
	if tindakan not in TINDAKAN or doctype not in TINDAKAN[tindakan][0]:
		frappe.throw(_("Tindakan tidak dikenal."), KotakTidakDikenalError)
	nama = list(dict.fromkeys(nama))
	check_number(nama)
	return [_act(TINDAKAN[tindakan][1], doctype, satu) for satu in nama]


def _act(kerja: Callable[[Any], None], doctype: str, nama: str) -> dict:
	hasil = {"name": nama, "perihal": None, "berhasil": False}

	def act() -> bool:
		doc = frappe.get_doc(doctype, nama)
		doc.check_permission("read")
		hasil["perihal"] = doc.perihal
		kerja(doc)
		return True

	return hasil | _attempt("berhasil", act)


def _attempt(kunci: str, kerja: Callable[[], Any]) -> dict:
	"""What `kerja` answers under `kunci`, or what was wrong under `pesan`; then it has left no trace."""
	pesan_semula = list(frappe.local.message_log)
	frappe.db.savepoint("satu_dari_banyak")
	try:
		return {kunci: kerja()}
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as galat:
		frappe.db.rollback(save_point="satu_dari_banyak")
		forget_answers()
		frappe.local.message_log = pesan_semula
		return {"pesan": strip_html(str(galat)) or _("Anda tidak berhak atas yang ini.")}


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
