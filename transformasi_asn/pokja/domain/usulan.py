"""Whom to propose as members of a team (design §3.5): a ranking with its reasons; the leader decides.

Who meets all that is asked comes first, among them who stands below the appointing post, and of those
whoever has least to do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from transformasi_asn.organisasi.domain.struktur import JENJANG

_TINGKAT = {jenjang: n for n, jenjang in enumerate(JENJANG)}
JARAK_JENJANG = 1
"""An officer may do the work of one jenjang above or below his own."""
BATAS = 30


class Kecocokan(IntEnum):
	"""SEMUA: all that is asked. SEBAGIAN: the functional post, not all of the rest. KOMPETENSI: another post."""

	SEMUA = 0
	SEBAGIAN = 1
	KOMPETENSI = 2


class Sebab(str, Enum):
	"""Why somebody stands where he stands; what follows in `Alasan.isi` stands beside it."""

	JABATAN_COCOK = "jabatan cocok"  # post, jenjang
	JENJANG_DI_ATAS = "jenjang di atas"  # jenjang
	JENJANG_DI_BAWAH = "jenjang di bawah"  # jenjang
	JABATAN_LAIN = "jabatan lain"  # post
	KOMPETENSI_CUKUP = "kompetensi cukup"  # competence, level
	KOMPETENSI_RENDAH = "kompetensi rendah"  # competence, level, level asked
	KOMPETENSI_TIADA = "kompetensi tiada"  # competence
	DI_BAWAH = "di bawah pembentuk"  # unit
	UNIT_LAIN = "unit lain"  # unit
	BEBAN = "beban"  # open work
	PENUH = "beban penuh"  # open work, limit
	TIM = "tim"  # number of teams
	MERANGKAP = "merangkap"  # what


class Tersisih(str, Enum):
	"""Why somebody who fits is not proposed."""

	TIDAK_AKTIF = "tidak aktif"
	TANPA_JABATAN = "tanpa jabatan"
	ANGGOTA = "sudah anggota"
	TIDAK_HADIR = "tidak hadir"


@dataclass(frozen=True)
class Kebutuhan:
	"""So many officers of this functional post, jenjang and competences (name, level); empty asks nothing."""

	jabatan_fungsional: str = ""
	jenjang: str = ""
	kompetensi: tuple[tuple[str, int], ...] = ()
	jumlah: int = 1


@dataclass(frozen=True)
class Calon:
	"""One officer as he stands today.

	di_bawah: his post stands below the one that appoints. beban: his open work; batas: the limit of his unit (0: none).
	merangkap: what he runs besides. tidak_hadir: why he is away, '' when he is there.
	"""

	pegawai: str
	nama: str
	jabatan_fungsional: str = ""
	jenjang: str = ""
	kompetensi: Mapping[str, int] = field(default_factory=dict)
	unit: str = ""
	di_bawah: bool = False
	beban: int = 0
	batas: int = 0
	tim: int = 0
	merangkap: str = ""
	aktif: bool = True
	berjabatan: bool = True
	tidak_hadir: str = ""
	anggota: bool = False


@dataclass(frozen=True)
class Alasan:
	sebab: Sebab
	isi: tuple = ()


@dataclass(frozen=True)
class Usulan:
	"""One place in a ranking; terpilih: among those proposed to be taken."""

	calon: Calon
	kecocokan: Kecocokan
	alasan: tuple[Alasan, ...]
	terpilih: bool


@dataclass(frozen=True)
class Peringkat:
	"""The ranking for one row of what is needed; kurang: for how many of its places nobody was found."""

	usulan: tuple[Usulan, ...]
	kurang: int
	seluruhnya: int


def rank_calon(
	kebutuhan: Sequence[Kebutuhan], calon: Iterable[Calon], batas: int = BATAS
) -> tuple[list[Peringkat], list[tuple[Calon, Tersisih]]]:
	"""One ranking per row of `kebutuhan`, and who would fit but is out.

	Nobody is proposed for two places, and as many places are filled as can be. A ranking shows its first
	`batas`, and everybody proposed. The order is total (name, then id, last), whatever order `calon` come in.
	"""
	hadir: list[Calon] = []
	luar: list[tuple[Calon, Tersisih]] = []
	for c in calon:
		if sebab := _excluded(c):
			luar.append((c, sebab))
		else:
			hadir.append(c)
	urutan = [sorted(_fitting(k, hadir)) for k in kebutuhan]
	per_baris = [[hadir[kunci[-1]] for kunci in baris] for baris in urutan]
	terpilih = _choose(kebutuhan, per_baris)
	peringkat = []
	for k, baris, isi, pilihan in zip(kebutuhan, urutan, per_baris, terpilih, strict=True):
		tampil = [
			Usulan(c, Kecocokan(kunci[0]), tuple(_why(k, c)), c.pegawai in pilihan)
			for n, (kunci, c) in enumerate(zip(baris, isi, strict=True))
			if n < batas or c.pegawai in pilihan
		]
		peringkat.append(Peringkat(tuple(tampil), max(k.jumlah, 0) - len(pilihan), len(isi)))
	cocok = {kunci[-1] for k in kebutuhan for kunci in _fitting(k, [c for c, _sebab in luar])}
	sisa = sorted((luar[n] for n in cocok), key=lambda baris: (baris[0].nama, baris[0].pegawai))
	return peringkat, sisa


def _excluded(c: Calon) -> Tersisih | None:
	if not c.aktif:
		return Tersisih.TIDAK_AKTIF
	if not c.berjabatan:
		return Tersisih.TANPA_JABATAN
	if c.anggota:
		return Tersisih.ANGGOTA
	return Tersisih.TIDAK_HADIR if c.tidak_hadir else None


def _fitting(k: Kebutuhan, calon: Sequence[Calon]) -> Iterator[tuple]:
	"""The key of everybody who fits, ending with his place in `calon`."""
	diminta, jabatan = k.kompetensi, k.jabatan_fungsional
	tingkat = _TINGKAT.get(k.jenjang)
	for n, c in enumerate(calon):
		kurang = 0
		for nama, minimal in diminta:
			punya = c.kompetensi.get(nama)
			if punya is None:
				kurang += 2
			elif punya < minimal:
				kurang += 1
		sejabatan = not jabatan or c.jabatan_fungsional == jabatan
		if not sejabatan and (kurang or not diminta):
			continue
		# without a post that is asked, at least one competence has to be there
		if not jabatan and diminta and kurang >= 2 * len(diminta):
			continue
		jarak = 0
		if tingkat is not None:
			milik = _TINGKAT.get(c.jenjang)
			if milik is None or not -JARAK_JENJANG <= milik - tingkat <= JARAK_JENJANG:
				continue
			# of two equally near, the higher one
			jarak = 2 * (milik - tingkat) if milik >= tingkat else 2 * (tingkat - milik) + 1
		kecocokan = (
			Kecocokan.KOMPETENSI
			if not sejabatan
			else Kecocokan.SEBAGIAN
			if jarak or kurang
			else Kecocokan.SEMUA
		)
		sesak = bool(c.merangkap) or 0 < c.batas <= c.beban
		yield (
			kecocokan.value,
			not c.di_bawah,
			jarak,
			kurang,
			sesak,
			c.beban,
			c.tim,
			c.nama,
			c.pegawai,
			n,
		)


def _choose(kebutuhan: Sequence[Kebutuhan], per_baris: Sequence[Sequence[Calon]]) -> list[set[str]]:
	"""Whom to take for which row: each place gets its best, and moves another on where that fills one more."""
	tempat = [n for n, k in enumerate(kebutuhan) for _satu in range(min(max(k.jumlah, 0), len(per_baris[n])))]
	# further down nobody is looked for: there are only so many places
	terbaik = [[c.pegawai for c in baris[: len(tempat)]] for baris in per_baris]
	pemilik: dict[str, int] = {}  # person → his place

	def fill(n: int) -> bool:
		"""Breadth-first over the places, so that no depth of recursion limits the size of a team."""
		asal: dict[str, tuple[int, str | None]] = {}
		antrean: list[tuple[int, str | None]] = [(n, None)]
		for tempat_ini, sebelum in antrean:
			for orang in terbaik[tempat[tempat_ini]]:
				if orang in asal:
					continue
				asal[orang] = (tempat_ini, sebelum)
				if orang not in pemilik:
					kini: str | None = orang
					while kini is not None:
						pemilik[kini], kini = asal[kini]
					return True
				antrean.append((pemilik[orang], orang))
		return False

	for n in range(len(tempat)):
		fill(n)
	hasil: list[set[str]] = [set() for _baris in kebutuhan]
	for orang, n in pemilik.items():
		hasil[tempat[n]].add(orang)
	return hasil


def _why(k: Kebutuhan, c: Calon) -> Iterator[Alasan]:
	"""The reasons, in the order in which they count."""
	sejabatan = not k.jabatan_fungsional or c.jabatan_fungsional == k.jabatan_fungsional
	yield Alasan(
		Sebab.JABATAN_COCOK if sejabatan else Sebab.JABATAN_LAIN,
		(" ".join(filter(None, (c.jabatan_fungsional, c.jenjang))),),
	)
	if k.jenjang and c.jenjang != k.jenjang:
		di_atas = _TINGKAT[c.jenjang] > _TINGKAT[k.jenjang]
		yield Alasan(Sebab.JENJANG_DI_ATAS if di_atas else Sebab.JENJANG_DI_BAWAH, (c.jenjang,))
	for nama, minimal in k.kompetensi:
		punya = c.kompetensi.get(nama)
		if punya is None:
			yield Alasan(Sebab.KOMPETENSI_TIADA, (nama,))
		elif punya < minimal:
			yield Alasan(Sebab.KOMPETENSI_RENDAH, (nama, punya, minimal))
		else:
			yield Alasan(Sebab.KOMPETENSI_CUKUP, (nama, punya))
	yield Alasan(Sebab.DI_BAWAH if c.di_bawah else Sebab.UNIT_LAIN, (c.unit,))
	if c.merangkap:
		yield Alasan(Sebab.MERANGKAP, (c.merangkap,))
	if 0 < c.batas <= c.beban:
		yield Alasan(Sebab.PENUH, (c.beban, c.batas))
	else:
		yield Alasan(Sebab.BEBAN, (c.beban,))
	yield Alasan(Sebab.TIM, (c.tim,))
