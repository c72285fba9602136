import frappe
from frappe import _
from frappe.model.document import Document

from transformasi_asn.tata_kerja.domain.keamanan import find_duplicates
from transformasi_asn.tata_kerja.exceptions import PotonganGandaError


class PengaturanTataKerja(Document):
	def validate(self) -> None:
		self.refuse_duplicate_cells()

	def refuse_duplicate_cells(self) -> None:
		ganda = find_duplicates((row.hubungan, row.keamanan) for row in self.potongan_keamanan)
		if ganda:
			frappe.throw(
				_("Potongan keamanan: baris {0} dan {1} mengatur hal yang sama. Hapus salah satunya.").format(
					*ganda[0]
				),
				PotonganGandaError,
				title=_("Baris Ganda"),
			)
