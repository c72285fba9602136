from transformasi_asn.dokumen import Dokumen


class InstruksiDisposisi(Dokumen):
	pass
