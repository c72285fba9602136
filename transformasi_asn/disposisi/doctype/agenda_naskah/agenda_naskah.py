import frappe
from frappe import _
from frappe.model.document import Document

from transformasi_asn.disposisi.exceptions import CatatanTetapError


class AgendaNaskah(Document):
	"""One line of the agenda register of a perangkat daerah. Number and date stand, whatever the letter's grade."""

	def validate(self):
		if not self.is_new():
			self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(_("Nomor agenda adalah catatan dan tidak dapat diubah atau dihapus."), CatatanTetapError)


def on_doctype_update():
	frappe.db.add_unique(
		"Agenda Naskah", ["unit_kerja", "tahun", "nomor"], constraint_name="unik_nomor_agenda"
	)
	frappe.db.add_unique("Agenda Naskah", ["naskah", "unit_kerja"], constraint_name="unik_agenda_naskah")
