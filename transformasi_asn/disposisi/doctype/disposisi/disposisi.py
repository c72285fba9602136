import frappe
from frappe import _
from frappe.model.document import Document

from transformasi_asn.disposisi import pantauan, services
from transformasi_asn.disposisi.exceptions import CatatanTetapError


class Disposisi(Document):
	"""One order by one giver: a draft until it is submitted, a record from then on."""

	def onload(self):
		pantauan.mark_read(self)

	def validate(self):
		self.flags.perintah = services.prepare(self)

	def on_submit(self):
		services.issue(self, self.flags.perintah)

	def before_cancel(self):
		frappe.throw(
			_(
				"Disposisi yang sudah diberikan tidak dapat dibatalkan. Batalkan tugasnya satu per satu dengan alasan."
			),
			CatatanTetapError,
			title=_("Disposisi Tetap"),
		)
