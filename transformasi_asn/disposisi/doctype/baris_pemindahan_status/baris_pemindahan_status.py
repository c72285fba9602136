from transformasi_asn.compat import BarisTabel


class BarisPemindahanStatus(BarisTabel):
	pass
