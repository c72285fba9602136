"""How much work is finished, how fast, and whether the functional pattern is the faster one."""

from collections import defaultdict

import frappe
from frappe import _

from transformasi_asn.disposisi import laporan
from transformasi_asn.disposisi.domain.ukuran import name_periods, period_of, summarise

# fewer finished tasks than this say little
CUKUP = 10


def execute(filters: dict | None = None) -> tuple:
	"""A row per group and pattern; chart and summary compare the patterns over the whole way of a letter."""
	filters = frappe._dict(filters or {})
	kolom = laporan.read_group(filters)
	selesai = laporan.list_finished(filters)
	rows = laporan.summarise_finished(filters, selesai)
	laporan.label_groups(rows, kolom)
	awal = [r for r in selesai if r.kedalaman == 1]
	return get_columns(filters), rows, get_message(awal), get_chart(filters, awal), get_summary(awal)


def get_columns(filters: dict) -> list[dict]:
	return [
		{
			"fieldname": "label",
			"label": _(filters.get("kelompok") or "Perangkat daerah"),
			"fieldtype": "Data",
			"width": 320,
		},
		{"fieldname": "pola_kerja", "label": _("Pola"), "fieldtype": "Data", "width": 110},
		{"fieldname": "diberikan", "label": _("Diberikan"), "fieldtype": "Int", "width": 100},
		{"fieldname": "selesai", "label": _("Selesai"), "fieldtype": "Int", "width": 90},
		{
			"fieldname": "tepat",
			"label": _("Tepat waktu (%)"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 120,
		},
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


def _hours_by_pattern(awal: list[dict]) -> dict[str, list[float]]:
	jam: dict[str, list[float]] = {pola: [] for pola in laporan.POLA}
	for r in awal:
		jam.setdefault(r.pola_kerja, []).append(r.jam)
	return jam


def get_message(awal: list[dict]) -> str:
	"""What is compared, and a warning where the numbers are too few to say anything."""
	teks = _(
		"Bagan dan ringkasan membandingkan tugas dari pemberi pertama, sejak diberikan sampai selesai beserta seluruh turunannya."
	)
	if any(len(jam) < CUKUP for jam in _hours_by_pattern(awal).values()):
		teks += " " + _(
			"Salah satu pola mempunyai kurang dari {0} tugas selesai; bandingannya belum berarti."
		).format(CUKUP)
	return teks


def get_summary(awal: list[dict]) -> list[dict]:
	"""Median hours of each pattern, and of how many tasks."""
	hasil = []
	for pola, jam in _hours_by_pattern(awal).items():
		ringkas = summarise(jam)
		nilai = (
			"-"
			if ringkas.median is None
			else _("{0} jam dari {1} tugas").format(format_hours(ringkas.median), ringkas.banyak)
		)
		hasil.append({"label": f"{_('Median')} {_(pola)}", "value": nilai, "datatype": "Data"})
	return hasil


def format_hours(jam: float) -> str:
	"""Hours with one decimal, in the number format of the site."""
	return frappe.format_value(jam, {"fieldtype": "Float", "precision": 1})


def get_chart(filters: dict, awal: list[dict]) -> dict:
	satuan, label = name_periods(*laporan.read_range(filters))
	jam: dict[tuple[str, str], list[float]] = defaultdict(list)
	for r in awal:
		jam[(period_of(r.selesai_pada.date(), satuan), r.pola_kerja)].append(r.jam)
	return {
		"data": {
			"labels": label,
			"datasets": [
				{
					"name": _(pola),
					"values": [round(summarise(jam.get((x, pola), ())).median or 0, 1) for x in label],
				}
				for pola in laporan.POLA
			],
		},
		"type": "bar",
		"colors": laporan.WARNA_POLA,
	}
