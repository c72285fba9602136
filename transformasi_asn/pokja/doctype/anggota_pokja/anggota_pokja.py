from transformasi_asn.compat import BarisTabel


class AnggotaPokja(BarisTabel):
	pass
