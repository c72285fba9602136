"""What a channel to the outside is. Other apps add theirs with the hook `kanal_pemberitahuan`."""

from datetime import timedelta
from typing import Protocol

from frappe.model.document import Document

from transformasi_asn.disposisi.domain.pesan import Pesan

HOOK = "kanal_pemberitahuan"


class KanalGagalError(Exception):
	"""A message was not taken over.

	keterangan: what the admin reads; never content, address or token.
	sementara: whether a later attempt may help. tunggu: the pause that the gateway asked for.
	"""

	def __init__(self, keterangan: str, sementara: bool = True, tunggu: timedelta | None = None):
		super().__init__(keterangan)
		self.keterangan, self.sementara, self.tunggu = keterangan, sementara, tunggu


class Kanal(Protocol):
	"""One kind of channel, set up by a Kanal Pemberitahuan."""

	def __init__(self, setelan: Document) -> None: ...

	@staticmethod
	def check(setelan: Document) -> None:
		"""Raise KanalTidakSahError for settings with which nothing can be sent."""
		...

	def send(self, pesan: Pesan) -> None:
		"""Hand one message over; raises KanalGagalError.

		May be called again with the same `pesan.kunci` when it is not certain that it went out.
		"""
		...
