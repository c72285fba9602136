"""Two people who change the structure at the same moment; what is written here is committed."""

import threading

import frappe

from transformasi_asn import basisdata
from transformasi_asn.organisasi import api, services
from transformasi_asn.organisasi.tests.factory import find_tree_faults, make_nip, make_unit, make_user
from transformasi_asn.tests.kasus import SitusTestCase
from transformasi_asn.tests.serentak import (
	Permintaan,
	assert_overtaken,
	at_once,
	give_keys,
	overtake,
	send_at_once,
	take_keys,
)

UNIT = "kode,nama,jenis,parent_unit_kerja\n"


class SusunanTestCase(SitusTestCase):
	"""A root with two branches, taken away again."""

	def setUp(self):
		make_unit("UJI-S", jenis="Pemerintah Daerah")
		for kode in ("UJI-SA", "UJI-SB"):
			make_unit(kode, "UJI-S", jenis="Dinas")
		frappe.db.commit()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		for nama in frappe.get_all(
			"Unit Kerja", {"name": ("like", "UJI-S%")}, order_by="lft desc", pluck="name"
		):
			frappe.delete_doc("Unit Kerja", nama, force=True)
		frappe.db.commit()
		services.clear_cache()

	def units(self) -> set[str]:
		return set(frappe.get_all("Unit Kerja", {"name": ("like", "UJI-S_%")}, pluck="name"))


class TestMengimpor(SusunanTestCase):
	def test_two_files_for_one_tree(self):
		"""One is asked to come again where its database cannot let it wait; then both are in, and the tree is one."""
		berkas = [UNIT + f"UJI-S{u}0,Unit 0,Bidang,UJI-S{u}\n" for u in "AB"]
		hasil = at_once(*(("Administrator", lambda b=b: api.import_berkas("unit_kerja", b)) for b in berkas))
		self.assertTrue(any(isinstance(h, dict) for h in hasil), hasil)
		for isi, h in zip(berkas, hasil, strict=True):
			if not isinstance(h, dict):
				self.assertIsInstance(h, basisdata.DidahuluiError)
				h = api.import_berkas("unit_kerja", isi)
			self.assertEqual((h["berhasil"], h["gagal"]), (1, []))
		self.assertEqual(self.units(), {"UJI-SA", "UJI-SB", "UJI-SA0", "UJI-SB0"})
		self.assertEqual(find_tree_faults("Unit Kerja", "parent_unit_kerja"), [])

	def test_a_tree_being_imported_keeps_a_second_file_out(self):
		"""Also where they share no row, as two first files of an empty tree."""
		lepas = threading.Event()

		def hold():
			basisdata.lock_whole("Unit Kerja")
			pegang.wait(20)
			lepas.wait(1)
			lepas.set()

		def import_meanwhile():
			pegang.wait(20)
			hasil = api.import_berkas("unit_kerja", UNIT + "UJI-SC,Unit C,Dinas,UJI-S\n")
			return hasil["berhasil"], lepas.is_set()

		pegang = threading.Barrier(2)
		_, hasil = at_once(("Administrator", hold), ("Administrator", import_meanwhile))
		if isinstance(hasil, Exception):
			self.assertIsInstance(hasil, basisdata.DidahuluiError)
		else:
			self.assertEqual(hasil, (1, True))


class TestPermintaan(SusunanTestCase):
	"""What the one who came second is answered over REST."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.user = "serentak@organisasi.example"
		if not frappe.db.exists("User", cls.user):  # one that stays: core keeps the first user of a site
			make_user("serentak", "ASN", "Pengelola Kepegawaian")
		give_keys(cls.user)

	@classmethod
	def tearDownClass(cls):
		take_keys()
		super().tearDownClass()

	def import_file(self, isi: str, jenis: str = "unit_kerja") -> Permintaan:
		jalur = "/api/method/transformasi_asn.organisasi.api.import_berkas"
		return Permintaan(self.user, "POST", jalur, jenis=jenis, isi=isi)

	def make(self, kode: str, induk: str) -> Permintaan:
		isi = {"kode": kode, "nama": kode, "jenis": "Bidang", "parent_unit_kerja": induk}
		return Permintaan(self.user, "POST", "/api/resource/Unit%20Kerja", **isi)

	def change(self, kode: str, **isi) -> Permintaan:
		return Permintaan(self.user, "PUT", f"/api/resource/Unit%20Kerja/{kode}", **isi)

	def assert_told_then_done(self, mendahului, permintaan: Permintaan):
		jawab = overtake(mendahului, permintaan)
		assert_overtaken(self, jawab, "Unit Kerja")
		self.assertEqual((jawab if jawab.status == 200 else permintaan.send()).status, 200)
		frappe.db.rollback()
		self.assertEqual(find_tree_faults("Unit Kerja", "parent_unit_kerja"), [])

	def test_a_file_after_a_file(self):
		satu, dua = (UNIT + f"UJI-S{k},Unit {k},Dinas,UJI-S\n" for k in "CD")
		self.assert_told_then_done(lambda: api.import_berkas("unit_kerja", satu), self.import_file(dua))
		self.assertEqual(self.units(), {"UJI-SA", "UJI-SB", "UJI-SC", "UJI-SD"})

	def test_a_file_after_a_form(self):
		isi = UNIT + "UJI-SD,Unit D,Dinas,UJI-S\n"
		self.assert_told_then_done(lambda: make_unit("UJI-SC", "UJI-S"), self.import_file(isi))

	def test_a_form_after_a_file(self):
		isi = UNIT + "UJI-SC,Unit C,Dinas,UJI-S\n"
		self.assert_told_then_done(
			lambda: api.import_berkas("unit_kerja", isi), self.make("UJI-SD", "UJI-SB")
		)

	def test_a_form_after_a_form(self):
		self.assert_told_then_done(lambda: make_unit("UJI-SC", "UJI-SA"), self.make("UJI-SD", "UJI-SA"))

	def test_one_unit_changed_by_two(self):
		def ubah():
			unit = frappe.get_doc("Unit Kerja", "UJI-SA")
			unit.nama = "Diubah"
			unit.save()

		self.assert_told_then_done(ubah, self.change("UJI-SA", nama_singkat="DIUBAH"))
		unit = frappe.get_doc("Unit Kerja", "UJI-SA")
		self.assertEqual((unit.nama, unit.nama_singkat), ("Diubah", "DIUBAH"))

	def test_one_person_in_two_files(self):
		"""Neither file's rows were there when the other was read, so no row can be waited for."""
		nip = make_nip()
		isi = f"nip,nama,jenis_kepegawaian\n{nip},Ani,PNS\n"
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "Pegawai ASN", {"nip": nip})
		berkas = self.import_file(isi, "pegawai")
		jawab = overtake(lambda: api.import_berkas("pegawai", isi), berkas)
		self.assertEqual((jawab.status, jawab.jenis), (417, "DidahuluiError"), jawab.isi)
		self.assertIn("Pegawai ASN sedang atau baru saja diubah orang lain", jawab.pesan[0])
		self.assertEqual(berkas.send().isi["message"]["berhasil"], 1)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count("Pegawai ASN", {"nip": nip}), 1)

	def test_many_requests_at_the_same_moment(self):
		permintaan = [
			self.make("UJI-SC", "UJI-SA"),
			self.make("UJI-SD", "UJI-SB"),
			self.change("UJI-SB", parent_unit_kerja="UJI-SA"),
			self.import_file(UNIT + "UJI-SE,Unit E,Bidang,UJI-SB\n"),
		]
		while permintaan:
			jawab = send_at_once(*permintaan)
			for j in jawab:
				self.assertLess(j.status, 500, j.isi)
				self.assertTrue(j.status == 200 or j.jenis == "DidahuluiError", j.isi)
			self.assertEqual(find_tree_faults("Unit Kerja", "parent_unit_kerja"), [])
			lagi = [p for p, j in zip(permintaan, jawab, strict=True) if j.status != 200]
			self.assertLess(len(lagi), len(permintaan))
			permintaan = lagi
		self.assertEqual(self.units(), {"UJI-SA", "UJI-SB", "UJI-SC", "UJI-SD", "UJI-SE"})
