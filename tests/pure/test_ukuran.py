"""Measures of the reports."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.ukuran import (
	LABEL_UMUR,
	JamTerhitung,
	Masuk,
	Tinggal,
	count_hours,
	group_of_age,
	list_stays,
	name_periods,
	period_of,
	summarise,
)

SENIN = datetime(2026, 11, 23, 8)


def at(jam: float) -> datetime:
	return SENIN + timedelta(hours=jam)


@pytest.mark.parametrize(
	("hari", "label"),
	[
		(0, "0-2"),
		(2, "0-2"),
		(3, "3-5"),
		(5, "3-5"),
		(10, "6-10"),
		(11, "11-20"),
		(20, "11-20"),
		(21, "> 20"),
		(999, "> 20"),
	],
)
def test_groups_of_age(hari, label):
	assert LABEL_UMUR[group_of_age(hari)] == label


def test_what_is_typical():
	r = summarise([5, 1, 3, 100])
	assert (r.banyak, r.rata, r.median, r.p90) == (4, 27.25, 4, 100)
	assert summarise([7]).median == summarise([7]).p90 == 7
	assert (summarise([]).banyak, summarise([]).median) == (0, None)
	assert summarise(range(1, 101)).p90 == 90


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=1))
def test_the_median_lies_within_and_the_order_does_not_count(lama):
	r = summarise(lama)
	assert min(lama) <= r.median <= max(lama)
	assert r.median <= r.p90 or r.p90 >= r.median - 1e-9
	assert summarise(reversed(lama)) == summarise(sorted(lama)) or summarise(lama).banyak == len(lama)


def test_stays_follow_the_log():
	masuk = [
		Masuk(at(0), "Tugas Baru", "Baru"),
		Masuk(at(2), "Dikerjakan", "Berjalan"),
		Masuk(at(3), "Dikerjakan", "Berjalan"),
		Masuk(at(6), "Dilaporkan", "Menunggu"),
		Masuk(at(7), "Dikerjakan", "Berjalan"),
		Masuk(at(9), "Selesai", "Selesai", terakhir=True),
	]
	assert list_stays(masuk, at(50)) == [
		Tinggal("Tugas Baru", "Baru", 2, False),
		Tinggal("Dikerjakan", "Berjalan", 4, False),
		Tinggal("Dilaporkan", "Menunggu", 1, False),
		Tinggal("Dikerjakan", "Berjalan", 2, False),
	]


def test_an_open_task_is_still_in_its_state():
	assert list_stays([Masuk(at(0), "Baru", "Baru")], at(5)) == [Tinggal("Baru", "Baru", 5, True)]
	assert list_stays([], at(5)) == []
	assert list_stays([Masuk(at(0), "Selesai", "Selesai", True)], at(5)) == []


def test_a_task_opened_again_goes_on():
	masuk = [Masuk(at(0), "A", "Baru"), Masuk(at(1), "S", "Selesai", True), Masuk(at(4), "A", "Baru")]
	assert list_stays(masuk, at(6)) == [Tinggal("A", "Baru", 1, False), Tinggal("A", "Baru", 2, True)]


def office_hours(dari: datetime, sampai: datetime) -> float:
	"""Minute by minute: Monday to Friday, 8 to 16."""
	menit, lama = dari.replace(second=0), 0
	while menit < sampai:
		lama += menit.weekday() < 5 and 8 <= menit.hour < 16
		menit += timedelta(minutes=1)
	return lama / 60


@given(st.integers(0, 60 * 24 * 12), st.integers(0, 60 * 24 * 12))
def test_whole_days_added_up_are_the_same_as_measured_at_once(a, b):
	dari, sampai = SENIN + timedelta(minutes=a), SENIN + timedelta(minutes=b)
	assert JamTerhitung(office_hours)(dari, sampai) == pytest.approx(office_hours(dari, sampai), abs=1e-6)


def test_a_day_is_measured_once():
	panggilan = []

	def ukur(dari, sampai):
		panggilan.append(dari)
		return count_hours(dari, sampai)

	jam = JamTerhitung(ukur)
	assert jam(at(0), at(24 * 20)) == 24 * 20
	banyak = len(panggilan)
	assert jam(at(1), at(24 * 20 + 1)) == 24 * 20
	assert len(panggilan) == banyak + 2
	assert jam(at(5), at(5)) == jam(at(5), at(1)) == 0


def test_periods_of_a_chart():
	satuan, label = name_periods(date(2026, 11, 30), date(2026, 12, 2))
	assert (satuan, label) == ("hari", ["2026-11-30", "2026-12-01", "2026-12-02"])
	satuan, label = name_periods(date(2026, 11, 15), date(2027, 2, 1))
	assert (satuan, label) == ("bulan", ["2026-11", "2026-12", "2027-01", "2027-02"])
	assert period_of(date(2027, 1, 31), satuan) == "2027-01"
	assert period_of(date(2027, 1, 31), "hari") == "2027-01-31"
