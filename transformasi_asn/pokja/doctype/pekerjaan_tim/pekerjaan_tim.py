import frappe
from frappe import _
from frappe.utils import flt, getdate, now

from transformasi_asn import basisdata
from transformasi_asn.disposisi.catatan import find_changed
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja.anggota import find_row
from transformasi_asn.pokja.domain.pekerjaan import PELAKSANA, PENGATUR, TERBUKA, TERTUTUP, Keadaan, may_move
from transformasi_asn.pokja.exceptions import PekerjaanTimError

# What who does the work writes; planning it is the Ketua's.
ISIAN_PELAKSANA = {"keadaan", "kemajuan", "capaian", "hasil", "selesai_pada"}


class PekerjaanTim(Dokumen):
	"""One piece of a team's plan: who does it, by when, with which output."""

	def validate(self):
		sebelum = self.get_doc_before_save()
		if not self.flags.layanan:
			self.selesai_pada = sebelum.selesai_pada if sebelum else None
			self.check_rights(sebelum)
			self.check_team(sebelum)
		self.check_dates()
		self.settle_state(sebelum)
		self.set_names()

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user on this piece of work."""
		return ", ".join(sorted(get_peran(self)))

	def check_rights(self, sebelum):
		peran = get_peran(sebelum or self)
		if frappe.session.user == "Administrator" or PENGATUR in peran:
			return
		if sebelum and PELAKSANA in peran and not find_changed(self, sebelum, ISIAN_PELAKSANA):
			return
		frappe.throw(
			_(
				"Pekerjaan tim diatur oleh Ketua tim dan pimpinan yang membentuknya; pelaksananya mengisi hasil."
			),
			frappe.PermissionError,
			title=_("Pekerjaan Tim"),
		)

	def check_team(self, sebelum):
		tim = frappe.get_doc("Pokja", self.tim)
		if not tim.is_open:
			self._refuse(_("Tim {0} sudah berakhir.").format(frappe.bold(frappe.utils.escape_html(tim.nama))))
		if (
			self.pegawai
			and (not sebelum or sebelum.pegawai != self.pegawai)
			and not find_row(tim, self.pegawai)
		):
			self._refuse(_("Pelaksana: pegawai ini bukan anggota tim. Tambahkan dulu ke dalam timnya."))

	def check_dates(self):
		if self.mulai and self.tenggat and getdate(self.tenggat) < getdate(self.mulai):
			self._refuse(_("Tenggat tidak boleh sebelum Mulai."))
		if not 0 <= flt(self.kemajuan) <= 100:
			self._refuse(_("Kemajuan: isi 0 sampai 100."))

	def settle_state(self, sebelum):
		dari = sebelum.keadaan if sebelum else Keadaan.BELUM.value
		if self.keadaan not in (*TERBUKA, *TERTUTUP):
			self._refuse(_("Keadaan tidak dikenal: {0}.").format(frappe.utils.escape_html(self.keadaan)))
		if self.keadaan != dari:
			peran = {PENGATUR} if self.flags.layanan else get_peran(sebelum or self)
			if frappe.session.user != "Administrator" and not may_move(dari, self.keadaan, peran):
				self._refuse(
					_("Dari {0} Anda tidak dapat membawanya ke {1}.").format(_(dari), _(self.keadaan))
				)
			if self.keadaan == Keadaan.SELESAI.value and not self.flags.layanan:
				self.refuse_own_judgement(sebelum)
			if self.keadaan == Keadaan.DIBATALKAN.value and not self.alasan:
				self._refuse(_("Isi Alasan dibatalkan."))
			self.selesai_pada = now() if self.keadaan == Keadaan.SELESAI.value else None
		elif sebelum and dari in TERTUTUP and not self.flags.layanan and find_changed(self, sebelum, set()):
			self._refuse(_("Pekerjaan ini sudah ditutup ({0}). Buka kembali dulu.").format(_(dari)))
		if self.keadaan == Keadaan.SELESAI.value:
			self.kemajuan = 100

	def set_names(self):
		"""For the cards of the board, where core shows no titles of links."""
		self.nama_tim = frappe.db.get_value("Pokja", self.tim, "nama")
		self.nama_pegawai = (
			frappe.get_cached_value("Pegawai ASN", self.pegawai, "nama") if self.pegawai else None
		)

	def refuse_own_judgement(self, sebelum):
		"""It is evidence of performance: the Ketua's own work is judged by the leader."""
		sendiri = self.pegawai and self.pegawai == organisasi.find_pegawai(frappe.session.user)
		if sendiri and "pembentuk" not in get_peran(sebelum or self):
			self._refuse(_("Pekerjaan Anda sendiri dinyatakan selesai oleh pimpinan yang membentuk tim."))

	def _refuse(self, pesan: str):
		frappe.throw(pesan, PekerjaanTimError, title=_("Pekerjaan Tim"))


def on_doctype_update():
	basisdata.add_index("Pekerjaan Tim", ["tim", "keadaan"])
	basisdata.add_index("Pekerjaan Tim", ["pegawai", "keadaan"])
