import frappe
from frappe import _

from transformasi_asn.alur import pindah
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class PemindahanStatus(Dokumen):
	"""Which states' documents go to which states of the present workflow; submitting it moves them."""

	def validate(self):
		pindah.check(self.document_type, [(b.idx, b.dari, b.ke) for b in self.baris])
		jumlah = pindah.count_per_status(self.document_type)
		for b in self.baris:
			b.jumlah = jumlah.get(b.dari, 0)

	def before_submit(self):
		self.keadaan = "Antre"

	def on_submit(self):
		pindah.start(self)

	def before_cancel(self):
		frappe.throw(
			_("Pemindahan yang sudah berjalan adalah catatan. Buat pemindahan baru ke arah sebaliknya."),
			CatatanTetapError,
			title=_("Catatan Tetap"),
		)

	@frappe.whitelist()
	def lanjutkan(self) -> None:
		"""Go on with a move whose worker was lost; what has been moved stays moved."""
		self.check_permission("submit")
		if self.docstatus == 1 and self.keadaan != "Selesai":
			pindah.start(self)
