from transformasi_asn.compat import BarisTabel


class KetentuanUnit(BarisTabel):
	pass
