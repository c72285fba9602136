"""Reminders and escalation by example."""

from datetime import date, datetime

from transformasi_asn.tata_kerja.domain.kalender import Kalender, Satuan
from transformasi_asn.tata_kerja.domain.pengingat import (
	Kapan,
	Langkah,
	Tahapan,
	Tindakan,
	choose_atasan,
	find_ganda,
)

BIASA = Kalender()
SEBELUM = Langkah(Kapan.SEBELUM, 1, Satuan.HARI_KERJA, Tindakan.PENERIMA)
TEPAT = Langkah(Kapan.SESUDAH, 0, Satuan.HARI_KERJA, Tindakan.PEMBERI)
SATU = Langkah(Kapan.SESUDAH, 1, Satuan.HARI_KERJA, Tindakan.ATASAN)
TIGA = Langkah(Kapan.SESUDAH, 3, Satuan.HARI_KERJA, Tindakan.ATASAN)
TAHAPAN = Tahapan.of([TIGA, TEPAT, SATU, SEBELUM])


def at(teks: str) -> datetime:
	return datetime.fromisoformat(f"2026-{teks}")


def test_a_day_before_monday_is_friday():
	assert at("11-30 16:00") <= SEBELUM.limit(at("11-27 16:00"), BIASA)
	assert at("11-30 16:00") > SEBELUM.limit(at("11-27 15:59"), BIASA)


def test_a_day_after_friday_is_monday():
	assert at("11-27 16:30") <= SATU.limit(at("11-30 16:30"), BIASA)
	assert at("11-27 16:30") > SATU.limit(at("11-30 16:29"), BIASA)
	assert TEPAT.limit(at("11-28 09:00"), BIASA) == at("11-28 09:00")


def test_a_holiday_delays_the_escalation():
	libur = Kalender(libur={date(2026, 11, 30): "Kuningan"}.get)
	assert at("11-27 16:30") > SATU.limit(at("11-30 16:30"), libur)
	assert at("11-27 16:30") <= SATU.limit(at("12-01 16:30"), libur)


def test_steps_missed_while_nothing_ran_come_in_order():
	assert TAHAPAN.langkah == (SEBELUM, TEPAT, SATU, TIGA)
	assert TAHAPAN.between(SEBELUM.kunci, TIGA.kunci) == (TEPAT, SATU, TIGA)
	assert TAHAPAN.between(None, TEPAT.kunci) == (SEBELUM, TEPAT)
	assert TAHAPAN.between(TIGA.kunci, TIGA.kunci) == ()
	assert [TAHAPAN.tingkat(langkah) for langkah in TAHAPAN.langkah] == [0, 0, 1, 2]


def test_reminder_whose_time_was_over_at_the_start_is_not_sent():
	assert TAHAPAN.skip_before(at("11-24 16:00"), at("11-24 09:00"), BIASA) == SEBELUM.kunci
	assert TAHAPAN.skip_before(at("11-26 16:00"), at("11-24 09:00"), BIASA) is None
	# what is late already from the start still climbs
	assert TAHAPAN.skip_before(at("11-20 16:00"), at("11-24 09:00"), BIASA) == SEBELUM.kunci


def test_escalation_climbs_past_those_who_know():
	garis = [("KABID", "A"), ("KADIS", "B"), ("SEKDA", None), ("ASISTEN", "A"), ("GUB", "C")]
	assert choose_atasan(garis, ["X", "B"], 1) == ("KABID", "A")
	assert choose_atasan(garis, ["X", "B"], 2) == ("GUB", "C")
	assert choose_atasan(garis, ["X", "B"], 3) is None


def test_two_steps_in_one_place():
	assert find_ganda([-450, 0, 450]) is None
	assert find_ganda([-450, 0, -450]) == (1, 3)
