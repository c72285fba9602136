"""Who may receive work in which pattern (design §3.2 to §3.5).

Structural: a post directly below the giver, or on a declared line; where a post has several seats,
the person in it. Functional: an officer below the giver, or of another perangkat daerah with the
consent of its head; or a team.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from transformasi_asn.tata_kerja.domain.pola import Pola


class Masalah(str, Enum):
	TANPA_PENERIMA = "tanpa penerima"
	GANDA = "ganda"
	DIRI_SENDIRI = "diri sendiri"
	BUKAN_ALAMAT = "jabatan berkursi banyak"
	PILIH_JABATANNYA = "pemegang jabatan tunggal"
	TANPA_JABATAN = "pegawai tanpa jabatan"
	DI_LUAR_GARIS = "di luar garis"
	ALASAN_DI_LUAR_GARIS = "alasan di luar garis"
	BUKAN_TIM_KERJA = "pokja pada pola struktural"
	BUTUH_PEGAWAI = "jabatan pada pola fungsional"
	BUKAN_FUNGSIONAL = "pejabat struktural pada pola fungsional"
	PELAKSANA_DILARANG = "pelaksana pada pola fungsional"
	BUKAN_BAWAHAN = "bukan bawahan"
	BUTUH_TIM = "perorangan pada pola kelompok"
	TIM_TIDAK_AKTIF = "tim tidak aktif"
	TIM_TANPA_KETUA = "tim tanpa ketua"
	TIM_JABATAN_LAIN = "tim jabatan lain"
	TIDAK_AKTIF = "jabatan tidak aktif"
	TEMBUSAN_RAHASIA = "tembusan rahasia di luar garis"
	SUDAH_BERTUGAS = "sudah bertugas"


@dataclass(frozen=True)
class Calon:
	"""One row of the recipients, with the facts on which it is judged.

	jenis: Jabatan, Pegawai ASN or Pokja. jenis_jabatan: kind of the (own) post, None without one.
	aktif: the post is in use. alamat: the post is an address by itself. di_garis: direct subordinate or on a declared line.
	di_bawah: anywhere below the giver. unit_lain: its perangkat daerah is not the giver's.
	"""

	baris: int
	jenis: str
	nama: str
	label: str
	tembusan: bool = False
	alasan: str = ""
	jenis_jabatan: str | None = None
	aktif: bool = True
	alamat: bool = False
	di_garis: bool = False
	di_bawah: bool = False
	unit_lain: bool = False
	diri_sendiri: bool = False
	anggota_tim: bool = False
	jenis_tim: str | None = None
	tim_aktif: bool = False
	ketua: str | None = None


@dataclass(frozen=True)
class Kebijakan:
	"""What the agency has set: officers of pelaksana kind in the functional pattern; out-of-line recipients.

	rahasia: the item is secret, so that a copy opens what the line would not.
	"""

	pelaksana_fungsional: bool = True
	di_luar_garis_dengan_alasan: bool = False
	rahasia: bool = False


@dataclass(frozen=True)
class Temuan:
	baris: int
	label: str
	masalah: Masalah


def derive_pola(calon: Sequence[Calon]) -> Pola | None:
	"""The pattern that the kinds of recipients imply, where they leave no doubt.

	Persons fit either pattern and so decide nothing. A Pokja is functional; a Tim Kerja is the
	standing team of planned work and fits either.
	"""
	bertindak = [c for c in calon if not c.tembusan]
	if any(c.jenis == "Jabatan" for c in bertindak):
		return Pola.STRUKTURAL
	if bertindak and all(c.jenis == "Pokja" and c.jenis_tim == "Pokja" for c in bertindak):
		return Pola.FUNGSIONAL_KELOMPOK
	return None


def check_penerima(
	pola: Pola,
	calon: Sequence[Calon],
	kebijakan: Kebijakan,
	bertugas: Collection[tuple[str, str]] = (),
) -> list[Temuan]:
	"""Every fault of every row; an empty list when the order may be given.

	bertugas: kind and name of those who hold an open task of the same letter, on the same step, already.
	"""
	temuan = []
	if not any(not c.tembusan for c in calon):
		temuan.append(Temuan(0, "", Masalah.TANPA_PENERIMA))
	dilihat: set[tuple[str, str]] = set()
	for c in calon:
		masalah = Masalah.GANDA if (c.jenis, c.nama) in dilihat else _check_one(pola, c, kebijakan)
		if not masalah and not c.tembusan and (c.jenis, c.nama) in bertugas:
			masalah = Masalah.SUDAH_BERTUGAS
		dilihat.add((c.jenis, c.nama))
		if masalah:
			temuan.append(Temuan(c.baris, c.label, masalah))
	return temuan


def _check_one(pola: Pola, c: Calon, kebijakan: Kebijakan) -> Masalah | None:
	if not c.aktif:
		return Masalah.TIDAK_AKTIF
	if c.tembusan:
		dekat = c.di_garis or c.di_bawah or c.anggota_tim or not kebijakan.rahasia
		return None if dekat or c.alasan.strip() else Masalah.TEMBUSAN_RAHASIA
	if c.diri_sendiri:
		return Masalah.DIRI_SENDIRI
	if c.jenis == "Pokja":
		return _check_team(pola, c)
	if pola is Pola.FUNGSIONAL_KELOMPOK:
		return None if c.anggota_tim else Masalah.BUTUH_TIM
	if pola is Pola.STRUKTURAL:
		return _check_structural(c, kebijakan)
	return _check_functional(c, kebijakan)


def _check_team(pola: Pola, c: Calon) -> Masalah | None:
	if not c.tim_aktif:
		return Masalah.TIM_TIDAK_AKTIF
	if not c.ketua:
		return Masalah.TIM_TANPA_KETUA
	if not c.di_bawah:
		return Masalah.TIM_JABATAN_LAIN
	if pola is Pola.STRUKTURAL and c.jenis_tim != "Tim Kerja":
		return Masalah.BUKAN_TIM_KERJA
	return None


def _check_structural(c: Calon, kebijakan: Kebijakan) -> Masalah | None:
	if c.jenis == "Jabatan" and not c.alamat:
		return Masalah.BUKAN_ALAMAT
	if c.jenis == "Pegawai ASN" and c.jenis_jabatan is None:
		return Masalah.TANPA_JABATAN
	if c.jenis == "Pegawai ASN" and c.alamat:
		return Masalah.PILIH_JABATANNYA
	if c.di_garis or c.anggota_tim:
		return None
	if not kebijakan.di_luar_garis_dengan_alasan:
		return Masalah.DI_LUAR_GARIS
	return None if c.alasan.strip() else Masalah.ALASAN_DI_LUAR_GARIS


def _check_functional(c: Calon, kebijakan: Kebijakan) -> Masalah | None:
	if c.jenis == "Jabatan":
		return Masalah.BUTUH_PEGAWAI
	if c.jenis_jabatan is None:
		return Masalah.TANPA_JABATAN
	if c.jenis_jabatan not in ("Fungsional", "Pelaksana"):
		return Masalah.BUKAN_FUNGSIONAL
	if c.jenis_jabatan == "Pelaksana" and not kebijakan.pelaksana_fungsional:
		return Masalah.PELAKSANA_DILARANG
	if not (c.di_bawah or c.unit_lain or c.anggota_tim):
		return Masalah.BUKAN_BAWAHAN
	return None
