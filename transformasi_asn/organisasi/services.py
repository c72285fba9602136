"""What the other modules ask about people, posts and units.

Answers are kept for the request in `frappe.local` and forgotten when a post, unit, person, placement or
line is written, or when the transaction is rolled back.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

import frappe
from frappe.query_builder import DocType, Order
from frappe.utils import getdate

from transformasi_asn.organisasi import pembaca
from transformasi_asn.organisasi.domain.garis import FaktaGaris
from transformasi_asn.organisasi.domain.pemangku import (
	Pangkuan,
	Pemangku,
	list_pangkuan_murni,
	resolve_pemangku,
)
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan
from transformasi_asn.organisasi.pembaca import StrukturTersimpan

PERAN_ASN = "ASN"
BUKAN_PEGAWAI = frozenset({"Administrator", "Guest"})

T = TypeVar("T")


def clear_cache() -> None:
	"""Forget what this request has read of the organisation."""
	frappe.local.asn_organisasi = None


def _once(kunci: tuple, baca: Callable[[], T]) -> T:
	"""`baca()` of the first call with this key; later calls of the request get the same answer."""
	simpanan = getattr(frappe.local, "asn_organisasi", None)
	if simpanan is None:
		simpanan = frappe.local.asn_organisasi = {}
		frappe.db.after_rollback.add(clear_cache)
	if kunci not in simpanan:
		simpanan[kunci] = baca()
	return simpanan[kunci]


def find_pegawai(user: str) -> str | None:
	"""The active Pegawai ASN of this user."""
	return _once(
		("pegawai", user),
		lambda: frappe.db.get_value("Pegawai ASN", {"user": user, "aktif": 1}) if user else None,
	)


def get_struktur(tanggal: date | str | None = None) -> StrukturTersimpan:
	"""The structure of a day, read lazily; `preload(posts)` reads many lines in three queries."""
	hari = getdate(tanggal)
	return _once(("struktur", hari), lambda: StrukturTersimpan(hari))


def get_pemangku(jabatan: str, tanggal: date | str | None = None) -> Pemangku:
	"""Who is in charge of the post on that day (today by default)."""
	hari = getdate(tanggal)
	return _once(("pemangku", jabatan, hari), lambda: resolve_pemangku(jabatan, hari, get_struktur(hari)))


def list_pemangku(tanggal: date | str | None = None) -> dict[str, str]:
	"""Every post in use that is an address → the person in charge on that day; one query."""
	hari = getdate(tanggal)

	def baca() -> dict[str, str]:
		struktur = get_struktur(hari)
		pasangan = ((j, resolve_pemangku(j, hari, struktur).pegawai) for j in struktur.muat_alamat())
		return {jabatan: pegawai for jabatan, pegawai in pasangan if pegawai}

	return dict(_once(("semua pemangku", hari), baca))


def list_pangkuan(pegawai: str, tanggal: date | str | None = None) -> list[Pangkuan]:
	"""Posts of which the person is in charge on that day, the exact inverse of `get_pemangku`.

	His own posts with several seats follow, marked `alamat=False`.
	"""
	hari = getdate(tanggal)
	return list(
		_once(
			("pangkuan", pegawai, hari),
			lambda: tuple(list_pangkuan_murni(pegawai, hari, get_struktur(hari))),
		)
	)


def list_penempatan_aktif(pegawai: str, tanggal: date | str | None = None) -> list[FaktaPenempatan]:
	"""Placements of the person that run on that day."""
	return list(get_struktur(tanggal).penempatan_pegawai(pegawai))


def get_fakta_jabatan(kode: str) -> FaktaJabatan:
	"""One post; raises DoesNotExistError when there is none."""
	fakta = get_struktur().jabatan(kode)
	if fakta is None:
		frappe.throw(frappe._("Jabatan {0} tidak ditemukan.").format(kode), frappe.DoesNotExistError)
	return fakta


def list_unit_di_atas(unit: str) -> list[str]:
	"""The unit itself, then every unit above it up to the root."""
	return [baris.name for baris in _read_rantai_unit(unit)]


def list_rantai(unit: Collection[str]) -> dict[str, list[str]]:
	"""Each of these units → itself, then every unit above it up to the root; one query."""
	diri, atas = DocType("Unit Kerja"), DocType("Unit Kerja").as_("atas")
	rantai: dict[str, list[str]] = {}
	if not unit:
		return rantai
	baris = (
		frappe.qb.from_(diri)
		.join(atas)
		.on((atas.lft <= diri.lft) & (atas.rgt >= diri.rgt))
		.select(diri.name, atas.name)
		.where(diri.name.isin(sorted(unit)))
		.orderby(atas.lft, order=Order.desc)
		.run()
	)
	for bawah, nama in baris:
		rantai.setdefault(bawah, []).append(nama)
	return rantai


def find_perangkat_daerah(unit: str) -> str | None:
	"""The nearest unit, from itself upwards, that is a perangkat daerah."""
	return next((baris.name for baris in _read_rantai_unit(unit) if baris.perangkat_daerah), None)


def _read_rantai_unit(unit: str) -> list[Any]:
	diri, atas = DocType("Unit Kerja"), DocType("Unit Kerja").as_("atas")
	return _once(
		("rantai_unit", unit),
		lambda: (
			frappe.qb.from_(diri)
			.join(atas)
			.on((atas.lft <= diri.lft) & (atas.rgt >= diri.rgt))
			.select(atas.name, atas.perangkat_daerah)
			.where(diri.name == unit)
			.orderby(atas.lft, order=Order.desc)
			.run(as_dict=True)
		),
	)


def get_kepala(unit_pd: str) -> str | None:
	"""The active post that heads the unit."""
	return _once(
		("kepala", unit_pd),
		lambda: frappe.db.get_value("Jabatan", {"unit_kerja": unit_pd, "kepala_unit": 1, "aktif": 1}),
	)


def get_garis(tanggal: date | str | None = None) -> list[FaktaGaris]:
	"""Coordination lines in force on that day."""
	hari = getdate(tanggal)
	return list(_once(("garis", hari), lambda: tuple(pembaca.select_garis(hari))))


def is_below(jabatan: str, atasan: str) -> bool:
	"""Does the post stand anywhere below the other?"""
	bawah, atas = get_struktur().jabatan(jabatan), get_struktur().jabatan(atasan)
	return bool(bawah and atas and atas.lft < bawah.lft and bawah.rgt < atas.rgt)


def list_between(atasan: str, bawahan: str) -> list[str]:
	"""Posts strictly between both, from the upper one down; empty when one is not below the other."""
	if not is_below(bawahan, atasan):
		return []
	jalur: list[str] = []
	fakta = get_fakta_jabatan(bawahan)
	while fakta.atasan and fakta.atasan != atasan:
		jalur.append(fakta.atasan)
		fakta = get_fakta_jabatan(fakta.atasan)
	return jalur[::-1]


def has_just_ended(penempatan: Any) -> bool:
	"""Whether the save at hand ends a placement, today or before."""
	sebelum = penempatan.get_doc_before_save()
	selesai = penempatan.selesai
	return bool(selesai) and getdate(selesai) <= getdate() and not (sebelum and sebelum.selesai == selesai)


def is_just_retired(jabatan: Any) -> bool:
	"""Whether the save at hand takes a post out of use."""
	sebelum = jabatan.get_doc_before_save()
	return not jabatan.aktif and bool(sebelum and sebelum.aktif)


def sync_roles(pegawai: str) -> None:
	"""Give the person's user what his posts of today bring, and take back what they no longer bring.

	Only roles that were given here are ever taken away; what an admin gave by hand stays.
	"""
	p = frappe.db.get_value("Pegawai ASN", pegawai, ["user", "aktif", "peran_diberikan"], as_dict=True)
	if not p or not p.user or p.user in BUKAN_PEGAWAI:
		return
	ingin = list_peran(pegawai) if p.aktif else set()
	diberikan = set((p.peran_diberikan or "").splitlines())
	baru = change_roles(p.user, beri=ingin, cabut=diberikan - ingin)
	diberikan = (diberikan & ingin) | baru
	_store_diberikan(pegawai, diberikan)


def list_peran(pegawai: str) -> set[str]:
	"""Roles that an active person has by being one, and by his posts of today."""
	p, jabatan = DocType("Penempatan"), DocType("Jabatan")
	peran = (
		frappe.qb.from_(p)
		.join(jabatan)
		.on(jabatan.name == p.jabatan)
		.select(jabatan.peran_meja)
		.distinct()
		.where((p.pegawai == pegawai) & pembaca.is_aktif(p, getdate()))
		.run(pluck=True)
	)
	return {PERAN_ASN, *filter(None, peran)}


def revoke_roles(user: str, peran: set[str]) -> None:
	"""Take given roles from a user who no longer belongs to the person."""
	if user not in BUKAN_PEGAWAI and frappe.db.exists("User", user):
		change_roles(user, beri=set(), cabut=peran)


def change_roles(user: str, beri: set[str], cabut: set[str]) -> set[str]:
	"""Add and remove roles of a user in one save, or none; returns the roles that were new to him."""
	dokumen = frappe.get_doc("User", user)
	punya = {baris.role for baris in dokumen.roles}
	baru, hilang = beri - punya, cabut & punya
	if baru or hilang:
		dokumen.set("roles", [baris for baris in dokumen.roles if baris.role not in hilang])
		dokumen.append_roles(*sorted(baru))
		dokumen.save(ignore_permissions=True)
		drop_other_roles(dokumen, (punya | baru) - hilang)
	return baru


def drop_other_roles(user: Any, peran: set[str]) -> None:
	"""Undo what core adds: without a System Manager on the site it makes one of whoever is saved next."""
	tambahan = {baris.role for baris in user.roles} - peran
	if tambahan:
		frappe.db.delete(
			"Has Role", {"parent": user.name, "parenttype": "User", "role": ("in", list(tambahan))}
		)
		frappe.clear_cache(user=user.name)


def _store_diberikan(pegawai: str, peran: set[str]) -> None:
	frappe.db.set_value(
		"Pegawai ASN", pegawai, "peran_diberikan", "\n".join(sorted(peran)), update_modified=False
	)
