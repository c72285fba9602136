from transformasi_asn.compat import BarisTabel


class BagianLembar(BarisTabel):
	pass
