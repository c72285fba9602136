"""Import of posts."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe.utils import getdate

from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.aturan_jabatan import CalonJabatan, periksa_jabatan
from transformasi_asn.organisasi.domain.impor import Baris, fold
from transformasi_asn.organisasi.domain.selang import Selang, find_puncak
from transformasi_asn.organisasi.domain.struktur import BUKAN_ALAMAT, PEMEGANG, FaktaPenempatan
from transformasi_asn.organisasi.impor.dasar import read_nama
from transformasi_asn.organisasi.impor.pohon import ImporPohon
from transformasi_asn.organisasi.impor.tulis import SEKALI_BACA, chunk, update_many


class ImporJabatan(ImporPohon):
	"""Posts; superior, substitute and coordinator may stand in the same file, and units take a new coordinator."""

	doctype = "Jabatan"
	kolom = kolom_impor.JABATAN
	induk = "atasan"
	bukan_isian = frozenset({"mengoordinasikan"})

	def process(self) -> int:
		self.unit = read_nama("Unit Kerja")
		self.jenjang = _read_jenjang()
		self.jabatan_fungsional = {
			fold(nama): nama for nama in frappe.get_all("Jabatan Fungsional", pluck="name")
		}
		return super().process()

	def check_dasar(self, baris: Baris) -> bool:
		rujukan = (
			self.resolve(baris, "unit_kerja", self.unit, "Unit kerja"),
			self.resolve(baris, "jabatan_fungsional", self.jabatan_fungsional, "Jabatan fungsional"),
		)
		if not (super().check_dasar(baris) and all(rujukan)):
			return False
		nilai = self.merge(baris)
		calon = CalonJabatan(
			kode=nilai["kode"],
			jenis=nilai["jenis"],
			unit_kerja=nilai["unit_kerja"],
			eselon=nilai["eselon"] or "",
			jabatan_fungsional=nilai["jabatan_fungsional"] or "",
			jenjang=nilai["jenjang"] or "",
			jumlah_kursi=nilai["jumlah_kursi"],
			pengganti=nilai["pengganti"],
			koordinator=nilai["koordinator"],
			peran_meja=nilai["peran_meja"] or "",
			kepala_unit=bool(nilai["kepala_unit"]),
		)
		return self.resolve_mengoordinasikan(baris) and not self.reject_all(
			baris, periksa_jabatan(calon, self.jenjang.get(calon.jabatan_fungsional, ()))
		)

	def resolve_mengoordinasikan(self, baris: Baris) -> bool:
		"""Units that name this post as their coordinator from now on."""
		tertulis = baris.nilai.get("mengoordinasikan") or ()
		for kode in tertulis:
			if fold(kode) not in self.unit:
				pesan = "{sebutan} {isi} tidak ditemukan. Periksa kodenya atau impor dahulu."
				self.reject(baris, "mengoordinasikan", pesan, sebutan="Unit kerja", isi=kode)
				return False
		baris.nilai["mengoordinasikan"] = tuple(self.unit[fold(kode)] for kode in tertulis)
		return True

	def check_rujukan(self, baris: Baris) -> bool:
		return (
			super().check_rujukan(baris)
			and self.resolve_simpul(baris, "pengganti")
			and self.resolve_simpul(baris, "koordinator")
			and self.check_alamat_pengganti(baris)
		)

	def check_alamat_pengganti(self, baris: Baris) -> bool:
		if not (pengganti := baris.nilai.get("pengganti")):
			return True
		nilai = self.merge(self.terima[pengganti]) if pengganti in self.terima else self.lama[pengganti]
		if nilai["jenis"] in BUKAN_ALAMAT or nilai["jumlah_kursi"] != 1:
			self.reject(
				baris,
				"pengganti",
				"{isi} tidak dapat menjadi pengganti: pilih jabatan struktural dengan satu kursi.",
				isi=pengganti,
			)
			return False
		return True

	def check_susunan(self) -> dict[str, str | None]:
		self.drop_kursi_kurang()
		return super().check_susunan()

	def check_bersama(self) -> None:
		self.drop_kepala_ganda()
		self.drop_koordinator_ganda()

	def drop_koordinator_ganda(self) -> None:
		"""Refuse rows that take a unit which an earlier row coordinates."""
		pertama: dict[str, int] = {}
		for kode, baris in list(self.terima.items()):
			for unit in baris.nilai["mengoordinasikan"]:
				if pertama.setdefault(unit, baris.nomor) == baris.nomor:
					continue
				pesan = "Unit {unit} sudah dikoordinasikan jabatan pada baris {baris}."
				self.reject(self.terima.pop(kode), "mengoordinasikan", pesan, unit=unit, baris=pertama[unit])
				break

	def drop_kursi_kurang(self) -> None:
		"""Refuse rows that leave fewer seats than there are holders."""
		turun = {
			kode: b
			for kode, b in self.terima.items()
			if kode in self.lama
			and (b.nilai.get("jumlah_kursi") or self.lama[kode]["jumlah_kursi"])
			< self.lama[kode]["jumlah_kursi"]
		}
		for kode, pemegang in _read_pemegang(turun).items():
			terisi, _hari = find_puncak(Selang(getdate()), [p.selang for p in pemegang])
			if terisi > turun[kode].nilai["jumlah_kursi"]:
				pesan = "{terisi} kursi jabatan ini sudah terisi. Akhiri dahulu penempatan yang berlebih."
				self.reject(self.terima.pop(kode), "jumlah_kursi", pesan, terisi=terisi)

	def drop_kepala_ganda(self) -> None:
		"""Refuse rows that give a unit a second head."""
		kepala: dict[str, str] = {}
		for kode, nilai in self._iterate_akhir():
			if not (nilai["kepala_unit"] and nilai["aktif"]):
				continue
			pertama = kepala.setdefault(nilai["unit_kerja"], kode)
			if pertama != kode and kode in self.terima:
				self.reject(
					self.terima.pop(kode),
					"kepala_unit",
					"Unit {unit} sudah dikepalai {kepala}.",
					unit=nilai["unit_kerja"],
					kepala=pertama,
				)

	def _iterate_akhir(self) -> Iterator[tuple[str, dict[str, Any]]]:
		"""Posts as they will be: first those that the file does not touch."""
		for kode, nilai in self.lama.items():
			if kode not in self.terima:
				yield kode, nilai
		for kode, baris in list(self.terima.items()):
			yield kode, self.merge(baris)

	def merge(self, baris: Baris) -> dict[str, Any]:
		"""The post as it will be: stored values, overlaid by the row."""
		lama = self.lama.get(baris.nilai["kode"])
		return {**lama, **baris.nilai} if lama else self.complete(baris.nilai)

	def write(self, pohon: dict[str, str | None]) -> None:
		super().write(pohon)
		self.write_mengoordinasikan()
		berubah = {
			kode: b
			for kode, b in self.terima.items()
			if kode in self.lama
			and "peran_meja" in b.nilai
			and (b.nilai["peran_meja"] or "") != (self.lama[kode]["peran_meja"] or "")
		}
		hari_ini = getdate()
		for pemegang in _read_pemegang(berubah, definitif=False).values():
			for pegawai in {p.pegawai for p in pemegang if p.selang.berisi(hari_ini)}:
				services.sync_roles(pegawai)

	def write_mengoordinasikan(self) -> None:
		koordinator = {
			unit: kode for kode, baris in self.terima.items() for unit in baris.nilai["mengoordinasikan"]
		}
		lama: dict[str, str | None] = {}
		for potong in chunk(koordinator, SEKALI_BACA):
			lama |= dict(
				frappe.get_all(
					"Unit Kerja",
					filters={"name": ("in", potong)},
					fields=["name", "koordinator"],
					as_list=True,
				)
			)
		update_many(
			"Unit Kerja",
			{unit: {"koordinator": kode} for unit, kode in koordinator.items() if lama[unit] != kode},
		)


def _read_jenjang() -> dict[str, list[str]]:
	"""Levels of every jabatan fungsional."""
	jenjang: dict[str, list[str]] = {}
	for b in frappe.get_all(
		"Jenjang Jabatan Fungsional",
		filters={"parenttype": "Jabatan Fungsional"},
		fields=["parent", "jenjang"],
		order_by="parent, idx",
	):
		jenjang.setdefault(b.parent, []).append(b.jenjang)
	return jenjang


def _read_pemegang(kode: dict[str, Baris], definitif: bool = True) -> dict[str, list[FaktaPenempatan]]:
	"""Placements of these posts that are no history, by post."""
	hasil: dict[str, list[FaktaPenempatan]] = {}
	for potong in chunk(kode, SEKALI_BACA):
		for p in pembaca.select_penempatan(lambda t: t.jabatan.isin(potong) & (t.riwayat == 0)):  # noqa: B023
			if p.kapasitas in PEMEGANG or not definitif:
				hasil.setdefault(p.jabatan, []).append(p)
	return hasil
