"""What the desk shows: inboxes and counters, the tree of tasks, why a task came, who could take one.

Reads only. Whatever is listed passes `frappe.get_list`, so it never shows more than the lists do.
"""

from collections import Counter
from datetime import date, datetime
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import add_days, date_diff, get_datetime, getdate, now_datetime

from transformasi_asn.alur.domain import TAHAP_TERBUKA, TAHAP_TERTUTUP, Tahap
from transformasi_asn.basisdata import contains
from transformasi_asn.disposisi import (
	acara,
	jam,
	kemajuan,
	lampiran,
	pantauan,
	services,
	surat_tugas,
	utas,
)
from transformasi_asn.disposisi.calon import Penyusun, get_pesan, resolve_tim, unit_of
from transformasi_asn.disposisi.domain.penerima import check_penerima, derive_pola
from transformasi_asn.disposisi.exceptions import JabatanTindakanError
from transformasi_asn.disposisi.pelaku import choose_post
from transformasi_asn.organisasi import koordinator
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.garis import find_line
from transformasi_asn.organisasi.domain.sebutan import AWALAN, label_of
from transformasi_asn.organisasi.domain.struktur import BUKAN_ALAMAT
from transformasi_asn.organisasi.pembaca import is_aktif
from transformasi_asn.permissions import mandat
from transformasi_asn.permissions.konteks import Konteks, get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.pola import (
	POLA_DIJALANKAN,
	Penetapan,
	Pola,
	choose_instrumen,
	is_override,
	needs_reason,
)

BATAS_POHON = 500
BATAS_USUL = 40
HARI_KUNING = 2

KOLOM_TUGAS = (
	"name",
	"naskah",
	"induk",
	"perihal",
	"keamanan",
	"nama_penerima",
	"nama_pemberi",
	"pola_kerja",
	"workflow_state",
	"tahap",
	"tenggat",
	"jatuh_tempo",
	"dijeda_sejak",
	"dibaca_pada",
	"dibaca_oleh",
	"ditarik_pada",
	"dilaporkan_pada",
	"dikembalikan_pada",
	"persetujuan",
	"persetujuan_jabatan",
	"jabatan",
	"pegawai",
	"tim",
	"pemberi_jabatan",
	"pemberi_pegawai",
	"creation",
)

# Where a task stands, in words; derived from its stage, its open parts and its report, never from the
# name of its state.
BELUM_DIBACA = "Belum dibaca"
DIBACA = "Dibaca"
DIKERJAKAN = "Dikerjakan"
MENUNGGU_BAGIAN = "Menunggu bagiannya"
PERLU_DILAPORKAN = "Perlu dilaporkan"
DILAPORKAN = "Dilaporkan"
DIKEMBALIKAN = "Dikembalikan"
SELESAI = "Selesai"
DIBATALKAN = "Dibatalkan"


def where_stands(
	tahap: str, bagian_terbuka: bool, dilaporkan: bool, dibaca: bool, dikembalikan: bool = False
) -> str:
	"""One of the words above."""
	if tahap == Tahap.BARU.value:
		return DIBACA if dibaca else BELUM_DIBACA
	if tahap == Tahap.BERJALAN.value:
		return DIKERJAKAN
	if tahap == Tahap.MENUNGGU.value:
		if bagian_terbuka:
			return MENUNGGU_BAGIAN
		if dikembalikan:
			return DIKEMBALIKAN
		return DILAPORKAN if dilaporkan else PERLU_DILAPORKAN
	return SELESAI if tahap == Tahap.SELESAI.value else DIBATALKAN


def flag_of(row, posisi: str, kini: datetime) -> str:
	"""Deadline flag as users know it: `kuning` up to two days before, `merah` after it, none once reported.

	`jeda`: the clock stands still.
	"""
	if not row.jatuh_tempo or posisi in (DILAPORKAN, DIKEMBALIKAN, SELESAI, DIBATALKAN):
		return ""
	if row.dijeda_sejak:
		return "jeda"
	if get_datetime(row.jatuh_tempo) < kini:
		return "merah"
	return "kuning" if date_diff(row.jatuh_tempo, kini) <= HARI_KUNING else ""


def complete_rows(rows: list[dict], terbuka: set[str] | None = None) -> None:
	"""Add `posisi`, `bendera` and `umur` (days) to task rows: one query for all.

	`terbuka`: those that wait for a part, where the caller has read it.
	"""
	kini = now_datetime()
	if terbuka is None:
		terbuka = kemajuan.having_open_parts(row.name for row in rows if row.tahap == Tahap.MENUNGGU.value)
	for row in rows:
		row.posisi = where_stands(
			row.tahap,
			row.name in terbuka,
			bool(row.dilaporkan_pada),
			bool(row.dibaca_pada),
			bool(row.dikembalikan_pada),
		)
		row.bendera = flag_of(row, row.posisi, kini)
		row.umur = date_diff(kini, row.creation)


# -- the tree of tasks ---------------------------------------------------------------------------


def get_pohon(naskah: str, sorot: str | None = None) -> list[dict]:
	"""The tasks of a letter that the user may see, in tree order, each with its depth.

	A task he may not see stands as an empty place only where visible ones hang below it.
	"""
	rows = frappe.get_list(
		"Tugas",
		fields=list(KOLOM_TUGAS),
		filters={"naskah": naskah},
		order_by="creation asc",
		limit_page_length=BATAS_POHON,
	)
	complete_rows(rows)
	terlihat = {row.name: row for row in rows}
	induk = _parents_of(naskah) if any(row.induk and row.induk not in terlihat for row in rows) else {}
	simpul: dict[str, dict] = {}
	for row in rows:
		simpul[row.name] = _node(row, sorot)
		atas = row.induk
		while atas and atas not in terlihat and atas not in simpul:
			simpul[atas] = {"tersembunyi": True, "induk": induk.get(atas)}
			atas = induk.get(atas)
	return _in_tree_order(simpul)


def _parents_of(naskah: str) -> dict[str, str | None]:
	"""Task → parent, for the shape of the tree only."""
	return dict(frappe.get_all("Tugas", filters={"naskah": naskah}, fields=["name", "induk"], as_list=True))


def _node(row, sorot: str | None) -> dict:
	return {
		"name": row.name,
		"induk": row.induk,
		"penerima": row.nama_penerima,
		"pemberi": row.nama_pemberi,
		"pola": row.pola_kerja,
		"kelompok": bool(row.tim),
		"status": row.workflow_state,
		"tahap": row.tahap,
		"posisi": row.posisi,
		"dibaca_pada": row.dibaca_pada,
		"dibaca_oleh": row.dibaca_oleh,
		"jatuh_tempo": row.jatuh_tempo,
		"bendera": row.bendera,
		"sorot": row.name == sorot,
	}


def _in_tree_order(simpul: dict[str, dict]) -> list[dict]:
	anak: dict[str | None, list[str]] = {}
	for nama, isi in simpul.items():
		atas = isi["induk"] if isi["induk"] in simpul else None
		anak.setdefault(atas, []).append(nama)
	hasil: list[dict] = []
	antre = [(nama, 0) for nama in reversed(anak.get(None, []))]
	while antre:
		nama, tingkat = antre.pop()
		hasil.append({**simpul[nama], "tingkat": tingkat})
		antre += [(bawah, tingkat + 1) for bawah in reversed(anak.get(nama, []))]
	return hasil


# -- one line: pattern, rule, reason -------------------------------------------------------------


def list_garis(naskah) -> list[dict]:
	"""What was decided for a letter, one line per order of its first giver; before that, what the rules say."""
	terbit = frappe.get_list(
		"Disposisi",
		filters={"naskah": naskah.name, "docstatus": 1, "induk_tugas": ("is", "not set")},
		fields=["name", "penetapan", "nama_pemberi"],
		order_by="creation asc",
		limit_page_length=20,
	)
	if terbit:
		return [{**garis_of(d.penetapan), "pemberi": d.nama_pemberi} for d in terbit if d.penetapan]
	if naskah.tahap in TAHAP_TERTUTUP:
		return []
	return [{**preview_of(_decide_for_letter(naskah)), "usulan": True}]


def garis_of(penetapan: str) -> dict:
	"""A stored decision. The caller has checked that the user may see the order it belongs to."""
	p = frappe.db.get_value(
		"Penetapan Pola",
		penetapan,
		[
			"pola",
			"pola_dijalankan",
			"instrumen",
			"aturan",
			"dasar_hukum",
			"kalimat",
			"penyimpangan",
			"alasan",
		],
		as_dict=True,
	)
	return {**p, "menyimpang": bool(p.penyimpangan)} if p else {}


def preview_of(p: Penetapan, dijalankan: Pola | None = None) -> dict:
	"""A decision not yet stored; `dijalankan`: the pattern that would be run."""
	dijalankan = dijalankan or (p.pola if p.pola in POLA_DIJALANKAN else None)
	return {
		"pola": p.pola.value,
		"pola_dijalankan": dijalankan.value if dijalankan else None,
		"instrumen": (choose_instrumen(p, dijalankan) if dijalankan else p.instrumen).value,
		"aturan": p.aturan,
		"dasar_hukum": p.dasar_hukum,
		"kalimat": p.kalimat,
		"usulkan_tim": p.usulkan_tim,
		"menyimpang": bool(dijalankan) and is_override(p, dijalankan),
		"perlu_alasan": needs_reason(p, dijalankan) if dijalankan else p.pola is Pola.PILIHAN_PIMPINAN,
		"boleh": sorted(pola.value for pola in p.boleh),
	}


def _decide_for_letter(naskah) -> Penetapan:
	return services.decide_for(
		frappe._dict(
			pemberi_jabatan=naskah.tujuan_jabatan,
			kegiatan=naskah.kegiatan,
			tanggal=getdate(),
			pemicu=naskah.pemicu,
			kompleks=naskah.kompleks,
		),
		naskah,
	)


# -- forms ---------------------------------------------------------------------------------------


def view_naskah(naskah) -> dict:
	"""Everything that the letter's form shows besides its fields."""
	peran = get_peran(naskah)
	return {
		"garis": list_garis(naskah),
		"kemajuan": kemajuan.list_kemajuan({"naskah": naskah.name, "induk_tugas": ("is", "not set")}),
		"pohon": get_pohon(naskah.name),
		"peran": sorted(peran),
		"boleh_disposisi": "tujuan" in peran and naskah.tahap in TAHAP_TERBUKA,
		"boleh_catat": mandat.only_records(naskah.tujuan_jabatan, get_konteks())
		and naskah.tahap in TAHAP_TERBUKA,
		"pindaian": lampiran.list_pindaian(naskah),
		"utas": utas.get_utas(naskah.name),
		"acara": view_acara(naskah),
	}


def view_acara(naskah) -> dict | None:
	"""What stands beside the event of a letter: who goes instead, and what else the leader has then."""
	if not naskah.acara_mulai:
		return None
	wakil = acara.list_wakil([naskah.name]).get((naskah.name, naskah.tujuan_jabatan), [])
	return {
		"wakil": wakil,
		"kehadiran": acara.decide_kehadiran(naskah.kehadiran, bool(wakil)).value,
		"bentrok": acara.list_bentrok(naskah),
		"lewat": acara.end_of(naskah) < frappe.utils.now_datetime(),
	}


def view_tugas(tugas) -> dict:
	"""Everything that the task's form shows besides its fields."""
	peran = get_peran(tugas)
	asal = frappe.db.get_value(
		"Disposisi",
		tugas.disposisi,
		["penetapan", "tanggal", "pencatat", "nama_pencatat", "cara_pemberian"],
		as_dict=True,
	)
	garis = garis_of(asal.penetapan) if asal.penetapan else {}
	return {
		"garis": [garis] if garis else [],
		"mengapa": _why(tugas, asal, garis, peran),
		"bertindak": list_acting(tugas),
		"kemajuan": kemajuan.list_kemajuan({"induk_tugas": tugas.name}),
		"pohon": get_pohon(tugas.naskah, sorot=tugas.name),
		"jejak": _list_jejak(tugas.name),
		"peran": sorted(peran),
		"boleh_teruskan": "penerima" in peran
		and tugas.may_hand_on()
		and not mandat.only_records(tugas.jabatan, get_konteks()),
		"boleh_catat": mandat.only_records(tugas.jabatan, get_konteks()) and tugas.may_hand_on(),
		"boleh_alihkan": "pemberi" in peran and bool(tugas.dikembalikan_pada) and tugas.is_open,
		"boleh_setuju": "kepala" in peran and tugas.persetujuan == "Menunggu" and tugas.is_open,
		"boleh_keberatan": "kepala" in peran and tugas.persetujuan == "Diberitahukan" and tugas.is_open,
		"surat_tugas": surat_tugas.find_seen(tugas.disposisi) if tugas.pola_kerja == "Fungsional" else None,
		"posisi": where_stands(
			tugas.tahap,
			bool(tugas.anak_terbuka),
			bool(tugas.dilaporkan_pada),
			bool(tugas.dibaca_pada),
			bool(tugas.dikembalikan_pada),
		),
		"capaian": list_capaian(tugas),
		"waktu": jam.view(tugas, peran),
	}


def list_capaian(tugas) -> list[dict]:
	"""The states that the recipient of this task has reached, each with its time and actor."""
	return pantauan.as_rows(pantauan.trace_tugas([tugas])[tugas.name])


def list_acting(tugas) -> list[dict]:
	"""How the user acts on a task: posts as they are printed, in whose place, until when; one for each side."""
	jabatan = dict.fromkeys(j for _p, j in services.list_acting_posts(tugas) if j)
	return [mandat.describe(j) for j in jabatan]


def _why(tugas, asal: dict, garis: dict, peran: set[str]) -> list[dict]:
	"""Pairs of label and text that answer "Mengapa saya?"; pairs without text are left out."""
	aturan = (
		_("Aturan {0}: {1}").format(garis["aturan"], garis["kalimat"])
		if garis.get("aturan")
		else garis.get("kalimat")
	)
	pasangan = (
		(_("Pola"), ", ".join(filter(None, [garis.get("pola_dijalankan"), garis.get("instrumen")]))),
		(_("Aturan"), aturan),
		(_("Dasar hukum"), garis.get("dasar_hukum")),
		(_("Alasan pimpinan"), garis.get("alasan")),
		(
			_("Diberikan oleh"),
			_("{0}, {1}").format(tugas.nama_pemberi, frappe.format(asal.tanggal, "Date")),
		),
		(_("Dicatat oleh"), _recorder_of(asal)),
		(_("Garis penugasan"), _group_of(tugas, asal)),
		(_("Dialamatkan kepada"), _address_of(tugas)),
		(_("Anda bertindak sebagai"), _capacity_of(tugas) if "penerima" in peran else None),
		(_("Masa jabatan Anda"), _term_of(tugas) if "penerima" in peran else None),
		(_("Peran Anda"), _role_of(tugas) if "penerima" in peran else None),
		(_("Anda melihatnya sebagai"), None if peran else _seen_as(tugas)),
		(_("Laporan diterima oleh"), _acceptor_of(tugas)),
		(_("Pengalihan alamat"), tugas.alasan_pemangku),
		(_("Tenggat"), frappe.format(tugas.tenggat, "Date") if tugas.tenggat else None),
		(_("Langkah"), _("ke-{0} dari pemberi pertama").format(tugas.kedalaman)),
		(_("Persetujuan"), _consent_of(tugas)),
	)
	return [{"label": label, "isi": isi} for label, isi in pasangan if isi]


def _address_of(tugas) -> str:
	if tugas.tim or tugas.pegawai:
		return tugas.nama_penerima
	nama = organisasi.get_fakta_jabatan(tugas.jabatan).nama
	if not tugas.pemangku:
		return _("jabatan {0}; saat diberikan belum ada pemangkunya").format(nama)
	orang = frappe.get_cached_value("Pegawai ASN", tugas.pemangku, "nama")
	kapasitas = tugas.kapasitas_pemangku if tugas.kapasitas_pemangku in AWALAN else None
	return _("jabatan {0}; saat diberikan dipangku {1}").format(nama, label_of(orang, kapasitas))


def _capacity_of(tugas) -> str:
	if tugas.tim:
		return _("Ketua tim")
	if not tugas.jabatan:
		return ""
	# until when is said beside it
	return render_acting({**mandat.describe(tugas.jabatan), "sampai": None})


def render_acting(d: dict) -> str:
	"""`Plh. Kepala Dinas X, mewakili I Wayan A, sampai 5-12-2026`."""
	return ", ".join(
		filter(
			None,
			[
				d["label"],
				_("mewakili {0}").format(d["mewakili"]) if d.get("mewakili") else None,
				_("sampai {0}").format(frappe.format(d["sampai"], "Date")) if d.get("sampai") else None,
			],
		)
	)


def _recorder_of(asal: dict) -> str | None:
	"""Who recorded the order, where its giver did not enter it himself."""
	return f"{asal.nama_pencatat} ({_(asal.cara_pemberian)})" if asal.pencatat else None


def _acceptor_of(tugas) -> str | None:
	"""Who accepts the report of the user, where he is giver and holder of the task by a mandate."""
	if not tugas.is_open or not mandat.is_conflict(tugas, get_konteks()):
		return None
	if not (lain := mandat.find_acceptor(tugas)):
		return None
	return _("{0}, karena pemberi dan penerima tugas ini orang yang sama").format(
		frappe.get_cached_value("Pegawai ASN", lain, "nama")
	)


def _term_of(tugas) -> str | None:
	"""Since when, and until when, the user has the post in which this task is his."""
	k = get_konteks()
	milik = [p for p in organisasi.list_penempatan_aktif(k.pegawai) if p.jabatan == tugas.jabatan]
	if not milik:
		return None
	p = next((p for p in milik if p.kapasitas == k.kapasitas_pada(tugas.jabatan)), milik[0])
	mulai = frappe.format(p.mulai, "Date")
	if not p.selesai:
		return _("{0} sejak {1}").format(p.kapasitas, mulai)
	# stored half-open: the last day is the one before
	return _("{0} sejak {1} sampai {2}").format(
		p.kapasitas, mulai, frappe.format(add_days(p.selesai, -1), "Date")
	)


def _group_of(tugas, asal: dict) -> str | None:
	"""The group by which a koordinator or the Ketua of a Tim Kerja handed the work to this person."""
	kelompok = (
		koordinator.list_kelompok(tugas.pemberi_pegawai, getdate(asal.tanggal)) if tugas.pegawai else ()
	)
	return next(
		(koordinator.name_role(k) for k in kelompok if k.opens(tugas.pemberi_jabatan, tugas.pegawai)), None
	)


def _role_of(tugas) -> str | None:
	"""What the recipient leads, with the period: he may hand routine work on to these groups."""
	kelompok = koordinator.list_kelompok(get_konteks().pegawai, getdate())
	return "; ".join(koordinator.name_role(k) for k in kelompok if k.jabatan in (None, tugas.jabatan))


def _seen_as(tugas) -> str | None:
	"""For whoever neither holds nor gave the task: a copy, or his place above or beside it."""
	k = get_konteks()
	if pantauan.has_copy(tugas.disposisi, tugas.keamanan):
		return _("penerima tembusan")
	if any(organisasi.is_below(tugas.jabatan, j) for j in k.jabatan if tugas.jabatan):
		return _("atasan penerima")
	if tugas.unit_kerja in k.unit_tata_usaha:
		return _("Tata Usaha perangkat daerah yang dituju")
	return _("Auditor") if k.auditor else None


def _consent_of(tugas) -> str | None:
	if tugas.persetujuan in (None, "", "Tidak perlu"):
		return None
	jabatan = organisasi.get_fakta_jabatan(tugas.persetujuan_jabatan).nama
	alasan = f" ({tugas.alasan_persetujuan})" if tugas.alasan_persetujuan else ""
	batas = ""
	if tugas.batas_persetujuan and tugas.persetujuan in ("Menunggu", "Diberitahukan"):
		batas = ", " + _("jawaban sampai {0}").format(frappe.format(tugas.batas_persetujuan, "Datetime"))
	return f"{_(tugas.persetujuan)}: {jabatan}{alasan}{batas}"


def _list_jejak(tugas: str) -> list[dict]:
	rows = frappe.get_list(
		"Jejak Tugas",
		filters={"tugas": tugas},
		fields=[
			"waktu",
			"peristiwa",
			"ke_status",
			"ke_tahap",
			"catatan",
			"nama",
			"nama_jabatan",
			"kapasitas",
		],
		order_by="urutan asc",
		limit_page_length=200,
	)
	return [
		{
			"waktu": row.waktu,
			"peristiwa": row.peristiwa,
			"status": row.ke_status,
			"tahap": row.ke_tahap,
			"catatan": row.catatan,
			"pelaku": label_of(row.nama or "", row.nama_jabatan, row.kapasitas),
		}
		for row in rows
	]


# -- registering a letter ------------------------------------------------------------------------


def propose_naskah(unit_kerja: str | None = None) -> dict:
	"""Where a new letter most likely arrives: the registrar's own unit, addressed to its head."""
	k = get_konteks()
	unit = unit_kerja or next(iter(k.unit_tata_usaha), None) or _own_unit(k)
	kepala = organisasi.get_kepala(unit) if unit else None
	return {"unit_penerima": unit, "tujuan_jabatan": kepala, "tata_usaha": bool(k.unit_tata_usaha)}


def _own_unit(k: Konteks) -> str | None:
	jabatan = next(iter((*k.jabatan, *k.kursi)), None)
	unit = organisasi.get_fakta_jabatan(jabatan).unit if jabatan else None
	return organisasi.find_perangkat_daerah(unit) if unit else None


# -- the calendar of a leader --------------------------------------------------------------------


def list_pimpinan() -> list[dict]:
	"""Posts whose calendar the user may open: his own, his chiefs', and for Tata Usaha the heads of its units."""
	k = get_konteks()
	daftar = [*k.jabatan, *k.jabatan_sekretaris, *(j for u in k.unit_tata_usaha for j in _chiefs_of(u))]
	return [
		{"jabatan": j, "label": organisasi.get_fakta_jabatan(j).nama, "sendiri": j in k.jabatan}
		for j in dict.fromkeys(daftar)
	]


def _chiefs_of(unit: str) -> list[str]:
	"""Address posts in a perangkat daerah and the units below it, in structure order."""
	j, u, pd = DocType("Jabatan"), DocType("Unit Kerja"), DocType("Unit Kerja").as_("pd")
	baris = (
		frappe.qb.from_(j)
		.join(u)
		.on(u.name == j.unit_kerja)
		.join(pd)
		.on((u.lft >= pd.lft) & (u.rgt <= pd.rgt))
		.select(j.name)
		.where(
			(pd.name == unit) & (j.aktif == 1) & (j.jumlah_kursi == 1) & j.jenis.notin(sorted(BUKAN_ALAMAT))
		)
		.orderby(j.lft)
		.run()
	)
	return [nama for (nama,) in baris]


def list_kalender(mulai: str, sampai: str, jabatan: str | None = None) -> list[dict]:
	"""Events of one post, or of all one's own and one's person, as far as the user may know of them."""
	k = get_konteks()
	if jabatan and jabatan not in {p["jabatan"] for p in list_pimpinan()}:
		frappe.throw(
			_("Kalender jabatan ini hanya dibuka pemangkunya, sekretarisnya, dan Tata Usaha unitnya."),
			frappe.PermissionError,
			title=_("Kalender"),
		)
	pegawai = None if jabatan else k.pegawai
	return acara.list_view(
		a for a in acara.list_acara([jabatan] if jabatan else list(k.jabatan), mulai, sampai, pegawai)
	)


# -- giving an order -----------------------------------------------------------------------------


def list_jabatan_saya() -> list[dict]:
	"""Posts the user may act as today, each as it is printed and with what a stand-in should know."""
	k = get_konteks()
	return [
		{"jabatan": j, "label": d["label"], "keterangan": render_acting(d)}
		for j in (*k.jabatan, *k.kursi)
		for d in [mandat.describe(j)]
	]


def list_jabatan_pimpinan() -> list[dict]:
	"""Address posts of which the user is in charge today, as they are printed."""
	return [{"jabatan": j, "label": mandat.describe(j)["label"]} for j in get_konteks().jabatan]


def propose_disposisi(naskah, induk) -> dict:
	"""A new order on a letter or a task, with the facts that its form shows first."""
	services.check_right_to_dispose(naskah, induk)
	asal = frappe.get_doc("Disposisi", induk.disposisi) if induk else naskah
	return {
		"naskah": naskah.name,
		"perihal": naskah.perihal,
		"keamanan": naskah.keamanan,
		"induk_tugas": induk.name if induk else None,
		"pemberi_jabatan": _post_of(None, naskah, induk),
		"kegiatan": asal.kegiatan,
		"pemicu": asal.pemicu or "Tidak ada",
		"kompleks": asal.kompleks,
		"tenggat": jam.propose_deadline(naskah, induk),
		"jabatan_saya": list_jabatan_saya(),
		"sekretaris": services.propose_post(naskah, induk) in get_konteks().jabatan_sekretaris,
	}


def preview_disposisi(isi: dict, naskah, induk) -> dict:
	"""What would be decided for an order as typed, and what is wrong with its recipients; saves nothing."""
	pemberi = _post_of(isi.get("pemberi_jabatan"), naskah, induk)
	if not pemberi:
		return {"pesan": _("Pilih dahulu jabatan pada Bertindak sebagai.")}
	d = frappe._dict(
		pemberi_jabatan=pemberi,
		kegiatan=isi.get("kegiatan"),
		tanggal=getdate(),
		pemicu=isi.get("pemicu"),
		kompleks=frappe.utils.cint(isi.get("kompleks")),
	)
	penetapan = services.decide_for(d, naskah)
	baris = complete_rows_of(isi)
	alamat = Penyusun(pemberi, get_konteks().pegawai, d.tanggal, induk.tim if induk else None).susun(baris)
	calon = [a.calon for a in alamat]
	diminta = isi.get("pola") if isi.get("pola") in [p.value for p in POLA_DIJALANKAN] else None
	pola = services.choose_pola(diminta, penetapan, derive_pola(calon))
	unit = unit_of(organisasi.get_fakta_jabatan(pemberi))
	pesan = get_pesan()
	bertugas = services.list_bertugas(naskah, induk)
	temuan = check_penerima(pola, calon, services.get_kebijakan(), bertugas) if pola and calon else []
	return {
		**preview_of(penetapan, pola),
		"keterangan_rutin": tata_kerja.is_rutin(unit, d.kegiatan, d.tanggal)[1],
		"penerima": [
			{"nama": b.name, "label": a.calon.label, "pengalihan": a.alasan_pemangku}
			for b, a in zip(baris, alamat, strict=True)
		],
		"temuan": [
			{"baris": t.baris, "label": t.label, "pesan": pesan[t.masalah].format(pola.value)}
			for t in temuan
			if t.baris
		],
	}


def choose_giver(diminta: str | None, naskah, induk) -> str:
	"""The post that gives the order; raises when the user may not dispose, or has still to choose."""
	services.check_right_to_dispose(naskah, induk)
	return choose_post(get_konteks(), diminta, services.propose_post(naskah, induk))


def complete_rows_of(isi: dict) -> list:
	"""Rows of recipients that name somebody who exists."""
	baris = [frappe._dict(b) for b in isi.get("penerima") or ()]
	return [
		b
		for b in baris
		if b.jenis_penerima in ("Jabatan", "Pegawai ASN", "Pokja")
		and b.penerima
		and frappe.db.exists(b.jenis_penerima, b.penerima)
	]


def _post_of(diminta: str | None, naskah, induk) -> str | None:
	"""As which post the user would give it; None while he has still to choose."""
	k = get_konteks()
	if diminta and not k.kapasitas_pada(diminta):
		return None
	try:
		return choose_post(k, diminta, services.propose_post(naskah, induk))
	except JabatanTindakanError:
		frappe.clear_last_message()
		return None


# -- proposing recipients ------------------------------------------------------------------------


def propose_penerima(pemberi: str, cari: str = "", tim: str | None = None) -> dict:
	"""Who could take an order of this post: name, post and open load, least burdened officers first.

	Of a team's work (`tim`) its members can take a part, wherever they sit.
	"""
	hari = getdate()
	if tim:
		anggota = _list_members(tim, hari, cari.strip())
		add_load(anggota)
		_add_limits(anggota)
		return {"terpotong": False, "struktural": [], "fungsional": anggota, "tim": [], "anggota_tim": True}
	fakta = organisasi.get_fakta_jabatan(pemberi)
	struktural = _list_on_line(fakta, hari)
	fungsional = _list_officers_below(fakta, hari, cari.strip())
	tim = _list_teams(fakta, hari)
	saring = cari.strip().lower()
	if saring:
		struktural = [c for c in struktural if saring in c["label"].lower()]
		tim = [c for c in tim if saring in c["label"].lower()]
	add_load([*struktural, *fungsional, *tim])
	fungsional.sort(key=lambda c: (c["jenis_jabatan"] != "Fungsional", c["beban"], c["label"]))
	_add_limits([*struktural, *fungsional])
	return {
		"terpotong": any(len(daftar) > BATAS_USUL for daftar in (struktural, fungsional, tim)),
		"struktural": struktural[:BATAS_USUL],
		"fungsional": fungsional[:BATAS_USUL],
		"tim": tim[:BATAS_USUL],
		"anggota_tim": False,
	}


def _list_members(tim: str, hari: date, cari: str) -> list[dict]:
	"""The working members of a team, without who hands its work on."""
	anggota = [p for p in resolve_tim(tim)["anggota"] if p != get_konteks().pegawai]
	# by person, because somebody may hold two posts
	orang = (
		{c["penerima"]: c for c in _list_people(lambda j: j.aktif == 1, hari, cari, anggota)}
		if anggota
		else {}
	)
	return [orang[p] for p in anggota if p in orang]


def _list_on_line(pemberi, hari: date) -> list[dict]:
	"""Direct subordinates and posts on declared lines; people where a post has several seats."""
	struktur, garis = organisasi.get_struktur(hari), organisasi.get_garis(hari)
	kode = list(dict.fromkeys([*struktur.bawahan([pemberi.kode]), *_candidates_on_lines(pemberi, garis)]))
	struktur.preload(kode)
	terpilih = [
		f
		for f in map(organisasi.get_fakta_jabatan, kode)
		if f.aktif and f.kode != pemberi.kode and find_line(pemberi, f, garis, hari)
	]
	hasil = []
	for f in terpilih:
		if f.alamat:
			jalur = find_line(pemberi, f, garis, hari)
			p = organisasi.get_pemangku(f.kode, hari)
			nama = frappe.get_cached_value("Pegawai ASN", p.pegawai, "nama") if p.pegawai else _("kosong")
			kapasitas = p.kapasitas if p.jabatan_bertindak == f.kode else None
			hasil.append(
				_candidate(
					"Jabatan",
					f.kode,
					label_of(nama, f.nama, kapasitas),
					"; ".join(p.alasan) or (jalur.jenis if jalur else ""),
					f.unit,
				)
			)
	berkursi = [f.kode for f in terpilih if not f.alamat]
	hasil += _list_people(lambda j: j.name.isin(berkursi), hari) if berkursi else []
	return hasil + _list_group(pemberi, hari, {c["penerima"] for c in hasil})


def _list_group(pemberi, hari: date, sudah: set[str]) -> list[dict]:
	"""Members of the groups that the user leads from this post, with the group as the reason."""
	k = get_konteks()
	if k.kapasitas_pada(pemberi.kode) is None:
		return []
	alasan = {
		orang: f"{_(kelompok.peran)}: {kelompok.nama}"
		for kelompok in koordinator.list_kelompok(k.pegawai, hari)
		if kelompok.jabatan in (None, pemberi.kode)
		for orang in kelompok.anggota - sudah - {k.pegawai}
	}
	if not alasan:
		return []
	# by person, because somebody may hold two posts
	orang = {
		c["penerima"]: {**c, "keterangan": alasan[c["penerima"]]}
		for c in _list_people(lambda j: j.jenis.isin(sorted(BUKAN_ALAMAT)), hari, pegawai=list(alasan))
	}
	return list(orang.values())


def _candidates_on_lines(pemberi, garis) -> list[str]:
	dari = [
		g for g in garis if g.dari_peran in ("", pemberi.peran) and g.dari_jabatan in (None, "", pemberi.kode)
	]
	pilihan = {
		"peran_struktur": [g.ke_peran for g in dari if g.ke_peran],
		"name": [g.ke_jabatan for g in dari if g.ke_jabatan],
		"koordinator": [pemberi.kode],
	}
	return frappe.get_all(
		"Jabatan",
		filters={"aktif": 1},
		or_filters=[[field, "in", nilai] for field, nilai in pilihan.items() if nilai],
		order_by="lft",
		pluck="name",
	)


def _list_officers_below(pemberi, hari: date, cari: str) -> list[dict]:
	jenis = sorted(BUKAN_ALAMAT) if services.get_kebijakan().pelaksana_fungsional else ["Fungsional"]
	return _list_people(
		lambda j: (j.lft > pemberi.lft) & (j.rgt < pemberi.rgt) & j.jenis.isin(jenis), hari, cari
	)


def _list_people(saring: Any, hari: date, cari: str = "", pegawai: list[str] | None = None) -> list[dict]:
	p, j, o, u = DocType("Penempatan"), DocType("Jabatan"), DocType("Pegawai ASN"), DocType("Unit Kerja")
	kueri = (
		frappe.qb.from_(p)
		.join(j)
		.on(j.name == p.jabatan)
		.join(o)
		.on(o.name == p.pegawai)
		.left_join(u)
		.on(u.name == j.unit_kerja)
		.select(o.name, o.nama, j.nama.as_("jabatan"), j.jenis, j.unit_kerja, u.nama.as_("unit"))
		.where((o.aktif == 1) & (j.aktif == 1) & is_aktif(p, hari) & saring(j))
		.orderby(j.jenis)
		.orderby(j.lft)
		.orderby(o.nama)
		.limit(300)
	)
	if pegawai is not None:
		kueri = kueri.where(o.name.isin(pegawai))
	if cari:
		kueri = kueri.where(contains(o.nama, cari) | contains(j.nama, cari) | contains(u.nama, cari))
	return [
		{
			**_candidate("Pegawai ASN", b.name, label_of(b.nama, b.jabatan), b.unit or "", b.unit_kerja),
			"jenis_jabatan": b.jenis,
		}
		for b in kueri.run(as_dict=True)
	]


def _list_teams(pemberi, hari: date) -> list[dict]:
	nama = frappe.get_list(
		"Pokja",
		filters={"tahap": Tahap.BERJALAN.value, "mulai": ("<=", hari)},
		or_filters=[
			["Pokja", "pimpinan", "=", pemberi.kode],
			["Pokja", "unit_kerja", "in", list(filter(None, [pemberi.unit, unit_of(pemberi)]))],
		],
		fields=["name", "nama", "jenis_tim", "selesai"],
		order_by="nama",
		limit_page_length=BATAS_USUL,
	)
	(cara,) = frappe.get_hooks("penerima_tugas")["Pokja"]
	hasil = []
	for t in nama:
		if not t.selesai or getdate(t.selesai) > hari:
			hasil.append(_candidate("Pokja", t.name, frappe.get_attr(cara)(t.name)["label"], _(t.jenis_tim)))
	return hasil


def _candidate(jenis: str, penerima: str, label: str, keterangan: str, unit: str | None = None) -> dict:
	return {
		"jenis": jenis,
		"penerima": penerima,
		"label": label,
		"keterangan": keterangan,
		"unit": unit,
		"beban": 0,
		"batas": 0,
	}


def _add_limits(calon: list[dict]) -> None:
	"""How much one person of their unit may carry; 0 without a limit."""
	batas = tata_kerja.list_batas_beban({c["unit"] for c in calon if c["unit"]})
	for c in calon:
		c["batas"] = batas.get(c["unit"], 0)


def add_load(calon: list[dict]) -> None:
	"""Open tasks of each candidate: a number, whatever the user may see of them."""
	for jenis, field in (("Jabatan", "jabatan"), ("Pegawai ASN", "pegawai"), ("Pokja", "tim")):
		daftar = [c["penerima"] for c in calon if c["jenis"] == jenis]
		if not daftar:
			continue
		t = DocType("Tugas")
		beban = Counter(
			dict(
				frappe.qb.from_(t)
				.select(t[field], Count("*"))
				.where(t[field].isin(daftar) & t.tahap.isin(TAHAP_TERBUKA))
				.groupby(t[field])
				.run()
			)
		)
		for c in calon:
			if c["jenis"] == jenis:
				c["beban"] = beban[c["penerima"]]
