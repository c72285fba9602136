from transformasi_asn.dokumen import Dokumen


class PangkatGolongan(Dokumen):
	pass
