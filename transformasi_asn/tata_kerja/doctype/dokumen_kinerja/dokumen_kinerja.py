import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import services
from transformasi_asn.tata_kerja.exceptions import DokumenKinerjaGandaError, TahunTidakWajarError


class DokumenKinerja(Dokumen):
	def onload(self) -> None:
		self.set_onload("boleh_ubah", services.may_edit_rules(self))

	def validate(self) -> None:
		services.check_unit_pengatur(self.unit_kerja)
		self.check_tahun()
		self.refuse_second_record()

	def check_tahun(self) -> None:
		if not 2000 <= self.tahun <= 2100:
			frappe.throw(
				_("Tahun {0} tidak wajar. Isi tahun anggaran dengan empat angka, misalnya 2026.").format(
					self.tahun
				),
				TahunTidakWajarError,
				title=_("Tahun Tidak Wajar"),
			)

	def refuse_second_record(self) -> None:
		lain = frappe.db.get_value(
			self.doctype,
			{"unit_kerja": self.unit_kerja, "tahun": self.tahun, "name": ["!=", self.name]},
		)
		if lain:
			frappe.throw(
				_("Dokumen kinerja {0} tahun {1} sudah ada: {2}. Ubah yang sudah ada.").format(
					self.unit_kerja, self.tahun, frappe.utils.get_link_to_form(self.doctype, lain)
				),
				DokumenKinerjaGandaError,
				title=_("Dokumen Kinerja Sudah Ada"),
			)


def on_doctype_update() -> None:
	# one plan per unit and year; also the index that every decision reads
	basisdata.add_unique("Dokumen Kinerja", ["unit_kerja", "tahun"], "unique_unit_kerja_tahun")
