"""Who the user is in the organisation today, resolved once per request.

Everything that decides about access or about acting asks this one object.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import frappe
from frappe.utils import getdate

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.pemangku import SENDIRI
from transformasi_asn.organisasi.domain.struktur import PEMEGANG, Kapasitas
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

T = TypeVar("T")
PERAN_TATA_USAHA = "Tata Usaha ASN"
PERAN_AUDITOR = "Auditor ASN"


@dataclass(frozen=True)
class Konteks:
	"""The posts, teams and units of one user on one day.

	jabatan: address posts the user is in charge of today, in whatever capacity.
	jabatan_penuh: posts held as Definitif or Pj., also while a Plh runs them (to read, not to act).
	jabatan_rahasia: those held in full, or by a surat perintah that names the secrecy grade.
	jabatan_tetap: own posts that a Plh runs whose order does not name the grade.
	kursi: the user's own posts with several seats (never an address by themselves).
	unit_tata_usaha: perangkat daerah whose letters the user registers.
	"""

	user: str
	pegawai: str | None
	jabatan: tuple[str, ...] = ()
	jabatan_penuh: tuple[str, ...] = ()
	jabatan_rahasia: tuple[str, ...] = ()
	jabatan_tetap: tuple[str, ...] = ()
	kursi: tuple[str, ...] = ()
	kapasitas: tuple[tuple[str, str], ...] = ()
	tim: tuple[str, ...] = ()
	tim_dipimpin: tuple[str, ...] = ()
	unit_tata_usaha: tuple[str, ...] = ()
	auditor: bool = False

	def acts_for(self, jabatan: str | None, keamanan: str) -> bool:
		"""Whether the user acts for the post on an item of this grade.

		Where a Plh may not open the grade, the holder still acts.
		"""
		return jabatan in self.jabatan or (keamanan in RAHASIA and jabatan in self.jabatan_tetap)

	@property
	def jabatan_mandat(self) -> tuple[str, ...]:
		"""Posts the user is in charge of without holding them (Plt, Plh, substitute, one level up)."""
		return tuple(j for j in self.jabatan if j not in self.jabatan_penuh)

	def kapasitas_pada(self, jabatan: str) -> str | None:
		"""In which capacity the user acts for `jabatan` today; None when he does not."""
		return dict(self.kapasitas).get(jabatan)


def get_konteks(user: str | None = None) -> Konteks:
	"""The context of `user` (default: the session's), cached until something it rests on is saved."""
	user = user or frappe.session.user
	simpanan = _cache()
	if user not in simpanan:
		simpanan[user] = _build(user, getdate())
	return simpanan[user]


def clear(doc=None, method=None) -> None:
	"""Forget contexts and answers given so far in this request."""
	frappe.local.asn_konteks = {}
	frappe.local.asn_akses = {}
	frappe.local.asn_bawahan = {}


def forget_answers(doc=None, method=None) -> None:
	"""A letter, order or task was saved: who sees what may have changed, who is who has not."""
	frappe.local.asn_akses = {}


def remember(kunci: tuple, baca: Callable[[], T]) -> T:
	"""`baca()`, or its answer of before when no letter, order or task was saved since."""
	_cache()
	if not frappe.local.asn_akses:
		frappe.db.after_rollback.add(forget_answers)
	if kunci not in frappe.local.asn_akses:
		frappe.local.asn_akses[kunci] = baca()
	return frappe.local.asn_akses[kunci]


def _cache() -> dict[str, Konteks]:
	if not hasattr(frappe.local, "asn_konteks"):
		clear()
	return frappe.local.asn_konteks


def _build(user: str, hari: date) -> Konteks:
	peran = set(frappe.get_roles(user))
	pegawai = organisasi.find_pegawai(user)
	auditor = PERAN_AUDITOR in peran
	if not pegawai:
		return Konteks(user, None, auditor=auditor)
	pangkuan = organisasi.list_pangkuan(pegawai, hari)
	alamat = [p for p in pangkuan if p.alamat]
	penuh = tuple(p.jabatan for p in alamat if p.sebab == SENDIRI and p.kapasitas in PEMEGANG)
	dijalankan_plh = _run_by_plh(pegawai, hari, {p.jabatan for p in alamat})
	tim = _teams(pegawai)
	return Konteks(
		user,
		pegawai,
		jabatan=tuple(p.jabatan for p in alamat),
		jabatan_penuh=(*penuh, *dijalankan_plh),
		jabatan_tetap=tuple(j for j, disebut in dijalankan_plh.items() if not disebut),
		jabatan_rahasia=tuple(p.jabatan for p in alamat if p.jabatan in penuh or p.wewenang_rahasia),
		kursi=tuple(p.jabatan for p in pangkuan if not p.alamat),
		kapasitas=(
			*((p.jabatan, p.kapasitas) for p in pangkuan),
			*((j, "Definitif") for j, disebut in dijalankan_plh.items() if not disebut),
		),
		tim=tuple(tim),
		tim_dipimpin=tuple(nama for nama, memimpin in tim.items() if memimpin),
		unit_tata_usaha=_registry_units(pangkuan) if PERAN_TATA_USAHA in peran else (),
		auditor=auditor,
	)


def _run_by_plh(pegawai: str, hari: date, dipangku: set[str]) -> dict[str, bool]:
	"""Own address posts that somebody runs as Plh → whether his order names the grade of secrecy."""
	hasil = {}
	for p in organisasi.list_penempatan_aktif(pegawai, hari):
		if not p.memegang or p.jabatan in dipangku or not organisasi.get_fakta_jabatan(p.jabatan).alamat:
			continue
		pemangku = organisasi.get_pemangku(p.jabatan, hari)
		if pemangku.kapasitas == Kapasitas.PLH:
			hasil[p.jabatan] = pemangku.wewenang_rahasia
	return hasil


def _teams(pegawai: str) -> dict[str, bool]:
	"""Team → whether the person chairs it, from every module that registered the hook `tim_pegawai`."""
	tim: dict[str, bool] = {}
	for cara in frappe.get_hooks("tim_pegawai"):
		tim.update(frappe.get_attr(cara)(pegawai))
	return tim


def _registry_units(pangkuan) -> tuple[str, ...]:
	units = {organisasi.find_perangkat_daerah(organisasi.get_fakta_jabatan(p.jabatan).unit) for p in pangkuan}
	return tuple(sorted(unit for unit in units if unit))
