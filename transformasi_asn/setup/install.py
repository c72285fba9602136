"""Installation and removal of the app, in explicit steps that may be repeated."""

import frappe
from frappe.query_builder import DocType

from transformasi_asn.disposisi.agenda import AWALAN_SERI
from transformasi_asn.setup import muatan


def before_install() -> None:
	muatan.check_fixtures()


def after_install() -> None:
	muatan.load_all()


def before_uninstall() -> None:
	"""Take away what the app left outside its own DocTypes; core drops those right after."""
	doctypes = own_doctypes()
	remove_workflows(doctypes)
	remove_unused("Workflow State", "workflow_state", _states_in_use())
	remove_unused("Workflow Action Master", "workflow_action_master", _actions_in_use())
	remove_traces(doctypes)
	remove_roles(doctypes)


def own_doctypes() -> list[str]:
	modules = frappe.get_all("Module Def", filters={"app_name": "transformasi_asn"}, pluck="name")
	return frappe.get_all("DocType", filters={"module": ("in", modules)}, pluck="name")


def remove_workflows(doctypes: list[str]) -> None:
	"""Also those an admin made for our DocTypes: without the DocType they can only fail."""
	for nama in frappe.get_all("Workflow", filters={"document_type": ("in", doctypes)}, pluck="name"):
		frappe.delete_doc("Workflow", nama, force=True, ignore_permissions=True)


def remove_unused(doctype: str, berkas: str, terpakai: set[str]) -> None:
	"""Of the states and actions that we ship, leave those which another app's workflow uses."""
	for record in muatan.read_records(berkas):
		(nama,) = (nilai for kunci, nilai in record.items() if kunci.endswith("_name"))
		if nama not in terpakai and frappe.db.exists(doctype, nama):
			frappe.delete_doc(doctype, nama, force=True, ignore_permissions=True)


def remove_traces(doctypes: list[str]) -> None:
	"""Notices and comments about documents that go; their files stay, detached and private."""
	for tempat, field in (("Notification Log", "document_type"), ("Comment", "reference_doctype")):
		frappe.db.delete(tempat, {field: ("in", doctypes)})
	berkas = DocType("File")
	(
		frappe.qb.update(berkas)
		.set(berkas.attached_to_doctype, None)
		.set(berkas.attached_to_name, None)
		.set(berkas.attached_to_field, None)
		.where(berkas.attached_to_doctype.isin(doctypes))
		.run()
	)
	seri = DocType("Series")
	frappe.qb.from_(seri).delete().where(seri.name.like(f"{AWALAN_SERI}%")).run()


def remove_roles(doctypes: list[str]) -> None:
	"""Our roles go, unless permissions of another app's DocType rest on them."""
	for record in muatan.read_records("role"):
		peran = record["role_name"]
		dipakai_lain = any(
			frappe.db.exists(tabel, {"role": peran, "parent": ("not in", doctypes)})
			for tabel in ("DocPerm", "Custom DocPerm")
		)
		if not dipakai_lain and frappe.db.exists("Role", peran):
			frappe.db.delete("Has Role", {"role": peran})
			frappe.db.delete("Custom DocPerm", {"role": peran})
			frappe.delete_doc("Role", peran, force=True, ignore_permissions=True)
	frappe.clear_cache()


def _states_in_use() -> set[str]:
	return set(frappe.get_all("Workflow Document State", filters={"parenttype": "Workflow"}, pluck="state"))


def _actions_in_use() -> set[str]:
	return set(frappe.get_all("Workflow Transition", filters={"parenttype": "Workflow"}, pluck="action"))
