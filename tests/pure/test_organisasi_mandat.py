"""Rules on a Surat Perintah: the state of the post, who gives a mandate, extensions, steps; printed labels."""

from datetime import date, timedelta

import pytest

from transformasi_asn.organisasi.domain.aturan_penempatan import BatasSementara, periksa_batas_sementara
from transformasi_asn.organisasi.domain.mandat import (
	LANGKAH,
	Langkah,
	Pemberi,
	PeranSurat,
	StatusSurat,
	hitung_selesai,
	list_langkah,
	periksa_keadaan,
	periksa_mandat_ulang,
	periksa_pemberi,
	periksa_perpanjangan,
)
from transformasi_asn.organisasi.domain.sebutan import AWALAN, label_of, list_signed, name_post
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan
from transformasi_asn.tata_kerja.domain.mandat import Larangan, find_larangan

JAN, MAR, JUL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
KABID = FaktaJabatan("KABID", "Kabid", "Administrator")
ARSIPARIS = FaktaJabatan("ARS", "Arsiparis", "Fungsional", kursi=2)


def tempat(name, pegawai="ani", kapasitas="Definitif", mulai=JAN, selesai=None, **kw):
	return FaktaPenempatan(name, pegawai, "KABID", kapasitas, mulai, selesai, **kw)


def plh(**kw):
	return tempat("baru", "budi", **{"kapasitas": "Plh", "mulai": MAR, "selesai": JUL, **kw})


def aturan(hasil):
	return [p.aturan for p in hasil]


@pytest.mark.parametrize(
	("kapasitas", "di_jabatan", "sah"),
	[
		("Plh", [tempat("a")], True),
		("Plh", [], False),
		("Plh", [tempat("a", selesai=MAR)], False),
		("Plh", [tempat("a", berhalangan_tetap=MAR)], False),
		("Plh", [tempat("a", berhalangan_tetap=JUL)], True),
		("Plt", [tempat("a")], False),
		("Plt", [tempat("a", selesai=MAR)], True),
		("Plt", [tempat("a", berhalangan_tetap=MAR)], True),
		("Plt", [tempat("a", riwayat=True)], True),
		("Plh", [tempat("a", kapasitas="Pj.")], True),
		("Pj.", [], True),
	],
)
def test_capacity_fits_the_state_of_the_post(kapasitas, di_jabatan, sah):
	assert aturan(periksa_keadaan(plh(kapasitas=kapasitas), KABID, di_jabatan)) == (
		[] if sah else ["keadaan_jabatan"]
	)


def test_posts_of_many_seats_have_no_stand_in():
	(salah,) = periksa_keadaan(plh(), ARSIPARIS, [tempat("a")])
	assert salah.kolom == "jabatan"


def test_nobody_gives_a_mandate_to_himself_or_hands_his_on():
	assert aturan(periksa_pemberi(plh(), Pemberi("budi"), True)) == ["mandat_diri"]
	assert aturan(periksa_pemberi(plh(), Pemberi("citra", mewakili=True), True)) == ["mandat_ulang"]
	assert periksa_pemberi(plh(), Pemberi("citra", mewakili=True), False) == []
	assert periksa_pemberi(plh(), Pemberi("citra"), True) == []
	assert periksa_pemberi(plh(), Pemberi(None), True) == []


def test_no_mandate_over_a_mandate():
	plt = tempat("p", "citra", "Plt", JAN, MAR + timedelta(5))
	assert aturan(periksa_mandat_ulang(plh(), KABID, [plt], True)) == ["mandat_ulang"]
	assert periksa_mandat_ulang(plh(), KABID, [plt], False) == []
	assert periksa_mandat_ulang(plh(mulai=MAR + timedelta(5)), KABID, [plt], True) == []
	assert periksa_mandat_ulang(plh(), KABID, [tempat("a"), tempat("l", "budi", "Plt")], True) == []
	assert periksa_mandat_ulang(plh(kapasitas="Pj."), KABID, [plt], True) == []


def test_two_overlapping_plh_name_the_last_day():
	lain = tempat("p", "citra", "Plh", JAN, MAR + timedelta(1))
	(salah,) = periksa_mandat_ulang(plh(), KABID, [lain], True)
	assert "s.d. 01-03-2026" in salah.teks


def test_extension():
	lama = plh(mulai=JAN, selesai=MAR)
	assert periksa_perpanjangan(plh(), lama) == []
	assert aturan(periksa_perpanjangan(plh(mulai=JUL), lama)) == ["perpanjangan"]
	assert aturan(periksa_perpanjangan(plh(kapasitas="Plt"), lama)) == ["perpanjangan"]


def test_a_letter_names_the_last_day():
	assert hitung_selesai(date(2026, 2, 28)) == MAR
	assert hitung_selesai(JUL, hari_terakhir=date(2026, 2, 28)) == MAR


def test_limits_of_plh_and_pj_are_the_agency_s():
	def lewat(calon, **batas):
		asal = [KABID, FaktaJabatan("LAIN", "Lain", "Administrator")]
		return aturan(periksa_batas_sementara(calon, KABID, asal, [], BatasSementara(**batas)))

	assert lewat(plh(selesai=MAR + timedelta(30)), plh_hari=30) == []
	assert lewat(plh(selesai=MAR + timedelta(31)), plh_hari=30) == ["lewat_batas"]
	assert lewat(plh(selesai=MAR + timedelta(31))) == []
	assert lewat(plh(kapasitas="Plt", selesai=MAR + timedelta(31)), plh_hari=30) == []
	assert lewat(plh(kapasitas="Pj.", selesai=JUL), pj_bulan=3) == ["lewat_batas"]
	assert lewat(plh(kapasitas="Pj.", selesai=None), pj_bulan=3) == ["lewat_batas"]
	assert lewat(plh(kapasitas="Pj.", selesai=None)) == []


def test_extensions_count_together():
	lama = tempat("lama", "budi", "Plh", JAN, JUL)
	lanjutan = plh(mulai=JUL, selesai=JUL + timedelta(31))
	asal = [FaktaJabatan("LAIN", "Lain", "Administrator")]
	assert aturan(periksa_batas_sementara(lanjutan, KABID, asal, [lama], BatasSementara())) == ["lewat_batas"]


@pytest.mark.parametrize("status", list(StatusSurat))
def test_steps_start_where_the_table_says(status):
	semua = list_langkah(status, set(PeranSurat))
	assert semua == [langkah for langkah, (dari, _s) in LANGKAH.items() if dari is status]
	assert list_langkah(status, {PeranSurat.PELAKSANA, PeranSurat.WAKIL, PeranSurat.PENGUSUL}) == []


def test_an_order_that_is_over_is_only_extended():
	assert list_langkah("Ditetapkan", {PeranSurat.ATASAN}, berakhir=True) == [Langkah.PERPANJANG]


def test_labels():
	assert name_post("Kepala Dinas X", "Plt") == "Plt. Kepala Dinas X"
	assert name_post("Kepala Dinas X", "a.n.") == "a.n. Kepala Dinas X"
	assert name_post("Kepala Dinas X", "Definitif") == name_post("Kepala Dinas X") == "Kepala Dinas X"
	assert label_of("Ani", "Kabid", "Pj.") == "Ani (Pj. Kabid)"
	assert label_of("Ani", None, "Plh") == "Ani"
	assert set(AWALAN) == {"Plt", "Plh", "Pj.", "a.n.", "Atasan"}


def test_forbidden_letters():
	baris = [Larangan("Plt dan Plh", klasifikasi="800.1.3"), Larangan("Plh", jenis_naskah="Surat Keputusan")]
	assert find_larangan("Plt", "Surat Biasa", "800.1.3.2", baris) is baris[0]
	assert find_larangan("Plh", "Surat Keputusan", "000", baris) is baris[1]
	assert find_larangan("Plt", "Surat Keputusan", "000", baris) is None
	assert find_larangan("Plh", "Surat Biasa", "800.1.30", baris) is None
	for kapasitas in ("Definitif", "Pj.", "a.n.", None):
		assert find_larangan(kapasitas, "Surat Keputusan", "800.1.3", baris) is None
	assert find_larangan("Plt", "Surat Biasa", "", [Larangan("Plt")]) is None


@pytest.mark.parametrize(
	("kapasitas", "sendiri", "baris"),
	[
		("Definitif", None, ("Kepala Dinas",)),
		("Pj.", None, ("Pj. Kepala Dinas",)),
		("Plh", None, ("Plh. Kepala Dinas",)),
		("a.n.", "Sekretaris Dinas", ("a.n. Kepala Dinas", "Sekretaris Dinas")),
		("a.n.", None, ("a.n. Kepala Dinas",)),
		("Atasan", "Pj. Sekretaris Daerah", ("Pj. Sekretaris Daerah",)),
	],
)
def test_lines_above_a_signature(kapasitas, sendiri, baris):
	assert list_signed("Kepala Dinas", kapasitas, sendiri) == baris
