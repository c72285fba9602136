"""Properties of intervals, of placements and of who is in charge, against a count day by day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from transformasi_asn.organisasi.domain.aturan_penempatan import periksa_penempatan
from transformasi_asn.organisasi.domain.pemangku import resolve_pemangku
from transformasi_asn.organisasi.domain.selang import Selang, add_bulan, find_puncak
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan

AWAL = date(2026, 2, 20)
# Every interval begins, and every one with an end has ended, before the last of these days.
HARI = [AWAL + timedelta(n) for n in range(30)]
JAUH = HARI[-1] + timedelta(1)


@st.composite
def masa(draw, terpanjang: int = 12) -> tuple[date, date | None]:
	mulai = draw(st.integers(0, 14))
	lama = draw(st.one_of(st.none(), st.integers(1, terpanjang)))
	return HARI[mulai], None if lama is None else HARI[mulai + lama]


selang = masa().map(lambda m: Selang(*m))


def days_of(mulai: date, selesai: date | None) -> set[date]:
	"""The days inside, counted one after the other from the first; the first day outside ends the count."""
	hari, semua = mulai, set()
	while hari != (selesai or JAUH):
		semua.add(hari)
		hari += timedelta(1)
	return semua


# -- intervals


@given(selang)
def test_half_open_ends(s):
	assert {h for h in HARI if s.berisi(h)} == days_of(s.mulai, s.selesai)
	assert s.berisi(s.mulai)
	assert s.selesai is None or (not s.berisi(s.selesai) and s.berisi(s.selesai - timedelta(1)))


@given(selang, selang)
def test_overlap_is_a_day_shared(a, b):
	bersama = days_of(a.mulai, a.selesai) & days_of(b.mulai, b.selesai)
	assert a.bertumpang(b) == b.bertumpang(a) == bool(bersama)


@given(selang, masa(6))
def test_what_follows_without_gap_does_not_overlap(a, lanjut):
	mulai = a.selesai or HARI[-1]
	assert a.bertumpang(Selang(mulai, None)) == (a.selesai is None)


@given(selang, st.lists(selang, max_size=6))
def test_peak_of_overlaps(s, lain):
	banyak = {
		h: sum(h in days_of(x.mulai, x.selesai) for x in lain) for h in sorted(days_of(s.mulai, s.selesai))
	}
	puncak = max(banyak.values())
	hari = next(h for h, n in banyak.items() if n == puncak) if puncak else s.mulai
	assert find_puncak(s, lain) == (puncak, hari)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
def test_months_later(tanggal, bulan):
	hasil = add_bulan(tanggal, bulan)
	assert (hasil.year * 12 + hasil.month) - (tanggal.year * 12 + tanggal.month) == bulan
	# the same day, or the last one of a month that does not have it
	assert hasil.day == tanggal.day or (
		hasil.day < tanggal.day and (hasil + timedelta(1)).month != hasil.month
	)


# -- placements


JENIS = ("Administrator", "Administrator", "Administrator", "Fungsional")


@st.composite
def jabatan(draw, banyak: int) -> list[FaktaJabatan]:
	"""Posts with superiors (also none, an unknown one, or a loop) and substitutes (also themselves)."""
	kode = [f"J{n}" for n in range(draw(st.integers(1, banyak)))]
	return [
		FaktaJabatan(
			k,
			k,
			draw(st.sampled_from(JENIS)),
			atasan=draw(st.sampled_from([None, "TIDAK ADA", *kode])),
			pengganti=draw(st.sampled_from([None, None, "TIDAK ADA", *kode])),
			kursi=draw(st.sampled_from((1, 1, 1, 2))),
		)
		for k in kode
	]


@st.composite
def calon(draw, kode: Sequence[str], nomor: int) -> FaktaPenempatan:
	mulai, selesai = draw(masa())
	return FaktaPenempatan(
		f"T{nomor}",
		draw(st.sampled_from(("ani", "budi", "citra", "dewi"))),
		draw(st.sampled_from(kode)),
		draw(st.sampled_from(("Definitif", "Pj.", "Plt", "Plh"))),
		mulai,
		selesai,
		berhalangan_tetap=draw(st.sampled_from((None, None, *HARI[:12]))),
		wewenang_rahasia=draw(st.booleans()),
	)


def breaks_a_day(c: FaktaPenempatan, post: FaktaJabatan, ada: Iterable[FaktaPenempatan]) -> bool:
	"""Whether on some day the seats do not suffice, or a post or a person has one too many."""
	for hari in days_of(c.mulai, c.selesai):
		sehari = [p for p in ada if hari in days_of(p.mulai, p.selesai)]
		di_jabatan = [p for p in sehari if p.jabatan == c.jabatan]
		tetap = [p for p in di_jabatan if p.kapasitas in ("Definitif", "Pj.")]
		if c.kapasitas in ("Definitif", "Pj.") and len(tetap) >= post.kursi:
			return True
		if any(p.pegawai == c.pegawai for p in di_jabatan):
			return True
		if c.kapasitas == "Definitif" and any(
			p.pegawai == c.pegawai and p.kapasitas == "Definitif" for p in sehari
		):
			return True
		satu_satunya = post.jenis == "Administrator" and post.kursi == 1 and c.kapasitas in ("Plt", "Plh")
		if satu_satunya and any(p.kapasitas == c.kapasitas for p in di_jabatan):
			return True
	return False


@st.composite
def lembaga(draw) -> tuple[list[FaktaJabatan], list[FaktaPenempatan]]:
	"""Posts, and those of random placements that the rules accept one after the other."""
	posts = draw(jabatan(4))
	menurut = {j.kode: j for j in posts}
	diterima: list[FaktaPenempatan] = []
	for nomor in range(draw(st.integers(0, 9))):
		c = draw(calon(list(menurut), nomor))
		if not find_faults(c, menurut[c.jabatan], diterima):
			diterima.append(c)
	return posts, diterima


def find_faults(c: FaktaPenempatan, post: FaktaJabatan, ada: list[FaktaPenempatan]) -> list:
	return periksa_penempatan(
		c,
		post,
		[p for p in ada if p.jabatan == c.jabatan],
		[p for p in ada if p.pegawai == c.pegawai],
		AWAL,
	)


@given(lembaga(), st.data())
def test_a_placement_is_refused_exactly_when_a_day_breaks(isi, data):
	posts, ada = isi
	menurut = {j.kode: j for j in posts}
	c = data.draw(calon(list(menurut), 99))
	assert bool(find_faults(c, menurut[c.jabatan], ada)) == breaks_a_day(c, menurut[c.jabatan], ada)


# -- who is in charge


class Struktur:
	def __init__(self, posts: Iterable[FaktaJabatan], penempatan: Iterable[FaktaPenempatan]):
		self.posts = {j.kode: j for j in posts}
		self.semua = list(penempatan)

	def jabatan(self, kode: str) -> FaktaJabatan | None:
		return self.posts.get(kode)

	def penempatan(self, kode: str) -> list[FaktaPenempatan]:
		return [p for p in self.semua if p.jabatan == kode]


def rank(p: FaktaPenempatan, hari: date) -> int | None:
	"""Plh, then the holder who is not prevented, then the Plt; None when he is nothing on that day."""
	if hari not in days_of(p.mulai, p.selesai) or p.riwayat:
		return None
	if p.kapasitas in ("Definitif", "Pj."):
		return None if p.berhalangan_tetap and p.berhalangan_tetap <= hari else 1
	return 0 if p.kapasitas == "Plh" else 2


def everybody_in_order(kode: str, hari: date, s: Struktur) -> list[FaktaPenempatan]:
	"""All who could answer for a post, the first being the one in charge."""
	garis = []
	atas = kode
	while atas in s.posts and atas not in garis:
		garis.append(atas)
		atas = s.posts[atas].atasan
	tempat = []
	for post in garis:
		tempat.append(post)
		# only a post that is an address has a substitute
		if s.posts[post].alamat:
			tempat.append(s.posts[post].pengganti)
	jawaban = [
		(letak, urut, p)
		for letak, post in enumerate(tempat)
		for p in s.semua
		if p.jabatan == post and s.posts[post].alamat and (urut := rank(p, hari)) is not None
	]
	return [p for *_urut, p in sorted(jawaban, key=lambda j: j[:2])]


@settings(max_examples=400)
@given(lembaga(), st.data())
def test_one_answer_for_each_day(isi, data):
	posts, penempatan = isi
	lama = data.draw(st.lists(calon([j.kode for j in posts], 50), max_size=2))
	riwayat = [
		FaktaPenempatan(f"R{n}", p.pegawai, p.jabatan, p.kapasitas, p.mulai, p.selesai, riwayat=True)
		for n, p in enumerate(lama)
	]
	s = Struktur(posts, [*penempatan, *riwayat])
	for kode, post in s.posts.items():
		for hari in HARI:
			hasil = resolve_pemangku(kode, hari, s)
			urutan = everybody_in_order(kode, hari, s) if post.alamat else []
			assert hasil.jabatan_alamat == kode
			if not urutan:
				assert (hasil.pegawai, hasil.jabatan_bertindak, hasil.kapasitas) == (None, None, None)
				assert hasil.alasan and not hasil.wewenang_rahasia
				continue
			p = urutan[0]
			assert (hasil.pegawai, hasil.jabatan_bertindak, hasil.kapasitas) == (
				p.pegawai,
				p.jabatan,
				p.kapasitas,
			)
			assert hasil.wewenang_rahasia == (p.kapasitas in ("Definitif", "Pj.") or p.wewenang_rahasia)
			# whoever is not simply the holder is explained
			biasa = p.jabatan == kode and p.kapasitas in ("Definitif", "Pj.")
			assert bool(hasil.alasan) != biasa


@given(jabatan(3), st.data(), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_reading(posts, data, acak):
	"""Also where old data holds what would be refused today."""
	kode = [j.kode for j in posts]
	penempatan = [data.draw(calon(kode, n)) for n in range(data.draw(st.integers(0, 8)))]
	kocok = list(penempatan)
	acak.shuffle(kocok)
	for j in posts:
		for hari in HARI[::3]:
			assert resolve_pemangku(j.kode, hari, Struktur(posts, penempatan)) == resolve_pemangku(
				j.kode, hari, Struktur(posts, kocok)
			)
