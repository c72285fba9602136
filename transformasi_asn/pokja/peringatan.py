"""Tells who gives work to people that they then carry more than their unit allows. Never a refusal."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import escape_html

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.pokja.beban import count_beban
from transformasi_asn.pokja.domain.beban import find_over
from transformasi_asn.tata_kerja.services import has_batas_beban, list_batas_beban


def warn_of_order(d, method=None) -> None:
	"""`Disposisi.on_submit`: its tasks count already."""
	_warn({b.pemangku for b in d.penerima if b.pemangku and not b.tembusan}, 0)


def warn_of_members(tim, method=None) -> None:
	"""`Pokja.on_update`: who is new in a team will get work, so he is named once his limit is reached."""
	sebelum = tim.get_doc_before_save()
	lama = {b.pegawai for b in sebelum.anggota} if sebelum else set()
	_warn({b.pegawai for b in tim.anggota if b.pegawai and not b.di_atas_tim} - lama, 1)


def warn_of_work(kerja, method=None) -> None:
	"""`Pekerjaan Tim.on_update`: it counts already for who has just got it."""
	sebelum = kerja.get_doc_before_save()
	if kerja.pegawai and (not sebelum or sebelum.pegawai != kerja.pegawai):
		_warn({kerja.pegawai}, 0)


def _warn(pegawai: Collection[str], akan_datang: int) -> None:
	"""One notice per request names everybody once, also where many orders are given together."""
	if not pegawai or not has_batas_beban():
		return
	sudah = getattr(frappe.local, "asn_beban_disebut", frozenset())
	baru = set(pegawai) - sudah
	lewat = find_over(count_beban(baru), limits_of(baru), dict.fromkeys(baru, akan_datang))
	if not lewat:
		return
	frappe.local.asn_beban_disebut = sudah | {x.pegawai for x in lewat}
	nama = dict(
		frappe.get_all(
			"Pegawai ASN", {"name": ("in", [x.pegawai for x in lewat])}, ["name", "nama"], as_list=True
		)
	)
	frappe.msgprint(
		[
			_("{0}: {1} pekerjaan terbuka, batas unitnya {2}").format(
				frappe.bold(escape_html(nama[x.pegawai])), x.beban - akan_datang, x.batas
			)
			for x in lewat
		],
		title=_("Beban Mencapai Batas") if akan_datang else _("Beban di Atas Batas"),
		indicator="orange",
		as_list=True,
	)


def limits_of(pegawai: Collection[str]) -> dict[str, int]:
	"""Person → limit of the unit in which he holds his post today."""
	struktur = organisasi.get_struktur()
	struktur.muat_pegawai(sorted(pegawai))
	unit = {}
	for orang in pegawai:
		milik = [p for p in struktur.penempatan_pegawai(orang) if p.memegang]
		fakta = struktur.jabatan(milik[0].jabatan) if milik else None
		if fakta and fakta.unit:
			unit[orang] = fakta.unit
	batas = list_batas_beban(set(unit.values()))
	return {orang: batas[u] for orang, u in unit.items()}
