from datetime import date

import frappe
from frappe import _
from frappe.utils import cstr, getdate, now

from transformasi_asn.alur.domain import TAHAP_TERTUTUP, Tahap
from transformasi_asn.alur.mixin import AlurMixin
from transformasi_asn.disposisi.catatan import find_changed
from transformasi_asn.disposisi.domain.persetujuan import Persetujuan
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja import anggota, pekerjaan, services
from transformasi_asn.pokja.domain.tim import KebijakanTim
from transformasi_asn.pokja.exceptions import (
	AnggotaTetapError,
	AnggotaTidakSahError,
	BukanPimpinanError,
	MasaTimError,
	TanpaAlasanError,
)

# Of what a step changes, whoever takes it.
LANGKAH = {"workflow_state", "tahap"}
# Settled by the app, whatever a caller sends.
DIURUS = (
	"ditetapkan_pada",
	"dimulai_pada",
	"berakhir_pada",
	"alasan_terakhir",
	"penetap_nama",
	"penetap_nip",
	"penetap_pangkat",
	"penetap_nama_jabatan",
	"penetap_kapasitas",
	"penetap_jabatan_sendiri",
)
# What the decision says; it stands once the team is established.
ISI_KEPUTUSAN = {
	"jenis_tim",
	"nama",
	"alasan",
	"unit_kerja",
	"pimpinan",
	"mulai",
	"nomor_sk",
	"tanggal_sk",
	"tempat",
	"pembiayaan",
	"uraian",
	"menimbang",
	"mengingat",
	"memperhatikan",
}


class Pokja(AlurMixin, Dokumen):
	"""A team: an ad hoc Pokja with one of four reasons, or a standing Tim Kerja for planned activities."""

	def onload(self):
		# with the form, not by a request of its own that would read the team and the user anew
		self.set_onload("kemajuan", pekerjaan.view(self))

	def validate(self):
		sebelum = self.get_doc_before_save()
		self.settle_tahap()
		if not self.flags.layanan:
			self.keep_settled(sebelum)
			self.check_appointer(sebelum)
			self.keep_members(sebelum)
		self.check_reason()
		self.check_term()
		self.settle_members(sebelum)
		self.settle_move(sebelum)

	def on_update(self):
		sebelum = self.get_doc_before_save()
		services.announce_requests(self, self.flags.pop("diminta", []))
		if not sebelum or not self.has_moved():
			return
		if self.flags.pop("baru_ditetapkan", False):
			services.announce_start(self)
		if self.tahap in TAHAP_TERTUTUP:
			services.release_work(self, self.alasan_terakhir or _("Tim sudah selesai."))

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user in this team, for the conditions of the workflow."""
		return ", ".join(sorted(get_peran(self)))

	@property
	def perlu_persetujuan(self) -> int:
		"""Whether the head of some member's unit has still to be asked or told."""
		return int(any(b.persetujuan == Persetujuan.BELUM_DIMINTA.value for b in self.anggota if b.disebut))

	@property
	def ketua(self) -> str | None:
		"""The Pegawai ASN who chairs the team."""
		return next((b.pegawai for b in self.anggota if b.peran == services.KETUA and b.bekerja), None)

	def is_in_force(self, hari: date) -> bool:
		"""Whether the team was formed and its term covers the day."""
		mulai, selesai = getdate(self.mulai), getdate(self.selesai) if self.selesai else None
		return self.tahap == Tahap.BERJALAN.value and mulai <= hari and (selesai is None or hari < selesai)

	# -- who, and what ---------------------------------------------------------------------------

	def keep_settled(self, sebelum):
		for kolom in DIURUS:
			self.set(kolom, sebelum.get(kolom) if sebelum else None)
		anggota.keep_settled(self, sebelum)

	def check_appointer(self, sebelum):
		"""A stored team is changed by who was in charge before this save, so nobody lets himself in."""
		if self.flags.ignore_permissions or frappe.session.user == "Administrator":
			return
		pimpinan = {self.pimpinan, sebelum.pimpinan} if sebelum else {self.pimpinan}
		if pimpinan <= set(get_konteks().jabatan):
			return
		# others only take the steps that the workflow gives them
		if sebelum and self.has_moved() and not self.differs(sebelum):
			return
		frappe.throw(
			_("Tim dibentuk dan diubah oleh pemangku jabatan pada Dibentuk oleh; hari ini itu bukan Anda."),
			BukanPimpinanError,
			title=_("Bukan Pimpinan Tim"),
		)

	def differs(self, sebelum) -> bool:
		"""Whether this save changes more than the state."""
		return bool(find_changed(self, sebelum, LANGKAH)) or any(
			[_values(b) for b in self.get(tabel)] != [_values(b) for b in sebelum.get(tabel)]
			for tabel in ("anggota", "kegiatan_tim")
		)

	def keep_members(self, sebelum):
		"""Once people were asked, a row is a record: it ends by being refused, released or replaced."""
		if not sebelum or sebelum.tahap == Tahap.BARU.value:
			return
		if sebelum.tahap in TAHAP_TERTUTUP and not self.has_moved() and self.differs(sebelum):
			frappe.throw(
				_("Tim ini sudah berakhir; catatannya tidak berubah lagi."),
				AnggotaTetapError,
				title=_("Tim Sudah Berakhir"),
			)
		if sebelum.ditetapkan_pada:
			tetap = {df.fieldname for df in self.meta.fields} - ISI_KEPUTUSAN
			if berubah := find_changed(self, sebelum, tetap):
				frappe.throw(
					_("Sudah ditetapkan dan tidak berubah lagi: {0}. Bentuk tim baru bila perlu.").format(
						", ".join(berubah)
					),
					AnggotaTetapError,
					title=_("Tim Sudah Ditetapkan"),
				)
		kini = {b.name: b for b in self.anggota}
		for b in sebelum.anggota:
			baru = kini.get(b.name)
			ganti_orang = not baru or (baru.pegawai, baru.nama_luar) != (b.pegawai, b.nama_luar)
			if ganti_orang or (baru.peran != b.peran and b.peran == services.KETUA and b.disebut):
				frappe.throw(
					_(
						"{0} sudah dimintai persetujuan atau bekerja dalam tim. Gunakan Ganti Anggota, jangan hapus barisnya."
					).format(frappe.bold(frappe.utils.escape_html(b.label))),
					AnggotaTetapError,
					title=_("Anggota Tetap"),
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

	def settle_members(self, sebelum):
		if self.tahap in TAHAP_TERTUTUP:
			return
		self.kebijakan_selesai = self.kebijakan_selesai or KebijakanTim.SEMUA.value
		if self.kebijakan_selesai not in [k.value for k in KebijakanTim]:
			frappe.throw(
				_("Selesai bila: {0} tidak dikenal.").format(
					frappe.utils.escape_html(self.kebijakan_selesai)
				),
				AnggotaTidakSahError,
			)
		susunan = anggota.Susunan(self)
		self.flags.diminta = susunan.settle(meminta=self.tahap != Tahap.BARU.value)
		lama = {(b.pegawai, b.nama_luar, b.di_atas_tim) for b in sebelum.anggota} if sebelum else set()
		baru = [b.idx for b in self.anggota if (b.pegawai, b.nama_luar, b.di_atas_tim) not in lama]
		if not self.flags.layanan or self.flags.berganti:
			susunan.check(baru if sebelum else None)
		if not self.flags.layanan and (baru or not sebelum):
			susunan.tell()

	def settle_move(self, sebelum):
		"""A step uses up the reason given for it; the first that lets the team run establishes it."""
		if not sebelum or not self.has_moved():
			return
		if self.alasan_langkah:
			self.alasan_terakhir, self.alasan_langkah = self.alasan_langkah, None
		if self.tahap == Tahap.BERJALAN.value:
			if not self.ditetapkan_pada:
				services.check_ready(self)
				services.take_signer(self)
				self.flags.baru_ditetapkan = True
			else:
				self.dimulai_pada = self.dimulai_pada or now()
		if self.tahap == Tahap.SELESAI.value:
			services.check_end(self)
		self.berakhir_pada = now() if self.tahap in TAHAP_TERTUTUP else None


def _values(baris) -> list[str]:
	return [cstr(baris.get(df.fieldname)) for df in baris.meta.fields]
