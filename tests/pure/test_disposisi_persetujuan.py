from datetime import datetime, timedelta

import pytest

from transformasi_asn.disposisi.domain.persetujuan import (
	LEPAS,
	MasalahPutusan,
	Persetujuan,
	SesudahBatas,
	after_limit,
	answer,
	check_answer,
	need_consent,
)
from transformasi_asn.tata_kerja.domain.ketentuan import (
	BarisKetentuan,
	CaraPersetujuan,
	Ketentuan,
	LewatBatas,
	choose_ketentuan,
)

KINI = datetime(2026, 3, 2, 10)
P = Persetujuan


@pytest.mark.parametrize(
	("unit_lain", "kepala_di_bawah", "cara", "hasil"),
	[
		(False, False, CaraPersetujuan.GARIS, P.TIDAK_PERLU),
		(False, True, CaraPersetujuan.DIMINTA, P.TIDAK_PERLU),
		(True, False, CaraPersetujuan.GARIS, P.MENUNGGU),
		(True, True, CaraPersetujuan.GARIS, P.DIBERITAHUKAN),
		(True, True, CaraPersetujuan.DIMINTA, P.MENUNGGU),
		(True, False, CaraPersetujuan.DIBERITAHU, P.DIBERITAHUKAN),
		(True, False, CaraPersetujuan.TIDAK, P.TIDAK_PERLU),
	],
)
def test_whom_to_ask(unit_lain, kepala_di_bawah, cara, hasil):
	assert need_consent(unit_lain, kepala_di_bawah, cara) is hasil


@pytest.mark.parametrize(
	("keadaan", "setuju", "alasan", "batas", "masalah"),
	[
		(P.MENUNGGU, True, "", KINI, None),
		(P.MENUNGGU, False, "sibuk", KINI, None),
		(P.MENUNGGU, False, "  ", KINI, MasalahPutusan.TANPA_ALASAN),
		# nobody has swept it yet, so the answer is welcome
		(P.MENUNGGU, True, "", KINI - timedelta(days=9), None),
		(P.DIBERITAHUKAN, False, "sibuk", None, None),
		(P.DIBERITAHUKAN, False, "sibuk", KINI, None),
		(P.DIBERITAHUKAN, False, "sibuk", KINI - timedelta(seconds=1), MasalahPutusan.LEWAT),
		(P.DIBERITAHUKAN, True, "", KINI, MasalahPutusan.TIDAK_MENUNGGU),
		*(
			(k, setuju, "sibuk", None, MasalahPutusan.TIDAK_MENUNGGU)
			for k in P
			if k not in (P.MENUNGGU, P.DIBERITAHUKAN)
			for setuju in (True, False)
		),
	],
)
def test_which_answers_are_taken(keadaan, setuju, alasan, batas, masalah):
	assert check_answer(keadaan, setuju, alasan, batas, KINI) is masalah


def test_what_an_answer_means():
	assert answer(P.MENUNGGU, True) is P.DISETUJUI
	assert answer(P.MENUNGGU, False) is P.DITOLAK
	assert answer(P.DIBERITAHUKAN, False) is P.KEBERATAN
	assert LEPAS == {P.TIDAK_PERLU, P.DISETUJUI, P.DIBERITAHUKAN, P.KEBERATAN, P.TETAP}


@pytest.mark.parametrize(
	("lewat", "atasan", "hasil"),
	[
		(LewatBatas.INGATKAN, "SEKDA", SesudahBatas(P.MENUNGGU, "KADIS")),
		(LewatBatas.PERLUAS, "SEKDA", SesudahBatas(P.MENUNGGU, "SEKDA")),
		(LewatBatas.PERLUAS, None, SesudahBatas(P.MENUNGGU, "KADIS")),
		(LewatBatas.GUGUR, "SEKDA", SesudahBatas(P.DITOLAK, "KADIS")),
	],
)
def test_silence_is_never_consent(lewat, atasan, hasil):
	assert after_limit(lewat, "KADIS", atasan) == hasil
	assert hasil.keadaan not in LEPAS


def test_the_nearest_unit_that_says_something_decides_each_value():
	umum = Ketentuan(batas_hari=3, batas_beban=8)
	baris = {
		"BIDANG": BarisKetentuan(batas_beban=5),
		"DINAS": BarisKetentuan(CaraPersetujuan.DIMINTA, 2, LewatBatas.GUGUR, 6),
		"LAIN": BarisKetentuan(CaraPersetujuan.TIDAK),
	}
	assert choose_ketentuan(umum, baris, ["BIDANG", "DINAS", "PEMDA"]) == Ketentuan(
		CaraPersetujuan.DIMINTA, 2, LewatBatas.GUGUR, 5
	)
	assert choose_ketentuan(umum, baris, ["PEMDA"]) == umum
	assert choose_ketentuan(umum, {}, []) == umum
