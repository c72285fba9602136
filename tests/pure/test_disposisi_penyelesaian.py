"""When an order is done: every policy on every kind of parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.alur.domain import SEMUA_TAHAP
from transformasi_asn.disposisi.domain.penyelesaian import (
	Bagian,
	KebijakanSelesai,
	MasalahKebijakan,
	check_kebijakan,
	roll_up,
)

SEMUA, SALAH_SATU, PJ, SEJUMLAH, TANPA_MENUNGGU = KebijakanSelesai


def parts(huruf: str) -> list[Bagian]:
	"""s finished, t open, b cancelled; a capital is the person responsible."""
	tahap = {"s": "Selesai", "t": "Berjalan", "b": "Batal"}
	return [Bagian(tahap[h.lower()], h.isupper()) for h in huruf]


@pytest.mark.parametrize(
	("kebijakan", "bagian", "minimal", "terpenuhi", "mustahil"),
	[
		(SEMUA, "tt", 0, False, False),
		(SEMUA, "st", 0, False, False),
		(SEMUA, "ss", 0, True, False),
		(SEMUA, "sb", 0, True, False),
		(SEMUA, "bt", 0, False, False),
		(SEMUA, "bb", 0, False, True),
		(SALAH_SATU, "tt", 0, False, False),
		(SALAH_SATU, "st", 0, True, False),
		(SALAH_SATU, "bs", 0, True, False),
		(SALAH_SATU, "bb", 0, False, True),
		(PJ, "Tss", 0, False, False),
		(PJ, "Stt", 0, True, False),
		(PJ, "Bst", 0, False, True),
		(SEJUMLAH, "sttt", 2, False, False),
		(SEJUMLAH, "sstt", 2, True, False),
		(SEJUMLAH, "ssss", 2, True, False),
		(SEJUMLAH, "sbbt", 2, False, False),
		(SEJUMLAH, "sbbb", 2, False, True),
		(TANPA_MENUNGGU, "tttt", 0, True, False),
		(TANPA_MENUNGGU, "", 0, True, False),
	],
)
def test_policy(kebijakan, bagian, minimal, terpenuhi, mustahil):
	hasil = roll_up(kebijakan, parts(bagian), minimal)
	assert (hasil.terpenuhi, hasil.mustahil) == (terpenuhi, mustahil)


def test_counts_are_of_all_parts():
	hasil = roll_up(PJ, parts("Tssb"))
	assert (hasil.selesai, hasil.terbuka, hasil.batal, hasil.dibutuhkan) == (2, 1, 1, 1)
	assert roll_up(SEMUA, parts("stb")).dibutuhkan == 2


@pytest.mark.parametrize(
	("kebijakan", "bertindak", "pj", "minimal", "masalah"),
	[
		(SEMUA, 3, 0, 0, None),
		(SALAH_SATU, 3, 2, 9, None),
		(PJ, 3, 1, 0, None),
		(PJ, 3, 0, 0, MasalahKebijakan.TANPA_PENANGGUNG_JAWAB),
		(PJ, 3, 2, 0, MasalahKebijakan.BANYAK_PENANGGUNG_JAWAB),
		(SEJUMLAH, 3, 0, 3, None),
		(SEJUMLAH, 3, 0, 4, MasalahKebijakan.JUMLAH_DI_LUAR_BATAS),
		(SEJUMLAH, 3, 0, 0, MasalahKebijakan.JUMLAH_DI_LUAR_BATAS),
	],
)
def test_a_policy_must_be_possible(kebijakan, bertindak, pj, minimal, masalah):
	assert check_kebijakan(kebijakan, bertindak, pj, minimal) is masalah


bagian_acak = st.lists(st.builds(Bagian, st.sampled_from(SEMUA_TAHAP), st.booleans()), max_size=7)


@given(st.sampled_from(list(KebijakanSelesai)), bagian_acak, st.integers(0, 8))
def test_it_is_never_both_done_and_impossible_and_nothing_is_lost(kebijakan, bagian, minimal):
	hasil = roll_up(kebijakan, bagian, minimal)
	assert not (hasil.terpenuhi and hasil.mustahil)
	assert hasil.selesai + hasil.terbuka + hasil.batal == len(bagian)
	if hasil.terpenuhi:
		assert hasil.selesai >= 1 or kebijakan is TANPA_MENUNGGU


@given(st.sampled_from(list(KebijakanSelesai)), bagian_acak, st.integers(0, 8), st.data())
def test_finishing_one_more_part_never_undoes_it(kebijakan, bagian, minimal, data):
	terbuka = [n for n, b in enumerate(bagian) if b.terbuka]
	if not terbuka:
		return
	n = data.draw(st.sampled_from(terbuka))
	lebih = [Bagian("Selesai", b.penanggung_jawab) if i == n else b for i, b in enumerate(bagian)]
	assert roll_up(kebijakan, lebih, minimal).terpenuhi or not roll_up(kebijakan, bagian, minimal).terpenuhi


@given(bagian_acak)
def test_any_one_is_the_number_one(bagian):
	assert roll_up(SALAH_SATU, bagian) == roll_up(SEJUMLAH, bagian, 1)
