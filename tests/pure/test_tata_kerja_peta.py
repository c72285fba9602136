import json
from pathlib import Path

import pytest

from transformasi_asn.tata_kerja.domain.peta import BarisPeta, find_kegiatan

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
UNIT = ("DINKES", "PEMDA")


def find(peta, jenis_naskah="", klasifikasi="", unit=UNIT):
	return find_kegiatan(jenis_naskah, klasifikasi, unit, peta)


def test_nothing_matches():
	assert find([]) is None
	assert find([BarisPeta("K1", klasifikasi="800")], klasifikasi="900") is None
	assert find([BarisPeta("K1", unit="DISDIK")]) is None


@pytest.mark.parametrize(
	("menang", "kalah"),
	[
		(
			BarisPeta("A", unit="DINKES"),
			BarisPeta("B", unit="PEMDA", jenis_naskah="Laporan", klasifikasi="800"),
		),
		(BarisPeta("A", unit="PEMDA"), BarisPeta("B", jenis_naskah="Laporan", klasifikasi="800.1")),
		(BarisPeta("A", jenis_naskah="Laporan", klasifikasi="800"), BarisPeta("B", klasifikasi="800.1.3")),
		(BarisPeta("A", jenis_naskah="Laporan"), BarisPeta("B")),
		(BarisPeta("A", klasifikasi="800.1"), BarisPeta("B", klasifikasi="800")),
		(BarisPeta("A", klasifikasi="800"), BarisPeta("B", jenis_naskah="Laporan", urutan=-1)),
		(BarisPeta("A", urutan=1), BarisPeta("B", urutan=2)),
	],
)
def test_the_most_specific_row_wins(menang, kalah):
	for peta in ([menang, kalah], [kalah, menang]):
		assert find(peta, "Laporan", "800.1.3") == "A"


@pytest.mark.parametrize(
	("jenis_naskah", "klasifikasi", "harapan"),
	[
		("Surat Undangan", "", "Rapat koordinasi dan konsultasi"),
		("Permintaan Data", "", "Penyediaan data dan informasi"),
		("Surat Biasa", "800.1.3", "Administrasi kepegawaian"),
		("Surat Biasa", "900.1", "Administrasi keuangan"),
		("Surat Biasa", "000.4", "Administrasi umum"),
		("Surat Biasa", "000.5", "Penatausahaan arsip dinamis"),
		("Permohonan Izin", "500.16", "Pelayanan perizinan dan nonperizinan"),
		("Surat Biasa", "400.7", None),
	],
)
def test_shipped_map(jenis_naskah, klasifikasi, harapan):
	nama = {k["kode"]: k["nama"] for k in read("kegiatan")}
	peta = [
		BarisPeta(b["kegiatan"], b.get("jenis_naskah", ""), b.get("klasifikasi", ""), urutan=b["urutan"])
		for b in read("peta_kegiatan")
	]
	assert nama.get(find(peta, jenis_naskah, klasifikasi)) == harapan


def test_shipped_map_links_to_shipped_records():
	kegiatan = {k["kode"] for k in read("kegiatan")}
	jenis = {j["nama"] for j in read("jenis_naskah")}
	klasifikasi = {k["kode"] for k in read("klasifikasi_arsip")}
	for baris in read("peta_kegiatan"):
		assert baris["kegiatan"] in kegiatan
		assert baris.get("jenis_naskah", "Laporan") in jenis
		assert baris.get("klasifikasi", "000") in klasifikasi


def read(nama):
	return json.loads((FIXTURES / f"{nama}.json").read_text(encoding="utf-8"))
