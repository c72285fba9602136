"""My tasks, box by box."""

import frappe
from frappe import _

from transformasi_asn.disposisi import desk


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict], str | None]:
	"""Rows of the box named in the filters (default: to do); never more than the user may see."""
	kotak = (filters or {}).get("kotak") or desk.KOTAK_DIKERJAKAN
	if kotak not in desk.KOTAK:
		frappe.throw(_("Kotak tidak dikenal."))
	rows = desk.list_kotak(kotak, batas=desk.BATAS_HITUNG)
	pesan = (
		_("Hanya {0} tugas terbaru yang ditampilkan.").format(desk.BATAS_HITUNG)
		if len(rows) == desk.BATAS_HITUNG
		else None
	)
	return get_columns(kotak), rows, pesan


def get_columns(kotak: str) -> list[dict]:
	"""Whoever gave the tasks reads who holds them; whoever holds them reads who gave them."""
	lawan = (
		("nama_penerima", _("Penerima"))
		if kotak in (desk.KOTAK_DIBERIKAN, desk.KOTAK_LAPORAN, desk.KOTAK_PERSETUJUAN)
		else ("nama_pemberi", _("Pemberi"))
	)
	return [
		{"fieldname": "perihal", "label": _("Perihal"), "fieldtype": "Data", "width": 350},
		{"fieldname": lawan[0], "label": lawan[1], "fieldtype": "Data", "width": 300},
		{"fieldname": "pola_kerja", "label": _("Pola"), "fieldtype": "Data", "width": 110},
		{"fieldname": "workflow_state", "label": _("Status"), "fieldtype": "Data", "width": 190},
		{
			"fieldname": "jatuh_tempo",
			"label": _("Jatuh tempo"),
			"fieldtype": "Datetime",
			"width": 210,
			"align": "left",
		},
		{"fieldname": "umur", "label": _("Umur"), "fieldtype": "Int", "width": 70},
	]
