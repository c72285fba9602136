"""Records for the site tests of this module."""

import frappe

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja.services import Pelaku

PELAKU = Pelaku("Administrator", "Ni Luh Contoh", "Kepala Dinas Contoh")


def make_unit(kode: str, parent: str | None = None, perangkat_daerah: int = 0, **kw) -> str:
	doc = frappe.get_doc(
		{
			"doctype": "Unit Kerja",
			"kode": kode,
			"nama": kw.pop("nama", f"Unit {kode}"),
			"jenis": kw.pop("jenis", "Dinas" if perangkat_daerah else "Pemerintah Daerah"),
			"perangkat_daerah": perangkat_daerah,
			"parent_unit_kerja": parent,
			"is_group": 1,
			"aktif": 1,
			**kw,
		}
	)
	return doc.insert(ignore_permissions=True).name


def make_kepala(unit: str, user: str) -> str:
	"""The head post of a unit with a person in charge who logs in as `user`; returns the person."""
	jabatan = frappe.get_doc(
		{
			"doctype": "Jabatan",
			"kode": f"KA-{unit}",
			"nama": f"Kepala {unit}",
			"unit_kerja": unit,
			"jenis": "JPT Pratama",
			"eselon": "II.a",
			"kepala_unit": 1,
			"jumlah_kursi": 1,
			"aktif": 1,
		}
	).insert(ignore_permissions=True)
	pegawai = make_pegawai(user)
	frappe.get_doc(
		{
			"doctype": "Penempatan",
			"pegawai": pegawai,
			"jabatan": jabatan.name,
			"kapasitas": "Definitif",
			"mulai": "2020-01-01",
		}
	).insert(ignore_permissions=True)
	organisasi.clear_cache()
	return pegawai


def make_pegawai(user: str) -> str:
	make_user(user)
	pegawai = frappe.get_doc(
		{
			"doctype": "Pegawai ASN",
			"nama": user.split("@")[0].title(),
			"jenis_kepegawaian": "Non-ASN",
			"user": user,
			"aktif": 1,
		}
	).insert(ignore_permissions=True)
	organisasi.clear_cache()
	return pegawai.name


def make_user(email: str, *roles: str) -> str:
	# the first system user of a site is made System Manager by core, so that must be somebody else
	_insert_user("sistem-uji@contoh.example").add_roles("System Manager")
	_insert_user(email).add_roles("ASN", *roles)
	return email


def _insert_user(email: str):
	if not frappe.db.exists("User", email):
		frappe.get_doc(
			{"doctype": "User", "email": email, "first_name": email.split("@")[0], "send_welcome_email": 0}
		).insert(ignore_permissions=True)
	return frappe.get_doc("User", email)


def make_kegiatan(kode: str = "UJI.01", **kw) -> str:
	return make_if_absent("Kegiatan", kode, kode=kode, **{"nama": "Kegiatan uji", "jenis": "Kegiatan", **kw})


def make_if_absent(doctype: str, name: str, **fields) -> str:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **fields}).insert(ignore_permissions=True)
	return name


def make_dokumen_kinerja(unit: str, kegiatan: str, tahun: int = 2026, target: float = 12, **kw):
	return frappe.get_doc(
		{
			"doctype": "Dokumen Kinerja",
			"unit_kerja": unit,
			"tahun": tahun,
			"aktif": 1,
			"target": [{"kegiatan": kegiatan, "target": target, "satuan": "dokumen"}],
			**kw,
		}
	).insert(ignore_permissions=True)


def make_baris(**kw) -> dict:
	return {"pola": "Fungsional Individu", "instrumen": "Surat Tugas", "aktif": 1, **kw}


def make_aturan(unit: str | None, *baris: dict, **kw):
	return frappe.get_doc(
		{"doctype": "Aturan Pola Kerja", "unit_kerja": unit, "baris": list(baris), **kw}
	).insert(ignore_permissions=True)
