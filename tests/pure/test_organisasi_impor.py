"""Reading CSV files that are broken in one place: the finding has line and column, the rest is kept."""

import codecs
import csv
import json
from datetime import date
from pathlib import Path

import pytest

from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.impor import (
	BATAS_BARIS_SEL,
	BATAS_BYTE,
	Kolom,
	fold,
	read_csv,
	sniff_pemisah,
	split_kembar,
)

KOLOM = (
	Kolom("kode", "kode", wajib=True),
	Kolom("nama"),
	Kolom("kursi", "bilangan", bawaan=1),
	Kolom("mulai", "tanggal"),
	Kolom("aktif", "ya_tidak", bawaan=1),
	Kolom("jenis", "pilihan", pilihan=("Dinas", "Badan")),
)


def baca(data):
	return read_csv(data, KOLOM, ["kode"])


def kode(hasil):
	return [b.nilai["kode"] for b in hasil.baris]


def letak(hasil):
	return [(g.baris, g.kolom) for g in hasil.galat]


@pytest.mark.parametrize(
	"data",
	[
		"kode,nama\nA,Satu\nB,Dua\n",
		"kode;nama\r\nA;Satu\r\nB;Dua",
		"\ufeffKode;Nama\nA;Satu\n\n;\nB;Dua\n",
		b"\xef\xbb\xbfkode\tnama\nA\tSatu\nB\tDua",
		'kode,nama\n"A","Satu"\n" B ",Dua',
	],
)
def test_bentuk_berkas(data):
	hasil = baca(data)
	assert kode(hasil) == ["A", "B"]
	assert [b.nilai["nama"] for b in hasil.baris] == ["Satu", "Dua"]
	assert not hasil.galat


def test_nomor_baris_pada_sel_bertingkat():
	hasil = baca('kode,nama,kursi\nA,"dua\nbaris",1\nB,x,satu\n')
	assert [b.nomor for b in hasil.baris] == [2]
	assert letak(hasil) == [(4, "kursi")]


def test_huruf_rusak_hanya_barisnya():
	hasil = baca(b"kode,nama\nA,Satu\nB,caf\xe9\nC,Tiga\nD,nol\x00\n")
	assert kode(hasil) == ["A", "C"]
	assert letak(hasil) == [(3, "nama"), (5, "nama")]
	assert "UTF-8" in hasil.galat[0].teks


def test_sel_raksasa():
	batas = csv.field_size_limit()
	hasil = baca("kode,nama\nA,Satu\nB," + "x" * 10_000_000 + "\nC,Tiga\n")
	assert kode(hasil) == ["A", "C"]
	assert letak(hasil) == [(3, "nama")]
	assert len(hasil.galat[0].teks) < 200
	assert csv.field_size_limit() == batas


def test_berkas_terlalu_besar():
	assert "MB" in baca(b"x" * (BATAS_BYTE + 1)).galat[0].teks
	assert baca("x").kolom is None


@pytest.mark.parametrize("data", ["", "\n\n", b"\xef\xbb\xbf"])
def test_kosong(data):
	assert baca(data).galat[0].teks == "Berkas kosong."


def test_kutip_tidak_berpasangan():
	hasil = baca('kode,nama\nA,Satu\nB,"Du"a\nC,Tiga\nD,"tak tutup\nE,Lima\n')
	assert kode(hasil) == ["A", "C", "E"]
	assert letak(hasil) == [(3, ""), (5, "")]


def test_kutip_tak_tutup_hanya_barisnya():
	hasil = baca('kode,nama\nA,Satu\nB,"dua\nC,Tiga\nD,Empat\nE,Lima\n')
	assert kode(hasil) == ["A", "C", "D", "E"]
	assert letak(hasil) == [(3, "")]
	assert [b.nomor for b in hasil.baris] == [2, 4, 5, 6]


@pytest.mark.parametrize("akhir", ["\n", "\r\n", "\r"])
def test_kutip_rusak_di_tengah_sel_bertingkat(akhir):
	baris = ["kode,nama", 'A,"dua', 'baris"', 'B,"tak tutup', 'C,"Tiga"', 'D,"lagi', "E,Lima"]
	hasil = baca(akhir.join(baris))
	assert kode(hasil) == ["A", "C", "E"]
	assert letak(hasil) == [(4, ""), (6, "")]
	assert [b.nomor for b in hasil.baris] == [2, 5, 7]


def test_kutip_rusak_pada_judul():
	assert letak(baca('kode,"nama\nA,Satu\n')) == [(1, "")]
	assert baca('kode,"nama\nA,Satu\n').kolom is None


def test_banyak_kutip_rusak_tetap_cepat():
	baris = 20_000
	hasil = baca("kode,nama\n" + 'a","b\n' * baris + "Z,Akhir\n")
	assert kode(hasil) == ["Z"]
	assert len(hasil.galat) == baris


def test_sel_paling_banyak_baris():
	isi = "\n".join(["x"] * BATAS_BARIS_SEL)
	assert kode(baca(f'kode,nama\nA,"{isi}"\n')) == ["A"]
	hasil = baca(f'kode,nama\nA,"{isi}\nx"\nB,Dua\n')
	assert kode(hasil)[-1] == "B"
	assert letak(hasil)[0] == (2, "")


TEKS = "kode,nama\nA,Satu\n"


@pytest.mark.parametrize(
	"data",
	[
		TEKS.encode("utf-16"),
		codecs.BOM_UTF16_BE + TEKS.encode("utf-16-be"),
		TEKS.encode("utf-16-le"),
		TEKS.encode("utf-16-be"),
		TEKS.encode("utf-16").decode("utf-8", "replace"),
		TEKS.encode("utf-32"),
		b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml",
		b"PK\x03\x04" + b"x" * BATAS_BYTE,
		b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
		b"\x00" * 10,
	],
)
def test_bukan_csv_utf8(data):
	hasil = baca(data)
	assert hasil.kolom is None
	assert letak(hasil) == [(1, "")]
	assert "CSV UTF-8 (dibatasi koma)" in hasil.galat[0].teks


def test_judul():
	assert letak(baca("kode,nama,nma,nama\nA,,,")) == [(1, "nma"), (1, "nama")]
	assert letak(baca("nama\nSatu")) == [(1, "kode")]


def test_sel_berlebih_dan_kurang():
	hasil = baca("kode,nama\nA,Satu,lebih\nB\nC,Tiga,,\n")
	assert kode(hasil) == ["B", "C"]
	assert letak(hasil) == [(2, "")]


def test_nilai():
	hasil = baca(
		"kode,kursi,mulai,aktif,jenis\nA,3,2026-01-31,TIDAK,badan\nB,,31-01-2026,,\nC,,31/01/2026,ya,\n"
	)
	assert [list(b.nilai.values())[1:] for b in hasil.baris] == [
		[3, date(2026, 1, 31), 0, "Badan"],
		[1, date(2026, 1, 31), 1, None],
		[1, date(2026, 1, 31), 1, None],
	]


@pytest.mark.parametrize(
	("kolom", "isi"),
	[
		("kursi", "-1"),
		("kursi", "1.5"),
		("kursi", "9" * 30),
		("mulai", "2026-02-30"),
		("mulai", "0026-02-01"),
		("aktif", "mungkin"),
		("jenis", "Kantor"),
		("nama", "x" * 141),
		("nama", "a\x07b"),
	],
)
def test_nilai_salah(kolom, isi):
	hasil = baca(f"kode,{kolom}\nA,{isi}\nB,\n")
	assert kode(hasil) == ["B"]
	assert letak(hasil) == [(2, kolom)]
	assert hasil.galat[0].teks


def test_wajib_dan_kode():
	hasil = baca("kode,nama\n,Satu\n<b>,Dua\n  A   1 ,Tiga\n")
	assert kode(hasil) == ["A 1"]
	assert letak(hasil) == [(2, "kode"), (3, "kode")]


def test_kembar():
	hasil = baca("kode\nA\nb\na\nÁ\n")
	bersih, galat = split_kembar(hasil.baris, lambda b: fold(b.nilai["kode"]), "kode")
	assert [b.nomor for b in bersih] == [2, 3]
	assert [(g.baris, g.nilai["baris"]) for g in galat] == [(4, 2), (5, 2)]


def test_pemisah_dari_judul():
	assert sniff_pemisah("a;b,c;d\n1,2,3,4,5") == ";"


@pytest.mark.parametrize(
	("folder", "kolom"),
	[
		("unit_kerja", kolom_impor.UNIT_KERJA),
		("jabatan", kolom_impor.JABATAN),
		("pegawai_asn", kolom_impor.PEGAWAI),
		("penempatan", kolom_impor.PENEMPATAN),
	],
)
def test_kolom_sama_dengan_doctype(folder, kolom):
	berkas = Path(__file__).parents[2] / "transformasi_asn/organisasi/doctype" / folder / f"{folder}.json"
	fields = {f["fieldname"]: f for f in json.loads(berkas.read_text())["fields"]}
	for k in kolom:
		if k.nama == "mengoordinasikan":
			continue  # a field of the units
		f = fields["kunci_impor" if k.nama == "kunci" else k.nama]
		if k.tipe == "pilihan" and f["fieldtype"] == "Select":
			assert [o for o in f["options"].split("\n") if o] == list(k.pilihan)
		if k.bawaan is not None:
			assert str(k.bawaan) == f["default"]
		assert k.wajib == bool(f.get("reqd")) or k.nama in ("kapasitas", "jumlah_kursi")


class TestDaftarLain:
	"""Lists of other systems: their names for our columns, and columns of their own."""

	KOLOM = (
		Kolom("nomor", judul="Nomor Surat", sebutan=("No. Naskah",)),
		Kolom("hal", wajib=True, judul="Perihal"),
	)

	def read(self, isi: str, abaikan_lain: bool = True):
		return read_csv(isi, self.KOLOM, ["nomor"], abaikan_lain)

	def test_other_names_and_other_columns(self):
		hasil = self.read("Warna;no. naskah;Perihal;Map\nhijau;1/A;Satu;x\n;2/B;Dua\n")
		assert [b.nilai for b in hasil.baris] == [
			{"nomor": "1/A", "hal": "Satu"},
			{"nomor": "2/B", "hal": "Dua"},
		]
		assert hasil.judul == {"nomor": "no. naskah", "hal": "Perihal"}
		assert hasil.galat == []

	def test_a_short_row_lacks_its_last_columns(self):
		hasil = self.read("Perihal;Warna;No. Naskah\nSatu\n")
		assert [b.nilai for b in hasil.baris] == [{"hal": "Satu", "nomor": None}]
		hasil = self.read("Warna;No. Naskah;Perihal\nhijau;1\n")
		assert [(g.baris, g.kolom) for g in hasil.galat] == [(2, "hal")]

	def test_a_cell_too_many_is_still_an_error(self):
		hasil = self.read("Warna;No. Naskah;Perihal\nhijau;1;Satu;lebih\n")
		assert [g.baris for g in hasil.galat] == [2]

	def test_two_headings_for_one_column_and_a_missing_key(self):
		assert self.read("No. Naskah;Nomor Surat;Perihal\n1;2;Satu\n").kolom is None
		assert self.read("Warna;Perihal\nhijau;Satu\n").kolom is None

	def test_our_own_files_have_no_other_columns(self):
		assert self.read("Warna;Nomor Surat;Perihal\nhijau;1;Satu\n", abaikan_lain=False).kolom is None
