"""What other modules ask of this one: facts, the decision, its record, who may change the rules."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja import aturan as rekaman_aturan
from transformasi_asn.tata_kerja.domain.keamanan import Potongan, merge_potongan
from transformasi_asn.tata_kerja.domain.ketentuan import (
	BarisKetentuan,
	CaraPersetujuan,
	Ketentuan,
	LewatBatas,
	choose_ketentuan,
)
from transformasi_asn.tata_kerja.domain.peta import BarisPeta, find_kegiatan
from transformasi_asn.tata_kerja.domain.pola import (
	BAWAAN,
	POLA_DIJALANKAN,
	BarisAturan,
	Pemicu,
	Penetapan,
	PermintaanPola,
	Pola,
	choose_instrumen,
	is_override,
	needs_reason,
	tetapkan_pola,
)
from transformasi_asn.tata_kerja.exceptions import (
	AlasanWajibError,
	AturanGandaError,
	BukanPengaturError,
	PengelolaHanyaKepalaError,
	PolaTidakDapatDijalankanError,
	UnitTidakMengaturError,
)

PERAN_PENGATUR = frozenset(("Admin Tata Kerja", "System Manager"))


@dataclass(frozen=True)
class Pelaku:
	"""Who decided, as he was at that moment."""

	user: str
	nama: str
	jabatan: str = ""


# --- facts -----------------------------------------------------------------------------------------


def chain_of(unit: str | None) -> tuple[str, ...]:
	"""A unit and the units above it, root last."""
	return tuple(organisasi.list_unit_di_atas(unit)) if unit else ()


def is_rutin(unit_pd: str | None, kegiatan: str | None, tanggal: date | str) -> tuple[bool, str]:
	"""Whether the activity stands, with a target, in the unit's active plan of that year; and the reason."""
	tahun = getdate(tanggal).year
	if not kegiatan:
		return False, _("kegiatan belum dipilih")
	if not unit_pd:
		return False, _("unit pemberi belum diketahui")
	dokumen = frappe.db.get_value("Dokumen Kinerja", {"unit_kerja": unit_pd, "tahun": tahun, "aktif": 1})
	unit = frappe.get_cached_value("Unit Kerja", unit_pd, "nama")
	if not dokumen:
		return False, _("belum ada dokumen kinerja {0} tahun {1} yang aktif").format(unit, tahun)
	baris = frappe.get_all(
		"Target Kegiatan",
		filters={"parenttype": "Dokumen Kinerja", "parent": dokumen, "kegiatan": kegiatan},
		fields=["target", "satuan"],
		order_by="target desc",
		limit=1,
	)
	if not baris:
		return False, _("tidak ada di dokumen kinerja {0} tahun {1}").format(unit, tahun)
	if flt(baris[0].target) <= 0:
		return False, _("ada di dokumen kinerja {0} tahun {1}, tetapi tanpa target").format(unit, tahun)
	keterangan = _("ada di dokumen kinerja {0} tahun {1} dengan target {2} {3}").format(
		unit, tahun, f"{flt(baris[0].target):g}", baris[0].satuan or ""
	)
	return True, keterangan.strip()


def usul_kegiatan(jenis_naskah: str | None, klasifikasi: str | None, unit_pd: str | None) -> str | None:
	"""The activity that the map proposes for a letter."""
	unit = chain_of(unit_pd)
	peta = frappe.qb.DocType("Peta Kegiatan")
	di_mana_saja = peta.unit_kerja.isnull() | (peta.unit_kerja == "")
	baris = (
		frappe.qb.from_(peta)
		.select(peta.kegiatan, peta.jenis_naskah, peta.klasifikasi, peta.unit_kerja, peta.urutan)
		.where(peta.aktif == 1)
		.where(di_mana_saja | peta.unit_kerja.isin(unit) if unit else di_mana_saja)
		.orderby(peta.creation)
		.orderby(peta.name)
	).run(as_dict=True)
	return find_kegiatan(
		jenis_naskah or "",
		klasifikasi or "",
		unit,
		[
			BarisPeta(
				kegiatan=b.kegiatan,
				jenis_naskah=b.jenis_naskah or "",
				klasifikasi=b.klasifikasi or "",
				unit=b.unit_kerja or "",
				urutan=cint(b.urutan),
			)
			for b in baris
		],
	)


def usul_fakta(
	jenis_naskah: str | None, klasifikasi: str | None, unit_pd: str | None, tanggal: date | str
) -> dict:
	"""The facts proposed for a letter; the leader sees and corrects them."""
	kegiatan = usul_kegiatan(jenis_naskah, klasifikasi, unit_pd)
	rutin, keterangan = is_rutin(unit_pd, kegiatan, tanggal)
	return {
		"kegiatan": kegiatan,
		"kegiatan_nama": get_kegiatan_nama(kegiatan),
		"rutin": rutin,
		"keterangan": keterangan,
		"pemicu": Pemicu.TIDAK_ADA.value,
		"kompleks": False,
	}


def get_kegiatan_nama(kegiatan: str | None) -> str:
	return (frappe.get_cached_value("Kegiatan", kegiatan, "nama") or "") if kegiatan else ""


# --- the decision ----------------------------------------------------------------------------------


def kumpulkan_aturan(unit_pd: str | None) -> tuple[BarisAturan, ...]:
	"""Every rule row of the unit, the units above it and the shipped set (also rows switched off or
	out of date: the trace says why they did not apply)."""
	rows = frappe.get_all(
		"Baris Aturan Pola",
		filters={"parenttype": "Aturan Pola Kerja", "parent": ["in", [*chain_of(unit_pd), BAWAAN]]},
		fields=["parent", *rekaman_aturan.KOLOM],
		order_by="idx",
	)
	return tuple(rekaman_aturan.to_baris(row, "" if row.parent == BAWAAN else row.parent) for row in rows)


def decide(
	*,
	unit_pd: str | None,
	tanggal: date | str,
	rutin: bool,
	pemicu: str = Pemicu.TIDAK_ADA.value,
	kompleks: bool = False,
	jenis_naskah: str | None = None,
	klasifikasi: str | None = None,
	kegiatan: str | None = None,
) -> Penetapan:
	"""Decide the pattern for these facts by the rules of the giver's perangkat daerah."""
	permintaan = PermintaanPola(
		rutin=bool(rutin),
		pemicu=Pemicu(pemicu or Pemicu.TIDAK_ADA),
		kompleks=bool(kompleks),
		tanggal=getdate(tanggal),
		jenis_naskah=jenis_naskah or "",
		klasifikasi=klasifikasi or "",
		kegiatan=kegiatan or "",
		unit=chain_of(unit_pd),
	)
	return tetapkan_pola(permintaan, kumpulkan_aturan(unit_pd))


def store_penetapan(
	penetapan: Penetapan, pola_dijalankan: str | Pola, alasan: str | None, pelaku: Pelaku
) -> str:
	"""Store a decision for good; returns its name. An override without a reason is refused."""
	dijalankan = check_pilihan(penetapan, pola_dijalankan, alasan)
	doc = frappe.new_doc("Penetapan Pola")
	isi = _snapshot(penetapan, dijalankan, (alasan or "").strip(), pelaku)
	doc.update(isi)
	doc.cuplikan = to_canonical(isi)
	doc.sidik = hash_text(doc.cuplikan)
	doc.flags.dari_layanan = True
	doc.insert(ignore_permissions=True)
	return doc.name


def check_pilihan(penetapan: Penetapan, pola_dijalankan: str | Pola, alasan: str | None) -> Pola:
	"""The pattern to run, or an error that says what is missing."""
	if pola_dijalankan not in POLA_DIJALANKAN:
		frappe.throw(
			_("Pilih pola yang dijalankan: Struktural, Fungsional Individu, atau Fungsional Kelompok."),
			PolaTidakDapatDijalankanError,
			title=_("Pola Belum Dipilih"),
		)
	dijalankan = Pola(pola_dijalankan)
	if needs_reason(penetapan, dijalankan) and not (alasan or "").strip():
		if is_override(penetapan, dijalankan):
			pesan = _(
				"Aturan {0} menetapkan pola {1}. Sebutkan alasan mengapa dijalankan dengan pola {2}, atau ikuti aturan itu."
			).format(penetapan.aturan, penetapan.pola, dijalankan)
		else:
			pesan = _(
				"Aturan menyerahkan pilihan pola kepada pimpinan. Sebutkan alasan memilih pola {0}."
			).format(dijalankan)
		frappe.throw(pesan, AlasanWajibError, title=_("Alasan Diperlukan"))
	return dijalankan


def _snapshot(penetapan: Penetapan, dijalankan: Pola, alasan: str, pelaku: Pelaku) -> dict:
	permintaan = penetapan.permintaan
	return {
		"pola": penetapan.pola.value,
		"pola_dijalankan": dijalankan.value,
		"instrumen": choose_instrumen(penetapan, dijalankan).value,
		"aturan": penetapan.aturan,
		"dasar_hukum": penetapan.dasar_hukum,
		"kalimat": penetapan.kalimat,
		"rutin": int(permintaan.rutin),
		"pemicu": permintaan.pemicu.value,
		"kompleks": int(permintaan.kompleks),
		"kegiatan": permintaan.kegiatan,
		"kegiatan_nama": get_kegiatan_nama(permintaan.kegiatan),
		"tanggal": permintaan.tanggal.isoformat(),
		"unit_kerja": permintaan.unit[0] if permintaan.unit else "",
		"penyimpangan": int(is_override(penetapan, dijalankan)),
		"alasan": alasan,
		"fakta": to_canonical(asdict(permintaan)),
		"jejak_aturan": to_canonical([langkah._asdict() for langkah in penetapan.jejak]),
		"oleh": pelaku.user,
		"oleh_nama": pelaku.nama,
		"oleh_jabatan": pelaku.jabatan,
	}


def to_canonical(isi: dict | list) -> str:
	"""One spelling per content, so that equal content has an equal hash."""
	return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def hash_text(teks: str) -> str:
	return hashlib.sha256(teks.encode("utf-8")).hexdigest()


def verify_penetapan(name: str) -> bool:
	"""Whether a stored decision is what was written: its hash fits, and its columns say what it says.

	Link columns are not compared, because renaming a linked record rewrites them.
	"""
	doc = frappe.get_doc("Penetapan Pola", name)
	if hash_text(doc.cuplikan or "") != doc.sidik:
		return False
	isi = json.loads(doc.cuplikan)
	links = {df.fieldname for df in doc.meta.get_link_fields()}
	return all(str(doc.get(field) or "") == str(isi[field] or "") for field in isi if field not in links)


# --- who may change rules and plans ------------------------------------------------------------------


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **_kw) -> bool:
	"""Permission hook of Aturan Pola Kerja and Dokumen Kinerja: roles open reading, this closes writing."""
	if ptype in ("write", "create", "delete", "submit", "cancel", "amend", "import"):
		return may_edit_rules(doc, ptype, user)
	return True


def may_edit_rules(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""The admin, the person in charge today of the head post of that unit, or a pengelola whom he named.

	Unit and pengelola are read from what is stored, so that nobody lets himself in with the same save.
	"""
	user = user or frappe.session.user
	unit = doc.unit_kerja if doc.is_new() else frappe.db.get_value(doc.doctype, doc.name, "unit_kerja")
	return may_name_pengelola(unit, user) or is_pengelola(unit, user)


def may_name_pengelola(unit: str | None, user: str) -> bool:
	return (
		user == "Administrator"
		or not PERAN_PENGATUR.isdisjoint(frappe.get_roles(user))
		or is_kepala(unit, user)
	)


def is_kepala(unit: str | None, user: str) -> bool:
	"""Whether the user is in charge today of the head post of the unit (also as Plt or Plh)."""
	pegawai = organisasi.find_pegawai(user)
	kepala = organisasi.get_kepala(unit) if unit and pegawai else None
	return bool(kepala) and any(pangkuan.jabatan == kepala for pangkuan in organisasi.list_pangkuan(pegawai))


def is_pengelola(unit: str | None, user: str) -> bool:
	pegawai = organisasi.find_pegawai(user) if unit else None
	return bool(pegawai) and bool(
		frappe.db.exists(
			"Pengelola Aturan", {"parenttype": "Aturan Pola Kerja", "parent": unit, "pegawai": pegawai}
		)
	)


def ensure_may_name_pengelola(doc: Document) -> None:
	"""A pengelola changes rules, but does not choose who else may."""
	lama = doc.get_doc_before_save()
	sebelum = {row.pegawai for row in lama.pengelola} if lama else set()
	if doc.flags.ignore_permissions or {row.pegawai for row in doc.pengelola} == sebelum:
		return
	if not may_name_pengelola(doc.unit_kerja, frappe.session.user):
		frappe.throw(
			_("Daftar pengelola hanya dapat diubah oleh kepala {0} atau Admin Tata Kerja.").format(
				doc.unit_kerja
			),
			PengelolaHanyaKepalaError,
			title=_("Bukan Kepala Unit"),
		)


def check_unit_pengatur(unit: str) -> None:
	"""Rules and plans belong to a perangkat daerah or to a unit above one."""
	node = frappe.db.get_value("Unit Kerja", unit, ["perangkat_daerah", "lft", "rgt"], as_dict=True)
	if node and (
		node.perangkat_daerah
		or frappe.db.exists(
			"Unit Kerja", {"perangkat_daerah": 1, "lft": [">", node.lft], "rgt": ["<", node.rgt]}
		)
	):
		return
	frappe.throw(
		_(
			"{0} bukan perangkat daerah dan tidak membawahi perangkat daerah. Pilih perangkat daerahnya."
		).format(unit),
		UnitTidakMengaturError,
		title=_("Unit Tidak Sesuai"),
	)


def ensure_may_edit(doc: Document) -> None:
	"""The same question, with a plain answer."""
	if not may_edit_rules(doc):
		frappe.throw(
			_(
				"Hanya kepala {0}, pengelola yang ditunjuknya, atau Admin Tata Kerja yang dapat mengubah dokumen ini."
			).format(doc.unit_kerja or _("pemerintah daerah")),
			BukanPengaturError,
			title=_("Bukan Pengelola Aturan"),
		)


def buat_aturan_sendiri(unit: str, salin: bool) -> str:
	"""Open a rule record for a unit, empty or with copies of the rows that apply to it now."""
	doc = frappe.new_doc("Aturan Pola Kerja")
	doc.unit_kerja = unit
	ensure_may_edit(doc)
	if frappe.db.exists("Aturan Pola Kerja", unit):
		throw_aturan_ganda(unit)
	if salin:
		for row in _list_berlaku(unit):
			doc.append("baris", row)
	doc.insert(ignore_permissions=True)
	return doc.name


def _list_berlaku(unit: str) -> list[dict]:
	"""Stored rows that apply to the unit today, nearest unit first, without their codes."""
	urutan = {sumber: nomor for nomor, sumber in enumerate((*chain_of(unit), BAWAAN))}
	kolom = [kolom for kolom in rekaman_aturan.KOLOM if kolom != "kode"]
	rows = frappe.get_all(
		"Baris Aturan Pola",
		filters={"parenttype": "Aturan Pola Kerja", "parent": ["in", list(urutan)], "aktif": 1},
		fields=["parent", *kolom],
		order_by="idx",
	)
	hari_ini = getdate()
	berlaku = [row for row in rows if not row.selesai or row.selesai > hari_ini]
	berlaku.sort(key=lambda row: urutan[row.parent])
	return [{field: row[field] for field in kolom} for row in berlaku]


def throw_aturan_ganda(unit: str | None) -> None:
	frappe.throw(
		_("Aturan untuk {0} sudah ada. Ubah yang sudah ada.").format(
			frappe.utils.get_link_to_form("Aturan Pola Kerja", unit or BAWAAN)
		),
		AturanGandaError,
		title=_("Aturan Sudah Ada"),
	)


# --- settings --------------------------------------------------------------------------------------


def get_pengaturan() -> Document:
	"""The settings page, from the cache."""
	return frappe.get_cached_doc("Pengaturan Tata Kerja")


def get_potongan() -> Potongan:
	"""(hubungan, keamanan) -> what is visible; cells that the site does not set follow the shipped table."""
	return merge_potongan(
		(row.hubungan, row.keamanan, row.tingkat) for row in get_pengaturan().potongan_keamanan
	)


def get_ketentuan(unit: str | None) -> Ketentuan:
	"""What holds for the people of a unit: consent, its time limit, the limit of load."""
	umum, baris = _read_ketentuan()
	return choose_ketentuan(umum, baris, chain_of(unit)) if baris else umum


def list_batas_beban(
	unit: Collection[str], rantai: Mapping[str, Sequence[str]] | None = None
) -> dict[str, int]:
	"""Unit → its limit of load, 0 for none; one query at most.

	rantai: unit → itself and those above it, root last, where the caller has read them.
	"""
	umum, baris = _read_ketentuan()
	if not baris:
		return dict.fromkeys(unit, umum.batas_beban)
	if rantai is None:
		rantai = organisasi.list_rantai(unit)
	return {u: choose_ketentuan(umum, baris, rantai.get(u, ())).batas_beban for u in unit}


def has_batas_beban() -> bool:
	"""Whether any unit limits the load of its people."""
	umum, baris = _read_ketentuan()
	return bool(umum.batas_beban or any(b.batas_beban for b in baris.values()))


def _read_ketentuan() -> tuple[Ketentuan, dict[str, BarisKetentuan]]:
	"""What holds for all, and what single units have set."""
	p = get_pengaturan()
	umum = Ketentuan(
		CaraPersetujuan.GARIS if p.persetujuan_lintas_unit else CaraPersetujuan.TIDAK,
		cint(p.batas_persetujuan_hari),
		LewatBatas(p.lewat_batas or LewatBatas.INGATKAN),
		cint(p.batas_beban),
	)
	return umum, {
		b.unit_kerja: BarisKetentuan(
			CaraPersetujuan(b.persetujuan) if b.persetujuan else None,
			cint(b.batas_persetujuan_hari),
			LewatBatas(b.lewat_batas) if b.lewat_batas else None,
			cint(b.batas_beban),
		)
		for b in p.ketentuan_unit
	}
