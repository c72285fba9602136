"""When tasks are due, pausing, and asking for more time."""

from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

import frappe
from frappe.utils import add_days, get_datetime, getdate, today

from transformasi_asn.disposisi import api, desk, jam, jejak, kotak
from transformasi_asn.disposisi.exceptions import (
	CatatanTetapError,
	JedaError,
	PerpanjanganError,
	TenggatMelampauiIndukError,
)
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.tata_kerja import kalender

# Tuesday of a week without holidays in a far year, so that days set ahead are never in the past
SELASA = date(2031, 11, 25)


@contextmanager
def at(teks: str):
	"""The clock of tasks shows this time of 2031-11."""
	kini = datetime.fromisoformat(f"2031-11-{teks}")
	with patch.object(jam, "_now", lambda: kini), patch.object(jam, "now_datetime", lambda: kini):
		yield kini


class JamTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		kalender.clear()
		frappe.set_user("Administrator")
		# a plain calendar: nothing that a later year's holidays change
		frappe.db.set_single_value("Pengaturan Tata Kerja", "libur_nasional", 0)
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")

	def tearDown(self):
		super().tearDown()
		kalender.clear()
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")

	def give(self, pada: str = "24 09:00", **kw):
		"""A task of the kabid's, given at this time."""
		urgensi = kw.pop("urgensi", "Biasa")
		with at(pada):
			(tugas,) = tugas_of(
				make_disposisi(make_naskah(urgensi=urgensi), "kadis_a", [to_post("AGN-KABID")], **kw)
			)
		return tugas

	def hand_on(self, tugas, pada: str = "24 10:00", **kw):
		with at(pada):
			(bagian,) = tugas_of(
				make_disposisi(
					frappe.get_doc("Naskah Masuk", tugas.naskah),
					"kabid",
					[to_person(self.pegawai["jf1"], **kw)],
					induk_tugas=tugas.name,
				)
			)
		return bagian

	def assertDue(self, tugas, teks: str) -> None:
		stored = frappe.db.get_value("Tugas", tugas.name, "jatuh_tempo")
		self.assertEqual(get_datetime(stored), datetime.fromisoformat(f"2031-{teks}"))

	def do(self, kunci: str, pada: str, cara, *isian):
		factory.as_user(kunci)
		with at(pada):
			return cara(*isian)


class TestJatuhTempo(JamTestCase):
	def test_a_day_set_ends_with_the_work_of_that_day(self):
		self.assertDue(self.give(tenggat="2031-11-27"), "11-27 16:00")
		self.assertDue(self.give(tenggat="2031-11-28"), "11-28 16:30")

	def test_without_a_day_urgency_decides(self):
		self.assertDue(self.give(urgensi="Sangat Segera"), "11-25 09:00")
		self.assertDue(self.give("28 15:00", urgensi="Segera"), "12-02 15:00")
		self.assertDue(self.give(), "12-01 16:00")

	def test_an_invitation_is_not_due_after_its_event(self):
		with at("24 09:00"):
			acara = {
				"jenis_naskah": "Surat Undangan",
				"acara_mulai": "2031-11-25 10:00:00",
				"acara_tempat": "Aula",
			}
			naskah = make_naskah(**acara)
			(tugas,) = tugas_of(
				make_disposisi(
					naskah, "kadis_a", [to_post("AGN-KABID")], fakta_diperiksa=1, kegiatan="AGN-KEG"
				)
			)
			(rinci,) = tugas_of(
				make_disposisi(make_naskah(**acara), "kadis_a", [to_post("AGN-KABID")], tenggat="2031-11-27")
			)
		self.assertDue(tugas, "11-25 10:00")
		# what is to be done afterwards has the day that the leader set
		self.assertDue(rinci, "11-27 16:00")

	def test_without_limit_there_is_no_deadline(self):
		frappe.set_user("Administrator")
		for nama in ("Biasa",):
			batas = frappe.get_doc("Batas Waktu Urgensi", nama)
			batas.jumlah = 0
			batas.save()
		self.assertIsNone(self.give().jatuh_tempo)

	def test_deadline_on_a_holiday_is_the_next_working_day(self):
		frappe.set_user("Administrator")
		for hari, nama in (("2031-11-27", "Galungan"), ("2031-11-28", "Umanis Galungan")):
			frappe.get_doc(
				{"doctype": "Hari Libur Daerah", "tanggal": hari, "nama": nama, "unit_kerja": "AGN-DA-B1"}
			).insert()
		tugas = self.give(tenggat="2031-11-27")
		self.assertDue(tugas, "12-01 16:00")
		self.assertEqual(tugas.tenggat, getdate("2031-11-27"))
		# the calendar is the recipient's: in Dinas B it is a working day
		with at("24 09:00"):
			naskah = make_naskah(pencatat="tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
			disposisi = make_disposisi(naskah, "sekda", [to_post("AGN-KADB")], tenggat="2031-11-27")
		self.assertDue(tugas_of(disposisi)[0], "11-27 16:00")

	def test_an_order_reads_no_more_for_many_recipients(self):
		"""The calendar is read once, from Redis."""
		self.give()
		with patch.object(kalender, "_read_rows", side_effect=AssertionError("read from the database")):
			self.give()


class TestBagian(JamTestCase):
	def test_a_part_may_not_be_due_after_its_task(self):
		tugas = self.give(tenggat="2031-11-27")
		with self.assertRaisesRegex(TenggatMelampauiIndukError, r"Baris 1, Tenggat.*27-11-2031"):
			self.hand_on(tugas, tenggat="2031-11-28")
		self.assertDue(self.hand_on(tugas, tenggat="2031-11-27"), "11-27 16:00")

	def test_urgency_of_a_part_is_bounded_by_its_task(self):
		tugas = self.give(tenggat="2031-11-25")
		self.assertDue(self.hand_on(tugas), "11-25 16:00")

	def test_a_late_task_is_handed_on_for_the_same_day(self):
		tugas = self.give(tenggat="2031-11-24")
		with self.assertRaises(TenggatMelampauiIndukError):
			self.hand_on(tugas, "26 10:00", tenggat="2031-11-27")
		self.assertDue(self.hand_on(tugas, "26 10:00"), "11-26 16:00")

	def test_the_form_proposes_a_day_that_is_allowed(self):
		tugas = self.give(tenggat="2031-11-27")
		self.assertEqual(
			self.do(
				"kabid",
				"24 10:00",
				desk.propose_disposisi,
				frappe.get_doc("Naskah Masuk", tugas.naskah),
				tugas,
			)["tenggat"],
			getdate("2031-11-27"),
		)


class TestJeda(JamTestCase):
	def test_a_pause_moves_the_deadline_by_working_time(self):
		tugas = self.give(tenggat="2031-11-26")
		self.do("kabid", "25 15:00", api.jeda_tugas, tugas.name, "Menunggu data BPS")
		doc = frappe.get_doc("Tugas", tugas.name)
		self.assertEqual((doc.alasan_jeda, bool(doc.dijeda_sejak)), ("Menunggu data BPS", True))
		self.assertIn("Uji kabid", doc.nama_penjeda)
		with at("27 12:00"):
			self.assertFalse(jam.is_late(doc))
		self.do("kadis_a", "27 09:00", api.lanjutkan_tugas, tugas.name)
		# an hour on Tuesday, seven and a half on Wednesday, one and a half on Thursday
		self.assertDue(tugas, "11-28 10:00")
		jejak_tugas = frappe.get_all(
			"Jejak Tugas", {"tugas": tugas.name}, pluck="peristiwa", order_by="urutan"
		)
		self.assertEqual(jejak_tugas[-2:], ["Waktu dijeda", "Waktu dilanjutkan"])
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_the_other_side_hears_of_it_without_secrets(self):
		with at("24 09:00"):
			(tugas,) = tugas_of(
				make_disposisi(
					make_naskah(keamanan="Rahasia", perihal="Mutasi X"), "kadis_a", [to_post("AGN-KABID")]
				)
			)
		self.do("kabid", "24 10:00", api.jeda_tugas, tugas.name, "Menunggu Mutasi X")
		kabar = frappe.get_last_doc(
			"Notification Log", {"document_name": tugas.name, "for_user": factory.user_of("kadis_a")}
		)
		self.assertIn("Waktu dijeda", kabar.subject)
		self.assertNotIn("Mutasi", kabar.subject)

	def test_whoever_goes_on_working_ends_the_pause(self):
		tugas = self.give(tenggat="2031-11-26")
		self.do("kabid", "24 15:00", api.jeda_tugas, tugas.name, "Menunggu")
		with at("25 09:00"):
			doc = step(tugas, "kabid", "Terima")
		self.assertIsNone(doc.dijeda_sejak)
		self.assertDue(tugas, "11-27 10:00")
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_a_part_never_passes_its_task_by_a_pause(self):
		tugas = self.give(tenggat="2031-11-27")
		bagian = self.hand_on(tugas, tenggat="2031-11-26")
		self.do("jf1", "25 09:00", api.jeda_tugas, bagian.name, "Menunggu")
		self.do("jf1", "28 09:00", api.lanjutkan_tugas, bagian.name)
		self.assertDue(bagian, "11-28 16:30")  # the task itself is late: the end of that day
		tugas2 = self.give(tenggat="2031-11-27")
		bagian2 = self.hand_on(tugas2, tenggat="2031-11-27")
		self.do("jf1", "25 09:00", api.jeda_tugas, bagian2.name, "Menunggu")
		self.do("jf1", "26 09:00", api.lanjutkan_tugas, bagian2.name)
		self.assertDue(bagian2, "11-27 16:00")

	def test_while_the_task_is_paused_its_parts_may_move_along(self):
		tugas = self.give(tenggat="2031-11-26")
		bagian = self.hand_on(tugas, tenggat="2031-11-26")
		self.do("kabid", "25 09:00", api.jeda_tugas, tugas.name, "Menunggu")
		self.do("jf1", "25 09:00", api.jeda_tugas, bagian.name, "Menunggu")
		self.do("jf1", "26 09:00", api.lanjutkan_tugas, bagian.name)
		self.do("kabid", "26 09:00", api.lanjutkan_tugas, tugas.name)
		self.assertDue(bagian, "11-27 16:00")
		self.assertDue(tugas, "11-27 16:00")

	def test_who_may_pause(self):
		tugas = self.give(tenggat="2031-11-26")
		for kunci in ("sekda", "tu_a"):
			with self.assertRaises((JedaError, frappe.PermissionError)):
				self.do(kunci, "25 09:00", api.jeda_tugas, tugas.name, "Iseng")
		with self.assertRaises(JedaError):
			self.do("kabid", "25 09:00", api.jeda_tugas, tugas.name, "  ")
		frappe.set_user("Administrator")
		frappe.db.set_single_value("Pengaturan Tata Kerja", "penerima_boleh_jeda", 0)
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		with self.assertRaises(JedaError):
			self.do("kabid", "25 09:00", api.jeda_tugas, tugas.name, "Menunggu")
		self.do("kadis_a", "25 09:00", api.jeda_tugas, tugas.name, "Menunggu")
		with self.assertRaises(JedaError):
			self.do("kadis_a", "25 09:00", api.jeda_tugas, tugas.name, "Dua kali")

	def test_the_clock_is_not_set_by_saving_the_form(self):
		tugas = self.give(tenggat="2031-11-26")
		for field, nilai in (("jatuh_tempo", "2032-01-01 10:00:00"), ("dijeda_sejak", "2031-11-24 10:00:00")):
			factory.as_user("kabid")
			doc = frappe.get_doc("Tugas", tugas.name)
			doc.set(field, nilai)
			self.assertRaises(CatatanTetapError, doc.save)


class TestPerpanjangan(JamTestCase):
	def ask(self, tugas, kunci="kabid", pada="25 09:00", sampai="2031-12-02", alasan="Data belum lengkap"):
		self.do(kunci, pada, api.minta_perpanjangan, tugas.name, sampai, alasan)

	def decide(self, tugas, setuju, kunci="kadis_a", pada="25 10:00", **kw):
		factory.as_user(kunci)
		with at(pada):
			return api.putuskan_perpanjangan(tugas.name, setuju, **kw)

	def test_asked_and_granted(self):
		tugas = self.give(tenggat="2031-11-26")
		self.ask(tugas)
		self.assertDue(tugas, "11-26 16:00")
		self.assertTrue(
			frappe.db.exists(
				"Notification Log",
				{
					"document_name": tugas.name,
					"for_user": factory.user_of("kadis_a"),
					"subject": ("like", "Perpanjangan diminta%"),
				},
			)
		)
		self.decide(tugas, True)
		self.assertDue(tugas, "12-02 16:00")
		doc = frappe.get_doc("Tugas", tugas.name)
		self.assertEqual((doc.perpanjangan, doc.tenggat), ("Disetujui", getdate("2031-12-02")))
		self.assertEqual(jejak.verify(tugas.name), [])
		self.ask(tugas, sampai="2031-12-03")
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "perpanjangan"), "Menunggu")

	def test_granted_for_another_day(self):
		tugas = self.give(tenggat="2031-11-26")
		self.ask(tugas)
		self.decide(tugas, True, sampai="2031-11-28")
		self.assertDue(tugas, "11-28 16:30")

	def test_a_day_that_the_pause_has_passed_already_is_no_extension(self):
		tugas = self.give(tenggat="2031-11-26")
		self.ask(tugas, sampai="2031-11-28")
		self.do("kabid", "25 10:00", api.jeda_tugas, tugas.name, "Menunggu data dari luar")
		# three working days of waiting: it is due on Monday, the first of December
		with self.assertRaises(PerpanjanganError):
			self.decide(tugas, True, pada="28 10:00")
		self.decide(tugas, True, pada="28 10:00", sampai="2031-12-03")

	def test_refused_with_a_reason(self):
		tugas = self.give(tenggat="2031-11-26")
		self.ask(tugas)
		with self.assertRaises(PerpanjanganError):
			self.decide(tugas, False)
		self.decide(tugas, False, alasan="Ditunggu Gubernur")
		self.assertDue(tugas, "11-26 16:00")
		factory.as_user("kabid")
		self.assertEqual(
			desk.view_tugas(frappe.get_doc("Tugas", tugas.name))["waktu"]["perpanjangan"]["putusan"],
			"Ditunggu Gubernur",
		)
		with self.assertRaises(PerpanjanganError):
			self.decide(tugas, True)

	def test_what_is_no_extension_is_refused(self):
		tugas = self.give(tenggat="2031-11-26")
		for sampai in ("2031-11-26", "2031-11-01"):
			with self.assertRaises(PerpanjanganError):
				self.ask(tugas, sampai=sampai)
		with self.assertRaises(PerpanjanganError):
			self.ask(tugas, alasan=" ")
		with self.assertRaises(PerpanjanganError):
			self.ask(tugas, kunci="kadis_a")
		self.ask(tugas)
		with self.assertRaises(PerpanjanganError):
			self.ask(tugas)
		with self.assertRaises(PerpanjanganError):
			self.decide(tugas, True, kunci="kabid")

	def test_a_part_is_extended_up_to_its_task_only(self):
		tugas = self.give(tenggat="2031-11-27")
		bagian = self.hand_on(tugas, tenggat="2031-11-26")
		with self.assertRaises(TenggatMelampauiIndukError):
			self.ask(bagian, "jf1", sampai="2031-11-28")
		self.ask(bagian, "jf1", sampai="2031-11-27")
		with self.assertRaises(TenggatMelampauiIndukError):
			self.decide(bagian, True, kunci="kabid", sampai="2031-12-01")
		self.decide(bagian, True, kunci="kabid")
		self.assertDue(bagian, "11-27 16:00")


class TestKotakTerlambat(JamTestCase):
	def test_paused_and_future_tasks_are_not_late(self):
		(tugas,) = tugas_of(
			make_disposisi(
				make_naskah(entri_susulan=1),
				"kadis_a",
				[to_post("AGN-KABID")],
				tenggat=add_days(today(), -14),
			)
		)
		factory.as_user("kabid")
		self.assertIn(tugas.name, [b.name for b in kotak.list_rows("terlambat")])
		api.jeda_tugas(tugas.name, "Menunggu")
		self.assertNotIn(tugas.name, [b.name for b in kotak.list_rows("terlambat")])
		(baris,) = [
			b
			for b in kotak.list_rows("disposisi_belum_dibaca")
			+ kotak.list_rows("disposisi_belum_ditindaklanjuti")
			if b.name == tugas.name
		]
		self.assertEqual(baris.bendera, "jeda")
