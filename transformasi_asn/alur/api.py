"""Steps of a workflow as the desk offers them, whatever the admin called the states."""

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow, get_workflow, get_workflow_safe_globals

from transformasi_asn.alur.mixin import LangkahTidakTersediaError
from transformasi_asn.alur.penjaga import governed_doctypes

# Text fields that a step's condition may ask for; core's menu hides such a step until they are filled.
ISIAN_LANGKAH = ("laporan", "alasan")
LAMPIRAN = {"laporan": "lampiran_laporan"}


@frappe.whitelist()
def list_doctype() -> list[str]:
	"""The DocTypes whose workflow has stages."""
	return governed_doctypes()


@frappe.whitelist()
def list_langkah(doctype: str, name: str) -> list[dict]:
	"""The steps open to the user: {aksi, ke, tahap, isian, butuh}.

	isian: the text field that the step's condition reads. butuh: the same, while that field is empty.
	"""
	doc = _get(doctype, name)
	return _steps_of(doc) if frappe.has_permission(doctype, "write", doc=doc) else []


@frappe.whitelist(methods=["POST"])
def ambil_langkah(
	doctype: str, name: str, aksi: str, isian: str, teks: str, lampiran: str | None = None
) -> dict:
	"""Fill the text field that a step asks for and take the step, both or neither; returns the new state.

	Where the field goes with a file, the file alone is enough.
	"""
	doc = _get(doctype, name)
	doc.check_permission("write")
	langkah = next((s for s in _steps_of(doc) if s["aksi"] == aksi), None)
	if not langkah or langkah["isian"] != isian:
		frappe.throw(
			_("Langkah {0} tidak tersedia bagi Anda pada status ini. Muat ulang halaman.").format(
				frappe.bold(frappe.utils.escape_html(aksi))
			),
			LangkahTidakTersediaError,
			title=_("Langkah Tidak Tersedia"),
		)
	berkas = lampiran if doc.meta.has_field(LAMPIRAN.get(isian, "")) else None
	if berkas and not teks.strip():
		# the file says it all
		teks = _("Lihat berkas hasil.")
	if not teks.strip():
		frappe.throw(
			_("Isi {0} dahulu.").format(_(doc.meta.get_label(isian))),
			frappe.MandatoryError,
			title=_("Belum Diisi"),
		)
	doc.set(isian, teks.strip())
	if berkas:
		doc.set(LAMPIRAN[isian], berkas)
	doc.save()
	doc = apply_workflow(doc, aksi)
	return {"status": doc.workflow_state, "tahap": doc.tahap}


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
	kosong = {field: None for field in ISIAN_LANGKAH if doc.meta.has_field(field)}
	status = {row.state: row.update_value for row in alur.states}
	hasil, dilihat = [], set()
	for t in alur.transitions:
		if t.state != doc.get(alur.workflow_state_field) or t.allowed not in peran or t.action in dilihat:
			continue
		isian = _read_field(t.condition, isi, kosong)
		if isian is None:
			continue
		dilihat.add(t.action)
		hasil.append(
			{
				"aksi": t.action,
				"ke": t.next_state,
				"tahap": status.get(t.next_state),
				"isian": isian or None,
				"butuh": isian if isian and not (doc.get(isian) or "").strip() else None,
			}
		)
	return hasil


def _read_field(syarat: str | None, isi: dict, kosong: dict) -> str | None:
	"""The text field that makes the condition true when filled; "" when it needs none, None when it fails."""
	if _holds(syarat, {**isi, **kosong}):
		return ""
	return next((field for field in kosong if _holds(syarat, {**isi, **kosong, field: "isi"})), None)


def _holds(syarat: str | None, isi: dict) -> bool:
	if not syarat:
		return True
	return bool(frappe.safe_eval(syarat, get_workflow_safe_globals(), {"doc": frappe._dict(isi)}))
