"""The papers of a team: the decision that forms it, and the report of what it did."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import add_days, cstr, flt, getdate

from transformasi_asn.alur.domain import TAHAP_TERTUTUP
from transformasi_asn.disposisi.cap import stamp
from transformasi_asn.disposisi.cetak import ensure_may_print, for_screen
from transformasi_asn.disposisi.domain.halaman import TEGAK, paginate, row_height
from transformasi_asn.disposisi.domain.surat_tugas import list_lines
from transformasi_asn.disposisi.lembar import Lembar, write_date
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.nip import format_nip
from transformasi_asn.organisasi.domain.sebutan import list_signed
from transformasi_asn.permissions.kriteria import sees_team
from transformasi_asn.pokja.anggota import name_post_of
from transformasi_asn.pokja.domain.keputusan import (
	mark_letters,
	name_team,
	sort_members,
	write_diktum,
	write_masa,
	write_menimbang,
)
from transformasi_asn.tata_kerja.domain.keamanan import Keamanan
from transformasi_asn.tata_kerja.kop import get_format

JENIS_KEPUTUSAN = "Keputusan Tim"
JENIS_LAPORAN = "Laporan Tim"
TITIK = "...................."
# Columns of the members in mm, beside the number: name and post, role, part; text of 11 pt
LEBAR_ANGGOTA = (74, 35, 46)
BESAR = 1.375


# -- what both say ---------------------------------------------------------------------------------


def _unit_of(tim) -> str | None:
	return organisasi.get_fakta_jabatan(tim.pimpinan).unit or tim.unit_kerja


def _post_of(tim) -> str:
	"""The post that forms the team: as it was called when it did, else as it is called now."""
	return tim.penetap_nama_jabatan or organisasi.get_fakta_jabatan(tim.pimpinan).nama


def _title_of(tim) -> str:
	return name_team(tim.jenis_tim, tim.nama)


def _is_draft(tim) -> bool:
	return not (tim.ditetapkan_pada and tim.nomor_sk)


def _date_of(tim):
	return tim.tanggal_sk or (getdate(tim.ditetapkan_pada) if tim.ditetapkan_pada else None)


def _members_of(tim) -> list[dict]:
	"""Who works in the team, by role; outsiders too, nobody whose consent is wanting."""
	baris = [b for b in tim.anggota if b.bekerja]
	return [
		{
			"nomor": nomor,
			"nama": baris[n].label,
			"nip": format_nip(baris[n].nip) if baris[n].nip else "",
			"jabatan": name_post_of(baris[n]),
			"peran": baris[n].peran,
			"bagian": baris[n].bagian or "",
		}
		for nomor, n in enumerate(sort_members(b.peran for b in baris), 1)
	]


def _paginate(anggota: list[dict]) -> list[list[dict]]:
	tinggi = [
		row_height(
			("\n".join(filter(None, (a["nama"], a["nip"], a["jabatan"]))), a["peran"], a["bagian"]),
			LEBAR_ANGGOTA,
			BESAR,
		)
		for a in anggota
	]
	return paginate(anggota, tinggi, *TEGAK)


# -- the decision ----------------------------------------------------------------------------------


def keputusan_tim(doc) -> dict:
	"""Jinja: the decision on forming a team. Until it is established and numbered it says so and carries no code."""
	ensure_may_print(doc)
	f = get_format(_unit_of(doc))
	jabatan, judul = _post_of(doc), _title_of(doc)
	mulai = write_date(doc.mulai)
	# the term of a team ends before the day on which it is over
	selesai = write_date(add_days(doc.selesai, -1)) if doc.selesai else ""
	kegiatan = [frappe.get_cached_value("Kegiatan", b.kegiatan, "nama") for b in doc.kegiatan_tim]
	unit = frappe.get_cached_value("Unit Kerja", doc.unit_kerja, "nama") or doc.unit_kerja
	menimbang = write_menimbang(list_lines(doc.menimbang), doc.alasan or "", kegiatan, judul, jabatan)
	diktum = write_diktum(
		judul,
		unit,
		list_lines(doc.uraian),
		write_masa(mulai, selesai),
		jabatan,
		doc.pembiayaan or "",
	)
	return {
		"format": f,
		"layar": for_screen(),
		"judul": "KEPUTUSAN",
		"konsep": _is_draft(doc),
		"jabatan": jabatan.upper(),
		"nomor": doc.nomor_sk or TITIK,
		"tanggal": write_date(_date_of(doc)) or TITIK,
		"tentang": f"PEMBENTUKAN {judul} TAHUN {getdate(doc.mulai).year}".upper(),
		"menimbang": [(f"{huruf}.", teks) for huruf, teks in mark_letters(menimbang)],
		"mengingat": _numbered(list_lines(doc.mengingat)),
		"memperhatikan": _numbered(list_lines(doc.memperhatikan)),
		"diktum": [
			(urut, kalimat, [(f"{huruf}.", teks) for huruf, teks in mark_letters(butir)])
			for urut, kalimat, butir in diktum
		],
		"lampiran": _paginate(_members_of(doc)),
		"tanda_tangan": _signature_of(doc, jabatan, doc.tempat or f.tempat),
		"cap": None if _is_draft(doc) else stamp(build_keputusan(doc)),
	}


def _numbered(baris: list[str]) -> list[tuple[str, str]]:
	return (
		[(f"{n}.", teks) for n, teks in enumerate(baris, 1)] if len(baris) > 1 else [("", b) for b in baris]
	)


def _signature_of(tim, jabatan: str, tempat: str) -> dict:
	tanggal = write_date(_date_of(tim)) or TITIK
	return {
		"waktu": (f"Ditetapkan di {tempat}\n" if tempat else "") + f"pada tanggal {tanggal}",
		"jabatan": [
			b.upper() for b in list_signed(jabatan, tim.penetap_kapasitas, tim.penetap_jabatan_sendiri)
		],
		"nama": tim.penetap_nama or "",
		"pangkat": tim.penetap_pangkat or "",
		"nip": format_nip(tim.penetap_nip) if tim.penetap_nip else "",
	}


def of_keputusan(nama: str) -> Lembar | None:
	"""Hook `pembaca_lembar`."""
	return build_keputusan(frappe.get_doc("Pokja", nama)) if frappe.db.exists("Pokja", nama) else None


def build_keputusan(tim) -> Lembar:
	kolom = (
		"jenis_tim",
		"nama",
		"alasan",
		"unit_kerja",
		"mulai",
		"selesai",
		"nomor_sk",
		"tempat",
		"uraian",
		"menimbang",
		"mengingat",
		"memperhatikan",
		"pembiayaan",
	)
	anggota = _members_of(tim)
	isi = {k: cstr(tim.get(k)) for k in kolom}
	isi["kegiatan"] = [b.kegiatan for b in tim.kegiatan_tim]
	isi["anggota"] = [[a["nama"], a["nip"], a["jabatan"], a["peran"], a["bagian"]] for a in anggota]
	isi["penetap"] = [
		cstr(tim.get(f"penetap_{k}"))
		for k in ("nama", "nip", "pangkat", "nama_jabatan", "kapasitas", "jabatan_sendiri")
	]
	return Lembar(
		JENIS_KEPUTUSAN,
		tim.name,
		isi,
		nomor=tim.nomor_sk or "",
		tanggal=_date_of(tim),
		jabatan=list_signed(_post_of(tim), tim.penetap_kapasitas, tim.penetap_jabatan_sendiri)[0],
		unit_kerja=tim.unit_kerja,
		keamanan="Biasa",
		berlaku=not _is_draft(tim),
		banding={
			"nomor_surat": cstr(tim.nomor_sk),
			"tanggal_surat": cstr(_date_of(tim)),
			"perihal": f"Pembentukan {_title_of(tim)}",
			"banyak_petugas": str(len(anggota)),
		},
	)


# -- the report ------------------------------------------------------------------------------------


def laporan_tim(doc) -> dict:
	"""Jinja: what a team was for and what it did; for who sees its work."""
	ensure_may_print(doc)
	if not sees_team(doc.name):
		frappe.throw(
			_("Laporan tim dicetak oleh anggotanya, pimpinan yang membentuknya dan atasannya, atau auditor."),
			frappe.PermissionError,
			title=_("Bukan Anggota Tim"),
		)
	f = get_format(_unit_of(doc))
	pekerjaan, kontribusi = _work_of(doc.name)
	return {
		"format": f,
		"layar": for_screen(),
		"judul": "LAPORAN",
		"tim": _title_of(doc),
		"konsep": _is_draft(doc),
		"selesai": doc.tahap in TAHAP_TERTUTUP,
		"dasar": _basis_of(doc),
		"anggota": _paginate(_members_of(doc)),
		"pekerjaan": [_row_of_work(p) for p in pekerjaan],
		"kontribusi": _by_member(kontribusi),
		"laporan": _reports_of(doc.name),
		"tanda_tangan": _signature_of_chair(doc, f.tempat),
		"cap": None if _is_draft(doc) else stamp(build_laporan(doc)),
	}


def _basis_of(tim) -> list[tuple[str, list[str]]]:
	"""(label, lines) of what the team was for; labels without lines are left out."""
	sk = (
		f"Keputusan {_post_of(tim)} Nomor {tim.nomor_sk} tanggal {write_date(_date_of(tim))}"
		if tim.nomor_sk
		else ""
	)
	kegiatan = [frappe.get_cached_value("Kegiatan", b.kegiatan, "nama") for b in tim.kegiatan_tim]
	masa = write_masa(write_date(tim.mulai), write_date(add_days(tim.selesai, -1)) if tim.selesai else "")
	pasangan = (
		("Dasar", [sk]),
		("Alasan", [tim.alasan or ""]),
		("Kegiatan", kegiatan),
		("Tugas", list_lines(tim.uraian)),
		("Masa kerja", [masa]),
	)
	return [(label, isi) for label, baris in pasangan if (isi := [b for b in baris if b])]


def _work_of(tim: str) -> tuple[list, list]:
	"""Pieces of work, and the contributions that its Ketua has accepted; the caller sees the team's work."""
	pekerjaan = frappe.get_all(
		"Pekerjaan Tim",
		{"tim": tim},
		[
			"name",
			"judul",
			"pegawai",
			"keluaran",
			"target",
			"satuan",
			"capaian",
			"keadaan",
			"kemajuan",
			"hasil",
		],
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	nama = dict(
		frappe.get_all(
			"Pegawai ASN",
			{"name": ("in", [p.pegawai for p in pekerjaan if p.pegawai] or [""])},
			["name", "nama"],
			as_list=True,
		)
	)
	judul = {p.name: p.judul for p in pekerjaan}
	for p in pekerjaan:
		p.pelaksana = nama.get(p.pegawai, "")
	kontribusi = frappe.get_all(
		"Kontribusi Tim",
		{"tim": tim, "keadaan": "Diterima"},
		["nama_pegawai", "tanggal", "uraian", "pekerjaan"],
		order_by="nama_pegawai asc, tanggal asc, creation asc",
		limit_page_length=0,
	)
	for k in kontribusi:
		k.pekerjaan = judul.get(k.pekerjaan, "")
	return pekerjaan, kontribusi


def _reports_of(tim: str) -> list[str]:
	"""What the Ketua has reported on the team's letters; of those that have a grade nothing is said."""
	baris = frappe.get_all(
		"Tugas",
		{"tim": tim, "keamanan": Keamanan.BIASA.value, "laporan": ("!=", "")},
		["perihal", "laporan"],
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	return [f"{b.perihal}: {b.laporan}" for b in baris]


def _row_of_work(p) -> dict:
	satuan = f" {p.satuan}" if p.satuan else ""
	capaian = f"{_number(p.capaian)} dari {_number(p.target)}{satuan}" if p.target else ""
	return {
		"judul": p.judul,
		"keluaran": p.keluaran or "",
		"hasil": p.hasil or "",
		"pelaksana": p.pelaksana,
		"capaian": "\n".join(filter(None, (capaian, f"kemajuan {_number(p.kemajuan)}%"))),
		"keadaan": p.keadaan,
	}


def _number(nilai) -> str:
	return f"{flt(nilai):g}".replace(".", ",")


def _by_member(kontribusi: Iterable) -> list[tuple[str, list[dict]]]:
	hasil = defaultdict(list)
	for k in kontribusi:
		hasil[k.nama_pegawai].append(
			{"tanggal": write_date(k.tanggal), "uraian": k.uraian or "", "pekerjaan": k.pekerjaan}
		)
	return list(hasil.items())


def _signature_of_chair(tim, tempat: str) -> dict:
	ketua = next((a for a in _members_of(tim) if a["peran"] == "Ketua"), {})
	tanggal = write_date(tim.berakhir_pada) or TITIK
	return {
		"waktu": f"{tempat}, {tanggal}" if tempat else tanggal,
		"jabatan": ["Ketua Tim"],
		"nama": ketua.get("nama", ""),
		"pangkat": "",
		"nip": ketua.get("nip", ""),
	}


def of_laporan(nama: str) -> Lembar | None:
	"""Hook `pembaca_lembar`."""
	return build_laporan(frappe.get_doc("Pokja", nama)) if frappe.db.exists("Pokja", nama) else None


def build_laporan(tim) -> Lembar:
	pekerjaan, kontribusi = _work_of(tim.name)
	isi = {
		"tim": _title_of(tim),
		"dasar": [[label, *baris] for label, baris in _basis_of(tim)],
		"anggota": [[a["nama"], a["nip"], a["peran"]] for a in _members_of(tim)],
		"pekerjaan": [list(_row_of_work(p).values()) for p in pekerjaan],
		"kontribusi": [[k.nama_pegawai, cstr(k.tanggal), k.uraian, k.pekerjaan] for k in kontribusi],
		"laporan": _reports_of(tim.name),
	}
	return Lembar(
		JENIS_LAPORAN,
		tim.name,
		isi,
		nomor=tim.nomor_sk or "",
		tanggal=getdate(tim.berakhir_pada) if tim.berakhir_pada else None,
		jabatan="Ketua Tim",
		unit_kerja=tim.unit_kerja,
		keamanan="Biasa",
		berlaku=not _is_draft(tim),
		banding={"banyak_petugas": str(len(isi["anggota"]))},
	)
