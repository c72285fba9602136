"""What every kind of import does: read, find the stored twin of each row, check, write, report."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import frappe
from frappe import _
from frappe.utils.html_utils import sanitize_html

from transformasi_asn import basisdata
from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.domain.impor import (
	Baris,
	Galat,
	HasilBaca,
	Kolom,
	TolakBerkas,
	fold,
	read_csv,
	split_kembar,
)
from transformasi_asn.organisasi.domain.pelanggaran import Pelanggaran
from transformasi_asn.organisasi.domain.sel import read_lembar
from transformasi_asn.organisasi.impor.xlsx import is_buku, read_xlsx


class Impor:
	"""One file of one kind. Sub-classes say how rows are checked and written."""

	doctype: ClassVar[str]
	kolom: ClassVar[Sequence[Kolom]]
	kunci: ClassVar[tuple[str, ...]] = ("kode",)
	bukan_isian: ClassVar[frozenset[str]] = frozenset()
	"""Columns that are no field of the DocType; the kind writes them elsewhere."""
	abaikan_lain: ClassVar[bool] = False
	"""Whether the file may have columns of others, which are passed over."""

	def __init__(self, data: bytes | str):
		hasil = self.read(data)
		self.terpakai = hasil.kolom
		self.judul = {k.nama: k.judul for k in self.kolom} | hasil.judul
		self.catatan = hasil.catatan
		self.galat: list[Galat] = hasil.galat
		self.peringatan: list[Galat] = []
		self.tetap = 0
		self.baris: list[Baris] = hasil.baris
		self.sanitize()

	def read(self, data: bytes | str) -> HasilBaca:
		"""The rows of a workbook or of a CSV."""
		if isinstance(data, str) or not is_buku(data):
			return read_csv(data, self.kolom, self.kunci, self.abaikan_lain)
		try:
			baris = read_xlsx(data, (self.doctype, self.doctype.replace(" ASN", "")))
		except TolakBerkas as e:
			return HasilBaca(galat=[e.galat])
		return read_lembar(baris, self.kolom, self.kunci, self.abaikan_lain)

	def run(self) -> dict[str, Any]:
		"""Import the good rows and list the bad ones."""
		berhasil = 0
		if self.terpakai is not None:
			# What was looked up beforehand is there only if it came in meanwhile.
			with basisdata.retryable(self.doctype, basisdata.DIDAHULUI | basisdata.KUNCI_SAMA):
				berhasil = self.process()
			services.clear_cache()
		return {
			"berhasil": berhasil,
			"gagal": self.render(self.galat),
			"peringatan": self.render(self.peringatan),
			"catatan": self.catatan,
			"tetap": self.tetap,
		}

	def render(self, galat: Sequence[Galat]) -> list[dict[str, Any]]:
		"""Findings in file order, in the user's language, columns as the file names them."""
		return [
			{
				"baris": g.baris,
				"kolom": self.judul.get(g.kolom, g.kolom),
				"pesan": _(g.pesan).format(**g.nilai),
			}
			for g in sorted(galat, key=lambda g: g.baris)
		]

	def sanitize(self) -> None:
		"""Take out scripts, as saving a document does."""
		for baris in self.baris:
			for kolom, isi in baris.nilai.items():
				if isinstance(isi, str) and "<" in isi:
					baris.nilai[kolom] = sanitize_html(isi)

	def process(self) -> int:
		"""Check and write; returns how many rows were taken. `tetap` counts those that were there already."""
		raise NotImplementedError

	def reject(self, baris: Baris, kolom: str, pesan: str, /, **nilai: object) -> None:
		"""Note why a row is refused."""
		self.galat.append(Galat(baris.nomor, kolom, pesan, nilai))

	def reject_all(self, baris: Baris, pelanggaran: Sequence[Pelanggaran]) -> bool:
		"""Note the broken rules of a row; False when there are none."""
		for p in pelanggaran:
			self.reject(baris, p.kolom, p.pesan, **p.nilai)
		return bool(pelanggaran)

	def drop_kembar(self, kunci: str) -> None:
		"""Refuse rows that repeat the key of an earlier line."""
		self.baris, galat = split_kembar(
			self.baris, lambda b: fold(b.nilai[kunci]) if b.nilai.get(kunci) else None, kunci
		)
		self.galat.extend(galat)

	def drop_incomplete(self, baru: Sequence[Baris]) -> set[int]:
		"""Lines of new records that cannot be made because the file lacks a required column."""
		kurang = [k.nama for k in self.kolom if k.wajib and k.nama not in self.terpakai]
		if not kurang or not baru:
			return set()
		for kolom in kurang:
			pesan = "Kolom {kolom} tidak ada, padahal wajib untuk data baru (mulai baris {baris}). Tambahkan kolom itu."
			self.galat.append(Galat(1, kolom, pesan, {"kolom": self.judul[kolom], "baris": baru[0].nomor}))
		return {b.nomor for b in baru}

	def resolve(self, baris: Baris, kolom: str, ada: Mapping[str, str], sebutan: str) -> bool:
		"""Replace a reference by the stored spelling of its key; False when there is no such record."""
		isi = baris.nilai.get(kolom)
		if not isi:
			return True
		nama = ada.get(fold(isi))
		if nama is None:
			self.reject(
				baris,
				kolom,
				"{sebutan} {isi} tidak ditemukan. Periksa kodenya atau impor dahulu.",
				sebutan=sebutan,
				isi=isi,
			)
			return False
		baris.nilai[kolom] = nama
		return True

	def take_isian(self, baris: Baris) -> dict[str, Any]:
		"""The row's values for fields of the DocType."""
		return {kolom: isi for kolom, isi in baris.nilai.items() if kolom not in self.bukan_isian}

	def complete(self, nilai: Mapping[str, Any]) -> dict[str, Any]:
		"""A new record's values, defaults for the columns that the file does not have."""
		return {k.nama: nilai.get(k.nama, k.bawaan) for k in self.kolom if k.nama not in self.bukan_isian}


def read_nama(doctype: str, **saring: Any) -> dict[str, str]:
	"""Folded key → stored name of every record."""
	return {fold(nama): nama for nama in frappe.get_all(doctype, filters=saring, pluck="name")}
