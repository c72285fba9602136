from transformasi_asn.dokumen import Dokumen


class Kompetensi(Dokumen):
	pass
