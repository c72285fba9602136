import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class EskalasiTugas(Dokumen):
	"""One post up the line was told of a late task, and sees it since. Written by `disposisi.pengingat` only."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("Kenaikan tugas tidak dapat ditulis, diubah, atau dihapus dengan tangan."), CatatanTetapError
		)


def on_doctype_update():
	basisdata.add_unique(
		"Eskalasi Tugas", ["tugas", "jatuh_tempo", "tingkat"], "unik_tugas_jatuh_tempo_tingkat"
	)
	# the access criterion asks by post
	basisdata.add_index("Eskalasi Tugas", ["jabatan", "tugas"])
