import json

import pytest

from transformasi_asn.disposisi.domain.jejak import AWAL, ISI, make_cuplikan, make_sidik, verify_chain


def chain(panjang: int = 4) -> list[dict]:
	entri, sebelum = [], AWAL
	for urutan in range(1, panjang + 1):
		e = {kunci: f"{kunci} {urutan}" for kunci in ISI} | {"tugas": "T", "urutan": urutan}
		e["cuplikan"] = make_cuplikan(e)
		e["sidik_sebelum"], e["sidik"] = sebelum, make_sidik(sebelum, e["cuplikan"])
		sebelum = e["sidik"]
		entri.append(e)
	return entri


def faults(entri) -> list[tuple[int, str]]:
	return [(k.urutan, k.sebab) for k in verify_chain("T", entri)]


def test_a_whole_chain():
	assert faults(chain()) == []
	assert faults(chain(1)) == []


def test_an_empty_log():
	assert faults([]) == [(1, "jejak kosong")]


@pytest.mark.parametrize("field", [k for k in ISI if k != "urutan"])
def test_a_changed_field(field):
	entri = chain()
	entri[1][field] = "diubah"
	assert faults(entri) == [(2, "isi berbeda dari cuplikan")]


def test_a_changed_snapshot():
	entri = chain()
	entri[1]["cuplikan"] = entri[1]["cuplikan"].replace("nama 2", "nama 9")
	assert faults(entri) == [(2, "cuplikan atau sidik berubah"), (2, "isi berbeda dari cuplikan")]


def test_field_and_snapshot_changed_alike():
	entri = chain()
	entri[1]["nama"] = "Orang lain"
	entri[1]["cuplikan"] = make_cuplikan(entri[1])
	assert faults(entri) == [(2, "cuplikan atau sidik berubah")]


def test_an_entry_forged_with_its_own_hash_breaks_the_next():
	entri = chain()
	entri[1]["nama"] = "Orang lain"
	entri[1]["cuplikan"] = make_cuplikan(entri[1])
	entri[1]["sidik"] = make_sidik(entri[1]["sidik_sebelum"], entri[1]["cuplikan"])
	assert faults(entri) == [(3, "rantai terputus")]


@pytest.mark.parametrize(
	("hilang", "temuan"),
	[
		(0, [(1, "entri hilang"), (2, "rantai terputus")]),
		(1, [(2, "entri hilang"), (3, "rantai terputus")]),
		(2, [(3, "entri hilang"), (4, "rantai terputus")]),
	],
)
def test_a_missing_entry(hilang, temuan):
	entri = chain()
	del entri[hilang]
	assert faults(entri) == temuan


def test_a_cut_tail_is_not_seen_by_the_chain_alone():
	"""Known limit: whoever can delete the newest rows leaves a shorter, whole chain."""
	assert faults(chain()[:-1]) == []


def test_exchanged_entries():
	entri = chain()
	entri[1], entri[2] = entri[2], entri[1]
	sebab = {s for _u, s in faults(entri)}
	assert {"entri hilang", "rantai terputus"} <= sebab


def test_an_inserted_entry():
	entri = chain()
	sisipan = dict(entri[1], nama="Sisipan")
	sisipan["cuplikan"] = make_cuplikan(sisipan)
	sisipan["sidik_sebelum"] = entri[1]["sidik"]
	sisipan["sidik"] = make_sidik(sisipan["sidik_sebelum"], sisipan["cuplikan"])
	entri.insert(2, sisipan)
	assert (3, "rantai terputus") in faults(entri)


def test_an_entry_of_another_task():
	entri = chain()
	entri[2]["tugas"] = "LAIN"
	assert faults(entri) == [(3, "isi berbeda dari cuplikan")]


def test_the_snapshot_is_canonical():
	isi = {kunci: None for kunci in reversed(ISI)} | {"tugas": "T", "urutan": 1, "bukan_isi": "x"}
	teks = make_cuplikan(isi)
	assert list(json.loads(teks)) == list(ISI)
	assert json.loads(teks)["nama"] == "" and json.loads(teks)["urutan"] == "1"
	assert make_cuplikan({"nama": "Ngurah é"}).count("é") == 1


def test_the_hash_depends_on_what_was_before():
	assert make_sidik(AWAL, "x") != make_sidik("a", "x")
	assert len(make_sidik(AWAL, "x")) == 64
