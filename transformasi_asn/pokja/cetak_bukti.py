"""The printed list of an officer's finished work."""

import frappe
from frappe import _
from frappe.utils import now_datetime
from frappe.utils.pdf import get_pdf

from transformasi_asn.disposisi.cetak import write_date
from transformasi_asn.disposisi.domain.halaman import paginate, row_height
from transformasi_asn.organisasi.domain.nip import format_nip
from transformasi_asn.pokja import bukti
from transformasi_asn.pokja.domain.bukti import Bukti, group
from transformasi_asn.tata_kerja.kop import get_format

# Columns in mm, 267 together: day, kind and role, number, title, result
LEBAR = (27, 45, 40, 75, 80)
BATAS_HASIL = 600


def render(pegawai: str | None, dari, sampai) -> str:
	"""HTML of the sheet, ready for the PDF engine."""
	x = bukti.read_bukti(pegawai, dari, sampai)
	baris = []
	for kode, nama, daftar in group(x.bukti):
		baris.append({"kepala": " ".join(filter(None, (kode, nama))) or "Tanpa kegiatan"})
		baris += [{"sel": _cells_of(b)} for b in daftar]
	tinggi = [row_height(b["sel"], LEBAR) if "sel" in b else row_height([b["kepala"]], [267]) for b in baris]
	f = get_format(x.unit)
	return frappe.render_template(
		"transformasi_asn/templates/cetak/bukti_kinerja.html",
		{
			"lembar": {
				"format": f,
				"judul": "Bukti Kinerja",
				"data": (
					("Nama", x.nama),
					("NIP", format_nip(x.nip) if x.nip else "-"),
					("Jabatan", x.jabatan or "-"),
					("Pejabat Penilai Kinerja", x.penilai or "-"),
					("Masa", f"{write_date(x.dari)} s.d. {write_date(x.sampai)}"),
				),
				"lebar": LEBAR,
				"halaman": paginate(baris, tinggi),
				"catatan": bukti.get_note(),
				"dicetak": write_date(now_datetime()),
			}
		},
	)


def _cells_of(b: Bukti) -> list[str]:
	hasil = b.hasil if len(b.hasil) <= BATAS_HASIL else b.hasil[:BATAS_HASIL].rsplit(None, 1)[0] + " …"
	return [
		write_date(b.tanggal),
		"\n".join(filter(None, (_(b.macam), b.peran))),
		b.nomor,
		bukti.title_of(b),
		hasil,
	]


def print_bukti(pegawai: str | None, dari, sampai) -> bytes:
	"""PDF of the sheet."""
	return get_pdf(render(pegawai, dari, sampai), {"orientation": "Landscape"})
