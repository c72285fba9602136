"""What our DocTypes share (child tables: `compat.BarisTabel`)."""

from frappe.model.document import Document

from transformasi_asn import basisdata


class Dokumen(Document):
	"""Who comes second, when two change the same at once, is told so in words, whatever way he came.

	Core locks the stored row before any hook of ours is asked, and lets the database's error through.
	What it does past the controller (comments, likes, the row itself in a deletion) is beyond this.
	"""

	def load_from_db(self):
		if not self.flags.for_update:
			return super().load_from_db()
		with basisdata.retryable(self.doctype):
			return super().load_from_db()

	def insert(self, *args, **kwargs):
		with basisdata.retryable(self.doctype):
			return super().insert(*args, **kwargs)

	def save(self, *args, **kwargs):
		with basisdata.retryable(self.doctype):
			return super().save(*args, **kwargs)
