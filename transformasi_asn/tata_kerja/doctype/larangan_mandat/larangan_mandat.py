from transformasi_asn.compat import BarisTabel


class LaranganMandat(BarisTabel):
	pass
