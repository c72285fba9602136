"""A box never shows more than the access criterion, whoever asks and whatever the grade."""

import frappe
from frappe.utils import add_days, today

from transformasi_asn.disposisi import kotak
from transformasi_asn.disposisi.domain.kotak import KOTAK
from transformasi_asn.disposisi.tests.factory import make_penempatan
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.kriteria import DIJAGA, can_see
from transformasi_asn.permissions.tests.jalan import sebagai
from transformasi_asn.permissions.tests.test_kesepakatan import GRADE, SEMUA_ORANG, KesepakatanTestCase


class TestAlamat(KesepakatanTestCase):
	def walk(self, orang: str) -> list[str]:
		"""Opens whatever lies in the person's boxes; returns the grades met."""
		tingkat = []
		with sebagai(orang):
			for x in KOTAK:
				for b in kotak.list_rows(x.kunci, kotak.TERBANYAK):
					if x.doctype in DIJAGA:
						self.assertTrue(can_see(x.doctype, b.name), (orang, x.kunci, b.name))
						tingkat.append(b.keamanan)
		return tingkat

	def test_whatever_lies_in_a_box_may_be_opened(self):
		dilihat = [tingkat for orang in SEMUA_ORANG for tingkat in self.walk(orang)]
		self.assertEqual(set(dilihat), set(GRADE))

	def test_stand_ins_too(self):
		for rahasia, terbuka in ((0, {"Biasa", "Terbatas"}), (1, {"Biasa", "Terbatas", "Rahasia"})):
			with self.subTest(rahasia=rahasia):
				frappe.db.savepoint("mandat")
				make_penempatan(
					self.pegawai["asisten"],
					"AGN-KADA",
					"Plh",
					wewenang_rahasia=rahasia,
					selesai=add_days(today(), 3),
				)
				self.assertEqual(set(self.walk("asisten")), terbuka)
				frappe.set_user("Administrator")
				frappe.db.rollback(save_point="mandat")
				konteks.clear()
