import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class JejakTugas(Dokumen):
	"""One entry of the log. Entries are written by `disposisi.jejak.append` only and never change."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("Jejak tugas tidak dapat ditulis, diubah, atau dihapus dengan tangan."), CatatanTetapError
		)


def on_doctype_update():
	basisdata.add_unique("Jejak Tugas", ["tugas", "urutan"], "unik_tugas_urutan")
	# what one person has done, among the entries of everybody
	basisdata.add_index("Jejak Tugas", ["pegawai", "waktu"])
