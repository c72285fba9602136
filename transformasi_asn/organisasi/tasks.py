"""Jobs of the module."""

import frappe
from frappe.query_builder import DocType
from frappe.utils import add_days, getdate

from transformasi_asn.organisasi import services

HARI_KEJAR = 7
"""Days looked back, so that a scheduler that stood still for some days misses nobody."""


def sync_roles_of_today() -> None:
	"""Adjust the roles of everybody whose placement began or ended in the last days."""
	hari_ini = getdate()
	sejak = add_days(hari_ini, -HARI_KEJAR)
	p, pegawai = DocType("Penempatan"), DocType("Pegawai ASN")
	berubah = (
		frappe.qb.from_(p)
		.join(pegawai)
		.on(pegawai.name == p.pegawai)
		.select(p.pegawai)
		.distinct()
		.where(pegawai.user.isnotnull() & (pegawai.user != ""))
		.where(p.mulai[sejak:hari_ini] | p.selesai[sejak:hari_ini])
		.run(pluck=True)
	)
	for nama in berubah:
		services.sync_roles(nama)
