"""Letters that belong together: what answers what, as far as the reader may see it."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import escape_html

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi.exceptions import TautanNaskahError
from transformasi_asn.disposisi.kembar import KOLOM
from transformasi_asn.permissions.kriteria import can_see

BALASAN = "Balasan atas"
TERKAIT = "Terkait"
BATAS_UTAS = 60


def link(naskah, ke: str, hubungan: str) -> None:
	"""Note that a letter answers another or belongs to it; both must be seen. Raises TautanNaskahError."""
	if hubungan not in (TERKAIT, BALASAN):
		_refuse(_("Hubungan {0} tidak dikenal.").format(escape_html(hubungan)))
	if ke == naskah.name:
		_refuse(_("Naskah tidak dapat ditautkan dengan dirinya sendiri."))
	if not (frappe.db.exists("Naskah Masuk", ke) and can_see("Naskah Masuk", ke)):
		_refuse(_("Naskah yang ditautkan tidak ditemukan di antara yang dapat Anda lihat."))
	if frappe.db.exists("Tautan Naskah", {"naskah": naskah.name, "ke_naskah": ke}) or frappe.db.exists(
		"Tautan Naskah", {"naskah": ke, "ke_naskah": naskah.name}
	):
		_refuse(_("Kedua naskah ini sudah bertautan."))
	frappe.get_doc(
		{"doctype": "Tautan Naskah", "naskah": naskah.name, "ke_naskah": ke, "hubungan": hubungan}
	).insert(ignore_permissions=True)


def unlink(naskah, ke: str) -> None:
	"""Take a link back, as long as its letter is not disposed. Raises TautanNaskahError."""
	nama = frappe.db.get_value("Tautan Naskah", {"naskah": naskah.name, "ke_naskah": ke})
	if not nama:
		_refuse(_("Tautan itu tidak ada, atau dibuat dari naskah yang lain."))
	if naskah.tahap != Tahap.BARU.value:
		_refuse(_("Naskah ini sudah didisposisikan; tautannya boleh ditambah, tidak dilepas."))
	frappe.delete_doc("Tautan Naskah", nama, ignore_permissions=True)


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, TautanNaskahError, title=_("Naskah Terkait"))


def get_utas(naskah: str) -> list[dict]:
	"""The letters that hang together with this one, oldest first, itself among them.

	Each {nomor_agenda, hubungan: [{jenis, nomor_agenda}]}, and what it is about where the user may see it;
	`tertaut` on those that the link leads to from this letter.
	Through a letter that he may not see the thread is not followed.
	"""
	if not _links_around([naskah]):
		return []
	tautan, terlihat = _collect(naskah)
	nama = {n for dari, ke, _jenis in tautan for n in (dari, ke)}
	semua = frappe.get_all(
		"Naskah Masuk",
		filters={"name": ("in", list(nama))},
		fields=["name", "nomor_agenda", "tanggal_diterima"],
		order_by="tanggal_diterima asc, creation asc",
	)
	nomor = {n.name: n.nomor_agenda for n in semua}
	dari_sini = {(dari, ke) for dari, ke, _jenis in tautan}
	return [
		{
			**(terlihat.get(n.name) or {}),
			"nomor_agenda": n.nomor_agenda,
			"sorot": n.name == naskah,
			**({"tertaut": True} if n.name in terlihat and (naskah, n.name) in dari_sini else {}),
			"hubungan": [
				{"jenis": jenis, "nomor_agenda": nomor[ke]} for dari, ke, jenis in tautan if dari == n.name
			],
		}
		for n in semua
	]


def _collect(naskah: str) -> tuple[list[tuple[str, str, str]], dict[str, dict]]:
	"""Links (from, to, kind) reached from a letter over those the user sees, and these letters."""
	tautan: dict[tuple[str, str], str] = {}
	terlihat: dict[str, dict] = {}
	batas = {naskah}
	while batas and len(terlihat) < BATAS_UTAS:
		baru = {
			n.name: n
			for n in frappe.get_list(
				"Naskah Masuk",
				filters={"name": ("in", list(batas))},
				fields=[*KOLOM, "pengirim", "workflow_state", "tahap"],
				limit_page_length=BATAS_UTAS,
			)
		}
		terlihat.update(baru)
		sekitar = _links_around(baru)
		tautan.update({(dari, ke): jenis for dari, ke, jenis in sekitar})
		batas = {n for dari, ke, _jenis in sekitar for n in (dari, ke)} - terlihat.keys() - batas
	return [(dari, ke, jenis) for (dari, ke), jenis in tautan.items()], terlihat


def _links_around(names: Iterable[str]) -> list[tuple[str, str, str]]:
	names = list(names)
	if not names:
		return []
	return [
		tuple(b)
		for b in frappe.get_all(
			"Tautan Naskah",
			or_filters=[["naskah", "in", names], ["ke_naskah", "in", names]],
			fields=["naskah", "ke_naskah", "hubungan"],
			as_list=True,
			limit_page_length=BATAS_UTAS * 4,
		)
	]
