"""The agenda register of a perangkat daerah, as far as the reader sees its letters."""

from collections import Counter

import frappe
from frappe import _

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi import cetak, desk, laporan
from transformasi_asn.disposisi.domain.ukuran import name_periods, period_of


def execute(filters: dict | None = None) -> tuple:
	"""Lines in order of their numbers, a chart of how many came, and how many still wait."""
	filters = frappe._dict(filters or {})
	unit = filters.unit_kerja or desk.propose_naskah()["unit_penerima"]
	if not unit:
		return get_columns(), [], _("Pilih perangkat daerah.")
	dari, sampai = laporan.read_range(filters)
	buku = cetak.read_buku(unit, dari, sampai)
	for b in buku.baris:
		if b.get("tertutup"):
			b.perihal = f"({_(b.keamanan)})"
			b.naskah = None
	pesan = (
		_("Hanya {0} baris pertama yang ditampilkan.").format(cetak.BATAS_BUKU) if buku.terpotong else None
	)
	return get_columns(), buku.baris, pesan, get_chart(buku), get_summary(buku)


def get_columns() -> list[dict]:
	return [
		{"fieldname": "nomor_lengkap", "label": _("Nomor agenda"), "fieldtype": "Data", "width": 150},
		{"fieldname": "tanggal", "label": _("Tanggal diterima"), "fieldtype": "Date", "width": 120},
		{"fieldname": "pengirim", "label": _("Pengirim"), "fieldtype": "Data", "width": 200},
		{"fieldname": "nomor_surat", "label": _("Nomor surat"), "fieldtype": "Data", "width": 140},
		{"fieldname": "tanggal_surat", "label": _("Tanggal surat"), "fieldtype": "Date", "width": 110},
		{"fieldname": "perihal", "label": _("Perihal"), "fieldtype": "Data", "width": 320},
		{"fieldname": "diteruskan", "label": _("Diteruskan kepada"), "fieldtype": "Data", "width": 280},
		{"fieldname": "workflow_state", "label": _("Status"), "fieldtype": "Data", "width": 140},
		{"fieldname": "keamanan", "label": _("Tingkat keamanan"), "fieldtype": "Data", "width": 120},
	]


def get_chart(buku: cetak.Buku) -> dict:
	satuan, label = name_periods(buku.dari, buku.sampai)
	banyak = Counter(period_of(b.tanggal, satuan) for b in buku.baris)
	return {
		"data": {"labels": label, "datasets": [{"name": _("Naskah"), "values": [banyak[x] for x in label]}]},
		"type": "bar",
		"colors": ["#2d6a9f"],
	}


def get_summary(buku: cetak.Buku) -> list[dict]:
	tahap = Counter(b.get("tahap") for b in buku.baris)
	return [
		{"label": _("Naskah"), "value": len(buku.baris), "datatype": "Int"},
		{
			"label": _("Belum didisposisi"),
			"value": tahap[Tahap.BARU.value],
			"datatype": "Int",
			"indicator": "Orange",
		},
		{"label": _("Selesai"), "value": tahap[Tahap.SELESAI.value], "datatype": "Int", "indicator": "Green"},
	]
