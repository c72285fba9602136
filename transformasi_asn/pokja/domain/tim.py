"""Who forms a team, how far it reaches, and when its work is done (PermenPANRB 7/2022; design §3.7)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from transformasi_asn.disposisi.domain.persetujuan import LEPAS, Persetujuan


class Peran(str, Enum):
	PENGARAH = "Pengarah"
	PENANGGUNG_JAWAB = "Penanggung Jawab"
	KETUA = "Ketua"
	WAKIL = "Wakil Ketua"
	SEKRETARIS = "Sekretaris"
	ANGGOTA = "Anggota"


DI_ATAS_TIM = frozenset((Peran.PENGARAH.value, Peran.PENANGGUNG_JAWAB.value))
"""They usually outrank the Ketua and may stand outside the line."""


class Cakupan(str, Enum):
	SATU_UNIT = "Satu unit"
	LINTAS_PRATAMA = "Lintas JPT Pratama"
	LINTAS_MADYA = "Lintas JPT Madya"
	LINTAS_INSTANSI = "Lintas instansi"


class KebijakanTim(str, Enum):
	SEMUA = "Semua anggota"
	KETUA = "Ketua"
	SEJUMLAH = "Sejumlah anggota"


class Masalah(str, Enum):
	TANPA_NAMA = "tanpa nama"
	GANDA = "ganda"
	TANPA_KETUA = "tanpa ketua"
	BANYAK_KETUA = "banyak ketua"
	KETUA_LUAR = "ketua dari luar"
	SENDIRIAN = "tim seorang"
	KELUAR = "sudah keluar"
	TANPA_JABATAN = "tanpa jabatan"
	DI_LUAR_GARIS = "di luar garis"
	JUMLAH = "jumlah di luar batas"


class Catatan(str, Enum):
	"""What is allowed and yet worth knowing."""

	LEBIH_TINGGI = "anggota berpangkat lebih tinggi daripada Ketua"
	MANDAT = "anggota sedang menjadi Plt atau Plh"
	LEWAT_TAHUN = "masa tugas melewati tahun anggaran"


@dataclass(frozen=True)
class Anggota:
	"""One row as the rules see it.

	pegawai None: an outsider. pangkat: order of his rank, None if unknown. terjangkau: stands below the post
	that forms the team, or belongs to another perangkat daerah whose head is asked. mandat: he stands in for
	somebody as Plt or Plh.
	"""

	baris: int
	nama: str
	pegawai: str | None
	peran: str
	keadaan: Persetujuan | None = None
	berhenti: bool = False
	aktif: bool = True
	berjabatan: bool = True
	terjangkau: bool = True
	mandat: bool = False
	pangkat: int | None = None

	@property
	def disebut(self) -> bool:
		"""Still named as a member, whether or not his head has answered."""
		return is_named(self.keadaan, self.berhenti)

	@property
	def bekerja(self) -> bool:
		return self.disebut and works(self.keadaan)


def is_named(keadaan: Persetujuan | str | None, berhenti: bool) -> bool:
	"""Whether a row with this consent still stands: neither refused nor ended."""
	return not berhenti and keadaan != Persetujuan.DITOLAK


def works(keadaan: Persetujuan | str | None) -> bool:
	"""Whether a row with this consent belongs to the team; without one it has not been asked for."""
	return keadaan in LEPAS


@dataclass(frozen=True)
class Temuan:
	"""baris 0: the team as a whole."""

	baris: int
	nama: str
	masalah: Masalah


def check_susunan(
	anggota: Sequence[Anggota],
	kebijakan: KebijakanTim = KebijakanTim.SEMUA,
	minimal: int = 0,
	baru: frozenset[int] | None = None,
) -> list[Temuan]:
	"""Every fault of the rows that are still named; [] when the team may be stored.

	baru: numbers of the rows that this save adds (None: all). What has changed about a person since he joined is
	no fault of his row.
	"""
	disebut = [a for a in anggota if a.disebut]
	kali = Counter(a.pegawai for a in disebut if a.pegawai)
	temuan = [
		Temuan(a.baris, a.nama, masalah)
		for a in disebut
		if (masalah := _check_row(a, kali, baru is None or a.baris in baru))
	]
	ketua = sum(a.peran == Peran.KETUA for a in disebut)
	if ketua != 1:
		temuan.append(Temuan(0, "", Masalah.BANYAK_KETUA if ketua else Masalah.TANPA_KETUA))
	pekerja = [a for a in disebut if a.peran not in DI_ATAS_TIM]
	if len(pekerja) == 1:
		temuan.append(Temuan(0, "", Masalah.SENDIRIAN))
	if kebijakan is KebijakanTim.SEJUMLAH and not 1 <= minimal <= sum(bool(a.pegawai) for a in pekerja):
		temuan.append(Temuan(0, "", Masalah.JUMLAH))
	return temuan


def _check_row(a: Anggota, kali: Counter, baru: bool) -> Masalah | None:
	if not a.pegawai:
		if not a.nama:
			return Masalah.TANPA_NAMA
		return Masalah.KETUA_LUAR if a.peran == Peran.KETUA else None
	if kali[a.pegawai] > 1:
		return Masalah.GANDA
	if not baru:
		return None
	if not a.aktif:
		return Masalah.KELUAR
	if a.peran in DI_ATAS_TIM:
		return None
	if not a.berjabatan:
		return Masalah.TANPA_JABATAN
	return None if a.terjangkau else Masalah.DI_LUAR_GARIS


def list_catatan(anggota: Sequence[Anggota], mulai: date, selesai: date | None) -> list[tuple[str, Catatan]]:
	"""(name, what to know), for the rows still named; the name is '' for the team as a whole."""
	disebut = [a for a in anggota if a.disebut]
	ketua = next((a for a in disebut if a.peran == Peran.KETUA), None)
	catatan = [
		(a.nama, Catatan.LEBIH_TINGGI)
		for a in disebut
		if ketua
		and a.peran not in DI_ATAS_TIM
		and a.pangkat is not None
		and ketua.pangkat is not None
		and a.pangkat > ketua.pangkat
	]
	catatan += [(a.nama, Catatan.MANDAT) for a in disebut if a.mandat and a.peran not in DI_ATAS_TIM]
	# the term is half-open: its last day is the one before
	if selesai and selesai > date(mulai.year + 1, 1, 1):
		catatan.append(("", Catatan.LEWAT_TAHUN))
	return catatan


@dataclass(frozen=True)
class Asal:
	"""Where a working member comes from: the nearest JPT Pratama and JPT Madya at or above his post."""

	pratama: str | None = None
	madya: str | None = None
	luar: bool = False


def find_cakupan(asal: Iterable[Asal]) -> Cakupan:
	"""How far the working members reach (Permenko Marves 2/2023 Pasal 6)."""
	asal = list(asal)
	if any(a.luar for a in asal):
		return Cakupan.LINTAS_INSTANSI
	if len({a.madya for a in asal if a.madya}) > 1:
		return Cakupan.LINTAS_MADYA
	if len({a.pratama or a.madya for a in asal}) > 1:
		return Cakupan.LINTAS_PRATAMA
	return Cakupan.SATU_UNIT


@dataclass(frozen=True)
class BagianAnggota:
	"""A member's pieces of work: finished and open ones."""

	selesai: int = 0
	terbuka: int = 0


@dataclass(frozen=True)
class KemajuanTim:
	"""selesai: members all of whose work is finished; dibutuhkan: how many it takes."""

	selesai: int
	dibutuhkan: int
	terpenuhi: bool


def judge_kemajuan(
	kebijakan: KebijakanTim, bagian: Mapping[str, BagianAnggota], minimal: int = 0
) -> KemajuanTim:
	"""Whether the team's work may be declared done. `bagian`: by person, whoever has any; cancelled work counts nowhere."""
	selesai = sum(b.selesai > 0 and not b.terbuka for b in bagian.values())
	if kebijakan is KebijakanTim.KETUA:
		return KemajuanTim(selesai, 0, True)
	dibutuhkan = (
		minimal
		if kebijakan is KebijakanTim.SEJUMLAH
		else sum(bool(b.selesai or b.terbuka) for b in bagian.values())
	)
	return KemajuanTim(selesai, dibutuhkan, selesai >= dibutuhkan)
