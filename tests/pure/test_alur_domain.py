import json
from pathlib import Path

import pytest

from transformasi_asn.alur.domain import (
	SEMUA_TAHAP,
	TAHAP_TERBUKA,
	TAHAP_TERTUTUP,
	MasalahPindah,
	Status,
	Tahap,
	find_renames,
	find_unmovable,
	find_vanished,
	find_without_tahap,
	propose_tahap,
)

AKAR = Path(__file__).resolve().parents[2]
ALUR = json.loads((AKAR / "fixtures" / "workflow.json").read_text(encoding="utf-8"))


def status(
	baris: str, nama: str, nilai: str | None = "Berjalan", nomor: int = 2, isian: str | None = "tahap"
):
	return Status(baris, nomor, nama, isian, nilai)


def test_open_and_closed_are_all_stages():
	assert (*TAHAP_TERBUKA, *TAHAP_TERTUTUP) == SEMUA_TAHAP


@pytest.mark.parametrize(
	("nama", "usul"),
	[
		("Dibatalkan", Tahap.BATAL),
		("Ditolak Kepala", Tahap.BATAL),
		("Selesai Dilaporkan", Tahap.SELESAI),
		("Diarsipkan", Tahap.SELESAI),
		("DILAPORKAN KE ATASAN", Tahap.MENUNGGU),
		("Menunggu Persetujuan", Tahap.MENUNGGU),
		("Ditunda", Tahap.MENUNGGU),
		("Draf", Tahap.BARU),
		("Belum Dibaca", Tahap.BARU),
		("Dibahas", Tahap.BERJALAN),
		("", Tahap.BERJALAN),
	],
)
def test_proposal_by_the_words_of_the_name(nama, usul):
	assert propose_tahap(nama) is usul


def test_shipped_states_would_be_proposed_as_they_are():
	for alur in ALUR:
		for baris in alur["states"][1:]:
			if baris["update_value"] in TAHAP_TERTUTUP:
				assert propose_tahap(baris["state"]).value == baris["update_value"], baris["state"]


@pytest.mark.parametrize(
	("isian", "nilai", "tahap"),
	[
		("tahap", "Baru", "Baru"),
		("tahap", "baru", None),
		("tahap", None, None),
		("tahap", "", None),
		("status", "Baru", None),
		(None, "Baru", None),
	],
)
def test_a_state_names_a_stage_only_in_the_right_field_and_word(isian, nilai, tahap):
	assert status("a", "X", nilai, isian=isian).tahap == tahap


def test_states_without_stage_come_with_proposals_the_first_as_new():
	hasil = find_without_tahap(
		[status("a", "Selesai", None, nomor=1), status("b", "Dibahas"), status("c", "Ditunda", "?")]
	)
	assert [(s.nama, t) for s, t in hasil] == [("Selesai", Tahap.BARU), ("Ditunda", Tahap.MENUNGGU)]


A, B, C = status("1", "A"), status("2", "B"), status("3", "C")


@pytest.mark.parametrize(
	("sesudah", "ganti"),
	[
		([A, B, C], {}),
		([status("1", "X"), B, C], {"A": "X"}),
		([status("1", "X"), status("2", "Y"), C], {"A": "X", "B": "Y"}),
		# rows moved about, names exchanged, a row removed, a new row: no rename
		([C, A, B], {}),
		([status("1", "B"), status("2", "A"), C], {}),
		([A, B], {}),
		([A, B, C, status("4", "D")], {}),
		([A, B, C, status("", "D")], {}),
		# the new name already stood in another row before: the row was reused, not renamed
		([status("1", "B"), C], {}),
		# the old name is still carried by a new row
		([status("1", "X"), B, C, status("", "A")], {}),
	],
)
def test_renames(sesudah, ganti):
	assert find_renames([A, B, C], sesudah) == ganti


def test_nothing_is_renamed_in_a_workflow_just_made():
	assert find_renames([], [A, B]) == {}


def test_vanished_states_are_those_in_use_that_nobody_knows():
	assert find_vanished({"A": 2, "B": 1, "Z": 1}, [status("1", "X"), C], {"A": "X"}) == ["B", "Z"]
	assert find_vanished({}, [], {}) == []


def test_shipped_workflows_begin_with_new_and_name_stages_everywhere():
	for alur in ALUR:
		nilai = [
			Status(str(i), i, b["state"], b.get("update_field"), b.get("update_value"))
			for i, b in enumerate(alur["states"], start=1)
		]
		assert not find_without_tahap(nilai), alur["workflow_name"]
		assert nilai[0].tahap == Tahap.BARU.value
		assert all(b["is_optional_state"] for b in alur["states"])
		assert not alur["send_email_alert"]
		assert all(t["allow_self_approval"] for t in alur["transitions"])


def test_no_code_knows_the_name_of_a_state():
	"""Names belong to the admin: neither Python nor JavaScript may spell a shipped one."""
	nama = {b["state"] for alur in ALUR for b in alur["states"]}
	tanda = ('"', "'", "`")
	for berkas in sorted((AKAR / "transformasi_asn").rglob("*")):
		if berkas.suffix not in (".py", ".js") or "tests" in berkas.parts:
			continue
		isi = berkas.read_text(encoding="utf-8")
		for n in nama:
			assert not any(f"{t}{n}{t}" in isi for t in tanda), f"{berkas}: {n}"


TAHAP_PER_STATUS = {
	"Masuk": "Baru",
	"Jalan": "Berjalan",
	"Tunggu": "Menunggu",
	"Tuntas": "Selesai",
	"Cabut": "Batal",
}


@pytest.mark.parametrize(
	("baris", "masalah"),
	[
		([(1, "Lama", "Jalan")], []),
		([(1, "Masuk", "Jalan"), (2, "Lama", "Jalan")], []),
		([(1, "Tuntas", "Cabut")], [(1, "Tuntas", MasalahPindah.LINTAS_AKHIR)]),
		([(1, "Usang", "Tuntas")], []),
		([(1, "Lama", "Hilang")], [(1, "Lama", MasalahPindah.TUJUAN_TIDAK_ADA)]),
		([(1, "Jalan", "Jalan")], [(1, "Jalan", MasalahPindah.SAMA)]),
		(
			[(1, "Masuk", "Jalan"), (2, "Masuk", "Tunggu")],
			[(1, "Masuk", MasalahPindah.GANDA), (2, "Masuk", MasalahPindah.GANDA)],
		),
		([(1, "Masuk", "Jalan"), (2, "Jalan", "Tunggu")], [(1, "Masuk", MasalahPindah.BERANTAI)]),
		([(1, "Jalan", "Tuntas")], [(1, "Jalan", MasalahPindah.LINTAS_AKHIR)]),
		([(1, "Usang", "Jalan")], [(1, "Usang", MasalahPindah.LINTAS_AKHIR)]),
		([(1, "Campur", "Jalan")], [(1, "Campur", MasalahPindah.LINTAS_AKHIR)]),
	],
)
def test_moves_between_states(baris, masalah):
	terpakai = {"Lama": {"Berjalan"}, "Usang": {"Selesai"}, "Campur": {"Berjalan", "Batal"}}
	assert find_unmovable(baris, terpakai, TAHAP_PER_STATUS) == masalah
