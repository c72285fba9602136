"""Who the user is in the organisation today, resolved once per request.

Everything that decides about access or about acting asks this one object.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import frappe
from frappe.utils import getdate

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.pemangku import GANTI, SENDIRI, Pangkuan
from transformasi_asn.organisasi.domain.sebutan import ATAS_NAMA, ATASAN
from transformasi_asn.organisasi.domain.struktur import PEMEGANG, Kapasitas
from transformasi_asn.organisasi.sekretaris import list_kesekretariatan

T = TypeVar("T")
MELIHAT = "lihat"
"""First part of the key of answers to "who sees this row"."""
# what the criterion of Tugas asks of its own row
DASAR_MELIHAT_TUGAS = (
	"name",
	"naskah",
	"disposisi",
	"keamanan",
	"jabatan",
	"pegawai",
	"tim",
	"pemangku",
	"kapasitas_pemangku",
	"pemberi_jabatan",
	"pemberi_pegawai",
	"persetujuan",
	"persetujuan_jabatan",
	"unit_kerja",
	"ditarik_pada",
)
PERAN_TATA_USAHA = "Tata Usaha ASN"
PERAN_AUDITOR = "Auditor ASN"


@dataclass(frozen=True)
class Konteks:
	"""The posts, teams and units of one user on one day.

	jabatan: address posts the user is in charge of today, in whatever capacity.
	jabatan_penuh: posts held as Definitif or Pj., also while a Plh runs them (to read, not to act).
	jabatan_rahasia: those held in full, or by a surat perintah that names the secrecy grade.
	jabatan_tetap: own posts that a Plh runs whose order does not name the grade.
	jabatan_dijalankan: all own posts that a Plh runs and the user does not.
	jabatan_langsung: posts of which he is in charge by a placement of his own, not by standing in line.
	mandat: post → Plt or Plh, where that is his charge (also of a post below that came up to him).
	sekretaris: posts for which he is secretary → whether his assignment names the grade of secrecy.
	jabatan_wakil: those of them for which he also accepts tasks and writes reports.
	kursi: the user's own posts with several seats (never an address by themselves).
	unit_tata_usaha: perangkat daerah whose letters the user registers.
	"""

	user: str
	pegawai: str | None
	jabatan: tuple[str, ...] = ()
	jabatan_penuh: tuple[str, ...] = ()
	jabatan_rahasia: tuple[str, ...] = ()
	jabatan_tetap: tuple[str, ...] = ()
	jabatan_dijalankan: tuple[str, ...] = ()
	jabatan_langsung: tuple[str, ...] = ()
	mandat: tuple[tuple[str, str], ...] = ()
	sekretaris: tuple[tuple[str, bool], ...] = ()
	jabatan_wakil: tuple[str, ...] = ()
	kursi: tuple[str, ...] = ()
	kapasitas: tuple[tuple[str, str], ...] = ()
	tim: tuple[str, ...] = ()
	tim_dipimpin: tuple[str, ...] = ()
	unit_tata_usaha: tuple[str, ...] = ()
	auditor: bool = False

	@property
	def jabatan_mandat(self) -> tuple[str, ...]:
		"""Posts the user is in charge of without holding them (Plt, Plh, substitute, one level up)."""
		return tuple(j for j in self.jabatan if j not in self.jabatan_penuh)

	@property
	def jabatan_sekretaris(self) -> tuple[str, ...]:
		"""Posts for which the user is secretary today."""
		return tuple(j for j, _rahasia in self.sekretaris)

	def may_order_as(self, jabatan: str) -> bool:
		"""Whether he gives orders as this post: a secretary only records those of the person in charge."""
		if jabatan in self.jabatan_sekretaris and jabatan not in self.jabatan:
			return False
		return bool(self.kapasitas_pada(jabatan))

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


@contextmanager
def in_the_name_of(jabatan: str) -> Iterator[None]:
	"""What a secretary of the post does in here, he does in its name; for nobody else does it change anything."""
	k = get_konteks()
	if jabatan not in k.jabatan_sekretaris:
		yield
		return
	lain = tuple(b for b in k.kapasitas if b[0] != jabatan)
	_cache()[k.user] = replace(k, jabatan=(*k.jabatan, jabatan), kapasitas=((jabatan, ATAS_NAMA), *lain))
	forget_answers()
	try:
		yield
	finally:
		_cache()[k.user] = k
		forget_answers()


def clear(doc=None, method=None) -> None:
	"""Forget contexts and answers given so far in this request."""
	frappe.local.asn_konteks = {}
	frappe.local.asn_akses = {}
	frappe.local.asn_bawahan = {}
	frappe.local.asn_kriteria = {}


def forget_answers(doc=None, method=None) -> None:
	"""A letter, order or task was saved: who sees what may have changed, who is who has not.

	A task that only moved on is seen by whom it was seen before.
	"""
	jawaban = {}
	if doc and doc.doctype == "Tugas" and not _changed(doc, DASAR_MELIHAT_TUGAS):
		jawaban = {
			kunci: isi for kunci, isi in getattr(frappe.local, "asn_akses", {}).items() if kunci[0] == MELIHAT
		}
	frappe.local.asn_akses = jawaban


def _changed(doc, field: Iterable[str]) -> bool:
	sebelum = doc.get_doc_before_save()
	return not sebelum or any(doc.get(f) != sebelum.get(f) for f in field)


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
	sekretaris = [
		s for s in list_kesekretariatan(pegawai, hari) if s.jabatan not in {p.jabatan for p in alamat}
	]
	bersama = bool(dijalankan_plh) and is_holder_active_beside_plh()
	tim = _teams(pegawai)
	return Konteks(
		user,
		pegawai,
		jabatan=(*(p.jabatan for p in alamat), *(dijalankan_plh if bersama else ())),
		jabatan_penuh=(*penuh, *dijalankan_plh),
		jabatan_tetap=tuple(j for j, disebut in dijalankan_plh.items() if not disebut),
		jabatan_rahasia=tuple(p.jabatan for p in alamat if p.jabatan in penuh or p.wewenang_rahasia),
		jabatan_dijalankan=() if bersama else tuple(dijalankan_plh),
		jabatan_langsung=tuple(p.jabatan for p in pangkuan if p.sebab == SENDIRI),
		mandat=tuple((p.jabatan, p.kapasitas) for p in alamat if p.kapasitas not in PEMEGANG),
		kursi=tuple(p.jabatan for p in pangkuan if not p.alamat),
		kapasitas=(
			*((p.jabatan, capacity_of(p)) for p in pangkuan),
			*((j, Kapasitas.DEFINITIF.value) for j in dijalankan_plh),
			*((s.jabatan, ATAS_NAMA) for s in sekretaris if s.boleh_bertindak),
		),
		sekretaris=tuple((s.jabatan, s.wewenang_rahasia) for s in sekretaris),
		jabatan_wakil=tuple(s.jabatan for s in sekretaris if s.boleh_bertindak),
		tim=tuple(tim),
		tim_dipimpin=tuple(nama for nama, memimpin in tim.items() if memimpin),
		unit_tata_usaha=_registry_units(pangkuan) if PERAN_TATA_USAHA in peran else (),
		auditor=auditor,
	)


def capacity_of(pangkuan: Pangkuan) -> str:
	"""What stands before the post when he acts: his capacity in it, or that he acts for it from another."""
	if pangkuan.sebab == SENDIRI:
		return pangkuan.kapasitas
	return ATAS_NAMA if pangkuan.sebab.startswith(GANTI) else ATASAN


def is_holder_active_beside_plh() -> bool:
	"""Whether the agency lets a holder go on acting while a Plh runs his post."""
	return bool(frappe.get_cached_doc("Pengaturan Tata Kerja").pemegang_saat_plh)


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
