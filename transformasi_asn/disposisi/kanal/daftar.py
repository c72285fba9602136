"""The channels that the admin has set up."""

import frappe
from frappe import _

from transformasi_asn.disposisi.exceptions import KanalTidakSahError
from transformasi_asn.disposisi.kanal.dasar import HOOK, Kanal

DOCTYPE = "Kanal Pemberitahuan"
KUNCI = "transformasi_asn_kanal"
KOLOM = (
	"name",
	"jenis",
	"aktif",
	"jenis_alamat",
	"bawaan",
	"tahan_jam_tenang",
	"batas_keamanan",
	"gagal_sejak",
)


def list_kanal(semua: bool = False) -> list[frappe._dict]:
	"""The channels in use (`semua`: all) by name, from Redis; without their secrets."""
	kanal = frappe.cache().get_value(
		KUNCI, lambda: [dict(k) for k in frappe.get_all(DOCTYPE, fields=list(KOLOM), order_by="name")]
	)
	return [frappe._dict(k) for k in kanal if semua or k["aktif"]]


def get_kanal(nama: str) -> frappe._dict:
	"""One of them, also one that is switched off."""
	return next(k for k in list_kanal(semua=True) if k.name == nama)


def clear(doc=None, method: str | None = None) -> None:
	"""Forget them: one has changed. Once more when that is certain, for those who read meanwhile."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.cache().delete_value(KUNCI)


def list_jenis() -> list[str]:
	"""Kinds of channels of all apps."""
	return list(frappe.get_hooks(HOOK))


def get_class(jenis: str) -> type[Kanal]:
	"""The class behind a kind; raises KanalTidakSahError where the app that brought it is gone."""
	cara = frappe.get_hooks(HOOK).get(jenis)
	if not cara:
		frappe.throw(
			_("Jenis kanal {0} tidak dikenal. Pilih salah satu: {1}.").format(
				frappe.bold(frappe.utils.escape_html(jenis)), ", ".join(list_jenis())
			),
			KanalTidakSahError,
		)
	return frappe.get_attr(cara[-1])


def open_kanal(nama: str) -> Kanal:
	"""The channel of this name, ready to send."""
	setelan = frappe.get_cached_doc(DOCTYPE, nama)
	return get_class(setelan.jenis)(setelan)
