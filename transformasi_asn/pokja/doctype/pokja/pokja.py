from collections import Counter
from datetime import date

import frappe
from frappe import _
from frappe.utils import escape_html, getdate

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.alur.mixin import AlurMixin
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja.exceptions import (
	AnggotaDiLuarGarisError,
	AnggotaGandaError,
	BukanPimpinanError,
	KetuaTimError,
	MasaTimError,
	TanpaAlasanError,
)
from transformasi_asn.pokja.services import KETUA

# They usually outrank the chair and may stand outside the line.
DI_ATAS_TIM = ("Pengarah", "Penanggung Jawab")


class Pokja(AlurMixin, Dokumen):
	"""A team: an ad hoc Pokja with one of four reasons, or a standing Tim Kerja for planned activities."""

	def validate(self):
		self.settle_tahap()
		self.check_appointer()
		self.check_reason()
		self.check_term()
		self.check_members()

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user in this team, for the conditions of the workflow."""
		return ", ".join(sorted(get_peran(self)))

	@property
	def ketua(self) -> str | None:
		"""The Pegawai ASN who chairs the team."""
		return next((baris.pegawai for baris in self.anggota if baris.peran == KETUA), None)

	def is_in_force(self, hari: date) -> bool:
		"""Whether the team was formed and its term covers the day."""
		mulai, selesai = getdate(self.mulai), getdate(self.selesai) if self.selesai else None
		return self.tahap == Tahap.BERJALAN.value and mulai <= hari and (selesai is None or hari < selesai)

	def is_below_appointer(self, pegawai: str) -> bool:
		"""Whether a post of this person stands below the post that forms the team."""
		return any(
			organisasi.is_below(p.jabatan, self.pimpinan) for p in organisasi.list_penempatan_aktif(pegawai)
		)

	def check_appointer(self):
		"""A stored team is changed by who was in charge before this save, so nobody lets himself in."""
		if self.flags.ignore_permissions or frappe.session.user == "Administrator":
			return
		sebelum = self.get_doc_before_save()
		pimpinan = {self.pimpinan, sebelum.pimpinan} if sebelum else {self.pimpinan}
		if not pimpinan <= set(get_konteks().jabatan):
			frappe.throw(
				_(
					"Tim dibentuk dan diubah oleh pemangku jabatan pada Dibentuk oleh; hari ini itu bukan Anda."
				),
				BukanPimpinanError,
				title=_("Bukan Pimpinan Tim"),
			)

	def check_reason(self):
		if self.jenis_tim == "Pokja":
			self.kegiatan_tim = []
			if not self.alasan:
				frappe.throw(
					_("Pilih Alasan pembentukan Pokja."), TanpaAlasanError, title=_("Alasan Pembentukan")
				)
			return
		self.alasan = None
		if not self.kegiatan_tim:
			frappe.throw(
				_("Pilih Kegiatan yang dilayani Tim Kerja ini."),
				TanpaAlasanError,
				title=_("Kegiatan Tim Kerja"),
			)

	def check_term(self):
		if self.selesai and getdate(self.selesai) <= getdate(self.mulai):
			frappe.throw(_("Berakhir harus sesudah Mulai."), MasaTimError, title=_("Masa Tugas"))

	def check_members(self):
		jumlah = Counter(baris.pegawai for baris in self.anggota)
		for baris in self.anggota:
			if jumlah[baris.pegawai] > 1:
				frappe.throw(
					_("Baris {0}: {1} disebut lebih dari sekali.").format(
						baris.idx,
						frappe.bold(
							escape_html(frappe.get_cached_value("Pegawai ASN", baris.pegawai, "nama"))
						),
					),
					AnggotaGandaError,
					title=_("Anggota Ganda"),
				)
			if baris.peran not in DI_ATAS_TIM and not self.is_below_appointer(baris.pegawai):
				frappe.throw(
					_(
						"Baris {0}: {1} tidak berada di bawah jabatan pembentuk tim. Mintalah pimpinan di atas kedua unit membentuk timnya."
					).format(
						baris.idx,
						frappe.bold(
							escape_html(frappe.get_cached_value("Pegawai ASN", baris.pegawai, "nama"))
						),
					),
					AnggotaDiLuarGarisError,
					title=_("Anggota di Luar Garis"),
				)
		ketua = sum(baris.peran == KETUA for baris in self.anggota)
		if ketua != 1:
			frappe.throw(
				_("Tim memerlukan tepat satu Ketua; sekarang ada {0}. Perbaiki kolom Peran.").format(ketua),
				KetuaTimError,
				title=_("Ketua Tim"),
			)
