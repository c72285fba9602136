"""Files of letters, orders and reports: that they are there, and that scans stay once the letter is disposed."""

import frappe
from frappe import _
from frappe.utils import escape_html

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi import indeks
from transformasi_asn.disposisi.exceptions import CatatanTetapError, LampiranHilangError
from transformasi_asn.permissions import pintu

SETEMPAT = ("/files/", "/private/files/")
# DocType → field of the evidence, and what of the stored row says that it stands
BUKTI = {
	"Kontribusi Tim": ("bukti", "keadaan", ("Diterima",)),
	"Tugas": ("lampiran_laporan", "tahap", (Tahap.SELESAI.value,)),
}


def check_file(doc, field: str) -> None:
	"""The file that an Attach field names for the first time is there; else LampiranHilangError."""
	sebelum = doc.get_doc_before_save()
	url = doc.get(field) or ""
	if url.startswith(SETEMPAT) and not (sebelum and sebelum.get(field) == url) and not is_there(url):
		refuse_missing(_(doc.meta.get_label(field)), url)


def take_uploads(naskah, urls: list[str]) -> None:
	"""Attach what was uploaded while the letter was being registered; each by its address.

	Raises LampiranHilangError, naming the one that is not there.
	"""
	for nomor, url in enumerate(dict.fromkeys(urls), 1):
		berkas = pintu.adopt_upload(url, naskah.doctype, naskah.name)
		if not (berkas and berkas.exists_on_disk()):
			refuse_missing(_("Pindaian {0}").format(nomor), url)


def refuse_missing(letak: str, url: str) -> None:
	frappe.throw(
		_("{0}: berkas {1} tidak ditemukan di server. Unggah ulang, atau kosongkan isiannya.").format(
			letak, frappe.bold(escape_html(url.rsplit("/", 1)[-1]))
		),
		LampiranHilangError,
		title=_("Lampiran Hilang"),
	)


def is_there(url: str) -> bool:
	"""Whether a stored file has this address and its content is on disk."""
	nama = frappe.db.get_value("File", {"file_url": url})
	return bool(nama) and bool(frappe.get_doc("File", nama).exists_on_disk())


def list_pindaian(naskah) -> list[dict]:
	"""The attachments of a letter: {nama, url, hilang, tak_terbaca}.

	`hilang`: the content is no longer on disk; `tak_terbaca`: why a search does not find its text.
	"""
	berkas = frappe.get_all(
		"File",
		filters={"attached_to_doctype": naskah.doctype, "attached_to_name": naskah.name},
		fields=["name", "file_name", "file_url"],
		order_by="creation asc",
	)
	tak_terbaca = indeks.list_unread(naskah.name) if berkas else {}
	return [
		{
			"nama": b.file_name,
			"url": b.file_url,
			"hilang": (b.file_url or "").startswith(SETEMPAT)
			and not frappe.get_doc("File", b.name).exists_on_disk(),
			"tak_terbaca": tak_terbaca.get(b.name),
		}
		for b in berkas
	]


def keep(berkas, method: str | None = None) -> None:
	"""`File.on_trash`: once a letter is disposed, scans may be added, but those that are there stay; so does evidence."""
	if frappe.session.user == "Administrator":
		return
	if berkas.attached_to_doctype in BUKTI:
		_keep_evidence(berkas)
	if berkas.attached_to_doctype != "Naskah Masuk":
		return
	tahap = frappe.db.get_value("Naskah Masuk", berkas.attached_to_name, "tahap")
	if tahap and tahap != Tahap.BARU.value:
		frappe.throw(
			_("Naskah ini sudah didisposisikan; pindaiannya boleh ditambah, tidak dihapus."),
			CatatanTetapError,
			title=_("Naskah Tetap"),
		)


def _keep_evidence(berkas) -> None:
	field, penentu, tetap = BUKTI[berkas.attached_to_doctype]
	url, keadaan = frappe.db.get_value(
		berkas.attached_to_doctype, berkas.attached_to_name, [field, penentu]
	) or (None, None)
	if url and url == berkas.file_url and keadaan in tetap:
		frappe.throw(
			_("Berkas ini bukti dari pekerjaan yang sudah diterima dan tidak dapat dihapus."),
			CatatanTetapError,
			title=_("Bukti Tetap"),
		)
