"""Bring states and steps that a later version ships into the workflow a site already has."""

from collections.abc import Sequence

import frappe

from transformasi_asn.setup import muatan


def add_steps(alur: str, aksi: set[str]) -> bool:
	"""Add the shipped steps with these actions, the states they lead to, and the ways out of those.

	An admin's workflow keeps what it has; a step from or to a state that he renamed is left to him. Returns
	whether anything was added.
	"""
	for nama, kunci in (
		("workflow_state", "workflow_state_name"),
		("workflow_action_master", "workflow_action_name"),
	):
		muatan.load_file(nama, (kunci,))
	if not frappe.db.exists("Workflow", alur):
		return False
	(kiriman,) = [r for r in muatan.read_records("workflow") if r["workflow_name"] == alur]
	doc = frappe.get_doc("Workflow", alur)
	baru, tambah = _missing(doc, kiriman, aksi)
	if not tambah:
		return False
	for s in kiriman["states"]:
		if s["state"] in baru:
			doc.append("states", s)
	for t in tambah:
		doc.append("transitions", t)
	doc.flags.ignore_permissions = True
	doc.save()
	return True


def replace_unchanged(alur: str, aksi: Sequence[str]) -> bool:
	"""Give a workflow that nobody has changed the states and steps that are shipped now.

	Nobody has when its steps have exactly these actions, one each, between states that are shipped.

	States that stay keep their rows, so documents stay where they are. Returns whether it was replaced.
	"""
	muatan.load_file("workflow_state", ("workflow_state_name",))
	muatan.load_file("workflow_action_master", ("workflow_action_name",))
	if not frappe.db.exists("Workflow", alur):
		return False
	doc = frappe.get_doc("Workflow", alur)
	(kiriman,) = [r for r in muatan.read_records("workflow") if r["workflow_name"] == alur]
	dikirim = {s["state"] for s in kiriman["states"]}
	if sorted(t.action for t in doc.transitions) != sorted(aksi) or {s.state for s in doc.states} - dikirim:
		return False
	ada = {s.state: s for s in doc.states}
	doc.states = []
	for s in kiriman["states"]:
		doc.append("states", ada.get(s["state"], s))
	doc.set("transitions", kiriman["transitions"])
	doc.flags.ignore_permissions = True
	doc.save()
	return True


def _missing(doc, kiriman: dict, aksi: set[str]) -> tuple[set[str], list[dict]]:
	"""New states and steps. A shipped state is new when only the steps asked for lead to it."""
	dikenal = {s.state for s in doc.states}
	ada = {(t.state, t.action, t.next_state) for t in doc.transitions}
	lama = {t["next_state"] for t in kiriman["transitions"] if t["action"] not in aksi}
	baru = {
		t["next_state"]
		for t in kiriman["transitions"]
		if t["action"] in aksi and t["state"] in dikenal and t["next_state"] not in lama | dikenal
	}
	tambah = [
		t
		for t in kiriman["transitions"]
		if (t["action"] in aksi or t["state"] in baru)
		and {t["state"], t["next_state"]} <= dikenal | baru
		and (t["state"], t["action"], t["next_state"]) not in ada
	]
	return baru, tambah
