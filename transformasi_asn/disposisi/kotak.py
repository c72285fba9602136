"""The inbox: counters and first page of `domain/kotak.py`, each in one statement. Reads only.

Per box, stage and address one capped piece that its index answers; a page shows the newest of the pieces.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.disposisi import desk
from transformasi_asn.disposisi.domain.kotak import (
	BAGIAN_TERBUKA,
	BATAS,
	KOTAK,
	MENURUT_KUNCI,
	Kotak,
	Pihak,
	Saringan,
	Syarat,
	show_count,
)
from transformasi_asn.disposisi.exceptions import KotakTidakDikenalError
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import alamat
from transformasi_asn.permissions.konteks import Konteks, get_konteks

SEHALAMAN = 20
TERBANYAK = 500

CABANG: dict[Pihak, Callable[[Konteks], list[str]]] = {
	Pihak.TUJUAN: alamat.letter_addressed,
	Pihak.REGISTER: alamat.letter_registered,
	Pihak.PENERIMA: alamat.task_received,
	Pihak.ORANG: alamat.task_by_name,
	Pihak.TEMBUSAN: alamat.copy_received,
	Pihak.PEMBERI: alamat.task_given,
	Pihak.KEPALA: alamat.task_asked,
	Pihak.KEPALA_ANGGOTA: alamat.member_asked,
	Pihak.PIMPINAN_TIM: alamat.member_of_own_team,
	Pihak.PENULIS: alamat.draft_own,
	Pihak.PENGIRIM: alamat.order_own,
	Pihak.ATASAN: alamat.mandate_below,
}
# sides whose rows stand in a child table
ANAK = {
	Pihak.TEMBUSAN: "Penerima Disposisi",
	Pihak.KEPALA_ANGGOTA: "Anggota Pokja",
	Pihak.PIMPINAN_TIM: "Anggota Pokja",
}
KOLOM = {
	"Tugas": desk.KOLOM_TUGAS,
	"Naskah Masuk": (
		"name",
		"perihal",
		"keamanan",
		"pengirim",
		"nomor_surat",
		"nomor_agenda",
		"jenis_naskah",
		"urgensi",
		"tanggal_diterima",
		"tujuan_jabatan",
		"tenggat",
		"workflow_state",
		"tahap",
		"dibaca_pada",
		"creation",
	),
	"Disposisi": (
		"name",
		"naskah",
		"perihal",
		"keamanan",
		"nama_pemberi",
		"docstatus",
		"tanggal",
		"tenggat",
		"terpenuhi_pada",
		"creation",
	),
	"Pokja": (
		"name",
		"nama",
		"jenis_tim",
		"unit_kerja",
		"mulai",
		"selesai",
		"workflow_state",
		"tahap",
		"modified",
	),
	"Surat Perintah": ("name", "judul", "kapasitas", "jabatan", "pegawai", "mulai", "sampai", "status"),
}


def get_labels() -> dict[str, str]:
	"""What each box is called."""
	return {
		"naskah_belum_dibaca": _("Naskah belum dibaca"),
		"naskah_belum_ditindaklanjuti": _("Naskah belum ditindaklanjuti"),
		"disposisi_belum_dibaca": _("Disposisi belum dibaca"),
		"disposisi_belum_ditindaklanjuti": _("Disposisi belum ditindaklanjuti"),
		"tembusan_belum_dibaca": _("Tembusan belum dibaca"),
		"laporan_belum_diverifikasi": _("Laporan belum diverifikasi"),
		"menunggu_persetujuan": _("Belum disetujui"),
		"konsep_belum_dikirim": _("Disposisi belum dikirim"),
		"menunggu_orang_lain": _("Menunggu orang lain"),
		"terlambat": _("Terlambat"),
		"surat_perintah": _("Surat Perintah belum disetujui"),
		"anggota_menunggu": _("Anggota tim belum dijawab"),
		"naskah_unit": _("Naskah unit belum didisposisikan"),
		"terkirim": _("Terkirim"),
		"selesai": _("Selesai"),
	}


def get_kotak(kunci: str) -> Kotak:
	"""Raises KotakTidakDikenalError."""
	if kunci not in MENURUT_KUNCI:
		frappe.throw(_("Kotak tidak dikenal."), KotakTidakDikenalError)
	return MENURUT_KUNCI[kunci]


def list_own(k: Konteks) -> list[Kotak]:
	"""The boxes of this user: a registry has one more."""
	return [x for x in KOTAK if x.kunci != "naskah_unit" or k.unit_tata_usaha]


# -- counting ------------------------------------------------------------------------------------


def count(user: str | None = None, kunci: tuple[str, ...] = ()) -> dict[str, int | str]:
	"""Key of each counted box (or of those named) → how much lies in it, "1000+" beyond that. One statement."""
	return {nama: show_count(jumlah) for nama, jumlah in count_capped(user, kunci).items()}


def count_capped(user: str | None = None, kunci: tuple[str, ...] = ()) -> dict[str, int]:
	"""As `count`, in numbers: BATAS + 1 stands for more."""
	k = get_konteks(user)
	dihitung = [get_kotak(nama) for nama in kunci] or [x for x in list_own(k) if x.dihitung]
	hasil = {x.kunci: 0 for x in dihitung}
	bagian = [(x.kunci, potongan) for x in dihitung for potongan in _pieces(x, k)]
	if not bagian:
		return hasil
	# one number for each piece
	angka = frappe.db.sql(
		"select "
		+ ", ".join(
			f"(select count(*) from ({potongan} limit {BATAS + 1}) b{n}) n{n}"
			for n, (_kunci, potongan) in enumerate(bagian)
		)
	)[0]
	for (nama, _potongan), jumlah in zip(bagian, angka, strict=True):
		hasil[nama] = min(hasil[nama] + cint(jumlah), BATAS + 1)
	return hasil


# -- a page --------------------------------------------------------------------------------------


def list_rows(kunci: str, batas: int = SEHALAMAN, user: str | None = None) -> list[frappe._dict]:
	"""The newest of a box, at most `batas`; tasks with `posisi` and `bendera`, orders with `kemajuan`."""
	x = get_kotak(kunci)
	potongan = _pieces(x, get_konteks(user))
	if not potongan:
		return []
	urut = f"`tab{x.doctype}`.`{x.urut}`"
	semua = " union all ".join(
		f"select * from ({p} order by {urut} desc limit {cint(batas)}) p{n}" for n, p in enumerate(potongan)
	)
	baris = frappe.db.sql(
		f"""select {_columns(x, basisdata.is_postgres())} from ({semua}) semua
		join `tab{x.doctype}` on `tab{x.doctype}`.`name` = semua.nama
		order by semua.saat desc, `tab{x.doctype}`.`name` limit {cint(batas)}""",
		as_dict=True,
	)
	_complete(x, baris)
	return baris


@cache
def _columns(x: Kotak, postgres: bool) -> str:
	"""What is shown of an item, and read along: whether a task has open parts, how far an order is."""
	t = DocType(x.doctype)
	kolom = [f"`tab{x.doctype}`.`{k}`" for k in KOLOM[x.doctype]]
	if x.doctype == "Tugas":
		kolom.append(
			f"(`tabTugas`.`tahap` = '{Tahap.MENUNGGU.value}' and {_open_parts(t, True)}) {BAGIAN_TERBUKA}"
		)
	if x.kunci == "terkirim":
		b = DocType("Tugas").as_("bagian")
		bagian = frappe.qb.from_(b).select(Count("*")).where(b.disposisi == t.name)
		kolom += [
			f"({kueri.get_sql()}) {nama}"
			for nama, kueri in (
				("jumlah", bagian),
				("selesai", bagian.where(b.tahap == Tahap.SELESAI.value)),
				("belum_dibaca", bagian.where((b.tahap == Tahap.BARU.value) & b.dibaca_pada.isnull())),
				("terbuka", bagian.where(b.tahap.isin(TAHAP_TERBUKA))),
			)
		]
	return ", ".join(kolom)


def _complete(x: Kotak, baris: list[frappe._dict]) -> None:
	if x.doctype == "Tugas":
		desk.complete_rows(baris, {b.name for b in baris if b.pop(BAGIAN_TERBUKA)})
	elif x.kunci == "terkirim":
		for b in baris:
			b.kemajuan = {k: b.pop(k) for k in ("jumlah", "selesai", "belum_dibaca", "terbuka")}


def view(kunci: str | None = None, batas: int = SEHALAMAN) -> dict:
	"""The page: every box with its number, and the newest of one (default: the first that is not empty)."""
	k, jumlah = get_konteks(), count()
	label = get_labels()
	kotak = list_own(k)
	terbuka = get_kotak(kunci) if kunci else next((x for x in kotak if jumlah.get(x.kunci)), kotak[0])
	batas = max(1, min(cint(batas) or SEHALAMAN, TERBANYAK))
	baris = list_rows(terbuka.kunci, batas + 1)
	return {
		"kotak": [
			{
				"kunci": x.kunci,
				"label": label[x.kunci],
				"arti": _(x.arti),
				"doctype": x.doctype,
				"jumlah": jumlah.get(x.kunci),
				"tindakan": x.tindakan,
			}
			for x in kotak
			if x.pokok or jumlah.get(x.kunci) or x is terbuka
		],
		"pilihan": terbuka.kunci,
		"jabatan": _name_posts(k),
		"sekretaris": k.jabatan_sekretaris,
		"baris": baris[:batas],
		"ada_lagi": len(baris) > batas and batas < TERBANYAK,
	}


def _name_posts(k: Konteks) -> dict[str, str]:
	"""Posts by name, for who has several boxes in one."""
	posts = alamat.posts_of(k)
	return {j: organisasi.get_fakta_jabatan(j).nama for j in posts} if len(posts) > 1 else {}


# -- from meaning to SQL -------------------------------------------------------------------------

CABANG_DI_SINI, KINI = "/*cabang*/", "/*kini*/"


def _pieces(x: Kotak, k: Konteks) -> list[str]:
	"""A statement (nama, saat) for each way to belong to the box and each address; they exclude one another."""
	kini = str(now_datetime())
	cabang = {s.pihak: CABANG[s.pihak](k) for s in x.saringan}
	return [
		_template(x, s, basisdata.is_postgres()).replace(KINI, kini).replace(CABANG_DI_SINI, satu)
		for s in x.saringan
		for satu in cabang[s.pihak]
	]


@cache
def _template(x: Kotak, s: Saringan, postgres: bool) -> str:
	"""What is the same for everybody, rendered once: the query builder takes longer than the database."""
	anak = ANAK.get(s.pihak)
	t, saring = DocType(x.doctype), DocType(anak or x.doctype)
	kueri = frappe.qb.from_(saring)
	if anak:
		kueri = kueri.join(t).on(t.name == saring.parent)
	if anak == "Anggota Pokja":
		# a team with several of them is one item
		kueri = kueri.distinct()
	syarat = [saring[s.kunci[0]] == s.kunci[1]] if s.kunci else []
	syarat += [_render(saring, *satu) for satu in s.syarat if satu[0] != BAGIAN_TERBUKA]
	for satu in syarat:
		kueri = kueri.where(satu)
	teks = kueri.select(t.name.as_("nama"), t[x.urut].as_("saat")).get_sql()
	bagian = [
		f" and {_open_parts(saring, cara is Syarat.ISI)}" for k, cara, _n in s.syarat if k == BAGIAN_TERBUKA
	]
	return f"{teks}{''.join(bagian)} and {CABANG_DI_SINI}"


def _render(t: Any, kolom: str, cara: Syarat, nilai: Any) -> Any:
	if cara is Syarat.SALAH_SATU_ISI:
		return t[kolom].isnotnull() | t[nilai].isnotnull()
	if cara is Syarat.KOSONG:
		return t[kolom].isnull()
	if cara is Syarat.ISI:
		return t[kolom].isnotnull()
	if cara is Syarat.SALAH_SATU:
		return t[kolom].isin(nilai)
	if cara is Syarat.BUKAN:
		return t[kolom].isnull() | t[kolom].notin(nilai)
	return t[kolom] < KINI


def _open_parts(t: Any, ada: bool) -> str:
	"""As `kemajuan.having_open_parts`, of the row at hand: looked up by its index, not read for all tasks first."""
	b, d = DocType("Tugas").as_("bagian"), DocType("Disposisi").as_("perintah")
	kueri = (
		frappe.qb.from_(b)
		.join(d)
		.on(d.name == b.disposisi)
		.select(b.name)
		.where((b.induk == t.name) & b.tahap.isin(TAHAP_TERBUKA) & d.terpenuhi_pada.isnull())
		.limit(1)
	)
	return f"({kueri.get_sql()}) is {'not ' if ada else ''}null"
