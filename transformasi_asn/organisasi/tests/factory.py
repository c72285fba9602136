"""Test data of the organisation: `make_x(**fields)` inserts one record with sensible defaults."""

from collections import Counter
from itertools import count
from typing import Any

import frappe

from transformasi_asn.organisasi import services
from transformasi_asn.tests.kasus import SitusTestCase

_nomor = count(1)


class OrganisasiTestCase(SitusTestCase):
	"""Every test rolls its records back and starts with nothing remembered."""

	def setUp(self):
		frappe.db.savepoint("organisasi")
		services.clear_cache()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="organisasi")
		frappe.clear_messages()
		services.clear_cache()


def make(doctype: str, **fields: Any):
	return frappe.get_doc({"doctype": doctype, **fields}).insert()


def make_unit(kode: str, induk: str | None = None, **kw: Any):
	fields = {"nama": f"Unit {kode}", "jenis": "Bidang", "parent_unit_kerja": induk, **kw}
	return make("Unit Kerja", kode=kode, **fields)


def make_jabatan(kode: str, unit: str, atasan: str | None = None, **kw: Any):
	fields = {"nama": f"Jabatan {kode}", "jenis": "Administrator", **kw}
	if fields["jenis"] == "Administrator":
		fields.setdefault("eselon", "III.a")
	return make("Jabatan", kode=kode, unit_kerja=unit, atasan=atasan, **fields)


def make_pegawai(nama: str = "Ani", **kw: Any):
	return make("Pegawai ASN", **{"nama": nama, "jenis_kepegawaian": "PNS", "nip": make_nip(), **kw})


def make_nip() -> str:
	"""A valid NIP that no test has used."""
	return f"198609262015051{next(_nomor):03d}"


def make_penempatan(pegawai: str, jabatan: str, **kw: Any):
	isi = {"pegawai": pegawai, "jabatan": jabatan, "mulai": "2026-01-01", **kw}
	penempatan = frappe.get_doc({"doctype": "Penempatan", **isi})
	penempatan.flags.muat_awal = True  # also a Plt or Plh, without the way through a Surat Perintah
	return penempatan.insert()


def make_user(nama: str, *peran: str) -> str:
	email = f"{nama}@organisasi.example"
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": nama,
			"send_welcome_email": 0,
			"user_image": "/x.png",
		}
	)
	user.append_roles(*peran)
	services.drop_other_roles(user.insert(), set(peran))
	return email


def make_jabatan_fungsional(
	nama: str = "Penguji Aplikasi", jenjang: tuple[str, ...] = ("Ahli Muda", "Ahli Madya")
):
	return make(
		"Jabatan Fungsional", nama=nama, kategori="Keahlian", jenjang=[{"jenjang": j} for j in jenjang]
	)


def make_dinas() -> None:
	"""UJI > UJI-D > UJI-B, with UJI-GUB > UJI-KADIS > UJI-KABID > UJI-PEL (pelaksana, two seats)."""
	make_unit("UJI", jenis="Pemerintah Daerah")
	make_unit("UJI-D", "UJI", jenis="Dinas", perangkat_daerah=1)
	make_unit("UJI-B", "UJI-D")
	make_jabatan("UJI-GUB", "UJI", jenis="Pejabat Negara", kepala_unit=1)
	make_jabatan("UJI-KADIS", "UJI-D", "UJI-GUB", jenis="JPT Pratama", eselon="II.a", kepala_unit=1)
	make_jabatan("UJI-KABID", "UJI-B", "UJI-KADIS", kepala_unit=1)
	make_jabatan("UJI-PEL", "UJI-B", "UJI-KABID", jenis="Pelaksana", jumlah_kursi=2)


def find_tree_faults(doctype: str, induk: str) -> list[str]:
	"""Nodes whose lft and rgt do not say the same as their parents."""
	simpul = {b.name: b for b in frappe.get_all(doctype, fields=["name", "lft", "rgt", f"{induk} as induk"])}
	nomor = Counter(n for b in simpul.values() for n in (b.lft, b.rgt))
	salah = []
	for b in simpul.values():
		dekat = [a for a in simpul.values() if a.lft < b.lft and b.rgt < a.rgt]
		terdekat = max(dekat, key=lambda a: a.lft).name if dekat else None
		if terdekat != (b.induk or None) or nomor[b.lft] + nomor[b.rgt] > 2:
			salah.append(b.name)
	return salah
