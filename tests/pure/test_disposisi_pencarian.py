"""Words of an index and of a question: the same whatever the writing, numbers by their parts."""

import pytest

from transformasi_asn.disposisi.domain import pencarian
from transformasi_asn.disposisi.domain.pencarian import Cari, make_index, parse_question, split_words


@pytest.mark.parametrize(
	"teks, kata",
	[
		("005/123/BKPSDM/2026", ["005", "123", "bkpsdm", "2026"]),
		("Rapat Koordinasi", ["rapat", "koordinasi"]),
		("SK No. 5", ["sk", "no", "5"]),
		("Résumé_akhir—selesai", ["resume", "akhir", "selesai"]),
		("", []),
		("%_-+*()\"'", []),
	],
)
def test_words(teks, kata):
	assert split_words(teks) == kata


def test_short_words_and_numbers_are_long_enough_for_an_index():
	assert all(len(k) >= 3 for k in make_index(["a 5 SK di the"]).split())


def test_each_word_once_over_all_parts():
	assert make_index(["rapat 005", "Rapat lagi"]) == "qqrapat qq005 qqlagi"


def test_a_file_of_too_many_words_is_cut(monkeypatch):
	monkeypatch.setattr(pencarian, "BATAS_KATA", 3)
	assert make_index(["a b", "c d e"]) == "qqa qqb qqc"


def test_a_question_takes_beginnings_of_words_and_numbers_as_they_stand():
	assert parse_question("005/12 rapa di BKPSDM2") == [
		Cari("qq005", False),
		Cari("qq12", False),
		Cari("qqrapa", True),
		Cari("qqdi", False),
		Cari("qqbkpsdm2", False),
	]


def test_a_question_is_bounded_and_carries_no_operator():
	dicari = parse_question(" ".join(f"kata{n}" for n in range(40)) + ' +a -b "c" * (d) & | !')
	assert len(dicari) == pencarian.BATAS_TANYA
	assert all(c.kata.isalnum() for c in parse_question('+a -b "c d"* (e) & f | !g @@ <->'))


def test_a_very_long_word_is_cut_alike_in_both():
	panjang = "x" * 300
	assert make_index([panjang]) == parse_question(panjang)[0].kata
