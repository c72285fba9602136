from transformasi_asn.compat import BarisTabel


class KegiatanTim(BarisTabel):
	pass
