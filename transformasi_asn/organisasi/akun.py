"""Users for people."""

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _

from transformasi_asn.organisasi import services


def create_missing_users(pegawai: Sequence[str] | None = None) -> dict[str, list[dict[str, Any]]]:
	"""Make or link a user for every active person with an e-mail and without a user."""
	saring: dict[str, Any] = {"aktif": 1, "user": ("is", "not set")}
	if pegawai is not None:
		saring["name"] = ("in", list(pegawai))
	dibuat, dilewati = [], []
	for p in frappe.get_all(
		"Pegawai ASN", filters=saring, fields=["name", "nama", "email"], order_by="nama, name"
	):
		if alasan := _find_halangan(p.email):
			dilewati.append({"pegawai": p.name, "pesan": alasan.format(nama=p.nama, email=p.email)})
			continue
		dibuat.append({"pegawai": p.name, "user": _create_user(p)})
	services.clear_cache()
	return {"dibuat": dibuat, "dilewati": dilewati}


def _find_halangan(email: str | None) -> str | None:
	"""Why no user can be made with this address."""
	if not email:
		return _("{nama} belum mempunyai email. Isi email pada data pegawai.")
	if frappe.db.exists("User", email):
		return _("Akun {email} sudah ada. Hubungkan dengan {nama} pada data pegawai.")
	return None


def _create_user(p: Any) -> str:
	"""A user with the roles of the person's posts from the start, so that it is saved once."""
	peran = services.list_peran(p.name)
	user = frappe.new_doc("User")
	user.update({"email": p.email, "first_name": p.nama, "send_welcome_email": 0, "user_type": "System User"})
	user.append_roles(*sorted(peran))
	user.flags.no_welcome_mail = True
	# The form lets 60 users be made per hour; an agency starts with more.
	sebelum, frappe.flags.in_import = frappe.flags.in_import, True
	try:
		user.insert(ignore_permissions=True)
	finally:
		frappe.flags.in_import = sebelum
	services.drop_other_roles(user, peran)
	frappe.db.set_value(
		"Pegawai ASN", p.name, {"user": user.name, "peran_diberikan": "\n".join(sorted(peran))}
	)
	return user.name
