import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.tabel import BarisSekaligus


class PenerimaDisposisi(BarisSekaligus):
	def get_invalid_links(self, is_submittable: bool = False) -> tuple[list, list]:
		"""Core's check of the links of a row, left to the order for its recipients.

		Core would ask for each one by itself; `Penyusun` reads them together and names the row that is wrong.
		"""
		if not self.instruksi or frappe.db.get_value("Instruksi Disposisi", self.instruksi, cache=True):
			return [], []
		label = _(self.meta.get_label("instruksi"))
		pesan = _("Baris {0}, {1}:").format(self.idx, label) + f" {self.instruksi}"
		return [("instruksi", self.instruksi, pesan)], []


def on_doctype_update():
	# copies that somebody got, the unread ones first
	basisdata.add_index("Penerima Disposisi", ["penerima", "tembusan", "dibaca_pada"])
