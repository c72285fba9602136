"""Workflow states and the five stages (`tahap`) behind them, as pure decisions.

State names belong to the site's admin. Code reads the stage only, which each state of a workflow
names in its *update field / update value*.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

FIELD_TAHAP = "tahap"


class Tahap(str, Enum):
	BARU = "Baru"
	BERJALAN = "Berjalan"
	MENUNGGU = "Menunggu"
	SELESAI = "Selesai"
	BATAL = "Batal"


SEMUA_TAHAP = tuple(t.value for t in Tahap)
TAHAP_TERBUKA = (Tahap.BARU.value, Tahap.BERJALAN.value, Tahap.MENUNGGU.value)
TAHAP_TERTUTUP = (Tahap.SELESAI.value, Tahap.BATAL.value)

# Words by which a state's name suggests its stage; the first hit wins.
PETUNJUK = (
	(Tahap.BATAL, ("batal", "cabut", "tarik", "bubar", "tolak")),
	(Tahap.SELESAI, ("selesai", "tuntas", "arsip", "tanpa disposisi", "ditutup")),
	(Tahap.MENUNGGU, ("tunggu", "lapor", "periksa", "telaah", "setuju", "terus", "tunda", "jeda")),
	(Tahap.BARU, ("baru", "draf", "daftar", "belum")),
)


@dataclass(frozen=True)
class Status:
	"""One state row of a workflow: row id ('' while unsaved), position, name, what it writes where."""

	baris: str
	nomor: int
	nama: str
	isian: str | None
	nilai: str | None

	@property
	def tahap(self) -> str | None:
		"""The stage it names, or None when it names no valid one."""
		return self.nilai if self.isian == FIELD_TAHAP and self.nilai in SEMUA_TAHAP else None


def propose_tahap(nama: str) -> Tahap:
	"""The stage that a state of this name most likely means (Berjalan when nothing hints at another)."""
	kecil = nama.lower()
	for tahap, kata in PETUNJUK:
		if any(k in kecil for k in kata):
			return tahap
	return Tahap.BERJALAN


def find_without_tahap(statuses: Iterable[Status]) -> list[tuple[Status, Tahap]]:
	"""The states that name no valid stage, each with a proposal (the first row is always Baru)."""
	return [
		(status, Tahap.BARU if status.nomor == 1 else propose_tahap(status.nama))
		for status in statuses
		if not status.tahap
	]


def find_renames(sebelum: Sequence[Status], sesudah: Sequence[Status]) -> dict[str, str]:
	"""Old name → new name of each state that was replaced within its own row.

	A name that another row still carries is not renamed, nor is one that existed before under
	another row: those rows were only moved about.
	"""
	lama = {s.baris: s.nama for s in sebelum if s.baris}
	nama_lama = set(lama.values())
	nama_baru = {s.nama for s in sesudah}
	return {
		lama[s.baris]: s.nama
		for s in sesudah
		if s.baris in lama
		and lama[s.baris] != s.nama
		and lama[s.baris] not in nama_baru
		and s.nama not in nama_lama
	}


def find_vanished(terpakai: Iterable[str], sesudah: Iterable[Status], renames: dict[str, str]) -> list[str]:
	"""States that documents are in and that the workflow would no longer know, sorted."""
	dikenal = {s.nama for s in sesudah} | set(renames)
	return sorted(set(terpakai) - dikenal)


class MasalahPindah(str, Enum):
	TUJUAN_TIDAK_ADA = "tujuan tidak ada"
	SAMA = "asal sama dengan tujuan"
	GANDA = "asal disebut dua kali"
	BERANTAI = "tujuan juga asal"
	LINTAS_AKHIR = "menutup atau membuka kembali"


def find_unmovable(
	baris: Sequence[tuple[int, str, str]], terpakai: Mapping[str, set[str]], alur: Mapping[str, str]
) -> list[tuple[int, str, MasalahPindah]]:
	"""Rows (number, from, to) of a move between states that cannot stand, each with the first reason.

	terpakai: state → stages of the documents in it. alur: state → stage of the present workflow.
	A move neither closes open work nor opens what is closed, nor does it turn finished into cancelled: people
	decide that, not a table.
	"""
	asal = [dari for _n, dari, _k in baris]
	hasil = []
	for nomor, dari, ke in baris:
		tahap = terpakai.get(dari, set()) | ({alur[dari]} if dari in alur else set())
		if ke not in alur:
			masalah = MasalahPindah.TUJUAN_TIDAK_ADA
		elif dari == ke:
			masalah = MasalahPindah.SAMA
		elif asal.count(dari) > 1:
			masalah = MasalahPindah.GANDA
		elif ke in asal:
			masalah = MasalahPindah.BERANTAI
		elif any(t != alur[ke] and not {t, alur[ke]} <= set(TAHAP_TERBUKA) for t in tahap):
			masalah = MasalahPindah.LINTAS_AKHIR
		else:
			continue
		hasil.append((nomor, dari, masalah))
	return hasil
