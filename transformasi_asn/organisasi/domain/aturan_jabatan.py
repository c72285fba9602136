"""Rules that one post obeys by itself, whoever writes it: form or import."""

from collections.abc import Collection
from dataclasses import dataclass

from .pelanggaran import Pelanggaran
from .struktur import BERESELON, JenisJabatan

PERAN_MEJA = ("Tata Usaha ASN", "Pengelola Kepegawaian", "Admin Tata Kerja", "Auditor ASN")
"""Desk roles that a post may bring besides `ASN`; others are given by hand."""


@dataclass(frozen=True)
class CalonJabatan:
	"""The fields of a post that its own rules look at."""

	kode: str
	jenis: str
	unit_kerja: str | None
	eselon: str = ""
	jabatan_fungsional: str = ""
	jenjang: str = ""
	jumlah_kursi: int = 1
	pengganti: str | None = None
	koordinator: str | None = None
	peran_meja: str = ""
	kepala_unit: bool = False


def periksa_jabatan(calon: CalonJabatan, jenjang_jf: Collection[str]) -> list[Pelanggaran]:
	"""Every rule the post breaks; `jenjang_jf` are the levels that its jabatan fungsional offers."""
	salah: list[Pelanggaran] = []
	if not calon.unit_kerja:
		salah.append(
			Pelanggaran(
				"tanpa_unit", "unit_kerja", "Jabatan {kode} belum mempunyai unit kerja.", {"kode": calon.kode}
			)
		)
	if calon.jumlah_kursi < 1:
		salah.append(Pelanggaran("kursi", "jumlah_kursi", "Jumlah kursi paling sedikit 1."))
	salah += _periksa_eselon(calon)
	salah += _periksa_fungsional(calon, jenjang_jf)
	salah += _periksa_rujukan(calon)
	if calon.peran_meja and calon.peran_meja not in PERAN_MEJA:
		salah.append(
			Pelanggaran(
				"peran_meja",
				"peran_meja",
				"Peran {peran} tidak dapat melekat pada jabatan. Pilih salah satu dari: {pilihan}.",
				{"peran": calon.peran_meja, "pilihan": ", ".join(PERAN_MEJA)},
			)
		)
	return salah


def _periksa_eselon(calon: CalonJabatan) -> list[Pelanggaran]:
	boleh = BERESELON.get(calon.jenis)
	if boleh and calon.eselon not in boleh:
		pesan = "Jabatan {jenis} harus bereselon {pilihan}."
		return [
			Pelanggaran("eselon", "eselon", pesan, {"jenis": calon.jenis, "pilihan": " atau ".join(boleh)})
		]
	if calon.jenis == JenisJabatan.PELAKSANA and calon.eselon not in ("", "V.a"):
		return [Pelanggaran("eselon", "eselon", "Pelaksana hanya dapat bereselon V.a atau tanpa eselon.")]
	if calon.jenis in (JenisJabatan.FUNGSIONAL, JenisJabatan.PEJABAT_NEGARA) and calon.eselon:
		pesan = "Jabatan {jenis} tidak bereselon. Kosongkan eselon."
		return [Pelanggaran("eselon", "eselon", pesan, {"jenis": calon.jenis})]
	return []


def _periksa_fungsional(calon: CalonJabatan, jenjang_jf: Collection[str]) -> list[Pelanggaran]:
	if calon.jenis != JenisJabatan.FUNGSIONAL:
		if calon.jabatan_fungsional or calon.jenjang:
			pesan = "Jabatan fungsional dan jenjang hanya diisi untuk jenis Fungsional."
			return [Pelanggaran("fungsional", "jabatan_fungsional", pesan)]
		return []
	salah = []
	if not calon.jabatan_fungsional:
		pesan = "Jabatan jenis Fungsional harus menyebut jabatan fungsionalnya."
		salah.append(Pelanggaran("fungsional", "jabatan_fungsional", pesan))
	elif calon.jenjang and calon.jenjang not in jenjang_jf:
		pesan = "{jf} tidak mempunyai jenjang {jenjang}. Jenjangnya: {pilihan}."
		nilai = {
			"jf": calon.jabatan_fungsional,
			"jenjang": calon.jenjang,
			"pilihan": ", ".join(jenjang_jf) or "belum diisi",
		}
		salah.append(Pelanggaran("fungsional", "jenjang", pesan, nilai))
	if not calon.jenjang:
		salah.append(Pelanggaran("fungsional", "jenjang", "Jabatan jenis Fungsional harus menyebut jenjang."))
	return salah


def _periksa_rujukan(calon: CalonJabatan) -> list[Pelanggaran]:
	return [
		Pelanggaran(
			"rujukan_diri",
			kolom,
			"Jabatan {kode} tidak dapat menunjuk dirinya sendiri.",
			{"kode": calon.kode},
		)
		for kolom, nilai in (("pengganti", calon.pengganti), ("koordinator", calon.koordinator))
		if nilai and nilai == calon.kode
	]
