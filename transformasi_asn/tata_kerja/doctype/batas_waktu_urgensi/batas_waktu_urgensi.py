from frappe.model.document import Document

from transformasi_asn.tata_kerja import kalender


class BatasWaktuUrgensi(Document):
	"""How long work of one urgency may take when its giver sets no deadline."""

	def on_change(self):
		kalender.clear()

	def on_trash(self):
		kalender.clear()
