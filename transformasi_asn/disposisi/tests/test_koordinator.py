"""Koordinator: who names one, for how long, and the one line that the role opens."""

import frappe
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import desk
from transformasi_asn.disposisi.exceptions import PenerimaTidakSahError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi import koordinator
from transformasi_asn.organisasi.exceptions import (
	AlasanBerakhirError,
	AnggotaKelompokError,
	BukanFungsionalError,
	BukanPemberiKoordinatorError,
	KelompokGandaError,
	MasihDipakaiError,
	PemberiKoordinatorError,
	SuratTetapError,
)

DOCTYPE = "Penugasan Koordinator"


class KoordinatorTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		koordinator._forget_now()

	def tearDown(self):
		super().tearDown()
		koordinator._forget_now()

	def assign(self, kunci="jf1", oleh="kadis_a", anggota=("jf2",), **kw):
		if oleh == "Administrator":
			frappe.set_user(oleh)
		else:
			as_user(oleh)
		return frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"pegawai": self.pegawai[kunci],
				"peran": "Sub-koordinator",
				"kelompok": "Perencanaan",
				"unit_kerja": "AGN-DA",
				"mulai": add_days(today(), -1),
				"alasan": "Penyederhanaan struktur",
				"pemberi_jabatan": "AGN-KADA",
				"anggota": [{"pegawai": self.pegawai[a]} for a in anggota],
				**kw,
			}
		).insert()

	def give_role(self, kunci: str, peran: str):
		frappe.set_user("Administrator")
		frappe.get_doc("User", factory.user_of(kunci)).add_roles(peran)
		# the role is rolled back, what was remembered of it is not
		self.addCleanup(frappe.clear_cache, user=factory.user_of(kunci))

	def hand_on(self, penerima="jf2", dari="jf1"):
		"""The Kabid gives routine work to `dari`, who hands it on."""
		(ke_kabid,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(ke_kabid, "kabid", "Terima")
		d = make_disposisi(
			frappe.get_doc("Naskah Masuk", ke_kabid.naskah),
			"kabid",
			[to_person(self.pegawai[dari])],
			induk_tugas=ke_kabid.name,
		)
		(ke_koordinator,) = tugas_of(d)
		step(ke_koordinator, dari, "Terima")
		return make_disposisi(
			frappe.get_doc("Naskah Masuk", ke_kabid.naskah),
			dari,
			[to_person(self.pegawai[penerima])],
			induk_tugas=ke_koordinator.name,
		)


class TestPenugasan(KoordinatorTestCase):
	def test_the_head_names_one_and_nobody_else_does(self):
		p = self.assign()
		self.assertEqual((p.jabatan, p.nama_pemberi), ("AGN-JF", "Uji kadis_a (Kepala Dinas A)"))
		for oleh in ("sekda", "kabid", "jf1", "jf_b", "tu_a"):
			with (
				self.subTest(oleh),
				self.assertRaises((BukanPemberiKoordinatorError, frappe.PermissionError)),
			):
				self.assign(oleh=oleh, kelompok=f"Kelompok {oleh}")

	def test_hr_names_one_for_the_head_but_nobody_himself(self):
		self.give_role("tu_b", "Pengelola Kepegawaian")
		self.assertEqual(self.assign(oleh="tu_b").pemberi, self.pegawai["kadis_a"])
		self.give_role("jf2", "Pengelola Kepegawaian")
		with self.assertRaises(BukanPemberiKoordinatorError):
			self.assign("jf2", oleh="jf2", anggota=(), kelompok="Lain")

	def test_a_structural_official_and_whom_the_post_does_not_lead_are_refused(self):
		with self.assertRaises(BukanFungsionalError) as galat:
			self.assign("kabid", anggota=())
		self.assertIn("Kepala Bidang A1", str(galat.exception))
		self.assertRaises(PemberiKoordinatorError, self.assign, "jf_b", anggota=())
		for anggota in (("jf_b",), ("jf2", "jf2"), ("jf1",), ("kabid",), ("tanpa_jabatan",)):
			with self.subTest(anggota), self.assertRaises(AnggotaKelompokError):
				self.assign(anggota=anggota)

	def test_a_lower_level_is_allowed_with_a_notice(self):
		self.assign(peran="Koordinator")
		self.assertIn(
			"Ahli Madya",
			frappe.message_log[-1]
			if isinstance(frappe.message_log[-1], str)
			else str(frappe.message_log[-1]),
		)
		frappe.clear_messages()
		self.assign("jf2", anggota=(), kelompok="Evaluasi")
		self.assertFalse(frappe.message_log)

	def test_a_group_has_one_leader_at_a_time(self):
		self.assign(selesai=add_days(today(), 10))
		with self.assertRaises(KelompokGandaError):
			self.assign("jf2", anggota=(), kelompok=" perencanaan ", mulai=add_days(today(), 9))
		self.assign("jf2", anggota=(), kelompok="perencanaan", mulai=add_days(today(), 10))

	def test_what_runs_is_ended_with_a_reason_and_neither_changed_nor_deleted(self):
		p = self.assign()
		for ubah in (
			{"pegawai": self.pegawai["jf2"], "anggota": []},
			{"kelompok": "Lain"},
			{"peran": "Koordinator"},
		):
			with self.subTest(ubah), self.assertRaises(SuratTetapError):
				frappe.get_doc(DOCTYPE, p.name).update(ubah).save()
		with self.assertRaises(AlasanBerakhirError):
			frappe.get_doc(DOCTYPE, p.name).update({"selesai": today()}).save()
		frappe.get_doc(DOCTYPE, p.name).update(
			{"selesai": today(), "alasan_berakhir": "Selesai lebih awal"}
		).save()
		frappe.set_user("Administrator")
		self.assertRaises(MasihDipakaiError, frappe.delete_doc, DOCTYPE, p.name)

	def test_a_member_who_left_does_not_hinder_the_end(self):
		p = self.assign()
		frappe.set_user("Administrator")
		for nama in frappe.get_all("Penempatan", {"pegawai": self.pegawai["jf2"]}, pluck="name"):
			frappe.get_doc("Penempatan", nama).update({"selesai": today()}).save()
		as_user("kadis_a")
		frappe.get_doc(DOCTYPE, p.name).update({"selesai": today(), "alasan_berakhir": "Mutasi"}).save()

	def test_everybody_reads_it_and_only_the_ordering_post_writes(self):
		p = self.assign()
		for kunci in ("jf1", "jf_b", "kadis_b"):
			with self.subTest(kunci):
				as_user(kunci)
				self.assertIn(p.name, frappe.get_list(DOCTYPE, pluck="name"))
				doc = frappe.get_doc(DOCTYPE, p.name)
				self.assertRaises(
					(frappe.PermissionError, BukanPemberiKoordinatorError), doc.update({"alasan": "x"}).save
				)
				# nor by sending a post of his own along
				doc = frappe.get_doc(DOCTYPE, p.name)
				doc.pemberi_jabatan = "AGN-KADB"
				self.assertRaises((frappe.PermissionError, frappe.ValidationError), doc.save)

	def test_the_form_of_the_person_names_role_and_period(self):
		self.assign(selesai=add_days(today(), 30))
		(kini,) = frappe.get_doc("Pegawai ASN", self.pegawai["jf1"]).list_jabatan_kini()
		(peran,) = kini["peran"]
		self.assertTrue(peran.startswith("Sub-koordinator Perencanaan, "))
		self.assertIn(frappe.format(add_days(today(), 29), "Date"), peran)
		(kini,) = frappe.get_doc("Pegawai ASN", self.pegawai["jf2"]).list_jabatan_kini()
		self.assertEqual(kini["peran"], [])

	def test_no_post_comes_of_it(self):
		sebelum = frappe.db.count("Jabatan"), frappe.db.count("Penempatan")
		self.assign()
		self.assertEqual((frappe.db.count("Jabatan"), frappe.db.count("Penempatan")), sebelum)


class TestGaris(KoordinatorTestCase):
	def test_routine_work_goes_to_the_group_and_its_report_comes_back(self):
		self.assign()
		(bagian,) = tugas_of(self.hand_on())
		self.assertEqual((bagian.pola_kerja, bagian.pegawai), ("Struktural", self.pegawai["jf2"]))
		step(bagian, "jf2", "Terima")
		step(bagian, "jf2", "Laporkan", laporan="Sudah dikerjakan")
		self.assertEqual(step(bagian, "jf1", "Terima Laporan").tahap, "Selesai")

	def test_not_before_nor_after_nor_to_a_stranger(self):
		for kasus, kw in (
			("before", {"mulai": add_days(today(), 1)}),
			("after", {"mulai": add_days(today(), -9), "selesai": today()}),
			("no role", None),
			("not a member", {"anggota": ("tu_a",)}),
			("he is only a member", {"kunci": "jf2", "anggota": ("jf1",)}),
		):
			with self.subTest(kasus):
				frappe.db.savepoint("kasus")
				if kw is not None:
					self.assign(**{"selesai": add_days(today(), 9), **kw})
				with self.assertRaises(PenerimaTidakSahError):
					self.hand_on()
				frappe.set_user("Administrator")
				frappe.db.rollback(save_point="kasus")
				koordinator.forget()

	def test_on_its_first_and_last_day(self):
		self.assign(mulai=today(), selesai=add_days(today(), 1))
		self.assertEqual(len(tugas_of(self.hand_on())), 1)

	def test_whoever_left_the_post_leads_no_longer_and_who_left_the_line_is_no_member(self):
		self.assign()
		hari = getdate()
		(kelompok,) = koordinator.list_kelompok(self.pegawai["jf1"], hari)
		self.assertEqual(kelompok.anggota, {self.pegawai["jf2"]})
		frappe.set_user("Administrator")
		for kunci, harap in (("jf2", [frozenset()]), ("jf1", [])):
			for nama in frappe.get_all("Penempatan", {"pegawai": self.pegawai[kunci]}, pluck="name"):
				frappe.get_doc("Penempatan", nama).update({"selesai": today()}).save()
			self.assertEqual([k.anggota for k in koordinator.list_kelompok(self.pegawai["jf1"], hari)], harap)

	def test_two_groups_at_once(self):
		self.assign()
		self.assign(kelompok="Evaluasi", anggota=("tu_a",))
		kelompok = koordinator.list_kelompok(self.pegawai["jf1"], getdate())
		self.assertEqual({k.nama for k in kelompok}, {"Perencanaan", "Evaluasi"})
		self.assertEqual(len(tugas_of(self.hand_on("tu_a"))), 1)

	def test_members_are_proposed_with_the_group_as_reason(self):
		self.assign()
		as_user("jf1")
		usul = {c["penerima"]: c["keterangan"] for c in desk.propose_penerima("AGN-JF")["struktural"]}
		self.assertEqual(usul, {self.pegawai["jf2"]: "Sub-koordinator: Perencanaan"})
		as_user("jf2")
		self.assertEqual(desk.propose_penerima("AGN-JF")["struktural"], [])

	def test_why_me_names_role_and_period(self):
		self.assign()
		(bagian,) = tugas_of(self.hand_on())
		for kunci, label in (("jf2", "Garis penugasan"), ("jf1", "Peran Anda")):
			as_user(kunci)
			tugas = bagian if kunci == "jf2" else frappe.get_doc("Tugas", bagian.induk)
			mengapa = {m["label"]: m["isi"] for m in desk.view_tugas(tugas)["mengapa"]}
			self.assertTrue(mengapa[label].startswith("Sub-koordinator Perencanaan, sejak"), mengapa)

	def test_the_role_shows_nothing_of_the_members_work(self):
		self.assign()
		(ke_kabid,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(ke_kabid, "kabid", "Terima")
		(langsung,) = tugas_of(
			make_disposisi(
				frappe.get_doc("Naskah Masuk", ke_kabid.naskah),
				"kabid",
				[to_person(self.pegawai["jf2"])],
				induk_tugas=ke_kabid.name,
			)
		)
		as_user("jf1")
		self.assertFalse(frappe.has_permission("Tugas", doc=langsung.name))
		self.assertRaises(frappe.PermissionError, frappe.get_doc("Tugas", langsung.name).check_permission)
