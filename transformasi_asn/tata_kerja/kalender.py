"""Working calendars as stored: hours and days off of a unit, inherited from the units above it.

The rows are few and asked for by every order, so they are kept in Redis until one of them changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

import frappe
from frappe.query_builder import Order
from frappe.utils import cint, get_time, getdate

from transformasi_asn.tata_kerja import services
from transformasi_asn.tata_kerja.domain.kalender import (
	POLA_BAWAAN,
	BatasWaktu,
	Kalender,
	PolaJam,
	Satuan,
	build_pola,
)
from transformasi_asn.tata_kerja.domain.pengingat import Kapan, Langkah, Tahapan, Tindakan

SEMUA = ""
"""In place of a unit: rows that hold for all."""
HARI_KERJA = "Hari kerja"
CUTI_BERSAMA = "Cuti bersama"
KUNCI = "transformasi_asn_kalender"
KUNCI_NASIONAL = "transformasi_asn_libur_nasional"
MENULIS = frozenset(("write", "create", "delete", "submit", "cancel", "import"))


@dataclass(frozen=True)
class Rekaman:
	"""All stored rows: hours and days off by unit (SEMUA: all units), limits by urgency."""

	jam: dict[str, tuple[PolaJam, ...]]
	libur: dict[str, dict[date, tuple[str, str]]]
	batas: dict[str, tuple[int, str]]

	@property
	def unit(self) -> frozenset[str]:
		"""Units with rows of their own."""
		return frozenset((*self.jam, *self.libur)) - {SEMUA}


# -- asking --------------------------------------------------------------------------------------


def get_kalender(unit: str | None = None) -> Kalender:
	"""The calendar of a unit; without one, what holds for all."""
	return get_by_key(find_key(unit))


def find_key(unit: str | None) -> tuple[str, ...]:
	"""Units, from this one upwards, that have rows of their own: units with one key share a calendar."""
	khusus = read().unit
	return tuple(u for u in services.chain_of(unit) if u in khusus) if khusus and unit else ()


def get_by_key(kunci: tuple[str, ...]) -> Kalender:
	"""The calendar that belongs to a key of `find_key`."""
	simpanan = _local()["kalender"]
	if kunci not in simpanan:
		simpanan[kunci] = _build(read(), kunci)
	return simpanan[kunci]


def get_batas_waktu(urgensi: str | None) -> BatasWaktu | None:
	"""How long work of this urgency may take; None where the agency has set nothing."""
	batas = read().batas.get(urgensi or "")
	return BatasWaktu(batas[0], Satuan(batas[1])) if batas and batas[0] else None


def get_tahapan() -> Tahapan:
	"""Reminders and escalations, as set."""
	return Tahapan.of(
		Langkah(Kapan(b.kapan), cint(b.jumlah), Satuan(b.satuan), Tindakan(b.tindakan))
		for b in services.get_pengaturan().langkah_pengingat
	)


def list_libur(unit: str | None, tahun: int) -> list[dict[str, Any]]:
	"""Days of a year off work that the hours of the week do not explain, with name and source."""
	kunci, r = find_key(unit), read()
	kalender = get_by_key(kunci)
	hasil = []
	hari = date(tahun, 1, 1)
	while hari.year == tahun:
		sumber = next((u for u in (*kunci, SEMUA) if hari in r.libur.get(u, {})), None)
		if nama := kalender.libur(hari):
			hasil.append({"tanggal": hari, "nama": nama, "unit_kerja": sumber, "nasional": sumber is None})
		hari += timedelta(days=1)
	return hasil


def _build(r: Rekaman, kunci: tuple[str, ...]) -> Kalender:
	setelan = services.get_pengaturan()
	nasional, cuti = cint(setelan.libur_nasional), cint(setelan.cuti_bersama)
	urutan = (*kunci, SEMUA)
	pola = [p for u in urutan for p in sorted(r.jam.get(u, ()), key=lambda p: not p.bertanggal)]

	def libur(hari: date) -> str | None:
		for u in urutan:
			jenis, nama = r.libur.get(u, {}).get(hari, ("", ""))
			if jenis == CUTI_BERSAMA and not cuti:
				continue
			if jenis:
				return None if jenis == HARI_KERJA else nama
		return list_libur_nasional(hari.year, bool(cuti)).get(hari) if nasional else None

	return Kalender((*pola, POLA_BAWAAN), libur)


@lru_cache(maxsize=32)
def list_libur_nasional(tahun: int, cuti_bersama: bool) -> Mapping[date, str]:
	"""National holidays of a year by the library `holidays`; it marks dates that are only estimated."""

	def hitung() -> dict[date, str]:
		# here, because it costs a second: asked once a year, then Redis knows
		import holidays

		kategori = ("public", "government") if cuti_bersama else ("public",)
		return dict(holidays.country_holidays("ID", years=tahun, categories=kategori, language="id"))

	return frappe.cache().hget(KUNCI_NASIONAL, f"{tahun}/{int(cuti_bersama)}", hitung)


# -- reading -------------------------------------------------------------------------------------


def read() -> Rekaman:
	"""The stored rows, from this request, from Redis, or from the database."""
	simpanan = _local()
	if simpanan["rekaman"] is None:
		simpanan["rekaman"] = frappe.cache().get_value(KUNCI, _read_rows)
	return simpanan["rekaman"]


def clear(doc=None, method=None) -> None:
	"""Forget all calendars: rows have changed. Once more when that is certain, for those who read meanwhile."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.local.asn_kalender = None
	frappe.cache().delete_value(KUNCI)


def _local() -> dict[str, Any]:
	simpanan = getattr(frappe.local, "asn_kalender", None)
	if simpanan is None:
		simpanan = frappe.local.asn_kalender = {"rekaman": None, "kalender": {}}
	return simpanan


def _read_rows() -> Rekaman:
	sesi: dict[str, list[tuple[str, int, int]]] = {}
	for b in frappe.get_all(
		"Sesi Jam Kerja",
		filters={"parenttype": "Jam Kerja"},
		fields=["parent", "hari", "mulai", "selesai"],
		order_by="parent, idx",
	):
		sesi.setdefault(b.parent, []).append((b.hari, to_minutes(b.mulai), to_minutes(b.selesai)))
	jam: dict[str, tuple[PolaJam, ...]] = {}
	for b in frappe.get_all("Jam Kerja", fields=["name", "unit_kerja", "mulai", "sampai"], order_by="mulai"):
		pola = build_pola(sesi.get(b.name, ()), b.mulai, b.sampai)
		jam[b.unit_kerja or SEMUA] = (*jam.get(b.unit_kerja or SEMUA, ()), pola)
	libur: dict[str, dict[date, tuple[str, str]]] = {}
	for b in frappe.get_all(
		"Hari Libur Daerah", fields=["tanggal", "nama", "unit_kerja", "jenis"], order_by="tanggal"
	):
		libur.setdefault(b.unit_kerja or SEMUA, {})[getdate(b.tanggal)] = (b.jenis, b.nama)
	batas = {
		b.urgensi: (cint(b.jumlah), b.satuan)
		for b in frappe.get_all("Batas Waktu Urgensi", fields=["urgensi", "jumlah", "satuan"])
	}
	return Rekaman(jam, libur, batas)


def to_minutes(jam: Any) -> int:
	"""Minutes from midnight of a Time as core or a form gives it."""
	if isinstance(jam, timedelta):
		return int(jam.total_seconds()) // 60
	waktu = get_time(jam)
	return waktu.hour * 60 + waktu.minute


# -- who may change a calendar --------------------------------------------------------------------


def has_permission(doc, ptype: str | None = None, user: str | None = None, **_kw) -> bool:
	"""Permission hook of Jam Kerja and Hari Libur Daerah: all read; the admin changes what holds for all,
	the head of a unit, or whom he named, what holds for it and the units below."""
	if ptype not in MENULIS:
		return True
	user = user or frappe.session.user
	unit = doc.unit_kerja if doc.is_new() else frappe.db.get_value(doc.doctype, doc.name, "unit_kerja")
	return any(
		services.may_name_pengelola(u, user) or services.is_pengelola(u, user)
		for u in (services.chain_of(unit) or (None,))
	)


# -- several units ---------------------------------------------------------------------------------


def group_units() -> dict[tuple[str, ...], list[str]]:
	"""Key of `find_key` → units that have it. Units that are not named share the calendar for all."""
	khusus = sorted(read().unit)
	kelompok: dict[tuple[str, ...], list[str]] = {}
	if not khusus:
		return kelompok
	atas, bawah = frappe.qb.DocType("Unit Kerja"), frappe.qb.DocType("Unit Kerja").as_("bawah")
	baris = (
		frappe.qb.from_(atas)
		.join(bawah)
		.on((bawah.lft >= atas.lft) & (bawah.rgt <= atas.rgt))
		.select(bawah.name, atas.name)
		.where(atas.name.isin(khusus))
		.orderby(bawah.name)
		.orderby(atas.lft, order=Order.desc)
		.run()
	)
	for unit, isi in groupby(baris, key=lambda b: b[0]):
		kelompok.setdefault(tuple(atas for _unit, atas in isi), []).append(unit)
	return kelompok
