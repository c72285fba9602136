"""Import of tree nodes: rows may name each other as parents, in any order."""

from typing import Any, ClassVar

import frappe

from transformasi_asn import basisdata
from transformasi_asn.organisasi.domain.impor import Baris, fold
from transformasi_asn.organisasi.domain.pohon import number_tree, render_putaran, tolak_putaran
from transformasi_asn.organisasi.impor.dasar import Impor
from transformasi_asn.organisasi.impor.tulis import diff, insert_many, update_many


class ImporPohon(Impor):
	"""Rows of a tree, numbered once for the whole file."""

	induk: ClassVar[str]

	def process(self) -> int:
		self.lama = self.read_lama()
		self.nama = {fold(nama): nama for nama in self.lama}
		self.drop_kembar("kode")
		self.set_kode()
		gugur = self.drop_incomplete([b for b in self.baris if b.nilai["kode"] not in self.lama])
		terima = {b.nilai["kode"]: b for b in self.baris if b.nomor not in gugur}
		terima = {kode: b for kode, b in terima.items() if self.check_dasar(b)}
		self.terima = terima
		pohon = self.check_susunan()
		self.write(pohon)
		return len(self.terima)

	def read_lama(self) -> dict[str, dict[str, Any]]:
		"""Every stored node in the order of the tree, locked so that nobody renumbers meanwhile."""
		basisdata.lock_whole(self.doctype)
		kolom = [k.nama for k in self.kolom if k.nama not in self.bukan_isian]
		baris = basisdata.read_locked(self.doctype, ["lft", "rgt", *kolom])
		return {b.name: b for b in sorted(baris, key=lambda b: b.lft or 0)}

	def set_kode(self) -> None:
		"""Stored spelling of the codes that exist; the file's own for new ones."""
		for b in self.baris:
			b.nilai["kode"] = self.nama.setdefault(fold(b.nilai["kode"]), b.nilai["kode"])

	def check_dasar(self, baris: Baris) -> bool:
		"""Rules that need no look at other rows of the file."""
		lama = self.lama.get(baris.nilai["kode"])
		if lama and lama["aktif"] and baris.nilai.get("aktif") == 0:
			self.reject(
				baris, "aktif", "Menonaktifkan lewat impor tidak dapat dilakukan. Gunakan formulirnya."
			)
			return False
		return True

	def check_rujukan(self, baris: Baris) -> bool:
		"""Rules on what the row names, after other rows have been refused."""
		return self.resolve_simpul(baris, self.induk)

	def resolve_simpul(self, baris: Baris, kolom: str) -> bool:
		"""Replace a reference to a node of the same tree by its stored spelling."""
		isi = baris.nilai.get(kolom)
		if not isi:
			return True
		kode = self.nama.get(fold(isi))
		if kode is None or not self.exists(kode):
			self.reject(
				baris,
				kolom,
				"{isi} tidak ditemukan, atau barisnya sendiri ditolak. Perbaiki dahulu baris itu.",
				isi=isi,
			)
			return False
		baris.nilai[kolom] = kode
		return True

	def check_bersama(self) -> None:
		"""Rules on several rows together; may refuse some of them."""

	def exists(self, kode: str) -> bool:
		"""Is there such a node, stored or in an accepted row?"""
		return kode in self.lama or kode in self.terima

	def check_susunan(self) -> dict[str, str | None]:
		"""Refuse rows with missing parents and rows that close a loop, until the rest is a tree."""
		while True:
			banyak = len(self.terima)
			self.check_bersama()
			for kode, baris in list(self.terima.items()):
				if not self.check_rujukan(baris):
					del self.terima[kode]
			pohon, ditolak = tolak_putaran(
				{kode: b[self.induk] or None for kode, b in self.lama.items()},
				{
					kode: b.nilai.get(self.induk) or None
					for kode, b in self.terima.items()
					if self.induk in b.nilai or kode not in self.lama
				},
			)
			for kode, putaran in ditolak.items():
				self.reject(
					self.terima.pop(kode),
					self.induk,
					"Susunan berputar: {putaran}. Perbaiki induk salah satu baris ini.",
					putaran=render_putaran(putaran),
				)
			if len(self.terima) == banyak:
				return pohon

	def write(self, pohon: dict[str, str | None]) -> None:
		"""Insert, update, and renumber what moved."""
		nomor = number_tree(pohon)
		baru = []
		ubah = {}
		for kode, baris in self.terima.items():
			if kode not in self.lama:
				lft, rgt = nomor[kode]
				nilai = self.complete(baris.nilai)
				baru.append(
					{
						"name": kode,
						**nilai,
						"lft": lft,
						"rgt": rgt,
						"is_group": 1,
						"old_parent": nilai[self.induk],
					}
				)
				continue
			if beda := diff(self.lama[kode], self.take_isian(baris)):
				if self.induk in beda:
					beda["old_parent"] = beda[self.induk]
				ubah[kode] = beda
		insert_many(self.doctype, baru)
		update_many(self.doctype, ubah)
		update_many(
			self.doctype,
			{
				kode: {"lft": nomor[kode][0], "rgt": nomor[kode][1]}
				for kode, b in self.lama.items()
				if nomor[kode] != (b["lft"], b["rgt"])
			},
			touch=False,
		)
		if ubah:
			frappe.clear_cache(doctype=self.doctype)
