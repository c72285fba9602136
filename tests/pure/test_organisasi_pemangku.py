"""Who is in charge, and that both directions agree on random structures."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from transformasi_asn.organisasi.domain.pemangku import list_pangkuan_murni, resolve_pemangku
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan

HARI = date(2026, 6, 1)
AWAL = date(2026, 1, 1)


class StrukturMemori:
	"""A structure in dictionaries; it answers only for posts that were read, as the stored one does."""

	def __init__(self, jabatan: Iterable[FaktaJabatan], penempatan: Iterable[FaktaPenempatan] = ()):
		self.semua = {j.kode: j for j in jabatan}
		self.daftar = list(penempatan)

	def jabatan(self, kode: str) -> FaktaJabatan | None:
		return self.semua.get(kode)

	def penempatan(self, kode: str) -> Sequence[FaktaPenempatan]:
		return [p for p in self.daftar if p.jabatan == kode]

	def penempatan_pegawai(self, pegawai: str) -> Sequence[FaktaPenempatan]:
		return [p for p in self.daftar if p.pegawai == pegawai]

	def bawahan(self, kode: Sequence[str]) -> Sequence[str]:
		return [j.kode for j in self.semua.values() if j.atasan in kode]

	def pewaris(self, kode: Sequence[str]) -> Sequence[str]:
		return [j.kode for j in self.semua.values() if j.atasan in kode or j.pengganti in kode]

	def muat(self, kode: Iterable[str]) -> None:
		list(kode)


def jabatan(kode, atasan=None, **kw):
	return FaktaJabatan(kode, kode, **{"jenis": "Administrator", "atasan": atasan, **kw})


def tempat(pegawai, kode, kapasitas="Definitif", mulai=AWAL, **kw):
	return FaktaPenempatan(f"{pegawai}-{kode}-{kapasitas}-{mulai}", pegawai, kode, kapasitas, mulai, **kw)


KADIS, KABID, KASI = jabatan("KADIS"), jabatan("KABID", "KADIS"), jabatan("KASI", "KABID")


def resolve(kode, penempatan, posts=(KADIS, KABID, KASI), hari=HARI):
	return resolve_pemangku(kode, hari, StrukturMemori(posts, penempatan))


def test_pemegang():
	p = resolve("KABID", [tempat("ani", "KABID")])
	assert (p.pegawai, p.jabatan_bertindak, p.kapasitas, p.alasan) == ("ani", "KABID", "Definitif", ())
	assert p.wewenang_rahasia


@pytest.mark.parametrize("kapasitas", ["Definitif", "Plh"])
def test_riwayat_tidak_memangku(kapasitas):
	lama = tempat("budi", "KABID", kapasitas, date(2026, 2, 1), selesai=HARI + timedelta(9), riwayat=True)
	daftar = [tempat("ani", "KABID"), lama]
	assert resolve("KABID", daftar).pegawai == "ani"
	assert list_pangkuan_murni("budi", HARI, StrukturMemori((KADIS, KABID, KASI), daftar)) == []


def test_plh_mendahului_pemegang():
	p = resolve("KABID", [tempat("ani", "KABID"), tempat("budi", "KABID", "Plh")])
	assert (p.pegawai, p.kapasitas, p.wewenang_rahasia) == ("budi", "Plh", False)


def test_plt_menunggu_kursi_kosong():
	plt = tempat("budi", "KABID", "Plt", wewenang_rahasia=True)
	assert resolve("KABID", [tempat("ani", "KABID", "Pj."), plt]).pegawai == "ani"
	p = resolve("KABID", [tempat("ani", "KABID", berhalangan_tetap=HARI), plt])
	assert (p.pegawai, p.wewenang_rahasia) == ("budi", True)
	assert "berhalangan tetap" in p.alasan[0]
	assert (
		resolve("KABID", [tempat("ani", "KABID", berhalangan_tetap=HARI + timedelta(1)), plt]).pegawai
		== "ani"
	)


def test_selesai_hari_pertama_di_luar():
	daftar = [tempat("ani", "KABID", selesai=HARI), tempat("budi", "KADIS")]
	assert resolve("KABID", daftar).pegawai == "budi"
	assert resolve("KABID", daftar, hari=HARI - timedelta(1)).pegawai == "ani"


def test_pengganti_sebelum_atasan():
	posts = (KADIS, jabatan("KABID", "KADIS", pengganti="SEKDIS"), jabatan("SEKDIS", "KADIS"))
	daftar = [tempat("ani", "SEKDIS"), tempat("budi", "KADIS")]
	p = resolve("KABID", daftar, posts)
	assert (p.pegawai, p.jabatan_bertindak) == ("ani", "SEKDIS")
	assert p.alasan == ("KABID kosong", "jabatan pengganti: SEKDIS")
	assert resolve("KABID", daftar[1:], posts).pegawai == "budi"


def test_naik_sampai_puncak():
	assert resolve("KASI", [tempat("ani", "KADIS")]).jabatan_bertindak == "KADIS"
	p = resolve("KASI", [])
	assert p.pegawai is None
	assert "puncak" in p.alasan[-1]


def test_bukan_alamat():
	posts = (KADIS, jabatan("JF", "KADIS", jenis="Fungsional"), jabatan("DUA", "KADIS", kursi=2))
	daftar = [tempat("ani", "JF"), tempat("budi", "KADIS")]
	assert resolve("JF", daftar, posts).pegawai is None
	assert resolve("DUA", daftar, posts).pegawai is None
	assert resolve("TIDAK ADA", daftar, posts).pegawai is None
	(punya,) = list_pangkuan_murni("ani", HARI, StrukturMemori(posts, daftar))
	assert (punya.jabatan, punya.alamat) == ("JF", False)


def test_melewati_jabatan_bukan_alamat():
	posts = (KADIS, jabatan("JF", "KADIS", jenis="Fungsional"), jabatan("SUB", "JF"))
	daftar = [tempat("ani", "JF"), tempat("budi", "KADIS")]
	assert resolve("SUB", daftar, posts).pegawai == "budi"
	assert {p.jabatan for p in list_pangkuan_murni("budi", HARI, StrukturMemori(posts, daftar))} == {
		"KADIS",
		"SUB",
	}


def test_dua_plt_yang_terakhir_mulai():
	daftar = [tempat("ani", "KABID", "Plt"), tempat("budi", "KABID", "Plt", AWAL + timedelta(9))]
	assert resolve("KABID", daftar).pegawai == "budi"
	assert resolve("KABID", daftar[::-1]).pegawai == "budi"


def test_putaran_tidak_menggantung():
	posts = (jabatan("A", "B", pengganti="A"), jabatan("B", "A", pengganti="A"))
	assert resolve("A", [], posts).pegawai is None


def random_struktur(benih: int) -> StrukturMemori:
	"""Trees with vacancies, substitutes, several seats, overlapping and ended placements."""
	acak = random.Random(benih)
	kode = [f"J{i}" for i in range(acak.randint(1, 25))]
	posts = [
		jabatan(
			k,
			acak.choice(kode[max(0, i - 6) : i]) if i and acak.random() > 0.1 else None,
			jenis=acak.choices(("Administrator", "Fungsional", "Pelaksana"), (8, 2, 1))[0],
			kursi=acak.choices((1, 3), (9, 1))[0],
			pengganti=acak.choice(kode) if acak.random() < 0.4 else None,
		)
		for i, k in enumerate(kode)
	]
	orang = [f"P{i}" for i in range(max(2, len(kode) // 2))]
	isi = acak.choice((0.3, 0.7, 1.2))
	daftar = []
	for n in range(int(len(kode) * isi)):
		mulai = HARI + timedelta(acak.randint(-40, 5))
		daftar.append(
			FaktaPenempatan(
				f"T{n}",
				acak.choice(orang),
				acak.choice(kode),
				acak.choices(("Definitif", "Pj.", "Plt", "Plh"), (6, 1, 2, 2))[0],
				mulai,
				selesai=acak.choice((None, mulai + timedelta(acak.randint(1, 60)))),
				berhalangan_tetap=acak.choice((None, None, HARI, HARI + timedelta(3))),
				wewenang_rahasia=acak.random() < 0.5,
			)
		)
	return StrukturMemori(posts, daftar)


@pytest.mark.parametrize("benih", range(400))
def test_dua_arah_sepakat(benih):
	struktur = random_struktur(benih)
	depan = {}
	for kode in struktur.semua:
		p = resolve_pemangku(kode, HARI, struktur)
		if p.pegawai:
			depan.setdefault(p.pegawai, set()).add((kode, p.kapasitas, p.wewenang_rahasia))
	for orang in {p.pegawai for p in struktur.daftar}:
		pangkuan = list_pangkuan_murni(orang, HARI, struktur)
		belakang = [(p.jabatan, p.kapasitas, p.wewenang_rahasia) for p in pangkuan if p.alamat]
		assert len(belakang) == len(set(belakang))
		assert set(belakang) == depan.pop(orang, set())
		sendiri = {p.jabatan for p in struktur.daftar if p.pegawai == orang and p.selang.berisi(HARI)}
		assert {p.jabatan for p in pangkuan if not p.alamat} == {
			k for k in sendiri if not struktur.semua[k].alamat
		}
	assert not depan
