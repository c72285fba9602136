from transformasi_asn.compat import BarisTabel


class LangkahPengingat(BarisTabel):
	pass
