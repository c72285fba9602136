"""Trees given as child → parent: nested-set numbers, and loops with their members named."""

from collections.abc import Mapping


class PutaranError(ValueError):
	"""The parents form a loop; `putaran` lists its members from child to parent."""

	def __init__(self, putaran: tuple[str, ...]):
		super().__init__(render_putaran(putaran))
		self.putaran = putaran


def render_putaran(putaran: tuple[str, ...]) -> str:
	"""`A → B → A`, the way a message names a loop; a long one is cut in its middle."""
	nama = [*putaran, putaran[0]]
	if len(nama) > 12:
		nama = [*nama[:6], "…", *nama[-5:]]
	return " → ".join(nama)


def number_tree(induk: Mapping[str, str | None]) -> dict[str, tuple[int, int]]:
	"""Nested-set numbers (lft, rgt) of every node, in time linear to their number.

	Siblings keep the order of the mapping. A parent that is no key counts as none.
	"""
	anak: dict[str, list[str]] = {}
	akar: list[str] = []
	for simpul, atas in induk.items():
		if atas and atas in induk:
			anak.setdefault(atas, []).append(simpul)
		else:
			akar.append(simpul)

	kiri: dict[str, int] = {}
	nomor: dict[str, tuple[int, int]] = {}
	hitung = 0
	tumpukan = [(simpul, False) for simpul in reversed(akar)]
	while tumpukan:
		simpul, selesai = tumpukan.pop()
		hitung += 1
		if selesai:
			nomor[simpul] = (kiri[simpul], hitung)
			continue
		kiri[simpul] = hitung
		tumpukan.append((simpul, True))
		tumpukan.extend((bawah, False) for bawah in reversed(anak.get(simpul, ())))
	if len(nomor) < len(induk):
		raise PutaranError(find_putaran(induk)[0])
	return nomor


def find_putaran(induk: Mapping[str, str | None]) -> list[tuple[str, ...]]:
	"""Every loop, each from child to parent; nodes that only hang below a loop are not named."""
	putaran: list[tuple[str, ...]] = []
	dikunjungi: set[str] = set()
	for awal in induk:
		jalur: list[str] = []
		tempat: dict[str, int] = {}
		simpul: str | None = awal
		while simpul and simpul in induk and simpul not in dikunjungi:
			if simpul in tempat:
				putaran.append(tuple(jalur[tempat[simpul] :]))
				break
			tempat[simpul] = len(jalur)
			jalur.append(simpul)
			simpul = induk[simpul]
		dikunjungi.update(jalur)
	return putaran


def tolak_putaran(
	lama: Mapping[str, str | None], baru: Mapping[str, str | None]
) -> tuple[dict[str, str | None], dict[str, tuple[str, ...]]]:
	"""Apply the wished parents `baru` on the stored tree `lama`, refusing those that close a loop.

	Returns the parents to store, and for every refused node its loop. A refused node keeps its stored
	parent; if it was not stored it is left out.
	"""
	diterima = dict(baru)
	ditolak: dict[str, tuple[str, ...]] = {}
	while putaran := find_putaran({**lama, **diterima}):
		for lingkar in putaran:
			for simpul in lingkar:
				if simpul in diterima:
					del diterima[simpul]
					ditolak[simpul] = lingkar
	return {**lama, **diterima}, ditolak
