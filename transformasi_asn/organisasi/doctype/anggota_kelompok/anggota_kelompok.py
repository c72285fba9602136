from transformasi_asn.compat import BarisTabel


class AnggotaKelompok(BarisTabel):
	pass
