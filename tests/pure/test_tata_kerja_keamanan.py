import json
from pathlib import Path

from transformasi_asn.tata_kerja.domain.keamanan import (
	POTONGAN_BAWAAN,
	Hubungan,
	Keamanan,
	find_duplicates,
	merge_potongan,
)

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "pengaturan_tata_kerja.json"

# design §5, with ✓ content, ? content if the surat perintah names the grade, n number and date, - nothing
TABEL = """
Pemberi, penerima, tembusan, anggota ✓✓✓✓
Atasan di antara                     ✓✓--
Atasan pemberi                       ✓---
Atasan penerima kenaikan ✓✓--
Pencatat                             ✓✓✓n
Tata Usaha lain                      ✓nnn
Plt/Plh                              ✓✓?-
Auditor                              ✓✓nn
"""
TANDA = {"✓": "Isi", "?": "Isi bila disebut", "n": "Nomor", "-": "Tidak ada"}


def test_shipped_table_is_the_one_of_the_design():
	harapan = {
		(sebaris[:-4].strip(), keamanan.value): TANDA[tanda]
		for sebaris in TABEL.strip().splitlines()
		for keamanan, tanda in zip(Keamanan, sebaris[-4:], strict=True)
	}
	assert POTONGAN_BAWAAN == harapan


def test_fixture_holds_the_whole_table():
	(setelan,) = json.loads(FIXTURE.read_text(encoding="utf-8"))
	baris = [(b["hubungan"], b["keamanan"], b["tingkat"]) for b in setelan["potongan_keamanan"]]
	assert len(baris) == len(Hubungan) * len(Keamanan)
	assert merge_potongan(baris) == POTONGAN_BAWAAN


def test_missing_rows_fall_back():
	sel = ("Auditor", "Biasa")
	assert merge_potongan([(*sel, "Nomor")]) == POTONGAN_BAWAAN | {sel: "Nomor"}


def test_duplicates_are_found_by_row_number():
	assert find_duplicates([("a", "b"), ("a", "c"), ("a", "b")]) == [(1, 3)]
