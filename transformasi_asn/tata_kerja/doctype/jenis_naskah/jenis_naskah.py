from transformasi_asn.dokumen import Dokumen


class JenisNaskah(Dokumen):
	pass
