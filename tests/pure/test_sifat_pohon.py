"""Properties of the tree numbers and of loops, against the definition followed step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.organisasi.domain.pohon import (
	PutaranError,
	find_putaran,
	number_tree,
	tolak_putaran,
)

SIMPUL = [f"N{n}" for n in range(12)]


@st.composite
def hutan(draw) -> dict[str, str | None]:
	"""A forest in any order of its nodes; a root may name a parent that is not there."""
	nama = draw(st.permutations(SIMPUL))[: draw(st.integers(0, len(SIMPUL)))]
	induk = {
		n: draw(st.sampled_from([None, "", "TIDAK ADA", *nama[:i], *nama[:i]])) for i, n in enumerate(nama)
	}
	return {n: induk[n] for n in draw(st.permutations(nama))}


def apa_saja(terbanyak: int = 8) -> st.SearchStrategy[dict[str, str | None]]:
	"""Any parents at all: forests, loops, nodes hanging below a loop."""
	nama = SIMPUL[:terbanyak]
	return st.dictionaries(st.sampled_from(nama), st.sampled_from([None, "TIDAK ADA", *nama]))


def children_of(induk: dict[str, str | None], simpul: str | None) -> list[str]:
	if simpul is None:
		return [n for n, atas in induk.items() if not atas or atas not in induk]
	return [n for n, atas in induk.items() if atas == simpul]


def descendants_of(induk: dict[str, str | None], simpul: str) -> set[str]:
	anak = children_of(induk, simpul)
	return set(anak).union(*(descendants_of(induk, n) for n in anak))


def walk(induk: dict[str, str | None], simpul: str, mulai: int, nomor: dict[str, tuple[int, int]]) -> int:
	"""Number a node and all below it from `mulai` on; the next free number."""
	berikut = mulai + 1
	for anak in children_of(induk, simpul):
		berikut = walk(induk, anak, berikut, nomor)
	nomor[simpul] = (mulai, berikut)
	return berikut + 1


def is_on_loop(induk: dict[str, str | None], simpul: str) -> bool:
	atas = induk[simpul]
	for _langkah in induk:
		if atas == simpul:
			return True
		atas = induk.get(atas)
	return False


@given(hutan())
def test_numbers_are_those_of_the_walk(induk):
	benar: dict[str, tuple[int, int]] = {}
	berikut = 1
	for akar in children_of(induk, None):
		berikut = walk(induk, akar, berikut, benar)
	assert number_tree(induk) == benar


@given(hutan())
def test_numbers_nest_as_the_tree_does(induk):
	nomor = number_tree(induk)
	assert sorted(n for pasangan in nomor.values() for n in pasangan) == list(range(1, 2 * len(induk) + 1))
	for simpul, (lft, rgt) in nomor.items():
		assert lft < rgt
		di_bawah = {n for n, (kiri, kanan) in nomor.items() if lft < kiri and kanan < rgt}
		assert di_bawah == descendants_of(induk, simpul)
		assert rgt - lft == 2 * len(di_bawah) + 1
	for atas in (None, *induk):
		lft = [nomor[n][0] for n in children_of(induk, atas)]
		assert lft == sorted(lft), "siblings keep their order"


@given(apa_saja())
def test_each_loop_is_named_once_and_nothing_else(induk):
	putaran = find_putaran(induk)
	disebut = [n for lingkar in putaran for n in lingkar]
	assert len(disebut) == len(set(disebut))
	assert set(disebut) == {n for n in induk if is_on_loop(induk, n)}
	for lingkar in putaran:
		for anak, atas in zip(lingkar, (*lingkar[1:], lingkar[0]), strict=True):
			assert induk[anak] == atas
	if putaran:
		with pytest.raises(PutaranError) as e:
			number_tree(induk)
		assert e.value.putaran in putaran
	else:
		assert number_tree(induk).keys() == induk.keys()


@given(hutan(), apa_saja(len(SIMPUL)))
def test_wishes_that_close_a_loop_are_refused_and_no_others_for_nothing(lama, baru):
	pohon, ditolak = tolak_putaran(lama, baru)
	assert not find_putaran(pohon)
	assert pohon.keys() == {*lama, *(n for n in baru if n not in ditolak)}
	for simpul, atas in pohon.items():
		assert atas == (baru[simpul] if simpul in baru and simpul not in ditolak else lama[simpul])
	for simpul, lingkar in ditolak.items():
		assert simpul in baru and simpul in lingkar
		for anak, atas in zip(lingkar, (*lingkar[1:], lingkar[0]), strict=True):
			assert atas in (baru.get(anak), lama.get(anak))
	if not find_putaran({**lama, **baru}):
		assert not ditolak
