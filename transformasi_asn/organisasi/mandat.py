"""A Surat Perintah from proposal to end: it opens, ends and follows the placement that it orders.

Who may do what comes from position and date, as everywhere: the person in charge of a post above the one
concerned approves; where nobody stands above, Pengelola Kepegawaian does.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import escape_html, format_date, getdate, now

from transformasi_asn import basisdata
from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.domain.aturan_penempatan import (
	SEMENTARA,
	periksa_batas_sementara,
	periksa_penempatan,
)
from transformasi_asn.organisasi.domain.mandat import (
	BOLEH_MENGUSULKAN,
	SATU_HARI,
	Langkah,
	Pemberi,
	PeranSurat,
	StatusSurat,
	hitung_selesai,
	list_langkah,
	periksa_keadaan,
	periksa_mandat_ulang,
	periksa_pemberi,
	periksa_perpanjangan,
)
from transformasi_asn.organisasi.domain.pelanggaran import Pelanggaran
from transformasi_asn.organisasi.domain.sebutan import label_of
from transformasi_asn.organisasi.domain.struktur import FaktaPenempatan
from transformasi_asn.organisasi.exceptions import (
	LangkahSuratError,
	MasaPenempatanError,
	NomorSuratError,
	PltLewatBatasError,
	SuratTetapError,
	UsulGandaError,
	render,
	throw_first,
)

DOCTYPE = "Surat Perintah"
PERAN_KEPEGAWAIAN = "Pengelola Kepegawaian"
TERBUKA = (StatusSurat.DIUSULKAN.value, StatusSurat.DISETUJUI.value)


# -- who stands how to it --------------------------------------------------------------------------


def get_peran(surat, user: str | None = None) -> set[PeranSurat]:
	"""The roles of `user` (default: the session's) on this Surat Perintah, today."""
	user = user or frappe.session.user
	if user == "Administrator":
		return {PeranSurat.KEPEGAWAIAN, PeranSurat.ATASAN}
	peran: set[PeranSurat] = set()
	kepegawaian = PERAN_KEPEGAWAIAN in frappe.get_roles(user)
	if kepegawaian:
		peran.add(PeranSurat.KEPEGAWAIAN)
	if not surat.jabatan:
		return peran
	if kepegawaian and not has_superior(surat.jabatan):
		peran.add(PeranSurat.ATASAN)
	pegawai = services.find_pegawai(user)
	if not pegawai:
		return peran
	if pegawai == surat.pegawai:
		peran.add(PeranSurat.PELAKSANA)
	if pegawai == surat.pengusul:
		peran.add(PeranSurat.PENGUSUL)
	for p in services.get_struktur().penempatan(surat.jabatan):
		if p.pegawai == pegawai:
			peran.add(PeranSurat.PEMEGANG if p.memegang else PeranSurat.WAKIL)
	if find_superior_post(surat.jabatan, pegawai):
		peran.add(PeranSurat.ATASAN)
	return peran


def find_superior_post(jabatan: str, pegawai: str) -> str | None:
	"""The nearest post above `jabatan` of which the person is in charge today."""
	atas = services.get_fakta_jabatan(jabatan).atasan
	pangkuan = {p.jabatan for p in services.list_pangkuan(pegawai) if p.alamat}
	while atas:
		if atas in pangkuan:
			return atas
		atas = services.get_fakta_jabatan(atas).atasan
	return None


def has_superior(jabatan: str) -> bool:
	"""Whether somebody is in charge of the post above."""
	atas = services.get_fakta_jabatan(jabatan).atasan
	return bool(atas) and services.get_pemangku(atas).pegawai is not None


def list_terbuka(surat) -> list[Langkah]:
	"""Steps that the session's user may take now."""
	berakhir = bool(surat.sampai) and selesai_of(surat) <= getdate()
	return list_langkah(surat.status, get_peran(surat), berakhir)


def has_permission(doc, ptype: str | None = None, user: str | None = None, **_kw) -> bool:
	"""Permission hook: everybody with the role reads; a proposal is changed by its proposer or by HR."""
	if ptype not in ("write", "delete") or doc.is_new():
		return True
	# asked of the stored row: what the caller sends must not put him in charge of it
	tersimpan = frappe.get_doc(DOCTYPE, doc.name)
	boleh = {PeranSurat.PENGUSUL, PeranSurat.KEPEGAWAIAN}
	return tersimpan.status == StatusSurat.DIUSULKAN.value and bool(get_peran(tersimpan, user) & boleh)


def name_actor(surat) -> str:
	"""Who acts, with the post that gives him the say, as it is kept in the document."""
	user = frappe.session.user
	pegawai = services.find_pegawai(user)
	if not pegawai:
		return frappe.utils.get_fullname(user)
	nama = frappe.get_cached_value("Pegawai ASN", pegawai, "nama")
	pangkuan = {p.jabatan: p for p in services.list_pangkuan(pegawai)}
	sebagai = find_superior_post(surat.jabatan, pegawai) or surat.jabatan
	if sebagai not in pangkuan:
		sebagai = next(iter(pangkuan), None)
	if not sebagai:
		return nama
	return label_of(nama, services.get_fakta_jabatan(sebagai).nama, pangkuan[sebagai].kapasitas)


# -- the rules -------------------------------------------------------------------------------------


def selesai_of(surat) -> date:
	"""First day no longer on duty."""
	return hitung_selesai(
		getdate(surat.sampai), getdate(surat.hari_terakhir) if surat.hari_terakhir else None
	)


def fakta_of(surat) -> FaktaPenempatan:
	"""The placement that the letter orders, as the rules see it."""
	return FaktaPenempatan(
		name=find_penempatan(surat.name) or surat.name or "",
		pegawai=surat.pegawai,
		jabatan=surat.jabatan,
		kapasitas=surat.kapasitas,
		mulai=getdate(surat.mulai),
		selesai=selesai_of(surat),
		wewenang_rahasia=bool(surat.wewenang_rahasia),
	)


def find_penempatan(surat: str | None) -> str | None:
	"""The placement that this Surat Perintah made."""
	return frappe.db.get_value("Penempatan", {"surat_perintah": surat}) if surat else None


def check(surat) -> None:
	"""Refuse what the placement could not become, and a second proposal for the same post and days."""
	calon = fakta_of(surat)
	(jabatan,) = pembaca.select_jabatan(lambda j: j.name == surat.jabatan)
	di_jabatan = pembaca.select_penempatan(lambda p: p.jabatan == surat.jabatan)
	milik = pembaca.select_penempatan(lambda p: p.pegawai == surat.pegawai)
	aktif = bool(frappe.db.get_value("Pegawai ASN", surat.pegawai, "aktif"))
	larang = pembaca.is_mandat_ulang_dilarang()
	throw_first(
		[
			*periksa_penempatan(calon, jabatan, di_jabatan, milik, getdate(), aktif),
			*periksa_keadaan(calon, jabatan, di_jabatan),
			*periksa_mandat_ulang(calon, jabatan, di_jabatan, larang),
			*check_perpanjangan(surat, calon),
		],
		_("Surat Perintah"),
	)
	refuse_second_proposal(surat, calon)


def check_perpanjangan(surat, calon: FaktaPenempatan) -> list[Pelanggaran]:
	if not surat.perpanjangan_dari:
		return []
	lama = frappe.get_doc(DOCTYPE, surat.perpanjangan_dari)
	if lama.status != StatusSurat.DITETAPKAN.value:
		pesan = "Yang diperpanjang harus Surat Perintah yang sudah ditetapkan."
		return [Pelanggaran("perpanjangan", "perpanjangan_dari", pesan)]
	return periksa_perpanjangan(calon, fakta_of(lama))


def refuse_second_proposal(surat, calon: FaktaPenempatan) -> None:
	"""Two open proposals would only meet when the second gets its number."""
	for lain in frappe.get_all(
		DOCTYPE,
		filters={
			"jabatan": surat.jabatan,
			"status": ("in", TERBUKA),
			"name": ("!=", surat.name or ""),
		},
		fields=["name", "judul", "mulai", "sampai"],
	):
		if replace(calon, mulai=lain.mulai, selesai=lain.sampai + SATU_HARI).selang.bertumpang(calon.selang):
			frappe.throw(
				_(
					"Untuk jabatan dan masa yang sama sudah ada usul {0} ({1} s.d. {2}). Tolak usul itu atau ubah masanya."
				).format(
					frappe.bold(escape_html(lain.judul)), format_date(lain.mulai), format_date(lain.sampai)
				),
				UsulGandaError,
				title=_("Usul Ganda"),
			)


def list_lewat_batas(surat) -> tuple[list[Pelanggaran], bool]:
	"""What exceeds the limits of length and level, and whether the settings refuse it."""
	calon = fakta_of(surat)
	(jabatan,) = pembaca.select_jabatan(lambda j: j.name == surat.jabatan)
	milik = pembaca.select_penempatan(lambda p: p.pegawai == surat.pegawai)
	batas, tolak = pembaca.read_batas_sementara()
	asal = pembaca.select_jabatan_definitif(surat.pegawai, calon.mulai)
	return periksa_batas_sementara(calon, jabatan, asal, milik, batas), tolak


def check_batas(surat) -> None:
	"""Beyond the limits an order is approved only with its basis, or not at all."""
	lewat, tolak = list_lewat_batas(surat)
	if tolak:
		throw_first(lewat, _("Batas Plt/Plh"))
	if lewat and not (surat.dasar_pengecualian or "").strip():
		frappe.throw(
			render(lewat[0]) + " " + _("Isi Dasar Pengecualian bila penugasan ini tetap diperlukan."),
			PltLewatBatasError,
			title=_("Melewati ketentuan Plt/Plh"),
		)


def list_konflik(surat) -> list[str]:
	"""Where the person would stand on both sides of a report (hook `konflik_mandat`), as sentences."""
	return [
		kalimat
		for cara in frappe.get_hooks("konflik_mandat")
		for kalimat in frappe.get_attr(cara)(surat.jabatan, surat.pegawai)
	]


def view(surat) -> dict[str, Any]:
	"""What the form shows besides its fields: steps open to the user, and what to weigh before approving."""
	terbuka = surat.status in TERBUKA and not surat.is_new()
	return {
		"langkah": [langkah.value for langkah in list_terbuka(surat)],
		"boleh_ubah": has_permission(surat, "write"),
		"peringatan": [render(p) for p in list_lewat_batas(surat)[0]] if terbuka else [],
		"konflik": list_konflik(surat) if terbuka else [],
		"penempatan": find_penempatan(surat.name),
		"keadaan": state_of(surat),
	}


def state_of(surat) -> str:
	"""Where it stands today, in one word: an order that has its number lives by its dates."""
	if surat.status != StatusSurat.DITETAPKAN.value:
		return surat.status
	if getdate(surat.mulai) > getdate():
		return "Akan Datang"
	return "Berlaku" if selesai_of(surat) > getdate() else "Berakhir"


# -- steps -----------------------------------------------------------------------------------------


def may_propose(surat) -> bool:
	"""Who holds the post or stands above it proposes; a stand-in only when mandates may be handed on."""
	peran = get_peran(surat)
	if pembaca.is_mandat_ulang_dilarang():
		peran = peran - {PeranSurat.WAKIL}
	return bool(peran & BOLEH_MENGUSULKAN)


def take(nama: str, langkah: Langkah):
	"""The document under its lock, when the session's user may take this step now."""
	surat = basisdata.get_locked(DOCTYPE, nama)
	surat.check_permission("read")
	if langkah not in list_terbuka(surat):
		frappe.throw(
			_(
				"Surat Perintah berstatus {0}; langkah {1} tidak tersedia bagi Anda. Muat ulang halaman."
			).format(frappe.bold(_(state_of(surat))), frappe.bold(_(langkah.value))),
			LangkahSuratError,
			title=_("Langkah Tidak Tersedia"),
		)
	surat.flags.dari_layanan = True
	return surat


def approve(nama: str):
	"""The superior gives the mandate; everything is checked as it stands now."""
	surat = take(nama, Langkah.SETUJUI)
	pemberi = services.find_pegawai(frappe.session.user)
	mewakili = PeranSurat.WAKIL in get_peran(surat)
	throw_first(
		periksa_pemberi(fakta_of(surat), Pemberi(pemberi, mewakili), pembaca.is_mandat_ulang_dilarang()),
		_("Pemberi Mandat"),
	)
	check_batas(surat)
	surat.status = StatusSurat.DISETUJUI.value
	surat.penyetuju, surat.nama_penyetuju = pemberi, name_actor(surat)
	surat.disetujui_pada = now()
	surat.save(ignore_permissions=True)
	return surat


def refuse(nama: str, alasan: str):
	"""Refuse a proposal, with the reason."""
	surat = take(nama, Langkah.TOLAK)
	surat.alasan_akhir = require_text(alasan, _("Alasan"))
	surat.status = StatusSurat.DITOLAK.value
	surat.ditetapkan_oleh = name_actor(surat)
	surat.save(ignore_permissions=True)
	return surat


def number(nama: str, nomor: str, tanggal: str | date):
	"""The order gets number and date, and from then on the placement stands."""
	surat = take(nama, Langkah.TETAPKAN)
	surat.nomor_surat = require_text(nomor, _("Nomor Surat"))
	surat.tanggal_surat = getdate(tanggal)
	refuse_used_number(surat)
	refuse_past_duty(surat)
	check(surat)
	check_batas(surat)
	surat.status = StatusSurat.DITETAPKAN.value
	surat.ditetapkan_oleh, surat.ditetapkan_pada = name_actor(surat), now()
	surat.save(ignore_permissions=True)
	open_placement(surat)
	return surat


def refuse_past_duty(surat) -> None:
	"""A mandate is not given for days that are over."""
	if selesai_of(surat) <= getdate():
		frappe.throw(
			_(
				"Masa tugas pada surat ini sudah lewat ({0}), jadi tidak dapat lagi ditetapkan. Usulkan Surat Perintah baru dengan masa yang baru."
			).format(frappe.bold(format_date(surat.sampai))),
			MasaPenempatanError,
			title=_("Masa Tugas"),
		)


def open_placement(surat) -> None:
	penempatan = frappe.get_doc(
		{
			"doctype": "Penempatan",
			"pegawai": surat.pegawai,
			"jabatan": surat.jabatan,
			"kapasitas": surat.kapasitas,
			"mulai": surat.mulai,
			"selesai": selesai_of(surat),
			"nomor_surat": surat.nomor_surat,
			"tanggal_surat": surat.tanggal_surat,
			"wewenang_rahasia": surat.wewenang_rahasia if surat.kapasitas in SEMENTARA else 0,
			"dasar": surat.dasar_pengecualian,
			"surat_perintah": surat.name,
		}
	)
	penempatan.flags.dari_surat = True
	penempatan.insert(ignore_permissions=True)


def end(nama: str, hari_terakhir: str | date, alasan: str):
	"""End an order before its day; one whose last day lies before its first is withdrawn."""
	surat = take(nama, Langkah.AKHIRI)
	surat.hari_terakhir = terakhir = getdate(hari_terakhir)
	surat.alasan_akhir = require_text(alasan, _("Alasan"))
	if terakhir >= getdate(surat.sampai):
		frappe.throw(
			_("Hari terakhir harus sebelum {0}. Untuk masa yang lebih lama, buat perpanjangan.").format(
				frappe.bold(format_date(surat.sampai))
			),
			LangkahSuratError,
			title=_("Hari Terakhir"),
		)
	if terakhir < getdate() - SATU_HARI:
		frappe.throw(
			_("Hari terakhir paling awal kemarin: yang sudah dilakukan atas nama jabatan ini tetap sah."),
			LangkahSuratError,
			title=_("Hari Terakhir"),
		)
	dicabut = terakhir < getdate(surat.mulai)
	if dicabut:
		surat.status = StatusSurat.DICABUT.value
	surat.save(ignore_permissions=True)
	penempatan = frappe.get_doc("Penempatan", find_penempatan(surat.name))
	penempatan.flags.dari_surat = True
	if dicabut:
		penempatan.delete(ignore_permissions=True)
	else:
		penempatan.selesai = selesai_of(surat)
		penempatan.save(ignore_permissions=True)
	return surat


def propose_extension(nama: str) -> dict[str, Any]:
	"""A new Surat Perintah that goes on where this one ends; nothing is saved."""
	surat = take(nama, Langkah.PERPANJANG)
	baru = {
		field: surat.get(field) for field in ("kapasitas", "jabatan", "pegawai", "sebab", "wewenang_rahasia")
	}
	return {**baru, "perpanjangan_dari": surat.name, "mulai": str(selesai_of(surat))}


def require_text(teks: str, label: str) -> str:
	if not (teks or "").strip():
		frappe.throw(_("Isi {0} dahulu.").format(label), frappe.MandatoryError, title=_("Belum Diisi"))
	return teks.strip()


def refuse_used_number(surat) -> None:
	"""A number is used once a year within a perangkat daerah: each keeps a register of its own."""
	s, j = DocType(DOCTYPE), DocType("Jabatan")
	tahun = surat.tanggal_surat.year
	pd = services.find_perangkat_daerah(services.get_fakta_jabatan(surat.jabatan).unit)
	for judul, unit in (
		frappe.qb.from_(s)
		.join(j)
		.on(j.name == s.jabatan)
		.select(s.judul, j.unit_kerja)
		.where((s.nomor_surat == surat.nomor_surat) & (s.name != surat.name))
		.where(s.tanggal_surat[date(tahun, 1, 1) : date(tahun, 12, 31)])
		.orderby(s.name)
		.run()
	):
		if services.find_perangkat_daerah(unit) == pd:
			frappe.throw(
				_("Nomor {0} sudah dipakai pada tahun {1} untuk {2}. Periksa nomornya.").format(
					frappe.bold(escape_html(surat.nomor_surat)), tahun, escape_html(judul)
				),
				NomorSuratError,
				title=_("Nomor Surat"),
			)


def refuse_change_of_record(surat, berubah: list[str]) -> None:
	frappe.throw(
		_("Bagian ini sudah menjadi catatan dan tidak dapat diubah: {0}.").format(", ".join(berubah)),
		SuratTetapError,
		title=_("Surat Perintah Tetap"),
	)
