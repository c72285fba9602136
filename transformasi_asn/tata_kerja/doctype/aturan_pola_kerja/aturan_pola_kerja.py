import frappe
from frappe import _

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import aturan, services
from transformasi_asn.tata_kerja.domain.pola import BAWAAN
from transformasi_asn.tata_kerja.exceptions import AturanBawaanError


class AturanPolaKerja(Dokumen):
	def autoname(self) -> None:
		self.name = self.unit_kerja or BAWAAN

	def onload(self) -> None:
		self.set_onload("boleh_ubah", services.may_edit_rules(self))

	def before_insert(self) -> None:
		self.refuse_second_record()

	def validate(self) -> None:
		services.ensure_may_name_pengelola(self)
		if self.unit_kerja:
			services.check_unit_pengatur(self.unit_kerja)
		aturan.assign_kode(self)
		aturan.check_baris(self)

	def on_update(self) -> None:
		aturan.notify_covered(self)

	def on_trash(self) -> None:
		self.refuse_deleting_shipped()

	def refuse_second_record(self) -> None:
		if frappe.db.exists(self.doctype, self.unit_kerja or BAWAAN):
			services.throw_aturan_ganda(self.unit_kerja)

	def refuse_deleting_shipped(self) -> None:
		if self.name == BAWAAN:
			frappe.throw(
				_("Aturan bawaan tidak dapat dihapus. Matikan barisnya bila tidak ingin dipakai."),
				AturanBawaanError,
				title=_("Aturan Bawaan"),
			)
