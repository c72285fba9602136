import frappe
from frappe import _
from frappe.utils import cint, escape_html, getdate

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERTUTUP, Tahap
from transformasi_asn.alur.mixin import AlurMixin
from transformasi_asn.disposisi import (
	acara,
	agenda,
	blok,
	indeks,
	kemajuan,
	kembar,
	lampiran,
	pantauan,
	services,
	siaran,
	tanpa_disposisi,
	utas,
)
from transformasi_asn.disposisi.catatan import find_changed
from transformasi_asn.disposisi.exceptions import (
	CatatanTetapError,
	NomorSrikandiError,
	PencatatanTidakSahError,
)
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.mandat import MasaHabis
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.tata_kerja import services as tata_kerja

DARI_BAWAH = ("Nota Dinas", "Telaahan Staf")
# Work that hangs on no letter but on an activity of the plan: its leader lays it before himself.
RENCANA_KERJA = "Rencana Kerja"
# What may still change of a registered letter, per role, until it is disposed. After that only the reason
# for a step is written: everything else is a record.
ISIAN_PENCATAT = {
	"jenis_naskah",
	"perihal",
	"pengirim",
	"nomor_surat",
	"tanggal_surat",
	"nomor_srikandi",
	"memuat_acara",
	"acara_mulai",
	"acara_selesai",
	"acara_tempat",
	"tujuan_jabatan",
	"klasifikasi",
	"keamanan",
	"urgensi",
	"tenggat",
	"entri_susulan",
	"ringkasan",
	"lampiran",
	"waktu_arahan",
	"kegiatan",
	"pemicu",
	"kompleks",
}
ISIAN = {
	"tata usaha": ISIAN_PENCATAT,
	"pencatat": ISIAN_PENCATAT,
	"pengusul": ISIAN_PENCATAT,
	"tujuan": {"kegiatan", "pemicu", "kompleks"},
}
DIURUS_SENDIRI = {"workflow_state", "tahap", "alasan", "kunci_kembar"}
# Whether the leader comes is decided until the event, whatever has become of the letter.
PENENTU_KEHADIRAN = {"tujuan", "tata usaha", "pencatat"}


class NaskahMasuk(MasaHabis, AlurMixin, Dokumen):
	"""One letter, note or spoken directive, registered once, whatever number of units it reaches."""

	def onload(self):
		pantauan.mark_read(self)

	def before_insert(self):
		self.take_bekal()
		self.set_registrar()
		self.propose_facts()

	def validate(self):
		self.settle_tahap()
		self.check_dates()
		if self.is_new():
			self.check_unit()
			self.check_registrar()
			self.check_activity()
			blok.check_nomor(self)
		else:
			pantauan.keep_reading(self, self.get_doc_before_save())
			self.refuse_changes_of_record()
			self.settle_move()
		self.check_register()

	def on_update(self):
		self.keep_reason()
		self.follow_secrecy()
		self.end_what_is_left()
		self.attach_bekal()
		self.tell_inboxes()
		indeks.note_letter(self)

	def after_insert(self):
		self.enter_registers()
		kembar.warn(self)
		acara.warn(self)

	def take_bekal(self):
		"""What the form brings along for the first save only: uploads, and letters to link."""
		self.flags.unggahan = frappe.parse_json(self.unggahan) or []
		self.flags.tautan_baru = frappe.parse_json(self.tautan_baru) or []
		self.unggahan = self.tautan_baru = None
		self.nomor_cadangan = cint(self.nomor_cadangan)
		if self.nomor_cadangan:
			self.entri_susulan = 1

	def attach_bekal(self):
		lampiran.take_uploads(self, self.flags.pop("unggahan", None) or [])
		for t in self.flags.pop("tautan_baru", None) or []:
			utas.link(self, t["naskah"], t["hubungan"])

	def check_register(self):
		"""What makes a complete entry, as long as the letter is an entry and not yet a record."""
		lampiran.check_file(self, "lampiran")
		sebelum = self.get_doc_before_save()
		if sebelum and sebelum.tahap != Tahap.BARU.value:
			return
		acara.settle(self)
		self.check_srikandi()
		self.kunci_kembar = kembar.fingerprint_of(self)

	def tell_inboxes(self):
		"""A letter came to its leader, or left his queue and that of the registry."""
		sebelum = self.get_doc_before_save()
		if not sebelum or sebelum.tahap != self.tahap or sebelum.tujuan_jabatan != self.tujuan_jabatan:
			siaran.touch([organisasi.get_pemangku(self.tujuan_jabatan).pegawai, self.pencatat])

	def enter_registers(self):
		agenda.enter(self, {self.unit_penerima, *self.unit_of_addressee()})
		self.nomor_agenda = frappe.db.get_value(
			"Agenda Naskah", {"naskah": self.name, "unit_kerja": self.unit_penerima}, "nomor_lengkap"
		)
		self.db_set("nomor_agenda", self.nomor_agenda, update_modified=False)

	def on_trash(self):
		frappe.throw(_("Naskah yang sudah tercatat tidak dapat dihapus."), CatatanTetapError)

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user on this letter, for the conditions of the workflow."""
		return ", ".join(sorted(get_peran(self)))

	@property
	def tugas_terbuka(self) -> int:
		"""Open tasks of this letter."""
		if not self.name:
			return 0
		return services.count_open_tasks(self.name)

	def set_registrar(self):
		k = get_konteks()
		self.pencatat = k.pegawai
		self.pengusul = k.pegawai if self.bentuk in DARI_BAWAH else None

	def check_activity(self):
		if self.bentuk == RENCANA_KERJA and not self.kegiatan:
			frappe.throw(
				_("Pilih Kegiatan dalam rencana kinerja yang hendak ditugaskan."),
				PencatatanTidakSahError,
				title=_("Kegiatan"),
			)

	def propose_facts(self):
		if not self.kegiatan:
			self.kegiatan = tata_kerja.usul_kegiatan(self.jenis_naskah, self.klasifikasi, self.unit_penerima)

	def check_dates(self):
		hari = getdate()
		for field in ("tanggal_surat", "tanggal_diterima"):
			if self.get(field) and getdate(self.get(field)) > hari:
				frappe.throw(
					_("{0} {1} belum terjadi; periksa tanggalnya.").format(
						_(self.meta.get_label(field)), frappe.bold(frappe.format(self.get(field), "Date"))
					),
					PencatatanTidakSahError,
					title=_("Tanggal"),
				)
		if self.is_new() and self.tenggat and not self.entri_susulan and getdate(self.tenggat) < hari:
			frappe.throw(
				_("Tenggat sudah lewat. Perbaiki, atau tandai sebagai entri susulan."),
				PencatatanTidakSahError,
				title=_("Tenggat"),
			)

	def check_srikandi(self):
		"""A letter of SRIKANDI is registered once in the whole agency."""
		self.nomor_srikandi = (self.nomor_srikandi or "").strip() or None
		if not self.nomor_srikandi:
			return
		ada = kembar.list_by({"nomor_srikandi": self.nomor_srikandi}, self.name)
		if ada:
			frappe.throw(
				_("Nomor SRIKANDI {0} sudah tercatat: {1}. Naskah yang sama tidak dicatat dua kali.").format(
					frappe.bold(escape_html(self.nomor_srikandi)), kembar.render(ada[0])
				),
				NomorSrikandiError,
				title=_("Sudah Tercatat"),
			)

	def check_unit(self):
		if not frappe.get_cached_value("Unit Kerja", self.unit_penerima, "perangkat_daerah"):
			frappe.throw(
				_("{0} bukan perangkat daerah; buku agenda hanya ada pada perangkat daerah.").format(
					frappe.bold(self.unit_penerima)
				),
				PencatatanTidakSahError,
				title=_("Perangkat Daerah Penerima"),
			)
		if not organisasi.get_fakta_jabatan(self.tujuan_jabatan).alamat:
			frappe.throw(
				_(
					"Ditujukan kepada: {0} berkursi banyak dan bukan alamat naskah. Pilih jabatan pimpinannya."
				).format(frappe.bold(self.tujuan_jabatan)),
				PencatatanTidakSahError,
				title=_("Ditujukan Kepada"),
			)

	def unit_of_addressee(self) -> set[str]:
		"""The perangkat daerah of the addressee, whose register the letter reaches as well; none above them."""
		unit = organisasi.get_fakta_jabatan(self.tujuan_jabatan).unit
		return {pd for pd in [organisasi.find_perangkat_daerah(unit) if unit else None] if pd}

	def check_registrar(self):
		"""Letters by the unit's Tata Usaha; notes by an officer to a chief of his; a spoken directive by
		Tata Usaha or by who gave or received it."""
		if frappe.session.user == "Administrator":
			return
		k = get_konteks()
		tata_usaha = self.unit_penerima in k.unit_tata_usaha
		if self.bentuk in DARI_BAWAH:
			if not any(
				organisasi.is_below(jabatan, self.tujuan_jabatan) for jabatan in (*k.jabatan, *k.kursi)
			):
				self.refuse_registration(_("{0} hanya diajukan kepada pimpinan di atas jabatan Anda."))
			if self.unit_of_addressee() - {self.unit_penerima}:
				self.refuse_registration(
					_(
						"{0} dicatat pada perangkat daerah pimpinan yang dituju; perbaiki Perangkat daerah penerima."
					)
				)
		elif self.bentuk == "Arahan Lisan":
			if not (tata_usaha or self.tujuan_jabatan in k.jabatan or self.pemberi_arahan in k.jabatan):
				self.refuse_registration(
					_(
						"{0} dicatat oleh Tata Usaha perangkat daerah penerima, atau oleh pemberi atau penerima arahannya."
					)
				)
		elif self.bentuk == RENCANA_KERJA:
			if self.tujuan_jabatan not in k.jabatan:
				self.refuse_registration(
					_("{0} dimulai oleh pimpinan yang menugaskannya, atas jabatannya sendiri.")
				)
		elif not tata_usaha:
			self.refuse_registration(_("{0} dicatat oleh Tata Usaha perangkat daerah penerima."))

	def refuse_registration(self, pesan: str):
		frappe.throw(pesan.format(_(self.bentuk)), PencatatanTidakSahError, title=_("Pencatat"))

	def refuse_changes_of_record(self):
		sebelum = self.get_doc_before_save()
		boleh = set(DIURUS_SENDIRI)
		if sebelum.tahap == Tahap.BARU.value:
			semua = frappe.session.user == "Administrator"
			peran = ISIAN if semua else get_peran(sebelum)
			boleh = boleh.union(*(ISIAN[p] for p in peran if p in ISIAN))
		if sebelum.kehadiran != self.kehadiran and get_peran(sebelum) & PENENTU_KEHADIRAN:
			boleh.add("kehadiran")
		berubah = find_changed(self, sebelum, boleh)
		if berubah:
			frappe.throw(
				_("Bagian ini sudah menjadi catatan dan tidak dapat diubah: {0}.").format(", ".join(berubah)),
				CatatanTetapError,
				title=_("Naskah Tetap"),
			)

	def settle_move(self):
		"""A move uses up the reason given for it."""
		tanpa_disposisi.check_rule(self, self.get_doc_before_save())
		if self.has_moved() and self.alasan:
			self.flags.alasan_langkah = self.alasan
			self.alasan_terakhir, self.alasan = self.alasan, None

	def keep_reason(self):
		"""Every reason stays readable in the letter's timeline, also after the next one."""
		if alasan := self.flags.pop("alasan_langkah", None):
			self.add_comment("Info", f"{escape_html(self.workflow_state)}: {escape_html(alasan)}")
		sebelum = self.get_doc_before_save()
		if sebelum and sebelum.kehadiran != self.kehadiran:
			self.add_comment("Info", f"{_('Kehadiran pimpinan')}: {_(self.kehadiran)}")

	def end_what_is_left(self):
		"""Tasks that the letter did not wait for end with it."""
		sebelum = self.get_doc_before_save()
		if sebelum and self.tahap in TAHAP_TERTUTUP and sebelum.tahap not in TAHAP_TERTUTUP:
			kemajuan.end_released(naskah=self.name)

	def follow_secrecy(self):
		"""The registers show the grade that the letter has."""
		sebelum = self.get_doc_before_save()
		if sebelum and sebelum.keamanan != self.keamanan:
			agenda.set_keamanan(self.name, self.keamanan)


def on_doctype_update():
	basisdata.add_index("Naskah Masuk", ["tujuan_jabatan", "tahap", "modified"])
	basisdata.add_index("Naskah Masuk", ["unit_penerima", "tahap", "modified"])
	basisdata.add_index("Naskah Masuk", ["pencatat"])
	basisdata.add_index("Naskah Masuk", ["tujuan_jabatan", "acara_mulai"])
