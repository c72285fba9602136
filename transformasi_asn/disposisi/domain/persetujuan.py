"""Consent of the head of an officer's perangkat daerah (design §3.5), for single tasks and for teams alike."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from transformasi_asn.tata_kerja.domain.ketentuan import CaraPersetujuan, LewatBatas


class Persetujuan(str, Enum):
	TIDAK_PERLU = "Tidak perlu"
	MENUNGGU = "Menunggu"
	DISETUJUI = "Disetujui"
	DITOLAK = "Ditolak"
	DIBERITAHUKAN = "Diberitahukan"
	KEBERATAN = "Keberatan"
	# of members of a team only
	BELUM_DIMINTA = "Belum diminta"
	DIAJUKAN = "Diajukan"
	TETAP = "Tetap ditugaskan"


LEPAS = frozenset(
	(
		Persetujuan.TIDAK_PERLU,
		Persetujuan.DISETUJUI,
		Persetujuan.DIBERITAHUKAN,
		Persetujuan.KEBERATAN,
		Persetujuan.TETAP,
	)
)
"""With these the officer works; an objection stops nobody until the giver has decided on it."""


class MasalahPutusan(str, Enum):
	TIDAK_MENUNGGU = "tidak menunggu"
	LEWAT = "batas lewat"
	TANPA_ALASAN = "tanpa alasan"


def need_consent(
	unit_lain: bool, kepala_di_bawah_pemberi: bool, cara: CaraPersetujuan = CaraPersetujuan.GARIS
) -> Persetujuan:
	"""What the head of the officer's perangkat daerah is asked.

	Nothing inside the giver's own; outside it the head consents first, unless he stands below the
	giver (Sekda, Gubernur): then he is told. `cara`: what the officer's unit has set otherwise.
	"""
	if not unit_lain or cara is CaraPersetujuan.TIDAK:
		return Persetujuan.TIDAK_PERLU
	if cara is CaraPersetujuan.GARIS:
		return Persetujuan.DIBERITAHUKAN if kepala_di_bawah_pemberi else Persetujuan.MENUNGGU
	return Persetujuan.MENUNGGU if cara is CaraPersetujuan.DIMINTA else Persetujuan.DIBERITAHUKAN


def check_answer(
	keadaan: Persetujuan, setuju: bool, alasan: str, batas: datetime | None, kini: datetime
) -> MasalahPutusan | None:
	"""Why this answer is not taken. An objection is in time until the limit; a question stays open until it is swept."""
	if keadaan is Persetujuan.DIBERITAHUKAN and not setuju:
		if batas and kini > batas:
			return MasalahPutusan.LEWAT
	elif keadaan is not Persetujuan.MENUNGGU:
		return MasalahPutusan.TIDAK_MENUNGGU
	return None if setuju or alasan.strip() else MasalahPutusan.TANPA_ALASAN


def answer(keadaan: Persetujuan, setuju: bool) -> Persetujuan:
	"""The state after an answer that `check_answer` takes; an objection leaves the decision to the giver."""
	if keadaan is Persetujuan.DIBERITAHUKAN:
		return Persetujuan.KEBERATAN
	return Persetujuan.DISETUJUI if setuju else Persetujuan.DITOLAK


@dataclass(frozen=True)
class SesudahBatas:
	"""What an unanswered question becomes: refused, or asked again, of this post."""

	keadaan: Persetujuan
	jabatan: str | None


def after_limit(lewat: LewatBatas, jabatan: str, atasan: str | None) -> SesudahBatas:
	"""`atasan`: the post above the one asked. At the top there is nobody left but him."""
	if lewat is LewatBatas.GUGUR:
		return SesudahBatas(Persetujuan.DITOLAK, jabatan)
	if lewat is LewatBatas.PERLUAS and atasan:
		return SesudahBatas(Persetujuan.MENUNGGU, atasan)
	return SesudahBatas(Persetujuan.MENUNGGU, jabatan)
