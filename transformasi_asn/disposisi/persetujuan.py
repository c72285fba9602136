"""Consent of the head of an officer's perangkat daerah: who is asked, until when, and what silence means.

Single tasks and members of teams follow the same rules; this module knows the tasks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import get_datetime, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.disposisi import jejak, pemberitahuan
from transformasi_asn.disposisi.domain.persetujuan import (
	MasalahPutusan,
	Persetujuan,
	SesudahBatas,
	after_limit,
	answer,
	check_answer,
	need_consent,
)
from transformasi_asn.disposisi.exceptions import PersetujuanError
from transformasi_asn.disposisi.pelaku import take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja import services as tata_kerja

ISIAN = frozenset(("persetujuan", "persetujuan_jabatan", "alasan_persetujuan", "batas_persetujuan"))
"""What the acts of this module change on a task."""


# -- the rule as stored ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Permintaan:
	"""What is asked of which post."""

	keadaan: Persetujuan = Persetujuan.TIDAK_PERLU
	jabatan: str | None = None


def ask_for(unit: str | None, pemberi: str, unit_pemberi: str | None) -> Permintaan:
	"""Whether an officer of this perangkat daerah needs somebody's consent to work for the post `pemberi`."""
	if not unit or unit == unit_pemberi:
		return Permintaan()
	kepala = find_head(unit)
	keadaan = need_consent(
		bool(kepala),
		bool(kepala) and (kepala == pemberi or organisasi.is_below(kepala, pemberi)),
		tata_kerja.get_ketentuan(unit).persetujuan,
	)
	return Permintaan() if keadaan is Persetujuan.TIDAK_PERLU else Permintaan(keadaan, kepala)


def find_head(unit: str) -> str | None:
	"""The head post of a perangkat daerah, or of the nearest unit above it that has one."""
	return next(filter(None, map(organisasi.get_kepala, organisasi.list_unit_di_atas(unit))), None)


def set_limit(unit: str | None, kini: datetime | None = None) -> datetime | None:
	"""Until when the head of this perangkat daerah answers: the end of a working day; None without limit."""
	hari = tata_kerja.get_ketentuan(unit).batas_hari
	if not hari:
		return None
	k = kalender.get_kalender(unit)
	return k.end_of(k.next_working_day((kini or now_datetime()).date(), hari))


def after_silence(unit: str | None, jabatan: str) -> SesudahBatas:
	"""What a question that was not answered in time becomes."""
	atasan = organisasi.get_fakta_jabatan(jabatan).atasan
	return after_limit(tata_kerja.get_ketentuan(unit).lewat_batas, jabatan, atasan)


def refuse_answer(keadaan: str | None, setuju: bool, alasan: str, batas: datetime | str | None) -> None:
	"""Raises PersetujuanError when this answer is not taken."""
	kini = Persetujuan(keadaan or Persetujuan.TIDAK_PERLU)
	masalah = check_answer(kini, setuju, alasan, get_datetime(batas) if batas else None, now_datetime())
	if not masalah:
		return
	pesan = {
		MasalahPutusan.TIDAK_MENUNGGU: _(
			"Penugasan ini tidak sedang menunggu persetujuan (sekarang: {0})."
		).format(_(kini.value)),
		MasalahPutusan.LEWAT: _(
			"Batas menyatakan keberatan sudah lewat ({0}). Bicarakan dengan pemberi tugas."
		).format(frappe.format(batas, "Datetime")),
		MasalahPutusan.TANPA_ALASAN: _("Sebutkan alasan menolak."),
	}
	frappe.throw(pesan[masalah], PersetujuanError, title=_("Persetujuan"))


def explain_lapse(jabatan: str) -> str:
	"""The reason kept with a question that lapsed."""
	return _("Gugur: {0} tidak menjawab sampai batasnya.").format(organisasi.get_fakta_jabatan(jabatan).nama)


# -- tasks -----------------------------------------------------------------------------------------


def decide(tugas, setuju: bool, alasan: str) -> None:
	"""Store and log what the head says; the giver hears of it. The task is under lock."""
	refuse_answer(tugas.persetujuan, setuju, alasan, tugas.batas_persetujuan)
	hasil = answer(Persetujuan(tugas.persetujuan), setuju)
	pelaku = take_pelaku(tugas.persetujuan_jabatan)
	tugas.flags.persetujuan = True
	tugas.update({"persetujuan": hasil.value, "alasan_persetujuan": alasan or None})
	tugas.save()
	jejak.note(tugas, _("Persetujuan: {0}").format(_(hasil.value)), alasan, pelaku)
	pemberitahuan.announce_consent(tugas, pelaku)


def sweep(simpan: Callable[[], Any] | None = None) -> int:
	"""Tasks whose head has not answered in time, each in a transaction of its own; returns how many."""
	simpan = simpan or frappe.db.commit
	t = DocType("Tugas")
	lewat = (
		frappe.qb.from_(t)
		.select(t.name)
		.where(
			(t.persetujuan == Persetujuan.MENUNGGU.value)
			& (t.batas_persetujuan < now_datetime())
			& t.tahap.isin(TAHAP_TERBUKA)
		)
		.orderby(t.name)
		.run(pluck=True)
	)
	work_off(lewat, _pass_limit, simpan)
	return len(lewat)


def work_off(nama: Iterable[str], kerja: Callable[[str], Any], simpan: Callable[[], Any]) -> None:
	"""Each in a transaction of its own; one that fails holds up none of the others, and is raised at the end."""
	galat = None
	for satu in nama:
		try:
			kerja(satu)
		except Exception as e:
			frappe.db.rollback()
			frappe.log_error(title=f"{kerja.__name__}: {satu}")
			galat = e
		simpan()
	if galat:
		raise galat


def _pass_limit(nama: str) -> None:
	tugas = basisdata.get_locked("Tugas", nama)
	batas = tugas.batas_persetujuan
	if tugas.persetujuan != Persetujuan.MENUNGGU.value or not batas or get_datetime(batas) >= now_datetime():
		return
	semula = tugas.persetujuan_jabatan
	sesudah = after_silence(tugas.unit_kerja, semula)
	gugur = sesudah.keadaan is Persetujuan.DITOLAK
	tugas.flags.persetujuan = True
	tugas.flags.ignore_permissions = True
	tugas.update(
		{
			"persetujuan": sesudah.keadaan.value,
			"persetujuan_jabatan": sesudah.jabatan,
			"alasan_persetujuan": explain_lapse(semula) if gugur else tugas.alasan_persetujuan,
			"batas_persetujuan": batas if gugur else set_limit(tugas.unit_kerja),
		}
	)
	tugas.save()
	pelaku = take_pelaku()
	if gugur:
		jejak.note(tugas, _("Persetujuan gugur"), tugas.alasan_persetujuan, pelaku)
		pemberitahuan.announce_consent(tugas, pelaku)
		return
	nama_jabatan = organisasi.get_fakta_jabatan(sesudah.jabatan).nama
	peristiwa = _("Persetujuan diminta lagi") if sesudah.jabatan == semula else _("Persetujuan diperluas")
	jejak.note(tugas, peristiwa, _("kepada {0}").format(nama_jabatan), pelaku)
	pemberitahuan.announce_unanswered(tugas, nama_jabatan)
