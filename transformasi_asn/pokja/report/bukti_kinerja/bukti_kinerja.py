"""Finished work of one officer in a period, by the activity served; `pokja.bukti` says who is told what."""

import frappe
from frappe import _
from frappe.utils import getdate

from transformasi_asn.pokja import bukti
from transformasi_asn.pokja.domain.bukti import Terbuka, group


def execute(filters: dict | None = None) -> tuple:
	"""Rows by activity and day; without a name the user's own."""
	filters = frappe._dict(filters or {})
	hari = getdate()
	x = bukti.read_bukti(
		filters.pegawai,
		filters.dari or hari.replace(month=1, day=1),
		filters.sampai or hari,
	)
	rows = [
		{
			"kegiatan": " ".join(filter(None, (kode, nama))) or _("Tanpa kegiatan"),
			"tanggal": b.tanggal,
			"macam": b.macam,
			"peran": b.peran,
			"nomor": b.nomor,
			"judul": bukti.title_of(b),
			"hasil": b.hasil,
			"berkas": b.berkas,
			"doctype": b.doctype,
			"name": b.name,
			"tertutup": int(b.terbuka is Terbuka.TERTUTUP),
		}
		for kode, nama, daftar in group(x.bukti)
		for b in daftar
	]
	return get_columns(), rows, get_message(x)


def get_columns() -> list[dict]:
	lebar = (
		("kegiatan", _("Kegiatan yang dilayani"), "Data", 230),
		("tanggal", _("Selesai"), "Date", 105),
		("macam", _("Jenis"), "Data", 110),
		("peran", _("Peran"), "Data", 150),
		("nomor", _("No. agenda atau SK"), "Data", 130),
		("judul", _("Pekerjaan"), "Data", 280),
		("hasil", _("Hasil"), "Data", 300),
		("berkas", _("Berkas bukti"), "Data", 130),
	)
	return [{"fieldname": f, "label": label, "fieldtype": t, "width": w} for f, label, t, w in lebar]


def get_message(x: bukti.Lembar) -> str:
	"""Whose it is, who assesses him, and what it is good for."""
	esc = frappe.utils.escape_html
	siapa = ", ".join(filter(None, (x.nama, x.jabatan)))
	penilai = x.penilai or _("belum ada dalam struktur")
	return f"<b>{esc(siapa)}</b><br>{_('Pejabat Penilai Kinerja')}: {esc(penilai)}<br>{bukti.get_note()}"
