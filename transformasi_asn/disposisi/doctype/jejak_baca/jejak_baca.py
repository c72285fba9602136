import frappe
from frappe import _

from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class JejakBaca(Dokumen):
	"""One reading of a secret item. Written by `permissions.bacaan.record` only, and never changed."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("Jejak baca tidak dapat ditulis, diubah, atau dihapus dengan tangan."), CatatanTetapError
		)
