import frappe
from frappe import _
from frappe.utils import now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERTUTUP, Tahap
from transformasi_asn.alur.mixin import AlurMixin
from transformasi_asn.disposisi import jam, kemajuan, lampiran, pantauan, persetujuan, services
from transformasi_asn.disposisi.catatan import find_changed
from transformasi_asn.disposisi.exceptions import BukanPelakuError, CatatanTetapError
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.permissions.konteks import remember
from transformasi_asn.permissions.mandat import MasaHabis
from transformasi_asn.permissions.peran import get_peran

# What each role may write; everything else stands as it was given.
ISIAN = {
	"penerima": {"laporan", "lampiran_laporan", "alasan", "bertindak_sebagai"},
	"pemberi": {"alasan", "bertindak_sebagai"},
}
LAPORAN = {"laporan", "lampiran_laporan"}
DIURUS_SENDIRI = {"workflow_state", "tahap"}


class Tugas(MasaHabis, AlurMixin, Dokumen):
	"""One piece of work in one hand: made by a Disposisi, moved by its workflow."""

	def onload(self):
		pantauan.mark_read(self)

	def validate(self):
		self.settle_tahap()
		if self.is_new():
			self.refuse_by_hand()
		else:
			pantauan.keep_reading(self, self.get_doc_before_save())
			self.keep_reminder()
			self.refuse_foreign_changes()
			lampiran.check_file(self, "lampiran_laporan")
			self.settle_move()

	def on_update(self):
		sebelum = self.get_doc_before_save()
		if sebelum and self.has_moved():
			services.after_task_moved(self, sebelum)

	def on_trash(self):
		frappe.throw(_("Tugas adalah catatan dan tidak dapat dihapus."), CatatanTetapError)

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user on this task, for the conditions of the workflow."""
		return ", ".join(sorted(get_peran(self)))

	@property
	def anak_terbuka(self) -> int:
		"""Open tasks that this one was handed on to and still waits for."""
		if not self.name or self.flags.dari_layanan:  # just made: nobody can have handed it on
			return 0
		return remember(("bagian terbuka", self.name), lambda: kemajuan.count_open_parts(self.name))

	def may_hand_on(self) -> bool:
		"""Not consented yet, reported or closed work stays where it is."""
		if self.persetujuan in ("Menunggu", "Ditolak"):
			return False
		if self.tahap in (Tahap.BARU.value, Tahap.BERJALAN.value):
			return True
		# with its parts, also when they were all taken back or cancelled: they can be given anew
		return self.may_report()

	def may_report(self) -> bool:
		"""The report is written while the work is in hand or with its parts; once handed in it stands."""
		if self.tahap == Tahap.BERJALAN.value:
			return True
		return self.tahap == Tahap.MENUNGGU.value and not (self.dilaporkan_pada or self.dikembalikan_pada)

	def refuse_by_hand(self):
		if not self.flags.dari_layanan:
			frappe.throw(
				_("Tugas lahir dari Disposisi. Buat Disposisi pada naskahnya."),
				CatatanTetapError,
				title=_("Buat Disposisi"),
			)

	def keep_reminder(self):
		"""A form that was opened before a reminder went out does not undo it."""
		if not self.flags.jam:
			self.pengingat_terakhir = self.get_doc_before_save().pengingat_terakhir

	def refuse_foreign_changes(self):
		sebelum = self.get_doc_before_save()
		peran = get_peran(sebelum)
		boleh = DIURUS_SENDIRI.union(*(ISIAN[p] for p in peran if p in ISIAN))
		if not sebelum.may_report():
			boleh = boleh - LAPORAN
		if self.flags.jam:
			boleh = boleh | jam.ISIAN
		if self.flags.persetujuan:
			boleh = boleh | persetujuan.ISIAN
		if self.flags.penarikan:
			boleh = boleh | {"ditarik_pada"}
		asing = find_changed(self, sebelum, boleh)
		if asing:
			frappe.throw(
				_("Bagian ini tidak dapat Anda ubah: {0}.").format(", ".join(asing)),
				CatatanTetapError,
				title=_("Tugas Tetap"),
			)
		if self.has_moved() and not peran & ISIAN.keys():
			frappe.throw(_("Anda dapat melihat tugas ini, tetapi tidak bertindak padanya."), BukanPelakuError)

	def settle_move(self):
		"""A move uses up the reason given for it; a reported, returned or closed task carries the time of it.

		Waiting without open parts (handing on leaves some) is to have returned the task where the recipient
		gave a reason, and to have reported where he wrote a report.
		"""
		if not self.has_moved():
			return
		services.take_chosen_post(self)
		self.flags.alasan_langkah = self.alasan
		if self.dijeda_sejak:
			# whoever works on it again no longer waits
			self.flags.jeda_berakhir = jam.stop_pause(self)
		if self.alasan:
			self.alasan_terakhir, self.alasan = self.alasan, None
		if self.tahap not in TAHAP_TERTUTUP:
			menunggu = self.tahap == Tahap.MENUNGGU.value and not self.anak_terbuka
			kembali = menunggu and self.flags.alasan_langkah and "penerima" in get_peran(self)
			self.dikembalikan_pada = now() if kembali else None
			self.dilaporkan_pada = now() if menunggu and self.laporan and not kembali else None
		self.selesai_pada = now() if self.tahap in TAHAP_TERTUTUP else None


def on_doctype_update():
	# Inbox and counters filter on the addressee first.
	basisdata.add_index("Tugas", ["jabatan", "tahap", "modified"])
	basisdata.add_index("Tugas", ["pegawai", "tahap", "modified"])
	basisdata.add_index("Tugas", ["tim", "tahap", "modified"])
	basisdata.add_index("Tugas", ["pemberi_pegawai", "tahap", "modified"])
	basisdata.add_index("Tugas", ["pemberi_jabatan", "tahap", "modified"])
	basisdata.add_index("Tugas", ["unit_kerja", "tahap", "modified"])
	# the sweep of deadlines reads open tasks by when they are due
	basisdata.add_index("Tugas", ["tahap", "jatuh_tempo", "pengingat_terakhir"])
	# requests for more time are few among all that somebody gave
	basisdata.add_index("Tugas", ["perpanjangan", "pemberi_jabatan"])
	# and so are those whose consent is not given
	basisdata.add_index("Tugas", ["pegawai", "persetujuan"])
	basisdata.add_index("Tugas", ["persetujuan", "batas_persetujuan"])
