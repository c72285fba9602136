"""The page Beban Kerja: officers and units below the user with their open work, now and over time. Reads only.

Numbers, never subjects: what a task is about, and of which grade, is not told. So secrecy is not touched, and who may
see an officer's numbers follows from the structure alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, getdate

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.struktur import PEMEGANG
from transformasi_asn.organisasi.pembaca import is_aktif
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.pokja import beban
from transformasi_asn.pokja.domain.beban import (
	Beban,
	Satuan,
	count_over_time,
	is_over,
	level_of,
	list_points,
)
from transformasi_asn.pokja.exceptions import SatuanWaktuError, TanpaHakBebanError
from transformasi_asn.tata_kerja.services import list_batas_beban

SEHALAMAN = 25
TITIK = 12
# their offices keep the staff of the whole agency, or audit it
PERAN_SELURUHNYA = frozenset(("Pengelola Kepegawaian", "Auditor ASN"))


@dataclass(frozen=True)
class Ruang:
	"""Whose numbers a user sees: everybody's, or of those on posts below his (lft, rgt) and his own."""

	seluruhnya: bool = False
	rentang: tuple[tuple[int, int], ...] = ()
	pegawai: str | None = None


@dataclass(frozen=True)
class Orang:
	pegawai: str
	nama: str
	jabatan: str
	jabatan_fungsional: str
	jenjang: str
	unit: str | None


@dataclass(frozen=True)
class Unit:
	kode: str
	nama: str
	induk: str | None
	lft: int
	rgt: int

	def memuat(self, lain: "Unit") -> bool:
		"""Whether the other one is this one or stands below it."""
		return self.lft <= lain.lft and lain.rgt <= self.rgt


def read_scope(user: str | None = None) -> Ruang:
	"""Raises TanpaHakBebanError for who is nobody's superior and no officer himself."""
	user = user or frappe.session.user
	if user == "Administrator" or PERAN_SELURUHNYA & set(frappe.get_roles(user)):
		return Ruang(seluruhnya=True)
	k = get_konteks(user)
	if not k.pegawai:
		frappe.throw(
			_(
				"Akun Anda belum dihubungkan dengan Pegawai ASN, sehingga tidak ada beban kerja yang dapat ditampilkan. Mintalah Pengelola Kepegawaian menghubungkannya."
			),
			TanpaHakBebanError,
			title=_("Tidak Berhak"),
		)
	fakta = map(organisasi.get_fakta_jabatan, k.jabatan)
	return Ruang(rentang=tuple((f.lft, f.rgt) for f in fakta if f.rgt - f.lft > 1), pegawai=k.pegawai)


def view(
	unit: str | None = None,
	satuan: str = Satuan.MINGGU.value,
	jabatan_fungsional: str | None = None,
	jenjang: str | None = None,
	cari: str | None = None,
	halaman: int = 1,
) -> dict:
	"""Sums of the unit and of those directly below it, and one page of officers, the heaviest first."""
	if satuan not in [s.value for s in Satuan]:
		frappe.throw(_("Satuan waktu tidak dikenal: pilih Minggu atau Bulan."), SatuanWaktuError)
	units = _read_units()
	semua = _inside(_read_people(read_scope()), units, unit)
	dipilih = units.get(unit or "") or _nearest_common(semua, units)
	terpilih = [o for o in semua if _fits(o, jabatan_fungsional, jenjang, cari)]
	pemegang = beban.read_holders([o.pegawai for o in terpilih])
	angka = beban.count_all(pemegang)
	batas = list_batas_beban(units, {u.kode: _chain_of(u, units) for u in units.values()})
	terpilih.sort(key=lambda o: (-_of(angka, o).total, o.nama, o.pegawai))
	jumlah_halaman = max(1, -(-len(terpilih) // SEHALAMAN))
	halaman = min(max(1, cint(halaman)), jumlah_halaman)
	tampak = terpilih[(halaman - 1) * SEHALAMAN : halaman * SEHALAMAN]
	titik = list_points(getdate(), TITIK, Satuan(satuan))
	lalu = count_over_time(beban.read_since(pemegang, titik[0]), pemegang.peta, titik)
	return {
		"unit": {"name": dipilih.kode, "nama": dipilih.nama} if dipilih else None,
		"jejak": _trail(dipilih, units),
		"jumlah": _sum(terpilih, angka, batas),
		"unit_bawah": _sum_below(dipilih, units, terpilih, angka, batas, lalu),
		"pilihan": {
			"jabatan_fungsional": sorted({o.jabatan_fungsional for o in semua} - {""}),
			"jenjang": sorted({o.jenjang for o in semua} - {""}),
		},
		"halaman": halaman,
		"jumlah_halaman": jumlah_halaman,
		"satuan": satuan,
		"titik": [str(t) for t in titik],
		"orang": _over_time(tampak, lalu, angka, batas, units),
	}


# -- reading -------------------------------------------------------------------------------------


def _read_units() -> dict[str, Unit]:
	u = DocType("Unit Kerja")
	baris = (
		frappe.qb.from_(u)
		.select(u.name, u.nama, u.parent_unit_kerja, u.lft, u.rgt)
		.where(u.aktif == 1)
		.orderby(u.lft)
		.run()
	)
	return {b[0]: Unit(b[0], b[1], b[2] or None, b[3], b[4]) for b in baris}


def _read_people(ruang: Ruang) -> list[Orang]:
	"""Everybody in the scope who holds a post today, once: where he holds several, by the first of them."""
	p, j, o = DocType("Penempatan"), DocType("Jabatan"), DocType("Pegawai ASN")
	kueri = (
		frappe.qb.from_(p)
		.join(j)
		.on(j.name == p.jabatan)
		.join(o)
		.on(o.name == p.pegawai)
		.select(o.name, o.nama, j.nama, j.jabatan_fungsional, j.jenjang, j.unit_kerja)
		.where((o.aktif == 1) & p.kapasitas.isin(sorted(PEMEGANG)) & is_aktif(p, getdate()))
		.orderby(p.mulai)
		.orderby(p.name)
	)
	if not ruang.seluruhnya:
		syarat = p.pegawai == ruang.pegawai
		for lft, rgt in ruang.rentang:
			syarat |= (j.lft > lft) & (j.rgt < rgt)
		kueri = kueri.where(syarat)
	orang: dict[str, Orang] = {}
	for pegawai, nama, jabatan, jf, jenjang, unit in kueri.run():
		orang.setdefault(pegawai, Orang(pegawai, nama, jabatan, jf or "", jenjang or "", unit or None))
	return list(orang.values())


# -- choosing ------------------------------------------------------------------------------------


def _inside(orang: list[Orang], units: Mapping[str, Unit], unit: str | None) -> list[Orang]:
	if not unit:
		return orang
	atas = units.get(unit)
	if atas is None:
		frappe.throw(_("Unit kerja tidak ditemukan atau tidak aktif."), frappe.DoesNotExistError)
	return [o for o in orang if (u := units.get(o.unit or "")) and atas.memuat(u)]


def _fits(o: Orang, jabatan_fungsional: str | None, jenjang: str | None, cari: str | None) -> bool:
	kata = (cari or "").strip().casefold()
	return (
		(not jabatan_fungsional or o.jabatan_fungsional == jabatan_fungsional)
		and (not jenjang or o.jenjang == jenjang)
		and (not kata or kata in o.nama.casefold() or kata in o.jabatan.casefold())
	)


def _nearest_common(orang: Iterable[Orang], units: Mapping[str, Unit]) -> Unit | None:
	"""The lowest unit that contains everybody."""
	tempat = [u for o in orang if (u := units.get(o.unit or ""))]
	if not tempat:
		return None
	lft, rgt = min(u.lft for u in tempat), max(u.rgt for u in tempat)
	memuat = [u for u in units.values() if u.lft <= lft and rgt <= u.rgt]
	return max(memuat, key=lambda u: u.lft, default=None)


def _chain_of(unit: Unit | None, units: Mapping[str, Unit]) -> list[str]:
	"""The unit and those above it, root last."""
	rantai: list[str] = []
	while unit:
		rantai.append(unit.kode)
		unit = units.get(unit.induk or "")
	return rantai


def _trail(unit: Unit | None, units: Mapping[str, Unit]) -> list[dict]:
	"""The units above it, from the top, and itself."""
	return [{"name": kode, "nama": units[kode].nama} for kode in reversed(_chain_of(unit, units))]


# -- sums ----------------------------------------------------------------------------------------


def _of(angka: Mapping[str, Beban], o: Orang) -> Beban:
	return angka.get(o.pegawai, Beban())


def _sum(orang: list[Orang], angka: Mapping[str, Beban], batas: Mapping[str, int]) -> dict:
	jumlah = sum((_of(angka, o) for o in orang), Beban())
	return {
		"orang": len(orang),
		"struktural": jumlah.struktural,
		"fungsional": jumlah.fungsional,
		"tim": jumlah.tim,
		"total": jumlah.total,
		"rata": round(jumlah.total / len(orang), 1) if orang else 0,
		"lewat": sum(is_over(_of(angka, o).total, batas.get(o.unit or "", 0)) for o in orang),
	}


def _sum_below(
	unit: Unit | None,
	units: Mapping[str, Unit],
	orang: list[Orang],
	angka: Mapping[str, Beban],
	batas: Mapping[str, int],
	lalu: Mapping[str, Sequence[int]],
) -> list[dict]:
	"""Each unit directly below that has somebody, the heaviest per person first; then who stands in the unit itself.

	`sel`: the average per person at each point of time, with a level beside the other units.
	"""
	if unit is None:
		return []
	anak = [u for u in units.values() if u.induk == unit.kode]
	milik = {u.kode: a.kode for a in anak for u in units.values() if a.memuat(u)}
	per: dict[str, list[Orang]] = {}
	for o in orang:
		per.setdefault(milik.get(o.unit or "", ""), []).append(o)
	if not per.keys() - {""}:
		return []
	hasil = [
		{
			"name": a.kode,
			"nama": a.nama,
			**_sum(per[a.kode], angka, batas),
			"sel": _average(per[a.kode], lalu),
		}
		for a in anak
		if a.kode in per
	]
	hasil.sort(key=lambda b: (-b["rata"], b["nama"]))
	if langsung := per.get(""):
		hasil.append(
			{
				"name": "",
				"nama": _("Langsung pada {0}").format(unit.nama),
				**_sum(langsung, angka, batas),
				"sel": _average(langsung, lalu),
			}
		)
	tertinggi = max((rata for b in hasil for rata in b["sel"]), default=0)
	for b in hasil:
		# in tenths, as averages are
		b["sel"] = [
			{"jumlah": rata, "tingkat": level_of(round(10 * rata), 0, round(10 * tertinggi))}
			for rata in b["sel"]
		]
	return hasil


def _average(orang: list[Orang], lalu: Mapping[str, Sequence[int]]) -> list[float]:
	"""Open work per person at each point of time."""
	jumlah = [0] * TITIK
	for o in orang:
		for n, banyak in enumerate(lalu.get(o.pegawai, ())):
			jumlah[n] += banyak
	return [round(n / len(orang), 1) for n in jumlah]


def _over_time(
	orang: list[Orang],
	lalu: Mapping[str, Sequence[int]],
	angka: Mapping[str, Beban],
	batas: Mapping[str, int],
	units: Mapping[str, Unit],
) -> list[dict]:
	"""The officers with a number and a level for each week or month; the last one is today's."""
	kosong = (0,) * TITIK
	tertinggi = max((n for o in orang for n in lalu.get(o.pegawai, kosong)), default=0)
	baris = []
	for o in orang:
		b, mana = _of(angka, o), batas.get(o.unit or "", 0)
		unit = units.get(o.unit or "")
		baris.append(
			{
				"pegawai": o.pegawai,
				"nama": o.nama,
				"jabatan": o.jabatan,
				"unit": unit.nama if unit else "",
				"batas": mana,
				"lewat": is_over(b.total, mana),
				"struktural": b.struktural,
				"fungsional": b.fungsional,
				"tim": b.tim,
				"total": b.total,
				"jumlah_tim": b.jumlah_tim,
				"sel": [
					{"jumlah": n, "tingkat": level_of(n, mana, tertinggi)}
					for n in lalu.get(o.pegawai, kosong)
				],
			}
		)
	return baris
