"""Reading a secret item leaves a row, or does not happen."""

from unittest.mock import patch

import frappe
from frappe.utils.data import now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.permissions import bacaan
from transformasi_asn.permissions.tests import factory
from transformasi_asn.permissions.tests.jalan import DITOLAK, JalanTestCase, akun, call, sebagai


class TestJejakBaca(JalanTestCase):
	def setUp(self):
		super().setUp()
		self.mulai = now_datetime()
		frappe.local.flags.commit = None

	def tearDown(self):
		frappe.local.flags.commit = None
		frappe.local.request = None
		super().tearDown()

	def rows(self, *kolom: str) -> list[tuple]:
		return [
			tuple(b)
			for b in frappe.get_all(
				"Jejak Baca",
				{"naskah": self.cerita.naskah.name, "creation": (">=", self.mulai)},
				list(kolom),
				order_by="creation",
				as_list=True,
			)
		]

	def test_each_door_to_the_content_leaves_one_row(self):
		tugas, disposisi = self.cerita.tugas.name, self.cerita.disposisi.name
		for cmd, isian, baris in (
			("frappe.client.get", {"doctype": "Tugas", "name": tugas}, ("Dibuka", "Tugas", tugas)),
			("frappe.desk.form.load.getdoc", {"doctype": "Tugas", "name": tugas}, ("Dibuka", "Tugas", tugas)),
			(
				"frappe.desk.form.load.getdoc",
				{"doctype": "Disposisi", "name": disposisi},
				("Dibuka", "Disposisi", disposisi),
			),
			(
				"transformasi_asn.disposisi.api.tampilan_tugas",
				{"tugas": tugas},
				("Dibuka", "Tugas", tugas),
			),
			(
				"frappe.www.printview.get_html_and_style",
				{"doc": "Tugas", "name": tugas},
				("Dicetak", "Tugas", tugas),
			),
		):
			with self.subTest(cmd=cmd, isian=isian), sebagai("kadis_a"):
				call(cmd, **isian)
				self.assertIn(baris, self.rows("cara", "jenis_dokumen", "dokumen"))
				self.assertEqual(len(self.rows("name")), len(set(self.rows("cara", "dokumen"))), "twice")
				self.assertTrue(frappe.local.flags.commit, "core would undo the row of a GET")

	def test_a_row_tells_who_as_what_and_from_where(self):
		with sebagai("kadis_a"):
			call("frappe.client.get", doctype="Tugas", name=self.cerita.tugas.name)
			((nama, jabatan, keamanan, agenda, ip, permintaan),) = self.rows(
				"nama", "jabatan", "keamanan", "nomor_agenda", "alamat_ip", "permintaan"
			)
			self.assertEqual(nama, "Uji kadis_a")
			self.assertIn("Kepala Dinas A", jabatan)
			self.assertEqual((keamanan, agenda), ("Rahasia", self.cerita.naskah.nomor_agenda))
			self.assertEqual((ip, permintaan), ("127.0.0.1", "frappe.client.get"))

	def test_a_download_leaves_a_row(self):
		berkas = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "rahasia.txt",
				"content": "isi",
				"attached_to_doctype": "Tugas",
				"attached_to_name": self.cerita.tugas.name,
			}
		).insert()
		with sebagai("kadis_a"):
			self.as_request("/private/files/rahasia.txt")
			self.assertTrue(frappe.get_doc("File", berkas.name).has_permission("read"))
			self.assertIn(("Diunduh", self.cerita.tugas.name), self.rows("cara", "dokumen"))

	def test_administrator_leaves_a_row_in_the_desk(self):
		with sebagai("Administrator"):
			call("frappe.desk.form.load.getdoc", doctype="Naskah Masuk", name=self.cerita.naskah.name)
			self.assertEqual(self.rows("akun", "cara"), [("Administrator", "Dibuka")])

	def test_who_is_refused_and_who_reads_open_letters_leaves_none(self):
		biasa = factory.make_story(self.agensi.pegawai, "Biasa")
		for orang in self.ORANG_ASING:
			with self.subTest(orang=orang), sebagai(orang):
				with self.assertRaises(DITOLAK):
					call("frappe.client.get", doctype="Tugas", name=self.cerita.tugas.name)
				self.assertEqual(self.rows("name"), [])
		with sebagai("kadis_a"):
			call("frappe.client.get", doctype="Tugas", name=biasa.tugas.name)
			self.assertFalse(frappe.db.exists("Jejak Baca", {"dokumen": biasa.tugas.name}))

	def test_what_cannot_be_logged_is_not_shown(self):
		with (
			sebagai("kadis_a"),
			patch.object(basisdata, "insert_rows", side_effect=frappe.db.OperationalError),
		):
			with self.assertRaises(frappe.db.OperationalError):
				call("frappe.client.get", doctype="Tugas", name=self.cerita.tugas.name)

	def test_work_outside_requests_leaves_none(self):
		with sebagai("kadis_a"):
			self.assertTrue(frappe.get_doc("Tugas", self.cerita.tugas.name).has_permission("read"))
			self.assertEqual(self.rows("name"), [])

	def test_a_row_is_neither_written_changed_nor_deleted_by_hand(self):
		with sebagai("kadis_a"):
			call("frappe.client.get", doctype="Tugas", name=self.cerita.tugas.name)
			((nama,),) = self.rows("name")
			frappe.set_user("Administrator")
			doc = frappe.get_doc("Jejak Baca", nama)
			for langkah in (doc.save, doc.delete, frappe.copy_doc(doc).insert):
				with self.assertRaises(CatatanTetapError):
					langkah()

	def test_the_log_is_told_to_the_auditor_and_to_the_addressee(self):
		with sebagai("kadis_a"):
			call("frappe.client.get", doctype="Tugas", name=self.cerita.tugas.name)
			((nama,),) = self.rows("name")
			for orang, tampak in (
				("auditor", 1),
				("sekda", 1),
				("kadis_a", 0),
				("tu_setda", 0),
				("sistem", 0),
			):
				with self.subTest(orang=orang):
					frappe.set_user(akun(orang))
					try:
						daftar = frappe.get_list("Jejak Baca", {"name": nama}, pluck="name")
					except DITOLAK:
						daftar = []
					self.assertEqual(len(daftar), tampak)

	def as_request(self, path: str) -> None:
		frappe.local.form_dict = frappe._dict()
		frappe.local.request_ip = "127.0.0.1"
		frappe.local.request = frappe._dict(method="GET", headers={}, path=path, host="uji", environ={})

	def test_the_same_request_leaves_one_row_however_often_it_asks(self):
		with sebagai("kadis_a"):
			self.as_request("/app")
			for _ in range(3):
				frappe.get_doc("Tugas", self.cerita.tugas.name).has_permission("read")
			self.assertEqual(len(self.rows("name")), 1)
			self.as_request("/app")
			bacaan.record("Tugas", self.cerita.tugas.name, "Rahasia")
			self.assertEqual(len(self.rows("name")), 2)
