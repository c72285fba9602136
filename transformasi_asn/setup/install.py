"""Installation and removal of the app, in explicit steps that may be repeated."""

import frappe
from frappe.query_builder import DocType
from frappe.utils import now

from transformasi_asn import basisdata
from transformasi_asn.disposisi import indeks, tasks
from transformasi_asn.disposisi.agenda import AWALAN_SERI
from transformasi_asn.setup import muatan

# What core keeps about a DocType outside it: rows of the first whose field names one of ours.
JEJAK: tuple[tuple[str, str], ...] = (
	("Activity Log", "reference_doctype"),
	("Assignment Rule", "document_type"),
	("Auto Repeat", "reference_doctype"),
	("Calendar View", "reference_doctype"),
	("Client Script", "dt"),
	("Comment", "reference_doctype"),
	("Custom DocPerm", "parent"),
	("Custom Field", "dt"),
	("Custom Role", "ref_doctype"),
	("Dashboard Chart", "document_type"),
	("Data Import", "reference_doctype"),
	("Deleted Document", "deleted_doctype"),
	("DocShare", "share_doctype"),
	("Document Follow", "ref_doctype"),
	("Document Naming Rule", "document_type"),
	("Document Share Key", "reference_doctype"),
	("Global Search DocType", "document_type"),
	("Kanban Board", "reference_doctype"),
	("List Filter", "reference_doctype"),
	("List View Settings", "name"),
	("Milestone", "reference_type"),
	("Milestone Tracker", "document_type"),
	("Notification", "document_type"),
	("Notification Log", "document_type"),
	("Notification Subscribed Document", "document"),
	("Number Card", "document_type"),
	("Print Format", "doc_type"),
	("Property Setter", "doc_type"),
	("Reminder", "reminder_doctype"),
	("Report", "ref_doctype"),
	("Server Script", "reference_doctype"),
	("Singles", "doctype"),
	("Tag Link", "document_type"),
	("ToDo", "reference_type"),
	("User Permission", "allow"),
	("User Permission", "applicable_for"),
	("Version", "ref_doctype"),
	("View Log", "reference_doctype"),
	("Web Form", "doc_type"),
	("Webhook", "webhook_doctype"),
	("Workflow Action", "reference_doctype"),
)
# Where something of another app may rest on a role, besides permissions and `Has Role`.
PEMAKAI_PERAN: tuple[tuple[str, str], ...] = (
	("LDAP Group Mapping", "erpnext_role"),
	("Notification Recipient", "receiver_by_role"),
	("Portal Menu Item", "role"),
	("User Type", "role"),
	("Workflow Document State", "allow_edit"),
	("Workflow Transition", "allowed"),
)


def before_install() -> None:
	muatan.check_fixtures()


def after_install() -> None:
	muatan.load_all()
	add_indexes()
	# the first sweep comes within a quarter of an hour
	tasks.beat(tasks.SAPU_TENGGAT, terakhir_selesai=now())


def add_indexes() -> None:
	basisdata.add_field_indexes(own_tables())
	indeks.make_table()


def before_uninstall() -> None:
	"""Take away what the app left outside its own DocTypes; core drops those right after."""
	modules = own_modules()
	doctypes = frappe.get_all("DocType", filters={"module": ("in", modules)}, pluck="name")
	remove_workflows(doctypes)
	remove_unused("Workflow State", "workflow_state", _states_in_use())
	remove_unused("Workflow Action Master", "workflow_action_master", _actions_in_use())
	remove_traces(doctypes)
	remove_page_roles(modules)
	detach_files(doctypes)
	remove_series()
	indeks.drop_table()
	remove_roles(doctypes, modules)
	frappe.clear_cache()


def own_modules() -> list[str]:
	return frappe.get_all("Module Def", filters={"app_name": "transformasi_asn"}, pluck="name")


def own_tables() -> list[str]:
	"""Our DocTypes that have a table."""
	saring = {"module": ("in", own_modules()), "issingle": 0, "is_virtual": 0}
	return frappe.get_all("DocType", filters=saring, pluck="name")


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
	"""Everybody's rows, not only those of our roles: one that stays would rule over the next installation."""
	for tempat, field in JEJAK:
		if frappe.db.table_exists(tempat):
			_remove_rows(tempat, field, doctypes)
	frappe.db.delete("__UserSettings", {"doctype": ("in", doctypes)})


def remove_page_roles(modules: list[str]) -> None:
	"""The roles that an admin chose for our pages; core takes the pages themselves."""
	halaman = frappe.get_all("Page", filters={"module": ("in", modules)}, pluck="name")
	if halaman:
		_remove_rows("Custom Role", "page", halaman)


def _remove_rows(tempat: str, field: str, nilai: list[str]) -> None:
	if tempat != "Singles":
		for tabel in frappe.get_meta(tempat).get_table_fields():
			induk = frappe.get_all(tempat, filters={field: ("in", nilai)}, pluck="name")
			if induk:
				frappe.db.delete(tabel.options, {"parenttype": tempat, "parent": ("in", induk)})
	frappe.db.delete(tempat, {field: ("in", nilai)})


def detach_files(doctypes: list[str]) -> None:
	"""Files stay, private, without the document that goes."""
	berkas = DocType("File")
	(
		frappe.qb.update(berkas)
		.set(berkas.attached_to_doctype, None)
		.set(berkas.attached_to_name, None)
		.set(berkas.attached_to_field, None)
		.where(berkas.attached_to_doctype.isin(doctypes))
		.run()
	)


def remove_series() -> None:
	seri = DocType("Series")
	frappe.qb.from_(seri).delete().where(seri.name.like(f"{AWALAN_SERI}%")).run()


def remove_roles(doctypes: list[str], modules: list[str]) -> None:
	"""Our roles go; one that something of another app rests on stays, with the users who have it."""
	for record in muatan.read_records("role"):
		peran = record["role_name"]
		if frappe.db.exists("Role", peran) and not is_used_elsewhere(peran, doctypes, modules):
			frappe.db.delete("Has Role", {"role": peran})
			frappe.delete_doc("Role", peran, force=True, ignore_permissions=True)


def is_used_elsewhere(peran: str, doctypes: list[str], modules: list[str]) -> bool:
	"""To be asked when our workflows and traces are gone."""
	if any(
		frappe.db.exists(tabel, {"role": peran, "parent": ("not in", doctypes)})
		for tabel in ("DocPerm", "Custom DocPerm")
	):
		return True
	if any(
		frappe.db.table_exists(tabel) and frappe.db.exists(tabel, {field: peran})
		for tabel, field in PEMAKAI_PERAN
	):
		return True
	pemilik = frappe.get_all(
		"Has Role", filters={"role": peran, "parenttype": ("!=", "User")}, fields=["parenttype", "parent"]
	)
	return any(not _is_ours(p.parenttype, p.parent, modules) for p in pemilik)


def _is_ours(doctype: str, nama: str, modules: list[str]) -> bool:
	return (
		frappe.get_meta(doctype).has_field("module")
		and frappe.db.get_value(doctype, nama, "module") in modules
	)


def _states_in_use() -> set[str]:
	return set(frappe.get_all("Workflow Document State", filters={"parenttype": "Workflow"}, pluck="state"))


def _actions_in_use() -> set[str]:
	return set(frappe.get_all("Workflow Transition", filters={"parenttype": "Workflow"}, pluck="action"))
