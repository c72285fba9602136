from transformasi_asn.compat import BarisTabel


class SesiJamKerja(BarisTabel):
	pass
