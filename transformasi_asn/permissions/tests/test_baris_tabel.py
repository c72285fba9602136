"""A row of a child table that is loaded alone is as open as its parent, in every version of core."""

import frappe
import frappe.permissions

from transformasi_asn import compat
from transformasi_asn.permissions.tests.jalan import DITOLAK, JalanTestCase, call, sebagai


class TestBarisTabel(JalanTestCase):
	def test_every_child_table_has_the_controller(self):
		modul = frappe.get_all("Module Def", {"app_name": "transformasi_asn"}, pluck="name")
		tabel = frappe.get_all("DocType", {"istable": 1, "module": ("in", modul)}, pluck="name")
		self.assertGreaterEqual(len(tabel), 10)
		for doctype in tabel:
			self.assertIsInstance(frappe.new_doc(doctype), compat.BarisTabel, doctype)

	def test_a_row_loaded_alone_asks_its_parent(self):
		for doctype, nama in self.anak.items():
			for orang, boleh in (("kadis_a", True), ("jf_b", False), ("sistem", False)):
				with self.subTest(doctype=doctype, orang=orang), sebagai(orang):
					baris = frappe.get_doc(doctype, nama)
					self.assertIs(baris.has_permission("read"), boleh)
					# as the print view asks
					self.assertIs(frappe.permissions.has_permission(doctype, "read", baris), boleh)

	def test_a_row_is_neither_changed_nor_added_from_outside(self):
		nama = self.anak["Penerima Disposisi"]
		for orang in ("jf_b", "tu_b", "sistem"):
			with self.subTest(orang=orang), sebagai(orang):
				baris = frappe.get_doc("Penerima Disposisi", nama)
				baris.catatan = "diganti dari luar"
				self.assertRaises(DITOLAK, baris.save)
				tambahan = frappe.copy_doc(baris)
				tambahan.update(
					{k: baris.get(k) for k in ("parent", "parenttype", "parentfield")} | {"docstatus": 0}
				)
				self.assertRaises(DITOLAK, tambahan.insert)
				self.assertRaises(DITOLAK, frappe.delete_doc, "Penerima Disposisi", nama)
		self.assertEqual(frappe.db.get_value("Penerima Disposisi", nama, "catatan"), "Catatan uji")

	def test_a_row_inside_its_parent_keeps_it(self):
		induk = frappe.get_doc("Disposisi", self.cerita.disposisi.name)
		self.assertIs(induk.penerima[0].parent_doc, induk)

	def test_print_view_of_a_row(self):
		with sebagai("jf_b"), self.assertRaises(DITOLAK):
			call(
				"frappe.www.printview.get_html_and_style",
				doc="Penerima Disposisi",
				name=self.anak["Penerima Disposisi"],
			)
