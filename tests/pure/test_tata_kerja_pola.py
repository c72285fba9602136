"""The decision table of design §1, for each source of rules, and the rules about rules."""

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from transformasi_asn.tata_kerja.domain.pola import (
	POLA_DIJALANKAN,
	BarisAturan,
	Instrumen,
	Pemicu,
	PermintaanPola,
	Pola,
	choose_instrumen,
	find_covered,
	is_override,
	last_number,
	needs_reason,
	tetapkan_pola,
)

PD, ATAS = "DINKES", "PEMDA"
TANGGAL = date(2026, 3, 2)
DELAPAN = list(product((False, True), repeat=3))
SYARAT = {"Apa saja": None, "Ya": True, "Tidak": False}
FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "aturan_pola_kerja.json"


def read_shipped() -> tuple[BarisAturan, ...]:
	(bawaan,) = json.loads(FIXTURE.read_text(encoding="utf-8"))
	return tuple(
		BarisAturan(
			sumber="",
			kode=baris["kode"],
			pola=Pola(baris["pola"]),
			instrumen=Instrumen(baris["instrumen"]),
			rutin=SYARAT[baris["rutin"]],
			prioritas=SYARAT[baris["prioritas"]],
			kompleks=SYARAT[baris["kompleks"]],
			tawarkan_pokja=bool(baris["tawarkan_pokja"]),
			aktif=bool(baris["aktif"]),
			dasar_hukum=baris["dasar_hukum"],
			penjelasan=baris["penjelasan"],
		)
		for baris in bawaan["baris"]
	)


BAWAAN = read_shipped()


def make_permintaan(rutin=False, prioritas=False, kompleks=False, **kw) -> PermintaanPola:
	pemicu = Pemicu.ARAHAN_PIMPINAN_DAERAH if prioritas else Pemicu.TIDAK_ADA
	return PermintaanPola(
		**{
			"rutin": rutin,
			"pemicu": pemicu,
			"kompleks": kompleks,
			"tanggal": TANGGAL,
			"unit": (PD, ATAS),
			**kw,
		}
	)


def make_baris(sumber=PD, kode="B1", pola=Pola.STRUKTURAL, **kw) -> BarisAturan:
	return BarisAturan(
		**{"sumber": sumber, "kode": kode, "pola": pola, "instrumen": Instrumen.SURAT_TUGAS, **kw}
	)


# rutin, prioritas, kompleks -> pola, instrumen, rule, team proposed, patterns that are no override
S, FI, FK, PP = Pola
TABEL = [
	((True, False, False), (S, Instrumen.LEMBAR_DISPOSISI, "B1", False, {S})),
	((True, False, True), (S, Instrumen.DISPOSISI_USUL_TIM, "B2", True, {S})),
	((True, True, False), (FI, Instrumen.SURAT_TUGAS, "B3", False, {FI, FK})),
	((False, True, False), (FI, Instrumen.SURAT_TUGAS, "B3", False, {FI, FK})),
	((True, True, True), (FK, Instrumen.SK_TIM, "B4", False, {FK})),
	((False, True, True), (FK, Instrumen.SK_TIM, "B4", False, {FK})),
	((False, False, True), (FK, Instrumen.SK_TIM, "B5", False, {FK})),
	((False, False, False), (PP, Instrumen.SESUAI_PILIHAN, "B6", False, {S, FI, FK})),
]


@pytest.mark.parametrize(("fakta", "harapan"), TABEL)
def test_shipped_rules_give_the_decision_table(fakta, harapan):
	pola, instrumen, kode, usulkan_tim, boleh = harapan
	hasil = tetapkan_pola(make_permintaan(*fakta), BAWAAN)
	assert (hasil.pola, hasil.instrumen, hasil.aturan) == (pola, instrumen, f"Bawaan/{kode}")
	assert hasil.usulkan_tim is usulkan_tim
	assert hasil.boleh == boleh
	assert hasil.dasar_hukum
	assert hasil.kalimat
	assert "{" not in hasil.kalimat


def test_the_table_is_complete():
	assert sorted(fakta for fakta, _ in TABEL) == DELAPAN


@pytest.mark.parametrize("fakta", DELAPAN)
@pytest.mark.parametrize(
	("sumber", "harapan"), [((PD, ATAS), f"{PD}/B1"), ((ATAS,), f"{ATAS}/B1"), ((), "Bawaan/")]
)
def test_own_rule_then_unit_above_then_shipped(fakta, sumber, harapan):
	aturan = [*BAWAAN, *(make_baris(s, pola=Pola.FUNGSIONAL_INDIVIDU) for s in reversed(sumber))]
	hasil = tetapkan_pola(make_permintaan(*fakta), aturan)
	assert hasil.aturan.startswith(harapan)
	if sumber:
		assert hasil.pola is Pola.FUNGSIONAL_INDIVIDU
		assert len(hasil.jejak) == 1
	else:
		assert hasil == tetapkan_pola(make_permintaan(*fakta), BAWAAN)


@pytest.mark.parametrize("fakta", DELAPAN)
def test_own_rules_that_do_not_match_fall_through(fakta):
	rutin, prioritas, kompleks = fakta
	lain = make_baris(rutin=not rutin, prioritas=not prioritas, kompleks=not kompleks)
	hasil = tetapkan_pola(make_permintaan(*fakta), [lain, *BAWAAN])
	assert hasil.pola is tetapkan_pola(make_permintaan(*fakta), BAWAAN).pola
	assert hasil.jejak[0].aturan == f"{PD}/B1"
	assert not hasil.jejak[0].cocok
	assert hasil.jejak[0].sebab.count(";") == 2, "all three differing conditions are named"


@pytest.mark.parametrize("fakta", DELAPAN)
def test_total_without_rules(fakta):
	hasil = tetapkan_pola(make_permintaan(*fakta), [])
	assert (hasil.pola, hasil.aturan, hasil.jejak) == (Pola.PILIHAN_PIMPINAN, "", ())
	assert hasil.boleh == POLA_DIJALANKAN


def test_trace_ends_with_the_row_that_fired():
	hasil = tetapkan_pola(make_permintaan(kompleks=True), BAWAAN)
	assert [(langkah.aturan, langkah.cocok) for langkah in hasil.jejak] == [
		("Bawaan/B1", False),
		("Bawaan/B2", False),
		("Bawaan/B3", False),
		("Bawaan/B4", False),
		("Bawaan/B5", True),
	]
	assert hasil.jejak[0].sebab == "hanya untuk kegiatan rutin; hanya bila cukup satu orang"


def test_rows_of_strangers_are_not_tried():
	hasil = tetapkan_pola(make_permintaan(), [make_baris("DISDIK")])
	assert hasil.jejak == ()


def test_the_trigger_is_named_in_the_sentence():
	hasil = tetapkan_pola(make_permintaan(prioritas=True), BAWAAN)
	assert Pemicu.ARAHAN_PIMPINAN_DAERAH.value in hasil.kalimat


@pytest.mark.parametrize(
	("syarat", "fakta", "cocok"),
	[
		({"aktif": False}, {}, False),
		({"mulai": date(2026, 3, 2)}, {}, True),
		({"mulai": date(2026, 3, 3)}, {}, False),
		({"selesai": date(2026, 3, 2)}, {}, False),
		({"selesai": date(2026, 3, 3)}, {}, True),
		({"jenis_naskah": "Surat Edaran"}, {"jenis_naskah": "Surat Edaran"}, True),
		({"jenis_naskah": "Surat Edaran"}, {"jenis_naskah": "Laporan"}, False),
		({"jenis_naskah": "Surat Edaran"}, {}, False),
		({"klasifikasi": "800"}, {"klasifikasi": "800"}, True),
		({"klasifikasi": "800.1"}, {"klasifikasi": "800.1.3"}, True),
		({"klasifikasi": "800.1"}, {"klasifikasi": "800.10"}, False),
		({"klasifikasi": "8*"}, {"klasifikasi": "800.10"}, True),
		({"klasifikasi": "800"}, {}, False),
		({"kegiatan": "K1"}, {"kegiatan": "K1"}, True),
		({"kegiatan": "K1"}, {"kegiatan": "K2"}, False),
	],
)
def test_conditions_of_a_row(syarat, fakta, cocok):
	hasil = tetapkan_pola(make_permintaan(**fakta), [make_baris(**syarat)])
	assert [langkah.cocok for langkah in hasil.jejak] == [cocok]
	assert hasil.jejak[0].sebab


@pytest.mark.parametrize(("fakta", "harapan"), TABEL)
def test_override_and_reason(fakta, harapan):
	hasil = tetapkan_pola(make_permintaan(*fakta), BAWAAN)
	for dijalankan in POLA_DIJALANKAN:
		assert is_override(hasil, dijalankan) is (dijalankan not in harapan[-1])
		assert needs_reason(hasil, dijalankan) is (hasil.pola is PP or dijalankan not in harapan[-1])


def test_instrument_follows_the_pattern_that_is_run():
	usul_tim = tetapkan_pola(make_permintaan(rutin=True, kompleks=True), BAWAAN)
	assert choose_instrumen(usul_tim, S) is Instrumen.DISPOSISI_USUL_TIM
	assert choose_instrumen(usul_tim, FK) is Instrumen.SK_TIM
	bebas = tetapkan_pola(make_permintaan(), BAWAAN)
	assert choose_instrumen(bebas, S) is Instrumen.LEMBAR_DISPOSISI
	assert choose_instrumen(bebas, FI) is Instrumen.SURAT_TUGAS


def test_shipped_rows_do_not_cover_each_other():
	assert find_covered(BAWAAN) == []


@pytest.mark.parametrize(
	("luas", "sempit", "tertutup"),
	[
		({}, {"rutin": True}, True),
		({"rutin": True}, {}, False),
		({"rutin": True}, {"rutin": False}, False),
		({"rutin": True}, {"rutin": True, "kompleks": True}, True),
		({"aktif": False}, {"rutin": True}, False),
		({}, {"aktif": False}, False),
		({"klasifikasi": "800"}, {"klasifikasi": "800.1"}, True),
		({"klasifikasi": "800.1"}, {"klasifikasi": "800"}, False),
		({"klasifikasi": "80"}, {"klasifikasi": "800"}, False),
		({"klasifikasi": "80*"}, {"klasifikasi": "800"}, True),
		({"klasifikasi": "80*"}, {"klasifikasi": "800*"}, True),
		({"klasifikasi": "800"}, {"klasifikasi": "800*"}, False),
		({"klasifikasi": "800"}, {}, False),
		({"kegiatan": "K1"}, {"kegiatan": "K1", "jenis_naskah": "Laporan"}, True),
		({"kegiatan": "K1"}, {"jenis_naskah": "Laporan"}, False),
		({"mulai": date(2026, 1, 1)}, {}, False),
		({"mulai": date(2026, 1, 1)}, {"mulai": date(2026, 2, 1)}, True),
		({"selesai": date(2026, 1, 1)}, {"mulai": date(2025, 2, 1)}, False),
		({"selesai": date(2026, 1, 1)}, {"selesai": date(2026, 1, 1)}, True),
	],
)
def test_row_that_can_never_fire(luas, sempit, tertutup):
	a, b = make_baris(kode="B1", **luas), make_baris(kode="B2", **sempit)
	assert find_covered([a, b]) == ([(b, a)] if tertutup else [])


def test_covered_rows_really_never_fire():
	"""Brute force: whenever find_covered says so, no combination of facts reaches the later row."""
	pilihan = (None, True, False)
	for syarat_a, syarat_b in product(product(pilihan, repeat=3), repeat=2):
		a = make_baris(kode="B1", **dict(zip(("rutin", "prioritas", "kompleks"), syarat_a, strict=True)))
		b = replace(a, kode="B2", **dict(zip(("rutin", "prioritas", "kompleks"), syarat_b, strict=True)))
		menyala = any(tetapkan_pola(make_permintaan(*fakta), [a, b]).aturan == b.nama for fakta in DELAPAN)
		assert bool(find_covered([a, b])) is (not menyala)


def test_last_number():
	assert last_number([]) == 0
	assert last_number(["B2", "B10", "X99", "Bx", ""]) == 10
