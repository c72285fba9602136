from transformasi_asn.compat import BarisTabel


class JenjangJabatanFungsional(BarisTabel):
	pass
