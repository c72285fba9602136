"""How far a recipient is, from his log."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.pantauan import (
	Capaian,
	Keadaan,
	Langkah,
	count_keadaan,
	trace_keadaan,
)

PUKUL_8 = datetime(2026, 11, 24, 8)


def at(jam: int) -> datetime:
	return PUKUL_8 + timedelta(hours=jam)


def read(jam: int, oleh: str = "Kabid") -> Capaian:
	return Capaian(Keadaan.DIBACA, at(jam), oleh)


def moves(*ke: str) -> list[Langkah]:
	return [Langkah(tahap, at(n + 1), f"pelaku {n + 1}") for n, tahap in enumerate(ke)]


def names(capaian: list[Capaian]) -> list[str]:
	return [c.keadaan.value for c in capaian]


@pytest.mark.parametrize(
	("dibaca", "ke", "harap"),
	[
		(None, (), []),
		(0, (), ["Dibaca"]),
		(0, ("Berjalan",), ["Dibaca", "Diterima"]),
		(None, ("Berjalan",), ["Dibaca", "Diterima"]),
		(0, ("Berjalan", "Menunggu"), ["Dibaca", "Diterima", "Ditindaklanjuti"]),
		(0, ("Berjalan", "Menunggu", "Berjalan"), ["Dibaca", "Diterima", "Ditindaklanjuti"]),
		(0, ("Berjalan", "Menunggu", "Selesai"), ["Dibaca", "Diterima", "Ditindaklanjuti", "Selesai"]),
		(0, ("Berjalan", "Selesai"), ["Dibaca", "Diterima", "Ditindaklanjuti", "Selesai"]),
		(0, ("Berjalan", "Selesai", "Berjalan"), ["Dibaca", "Diterima", "Ditindaklanjuti"]),
		(None, ("Batal",), ["Dibatalkan"]),
		(0, ("Berjalan", "Batal"), ["Dibaca", "Diterima", "Dibatalkan"]),
	],
)
def test_states_reached(dibaca, ke, harap):
	assert names(trace_keadaan(None if dibaca is None else read(dibaca), moves(*ke))) == harap


def test_each_state_has_its_first_time_and_its_own_actor():
	capaian = trace_keadaan(read(0), moves("Berjalan", "Menunggu", "Berjalan", "Menunggu", "Selesai"))
	assert [(c.waktu, c.pelaku) for c in capaian] == [
		(at(0), "Kabid"),
		(at(1), "pelaku 1"),
		(at(2), "pelaku 2"),
		(at(5), "pelaku 5"),
	]


def test_opened_only_after_it_was_accepted():
	dibaca, diterima = trace_keadaan(read(9), moves("Berjalan"))
	assert (dibaca.waktu, dibaca.pelaku) == (diterima.waktu, "pelaku 1")


def test_recalled_is_not_cancelled():
	assert names(trace_keadaan(None, moves("Batal"), ditarik=True)) == ["Ditarik"]


def test_counts_are_in_order_and_without_empty_ones():
	keadaan = [Keadaan.SELESAI, Keadaan.BELUM_DIBACA, Keadaan.SELESAI]
	assert list(count_keadaan(keadaan).items()) == [(Keadaan.BELUM_DIBACA, 1), (Keadaan.SELESAI, 2)]


@given(
	dibaca=st.none() | st.integers(0, 9),
	ke=st.lists(st.sampled_from(["Baru", "Berjalan", "Menunggu", "Selesai", "Batal"]), max_size=8),
)
def test_order_times_and_end_hold_for_any_log(dibaca, ke):
	capaian = trace_keadaan(None if dibaca is None else read(dibaca), moves(*ke))
	urutan = [list(Keadaan).index(c.keadaan) for c in capaian]
	assert urutan == sorted(set(urutan))
	assert [c.waktu for c in capaian] == sorted(c.waktu for c in capaian)
	assert (Keadaan.SELESAI in {c.keadaan for c in capaian}) == (ke[-1:] == ["Selesai"])
	if Keadaan.DITINDAKLANJUTI in {c.keadaan for c in capaian}:
		assert {Keadaan.DIBACA, Keadaan.DITERIMA} <= {c.keadaan for c in capaian}


def test_given_back_is_no_following_up_until_it_is_done_after_all():
	kembali = Langkah("Menunggu", at(2), "Kabid", kembali=True)
	assert names(trace_keadaan(read(0), [*moves("Berjalan"), kembali])) == [
		"Dibaca",
		"Diterima",
		"Dikembalikan",
	]
	assert names(trace_keadaan(None, [kembali])) == ["Dibaca", "Dikembalikan"]
	lanjut = Langkah("Berjalan", at(3), "Kadis")
	assert names(trace_keadaan(read(0), [kembali, lanjut])) == ["Dibaca", "Diterima"]
