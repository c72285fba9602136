"""What a person sees of a document, by relation to it and by its grade of secrecy.

The table is the shipped default; Pengaturan Tata Kerja may change single cells of it.
"""

from collections.abc import Iterable
from enum import Enum


class Hubungan(str, Enum):
	PELAKU = "Pemberi, penerima, tembusan, anggota"
	ATASAN_DI_ANTARA = "Atasan di antara"
	ATASAN_PEMBERI = "Atasan pemberi"
	ATASAN_KENAIKAN = "Atasan penerima kenaikan"
	PENCATAT = "Pencatat"
	TATA_USAHA_LAIN = "Tata Usaha lain"
	PLT_PLH = "Plt/Plh"
	AUDITOR = "Auditor"

	__str__ = str.__str__


class Keamanan(str, Enum):
	BIASA = "Biasa"
	TERBATAS = "Terbatas"
	RAHASIA = "Rahasia"
	SANGAT_RAHASIA = "Sangat Rahasia"

	__str__ = str.__str__


# What notices do not tell, and a Plt or Plh does not open unless his order says so.
RAHASIA = frozenset({Keamanan.RAHASIA.value, Keamanan.SANGAT_RAHASIA.value})


class Tingkat(str, Enum):
	"""`ISI_BILA_DISEBUT`: content, if the surat perintah of the Plt/Plh names the grade. `NOMOR`: number and date."""

	ISI = "Isi"
	ISI_BILA_DISEBUT = "Isi bila disebut"
	NOMOR = "Nomor"
	TIDAK_ADA = "Tidak ada"

	__str__ = str.__str__


Potongan = dict[tuple[str, str], str]

_ISI, _SEBUT, _NOMOR, _TIDAK = Tingkat
_TABEL: dict[Hubungan, tuple[Tingkat, Tingkat, Tingkat, Tingkat]] = {
	# in the order of Keamanan: Biasa, Terbatas, Rahasia, Sangat Rahasia
	Hubungan.PELAKU: (_ISI, _ISI, _ISI, _ISI),
	Hubungan.ATASAN_DI_ANTARA: (_ISI, _ISI, _TIDAK, _TIDAK),
	Hubungan.ATASAN_PEMBERI: (_ISI, _TIDAK, _TIDAK, _TIDAK),
	Hubungan.ATASAN_KENAIKAN: (_ISI, _ISI, _TIDAK, _TIDAK),
	Hubungan.PENCATAT: (_ISI, _ISI, _ISI, _NOMOR),
	Hubungan.TATA_USAHA_LAIN: (_ISI, _NOMOR, _NOMOR, _NOMOR),
	Hubungan.PLT_PLH: (_ISI, _ISI, _SEBUT, _TIDAK),
	Hubungan.AUDITOR: (_ISI, _ISI, _NOMOR, _NOMOR),
}
POTONGAN_BAWAAN: Potongan = {
	(hubungan.value, keamanan.value): tingkat.value
	for hubungan, sebaris in _TABEL.items()
	for keamanan, tingkat in zip(Keamanan, sebaris, strict=True)
}


def merge_potongan(baris: Iterable[tuple[str, str, str]]) -> Potongan:
	"""The complete table: the shipped one, overlaid with (hubungan, keamanan, tingkat) rows of the site."""
	return POTONGAN_BAWAAN | {(hubungan, keamanan): tingkat for hubungan, keamanan, tingkat in baris}


def find_duplicates(baris: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
	"""Pairs (earlier, later) of row numbers, from 1, that speak of the same cell."""
	pertama: dict[tuple[str, str], int] = {}
	ganda = []
	for nomor, sel in enumerate(baris, start=1):
		if sel in pertama:
			ganda.append((pertama[sel], nomor))
		pertama.setdefault(sel, nomor)
	return ganda
