"""What sites from before get with an update."""

import frappe

from transformasi_asn.patches import muat_kalender
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tests.kasus import SitusTestCase

SETELAN = "Pengaturan Tata Kerja"


class TestPatches(SitusTestCase):
	def setUp(self):
		frappe.db.savepoint("patches")
		self.addCleanup(self.forget)
		self.addCleanup(frappe.db.rollback, save_point="patches")

	def forget(self) -> None:
		kalender.clear()
		frappe.clear_document_cache(SETELAN, SETELAN)

	def test_the_shipped_calendar_comes_once(self):
		for doctype in ("Jam Kerja", "Hari Libur Daerah", "Batas Waktu Urgensi", "Langkah Pengingat"):
			frappe.db.delete(doctype)
		frappe.db.delete("Singles", {"doctype": SETELAN, "field": ("in", muat_kalender.ISIAN)})
		self.forget()
		muat_kalender.execute()
		self.forget()
		setelan = frappe.get_doc(SETELAN)
		self.assertEqual((setelan.libur_nasional, len(setelan.langkah_pengingat)), (1, 5))
		self.assertEqual(frappe.db.count("Batas Waktu Urgensi"), 3)
		setelan.langkah_pengingat = []
		setelan.libur_nasional = 0
		setelan.save()
		muat_kalender.execute()
		setelan = frappe.get_doc(SETELAN)
		self.assertEqual((setelan.libur_nasional, len(setelan.langkah_pengingat)), (0, 0))
