from dataclasses import replace
from datetime import date

import pytest

from transformasi_asn.disposisi.domain.persetujuan import Persetujuan as P
from transformasi_asn.pokja.domain.tim import (
	Anggota,
	Asal,
	BagianAnggota,
	Cakupan,
	Catatan,
	KebijakanTim,
	Masalah,
	Peran,
	check_susunan,
	find_cakupan,
	judge_kemajuan,
	list_catatan,
)

KETUA = Anggota(1, "Ketua", "k", Peran.KETUA.value, P.TIDAK_PERLU)
SATU = Anggota(2, "Satu", "a", Peran.ANGGOTA.value, P.TIDAK_PERLU)
DUA = Anggota(3, "Dua", "b", Peran.ANGGOTA.value, P.MENUNGGU)
LUAR = Anggota(4, "Tamu", None, Peran.ANGGOTA.value, P.TIDAK_PERLU)


def faults(*anggota, **lain):
	return [(t.baris, t.masalah) for t in check_susunan(anggota, **lain)]


@pytest.mark.parametrize(
	("anggota", "masalah"),
	[
		((KETUA, SATU, DUA, LUAR), []),
		((SATU, DUA), [(0, Masalah.TANPA_KETUA)]),
		((KETUA, replace(SATU, peran="Ketua")), [(0, Masalah.BANYAK_KETUA)]),
		((KETUA, SATU, replace(SATU, baris=3)), [(2, Masalah.GANDA), (3, Masalah.GANDA)]),
		((KETUA, SATU, replace(LUAR, nama="")), [(4, Masalah.TANPA_NAMA)]),
		((replace(LUAR, peran="Ketua"), SATU), [(4, Masalah.KETUA_LUAR)]),
		((KETUA,), [(0, Masalah.SENDIRIAN)]),
		((KETUA, replace(SATU, peran="Pengarah")), [(0, Masalah.SENDIRIAN)]),
		((KETUA, LUAR), []),
		((KETUA, replace(SATU, aktif=False)), [(2, Masalah.KELUAR)]),
		((KETUA, replace(SATU, berjabatan=False)), [(2, Masalah.TANPA_JABATAN)]),
		((KETUA, replace(SATU, terjangkau=False)), [(2, Masalah.DI_LUAR_GARIS)]),
		((KETUA, SATU, replace(DUA, peran="Pengarah", terjangkau=False, berjabatan=False)), []),
		# who was refused or has stopped is a record only: his place, and he himself, may be named again
		((KETUA, replace(KETUA, baris=5, pegawai="x", keadaan=P.DITOLAK), SATU), []),
		((KETUA, replace(SATU, berhenti=True), replace(SATU, baris=6)), []),
		((KETUA, replace(SATU, keadaan=P.DITOLAK)), [(0, Masalah.SENDIRIAN)]),
	],
)
def test_faults_of_a_team(anggota, masalah):
	assert faults(*anggota) == masalah


def test_what_changed_since_he_joined_is_no_fault_of_his_row():
	pindah = replace(SATU, terjangkau=False, aktif=False)
	assert faults(KETUA, pindah, baru=frozenset()) == []
	assert faults(KETUA, pindah, baru=frozenset({2})) == [(2, Masalah.KELUAR)]


@pytest.mark.parametrize(("minimal", "masalah"), [(0, True), (1, False), (3, False), (4, True)])
def test_a_number_of_members_that_the_team_has(minimal, masalah):
	hasil = faults(KETUA, SATU, DUA, LUAR, kebijakan=KebijakanTim.SEJUMLAH, minimal=minimal)
	assert hasil == ([(0, Masalah.JUMLAH)] if masalah else [])


def test_three_hundred_members():
	banyak = [replace(SATU, baris=n, pegawai=f"p{n}") for n in range(2, 301)]
	assert faults(KETUA, *banyak) == []
	assert faults(KETUA, *banyak, replace(SATU, baris=301, pegawai="p9")) == [
		(9, Masalah.GANDA),
		(301, Masalah.GANDA),
	]


@pytest.mark.parametrize(
	("keadaan", "bekerja"),
	[
		(None, False),
		(P.BELUM_DIMINTA, False),
		(P.DIAJUKAN, False),
		(P.MENUNGGU, False),
		(P.KEBERATAN, True),
		(P.DITOLAK, False),
		(P.TIDAK_PERLU, True),
		(P.DISETUJUI, True),
		(P.DIBERITAHUKAN, True),
		(P.TETAP, True),
	],
)
def test_who_works_in_the_team(keadaan, bekerja):
	assert replace(SATU, keadaan=keadaan).bekerja is bekerja
	assert not replace(SATU, keadaan=keadaan, berhenti=True).bekerja


def test_what_is_allowed_and_told():
	mulai = date(2026, 3, 1)
	ketua = replace(KETUA, pangkat=10)
	assert list_catatan([ketua, replace(SATU, pangkat=11)], mulai, None) == [("Satu", Catatan.LEBIH_TINGGI)]
	for diam in (
		replace(SATU, pangkat=10),
		replace(SATU, pangkat=None),
		replace(SATU, pangkat=17, peran="Pengarah"),
		replace(SATU, pangkat=17, peran="Penanggung Jawab"),
		replace(SATU, pangkat=17, berhenti=True),
	):
		assert list_catatan([ketua, diam], mulai, None) == []
	assert list_catatan([ketua, replace(SATU, mandat=True)], mulai, None) == [("Satu", Catatan.MANDAT)]
	assert list_catatan([ketua, SATU], mulai, date(2027, 1, 1)) == []
	assert list_catatan([ketua, SATU], mulai, date(2027, 1, 2)) == [("", Catatan.LEWAT_TAHUN)]


@pytest.mark.parametrize(
	("asal", "cakupan"),
	[
		([Asal("KADA", "SEKDA"), Asal("KADA", "SEKDA")], Cakupan.SATU_UNIT),
		([Asal("KADA", "SEKDA"), Asal("KADB", "SEKDA")], Cakupan.LINTAS_PRATAMA),
		([Asal("KADA", "SEKDA"), Asal(None, "SEKDA")], Cakupan.LINTAS_PRATAMA),
		([Asal("A1", "DIRJEN A"), Asal("B1", "DIRJEN B")], Cakupan.LINTAS_MADYA),
		([Asal("KADA", "SEKDA"), Asal(luar=True)], Cakupan.LINTAS_INSTANSI),
		([], Cakupan.SATU_UNIT),
	],
)
def test_how_far_a_team_reaches(asal, cakupan):
	assert find_cakupan(asal) is cakupan


@pytest.mark.parametrize(
	("kebijakan", "bagian", "minimal", "selesai", "terpenuhi"),
	[
		(KebijakanTim.SEMUA, {"a": (2, 0), "b": (1, 0)}, 0, 2, True),
		(KebijakanTim.SEMUA, {"a": (2, 0), "b": (1, 1)}, 0, 1, False),
		(KebijakanTim.SEMUA, {}, 0, 0, True),
		# all of a member's work was cancelled: he holds nobody up
		(KebijakanTim.SEMUA, {"a": (1, 0), "b": (0, 0)}, 0, 1, True),
		(KebijakanTim.KETUA, {"a": (0, 3)}, 0, 0, True),
		(KebijakanTim.SEJUMLAH, {"a": (1, 0), "b": (0, 1), "c": (3, 0)}, 2, 2, True),
		(KebijakanTim.SEJUMLAH, {"a": (1, 0), "b": (0, 1)}, 2, 1, False),
	],
)
def test_when_the_work_of_a_team_is_done(kebijakan, bagian, minimal, selesai, terpenuhi):
	hasil = judge_kemajuan(kebijakan, {k: BagianAnggota(*b) for k, b in bagian.items()}, minimal)
	assert (hasil.selesai, hasil.terpenuhi) == (selesai, terpenuhi)
