"""Penugasan Koordinator: functional officers who lead a group for some time, by order of a post above them."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, getdate

from transformasi_asn.organisasi import mandat, services
from transformasi_asn.organisasi.domain.koordinator import (
	CalonAnggota,
	CalonKoordinator,
	Kelompok,
)
from transformasi_asn.organisasi.domain.selang import Selang
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan

DOCTYPE = "Penugasan Koordinator"
TABEL = "Anggota Kelompok"
SIMPANAN = "asn_pegawai_koordinator"


# -- what others ask -----------------------------------------------------------------------------


def list_peran(pegawai: str, hari: date) -> list[Kelompok]:
	"""Groups that the person leads as (sub-)koordinator on that day.

	The role rests on the functional post in which it was given; who has left that post leads no longer, and a
	member who has left the line of the ordering post is none. Few lead a group, so the others cost no query.
	"""
	if pegawai not in _list_pernah():
		return []
	p, a = DocType(DOCTYPE), DocType(TABEL)
	baris = (
		frappe.qb.from_(p)
		.left_join(a)
		.on((a.parent == p.name) & (a.parenttype == DOCTYPE))
		.select(p.name, p.kelompok, p.peran, p.jabatan, p.pemberi_jabatan, p.mulai, p.selesai, a.pegawai)
		.where((p.pegawai == pegawai) & (p.mulai <= hari) & (p.selesai.isnull() | (p.selesai > hari)))
		.orderby(p.mulai)
		.orderby(p.name)
		.run(as_dict=True)
	)
	struktur = services.get_struktur(hari)
	struktur.muat_pegawai([pegawai, *(b.pegawai for b in baris if b.pegawai)])
	tempat = {p.jabatan for p in services.list_penempatan_aktif(pegawai, hari) if p.memegang}
	per: dict[str, list] = {}
	for b in baris:
		if b.jabatan in tempat:
			per.setdefault(b.name, []).append(b)
	return [
		Kelompok(
			b.kelompok,
			b.peran,
			frozenset(
				i.pegawai for i in isi if i.pegawai and find_post_below(i.pegawai, b.pemberi_jabatan, hari)
			),
			getdate(b.mulai),
			getdate(b.selesai) if b.selesai else None,
			b.jabatan,
		)
		for isi in per.values()
		for b in isi[:1]
	]


def list_kelompok(pegawai: str | None, hari: date) -> list[Kelompok]:
	"""Every group that the person leads on that day, also those of other modules (hook `kelompok_pegawai`)."""
	if not pegawai:
		return []
	lain = (frappe.get_attr(cara) for cara in frappe.get_hooks("kelompok_pegawai"))
	return [*list_peran(pegawai, hari), *(k for cara in lain for k in cara(pegawai, hari))]


def find_post_below(pegawai: str, atasan: str, hari: date) -> FaktaPenempatan | None:
	"""The post of the person that stands below the other on that day."""
	return next(
		(
			p
			for p in services.list_penempatan_aktif(pegawai, hari)
			if p.memegang and services.is_below(p.jabatan, atasan)
		),
		None,
	)


def name_role(k: Kelompok) -> str:
	"""`Koordinator Kelompok Perencanaan, sejak 1-2-2026 sampai 31-12-2026`."""
	return _("{0} {1}, {2}").format(_(k.peran), k.nama, name_term(k.mulai, k.selesai))


def name_term(mulai: date, selesai: date | None) -> str:
	if not selesai:
		return _("sejak {0}").format(frappe.format(mulai, "Date"))
	# stored half-open: the last day is the one before
	return _("{0} sampai {1}").format(
		frappe.format(mulai, "Date"), frappe.format(add_days(selesai, -1), "Date")
	)


def _list_pernah() -> list[str]:
	"""Everybody who ever led a group, or whose assignment was rolled back."""
	return frappe.cache.get_value(
		SIMPANAN, lambda: frappe.get_all(DOCTYPE, pluck="pegawai", distinct=True, order_by=None)
	)


def forget() -> None:
	"""An assignment was written: others may have read in between, so it is forgotten again at the commit."""
	services.clear_cache()
	_forget_now()
	frappe.db.after_commit.add(_forget_now)


def _forget_now() -> None:
	frappe.cache.delete_value(SIMPANAN)


# -- who orders ----------------------------------------------------------------------------------


def may_order(jabatan: str | None, user: str | None = None) -> bool:
	"""Who is in charge of the ordering post today, or who administers the personnel."""
	user = user or frappe.session.user
	if user == "Administrator" or mandat.PERAN_KEPEGAWAIAN in frappe.get_roles(user):
		return True
	pegawai = services.find_pegawai(user)
	return bool(jabatan and pegawai) and any(
		p.jabatan == jabatan and p.alamat for p in services.list_pangkuan(pegawai)
	)


def has_permission(doc, ptype: str | None = None, user: str | None = None, **_kw) -> bool:
	"""Permission hook: everybody with the role reads; the ordering post writes, asked of the stored row."""
	if ptype not in ("write", "create", "delete"):
		return True
	if doc.is_new():
		# core asks before anything is filled in, whether a form may be opened; `validate` asks again
		return not doc.pemberi_jabatan or may_order(doc.pemberi_jabatan, user)
	return may_order(frappe.db.get_value(DOCTYPE, doc.name, "pemberi_jabatan"), user)


def propose_giver(user: str | None = None) -> str | None:
	"""The post as which the user would order: the highest of which he is in charge."""
	pegawai = services.find_pegawai(user or frappe.session.user)
	fakta = (
		[services.get_fakta_jabatan(p.jabatan) for p in services.list_pangkuan(pegawai) if p.alamat]
		if pegawai
		else []
	)
	return min(fakta, key=lambda f: f.lft).kode if fakta else None


# -- reading one assignment ----------------------------------------------------------------------


def get_selang(doc) -> Selang:
	return Selang(getdate(doc.mulai), getdate(doc.selesai) if doc.selesai else None)


def find_post(pegawai: str, pemberi: str, hari: date) -> FaktaJabatan | None:
	"""The post on which the role would rest: a functional one below the ordering post, else whatever he holds."""
	milik = [
		services.get_fakta_jabatan(p.jabatan)
		for p in services.list_penempatan_aktif(pegawai, hari)
		if p.memegang
	]
	return min(
		milik,
		key=lambda f: (f.jenis != "Fungsional", not services.is_below(f.kode, pemberi), f.lft),
		default=None,
	)


def read_candidate(doc) -> CalonKoordinator:
	"""What the rules look at: of an assignment that runs, only what is new."""
	sebelum = doc.get_doc_before_save()
	berjalan = bool(sebelum) and getdate(sebelum.mulai) <= getdate()
	hari = max(getdate(doc.mulai), getdate()) if berjalan else getdate(doc.mulai)
	pemberi = services.get_fakta_jabatan(doc.pemberi_jabatan)
	orang = [doc.pegawai, *(b.pegawai for b in doc.anggota if b.pegawai)]
	services.get_struktur(hari).muat_pegawai(orang)
	nama = dict(frappe.get_all("Pegawai ASN", {"name": ("in", orang)}, ["name", "nama"], as_list=True))
	jabatan = (
		services.get_fakta_jabatan(sebelum.jabatan)
		if berjalan
		else find_post(doc.pegawai, pemberi.kode, hari)
	)
	lama = {b.pegawai for b in sebelum.anggota} if sebelum else set()
	anggota = []
	for b in doc.anggota:
		milik = find_post(b.pegawai, pemberi.kode, hari)
		di_bawah = bool(milik) and services.is_below(milik.kode, pemberi.kode)
		anggota.append(
			CalonAnggota(b.idx, b.pegawai, nama.get(b.pegawai, ""), milik, di_bawah, b.pegawai in lama)
		)
	return CalonKoordinator(
		doc.pegawai,
		nama.get(doc.pegawai, ""),
		jabatan,
		pemberi,
		berjalan or (bool(jabatan) and services.is_below(jabatan.kode, pemberi.kode)),
		get_selang(doc),
		anggota,
		_list_terms(doc),
	)


def _list_terms(doc) -> list[Selang]:
	"""Terms of others who lead the same group of the same unit."""
	lain = frappe.get_all(
		DOCTYPE,
		filters={"unit_kerja": doc.unit_kerja, "name": ("!=", doc.name or "")},
		fields=["kelompok", "mulai", "selesai"],
	)
	ini = fold(doc.kelompok)
	return [get_selang(b) for b in lain if fold(b.kelompok) == ini]


def fold(kelompok: str) -> str:
	"""The name of a group without what people write differently."""
	return " ".join(kelompok.casefold().split())


def take_giver(jabatan: str) -> tuple[str | None, str]:
	"""Who orders: the user where he is in charge of the post, else whoever is; with name and post as printed."""
	sendiri = services.find_pegawai(frappe.session.user)
	milik = next(
		(p for p in services.list_pangkuan(sendiri) if p.jabatan == jabatan and p.alamat)
		if sendiri
		else iter(()),
		None,
	)
	fakta = services.get_fakta_jabatan(jabatan)
	pemangku = services.get_pemangku(jabatan)
	orang = sendiri if milik else pemangku.pegawai
	if not orang:
		return None, fakta.nama
	kapasitas = milik.kapasitas if milik else pemangku.kapasitas
	nama = frappe.get_cached_value("Pegawai ASN", orang, "nama")
	return orang, mandat.label_of(nama, fakta.nama, kapasitas)
