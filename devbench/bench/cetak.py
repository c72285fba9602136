"""The printed result. Pure, standard library only."""

from collections.abc import Iterable, Sequence

from devbench.bench.inti import Baris
from devbench.demo.table import Column, render_table

KOLOM = (
	Column("patok", 10),
	Column("target", 44),
	Column("sendiri (terendah - tertinggi)", 27),
	Column("stok (terendah - tertinggi)", 27),
	Column("rasio", 8, kanan=True),
	Column("tercapai", 8),
)


def tabel(baris: Iterable[Baris], catatan: Sequence[str] = ()) -> str:
	"""The table target / own / stock / ratio / met, with its notes below."""
	baris = list(baris)
	nomor: dict[str, int] = {}
	for b in baris:
		if b.catatan:
			nomor.setdefault(b.catatan, len(nomor) + 1)
	isi = [
		(
			b.patok,
			b.teks + (f" [{nomor[b.catatan]}]" if b.catatan else ""),
			_angka(b.sendiri, b.sebaran),
			_angka(b.stok, b.sebaran_stok),
			f"{b.rasio:,.2f}x" if b.rasio is not None else "",
			{True: "ya", False: "TIDAK", None: "-"}[b.tercapai],
		)
		for b in baris
	]
	bawah = [f"[{n}] {teks}" for teks, n in nomor.items()] + list(catatan)
	return "\n".join([render_table(KOLOM, isi), *([""] if bawah else []), *bawah])


def _angka(nilai: str, sebaran: str) -> str:
	return f"{nilai}\n({sebaran})" if nilai else "-"


def putusan(baris: Iterable[Baris]) -> tuple[str, bool]:
	"""The last line, and whether every target is met. Without a target nothing is met."""
	uji = [b.tercapai for b in baris if b.tercapai is not None]
	return f"{sum(uji)} dari {len(uji)} target tercapai", bool(uji) and all(uji)


def tabel_sql(menurut: Iterable[tuple[str, str, float]]) -> str:
	"""Statements by origin and text, the most frequent first."""
	kolom = (Column("banyak", 7, kanan=True), Column("asal", 52), Column("pernyataan", 77))
	urut = sorted(menurut, key=lambda b: (-b[2], b[0], b[1]))
	return render_table(kolom, [(f"{n:g}", asal, teks[:400]) for asal, teks, n in urut], ruled=False)
