"""Cells of a sheet: what became of a code, a NIP or a date is refused with the way out, never guessed."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.impor import BATAS_BARIS, Kolom, convert, normalisasi_judul, read_csv
from transformasi_asn.organisasi.domain.sel import Keadaan, Sel, read_lembar, render_isi

KOLOM = (
	Kolom("kode", "kode", wajib=True, judul="Kode Unit"),
	Kolom("nip", "nip"),
	Kolom("nama"),
	Kolom("kursi", "bilangan"),
	Kolom("mulai", "tanggal"),
	Kolom("aktif", "ya_tidak"),
)
MENURUT = {k.nama: k for k in KOLOM}
SEMUA = {
	"unit_kerja": kolom_impor.UNIT_KERJA,
	"jabatan": kolom_impor.JABATAN,
	"pegawai_asn": kolom_impor.PEGAWAI,
	"penempatan": kolom_impor.PENEMPATAN,
}


@pytest.mark.parametrize(
	("kolom", "isi", "teks"),
	[
		("kode", None, ""),
		("kode", " 001 ", " 001 "),
		("kode", Sel(1, "000"), "001"),
		("kode", Sel(12.0, "0000"), "0012"),
		("nama", Sel(12), "12"),
		("nama", Sel(12.5), "12.5"),
		("kursi", Sel(3.0), "3"),
		("mulai", Sel(datetime(2026, 1, 31)), "2026-01-31"),
		("mulai", Sel(date(2026, 1, 31)), "2026-01-31"),
		("mulai", "31/01/2026", "31/01/2026"),
		("aktif", Sel(True), "ya"),
		("aktif", Sel(False), "tidak"),
		("aktif", Sel(1), "1"),
	],
)
def test_teks(kolom, isi, teks):
	assert render_isi(MENURUT[kolom], isi) == teks


@pytest.mark.parametrize(
	("kolom", "isi", "pesan"),
	[
		("kode", Sel(1), "nol di depannya"),
		("kode", Sel(1, "0.00"), "nol di depannya"),
		("kode", Sel(1234, "000"), "nol di depannya"),
		("kode", Sel(1.5), "Teks"),
		("nip", Sel(1.98609262015051e17), "198609262015051008"),
		("nip", Sel(198609262015051000, "0" * 18), "tempel ulang 18"),
		("nip", Sel(float("inf")), "Teks"),
		("kode", Sel(datetime(2026, 2, 1)), "tanggal 2026-02-01."),
		("nama", Sel(datetime(2026, 2, 1, 7, 30)), "2026-02-01 07:30"),
		("nama", Sel(time(7, 30)), "jam"),
		("nama", Sel(True), "benar/salah"),
		("mulai", Sel(46053), "Tanggal"),
		("nama", Sel("#REF!", keadaan=Keadaan.GALAT), "#REF!"),
		("nama", Sel(keadaan=Keadaan.RUMUS), "belum dihitung"),
		("nama", Sel("A2:A9", keadaan=Keadaan.GABUNG), "A2:A9"),
	],
)
def test_ditolak(kolom, isi, pesan):
	with pytest.raises(ValueError) as e:
		render_isi(MENURUT[kolom], isi)
	assert pesan in e.value.args[0].format(**e.value.args[1])


@pytest.mark.parametrize("isi", ["1.98609E+17", "1,98609262015051E+17", "2e17"])
def test_nip_ilmiah_dalam_csv(isi):
	hasil = read_csv(f'kode;nip\nA;"{isi}"\n', KOLOM, ["kode"])
	assert [(g.baris, g.kolom) for g in hasil.galat] == [(2, "nip")]
	assert "Teks" in hasil.galat[0].teks


def test_lembar():
	hasil = read_lembar(
		[
			(3, [" Kode Unit ", "Nama", "Kursi", None, None]),
			(4, [None, "", " ", None]),
			(5, ["A", "Satu", Sel(2), None, None]),
			(8, [Sel(7), "Dua", Sel(1)]),
			(9, ["C"]),
			(10, ["D", "Empat", Sel(1), "luar judul"]),
			(11, [Sel("A9:A11", keadaan=Keadaan.GABUNG), None, None]),
			(12, [Sel("A9:A12", keadaan=Keadaan.GABUNG), "Lima", None]),
		],
		KOLOM,
		["kode"],
	)
	assert [(b.nomor, b.nilai) for b in hasil.baris] == [
		(5, {"kode": "A", "nama": "Satu", "kursi": 2}),
		(9, {"kode": "C", "nama": None, "kursi": None}),
	]
	assert [(g.baris, g.kolom) for g in hasil.galat] == [(8, "kode"), (10, ""), (12, "kode")]
	assert hasil.judul == {"kode": "Kode Unit", "nama": "Nama", "kursi": "Kursi"}


def test_judul_bukan_teks_dan_kosong():
	hasil = read_lembar([(1, ["kode", Sel(2026), "nama"])], KOLOM, ["kode"])
	assert [(g.baris, g.kolom) for g in hasil.galat] == [(1, "2026")]
	assert read_lembar([], KOLOM, ["kode"]).kolom is None


def test_judul_menurut_label_atau_nama():
	for judul in ("kode", "Kode Unit", " KODE   unit"):
		assert [b.nilai["kode"] for b in read_csv(f"{judul}\nA\n", KOLOM, ["kode"]).baris] == ["A"]
	hasil = read_csv("kode,Kode Unit\nA,B\n", KOLOM, ["kode"])
	assert [(g.baris, g.kolom) for g in hasil.galat] == [(1, "Kode Unit")]
	hasil = read_csv("Kode Unit,nama,,\n,Satu,,\n", KOLOM, ["kode"])
	assert hasil.galat[0].teks == "Kolom Kode Unit harus diisi."


def test_catatan_dilewati():
	hasil = read_csv("# templat\nkode,nama\n# CONTOH,x\nA,Satu\n,# bukan kunci\n", KOLOM, ["kode"])
	assert [b.nilai["kode"] for b in hasil.baris] == ["A"]
	assert hasil.catatan == 3
	for isi in ("kode\n", "kode\n# CONTOH\n"):
		kosong = read_csv(isi, KOLOM, ["kode"])
		assert "Tidak ada data" in kosong.galat[0].teks


def test_paling_banyak_baris():
	isi = "kode\n" + "A\n" * BATAS_BARIS
	assert len(read_csv(isi, KOLOM, ["kode"]).baris) == BATAS_BARIS
	lebih = read_csv(isi + "A\n", KOLOM, ["kode"])
	assert lebih.kolom is None and not lebih.baris
	assert str(BATAS_BARIS) in lebih.galat[0].teks


@pytest.mark.parametrize(
	("teks", "nilai"),
	[
		("Kearsipan", (("Kearsipan", 3),)),
		(" Kearsipan : 5 ;Analisis; ", (("Kearsipan", 5), ("Analisis", 3))),
		("A\nB:1", (("A", 3), ("B", 1))),
	],
)
def test_kompetensi(teks, nilai):
	assert convert(Kolom("kompetensi", "kompetensi"), teks) == nilai


@pytest.mark.parametrize("teks", ["Kearsipan:6", "Kearsipan:", "A:1;a:2", "A;B:x"])
def test_kompetensi_salah(teks):
	with pytest.raises(ValueError):
		convert(Kolom("kompetensi", "kompetensi"), teks)


def test_daftar_kode():
	assert convert(Kolom("unit", "daftar_kode"), "A; B;;A") == ("A", "B")


@pytest.mark.parametrize("folder", SEMUA)
def test_judul_sama_dengan_label(folder):
	berkas = Path(kolom_impor.__file__).parents[1] / "doctype" / folder / f"{folder}.json"
	label = {f["fieldname"]: f.get("label") for f in json.loads(berkas.read_text())["fields"]}
	for k in SEMUA[folder]:
		if k.nama != "mengoordinasikan":
			assert k.judul == label["kunci_impor" if k.nama == "kunci" else k.nama]
	nama = [normalisasi_judul(n) for k in SEMUA[folder] for n in {k.judul.lower(), k.nama}]
	assert len({*nama}) >= len(SEMUA[folder])
	satu = {normalisasi_judul(k.judul): k.nama for k in SEMUA[folder]}
	assert len(satu) == len(SEMUA[folder])
	for k in SEMUA[folder]:
		assert satu.get(k.nama, k.nama) == k.nama, "a heading must not be the fieldname of another column"


@pytest.mark.parametrize("folder", SEMUA)
def test_contoh_menurut_definisi(folder):
	"""Examples would be accepted if they were no notes, and none is of a real person or unit."""
	kolom = SEMUA[folder]
	contoh = kolom_impor.list_contoh(kolom)
	assert len(contoh) == 2 and all(baris[0].startswith("#") for baris in contoh)
	for baris in contoh:
		isi = [baris[0].lstrip("# "), *baris[1:]]
		nilai = {k.nama: convert(k, teks) for k, teks in zip(kolom, isi, strict=True)}
		assert not [k.nama for k in kolom if k.wajib and nilai[k.nama] in (None, "")]
		assert any("contoh" in teks.lower() for teks in isi)
	for k in kolom:
		if k.tipe == "ya_tidak":
			assert [convert(k, t) for t in kolom_impor.list_pilihan(k).split(", ")] == [1, 0]
		if k.tipe == "tanggal":
			assert {convert(k, t) for t in kolom_impor.list_pilihan(k).split(", ")} == {date(2026, 1, 31)}
