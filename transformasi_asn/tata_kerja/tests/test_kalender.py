"""Working calendars as stored: inheritance, corrections, who may change them, and that changes are seen."""

from datetime import date

import frappe

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja import api, exceptions, kalender
from transformasi_asn.tata_kerja.domain.kalender import BatasWaktu, Satuan
from transformasi_asn.tata_kerja.tests import factory
from transformasi_asn.tests.kasus import SitusTestCase

KEPALA, LAIN = "kepala-kalender@contoh.example", "lain-kalender@contoh.example"
RABU = date(2026, 11, 25)
NATAL = date(2026, 12, 25)


def make_libur(tanggal: date, unit: str | None = None, jenis: str = "Libur daerah", nama: str = "Galungan"):
	return frappe.get_doc(
		{"doctype": "Hari Libur Daerah", "tanggal": tanggal, "nama": nama, "unit_kerja": unit, "jenis": jenis}
	).insert()


def make_jam(unit: str | None, *sesi: tuple[str, str, str], **kw):
	return frappe.get_doc(
		{
			"doctype": "Jam Kerja",
			"nama": f"Jam {unit}",
			"unit_kerja": unit,
			"sesi": [{"hari": h, "mulai": m, "selesai": s} for h, m, s in sesi],
			**kw,
		}
	).insert()


class TestKalender(SitusTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		factory.make_unit("KAL")
		factory.make_unit("KAL-PD", "KAL", perangkat_daerah=1)
		factory.make_unit("KAL-BID", "KAL-PD", jenis="Bidang")
		factory.make_unit("KAL-LAIN", "KAL", perangkat_daerah=1)
		factory.make_kepala("KAL-PD", KEPALA)
		factory.make_kepala("KAL-LAIN", LAIN)

	def setUp(self) -> None:
		frappe.db.savepoint("uji")
		frappe.clear_messages()
		self.forget()

	def tearDown(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="uji")
		self.forget()

	def forget(self) -> None:
		kalender.clear()
		organisasi.clear_cache()
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")

	def works(self, unit: str | None, hari: date) -> bool:
		return kalender.get_kalender(unit).is_hari_kerja(hari)

	# --- days off

	def test_national_holidays_are_known_and_can_be_switched_off(self):
		self.assertFalse(self.works("KAL-BID", NATAL))
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.libur_nasional = 0
		setelan.save()
		self.assertTrue(self.works("KAL-BID", NATAL))

	def test_joint_leave_can_be_switched_off(self):
		self.assertFalse(self.works(None, date(2026, 12, 24)))
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.cuti_bersama = 0
		setelan.save()
		self.assertTrue(self.works(None, date(2026, 12, 24)))

	def test_a_day_off_holds_for_the_unit_and_those_below(self):
		self.assertTrue(self.works("KAL-BID", RABU))
		make_libur(RABU, "KAL-PD")
		self.assertFalse(self.works("KAL-PD", RABU))
		self.assertFalse(self.works("KAL-BID", RABU))
		self.assertTrue(self.works("KAL-LAIN", RABU))
		self.assertTrue(self.works(None, RABU))

	def test_the_nearest_unit_decides(self):
		make_libur(RABU)
		make_libur(RABU, "KAL-PD", "Hari kerja", "Tetap melayani")
		make_libur(NATAL, "KAL-BID", "Hari kerja", "Piket")
		self.assertFalse(self.works("KAL-LAIN", RABU))
		self.assertTrue(self.works("KAL-BID", RABU))
		self.assertTrue(self.works("KAL-BID", NATAL))
		self.assertFalse(self.works("KAL-PD", NATAL))

	def test_a_deleted_or_moved_day_is_forgotten(self):
		libur = make_libur(RABU)
		self.assertFalse(self.works("KAL-BID", RABU))
		libur.tanggal = date(2026, 11, 26)
		libur.save()
		self.assertTrue(self.works("KAL-BID", RABU))
		self.assertFalse(self.works("KAL-BID", date(2026, 11, 26)))
		libur.delete()
		self.assertTrue(self.works("KAL-BID", date(2026, 11, 26)))

	def test_second_entry_of_a_date_is_refused(self):
		make_libur(RABU)
		make_libur(RABU, "KAL-PD")
		for unit in (None, "KAL-PD"):
			with self.assertRaises(exceptions.HariLiburGandaError):
				make_libur(RABU, unit, nama="Lagi")

	# --- hours

	def test_hours_are_inherited_until_a_unit_has_its_own(self):
		biasa = kalender.get_kalender(None)
		self.assertEqual(kalender.get_kalender("KAL-BID"), biasa)
		make_jam("KAL-PD", ("Setiap hari", "00:00:00", "00:00:00"))
		for unit in ("KAL-PD", "KAL-BID"):
			self.assertTrue(self.works(unit, date(2026, 11, 29)), unit)
		self.assertEqual(kalender.get_kalender("KAL-LAIN"), biasa)

	def test_hours_of_a_season_go_first(self):
		make_jam(
			"KAL-PD", ("Senin s.d. Jumat", "08:00:00", "15:00:00"), mulai="2026-11-01", sampai="2026-11-25"
		)
		make_jam("KAL-PD", ("Senin s.d. Jumat", "07:00:00", "17:00:00"))
		k = kalender.get_kalender("KAL-BID")
		self.assertEqual(k.end_of(RABU).hour, 15)
		self.assertEqual(k.end_of(date(2026, 11, 26)).hour, 17)

	def test_units_are_grouped_by_calendar(self):
		self.assertEqual(kalender.group_units(), {})
		make_libur(RABU, "KAL-PD")
		make_libur(RABU, "KAL-BID", "Hari kerja")
		self.assertEqual(
			kalender.group_units(), {("KAL-PD",): ["KAL-PD"], ("KAL-BID", "KAL-PD"): ["KAL-BID"]}
		)
		for kunci, unit in kalender.group_units().items():
			self.assertEqual([kalender.find_key(u) for u in unit], [kunci] * len(unit))

	def test_faulty_hours_are_named_by_row(self):
		for sesi, pesan in (
			([("Senin", "09:00:00", "08:00:00")], "baris 1"),
			(
				[("Senin s.d. Kamis", "08:00:00", "12:00:00"), ("Rabu", "11:00:00", "13:00:00")],
				"baris 1 dan 2",
			),
		):
			with self.assertRaisesRegex(exceptions.SesiTidakSahError, pesan):
				make_jam("KAL-PD", *sesi)
		with self.assertRaises(exceptions.SesiTidakSahError):
			make_jam("KAL-PD", ("Senin", "08:00:00", "12:00:00"), mulai="2026-02-01", sampai="2026-01-01")

	def test_two_weeks_in_force_at_once_are_refused(self):
		sesi = ("Senin", "08:00:00", "12:00:00")
		make_jam("KAL-PD", sesi)
		with self.assertRaises(exceptions.JamKerjaGandaError):
			make_jam("KAL-PD", sesi)
		make_jam("KAL-PD", sesi, mulai="2026-02-01", sampai="2026-02-28")
		with self.assertRaises(exceptions.JamKerjaGandaError):
			make_jam("KAL-PD", sesi, mulai="2026-02-28")
		make_jam("KAL-PD", sesi, mulai="2026-03-01")

	def test_hours_a_week_are_shown(self):
		self.assertEqual(
			frappe.db.get_value("Jam Kerja", {"unit_kerja": ("is", "not set")}, "jam_seminggu"), 37.5
		)

	# --- limits

	def test_limits_by_urgency(self):
		self.assertEqual(kalender.get_batas_waktu("Segera"), BatasWaktu(2, Satuan.KALI_24_JAM))
		batas = frappe.get_doc("Batas Waktu Urgensi", "Segera")
		batas.update({"jumlah": 12, "satuan": "Jam kerja"})
		batas.save()
		self.assertEqual(kalender.get_batas_waktu("Segera"), BatasWaktu(12, Satuan.JAM_KERJA))
		batas.jumlah = 0
		batas.save()
		self.assertIsNone(kalender.get_batas_waktu("Segera"))
		self.assertIsNone(kalender.get_batas_waktu(None))

	def test_two_steps_at_one_moment_are_refused(self):
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.append(
			"langkah_pengingat",
			{"kapan": "Sesudah", "jumlah": 1, "satuan": "Hari kerja", "tindakan": "Ingatkan penerima"},
		)
		with self.assertRaises(exceptions.LangkahGandaError):
			setelan.save()

	# --- who may change it

	def test_a_head_changes_his_unit_and_those_below_only(self):
		frappe.set_user(KEPALA)
		make_libur(RABU, "KAL-PD")
		libur = make_libur(RABU, "KAL-BID")
		make_jam("KAL-BID", ("Senin", "08:00:00", "12:00:00"))
		for unit in ("KAL-LAIN", "KAL", None):
			with self.assertRaises(frappe.PermissionError):
				make_libur(date(2026, 11, 26), unit)
		frappe.set_user(LAIN)
		libur = frappe.get_doc("Hari Libur Daerah", libur.name)
		self.assertTrue(libur.has_permission("read"))
		with self.assertRaises(frappe.PermissionError):
			libur.save()
		with self.assertRaises(frappe.PermissionError):
			libur.delete()

	def test_an_entry_cannot_be_moved_to_another_unit(self):
		frappe.set_user(KEPALA)
		libur = make_libur(RABU, "KAL-PD")
		libur.unit_kerja = "KAL-LAIN"
		self.assertRaises(frappe.CannotChangeConstantError, libur.save)

	# --- the view

	def test_calendar_to_look_at(self):
		make_libur(RABU, "KAL-PD")
		frappe.set_user(LAIN)
		isi = api.kalender_kerja("KAL-BID", 2026)
		self.assertIn(
			{"tanggal": RABU, "nama": "Galungan", "unit_kerja": "KAL-PD", "nasional": False}, isi["libur"]
		)
		self.assertIn(NATAL, [b["tanggal"] for b in isi["libur"] if b["nasional"]])
		self.assertEqual(isi["jam_seminggu"], 37.5)
		self.assertEqual(isi["minggu"][4], {"hari": "Jumat", "sesi": [(450, 690), (780, 990)]})
		self.assertRaises(exceptions.TahunTidakWajarError, api.kalender_kerja, None, 12026)
