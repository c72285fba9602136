"""Frappe's own Data Import, row by row: for corrections that need the form's events and versions."""

import json
from unittest.mock import patch

import frappe
from frappe.core.doctype.data_import import importer
from frappe.core.doctype.data_import.importer import INSERT, UPDATE, Importer

from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_nip,
	make_pegawai,
	make_penempatan,
	make_user,
)

UNIT = "Kode,Nama,Jenis,Unit Induk,Perangkat Daerah\n"
JABATAN = "Kode,Nama,Unit Kerja,Jenis,Eselon,Atasan Langsung,Kepala Unit\n"
PEGAWAI = "Nama,Jenis Kepegawaian,NIP / NI PPPK,kompetensi.kompetensi,kompetensi.tingkat\n"
PENEMPATAN = "Pegawai,Jabatan,Kapasitas,Mulai,Selesai\n"


class TestDataImport(OrganisasiTestCase):
	def run_import(self, doctype, cara, isi, sebagai="Administrator"):
		"""What became of each record, by its row: a Document, or the messages of the log."""
		frappe.set_user("Administrator")
		berkas = frappe.get_doc(
			{"doctype": "File", "file_name": "koreksi.csv", "is_private": 1, "content": isi}
		).insert()
		impor = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": doctype,
				"import_type": cara,
				"import_file": berkas.file_url,
			}
		).insert()
		frappe.db.set_value("User", sebagai, "language", "id")
		frappe.set_user(sebagai)
		rollback, create_import_log = frappe.db.rollback, importer.create_import_log

		def keep_log(*args):
			create_import_log(*args)
			frappe.db.savepoint("baris")

		# Core commits each row and rolls a bad one back; here both stay inside the test. Its log is outside
		# of transactions on MariaDB; on Postgres the next bad row would take the entry along.
		frappe.db.savepoint("baris")
		with (
			patch.object(importer, "create_import_log", keep_log),
			patch.object(frappe.db, "commit", lambda: frappe.db.savepoint("baris")),
			patch.object(frappe.db, "rollback", lambda **_: rollback(save_point="baris")),
		):
			Importer(doctype, data_import=impor).import_data()
		frappe.set_user("Administrator")
		impor.reload()
		self.assertFalse(json.loads(impor.template_warnings or "[]"))
		return {
			json.loads(log.row_indexes)[0]: frappe.get_doc(doctype, log.docname)
			if log.success
			# PostgreSQL asks any one of two unique keys first; for one of them core knows no words
			else " ".join(json.loads(m)["message"] for m in json.loads(log.messages)) or log.exception
			for log in frappe.get_all(
				"Data Import Log",
				filters={"data_import": impor.name},
				fields=["row_indexes", "success", "docname", "messages", "exception"],
				order_by="log_index",
			)
		}

	def check(self, hasil, benar, **salah):
		"""Rows that went in, and a part of what the log says of each other one."""
		self.assertEqual([n for n, h in hasil.items() if not isinstance(h, str)], benar, hasil)
		self.assertEqual(len(hasil), len(benar) + len(salah), hasil)
		for nomor, pesan in salah.items():
			self.assertIn(pesan, hasil[int(nomor.removeprefix("b"))])

	def test_units(self):
		make_dinas()
		hasil = self.run_import(
			"Unit Kerja",
			INSERT,
			UNIT
			+ "DI-1,Satu,Bidang,UJI-D,0\nUJI-B,Kembar,Bidang,UJI-D,0\nDI-2,,Bidang,UJI-D,0\nDI-3,Tiga,Bidang,UJI-D,1\n",
		)
		self.check(hasil, [2, 5], b3="UJI-B", b4="Nilai yang hilang untuk Unit Kerja: Nama")
		unit = hasil[2]
		self.assertEqual((unit.name, unit.aktif, unit.is_group, unit.old_parent), ("DI-1", 1, 1, "UJI-D"))
		self.assertEqual(services.list_unit_di_atas("DI-1"), ["DI-1", "UJI-D", "UJI"])
		self.assertFalse(frappe.db.exists("Unit Kerja", "DI-2"))
		hasil = self.run_import(
			"Unit Kerja",
			UPDATE,
			"Kode,Nama Singkat,Unit Induk\nDI-1,SATU,DI-3\nUJI-D,DIN,DI-1\nDI-3,TIGA,UJI-D\n",
		)
		self.check(hasil, [2, 4], b3="berputar")
		self.assertEqual(services.list_unit_di_atas("DI-1"), ["DI-1", "DI-3", "UJI-D", "UJI"])
		self.assertFalse(frappe.db.get_value("Unit Kerja", "UJI-D", "nama_singkat"))
		self.assertEqual(frappe.db.get_value("Unit Kerja", "DI-1", "nama"), "Satu")

	def test_posts(self):
		make_dinas()
		hasil = self.run_import(
			"Jabatan",
			INSERT,
			JABATAN
			+ "DI-1,Kasi,UJI-B,Pengawas,IV.a,UJI-KABID,0\n"
			+ "DI-2,Kasi,UJI-B,Pengawas,,UJI-KABID,0\n"
			+ "DI-3,Kabid,UJI-B,Administrator,III.a,UJI-KADIS,1\n"
			+ "DI-4,Pel,UJI-B,Pelaksana,,UJI-KABID,0\n",
		)
		self.check(hasil, [2, 5], b3="eselon", b4="sudah dikepalai")
		self.assertEqual((hasil[2].jumlah_kursi, hasil[2].aktif), (1, 1))
		self.assertEqual(services.list_between("UJI-GUB", "DI-1"), ["UJI-KADIS", "UJI-KABID"])
		hasil = self.run_import(
			"Jabatan",
			UPDATE,
			"Kode,Atasan Langsung,Jumlah Kursi\nDI-4,DI-1,3\nUJI-KABID,DI-1,1\nDI-1,UJI-KABID,0\n",
		)
		self.check(hasil, [2], b3="berputar", b4="ursi")
		self.assertTrue(services.is_below("DI-4", "DI-1"))
		self.assertEqual(frappe.db.get_value("Jabatan", "DI-1", "jumlah_kursi"), 1)

	def test_people_with_competences(self):
		for nama in ("Uji Arsip", "Uji Data"):
			frappe.get_doc({"doctype": "Kompetensi", "nama": nama}).insert()
		a, b, c = make_nip(), make_nip(), make_nip()
		hasil = self.run_import(
			"Pegawai ASN",
			INSERT,
			PEGAWAI
			+ f"Ani,PNS,{a},Uji Arsip,5\n,,,Uji Data,2\n"
			+ f"Budi,PNS,{b},Uji Arsip,9\n"
			+ "Cici,PNS,123,,\n"
			+ f"Dedi,PNS,{a},,\n"
			+ f"Edi,PNS,{c},,\n",
		)
		self.check(hasil, [2, 7], b4="tingkat Uji Arsip", b5="NIP 123", b6="sudah dipakai Ani")
		ani = hasil[2]
		self.assertEqual(
			[(k.kompetensi, k.tingkat) for k in ani.kompetensi], [("Uji Arsip", 5), ("Uji Data", 2)]
		)
		self.assertEqual((ani.jenis_kelamin, ani.aktif, hasil[7].kompetensi), ("Laki-laki", 1, []))
		self.assertFalse(frappe.db.exists("Pegawai ASN", {"nip": b}))
		hasil = self.run_import(
			"Pegawai ASN",
			UPDATE,
			"ID,Nama,Email,ID (Kompetensi),kompetensi.tingkat\n"
			f"{ani.name},Ani Baru,ani@di.example,{ani.kompetensi[0].name},4\n"
			f"{hasil[7].name},Edi,bukan surel,,\n",
		)
		self.check(hasil, [2], b3="bukan surel")
		self.assertEqual(hasil[2].nama, "Ani Baru")
		# Core puts the rows of the file in the place of the whole table.
		self.assertEqual([(k.kompetensi, k.tingkat) for k in hasil[2].kompetensi], [("Uji Arsip", 4)])

	def test_placements(self):
		make_dinas()
		a, b = make_pegawai("A"), make_pegawai("B")
		make_penempatan(a.name, "UJI-KABID")
		hasil = self.run_import(
			"Penempatan",
			INSERT,
			PENEMPATAN
			+ f"{b.name},UJI-KABID,Definitif,2026-02-01,\n"
			+ f"{b.name},UJI-PEL,Definitif,2026-02-01,\n"
			+ f"{b.name},UJI-KABID,Plh,2026-03-05,2026-03-01\n",
		)
		self.check(hasil, [3], b2="kursi", b4="elesai")
		self.assertEqual(services.list_penempatan_aktif(b.name, "2026-02-01")[0].jabatan, "UJI-PEL")
		hasil = self.run_import(
			"Penempatan", UPDATE, f"ID,Jabatan,Nomor Surat\n{hasil[3].name},UJI-KABID,1/2026\n"
		)
		self.check(hasil, [], b2="kursi")
		self.assertFalse(frappe.db.exists("Penempatan", {"nomor_surat": "1/2026"}))

	def test_rights(self):
		make_dinas()
		asing, pengelola = make_user("di-asing", "ASN"), make_user("di-hr", "Pengelola Kepegawaian")
		isi = UNIT + "DI-1,Satu,Bidang,UJI-D,0\n"
		hasil = self.run_import("Unit Kerja", INSERT, isi, sebagai=asing)
		self.assertIsInstance(hasil[2], str)
		self.assertFalse(frappe.db.exists("Unit Kerja", "DI-1"))
		self.check(self.run_import("Unit Kerja", INSERT, isi, sebagai=pengelola), [2])
		self.assertIsInstance(
			self.run_import("Unit Kerja", UPDATE, "Kode,Nama\nDI-1,Dua\n", sebagai=asing)[2], str
		)
		self.check(self.run_import("Unit Kerja", UPDATE, "Kode,Nama\nDI-1,Dua\n", sebagai=pengelola), [2])
		for doctype in ("Unit Kerja", "Jabatan", "Pegawai ASN", "Penempatan"):
			self.assertTrue(frappe.has_permission(doctype, "import", user=pengelola), doctype)
			self.assertFalse(frappe.has_permission(doctype, "import", user=asing), doctype)
