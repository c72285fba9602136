"""Who is in charge of a post on a day, and the inverse: of which posts a person is in charge.

Order (design §3.1): an active Plh, else the holder (Definitif or Pj.) unless permanently prevented, else
the Plt, else the configured substitute, else the same one level up. A substitute acts only when he is in
place at his own post: chains of substitutes are not followed, so the order is one line upwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .struktur import FaktaPenempatan, Kapasitas, Struktur, StrukturTerbalik

SENDIRI = "memegang jabatan"
GANTI = "jabatan pengganti"
NAIK = "naik ke atasan"


@dataclass(frozen=True)
class Pemangku:
	"""The person in charge of `jabatan_alamat`, and through which post; `alasan` tells the way there."""

	pegawai: str | None
	jabatan_alamat: str
	jabatan_bertindak: str | None
	kapasitas: str | None
	alasan: tuple[str, ...]
	wewenang_rahasia: bool


@dataclass(frozen=True)
class Pangkuan:
	"""A post of which a person is in charge; `alamat` is False for his own posts with several seats."""

	jabatan: str
	kapasitas: str
	wewenang_rahasia: bool
	sebab: str
	alamat: bool = True


@dataclass(frozen=True)
class _Telusur:
	penempatan: FaktaPenempatan | None
	alasan: tuple[str, ...]
	cara: str


def resolve_pemangku(jabatan: str, tanggal: date, struktur: Struktur) -> Pemangku:
	"""Who is in charge of an address post on that day; nobody for a post that is no address."""
	fakta = struktur.jabatan(jabatan)
	if fakta is None:
		return Pemangku(None, jabatan, None, None, (f"Jabatan {jabatan} tidak ada",), False)
	if not fakta.alamat:
		return Pemangku(None, jabatan, None, None, (f"{fakta.nama} bukan alamat: sebutkan orangnya",), False)
	telusur = _telusuri(jabatan, tanggal, struktur)
	p = telusur.penempatan
	if p is None:
		return Pemangku(None, jabatan, None, None, telusur.alasan, False)
	return Pemangku(p.pegawai, jabatan, p.jabatan, p.kapasitas, telusur.alasan, p.boleh_rahasia)


def list_pangkuan_murni(pegawai: str, tanggal: date, struktur: StrukturTerbalik) -> list[Pangkuan]:
	"""Every address post that `resolve_pemangku` gives to this person, then his posts with several seats.

	Walks down from the posts that he is in charge of himself. A post below can only come to him when it
	and its substitute are empty, so each level is small: whoever is in place ends the walk.
	"""
	sendiri, lain = _split_penempatan(pegawai, tanggal, struktur)
	hasil = {
		kode: Pangkuan(kode, p.kapasitas, p.boleh_rahasia, SENDIRI)
		for kode in sendiri
		if (p := _pilih(kode, tanggal, struktur)[0]) and p.pegawai == pegawai
	}
	dikunjungi = set(hasil)
	calon = list(struktur.pewaris(list(hasil))) if hasil else []
	while calon:
		kosong = [kode for kode in dict.fromkeys(calon) if kode not in dikunjungi]
		dikunjungi.update(kosong)
		kosong = [kode for kode in kosong if _pilih(kode, tanggal, struktur)[0] is None]
		struktur.muat(ganti for kode in kosong if (ganti := _pengganti(kode, struktur)))
		turun = []
		for kode in kosong:
			telusur = _telusuri(kode, tanggal, struktur)
			p = telusur.penempatan
			if p is None or p.pegawai != pegawai:
				continue
			turun.append(kode)
			if (fakta := struktur.jabatan(kode)) and fakta.alamat:
				hasil[kode] = Pangkuan(kode, p.kapasitas, p.boleh_rahasia, f"{telusur.cara} {p.jabatan}")
		calon = list(struktur.bawahan(turun)) if turun else []
	return [*hasil.values(), *lain]


def _split_penempatan(
	pegawai: str, tanggal: date, struktur: StrukturTerbalik
) -> tuple[list[str], list[Pangkuan]]:
	"""Own address posts, and own posts with several seats."""
	alamat: dict[str, None] = {}
	lain: dict[str, Pangkuan] = {}
	for p in struktur.penempatan_pegawai(pegawai):
		fakta = struktur.jabatan(p.jabatan)
		if fakta is None or not p.berjalan(tanggal):
			continue
		if fakta.alamat:
			alamat[fakta.kode] = None
		else:
			lain.setdefault(fakta.kode, Pangkuan(fakta.kode, p.kapasitas, p.boleh_rahasia, SENDIRI, False))
	struktur.muat(alamat)
	return list(alamat), list(lain.values())


def _telusuri(jabatan: str, tanggal: date, struktur: Struktur) -> _Telusur:
	"""Follow the line from a post upwards to the first person in place."""
	alasan: list[str] = []
	for kode, cara in _urutan(jabatan, struktur):
		p, sebab = _pilih(kode, tanggal, struktur)
		if p is not None:
			if cara != SENDIRI:
				nama = fakta.nama if (fakta := struktur.jabatan(kode)) else kode
				alasan.append(f"{cara}: {nama}")
			return _Telusur(p, (*alasan, *sebab), cara)
		alasan.extend(sebab)
	return _Telusur(None, (*alasan, "tidak ada pejabat sampai puncak struktur"), NAIK)


def _urutan(jabatan: str, struktur: Struktur) -> Iterator[tuple[str, str]]:
	"""The post, its substitute, its superior, the superior's substitute, and so on to the top."""
	dikunjungi: set[str] = set()
	kode: str | None = jabatan
	while kode and kode not in dikunjungi and (fakta := struktur.jabatan(kode)):
		dikunjungi.add(kode)
		yield kode, SENDIRI if kode == jabatan else NAIK
		if ganti := _pengganti(kode, struktur):
			yield ganti, GANTI
		kode = fakta.atasan


def _pengganti(kode: str, struktur: Struktur) -> str | None:
	fakta = struktur.jabatan(kode)
	return fakta.pengganti if fakta and fakta.alamat and fakta.pengganti != kode else None


def _pilih(kode: str, tanggal: date, struktur: Struktur) -> tuple[FaktaPenempatan | None, tuple[str, ...]]:
	"""Who is in charge at the post itself: Plh, holder, Plt; with the reasons worth telling."""
	fakta = struktur.jabatan(kode)
	if fakta is None or not fakta.alamat:
		return None, ()
	aktif = [p for p in struktur.penempatan(kode) if p.berjalan(tanggal)]
	pemegang = _terbaru([p for p in aktif if p.memegang])
	if plh := _terbaru([p for p in aktif if p.kapasitas == Kapasitas.PLH]):
		return plh, (f"{fakta.nama} dijalankan Plh",)
	tetap = pemegang is not None and _berhalangan(pemegang, tanggal)
	if pemegang and not tetap:
		return pemegang, ()
	sebab = f"pejabat {fakta.nama} berhalangan tetap" if tetap else f"{fakta.nama} kosong"
	if plt := _terbaru([p for p in aktif if p.kapasitas == Kapasitas.PLT]):
		return plt, (sebab, f"{fakta.nama} dijalankan Plt")
	return None, (sebab,)


def _berhalangan(p: FaktaPenempatan, tanggal: date) -> bool:
	return p.berhalangan_tetap is not None and p.berhalangan_tetap <= tanggal


def _terbaru(daftar: list[FaktaPenempatan]) -> FaktaPenempatan | None:
	"""The one that began last; the name decides between equals, so the answer never wavers."""
	return max(daftar, key=lambda p: (p.mulai, p.name), default=None)
