"""What the reports count: tasks and log entries that the session's user sees, and no others.

Every query carries the access criterion itself, so a number is never more than the rows behind it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Date, Sum
from frappe.utils import add_months, getdate, now_datetime

from transformasi_asn.alur.domain import TAHAP_TERBUKA, TAHAP_TERTUTUP, Tahap
from transformasi_asn.basisdata import as_term
from transformasi_asn.disposisi.domain.ukuran import (
	LABEL_UMUR,
	JamTerhitung,
	Masuk,
	Ringkasan,
	Tinggal,
	count_hours,
	group_of_age,
	list_stays,
	summarise,
)
from transformasi_asn.disposisi.exceptions import RentangLaporanError
from transformasi_asn.permissions.kriteria import SEMUA, get_criterion
from transformasi_asn.tata_kerja.kalender import get_kalender

POLA = ("Struktural", "Fungsional")
# how rows are put together → column of Tugas
KELOMPOK = {"Perangkat daerah": "unit_kerja", "Jabatan": "jabatan", "Pola kerja": "pola_kerja"}
JAM_KERJA, JAM_KALENDER = "Jam kerja", "Jam kalender"
BATAS_TUGAS = 100_000
WARNA_POLA = ["#2d6a9f", "#e0883a"]


# -- filters ------------------------------------------------------------------------------------


def read_range(filters: dict) -> tuple[date, date]:
	"""From and to of the filters (default: the last three months); raises where they are the wrong way round."""
	sampai = getdate(filters.get("sampai"))
	dari = getdate(filters.get("dari") or add_months(sampai, -3))
	if dari > sampai:
		frappe.throw(
			_("Tanggal awal {0} sesudah tanggal akhir {1}. Tukar keduanya.").format(
				frappe.bold(frappe.format(dari, "Date")), frappe.bold(frappe.format(sampai, "Date"))
			),
			RentangLaporanError,
			title=_("Rentang Tanggal"),
		)
	return dari, sampai


def read_group(filters: dict) -> str:
	"""Column of Tugas that rows are put together by."""
	pilihan = filters.get("kelompok") or "Perangkat daerah"
	if pilihan not in KELOMPOK:
		frappe.throw(_("Pengelompokan tidak dikenal."), RentangLaporanError)
	return KELOMPOK[pilihan]


def choose_measure(filters: dict) -> Callable[[str | None], JamTerhitung]:
	"""Unit → the clock that its work is measured by: working hours, or the hours of the day."""
	if filters.get("waktu") == JAM_KALENDER:
		jam = JamTerhitung(count_hours)
		return lambda unit: jam
	simpanan: dict[str | None, JamTerhitung] = {}

	def clock_of(unit: str | None) -> JamTerhitung:
		if unit not in simpanan:
			kalender = get_kalender(unit)
			simpanan[unit] = JamTerhitung(
				lambda a, b: kalender.count_working_hours(a, b).total_seconds() / 3600
			)
		return simpanan[unit]

	return clock_of


def visible(doctype: str) -> Any:
	"""The access criterion as a term of a query; None where there is no limit."""
	syarat = get_criterion(doctype)
	return as_term(syarat) if syarat != SEMUA else None


def _task_conditions(t, filters: dict, syarat) -> Any:
	if filters.get("unit_kerja"):
		syarat &= t.unit_kerja == filters["unit_kerja"]
	if filters.get("pola_kerja"):
		syarat &= t.pola_kerja == filters["pola_kerja"]
	batas = visible("Tugas")
	return syarat if batas is None else syarat & batas


# -- pending --------------------------------------------------------------------------------------


def count_pending(filters: dict) -> list[dict]:
	"""Open tasks per group: by age in days since they were given, overdue ones, age of the oldest."""
	kolom = read_group(filters)
	hari = getdate()
	t = DocType("Tugas")
	# as in the inbox: not once it is reported or given back, nor while the clock stands still
	diam = t.dilaporkan_pada.isnull() & t.dikembalikan_pada.isnull() & t.dijeda_sejak.isnull()
	lewat = (t.jatuh_tempo < now_datetime()) & diam
	terlambat = Case().when(lewat, 1).else_(0)
	baris = (
		frappe.qb.from_(t)
		.select(t[kolom], Date(t.creation), Count("*"), Sum(terlambat))
		.where(_task_conditions(t, filters, t.tahap.isin(TAHAP_TERBUKA)))
		.groupby(t[kolom], Date(t.creation))
		.run()
	)
	hasil: dict[str, dict] = {}
	for kelompok, diberi, banyak, lewat in baris:
		isi = hasil.setdefault(
			kelompok or "",
			{
				"kelompok": kelompok or "",
				"jumlah": 0,
				"terlambat": 0,
				"tertua": 0,
				"umur": [0] * len(LABEL_UMUR),
			},
		)
		umur = (hari - getdate(diberi)).days
		isi["jumlah"] += banyak
		isi["terlambat"] += int(lewat or 0)
		isi["tertua"] = max(isi["tertua"], umur)
		isi["umur"][group_of_age(umur)] += banyak
	return sorted(hasil.values(), key=lambda b: (-b["terlambat"], -b["jumlah"], b["kelompok"]))


# -- throughput ----------------------------------------------------------------------------------


def list_tasks(filters: dict, kolom_waktu: str, kolom: tuple[str, ...], saring=None) -> list[dict]:
	"""Visible tasks whose `kolom_waktu` lies in the range of the filters."""
	dari, sampai = read_range(filters)
	t = DocType("Tugas")
	rentang = (t[kolom_waktu] >= dari) & (t[kolom_waktu] <= datetime.combine(sampai, time.max))
	baris = (
		frappe.qb.from_(t)
		.select(*(t[k] for k in kolom))
		.where(_task_conditions(t, filters, rentang if saring is None else rentang & saring(t)))
		.limit(BATAS_TUGAS + 1)
		.run(as_dict=True)
	)
	if len(baris) > BATAS_TUGAS:
		frappe.throw(
			_("Lebih dari {0} tugas. Persempit rentang tanggal atau pilih satu perangkat daerah.").format(
				BATAS_TUGAS
			),
			RentangLaporanError,
			title=_("Terlalu Banyak"),
		)
	return baris


def list_finished(filters: dict) -> list[dict]:
	"""Tasks finished in the range, each with `jam` from being given to being finished."""
	ukur = choose_measure(filters)
	rows = list_tasks(
		filters,
		"selesai_pada",
		(
			"unit_kerja",
			"jabatan",
			"pola_kerja",
			"creation",
			"dilaporkan_pada",
			"selesai_pada",
			"jatuh_tempo",
			"kedalaman",
		),
		lambda t: t.tahap == Tahap.SELESAI.value,
	)
	for r in rows:
		r["jam"] = ukur(r.unit_kerja)(r.creation, r.selesai_pada)
		# who reported in time was in time, however long his report then lay
		r["tepat"] = (r.dilaporkan_pada or r.selesai_pada) <= r.jatuh_tempo if r.jatuh_tempo else None
	return rows


def count_given(filters: dict, kolom: str) -> dict[tuple[str, str], int]:
	"""(Group, pattern) → tasks given in the range."""
	hasil: dict[tuple[str, str], int] = defaultdict(int)
	for r in list_tasks(filters, "creation", (kolom, "pola_kerja") if kolom != "pola_kerja" else (kolom,)):
		hasil[(r[kolom] or "", r.pola_kerja)] += 1
	return hasil


def summarise_finished(filters: dict, selesai: list[dict]) -> list[dict]:
	"""Per group and pattern: given, finished, on time (per cent of those with a deadline), and how long it took."""
	kolom = read_group(filters)
	diberi = count_given(filters, kolom)
	per: dict[tuple[str, str], list[dict]] = defaultdict(list)
	for r in selesai:
		per[(r[kolom] or "", r.pola_kerja)].append(r)
	hasil = []
	for kunci in sorted({*diberi, *per}):
		rows = per.get(kunci, [])
		bertenggat = [r["tepat"] for r in rows if r["tepat"] is not None]
		ringkas = summarise(r["jam"] for r in rows)
		hasil.append(
			{
				"kelompok": kunci[0],
				"pola_kerja": kunci[1],
				"diberikan": diberi.get(kunci, 0),
				"selesai": len(rows),
				"tepat": round(100 * sum(bertenggat) / len(bertenggat), 1) if bertenggat else None,
				**as_columns(ringkas),
			}
		)
	return hasil


def as_columns(r: Ringkasan) -> dict[str, float | None]:
	"""Measures as report columns, in hours."""
	bulat = {"rata": r.rata, "median": r.median, "p90": r.p90}
	return {nama: None if nilai is None else round(nilai, 1) for nama, nilai in bulat.items()}


# -- time in each state ----------------------------------------------------------------------------


def list_all_stays(filters: dict) -> Iterator[tuple[dict, list[Tinggal]]]:
	"""Per visible task given in the range: the task, and its stays in the states."""
	kolom = ("name", "unit_kerja", "jabatan", "pola_kerja")
	tugas = {r.name: r for r in list_tasks(filters, "creation", kolom)}
	ukur, kini = choose_measure(filters), now_datetime()
	for nama, entri in groupby(_read_entries(sorted(tugas)), key=lambda e: e[0]):
		masuk = [
			Masuk(waktu, status, tahap or "", tahap in TAHAP_TERTUTUP)
			for _t, waktu, status, tahap in entri
			if status
		]
		yield tugas[nama], list_stays(masuk, kini, ukur(tugas[nama].unit_kerja))


def _read_entries(tugas: list[str], sekali_baca: int = 2000) -> Iterator[tuple]:
	"""Entries of the log of these tasks (which the user sees), task by task in the order of the log."""
	j = DocType("Jejak Tugas")
	for awal in range(0, len(tugas), sekali_baca):
		yield from (
			frappe.qb.from_(j)
			.select(j.tugas, j.waktu, j.ke_status, j.ke_tahap)
			.where(j.tugas.isin(tugas[awal : awal + sekali_baca]))
			.orderby(j.tugas)
			.orderby(j.urutan)
			.run()
		)


# -- labels -------------------------------------------------------------------------------------


def label_groups(rows: Iterable[dict], kolom: str) -> None:
	"""Add `label`: the name of unit or post that the user reads, or of the pattern."""
	rows = list(rows)
	doctype = {"unit_kerja": "Unit Kerja", "jabatan": "Jabatan"}.get(kolom)
	nama: dict[str, str] = {}
	if doctype and rows:
		kode = list({r["kelompok"] for r in rows if r["kelompok"]})
		nama = dict(
			frappe.get_all(doctype, filters={"name": ("in", kode)}, fields=["name", "nama"], as_list=True)
			if kode
			else ()
		)
	for r in rows:
		r["label"] = nama.get(r["kelompok"]) or _(r["kelompok"]) or _("Tim")
