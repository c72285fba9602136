"""Koordinator and sub-koordinator: what an assignment has to obey."""

from dataclasses import replace
from datetime import date

import pytest

from transformasi_asn.organisasi.domain.koordinator import (
	CalonAnggota,
	CalonKoordinator,
	is_below_usual,
	may_order,
	periksa_koordinator,
)
from transformasi_asn.organisasi.domain.selang import Selang
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan

KADIS = FaktaJabatan("KADIS", "Kepala Dinas", "JPT Pratama")
JF = FaktaJabatan("JF", "Analis Kebijakan Ahli Muda", "Fungsional", kursi=3, jenjang="Ahli Muda")
PELAKSANA = FaktaJabatan("PEL", "Pengadministrasi", "Pelaksana", kursi=3)
KABID = FaktaJabatan("KABID", "Kepala Bidang", "Administrator", kepala_unit=True)
TAHUN = Selang(date(2026, 1, 1), date(2027, 1, 1))
SAH = CalonKoordinator("A", "Ani", JF, KADIS, True, TAHUN)
BUDI = CalonAnggota(1, "B", "Budi", PELAKSANA, True)


def rules(calon: CalonKoordinator) -> list[str]:
	return [p.aturan for p in periksa_koordinator(calon)]


def test_a_functional_officer_with_members_below_the_ordering_post():
	assert rules(SAH) == []
	assert rules(replace(SAH, anggota=[BUDI, CalonAnggota(2, "C", "Cok", JF, True)])) == []


@pytest.mark.parametrize(
	("ubah", "aturan"),
	[
		({"jabatan": KABID}, "bukan_fungsional"),
		({"jabatan": PELAKSANA}, "bukan_fungsional"),
		({"jabatan": None}, "bukan_fungsional"),
		({"di_bawah": False}, "pemberi_koordinator"),
		({"pemberi": JF}, "pemberi_koordinator"),
		({"pemberi": replace(KABID, kepala_unit=False)}, "pemberi_koordinator"),
		({"masa": Selang(date(2026, 1, 1), date(2026, 1, 1))}, "masa"),
		({"lain": [Selang(date(2026, 12, 31))]}, "kelompok_ganda"),
		({"anggota": [BUDI, replace(BUDI, baris=2)]}, "anggota_kelompok"),
		({"anggota": [replace(BUDI, pegawai="A")]}, "anggota_kelompok"),
		({"anggota": [replace(BUDI, jabatan=None)]}, "anggota_kelompok"),
		({"anggota": [replace(BUDI, jabatan=KABID)]}, "anggota_kelompok"),
		({"anggota": [replace(BUDI, di_bawah=False)]}, "anggota_kelompok"),
	],
)
def test_what_is_refused(ubah, aturan):
	salah = periksa_koordinator(replace(SAH, **ubah))
	assert {p.aturan for p in salah} == {aturan}
	assert all("{" not in p.teks for p in salah)


def test_the_next_one_may_begin_where_the_last_ends():
	assert (
		rules(replace(SAH, lain=[Selang(date(2025, 1, 1), date(2026, 1, 1)), Selang(date(2027, 1, 1))])) == []
	)


def test_a_member_who_has_left_since_does_not_hinder_a_change():
	assert rules(replace(SAH, anggota=[replace(BUDI, jabatan=None, di_bawah=False, lama=True)])) == []


def test_who_orders():
	assert may_order(KADIS)
	assert may_order(KABID)
	assert not may_order(replace(KABID, kepala_unit=False))
	assert not may_order(JF)


@pytest.mark.parametrize(
	("peran", "jenjang", "di_bawah"),
	[
		("Koordinator", "Ahli Madya", False),
		("Koordinator", "Ahli Utama", False),
		("Koordinator", "Ahli Muda", True),
		("Sub-koordinator", "Ahli Muda", False),
		("Sub-koordinator", "Ahli Pertama", True),
		("Sub-koordinator", "Penyelia", True),
		("Sub-koordinator", "", True),
	],
)
def test_usual_levels(peran, jenjang, di_bawah):
	assert is_below_usual(peran, jenjang) is di_bawah
