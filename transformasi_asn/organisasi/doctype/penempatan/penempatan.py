import frappe
from frappe import _
from frappe.utils import escape_html, getdate

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.domain.aturan_penempatan import (
	adds_mandate,
	periksa_batas_sementara,
	periksa_penempatan,
)
from transformasi_asn.organisasi.domain.struktur import FaktaPenempatan
from transformasi_asn.organisasi.exceptions import (
	MandatTanpaSuratError,
	SuratTetapError,
	render,
	throw_first,
)


class Penempatan(Dokumen):
	def validate(self):
		if not (self.pegawai and self.jabatan and self.kapasitas and self.mulai):
			return  # core names the missing fields after this
		self.set_isian()
		self.refuse_change_past_letter()
		self.refuse_mandate_without_letter()
		self.validate_aturan(pegawai_aktif=self.lock())

	def on_update(self):
		services.clear_cache()
		self.sync_roles()

	def on_trash(self):
		if self.surat_perintah and not self.flags.dari_surat:
			self.throw_letter_decides()

	def after_delete(self):
		services.clear_cache()
		services.sync_roles(self.pegawai)

	@property
	def fakta(self) -> FaktaPenempatan:
		"""The placement as the rules see it."""
		return FaktaPenempatan(
			name=self.name,
			pegawai=self.pegawai,
			jabatan=self.jabatan,
			kapasitas=self.kapasitas,
			mulai=getdate(self.mulai),
			selesai=getdate(self.selesai) if self.selesai else None,
			berhalangan_tetap=getdate(self.berhalangan_tetap) if self.berhalangan_tetap else None,
			wewenang_rahasia=bool(self.wewenang_rahasia),
			riwayat=bool(self.riwayat),
		)

	def set_isian(self):
		"""Fields that have no meaning in this capacity are emptied."""
		if self.fakta.memegang:
			self.wewenang_rahasia = 0
		else:
			self.berhalangan_tetap = None

	def refuse_change_past_letter(self):
		"""What a Surat Perintah made is changed by that letter alone."""
		sebelum = self.get_doc_before_save()
		surat = sebelum.surat_perintah if sebelum else None
		if self.flags.dari_surat or not (surat or self.surat_perintah):
			return
		if not sebelum or surat != self.surat_perintah or sebelum.fakta != self.fakta:
			self.throw_letter_decides()

	def throw_letter_decides(self):
		frappe.throw(
			_("Penempatan ini dibuat oleh Surat Perintah; akhiri atau perpanjang lewat surat itu."),
			SuratTetapError,
			title=_("Diatur Surat Perintah"),
		)

	def refuse_mandate_without_letter(self):
		"""A running Plt, Plh or Pj. comes from a Surat Perintah, or from the first load and then without Rahasia.

		`flags.muat_awal` is set by code that loads known placements; core's Data Import is such a load too.
		"""
		if self.flags.dari_surat or self.flags.muat_awal:
			return
		sebelum = self.get_doc_before_save()
		if not adds_mandate(self.fakta, sebelum.fakta if sebelum else None):
			return
		if frappe.flags.in_import and not self.wewenang_rahasia:
			return
		frappe.throw(
			_(
				"{0} yang berjalan lahir dari Surat Perintah: buat Surat Perintah, penempatannya mengikuti. Yang sudah berakhir dicatat dengan tanda Riwayat."
			).format(frappe.bold(escape_html(self.kapasitas))),
			MandatTanpaSuratError,
			title=_("Perlu Surat Perintah"),
		)

	def lock(self) -> bool:
		"""Two placements on one seat, or of one person, are checked one after the other.

		Tells whether the person is active.
		"""
		basisdata.lock("Jabatan", [self.jabatan])
		return bool(basisdata.lock("Pegawai ASN", [self.pegawai], "aktif").get(self.pegawai))

	def validate_aturan(self, pegawai_aktif: bool):
		"""Seats, one definitive post per person, and the limits of Plt and Plh."""
		calon = self.fakta
		(jabatan,) = pembaca.select_jabatan(lambda j: j.name == self.jabatan)
		# Locking reads see what another transaction committed while this one waited.
		di_jabatan = pembaca.select_penempatan(
			lambda p: (p.jabatan == self.jabatan) & (p.selesai.isnull() | (p.selesai > calon.mulai)),
			for_update=True,
		)
		milik = pembaca.select_penempatan(lambda p: p.pegawai == self.pegawai, for_update=True)
		throw_first(
			periksa_penempatan(calon, jabatan, di_jabatan, milik, getdate(), pegawai_aktif), _("Penempatan")
		)
		self.check_batas_sementara(calon, jabatan, milik)

	def check_batas_sementara(self, calon, jabatan, milik):
		"""Beyond the limits of Plt and Plh a basis is asked for, or the order refused."""
		batas, tolak = pembaca.read_batas_sementara()
		asal = pembaca.select_jabatan_definitif(self.pegawai, calon.mulai)
		lewat = periksa_batas_sementara(calon, jabatan, asal, milik, batas)
		if tolak:
			throw_first(lewat, _("Batas Plt/Plh"))
		if lewat and not (self.dasar or "").strip():
			frappe.msgprint(
				[*map(render, lewat), _("Isi Dasar Pengecualian bila penugasan ini tetap diperlukan.")],
				title=_("Melewati ketentuan Plt/Plh"),
				indicator="orange",
				as_list=True,
			)

	def sync_roles(self):
		"""The person, and who held the placement before the change, get the roles of their posts."""
		sebelum = self.get_doc_before_save()
		for pegawai in {self.pegawai, sebelum.pegawai if sebelum else self.pegawai}:
			services.sync_roles(pegawai)


def on_doctype_update():
	# Who is in charge of a post on a day.
	basisdata.add_index("Penempatan", ["jabatan", "kapasitas", "mulai"])
	# Which posts a person has on a day.
	basisdata.add_index("Penempatan", ["pegawai", "mulai"])
