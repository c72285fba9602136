"""Two people who change the structure at the same moment; what is written here is committed."""

import threading

import frappe

from transformasi_asn import basisdata
from transformasi_asn.organisasi import api, services
from transformasi_asn.organisasi.tests.factory import find_tree_faults, make_unit
from transformasi_asn.tests.kasus import SitusTestCase
from transformasi_asn.tests.serentak import at_once

COBA_LAGI = (frappe.QueryDeadlockError, frappe.TimestampMismatchError)
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
				self.assertIsInstance(h, COBA_LAGI)
				h = api.import_berkas("unit_kerja", isi)
			self.assertEqual((h["berhasil"], h["gagal"]), (1, []))
		self.assertEqual(self.units(), {"UJI-SA", "UJI-SB", "UJI-SA0", "UJI-SB0"})
		self.assertEqual(find_tree_faults("Unit Kerja", "parent_unit_kerja"), [])

	def test_a_tree_being_imported_keeps_a_second_file_out(self):
		"""Also where they share no row, as two first files of an empty tree."""
		lepas = threading.Event()

		def hold():
			basisdata.lock("DocType", ["Unit Kerja"])
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
			self.assertIsInstance(hasil, COBA_LAGI)
		else:
			self.assertEqual(hasil, (1, True))
