"""The inbox took the place of a report and of cards that counted by themselves."""

import frappe

from transformasi_asn.disposisi.doctype.disposisi import disposisi
from transformasi_asn.disposisi.doctype.penerima_disposisi import penerima_disposisi
from transformasi_asn.disposisi.doctype.tugas import tugas

KARTU = (
	"Laporan Masuk",
	"Menunggu Disposisi Saya",
	"Tugas Belum Dibaca",
	"Tugas Saya Berikan",
	"Tugas Untuk Dikerjakan",
)


def execute() -> None:
	for modul in (tugas, disposisi, penerima_disposisi):
		modul.on_doctype_update()
	for doctype, nama in (("Report", "Kotak Tugas"), *(("Number Card", k) for k in KARTU)):
		frappe.delete_doc(doctype, nama, force=True, ignore_missing=True, ignore_permissions=True)
