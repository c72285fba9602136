"""E-mail: through core's queue, so that account, retries and limits are those of the site."""

import frappe
from frappe import _
from frappe.model.document import Document

from transformasi_asn.disposisi.domain.pesan import JenisAlamat, Pesan, shorten
from transformasi_asn.disposisi.exceptions import KanalTidakSahError
from transformasi_asn.disposisi.kanal.dasar import KanalGagalError


class KanalSurel:
	"""The row of Email Queue is written in the transaction that marks the message as sent: exactly one."""

	def __init__(self, setelan: Document) -> None:
		self.setelan = setelan

	@staticmethod
	def check(setelan: Document) -> None:
		if setelan.jenis_alamat != JenisAlamat.SUREL:
			frappe.throw(_("Kanal e-mail memakai alamat: E-mail akun."), KanalTidakSahError)

	def send(self, pesan: Pesan) -> None:
		if not frappe.utils.validate_email_address(pesan.alamat):
			raise KanalGagalError(_("alamat e-mail akun tidak sah"), sementara=False)
		try:
			frappe.sendmail(
				recipients=[pesan.alamat],
				subject=shorten(pesan.judul),
				message=pesan.html,
				add_unsubscribe_link=0,
			)
		except frappe.OutgoingEmailError:
			frappe.clear_messages()
			raise KanalGagalError(_("akun e-mail keluar belum diatur")) from None
