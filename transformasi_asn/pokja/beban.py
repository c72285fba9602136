"""Reads how much open work lies with people. Numbers only: whose work is secret is not asked here.

Who is in charge of each post is resolved as everywhere, by the structure of today; also for the past, because a
post's work goes over to whoever comes.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Date
from frappe.utils import add_days
from pypika.terms import NullValue, ValueWrapper

from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.pokja.anggota import is_working
from transformasi_asn.pokja.domain import beban as domain
from transformasi_asn.pokja.domain.beban import TIM, Beban, Peta, Tumpukan
from transformasi_asn.pokja.domain.pekerjaan import TERBUKA
from transformasi_asn.pokja.services import KETUA

# Of more people than this all open tasks are read: a list of names that long costs more than it saves.
BATAS_NAMA = 500


def count_beban(pegawai: Collection[str]) -> dict[str, Beban]:
	"""Open work of each of these people today; who has none has zeros.

	Three statements, however many they are. A chair of several teams has the tasks of each.
	"""
	orang = frozenset(pegawai)
	if not orang:
		return {}
	hasil = count_all(read_holders(orang))
	return {p: hasil.get(p, Beban()) for p in orang}


@dataclass(frozen=True)
class Pembacaan:
	"""Who holds what: `peta` of posts and teams, and of how many running teams each is a member.

	`pegawai`: only of these people; None: of everybody.
	"""

	peta: Peta
	jumlah_tim: dict[str, int]
	pegawai: frozenset[str] | None = None

	def only(self, pegawai: Collection[str]) -> "Pembacaan":
		"""The same of these people alone."""
		orang = frozenset(pegawai)
		pemangku = {j: o for j, o in self.peta.pemangku.items() if o in orang}
		ketua = {t: o for t, o in self.peta.ketua.items() if o in orang}
		jumlah = {o: n for o, n in self.jumlah_tim.items() if o in orang}
		return Pembacaan(Peta(pemangku, ketua), jumlah, orang)


def read_holders(pegawai: Collection[str]) -> Pembacaan:
	"""Of these people, or where they are many of everybody."""
	if not pegawai:
		return Pembacaan(Peta(), {}, frozenset())
	orang = frozenset(pegawai) if len(pegawai) <= BATAS_NAMA else None
	tim, anggota = DocType("Pokja"), DocType("Anggota Pokja")
	berjalan, ketua_saja = tim.tahap == Tahap.BERJALAN.value, anggota.peran == KETUA
	kueri = (
		frappe.qb.from_(anggota)
		.join(tim)
		.on(tim.name == anggota.parent)
		.select(anggota.pegawai, anggota.parent, anggota.peran, tim.tahap)
		# an ended team has no members any more, but its open tasks still lie with its chair
		.where(anggota.pegawai.isnotnull() & (berjalan | ketua_saja))
		.where(is_working(anggota))
	)
	if orang is not None:
		kueri = kueri.where(anggota.pegawai.isin(sorted(orang)))
	jumlah_tim: Counter[str] = Counter()
	ketua: dict[str, str] = {}
	for anggota_tim, nama, peran, tahap in kueri.run():
		jumlah_tim[anggota_tim] += tahap == Tahap.BERJALAN.value
		if peran == KETUA:
			ketua[nama] = anggota_tim
	semua = Pembacaan(Peta(organisasi.list_pemangku(), ketua), dict(jumlah_tim))
	return semua if orang is None else semua.only(orang)


def count_all(p: Pembacaan) -> dict[str, Beban]:
	"""Everybody who has any load or team; one statement."""
	return domain.count((Tumpukan(*baris) for baris in _select_work(p)), p.peta, p.jumlah_tim)


def read_since(p: Pembacaan, sejak: date) -> list[Tumpukan]:
	"""What was open at the end of that day or came after it, by days; one statement."""
	return [Tumpukan(*baris) for baris in _select_work(p, add_days(sejak, 1))]


def _select_work(p: Pembacaan, sejak: date | None = None) -> Sequence[tuple]:
	"""Tasks and pieces of team work alike, in the order of the fields of `Tumpukan`, from one statement.

	sejak: also what was closed from that day on, by the days of being made and closed; else what is open alone.
	"""
	if p.pegawai is not None and not p.pegawai:
		return ()
	t, k = DocType("Tugas"), DocType("Pekerjaan Tim")
	# columns, those of them that rows are grouped by, and what is open
	tugas = (t, (t.pola_kerja, t.jabatan, t.pegawai, t.tim), t.tahap.isin(TAHAP_TERBUKA))
	kerja = (k, (ValueWrapper(TIM), NullValue(), k.pegawai, NullValue()), k.keadaan.isin(TERBUKA))
	kueri = []
	for tabel, kolom, syarat in (tugas, kerja):
		hari: tuple = ()
		if sejak:
			hari = (Date(tabel.creation), Date(tabel.selesai_pada))
			syarat |= tabel.selesai_pada >= sejak
		kelompok = [x for x in (*kolom, *hari) if not isinstance(x, ValueWrapper | NullValue)]
		kueri.append(
			frappe.qb.from_(tabel).select(*kolom, Count("*"), *hari).where(syarat).groupby(*kelompok)
		)
	if p.pegawai is not None:
		kueri[0] = kueri[0].where(_addressed_to(t, p))
		kueri[1] = kueri[1].where(k.pegawai.isin(sorted(p.pegawai)))
	return frappe.qb.from_(kueri[0].union_all(kueri[1])).select("*").run()


def _addressed_to(t: Any, p: Pembacaan) -> Any:
	"""Criterion: tasks that name one of these people, a post or a team of theirs."""
	syarat = t.pegawai.isin(sorted(p.pegawai or ()))
	if p.peta.pemangku:
		syarat |= t.jabatan.isin(sorted(p.peta.pemangku))
	if p.peta.ketua:
		syarat |= t.tim.isin(sorted(p.peta.ketua))
	return syarat
