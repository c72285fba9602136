"""The sweep of deadlines: who hears what when, step by step, once; also when it breaks off or runs twice."""

from datetime import datetime, timedelta

import frappe
from frappe.utils import now_datetime

from transformasi_asn.disposisi import api, jam, pengingat, tasks
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.test_jam import JamTestCase


class SapuanTestCase(JamTestCase):
	"""Deadlines lie on Wednesday 2031-11-26, 16.00."""

	def setUp(self):
		super().setUp()
		# what other tests left open on this site is none of ours
		frappe.db.sql("update `tabTugas` set `jatuh_tempo` = null")
		frappe.db.delete("Notification Log")

	def give(self, pada="20 09:00", **kw):
		return super().give(pada, tenggat="2031-11-26", **kw)

	def sweep(self, teks: str, simpan=lambda: None) -> pengingat.Hasil:
		frappe.set_user("Administrator")
		return pengingat.sweep(datetime.fromisoformat(f"2031-{teks}"), simpan)

	def news(self, *kunci: str) -> dict[str, list[str]]:
		"""Notices since the last question, by person; all that came must be asked for."""
		akun = {factory.user_of(k): k for k in factory.ORANG}
		hasil: dict[str, list[str]] = {}
		for b in frappe.get_all(
			"Notification Log", fields=["for_user", "subject"], order_by="creation, name"
		):
			hasil.setdefault(akun[b.for_user], []).append(b.subject)
		frappe.db.delete("Notification Log")
		self.assertEqual(set(hasil), set(kunci), hasil)
		return hasil

	def escalations(self, tugas) -> tuple[tuple[int, str], ...]:
		baris = frappe.get_all(
			"Eskalasi Tugas", {"tugas": tugas.name}, ["tingkat", "jabatan"], order_by="tingkat", as_list=True
		)
		return tuple(map(tuple, baris))


class TestLangkah(SapuanTestCase):
	def test_step_by_step_up_the_line(self):
		tugas = self.give()
		self.news("kabid")
		self.assertEqual(self.sweep("11-25 15:59").tugas, 0)
		self.news()
		self.assertEqual(self.sweep("11-25 16:00").tugas, 1)
		self.assertIn("Segera jatuh tempo", self.news("kabid")["kabid"][0])
		self.assertEqual(self.sweep("11-25 16:15").tugas, 0)
		self.sweep("11-26 16:00")
		kabar = self.news("kabid", "kadis_a")
		self.assertIn("Lewat jatuh tempo", kabar["kabid"][0])
		self.assertIn("Uji kabid", kabar["kadis_a"][0])
		self.assertEqual(self.escalations(tugas), ())
		self.sweep("11-27 16:00")
		self.assertIn("Dinaikkan", self.news("kabid", "kadis_a", "sekda")["sekda"][0])
		self.assertEqual(self.escalations(tugas), ((1, "AGN-SEKDA"),))
		self.sweep("12-01 16:00")
		self.news("kabid", "kadis_a", "gubernur")
		self.assertEqual(self.escalations(tugas), ((1, "AGN-SEKDA"), (2, "AGN-GUB")))
		# nobody stands higher
		self.assertEqual(self.sweep("12-03 16:00").tugas, 1)
		self.news("kabid", "kadis_a")
		self.assertEqual(self.sweep("12-30 16:00").tugas, 0)
		self.news()
		doc = frappe.get_doc("Tugas", tugas.name)
		self.assertEqual((doc.tahap, doc.tenggat.isoformat()), ("Baru", "2031-11-26"))

	def test_what_was_missed_comes_at_once_and_in_order(self):
		tugas = self.give()
		self.news("kabid")
		self.assertEqual(self.sweep("12-10 09:00").tugas, 1)
		kabar = self.news("kabid", "kadis_a", "sekda", "gubernur")
		self.assertEqual({k: len(v) for k, v in kabar.items()}, dict.fromkeys(kabar, 1))
		self.assertEqual(self.escalations(tugas), ((1, "AGN-SEKDA"), (2, "AGN-GUB")))
		self.assertEqual(self.sweep("12-10 09:15").tugas, 0)

	def test_a_day_off_of_the_unit_delays_its_steps_only(self):
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Hari Libur Daerah",
				"tanggal": "2031-11-27",
				"nama": "Galungan",
				"unit_kerja": "AGN-DA",
			}
		).insert()
		tugas = self.give()
		with_b = self.give_to_b()
		self.sweep("11-27 16:00")
		self.assertEqual(len(self.escalations(with_b)), 1)
		self.assertEqual(len(self.escalations(tugas)), 0)
		self.sweep("11-28 16:00")
		self.assertEqual(len(self.escalations(tugas)), 1)

	def give_to_b(self):
		naskah = make_naskah(pencatat="tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_post("AGN-KADB")], tenggat="2031-11-26"))
		return tugas

	def test_an_officer_given_work_directly_is_late_on_his_own_line_first(self):
		naskah = make_naskah(
			pencatat="tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pemicu=PRIORITAS
		)
		(tugas,) = tugas_of(
			make_disposisi(naskah, "sekda", [to_person(self.pegawai["jf1"])], tenggat="2031-11-26")
		)
		self.sweep("12-10 09:00")
		self.assertEqual(self.escalations(tugas), ((1, "AGN-KABID"), (2, "AGN-KADA"), (3, "AGN-GUB")))

	def test_many_tasks_of_one_person_are_one_notice(self):
		for _n in range(4):
			self.give()
		self.news("kabid")
		self.sweep("11-26 16:00")
		kabar = self.news("kabid", "kadis_a")
		self.assertEqual([len(v) for v in kabar.values()], [1, 1])
		self.assertIn("4 tugas", kabar["kabid"][0])

	def test_who_does_not_hear(self):
		"""Paused, reported, closed; and a reminder whose time was over when the task was given."""
		dijeda, dilaporkan, dibatalkan = self.give(), self.give(), self.give()
		self.do("kabid", "21 09:00", api.jeda_tugas, dijeda.name, "Menunggu")
		step(dilaporkan, "kabid", "Terima")
		step(dilaporkan, "kabid", "Laporkan", laporan="Sudah.")
		step(dibatalkan, "kadis_a", "Batalkan", alasan="Tidak perlu")
		self.give("26 09:00")
		frappe.db.delete("Notification Log")
		self.assertEqual(self.sweep("11-26 10:00").tugas, 0)
		self.news()
		self.assertEqual(self.sweep("11-26 16:00").tugas, 1)

	def test_after_an_extension_the_steps_begin_anew(self):
		tugas = self.give()
		self.sweep("11-27 16:00")
		self.do("kabid", "28 08:00", api.minta_perpanjangan, tugas.name, "2031-12-02", "Data")
		self.do("kadis_a", "28 08:30", api.putuskan_perpanjangan, tugas.name, True)
		frappe.db.delete("Notification Log")
		self.assertEqual(self.sweep("11-28 16:00").tugas, 0)
		self.sweep("12-01 16:00")
		self.assertIn("Segera jatuh tempo", self.news("kabid")["kabid"][0])
		self.sweep("12-03 16:00")
		self.assertEqual(frappe.get_all("Eskalasi Tugas", {"tugas": tugas.name}, pluck="tingkat"), [1, 1])

	def test_secret_work_reminds_without_content_and_climbs_to_nobody(self):
		naskah = make_naskah(keamanan="Rahasia", perihal="Mutasi X")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], tenggat="2031-11-26"))
		frappe.db.delete("Notification Log")
		self.sweep("12-10 09:00")
		for kabar in self.news("kabid", "kadis_a").values():
			self.assertNotIn("Mutasi", kabar[0])
		self.assertEqual(self.escalations(tugas), ())

	def test_where_consent_is_missing_its_giver_is_reminded(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(
			make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf_b"])], tenggat="2031-11-26")
		)
		self.assertEqual(tugas.persetujuan, "Menunggu")
		frappe.db.delete("Notification Log")
		self.sweep("11-26 16:00")
		self.news("kadis_b", "kadis_a")

	def test_without_steps_nothing_happens(self):
		self.give()
		frappe.set_user("Administrator")
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.langkah_pengingat = []
		setelan.save()
		self.assertEqual(self.sweep("12-10 09:00").tugas, 0)

	def test_a_form_opened_before_the_reminder_can_still_be_saved(self):
		tugas = self.give()
		step(tugas, "kabid", "Terima")
		lama = frappe.get_doc("Tugas", tugas.name)
		self.sweep("11-26 16:00")
		factory.as_user("kabid")
		lama.laporan = "Sedang disusun"
		lama.save()
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "pengingat_terakhir"), 0)
		self.assertEqual(self.sweep("11-26 16:15").tugas, 0)

	def test_escalations_are_a_record(self):
		tugas = self.give()
		self.sweep("12-10 09:00")
		doc = frappe.get_last_doc("Eskalasi Tugas", {"tugas": tugas.name})
		doc.jabatan = "AGN-KADB"
		self.assertRaises(frappe.ValidationError, doc.save)
		self.assertRaises(frappe.ValidationError, doc.delete)

	def test_sight_is_widened_for_reading_only(self):
		naskah = make_naskah(keamanan="Terbatas")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], tenggat="2031-11-26"))
		factory.as_user("sekda")
		self.assertFalse(frappe.get_doc("Tugas", tugas.name).has_permission("read"))
		self.sweep("11-27 16:00")
		factory.as_user("sekda")
		doc = frappe.get_doc("Tugas", tugas.name)
		self.assertTrue(doc.has_permission("read"))
		self.assertFalse(doc.has_permission("write"))
		self.assertEqual([k["tingkat"] for k in jam.view(doc, set())["kenaikan"]], [1])


class TestGangguan(SapuanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, pengingat, "SEPOTONG", pengingat.SEPOTONG)
		pengingat.SEPOTONG = 2

	def test_a_sweep_killed_midway_goes_on_where_it_was(self):
		tugas = [self.give() for _n in range(5)]
		frappe.db.delete("Notification Log")
		potong = []

		class Mati(Exception):
			pass

		def simpan():
			if len(potong) == 1:
				raise Mati
			potong.append(1)
			frappe.db.savepoint("potong")

		with self.assertRaises(Mati):
			self.sweep("11-27 16:00", simpan)
		frappe.db.rollback(save_point="potong")
		self.assertEqual(sum(len(self.escalations(t)) for t in tugas), 2)
		self.assertEqual(self.sweep("11-27 16:00").tugas, 3)
		self.assertEqual([self.escalations(t) for t in tugas], [((1, "AGN-SEKDA"),)] * 5)
		self.assertEqual(self.sweep("11-27 16:00").tugas, 0)

	def test_a_deadlock_is_tried_again(self):
		self.give()
		gagal = [frappe.QueryDeadlockError]

		def simpan():
			if gagal:
				raise gagal.pop()

		asli = frappe.db.rollback
		frappe.db.savepoint("sapuan")
		frappe.db.rollback = lambda **kw: asli(save_point="sapuan")
		try:
			self.assertEqual(self.sweep("11-26 16:00", simpan).tugas, 1)
		finally:
			frappe.db.rollback = asli


class TestDenyut(SapuanTestCase):
	def set_denyut(self, selesai) -> None:
		frappe.set_user("Administrator")
		frappe.db.delete("Denyut Tugas Berkala")
		if selesai:
			tasks.beat(tasks.SAPU_TENGGAT, terakhir_selesai=selesai)

	def test_the_banner_comes_when_the_sweep_stands_still(self):
		for menit, terlambat in ((5, False), (59, False), (61, True), (None, True)):
			self.set_denyut(now_datetime() - timedelta(minutes=menit) if menit else None)
			factory.as_user("kabid")
			with self.subTest(menit=menit):
				self.assertEqual(api.denyut()["terlambat"], terlambat)

	def test_it_can_be_switched_off(self):
		self.set_denyut(None)
		frappe.db.set_single_value("Pengaturan Tata Kerja", "batas_denyut_menit", 0)
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		self.assertFalse(tasks.check_denyut()["terlambat"])

	def test_strangers_are_told_nothing(self):
		frappe.set_user("Guest")
		self.assertRaises(frappe.PermissionError, api.denyut)
