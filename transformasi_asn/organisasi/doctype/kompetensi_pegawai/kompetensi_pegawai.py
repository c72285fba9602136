from transformasi_asn.compat import BarisTabel


class KompetensiPegawai(BarisTabel):
	pass
