import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi import blok
from transformasi_asn.disposisi.exceptions import BlokAgendaError, CatatanTetapError
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.permissions.konteks import get_konteks


class BlokAgenda(Dokumen):
	"""Agenda numbers set aside for paper. What is reserved stays; only its reconciliation goes on."""

	def before_insert(self):
		self.check_registrar()
		self.pencatat = get_konteks().pegawai
		self.keadaan = blok.TERBUKA
		self.tidak_dipakai = []
		blok.reserve(self)

	def validate(self):
		if not self.is_new() and not self.flags.dari_layanan:
			frappe.throw(
				_("Blok nomor adalah catatan. Gunakan tombol Nyatakan Tidak Dipakai atau Tutup Blok."),
				CatatanTetapError,
			)

	def on_trash(self):
		frappe.throw(_("Blok nomor adalah catatan dan tidak dapat dihapus."), CatatanTetapError)

	def check_registrar(self):
		"""Only the Tata Usaha of a perangkat daerah sets its numbers aside."""
		if frappe.session.user == "Administrator" and frappe.get_cached_value(
			"Unit Kerja", self.unit_kerja, "perangkat_daerah"
		):
			return
		if self.unit_kerja not in get_konteks().unit_tata_usaha:
			frappe.throw(
				_("Nomor agenda {0} hanya dicadangkan oleh Tata Usahanya.").format(
					frappe.bold(self.unit_kerja)
				),
				BlokAgendaError,
				title=_("Perangkat Daerah"),
			)


def on_doctype_update():
	basisdata.add_index("Blok Agenda", ["unit_kerja", "tahun", "dari"])
