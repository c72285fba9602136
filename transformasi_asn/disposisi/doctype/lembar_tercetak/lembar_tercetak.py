import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class LembarTercetak(Dokumen):
	"""One printed content of a record: what its QR code leads to. Written by `disposisi.cap` only."""

	def validate(self):
		if not (self.is_new() and self.flags.dari_layanan):
			self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("Lembar tercetak adalah catatan dan tidak dapat ditulis, diubah, atau dihapus dengan tangan."),
			CatatanTetapError,
		)


def on_doctype_update():
	# The same content printed again carries the same key.
	basisdata.add_unique("Lembar Tercetak", ["jenis", "rujukan", "sidik"], "unik_lembar_tercetak")
