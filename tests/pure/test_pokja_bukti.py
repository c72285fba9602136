"""Who carried a task out, and what of it a reader is told."""

from dataclasses import fields
from datetime import date

import pytest

from transformasi_asn.pokja.domain.bukti import (
	Bukti,
	Langkah,
	Pandangan,
	Terbuka,
	cut,
	decide_open,
	find_doer,
	group,
)

HARI = date(2026, 6, 1)


def moves(*isi):
	return [Langkah(n, *x) for n, x in enumerate(isi, 1)]


def test_the_doer_is_who_handed_in_the_accepted_report():
	langkah = moves(
		("", "Baru", "kadis"),
		("Baru", "Berjalan", "kabid"),
		("Berjalan", "Menunggu", "kabid"),
		("Menunggu", "Berjalan", "kadis"),
		("Berjalan", "Menunggu", "plh"),
		("Menunggu", "Selesai", "kadis"),
	)
	assert find_doer(reversed(langkah), True).pegawai == "plh"
	# no report: it followed its parts, whoever accepted the last one
	assert find_doer(langkah, False) is None


def test_where_no_report_is_asked_it_is_who_closed_it():
	langkah = moves(("", "Baru", "kadis"), ("Baru", "Berjalan", "kabid"), ("Berjalan", "Selesai", "kabid"))
	assert find_doer(langkah, False).pegawai == "kabid"


@pytest.mark.parametrize(
	("pandangan", "rahasia", "terlihat", "harap"),
	[
		(Pandangan.DIRI, False, True, Terbuka.PENUH),
		(Pandangan.DIRI, False, False, Terbuka.RINGKAS),
		(Pandangan.DIRI, True, False, Terbuka.TERTUTUP),
		(Pandangan.PENILAI, False, True, Terbuka.PENUH),
		(Pandangan.PENILAI, False, False, Terbuka.RINGKAS),
		(Pandangan.PENILAI, True, False, Terbuka.TERTUTUP),
		(Pandangan.ATASAN, False, True, Terbuka.PENUH),
		(Pandangan.ATASAN, True, True, Terbuka.PENUH),
		(Pandangan.ATASAN, False, False, None),
		(Pandangan.ATASAN, True, False, None),
	],
)
def test_what_a_reader_is_told(pandangan, rahasia, terlihat, harap):
	assert decide_open(pandangan, rahasia, terlihat) is harap


PENUH = Bukti("Tugas", "t1", HARI, "Struktural", "Pelaksana", "Judul", "7", "Hasil", "/berkas", "K1", "Nama")


def test_a_short_row_keeps_number_title_and_result_and_leaves_the_papers():
	(ringkas,) = cut([PENUH], Pandangan.PENILAI, frozenset())
	assert (ringkas.nomor, ringkas.judul, ringkas.hasil, ringkas.kegiatan) == ("7", "Judul", "Hasil", "K1")
	assert (ringkas.berkas, ringkas.name) == ("", "")
	assert cut([PENUH], Pandangan.PENILAI, frozenset({("Tugas", "t1")})) == [PENUH]


def test_a_closed_row_tells_day_and_kind_only():
	rahasia = Bukti(**{f.name: getattr(PENUH, f.name) for f in fields(Bukti)} | {"rahasia": True})
	(tertutup,) = cut([rahasia], Pandangan.PENILAI, frozenset())
	terisi = {f.name for f in fields(Bukti) if getattr(tertutup, f.name)}
	assert terisi == {"tanggal", "macam", "rahasia", "terbuka"}
	assert cut([rahasia], Pandangan.ATASAN, frozenset()) == []


def test_rows_by_activity_and_day_what_serves_none_last():
	def row(name, kegiatan, hari):
		return Bukti("Tugas", name, date(2026, 6, hari), "Tim", "", "", kegiatan=kegiatan)

	hasil = group([row("c", "", 1), row("b", "K2", 3), row("a", "K2", 2), row("d", "K1", 9)])
	assert [(kode, [b.name for b in baris]) for kode, _nama, baris in hasil] == [
		("K1", ["d"]),
		("K2", ["a", "b"]),
		("", ["c"]),
	]
