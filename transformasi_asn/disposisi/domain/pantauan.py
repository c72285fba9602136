"""How far each recipient is, and since when: read from what the log of his task says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from transformasi_asn.alur.domain import Tahap

# How the log names it when a recipient gives a task back; stored so in every language.
DIKEMBALIKAN = "Dikembalikan kepada pemberi"


class Keadaan(str, Enum):
	BELUM_DIBACA = "Belum dibaca"
	DIBACA = "Dibaca"
	DITERIMA = "Diterima"
	DITINDAKLANJUTI = "Ditindaklanjuti"
	SELESAI = "Selesai"
	DIKEMBALIKAN = "Dikembalikan"
	DIBATALKAN = "Dibatalkan"
	DITARIK = "Ditarik"


@dataclass(frozen=True)
class Langkah:
	"""One move of a task, as its log tells: into which stage, when, by whom.

	kembali: the recipient gave it back, which is no following up.
	"""

	ke: str
	waktu: datetime
	pelaku: str
	kembali: bool = False


@dataclass(frozen=True)
class Capaian:
	"""A state that was reached, when, by whose act."""

	keadaan: Keadaan
	waktu: datetime
	pelaku: str


def trace_keadaan(dibaca: Capaian | None, langkah: Sequence[Langkah], ditarik: bool = False) -> list[Capaian]:
	"""The states one recipient has reached, in their order; the last one holds now, [] is unread.

	Each tells its first time, and whoever took a later step has taken the ones before it: a task that was
	accepted without being opened counts as read then. What was followed up stays so, also when the report
	came back; only the end, and that it was given back, depends on where the task stands now. `langkah` is in the order of time,
	without the giving itself.
	"""
	capaian: dict[Keadaan, Capaian] = {Keadaan.DIBACA: dibaca} if dibaca else {}
	for satu in langkah:
		for keadaan in (Keadaan.DIBACA,) if satu.kembali else _reached_at(satu.ke):
			capaian.setdefault(keadaan, Capaian(keadaan, satu.waktu, satu.pelaku))
	akhir = langkah[-1] if langkah else None
	if akhir and akhir.ke == Tahap.SELESAI.value:
		capaian[Keadaan.SELESAI] = Capaian(Keadaan.SELESAI, akhir.waktu, akhir.pelaku)
	if akhir and akhir.kembali:
		capaian[Keadaan.DIKEMBALIKAN] = Capaian(Keadaan.DIKEMBALIKAN, akhir.waktu, akhir.pelaku)
	if akhir and akhir.ke == Tahap.BATAL.value:
		keadaan = Keadaan.DITARIK if ditarik else Keadaan.DIBATALKAN
		capaian[keadaan] = Capaian(keadaan, akhir.waktu, akhir.pelaku)
	return _in_order_of_time([capaian[k] for k in Keadaan if k in capaian])


def _reached_at(tahap: str) -> tuple[Keadaan, ...]:
	"""The states that a task has passed when it comes to this stage."""
	if tahap == Tahap.BERJALAN.value:
		return (Keadaan.DIBACA, Keadaan.DITERIMA)
	if tahap in (Tahap.MENUNGGU.value, Tahap.SELESAI.value):
		return (Keadaan.DIBACA, Keadaan.DITERIMA, Keadaan.DITINDAKLANJUTI)
	return ()


def _in_order_of_time(capaian: list[Capaian]) -> list[Capaian]:
	"""Who opened the task only after he had accepted it had read it by then."""
	hasil: list[Capaian] = []
	for satu in reversed(capaian):
		if hasil and hasil[0].waktu < satu.waktu:
			satu = Capaian(satu.keadaan, hasil[0].waktu, hasil[0].pelaku)
		hasil.insert(0, satu)
	return hasil


def count_keadaan(keadaan: Sequence[Keadaan]) -> dict[Keadaan, int]:
	"""How many recipients are in each state, in the order of the states, without empty ones."""
	return {k: n for k in Keadaan if (n := list(keadaan).count(k))}
