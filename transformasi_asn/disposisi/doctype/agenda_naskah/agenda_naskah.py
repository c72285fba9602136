import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.dokumen import Dokumen


class AgendaNaskah(Dokumen):
	"""One line of the agenda register of a perangkat daerah. Number and date stand, whatever the letter's grade."""

	def validate(self):
		if not self.is_new():
			self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(_("Nomor agenda adalah catatan dan tidak dapat diubah atau dihapus."), CatatanTetapError)


def on_doctype_update():
	basisdata.add_unique("Agenda Naskah", ["unit_kerja", "tahun", "nomor"], "unik_nomor_agenda")
	basisdata.add_unique("Agenda Naskah", ["naskah", "unit_kerja"], "unik_agenda_naskah")
