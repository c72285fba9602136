"""Nested-set numbers and loops."""

import random
import time

import pytest

from transformasi_asn.organisasi.domain.pohon import (
	PutaranError,
	find_putaran,
	number_tree,
	render_putaran,
	tolak_putaran,
)


def random_tree(benih: int, banyak: int) -> dict[str, str | None]:
	acak = random.Random(benih)
	simpul = [f"N{i}" for i in range(banyak)]
	induk = {n: acak.choice(simpul[:i]) if i and acak.random() > 0.05 else None for i, n in enumerate(simpul)}
	acak.shuffle(simpul)
	return {n: induk[n] for n in simpul}


def list_leluhur(induk: dict[str, str | None], simpul: str) -> set[str]:
	leluhur = set()
	while simpul := induk.get(simpul):
		leluhur.add(simpul)
	return leluhur


@pytest.mark.parametrize("benih", range(20))
def test_nomor_sama_dengan_leluhur(benih):
	induk = random_tree(benih, 40)
	nomor = number_tree(induk)
	assert sorted(n for pasangan in nomor.values() for n in pasangan) == list(range(1, 81))
	for simpul, (lft, rgt) in nomor.items():
		di_atas = {n for n, (kiri, kanan) in nomor.items() if kiri < lft and rgt < kanan}
		assert di_atas == list_leluhur(induk, simpul)


def test_kosong_dan_induk_di_luar():
	assert number_tree({}) == {}
	assert number_tree({"A": "tidak ada", "B": "A"}) == {"A": (1, 4), "B": (2, 3)}


def test_linear():
	mulai = time.perf_counter()
	number_tree({str(i): str(i - 1) if i else None for i in range(50_000)})
	assert time.perf_counter() - mulai < 2


def test_putaran_disebut():
	with pytest.raises(PutaranError, match="A → B → C → A"):
		number_tree({"A": "B", "B": "C", "C": "A", "D": "A", "E": None})
	assert find_putaran({"A": "A"}) == [("A",)]
	assert find_putaran({"A": None, "B": "A"}) == []


def test_putaran_panjang_dipotong():
	teks = render_putaran(tuple(f"N{i}" for i in range(500)))
	assert "…" in teks
	assert len(teks) < 100


def test_tolak_hanya_baris_putaran():
	lama = {"R": None, "A": "R", "B": "A"}
	pohon, ditolak = tolak_putaran(lama, {"A": "B", "C": "B", "X": "Y", "Y": "X", "Z": "R"})
	assert set(ditolak) == {"A", "X", "Y"}
	assert pohon == {"R": None, "A": "R", "B": "A", "C": "B", "Z": "R"}


def test_penolakan_dapat_menutup_putaran_lain():
	# B leaves A only in a row that is itself refused; then A under B is a loop as well.
	lama = {"A": None, "B": "A", "C": "B"}
	pohon, ditolak = tolak_putaran(lama, {"B": "C", "A": "B"})
	assert set(ditolak) == {"A", "B"}
	assert pohon == lama


@pytest.mark.parametrize("benih", range(30))
def test_sisa_selalu_pohon(benih):
	acak = random.Random(benih)
	lama = random_tree(benih, 15)
	semua = [*lama, *(f"X{i}" for i in range(10))]
	baru = {n: acak.choice(semua) for n in acak.sample(semua, 15)}
	pohon, ditolak = tolak_putaran(lama, baru)
	number_tree(pohon)
	assert all(n in putaran for n, putaran in ditolak.items())
	assert all(pohon[n] == baru[n] for n in baru if n not in ditolak)
