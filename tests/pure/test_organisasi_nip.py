"""NIP against person: every digit that can be wrong."""

from datetime import date

import pytest

from transformasi_asn.organisasi.domain.nip import clean_nip, parse_tanggal_lahir, periksa_nip

LAHIR = date(1986, 9, 26)
SAH = "198609262015051001"


@pytest.mark.parametrize(
	("nip", "jenis", "lahir", "kelamin"),
	[
		(SAH, "PNS", LAHIR, "Laki-laki"),
		(SAH, "CPNS", None, None),
		("19860926 201505 1 001", "PNS", LAHIR, "Laki-laki"),
		("199001012025212002", "PPPK", date(1990, 1, 1), "Perempuan"),
		(None, "Pejabat Negara", None, None),
		("", "Non-ASN", None, None),
	],
)
def test_nip_sah(nip, jenis, lahir, kelamin):
	assert periksa_nip(nip, jenis, lahir, kelamin) == []


@pytest.mark.parametrize(
	("nip", "jenis", "lahir", "kelamin", "sebutan"),
	[
		("", "PNS", None, None, "harus mempunyai NIP"),
		(SAH, "Non-ASN", None, None, "tidak mempunyai NIP"),
		(SAH[:17], "PNS", None, None, "bukan 18 angka"),
		("1986092620150510O1", "PNS", None, None, "bukan 18 angka"),
		("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "PNS", None, None, "bukan 18 angka"),
		("198613262015051001", "PNS", None, None, "bukan tanggal lahir"),
		(SAH, "PNS", date(1986, 9, 27), None, "tanggal lahir diisi 27-09-1986"),
		("198609262015131001", "PNS", None, None, "bulan pengangkatan"),
		("198609262015211001", "PNS", None, None, "bulan pengangkatan"),
		(SAH, "PPPK", None, None, "harus 21"),
		("198609261986051001", "PNS", None, None, "tidak mungkin"),
		("198609262015053001", "PNS", None, None, "ke-15"),
		(SAH, "PNS", None, "Perempuan", "jenis kelamin diisi Perempuan"),
		("198609262015051000", "PNS", None, None, "dimulai dari 001"),
	],
)
def test_nip_tidak_sah(nip, jenis, lahir, kelamin, sebutan):
	(salah,) = periksa_nip(nip, jenis, lahir, kelamin)
	assert sebutan in salah.teks
	assert salah.kolom == "nip"


def test_bersih_dan_tanggal():
	assert clean_nip(" 19860926 201505 1 001\n") == SAH
	assert parse_tanggal_lahir(SAH) == LAHIR
	assert parse_tanggal_lahir("20260230") is None
