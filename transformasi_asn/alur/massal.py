"""Many new documents of one workflow in one act."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import frappe
from frappe.model.workflow import get_workflow
from frappe.utils import now

from transformasi_asn import basisdata

KOLOM = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"status",
	"reference_doctype",
	"reference_name",
	"workflow_state",
)


@contextmanager
def insert_together(doctype: str, names: Sequence[str]) -> Iterator[None]:
	"""Within it, insert new documents of `doctype` under these names, all in the workflow's first state.

	At each insert core looks up which Workflow Actions to offer: three reads and one for each way out of
	the state, to find that all of them lead to optional states and none is offered. It skips a document
	that has one already, so one row per name stands in for it here, in this transaction only.
	"""
	alur = get_workflow(doctype)
	if len(names) < 2 or alur.send_email_alert or not all(s.is_optional_state for s in alur.states):
		yield
		return
	waktu, siapa = now(), frappe.session.user
	wakil = {nama: frappe.generate_hash(length=10) for nama in names}
	basisdata.insert_rows(
		"Workflow Action",
		KOLOM,
		[
			(w, waktu, waktu, siapa, siapa, "Completed", doctype, nama, alur.states[0].state)
			for nama, w in wakil.items()
		],
	)
	yield
	# Only on success: a failed order takes its rows with it.
	frappe.db.delete("Workflow Action", {"name": ("in", list(wakil.values()))})
