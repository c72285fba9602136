"""Fills the sites of a benchmark set-wise: accounts, an agency, a big tree."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PENERIMA = 50
PEMBERI, PENCATAT = "pemberi@patok.example", "pencatat@patok.example"
SANDI = "Patok-ASN-Bali"


def akun(nomor: int) -> str:
	return f"penerima{nomor:02d}@patok.example"


def _sisip(doctype: str, baris: Sequence[Mapping[str, Any]]) -> None:
	import frappe
	from frappe.utils import now

	saat = now()
	baku = {"creation": saat, "modified": saat, "owner": "Administrator", "modified_by": "Administrator"}
	kolom = list(baris[0])
	frappe.db.bulk_insert(doctype, [*baku, *kolom], [(*baku.values(), *(b[k] for k in kolom)) for b in baris])


def buat_akun(peran: Mapping[str, Sequence[str]]) -> None:
	"""Users with these roles, in the rows that the framework would write one second apart; no mail for notices."""
	import frappe

	ada = set(frappe.get_all("User", filters={"name": ("in", list(peran))}, pluck="name"))
	baru = [user for user in peran if user not in ada]
	if not baru:
		return
	_sisip(
		"User",
		[
			{
				"name": u,
				"email": u,
				"first_name": u.partition("@")[0],
				"full_name": u.partition("@")[0],
				"enabled": 1,
				"user_type": "System User",
				"send_welcome_email": 0,
				"thread_notify": 1,
				"language": "id",
				"time_zone": "Asia/Makassar",
			}
			for u in baru
		],
	)
	_sisip(
		"Has Role",
		[
			{
				"name": frappe.generate_hash(length=10),
				"parent": u,
				"parenttype": "User",
				"parentfield": "roles",
				"idx": n,
				"role": r,
			}
			for u in baru
			for n, r in enumerate(peran[u], 1)
		],
	)
	_sisip(
		"Notification Settings",
		[{"name": u, "user": u, "enabled": 1, "enable_email_notifications": 0, "seen": 0} for u in baru],
	)


def csv_teks(baris: Sequence[Mapping[str, Any]]) -> str:
	"""A CSV as a user would upload it."""
	keluar = io.StringIO()
	tulis = csv.DictWriter(keluar, list(baris[0]))
	tulis.writeheader()
	tulis.writerows(baris)
	return keluar.getvalue()


def impor(jenis: str, teks: str) -> int:
	"""Import through the app; every row must be taken."""
	from transformasi_asn.organisasi.api import import_berkas

	jawab = import_berkas(jenis, teks)
	if jawab["gagal"]:
		raise RuntimeError(f"{jenis}: {jawab['gagal'][:3]}")
	return jawab["berhasil"]


def buat_instansi() -> None:
	"""One agency: a head with fifty posts and fifty functional officers under him, all with an account."""
	import frappe
	from frappe.utils import getdate

	if frappe.db.exists("Unit Kerja", "PTK-DINAS"):
		return
	orang = [
		"pemberi",
		"pencatat",
		*(f"jab{n:02d}" for n in range(PENERIMA)),
		*(f"jf{n:02d}" for n in range(PENERIMA)),
	]
	surat = {"pemberi": PEMBERI, "pencatat": PENCATAT}
	surat |= {f"jab{n:02d}": akun(n) for n in range(PENERIMA)}
	surat |= {f"jf{n:02d}": akun(PENERIMA + n) for n in range(PENERIMA)}
	buat_akun({surat[o]: ["ASN", *(["Tata Usaha ASN"] if o == "pencatat" else [])] for o in orang})
	impor(
		"unit_kerja",
		csv_teks(
			[
				{
					"kode": "PTK",
					"nama": "Pemerintah Patok",
					"jenis": "Pemerintah Daerah",
					"parent_unit_kerja": "",
					"perangkat_daerah": 0,
				},
				{
					"kode": "PTK-DINAS",
					"nama": "Dinas Patok",
					"jenis": "Dinas",
					"parent_unit_kerja": "PTK",
					"perangkat_daerah": 1,
				},
			]
		),
	)

	def jabatan(kode: str, nama: str, jenis: str, **lain: Any) -> dict[str, Any]:
		kosong = dict.fromkeys(
			("eselon", "atasan", "peran_struktur", "jabatan_fungsional", "jenjang", "peran_meja"), ""
		)
		return {
			"kode": kode,
			"nama": nama,
			"unit_kerja": "PTK-DINAS",
			"jenis": jenis,
			"kepala_unit": 0,
			"jumlah_kursi": 1,
			**kosong,
			**lain,
		}

	impor(
		"jabatan",
		csv_teks(
			[
				jabatan(
					"PTK-KADIS",
					"Kepala Dinas Patok",
					"JPT Pratama",
					eselon="II.a",
					kepala_unit=1,
					peran_struktur="Kepala Perangkat Daerah",
				),
				*(
					jabatan(
						f"PTK-B{n:02d}",
						f"Kepala Bidang Patok {n}",
						"Administrator",
						eselon="III.a",
						atasan="PTK-KADIS",
					)
					for n in range(PENERIMA)
				),
				jabatan(
					"PTK-JF",
					"Analis Kebijakan Ahli Muda",
					"Fungsional",
					jabatan_fungsional="Analis Kebijakan",
					jenjang="Ahli Muda",
					atasan="PTK-KADIS",
					jumlah_kursi=PENERIMA,
				),
				jabatan(
					"PTK-TU",
					"Pengadministrasi Persuratan",
					"Pelaksana",
					atasan="PTK-KADIS",
					peran_meja="Tata Usaha ASN",
				),
			]
		),
	)
	impor(
		"pegawai",
		csv_teks(
			[
				{
					"kunci": f"PTK-{o}",
					"nama": f"Pegawai {o}",
					"jenis_kepegawaian": "Non-ASN",
					"user": surat[o],
				}
				for o in orang
			]
		),
	)
	tempat = {"pemberi": "PTK-KADIS", "pencatat": "PTK-TU"}
	tempat |= {f"jab{n:02d}": f"PTK-B{n:02d}" for n in range(PENERIMA)}
	impor(
		"penempatan",
		csv_teks(
			[
				{
					"pegawai": f"PTK-{o}",
					"jabatan": tempat.get(o, "PTK-JF"),
					"kapasitas": "Definitif",
					"mulai": "2025-01-01",
				}
				for o in orang
			]
		),
	)
	frappe.get_doc({"doctype": "Kegiatan", "kode": "PTK-KEG", "nama": "Kegiatan patok"}).insert()
	frappe.get_doc(
		{
			"doctype": "Dokumen Kinerja",
			"unit_kerja": "PTK-DINAS",
			"tahun": getdate().year,
			"aktif": 1,
			"target": [{"kegiatan": "PTK-KEG", "target": 12, "satuan": "kegiatan"}],
		}
	).insert()
	frappe.db.commit()


def buat_peran() -> None:
	"""The role that everybody has, on a site without the app."""
	import frappe

	if not frappe.db.exists("Role", "ASN"):
		frappe.get_doc({"doctype": "Role", "role_name": "ASN", "desk_access": 1}).insert()


def buat_doctype(nama: str, field: list[dict[str, Any]]) -> None:
	"""A custom DocType that everybody with the role may write."""
	import frappe

	hak = {"read": 1, "write": 1, "create": 1}
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": nama,
			"module": "Custom",
			"custom": 1,
			"naming_rule": "Random",
			"autoname": "hash",
			"fields": field,
			"permissions": [{"role": "ASN", **hak}, {"role": "System Manager", **hak}],
		}
	).insert()


def buat_naskah(nomor: str = "PTK/1", perihal: str = "Surat patok") -> str:
	"""The letter that every round disposes; committed once, since the rounds are rolled back."""
	import frappe
	from frappe.utils import today

	if ada := frappe.db.get_value("Naskah Masuk", {"nomor_surat": nomor}):
		return ada
	naskah = frappe.get_doc(
		{
			"doctype": "Naskah Masuk",
			"bentuk": "Surat",
			"jenis_naskah": "Surat Biasa",
			"perihal": perihal,
			"pengirim": "Kabupaten Patok",
			"nomor_surat": nomor,
			"tanggal_surat": today(),
			"tanggal_diterima": today(),
			"unit_penerima": "PTK-DINAS",
			"tujuan_jabatan": "PTK-KADIS",
			"kegiatan": "PTK-KEG",
		}
	).insert()
	frappe.db.commit()
	return naskah.name


def susunan_besar(awal: str, unit: int, jabatan: int) -> tuple[str, str]:
	"""CSV of units (ten under each) and of posts (one head per unit, the others under it)."""
	baris = [
		{
			"kode": f"{awal}-U{n}",
			"nama": f"Unit Besar {n}",
			"jenis": "Pemerintah Daerah" if not n else "Dinas" if n <= 10 else "Bidang",
			"parent_unit_kerja": f"{awal}-U{(n - 1) // 10}" if n else "",
			"perangkat_daerah": int(1 <= n <= 10),
		}
		for n in range(unit)
	]
	return csv_teks(baris), csv_teks(list(_jabatan_besar(awal, unit, jabatan)))


def _jabatan_besar(awal: str, unit: int, jabatan: int) -> Iterator[dict[str, Any]]:
	for n in range(jabatan):
		kepala = n < unit
		di = n if kepala else n % unit
		yield {
			"kode": f"{awal}-J{n}",
			"nama": f"Kepala Unit Besar {di}" if kepala else f"Analis Unit Besar {n}",
			"unit_kerja": f"{awal}-U{di}",
			"jenis": "Administrator" if kepala else "Pelaksana",
			"eselon": "III.a" if kepala else "",
			"atasan": (f"{awal}-J{(di - 1) // 10}" if di else "") if kepala else f"{awal}-J{di}",
			"kepala_unit": int(kepala),
			"jumlah_kursi": 1 if kepala else 3,
		}
