"""Which working pattern a piece of work follows: down the structure, or straight to an officer or a team.

The rules are ordered rows; the first one that matches decides. The giver's perangkat daerah is asked first,
then the units above it in order, then the shipped set, because in the transition each head of a perangkat
daerah regulates the pattern (meeting on *pola tata kerja*, BKPSDM Provinsi Bali, 25 January 2022).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from transformasi_asn.tata_kerja.domain.klasifikasi import covers_prefix, matches_prefix

BAWAAN = "Bawaan"


class Pola(str, Enum):
	STRUKTURAL = "Struktural"
	FUNGSIONAL_INDIVIDU = "Fungsional Individu"
	FUNGSIONAL_KELOMPOK = "Fungsional Kelompok"
	PILIHAN_PIMPINAN = "Pilihan Pimpinan"

	__str__ = str.__str__


class Instrumen(str, Enum):
	LEMBAR_DISPOSISI = "Lembar Disposisi"
	DISPOSISI_USUL_TIM = "Lembar Disposisi dan Usul Tim"
	SURAT_TUGAS = "Surat Tugas"
	SK_TIM = "SK Tim dan Surat Tugas"
	SESUAI_PILIHAN = "Sesuai Pilihan Pimpinan"

	__str__ = str.__str__


class Pemicu(str, Enum):
	"""What makes work a priority; the three triggers named by the source."""

	TIDAK_ADA = "Tidak ada"
	PROGRAM_STRATEGIS = "Program strategis pemerintah"
	ARAHAN_PIMPINAN_DAERAH = "Arahan pimpinan daerah"
	PERUBAHAN_KEBIJAKAN = "Perubahan kebijakan mendesak"

	__str__ = str.__str__


# The first instrument is the usual one of its pattern.
INSTRUMEN_PER_POLA: dict[Pola, tuple[Instrumen, ...]] = {
	Pola.STRUKTURAL: (Instrumen.LEMBAR_DISPOSISI, Instrumen.DISPOSISI_USUL_TIM),
	Pola.FUNGSIONAL_INDIVIDU: (Instrumen.SURAT_TUGAS,),
	Pola.FUNGSIONAL_KELOMPOK: (Instrumen.SK_TIM,),
	Pola.PILIHAN_PIMPINAN: (Instrumen.SESUAI_PILIHAN,),
}
POLA_DIJALANKAN = frozenset((Pola.STRUKTURAL, Pola.FUNGSIONAL_INDIVIDU, Pola.FUNGSIONAL_KELOMPOK))


_KALIMAT = {
	Pola.STRUKTURAL: "Dikerjakan berjenjang melalui lembar disposisi.",
	Pola.FUNGSIONAL_INDIVIDU: "Ditugaskan langsung kepada seorang pejabat fungsional, yang melapor langsung kepada pimpinan.",
	Pola.FUNGSIONAL_KELOMPOK: "Ditugaskan langsung kepada tim, yang melapor langsung kepada pimpinan.",
	Pola.PILIHAN_PIMPINAN: "Pimpinan memilih sendiri polanya dan menyebut alasannya.",
}
_BOLEH = {pola: frozenset((pola,)) for pola in POLA_DIJALANKAN} | {Pola.PILIHAN_PIMPINAN: POLA_DIJALANKAN}
_INDIVIDU_ATAU_POKJA = frozenset((Pola.FUNGSIONAL_INDIVIDU, Pola.FUNGSIONAL_KELOMPOK))


@dataclass(frozen=True)
class PermintaanPola:
	"""The facts a leader sees and may correct. `unit`: the giver's perangkat daerah first, the root last."""

	rutin: bool
	pemicu: Pemicu
	kompleks: bool
	tanggal: date
	jenis_naskah: str = ""
	klasifikasi: str = ""
	kegiatan: str = ""
	unit: tuple[str, ...] = ()
	prioritas: bool = field(init=False, compare=False)

	def __post_init__(self) -> None:
		object.__setattr__(self, "prioritas", self.pemicu is not Pemicu.TIDAK_ADA)


@dataclass(frozen=True)
class BarisAturan:
	"""One row of a rule record; None or "" in a condition means "anything". `sumber` "": shipped rule."""

	sumber: str
	kode: str
	pola: Pola
	instrumen: Instrumen
	rutin: bool | None = None
	prioritas: bool | None = None
	kompleks: bool | None = None
	jenis_naskah: str = ""
	klasifikasi: str = ""
	kegiatan: str = ""
	tawarkan_pokja: bool = False
	aktif: bool = True
	mulai: date | None = None
	selesai: date | None = None
	dasar_hukum: str = ""
	penjelasan: str = ""
	# derived once, not at each decision
	nama: str = field(init=False, compare=False)
	kalimat: str = field(init=False, compare=False)
	boleh: frozenset[Pola] = field(init=False, compare=False)

	def __post_init__(self) -> None:
		pokja_boleh = self.tawarkan_pokja and self.pola is Pola.FUNGSIONAL_INDIVIDU
		object.__setattr__(self, "nama", f"{self.sumber or BAWAAN}/{self.kode}")
		object.__setattr__(self, "kalimat", self.penjelasan or _KALIMAT[self.pola])
		object.__setattr__(self, "boleh", _INDIVIDU_ATAU_POKJA if pokja_boleh else _BOLEH[self.pola])


class LangkahJejak(NamedTuple):
	"""One row that was tried, and why it did or did not match. (A tuple: one is made per row tried.)"""

	aturan: str
	cocok: bool
	sebab: str


@dataclass(frozen=True)
class Penetapan:
	"""The decision. `boleh` holds the patterns that may be run without being an override."""

	permintaan: PermintaanPola
	pola: Pola
	instrumen: Instrumen
	aturan: str
	dasar_hukum: str
	kalimat: str
	usulkan_tim: bool
	jejak: tuple[LangkahJejak, ...]
	boleh: frozenset[Pola]


COCOK = "semua syarat terpenuhi"
TANPA_ATURAN = "Tidak ada aturan yang cocok. Pimpinan memilih sendiri polanya dan menyebut alasannya."


def tetapkan_pola(permintaan: PermintaanPola, aturan: Iterable[BarisAturan]) -> Penetapan:
	"""Decide the pattern: pure and total, the first matching row wins.

	Rows of one source are tried in the order given; rows of units outside the giver's chain are not tried.
	Without any matching row the choice is the leader's.
	"""
	menurut_sumber: dict[str, list[BarisAturan]] = {}
	for baris in aturan:
		menurut_sumber.setdefault(baris.sumber, []).append(baris)
	jejak = []
	for sumber in (*permintaan.unit, ""):
		for baris in menurut_sumber.get(sumber, ()):
			sebab = explain_mismatch(baris, permintaan)
			if not sebab:
				jejak.append(LangkahJejak(baris.nama, True, COCOK))
				return _to_penetapan(baris, permintaan, tuple(jejak))
			jejak.append(LangkahJejak(baris.nama, False, sebab))
	return Penetapan(
		permintaan=permintaan,
		pola=Pola.PILIHAN_PIMPINAN,
		instrumen=Instrumen.SESUAI_PILIHAN,
		aturan="",
		dasar_hukum="",
		kalimat=TANPA_ATURAN,
		usulkan_tim=False,
		jejak=tuple(jejak),
		boleh=POLA_DIJALANKAN,
	)


def explain_mismatch(baris: BarisAturan, permintaan: PermintaanPola) -> str:
	"""Why a row does not match, as the reader of the trace sees it; empty when it matches."""
	if not baris.aktif:
		return "baris dimatikan"
	if baris.mulai and permintaan.tanggal < baris.mulai:
		return f"baru berlaku mulai {baris.mulai:%d-%m-%Y}"
	if baris.selesai and permintaan.tanggal >= baris.selesai:
		return f"tidak berlaku lagi sejak {baris.selesai:%d-%m-%Y}"
	sebab = []
	if baris.rutin is not None and baris.rutin != permintaan.rutin:
		sebab.append("hanya untuk kegiatan rutin" if baris.rutin else "hanya untuk kegiatan tidak rutin")
	if baris.prioritas is not None and baris.prioritas != permintaan.prioritas:
		sebab.append(
			"hanya bila ada pemicu prioritas" if baris.prioritas else "hanya bila tanpa pemicu prioritas"
		)
	if baris.kompleks is not None and baris.kompleks != permintaan.kompleks:
		sebab.append(
			"hanya bila perlu lebih dari satu orang" if baris.kompleks else "hanya bila cukup satu orang"
		)
	if baris.jenis_naskah and baris.jenis_naskah != permintaan.jenis_naskah:
		sebab.append(f"hanya untuk jenis naskah {baris.jenis_naskah}")
	if baris.klasifikasi and not matches_prefix(permintaan.klasifikasi, baris.klasifikasi):
		sebab.append(f"hanya untuk klasifikasi {baris.klasifikasi}")
	if baris.kegiatan and baris.kegiatan != permintaan.kegiatan:
		sebab.append(f"hanya untuk kegiatan {baris.kegiatan}")
	return "; ".join(sebab)


def _to_penetapan(
	baris: BarisAturan, permintaan: PermintaanPola, jejak: tuple[LangkahJejak, ...]
) -> Penetapan:
	kalimat = baris.kalimat
	return Penetapan(
		permintaan=permintaan,
		pola=baris.pola,
		instrumen=baris.instrumen,
		aturan=baris.nama,
		dasar_hukum=baris.dasar_hukum,
		kalimat=kalimat.replace("{pemicu}", permintaan.pemicu) if "{" in kalimat else kalimat,
		usulkan_tim=baris.instrumen is Instrumen.DISPOSISI_USUL_TIM,
		jejak=jejak,
		boleh=baris.boleh,
	)


def is_override(penetapan: Penetapan, dijalankan: Pola) -> bool:
	"""Whether running this pattern departs from what the rule allows."""
	return dijalankan not in penetapan.boleh


def needs_reason(penetapan: Penetapan, dijalankan: Pola) -> bool:
	"""An override needs a reason, and so does every choice that the rules leave to the leader."""
	return penetapan.pola is Pola.PILIHAN_PIMPINAN or is_override(penetapan, dijalankan)


def choose_instrumen(penetapan: Penetapan, dijalankan: Pola) -> Instrumen:
	"""The instrument of the pattern that is really run."""
	if dijalankan is penetapan.pola:
		return penetapan.instrumen
	return INSTRUMEN_PER_POLA[dijalankan][0]


def find_covered(baris: Sequence[BarisAturan]) -> list[tuple[BarisAturan, BarisAturan]]:
	"""Rows of one record that can never fire, each with the earlier row that always comes first."""
	hasil = []
	for nomor, sempit in enumerate(baris):
		if not sempit.aktif:
			continue
		luas = next((b for b in baris[:nomor] if _covers(b, sempit)), None)
		if luas:
			hasil.append((sempit, luas))
	return hasil


def _covers(luas: BarisAturan, sempit: BarisAturan) -> bool:
	return (
		luas.aktif
		and luas.rutin in (None, sempit.rutin)
		and luas.prioritas in (None, sempit.prioritas)
		and luas.kompleks in (None, sempit.kompleks)
		and luas.jenis_naskah in ("", sempit.jenis_naskah)
		and luas.kegiatan in ("", sempit.kegiatan)
		and covers_prefix(luas.klasifikasi, sempit.klasifikasi)
		and (luas.mulai is None or (sempit.mulai is not None and luas.mulai <= sempit.mulai))
		and (luas.selesai is None or (sempit.selesai is not None and sempit.selesai <= luas.selesai))
	)


def last_number(kode: Iterable[str]) -> int:
	"""The highest N among codes of the form `BN`; 0 without one."""
	return max((int(k[1:]) for k in kode if k[:1] == "B" and k[1:].isdecimal()), default=0)
