"""Moves documents from states to states of the present workflow, set by set, with an entry in their history.

A changed workflow leaves running documents where they are; this is how an admin moves them on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import escape_html, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import FIELD_TAHAP, MasalahPindah, find_unmovable
from transformasi_asn.alur.mixin import get_states
from transformasi_asn.alur.penjaga import FIELD_STATUS, count_per_status, governed_doctypes

__all__ = ["Perpindahan", "check", "count_per_status", "run", "start"]

# Documents moved in one transaction.
SEKALI = 500


class PemindahanTidakSahError(frappe.ValidationError):
	pass


@dataclass(frozen=True)
class Perpindahan:
	"""One document moved: its name, states and stages before and after."""

	nama: str
	dari: str
	ke: str
	dari_tahap: str
	ke_tahap: str


def check(doctype: str, baris: Sequence[tuple[int, str, str]]) -> None:
	"""Refuse rows (number, from, to) that lead nowhere, twice, or across the end of the work."""
	if doctype not in governed_doctypes():
		frappe.throw(_("{0} tidak memakai alur ini.").format(escape_html(doctype)), PemindahanTidakSahError)
	masalah = find_unmovable(baris, _stages_in_use(doctype), get_states(doctype))
	if not masalah:
		return
	kata = {
		MasalahPindah.TUJUAN_TIDAK_ADA: _("status tujuan tidak ada pada alur yang aktif."),
		MasalahPindah.SAMA: _("status asal dan tujuannya sama."),
		MasalahPindah.GANDA: _("status asal ini sudah disebut di baris lain."),
		MasalahPindah.BERANTAI: _("status tujuannya menjadi asal di baris lain; pindahkan bertahap."),
		MasalahPindah.LINTAS_AKHIR: _(
			"pekerjaan terbuka tidak ditutup, dan yang sudah tertutup tidak dibuka, dengan pemindahan; itu keputusan orang yang memegangnya."
		),
	}
	daftar = "".join(
		"<li>" + _("Baris {0}, {1}:").format(nomor, frappe.bold(escape_html(dari))) + f" {kata[m]}</li>"
		for nomor, dari, m in masalah
	)
	frappe.throw(f"<ul>{daftar}</ul>", PemindahanTidakSahError, title=_("Pemindahan Tidak Sah"))


def _stages_in_use(doctype: str) -> dict[str, set[str]]:
	"""State → stages of the documents that are in it (the workflow may know it no more)."""
	tabel = DocType(doctype)
	hasil: dict[str, set[str]] = {}
	for status, tahap in (
		frappe.qb.from_(tabel).select(tabel[FIELD_STATUS], tabel[FIELD_TAHAP]).distinct().run()
	):
		hasil.setdefault(status, set()).add(tahap)
	return hasil


def start(doc) -> None:
	"""Move at once what one transaction can, the rest in the background after the commit."""
	if sum(b.jumlah for b in doc.baris) <= SEKALI:
		_move_all(doc, commit=False)
	else:
		frappe.enqueue(
			"transformasi_asn.alur.pindah.run",
			queue="long",
			timeout=3600,
			enqueue_after_commit=True,
			nama=doc.name,
			diminta_oleh=frappe.session.user,
		)


def run(nama: str, diminta_oleh: str) -> None:
	"""The job: chunk by chunk, each committed. Run twice, or after a crash, it finds only what is left."""
	frappe.set_user(diminta_oleh)
	doc = frappe.get_doc("Pemindahan Status", nama)
	try:
		_move_all(doc, commit=True)
	except Exception:
		frappe.db.rollback()
		doc.db_set({"keadaan": "Gagal", "galat": _("Lihat Error Log.")})
		frappe.db.commit()
		raise


def _move_all(doc, commit: bool) -> None:
	doc.db_set({"keadaan": "Berjalan", "galat": None})
	for b in doc.baris:
		while pindah := _move_some(doc.document_type, b.dari, b.ke, doc.alasan):
			b.db_set("dipindahkan", (b.dipindahkan or 0) + len(pindah))
			if commit:
				frappe.db.commit()
	doc.db_set("keadaan", "Selesai")


def _move_some(doctype: str, dari: str, ke: str, alasan: str) -> list[Perpindahan]:
	"""Move up to SEKALI documents under their locks; what somebody else has moved meanwhile is left alone."""
	tabel = DocType(doctype)
	calon = (
		frappe.qb.from_(tabel)
		.select(tabel.name, tabel[FIELD_TAHAP])
		.where(tabel[FIELD_STATUS] == dari)
		.orderby(tabel.name)
		.limit(SEKALI)
		.run()
	)
	tahap = dict(calon)
	kini = basisdata.lock(doctype, tahap, FIELD_STATUS)
	ke_tahap = get_states(doctype)[ke]
	pindah = [Perpindahan(n, dari, ke, tahap[n], ke_tahap) for n, status in kini.items() if status == dari]
	if pindah:
		(
			frappe.qb.update(tabel)
			.set(FIELD_STATUS, ke)
			.set(FIELD_TAHAP, ke_tahap)
			.set(tabel.modified, now())
			.set(tabel.modified_by, frappe.session.user)
			.where(tabel.name.isin([p.nama for p in pindah]))
			.run()
		)
		_log(doctype, pindah, alasan)
	return pindah


def _log(doctype: str, pindah: Iterable[Perpindahan], alasan: str) -> None:
	"""The DocType's own log (hook `catat_perpindahan`), else a line in the document's timeline."""
	if cara := frappe.get_hooks("catat_perpindahan").get(doctype):
		frappe.get_attr(cara[-1])(pindah, alasan)
		return
	pindah = list(pindah)
	waktu, siapa = now(), frappe.session.user
	kolom = ("name", "creation", "modified", "owner", "modified_by", "comment_type", "comment_email")
	kolom += ("comment_by", "reference_doctype", "reference_name", "content")
	nama = basisdata.new_names("Comment", len(pindah))
	isi = [
		_("{0} menjadi {1}: {2}").format(escape_html(p.dari), escape_html(p.ke), escape_html(alasan))
		for p in pindah
	]
	basisdata.insert_rows(
		"Comment",
		kolom,
		[
			(n, waktu, waktu, siapa, siapa, "Workflow", siapa, siapa, doctype, p.nama, teks)
			for n, p, teks in zip(nama, pindah, isi, strict=True)
		],
	)
