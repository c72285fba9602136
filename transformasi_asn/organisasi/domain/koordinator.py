"""Koordinator and sub-koordinator: a role with a period on a functional officer, never a post (domain §1.3)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .pelanggaran import Pelanggaran
from .selang import Selang
from .struktur import BUKAN_ALAMAT, JENJANG, FaktaJabatan, JenisJabatan

KOORDINATOR = "Koordinator"
SUB_KOORDINATOR = "Sub-koordinator"
JENJANG_LAZIM = {KOORDINATOR: "Ahli Madya", SUB_KOORDINATOR: "Ahli Muda"}
JPT = (JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_PRATAMA)


@dataclass(frozen=True)
class Kelompok:
	"""A group that a person leads for some days, and to which he may hand on routine work (design §3.4).

	jabatan: the functional post on which the role rests; None where it rests on none (Ketua of a Tim Kerja).
	"""

	nama: str
	peran: str
	anggota: frozenset[str]
	mulai: date
	selesai: date | None = None
	jabatan: str | None = None

	def opens(self, jabatan: str | None, penerima: str | None) -> bool:
		"""Whether its leader, acting as this post, may hand routine work to the person."""
		return penerima in self.anggota and self.jabatan in (None, jabatan)


@dataclass(frozen=True)
class CalonAnggota:
	"""A member as named; `jabatan`: the post that he holds, `di_bawah`: it stands below the ordering post.

	lama: he was one already, so that a member who has left since does not hinder the end.
	"""

	baris: int
	pegawai: str
	nama: str
	jabatan: FaktaJabatan | None
	di_bawah: bool
	lama: bool = False


@dataclass(frozen=True)
class CalonKoordinator:
	"""One assignment as its rules see it; `lain`: other terms of the same group."""

	pegawai: str
	nama: str
	jabatan: FaktaJabatan | None
	pemberi: FaktaJabatan
	di_bawah: bool
	masa: Selang
	anggota: Collection[CalonAnggota] = ()
	lain: Collection[Selang] = ()


def may_order(pemberi: FaktaJabatan) -> bool:
	"""Is it a post that names a koordinator: a JPT, or the head of a unit?"""
	return pemberi.alamat and (
		pemberi.jenis in {j.value for j in JPT}
		or pemberi.jenis == JenisJabatan.PEJABAT_NEGARA.value
		or pemberi.kepala_unit
	)


def is_below_usual(peran: str, jenjang: str) -> bool:
	"""Whether the jenjang is lower than the role usually asks; local practice allows it where there is no other."""
	return jenjang not in JENJANG or JENJANG.index(jenjang) < JENJANG.index(JENJANG_LAZIM[peran])


def periksa_koordinator(c: CalonKoordinator) -> list[Pelanggaran]:
	"""Every rule that the assignment breaks."""
	salah = []
	if c.masa.selesai is not None and c.masa.selesai <= c.masa.mulai:
		salah.append(Pelanggaran("masa", "selesai", "Berakhir harus sesudah Mulai."))
	if not may_order(c.pemberi):
		salah.append(
			Pelanggaran(
				"pemberi_koordinator",
				"pemberi_jabatan",
				"{jabatan} bukan jabatan pimpinan tinggi atau kepala unit. Pilih jabatan pimpinan di atas pegawai ini.",
				{"jabatan": c.pemberi.nama},
			)
		)
	if c.jabatan is None or c.jabatan.jenis != JenisJabatan.FUNGSIONAL.value:
		salah.append(_not_functional(c))
	elif not c.di_bawah:
		salah.append(
			Pelanggaran(
				"pemberi_koordinator",
				"pemberi_jabatan",
				"{nama} tidak berada di bawah {jabatan}. Pilih jabatan pimpinan di atasnya.",
				{"nama": c.nama, "jabatan": c.pemberi.nama},
			)
		)
	salah += _periksa_anggota(c)
	if any(c.masa.bertumpang(lain) for lain in c.lain):
		salah.append(
			Pelanggaran(
				"kelompok_ganda",
				"kelompok",
				"Kelompok ini sudah ada yang memimpin pada masa itu. Akhiri dahulu penugasan itu, atau ubah masanya.",
			)
		)
	return salah


def _not_functional(c: CalonKoordinator) -> Pelanggaran:
	if c.jabatan is None:
		pesan, nilai = "{nama} tidak menempati jabatan fungsional pada hari Mulai. Periksa Penempatannya.", {}
	else:
		pesan = "{nama} memegang {jabatan}, bukan jabatan fungsional; Koordinator dan Sub-koordinator adalah peran pejabat fungsional. Pilih pejabat fungsional."
		nilai = {"jabatan": c.jabatan.nama}
	return Pelanggaran("bukan_fungsional", "pegawai", pesan, {"nama": c.nama, **nilai})


def _periksa_anggota(c: CalonKoordinator) -> list[Pelanggaran]:
	kali = Counter(a.pegawai for a in c.anggota)
	salah = []
	for a in c.anggota:
		if kali[a.pegawai] > 1:
			pesan = "Baris {baris}: {nama} disebut lebih dari sekali. Hapus salah satunya."
		elif a.pegawai == c.pegawai:
			pesan = "Baris {baris}: {nama} memimpin kelompok ini. Hapus barisnya."
		elif a.lama:
			continue
		elif a.jabatan is None:
			pesan = "Baris {baris}: {nama} tidak menempati jabatan. Periksa Penempatannya."
		elif a.jabatan.jenis not in BUKAN_ALAMAT:
			pesan = "Baris {baris}: {nama} memegang jabatan pimpinan; anggota kelompok adalah pejabat fungsional atau pelaksana."
		elif not a.di_bawah:
			pesan = "Baris {baris}: {nama} tidak berada di bawah {jabatan}. Hapus barisnya, atau minta pimpinan di atas keduanya yang menugaskan."
		else:
			continue
		salah.append(
			Pelanggaran(
				"anggota_kelompok",
				"anggota",
				pesan,
				{"baris": a.baris, "nama": a.nama, "jabatan": c.pemberi.nama},
			)
		)
	return salah
