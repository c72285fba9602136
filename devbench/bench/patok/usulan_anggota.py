"""Pure ranking of 5,000 candidates for a team with three kinds of needs."""

import random

from devbench.bench.inti import Nilai, Patok, Sampel, Target, milidetik
from devbench.bench.lingkungan import Lingkungan, pastikan

BANYAK = 5_000
JF = ("Analis Kebijakan", "Perencana", "Auditor", "Pranata Komputer", "Arsiparis")
JENJANG = ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama")
KOMPETENSI = ("Analisis data", "Penyusunan kebijakan", "Pengadaan", "Komunikasi publik")


def calon() -> list:
	"""Officers of a province as they are mixed: five functional posts, a fifth of them away or members already."""
	from transformasi_asn.pokja.domain.usulan import Calon

	acak = random.Random(5_000)
	return [
		Calon(
			pegawai=f"P{n:05d}",
			nama=f"Pegawai {acak.randrange(BANYAK)}",
			jabatan_fungsional=acak.choice(JF),
			jenjang=acak.choice(JENJANG),
			kompetensi={k: acak.randrange(1, 6) for k in KOMPETENSI if acak.random() < 0.4},
			unit=f"Unit {acak.randrange(40)}",
			di_bawah=acak.random() < 0.2,
			beban=acak.randrange(15),
			batas=10,
			tim=acak.randrange(4),
			tidak_hadir="cuti" if acak.random() < 0.1 else "",
			anggota=acak.random() < 0.1,
		)
		for n in range(BANYAK)
	]


def _urutkan(lingkungan: Lingkungan, sisi: str, banyak_baris: int) -> Sampel:
	from transformasi_asn.pokja.domain.usulan import Kebutuhan, rank_calon

	daftar = calon()
	kebutuhan = [
		Kebutuhan("Analis Kebijakan", "Ahli Muda", ((KOMPETENSI[0], 3), (KOMPETENSI[1], 2)), 5),
		Kebutuhan("", "Ahli Madya", ((KOMPETENSI[2], 2),), 3),
		Kebutuhan("Pranata Komputer", "", (), 2),
	][:banyak_baris]
	lingkungan.sendiri.masuk()
	with lingkungan.ukur(sisi) as ukuran:
		peringkat, _sisa = rank_calon(kebutuhan, daftar)
	pastikan(all(not p.kurang and p.usulan for p in peringkat), "ada tempat tanpa usulan")
	return ukuran.sampel(BANYAK)


def satu(lingkungan: Lingkungan) -> Sampel:
	return _urutkan(lingkungan, "satu", 1)


def tiga(lingkungan: Lingkungan) -> Sampel:
	return _urutkan(lingkungan, "tiga", 3)


_MS = "{:,.1f} ms"
PATOK = Patok(
	nama="usulan_anggota",
	judul="Usulan anggota tim dari 5.000 calon",
	satuan="calon",
	urutan=47,
	ronde=9,
	sisi={"satu": satu, "tiga": tiga},
	target=[
		Target(
			"5.000 calon untuk satu kebutuhan (jabatan, jenjang, dua kompetensi) ≤ 50 ms",
			Nilai("satu", milidetik, _MS),
			50,
		),
		Target("… untuk tiga kebutuhan sekaligus ≤ 50 ms", Nilai("tiga", milidetik, _MS), 50),
	],
)
