from transformasi_asn.compat import BarisTabel


class PotonganKeamanan(BarisTabel):
	pass
