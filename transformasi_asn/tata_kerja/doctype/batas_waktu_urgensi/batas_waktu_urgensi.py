from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import kalender


class BatasWaktuUrgensi(Dokumen):
	"""How long work of one urgency may take when its giver sets no deadline."""

	def on_change(self):
		kalender.clear()

	def on_trash(self):
		kalender.clear()
