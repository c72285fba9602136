"""When two letters are most likely one and the same: sender, number and date, however they are typed."""

import re
import unicodedata
from datetime import date
from hashlib import sha256

PANJANG_SIDIK = 40
KATA = re.compile(r"[a-z0-9]+")
# Abbreviations that registries use for the same sender.
SINGKATAN = {
	"kab": "kabupaten",
	"kec": "kecamatan",
	"pemkab": "pemerintah kabupaten",
	"pemkot": "pemerintah kota",
	"pemprov": "pemerintah provinsi",
	"prov": "provinsi",
}


def fingerprint(pengirim: str | None, nomor: str | None, tanggal: date | None) -> str | None:
	"""One text for all spellings of one sender, number and date; None while one of the three is missing.

	It is a digest, so that it can be compared without telling what it was made of.
	"""
	siapa, apa = _words_of(pengirim), _number_of(nomor)
	if not (siapa and apa and tanggal):
		return None
	return sha256(f"{siapa}|{apa}|{tanggal.isoformat()}".encode()).hexdigest()[:PANJANG_SIDIK]


def _words_of(teks: str | None) -> str:
	return " ".join(SINGKATAN.get(kata, kata) for kata in _split(teks))


def _number_of(teks: str | None) -> str:
	"""`005/012/Umum` and `5 / 12 / UMUM` are one number."""
	return "/".join(bagian.lstrip("0") or bagian for bagian in _split(teks))


def _split(teks: str | None) -> list[str]:
	urai = unicodedata.normalize("NFKD", teks or "")
	return KATA.findall("".join(c for c in urai if not unicodedata.combining(c)).casefold())
