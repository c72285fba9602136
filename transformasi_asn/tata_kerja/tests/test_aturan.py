import frappe

from transformasi_asn.tata_kerja import api, exceptions, services
from transformasi_asn.tata_kerja.tests import factory
from transformasi_asn.tests.kasus import SitusTestCase

KEPALA, STAF = "kepala-uji@contoh.example", "staf-uji@contoh.example"


class TestAturan(SitusTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		factory.make_unit("UJI")
		factory.make_unit("UJI-PD", "UJI", perangkat_daerah=1)
		factory.make_unit("UJI-BID", "UJI-PD", jenis="Bidang")
		factory.make_kepala("UJI-PD", KEPALA)
		cls.staf = factory.make_pegawai(STAF)

	def setUp(self) -> None:
		frappe.db.savepoint("uji")
		frappe.clear_messages()

	def tearDown(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="uji")
		frappe.clear_document_cache("Aturan Pola Kerja", "UJI-PD")

	# --- codes and rows

	def test_blank_codes_get_the_next_number_and_stay_on_reordering(self):
		doc = factory.make_aturan("UJI-PD", factory.make_baris(rutin="Ya"), factory.make_baris(kode="B7"))
		self.assertEqual([row.kode for row in doc.baris], ["B8", "B7"])
		doc.baris.reverse()
		for nomor, row in enumerate(doc.baris, start=1):
			row.idx = nomor
		doc.append("baris", factory.make_baris(prioritas="Ya"))
		doc.save()
		doc.reload()
		self.assertEqual([row.kode for row in doc.baris], ["B7", "B8", "B9"])

	def test_code_of_a_deleted_row_is_not_given_again(self):
		doc = factory.make_aturan("UJI-PD", factory.make_baris(rutin="Ya"), factory.make_baris(rutin="Tidak"))
		doc.baris = doc.baris[:1]
		doc.save()
		doc.append("baris", factory.make_baris(prioritas="Ya"))
		doc.save()
		self.assertEqual([row.kode for row in doc.baris], ["B1", "B3"])

	def test_duplicate_code_is_refused(self):
		with self.assertRaises(exceptions.KodeGandaError):
			factory.make_aturan("UJI-PD", factory.make_baris(kode="B1"), factory.make_baris(kode="b1"))

	def test_reversed_dates_are_refused_by_row(self):
		salah = factory.make_baris(kode="B2", mulai="2026-05-01", selesai="2026-05-01")
		with self.assertRaisesRegex(exceptions.MasaBarisTerbalikError, r"Baris 2 \(B2\)"):
			factory.make_aturan("UJI-PD", factory.make_baris(kode="B1", rutin="Ya"), salah)

	def test_instrument_must_suit_the_pattern(self):
		with self.assertRaises(exceptions.InstrumenTidakSesuaiError):
			factory.make_aturan("UJI-PD", factory.make_baris(pola="Struktural"))

	def test_covered_row_is_told_but_kept(self):
		factory.make_aturan(
			"UJI-PD", factory.make_baris(kode="B1"), factory.make_baris(kode="B2", rutin="Ya")
		)
		(pesan,) = frappe.get_message_log()
		self.assertIn("Baris 2 (B2)", str(pesan))
		self.assertIn("baris 1 (B1)", str(pesan))
		self.assertIn("orange", str(pesan))

	def test_what_follows_from_other_fields(self):
		doc = factory.make_aturan(
			"UJI-PD",
			factory.make_baris(
				pola="Struktural", instrumen="Lembar Disposisi dan Usul Tim", tawarkan_pokja=1, rutin="Ya"
			),
			factory.make_baris(usulkan_tim=1, tawarkan_pokja=1),
		)
		self.assertEqual([(r.usulkan_tim, r.tawarkan_pokja) for r in doc.baris], [(1, 0), (0, 1)])

	# --- records

	def test_one_record_per_unit(self):
		self.assertEqual(factory.make_aturan("UJI-PD").name, "UJI-PD")
		with self.assertRaises(exceptions.AturanGandaError):
			factory.make_aturan("UJI-PD")
		with self.assertRaises(exceptions.AturanGandaError):
			factory.make_aturan(None)

	def test_shipped_record_cannot_be_deleted(self):
		with self.assertRaises(exceptions.AturanBawaanError):
			frappe.delete_doc("Aturan Pola Kerja", "Bawaan", force=True)

	def test_unit_must_be_a_perangkat_daerah_or_above_one(self):
		factory.make_aturan("UJI")
		with self.assertRaises(exceptions.UnitTidakMengaturError):
			factory.make_aturan("UJI-BID")

	# --- who may

	def test_head_edits_own_rules_only(self):
		doc = factory.make_aturan("UJI-PD", factory.make_baris(rutin="Ya"))
		atas = factory.make_aturan("UJI")
		frappe.set_user(KEPALA)
		self.assertTrue(services.has_permission(doc, "write", KEPALA))
		self.assertFalse(services.has_permission(atas, "write", KEPALA))
		self.assertTrue(services.has_permission(atas, "read", KEPALA))
		doc.reload()
		doc.append("baris", factory.make_baris(prioritas="Ya"))
		doc.save()
		for nama in ("UJI", "Bawaan"):
			lain = frappe.get_doc("Aturan Pola Kerja", nama)
			lain.append("baris", factory.make_baris(prioritas="Ya"))
			self.assertRaises((exceptions.BukanPengaturError, frappe.PermissionError), lain.save)

	def test_stranger_does_not_let_himself_in(self):
		factory.make_aturan("UJI-PD", factory.make_baris(rutin="Ya"))
		frappe.set_user(STAF)
		doc = frappe.get_doc("Aturan Pola Kerja", "UJI-PD")
		doc.append("pengelola", {"pegawai": self.staf})
		self.assertRaises(frappe.PermissionError, doc.save)

	def test_head_does_not_take_over_the_shipped_rules(self):
		frappe.set_user(KEPALA)
		doc = frappe.get_doc("Aturan Pola Kerja", "Bawaan")
		doc.unit_kerja = "UJI-PD"
		self.assertFalse(services.has_permission(doc, "write", KEPALA))
		self.assertRaises(frappe.PermissionError, doc.save)

	def test_named_pengelola_edits_rules_but_names_nobody(self):
		factory.make_aturan("UJI-PD", factory.make_baris(rutin="Ya"), pengelola=[{"pegawai": self.staf}])
		frappe.set_user(STAF)
		doc = frappe.get_doc("Aturan Pola Kerja", "UJI-PD")
		doc.append("baris", factory.make_baris(prioritas="Ya"))
		doc.save()
		doc.append("pengelola", {"pegawai": frappe.db.get_value("Pegawai ASN", {"user": KEPALA})})
		self.assertRaises(exceptions.PengelolaHanyaKepalaError, doc.save)

	def test_admin_edits_everything(self):
		admin = factory.make_user("admin-uji@contoh.example", "Admin Tata Kerja")
		self.assertTrue(
			services.may_edit_rules(frappe.get_doc("Aturan Pola Kerja", "Bawaan"), "write", admin)
		)

	def test_head_opens_own_record(self):
		frappe.set_user(STAF)
		self.assertRaises(exceptions.BukanPengaturError, api.buat_aturan_sendiri, "UJI-PD")
		frappe.set_user(KEPALA)
		doc = frappe.get_doc("Aturan Pola Kerja", api.buat_aturan_sendiri("UJI-PD", salin=1))
		bawaan = frappe.get_doc("Aturan Pola Kerja", "Bawaan")
		self.assertEqual([r.pola for r in doc.baris], [r.pola for r in bawaan.baris])
		self.assertRaises(exceptions.AturanGandaError, api.buat_aturan_sendiri, "UJI-PD")
