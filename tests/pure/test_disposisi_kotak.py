"""Every open task that came to somebody lies in exactly one box of work."""

from datetime import datetime
from itertools import product

import pytest

from transformasi_asn.alur.domain import TAHAP_TERBUKA, TAHAP_TERTUTUP
from transformasi_asn.disposisi.domain.kotak import (
	BATAS,
	KOTAK,
	MENURUT_KUNCI,
	Pihak,
	Saringan,
	Syarat,
	show_count,
)

KINI = datetime(2031, 11, 24, 10)
LALU, NANTI = datetime(2031, 11, 23, 16), datetime(2031, 11, 25, 16)
KERJA = ("disposisi_belum_dibaca", "disposisi_belum_ditindaklanjuti", "menunggu_orang_lain")


def every_task(tahap=TAHAP_TERBUKA):
	for t, baca, setuju, bagian, lapor, kembali, jeda, tempo in product(
		tahap,
		(None, LALU),
		("Tidak perlu", "Menunggu", "Ditolak", "Disetujui"),
		(False, True),
		(None, LALU),
		(None, LALU),
		(None, LALU),
		(None, LALU, NANTI),
	):
		if bagian and (t != "Menunggu" or lapor or kembali):
			# handed on means waiting, and what waits for parts is neither reported nor returned
			continue
		yield {
			"tahap": t,
			"dibaca_pada": baca,
			"persetujuan": setuju,
			"bagian_terbuka": bagian,
			"dilaporkan_pada": lapor,
			"dikembalikan_pada": kembali,
			"dijeda_sejak": jeda,
			"jatuh_tempo": tempo,
		}


def boxes(baris: dict, pihak: Pihak) -> list[str]:
	"""A box once for each of its ways that fits: none may count an item twice."""
	sisi = (pihak, Pihak.ORANG) if pihak is Pihak.PENERIMA else (pihak,)
	return [k.kunci for k in KOTAK for s in k.saringan if s.pihak in sisi and s.holds(baris, KINI)]


def test_each_open_task_lies_in_one_box_of_work():
	for baris in every_task():
		hasil = boxes(baris, Pihak.PENERIMA)
		assert len([k for k in hasil if k in KERJA]) == 1, (baris, hasil)
		assert len(hasil) == len(set(hasil)), (baris, hasil)


def test_what_is_paused_reported_or_returned_is_not_late():
	for baris in every_task():
		lewat = baris["jatuh_tempo"] == LALU
		berhenti = baris["dijeda_sejak"] or baris["dilaporkan_pada"] or baris["dikembalikan_pada"]
		assert ("terlambat" in boxes(baris, Pihak.PENERIMA)) == bool(lewat and not berhenti), baris


def test_closed_tasks_wait_for_nobody():
	for baris in every_task(TAHAP_TERTUTUP):
		assert boxes(baris, Pihak.PENERIMA) == ["selesai"]
		assert boxes(baris, Pihak.PEMBERI) == boxes(baris, Pihak.KEPALA) == []


def test_a_report_lies_with_its_giver_once_and_with_its_maker_as_waiting():
	for baris in every_task(("Menunggu",)):
		diam = not (baris["dilaporkan_pada"] or baris["dikembalikan_pada"])
		assert boxes(baris, Pihak.PEMBERI) == ([] if diam else ["laporan_belum_diverifikasi"]), baris
		if not diam:
			assert "menunggu_orang_lain" in boxes(baris, Pihak.PENERIMA)


def test_a_letter_is_unread_then_open_then_gone():
	tujuan = lambda tahap, baca: boxes({"tahap": tahap, "dibaca_pada": baca}, Pihak.TUJUAN)  # noqa: E731
	assert tujuan("Baru", None) == ["naskah_belum_dibaca"]
	assert tujuan("Baru", LALU) == ["naskah_belum_ditindaklanjuti"]
	assert tujuan("Berjalan", LALU) == tujuan("Selesai", None) == []


@pytest.mark.parametrize("jumlah, tampak", [(0, 0), (BATAS, BATAS), (BATAS + 1, "1000+")])
def test_counts_are_capped(jumlah, tampak):
	assert show_count(jumlah) == tampak


def test_keys_are_unique_and_every_box_tells_what_it_means():
	assert len(MENURUT_KUNCI) == len(KOTAK)
	assert all(k.arti.endswith(".") and k.saringan for k in KOTAK)


def test_a_condition_on_an_empty_value_fails_closed():
	lewat = Saringan(Pihak.PENERIMA, None, (("jatuh_tempo", Syarat.LEWAT, None),))
	assert not lewat.holds({"jatuh_tempo": None}, KINI)
