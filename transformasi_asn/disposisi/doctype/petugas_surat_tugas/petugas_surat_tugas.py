from transformasi_asn.tabel import BarisSekaligus


class PetugasSuratTugas(BarisSekaligus):
	pass
