import frappe
from frappe import _

from transformasi_asn.disposisi import surat_tugas
from transformasi_asn.disposisi.domain.surat_tugas import DRAF
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.permissions.mandat import MasaHabis


class SuratTugas(MasaHabis, Dokumen):
	"""The letter of one functional order: a draft of its giver until it is issued, a record from then on."""

	def onload(self):
		self.set_onload("tampilan", surat_tugas.view(self))

	def validate(self):
		surat_tugas.prepare(self)

	def end(self, alasan, pelaku):
		"""Revoke it together with its order (`pencatatan.object_to`), which has been stopped."""
		surat_tugas.end(self, alasan, pelaku)

	def on_trash(self):
		if self.keadaan != DRAF:
			frappe.throw(
				_("Surat tugas yang sudah diterbitkan tidak dapat dihapus; cabut dengan alasan."),
				CatatanTetapError,
				title=_("Surat Tugas Tetap"),
			)
