import frappe
from frappe import _

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja.exceptions import PenetapanHanyaLayananError, PenetapanTetapError


class PenetapanPola(Dokumen):
	"""One decision, kept as it was taken. Inserted by `services.store_penetapan` only."""

	def before_insert(self) -> None:
		self.refuse_unless_from_service()

	def before_validate(self) -> None:
		# here, because core runs it also when a caller sets flags.ignore_validate
		if not self.is_new():
			self.refuse_change()

	def before_rename(self, *_args) -> None:
		self.refuse_change()

	def on_trash(self) -> None:
		self.refuse_change()

	def refuse_unless_from_service(self) -> None:
		if not self.flags.dari_layanan:
			frappe.throw(
				_("Penetapan pola tidak diisi sendiri; ia dibuat ketika pimpinan mendisposisi naskah."),
				PenetapanHanyaLayananError,
				title=_("Tidak Dapat Dibuat Sendiri"),
			)

	def refuse_change(self) -> None:
		frappe.throw(
			_("Penetapan pola {0} bersifat tetap. Buat disposisi baru bila keputusannya berubah.").format(
				self.name
			),
			PenetapanTetapError,
			title=_("Tidak Dapat Diubah"),
		)
