"""Teams get their way from draft to end: consent, establishing, and what the app now keeps about members."""

import frappe
from frappe.query_builder import DocType

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.setup import langkah, muatan

AKSI_LAMA = ("Akhiri", "Bubarkan", "Tetapkan")


def execute() -> None:
	muatan.fill_settings("pengaturan_tata_kerja", ("batas_persetujuan_hari", "lewat_batas", "batas_beban"))
	_complete_members()
	_complete_teams()
	if not langkah.replace_unchanged("Alur Pokja", AKSI_LAMA):
		langkah.add_steps("Alur Pokja", {"Mintakan Persetujuan", "Kembali ke Draf"})


def _complete_members() -> None:
	"""Whoever stood in a team stood below the post that formed it: nobody had to be asked."""
	a, o = DocType("Anggota Pokja"), DocType("Pegawai ASN")
	(
		frappe.qb.update(a)
		.set(a.persetujuan, "Tidak perlu")
		.set(a.cara_masuk, "Penunjukan")
		.where(a.persetujuan.isnull() | (a.persetujuan == ""))
		.run()
	)
	for nama, nip, pegawai in (
		frappe.qb.from_(a)
		.join(o)
		.on(o.name == a.pegawai)
		.select(o.nama, o.nip, o.name)
		.distinct()
		.where(a.nama.isnull())
		.run()
	):
		frappe.qb.update(a).set(a.nama, nama).set(a.nip, nip).where(a.pegawai == pegawai).run()


def _complete_teams() -> None:
	t = DocType("Pokja")
	(
		frappe.qb.update(t)
		.set(t.kebijakan_selesai, "Semua anggota")
		.where(t.kebijakan_selesai.isnull() | (t.kebijakan_selesai == ""))
		.run()
	)
	(
		frappe.qb.update(t)
		.set(t.ditetapkan_pada, t.modified)
		.set(t.dimulai_pada, t.modified)
		.where((t.tahap != Tahap.BARU.value) & t.ditetapkan_pada.isnull())
		.run()
	)
