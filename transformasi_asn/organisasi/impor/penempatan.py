"""Import of placements."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

import frappe
from frappe.utils import getdate

from transformasi_asn import basisdata
from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.aturan_penempatan import (
	SEMENTARA,
	adds_mandate,
	periksa_batas_sementara,
	periksa_penempatan,
)
from transformasi_asn.organisasi.domain.impor import Baris, Galat, fold
from transformasi_asn.organisasi.domain.nip import clean_nip
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, FaktaPenempatan, Kapasitas
from transformasi_asn.organisasi.impor.dasar import Impor
from transformasi_asn.organisasi.impor.tulis import (
	SEKALI_BACA,
	chunk,
	diff,
	insert_many,
	update_many,
)


class ImporPenempatan(Impor):
	"""Placements, found again by person, post, capacity and first day. Rows are checked one after the other."""

	doctype = "Penempatan"
	kolom = kolom_impor.PENEMPATAN
	kunci = ("pegawai",)

	def process(self) -> int:
		self.hari_ini = getdate()
		self.batas, self.tolak = pembaca.read_batas_sementara()
		self.read_pegawai()
		self.read_jabatan()
		gugur = self.drop_incomplete(self.baris)
		rapi = [b for b in self.baris if b.nomor not in gugur and self.check_rujukan(b)]
		self.read_penempatan(rapi)
		self.tertulis: dict[str, int] = {}
		terima = [hasil for b in sorted(rapi, key=self.rank) if (hasil := self.check(b))]
		self.write(terima)
		return len(terima)

	def rank(self, baris: Baris) -> tuple[bool, bool]:
		"""Holders before Plt and Plh, who are measured by their own posts; ended placements before new ones."""
		return baris.nilai.get("kapasitas") in SEMENTARA, self.find_twin(baris) is None

	def read_pegawai(self) -> None:
		"""People by NIP and by local key."""
		self.pegawai: dict[str, str] = {}
		self.aktif: set[str] = set()
		for b in frappe.get_all("Pegawai ASN", fields=["name", "nip", "kunci_impor", "aktif"]):
			if b.aktif:
				self.aktif.add(b.name)
			for kunci in (b.nip, b.kunci_impor):
				if kunci:
					self.pegawai[fold(kunci)] = b.name

	def read_jabatan(self) -> None:
		"""Posts of the file, locked in one order: nobody takes their seats meanwhile."""
		self.jabatan: dict[str, FaktaJabatan] = {}
		for kode in chunk(sorted({b.nilai.get("jabatan") or "" for b in self.baris}), SEKALI_BACA):
			basisdata.lock("Jabatan", kode)
			for fakta in pembaca.select_jabatan(lambda j: j.name.isin(kode)):  # noqa: B023
				self.jabatan[fakta.kode] = fakta
		self.nama_jabatan = {fold(kode): kode for kode in self.jabatan}

	def check_rujukan(self, baris: Baris) -> bool:
		if (nip := clean_nip(baris.nilai["pegawai"])).isdigit():
			baris.nilai["pegawai"] = nip
		return all(
			(
				self.resolve(baris, "pegawai", self.pegawai, "Pegawai dengan NIP atau kunci"),
				self.resolve(baris, "jabatan", self.nama_jabatan, "Jabatan"),
			)
		)

	def read_penempatan(self, baris: list[Baris]) -> None:
		"""Stored placements at these posts and of these people, and the posts they come from."""
		self.di_jabatan: dict[str, list[FaktaPenempatan]] = {}
		self.milik: dict[str, list[FaktaPenempatan]] = {}
		ada: dict[str, FaktaPenempatan] = {}
		for field in ("jabatan", "pegawai"):
			for kode in chunk(sorted({b.nilai[field] for b in baris}), SEKALI_BACA):
				for p in pembaca.select_penempatan(lambda t: t[field].isin(kode), for_update=True):  # noqa: B023
					ada[p.name] = p
		self.lama = self.read_lama(list(ada))
		self.kembar: dict[tuple[str, str, str, date], FaktaPenempatan] = {}
		for p in ada.values():
			self.keep(p)
		asal = {p.jabatan for p in ada.values()} - set(self.jabatan)
		self.asal = dict(self.jabatan)
		for kode in chunk(sorted(asal), SEKALI_BACA):
			for fakta in pembaca.select_jabatan(lambda j: j.name.isin(kode)):  # noqa: B023
				self.asal[fakta.kode] = fakta

	def read_lama(self, nama: list[str]) -> dict[str, dict]:
		"""Stored values of these placements."""
		lama: dict[str, dict] = {}
		for potong in chunk(nama, SEKALI_BACA):
			for b in frappe.get_all(
				self.doctype,
				filters={"name": ("in", potong)},
				fields=["name", "surat_perintah", *(k.nama for k in self.kolom)],
			):
				lama[b.name] = b
		return lama

	def keep(self, p: FaktaPenempatan) -> None:
		"""Later rows are checked against this one."""
		self.di_jabatan.setdefault(p.jabatan, []).append(p)
		self.milik.setdefault(p.pegawai, []).append(p)
		self.kembar[_kunci(p)] = p

	def check(self, baris: Baris) -> tuple[Baris, FaktaPenempatan, bool] | None:
		"""The rules of the form, against what is stored and the rows before; None when refused."""
		lama, calon = self.build(baris)
		if lama and lama.name in self.tertulis:
			pesan = "Penempatan ini sudah tertulis pada baris {baris}. Hapus salah satunya."
			self.reject(baris, "pegawai", pesan, baris=self.tertulis[lama.name])
			return None
		if lama and self.refuse_change_past_letter(baris, lama, calon):
			return None
		if calon.wewenang_rahasia and adds_mandate(calon, lama):
			pesan = "Kewenangan atas naskah rahasia hanya dari Surat Perintah. Kosongkan kolom ini, lalu buat Surat Perintah bila perlu."
			self.reject(baris, "wewenang_rahasia", pesan)
			return None
		di_jabatan = self.di_jabatan.setdefault(calon.jabatan, [])
		milik = self.milik.setdefault(calon.pegawai, [])
		jabatan = self.asal[calon.jabatan]
		salah = periksa_penempatan(
			calon, jabatan, di_jabatan, milik, self.hari_ini, calon.pegawai in self.aktif
		)
		if self.reject_all(baris, salah) or not self.check_batas(baris, calon, milik):
			return None
		if lama:
			di_jabatan.remove(lama)
			milik.remove(lama)
		self.keep(calon)
		self.tertulis[calon.name] = baris.nomor
		return baris, calon, lama is not None

	def refuse_change_past_letter(self, baris: Baris, lama: FaktaPenempatan, calon: FaktaPenempatan) -> bool:
		"""What a Surat Perintah made is changed by that letter alone; a file that repeats it is welcome."""
		if calon == lama or not self.lama[lama.name].surat_perintah:
			return False
		pesan = "Penempatan ini dibuat oleh Surat Perintah; akhiri atau perpanjang lewat surat itu."
		self.reject(baris, "pegawai", pesan)
		return True

	def build(self, baris: Baris) -> tuple[FaktaPenempatan | None, FaktaPenempatan]:
		"""The stored twin of a row, and the placement as it will be."""
		lama = self.find_twin(baris)
		nilai = {**self.complete({}), **(asdict(lama) if lama else {}), **baris.nilai}
		calon = FaktaPenempatan(
			name=lama.name if lama else frappe.generate_hash(length=10),
			pegawai=nilai["pegawai"],
			jabatan=nilai["jabatan"],
			kapasitas=nilai["kapasitas"],
			mulai=nilai["mulai"],
			selesai=nilai["selesai"],
			berhalangan_tetap=nilai["berhalangan_tetap"],
			wewenang_rahasia=bool(nilai["wewenang_rahasia"]),
			riwayat=bool(nilai["riwayat"]),
		)
		if calon.memegang:
			return lama, replace(calon, wewenang_rahasia=False)
		return lama, replace(calon, berhalangan_tetap=None)

	def find_twin(self, baris: Baris) -> FaktaPenempatan | None:
		"""The placement of the same person, post, capacity and first day, stored or in a row before."""
		nilai = baris.nilai
		kapasitas = nilai.get("kapasitas", Kapasitas.DEFINITIF.value)
		return self.kembar.get((nilai["pegawai"], nilai["jabatan"], kapasitas, nilai["mulai"]))

	def check_batas(self, baris: Baris, calon: FaktaPenempatan, milik: list[FaktaPenempatan]) -> bool:
		"""Beyond the limits of Plt and Plh: refused, or told when no basis is given."""
		asal = [
			self.asal[p.jabatan]
			for p in milik
			if p.memegang and p.name != calon.name and p.berjalan(calon.mulai)
		]
		lewat = periksa_batas_sementara(calon, self.asal[calon.jabatan], asal, milik, self.batas)
		if self.tolak:
			return not self.reject_all(baris, lewat)
		if not baris.nilai.get("dasar"):
			self.peringatan.extend(Galat(baris.nomor, p.kolom, p.pesan, dict(p.nilai)) for p in lewat)
		return True

	def write(self, terima: list[tuple[Baris, FaktaPenempatan, bool]]) -> None:
		"""Insert and update, then give the people the roles of their posts."""
		baru, ubah = [], {}
		for baris, calon, tersimpan in terima:
			nilai = {**baris.nilai, **{k: v for k, v in asdict(calon).items() if k != "name"}}
			if tersimpan:
				if beda := diff(self.lama[calon.name], nilai):
					ubah[calon.name] = beda
			else:
				baru.append({"name": calon.name, **self.complete(nilai)})
		insert_many(self.doctype, baru)
		update_many(self.doctype, ubah)
		pegawai = {calon.pegawai for _baris, calon, _tersimpan in terima}
		for nama in list_berakun(pegawai):
			services.sync_roles(nama)


def _kunci(p: FaktaPenempatan) -> tuple[str, str, str, date]:
	return p.pegawai, p.jabatan, p.kapasitas, p.mulai


def list_berakun(pegawai: Iterable[str]) -> list[str]:
	"""Those of these people who have a user."""
	berakun: list[str] = []
	for potong in chunk(sorted(pegawai), SEKALI_BACA):
		berakun += frappe.get_all(
			"Pegawai ASN", filters={"name": ("in", potong), "user": ("is", "set")}, pluck="name"
		)
	return berakun
