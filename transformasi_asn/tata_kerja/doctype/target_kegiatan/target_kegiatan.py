from transformasi_asn.compat import BarisTabel


class TargetKegiatan(BarisTabel):
	pass
