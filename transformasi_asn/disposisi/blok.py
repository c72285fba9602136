"""Blocks of agenda numbers for the days on which only paper works: reserved, used late, reconciled."""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi import agenda
from transformasi_asn.disposisi.domain.blok import (
	BATAS_BLOK,
	Pemakaian,
	Rekonsiliasi,
	parse_nomor,
	reconcile,
	render_nomor,
)
from transformasi_asn.disposisi.exceptions import BlokAgendaError, NomorCadanganError
from transformasi_asn.disposisi.kembar import list_visible
from transformasi_asn.permissions.konteks import get_konteks

TERBUKA = "Terbuka"
DITUTUP = "Ditutup"


def reserve(blok) -> None:
	"""Take the numbers of a new block out of the register of its unit, in one piece."""
	if not 1 <= (blok.jumlah or 0) <= BATAS_BLOK:
		frappe.throw(
			_(
				"Banyaknya nomor {0} di luar batas. Cadangkan 1 sampai {1} nomor; bila kurang, buat blok lagi."
			).format(blok.jumlah, BATAS_BLOK),
			BlokAgendaError,
			title=_("Banyaknya Nomor"),
		)
	blok.tahun = getdate(blok.tanggal).year
	blok.dari = agenda.draw_numbers(blok.unit_kerja, blok.tahun, blok.jumlah)
	blok.sampai = blok.dari + blok.jumlah - 1
	blok.judul = f"{blok.dari}-{blok.sampai}/{blok.unit_kerja}/{blok.tahun}"


def check_nomor(naskah) -> None:
	"""A letter from paper takes a number of an open block that no other letter has; NomorCadanganError.

	The block is locked, so that two registrars cannot give out one number, nor one close it meanwhile.
	"""
	if not naskah.nomor_cadangan:
		naskah.nomor_ganda = 0
		return
	tahun = getdate(naskah.tanggal_diterima).year
	nama = find_blok(naskah.unit_penerima, tahun, naskah.nomor_cadangan)
	if not nama:
		_refuse(
			_(
				"Nomor {0} tidak ada dalam blok cadangan {1} tahun {2}. Periksa nomornya dan tanggal diterimanya."
			).format(frappe.bold(naskah.nomor_cadangan), naskah.unit_penerima, tahun)
		)
	blok = basisdata.get_locked("Blok Agenda", nama)
	if blok.keadaan != TERBUKA:
		_refuse(
			_(
				"Blok {0} sudah ditutup. Kosongkan nomor cadangannya: naskah ini mendapat nomor berikutnya."
			).format(frappe.bold(blok.judul))
		)
	pemakai = frappe.db.get_value(
		"Agenda Naskah",
		{"unit_kerja": blok.unit_kerja, "tahun": blok.tahun, "nomor": naskah.nomor_cadangan},
		["nomor_lengkap", "tanggal"],
		as_dict=True,
		# as it stands now that the block is ours
		for_update=True,
	)
	if pemakai and not naskah.nomor_ganda:
		_refuse(
			_(
				"Nomor {0} sudah dipakai naskah yang diterima {1}. Bila di kertas memang terpakai dua kali, centang Nomor itu sudah dipakai naskah lain: naskah ini mendapat nomor baru."
			).format(frappe.bold(pemakai.nomor_lengkap), frappe.format(pemakai.tanggal, "Date"))
		)
	if naskah.nomor_ganda and not pemakai:
		_refuse(
			_("Nomor {0} belum dipakai naskah lain. Hapus centangnya.").format(
				frappe.bold(naskah.nomor_cadangan)
			)
		)


def find_blok(unit: str, tahun: int, nomor: int) -> str | None:
	"""The block of a register that holds this number."""
	return frappe.db.get_value(
		"Blok Agenda",
		{"unit_kerja": unit, "tahun": tahun, "dari": ("<=", nomor), "sampai": (">=", nomor)},
	)


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, NomorCadanganError, title=_("Nomor Cadangan"))


# -- reconciling ---------------------------------------------------------------------------------


def reconcile_blok(blok) -> Rekonsiliasi:
	"""What became of each number of a block."""
	return reconcile(blok.dari, blok.sampai, _list_pemakaian(blok), {b.nomor for b in blok.tidak_dipakai})


def _list_pemakaian(blok) -> list[Pemakaian]:
	resmi = frappe.get_all(
		"Agenda Naskah",
		[["unit_kerja", "=", blok.unit_kerja], ["tahun", "=", blok.tahun], *_within("nomor", blok)],
		["nomor", "naskah"],
	)
	ganda = frappe.get_all(
		"Naskah Masuk",
		[
			["unit_penerima", "=", blok.unit_kerja],
			["tanggal_diterima", ">=", f"{blok.tahun}-01-01"],
			["tanggal_diterima", "<=", f"{blok.tahun}-12-31"],
			["nomor_ganda", "=", 1],
			*_within("nomor_cadangan", blok),
		],
		["nomor_cadangan as nomor", "name as naskah"],
		order_by="creation asc",
	)
	return [
		*(Pemakaian(b.nomor, b.naskah) for b in resmi),
		*(Pemakaian(b.nomor, b.naskah, resmi=False) for b in ganda),
	]


def _within(field: str, blok) -> list[list]:
	"""Core takes `between` for dates."""
	return [[field, ">=", blok.dari], [field, "<=", blok.sampai]]


def view_blok(blok) -> dict:
	"""The reconciliation as the form shows it; subjects only of letters that the user may see."""
	hasil = reconcile_blok(blok)
	naskah: dict[int, list[str]] = {}
	for p in _list_pemakaian(blok):
		naskah.setdefault(p.nomor, []).append(p.naskah)
	semua = [n for daftar in naskah.values() for n in daftar]
	agenda_naskah = dict(
		frappe.get_all(
			"Naskah Masuk", {"name": ("in", semua or [""])}, ["name", "nomor_agenda"], as_list=True
		)
	)
	terlihat = {n.name: n for n in list_visible(semua)}
	return {
		"kosong": render_nomor(hasil.kosong),
		"tidak_dipakai": render_nomor(hasil.tidak_dipakai),
		"banyak": {
			"dipakai": len(hasil.dipakai),
			"kosong": len(hasil.kosong),
			"tidak_dipakai": len(hasil.tidak_dipakai),
			"ganda": len(hasil.ganda),
		},
		"baris": [
			{
				"nomor": nomor,
				"ganda": nomor in hasil.ganda,
				"naskah": [
					{"nomor_agenda": agenda_naskah[n], **(terlihat[n] if n in terlihat else {})}
					for n in hasil.ganda.get(nomor, naskah[nomor])
				],
			}
			for nomor in hasil.dipakai
		],
	}


def mark_unused(blok, teks: str, alasan: str) -> list[int]:
	"""Declare numbers (`3, 5-8`) of an open block unused, with a reason; returns them."""
	_require_open(blok)
	if not alasan.strip():
		_refuse_blok(_("Sebutkan alasan nomor itu tidak dipakai, misalnya lembarnya rusak."))
	try:
		nomor = parse_nomor(teks)
	except ValueError as e:
		_refuse_blok(_("{0} bukan nomor atau rentang nomor. Tulis misalnya 3, 5-8.").format(e.args[0]))
	kosong = set(reconcile_blok(blok).kosong)
	if lain := [n for n in nomor if n not in kosong]:
		_refuse_blok(
			_("Nomor {0} tidak kosong dalam blok ini. Sebutkan hanya nomor yang belum terpakai.").format(
				render_nomor(lain)
			)
		)
	for n in nomor:
		blok.append("tidak_dipakai", {"nomor": n, "alasan": alasan.strip()})
	blok.flags.dari_layanan = True
	blok.save(ignore_permissions=True)
	return nomor


def close(blok) -> None:
	"""Close a block all of whose numbers are accounted for."""
	_require_open(blok)
	hasil = reconcile_blok(blok)
	if not hasil.tuntas:
		_refuse_blok(
			_("Nomor {0} belum jelas. Catat naskahnya, atau nyatakan tidak dipakai dengan alasannya.").format(
				frappe.bold(render_nomor(hasil.kosong))
			)
		)
	blok.keadaan, blok.ditutup_pada, blok.ditutup_oleh = DITUTUP, now_datetime(), get_konteks().pegawai
	blok.flags.dari_layanan = True
	blok.save(ignore_permissions=True)


def _require_open(blok) -> None:
	if blok.keadaan != TERBUKA:
		_refuse_blok(_("Blok {0} sudah ditutup.").format(frappe.bold(blok.judul)))


def _refuse_blok(pesan: str) -> None:
	frappe.throw(pesan, BlokAgendaError, title=_("Blok Agenda"))
