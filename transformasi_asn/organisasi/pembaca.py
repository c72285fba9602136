"""Posts, placements and lines read from the database as the facts that `domain/` decides on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import frappe
from frappe.query_builder import DocType
from pypika.terms import Criterion

from transformasi_asn.organisasi.domain.aturan_penempatan import BatasSementara
from transformasi_asn.organisasi.domain.garis import FaktaGaris
from transformasi_asn.organisasi.domain.struktur import BUKAN_ALAMAT, PEMEGANG, FaktaJabatan, FaktaPenempatan

DIKOORDINASIKAN = "Yang dikoordinasikan"
KOLOM_PENEMPATAN = (
	"name",
	"pegawai",
	"jabatan",
	"kapasitas",
	"mulai",
	"selesai",
	"berhalangan_tetap",
	"wewenang_rahasia",
	"riwayat",
)


class StrukturTersimpan:
	"""The structure of one day, read when asked for and kept; `preload` reads many posts at once."""

	def __init__(self, tanggal: date):
		self.tanggal = tanggal
		self._jabatan: dict[str, FaktaJabatan | None] = {}
		self._penempatan: dict[str, list[FaktaPenempatan]] = {}
		self._milik: dict[str, list[FaktaPenempatan]] = {}

	def jabatan(self, kode: str) -> FaktaJabatan | None:
		"""One post; the first question about a post reads its whole line upwards."""
		if kode not in self._jabatan:
			self.preload([kode])
		return self._jabatan[kode]

	def penempatan(self, kode: str) -> Sequence[FaktaPenempatan]:
		"""Placements of the post that run on the day."""
		if kode not in self._penempatan:
			self._read_penempatan([kode])
		return self._penempatan[kode]

	def preload(self, kode: Iterable[str]) -> None:
		"""Read these posts, all above them, their substitutes, and who is placed there: three queries."""
		kurang = [k for k in dict.fromkeys(kode) if k not in self._jabatan]
		if not kurang:
			return
		diri, atas = DocType("Jabatan"), DocType("Jabatan").as_("atas")
		garis_atas = (
			frappe.qb.from_(diri)
			.join(atas)
			.on((atas.lft <= diri.lft) & (atas.rgt >= diri.rgt))
			.select(atas.name)
			.where(diri.name.isin(kurang))
		)
		fakta = self._keep(select_jabatan(lambda j: j.name.isin(garis_atas)))
		self._jabatan.update({k: None for k in kurang if k not in self._jabatan})
		ganti = {f.pengganti for f in fakta if f.pengganti and f.pengganti not in self._jabatan}
		if ganti:
			fakta += self._keep(select_jabatan(lambda j: j.name.isin(list(ganti))))
		self._read_penempatan([f.kode for f in fakta if f.alamat])

	def muat(self, kode: Iterable[str]) -> None:
		"""Read these posts alone and who is placed there."""
		kode = list(dict.fromkeys(kode))
		kurang = [k for k in kode if k not in self._jabatan]
		if kurang:
			self._read_bersama(lambda j: j.name.isin(kurang))
			self._jabatan.update({k: None for k in kurang if k not in self._jabatan})
		self._read_penempatan([k for k in kode if (f := self._jabatan[k]) and f.alamat])

	def muat_alamat(self) -> list[str]:
		"""Read every post in use that is an address, and who is placed there: one query."""
		return self._read_bersama(
			lambda j: (j.aktif == 1) & (j.jumlah_kursi == 1) & j.jenis.notin(sorted(BUKAN_ALAMAT))
		)

	def penempatan_pegawai(self, pegawai: str) -> Sequence[FaktaPenempatan]:
		"""Placements of the person that run on the day; his posts are read along."""
		self.muat_pegawai([pegawai])
		return self._milik[pegawai]

	def muat_pegawai(self, pegawai: Iterable[str]) -> None:
		"""Read the placements of these people that run on the day, and as `muat` their posts: two queries."""
		kurang = [o for o in dict.fromkeys(pegawai) if o not in self._milik]
		if not kurang:
			return
		self._milik.update({o: [] for o in kurang})
		penempatan = select_penempatan(lambda p: p.pegawai.isin(kurang) & is_aktif(p, self.tanggal))
		for p in penempatan:
			self._milik[p.pegawai].append(p)
		self.muat(p.jabatan for p in penempatan)

	def bawahan(self, kode: Sequence[str]) -> Sequence[str]:
		"""Posts directly below any of these, with who is placed there."""
		bercabang = [k for k in kode if (f := self.jabatan(k)) and f.rgt - f.lft > 1]
		if not bercabang:
			return []
		return self._read_bersama(lambda j: j.atasan.isin(bercabang))

	def pewaris(self, kode: Sequence[str]) -> Sequence[str]:
		"""Posts directly below any of these, or naming one as substitute, with who is placed there."""
		kode = list(kode)
		return self._read_bersama(lambda j: j.atasan.isin(kode) | j.pengganti.isin(kode))

	def muat_jabatan(self, kode: Sequence[str]) -> None:
		"""Read these posts without asking who is placed there."""
		kurang = [k for k in dict.fromkeys(kode) if k not in self._jabatan]
		if kurang:
			self._keep(select_jabatan(lambda j: j.name.isin(kurang)))

	def _read_bersama(self, saring: Any) -> list[str]:
		"""Posts that meet the criterion, and who is placed on those that are an address: one query."""
		fakta, penempatan = select_bersama(saring, self.tanggal)
		self._keep(fakta)
		for f in fakta:
			if f.alamat:
				self._penempatan.setdefault(f.kode, penempatan.get(f.kode, []))
		return [f.kode for f in fakta]

	def _keep(self, fakta: list[FaktaJabatan]) -> list[FaktaJabatan]:
		self._jabatan.update({f.kode: f for f in fakta})
		return fakta

	def _read_penempatan(self, kode: Sequence[str]) -> None:
		kurang = [k for k in dict.fromkeys(kode) if k not in self._penempatan]
		if not kurang:
			return
		self._penempatan.update({k: [] for k in kurang})
		for p in select_penempatan(lambda t: t.jabatan.isin(kurang) & is_aktif(t, self.tanggal)):
			self._penempatan[p.jabatan].append(p)


def is_aktif(penempatan: Any, tanggal: date) -> Criterion:
	"""The criterion "runs on this day" on the Penempatan table; history never does."""
	return (
		(penempatan.riwayat == 0)
		& (penempatan.mulai <= tanggal)
		& (penempatan.selesai.isnull() | (penempatan.selesai > tanggal))
	)


def select_jabatan(saring: Any) -> list[FaktaJabatan]:
	"""Posts that meet the criterion `saring(table)`, in tree order."""
	return [_build_jabatan(b) for b in _query_jabatan(saring).run(as_dict=True)]


def select_bersama(saring: Any, tanggal: date) -> tuple[list[FaktaJabatan], dict[str, list[FaktaPenempatan]]]:
	"""Posts that meet the criterion `saring(table)`, and of those with one seat who is placed there on the day."""
	jabatan, p = DocType("Jabatan"), DocType("Penempatan")
	kolom = [p[k].as_(f"p_{k}") for k in KOLOM_PENEMPATAN]
	baris = (
		_query_jabatan(saring)
		.left_join(p)
		.on((p.jabatan == jabatan.name) & (jabatan.jumlah_kursi == 1) & is_aktif(p, tanggal))
		.select(*kolom)
		.orderby(p.mulai)
		.orderby(p.name)
		.run(as_dict=True)
	)
	fakta = {b.name: _build_jabatan(b) for b in baris}
	penempatan: dict[str, list[FaktaPenempatan]] = {}
	for b in baris:
		if b.p_name:
			isi = [b[f"p_{k}"] for k in KOLOM_PENEMPATAN]
			penempatan.setdefault(b.name, []).append(_build_penempatan(isi))
	return list(fakta.values()), penempatan


def _query_jabatan(saring: Any):
	jabatan, unit = DocType("Jabatan"), DocType("Unit Kerja")
	return (
		frappe.qb.from_(jabatan)
		.left_join(unit)
		.on(unit.name == jabatan.unit_kerja)
		.select(
			jabatan.name,
			jabatan.nama,
			jabatan.jenis,
			jabatan.unit_kerja,
			jabatan.atasan,
			jabatan.koordinator,
			jabatan.pengganti,
			jabatan.jumlah_kursi,
			jabatan.peran_struktur,
			jabatan.aktif,
			jabatan.kepala_unit,
			unit.koordinator.as_("koordinator_unit"),
			jabatan.jenjang,
			jabatan.lft,
			jabatan.rgt,
		)
		.where(saring(jabatan))
		.orderby(jabatan.lft)
	)


def _build_jabatan(baris: dict) -> FaktaJabatan:
	return FaktaJabatan(
		kode=baris.name,
		nama=baris.nama,
		jenis=baris.jenis,
		unit=baris.unit_kerja or None,
		atasan=baris.atasan or None,
		koordinator=baris.koordinator or None,
		pengganti=baris.pengganti or None,
		kursi=baris.jumlah_kursi,
		peran=baris.peran_struktur or "",
		aktif=bool(baris.aktif),
		kepala_unit=bool(baris.kepala_unit),
		koordinator_unit=baris.koordinator_unit or None,
		jenjang=baris.jenjang or "",
		lft=baris.lft or 0,
		rgt=baris.rgt or 0,
	)


def select_penempatan(saring: Any, for_update: bool = False) -> list[FaktaPenempatan]:
	"""Placements that meet the criterion `saring(table)`, in a fixed order."""
	p = DocType("Penempatan")
	query = (
		frappe.qb.from_(p)
		.select(*(p[k] for k in KOLOM_PENEMPATAN))
		.where(saring(p))
		.orderby(p.mulai)
		.orderby(p.name)
	)
	baris = (query.for_update() if for_update else query).run()
	return [_build_penempatan(b) for b in baris]


def _build_penempatan(baris: Sequence[Any]) -> FaktaPenempatan:
	return FaktaPenempatan(*baris[:7], wewenang_rahasia=bool(baris[7]), riwayat=bool(baris[8]))


def select_garis(tanggal: date) -> list[FaktaGaris]:
	"""Coordination lines in force on that day, by their code."""
	baris = frappe.get_all(
		"Garis Koordinasi",
		filters={"aktif": 1},
		fields=[
			"name",
			"dari_peran",
			"dari_jabatan",
			"ke_peran",
			"ke_jabatan",
			"cakupan",
			"mulai",
			"selesai",
			"keterangan",
		],
		order_by="name",
	)
	garis = [
		FaktaGaris(
			kode=b.name,
			dari_peran=b.dari_peran or "",
			dari_jabatan=b.dari_jabatan or None,
			ke_peran=b.ke_peran or "",
			ke_jabatan=b.ke_jabatan or None,
			dikoordinasikan=b.cakupan == DIKOORDINASIKAN,
			mulai=b.mulai,
			selesai=b.selesai,
			keterangan=b.keterangan or "",
		)
		for b in baris
	]
	return [g for g in garis if g.berlaku(tanggal)]


def select_jabatan_definitif(pegawai: str, tanggal: date) -> list[FaktaJabatan]:
	"""Posts of which the person is the holder (Definitif or Pj.) on that day."""
	p = DocType("Penempatan")
	milik = (
		frappe.qb.from_(p)
		.select(p.jabatan)
		.where((p.pegawai == pegawai) & p.kapasitas.isin(sorted(PEMEGANG)) & is_aktif(p, tanggal))
	)
	return select_jabatan(lambda j: j.name.isin(milik))


def read_batas_sementara() -> tuple[BatasSementara, bool]:
	"""Limits of Plt and Plh, and whether the settings refuse what lies beyond them.

	The settings belong to a module above this one, so only their stored values are read.
	"""
	setelan = frappe.db.get_singles_dict("Pengaturan Tata Kerja")
	bawaan = BatasSementara()
	return (
		BatasSementara(
			bulan=_int_or(setelan.get("batas_plt_bulan"), bawaan.bulan),
			perpanjangan=_int_or(setelan.get("perpanjangan_plt_bulan"), bawaan.perpanjangan),
			plh_hari=_int_or(setelan.get("batas_plh_hari"), bawaan.plh_hari),
			pj_bulan=_int_or(setelan.get("batas_pj_bulan"), bawaan.pj_bulan),
		),
		bool(_int_or(setelan.get("tolak_plt_lewat_batas"), 0)),
	)


def is_mandat_ulang_dilarang() -> bool:
	"""Whether a mandate may not be handed on (Pengaturan Tata Kerja; yes where nothing is stored)."""
	setelan = frappe.db.get_singles_dict("Pengaturan Tata Kerja")
	return bool(_int_or(setelan.get("larang_mandat_ulang"), 1))


def _int_or(nilai: Any, bawaan: int) -> int:
	return bawaan if nilai in (None, "") else frappe.utils.cint(nilai)
