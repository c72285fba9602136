"""What every DocType under one of our workflows shares."""

import re

import frappe
from frappe import _
from frappe.model.workflow import get_transitions, get_workflow, get_workflow_name

from transformasi_asn.alur.domain import FIELD_TAHAP, TAHAP_TERBUKA

# fields of the document that a step's condition reads
DIBACA = re.compile(r"\bdoc\.(\w+)")


class AlurBelumAdaError(frappe.ValidationError):
	pass


class LangkahTidakTersediaError(frappe.ValidationError):
	pass


class AlurMixin:
	"""Keeps `tahap` equal to what the workflow says of `workflow_state`, whatever the caller sent."""

	def settle_tahap(self) -> None:
		"""Call it in `validate`, which core runs before its own workflow check."""
		statuses = get_states(self.doctype)
		if not self.workflow_state:
			self.workflow_state = next(iter(statuses))
		# An unknown state is left to core, whose check names it.
		if self.workflow_state in statuses:
			self.set(FIELD_TAHAP, statuses[self.workflow_state])

	def _validate_links(self) -> None:
		"""Core asks after every link at every save; one that stands as it was stored needs no second asking.

		What a record links to cannot be deleted, and the states are those of the workflow.
		"""
		if self.has_new_links():
			super()._validate_links()

	def has_new_links(self) -> bool:
		"""True when this save sets a link, of its own or of a row, that the stored document does not have."""
		sebelum = self.get_doc_before_save()
		if not sebelum or self.meta.get_table_fields():
			return True
		baru = {
			f.fieldname
			for f in self.meta.get_link_fields()
			if self.get(f.fieldname) != sebelum.get(f.fieldname)
		}
		if self.get("workflow_state") in get_states(self.doctype):
			baru.discard("workflow_state")
		return bool(baru)

	@property
	def is_open(self) -> bool:
		return self.tahap in TAHAP_TERBUKA

	def has_moved(self) -> bool:
		"""True when this save changes the state (or is the first)."""
		sebelum = self.get_doc_before_save()
		return not sebelum or sebelum.workflow_state != self.workflow_state


def get_states(doctype: str) -> dict[str, str]:
	"""State name → stage of the active workflow of a DocType, in the workflow's order."""
	if not get_workflow_name(doctype):
		frappe.throw(
			_("{0} tidak punya alur kerja yang aktif. Aktifkan satu di Workflow.").format(_(doctype)),
			AlurBelumAdaError,
		)
	return {row.state: row.update_value for row in get_workflow(doctype).states}


def find_step(doc, tahap: str, meminta: str | None = None) -> str | None:
	"""The state of stage `tahap` that the acting user can take `doc` to, None when there is none.

	Of several the first, one that asks for the field `meminta` before the others.
	"""
	statuses = get_states(doc.doctype)
	langkah = [step for step in get_transitions(doc) if statuses.get(step["next_state"]) == tahap]
	if meminta:
		langkah.sort(key=lambda step: meminta not in DIBACA.findall(step.get("condition") or ""))
	return langkah[0]["next_state"] if langkah else None


def move_with_reason(doc, tahap: str, alasan: str) -> None:
	"""`move_to_tahap` where the step asks for a reason: core asks the stored document, so it is stored first."""
	frappe.db.set_value(doc.doctype, doc.name, "alasan", alasan, update_modified=False)
	doc.alasan = alasan
	move_to_tahap(doc, tahap, "alasan")


def move_to_tahap(doc, tahap: str, meminta: str | None = None) -> None:
	"""Take the first step open to the acting user that leads to `tahap` (see `find_step`), and save.

	Raises LangkahTidakTersediaError when the workflow offers this user no such step.
	"""
	tujuan = find_step(doc, tahap, meminta)
	if not tujuan:
		frappe.throw(
			_("{0} {1} berada pada status {2}; dari sana tidak ada langkah Anda menuju tahap {3}.").format(
				_(doc.doctype),
				frappe.utils.escape_html(doc.get_title() or doc.name),
				frappe.bold(doc.workflow_state),
				frappe.bold(tahap),
			),
			LangkahTidakTersediaError,
			title=_("Langkah Tidak Tersedia"),
		)
	doc.workflow_state = tujuan
	doc.save()
