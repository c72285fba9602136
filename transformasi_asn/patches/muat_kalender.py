"""Sites installed before the working calendar get its shipped records and settings."""

import frappe

from transformasi_asn.setup import muatan

SETELAN = "Pengaturan Tata Kerja"
BERKAS = ("jam_kerja", "hari_libur_daerah", "batas_waktu_urgensi")
ISIAN = ("libur_nasional", "cuti_bersama", "penerima_boleh_jeda", "batas_denyut_menit")


def execute() -> None:
	for nama, kunci in muatan.MUATAN:
		if nama in BERKAS:
			muatan.load_file(nama, kunci)
	(bawaan,) = muatan.read_records("pengaturan_tata_kerja")
	ada = frappe.db.get_singles_dict(SETELAN)
	setelan = frappe.get_doc(SETELAN)
	setelan.update({field: bawaan[field] for field in ISIAN if field not in ada})
	if not setelan.langkah_pengingat and any(field not in ada for field in ISIAN):
		setelan.set("langkah_pengingat", bawaan["langkah_pengingat"])
	setelan.flags.ignore_permissions = True
	setelan.save()
