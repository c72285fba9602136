from transformasi_asn.compat import BarisTabel


class PengelolaAturan(BarisTabel):
	pass
