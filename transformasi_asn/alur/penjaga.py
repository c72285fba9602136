"""Guards of the Workflow form for the DocTypes whose code reads `tahap`.

Admins may rename, add and rearrange states; what they cannot do by mistake is leave a state
without a stage or take away one that documents are in.
"""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import (
	FIELD_TAHAP,
	SEMUA_TAHAP,
	Status,
	Tahap,
	find_renames,
	find_vanished,
	find_without_tahap,
)

FIELD_STATUS = "workflow_state"


class StatusTanpaTahapError(frappe.ValidationError):
	pass


class StatusMasihDipakaiError(frappe.ValidationError):
	pass


class AlurHarusAktifError(frappe.ValidationError):
	pass


def governed_doctypes() -> list[str]:
	"""The DocTypes whose workflow is guarded (each module names its own in the hook `doctype_beralur`)."""
	return frappe.get_hooks("doctype_beralur")


def before_validate(workflow, method=None) -> None:
	"""Carry a state's new name into the transitions, so that one change in the table is enough."""
	if workflow.document_type not in governed_doctypes():
		return
	renames = find_renames(_statuses_before(workflow), _statuses(workflow))
	for langkah in workflow.transitions:
		langkah.state = renames.get(langkah.state, langkah.state)
		langkah.next_state = renames.get(langkah.next_state, langkah.next_state)
	workflow.workflow_state_field = FIELD_STATUS
	workflow.send_email_alert = 0
	for baris in workflow.states:
		# A state that is not optional makes core write a Workflow Action that every holder of the role can list.
		baris.is_optional_state = 1


def validate(workflow, method=None) -> None:
	if workflow.document_type not in governed_doctypes():
		return
	_refuse_states_without_tahap(workflow)
	_refuse_first_state_that_is_not_new(workflow)
	if workflow.is_active:
		_refuse_vanished_states(workflow)
	else:
		_refuse_to_leave_without_workflow(workflow)


def on_update(workflow, method=None) -> None:
	"""Documents follow: a renamed state by one UPDATE per name, a state's new stage likewise."""
	if workflow.document_type not in governed_doctypes() or not workflow.is_active:
		return
	tabel = DocType(workflow.document_type)
	with basisdata.retryable(workflow.document_type):
		for lama, baru in find_renames(_statuses_before(workflow), _statuses(workflow)).items():
			frappe.qb.update(tabel).set(FIELD_STATUS, baru).where(tabel[FIELD_STATUS] == lama).run()
		for status in _statuses(workflow):
			(
				frappe.qb.update(tabel)
				.set(FIELD_TAHAP, status.tahap)
				.where((tabel[FIELD_STATUS] == status.nama) & (tabel[FIELD_TAHAP] != status.tahap))
				.run()
			)


def on_trash(workflow, method=None) -> None:
	if workflow.document_type in governed_doctypes() and workflow.is_active and not frappe.flags.in_uninstall:
		_throw_must_stay_active(workflow)


def _statuses(workflow) -> list[Status]:
	return [
		Status(baris.name or "", baris.idx, baris.state, baris.update_field, baris.update_value)
		for baris in workflow.states
	]


def _statuses_before(workflow) -> list[Status]:
	sebelum = workflow.get_doc_before_save()
	return _statuses(sebelum) if sebelum else []


def _refuse_states_without_tahap(workflow) -> None:
	kurang = find_without_tahap(_statuses(workflow))
	if not kurang:
		return
	usul = "".join(
		"<li>"
		+ _("Baris {0}, {1}: usul {2}").format(
			status.nomor, frappe.bold(frappe.utils.escape_html(status.nama)), frappe.bold(tahap.value)
		)
		+ "</li>"
		for status, tahap in kurang
	)
	frappe.throw(
		_(
			"Setiap status harus menyebut tahapnya: isi Update Field dengan {0} dan Update Value dengan salah satu dari {1}."
		).format(frappe.bold(FIELD_TAHAP), ", ".join(SEMUA_TAHAP))
		+ f"<ul>{usul}</ul>",
		StatusTanpaTahapError,
		title=_("Status Tanpa Tahap"),
	)


def _refuse_first_state_that_is_not_new(workflow) -> None:
	pertama = _statuses(workflow)[0] if workflow.states else None
	if pertama and pertama.tahap != Tahap.BARU.value:
		frappe.throw(
			_(
				"Status pertama ({0}) adalah tempat setiap dokumen baru mulai, jadi tahapnya harus {1}."
			).format(frappe.bold(frappe.utils.escape_html(pertama.nama)), frappe.bold(Tahap.BARU.value)),
			StatusTanpaTahapError,
			title=_("Status Pertama"),
		)


def count_per_status(doctype: str) -> dict[str, int]:
	"""State → number of documents in it."""
	tabel = DocType(doctype)
	return dict(
		frappe.qb.from_(tabel)
		.select(tabel[FIELD_STATUS], Count("*"))
		.where(tabel[FIELD_STATUS] != "")
		.groupby(tabel[FIELD_STATUS])
		.run()
	)


def _refuse_vanished_states(workflow) -> None:
	jumlah = count_per_status(workflow.document_type)
	renames = find_renames(_statuses_before(workflow), _statuses(workflow))
	hilang = find_vanished(jumlah, _statuses(workflow), renames)
	if not hilang:
		return
	daftar = "".join(
		"<li>"
		+ _("{0}: {1} dokumen").format(frappe.bold(frappe.utils.escape_html(nama)), jumlah[nama])
		+ "</li>"
		for nama in hilang
	)
	frappe.throw(
		_("Status berikut masih dipakai dan tidak boleh hilang dari alur:")
		+ f"<ul>{daftar}</ul>"
		+ _(
			"Jalan keluar: ganti namanya langsung di barisnya (dokumennya ikut pindah), atau pindahkan dulu dokumen-dokumen itu ke status lain dengan Pemindahan Status."
		),
		StatusMasihDipakaiError,
		title=_("Status Masih Dipakai"),
	)


def _refuse_to_leave_without_workflow(workflow) -> None:
	lain = frappe.db.exists(
		"Workflow",
		{"document_type": workflow.document_type, "is_active": 1, "name": ("!=", workflow.name or "")},
	)
	sebelum = workflow.get_doc_before_save()
	if sebelum and sebelum.is_active and not lain:
		_throw_must_stay_active(workflow)


def _throw_must_stay_active(workflow) -> None:
	frappe.throw(
		_(
			"{0} memerlukan satu alur yang aktif. Aktifkan dulu alur penggantinya; alur ini lalu padam sendiri."
		).format(_(workflow.document_type)),
		AlurHarusAktifError,
		title=_("Alur Harus Aktif"),
	)
