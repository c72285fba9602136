"""Seats, one definitive post per person, limits of Plt and Plh, rules of a post."""

import random
from datetime import date, timedelta

import pytest

from transformasi_asn.organisasi.domain.aturan_jabatan import CalonJabatan, periksa_jabatan
from transformasi_asn.organisasi.domain.aturan_penempatan import (
	BatasSementara,
	list_boleh,
	periksa_batas_sementara,
	periksa_penempatan,
)
from transformasi_asn.organisasi.domain.selang import Selang, add_bulan, find_puncak
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan

JAN, MAR, JUL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
HARI_INI = date(2026, 5, 1)
KABID = FaktaJabatan("KABID", "Kabid", "Administrator")
POOL = FaktaJabatan("POOL", "Arsiparis", "Fungsional", kursi=2, jenjang="Ahli Muda")
TUTUP = FaktaJabatan("TUTUP", "Kasi", "Pengawas", aktif=False)


def tempat(name, pegawai="ani", jabatan="KABID", kapasitas="Definitif", mulai=JAN, selesai=None, **kw):
	return FaktaPenempatan(name, pegawai, jabatan, kapasitas, mulai, selesai, **kw)


def aturan(calon, jabatan=KABID, lain=()):
	di_jabatan = [p for p in lain if p.jabatan == calon.jabatan]
	milik = [p for p in lain if p.pegawai == calon.pegawai]
	return [p.aturan for p in periksa_penempatan(calon, jabatan, di_jabatan, milik, HARI_INI)]


def test_masa():
	assert aturan(tempat("a", selesai=JAN)) == ["masa"]
	assert aturan(tempat("a", riwayat=True)) == ["masa"]
	assert aturan(tempat("a", selesai=MAR, riwayat=True)) == []


def test_riwayat_sudah_berakhir():
	assert aturan(tempat("a", selesai=HARI_INI, riwayat=True)) == []
	besok = tempat("a", selesai=HARI_INI + timedelta(1), riwayat=True)
	(salah,) = periksa_penempatan(besok, KABID, [tempat("b", "budi")], [], HARI_INI)
	assert (salah.aturan, salah.kolom) == ("masa", "selesai")
	assert "Selesai (02-05-2026)" in salah.teks


def test_riwayat_tidak_berjalan():
	assert tempat("a", selesai=MAR).berjalan(JAN)
	assert not tempat("a", selesai=MAR).berjalan(MAR)
	assert not tempat("a", selesai=MAR, riwayat=True).berjalan(JAN)


def test_kursi():
	ada = tempat("lama", "budi", selesai=MAR)
	assert aturan(tempat("baru"), lain=[ada]) == ["kursi_penuh"]
	assert aturan(tempat("baru", kapasitas="Pj."), lain=[ada]) == ["kursi_penuh"]
	assert aturan(tempat("baru", mulai=MAR), lain=[ada]) == []
	assert aturan(tempat("baru", kapasitas="Plt"), lain=[ada]) == []
	assert aturan(tempat("lama"), lain=[ada]) == []


def test_dua_kursi():
	lain = [tempat("1", "budi", "POOL", selesai=MAR), tempat("2", "citra", "POOL", mulai=MAR)]
	assert aturan(tempat("3", "dewi", "POOL"), POOL, lain) == []
	lain.append(tempat("4", "eka", "POOL", mulai=MAR))
	assert aturan(tempat("3", "dewi", "POOL"), POOL, lain) == ["kursi_penuh"]
	assert aturan(tempat("3", "dewi", "POOL", selesai=MAR), POOL, lain) == []


def test_rangkap():
	lain = [tempat("1", jabatan="LAIN")]
	assert aturan(tempat("2"), lain=lain) == ["rangkap_definitif"]
	assert aturan(tempat("2", kapasitas="Pj."), lain=lain) == []
	assert aturan(tempat("2", kapasitas="Plt"), lain=lain) == []
	assert aturan(tempat("2", kapasitas="Plh"), lain=[tempat("1")]) == ["penempatan_ganda"]


def test_satu_plt():
	lain = [tempat("1", "budi", kapasitas="Plt")]
	assert aturan(tempat("2", kapasitas="Plt"), lain=lain) == ["penempatan_ganda"]
	assert aturan(tempat("2", kapasitas="Plh"), lain=lain) == []


def test_jabatan_tutup():
	assert aturan(tempat("1", jabatan="TUTUP"), TUTUP) == ["jabatan_tidak_aktif"]


def test_pegawai_tidak_aktif():
	(salah,) = periksa_penempatan(tempat("1"), KABID, [], [], HARI_INI, pegawai_aktif=False)
	assert salah.aturan == "pegawai_tidak_aktif"
	assert periksa_penempatan(tempat("1", selesai=MAR, riwayat=True), KABID, [], [], HARI_INI, False) == []


@pytest.mark.parametrize(
	("asal", "jenis", "boleh"),
	[
		("Administrator", "Administrator", True),
		("Administrator", "JPT Pratama", True),
		("Administrator", "Pengawas", False),
		("Pengawas", "JPT Pratama", False),
		("Pelaksana", "Pengawas", True),
		("Ahli Madya", "JPT Pratama", True),
		("Ahli Madya", "JPT Madya", False),
		("Ahli Muda", "Administrator", True),
		("Ahli Pertama", "Administrator", False),
		("Terampil", "Pengawas", False),
	],
)
def test_tingkat(asal, jenis, boleh):
	fungsional = asal.startswith("Ahli") or asal == "Terampil"
	jabatan_asal = FaktaJabatan(
		"A", "A", "Fungsional" if fungsional else asal, jenjang=asal if fungsional else ""
	)
	assert (jenis in list_boleh(jabatan_asal)) is boleh


ASAL = (FaktaJabatan("X", "X", "Administrator"),)


def batas(calon, milik=(), asal=ASAL):
	return [p.aturan for p in periksa_batas_sementara(calon, KABID, asal, milik, BatasSementara())]


def test_lama_plt():
	assert batas(tempat("1", kapasitas="Plt", selesai=JUL)) == []
	assert batas(tempat("1", kapasitas="Plt", selesai=JUL + timedelta(1))) == ["lewat_batas"]
	assert batas(tempat("1", kapasitas="Plt")) == ["lewat_batas"]
	assert batas(tempat("1")) == []
	assert batas(tempat("1", kapasitas="Plt", riwayat=True)) == []


def test_perpanjangan_disambung():
	lama = tempat("0", kapasitas="Plt", mulai=date(2025, 11, 1), selesai=JAN)
	assert batas(tempat("1", kapasitas="Plt", selesai=date(2026, 5, 1)), [lama]) == []
	assert batas(tempat("1", kapasitas="Plt", selesai=date(2026, 5, 2)), [lama]) == ["lewat_batas"]
	putus = tempat("0", kapasitas="Plt", mulai=date(2025, 11, 1), selesai=date(2025, 12, 1))
	assert batas(tempat("1", kapasitas="Plt", selesai=JUL), [putus]) == []


def test_tanpa_jabatan_asal():
	assert batas(tempat("1", kapasitas="Plh", selesai=MAR), asal=()) == ["lewat_tingkat"]


def test_tambah_bulan():
	assert add_bulan(date(2026, 8, 31), 6) == date(2027, 2, 28)
	assert add_bulan(JAN, 12) == date(2027, 1, 1)


@pytest.mark.parametrize("benih", range(50))
def test_puncak_sama_dengan_hitung_harian(benih):
	acak = random.Random(benih)

	def selang():
		mulai = JAN + timedelta(acak.randint(0, 20))
		return Selang(mulai, acak.choice((None, mulai + timedelta(acak.randint(1, 15)))))

	satu, lain = selang(), [selang() for _ in range(6)]
	hari = [JAN + timedelta(n) for n in range(60)]
	harian = max((sum(s.berisi(h) for s in lain) for h in hari if satu.berisi(h)), default=0)
	assert find_puncak(satu, lain)[0] == harian
	assert [s for s in lain if s.bertumpang(satu)] == [
		s for s in lain if any(s.berisi(h) and satu.berisi(h) for h in hari)
	]


@pytest.mark.parametrize(
	("ubah", "aturan"),
	[
		({}, []),
		({"unit_kerja": None}, ["tanpa_unit"]),
		({"eselon": ""}, ["eselon"]),
		({"eselon": "II.a"}, ["eselon"]),
		({"jumlah_kursi": 0}, ["kursi"]),
		({"jenjang": "Ahli Muda"}, ["fungsional"]),
		({"pengganti": "K"}, ["rujukan_diri"]),
		({"koordinator": "K"}, ["rujukan_diri"]),
		({"peran_meja": "System Manager"}, ["peran_meja"]),
		({"peran_meja": "Tata Usaha ASN"}, []),
		({"jenis": "Fungsional", "eselon": ""}, ["fungsional", "fungsional"]),
		(
			{"jenis": "Fungsional", "eselon": "", "jabatan_fungsional": "Arsiparis", "jenjang": "Ahli Muda"},
			[],
		),
		(
			{"jenis": "Fungsional", "eselon": "", "jabatan_fungsional": "Arsiparis", "jenjang": "Pemula"},
			["fungsional"],
		),
		({"jenis": "Pelaksana", "eselon": "V.a"}, []),
		({"jenis": "Pelaksana"}, ["eselon"]),
		({"jenis": "Pejabat Negara"}, ["eselon"]),
	],
)
def test_jabatan(ubah, aturan):
	dasar = {"kode": "K", "jenis": "Administrator", "unit_kerja": "U", "eselon": "III.a"}
	salah = periksa_jabatan(CalonJabatan(**{**dasar, **ubah}), ["Ahli Pertama", "Ahli Muda"])
	assert [p.aturan for p in salah] == aturan
	assert all(p.teks for p in salah)
