from transformasi_asn.compat import BarisTabel


class PenerimaDisposisi(BarisTabel):
	pass
