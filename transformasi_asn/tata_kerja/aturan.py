"""Rule records (Aturan Pola Kerja): from stored rows to domain rows, and what makes a row valid."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from transformasi_asn.tata_kerja.domain.pola import (
	INSTRUMEN_PER_POLA,
	BarisAturan,
	Instrumen,
	Pola,
	find_covered,
	last_number,
)
from transformasi_asn.tata_kerja.exceptions import (
	InstrumenTidakSesuaiError,
	KodeGandaError,
	MasaBarisTerbalikError,
)

SEMUA = "Apa saja"
SYARAT = {SEMUA: None, "Ya": True, "Tidak": False}
KOLOM = (
	"kode aktif mulai selesai rutin prioritas kompleks jenis_naskah klasifikasi kegiatan "
	"pola instrumen tawarkan_pokja dasar_hukum penjelasan"
).split()


def to_baris(row: Mapping, sumber: str) -> BarisAturan:
	"""The domain row of a stored (or still unsaved) child row."""
	return BarisAturan(
		sumber=sumber,
		kode=row.get("kode") or "",
		pola=Pola(row.get("pola")),
		instrumen=Instrumen(row.get("instrumen")),
		rutin=SYARAT[row.get("rutin") or SEMUA],
		prioritas=SYARAT[row.get("prioritas") or SEMUA],
		kompleks=SYARAT[row.get("kompleks") or SEMUA],
		jenis_naskah=row.get("jenis_naskah") or "",
		klasifikasi=row.get("klasifikasi") or "",
		kegiatan=row.get("kegiatan") or "",
		tawarkan_pokja=bool(row.get("tawarkan_pokja")),
		aktif=bool(row.get("aktif")),
		mulai=getdate(row.get("mulai")) if row.get("mulai") else None,
		selesai=getdate(row.get("selesai")) if row.get("selesai") else None,
		dasar_hukum=row.get("dasar_hukum") or "",
		penjelasan=row.get("penjelasan") or "",
	)


def assign_kode(doc: Document) -> None:
	"""Give rows without a code the next one. A code is never given twice, also after its row was deleted."""
	pertama: dict[str, int] = {}
	for row in doc.baris:
		row.kode = (row.kode or "").strip().upper()
		if row.kode and row.kode in pertama:
			frappe.throw(
				_(
					"Baris {0} dan {1} sama-sama berkode {2}. Kosongkan salah satu agar diberi kode baru."
				).format(pertama[row.kode], row.idx, row.kode),
				KodeGandaError,
				title=_("Kode Ganda"),
			)
		pertama[row.kode] = row.idx
	nomor = max(doc.nomor_terakhir or 0, last_number(row.kode for row in doc.baris))
	for row in doc.baris:
		if not row.kode:
			nomor += 1
			row.kode = f"B{nomor}"
	doc.nomor_terakhir = nomor


def check_baris(doc: Document) -> None:
	"""Refuse rows whose dates or instrument make no sense; settle what follows from other fields."""
	for row in doc.baris:
		for syarat in ("rutin", "prioritas", "kompleks"):
			row.set(syarat, row.get(syarat) or SEMUA)
		_check_masa(row)
		_check_instrumen(row)
		row.klasifikasi = (row.klasifikasi or "").strip()
		row.usulkan_tim = int(row.instrumen == Instrumen.DISPOSISI_USUL_TIM)
		if row.pola != Pola.FUNGSIONAL_INDIVIDU:
			row.tawarkan_pokja = 0


def _check_masa(row: Document) -> None:
	if row.mulai and row.selesai and getdate(row.mulai) >= getdate(row.selesai):
		frappe.throw(
			_(
				"Baris {0} ({1}): tanggal mulai {2} tidak lebih awal dari tanggal selesai {3}. Betulkan salah satunya."
			).format(row.idx, row.kode, frappe.format(row.mulai, "Date"), frappe.format(row.selesai, "Date")),
			MasaBarisTerbalikError,
			title=_("Masa Berlaku Terbalik"),
		)


def _check_instrumen(row: Document) -> None:
	sesuai = INSTRUMEN_PER_POLA[Pola(row.pola)]
	if row.instrumen not in sesuai:
		frappe.throw(
			_("Baris {0} ({1}): instrumen {2} tidak sesuai dengan pola {3}. Pilih: {4}.").format(
				row.idx, row.kode, row.instrumen, row.pola, f" {_('atau')} ".join(sesuai)
			),
			InstrumenTidakSesuaiError,
			title=_("Instrumen Tidak Sesuai"),
		)


def notify_covered(doc: Document) -> None:
	"""Tell, without refusing, which rows can never be reached."""
	nomor = {row.kode: row.idx for row in doc.baris}
	pasangan = find_covered([to_baris(row.as_dict(), doc.unit_kerja or "") for row in doc.baris])
	if not pasangan:
		return
	pesan = [
		_(
			"Baris {0} ({1}) tidak akan pernah dipakai, karena baris {2} ({3}) di atasnya sudah mencakupnya."
		).format(nomor[sempit.kode], sempit.kode, nomor[luas.kode], luas.kode)
		for sempit, luas in pasangan
	]
	frappe.msgprint(pesan, title=_("Baris Tertutup"), indicator="orange", as_list=len(pesan) > 1)
