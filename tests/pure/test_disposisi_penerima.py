from dataclasses import replace

import pytest

from transformasi_asn.disposisi.domain.penerima import (
	Calon,
	Kebijakan,
	Masalah,
	check_penerima,
	derive_pola,
)
from transformasi_asn.tata_kerja.domain.pola import Pola

STRUKTURAL, INDIVIDU, KELOMPOK = Pola.STRUKTURAL, Pola.FUNGSIONAL_INDIVIDU, Pola.FUNGSIONAL_KELOMPOK
BIASA = Kebijakan()
KETAT = Kebijakan(pelaksana_fungsional=False)
LONGGAR = Kebijakan(di_luar_garis_dengan_alasan=True)
RAHASIA = Kebijakan(rahasia=True)

JABATAN = Calon(
	1, "Jabatan", "KABID", "Kabid", jenis_jabatan="Administrator", alamat=True, di_garis=True, di_bawah=True
)
JF = Calon(1, "Pegawai ASN", "jf", "JF", jenis_jabatan="Fungsional", di_garis=True, di_bawah=True)
PELAKSANA = replace(JF, jenis_jabatan="Pelaksana")
POKJA = Calon(1, "Pokja", "pokja", "Pokja", jenis_tim="Pokja", tim_aktif=True, ketua="jf", di_bawah=True)
TIM_KERJA = replace(POKJA, jenis_tim="Tim Kerja")


@pytest.mark.parametrize(
	("pola", "calon", "kebijakan", "masalah"),
	[
		(STRUKTURAL, JABATAN, BIASA, None),
		(STRUKTURAL, JF, BIASA, None),
		(STRUKTURAL, PELAKSANA, KETAT, None),
		(STRUKTURAL, TIM_KERJA, BIASA, None),
		(STRUKTURAL, replace(JABATAN, diri_sendiri=True), BIASA, Masalah.DIRI_SENDIRI),
		(STRUKTURAL, replace(JABATAN, alamat=False), BIASA, Masalah.BUKAN_ALAMAT),
		(STRUKTURAL, replace(JF, alamat=True), BIASA, Masalah.PILIH_JABATANNYA),
		(STRUKTURAL, replace(JF, jenis_jabatan=None), BIASA, Masalah.TANPA_JABATAN),
		(STRUKTURAL, replace(JABATAN, di_garis=False), BIASA, Masalah.DI_LUAR_GARIS),
		(STRUKTURAL, replace(JF, di_garis=False), BIASA, Masalah.DI_LUAR_GARIS),
		(STRUKTURAL, replace(JF, di_garis=False, anggota_tim=True), BIASA, None),
		(STRUKTURAL, replace(JABATAN, di_garis=False), LONGGAR, Masalah.ALASAN_DI_LUAR_GARIS),
		(STRUKTURAL, replace(JABATAN, di_garis=False, alasan="  "), LONGGAR, Masalah.ALASAN_DI_LUAR_GARIS),
		(STRUKTURAL, replace(JABATAN, di_garis=False, alasan="darurat"), LONGGAR, None),
		(STRUKTURAL, replace(JABATAN, di_garis=False, alasan="darurat"), BIASA, Masalah.DI_LUAR_GARIS),
		(STRUKTURAL, POKJA, BIASA, Masalah.BUKAN_TIM_KERJA),
		(INDIVIDU, JF, BIASA, None),
		(INDIVIDU, replace(JF, di_garis=False), BIASA, None),
		(INDIVIDU, replace(JF, di_bawah=False, unit_lain=True), BIASA, None),
		(INDIVIDU, replace(JF, di_bawah=False, anggota_tim=True), BIASA, None),
		(INDIVIDU, replace(JF, di_bawah=False), BIASA, Masalah.BUKAN_BAWAHAN),
		(INDIVIDU, replace(JF, diri_sendiri=True), BIASA, Masalah.DIRI_SENDIRI),
		(INDIVIDU, JABATAN, BIASA, Masalah.BUTUH_PEGAWAI),
		(INDIVIDU, replace(JF, jenis_jabatan=None), BIASA, Masalah.TANPA_JABATAN),
		(INDIVIDU, replace(JF, jenis_jabatan="Administrator", alamat=True), BIASA, Masalah.BUKAN_FUNGSIONAL),
		(INDIVIDU, PELAKSANA, BIASA, None),
		(INDIVIDU, PELAKSANA, KETAT, Masalah.PELAKSANA_DILARANG),
		(INDIVIDU, POKJA, BIASA, None),
		(KELOMPOK, POKJA, BIASA, None),
		(KELOMPOK, TIM_KERJA, BIASA, None),
		(KELOMPOK, JF, BIASA, Masalah.BUTUH_TIM),
		(KELOMPOK, JABATAN, BIASA, Masalah.BUTUH_TIM),
		(KELOMPOK, replace(JF, anggota_tim=True), BIASA, None),
		(KELOMPOK, replace(POKJA, tim_aktif=False), BIASA, Masalah.TIM_TIDAK_AKTIF),
		(KELOMPOK, replace(POKJA, ketua=None), BIASA, Masalah.TIM_TANPA_KETUA),
		(KELOMPOK, replace(POKJA, di_bawah=False), BIASA, Masalah.TIM_JABATAN_LAIN),
		(KELOMPOK, replace(POKJA, diri_sendiri=True), BIASA, Masalah.DIRI_SENDIRI),
		(STRUKTURAL, replace(JABATAN, aktif=False), BIASA, Masalah.TIDAK_AKTIF),
		(STRUKTURAL, replace(TIM_KERJA, tim_aktif=False), BIASA, Masalah.TIM_TIDAK_AKTIF),
		(STRUKTURAL, replace(TIM_KERJA, ketua=None), BIASA, Masalah.TIM_TANPA_KETUA),
	],
)
def test_one_recipient(pola, calon, kebijakan, masalah):
	assert [t.masalah for t in check_penerima(pola, [calon], kebijakan)] == ([masalah] if masalah else [])


def test_the_table_above_names_every_fault_of_a_single_row():
	(tabel,) = [m for m in test_one_recipient.pytestmark if m.name == "parametrize"]
	diuji = {baris[3] for baris in tabel.args[1]} - {None}
	assert set(Masalah) - diuji == {
		Masalah.TANPA_PENERIMA,
		Masalah.GANDA,
		Masalah.TEMBUSAN_RAHASIA,
		Masalah.SUDAH_BERTUGAS,
	}


@pytest.mark.parametrize("calon", [[], [replace(JABATAN, tembusan=True)]])
def test_without_acting_recipient(calon):
	(temuan,) = check_penerima(STRUKTURAL, calon, BIASA)
	assert (temuan.masalah, temuan.baris) == (Masalah.TANPA_PENERIMA, 0)


def test_the_same_recipient_twice_also_as_copy():
	kedua = replace(JABATAN, baris=2)
	for ganda in (kedua, replace(kedua, tembusan=True)):
		(temuan,) = check_penerima(STRUKTURAL, [JABATAN, ganda], BIASA)
		assert (temuan.masalah, temuan.baris) == (Masalah.GANDA, 2)


def test_whoever_holds_an_open_task_of_the_letter_gets_no_second_one_but_may_get_a_copy():
	bertugas = {(JABATAN.jenis, JABATAN.nama)}
	(temuan,) = check_penerima(STRUKTURAL, [JABATAN], BIASA, bertugas)
	assert (temuan.masalah, temuan.baris) == (Masalah.SUDAH_BERTUGAS, JABATAN.baris)
	lain = replace(JF, baris=2)
	assert check_penerima(STRUKTURAL, [lain, replace(JABATAN, tembusan=True)], BIASA, bertugas) == []
	assert check_penerima(STRUKTURAL, [JABATAN], BIASA, {("Pegawai ASN", JABATAN.nama)}) == []


def test_the_same_key_of_another_kind_is_another_recipient():
	assert check_penerima(STRUKTURAL, [JABATAN, replace(JF, nama=JABATAN.nama)], BIASA) == []


def test_a_copy_may_go_to_anybody():
	jauh = replace(JABATAN, baris=2, nama="X", di_garis=False, di_bawah=False, alamat=False, tembusan=True)
	for pola, pelaku in ((STRUKTURAL, JABATAN), (INDIVIDU, JF), (KELOMPOK, POKJA)):
		assert check_penerima(pola, [pelaku, jauh], BIASA) == []


def test_a_copy_of_a_secret_item_stays_on_the_line_or_says_why():
	jauh = replace(JABATAN, baris=2, nama="X", di_garis=False, di_bawah=False, tembusan=True)
	(temuan,) = check_penerima(STRUKTURAL, [JABATAN, jauh], RAHASIA)
	assert (temuan.baris, temuan.masalah) == (2, Masalah.TEMBUSAN_RAHASIA)
	for dekat in (replace(jauh, di_bawah=True), replace(jauh, di_garis=True), replace(jauh, alasan="saksi")):
		assert check_penerima(STRUKTURAL, [JABATAN, dekat], RAHASIA) == []


def test_every_faulty_row_is_named():
	calon = [JABATAN, replace(JABATAN, baris=2, nama="X", di_garis=False), replace(POKJA, baris=3)]
	temuan = check_penerima(STRUKTURAL, calon, BIASA)
	assert [(t.baris, t.masalah) for t in temuan] == [
		(2, Masalah.DI_LUAR_GARIS),
		(3, Masalah.BUKAN_TIM_KERJA),
	]


@pytest.mark.parametrize(
	("calon", "pola"),
	[
		([JABATAN], STRUKTURAL),
		([JABATAN, POKJA], STRUKTURAL),
		([JF], None),
		([JF, POKJA], None),
		([POKJA], KELOMPOK),
		([POKJA, replace(POKJA, nama="lain")], KELOMPOK),
		([TIM_KERJA], None),
		([POKJA, TIM_KERJA], None),
		([replace(JABATAN, tembusan=True), POKJA], KELOMPOK),
		([replace(JABATAN, tembusan=True)], None),
		([], None),
	],
)
def test_pattern_implied_by_the_kinds_of_recipients(calon, pola):
	assert derive_pola(calon) is pola
