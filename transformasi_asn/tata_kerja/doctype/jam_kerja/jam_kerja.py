import frappe
from frappe import _
from frappe.utils import getdate

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja.domain.kalender import build_pola, find_bentrok
from transformasi_asn.tata_kerja.exceptions import JamKerjaGandaError, SesiTidakSahError


class JamKerja(Dokumen):
	"""The working week of a unit and those below it, always or for a time."""

	def validate(self):
		self.check_sesi()
		self.check_masa()
		self.refuse_second()

	def on_change(self):
		kalender.clear()

	def on_trash(self):
		kalender.clear()

	def check_sesi(self):
		baris = [(b.hari, kalender.to_minutes(b.mulai), kalender.to_minutes(b.selesai)) for b in self.sesi]
		if bentrok := find_bentrok(baris):
			pertama, kedua = bentrok
			frappe.throw(
				_("Sesi baris {0} berakhir sebelum mulai. Perbaiki jamnya.").format(kedua)
				if pertama == kedua
				else _("Sesi baris {0} dan {1} bertumpang pada hari yang sama. Perbaiki jamnya.").format(
					pertama, kedua
				),
				SesiTidakSahError,
				title=_("Jam Kerja"),
			)
		self.jam_seminggu = build_pola(baris).menit_seminggu / 60

	def check_masa(self):
		if self.mulai and self.sampai and getdate(self.sampai) < getdate(self.mulai):
			frappe.throw(
				_("Berlaku sampai dengan mendahului Berlaku mulai."), SesiTidakSahError, title=_("Jam Kerja")
			)

	def refuse_second(self):
		"""Two weeks in force on one day could not be told apart: one always, and one at a time beside it."""
		lain = frappe.get_all(
			self.doctype,
			filters={"unit_kerja": self.unit_kerja or ("is", "not set"), "name": ("!=", self.name or "")},
			fields=["nama", "mulai", "sampai"],
		)
		for b in lain:
			if bool(b.mulai or b.sampai) == bool(self.mulai or self.sampai) and self.overlaps(b):
				frappe.throw(
					_(
						"{0} sudah mengatur jam kerja unit ini pada masa yang sama. Ubah yang sudah ada, atau batasi masa berlakunya."
					).format(frappe.bold(frappe.utils.escape_html(b.nama))),
					JamKerjaGandaError,
					title=_("Jam Kerja Sudah Ada"),
				)

	def overlaps(self, b) -> bool:
		return not (
			(self.sampai and b.mulai and getdate(self.sampai) < b.mulai)
			or (self.mulai and b.sampai and b.sampai < getdate(self.mulai))
		)
