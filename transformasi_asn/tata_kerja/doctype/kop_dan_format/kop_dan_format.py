import frappe
from frappe import _

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import kop, services
from transformasi_asn.tata_kerja.domain.lembar import find_duplicates
from transformasi_asn.tata_kerja.exceptions import BagianGandaError, LambangTidakSesuaiError


class KopdanFormat(Dokumen):
	"""Letterhead, wording and order of the printed sheets of a perangkat daerah and the units below it."""

	def onload(self) -> None:
		self.set_onload("boleh_ubah", services.may_edit_rules(self))

	def validate(self) -> None:
		services.check_unit_pengatur(self.unit_kerja)
		self.refuse_duplicates()
		self.check_lambang()

	def refuse_duplicates(self) -> None:
		for nomor in find_duplicates([baris.bagian for baris in self.bagian]):
			frappe.throw(
				_("Baris {0}: bagian {1} sudah ada di atasnya. Hapus salah satu.").format(
					nomor, frappe.bold(_(self.bagian[nomor - 1].bagian))
				),
				BagianGandaError,
				title=_("Bagian Ganda"),
			)

	def check_lambang(self) -> None:
		if self.lambang and self.has_value_changed("lambang") and not kop.read_image(self.lambang):
			frappe.throw(
				_("Lambang: unggah berkas PNG atau JPEG yang paling besar 500 KB."),
				LambangTidakSesuaiError,
				title=_("Lambang"),
			)
