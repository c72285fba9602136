import frappe
from frappe.query_builder import DocType
from frappe.utils import add_to_date, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi.domain.kiriman import MENUNGGU
from transformasi_asn.dokumen import Dokumen


class KirimanPemberitahuan(Dokumen):
	"""One message to one person through one channel. It holds no content: that is put together when it is
	sent. Written by `disposisi.kiriman` only."""

	@staticmethod
	def clear_old_logs(days: int = 90) -> None:
		"""Log Settings: what waits stays."""
		k = DocType("Kiriman Pemberitahuan")
		batas = add_to_date(now_datetime(), days=-days)
		frappe.db.delete(k, filters=(k.modified < batas) & k.status.notin(MENUNGGU))


def on_doctype_update() -> None:
	# what is due
	basisdata.add_index("Kiriman Pemberitahuan", ["status", "kirim_pada"])
	# what goes out as one message
	basisdata.add_index("Kiriman Pemberitahuan", ["kelompok"])
