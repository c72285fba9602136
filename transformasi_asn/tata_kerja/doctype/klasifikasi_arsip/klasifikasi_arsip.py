from transformasi_asn.dokumen import Dokumen


class KlasifikasiArsip(Dokumen):
	pass
