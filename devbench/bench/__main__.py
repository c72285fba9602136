"""`python -m devbench.bench NAME --sendiri SITE --stok SITE`: runs one benchmark in the sites folder.

The last line of the output is a JSON object. With `--satu NAME` one side or step only.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict

from devbench.bench import daftar
from devbench.bench.inti import Hasil, Patok, Sampel, nilai
from devbench.bench.lingkungan import Lingkungan, Situs, puncak


def main() -> int:
	parser = argparse.ArgumentParser()
	parser.add_argument("nama")
	parser.add_argument("--sendiri", required=True)
	parser.add_argument("--stok", required=True)
	parser.add_argument("--port", type=int, default=0)
	parser.add_argument("--rinci", action="store_true")
	parser.add_argument("--satu")
	pilihan = parser.parse_args()
	patok = daftar.ambil(pilihan.nama)
	lingkungan = Lingkungan(
		Situs(pilihan.sendiri), Situs(pilihan.stok), rinci=pilihan.rinci, port_web=pilihan.port
	)
	# the protocol has the real output to itself
	keluar = os.fdopen(os.dup(1), "w")
	os.dup2(2, 1)
	isi = satu(patok, lingkungan, pilihan.satu) if pilihan.satu else semua(patok, lingkungan)
	print(json.dumps({**isi, "puncak": round(puncak(), 1)}), file=keluar, flush=True)
	return 0


def satu(patok: Patok, lingkungan: Lingkungan, nama: str) -> dict:
	"""One side or step, with memory collected as in a real process."""
	lingkungan.bebas_sampah = False
	if nama in patok.langkah:
		return {"hasil": patok.langkah[nama](lingkungan)}
	patok.siapkan(lingkungan)
	return {"sampel": asdict(patok.sisi[nama](lingkungan))}


def semua(patok: Patok, lingkungan: Lingkungan) -> dict:
	"""All rounds, the sides in turn."""
	patok.siapkan(lingkungan)
	sampel: dict[str, list[Sampel]] = {sisi: [] for sisi in patok.sisi}
	for ronde in range(-1 if patok.pemanasan else 0, patok.ronde):
		for sisi, jalan in patok.sisi.items():
			hasil = jalan(lingkungan)
			if ronde >= 0:
				sampel[sisi].append(hasil)
	baris = [nilai(target, Hasil(sampel)) for target in patok.target]
	return {
		"baris": [asdict(b) for b in baris],
		"sampel": {sisi: [asdict(s) for s in isi] for sisi, isi in sampel.items()},
		"pernyataan": {
			sisi: [[asal, teks, n] for (asal, teks), n in menurut.items()]
			for sisi, menurut in lingkungan.pernyataan.items()
		},
	}


if __name__ == "__main__":
	sys.exit(main())
