"""What must hold on either database, each in its own way."""

import frappe
from frappe.query_builder import DocType

from transformasi_asn import basisdata
from transformasi_asn.organisasi.tests.factory import make_jabatan, make_unit
from transformasi_asn.setup.install import own_tables
from transformasi_asn.tests.kasus import SitusTestCase

INDEKS = {
	"mariadb": "select column_name from information_schema.statistics where table_schema = database()"
	" and table_name = %s and seq_in_index = 1",
	"postgres": "select a.attname from pg_index i join pg_attribute a"
	" on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = quote_ident(%s)::regclass",
}


class TestBasisData(SitusTestCase):
	def setUp(self):
		frappe.db.savepoint("basisdata")
		self.addCleanup(frappe.db.rollback, save_point="basisdata")

	def leading_columns(self, doctype: str) -> set[str]:
		return set(frappe.db.sql(INDEKS[frappe.db.db_type], f"tab{doctype}", pluck=True))

	def test_every_field_marked_for_search_has_an_index(self):
		"""Also where another DocType has a field of the same name."""
		tanpa = [
			(doctype, field.fieldname)
			for doctype in own_tables()
			for field in frappe.get_meta(doctype).get("fields", {"search_index": 1})
			if field.fieldname not in self.leading_columns(doctype)
		]
		self.assertEqual(tanpa, [])
		self.assertIn("tugas", self.leading_columns("Jejak Tugas"))

	def test_both_trees_have_their_index(self):
		for doctype in ("Unit Kerja", "Jabatan"):
			self.assertIn("lft", self.leading_columns(doctype))

	def test_a_long_index_name_is_cut_and_stays_apart(self):
		fields = ["a" * 30, "b" * 30]
		satu, dua = (basisdata._index_name(d, fields) for d in ("Unit Kerja Satu", "Unit Kerja Dua"))
		self.assertNotEqual(satu, dua)
		self.assertLessEqual(max(len(satu), len(dua)), basisdata.PANJANG_NAMA)

	def test_text_is_found_in_small_and_capital_letters(self):
		unit = make_unit("UJI-BD", nama="Dinas Uji Besar Kecil")
		tabel = DocType("Unit Kerja")
		for cari, ada in (("UJI BESAR", True), ("besar kecil", True), ("besar-kecil", False)):
			kueri = frappe.qb.from_(tabel).select(tabel.name).where(basisdata.contains(tabel.nama, cari))
			self.assertEqual((unit.name,) in kueri.run(), ada, cari)

	def test_a_broken_unique_key_is_told_as_one(self):
		make_unit("UJI-BD")
		isi = {"doctype": "Dokumen Kinerja", "unit_kerja": "UJI-BD", "tahun": 2026, "name": None}
		kunci = [frappe.get_doc(isi), frappe.get_doc(isi)]
		for nama, doc in zip("ab", kunci, strict=True):
			doc.name = f"uji-bd-{nama}"
			doc.creation = doc.modified = frappe.utils.now()
		kunci[0].db_insert()
		frappe.db.savepoint("ganda")
		with self.assertRaises(frappe.UniqueValidationError):
			kunci[1].db_insert()
		frappe.db.rollback(save_point="ganda")
		self.assertEqual(frappe.db.count("Dokumen Kinerja", {"unit_kerja": "UJI-BD"}), 1)

	def test_a_check_is_written_as_a_number(self):
		self.assertEqual([basisdata.as_column(n) for n in (True, False, None, "x")], [1, 0, None, "x"])

	def test_locked_rows_come_by_name_and_unchanged(self):
		make_unit("UJI-BD")
		for kode in ("UJI-BD2", "UJI-BD1"):
			make_jabatan(kode, "UJI-BD")
		saat = frappe.db.get_value("Jabatan", "UJI-BD1", "modified")
		isi = basisdata.lock("Jabatan", ["UJI-BD2", "UJI-BD1", "UJI-TIDAK-ADA"], "unit_kerja")
		self.assertEqual(list(isi.items()), [("UJI-BD1", "UJI-BD"), ("UJI-BD2", "UJI-BD")])
		self.assertEqual(frappe.db.get_value("Jabatan", "UJI-BD1", "modified"), saat)
		self.assertEqual(basisdata.lock("Jabatan", []), {})
