"""Working time by example; its properties are in test_sifat_kalender.py."""

from datetime import date, datetime, timedelta

import pytest

from transformasi_asn.tata_kerja.domain.kalender import (
	POLA_BAWAAN,
	BatasWaktu,
	Kalender,
	PolaJam,
	Satuan,
	TanpaHariKerjaError,
	build_pola,
	due_from,
	due_on,
	find_bentrok,
	resume,
)

# 2026-11-23 is a Monday; 2026-12-25 (Natal) a Friday, 2026-12-24 (cuti bersama) a Thursday.
LIBUR = {date(2026, 12, 24): "Cuti Bersama", date(2026, 12, 25): "Natal"}
BIASA = Kalender()
NATAL = Kalender(libur=LIBUR.get)


def at(teks: str) -> datetime:
	return datetime.fromisoformat(f"2026-{teks}")


def hours(jam: float) -> timedelta:
	return timedelta(hours=jam)


def test_shipped_week_has_the_hours_of_the_regulation():
	assert POLA_BAWAAN.menit_seminggu == 37.5 * 60


@pytest.mark.parametrize(
	("dari", "jam", "sampai"),
	[
		("11-23 09:00", 2, "11-23 11:00"),
		("11-23 11:00", 2, "11-23 14:00"),  # over the break
		("11-23 12:30", 1, "11-23 14:00"),  # given in the break
		("11-23 15:00", 2, "11-24 08:30"),  # over the night
		("11-27 16:00", 1, "11-30 08:00"),  # over the weekend
		("11-28 10:00", 1, "11-30 08:30"),  # given on a Saturday
		("11-23 08:30", 7.5, "11-24 08:30"),
	],
)
def test_hours_are_added_in_working_time(dari, jam, sampai):
	assert BIASA.add_working_hours(at(dari), hours(jam)) == at(sampai)


def test_hours_between():
	assert BIASA.count_working_hours(at("11-23 00:00"), at("11-29 23:59")) == hours(37.5)
	assert BIASA.count_working_hours(at("11-24 00:00"), at("11-23 00:00")) == hours(0)
	assert NATAL.count_working_hours(at("12-23 15:00"), at("12-28 08:30")) == hours(2)


def test_limits_count_days_and_hours():
	sehari = BatasWaktu(1, Satuan.KALI_24_JAM)
	assert due_from(sehari, at("11-23 09:10"), BIASA) == at("11-24 09:10")
	assert due_from(sehari, at("11-27 15:00"), BIASA) == at("11-30 15:00")
	# Saturday: it begins when work does
	assert due_from(sehari, at("11-28 15:00"), BIASA) == at("12-01 07:30")
	# Friday's last half hour has no counterpart on Monday
	assert due_from(sehari, at("11-27 16:20"), BIASA) == at("11-30 16:00")
	assert due_from(BatasWaktu(5, Satuan.HARI_KERJA), at("11-23 09:00"), BIASA) == at("11-30 16:00")
	assert due_from(BatasWaktu(2, Satuan.HARI_KERJA), at("12-23 09:00"), NATAL) == at("12-29 16:00")
	assert due_from(BatasWaktu(4, Satuan.JAM_KERJA), at("11-23 15:00"), BIASA) == at("11-24 10:30")


def test_deadline_on_a_holiday_moves_to_the_next_working_day():
	assert due_on(date(2026, 12, 25), at("12-01 09:00"), NATAL) == at("12-28 16:00")
	assert due_on(date(2026, 11, 28), at("11-24 09:00"), BIASA) == at("11-30 16:00")


def test_deadline_set_after_hours_for_today_is_the_end_of_the_day():
	assert due_on(date(2026, 11, 24), at("11-24 19:00"), BIASA) == at("11-24 23:59")
	# a letter entered late keeps its day
	assert due_on(date(2026, 11, 20), at("11-24 09:00"), BIASA) == at("11-20 16:30")


def test_pause_moves_the_deadline_by_working_time_only():
	assert resume(at("11-25 16:00"), at("11-24 15:00"), at("11-30 08:30"), BIASA) == at("12-01 09:30")
	# paused and resumed outside working hours
	assert resume(at("11-30 16:00"), at("11-27 18:00"), at("11-29 10:00"), BIASA) == at("11-30 16:00")


def test_hours_of_a_season_go_before_the_ordinary_ones():
	puasa = build_pola(
		[("Senin s.d. Kamis", 480, 900), ("Jumat", 480, 930)], date(2026, 2, 18), date(2026, 3, 19)
	)
	kalender = Kalender((puasa, POLA_BAWAAN))
	assert kalender.end_of(date(2026, 2, 18)) == at("02-18 15:00")
	assert kalender.end_of(date(2026, 3, 24)) == at("03-24 16:00")


def test_service_round_the_clock():
	rsud = Kalender((build_pola([("Setiap hari", 0, 0)]),))
	assert rsud.add_working_hours(at("11-28 23:00"), hours(3)) == at("11-29 02:00")
	assert due_from(BatasWaktu(1, Satuan.KALI_24_JAM), at("11-28 00:00"), rsud) == at("11-29 00:00")


def test_calendar_without_working_time_says_so():
	kosong = Kalender((PolaJam(((),) * 7),))
	with pytest.raises(TanpaHariKerjaError):
		kosong.next_working_day(date(2026, 11, 24))
	with pytest.raises(TanpaHariKerjaError):
		kosong.jam.limit(at("11-24 09:00"), hours(1))


@pytest.mark.parametrize(
	("baris", "hasil"),
	[
		([("Senin s.d. Kamis", 450, 720), ("Senin s.d. Kamis", 720, 960)], None),
		([("Senin s.d. Kamis", 450, 720), ("Selasa", 700, 960)], (1, 2)),
		([("Senin s.d. Kamis", 450, 720), ("Jumat", 450, 720)], None),
		([("Senin", 720, 450)], (1, 1)),
		([("Senin", 450, 0), ("Setiap hari", 1439, 0)], (1, 2)),
	],
)
def test_rows_of_one_day_do_not_overlap(baris, hasil):
	assert find_bentrok(baris) == hasil
