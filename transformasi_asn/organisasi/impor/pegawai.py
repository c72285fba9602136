"""Import of people."""

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.utils import getdate, validate_email_address

from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.impor import Baris, fold
from transformasi_asn.organisasi.domain.nip import KELAMIN, clean_nip, parse_tanggal_lahir, periksa_nip
from transformasi_asn.organisasi.impor.dasar import Impor, read_nama
from transformasi_asn.organisasi.impor.tulis import (
	SEKALI_BACA,
	chunk,
	diff,
	find_ada,
	insert_many,
	update_many,
)

KOMPETENSI = "Kompetensi Pegawai"


class ImporPegawai(Impor):
	"""People, found again by NIP, or by the local key of those who have none."""

	doctype = "Pegawai ASN"
	kolom = kolom_impor.PEGAWAI
	kunci = ("nip", "kunci")
	bukan_isian = frozenset({"kunci", "kompetensi"})

	def process(self) -> int:
		for b in self.baris:
			b.nilai["nip"] = clean_nip(b.nilai.get("nip")) or None
		self.drop_kembar("nip")
		self.drop_kembar("kunci")
		self.drop_kembar("user")
		self.read_lama()
		self.pangkat = read_nama("Pangkat Golongan")
		self.kompetensi = read_nama("Kompetensi")
		self.user = {fold(u): u for u in find_ada("User", (b.nilai.get("user") for b in self.baris))}
		self.tertulis: dict[str, int] = {}
		twin = [(b, t) for b in self.baris if (t := self.find_twin(b)) is not False]
		gugur = self.drop_incomplete([b for b, t in twin if t is None])
		terima = [(b, t) for b, t in twin if b.nomor not in gugur and self.check(b, t)]
		self.write(terima)
		return len(terima)

	def read_lama(self) -> None:
		"""Stored people, by name and by each key."""
		baris = frappe.get_all(
			self.doctype,
			fields=[
				"name",
				"kunci_impor as kunci",
				*(k.nama for k in self.kolom if k.nama not in self.bukan_isian),
			],
		)
		self.lama = {b.name: b for b in baris}
		self.menurut = {
			kolom: {fold(b[kolom]): b.name for b in baris if b[kolom]} for kolom in ("nip", "kunci", "user")
		}

	def find_twin(self, baris: Baris) -> str | bool | None:
		"""Name of the stored person, None for a new one, False when the row is refused."""
		nilai = baris.nilai
		if not (nilai.get("nip") or nilai.get("kunci")):
			self.reject(baris, self.terpakai[0], "Isi nip, atau kunci bagi yang tidak mempunyai NIP.")
			return False
		ditemukan = {
			nama
			for kolom in ("nip", "kunci")
			if nilai.get(kolom) and (nama := self.menurut[kolom].get(fold(nilai[kolom])))
		}
		if len(ditemukan) > 1:
			self.reject(baris, "kunci", "NIP dan kunci menunjuk dua pegawai yang berbeda.")
			return False
		twin = next(iter(ditemukan), None)
		if twin and self.tertulis.setdefault(twin, baris.nomor) != baris.nomor:
			pesan = "Sudah tertulis pada baris {baris}. Hapus salah satunya."
			self.reject(baris, "kunci", pesan, baris=self.tertulis[twin])
			return False
		return twin

	def check(self, baris: Baris, twin: str | None) -> bool:
		"""The rules of the form, on the person as he will be."""
		lama = self.lama[twin] if twin else {}
		if not baris.nilai["nip"] and lama.get("nip"):
			# Found by his local key in a file without NIP: what is stored stays.
			del baris.nilai["nip"]
		nilai = {**lama, **baris.nilai} if twin else self.complete(baris.nilai)
		lahir = getdate(nilai["tanggal_lahir"]) if nilai["tanggal_lahir"] else None
		salah = self.reject_all(
			baris, periksa_nip(nilai["nip"], nilai["jenis_kepegawaian"], lahir, nilai["jenis_kelamin"])
		)
		rujukan = (
			self.resolve(baris, "pangkat_golongan", self.pangkat, "Pangkat/golongan"),
			self.resolve(baris, "user", self.user, "Akun pengguna"),
			self.resolve_kompetensi(baris),
		)
		if salah or not all(rujukan):
			return False
		self.set_from_nip(baris.nilai, nilai)
		return self.check_akun(baris, twin) and self.check_penutupan(baris, lama)

	def resolve_kompetensi(self, baris: Baris) -> bool:
		tertulis = baris.nilai.get("kompetensi") or ()
		for nama, _tingkat in tertulis:
			if fold(nama) not in self.kompetensi:
				pesan = "Kompetensi {isi} tidak ada dalam daftar. Periksa ejaannya atau tambahkan dahulu."
				self.reject(baris, "kompetensi", pesan, isi=nama)
				return False
		baris.nilai["kompetensi"] = tuple(
			(self.kompetensi[fold(nama)], tingkat) for nama, tingkat in tertulis
		)
		return True

	def set_from_nip(self, nilai: dict[str, Any], lengkap: dict[str, Any]) -> None:
		if nip := lengkap["nip"]:
			if not lengkap["tanggal_lahir"]:
				nilai["tanggal_lahir"] = parse_tanggal_lahir(nip)
			if not lengkap["jenis_kelamin"]:
				nilai["jenis_kelamin"] = KELAMIN[nip[14]]

	def check_akun(self, baris: Baris, twin: str | None) -> bool:
		email, user = baris.nilai.get("email"), baris.nilai.get("user")
		if email and not validate_email_address(email):
			self.reject(baris, "email", "{email} bukan alamat email.", email=email)
			return False
		pemilik = self.menurut["user"].get(fold(user)) if user else None
		if pemilik and pemilik != twin:
			self.reject(
				baris,
				"user",
				"Akun {user} sudah dipakai {nama}. Satu akun untuk satu pegawai.",
				user=user,
				nama=self.lama[pemilik]["nama"],
			)
			return False
		return True

	def check_penutupan(self, baris: Baris, lama: dict[str, Any]) -> bool:
		if lama.get("aktif") and baris.nilai.get("aktif") == 0:
			self.reject(
				baris, "aktif", "Menonaktifkan lewat impor tidak dapat dilakukan. Gunakan formulirnya."
			)
			return False
		return True

	def write(self, terima: list[tuple[Baris, str | None]]) -> None:
		baru, ubah, berakun, kompetensi = [], {}, [], {}
		for baris, twin in terima:
			nilai = dict(baris.nilai)
			if twin is None:
				nilai = {**self.complete(nilai), "kunci_impor": nilai.get("kunci")}
				nama = frappe.generate_hash(length=10)
				baru.append({"name": nama, **nilai})
			else:
				nama = twin
				beda = diff(self.lama[twin], {k: v for k, v in nilai.items() if k != "kompetensi"})
				if "kunci" in beda:
					beda["kunci_impor"] = beda.pop("kunci")
				if beda:
					ubah[nama] = beda
				if "user" in beda and (lama := self.lama[twin]["user"]):
					self.revoke(twin, lama)
			if nilai.get("user"):
				berakun.append(nama)
			kompetensi[nama] = baris.nilai["kompetensi"]
		insert_many(self.doctype, baru)
		update_many(self.doctype, ubah)
		if "kompetensi" in self.terpakai:
			self.write_kompetensi(kompetensi)
		for nama in berakun:
			services.sync_roles(nama)

	def write_kompetensi(self, kompetensi: Mapping[str, Sequence[tuple[str, int]]]) -> None:
		"""The rows of these people as the file has them; who has them so already is left alone."""
		ada: dict[str, list[tuple[str, int]]] = {}
		for potong in chunk(kompetensi, SEKALI_BACA):
			for b in frappe.get_all(
				KOMPETENSI,
				filters={"parenttype": self.doctype, "parent": ("in", potong)},
				fields=["parent", "kompetensi", "tingkat"],
				order_by="parent, idx",
			):
				ada.setdefault(b.parent, []).append((b.kompetensi, b.tingkat))
		ganti = {p: daftar for p, daftar in kompetensi.items() if ada.get(p, []) != list(daftar)}
		for potong in chunk(ganti.keys() & ada.keys(), SEKALI_BACA):
			frappe.db.delete(KOMPETENSI, {"parenttype": self.doctype, "parent": ("in", potong)})
		insert_many(
			KOMPETENSI,
			[
				{
					"name": frappe.generate_hash(length=10),
					"parent": pegawai,
					"parenttype": self.doctype,
					"parentfield": "kompetensi",
					"idx": idx,
					"kompetensi": nama,
					"tingkat": tingkat,
				}
				for pegawai, daftar in ganti.items()
				for idx, (nama, tingkat) in enumerate(daftar, 1)
			],
		)

	def revoke(self, pegawai: str, user: str) -> None:
		"""Another user, or none, takes the place of this one."""
		peran = frappe.db.get_value(self.doctype, pegawai, "peran_diberikan") or ""
		services.revoke_roles(user, set(peran.splitlines()))
		frappe.db.set_value(self.doctype, pegawai, "peran_diberikan", None, update_modified=False)
