"""What must hold on either database, each in its own way."""

import threading

import frappe
from frappe.query_builder import DocType

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi.tests.factory import make_jabatan, make_unit
from transformasi_asn.setup.install import own_tables
from transformasi_asn.tests.kasus import SitusTestCase
from transformasi_asn.tests.serentak import at_once

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


class TestDidahului(SitusTestCase):
	"""Each way in which a database refuses a transaction is told in the same words."""

	def setUp(self):
		for kode in ("UJI-BD3", "UJI-BD4"):
			make_unit(kode)
		frappe.db.commit()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		for kode in ("UJI-BD3", "UJI-BD4"):
			frappe.delete_doc("Unit Kerja", kode, force=True)
		frappe.db.commit()

	def race(self, *kerja) -> list[str]:
		"""What became of each: "jadi", or the message; the first must be the one that goes through."""
		hasil = at_once(*(("Administrator", k) for k in kerja))
		for h in hasil:
			if isinstance(h, Exception) and not isinstance(h, basisdata.DidahuluiError):
				raise h
		return [str(h) if isinstance(h, Exception) else "jadi" for h in hasil]

	def assert_told(self, pesan: str):
		self.assertEqual(
			pesan,
			"Unit Kerja sedang atau baru saja diubah orang lain, maka yang Anda lakukan belum tersimpan."
			" Muat ulang halaman ini, lalu ulangi.",
		)

	def test_a_deadlock(self):
		pegang = threading.Barrier(2)

		def lock_both(*kode):
			def kerja():
				basisdata.lock("Unit Kerja", kode[:1])
				pegang.wait(20)
				basisdata.lock("Unit Kerja", kode[1:])

			return kerja

		hasil = self.race(lock_both("UJI-BD3", "UJI-BD4"), lock_both("UJI-BD4", "UJI-BD3"))
		self.assertEqual(sorted(h == "jadi" for h in hasil), [False, True])
		self.assert_told(next(h for h in hasil if h != "jadi"))

	def wait_in_vain(self, *persiapan: str, tunggu: float, kerja):
		"""The second does `kerja` while the first holds the unit for so many seconds, or until told."""
		pegang, selesai = threading.Barrier(2), threading.Event()

		def hold():
			basisdata.lock("Unit Kerja", ["UJI-BD3"])
			frappe.db.set_value("Unit Kerja", "UJI-BD3", "nama", "Diubah")
			pegang.wait(20)
			selesai.wait(tunggu)

		def second():
			for sql in persiapan:
				frappe.db.sql(sql)
			pegang.wait(20)
			try:
				kerja()
			finally:
				selesai.set()

		return self.race(hold, second)

	def test_waiting_too_long(self):
		batas = {"mariadb": "set innodb_lock_wait_timeout = 1", "postgres": "set local lock_timeout = '1s'"}
		ubah = {
			"lock": lambda: basisdata.lock("Unit Kerja", ["UJI-BD3"]),
			"get_locked": lambda: basisdata.get_locked("Unit Kerja", "UJI-BD3"),
			"save": lambda: frappe.get_doc("Unit Kerja", "UJI-BD3").save(),
			"insert": lambda: make_unit("UJI-BD5", "UJI-BD3"),
			"delete": lambda: frappe.get_doc("Unit Kerja", "UJI-BD3").run_method("on_trash"),
		}
		for cara, kerja in ubah.items():
			with self.subTest(cara):
				jadi, pesan = self.wait_in_vain(batas[frappe.db.db_type], tunggu=30, kerja=kerja)
				self.assertEqual(jadi, "jadi")
				self.assert_told(pesan)

	def test_changed_since_the_snapshot(self):
		"""PostgreSQL always; MariaDB where the site runs it so (its default since 11.6)."""
		atur = []
		if not basisdata.is_postgres():
			if not frappe.db.sql("show variables like 'innodb_snapshot_isolation'"):
				self.skipTest("this MariaDB knows no snapshot isolation")
			atur = ["set innodb_snapshot_isolation = 1", "select nama from `tabUnit Kerja` limit 1"]

		def simpan():
			frappe.get_doc("Unit Kerja", "UJI-BD3").save()

		jadi, pesan = self.wait_in_vain(*atur, tunggu=1, kerja=simpan)
		self.assertEqual(jadi, "jadi")
		self.assert_told(pesan)

	def test_other_errors_stay_what_they_are(self):
		with self.assertRaises((frappe.DuplicateEntryError, frappe.UniqueValidationError)):
			make_unit("UJI-BD3")
		with self.assertRaises(ValueError), basisdata.retryable("Unit Kerja"):
			raise ValueError("lain")

	def test_every_document_is_told_so(self):
		modul = frappe.get_all("Module Def", {"app_name": "transformasi_asn"}, pluck="name")
		doctypes = frappe.get_all("DocType", {"istable": 0, "module": ("in", modul)}, pluck="name")
		self.assertGreaterEqual(len(doctypes), 20)
		for doctype in doctypes:
			self.assertIsInstance(frappe.new_doc(doctype), Dokumen, doctype)
