"""In which role a user stands to one document: what shipped transition conditions read as `peran_saya`.

Resolved from the same context as the access criterion, so that the desk offers only what one may do.
"""

from types import SimpleNamespace
from typing import Any

import frappe

from transformasi_asn.permissions import mandat
from transformasi_asn.permissions.konteks import Konteks, get_konteks, remember


def of_tugas(tugas, k: Konteks) -> set[str]:
	"""penerima, pemberi, anggota (of the team), kepala (asked for consent).

	sistem: its parts, or what is above it, have just ended and the task follows, in the giver's name.
	"""
	peran = set()
	if tugas.tim:
		if tugas.tim in k.tim_dipimpin:
			peran.add("penerima")
		elif tugas.tim in k.tim:
			peran.add("anggota")
	elif tugas.pegawai:
		# The task does not follow the person to another post: it is the giver's to hand on.
		if tugas.pegawai == k.pegawai and tugas.jabatan in k.kursi:
			peran.add("penerima")
	elif mandat.acts_for(tugas, tugas.jabatan, k) or mandat.writes_for(tugas, k):
		peran.add("penerima")
	if mandat.gives(tugas, k, menerima="penerima" in peran):
		peran.add("pemberi")
	peran |= (frappe.flags.asn_tugas_mengikuti or {}).get(tugas.name, set())
	if tugas.persetujuan_jabatan and tugas.persetujuan_jabatan in k.jabatan:
		peran.add("kepala")
	return peran


def of_naskah_masuk(naskah, k: Konteks) -> set[str]:
	"""tujuan (in charge of the post addressed), tata usaha, pencatat, pengusul, pemberi (has disposed it).

	sistem: the last task was just closed, and the letter follows.
	"""
	peran = set()
	if mandat.acts_for(naskah, naskah.tujuan_jabatan, k):
		peran.add("tujuan")
	if naskah.unit_penerima in k.unit_tata_usaha:
		peran.add("tata usaha")
	if k.pegawai and naskah.pencatat == k.pegawai:
		peran.add("pencatat")
	if k.pegawai and naskah.pengusul == k.pegawai:
		peran.add("pengusul")
	if k.pegawai and _has_disposed(naskah.name, k):
		peran.add("pemberi")
	if naskah.name and frappe.flags.asn_naskah_terkunci == naskah.name:
		peran.add("sistem")
	return peran


def of_disposisi(disposisi, k: Konteks) -> set[str]:
	if disposisi.docstatus == 0:
		return {"pemberi"} if disposisi.owner == k.user else set()
	return {"pemberi"} if mandat.gave(disposisi, k) else set()


def of_surat_tugas(surat, k: Konteks) -> set[str]:
	"""pemberi: who gives the order, or the secretary of his post where he recorded that order."""
	if mandat.gave(surat, k):
		return {"pemberi"}
	if surat.pemberi_jabatan not in k.jabatan_sekretaris:
		return set()
	return {"pemberi"} if frappe.db.get_value("Disposisi", surat.disposisi, "pencatat") else set()


def of_pokja(pokja, k: Konteks) -> set[str]:
	"""pimpinan (in charge of the post that appoints the team), kepala (asked about a member), and the member's own.

	sistem: the team's term has begun and it takes the step itself.
	"""
	peran = {"pimpinan"} if pokja.pimpinan in k.jabatan else set()
	if pokja.name and frappe.flags.asn_tim_mengikuti == pokja.name:
		peran.add("sistem")
	for b in pokja.anggota:
		if k.pegawai and b.pegawai == k.pegawai and b.bekerja:
			peran.add(b.peran.lower())
		if b.persetujuan_jabatan in k.jabatan and b.disebut:
			peran.add("kepala")
	return peran


def of_pekerjaan_tim(kerja, k: Konteks) -> set[str]:
	"""pengatur (the team's Ketua), pembentuk (in charge of the post that formed it), pelaksana (whose work it is)."""
	peran = set()
	if _forms_team(kerja.tim, k):
		peran |= {"pengatur", "pembentuk"}
	elif kerja.tim in k.tim_dipimpin:
		peran.add("pengatur")
	if k.pegawai and kerja.pegawai == k.pegawai and kerja.tim in k.tim:
		peran.add("pelaksana")
	return peran


def of_kontribusi_tim(kontribusi, k: Konteks) -> set[str]:
	"""penulis, pemeriksa (the Ketua, of his own contributions the leader; nobody of his own)."""
	penulis = bool(k.pegawai) and kontribusi.pegawai == k.pegawai
	peran = {"penulis"} if penulis else set()
	if not penulis and (kontribusi.tim in k.tim_dipimpin or _forms_team(kontribusi.tim, k)):
		peran.add("pemeriksa")
	return peran


def _forms_team(tim: str | None, k: Konteks) -> bool:
	return bool(tim) and frappe.db.get_value("Pokja", tim, "pimpinan", cache=True) in k.jabatan


def of_blok_agenda(blok, k: Konteks) -> set[str]:
	"""tata usaha (of the register whose numbers these are)."""
	return {"tata usaha"} if blok.unit_kerja in k.unit_tata_usaha else set()


def of_pilihan_pemberitahuan(pilihan, k: Konteks) -> set[str]:
	"""pemilik (whose choice it is)."""
	return {"pemilik"} if pilihan.pengguna == k.user else set()


def _has_disposed(naskah: str | None, k: Konteks) -> bool:
	"""Whether he gave an order on the letter, or recorded one as secretary."""
	siapa = "pencatat" if k.jabatan_sekretaris else "pemberi_pegawai"
	pernah = [
		{"naskah": naskah, "docstatus": 1, s: k.pegawai} for s in dict.fromkeys(("pemberi_pegawai", siapa))
	]
	return bool(naskah) and remember(
		("didisposisi", naskah, k.pegawai), lambda: any(frappe.db.exists("Disposisi", p) for p in pernah)
	)


# DocType → (function, roles that may change a stored row)
PERAN = {
	"Tugas": (of_tugas, {"penerima", "pemberi", "kepala"}),
	"Naskah Masuk": (of_naskah_masuk, {"tujuan", "tata usaha", "pencatat", "pengusul", "pemberi"}),
	"Disposisi": (of_disposisi, {"pemberi"}),
	"Surat Tugas": (of_surat_tugas, {"pemberi"}),
	"Pokja": (of_pokja, {"pimpinan", "ketua", "sistem"}),
	"Pekerjaan Tim": (of_pekerjaan_tim, {"pengatur", "pelaksana"}),
	"Kontribusi Tim": (of_kontribusi_tim, {"penulis"}),
	"Blok Agenda": (of_blok_agenda, {"tata usaha"}),
	"Pilihan Pemberitahuan": (of_pilihan_pemberitahuan, {"pemilik"}),
}


# What the roles on a task rest on; a DocType not named here is read whole.
KOLOM = {
	"Tugas": (
		"name",
		"jabatan",
		"pegawai",
		"tim",
		"pemberi_jabatan",
		"pemberi_pegawai",
		"persetujuan_jabatan",
		"keamanan",
		"naskah",
		"tahap",
	)
}


def read_stored(doc) -> Any:
	"""The stored row of a document, as far as `get_peran` asks; asking it for more is an AttributeError."""
	if doc.doctype not in KOLOM:
		return frappe.get_doc(doc.doctype, doc.name)
	isi = frappe.db.get_value(doc.doctype, doc.name, KOLOM[doc.doctype], as_dict=True)
	return SimpleNamespace(doctype=doc.doctype, **isi)


def get_peran(doc, user: str | None = None) -> set[str]:
	"""The roles of `user` (default: the session's) on a document of PERAN."""
	return PERAN[doc.doctype][0](doc, get_konteks(user))


def may_change(doc, user: str | None = None) -> bool:
	"""Whether one of the user's roles acts on the row; ledgers and registers are changed by nobody."""
	if doc.doctype not in PERAN:
		return False
	return bool(get_peran(doc, user) & PERAN[doc.doctype][1])
