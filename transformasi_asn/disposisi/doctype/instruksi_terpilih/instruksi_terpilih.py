from transformasi_asn.compat import BarisTabel


class InstruksiTerpilih(BarisTabel):
	pass
