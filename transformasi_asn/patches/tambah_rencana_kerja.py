"""Sites from before work could start from an activity of the plan get the kind of letter that it hangs on."""

import frappe

from transformasi_asn.setup import muatan


def execute() -> None:
	for record in muatan.read_records("jenis_naskah"):
		# only the new one: others that are missing were deleted by an admin
		if record["bentuk"] == "Rencana Kerja" and not frappe.db.exists("Jenis Naskah", record["nama"]):
			frappe.get_doc(record).insert(ignore_permissions=True)
