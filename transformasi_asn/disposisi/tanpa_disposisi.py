"""Letters that need no disposition leave the queue in one act, with a reason that stays readable."""

import frappe
from frappe import _

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.alur.mixin import move_to_tahap
from transformasi_asn.disposisi.exceptions import TanpaDisposisiError
from transformasi_asn.permissions.peran import get_peran

SEMUA = "Semua jenis, dengan alasan"
YANG_DITANDAI = "Jenis yang ditandai saja"
BATAS_SEKALI = 100
TITIK = "tanpa_disposisi"


def check_rule(naskah, sebelum) -> None:
	"""Who is not the addressee takes a letter out of the queue only as far as the agency lets him."""
	keluar = sebelum.tahap == Tahap.BARU.value and naskah.tahap == Tahap.SELESAI.value
	if not keluar or frappe.session.user == "Administrator" or "tujuan" in get_peran(sebelum):
		return
	aturan = frappe.get_cached_value("Pengaturan Tata Kerja", None, "tanpa_disposisi_tata_usaha") or SEMUA
	if aturan == SEMUA or (aturan == YANG_DITANDAI and is_marked(naskah)):
		return
	frappe.throw(
		_(
			"Naskah berjenis {0} hanya ditandai tanpa disposisi oleh pimpinan yang dituju. Aturannya ada pada Pengaturan Tata Kerja dan Jenis Naskah."
		).format(frappe.bold(naskah.jenis_naskah)),
		TanpaDisposisiError,
		title=_("Tidak Perlu Disposisi"),
	)


def is_marked(naskah) -> bool:
	"""Whether letters of this kind usually need no disposition."""
	return bool(frappe.get_cached_value("Jenis Naskah", naskah.jenis_naskah, "tanpa_disposisi"))


def mark(naskah, alasan: str) -> None:
	"""Take the step out of the queue with a reason; without one only letters whose kind gives it.

	Raises TanpaDisposisiError, LangkahTidakTersediaError, or what the workflow says.
	"""
	if not alasan and not is_marked(naskah):
		frappe.throw(
			_("Sebutkan alasan naskah ini tidak perlu disposisi."),
			TanpaDisposisiError,
			title=_("Tidak Perlu Disposisi"),
		)
	naskah.alasan = alasan or _("Jenis {0} biasanya tidak perlu disposisi.").format(naskah.jenis_naskah)
	# core reads the letter anew to say which steps its condition allows
	naskah.save()
	move_to_tahap(naskah, Tahap.SELESAI.value)


def mark_many(names: list[str], alasan: str) -> list[dict]:
	"""Mark several letters, each by itself: [{naskah, nomor_agenda, berhasil, pesan}] in their order."""
	if len(names) > BATAS_SEKALI:
		frappe.throw(
			_("Paling banyak {0} naskah sekali jalan. Kurangi pilihannya.").format(BATAS_SEKALI),
			TanpaDisposisiError,
		)
	return [_mark_one(nama, alasan) for nama in dict.fromkeys(names)]


def _mark_one(nama: str, alasan: str) -> dict:
	hasil = {"naskah": nama, "nomor_agenda": None, "berhasil": False, "pesan": ""}
	frappe.db.savepoint(TITIK)
	pesan = len(frappe.local.message_log)
	try:
		naskah = frappe.get_doc("Naskah Masuk", nama)
		naskah.check_permission("write")
		hasil["nomor_agenda"] = naskah.nomor_agenda
		mark(naskah, alasan)
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as e:
		frappe.db.rollback(save_point=TITIK)
		del frappe.local.message_log[pesan:]
		return {**hasil, "pesan": frappe.utils.strip_html(str(e)) or _("Tidak diizinkan.")}
	return {**hasil, "berhasil": True}
