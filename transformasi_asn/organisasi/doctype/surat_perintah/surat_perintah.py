import frappe
from frappe import _
from frappe.utils import cstr, getdate

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import mandat, services
from transformasi_asn.organisasi.domain.mandat import StatusSurat
from transformasi_asn.organisasi.domain.sebutan import name_post
from transformasi_asn.organisasi.exceptions import LangkahSuratError, MasaPenempatanError, SuratTetapError

# What a proposer writes; everything else is written by the steps.
ISIAN = frozenset(
	{
		"kapasitas",
		"jabatan",
		"pegawai",
		"sebab",
		"mulai",
		"sampai",
		"perpanjangan_dari",
		"wewenang_rahasia",
		"uraian",
		"dasar_pengecualian",
	}
)


class SuratPerintah(Dokumen):
	"""An order that makes somebody Plt, Plh or Pj.: proposed, approved, numbered, and over by its dates."""

	def before_insert(self):
		self.start_as_proposal()

	def validate(self):
		if not (self.pegawai and self.jabatan and self.kapasitas and self.mulai and self.sampai):
			return  # core names the missing fields after this
		self.set_judul()
		self.check_days()
		if self.is_new():
			self.check_proposer()
		else:
			self.refuse_foreign_changes()
		if self.status in mandat.TERBUKA:
			mandat.check(self)

	def on_trash(self):
		if self.status not in (StatusSurat.DIUSULKAN, StatusSurat.DITOLAK):
			frappe.throw(
				_("Surat Perintah yang sudah disetujui adalah catatan dan tidak dapat dihapus."),
				SuratTetapError,
			)

	def start_as_proposal(self):
		"""Whatever the caller sent, a new one is a proposal by the session's user."""
		for df in self.meta.fields:
			if df.fieldname not in ISIAN and df.fieldtype not in frappe.model.no_value_fields:
				self.set(df.fieldname, None)
		self.status = StatusSurat.DIUSULKAN.value
		self.pengusul = services.find_pegawai(frappe.session.user)
		self.nama_pengusul = (
			frappe.get_cached_value("Pegawai ASN", self.pengusul, "nama")
			if self.pengusul
			else frappe.utils.get_fullname(frappe.session.user)
		)

	def set_judul(self):
		jabatan = services.get_fakta_jabatan(self.jabatan).nama
		nama = frappe.get_cached_value("Pegawai ASN", self.pegawai, "nama")
		self.judul = f"{name_post(jabatan, self.kapasitas)}: {nama}"

	def check_days(self):
		if getdate(self.sampai) < getdate(self.mulai):
			frappe.throw(
				_("Sampai dengan tidak boleh sebelum Mulai."), MasaPenempatanError, title=_("Masa Tugas")
			)

	def check_proposer(self):
		if not mandat.may_propose(self):
			frappe.throw(
				_(
					"Surat Perintah untuk jabatan ini diusulkan oleh pejabatnya, pejabat di atasnya, atau Pengelola Kepegawaian."
				),
				LangkahSuratError,
				title=_("Bukan Pengusul"),
			)

	def refuse_foreign_changes(self):
		"""A step writes what it must; by hand only an open proposal changes, and only what it proposes."""
		if self.flags.dari_layanan:
			return
		sebelum = self.get_doc_before_save()
		boleh = ISIAN | {"judul"} if sebelum.status == StatusSurat.DIUSULKAN else frozenset()
		berubah = [
			_(df.label)
			for df in self.meta.fields
			if df.fieldname not in boleh
			and df.fieldtype not in frappe.model.no_value_fields
			and cstr(self.get(df.fieldname)) != cstr(sebelum.get(df.fieldname))
		]
		if berubah:
			mandat.refuse_change_of_record(self, berubah)


def on_doctype_update():
	# Proposals and orders of one post.
	basisdata.add_index("Surat Perintah", ["jabatan", "status"])
