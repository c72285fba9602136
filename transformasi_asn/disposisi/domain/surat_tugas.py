"""The rules of a Surat Tugas: its term, its officers, its number, and the text that is proposed for it.

Paper is an Indonesian document whatever the language of the desk, so the sentences written here are not translated.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

DRAF, TERBIT, DICABUT = "Draf", "Terbit", "Dicabut"
BERLAKU = (DRAF, TERBIT)
"""At most one of these per order."""

KATA_PERINTAH = {
	"Surat Tugas": "MENUGASKAN",
	"Surat Perintah": "MEMERINTAHKAN",
	"Surat Perintah Tugas": "MEMERINTAHKAN",
}
"""Title, as the agency has set it → the word above the officers."""

DALAM_BADAN = 3
"""So many officers stand in the letter itself; more of them in an annex."""

BATAS_HARI = 366
"""A longer term is a new letter: what was ordered is looked at again once a year."""


# -- term ------------------------------------------------------------------------------------------


class Masalah(str, Enum):
	"""Why a term or a date is refused."""

	SELESAI_MENDAHULUI = "selesai mendahului mulai"
	TERLALU_LAMA = "lebih dari satu tahun"
	TANGGAL_BELUM_TERJADI = "tanggal belum terjadi"
	TANGGAL_MENDAHULUI_PERINTAH = "tanggal mendahului perintah"
	LAPORAN_MENDAHULUI = "batas laporan mendahului mulai"

	__str__ = str.__str__


class Catatan(str, Enum):
	"""What is said of a term, and forbids nothing."""

	LEWAT_TAHUN_ANGGARAN = "lewat tahun anggaran"
	LEWAT_TENGGAT = "lewat tenggat"
	MULAI_SEBELUM_TERBIT = "mulai sebelum tanggal surat"

	__str__ = str.__str__


def check_masa(
	mulai: date | None,
	selesai: date | None,
	tanggal: date | None,
	hari: date,
	perintah: date | None,
	batas_laporan: date | None = None,
) -> list[Masalah]:
	"""What is wrong with the dates as far as they are filled in.

	`perintah`: day of the order, None where the letter was entered late and paper may be older.
	"""
	salah = []
	if mulai and selesai:
		if selesai < mulai:
			salah.append(Masalah.SELESAI_MENDAHULUI)
		elif (selesai - mulai).days >= BATAS_HARI:
			salah.append(Masalah.TERLALU_LAMA)
	if tanggal and tanggal > hari:
		salah.append(Masalah.TANGGAL_BELUM_TERJADI)
	if tanggal and perintah and tanggal < perintah:
		salah.append(Masalah.TANGGAL_MENDAHULUI_PERINTAH)
	if batas_laporan and mulai and batas_laporan < mulai:
		salah.append(Masalah.LAPORAN_MENDAHULUI)
	return salah


def list_catatan(
	mulai: date | None, selesai: date | None, tanggal: date | None, tenggat: date | None
) -> list[Catatan]:
	"""What the giver is told of a term that is allowed."""
	catatan = []
	if mulai and selesai and selesai.year > mulai.year:
		catatan.append(Catatan.LEWAT_TAHUN_ANGGARAN)
	if selesai and tenggat and selesai > tenggat:
		catatan.append(Catatan.LEWAT_TENGGAT)
	if mulai and tanggal and mulai < tanggal:
		catatan.append(Catatan.MULAI_SEBELUM_TERBIT)
	return catatan


# -- officers --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Petugas:
	"""One who may stand in the letter: the person's key, or the name of an outsider; whether his head is still asked."""

	kunci: str
	label: str
	menunggu: bool = False


class MasalahPetugas(str, Enum):
	KOSONG = "tanpa petugas"
	GANDA = "disebut dua kali"
	BUKAN_PENERIMA = "bukan penerima perintah"
	MENUNGGU = "menunggu persetujuan"

	__str__ = str.__str__


def check_petugas(
	diminta: Sequence[str], boleh: Collection[Petugas], terbit: bool
) -> list[tuple[int, str, MasalahPetugas]]:
	"""(row from 1, who, what is wrong) of the officers named; row 0 where there are none.

	Only whom the order names goes with its letter; who waits for the consent of his head can stand in a draft,
	not in an issued one.
	"""
	if not diminta:
		return [(0, "", MasalahPetugas.KOSONG)] if terbit else []
	daftar = {p.kunci: p for p in boleh}
	salah = []
	for nomor, kunci in enumerate(diminta, 1):
		petugas = daftar.get(kunci)
		if kunci in diminta[: nomor - 1]:
			salah.append((nomor, petugas.label if petugas else kunci, MasalahPetugas.GANDA))
		elif not petugas:
			salah.append((nomor, kunci, MasalahPetugas.BUKAN_PENERIMA))
		elif terbit and petugas.menunggu:
			salah.append((nomor, petugas.label, MasalahPetugas.MENUNGGU))
	return salah


def is_annexed(banyak: int) -> bool:
	"""Whether the officers stand on a page of their own."""
	return banyak > DALAM_BADAN


# -- number ----------------------------------------------------------------------------------------


def make_kunci_nomor(unit: str, tahun: int, nomor: str) -> str:
	"""What may stand once: a unit's number of a year, however it is spaced or capitalised."""
	return f"{unit}|{tahun}|{''.join(nomor.split()).casefold()}"


# -- proposed text ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asal:
	"""What the work hangs on, as paper names it; dates are written out."""

	bentuk: str
	perihal: str
	dari: str = ""
	nomor: str = ""
	tanggal: str = ""


def write_dasar(asal: Asal, kegiatan: str, dasar_hukum: str) -> list[str]:
	"""Lines of "Dasar": the letter, the activity, the legal basis of the decision. An own plan is no letter."""
	baris = []
	if asal.bentuk != "Rencana Kerja":
		bagian = [
			asal.bentuk if asal.bentuk != "Arahan Lisan" else "Arahan lisan",
			asal.dari,
			f"Nomor {asal.nomor}" if asal.nomor else "",
			f"tanggal {asal.tanggal}" if asal.tanggal else "",
			f"hal {asal.perihal}",
		]
		baris.append(" ".join(filter(None, bagian)))
	return [*baris, *filter(None, (kegiatan, dasar_hukum))]


PERATURAN = re.compile(
	r"(UU|UUD|Undang-Undang|PP|Peraturan|Per(pres|da|gub|bup|wal\w*|ka|BKN|men\w*)|Kep(pres|men\w*)|SE|Surat Edaran"
	r"|Keputusan (Presiden|Menteri|Gubernur|Bupati|Wali ?[Kk]ota|Kepala))\b"
)


def cite_law(dasar_hukum: str) -> str:
	"""The regulations out of what a rule gives as its basis: a letter cites no remark of the rule's author."""
	bagian = re.split(r"\s*(?:;|\.\s|\.$)\s*", dasar_hukum)
	return "; ".join(b for b in bagian if PERATURAN.match(b))


def write_untuk(perihal: str, instruksi: Iterable[str], catatan: str, lapor_kepada: str) -> list[str]:
	"""Lines of "Untuk": the subject, the instructions, the giver's note, and to whom the result is reported."""
	baris = [perihal, *instruksi, *(c.strip() for c in catatan.splitlines())]
	if lapor_kepada:
		baris.append(f"Melaporkan hasilnya langsung kepada {lapor_kepada}")
	return list(dict.fromkeys(b for b in baris if b))


def list_lines(teks: str | None) -> list[str]:
	"""Lines of a text as they are numbered on paper: without blanks, and without numbers typed by hand."""
	return [isi for baris in (teks or "").splitlines() if (isi := _without_number(baris.strip()))]


def _without_number(baris: str) -> str:
	kepala, pemisah, ekor = baris.partition(" ")
	return ekor.strip() if pemisah and kepala.rstrip(".)").isdigit() and kepala[-1] in ".)" else baris
