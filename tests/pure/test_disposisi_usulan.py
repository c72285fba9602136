"""Whom to propose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.usulan import BATAS, Sebab, choose_penerima

A, B, C, D = (("Jabatan", n) for n in "ABCD")
SEMUA = {A, B, C, D}


def keys(usulan):
	return [u.kunci for u in usulan]


@pytest.mark.parametrize(
	("riwayat", "harap"),
	[
		([[A], [A], [B]], [A]),
		([[A, B], [A, B], [C]], [A, B]),
		([[A], [B], [B], [A]], [A, B]),
		([[A], [B], [C]], [A]),
		([[D], [A], [A], [B], [B], [C]], [A]),
		([[A, A], [B], [B], [B], [C]], [B]),
	],
)
def test_who_usually_gets_it(riwayat, harap):
	usulan = choose_penerima(riwayat, C, {C: 0}, SEMUA)
	assert keys(usulan) == harap
	assert {u.sebab for u in usulan} == {Sebab.RIWAYAT}
	assert {u.dari for u in usulan} == {len(riwayat)}


def test_who_may_no_longer_get_it_does_not_count():
	(usulan,) = choose_penerima([[A], [A], [B]], None, {}, {B})
	assert (usulan.kunci, usulan.kali, usulan.dari) == (B, 1, 1)


def test_without_history_whose_activity_it_is_then_who_has_least():
	assert choose_penerima([], C, {A: 0}, SEMUA)[0].sebab is Sebab.PENANGGUNG_JAWAB
	(usulan,) = choose_penerima([], None, {A: 3, B: 1, C: 1}, SEMUA)
	assert (usulan.kunci, usulan.sebab) == (B, Sebab.BEBAN)
	assert choose_penerima([], C, {C: 0}, {A}) == []


kunci = st.sampled_from(sorted(SEMUA))


@given(
	st.lists(st.lists(kunci, max_size=4), max_size=8),
	st.none() | kunci,
	st.dictionaries(kunci, st.integers(0, 9)),
	st.sets(kunci),
)
def test_only_allowed_ones_each_once_and_not_too_many(riwayat, pj, beban, sah):
	usulan = keys(choose_penerima(riwayat, pj, beban, sah))
	assert set(usulan) <= sah
	assert len(usulan) == len(set(usulan)) <= BATAS
