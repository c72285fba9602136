"""The register: one letter twice, events that clash, blocks of numbers on paper."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.acara import (
	LAMA_BAWAAN,
	Acara,
	Kehadiran,
	decide_kehadiran,
	find_clashes,
	latest_deadline,
	propose_deadline,
	takes_time,
)
from transformasi_asn.disposisi.domain.blok import (
	BATAS_BLOK,
	Pemakaian,
	parse_nomor,
	reconcile,
	render_nomor,
)
from transformasi_asn.disposisi.domain.kembar import PANJANG_SIDIK, fingerprint

HARI = date(2026, 3, 9)


class TestKembar:
	@pytest.mark.parametrize(
		("pengirim", "nomor"),
		[
			("Pemerintah Kab. Buleleng", "005/012/Umum"),
			("pemerintah kabupaten  BULELENG", "5 / 12 / UMUM"),
			("Pemkab Buleleng", "005-012-umum"),
			("Pémerintah Kabupaten Buleleng.", " 005/012/Umum "),
		],
	)
	def test_spellings_of_one_letter(self, pengirim, nomor):
		asli = fingerprint("Pemerintah Kabupaten Buleleng", "005/012/Umum", HARI)
		assert fingerprint(pengirim, nomor, HARI) == asli
		assert len(asli) == PANJANG_SIDIK

	@pytest.mark.parametrize(
		("pengirim", "nomor", "tanggal"),
		[
			("Pemerintah Kabupaten Bangli", "005/012/Umum", HARI),
			("Pemerintah Kabupaten Buleleng", "005/0120/Umum", HARI),
			("Pemerintah Kabupaten Buleleng", "0050/12/Umum", HARI),
			("Pemerintah Kabupaten Buleleng", "005012/Umum", HARI),
			("Pemerintah Kabupaten Buleleng", "005/012/Umum", date(2026, 3, 10)),
		],
	)
	def test_other_letters(self, pengirim, nomor, tanggal):
		assert fingerprint(pengirim, nomor, tanggal) != fingerprint(
			"Pemerintah Kabupaten Buleleng", "005/012/Umum", HARI
		)

	@pytest.mark.parametrize(
		("pengirim", "nomor", "tanggal"),
		[(None, "1", HARI), ("A", "", HARI), ("A", " /. ", HARI), ("A", "1", None)],
	)
	def test_incomplete(self, pengirim, nomor, tanggal):
		assert fingerprint(pengirim, nomor, tanggal) is None

	def test_a_number_of_zeros_stays_a_number(self):
		assert fingerprint("A", "000", HARI) != fingerprint("A", "0", HARI) is not None


def pada(jam: int, menit: int = 0, hari: int = 0) -> datetime:
	return datetime(2026, 3, 9, jam, menit) + timedelta(days=hari)


class TestBentrok:
	def test_overlapping_events_name_each_other(self):
		a, b, c = (
			Acara("a", pada(9), pada(11)),
			Acara("b", pada(10), pada(12)),
			Acara("c", pada(13), pada(14)),
		)
		assert find_clashes([c, b, a]) == {"a": ["b"], "b": ["a"]}

	def test_events_that_touch_do_not_clash(self):
		assert find_clashes([Acara("a", pada(9), pada(10)), Acara("b", pada(10), pada(11))]) == {}

	def test_an_event_without_end_lasts_two_hours(self):
		assert LAMA_BAWAAN == timedelta(hours=2)
		assert find_clashes([Acara("a", pada(9)), Acara("b", pada(10, 59))]) == {"a": ["b"], "b": ["a"]}
		assert find_clashes([Acara("a", pada(9)), Acara("b", pada(11))]) == {}

	def test_a_long_event_clashes_with_every_short_one_in_it(self):
		panjang = Acara("panjang", pada(8), pada(8, hari=2))
		pendek = [Acara(f"p{n}", pada(9, hari=n)) for n in (0, 1, 3)]
		assert find_clashes([panjang, *pendek])["panjang"] == ["p0", "p1"]

	@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
	def test_as_every_pair_says(self, isi):
		acara = [
			Acara(str(n), pada(0) + timedelta(hours=m), pada(0) + timedelta(hours=m + p))
			for n, (m, p) in enumerate(isi)
		]
		bentrok = find_clashes(acara)
		for x in acara:
			for y in acara:
				tumpang = x is not y and x.mulai < y.akhir and y.mulai < x.akhir
				assert (y.kunci in bentrok.get(x.kunci, [])) == tumpang


class TestKehadiran:
	@pytest.mark.parametrize(
		("ditetapkan", "ada_wakil", "hasil"),
		[
			(None, False, Kehadiran.BELUM),
			("Belum ditentukan", True, Kehadiran.DIWAKILI),
			("Hadir sendiri", True, Kehadiran.HADIR),
			("Tidak hadir", True, Kehadiran.TIDAK),
			("Diwakili", False, Kehadiran.DIWAKILI),
		],
	)
	def test_who_was_sent_counts_until_the_leader_says_otherwise(self, ditetapkan, ada_wakil, hasil):
		assert decide_kehadiran(ditetapkan, ada_wakil) is hasil

	def test_only_who_may_come_himself_is_busy(self):
		assert [k for k in Kehadiran if takes_time(k)] == [Kehadiran.BELUM, Kehadiran.HADIR]


class TestTenggatAcara:
	@pytest.mark.parametrize(
		("mulai", "diterima", "batas"),
		[
			(pada(9, hari=5), HARI, HARI + timedelta(days=4)),
			(pada(9, hari=1), HARI, HARI),
			(pada(9), HARI, HARI),
			(pada(9, hari=-3), HARI, HARI),
		],
	)
	def test_the_day_before_but_never_before_it_came(self, mulai, diterima, batas):
		assert latest_deadline(mulai, diterima) == batas

	@pytest.mark.parametrize(
		("hari_acara", "libur", "usul"),
		[
			(5, {4}, 3),
			(5, {1, 2, 3, 4}, 0),
			(5, {0, 1, 2, 3, 4}, 4),
			(1, {0}, 0),
			(1, set(), 0),
		],
	)
	def test_the_last_working_day_is_proposed(self, hari_acara, libur, usul):
		def kerja(hari: date) -> bool:
			return (hari - HARI).days not in libur

		assert propose_deadline(pada(9, hari=hari_acara), HARI, kerja) == HARI + timedelta(days=usul)


class TestBlok:
	def test_every_number_is_accounted_for_once(self):
		hasil = reconcile(
			11, 16, [Pemakaian(12, "b", resmi=False), Pemakaian(12, "a"), Pemakaian(14, "c")], {13, 14}
		)
		assert (hasil.dipakai, hasil.tidak_dipakai, hasil.kosong) == ((12, 14), (13,), (11, 15, 16))
		assert hasil.ganda == {12: ("a", "b")}
		assert not hasil.tuntas

	def test_done_when_nothing_is_missing(self):
		assert reconcile(1, 2, [Pemakaian(1, "a")], [2]).tuntas

	@given(
		st.integers(1, 50),
		st.integers(0, 30),
		st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=40),
		st.sets(st.integers(1, 90)),
	)
	def test_the_three_parts_make_the_block(self, dari, panjang, pakai, kosong):
		hasil = reconcile(
			dari, dari + panjang, [Pemakaian(n, str(i), r) for i, (n, r) in enumerate(pakai)], kosong
		)
		semua = sorted((*hasil.dipakai, *hasil.tidak_dipakai, *hasil.kosong))
		assert semua == list(range(dari, dari + panjang + 1))

	def test_numbers_as_typed(self):
		assert parse_nomor(" 3, 5-8;7 , ") == [3, 5, 6, 7, 8]
		assert parse_nomor("5\u20136") == [5, 6]

	@pytest.mark.parametrize("teks", ["x", "3-", "8-5", f"1-{BATAS_BLOK + 1}", "1.5"])
	def test_what_is_no_number(self, teks):
		with pytest.raises(ValueError) as e:
			parse_nomor(f"2, {teks}")
		assert e.value.args == (teks,)

	@given(st.sets(st.integers(1, 400)))
	def test_rendered_numbers_are_read_back(self, nomor):
		assert parse_nomor(render_nomor(nomor)) == sorted(nomor)
