"""Properties of the chain of hashes: whatever was done to it afterwards is found, and where.

What no chain can show on its own: that its newest entries were cut off, or rewritten with their hashes.
"""

import json
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.jejak import AWAL, ISI, make_cuplikan, make_sidik, verify_chain

TEKS = tuple(k for k in ISI if k not in ("tugas", "urutan"))
DOCTYPE = (
	Path(__file__).resolve().parents[2] / "transformasi_asn/disposisi/doctype/jejak_tugas/jejak_tugas.json"
)
# any text, and much of what a loose comparison or a hand-made format would lose
teks = st.one_of(st.text(max_size=8), st.text(" \n\t\"\\',:{}aAéÉ\u00a0\x00", max_size=4))
isi_teks = st.one_of(st.none(), teks)
KOLOM = (*ISI, "cuplikan", "sidik_sebelum", "sidik")


def seal(entri: dict, sebelum: str) -> dict:
	"""The entry with the snapshot and the hashes that belong to it."""
	cuplikan = make_cuplikan(entri)
	return {**entri, "cuplikan": cuplikan, "sidik_sebelum": sebelum, "sidik": make_sidik(sebelum, cuplikan)}


@st.composite
def rantai(draw, terpendek: int = 1) -> list[dict]:
	entri, sebelum = [], AWAL
	for urutan in range(1, draw(st.integers(terpendek, 6)) + 1):
		isi = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(TEKS, isi_teks)))
		entri.append(seal({**dict.fromkeys(ISI), **isi, "tugas": "T", "urutan": urutan}, sebelum))
		sebelum = entri[-1]["sidik"]
	return entri


def places(entri: list[dict]) -> set[int]:
	return {k.urutan for k in verify_chain("T", entri)}


def first(entri: list[dict]) -> int:
	return verify_chain("T", entri)[0].urutan


@given(rantai())
def test_a_chain_as_written_is_whole(entri):
	assert verify_chain("T", entri) == []


@given(rantai(), st.data())
def test_any_field_changed(entri, data):
	nomor = data.draw(st.integers(0, len(entri) - 1))
	kolom = data.draw(st.sampled_from(KOLOM))
	lama = entri[nomor][kolom]
	baru = data.draw(st.integers(1, 99) if kolom == "urutan" else teks)
	assume(str("" if lama is None else lama) != str(baru))
	entri[nomor] = {**entri[nomor], kolom: baru}
	assert first(entri) == nomor + 1


@given(rantai(), st.data())
def test_any_character_changed_removed_or_added(entri, data):
	nomor = data.draw(st.integers(0, len(entri) - 1))
	kolom = data.draw(st.sampled_from([k for k in KOLOM if k != "urutan" and entri[nomor][k]]))
	lama = entri[nomor][kolom]
	letak = data.draw(st.integers(0, len(lama) - 1))
	ganti = data.draw(st.one_of(st.just(""), st.characters(codec="utf-8")))
	baru = lama[:letak] + ganti + lama[letak + data.draw(st.integers(0, 1)) :]
	assume(baru != lama)
	entri[nomor] = {**entri[nomor], kolom: baru}
	assert first(entri) == nomor + 1


@given(rantai(2), st.data())
def test_a_row_rewritten_with_its_own_hashes_breaks_the_next(entri, data):
	nomor = data.draw(st.integers(0, len(entri) - 2))
	kolom = data.draw(st.sampled_from(TEKS))
	baru = data.draw(teks)
	assume((entri[nomor][kolom] or "") != baru)
	entri[nomor] = seal({**entri[nomor], kolom: baru}, entri[nomor]["sidik_sebelum"])
	assert places(entri) == {nomor + 2}


@given(rantai(2), st.data())
def test_a_rewritten_row_tied_to_the_next_breaks_that_one(entri, data):
	"""Each hash covers all that came before: to hide one row, every later row has to be hashed anew."""
	nomor = data.draw(st.integers(0, len(entri) - 2))
	baru = data.draw(teks)
	assume((entri[nomor]["nama"] or "") != baru)
	entri[nomor] = seal({**entri[nomor], "nama": baru}, entri[nomor]["sidik_sebelum"])
	entri[nomor + 1] = {**entri[nomor + 1], "sidik_sebelum": entri[nomor]["sidik"]}
	assert places(entri) == {nomor + 2}


@given(rantai(2), st.data())
def test_a_row_removed(entri, data):
	nomor = data.draw(st.integers(0, len(entri) - 2))
	del entri[nomor]
	assert first(entri) == nomor + 1


@given(rantai(), st.data())
def test_a_row_inserted(entri, data):
	"""A copy, or one that fits what stands before it."""
	nomor = data.draw(st.integers(0, len(entri) - 1))
	sisip = dict(entri[data.draw(st.integers(0, len(entri) - 1))])
	if data.draw(st.booleans()):
		sisip = seal({**sisip, "urutan": nomor + 1}, entri[nomor - 1]["sidik"] if nomor else AWAL)
	entri.insert(nomor, sisip)
	# the copy of the row that stands there is whole; the row itself is then the one too many
	assert first(entri) in (nomor + 1, nomor + 2)


@given(rantai(2), st.data())
def test_rows_in_another_order(entri, data):
	kocok = data.draw(st.permutations(entri))
	pindah = [n for n, (a, b) in enumerate(zip(entri, kocok, strict=True)) if a is not b]
	assume(pindah)
	assert first(kocok) == pindah[0] + 1


def test_every_stored_field_is_under_the_hash():
	fields = json.loads(DOCTYPE.read_text(encoding="utf-8"))["fields"]
	isi = {f["fieldname"] for f in fields if f["fieldtype"] not in ("Section Break", "Column Break")}
	assert isi == {*ISI, "cuplikan", "sidik_sebelum", "sidik"}
