"""How long tasks stay in each state of their workflow, by unit, post or pattern."""

from collections import defaultdict

import frappe
from frappe import _

from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.disposisi import laporan
from transformasi_asn.disposisi.domain.ukuran import summarise


def execute(filters: dict | None = None) -> tuple:
	"""A row per group and state; the chart compares the patterns stage by stage."""
	filters = frappe._dict(filters or {})
	kolom = laporan.read_group(filters)
	per_status: dict[tuple, list[float]] = defaultdict(list)
	per_tahap: dict[tuple, list[float]] = defaultdict(list)
	masih: dict[tuple, int] = defaultdict(int)
	for tugas, tinggal in laporan.list_all_stays(filters):
		for t in tinggal:
			kunci = (tugas[kolom] or "", tugas.pola_kerja, t.tahap, t.status)
			masih[kunci] += t.masih
			if not t.masih:
				per_status[kunci].append(t.jam)
				per_tahap[(t.tahap, tugas.pola_kerja)].append(t.jam)
	rows = [
		{
			"kelompok": kunci[0],
			"pola_kerja": kunci[1],
			"tahap": kunci[2],
			"status": kunci[3],
			"selesai": len(per_status[kunci]),
			"masih": masih[kunci],
			**laporan.as_columns(summarise(per_status[kunci])),
		}
		for kunci in sorted(masih, key=_order)
	]
	laporan.label_groups(rows, kolom)
	return get_columns(filters), rows, None, get_chart(per_tahap)


def _order(kunci: tuple) -> tuple:
	kelompok, pola, tahap, status = kunci
	return kelompok, pola, TAHAP_TERBUKA.index(tahap) if tahap in TAHAP_TERBUKA else 99, status


def get_columns(filters: dict) -> list[dict]:
	return [
		{
			"fieldname": "label",
			"label": _(filters.get("kelompok") or "Perangkat daerah"),
			"fieldtype": "Data",
			"width": 300,
		},
		{"fieldname": "pola_kerja", "label": _("Pola"), "fieldtype": "Data", "width": 110},
		{"fieldname": "tahap", "label": _("Tahap"), "fieldtype": "Data", "width": 100},
		{"fieldname": "status", "label": _("Status"), "fieldtype": "Data", "width": 180},
		{"fieldname": "selesai", "label": _("Sudah lewat"), "fieldtype": "Int", "width": 110},
		{"fieldname": "masih", "label": _("Masih di sini"), "fieldtype": "Int", "width": 110},
		{
			"fieldname": "median",
			"label": _("Median (jam)"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 110,
		},
		{
			"fieldname": "rata",
			"label": _("Rata-rata (jam)"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 120,
		},
		{
			"fieldname": "p90",
			"label": _("90% paling lama (jam)"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 160,
		},
	]


def get_chart(per_tahap: dict[tuple, list[float]]) -> dict | None:
	"""Median hours per stage and pattern; none before a stay has ended."""
	tahap = [t for t in TAHAP_TERBUKA if any((t, p) in per_tahap for p in laporan.POLA)]
	if not tahap:
		return None
	return {
		"data": {
			"labels": [_(t) for t in tahap],
			"datasets": [
				{
					"name": _(pola),
					"values": [round(summarise(per_tahap.get((t, pola), ())).median or 0, 1) for t in tahap],
				}
				for pola in laporan.POLA
			],
		},
		"type": "bar",
		"colors": laporan.WARNA_POLA,
	}
