import frappe

from transformasi_asn.patches import setelan_mandat
from transformasi_asn.setup import muatan
from transformasi_asn.tests.kasus import SitusTestCase

SETELAN = "Pengaturan Tata Kerja"


class TestMuatan(SitusTestCase):
	def setUp(self):
		frappe.db.savepoint("muatan")
		self.addCleanup(frappe.clear_document_cache, SETELAN, SETELAN)
		self.addCleanup(frappe.db.rollback, save_point="muatan")
		muatan.load_all()

	def test_second_load_inserts_nothing(self):
		self.assertEqual(set(muatan.load_all().values()), {0})

	def test_saved_settings_stay(self):
		setelan = frappe.get_doc(SETELAN)
		setelan.batas_plt_bulan = 7
		setelan.potongan_keamanan = setelan.potongan_keamanan[1:]
		setelan.save()
		sisa = [(b.hubungan, b.keamanan, b.tingkat) for b in setelan.potongan_keamanan]
		self.assertEqual(muatan.load_settings("pengaturan_tata_kerja"), 0)
		frappe.clear_document_cache(SETELAN, SETELAN)
		sesudah = frappe.get_doc(SETELAN)
		self.assertEqual(sesudah.batas_plt_bulan, 7)
		self.assertEqual([(b.hubungan, b.keamanan, b.tingkat) for b in sesudah.potongan_keamanan], sisa)

	def test_patch_fills_only_what_is_not_stored(self):
		frappe.db.delete("Singles", {"doctype": SETELAN, "field": "larang_mandat_ulang"})
		frappe.db.set_single_value(SETELAN, "batas_keberatan_hari", 9)
		for _dua_kali in range(2):
			setelan_mandat.execute()
		tersimpan = frappe.db.get_singles_dict(SETELAN)
		self.assertEqual(
			(str(tersimpan.larang_mandat_ulang), str(tersimpan.batas_keberatan_hari)), ("1", "9")
		)

	def test_page_that_nobody_saved_is_filled(self):
		frappe.db.delete("Singles", {"doctype": SETELAN})
		for tabel in ("Potongan Keamanan", "Langkah Pengingat"):
			frappe.db.delete(tabel, {"parent": SETELAN})
		for field, nilai in (("modified", "2026-01-01 00:00:00"), ("batas_plt_bulan", "3")):
			# what core writes of a new page
			frappe.qb.into("Singles").columns("doctype", "field", "value").insert(
				(SETELAN, field, nilai)
			).run()
		frappe.clear_document_cache(SETELAN, SETELAN)
		self.assertEqual(muatan.load_settings("pengaturan_tata_kerja"), 1)
		self.assertTrue(frappe.db.count("Potongan Keamanan", {"parent": SETELAN}))

	def test_own_active_workflow_stays_active(self):
		bawaan = frappe.get_doc("Workflow", "Alur Tugas")
		sendiri = frappe.copy_doc(bawaan)
		sendiri.workflow_name = "Alur Tugas Kami"
		sendiri.insert()
		bawaan.reload()
		self.assertFalse(bawaan.is_active)
		frappe.delete_doc("Workflow", bawaan.name, force=True)
		self.assertEqual(muatan.load_file("workflow", ("workflow_name",)), 0)
		self.assertTrue(frappe.db.get_value("Workflow", sendiri.name, "is_active"))
		self.assertFalse(frappe.db.exists("Workflow", bawaan.name))

	def test_edited_master_stays(self):
		nama = muatan.read_records("jenis_naskah")[0]["nama"]
		jenis = frappe.get_doc("Jenis Naskah", {"nama": nama})
		jenis.aktif = 0
		jenis.save()
		self.assertEqual(muatan.load_file("jenis_naskah", ("nama",)), 0)
		self.assertFalse(frappe.db.get_value("Jenis Naskah", jenis.name, "aktif"))
