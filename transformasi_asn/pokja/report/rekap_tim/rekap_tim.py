"""Teams by reason, scope, age, result or unit; the charts of the workspace are this one, grouped differently."""

from collections.abc import Callable, Iterable

import frappe
from frappe import _
from frappe.utils import date_diff, getdate

from transformasi_asn.pokja.domain.rekap import (
	BarisRekap,
	FaktaTim,
	Hasil,
	count_teams,
	group_of_age,
)
from transformasi_asn.pokja.exceptions import KelompokRekapError

WARNA = {
	Hasil.DISIAPKAN: "#c9ced6",
	Hasil.BERJALAN: "#2d6a9f",
	Hasil.SELESAI: "#5fa777",
	Hasil.DIBUBARKAN: "#d4564e",
}
TIM_KERJA = "Tim Kerja"
BATANG = 12


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	baris, hasil = count(filters)
	return (
		get_columns(filters, hasil),
		[row_of(b, hasil) for b in baris],
		None,
		get_chart(baris, hasil),
		get_summary(baris),
	)


def count(filters: dict) -> tuple[list[BarisRekap], list[Hasil]]:
	"""The rows, and the results that they tell apart."""
	tim = read_teams(filters)
	pilihan = filters.get("kelompok") or "Alasan"
	if pilihan == "Umur":
		hari = getdate()
		berjalan = [t for t in tim if t.hasil is Hasil.BERJALAN]
		umur = name_ages()
		return count_teams(berjalan, lambda t: umur[group_of_age(date_diff(hari, t.mulai))], umur), [
			Hasil.BERJALAN
		]
	cara: dict[str, tuple[Callable[[FaktaTim], str], Iterable[str]]] = {
		# a standing team serves planned activities and has no reason
		"Alasan": (lambda t: t.alasan or t.jenis, [*options_of("alasan"), TIM_KERJA]),
		"Cakupan": (lambda t: t.cakupan, options_of("cakupan")),
		"Hasil": (lambda t: t.hasil.value, [h.value for h in Hasil]),
		"Perangkat daerah": (lambda t: t.unit, ()),
	}
	if pilihan not in cara:
		frappe.throw(_("Pengelompokan tidak dikenal."), KelompokRekapError, title=_("Rekap Tim"))
	return count_teams(tim, *cara[pilihan]), list(Hasil)


def name_ages() -> list[str]:
	return [
		_("sampai 1 bulan"),
		_("1-3 bulan"),
		_("3-6 bulan"),
		_("6-12 bulan"),
		_("lebih dari setahun"),
	]


def name_results() -> dict[Hasil, str]:
	return {
		Hasil.DISIAPKAN: _("Disiapkan"),
		Hasil.BERJALAN: _("Berjalan"),
		Hasil.SELESAI: _("Selesai"),
		Hasil.DIBUBARKAN: _("Dibubarkan"),
	}


def label_of(kelompok: str) -> str:
	return _(kelompok) if kelompok else _("(belum diisi)")


def options_of(field: str) -> list[str]:
	return [o for o in (frappe.get_meta("Pokja").get_field(field).options or "").split("\n") if o]


def read_teams(filters: dict) -> list[FaktaTim]:
	"""As the list shows them to the session's user."""
	saring = {f: filters[f] for f in ("unit_kerja", "jenis_tim") if filters.get(f)}
	unit = dict(frappe.get_all("Unit Kerja", fields=["name", "nama"], as_list=True))
	return [
		FaktaTim(
			t.jenis_tim,
			t.alasan or "",
			t.cakupan or "",
			unit.get(t.unit_kerja, ""),
			t.tahap,
			getdate(t.mulai),
			bool(t.ditetapkan_pada),
		)
		for t in frappe.get_list(
			"Pokja",
			filters=saring,
			fields=["jenis_tim", "alasan", "cakupan", "unit_kerja", "tahap", "mulai", "ditetapkan_pada"],
			limit_page_length=0,
			order_by=None,
		)
	]


def row_of(b: BarisRekap, hasil: list[Hasil]) -> dict:
	return {
		"kelompok": label_of(b.kelompok),
		**{h.name.lower(): b.per_hasil[h] for h in hasil},
		"jumlah": b.jumlah,
	}


def get_columns(filters: dict, hasil: list[Hasil]) -> list[dict]:
	nama = name_results()
	return [
		{
			"fieldname": "kelompok",
			"label": _(filters.get("kelompok") or "Alasan"),
			"fieldtype": "Data",
			"width": 360,
		},
		*({"fieldname": h.name.lower(), "label": nama[h], "fieldtype": "Int", "width": 120} for h in hasil),
		{"fieldname": "jumlah", "label": _("Jumlah"), "fieldtype": "Int", "width": 100},
	]


def get_chart(baris: list[BarisRekap], hasil: list[Hasil]) -> dict:
	nama = name_results()
	teratas = baris[:BATANG]
	return {
		"data": {
			"labels": [label_of(b.kelompok) for b in teratas],
			"datasets": [{"name": nama[h], "values": [b.per_hasil[h] for b in teratas]} for h in hasil],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": [WARNA[h] for h in hasil],
	}


def get_summary(baris: list[BarisRekap]) -> list[dict]:
	nama = name_results()
	return [
		{"label": nama[h], "value": sum(b.per_hasil[h] for b in baris), "datatype": "Int"}
		for h in Hasil
		if h is not Hasil.DISIAPKAN
	]
