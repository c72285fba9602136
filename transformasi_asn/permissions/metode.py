"""Whitelisted methods of core that read rows without asking the permission hooks, answered here instead.

Each stands in for the core method of the same name (hook `override_whitelisted_methods`): for a guarded
DocType it answers by permission or refuses, for any other it hands on to core. The core functions are
called through their modules and never imported by name: a second name would be a second address under
which `/api/method/...` reaches the original.
"""

import re

import frappe
import frappe.client
import frappe.desk.doctype.dashboard_chart.dashboard_chart
import frappe.desk.doctype.kanban_board.kanban_board
import frappe.desk.form.linked_with
import frappe.desk.form.utils
import frappe.desk.query_report
import frappe.desk.search
import frappe.desk.treeview
import frappe.model.mapper
import frappe.website.doctype.web_form.web_form
import frappe.workflow.doctype.workflow.workflow
from frappe import _

from transformasi_asn import compat
from transformasi_asn.permissions.kriteria import ANAK, TABEL_DIJAGA, TERTUTUP, can_see


class PintuTertutupError(frappe.PermissionError):
	pass


def refuse(doctype: str) -> None:
	frappe.throw(
		_("{0} tidak dapat dibaca lewat cara ini.").format(_(doctype)),
		PintuTertutupError,
		title=_("Tidak Tersedia"),
	)


def _ask_core(fungsi, lain: dict, **isian):
	"""Hand on to core, with those of the caller's other arguments that its version knows."""
	return frappe.call(fungsi, **{**lain, **isian})


def resolve(metode: str) -> str:
	"""The method that answers to this name, as core's request handler finds it."""
	return next(iter(frappe.get_hooks("override_whitelisted_methods", {}).get(metode, [])), metode)


# -- one document, counts and totals -----------------------------------------------------------


@frappe.whitelist()
def get_count(doctype: str, filters=None, debug: bool = False, cache: bool = False):
	"""`frappe.client.get_count`, which core answers without asking for row permissions."""
	if doctype in TERTUTUP and not frappe.has_permission(doctype, "read"):
		refuse(doctype)
	if doctype not in TABEL_DIJAGA:
		return frappe.client.get_count(doctype, filters, debug, cache)
	return compat.count_permitted(doctype, frappe.parse_json(filters), parent_doctype=ANAK.get(doctype))


@frappe.whitelist()
def get(doctype: str, name=None, filters=None, parent: str | None = None):
	"""`frappe.client.get`: core tells by its error whether some row fits the filters."""
	if doctype in TABEL_DIJAGA and not isinstance(name, str):
		cocok = frappe.get_list(
			doctype,
			filters=frappe.parse_json(filters or name),
			parent_doctype=parent,
			pluck="name",
			limit_page_length=1,
		)
		if not cocok:
			raise frappe.DoesNotExistError
		name, filters = cocok[0], None
	return frappe.client.get(doctype, name, filters, parent)


@frappe.whitelist()
def get_next(doctype: str, value: str, prev: int, **lain):
	"""`get_next` of the form: core compares with the values of a row that the user need not see."""
	if doctype in TABEL_DIJAGA and not (isinstance(value, str) and can_see(doctype, value)):
		refuse(doctype)
	return _ask_core(frappe.desk.form.utils.get_next, lain, doctype=doctype, value=value, prev=prev)


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states):
	"""`get_workflow_state_count` of the Workflow form: core groups all rows by any field that is asked for."""
	if doctype in TABEL_DIJAGA:
		if "System Manager" not in frappe.get_roles() or workflow_state_field != "workflow_state":
			refuse(doctype)
	return frappe.workflow.doctype.workflow.workflow.get_workflow_state_count(
		doctype, workflow_state_field, states
	)


@frappe.whitelist()
def get_chart(**isian):
	"""`dashboard_chart.get`: core counts for a heatmap without permission, on a chart as sent by the caller."""
	bagan = frappe.parse_json(isian.get("chart")) or {}
	if isian.get("chart_name"):
		bagan = frappe.get_cached_doc("Dashboard Chart", isian["chart_name"])
	for kunci in ("document_type", "parent_document_type"):
		if bagan.get(kunci) in TABEL_DIJAGA:
			refuse(bagan.get(kunci))
	refuse_raw_filters({"filters": bagan.get("filters_json")})
	return _ask_core(frappe.desk.doctype.dashboard_chart.dashboard_chart.get, isian)


# -- boards --------------------------------------------------------------------------------------
# Core keeps the names of all cards on the board, which everybody reads, and tells by its answer in which
# column a card stands that the user does not see. On guarded DocTypes a board stores no order at all.


def _open_board(board_name: str):
	"""The board of a guarded DocType; None for all others, which are core's."""
	doctype = frappe.db.get_value("Kanban Board", board_name, "reference_doctype")
	return frappe.get_doc("Kanban Board", board_name) if doctype in TABEL_DIJAGA else None


@frappe.whitelist()
def update_order(board_name: str, order):
	"""`kanban_board.update_order`."""
	papan = _open_board(board_name)
	return (
		(papan, [])
		if papan
		else frappe.desk.doctype.kanban_board.kanban_board.update_order(board_name, order)
	)


@frappe.whitelist()
def add_card(board_name: str, docname: str, colname: str):
	"""`kanban_board.add_card`."""
	return _open_board(board_name) or frappe.desk.doctype.kanban_board.kanban_board.add_card(
		board_name, docname, colname
	)


@frappe.whitelist()
def move_card(board_name: str, docname: str, from_colname: str, to_colname: str, old_index, new_index):
	"""`kanban_board.update_order_for_single_card`: the card is saved as from its form, and nothing else."""
	papan = _open_board(board_name)
	if not papan:
		return frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card(
			board_name, docname, from_colname, to_colname, old_index, new_index
		)
	if from_colname != to_colname:
		kartu = frappe.get_doc(papan.reference_doctype, docname)
		kartu.check_permission("write")
		kartu.set(papan.field_name, to_colname)
		kartu.save()
	return papan


# -- links -------------------------------------------------------------------------------------


@frappe.whitelist()
def get_linked(doctype: str, docname: str):
	"""`linked_with.get`: early v15 lists linking rows of every DocType to everybody; later ones refuse the
	whole list to who may not read one of the linking DocTypes."""
	hasil = {}
	for penaut, cara in frappe.desk.form.linked_with.get_linked_doctypes(doctype).items():
		pesan = list(frappe.local.message_log)
		try:
			hasil |= frappe.desk.form.linked_with.get_linked_docs(doctype, docname, {penaut: cara})
		except frappe.PermissionError:
			frappe.local.message_log = pesan
	for dijaga in TABEL_DIJAGA & hasil.keys():
		hasil[dijaga] = [baris for baris in hasil[dijaga] if _may_list(dijaga, baris.name)]
		if not hasil[dijaga]:
			del hasil[dijaga]
	return hasil


@frappe.whitelist()
def get_submitted_linked_docs(doctype: str, name: str, **lain):
	"""`linked_with.get_submitted_linked_docs`: the names of orders only to who sees them."""
	hasil = _ask_core(
		frappe.desk.form.linked_with.get_submitted_linked_docs, lain, doctype=doctype, name=name
	)
	hasil["docs"] = [
		d for d in hasil["docs"] if d["doctype"] not in TABEL_DIJAGA or _may_list(d["doctype"], d["name"])
	]
	hasil["count"] = len(hasil["docs"])
	return hasil


def _may_list(doctype: str, name: str) -> bool:
	return frappe.has_permission(ANAK.get(doctype, doctype), "read") and can_see(doctype, name)


# -- methods that call other methods by name ---------------------------------------------------


@frappe.whitelist()
def get_all_nodes(doctype: str, label: str, parent: str, tree_method: str, **lain):
	"""`treeview.get_all_nodes`: core calls the tree method past `override_whitelisted_methods`."""
	return frappe.desk.treeview.get_all_nodes(doctype, label, parent, resolve(tree_method), **lain)


@frappe.whitelist()
def map_docs(method: str, source_names: str, target_doc, args: str | None = None):
	"""`mapper.map_docs`: as above."""
	return frappe.model.mapper.map_docs(resolve(method), source_names, target_doc, args)


@frappe.whitelist()
def search_link(doctype: str, txt: str, query: str | None = None, **lain):
	"""`search_link`: as above, and a guarded DocType is searched by its standard query only."""
	return _ask_core(
		frappe.desk.search.search_link, lain, doctype=doctype, txt=txt, query=_query_of(doctype, query)
	)


@frappe.whitelist()
def search_widget(doctype: str, txt: str, query: str | None = None, **lain):
	"""`search_widget`: as above."""
	return _ask_core(
		frappe.desk.search.search_widget, lain, doctype=doctype, txt=txt, query=_query_of(doctype, query)
	)


def _query_of(doctype: str, query: str | None) -> str | None:
	return None if doctype in TABEL_DIJAGA or not query else resolve(query)


# -- reports and web forms ---------------------------------------------------------------------


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, **lain):
	"""`query_report.get_data_for_custom_field`: core gives one field of every row."""
	if doctype in TABEL_DIJAGA:
		refuse(doctype)
	return _ask_core(frappe.desk.query_report.get_data_for_custom_field, lain, doctype=doctype, field=field)


@frappe.whitelist()
def run_report(report_name: str, custom_columns=None, **lain):
	"""`query_report.run`: columns that a user adds from guarded rows are read like above, so refused."""
	refuse_custom_columns(report_name, custom_columns)
	return _ask_core(
		frappe.desk.query_report.run, lain, report_name=report_name, custom_columns=custom_columns
	)


@frappe.whitelist()
def export_report():
	"""`query_report.export_query`: as above."""
	refuse_custom_columns(frappe.form_dict.report_name, frappe.form_dict.custom_columns)
	return frappe.desk.query_report.export_query()


def refuse_custom_columns(laporan: str, kolom) -> None:
	kolom = list(frappe.parse_json(kolom) or [])
	jenis, simpanan = frappe.get_cached_value("Report", laporan, ["report_type", "json"]) or (None, None)
	if jenis == "Custom Report" and simpanan:
		kolom += frappe.parse_json(simpanan).get("columns") or []
	for k in kolom:
		if isinstance(k, dict) and k.get("link_field") and k.get("doctype") in TABEL_DIJAGA:
			refuse(k["doctype"])


@frappe.whitelist(allow_guest=True)
def get_link_options(web_form_name: str, doctype: str, allow_read_on_all_link_options=False):
	"""`web_form.get_link_options`: early v15 lists every row of any DocType to whoever logs in; later ones
	no longer offer it, and then neither do we."""
	frappe.is_whitelisted(frappe.website.doctype.web_form.web_form.get_link_options)
	if doctype in TABEL_DIJAGA:
		refuse(doctype)
	return frappe.website.doctype.web_form.web_form.get_link_options(
		web_form_name, doctype, allow_read_on_all_link_options
	)


@frappe.whitelist(allow_guest=True)
def get_form_data(doctype: str, docname: str | None = None, web_form_name: str | None = None):
	"""`web_form.get_form_data`: core opens any row to its owner, through any web form."""
	if doctype in TABEL_DIJAGA:
		refuse(doctype)
	return frappe.website.doctype.web_form.web_form.get_form_data(doctype, docname, web_form_name)


# -- raw SQL in filters ------------------------------------------------------------------------

SARING = ("filters", "or_filters", "current_filters")
KATA = re.compile(r"^[\w.-]*$")
NAMA_KOLOM = re.compile(r"^[\w .`]+$")


class SaringanMentahError(frappe.PermissionError):
	pass


def refuse_raw_filters(isian: dict | None = None) -> None:
	"""Hook `before_request`: a filter is a list or a dict.

	Core puts a text that stands in a list of filters into the WHERE clause as it is, where an `or`
	outweighs every permission condition; several whitelisted methods pass the caller's on to it.
	"""
	isian = frappe.form_dict if isian is None else isian
	for nama in SARING:
		saring = _parse(isian.get(nama))
		if isinstance(saring, list) and not _is_single(saring) and any(map(_is_expression, saring)):
			frappe.throw(_("Saringan {0} berisi teks SQL.").format(nama), SaringanMentahError)


def _parse(nilai):
	try:
		return frappe.parse_json(nilai)
	except ValueError:
		return None


def _is_expression(butir) -> bool:
	"""A text that is more than one word: as a bare word in a condition it could only narrow the result."""
	return isinstance(butir, str) and not KATA.match(butir)


def _is_single(saring: list) -> bool:
	"""One condition written flat: ["field", "operator", value], or with its DocType in front."""
	return (
		len(saring) in (3, 4)
		and all(isinstance(s, str) for s in saring[:-1])
		and bool(NAMA_KOLOM.match(saring[0]))
		and saring[-2].lower() in OPERATOR
	)


# The operators of core (`frappe.utils.data.get_filter`): its tree views and link fields write them flat.
OPERATOR = frozenset(
	(
		*("=", "!=", "<", ">", "<=", ">=", "like", "not like", "in", "not in", "is", "between"),
		*("timespan", "previous", "next"),
		*("ancestors of", "not ancestors of", "descendants of", "not descendants of"),
		"descendants of (inclusive)",
	)
)
