"""The inbox: counters and first page of `domain/kotak.py`, each in one statement. Reads only.

Per box, stage and address one capped piece that its index answers; a page shows the newest of the pieces.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, now_datetime
from pypika.terms import ExistsCriterion, LiteralValue

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
	Pihak.TEMBUSAN: alamat.copy_received,
	Pihak.PEMBERI: alamat.task_given,
	Pihak.KEPALA: alamat.task_asked,
	Pihak.PENULIS: alamat.draft_own,
	Pihak.PENGIRIM: alamat.order_own,
	Pihak.ATASAN: alamat.mandate_below,
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
	bagian = [(x.kunci, potongan) for x in dihitung for potongan in _pieces(x, k, _names_of(x))]
	if not bagian:
		return hasil
	kueri = frappe.qb.from_(_one_row())
	for n, (_kunci, potongan) in enumerate(bagian):
		jumlah = frappe.qb.from_(potongan.limit(BATAS + 1).as_(f"b{n}")).select(Count("*"))
		kueri = kueri.select(jumlah.as_(f"n{n}"))
	(angka,) = kueri.run()
	for (nama, _potongan), jumlah in zip(bagian, angka, strict=True):
		hasil[nama] = min(hasil[nama] + cint(jumlah), BATAS + 1)
	return hasil


def _one_row():
	return frappe.qb.from_(DocType("Singles")).select(LiteralValue("1")).limit(1).as_("satu")


# -- a page --------------------------------------------------------------------------------------


def list_rows(kunci: str, batas: int = SEHALAMAN, user: str | None = None) -> list[frappe._dict]:
	"""The newest of a box, at most `batas`; tasks with `posisi` and `bendera`, orders with `kemajuan`."""
	x, k = get_kotak(kunci), get_konteks(user)
	t = DocType(x.doctype)
	potongan = [
		frappe.qb.from_(p.orderby(urut, order=frappe.qb.desc).limit(batas).as_(f"p{n}")).select(
			"nama", "saat"
		)
		for n, (p, urut) in enumerate((p, _order_of(x)) for p in _pieces(x, k, _names_and_order_of(x)))
	]
	if not potongan:
		return []
	semua = potongan[0]
	for p in potongan[1:]:
		semua = semua.union_all(p)
	semua = semua.as_("semua")
	baris = (
		frappe.qb.from_(semua)
		.join(t)
		.on(t.name == semua.nama)
		.select(*(t[kolom] for kolom in KOLOM[x.doctype]), *_derived(x, t))
		.orderby(semua.saat, order=frappe.qb.desc)
		.orderby(t.name)
		.limit(batas)
		.run(as_dict=True)
	)
	_complete(x, baris)
	return baris


def _derived(x: Kotak, t: Any) -> list:
	"""What is read along with the columns: whether a task has open parts, how far an order is."""
	if x.doctype == "Tugas":
		menunggu = (t.tahap == Tahap.MENUNGGU.value) & _open_parts(t, Syarat.ISI)
		return [Case().when(menunggu, 1).else_(0).as_(BAGIAN_TERBUKA)]
	if x.kunci != "terkirim":
		return []
	b = DocType("Tugas").as_("bagian")
	bagian = frappe.qb.from_(b).select(Count("*")).where(b.disposisi == t.name)
	return [
		bagian.as_("jumlah"),
		bagian.where(b.tahap == Tahap.SELESAI.value).as_("selesai"),
		bagian.where((b.tahap == Tahap.BARU.value) & b.dibaca_pada.isnull()).as_("belum_dibaca"),
		bagian.where(b.tahap.isin(TAHAP_TERBUKA)).as_("terbuka"),
	]


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


def _pieces(x: Kotak, k: Konteks, pilih: Callable[[Any, Any], Any]) -> list:
	"""One query for each way to belong to the box and each address; they exclude one another."""
	return [
		pilih(*_from(x, s)).where(_criterion(x, s) & LiteralValue(cabang.replace("%", "%%")))
		for s in x.saringan
		for cabang in CABANG[s.pihak](k)
	]


def _from(x: Kotak, s: Saringan) -> tuple[Any, Any]:
	"""Query and table whose `name` is that of the box's items."""
	if s.pihak is not Pihak.TEMBUSAN:
		t = DocType(x.doctype)
		return frappe.qb.from_(t), t
	p, d = DocType("Penerima Disposisi"), DocType("Disposisi")
	return frappe.qb.from_(p).join(d).on(d.name == p.parent), d


def _names_of(x: Kotak) -> Callable[[Any, Any], Any]:
	return lambda kueri, t: kueri.select(t.name)


def _names_and_order_of(x: Kotak) -> Callable[[Any, Any], Any]:
	return lambda kueri, t: kueri.select(t.name.as_("nama"), t[x.urut].as_("saat"))


def _order_of(x: Kotak) -> Any:
	return DocType(x.doctype)[x.urut]


def _criterion(x: Kotak, s: Saringan) -> Any:
	t = DocType("Penerima Disposisi" if s.pihak is Pihak.TEMBUSAN else x.doctype)
	syarat = [t[s.kunci[0]] == s.kunci[1]] if s.kunci else []
	for kolom, cara, nilai in s.syarat:
		syarat.append(_open_parts(t, cara) if kolom == BAGIAN_TERBUKA else _render(t[kolom], cara, nilai))
	hasil = syarat[0]
	for satu in syarat[1:]:
		hasil = hasil & satu
	return hasil


def _render(kolom: Any, cara: Syarat, nilai: Any) -> Any:
	if cara is Syarat.KOSONG:
		return kolom.isnull()
	if cara is Syarat.ISI:
		return kolom.isnotnull()
	if cara is Syarat.SALAH_SATU:
		return kolom.isin(nilai)
	if cara is Syarat.BUKAN:
		return kolom.isnull() | kolom.notin(nilai)
	return kolom < now_datetime()


def _open_parts(t: Any, cara: Syarat) -> Any:
	"""As `kemajuan.having_open_parts`, of the row at hand."""
	b, d = DocType("Tugas").as_("bagian"), DocType("Disposisi").as_("perintah")
	ada = ExistsCriterion(
		frappe.qb.from_(b)
		.join(d)
		.on(d.name == b.disposisi)
		.select(LiteralValue("1"))
		.where((b.induk == t.name) & b.tahap.isin(TAHAP_TERBUKA) & d.terpenuhi_pada.isnull())
	)
	return ada if cara is Syarat.ISI else ada.negate()
