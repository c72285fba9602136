"""Stand-ins at work: before, during and after their time, what they are kept off, and both sides of a report."""

import frappe
from frappe.model.workflow import WorkflowTransitionError
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import desk, mandat
from transformasi_asn.disposisi.exceptions import BukanPemberiError, JabatanTindakanError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	make_penempatan,
	step,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi import api
from transformasi_asn.organisasi import mandat as surat_perintah
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.mandat import BOLEH_DICATAT

SETELAN = "Pengaturan Tata Kerja"
MASA_HABIS = "Masa Anda sebagai"


class MandatTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, SETELAN, SETELAN)
		frappe.clear_messages()

	def set_setelan(self, **nilai):
		frappe.set_user("Administrator")
		setelan = frappe.get_doc(SETELAN)
		setelan.update(nilai)
		setelan.save()
		konteks.clear()

	def stand_in(self, kunci: str, jabatan: str, kapasitas: str = "Plh", **kw):
		frappe.set_user("Administrator")
		kw = {"mulai": add_days(today(), -1), "selesai": add_days(today(), 5), "dasar": "Uji", **kw}
		return make_penempatan(self.pegawai[kunci], jabatan, kapasitas, **kw)

	def vacate(self, kunci: str, jabatan: str):
		frappe.set_user("Administrator")
		p = frappe.get_doc("Penempatan", {"pegawai": self.pegawai[kunci], "jabatan": jabatan})
		p.selesai = add_days(today(), -1)
		p.save()

	def order(self, kunci: str, mulai: str, sampai: str, jabatan: str = "AGN-KADA"):
		"""A Surat Perintah with its number."""
		frappe.set_user("Administrator")
		surat = frappe.get_doc(
			{
				"doctype": "Surat Perintah",
				"kapasitas": "Plh",
				"jabatan": jabatan,
				"pegawai": self.pegawai[kunci],
				"sebab": "Cuti",
				"mulai": mulai,
				"sampai": sampai,
				"dasar_pengecualian": "Uji",
			}
		).insert()
		api.setujui_surat_perintah(surat.name)
		api.tetapkan_surat_perintah(surat.name, frappe.generate_hash(length=6), today())
		return surat.name

	def sees(self, kunci: str, doc) -> bool:
		as_user(kunci)
		terbuka = frappe.get_doc(doc.doctype, doc.name).has_permission("read")
		terdaftar = bool(frappe.get_list(doc.doctype, {"name": doc.name}))
		self.assertEqual(terbuka, terdaftar)
		return terbuka

	def messages(self) -> str:
		return str(frappe.message_log)


class TestMasa(MandatTestCase):
	def test_sight_and_acts_before_during_and_after(self):
		naskah, lain = make_naskah(), make_naskah()
		self.order("tanpa_jabatan", add_days(today(), 1), add_days(today(), 3))
		self.assertFalse(self.sees("tanpa_jabatan", naskah))
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "tanpa_jabatan", [to_post("AGN-KABID")])
		frappe.set_user("Administrator")
		(surat,) = frappe.get_all("Surat Perintah", {"pegawai": self.pegawai["tanpa_jabatan"]}, pluck="name")
		api.akhiri_surat_perintah(surat, today(), "Berangkat hari ini")
		surat = self.order("tanpa_jabatan", today(), add_days(today(), 3))

		self.assertTrue(self.sees("tanpa_jabatan", naskah))
		d = make_disposisi(naskah, "tanpa_jabatan", [to_post("AGN-KABID")])
		self.assertEqual(d.nama_pemberi, "Uji tanpa_jabatan (Plh. Kepala Dinas A)")
		(tugas,) = tugas_of(d)
		jejak = desk.view_tugas(tugas)["jejak"]
		self.assertEqual(jejak[0]["pelaku"], "Uji tanpa_jabatan (Plh. Kepala Dinas A)")
		self.assertTrue(self.sees("kadis_a", tugas))

		frappe.set_user("Administrator")
		p = frappe.get_doc("Penempatan", surat_perintah.find_penempatan(surat))
		frappe.db.set_value("Penempatan", p.name, {"mulai": add_days(today(), -2), "selesai": today()})
		konteks.clear()
		organisasi.clear_cache()
		self.assertFalse(self.sees("tanpa_jabatan", lain))
		# what he gave himself stays his to see, not to act on
		self.assertTrue(self.sees("tanpa_jabatan", naskah))
		self.assertEqual(
			frappe.db.get_value("Tugas", tugas.name, "pemberi_pegawai"), self.pegawai["tanpa_jabatan"]
		)
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		with self.assertRaises((frappe.PermissionError, WorkflowTransitionError)):
			step(tugas, "tanpa_jabatan", "Terima Laporan")
		step(tugas, "kadis_a", "Terima Laporan")

	def end_now(self, kunci: str):
		frappe.set_user("Administrator")
		frappe.db.set_value(
			"Penempatan", {"pegawai": self.pegawai[kunci], "kapasitas": "Plh"}, "selesai", today()
		)
		konteks.clear()
		organisasi.clear_cache()
		frappe.clear_messages()

	def test_time_that_ends_while_an_order_is_open(self):
		naskah = make_naskah()
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		konsep = make_disposisi(naskah, "tanpa_jabatan", [to_post("AGN-KABID")], submit=False)
		belum_simpan = frappe.copy_doc(konsep)
		self.end_now("tanpa_jabatan")
		as_user("tanpa_jabatan")
		with self.assertRaises(frappe.PermissionError):
			frappe.get_doc("Disposisi", konsep.name).submit()
		self.assertIn(MASA_HABIS, self.messages())
		self.assertIn("Plh. Kepala Dinas A", self.messages())
		with self.assertRaisesRegex(BukanPemberiError, MASA_HABIS):
			belum_simpan.insert()
		self.assertEqual(frappe.db.count("Tugas", {"naskah": naskah.name}), 0)

	def test_time_that_ends_while_a_task_is_open(self):
		(tugas,) = tugas_of(
			make_disposisi(
				make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA"),
				"sekda",
				[to_post("AGN-KADA")],
			)
		)
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		step(tugas, "tanpa_jabatan", "Terima")
		as_user("tanpa_jabatan")
		formulir = frappe.get_doc("Tugas", tugas.name)
		formulir.laporan = "Hampir selesai"
		self.end_now("tanpa_jabatan")
		as_user("tanpa_jabatan")
		with self.assertRaises(frappe.PermissionError):
			formulir.save()
		self.assertIn(MASA_HABIS, self.messages())
		frappe.clear_messages()
		with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
			step(tugas, "tanpa_jabatan", "Laporkan")
		self.assertIn(MASA_HABIS, self.messages())
		step(tugas, "kadis_a", "Laporkan", laporan="Selesai")

	def test_others_are_refused_without_that_sentence(self):
		naskah = make_naskah()
		as_user("jf_b")
		frappe.clear_messages()
		with self.assertRaises(frappe.PermissionError):
			frappe.get_doc("Naskah Masuk", naskah.name).check_permission("read")
		self.assertNotIn(MASA_HABIS, self.messages())


class TestKonflik(MandatTestCase):
	"""Kadis gives a task to the post of kabid, and one person comes to stand on both sides."""

	def give(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		return tugas

	def report(self, tugas, kunci: str):
		step(tugas, kunci, "Terima")
		step(tugas, kunci, "Laporkan", laporan="Selesai")

	def refuse(self, tugas, kunci: str):
		with self.assertRaises((frappe.PermissionError, WorkflowTransitionError)):
			step(tugas, kunci, "Terima Laporan")

	def test_the_holder_accepts_what_his_plh_reports(self):
		tugas = self.give()
		self.stand_in("kabid", "AGN-KADA")
		self.report(tugas, "kabid")
		notis = frappe.get_all(
			"Notification Log", {"document_name": tugas.name, "for_user": factory.user_of("kadis_a")}
		)
		self.assertTrue(notis)
		self.refuse(tugas, "kabid")
		self.refuse(tugas, "sekda")
		as_user("kabid")
		mengapa = {
			b["label"]: b["isi"] for b in desk.view_tugas(frappe.get_doc("Tugas", tugas.name))["mengapa"]
		}
		self.assertIn("Uji kadis_a", mengapa["Laporan diterima oleh"])
		selesai = step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(selesai.tahap, "Selesai")
		self.assertEqual(desk.view_tugas(selesai)["jejak"][-1]["pelaku"], "Uji kadis_a (Kepala Dinas A)")

	def test_the_superior_accepts_what_a_plt_reports(self):
		tugas = self.give()
		self.vacate("kadis_a", "AGN-KADA")
		self.stand_in("kabid", "AGN-KADA", "Plt")
		self.report(tugas, "kabid")
		self.refuse(tugas, "kabid")
		selesai = step(tugas, "sekda", "Terima Laporan")
		self.assertEqual(desk.view_tugas(selesai)["jejak"][-1]["pelaku"], "Uji sekda (Sekretaris Daerah Uji)")

	def test_who_accepts_also_cancels(self):
		tugas = self.give()
		self.stand_in("kabid", "AGN-KADA")
		for kunci in ("kabid", "sekda"):
			with self.subTest(kunci), self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				step(tugas, kunci, "Batalkan", alasan="Tidak jadi")
		self.assertEqual(step(tugas, "kadis_a", "Batalkan", alasan="Tidak jadi").tahap, "Batal")

	def test_the_giver_who_runs_the_post_below(self):
		tugas = self.give()
		self.stand_in("kadis_a", "AGN-KABID")
		self.report(tugas, "kadis_a")
		self.refuse(tugas, "kadis_a")
		step(tugas, "sekda", "Terima Laporan")

	def test_allowed_and_noted_where_the_agency_says_so(self):
		self.set_setelan(konflik_mandat=BOLEH_DICATAT)
		tugas = self.give()
		self.stand_in("kabid", "AGN-KADA")
		self.report(tugas, "kabid")
		jejak = desk.view_tugas(step(tugas, "kabid", "Terima Laporan"))["jejak"][-1]
		self.assertEqual(jejak["pelaku"], "Uji kabid (Plh. Kepala Dinas A)")
		self.assertIn("orang yang sama", jejak["catatan"])

	def test_no_conflict_without_a_mandate(self):
		"""An empty post below goes up to the giver himself, who must be able to close it."""
		tugas = self.give()
		self.vacate("kabid", "AGN-KABID")
		self.report(tugas, "kadis_a")
		self.assertEqual(
			desk.view_tugas(frappe.get_doc("Tugas", tugas.name))["jejak"][-1]["pelaku"],
			"Uji kadis_a (atasan Kepala Bidang A1)",
		)
		selesai = step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(desk.view_tugas(selesai)["jejak"][-1]["pelaku"], "Uji kadis_a (Kepala Dinas A)")

	def test_counted_before_the_order_is_approved(self):
		self.give()
		self.assertEqual(len(mandat.list_konflik("AGN-KADA", self.pegawai["kabid"])), 1)
		self.assertEqual(len(mandat.list_konflik("AGN-KABID", self.pegawai["kadis_a"])), 1)
		self.assertEqual(mandat.list_konflik("AGN-KADA", self.pegawai["jf_b"]), [])


class TestLarangan(MandatTestCase):
	def forbid(self):
		self.set_setelan(
			larangan_mandat=[{"kapasitas": "Plt dan Plh", "klasifikasi": "800.1.3", "keterangan": "mutasi"}]
		)

	def test_a_plh_leaves_forbidden_letters_to_the_holder(self):
		self.forbid()
		naskah, lain = make_naskah(klasifikasi="800.1.3"), make_naskah(klasifikasi="800.1.6")
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		self.assertTrue(self.sees("tanpa_jabatan", naskah))
		with self.assertRaisesRegex(BukanPemberiError, "mutasi"):
			make_disposisi(naskah, "tanpa_jabatan", [to_post("AGN-KABID")])
		with self.assertRaises(BukanPemberiError):
			make_disposisi(lain, "kadis_a", [to_post("AGN-KABID")])
		make_disposisi(lain, "tanpa_jabatan", [to_post("AGN-KABID")])
		d = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		(tugas,) = tugas_of(d)
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		with self.assertRaises((frappe.PermissionError, WorkflowTransitionError)):
			step(tugas, "tanpa_jabatan", "Terima Laporan")
		step(tugas, "kadis_a", "Terima Laporan")

	def test_a_plt_leaves_them_to_the_post_above(self):
		self.forbid()
		naskah = make_naskah(klasifikasi="800.1.3")
		self.vacate("kadis_a", "AGN-KADA")
		self.stand_in("tanpa_jabatan", "AGN-KADA", "Plt")
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "tanpa_jabatan", [to_post("AGN-KABID")])
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "gubernur", [to_post("AGN-KADA")])
		d = make_disposisi(naskah, "sekda", [to_post("AGN-ASISTEN")])
		self.assertEqual(d.pemberi_jabatan, "AGN-SEKDA")

	def test_a_row_that_names_nothing_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			self.set_setelan(larangan_mandat=[{"kapasitas": "Plt"}])


class TestPemegang(MandatTestCase):
	def test_the_holder_rests_while_a_plh_acts_unless_the_agency_says_otherwise(self):
		naskah = make_naskah()
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		self.set_setelan(pemegang_saat_plh=1)
		d = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		self.assertEqual(d.nama_pemberi, "Uji kadis_a (Kepala Dinas A)")
		(tugas,) = tugas_of(d)
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		step(tugas, "tanpa_jabatan", "Terima Laporan")

	def test_a_post_that_a_plh_runs_is_not_chosen_for_another_item(self):
		self.stand_in("kadis_a", "AGN-KADB")
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		naskah = make_naskah("tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB")
		with self.assertRaises(JabatanTindakanError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], pemberi_jabatan="AGN-KADA")

	def test_a_substitute_acts_in_the_name_of_the_post(self):
		frappe.set_user("Administrator")
		jabatan = frappe.get_doc("Jabatan", "AGN-KADA")
		jabatan.pengganti = "AGN-KABID"
		jabatan.save()
		self.vacate("kadis_a", "AGN-KADA")
		d = make_disposisi(
			make_naskah(), "kabid", [to_post("AGN-KABID")], pemberi_jabatan="AGN-KADA", submit=False
		)
		self.assertEqual(d.nama_pemberi, "Uji kabid (a.n. Kepala Dinas A)")


class TestBertindakSebagai(MandatTestCase):
	def test_chooser_names_in_whose_place_and_until_when(self):
		self.stand_in("kabid", "AGN-KADA")
		as_user("kabid")
		pilihan = {j["jabatan"]: j["keterangan"] for j in desk.list_jabatan_saya()}
		self.assertEqual(pilihan["AGN-KABID"], "Kepala Bidang A1")
		sampai = frappe.format(add_days(getdate(), 4), "Date")
		self.assertEqual(pilihan["AGN-KADA"], f"Plh. Kepala Dinas A, mewakili Uji kadis_a, sampai {sampai}")

	def test_who_stands_on_both_sides_chooses_and_only_posts_of_his_own(self):
		self.set_setelan(konflik_mandat=BOLEH_DICATAT)
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		self.stand_in("kabid", "AGN-KADA")
		as_user("kabid")
		bertindak = desk.view_tugas(frappe.get_doc("Tugas", tugas.name))["bertindak"]
		self.assertEqual([b["label"] for b in bertindak], ["Kepala Bidang A1", "Plh. Kepala Dinas A"])
		step(tugas, "kabid", "Terima")
		with self.assertRaises(JabatanTindakanError):
			step(tugas, "kabid", "Laporkan", laporan="Selesai", bertindak_sebagai="AGN-SEKDA")
		step(tugas, "kabid", "Laporkan", laporan="Selesai", bertindak_sebagai="AGN-KABID")
		akhir = step(tugas, "kabid", "Terima Laporan", bertindak_sebagai="AGN-KADA")
		self.assertIsNone(akhir.bertindak_sebagai)
		jejak = [j["pelaku"] for j in desk.view_tugas(akhir)["jejak"]]
		self.assertEqual(jejak[-2:], ["Uji kabid (Kepala Bidang A1)", "Uji kabid (Plh. Kepala Dinas A)"])
