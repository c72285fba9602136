import frappe
from frappe import _
from frappe.utils import cint, getdate

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import koordinator, pembaca, services
from transformasi_asn.organisasi.domain.nip import KELAMIN, clean_nip, parse_tanggal_lahir, periksa_nip
from transformasi_asn.organisasi.exceptions import (
	AkunDipakaiError,
	KompetensiError,
	MasihDipakaiError,
	NipTidakSahError,
	throw_first,
)


class PegawaiASN(Dokumen):
	def onload(self):
		self.set_onload("jabatan_kini", self.list_jabatan_kini())

	def validate(self):
		if self.jenis_kepegawaian:
			self.validate_nip()
			self.set_from_nip()
		self.validate_user()
		self.validate_kompetensi()
		self.validate_penutupan()

	def on_update(self):
		services.clear_cache()
		self.revoke_roles_of_old_user()
		services.sync_roles(self.name)

	def after_delete(self):
		services.clear_cache()
		if self.user:
			services.revoke_roles(self.user, self.peran_lama)

	@property
	def peran_lama(self) -> set[str]:
		"""Roles that the user got through this record."""
		return set((self.peran_diberikan or "").splitlines())

	def validate_nip(self):
		self.nip = clean_nip(self.nip) or None
		lahir = getdate(self.tanggal_lahir) if self.tanggal_lahir else None
		throw_first(periksa_nip(self.nip, self.jenis_kepegawaian, lahir, self.jenis_kelamin), _("NIP"))
		lain = self.nip and frappe.db.get_value(
			"Pegawai ASN", {"nip": self.nip, "name": ("!=", self.name)}, "nama"
		)
		if lain:
			frappe.throw(
				_("NIP {0} sudah dipakai {1}. Periksa penulisannya, atau perbarui data pegawai itu.").format(
					self.nip, lain
				),
				NipTidakSahError,
				title=_("NIP"),
			)

	def set_from_nip(self):
		"""A NIP tells birth date and sex, so nobody types them twice."""
		if self.nip:
			self.tanggal_lahir = self.tanggal_lahir or parse_tanggal_lahir(self.nip)
			self.jenis_kelamin = self.jenis_kelamin or KELAMIN[self.nip[14]]

	def validate_user(self):
		lain = self.user and frappe.db.get_value(
			"Pegawai ASN", {"user": self.user, "name": ("!=", self.name)}, "nama"
		)
		if lain:
			frappe.throw(
				_("Akun {0} sudah dipakai {1}. Satu akun untuk satu pegawai.").format(self.user, lain),
				AkunDipakaiError,
				title=_("Akun pengguna"),
			)

	def validate_kompetensi(self):
		ada = set()
		for baris in self.kompetensi:
			if not 1 <= cint(baris.tingkat) <= 5:
				pesan = _("Baris {0}: tingkat {1} harus 1 sampai 5.").format(baris.idx, baris.kompetensi)
			elif baris.kompetensi in ada:
				pesan = _("Baris {0}: kompetensi {1} tertulis dua kali. Hapus salah satunya.").format(
					baris.idx, baris.kompetensi
				)
			else:
				ada.add(baris.kompetensi)
				continue
			frappe.throw(pesan, KompetensiError, title=_("Kompetensi"))

	def validate_penutupan(self):
		"""A person leaves after his placements have an end."""
		if self.aktif or self.is_new() or not self.has_value_changed("aktif"):
			return
		terbuka = pembaca.select_penempatan(
			lambda p: (
				(p.pegawai == self.name) & (p.riwayat == 0) & (p.selesai.isnull() | (p.selesai > getdate()))
			)
		)
		if terbuka:
			frappe.throw(
				_("{0} masih menjabat {1}. Isi dahulu tanggal selesai penempatannya.").format(
					self.nama, ", ".join(p.jabatan for p in terbuka)
				),
				MasihDipakaiError,
				title=_("Pegawai masih menjabat"),
			)

	def revoke_roles_of_old_user(self):
		"""Another user takes over the record: the old one loses what it gave him."""
		sebelum = self.get_doc_before_save()
		if sebelum and sebelum.user and sebelum.user != self.user:
			services.revoke_roles(sebelum.user, sebelum.peran_lama)
			self.db_set("peran_diberikan", None, update_modified=False)

	def list_jabatan_kini(self) -> list[dict]:
		"""Posts that the person holds today, for the form, with what he leads as (sub-)koordinator."""
		struktur = services.get_struktur()
		peran = koordinator.list_peran(self.name, getdate())
		return [
			{
				"penempatan": p.name,
				"kapasitas": p.kapasitas,
				"jabatan": fakta.nama if (fakta := struktur.jabatan(p.jabatan)) else p.jabatan,
				"unit": fakta.unit if fakta else None,
				"mulai": p.mulai,
				"selesai": p.selesai,
				"peran": [koordinator.name_role(k) for k in peran if k.jabatan == p.jabatan],
			}
			for p in services.list_penempatan_aktif(self.name)
		]
