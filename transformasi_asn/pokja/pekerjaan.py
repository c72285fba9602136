"""Pieces of team work, and what each member contributes to them."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, escape_html, flt, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.disposisi.pelaku import take_pelaku
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja.domain.pekerjaan import TERBUKA, Keadaan
from transformasi_asn.pokja.domain.tim import BagianAnggota, KebijakanTim, KemajuanTim, judge_kemajuan
from transformasi_asn.pokja.exceptions import KontribusiTetapError
from transformasi_asn.pokja.kabar import leader_of, send, title_of

DIAJUKAN, DITERIMA, DIKEMBALIKAN = "Diajukan", "Diterima", "Dikembalikan"


def judge(tim, bagian: dict[str, BagianAnggota] | None = None) -> KemajuanTim:
	"""How far the team is by its policy; `bagian`: its parts, where they are read already."""
	return judge_kemajuan(
		KebijakanTim(tim.kebijakan_selesai or KebijakanTim.SEMUA),
		count_parts(tim.name) if bagian is None else bagian,
		cint(tim.minimal_selesai),
	)


def count_parts(tim: str) -> dict[str, BagianAnggota]:
	"""Person ('' for work that nobody has) → how much of his work is finished, how much open."""
	p = DocType("Pekerjaan Tim")
	hasil: dict[str, list[int]] = defaultdict(lambda: [0, 0])
	kueri = (
		frappe.qb.from_(p)
		.select(p.pegawai, p.keadaan, Count("*"))
		.where((p.tim == tim) & (p.keadaan != Keadaan.DIBATALKAN.value))
		.groupby(p.pegawai, p.keadaan)
	)
	for pegawai, keadaan, jumlah in kueri.run():
		hasil[pegawai or ""][keadaan in TERBUKA] += jumlah
	return {pegawai: BagianAnggota(selesai, terbuka) for pegawai, (selesai, terbuka) in hasil.items()}


def cancel_open(tim: str, alasan: str) -> int:
	"""The team is over: what is open ends with the reason; returns how much."""
	nama = _list_open(tim)
	for satu in nama:
		doc = frappe.get_doc("Pekerjaan Tim", satu)
		doc.update({"keadaan": Keadaan.DIBATALKAN.value, "alasan": alasan})
		_save(doc)
	return len(nama)


def hand_over(tim: str, dari: str, kepada: str | None) -> int:
	"""Open work of one member becomes another's, or nobody's; what was contributed stays with who did it."""
	nama = _list_open(tim, {"pegawai": dari})
	for satu in nama:
		doc = frappe.get_doc("Pekerjaan Tim", satu)
		doc.pegawai = kepada
		_save(doc)
	return len(nama)


def _list_open(tim: str, saring: dict | None = None) -> list[str]:
	saring = {"tim": tim, "keadaan": ("in", TERBUKA), **(saring or {})}
	return frappe.get_all("Pekerjaan Tim", saring, pluck="name", order_by="name")


def _save(doc) -> None:
	doc.flags.layanan = True
	doc.save(ignore_permissions=True)


# -- contributions ---------------------------------------------------------------------------------


def announce_contribution(kontribusi) -> None:
	"""Tell the Ketua (of his own: the leader) that there is something to check."""
	tim = frappe.get_doc("Pokja", kontribusi.tim)
	pemeriksa = tim.ketua if tim.ketua != kontribusi.pegawai else leader_of(tim)
	isi = _("Kontribusi {0} menunggu pemeriksaan Anda: {1}").format(
		escape_html(kontribusi.nama_pegawai), title_of(tim)
	)
	send(kontribusi, isi, [pemeriksa])


def check_contribution(kontribusi, terima: bool, catatan: str) -> str:
	"""Accept a contribution, which then stands, or return it with a note. It is under lock. Returns its state."""
	if "pemeriksa" not in get_peran(kontribusi):
		frappe.throw(
			_("Kontribusi diperiksa oleh Ketua tim; kontribusi Ketua oleh pimpinan yang membentuk tim."),
			frappe.PermissionError,
		)
	if kontribusi.keadaan != DIAJUKAN:
		frappe.throw(
			_("Kontribusi ini tidak sedang menunggu pemeriksaan (sekarang: {0}).").format(
				_(kontribusi.keadaan)
			),
			KontribusiTetapError,
		)
	if not terima and not catatan:
		frappe.throw(_("Sebutkan apa yang perlu diperbaiki."), KontribusiTetapError)
	kontribusi.update(
		{
			"keadaan": DITERIMA if terima else DIKEMBALIKAN,
			"catatan_ketua": catatan or None,
			"diputus_pada": now(),
			"diputus_oleh": take_pelaku().label,
		}
	)
	_save(kontribusi)
	if terima:
		_carry_over(kontribusi)
	isi = _("Kontribusi Anda {0}: {1}").format(
		_(kontribusi.keadaan).lower(), escape_html(catatan or kontribusi.uraian[:140])
	)
	send(kontribusi, isi, [kontribusi.pegawai])
	return kontribusi.keadaan


def _carry_over(kontribusi) -> None:
	"""What was accepted moves the piece of work on; never back."""
	kerja = basisdata.get_locked("Pekerjaan Tim", kontribusi.pekerjaan)
	if kerja.keadaan not in TERBUKA:
		return
	kerja.kemajuan = max(flt(kerja.kemajuan), flt(kontribusi.kemajuan))
	kerja.capaian = max(flt(kerja.capaian), flt(kontribusi.capaian))
	if kerja.keadaan == Keadaan.BELUM.value:
		kerja.keadaan = Keadaan.DIKERJAKAN.value
	_save(kerja)


# -- what the form of a team shows -----------------------------------------------------------------


def view(tim) -> dict:
	"""How far the team and each of its members is: three statements, however many members.

	Numbers only; what is behind them is asked for by permission.
	"""
	bagian = count_parts(tim.name)
	hasil = judge(tim, bagian)
	return {
		"anggota": _list_members(tim, bagian),
		"selesai": hasil.selesai,
		"dibutuhkan": hasil.dibutuhkan,
		"terpenuhi": hasil.terpenuhi,
	}


def _list_members(tim, bagian: dict[str, BagianAnggota]) -> list[dict]:
	"""Per row: consent, pieces of work, contributions, parts as tasks."""
	kontribusi = _count_accepted(tim.name)
	tugas = _count_tasks(tim.name)
	return [
		{
			"pegawai": b.pegawai,
			"nama": b.label,
			"jabatan": b.nama_jabatan or ", ".join(filter(None, [b.jabatan_luar, b.instansi_luar])),
			"peran": b.peran,
			"persetujuan": b.persetujuan,
			"batas_persetujuan": b.batas_persetujuan,
			"alasan_persetujuan": b.alasan_persetujuan,
			"persetujuan_jabatan": b.persetujuan_jabatan,
			"bekerja": b.bekerja,
			"berhenti_pada": b.berhenti_pada,
			"selesai": bagian.get(b.pegawai or "-", BagianAnggota()).selesai,
			"terbuka": bagian.get(b.pegawai or "-", BagianAnggota()).terbuka,
			"kontribusi": kontribusi.get(b.pegawai, 0),
			"tugas_selesai": tugas.get((b.pegawai, True), 0),
			"tugas_terbuka": tugas.get((b.pegawai, False), 0),
		}
		for b in tim.anggota
	]


def _count_accepted(tim: str) -> dict[str, int]:
	k = DocType("Kontribusi Tim")
	kueri = (
		frappe.qb.from_(k)
		.select(k.pegawai, Count("*"))
		.where((k.tim == tim) & (k.keadaan == DITERIMA))
		.groupby(k.pegawai)
	)
	return dict(kueri.run())


def _count_tasks(tim: str) -> dict[tuple[str, bool], int]:
	"""(person, finished) → parts of the team's tasks."""
	t, induk = DocType("Tugas"), DocType("Tugas").as_("induk")
	hasil: dict[tuple[str, bool], int] = defaultdict(int)
	kueri = (
		frappe.qb.from_(t)
		.join(induk)
		.on(induk.name == t.induk)
		.select(t.pegawai, t.tahap, Count("*"))
		.where((induk.tim == tim) & t.tahap.isin((*TAHAP_TERBUKA, Tahap.SELESAI.value)))
		.groupby(t.pegawai, t.tahap)
	)
	for pegawai, tahap, jumlah in kueri.run():
		hasil[pegawai, tahap == Tahap.SELESAI.value] += jumlah
	return hasil
