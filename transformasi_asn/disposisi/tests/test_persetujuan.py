"""Consent to a single officer of another perangkat daerah: its limit, and what silence means."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, getdate, now_datetime

from transformasi_asn.disposisi import api, persetujuan
from transformasi_asn.disposisi.exceptions import PersetujuanError
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	as_user,
	make_disposisi,
	make_naskah,
	to_person,
	tugas_of,
	user_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase


class TestBatasPersetujuan(AlurTestCase):
	def give(self, pemberi="kadis_a", **naskah):
		naskah = make_naskah(pemicu=PRIORITAS, kegiatan=None, **naskah)
		(tugas,) = tugas_of(make_disposisi(naskah, pemberi, [to_person(self.pegawai["jf_b"])]))
		return tugas

	def set_policy(self, **setelan):
		frappe.set_user("Administrator")
		self.addCleanup(frappe.clear_document_cache, "Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		p = frappe.get_doc("Pengaturan Tata Kerja")
		p.update(setelan)
		p.save()

	def pass_limit(self, tugas):
		frappe.set_user("Administrator")
		frappe.db.set_value("Tugas", tugas.name, "batas_persetujuan", add_to_date(now_datetime(), hours=-1))
		self.assertEqual(persetujuan.sweep(simpan=lambda: None), 1)
		self.assertEqual(persetujuan.sweep(simpan=lambda: None), 0)
		tugas.reload()
		return tugas

	def events(self, tugas):
		return frappe.get_all("Jejak Tugas", {"tugas": tugas.name}, pluck="peristiwa", order_by="urutan")

	def told(self, kunci, kata):
		pesan = frappe.get_all("Notification Log", {"for_user": user_of(kunci)}, pluck="subject")
		return [p for p in pesan if kata in p]

	def test_the_limit_is_so_many_working_days_ahead(self):
		self.set_policy(batas_persetujuan_hari=2)
		tugas = self.give()
		self.assertEqual((tugas.persetujuan, tugas.persetujuan_jabatan), ("Menunggu", "AGN-KADB"))
		self.assertGreaterEqual((getdate(tugas.batas_persetujuan) - getdate()).days, 2)
		self.set_policy(batas_persetujuan_hari=0)
		self.assertFalse(self.give(perihal="Tanpa batas").batas_persetujuan)

	def test_silence_reminds(self):
		self.set_policy(lewat_batas="Ingatkan lagi")
		tugas = self.pass_limit(self.give())
		self.assertEqual((tugas.persetujuan, tugas.persetujuan_jabatan), ("Menunggu", "AGN-KADB"))
		self.assertGreater(tugas.batas_persetujuan, now_datetime())
		self.assertIn("Persetujuan diminta lagi", self.events(tugas))
		self.assertTrue(self.told("kadis_a", "Belum dijawab sampai batasnya"))

	def test_silence_goes_one_post_higher(self):
		self.set_policy(lewat_batas="Perluas ke atasan")
		tugas = self.pass_limit(self.give())
		self.assertEqual((tugas.persetujuan, tugas.persetujuan_jabatan), ("Menunggu", "AGN-SEKDA"))
		self.assertIn("Persetujuan diperluas", self.events(tugas))
		as_user("kadis_b")
		self.assertRaises(frappe.PermissionError, api.putuskan_persetujuan, tugas.name, True)
		as_user("sekda")
		self.assertEqual(api.putuskan_persetujuan(tugas.name, True), "Disetujui")

	def test_silence_lapses_and_is_never_consent(self):
		self.set_policy(lewat_batas="Gugur")
		tugas = self.pass_limit(self.give())
		self.assertEqual(tugas.persetujuan, "Ditolak")
		self.assertIn("tidak menjawab sampai batasnya", tugas.alasan_persetujuan)
		self.assertIn("Persetujuan gugur", self.events(tugas))
		self.assertTrue(self.told("kadis_a", "Ditolak"))
		as_user("jf_b")
		self.assertRaises(frappe.ValidationError, apply_workflow, tugas, "Terima")
		as_user("kadis_b")
		self.assertRaises(PersetujuanError, api.putuskan_persetujuan, tugas.name, True)

	def test_a_late_answer_is_taken_until_it_is_swept(self):
		tugas = self.give()
		frappe.db.set_value("Tugas", tugas.name, "batas_persetujuan", add_to_date(now_datetime(), hours=-1))
		as_user("kadis_b")
		self.assertEqual(api.putuskan_persetujuan(tugas.name, True), "Disetujui")
		frappe.set_user("Administrator")
		self.assertEqual(persetujuan.sweep(simpan=lambda: None), 0)

	def test_an_objection_is_not(self):
		tugas = self.give("sekda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda")
		self.assertEqual(tugas.persetujuan, "Diberitahukan")
		frappe.db.set_value("Tugas", tugas.name, "batas_persetujuan", add_to_date(now_datetime(), hours=-1))
		as_user("kadis_b")
		self.assertRaisesRegex(
			PersetujuanError, "sudah lewat", api.putuskan_persetujuan, tugas.name, False, "sibuk"
		)

	def test_the_unit_of_the_officer_says_what_it_wants(self):
		self.set_policy(ketentuan_unit=[{"unit_kerja": "AGN-DB", "persetujuan": "Tidak perlu"}])
		self.assertEqual(self.give().persetujuan, "Tidak perlu")
		self.set_policy(persetujuan_lintas_unit=0, ketentuan_unit=[])
		self.assertEqual(self.give(perihal="Lain").persetujuan, "Tidak perlu")
		self.set_policy(ketentuan_unit=[{"unit_kerja": "AGN-DB", "persetujuan": "Selalu diminta"}])
		self.assertEqual(self.give(perihal="Lain lagi").persetujuan, "Menunggu")
		from transformasi_asn.tata_kerja.exceptions import KetentuanGandaError

		with self.assertRaises(KetentuanGandaError):
			self.set_policy(ketentuan_unit=[{"unit_kerja": "AGN-DB"}, {"unit_kerja": "AGN-DB"}])
