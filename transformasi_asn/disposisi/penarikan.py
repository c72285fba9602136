"""Taking an order back while it is unread, and giving it anew."""

from collections.abc import Collection
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import escape_html, format_datetime, getdate, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import Tahap
from transformasi_asn.alur.mixin import move_with_reason
from transformasi_asn.disposisi import pemberitahuan, siaran
from transformasi_asn.disposisi.domain.surat_tugas import TERBIT
from transformasi_asn.disposisi.exceptions import BukanPemberiError, PenarikanError
from transformasi_asn.permissions.konteks import forget_answers
from transformasi_asn.permissions.peran import get_peran

# What an order that replaces another takes over; what follows from the act is taken down anew.
DISALIN = (
	"naskah",
	"induk_tugas",
	"pemberi_jabatan",
	"kegiatan",
	"pemicu",
	"kompleks",
	"pola",
	"alasan",
	"tenggat",
	"catatan",
	"kebijakan_selesai",
	"minimal_selesai",
)
BARIS_DISALIN = (
	"jenis_penerima",
	"penerima",
	"tembusan",
	"penanggung_jawab",
	"instruksi",
	"catatan",
	"tenggat",
	"alasan",
)


@dataclass(frozen=True)
class Penarikan:
	"""What became of the rows asked for: their names where taken back; the others with what stands against it."""

	ditarik: list[str]
	tetap: list[tuple[str, str]]


def recall(disposisi, baris: Collection[str] = (), alasan: str = "") -> Penarikan:
	"""Take back the rows named (default: all) that nobody has read yet; read ones stand.

	A recipient who opens his task at the same moment either has read it, and it stands, or finds it gone.
	Raises BukanPemberiError for anybody but the giver, PenarikanError when nothing can be taken back.
	"""
	if disposisi.docstatus != 1 or "pemberi" not in get_peran(disposisi):
		frappe.throw(_("Hanya pemberi yang dapat menarik disposisinya."), BukanPemberiError)
	_refuse_with_letter(disposisi.name)
	diminta = [b for b in disposisi.penerima if not baris or b.name in baris]
	# the letter before its tasks, as everywhere
	basisdata.lock("Naskah Masuk", [disposisi.naskah])
	ditarik, tetap = [], []
	for b in sorted((b for b in diminta if b.tugas), key=lambda b: b.tugas):
		sebab = _recall_task(b, alasan.strip() or _("Ditarik sebelum dibaca"))
		(tetap.append((b.nama_penerima, sebab)) if sebab else ditarik.append(b.name))
	tembusan = recall_copies(disposisi, [b for b in diminta if b.tembusan])
	ditarik += [b for b in tembusan if b not in ditarik]
	tetap += [
		(b.nama_penerima, _("tembusannya sudah dibaca atau ditarik"))
		for b in diminta
		if b.tembusan and b.name not in tembusan
	]
	if not ditarik:
		frappe.throw(
			_("Tidak ada yang dapat ditarik:")
			+ "<ul>"
			+ "".join(f"<li>{escape_html(nama)}: {escape_html(sebab)}</li>" for nama, sebab in tetap)
			+ "</ul>"
			+ _("Tugas yang sudah dibaca dapat dibatalkan dengan alasan pada tugasnya."),
			PenarikanError,
			title=_("Sudah Dibaca"),
		)
	forget_answers()
	siaran.touch(
		b.pemangku or b.penerima for b in diminta if b.name in ditarik and b.jenis_penerima != "Pokja"
	)
	return Penarikan(ditarik, tetap)


def _refuse_with_letter(disposisi: str) -> None:
	"""What went out as a Surat Tugas is on paper: that is withdrawn first, with its reason."""
	nomor = frappe.db.get_value("Surat Tugas", {"disposisi": disposisi, "keadaan": TERBIT}, "nomor")
	if nomor:
		frappe.throw(
			_(
				"Surat tugas nomor {0} sudah terbit. Cabut dahulu surat tugasnya, lalu tarik disposisinya."
			).format(frappe.bold(escape_html(nomor))),
			PenarikanError,
			title=_("Surat Tugas Sudah Terbit"),
		)


def _recall_task(baris, alasan: str) -> str | None:
	"""Take one task back; returns what stands against it, None when it is gone."""
	tugas = basisdata.get_locked("Tugas", baris.tugas)
	if tugas.ditarik_pada:
		return _("sudah ditarik")
	if tugas.dibaca_pada:
		return _("sudah dibaca {0} oleh {1}").format(
			format_datetime(tugas.dibaca_pada, "dd-MM-yyyy HH:mm"), tugas.dibaca_oleh
		)
	if tugas.tahap != Tahap.BARU.value:
		return _("sudah berstatus {0}").format(tugas.workflow_state)
	tugas.flags.penarikan = True
	tugas.ditarik_pada = now()
	move_with_reason(tugas, Tahap.BATAL.value, alasan)
	pemberitahuan.withdraw("Tugas", tugas.name)
	return None


def recall_copies(disposisi, baris: list) -> list[str]:
	"""One statement under the rows' own locks; returns the names of those that are gone now."""
	if not baris:
		return []
	saat = now()
	p = DocType("Penerima Disposisi")
	nama = [b.name for b in baris if not b.ditarik_pada]
	if not nama:
		return []
	with basisdata.retryable():
		(
			frappe.qb.update(p)
			.set(p.ditarik_pada, saat)
			.where(p.name.isin(nama) & p.dibaca_pada.isnull() & p.ditarik_pada.isnull())
			.run()
		)
	gone = frappe.get_all("Penerima Disposisi", {"name": ("in", nama), "ditarik_pada": saat}, pluck="name")
	pegawai = [b.pemangku or b.penerima for b in baris if b.name in gone and b.jenis_penerima != "Pokja"]
	tim = [b for b in baris if b.name in gone and b.jenis_penerima == "Pokja"]
	for b in tim:
		pegawai += _members_of(b.penerima)
	pemberitahuan.withdraw("Disposisi", disposisi.name, pegawai)
	return gone


def _members_of(tim: str) -> list[str]:
	(cara,) = frappe.get_hooks("penerima_tugas")["Pokja"]
	return list(frappe.get_attr(cara)(tim)["anggota"])


def replace(disposisi, baris: Collection[str] = (), alasan: str = ""):
	"""Take back what is unread and lay it before the giver again as a draft, to be changed and sent.

	Returns the draft. A deadline that has passed meanwhile is left out.
	"""
	hasil = recall(disposisi, baris, alasan)
	konsep = frappe.new_doc("Disposisi")
	konsep.update({field: disposisi.get(field) for field in DISALIN})
	konsep.update({"menggantikan": disposisi.name, "fakta_diperiksa": 1})
	konsep.tenggat = _not_passed(konsep.tenggat)
	for b in disposisi.instruksi_bersama:
		konsep.append("instruksi_bersama", {"instruksi": b.instruksi})
	for b in disposisi.penerima:
		if b.name in hasil.ditarik:
			isi = {field: b.get(field) for field in BARIS_DISALIN}
			konsep.append("penerima", {**isi, "tenggat": _not_passed(b.tenggat)})
	return konsep.insert()


def _not_passed(tenggat):
	return tenggat if tenggat and getdate(tenggat) >= getdate() else None


def reassign(disposisi) -> None:
	"""A given order takes the place of a task that its recipient has returned: that one is cancelled.

	Called under the locks of the order, after its own tasks are made.
	"""
	if not disposisi.mengalihkan_tugas:
		return
	tugas = basisdata.get_locked("Tugas", disposisi.mengalihkan_tugas)
	if tugas.naskah != disposisi.naskah or "pemberi" not in get_peran(tugas) or not tugas.dikembalikan_pada:
		frappe.throw(
			_(
				"Tugas yang dialihkan tidak lagi menunggu Anda: statusnya {0}. Muat ulang tugasnya, lalu putuskan lagi."
			).format(frappe.bold(escape_html(tugas.workflow_state))),
			PenarikanError,
			title=_("Tidak Dapat Dialihkan"),
		)
	kepada = ", ".join(b.nama_penerima for b in disposisi.penerima if not b.tembusan)
	move_with_reason(tugas, Tahap.BATAL.value, _("Dialihkan kepada {0}").format(kepada))
