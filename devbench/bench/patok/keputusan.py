"""Pure decisions: the shipped rules on all eight combinations of facts."""

import json
from datetime import date
from itertools import product

from devbench.bench.inti import Nilai, Patok, Sampel, Target, per_detik
from devbench.bench.lingkungan import REPO, Lingkungan

SYARAT = {"Apa saja": None, "Ya": True, "Tidak": False}
TANGGAL = date(2026, 3, 2)
# Most letters are routine and for one person; every combination is there.
BOBOT = {(True, False, False): 9, (False, True, False): 3, (True, False, True): 2, (True, True, False): 2}
SEKALI = 20_000
SEKALI_STOK = 400


def permintaan() -> list:
	"""A realistic mix of requests, in a fixed order that does not favour one branch for long."""
	from transformasi_asn.tata_kerja.domain.pola import Pemicu, PermintaanPola

	pemicu = (Pemicu.TIDAK_ADA, Pemicu.ARAHAN_PIMPINAN_DAERAH)
	campur = []
	for putaran in range(max(BOBOT.values())):
		for rutin, prioritas, kompleks in product((True, False), repeat=3):
			if putaran < BOBOT.get((rutin, prioritas, kompleks), 1):
				campur.append(
					PermintaanPola(
						rutin,
						pemicu[prioritas],
						kompleks,
						TANGGAL,
						"Surat Biasa",
						"800.1.11",
						"KEG-1",
						("DINKES", "PEMDA"),
					)
				)
	return campur


def aturan(sendiri: int = 0) -> tuple:
	"""The shipped rules, behind `sendiri` rules of the giver's perangkat daerah that do not match."""
	from transformasi_asn.tata_kerja.domain.pola import BarisAturan, Instrumen, Pola

	(bawaan,) = json.loads((REPO / "fixtures" / "aturan_pola_kerja.json").read_text(encoding="utf-8"))
	depan = [
		BarisAturan(
			"DINKES",
			f"B{n}",
			Pola.STRUKTURAL,
			Instrumen.LEMBAR_DISPOSISI,
			klasifikasi="440",
			jenis_naskah=jenis,
		)
		for n, jenis in enumerate(("Undangan", "Surat Biasa")[:sendiri], 1)
	]
	return (
		*depan,
		*(
			BarisAturan(
				sumber="",
				kode=b["kode"],
				pola=Pola(b["pola"]),
				instrumen=Instrumen(b["instrumen"]),
				rutin=SYARAT[b["rutin"]],
				prioritas=SYARAT[b["prioritas"]],
				kompleks=SYARAT[b["kompleks"]],
				tawarkan_pokja=bool(b["tawarkan_pokja"]),
				aktif=bool(b["aktif"]),
				dasar_hukum=b["dasar_hukum"],
				penjelasan=b["penjelasan"],
			)
			for b in bawaan["baris"]
		),
	)


def _putuskan(lingkungan: Lingkungan, sisi: str, jumlah_sendiri: int = 0) -> Sampel:
	from transformasi_asn.tata_kerja.domain.pola import tetapkan_pola

	baris, campur = aturan(jumlah_sendiri), permintaan()
	antrean = (campur * (SEKALI // len(campur) + 1))[:SEKALI]
	lingkungan.sendiri.masuk()
	with lingkungan.ukur(sisi) as ukuran:
		for p in antrean:
			tetapkan_pola(p, baris)
	return ukuran.sampel(SEKALI)


def sendiri(lingkungan: Lingkungan) -> Sampel:
	return _putuskan(lingkungan, "sendiri")


def dua_aturan(lingkungan: Lingkungan) -> Sampel:
	return _putuskan(lingkungan, "dua_aturan", 2)


def merata(lingkungan: Lingkungan) -> Sampel:
	"""All eight combinations equally often, and the making of each request counted too."""
	from transformasi_asn.tata_kerja.domain.pola import PermintaanPola, tetapkan_pola

	baris = aturan()
	unik = list({(p.rutin, p.prioritas, p.kompleks): p for p in permintaan()}.values())
	antrean = (unik * (SEKALI // len(unik) + 1))[:SEKALI]
	lingkungan.sendiri.masuk()
	with lingkungan.ukur("merata") as ukuran:
		for p in antrean:
			tetapkan_pola(
				PermintaanPola(
					p.rutin,
					p.pemicu,
					p.kompleks,
					p.tanggal,
					p.jenis_naskah,
					p.klasifikasi,
					p.kegiatan,
					p.unit,
				),
				baris,
			)
	return ukuran.sampel(SEKALI)


def stok(lingkungan: Lingkungan) -> Sampel:
	"""Ordered conditions as an Assignment Rule holds them, evaluated as it does; the first true one wins."""
	import frappe

	lingkungan.stok.masuk()
	syarat = []
	for b in aturan():
		bagian = [
			f"{nama} == {int(nilai)}"
			for nama, nilai in (("rutin", b.rutin), ("prioritas", b.prioritas), ("kompleks", b.kompleks))
			if nilai is not None
		]
		syarat.append(" and ".join(bagian) or "True")
	fakta = [
		{"rutin": int(p.rutin), "prioritas": int(p.prioritas), "kompleks": int(p.kompleks)}
		for p in permintaan()
	]
	antrean = (fakta * (SEKALI_STOK // len(fakta) + 1))[:SEKALI_STOK]
	with lingkungan.ukur("stok") as ukuran:
		for f in antrean:
			any(frappe.safe_eval(s, None, f) for s in syarat)
	return ukuran.sampel(SEKALI_STOK)


_TULIS = "{:,.0f}/detik"
PATOK = Patok(
	nama="keputusan",
	judul="Keputusan pola murni",
	satuan="keputusan",
	urutan=10,
	ronde=9,
	sisi={"sendiri": sendiri, "stok": stok, "dua_aturan": dua_aturan, "merata": merata},
	target=[
		Target(
			"keputusan dengan aturan bawaan ≥ 100.000/detik pada satu inti",
			Nilai("sendiri", per_detik, _TULIS),
			100_000,
			paling_banyak=False,
			stok=Nilai("stok", per_detik, _TULIS),
			rasio="sendiri/stok",
			catatan="Stok: syarat berurutan seperti pada Assignment Rule, dinilai dengan frappe.safe_eval.",
		),
		Target(
			"… dengan dua aturan perangkat daerah di depannya ≥ 100.000/detik",
			Nilai("dua_aturan", per_detik, _TULIS),
			100_000,
			paling_banyak=False,
		),
		Target(
			"(keterangan) delapan gabungan sama sering, permintaannya ikut dibuat",
			Nilai("merata", per_detik, _TULIS),
		),
	],
)
