from transformasi_asn.compat import BarisTabel


class PilihanKanal(BarisTabel):
	pass
