"""Reads how much open work lies with people. Numbers only: whose work is secret is not asked here.

Who is in charge of each post is resolved as everywhere, by the structure of today; also for the past, because a
post's work goes over to whoever comes.
"""

from collections.abc import Collection
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.pokja.domain import beban as domain
from transformasi_asn.pokja.domain.beban import Beban, Peta, Tumpukan
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
	saring = orang if len(orang) <= BATAS_NAMA else None
	peta, jumlah_tim = read_peta(saring)
	hasil = domain.count(_read_open(saring, peta), peta, jumlah_tim)
	return {p: hasil.get(p, Beban()) for p in orang}


def read_peta(pegawai: Collection[str] | None = None) -> tuple[Peta, dict[str, int]]:
	"""Who is in charge of each post and who chairs each running team; and of how many of these each is a member.

	`pegawai`: only teams and posts of these people.
	"""
	tim, anggota = DocType("Pokja"), DocType("Anggota Pokja")
	kueri = (
		frappe.qb.from_(anggota)
		.join(tim)
		.on(tim.name == anggota.parent)
		.select(anggota.pegawai, anggota.parent, anggota.peran)
		.where((tim.tahap == Tahap.BERJALAN.value) & anggota.pegawai.isnotnull())
	)
	if pegawai is not None:
		kueri = kueri.where(anggota.pegawai.isin(sorted(pegawai)))
	jumlah_tim: dict[str, int] = {}
	ketua: dict[str, str] = {}
	for orang, nama, peran in kueri.run():
		jumlah_tim[orang] = jumlah_tim.get(orang, 0) + 1
		if peran == KETUA:
			ketua[nama] = orang
	pemangku = {
		jabatan: orang
		for jabatan, orang in organisasi.list_pemangku().items()
		if pegawai is None or orang in pegawai
	}
	return Peta(pemangku, ketua), jumlah_tim


def _read_open(pegawai: Collection[str] | None, peta: Peta) -> list[Tumpukan]:
	t = DocType("Tugas")
	kolom = (t.pola_kerja, t.jabatan, t.pegawai, t.tim)
	kueri = frappe.qb.from_(t).select(*kolom, Count("*")).where(t.tahap.isin(TAHAP_TERBUKA)).groupby(*kolom)
	if pegawai is not None:
		kueri = kueri.where(addressed_to(t, pegawai, peta))
	return [Tumpukan(*baris) for baris in kueri.run()]


def addressed_to(t: Any, pegawai: Collection[str], peta: Peta) -> Any:
	"""Criterion: tasks that name one of these people, a post in `peta` or a team in `peta`."""
	syarat = t.pegawai.isin(sorted(pegawai))
	if peta.pemangku:
		syarat |= t.jabatan.isin(sorted(peta.pemangku))
	if peta.ketua:
		syarat |= t.tim.isin(sorted(peta.ketua))
	return syarat
