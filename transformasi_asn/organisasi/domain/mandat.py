"""Rules on a Surat Perintah that makes somebody Plt, Plh or Pj. of a post.

What a placement may be is said by `aturan_penempatan`; here stands what only a mandate asks: whether the
capacity fits the state of the post (SE BKN 1/SE/I/2021: Plh while the official is away for a time, Plt
while there is none or he is permanently prevented), who may give it, and that it is not handed on
(UU 30/2014 Pasal 14: a mandate).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .aturan_penempatan import SEMENTARA
from .pelanggaran import Pelanggaran
from .struktur import FaktaJabatan, FaktaPenempatan, Kapasitas

SATU_HARI = timedelta(days=1)


class StatusSurat(str, Enum):
	"""A proposal, its approval, its number; an order in force ends by its dates."""

	DIUSULKAN = "Diusulkan"
	DISETUJUI = "Disetujui"
	DITETAPKAN = "Ditetapkan"
	DITOLAK = "Ditolak"
	DICABUT = "Dicabut"

	__str__ = str.__str__


class PeranSurat(str, Enum):
	"""How a person stands to a Surat Perintah."""

	PENGUSUL = "pengusul"
	PEMEGANG = "pemegang"
	WAKIL = "wakil"
	ATASAN = "atasan"
	KEPEGAWAIAN = "kepegawaian"
	PELAKSANA = "pelaksana"

	__str__ = str.__str__


class Langkah(str, Enum):
	SETUJUI = "Setujui"
	TOLAK = "Tolak"
	TETAPKAN = "Tetapkan"
	AKHIRI = "Akhiri"
	PERPANJANG = "Perpanjang"

	__str__ = str.__str__


P = PeranSurat
LANGKAH: dict[Langkah, tuple[StatusSurat, frozenset[PeranSurat]]] = {
	Langkah.SETUJUI: (StatusSurat.DIUSULKAN, frozenset({P.ATASAN})),
	Langkah.TOLAK: (StatusSurat.DIUSULKAN, frozenset({P.ATASAN, P.KEPEGAWAIAN})),
	Langkah.TETAPKAN: (StatusSurat.DISETUJUI, frozenset({P.ATASAN, P.KEPEGAWAIAN})),
	Langkah.AKHIRI: (StatusSurat.DITETAPKAN, frozenset({P.ATASAN, P.KEPEGAWAIAN, P.PEMEGANG})),
	Langkah.PERPANJANG: (StatusSurat.DITETAPKAN, frozenset({P.ATASAN, P.KEPEGAWAIAN, P.PEMEGANG})),
}
"""Step → the status it starts from, and who may take it."""

BOLEH_MENGUSULKAN = frozenset({P.ATASAN, P.KEPEGAWAIAN, P.PEMEGANG, P.WAKIL})


@dataclass(frozen=True)
class Pemberi:
	"""Who gives the mandate: the person, and whether he stands in for the very post it is about."""

	pegawai: str | None
	mewakili: bool = False


def list_langkah(status: str, peran: Collection[str], berakhir: bool = False) -> list[Langkah]:
	"""Steps open to somebody in these roles; an order that is over can no longer be ended."""
	return [
		langkah
		for langkah, (dari, siapa) in LANGKAH.items()
		if status == dari and siapa & set(peran) and not (berakhir and langkah is Langkah.AKHIRI)
	]


def periksa_keadaan(
	calon: FaktaPenempatan, jabatan: FaktaJabatan, di_jabatan: Iterable[FaktaPenempatan]
) -> list[Pelanggaran]:
	"""Whether the capacity fits the post on the first day: Plh beside a holder, Plt and Pj. without one."""
	if not jabatan.alamat:
		pesan = "{jabatan} berkursi banyak atau jabatan fungsional/pelaksana, jadi tidak diwakili Plt, Plh, atau Pj.; berikan tugasnya kepada orang lain."
		return [Pelanggaran("keadaan_jabatan", "jabatan", pesan, {"jabatan": jabatan.nama})]
	pemegang = next((p for p in di_jabatan if p.memegang and p.berjalan(calon.mulai)), None)
	tetap = bool(
		pemegang and pemegang.berhalangan_tetap is not None and pemegang.berhalangan_tetap <= calon.mulai
	)
	nilai = {"jabatan": jabatan.nama, "mulai": f"{calon.mulai:%d-%m-%Y}"}
	if calon.kapasitas == Kapasitas.PLH and (pemegang is None or tetap):
		pesan = "{jabatan} tidak mempunyai pejabat yang berhalangan sementara pada {mulai}. Untuk jabatan kosong atau pejabat yang berhalangan tetap, pilih Plt."
		return [Pelanggaran("keadaan_jabatan", "kapasitas", pesan, nilai)]
	if calon.kapasitas == Kapasitas.PLT and pemegang is not None and not tetap:
		pesan = "{jabatan} masih mempunyai pejabat pada {mulai}. Pilih Plh, atau isi Berhalangan Tetap Sejak pada penempatan pejabatnya."
		return [Pelanggaran("keadaan_jabatan", "kapasitas", pesan, nilai)]
	return []


def periksa_pemberi(calon: FaktaPenempatan, pemberi: Pemberi, larang_ulang: bool) -> list[Pelanggaran]:
	"""Nobody gives a mandate to himself, nor hands on the one he has."""
	if pemberi.pegawai is not None and pemberi.pegawai == calon.pegawai:
		pesan = "Mandat tidak diberikan kepada diri sendiri. Mintalah pejabat di atasnya menyetujui."
		return [Pelanggaran("mandat_diri", "pegawai", pesan)]
	if larang_ulang and pemberi.mewakili:
		pesan = "Anda sendiri mewakili jabatan ini, dan mandat tidak dapat diteruskan kepada orang lain. Mintalah pejabat definitifnya atau atasannya."
		return [Pelanggaran("mandat_ulang", "jabatan", pesan)]
	return []


def periksa_mandat_ulang(
	calon: FaktaPenempatan,
	jabatan: FaktaJabatan,
	di_jabatan: Iterable[FaktaPenempatan],
	larang_ulang: bool,
) -> list[Pelanggaran]:
	"""No second mandate over a running one of another person."""
	if not larang_ulang or calon.kapasitas not in SEMENTARA:
		return []
	for lain in di_jabatan:
		if (
			lain.name != calon.name
			and lain.kapasitas in SEMENTARA
			and lain.pegawai != calon.pegawai
			and not lain.riwayat
			and lain.selang.bertumpang(calon.selang)
		):
			pesan = "{jabatan} sudah dijalankan {kapasitas} sejak {mulai}{sampai}. Akhiri dahulu perintah itu: mandat di atas mandat tidak diperbolehkan."
			nilai = {
				"jabatan": jabatan.nama,
				"kapasitas": lain.kapasitas,
				"mulai": f"{lain.mulai:%d-%m-%Y}",
				"sampai": f" s.d. {lain.selesai - SATU_HARI:%d-%m-%Y}" if lain.selesai else "",
			}
			return [Pelanggaran("mandat_ulang", "jabatan", pesan, nilai)]
	return []


def periksa_perpanjangan(calon: FaktaPenempatan, lama: FaktaPenempatan) -> list[Pelanggaran]:
	"""An extension is of the same person, post and capacity, and begins the day after the order extended."""
	if (calon.pegawai, calon.jabatan, calon.kapasitas) != (lama.pegawai, lama.jabatan, lama.kapasitas):
		pesan = "Perpanjangan harus atas orang, jabatan, dan kapasitas yang sama. Untuk yang lain, buat Surat Perintah baru."
		return [Pelanggaran("perpanjangan", "perpanjangan_dari", pesan)]
	if calon.mulai != lama.selesai:
		pesan = "Perpanjangan mulai pada hari sesudah surat sebelumnya berakhir ({selesai})."
		nilai = {"selesai": f"{lama.selesai:%d-%m-%Y}" if lama.selesai else "-"}
		return [Pelanggaran("perpanjangan", "mulai", pesan, nilai)]
	return []


def hitung_selesai(sampai: date, hari_terakhir: date | None = None) -> date:
	"""First day no longer on duty: a letter names the last day, inclusive."""
	return (hari_terakhir or sampai) + SATU_HARI
