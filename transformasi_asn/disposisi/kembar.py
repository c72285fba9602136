"""Letters that came in before: looked for in all registers, shown only to who may see them."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import escape_html, get_url_to_form, getdate

from transformasi_asn.disposisi.domain.kembar import fingerprint

BATAS = 5
KOLOM = ["name", "perihal", "nomor_agenda", "tanggal_diterima"]


def fingerprint_of(naskah) -> str | None:
	"""The fingerprint of a letter; None for what comes from below or was said."""
	if naskah.bentuk != "Surat":
		return None
	return fingerprint(
		naskah.pengirim, naskah.nomor_surat, getdate(naskah.tanggal_surat) if naskah.tanggal_surat else None
	)


def find_kembar(
	pengirim: str | None,
	nomor_surat: str | None,
	tanggal_surat: date | str | None,
	kecuali: str | None = None,
) -> list[dict]:
	"""Letters with this sender, number and date: {nomor_agenda, tanggal_diterima}.

	Of those the session's user may see also `name` and `perihal`; of the others only that they are there.
	"""
	sidik = fingerprint(pengirim, nomor_surat, getdate(tanggal_surat) if tanggal_surat else None)
	return list_by({"kunci_kembar": sidik}, kecuali) if sidik else []


def list_by(saring: dict, kecuali: str | None = None) -> list[dict]:
	"""The letters that a filter finds in all registers, oldest first, as `find_kembar` tells them."""
	ada = frappe.get_all(
		"Naskah Masuk",
		filters={**saring, "name": ("!=", kecuali or "")},
		fields=["name", "nomor_agenda", "tanggal_diterima"],
		order_by="creation asc",
		limit_page_length=BATAS,
	)
	terlihat = {n.name: n for n in list_visible([n.name for n in ada])}
	return [
		terlihat.get(n.name) or frappe._dict(nomor_agenda=n.nomor_agenda, tanggal_diterima=n.tanggal_diterima)
		for n in ada
	]


def list_visible(names: list[str]) -> list[dict]:
	"""Those of the letters that the session's user may see."""
	if not (names and frappe.has_permission("Naskah Masuk", "read")):
		return []
	return frappe.get_list(
		"Naskah Masuk", filters={"name": ("in", names)}, fields=KOLOM, limit_page_length=len(names)
	)


def render(kembar: dict) -> str:
	"""One earlier letter as HTML: its agenda number, a link and the subject where the user may see it."""
	tanggal = frappe.format(kembar.tanggal_diterima, "Date")
	if not kembar.get("name"):
		return _("agenda {0}, diterima {1}").format(escape_html(kembar.nomor_agenda), tanggal)
	return '<a href="{}">{}</a> {}'.format(
		get_url_to_form("Naskah Masuk", kembar.name),
		_("agenda {0}, diterima {1}").format(escape_html(kembar.nomor_agenda), tanggal),
		escape_html(kembar.perihal),
	)


def warn(naskah) -> None:
	"""Tell who registers a letter that it seems to be there already; it is registered all the same."""
	if not naskah.kunci_kembar:
		return
	ada = list_by({"kunci_kembar": naskah.kunci_kembar}, naskah.name)
	if ada:
		frappe.msgprint(
			_("Pengirim, nomor, dan tanggal surat ini sama dengan yang sudah tercatat: {0}.").format(
				"; ".join(map(render, ada))
			),
			title=_("Tersimpan, Mohon Diperiksa"),
			indicator="orange",
		)
