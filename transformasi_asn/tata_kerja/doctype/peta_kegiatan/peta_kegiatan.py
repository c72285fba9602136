from transformasi_asn.dokumen import Dokumen


class PetaKegiatan(Dokumen):
	pass
