"""Prepare the test site for the browser: the small agency with passwords, and letters to dispose.

Runs in the bench's Python, in the sites folder; prints what the browser needs as JSON.
"""

import json
import sys

import frappe


def main(situs: str, jumlah: int) -> None:
	frappe.init(site=situs)
	frappe.connect()
	frappe.flags.in_test = True
	from frappe.utils.password import update_password

	from transformasi_asn.disposisi.tests import factory

	factory.make_agency()
	add_units(factory)
	for kunci in factory.ORANG:
		update_password(factory.user_of(kunci), SANDI)
	naskah = [
		factory.make_naskah(pemicu=factory.PRIORITAS, perihal=f"Arahan yang dijalani di peramban {i}").name
		for i in range(jumlah)
	]
	arahan = factory.make_naskah(
		bentuk="Arahan Lisan",
		jenis_naskah="Arahan Lisan",
		perihal="Percepatan layanan perizinan terpadu",
		pemberi_arahan="AGN-GUB",
		waktu_arahan=frappe.utils.now(),
		pemicu=factory.PRIORITAS,
		kompleks=1,
		kegiatan=None,
		pengirim=None,
		nomor_surat=None,
		tanggal_surat=None,
	).name
	# the newest ones, because the first page of a list shows twenty
	rutin = [factory.make_naskah(perihal=f"Surat rutin {i:02}").name for i in range(RUTIN)]
	frappe.set_user("Administrator")
	frappe.db.commit()
	print(
		"SIAP"
		+ json.dumps(
			{
				"naskah": naskah,
				"rutin": rutin,
				"arahan": arahan,
				"akun": {k: factory.user_of(k) for k in factory.ORANG},
			}
		)
	)
	frappe.destroy()


def add_units(factory) -> None:
	"""Two more perangkat daerah, each with its head and a functional officer, for teams that cross units."""
	for huruf in ("C", "D"):
		unit, kepala, jf = f"AGN-D{huruf}", f"AGN-KAD{huruf}", f"AGN-JF{huruf}"
		factory.ORANG[f"kadis_{huruf.lower()}"] = (kepala, "Non-ASN")
		factory.ORANG[f"jf_{huruf.lower()}"] = (jf, "Non-ASN")
		if frappe.db.exists("Unit Kerja", unit):
			continue
		frappe.get_doc(
			{
				"doctype": "Unit Kerja",
				"kode": unit,
				"nama": f"Dinas {huruf}",
				"jenis": "Dinas",
				"parent_unit_kerja": "AGN-PEMDA",
				"perangkat_daerah": 1,
				"is_group": 1,
			}
		).insert()
		dasar = {"doctype": "Jabatan", "unit_kerja": unit}
		frappe.get_doc(
			{
				**dasar,
				"kode": kepala,
				"nama": f"Kepala Dinas {huruf}",
				"jenis": "JPT Pratama",
				"eselon": "II.a",
				"atasan": "AGN-SEKDA",
				"peran_struktur": "Kepala Perangkat Daerah",
				"kepala_unit": 1,
			}
		).insert()
		frappe.get_doc(
			{
				**dasar,
				"kode": jf,
				"nama": f"Analis Kebijakan Ahli Muda {huruf}",
				"jenis": "Fungsional",
				"atasan": kepala,
				"jabatan_fungsional": "Analis Kebijakan",
				"jenjang": "Ahli Muda",
				"jumlah_kursi": 2,
			}
		).insert()
	factory.make_agency()


SANDI = "Uji-peramban-1"
RUTIN = 20

if __name__ == "__main__":
	main(sys.argv[1], int(sys.argv[2]))
