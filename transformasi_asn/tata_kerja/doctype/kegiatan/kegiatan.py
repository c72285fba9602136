from transformasi_asn.dokumen import Dokumen


class Kegiatan(Dokumen):
	pass
