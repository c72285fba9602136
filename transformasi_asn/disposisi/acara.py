"""Events that letters invite to, as the calendar of a leader shows them: clashes, and who goes instead."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, escape_html, get_datetime, getdate
from pypika.terms import Criterion

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi.domain.acara import (
	LAMA_BAWAAN,
	Acara,
	PeranAcara,
	decide_kehadiran,
	find_clashes,
	latest_deadline,
	propose_deadline,
	takes_time,
)
from transformasi_asn.disposisi.exceptions import AcaraTidakSahError
from transformasi_asn.permissions.kriteria import list_seen
from transformasi_asn.tata_kerja.kalender import get_kalender

BATAS_ACARA = 500
KOLOM = (
	"name",
	"perihal",
	"nomor_agenda",
	"keamanan",
	"tujuan_jabatan",
	"acara_mulai",
	"acara_selesai",
	"acara_tempat",
	"kehadiran",
	"tahap",
)


# -- on the letter -------------------------------------------------------------------------------


def settle(naskah) -> None:
	"""Complete and check the event of a letter; raises AcaraTidakSahError.

	The deadline that is left open becomes the last day on which a decision is in time.
	"""
	if naskah.is_new() and frappe.get_cached_value("Jenis Naskah", naskah.jenis_naskah, "acara"):
		naskah.memuat_acara = 1
	if not naskah.acara_mulai:
		naskah.acara_selesai = None
		_require_event(naskah)
		return
	naskah.memuat_acara = 1
	_require_event(naskah)
	mulai = get_datetime(naskah.acara_mulai)
	if naskah.acara_selesai and get_datetime(naskah.acara_selesai) <= mulai:
		_refuse(
			_("Acara selesai harus sesudah Acara mulai. Perbaiki salah satunya, atau kosongkan selesainya.")
		)
	sebelum = naskah.get_doc_before_save()
	if sebelum and _same(naskah, sebelum):
		return
	if not naskah.entri_susulan and end_of(naskah) < frappe.utils.now_datetime():
		_refuse(
			_(
				"Acara pada {0} sudah lewat. Perbaiki waktunya, atau tandai naskah sebagai entri susulan."
			).format(frappe.bold(frappe.format(mulai, "Datetime")))
		)
	_settle_deadline(naskah, mulai)


def _settle_deadline(naskah, mulai: datetime) -> None:
	sejak = max(getdate(naskah.tanggal_diterima), getdate())
	batas = latest_deadline(mulai, sejak)
	if not naskah.tenggat:
		if not naskah.entri_susulan:
			kerja = get_kalender(naskah.unit_penerima).is_hari_kerja
			naskah.tenggat = propose_deadline(mulai, sejak, kerja)
	elif getdate(naskah.tenggat) > batas:
		_refuse(
			_("Tenggat {0} tidak lebih awal dari acaranya. Pilih paling lambat {1}, atau kosongkan.").format(
				frappe.bold(frappe.format(naskah.tenggat, "Date")), frappe.format(batas, "Date")
			)
		)


def _require_event(naskah) -> None:
	"""A list from elsewhere names no event; whoever completes the letter enters it then."""
	if not naskah.memuat_acara or naskah.flags.dari_impor or not naskah.is_new():
		return
	for field in ("acara_mulai", "acara_tempat"):
		if not naskah.get(field):
			_refuse(
				_("{0} belum diisi, padahal naskah ini memuat acara. Isi dari suratnya.").format(
					_(naskah.meta.get_label(field))
				)
			)


def _same(naskah, sebelum) -> bool:
	return all(
		(get_datetime(naskah.get(f)) if naskah.get(f) else None)
		== (get_datetime(sebelum.get(f)) if sebelum.get(f) else None)
		for f in ("acara_mulai", "acara_selesai")
	) and getdate(naskah.tenggat or "1900-01-01") == getdate(sebelum.tenggat or "1900-01-01")


def end_of(naskah) -> datetime:
	"""When the event of a letter is over."""
	if naskah.acara_selesai:
		return get_datetime(naskah.acara_selesai)
	return get_datetime(naskah.acara_mulai) + LAMA_BAWAAN


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, AcaraTidakSahError, title=_("Acara"))


# -- one calendar --------------------------------------------------------------------------------


def list_acara(jabatan: Sequence[str], mulai, sampai, pegawai: str | None = None) -> list[frappe._dict]:
	"""Events between two moments to which one of these posts, or the person, is invited or sent.

	In order of time.
	All of them, whatever the user may see: each with `kehadiran`, `wakil` (labels), `sebagai` (post) and
	`bentrok` (names of the events that it overlaps, as far as both may take the leader's time).
	"""
	hasil = {}
	for a in _invited(jabatan, mulai, sampai):
		hasil[a.name] = a
	for a in _sent(jabatan, pegawai, mulai, sampai):
		hasil.setdefault(a.name, a)
	acara = sorted(hasil.values(), key=lambda a: (a.acara_mulai, a.name))
	_add_wakil(acara)
	bentrok = find_clashes(
		Acara(a.name, a.acara_mulai, a.acara_selesai) for a in acara if takes_time(a.status)
	)
	for a in acara:
		a.bentrok = bentrok.get(a.name, [])
	return acara


def _invited(jabatan: Sequence[str], mulai, sampai) -> list[frappe._dict]:
	if not jabatan:
		return []
	baris = frappe.get_all(
		"Naskah Masuk",
		filters=[["tujuan_jabatan", "in", list(jabatan)], *_within(mulai, sampai)],
		fields=list(KOLOM),
		limit_page_length=BATAS_ACARA,
	)
	for a in baris:
		a.sebagai, a.peran = a.tujuan_jabatan, "Diundang"
	return _overlapping(baris, mulai)


def _sent(jabatan: Sequence[str], pegawai: str | None, mulai, sampai) -> list[frappe._dict]:
	"""Events of letters that others were invited to, at which an order asks these to appear."""
	n, t = DocType("Naskah Masuk"), DocType("Tugas")
	alamat = [
		*([t.jabatan.isin(list(jabatan)) & t.pegawai.isnull()] if jabatan else ()),
		*([t.pegawai == pegawai] if pegawai else ()),
	]
	if not alamat:
		return []
	dari, ke = _bounds(mulai, sampai)
	baris = (
		frappe.qb.from_(n)
		.join(t)
		.on(t.naskah == n.name)
		.select(*(n[k] for k in KOLOM), t.name.as_("tugas"), t.jabatan.as_("sebagai"), t.instruksi)
		.where(
			Criterion.any(alamat)
			& (t.tahap != Tahap.BATAL.value)
			& (n.acara_mulai >= dari)
			& (n.acara_mulai < ke)
		)
		.limit(BATAS_ACARA)
		.run(as_dict=True)
	)
	hasil = []
	for a in baris:
		a.peran = _role_of(a.instruksi)
		if a.peran:
			a.kehadiran = None
			hasil.append(a)
	return _overlapping(hasil, mulai)


def _within(mulai, sampai) -> list[list]:
	dari, ke = _bounds(mulai, sampai)
	return [["acara_mulai", ">=", dari], ["acara_mulai", "<", ke]]


def _bounds(mulai, sampai) -> tuple[datetime, datetime]:
	"""An event that began up to a month before may still be going on."""
	return get_datetime(add_days(get_datetime(mulai), -31)), get_datetime(sampai)


def _overlapping(baris: list[frappe._dict], mulai) -> list[frappe._dict]:
	mulai = get_datetime(mulai)
	return [a for a in baris if Acara("", a.acara_mulai, a.acara_selesai).akhir > mulai]


def _role_of(instruksi: str | None) -> str | None:
	peran = get_peran_acara()
	return next((peran[i] for i in (instruksi or "").split("\n") if i in peran), None)


def get_peran_acara() -> dict[str, str]:
	"""Instruction → what it makes of its recipient at the event."""
	return dict(
		frappe.get_all(
			"Instruksi Disposisi",
			filters={"peran_acara": ("in", [p.value for p in PeranAcara])},
			fields=["name", "peran_acara"],
			as_list=True,
		)
	)


def _add_wakil(acara: Iterable[frappe._dict]) -> None:
	acara = list(acara)
	wakil = list_wakil([a.name for a in acara])
	for a in acara:
		a.wakil = wakil.get((a.name, a.sebagai), [])
		a.status = decide_kehadiran(a.kehadiran, bool(a.wakil))
		a.kehadiran = a.status.value


def list_wakil(naskah: Sequence[str]) -> dict[tuple[str, str], list[str]]:
	"""(letter, post) → who was sent instead of that post: labels of the recipients of such orders."""
	mewakili = [i for i, p in get_peran_acara().items() if p == PeranAcara.MEWAKILI.value]
	if not (naskah and mewakili):
		return {}
	hasil: dict[tuple[str, str], list[str]] = {}
	for t in frappe.get_all(
		"Tugas",
		filters={"naskah": ("in", list(naskah)), "tahap": ("!=", Tahap.BATAL.value)},
		fields=["naskah", "pemberi_jabatan", "nama_penerima", "instruksi"],
		order_by="creation asc",
	):
		if set((t.instruksi or "").split("\n")) & set(mewakili):
			hasil.setdefault((t.naskah, t.pemberi_jabatan), []).append(t.nama_penerima)
	return hasil


# -- what one may be told ------------------------------------------------------------------------


def list_view(acara: Iterable[frappe._dict]) -> list[dict]:
	"""Events as the calendar shows them: of a letter that the user may not see only that time is taken."""
	acara = list(acara)
	terlihat = list_seen("Naskah Masuk", (a.name for a in acara))
	return [_view_acara(a, a.name in terlihat) for a in acara]


def _view_acara(acara: frappe._dict, terlihat: bool) -> dict:
	return {
		"name": acara.name if terlihat else None,
		"judul": acara.perihal if terlihat else _("Acara lain (agenda {0})").format(acara.nomor_agenda),
		"tempat": acara.acara_tempat if terlihat else None,
		"nomor_agenda": acara.nomor_agenda,
		"mulai": acara.acara_mulai,
		"selesai": Acara("", acara.acara_mulai, acara.acara_selesai).akhir,
		"sampai_selesai": not acara.acara_selesai,
		"sebagai": acara.sebagai,
		"peran": acara.peran,
		"kehadiran": acara.kehadiran,
		"wakil": acara.wakil if terlihat else [],
		"bentrok": len(acara.bentrok),
		"menyita": takes_time(acara.status),
	}


def list_bentrok(naskah) -> list[dict]:
	"""The other events of the invited post that overlap the one of this letter, stored or just typed."""
	if not (naskah.acara_mulai and naskah.tujuan_jabatan):
		return []
	ini = Acara(
		naskah.name or "",
		get_datetime(naskah.acara_mulai),
		get_datetime(naskah.acara_selesai) if naskah.acara_selesai else None,
	)
	lain = [a for a in list_acara([naskah.tujuan_jabatan], ini.mulai, ini.akhir) if a.name != naskah.name]
	bentrok = find_clashes(
		[ini, *(Acara(a.name, a.acara_mulai, a.acara_selesai) for a in lain if takes_time(a.status))]
	)
	return list_view(a for a in lain if a.name in bentrok.get(ini.kunci, []))


def warn(naskah) -> None:
	"""Tell who registers an invitation that the leader is expected elsewhere at that time."""
	ada = list_bentrok(naskah)
	if ada:
		frappe.msgprint(
			_("Pada waktu itu {0} sudah diharapkan pada: {1}.").format(
				escape_html(frappe.get_cached_value("Jabatan", naskah.tujuan_jabatan, "nama")),
				"; ".join(
					f"{escape_html(a['judul'])} ({frappe.format(a['mulai'], 'Datetime')})" for a in ada
				),
			),
			title=_("Tersimpan, Mohon Diperiksa"),
			indicator="orange",
		)
