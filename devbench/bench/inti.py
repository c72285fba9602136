"""What a benchmark is, and what its samples say. Pure, standard library only."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sampel:
	"""One round of one side: how long, how many units were done, how many statements were sent.

	`lain` holds other figures of the round by name (for example peak memory in MB).
	"""

	detik: float
	satuan: float = 1
	sql: int = 0
	lain: Mapping[str, float] = field(default_factory=dict)


class Hasil:
	"""The samples of all rounds that count, by side."""

	def __init__(self, sampel: Mapping[str, Sequence[Sampel]]):
		self.sampel = sampel

	def semua(self, sisi: str, angka: Callable[[Sampel], float]) -> list[float]:
		"""One figure of every round of a side."""
		return [angka(s) for s in self.sampel[sisi]]

	def tengah(self, sisi: str, angka: Callable[[Sampel], float]) -> float:
		"""The median of a figure over the rounds of a side."""
		return statistics.median(self.semua(sisi, angka))


@dataclass(frozen=True)
class Nilai:
	"""A figure of one side: which side, how it is computed from a round, how it is written."""

	sisi: str
	angka: Callable[[Sampel], float]
	tulis: str = "{:,.2f}"


@dataclass(frozen=True)
class Target:
	"""What is promised. `uji` says what is held against the limit: the own figure or its ratio to stock.

	`rasio`: "stok/sendiri" (how many times faster) or "sendiri/stok" (how many times dearer).
	Without a limit the line only informs.
	"""

	teks: str
	sendiri: Nilai
	batas: float | None = None
	paling_banyak: bool = True
	stok: Nilai | None = None
	uji: str = "sendiri"
	rasio: str = "stok/sendiri"
	catatan: str = ""


@dataclass(frozen=True)
class Baris:
	"""One line of the table."""

	patok: str
	teks: str
	sendiri: str
	sebaran: str
	stok: str
	sebaran_stok: str
	rasio: float | None
	tercapai: bool | None
	catatan: str = ""


@dataclass(frozen=True)
class Patok:
	"""A benchmark: its sides are measured in turn, round after round, after one round that is thrown away.

	siapkan(lingkungan): makes what all rounds need; run once per process, so it must bear repetition.
	sisi: name → function that does one round and returns its sample.
	langkah: steps that other processes run for a side (see `memori`).
	"""

	nama: str
	judul: str
	satuan: str
	sisi: Mapping[str, Callable[[Any], Sampel]]
	target: Sequence[Target]
	siapkan: Callable[[Any], None] = lambda lingkungan: None
	langkah: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
	ronde: int = 5
	pemanasan: bool = True
	urutan: int = 100
	catatan: str = ""


def sebaran(angka: Sequence[float]) -> tuple[float, float]:
	"""Lowest and highest figure: with so few rounds the honest spread."""
	return min(angka), max(angka)


def nilai(target: Target, hasil: Hasil) -> Baris:
	"""The line of one target."""
	sendiri = hasil.tengah(target.sendiri.sisi, target.sendiri.angka)
	stok = hasil.tengah(target.stok.sisi, target.stok.angka) if target.stok else None
	rasio = _rasio(target.rasio, sendiri, stok)
	diuji = rasio if target.uji == "rasio" else sendiri
	return Baris(
		patok="",
		teks=target.teks,
		sendiri=target.sendiri.tulis.format(sendiri),
		sebaran=_tulis_sebaran(target.sendiri, hasil),
		stok=target.stok.tulis.format(stok) if target.stok else "",
		sebaran_stok=_tulis_sebaran(target.stok, hasil) if target.stok else "",
		rasio=rasio,
		tercapai=tercapai(diuji, target.batas, target.paling_banyak),
		catatan=target.catatan,
	)


def tercapai(angka: float | None, batas: float | None, paling_banyak: bool) -> bool | None:
	"""Whether a figure keeps its limit; None where there is no limit. A missing figure keeps none."""
	if batas is None:
		return None
	if angka is None:
		return False
	return angka <= batas if paling_banyak else angka >= batas


def _rasio(arah: str, sendiri: float, stok: float | None) -> float | None:
	if stok is None:
		return None
	atas, bawah = (stok, sendiri) if arah == "stok/sendiri" else (sendiri, stok)
	return atas / bawah if bawah else None


def _tulis_sebaran(n: Nilai, hasil: Hasil) -> str:
	rendah, tinggi = sebaran(hasil.semua(n.sisi, n.angka))
	return f"{n.tulis.format(rendah)} - {n.tulis.format(tinggi)}"


# -- figures of a round that many benchmarks use


def per_detik(s: Sampel) -> float:
	return s.satuan / s.detik


def milidetik(s: Sampel) -> float:
	"""Of the whole round."""
	return s.detik * 1000


def detik(s: Sampel) -> float:
	return s.detik


def sql(s: Sampel) -> float:
	return s.sql


def lain(nama: str) -> Callable[[Sampel], float]:
	"""A figure of the round by its own name."""
	return lambda s: s.lain[nama]
