import frappe
from frappe import _

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi.exceptions import JenjangGandaError


class JabatanFungsional(Dokumen):
	def validate(self):
		self.validate_jenjang()

	def validate_jenjang(self):
		ada = set()
		for baris in self.jenjang:
			if baris.jenjang in ada:
				frappe.throw(
					_("Baris {0}: jenjang {1} tertulis dua kali. Hapus salah satunya.").format(
						baris.idx, baris.jenjang
					),
					JenjangGandaError,
					title=_("Jenjang"),
				)
			ada.add(baris.jenjang)
