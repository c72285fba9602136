import frappe
from frappe import _
from frappe.utils import cstr, escape_html, format_date, getdate

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import sekretaris, services
from transformasi_asn.organisasi.domain.selang import Selang
from transformasi_asn.organisasi.exceptions import (
	BukanPenunjukSekretarisError,
	KeadaanJabatanError,
	MasaPenempatanError,
	PenempatanGandaError,
	SuratTetapError,
)


class PenugasanSekretaris(Dokumen):
	"""For these days a person works in the name of a post: accepts for it, and records what its official orders."""

	def validate(self):
		if not (self.jabatan and self.pegawai and self.mulai):
			return  # core names the missing fields after this
		self.check_appointer()
		self.check_authority()
		self.keep_who_it_was()
		self.check_days()
		self.check_post()
		self.set_judul()

	def on_update(self):
		services.clear_cache()
		sekretaris.forget()

	def after_delete(self):
		services.clear_cache()
		sekretaris.forget()

	def check_appointer(self):
		sebelum = self.get_doc_before_save()
		for jabatan in {self.jabatan, sebelum.jabatan if sebelum else self.jabatan}:
			if not sekretaris.may_appoint(jabatan):
				frappe.throw(
					_(
						"Sekretaris ditunjuk oleh pejabat definitif jabatan itu, Pengelola Kepegawaian, atau Admin Tata Kerja."
					),
					BukanPenunjukSekretarisError,
					title=_("Bukan Penunjuk"),
				)

	def check_authority(self):
		"""Nobody makes himself a secretary; what opens Rahasia or acts for the post is the holder's to give."""
		user = frappe.session.user
		if user != "Administrator" and self.pegawai == services.find_pegawai(user):
			frappe.throw(
				_("Anda tidak dapat menugaskan diri sendiri. Minta pejabat jabatan itu atau pengelola lain."),
				BukanPenunjukSekretarisError,
				title=_("Bukan Penunjuk"),
			)
		if sekretaris.adds_authority(self, self.get_doc_before_save()) and not sekretaris.is_holder(
			self.jabatan
		):
			frappe.throw(
				_(
					"Menerima tugas atas nama pejabat dan wewenang atas naskah Rahasia hanya diberikan pejabat definitif jabatan itu. Kosongkan keduanya, lalu minta pejabatnya mencentang."
				),
				BukanPenunjukSekretarisError,
				title=_("Wewenang Sekretaris"),
			)

	def keep_who_it_was(self):
		"""What somebody did as secretary stays explained: another person is another assignment."""
		sebelum = self.get_doc_before_save()
		if sebelum and getdate(sebelum.mulai) <= getdate():
			for field in ("jabatan", "pegawai", "mulai"):
				if cstr(self.get(field)) != cstr(sebelum.get(field)):
					frappe.throw(
						_("Penugasan sudah berjalan: isi Sampai dengan, lalu buat penugasan baru."),
						SuratTetapError,
						title=_("Penugasan Berjalan"),
					)

	def check_days(self):
		if self.sampai and getdate(self.sampai) < getdate(self.mulai):
			frappe.throw(
				_("Sampai dengan tidak boleh sebelum Mulai."), MasaPenempatanError, title=_("Masa Tugas")
			)
		masa = self.get_selang(self)
		for lain in frappe.get_all(
			self.doctype,
			filters={"jabatan": self.jabatan, "pegawai": self.pegawai, "name": ("!=", self.name or "")},
			fields=["mulai", "sampai"],
		):
			if masa.bertumpang(self.get_selang(lain)):
				frappe.throw(
					_(
						"Orang ini sudah sekretaris jabatan itu sejak {0}. Akhiri dahulu penugasan lamanya."
					).format(frappe.bold(format_date(lain.mulai))),
					PenempatanGandaError,
					title=_("Penugasan Ganda"),
				)

	@staticmethod
	def get_selang(baris) -> Selang:
		return Selang(
			getdate(baris.mulai), frappe.utils.add_days(getdate(baris.sampai), 1) if baris.sampai else None
		)

	def check_post(self):
		fakta = services.get_fakta_jabatan(self.jabatan)
		if not fakta.alamat:
			frappe.throw(
				_("{0} berkursi banyak; sekretaris hanya ada pada jabatan pimpinan.").format(
					frappe.bold(escape_html(fakta.nama))
				),
				KeadaanJabatanError,
				title=_("Jabatan"),
			)
		if any(
			p.pegawai == self.pegawai and p.memegang
			for p in services.get_struktur(self.mulai).penempatan(self.jabatan)
		):
			frappe.throw(
				_("Pejabat tidak menjadi sekretaris jabatannya sendiri. Pilih orang lain."),
				KeadaanJabatanError,
				title=_("Sekretaris"),
			)

	def set_judul(self):
		nama = frappe.get_cached_value("Pegawai ASN", self.pegawai, "nama")
		self.judul = f"{nama} ({services.get_fakta_jabatan(self.jabatan).nama})"


def on_doctype_update():
	# Asked once per request of everybody.
	basisdata.add_index("Penugasan Sekretaris", ["pegawai", "mulai"])
