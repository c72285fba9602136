"""How much lies with whom."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.pokja.domain.beban import (
	TINGKAT,
	Beban,
	Lampauan,
	Peta,
	Satuan,
	Tumpukan,
	count,
	count_over_time,
	find_over,
	is_over,
	level_of,
	list_points,
)

HARI = date(2026, 6, 3)  # a Wednesday
PETA = Peta({"KABID": "ani"}, {"tim": "budi"})


def test_a_task_lies_with_whoever_is_named_in_charge_or_chairs():
	beban = count(
		[
			Tumpukan("Struktural", jabatan="KABID", banyak=3),
			Tumpukan("Struktural", jabatan="JF", pegawai="citra"),
			Tumpukan("Fungsional", jabatan="JF", pegawai="citra", banyak=2),
			Tumpukan("Fungsional", tim="tim"),
			Tumpukan("Tim", pegawai="citra"),
			# with nobody
			Tumpukan("Struktural", jabatan="KOSONG"),
			Tumpukan("Fungsional", tim="bubar"),
		],
		PETA,
		{"budi": 2, "citra": 1},
	)
	assert beban == {
		"ani": Beban(struktural=3),
		"budi": Beban(tim=1, jumlah_tim=2),
		"citra": Beban(struktural=1, fungsional=2, tim=1, jumlah_tim=1),
	}
	assert beban["citra"].total == 4
	assert sum(beban.values(), Beban()) == Beban(4, 2, 2, 3)


def test_over_time_a_task_counts_from_its_day_until_the_day_before_it_is_closed():
	titik = [HARI + timedelta(days=n) for n in range(4)]
	tumpukan = [
		Tumpukan("Struktural", jabatan="KABID", dibuat=titik[1], ditutup=titik[3]),
		Tumpukan("Struktural", jabatan="KABID", dibuat=titik[0], banyak=2),
	]
	assert count_over_time(tumpukan, PETA, titik) == {"ani": (2, 3, 3, 2)}


def test_points_are_ends_of_weeks_or_months_and_the_last_is_today():
	assert list_points(HARI, 3, Satuan.MINGGU) == (date(2026, 5, 24), date(2026, 5, 31), HARI)
	assert list_points(HARI, 3, Satuan.BULAN) == (date(2026, 4, 30), date(2026, 5, 31), HARI)
	minggu = date(2026, 6, 7)
	assert list_points(minggu, 2, Satuan.MINGGU) == (date(2026, 5, 31), minggu)
	assert list_points(date(2026, 5, 31), 2, Satuan.BULAN) == (date(2026, 4, 30), date(2026, 5, 31))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.sampled_from(Satuan))
def test_points_ascend_without_a_gap(hari, banyak, satuan):
	titik = list_points(hari, banyak, satuan)
	assert len(titik) == banyak and titik[-1] == hari
	for satu, dua in pairwise(titik[:-1]):
		assert (dua - satu).days == 7 if satuan is Satuan.MINGGU else 28 <= (dua - satu).days <= 31


@pytest.mark.parametrize(
	("beban", "batas", "tertinggi", "harap"),
	[
		(0, 10, 10, "kosong"),
		(1, 10, 10, "ringan"),
		(3, 10, 10, "ringan"),
		(4, 10, 10, "sedang"),
		(7, 10, 10, "berat"),
		(10, 10, 10, "berat"),
		(11, 10, 99, "lewat"),
		(5, 0, 15, "ringan"),
		(15, 0, 15, "berat"),
		(99, 0, 15, "berat"),
	],
)
def test_levels(beban, batas, tertinggi, harap):
	assert level_of(beban, batas, tertinggi) == harap


@given(st.integers(0, 200), st.integers(0, 50), st.integers(0, 200))
def test_a_level_never_falls_and_the_last_one_means_over_the_limit(beban, batas, tertinggi):
	ini, lebih = (TINGKAT.index(level_of(n, batas, tertinggi)) for n in (beban, beban + 1))
	assert ini <= lebih
	assert (ini == 4) is is_over(beban, batas)


def test_who_is_over_his_limit_with_what_is_added():
	beban = {"ani": Beban(struktural=5), "budi": Beban(tim=9), "citra": Beban(fungsional=50)}
	batas = {"ani": 5, "budi": 5, "dodo": 1}
	assert find_over(beban, batas) == [Lampauan("budi", 9, 5)]
	assert find_over(beban, batas, {"ani": 1, "dodo": 2}) == [
		Lampauan("budi", 9, 5),
		Lampauan("ani", 6, 5),
		Lampauan("dodo", 2, 1),
	]
