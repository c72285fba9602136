from transformasi_asn.compat import BarisTabel


class BarisAturanPola(BarisTabel):
	pass
