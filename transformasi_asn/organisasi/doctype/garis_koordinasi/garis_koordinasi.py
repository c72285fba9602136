import frappe
from frappe import _
from frappe.utils import getdate

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.exceptions import GarisKoordinasiError
from transformasi_asn.organisasi.pembaca import DIKOORDINASIKAN


class GarisKoordinasi(Dokumen):
	def validate(self):
		self.validate_ujung()
		self.validate_masa()

	def on_update(self):
		services.clear_cache()

	def after_delete(self):
		services.clear_cache()

	def validate_ujung(self):
		"""Each end is a role or a post, and the line is narrower than "anybody to anybody"."""
		for peran, jabatan, ujung in (
			("dari_peran", "dari_jabatan", _("pemberi")),
			("ke_peran", "ke_jabatan", _("penerima")),
		):
			if self.get(peran) and self.get(jabatan):
				self.throw_galat(_("Isi peran atau jabatan {0}, jangan keduanya.").format(ujung))
		terisi = any(self.get(f) for f in ("dari_peran", "dari_jabatan", "ke_peran", "ke_jabatan"))
		if not terisi and self.cakupan != DIKOORDINASIKAN:
			self.throw_galat(
				_(
					"Garis ini berlaku bagi siapa saja. Isi pemberi atau penerima, atau pilih cakupan {0}."
				).format(DIKOORDINASIKAN)
			)

	def validate_masa(self):
		if self.mulai and self.selesai and getdate(self.selesai) <= getdate(self.mulai):
			self.throw_galat(_("Selesai harus sesudah mulai."))

	def throw_galat(self, pesan):
		frappe.throw(pesan, GarisKoordinasiError, title=_("Garis koordinasi"))
