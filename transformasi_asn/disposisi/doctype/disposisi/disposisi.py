import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi import pantauan, pencatatan, services
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.permissions.mandat import MasaHabis


class Disposisi(MasaHabis, Dokumen):
	"""One order by one giver: a draft until it is submitted, a record from then on."""

	def onload(self):
		pantauan.mark_read(self)

	def validate(self):
		with pencatatan.recording(self):
			self.flags.perintah = services.prepare(self)

	def on_submit(self):
		with pencatatan.recording(self):
			services.issue(self, self.flags.perintah)

	def before_update_after_submit(self):
		frappe.throw(
			_(
				"Disposisi yang sudah diberikan tidak dapat diubah. Tarik dahulu selama belum dibaca, lalu ubah konsepnya."
			),
			CatatanTetapError,
			title=_("Disposisi Tetap"),
		)

	def before_cancel(self):
		frappe.throw(
			_(
				"Disposisi yang sudah diberikan tidak dapat dibatalkan. Tarik selama belum dibaca, atau batalkan tugasnya satu per satu dengan alasan."
			),
			CatatanTetapError,
			title=_("Disposisi Tetap"),
		)


def on_doctype_update():
	# proposals look at the last like orders of a post
	basisdata.add_index("Disposisi", ["pemberi_jabatan", "kegiatan", "creation"])
	# the writer's drafts, the giver's sent orders
	basisdata.add_index("Disposisi", ["owner", "docstatus"])
	basisdata.add_index("Disposisi", ["pemberi_pegawai", "docstatus", "creation"])
