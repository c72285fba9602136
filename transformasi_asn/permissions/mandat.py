"""What a Plt or Plh may not do in the name of a post, and who does it instead.

Three things keep a stand-in off an item: a grade of secrecy that his order does not name, a kind of letter
that the agency keeps from stand-ins, and standing on both sides of one report. Instead of him acts the
holder whom he stands in for; where there is none (Plt), the next person in charge above.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, format_date, getdate

from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.pemangku import Pemangku
from transformasi_asn.organisasi.domain.sebutan import name_post
from transformasi_asn.organisasi.domain.struktur import PEMEGANG, Kapasitas
from transformasi_asn.permissions.konteks import Konteks, get_konteks, remember
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA
from transformasi_asn.tata_kerja.domain.mandat import Larangan, find_larangan
from transformasi_asn.tata_kerja.services import get_pengaturan

HARI_DIINGAT = 31
"""For so many days a stand-in whose time is over is told so, instead of a bare refusal."""

BOLEH_DICATAT = "Boleh dan dicatat"

ALAMAT = {
	"Tugas": ("jabatan", "pemberi_jabatan", "persetujuan_jabatan"),
	"Naskah Masuk": ("tujuan_jabatan",),
	"Disposisi": ("pemberi_jabatan",),
	"Surat Tugas": ("pemberi_jabatan",),
}
"""Fields of a document that name the posts for which one acts on it."""


# -- acting for a post -----------------------------------------------------------------------------


def acts_for(doc, jabatan: str | None, k: Konteks) -> bool:
	"""Whether the user acts for the post on this document: in charge of it and not kept off, or instead."""
	if not jabatan:
		return False
	if jabatan in k.jabatan:
		return not find_larangan_of(doc, dict(k.mandat).get(jabatan))
	if jabatan in k.jabatan_tetap and doc.keamanan in RAHASIA:
		return True
	return bool(list_larangan()) and is_instead(doc, jabatan, k)


def writes_for(tugas, k: Konteks) -> bool:
	"""Whether the user, as secretary, accepts the post's tasks and writes its reports."""
	if tugas.jabatan not in k.jabatan_wakil:
		return False
	return not find_larangan_of(tugas, organisasi.get_pemangku(tugas.jabatan).kapasitas)


def only_records(jabatan: str | None, k: Konteks) -> bool:
	"""Whether the user is the post's secretary and does not act in its name just now."""
	return jabatan in k.jabatan_sekretaris and jabatan not in k.jabatan


def is_instead(doc, jabatan: str, k: Konteks) -> bool:
	"""Whether the stand-in is kept off this letter and the user is the one who acts instead."""
	if not (jabatan in k.jabatan_dijalankan or is_above(jabatan, k)):
		return False
	pemangku = organisasi.get_pemangku(jabatan)
	return bool(find_larangan_of(doc, pemangku.kapasitas)) and find_substitute(pemangku) == k.pegawai


def is_above(jabatan: str, k: Konteks) -> bool:
	return any(organisasi.is_below(jabatan, atas) for atas in k.jabatan)


def find_substitute(pemangku: Pemangku) -> str | None:
	"""Who acts where this person in charge may not: the holder he stands in for, else the next one above."""
	jabatan = pemangku.jabatan_bertindak
	if pemangku.kapasitas == Kapasitas.PLH:
		for p in organisasi.get_struktur().penempatan(jabatan):
			if p.memegang and p.pegawai != pemangku.pegawai:
				return p.pegawai
	atas = organisasi.get_fakta_jabatan(jabatan).atasan
	while atas:
		lain = organisasi.get_pemangku(atas)
		if lain.pegawai and lain.pegawai != pemangku.pegawai:
			return lain.pegawai
		atas = organisasi.get_fakta_jabatan(atas).atasan
	return None


# -- kinds of letter -------------------------------------------------------------------------------


def list_larangan() -> list[Larangan]:
	"""Kinds of letter kept from stand-ins, as the agency has set them."""
	return [
		Larangan(b.kapasitas, b.jenis_naskah or "", (b.klasifikasi or "").strip(), b.keterangan or "")
		for b in get_pengaturan().larangan_mandat
	]


def find_larangan_of(doc, kapasitas: str | None) -> Larangan | None:
	"""The row that keeps this capacity off the letter of a document."""
	if kapasitas is None or kapasitas in PEMEGANG or not (baris := list_larangan()):
		return None
	jenis, klasifikasi = _kind_of(doc)
	return find_larangan(kapasitas, jenis, klasifikasi, baris)


def _kind_of(doc) -> tuple[str, str]:
	if doc.doctype == "Naskah Masuk":
		return doc.jenis_naskah or "", doc.klasifikasi or ""
	jenis, klasifikasi = remember(
		("jenis naskah", doc.naskah),
		lambda: frappe.db.get_value("Naskah Masuk", doc.naskah, ["jenis_naskah", "klasifikasi"]) or ("", ""),
	)
	return jenis or "", klasifikasi or ""


# -- both sides of one report ----------------------------------------------------------------------


def gave(doc, k: Konteks) -> bool:
	"""Whether the user stands where the giver stood: by post, or in person when the post is no address."""
	if acts_for(doc, doc.pemberi_jabatan, k):
		return True
	return bool(k.pegawai) and doc.pemberi_pegawai == k.pegawai and doc.pemberi_jabatan in k.kursi


def gives(tugas, k: Konteks, menerima: bool) -> bool:
	"""Whether the user acts on the giver's side of a task; `menerima`: he holds it too.

	Who is on both sides by a mandate does not accept his own report.
	"""
	if gave(tugas, k):
		return not (menerima and is_conflict(tugas, k) and find_acceptor(tugas))
	if menerima or tugas.tahap not in TAHAP_TERBUKA or not tugas.pemberi_jabatan:
		return False
	if not (tugas.pemberi_jabatan in k.jabatan_dijalankan or is_above(tugas.pemberi_jabatan, k)):
		return False
	return find_acceptor(tugas) == k.pegawai


def is_conflict(tugas, k: Konteks) -> bool:
	"""Whether the user is giver and holder at once, each by a placement of his own, one of them a mandate."""
	memegang = tugas.pegawai == k.pegawai if tugas.pegawai else tugas.jabatan in k.jabatan_langsung
	mandat = dict(k.mandat)
	return (
		memegang
		and tugas.pemberi_jabatan != tugas.jabatan
		and tugas.pemberi_jabatan in k.jabatan_langsung
		and (tugas.pemberi_jabatan in mandat or tugas.jabatan in mandat)
	)


def find_acceptor(tugas) -> str | None:
	"""Who accepts the report where giver and holder are one person by a mandate; None where they are not.

	Also None where nobody else stands there, or the agency lets the person accept it (which is logged).
	"""
	if not tugas.pemberi_jabatan or get_pengaturan().konflik_mandat == BOLEH_DICATAT:
		return None
	pemberi = organisasi.get_pemangku(tugas.pemberi_jabatan)
	if not pemberi.pegawai or pemberi.jabatan_bertindak != tugas.pemberi_jabatan:
		return None
	if tugas.tim or tugas.jabatan == tugas.pemberi_jabatan:
		return None
	sementara = pemberi.kapasitas not in PEMEGANG
	if tugas.pegawai:
		sama = tugas.pegawai == pemberi.pegawai
	else:
		pemegang = organisasi.get_pemangku(tugas.jabatan)
		sama = pemegang.pegawai == pemberi.pegawai and pemegang.jabatan_bertindak == tugas.jabatan
		sementara = sementara or pemegang.kapasitas not in PEMEGANG
	return find_substitute(pemberi) if sama and sementara else None


# -- telling ---------------------------------------------------------------------------------------


def explain_end(doc, user: str | None = None) -> str:
	"""Why somebody who could act yesterday cannot: his time as Plt or Plh of a post concerned is over."""
	pegawai = organisasi.find_pegawai(user or frappe.session.user)
	jabatan = [doc.get(field) for field in ALAMAT.get(doc.doctype, ()) if doc.get(field)]
	akhir = _find_ended(pegawai, jabatan) if pegawai and jabatan else None
	if not akhir:
		return ""
	return _(
		"Masa Anda sebagai {0} berakhir pada {1}; sejak itu wewenangnya ada pada pejabatnya. Salin isian yang belum tersimpan bila perlu."
	).format(
		frappe.bold(name_post(organisasi.get_fakta_jabatan(akhir.jabatan).nama, akhir.kapasitas)),
		format_date(add_days(akhir.selesai, -1)),
	)


def tell_end(doc) -> None:
	"""Show the session's user why, once per request."""
	sebab = explain_end(doc)
	if sebab and sebab not in str(frappe.message_log):
		frappe.msgprint(sebab, title=_("Masa Mandat Berakhir"), indicator="orange")


class MasaHabis:
	"""Mixin of documents that one acts on for a post: a refused change says that one's time is over."""

	def raise_no_permission_to(self, perm_type):
		tell_end(self)
		super().raise_no_permission_to(perm_type)


def _find_ended(pegawai: str, jabatan: list[str]) -> Any:
	hari = getdate()
	baris = frappe.get_all(
		"Penempatan",
		filters={
			"pegawai": pegawai,
			"jabatan": ("in", jabatan),
			"kapasitas": ("in", [Kapasitas.PLT.value, Kapasitas.PLH.value]),
			"riwayat": 0,
			"selesai": ("between", (add_days(hari, -HARI_DIINGAT), hari)),
		},
		fields=["jabatan", "kapasitas", "selesai"],
		order_by="selesai desc",
		limit=1,
	)
	return baris[0] if baris else None


def describe(jabatan: str) -> dict[str, Any]:
	"""How the session's user acts for a post today: as it is printed, in whose place, until when (last day)."""
	k = get_konteks()
	fakta = organisasi.get_fakta_jabatan(jabatan)
	hasil = {"jabatan": jabatan, "label": name_post(fakta.nama, k.kapasitas_pada(jabatan))}
	if jabatan not in dict(k.mandat):
		return hasil
	for p in organisasi.get_struktur().penempatan(jabatan):
		if p.pegawai == k.pegawai:
			hasil["sampai"] = add_days(p.selesai, -1) if p.selesai else None
		elif p.memegang:
			hasil["mewakili"] = frappe.get_cached_value("Pegawai ASN", p.pegawai, "nama")
	return hasil
