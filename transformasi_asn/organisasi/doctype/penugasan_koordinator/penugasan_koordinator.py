import frappe
from frappe import _
from frappe.utils import cstr, getdate

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import koordinator, services
from transformasi_asn.organisasi.domain.koordinator import (
	JENJANG_LAZIM,
	is_below_usual,
	periksa_koordinator,
)
from transformasi_asn.organisasi.exceptions import (
	AlasanBerakhirError,
	BukanPemberiKoordinatorError,
	MasihDipakaiError,
	SuratTetapError,
	throw_first,
)

TETAP = ("pegawai", "peran", "kelompok", "unit_kerja", "mulai", "pemberi_jabatan")


class PenugasanKoordinator(Dokumen):
	"""For these days a functional officer leads a group: a role that makes no post and nobody's superior."""

	def validate(self):
		if not all(self.get(f) for f in TETAP):
			return  # core names the missing fields after this
		self.check_giver()
		self.keep_what_runs()
		self.check_early_end()
		calon = koordinator.read_candidate(self)
		throw_first(periksa_koordinator(calon), _("Penugasan Koordinator"))
		self.set_facts(calon)
		self.tell_unusual_level(calon)

	def on_update(self):
		koordinator.forget()

	def on_trash(self):
		if self.has_begun(self):
			frappe.throw(
				_("Penugasan sudah berjalan dan tidak dihapus. Isi Berakhir dengan alasannya."),
				MasihDipakaiError,
				title=_("Penugasan Berjalan"),
			)

	def after_delete(self):
		koordinator.forget()

	@staticmethod
	def has_begun(doc) -> bool:
		return bool(doc) and getdate(doc.mulai) <= getdate()

	def check_giver(self):
		sebelum = self.get_doc_before_save()
		for jabatan in {self.pemberi_jabatan, sebelum.pemberi_jabatan if sebelum else self.pemberi_jabatan}:
			if not koordinator.may_order(jabatan):
				frappe.throw(
					_(
						"Koordinator ditugaskan oleh pemangku jabatan pada Diperintahkan oleh, atau Pengelola Kepegawaian; hari ini itu bukan Anda."
					),
					BukanPemberiKoordinatorError,
					title=_("Bukan Pemberi Perintah"),
				)
		user = frappe.session.user
		if user != "Administrator" and self.pegawai == services.find_pegawai(user):
			frappe.throw(
				_("Anda tidak dapat menugaskan diri sendiri. Minta pimpinan Anda atau pengelola lain."),
				BukanPemberiKoordinatorError,
				title=_("Bukan Pemberi Perintah"),
			)

	def keep_what_runs(self):
		"""What somebody handed on as koordinator stays explained: another person or group is another assignment."""
		sebelum = self.get_doc_before_save()
		if not self.has_begun(sebelum):
			return
		for field in TETAP:
			if cstr(self.get(field)) != cstr(sebelum.get(field)):
				frappe.throw(
					_(
						"Penugasan sudah berjalan; {0} tidak dapat diubah. Isi Berakhir dengan alasannya, lalu buat penugasan baru."
					).format(frappe.bold(_(self.meta.get_label(field)))),
					SuratTetapError,
					title=_("Penugasan Berjalan"),
				)

	def check_early_end(self):
		"""Who ends it before its day says why."""
		sebelum = self.get_doc_before_save()
		if not self.has_begun(sebelum) or not self.selesai or self.alasan_berakhir:
			return
		if not sebelum.selesai or getdate(self.selesai) < getdate(sebelum.selesai):
			frappe.throw(
				_("Penugasan diakhiri sebelum waktunya: isi Alasan berakhir."),
				AlasanBerakhirError,
				title=_("Alasan Berakhir"),
			)

	def set_facts(self, calon):
		if not self.has_begun(self.get_doc_before_save()):
			self.jabatan = calon.jabatan.kode
			self.pemberi, self.nama_pemberi = koordinator.take_giver(self.pemberi_jabatan)
		self.judul = f"{calon.nama} ({self.peran} {self.kelompok})"

	def tell_unusual_level(self, calon):
		if is_below_usual(self.peran, calon.jabatan.jenjang) and not self.has_begun(
			self.get_doc_before_save()
		):
			frappe.msgprint(
				_(
					"{0} berjenjang {1}; {2} lazimnya {3}. Ini praktik daerah bila tidak ada yang berjenjang itu: sebutkan dasarnya pada Alasan penugasan."
				).format(calon.nama, calon.jabatan.jenjang or "-", _(self.peran), JENJANG_LAZIM[self.peran]),
				title=_("Jenjang"),
				indicator="orange",
			)


def on_doctype_update():
	# Asked of whoever hands work on to a person outside his line.
	basisdata.add_index("Penugasan Koordinator", ["pegawai", "mulai"])
