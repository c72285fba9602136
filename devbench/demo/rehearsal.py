"""Walks the tour that is printed at the end, to be sure that it can be walked, and undoes it."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from devbench.demo.play import ACCEPT, REPORT
from devbench.demo.stage import Stage


def rehearse_tour(stage: Stage, letters: dict[str, str]) -> bool:
	"""Whether each click of the tour has the effect that the tour promises."""
	by_role = {story.wisata: letters.get(story.kode) for story in stage.script.cerita if story.wisata}
	if not all(by_role.values()):
		return False
	cast = stage.script.raw["wisata"]
	try:
		return _walk(stage, cast, by_role)
	finally:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		frappe.clear_cache()


def _walk(stage: Stage, cast: dict[str, str], letters: dict[str, str]) -> bool:
	frappe.set_user(stage.user(cast["sekda"]))
	first = _dispose(letters["sekda"], "Pegawai ASN", stage.person(cast["pelaksana"]))
	frappe.set_user(stage.user(cast["pelaksana"]))
	task = frappe.get_doc("Tugas", first.penerima[0].tugas)
	apply_workflow(task, ACCEPT)
	task.reload()
	task.laporan = "Konsep disampaikan."
	task.save()
	apply_workflow(task, REPORT)
	frappe.set_user(stage.user(cast["kepala"]))
	before = _dispose(letters["sebelum"], "Jabatan", f"{cast['kepala']}.B1")
	rules = frappe.get_doc("Aturan Pola Kerja", cast["kepala"].removeprefix("KA-"))
	rules.baris[0].aktif = 1
	rules.save()
	after = _dispose(letters["sesudah"], "Pegawai ASN", stage.person(cast["pelaksana_baru"]))
	return (_pola(first), _pola(before), _pola(after)) == (
		"Fungsional Individu",
		"Struktural",
		"Fungsional Individu",
	)


def _dispose(letter: str, kind: str, recipient: str) -> Any:
	row = {"jenis_penerima": kind, "penerima": recipient, "instruksi": "Tindak lanjuti"}
	order = frappe.get_doc({"doctype": "Disposisi", "naskah": letter, "penerima": [row]}).insert()
	order.submit()
	return order


def _pola(order: Any) -> str:
	return frappe.db.get_value("Penetapan Pola", order.penetapan, "pola")
