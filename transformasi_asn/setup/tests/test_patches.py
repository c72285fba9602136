"""What sites from before get with an update."""

import frappe
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import jam, pengingat
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_post, tugas_of
from transformasi_asn.disposisi.tests.test_jam import JamTestCase
from transformasi_asn.patches import hitung_jatuh_tempo, muat_kalender
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


class TestJatuhTempo(JamTestCase):
	def test_older_tasks_get_a_clock_and_a_backlog_does_not_climb(self):
		kemarin, depan = add_days(today(), -30), add_days(today(), 60)
		tugas = []
		for tenggat in (kemarin, depan, None):
			naskah = make_naskah(entri_susulan=1)
			tugas += tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], tenggat=tenggat))
		frappe.set_user("Administrator")
		nama = tuple(t.name for t in tugas)
		frappe.db.sql(
			"update `tabTugas` set `jatuh_tempo` = null, `unit_jam_kerja` = null, `pengingat_terakhir` = %s",
			jam.BELUM,
		)
		hitung_jatuh_tempo.execute()
		hasil = {n: frappe.db.get_value("Tugas", n, ["jatuh_tempo", "unit_jam_kerja"]) for n in nama}
		self.assertLess(hasil[nama[0]][0].date(), getdate())
		self.assertGreaterEqual(hasil[nama[1]][0].date(), getdate(depan))
		self.assertEqual(hasil[nama[2]], (None, "AGN-DA-B1"))
		frappe.db.delete("Notification Log")
		pengingat.sweep(simpan=lambda: None)
		self.assertEqual(frappe.db.count("Eskalasi Tugas", {"tugas": ("in", nama)}), 0)
		factory.as_user("kabid")
		self.assertTrue(jam.is_late(frappe.get_doc("Tugas", nama[0])))
