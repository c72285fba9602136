"""What other modules ask of teams (through the hooks `tim_pegawai` and `penerima_tugas`)."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from transformasi_asn.alur.domain import Tahap

KETUA = "Ketua"


def list_tim(pegawai: str) -> dict[str, bool]:
	"""Every team the person is a member of → whether he chairs it.

	Ended teams stay in: their members keep seeing the work they did.
	"""
	tim, anggota = DocType("Pokja"), DocType("Anggota Pokja")
	baris = (
		frappe.qb.from_(anggota)
		.join(tim)
		.on(tim.name == anggota.parent)
		.select(anggota.parent, anggota.peran)
		.where((anggota.pegawai == pegawai) & (tim.tahap != Tahap.BARU.value))
		.run()
	)
	return {nama: peran == KETUA for nama, peran in baris}


def resolve_penerima(nama: str) -> dict:
	"""A team as recipient: label, kind, whether it is in force today, its Ketua and members."""
	tim = frappe.get_doc("Pokja", nama)
	ketua = tim.ketua
	label = (
		_("{0} (Ketua: {1})").format(tim.nama, frappe.get_cached_value("Pegawai ASN", ketua, "nama"))
		if ketua
		else tim.nama
	)
	return {
		"label": label,
		"jenis_tim": tim.jenis_tim,
		"aktif": tim.is_in_force(getdate()),
		"ketua": ketua,
		"pimpinan": tim.pimpinan,
		"unit_kerja": tim.unit_kerja,
		"anggota": [baris.pegawai for baris in tim.anggota],
	}
