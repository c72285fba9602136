"""Penugasan Sekretaris: who works in the name of a post beside the person in charge of it."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate

from transformasi_asn.organisasi import mandat, pembaca, services
from transformasi_asn.organisasi.domain.mandat import PeranSurat

DOCTYPE = "Penugasan Sekretaris"
SIMPANAN = "asn_pegawai_sekretaris"
WEWENANG = ("boleh_bertindak", "wewenang_rahasia")
PERAN_PENGATUR = frozenset({"Pengelola Kepegawaian", "Admin Tata Kerja"})


@dataclass(frozen=True)
class Kesekretariatan:
	"""A post for which a person is secretary today, and what that covers."""

	jabatan: str
	wewenang_rahasia: bool
	boleh_bertindak: bool


def list_kesekretariatan(pegawai: str, tanggal: date | str | None = None) -> list[Kesekretariatan]:
	"""Posts for which the person is secretary on that day (today by default).

	Everybody is asked this at each request and few are one, so the others cost no query.
	"""
	if pegawai not in _list_pernah():
		return []
	hari = getdate(tanggal)
	s = DocType(DOCTYPE)
	return [
		Kesekretariatan(jabatan, bool(rahasia), bool(bertindak))
		for jabatan, rahasia, bertindak in (
			frappe.qb.from_(s)
			.select(s.jabatan, s.wewenang_rahasia, s.boleh_bertindak)
			.where((s.pegawai == pegawai) & (s.mulai <= hari) & (s.sampai.isnull() | (s.sampai >= hari)))
			.orderby(s.jabatan)
			.run()
		)
	]


def _list_pernah() -> list[str]:
	"""Everybody who ever had an assignment, or one that was rolled back."""
	return frappe.cache.get_value(
		SIMPANAN, lambda: frappe.get_all(DOCTYPE, pluck="pegawai", distinct=True, order_by=None)
	)


def forget() -> None:
	"""An assignment was written: others may have read in between, so it is forgotten again at the commit."""
	_forget_now()
	frappe.db.after_commit.add(_forget_now)


def _forget_now() -> None:
	frappe.cache.delete_value(SIMPANAN)


def may_appoint(jabatan: str | None, user: str | None = None) -> bool:
	"""The holder of the post names its secretary, or who administers posts and rules.

	A stand-in does not, as long as mandates may not be handed on.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or not PERAN_PENGATUR.isdisjoint(frappe.get_roles(user)):
		return True
	if not jabatan or not services.find_pegawai(user):
		return False
	boleh = {PeranSurat.PEMEGANG}
	if not pembaca.is_mandat_ulang_dilarang():
		boleh.add(PeranSurat.WAKIL)
	return bool(boleh & mandat.get_peran(frappe._dict(jabatan=jabatan), user))


def is_holder(jabatan: str | None, user: str | None = None) -> bool:
	"""Whether the user holds the post today; Administrator, who is nobody's subordinate, counts as one."""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	return bool(jabatan) and PeranSurat.PEMEGANG in mandat.get_peran(frappe._dict(jabatan=jabatan), user)


def adds_authority(baru, lama) -> bool:
	"""Whether `baru` lets a secretary act or see Rahasia where, or when, `lama` (None: a new one) did not."""
	if not any(baru.get(w) for w in WEWENANG):
		return False
	if lama is None or (baru.jabatan, baru.pegawai) != (lama.jabatan, lama.pegawai):
		return True
	return (
		any(baru.get(w) and not lama.get(w) for w in WEWENANG)
		or getdate(baru.mulai) < getdate(lama.mulai)
		or bool(lama.sampai and (not baru.sampai or getdate(baru.sampai) > getdate(lama.sampai)))
	)


def has_permission(doc, ptype: str | None = None, user: str | None = None, **_kw) -> bool:
	"""Permission hook: everybody with the role reads; the holder of the stored post writes."""
	if ptype not in ("write", "create", "delete"):
		return True
	if doc.is_new():
		# core asks before anything is filled in, whether a form may be opened; `validate` asks again
		return not doc.jabatan or may_appoint(doc.jabatan, user)
	return may_appoint(frappe.db.get_value(DOCTYPE, doc.name, "jabatan"), user)
