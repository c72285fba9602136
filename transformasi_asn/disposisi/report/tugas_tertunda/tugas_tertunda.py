"""Open tasks by unit and age, and which of them are overdue."""

import frappe
from frappe import _

from transformasi_asn.disposisi import laporan
from transformasi_asn.disposisi.domain.ukuran import LABEL_UMUR

WARNA = ["#8fc1a9", "#b9d38a", "#f2d06b", "#ee9f5f", "#d4564e"]
BATANG = 12


def execute(filters: dict | None = None) -> tuple:
	"""A row per unit, post or pattern; the chart shows the ages."""
	filters = frappe._dict(filters or {})
	kolom = laporan.read_group(filters)
	rows = laporan.count_pending(filters)
	laporan.label_groups(rows, kolom)
	for r in rows:
		r.update({f"umur_{n}": banyak for n, banyak in enumerate(r.pop("umur"))})
	return get_columns(filters), rows, None, get_chart(rows), get_summary(rows)


def get_columns(filters: dict) -> list[dict]:
	hari = _("{0} hari")
	return [
		{
			"fieldname": "label",
			"label": _(filters.get("kelompok") or "Perangkat daerah"),
			"fieldtype": "Data",
			"width": 340,
		},
		{"fieldname": "jumlah", "label": _("Terbuka"), "fieldtype": "Int", "width": 90},
		*(
			{"fieldname": f"umur_{n}", "label": hari.format(umur), "fieldtype": "Int", "width": 100}
			for n, umur in enumerate(LABEL_UMUR)
		),
		{"fieldname": "terlambat", "label": _("Terlambat"), "fieldtype": "Int", "width": 100},
		{"fieldname": "tertua", "label": _("Tertua (hari)"), "fieldtype": "Int", "width": 110},
	]


def get_chart(rows: list[dict]) -> dict:
	teratas = rows[:BATANG]
	hari = _("{0} hari")
	return {
		"data": {
			"labels": [r["label"] for r in teratas],
			"datasets": [
				{"name": hari.format(umur), "values": [r[f"umur_{n}"] for r in teratas]}
				for n, umur in enumerate(LABEL_UMUR)
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": WARNA,
	}


def get_summary(rows: list[dict]) -> list[dict]:
	terlambat = sum(r["terlambat"] for r in rows)
	return [
		{"label": _("Terbuka"), "value": sum(r["jumlah"] for r in rows), "datatype": "Int"},
		{
			"label": _("Terlambat"),
			"value": terlambat,
			"datatype": "Int",
			"indicator": "Red" if terlambat else "Green",
		},
	]
