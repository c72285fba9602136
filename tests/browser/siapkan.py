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
	for kunci in factory.ORANG:
		update_password(factory.user_of(kunci), SANDI)
	naskah = [
		factory.make_naskah(pemicu=factory.PRIORITAS, perihal=f"Arahan yang dijalani di peramban {i}").name
		for i in range(jumlah)
	]
	rutin = [factory.make_naskah(perihal=f"Surat rutin {i:02}").name for i in range(RUTIN)]
	frappe.set_user("Administrator")
	frappe.db.commit()
	print(
		"SIAP"
		+ json.dumps(
			{"naskah": naskah, "rutin": rutin, "akun": {k: factory.user_of(k) for k in factory.ORANG}}
		)
	)
	frappe.destroy()


SANDI = "Uji-peramban-1"
RUTIN = 20

if __name__ == "__main__":
	main(sys.argv[1], int(sys.argv[2]))
