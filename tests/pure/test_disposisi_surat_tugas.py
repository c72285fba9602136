"""Term, officers, number and proposed text of a Surat Tugas."""

from datetime import date

import pytest

from transformasi_asn.disposisi.domain.surat_tugas import (
	Asal,
	Catatan,
	Masalah,
	MasalahPetugas,
	Petugas,
	check_masa,
	check_petugas,
	cite_law,
	is_annexed,
	list_catatan,
	list_lines,
	make_kunci_nomor,
	write_dasar,
	write_untuk,
)

HARI = date(2026, 11, 24)
A, B = Petugas("a", "Uji A"), Petugas("b", "Uji B", menunggu=True)


@pytest.mark.parametrize(
	("mulai", "selesai", "masalah"),
	[
		(date(2026, 11, 24), date(2026, 11, 24), []),
		(date(2026, 11, 24), date(2026, 11, 23), [Masalah.SELESAI_MENDAHULUI]),
		(date(2026, 1, 1), date(2026, 12, 31), []),
		(date(2028, 1, 1), date(2028, 12, 31), []),
		(date(2026, 1, 1), date(2027, 1, 2), [Masalah.TERLALU_LAMA]),
		(None, date(2020, 1, 1), []),
	],
)
def test_a_term_ends_after_it_begins_and_within_a_year(mulai, selesai, masalah):
	assert check_masa(mulai, selesai, None, HARI, None) == masalah


def test_the_letter_is_dated_between_its_order_and_today():
	besok, kemarin = date(2026, 11, 25), date(2026, 11, 23)
	assert check_masa(None, None, besok, HARI, HARI) == [Masalah.TANGGAL_BELUM_TERJADI]
	assert check_masa(None, None, kemarin, HARI, HARI) == [Masalah.TANGGAL_MENDAHULUI_PERINTAH]
	assert check_masa(None, None, kemarin, HARI, None) == []
	assert check_masa(HARI, None, HARI, HARI, HARI, batas_laporan=kemarin) == [Masalah.LAPORAN_MENDAHULUI]


def test_what_is_told_and_forbids_nothing():
	assert list_catatan(HARI, date(2027, 1, 3), HARI, date(2026, 12, 1)) == [
		Catatan.LEWAT_TAHUN_ANGGARAN,
		Catatan.LEWAT_TENGGAT,
	]
	assert list_catatan(date(2026, 11, 20), HARI, HARI, None) == [Catatan.MULAI_SEBELUM_TERBIT]
	assert list_catatan(None, None, None, None) == []


def test_officers_are_those_of_the_order_once_each():
	assert check_petugas(["a", "b"], [A, B], terbit=False) == []
	assert check_petugas(["a", "a"], [A], terbit=False) == [(2, "Uji A", MasalahPetugas.GANDA)]
	assert check_petugas(["x"], [A], terbit=False) == [(1, "x", MasalahPetugas.BUKAN_PENERIMA)]


def test_an_issued_letter_names_somebody_and_nobody_whose_head_is_asked():
	assert check_petugas([], [A], terbit=False) == []
	assert check_petugas([], [A], terbit=True) == [(0, "", MasalahPetugas.KOSONG)]
	assert check_petugas(["a", "b"], [A, B], terbit=True) == [(2, "Uji B", MasalahPetugas.MENUNGGU)]


def test_four_officers_stand_in_an_annex():
	assert [is_annexed(n) for n in (1, 3, 4, 300)] == [False, False, True, True]


def test_a_number_is_the_same_however_it_is_typed():
	assert make_kunci_nomor("DA", 2026, "800.1.11 / 12 /dinas") == make_kunci_nomor(
		"DA", 2026, "800.1.11/12/DINAS"
	)
	assert make_kunci_nomor("DA", 2026, "1") != make_kunci_nomor("DA", 2027, "1")
	assert make_kunci_nomor("DA", 2026, "1") != make_kunci_nomor("DB", 2026, "1")


def test_the_basis_names_letter_activity_and_law():
	surat = Asal("Surat", "Undangan rapat", "Kabupaten Uji", "005/1", "1 November 2026")
	assert write_dasar(surat, "Kegiatan X (1.2)", "Pasal 5") == [
		"Surat Kabupaten Uji Nomor 005/1 tanggal 1 November 2026 hal Undangan rapat",
		"Kegiatan X (1.2)",
		"Pasal 5",
	]
	lisan = Asal("Arahan Lisan", "Pungutan", "Gubernur", "", "1 November 2026")
	assert write_dasar(lisan, "", "") == ["Arahan lisan Gubernur tanggal 1 November 2026 hal Pungutan"]
	assert write_dasar(Asal("Rencana Kerja", "Inventarisasi"), "Kegiatan X (1.2)", "") == ["Kegiatan X (1.2)"]


@pytest.mark.parametrize(
	("dasar", "peraturan"),
	[
		(
			"Pola fungsional (bahan rapat, 25 Januari 2022); PermenPANRB 7/2022 tentang Sistem Kerja",
			"PermenPANRB 7/2022 tentang Sistem Kerja",
		),
		(
			"PermenPANRB 7/2022 tentang Sistem Kerja. Usul tim: belum diatur tegas",
			"PermenPANRB 7/2022 tentang Sistem Kerja",
		),
		("Keputusan rancangan aplikasi, belum diatur tegas", ""),
		("Pergub 54/2023; UU 20/2023 Pasal 5.", "Pergub 54/2023; UU 20/2023 Pasal 5"),
		("", ""),
	],
)
def test_only_regulations_are_cited(dasar, peraturan):
	assert cite_law(dasar) == peraturan


def test_what_is_to_be_done_comes_from_subject_instructions_and_note():
	assert write_untuk("Survei", ["Tindak lanjuti", "Tindak lanjuti"], "Bawa alat\n\n", "Kepala Dinas A") == [
		"Survei",
		"Tindak lanjuti",
		"Bawa alat",
		"Melaporkan hasilnya langsung kepada Kepala Dinas A",
	]


def test_lines_are_numbered_by_the_sheet():
	assert list_lines("1. Satu\n\n 2) Dua\n2026 tiga\n3 orang") == ["Satu", "Dua", "2026 tiga", "3 orang"]
	assert list_lines(None) == []
