"""Steps of a workflow as the desk offers them, whatever the admin called the states."""

from itertools import combinations

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow, get_workflow, get_workflow_safe_globals

from transformasi_asn.alur.mixin import DIBACA, LangkahTidakTersediaError
from transformasi_asn.alur.penjaga import governed_doctypes

# What a step's condition may ask for; core's menu hides such a step until it is there. A note is asked for
# anew at each step, a file, number or date only while there is none.
CATATAN = ("Small Text", "Text", "Long Text")
SEKALI = ("Attach", "Attach Image", "Data", "Date")
# note → the file that may stand in its place
PENGGANTI = {"laporan": "lampiran_laporan"}


@frappe.whitelist()
def list_doctype() -> list[str]:
	"""The DocTypes whose workflow has stages."""
	return governed_doctypes()


@frappe.whitelist()
def list_langkah(doctype: str, name: str) -> list[dict]:
	"""The steps open to the user: {aksi, ke, tahap, isian}.

	isian: the notes and files that the step's condition asks for, in the order of the form.
	"""
	doc = _get(doctype, name)
	return _steps_of(doc) if frappe.has_permission(doctype, "write", doc=doc) else []


@frappe.whitelist(methods=["POST"])
def ambil_langkah(doctype: str, name: str, aksi: str, isian: dict | str) -> dict:
	"""Fill what a step asks for and take the step, both or neither; returns the new state.

	`isian`: field → note, or address of a file attached to this document. Fields the step does not ask for are
	left alone. Raises LangkahTidakTersediaError, MandatoryError naming what is missing.
	"""
	doc = _get(doctype, name)
	doc.check_permission("write")
	langkah = next((s for s in _steps_of(doc) if s["aksi"] == aksi), None)
	if not langkah or not langkah["isian"]:
		frappe.throw(
			_("Langkah {0} tidak tersedia bagi Anda pada status ini. Muat ulang halaman.").format(
				frappe.bold(frappe.utils.escape_html(aksi))
			),
			LangkahTidakTersediaError,
			title=_("Langkah Tidak Tersedia"),
		)
	isian = frappe.parse_json(isian)
	for field in langkah["isian"]:
		_fill(doc, field, isian)
	doc.save()
	doc = apply_workflow(doc, aksi)
	return {"status": doc.workflow_state, "tahap": doc.tahap}


def _fill(doc, field: str, isian: dict) -> None:
	nilai = str(isian.get(field) or "").strip()
	pengganti = PENGGANTI.get(field)
	if pengganti and doc.meta.has_field(pengganti) and isian.get(pengganti):
		doc.set(pengganti, isian[pengganti])
		# the file says it all
		nilai = nilai or _("Lihat berkas hasil.")
	if not nilai:
		frappe.throw(
			_("Isi {0} dahulu.").format(_(doc.meta.get_label(field))),
			frappe.MandatoryError,
			title=_("Belum Diisi"),
		)
	doc.set(field, nilai)


def _get(doctype: str, name: str):
	if doctype not in governed_doctypes():
		frappe.throw(_("{0} tidak memakai alur ini.").format(frappe.utils.escape_html(doctype)))
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def _steps_of(doc) -> list[dict]:
	alur = get_workflow(doc.doctype)
	peran = frappe.get_roles()
	isi = doc.as_dict()
	status = {row.state: row.update_value for row in alur.states}
	hasil, dilihat = [], set()
	for t in alur.transitions:
		if t.state != doc.get(alur.workflow_state_field) or t.allowed not in peran or t.action in dilihat:
			continue
		isian = _list_isian(doc.meta, t.condition, isi)
		if isian is None:
			continue
		dilihat.add(t.action)
		hasil.append(
			{"aksi": t.action, "ke": t.next_state, "tahap": status.get(t.next_state), "isian": isian}
		)
	return hasil


def _list_isian(meta, syarat: str | None, isi: dict) -> list[str] | None:
	"""The fewest notes and files that make the condition true when filled; None when none do."""
	disebut = set(DIBACA.findall(syarat or ""))
	kosong = {
		f.fieldname: None
		for f in meta.fields
		if f.fieldname in disebut
		and not (f.read_only or f.hidden)
		and (f.fieldtype in CATATAN or (f.fieldtype in SEKALI and not isi.get(f.fieldname)))
	}
	for banyak in range(len(kosong) + 1):
		for isian in combinations(kosong, banyak):
			if _holds(syarat, {**isi, **kosong, **dict.fromkeys(isian, "isi")}):
				return list(isian)
	return None


def _holds(syarat: str | None, isi: dict) -> bool:
	if not syarat:
		return True
	return bool(frappe.safe_eval(syarat, get_workflow_safe_globals(), {"doc": frappe._dict(isi)}))
