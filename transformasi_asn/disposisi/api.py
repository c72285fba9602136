"""What the desk and other systems call."""

import frappe
from frappe import _

from transformasi_asn.disposisi import jejak
from transformasi_asn.disposisi.domain.penerima import Persetujuan
from transformasi_asn.disposisi.exceptions import PersetujuanError
from transformasi_asn.permissions.peran import get_peran


@frappe.whitelist(methods=["POST"])
def putuskan_persetujuan(tugas: str, setuju: bool, alasan: str = "") -> str:
	"""The head of the officer's perangkat daerah consents, or refuses with a reason; returns the outcome."""
	doc = frappe.get_doc("Tugas", tugas, for_update=True)
	doc.check_permission("read")
	if "kepala" not in get_peran(doc):
		frappe.throw(_("Persetujuan ini diminta kepada jabatan lain."), frappe.PermissionError)
	if doc.persetujuan != Persetujuan.MENUNGGU.value:
		frappe.throw(
			_("Tugas ini tidak sedang menunggu persetujuan (sekarang: {0}).").format(doc.persetujuan),
			PersetujuanError,
		)
	if not setuju and not alasan.strip():
		frappe.throw(_("Sebutkan alasan menolak."), PersetujuanError, title=_("Alasan Diperlukan"))
	doc.persetujuan = (Persetujuan.DISETUJUI if setuju else Persetujuan.DITOLAK).value
	doc.alasan_persetujuan = alasan.strip() or None
	doc.save()
	return doc.persetujuan


@frappe.whitelist()
def verifikasi_jejak(tugas: str | None = None) -> list[dict]:
	"""Breaks in the log of one Tugas, or of all for an auditor; [] when whole."""
	if tugas:
		frappe.get_doc("Tugas", tugas).check_permission("read")
	else:
		frappe.only_for(["Auditor ASN", "Admin Tata Kerja", "System Manager"])
	return [{"tugas": k.tugas, "urutan": k.urutan, "sebab": k.sebab} for k in jejak.verify(tugas)]
