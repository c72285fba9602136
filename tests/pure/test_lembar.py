"""Printed sheets without a site: layout, hash, comparing, breaking into pages."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import transformasi_asn
from transformasi_asn.disposisi.domain import halaman
from transformasi_asn.disposisi.domain.halaman import count_lines, paginate, row_height
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil, compare, judge, make_sidik, same_text
from transformasi_asn.organisasi.domain.nip import format_nip
from transformasi_asn.tata_kerja.domain.lembar import (
	BAWAAN,
	Bagian,
	BagianLembar,
	Lebar,
	find_duplicates,
	lay_out,
)

DOCTYPE = Path(transformasi_asn.__file__).parent / "tata_kerja" / "doctype"


def part(bagian: Bagian, lebar: Lebar = Lebar.SETENGAH) -> BagianLembar:
	return BagianLembar(bagian, bagian.value, lebar)


def test_the_form_offers_the_parts_that_the_domain_knows():
	meta = json.loads((DOCTYPE / "bagian_lembar" / "bagian_lembar.json").read_text(encoding="utf-8"))
	pilihan = {f["fieldname"]: f["options"].split("\n") for f in meta["fields"] if "options" in f}
	assert pilihan["bagian"] == [b.value for b in Bagian]
	assert sorted(pilihan["lebar"]) == sorted(x.value for x in Lebar)


def test_halves_that_follow_each_other_share_a_row():
	baris = lay_out(
		[
			part(Bagian.PENGIRIM),
			part(Bagian.NOMOR_SURAT),
			part(Bagian.TENGGAT),
			part(Bagian.PERIHAL, Lebar.PENUH),
			part(Bagian.SIFAT),
			part(Bagian.PENERIMA),
			part(Bagian.DITERIMA),
		]
	)
	assert [[b.bagian for b in deret] for deret in baris] == [
		[Bagian.PENGIRIM, Bagian.NOMOR_SURAT],
		[Bagian.TENGGAT],
		[Bagian.PERIHAL],
		[Bagian.SIFAT],
		[Bagian.PENERIMA],
		[Bagian.DITERIMA],
	]


def test_the_shipped_arrangement_loses_no_part():
	assert [b for deret in lay_out(BAWAAN) for b in deret] == list(BAWAAN)
	assert not find_duplicates([b.bagian for b in BAWAAN])
	assert find_duplicates(["a", "b", "a", "a"]) == [3, 4]


def test_equal_content_has_an_equal_hash_and_nothing_is_an_empty_text():
	assert make_sidik({"a": None, "b": [1, "x"]}) == make_sidik({"b": ["1", "x"], "a": ""})
	assert make_sidik({"a": ["x", "y"]}) != make_sidik({"a": ["y", "x"]})
	assert make_sidik({"a": "x", "b": ""}) != make_sidik({"a": "", "b": "x"})
	assert len(make_sidik({})) == 64


@given(st.lists(st.text(), min_size=1), st.integers(min_value=0), st.text())
def test_any_other_text_has_another_hash(isi, di, lain):
	di %= len(isi)
	ubah = [*isi[:di], lain, *isi[di + 1 :]]
	assert (make_sidik({"x": isi}) == make_sidik({"x": ubah})) == (isi == ubah)


@pytest.mark.parametrize(
	("ada", "berlaku", "kini", "hasil"),
	[
		(False, False, None, Hasil.TIDAK_DIKENAL),
		(False, True, "a", Hasil.TIDAK_DIKENAL),
		(True, True, None, Hasil.DICABUT),
		(True, False, "a", Hasil.DICABUT),
		(True, True, "a", Hasil.SESUAI),
		(True, True, "b", Hasil.BERUBAH),
	],
)
def test_answers(ada, berlaku, kini, hasil):
	assert judge(ada, berlaku, "a", kini) is hasil


@pytest.mark.parametrize(
	("diketik", "tercatat", "sama"),
	[
		("  UNDANGAN rapat ", "Undangan Rapat.", True),
		("005/12/UM", "005 / 12 / Um", True),
		("005/12", "005/13", False),
		("A &amp; B", "A & B", True),
		("", "Hal", False),
		("2", "20", False),
	],
)
def test_what_is_copied_from_paper(diketik, tercatat, sama):
	assert same_text(diketik, tercatat) is sama


def test_only_what_was_typed_and_exists_is_compared():
	tercatat = {"perihal": "Rapat", "nomor_surat": ""}
	assert compare({"perihal": "rapat", "nomor_surat": " ", "lain": "x"}, tercatat) == {"perihal": True}


def test_lines_of_a_cell():
	assert count_lines("", 40) == 1
	assert count_lines("satu\ndua", 40) == 2
	assert count_lines("kata " * 50, 43) == 10
	assert count_lines("x" * 100, 43) == 4


@given(st.lists(st.floats(min_value=1, max_value=400), max_size=80))
def test_pages_keep_every_row_in_order_and_overflow_only_by_a_row_of_their_own(tinggi):
	nomor = list(range(len(tinggi)))
	hasil = paginate(nomor, tinggi)
	assert [n for hal in hasil for n in hal] == nomor
	for ke, hal in enumerate(hasil):
		muat = halaman.TINGGI_HALAMAN - (halaman.TINGGI_KEPALA if ke == 0 else 0)
		assert sum(tinggi[n] for n in hal) <= muat + 0.001 or len(hal) == 1


def test_the_highest_cell_makes_the_row():
	assert row_height(["a", "b\nc\nd"], [20, 20]) == pytest.approx(3 * halaman.TINGGI_BARIS + halaman.JARAK)


def test_nip_as_it_is_printed():
	assert format_nip("198609262015051001") == "19860926 201505 1 001"
	assert format_nip("19860926 201505 1 001") == "19860926 201505 1 001"
	assert format_nip(None) == ""
	assert format_nip("123") == "123"
