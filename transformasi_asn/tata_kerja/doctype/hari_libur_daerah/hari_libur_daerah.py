import frappe
from frappe import _

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja.exceptions import HariLiburGandaError


class HariLiburDaerah(Dokumen):
	"""A day off of one unit or of all, or a day on which a unit works although others do not."""

	def validate(self):
		self.refuse_second()

	def on_change(self):
		kalender.clear()

	def on_trash(self):
		kalender.clear()

	def refuse_second(self):
		lain = frappe.db.get_value(
			self.doctype,
			{
				"tanggal": self.tanggal,
				"unit_kerja": self.unit_kerja or ("is", "not set"),
				"name": ("!=", self.name or ""),
			},
			"nama",
		)
		if lain:
			frappe.throw(
				_("{0} sudah tercatat sebagai {1} untuk unit yang sama. Ubah yang sudah ada.").format(
					frappe.bold(frappe.format(self.tanggal, "Date")),
					frappe.bold(frappe.utils.escape_html(lain)),
				),
				HariLiburGandaError,
				title=_("Tanggal Sudah Ada"),
			)
