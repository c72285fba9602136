import threading

import frappe
from frappe.utils import add_days, getdate, today

from transformasi_asn.basisdata import DidahuluiError
from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.exceptions import (
	KursiPenuhError,
	MasaPenempatanError,
	OrganisasiError,
	PegawaiTidakAktifError,
	PltLewatBatasError,
	RangkapDefinitifError,
)
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_jabatan,
	make_pegawai,
	make_penempatan,
	make_unit,
)
from transformasi_asn.tests.kasus import SitusTestCase


class TestPenempatan(OrganisasiTestCase):
	def setUp(self):
		super().setUp()
		make_dinas()
		self.ani, self.budi = make_pegawai("Ani").name, make_pegawai("Budi").name

	def count_warnings(self):
		return sum("Dasar Pengecualian" in str(pesan) for pesan in frappe.message_log)

	def test_seat_is_taken(self):
		make_penempatan(self.ani, "UJI-KABID", selesai="2026-03-01")
		with self.assertRaises(KursiPenuhError):
			make_penempatan(self.budi, "UJI-KABID", mulai="2026-02-28")
		make_penempatan(self.budi, "UJI-KABID", mulai="2026-03-01")

	def test_one_definitive_post(self):
		make_penempatan(self.ani, "UJI-KABID")
		with self.assertRaises(RangkapDefinitifError):
			make_penempatan(self.ani, "UJI-KADIS")
		make_penempatan(self.ani, "UJI-KADIS", kapasitas="Pj.")

	def test_missing_fields_are_named(self):
		with self.assertRaises(frappe.MandatoryError):
			make_penempatan(self.ani, None)
		with self.assertRaises(frappe.MandatoryError):
			make_pegawai(jenis_kepegawaian=None)
		with self.assertRaises(frappe.MandatoryError):
			make_jabatan("UJI-Z", "UJI-B", jenis=None)

	def test_inactive_person_gets_no_post(self):
		frappe.db.set_value("Pegawai ASN", self.ani, "aktif", 0)
		with self.assertRaises(PegawaiTidakAktifError):
			make_penempatan(self.ani, "UJI-KABID")

	def test_days(self):
		with self.assertRaises(MasaPenempatanError):
			make_penempatan(self.ani, "UJI-KABID", selesai="2026-01-01")

	def test_history_is_over(self):
		make_penempatan(self.ani, "UJI-KABID")
		with self.assertRaisesRegex(MasaPenempatanError, "Selesai"):
			make_penempatan(self.budi, "UJI-KABID", selesai=add_days(today(), 1), riwayat=1)
		make_penempatan(self.budi, "UJI-KABID", selesai=today(), riwayat=1)
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, self.ani)

	def test_history_gives_no_charge(self):
		"""Not even a record from before the rule, whose end is still to come."""
		frappe.db.set_value("Jabatan", "UJI-KABID", "peran_meja", "Tata Usaha ASN")
		make_penempatan(self.ani, "UJI-KABID")
		lama = make_penempatan(self.budi, "UJI-KABID", mulai="2026-01-02", selesai="2026-01-03", riwayat=1)
		lama.db_set("selesai", add_days(today(), 30))
		services.clear_cache()
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, self.ani)
		self.assertEqual(services.list_pangkuan(self.budi), [])
		self.assertEqual(services.list_penempatan_aktif(self.budi), [])
		self.assertEqual(pembaca.select_jabatan_definitif(self.budi, getdate()), [])
		self.assertNotIn("Tata Usaha ASN", services.list_peran(self.budi))

	def test_plt_within_limits_is_silent(self):
		make_penempatan(self.ani, "UJI-KABID")
		make_penempatan(self.ani, "UJI-KADIS", kapasitas="Plt", selesai="2026-07-01")
		self.assertEqual(self.count_warnings(), 0)

	def test_plt_beyond_limits_asks_for_a_basis(self):
		make_penempatan(self.ani, "UJI-KABID")
		plt = make_penempatan(self.ani, "UJI-KADIS", kapasitas="Plt", selesai="2026-07-02")
		self.assertEqual(self.count_warnings(), 1)
		frappe.clear_messages()
		plt.dasar = "Surat Gubernur 1/2026"
		plt.save()
		self.assertEqual(self.count_warnings(), 0)

	def test_plt_can_be_refused(self):
		frappe.db.set_single_value("Pengaturan Tata Kerja", "tolak_plt_lewat_batas", 1)
		frappe.db.value_cache.clear()
		with self.assertRaises(PltLewatBatasError):
			make_penempatan(self.budi, "UJI-KADIS", kapasitas="Plt", selesai="2026-02-01", dasar="x")
		make_penempatan(self.budi, "UJI-KADIS", kapasitas="Plt", selesai="2026-02-01", riwayat=1)

	def test_fields_without_meaning_are_emptied(self):
		p = make_penempatan(self.ani, "UJI-KABID", wewenang_rahasia=1)
		self.assertEqual(p.wewenang_rahasia, 0)
		p = make_penempatan(self.budi, "UJI-KABID", kapasitas="Plh", berhalangan_tetap=today())
		self.assertIsNone(p.berhalangan_tetap)

	def test_form_shows_present_posts(self):
		make_penempatan(self.ani, "UJI-KABID", mulai=add_days(today(), -1))
		make_penempatan(self.ani, "UJI-KADIS", kapasitas="Plh", mulai=add_days(today(), 1))
		pegawai = frappe.get_doc("Pegawai ASN", self.ani)
		pegawai.run_method("onload")
		self.assertEqual([b["jabatan"] for b in pegawai.get_onload("jabatan_kini")], ["Jabatan UJI-KABID"])


class TestBersamaan(SitusTestCase):
	"""Two people at once: the records must be visible to both, so they are committed and removed."""

	def setUp(self):
		make_unit("UJI-P")
		make_jabatan("UJI-P1", "UJI-P")
		make_jabatan("UJI-P2", "UJI-P")
		self.orang = [make_pegawai(nama).name for nama in ("Ani", "Budi")]
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for doctype, saring in (
			("Penempatan", {"jabatan": ("like", "UJI-P%")}),
			("Pegawai ASN", {"name": ("in", self.orang)}),
			("Jabatan", {"name": ("like", "UJI-P%")}),
			("Unit Kerja", {"name": "UJI-P"}),
		):
			for nama in frappe.get_all(doctype, filters=saring, pluck="name"):
				frappe.delete_doc(doctype, nama, force=True)
		frappe.db.commit()
		services.clear_cache()

	def run_both(self, pasangan):
		site, gerbang, hasil = frappe.local.site, threading.Barrier(2), []

		def work(pegawai, jabatan):
			frappe.init(site=site)
			frappe.connect()
			try:
				# The snapshot of both transactions is older than either placement.
				frappe.db.count("Penempatan")
				gerbang.wait(timeout=20)
				hasil.append(place(pegawai, jabatan))
			finally:
				frappe.destroy()

		def place(pegawai, jabatan, lagi=3):
			try:
				make_penempatan(pegawai, jabatan)
				frappe.db.commit()
				return "masuk"
			except DidahuluiError:
				# Asked to try again: then it must learn what stands.
				frappe.db.rollback()
				return place(pegawai, jabatan, lagi - 1) if lagi else "buntu"
			except OrganisasiError as e:
				frappe.db.rollback()
				return type(e).__name__

		utas = [threading.Thread(target=work, args=p) for p in pasangan]
		for u in utas:
			u.start()
		for u in utas:
			u.join(timeout=60)
		return sorted(hasil)

	def test_one_seat_two_people(self):
		hasil = self.run_both([(self.orang[0], "UJI-P1"), (self.orang[1], "UJI-P1")])
		self.assertEqual(hasil, ["KursiPenuhError", "masuk"])

	def test_one_person_two_posts(self):
		hasil = self.run_both([(self.orang[0], "UJI-P1"), (self.orang[0], "UJI-P2")])
		self.assertEqual(hasil, ["RangkapDefinitifError", "masuk"])
