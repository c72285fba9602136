"""What stands on an agency's routing slip, in which words and in which order.

The parts are those of the official templates of the regulations (Permendagri style); each agency keeps its
own wording and order in Kop dan Format. Paper is an Indonesian document whatever the language of the desk, so
these words are data and are not translated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class Bagian(str, Enum):
	"""The parts an agency may place; the value is also the shipped wording."""

	PENGIRIM = "Surat dari"
	NOMOR_SURAT = "Nomor surat"
	TANGGAL_SURAT = "Tanggal surat"
	DITERIMA = "Diterima tanggal"
	NOMOR_AGENDA = "Nomor agenda"
	SIFAT = "Sifat"
	KLASIFIKASI = "Kode klasifikasi"
	TENGGAT = "Tanggal penyelesaian"
	PERIHAL = "Hal"
	RINGKASAN = "Ringkasan isi"
	PENERIMA = "Diteruskan kepada Saudara"
	INSTRUKSI = "Dengan hormat harap"
	CATATAN = "Catatan"
	TANDA_TANGAN = "Tanda tangan"

	__str__ = str.__str__


class Lebar(str, Enum):
	SETENGAH = "Setengah"
	PENUH = "Penuh"

	__str__ = str.__str__


# Lists and longer texts always take the whole width.
SELALU_PENUH = frozenset({Bagian.PENERIMA, Bagian.INSTRUKSI, Bagian.CATATAN, Bagian.TANDA_TANGAN})


@dataclass(frozen=True)
class BagianLembar:
	"""One part as an agency wants it."""

	bagian: Bagian
	judul: str
	lebar: Lebar = Lebar.PENUH


_SETENGAH = (
	Bagian.PENGIRIM,
	Bagian.DITERIMA,
	Bagian.NOMOR_SURAT,
	Bagian.NOMOR_AGENDA,
	Bagian.TANGGAL_SURAT,
	Bagian.TENGGAT,
)
_URUTAN = (
	*_SETENGAH,
	Bagian.SIFAT,
	Bagian.PERIHAL,
	Bagian.PENERIMA,
	Bagian.INSTRUKSI,
	Bagian.CATATAN,
	Bagian.TANDA_TANGAN,
)
BAWAAN: tuple[BagianLembar, ...] = tuple(
	BagianLembar(b, b.value, Lebar.SETENGAH if b in _SETENGAH else Lebar.PENUH) for b in _URUTAN
)


def find_duplicates(bagian: Sequence[str]) -> list[int]:
	"""Row numbers (from 1) of parts that stand there for the second time."""
	return [nomor for nomor, nama in enumerate(bagian, 1) if nama in bagian[: nomor - 1]]


def lay_out(bagian: Iterable[BagianLembar]) -> list[tuple[BagianLembar, ...]]:
	"""Rows of the sheet: two parts of half width that follow each other share one."""
	baris: list[tuple[BagianLembar, ...]] = []
	for b in bagian:
		setengah = b.lebar is Lebar.SETENGAH and b.bagian not in SELALU_PENUH
		if setengah and baris and len(baris[-1]) == 1 and _is_half(baris[-1][0]):
			baris[-1] = (baris[-1][0], b)
		else:
			baris.append((b,))
	return baris


def _is_half(b: BagianLembar) -> bool:
	return b.lebar is Lebar.SETENGAH and b.bagian not in SELALU_PENUH
