"""What a decision that forms a team says."""

import json
from pathlib import Path

import pytest

import transformasi_asn
from transformasi_asn.pokja.domain.keputusan import (
	DALAM_RANGKA,
	mark_letters,
	name_team,
	sort_members,
	write_diktum,
	write_masa,
	write_menimbang,
)

TIM = "Kelompok Kerja Aksara Bali"


@pytest.mark.parametrize(
	("jenis", "nama", "sebutan"),
	[
		("Pokja", "Aksara Bali", "Kelompok Kerja Aksara Bali"),
		("Pokja", "Pokja Aksara Bali", "Pokja Aksara Bali"),
		("Tim Kerja", "Persuratan", "Tim Kerja Persuratan"),
		("Tim Kerja", "Tim Kerja Persuratan", "Tim Kerja Persuratan"),
		("Tim Kerja", "Timbangan", "Tim Kerja Timbangan"),
	],
)
def test_a_team_is_called_once_what_it_is(jenis, nama, sebutan):
	assert name_team(jenis, nama) == sebutan


def test_considerations_lead_to_the_decision():
	isi = write_menimbang(["bahwa satu", "bahwa dua;"], "", [], TIM, "Kepala Dinas A")
	assert isi[:2] == ["bahwa satu;", "bahwa dua;"]
	assert isi[2].startswith(
		"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a sampai dengan huruf b,"
	)
	assert isi[2].endswith("Keputusan Kepala Dinas A tentang Pembentukan Kelompok Kerja Aksara Bali;")


def test_considerations_that_lead_there_already_stay_as_they_are():
	tulisan = ["bahwa satu;", "bahwa berdasarkan pertimbangan tersebut perlu menetapkan Keputusan;"]
	assert write_menimbang(tulisan, "", [], TIM, "Kepala Dinas A") == tulisan


def test_without_any_the_reason_is_the_consideration():
	alasan = write_menimbang([], "Arahan pimpinan daerah", [], TIM, "Gubernur")
	assert alasan[0] == f"bahwa dalam rangka pelaksanaan arahan pimpinan daerah, perlu membentuk {TIM};"
	assert "dalam huruf a, perlu" in alasan[1]
	kegiatan = write_menimbang([], "", ["Kegiatan X", "Kegiatan Y"], TIM, "Gubernur")
	assert "rangka pelaksanaan Kegiatan X, Kegiatan Y," in kegiatan[0]


def test_every_reason_that_a_team_may_have_is_a_consideration():
	jalur = Path(transformasi_asn.__file__).parent / "pokja/doctype/pokja/pokja.json"
	(alasan,) = [
		f for f in json.loads(jalur.read_text(encoding="utf-8"))["fields"] if f["fieldname"] == "alasan"
	]
	assert set(alasan["options"].strip().split("\n")) == DALAM_RANGKA.keys()


def test_seven_clauses_in_order():
	diktum = write_diktum(
		TIM,
		"Dinas A",
		["menyusun", "melaporkan"],
		write_masa("1 Mei 2026", "31 Mei 2026"),
		"Kepala Dinas A",
		"APBD.",
	)
	assert [urut for urut, _k, _b in diktum] == [
		"KESATU",
		"KEDUA",
		"KETIGA",
		"KEEMPAT",
		"KELIMA",
		"KEENAM",
		"KETUJUH",
	]
	assert diktum[0][1] == "Membentuk Kelompok Kerja Aksara Bali pada Dinas A."
	assert diktum[2][2] == ["menyusun", "melaporkan"]
	assert "mulai tanggal 1 Mei 2026 sampai dengan tanggal 31 Mei 2026." in diktum[3][1]
	assert diktum[5][1].endswith("dibebankan pada APBD.")
	assert diktum[6][1] == "Keputusan ini mulai berlaku pada tanggal ditetapkan."


def test_what_was_not_filled_in_leaves_no_gap():
	diktum = write_diktum(TIM, "Dinas A", [], write_masa("1 Mei 2026", ""), "Kepala Dinas A", "")
	assert [urut for urut, _k, _b in diktum] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"]


def test_members_stand_by_role_else_as_they_are():
	assert sort_members(["Anggota", "Ketua", "Anggota", "Pengarah"]) == [3, 1, 0, 2]


def test_letters_go_on_beyond_z():
	assert [huruf for huruf, _b in mark_letters(["x"] * 28)][-3:] == ["z", "aa", "ab"]
