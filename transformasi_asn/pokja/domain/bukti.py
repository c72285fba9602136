"""Evidence of finished work: who carried a task out, and what of it a reader is told.

It feeds the performance dialogue and adds no credit points by itself. A reader is told a row in full (PENUH), by
its number, title and result without the papers (RINGKAS), as the bare fact that something was done (TERTUTUP), or
not at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

MENUNGGU, SELESAI = "Menunggu", "Selesai"
BERJALAN = ("Baru", "Berjalan")


class Pandangan(str, Enum):
	"""What the reader is to the officer: himself, his Pejabat Penilai Kinerja, or a superior further up."""

	DIRI = "diri"
	PENILAI = "penilai"
	ATASAN = "atasan"


class Terbuka(str, Enum):
	PENUH = "penuh"
	RINGKAS = "ringkas"
	TERTUTUP = "tertutup"


@dataclass(frozen=True)
class Langkah:
	"""One move of a task, as its log has it."""

	urutan: int
	dari_tahap: str
	ke_tahap: str
	pegawai: str
	nama_jabatan: str = ""
	kapasitas: str = ""


@dataclass(frozen=True)
class Bukti:
	"""One finished piece of work. `rahasia`: its papers are of the grade Rahasia or above."""

	doctype: str
	name: str
	tanggal: date
	macam: str
	peran: str
	judul: str
	nomor: str = ""
	hasil: str = ""
	berkas: str = ""
	kegiatan: str = ""
	nama_kegiatan: str = ""
	rahasia: bool = False
	terbuka: Terbuka = Terbuka.PENUH


def find_doer(langkah: Iterable[Langkah], dilaporkan: bool) -> Langkah | None:
	"""Who carried out a finished task that names nobody: who handed in the report that was accepted.

	After it nobody but the giver moves the task, so it is the last move into waiting. A task of which no report is asked
	is closed by whoever did it; one that only followed its parts was done by those.
	"""
	urut = sorted(langkah, key=lambda x: x.urutan)
	if dilaporkan:
		cocok = [x for x in urut if x.ke_tahap == MENUNGGU]
	else:
		cocok = [x for x in urut if x.ke_tahap == SELESAI and x.dari_tahap in BERJALAN]
	return cocok[-1] if cocok else None


def decide_open(pandangan: Pandangan, rahasia: bool, terlihat: bool) -> Terbuka | None:
	"""What of a row a reader is told; `terlihat`: the access criterion opens the papers to him anyway."""
	if terlihat:
		return Terbuka.PENUH
	if pandangan is Pandangan.ATASAN:
		return None
	return Terbuka.TERTUTUP if rahasia else Terbuka.RINGKAS


def cut(bukti: Iterable[Bukti], pandangan: Pandangan, terlihat: frozenset[tuple[str, str]]) -> list[Bukti]:
	"""The rows as a reader is told them; `terlihat`: (DocType, name) of those whose papers he may open."""
	hasil = []
	for b in bukti:
		terbuka = decide_open(pandangan, b.rahasia, (b.doctype, b.name) in terlihat)
		if terbuka is Terbuka.PENUH:
			hasil.append(b)
		elif terbuka is Terbuka.RINGKAS:
			hasil.append(replace(b, name="", berkas="", terbuka=terbuka))
		elif terbuka is Terbuka.TERTUTUP:
			hasil.append(Bukti("", "", b.tanggal, b.macam, "", "", rahasia=True, terbuka=terbuka))
	return hasil


def group(bukti: Iterable[Bukti]) -> list[tuple[str, str, Sequence[Bukti]]]:
	"""(Code, name, rows) of each activity served, by code, rows by day; what serves none comes last."""
	per: dict[tuple[str, str], list[Bukti]] = {}
	for b in sorted(bukti, key=lambda x: (x.tanggal, x.nomor, x.name)):
		per.setdefault((b.kegiatan, b.nama_kegiatan), []).append(b)
	return [
		(kode, nama, baris) for (kode, nama), baris in sorted(per.items(), key=lambda x: (not x[0][0], x[0]))
	]
