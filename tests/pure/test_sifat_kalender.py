"""Properties of working time, against a clock that is read minute by minute."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.tata_kerja.domain.kalender import (
	BatasWaktu,
	Kalender,
	PolaJam,
	Satuan,
	Sesi,
	due_from,
	due_on,
	resume,
)
from transformasi_asn.tata_kerja.domain.pengingat import Kapan, Langkah, Tahapan, Tindakan

AWAL = date(2026, 11, 23)
MENIT = timedelta(minutes=1)


@st.composite
def sehari(draw) -> tuple[Sesi, ...]:
	"""Up to two stretches on quarter hours."""
	batas = sorted(draw(st.sets(st.integers(0, 96), max_size=4)))
	return tuple(Sesi(15 * a, 15 * b) for a, b in zip(batas[::2], batas[1::2], strict=False))


@st.composite
def kalender(draw) -> Kalender:
	"""A week with at least one stretch of work, and a few days off."""
	minggu = [draw(sehari()) for _hari in range(7)]
	minggu[draw(st.integers(0, 6))] = (Sesi(450, 960),)
	libur = {AWAL + timedelta(days=n): "Libur" for n in draw(st.sets(st.integers(-3, 12), max_size=4))}
	return Kalender((PolaJam(tuple(minggu)),), libur.get)


saat = st.integers(0, 9 * 24 * 60).map(lambda m: datetime(2026, 11, 23) + m * MENIT)
lama = st.integers(0, 40 * 60).map(lambda m: m * MENIT)


def slow_count(k: Kalender, dari: datetime, sampai: datetime) -> timedelta:
	"""Quarter by quarter; both moments on quarters."""
	jumlah, kini = timedelta(), dari
	while kini < sampai:
		menit = kini.hour * 60 + kini.minute
		jumlah += 15 * MENIT * any(s.mulai <= menit < s.selesai for s in k.sesi(kini.date()))
		kini += 15 * MENIT
	return jumlah


@given(kalender(), st.integers(0, 400), st.integers(0, 200))
def test_count_is_what_a_slow_clock_counts(k, awal, panjang):
	dari = datetime(2026, 11, 23) + 15 * awal * MENIT
	sampai = dari + 15 * panjang * MENIT
	assert k.count_working_hours(dari, sampai) == slow_count(k, dari, sampai)


@given(kalender(), saat, lama)
def test_what_is_added_is_what_is_counted(k, dari, waktu):
	sampai = k.add_working_hours(dari, waktu)
	assert sampai >= dari
	assert k.count_working_hours(dari, sampai) == waktu
	if waktu:  # and no earlier moment has it
		assert k.count_working_hours(dari, sampai - MENIT) < waktu


@given(kalender(), saat, lama, lama)
def test_adding_in_two_steps_is_adding_at_once(k, dari, a, b):
	assert k.add_working_hours(k.add_working_hours(dari, a), b) == k.add_working_hours(dari, a + b)


@given(kalender(), saat, lama.filter(bool))
def test_limit_after(k, kini, waktu):
	batas = k.jam.limit(kini, waktu)
	assert k.jam.count(batas, kini) == waktu
	assert k.jam.count(batas + MENIT, kini) < waktu


@given(kalender(), saat, lama.filter(bool))
def test_limit_before(k, kini, waktu):
	batas = k.jam.limit(kini, -waktu)
	assert k.jam.count(kini, batas) == waktu
	assert k.jam.count(kini, batas + MENIT) > waktu


@given(kalender(), saat, saat, st.integers(1, 4), st.sampled_from([Satuan.JAM_KERJA, Satuan.HARI_KERJA]))
def test_a_step_comes_once_and_stays(k, a, b, jumlah, satuan):
	"""Limits move on with time, and steps keep their order: nothing reminded is forgotten, none overtaken."""
	a, b = sorted((a, b))
	urut = Tahapan.of(
		[
			Langkah(Kapan.SESUDAH, jumlah, satuan, Tindakan.ATASAN),
			Langkah(Kapan.SEBELUM, jumlah, satuan, Tindakan.PENERIMA),
			Langkah(Kapan.SESUDAH, 0, satuan, Tindakan.PEMBERI),
		]
	)
	for langkah in urut.langkah:
		assert langkah.limit(a, k) <= langkah.limit(b, k)
	batas = [langkah.limit(a, k) for langkah in urut.langkah]
	assert batas == sorted(batas, reverse=True)


@given(kalender(), saat, st.integers(1, 6), st.sampled_from(Satuan))
def test_a_limit_ends_in_working_time(k, dari, jumlah, satuan):
	akhir = due_from(BatasWaktu(jumlah, satuan), dari, k)
	assert akhir > dari
	lebih = due_from(BatasWaktu(jumlah + 1, satuan), dari, k)
	assert lebih > akhir
	if satuan is Satuan.HARI_KERJA:
		assert akhir == k.end_of(akhir.date() if k.sesi(akhir.date()) else akhir.date() - timedelta(days=1))


@given(kalender(), st.integers(0, 12), saat)
def test_a_day_set_is_never_shortened(k, hari, kini):
	tenggat = AWAL + timedelta(days=hari)
	akhir = due_on(tenggat, kini, k)
	assert akhir.date() >= tenggat
	if tenggat >= kini.date():
		assert akhir > kini or akhir.time() == datetime.max.time().replace(minute=59, second=0, microsecond=0)


@given(kalender(), saat, saat, lama)
def test_a_pause_costs_nobody_working_time(k, jeda, jatuh_tempo, waktu):
	kini = jeda + waktu
	baru = resume(jatuh_tempo, jeda, kini, k)
	assert baru >= jatuh_tempo
	if jatuh_tempo >= kini:
		assert k.jam.count(kini, baru) == k.jam.count(jeda, jatuh_tempo)
