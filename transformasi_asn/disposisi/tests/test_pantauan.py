"""Who has read what, through the form, the API and the lists; once, and by nobody else's opening."""

import frappe
from frappe.desk.form.load import getdoc

from transformasi_asn.alur.api import ambil_langkah
from transformasi_asn.disposisi import api, desk, kotak
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	make_penempatan,
	step,
	to_person,
	to_post,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import PRIORITAS, AlurTestCase
from transformasi_asn.disposisi.tests.kueri import request_of
from transformasi_asn.permissions import konteks


def is_update(kueri: str) -> bool:
	return kueri.lstrip().upper().startswith("UPDATE")


class PantauanTestCase(AlurTestCase):
	def give(self, *lain, **kw):
		self.disposisi = make_disposisi(make_naskah(**kw), "kadis_a", [to_post("AGN-KABID"), *lain])
		return tugas_of(self.disposisi)[0]

	def open(self, kunci: str, doc) -> None:
		factory.as_user(kunci)
		frappe.local.flags.commit = False
		frappe.response.docs = []
		getdoc(doc.doctype, doc.name)

	def read_of(self, tugas) -> tuple:
		return frappe.db.get_value("Tugas", tugas.name, ["dibaca_pada", "dibaca_oleh"])

	def states(self, kunci: str = "kadis_a") -> list[tuple]:
		factory.as_user(kunci)
		return [
			(b["keadaan"], [c["keadaan"] for c in b["capaian"]])
			for b in api.pantauan_disposisi(self.disposisi.name)
		]


class TestMembaca(PantauanTestCase):
	def test_opening_the_form_marks_it_once_with_time_and_actor(self):
		tugas = self.give()
		self.open("kabid", tugas)
		self.assertTrue(frappe.local.flags.commit)
		pertama = self.read_of(tugas)
		self.assertEqual(pertama[1], "Uji kabid (Kepala Bidang A1)")
		with request_of("kabid") as kueri:
			getdoc("Tugas", tugas.name)
		self.assertFalse([k for k in kueri if is_update(k)], str(kueri))
		self.assertEqual(self.read_of(tugas), pertama)

	def test_it_takes_one_statement(self):
		tugas = self.give()
		with request_of("kabid") as kueri:
			getdoc("Tugas", tugas.name)
		self.assertEqual(len([k for k in kueri if is_update(k)]), 1, str(kueri))

	def test_the_form_that_opens_shows_it(self):
		tugas = self.give()
		self.open("kabid", tugas)
		self.assertTrue(frappe.response.docs[0].dibaca_pada)

	def test_nobody_elses_opening_counts(self):
		tugas = self.give()
		for kunci in ("kadis_a", "sekda", "tu_a"):
			try:
				self.open(kunci, tugas)
			except frappe.PermissionError:
				continue
		self.assertEqual(self.read_of(tugas), (None, None))
		self.assertEqual(self.states(), [("Belum dibaca", [])])

	def test_who_stands_in_reads_in_his_capacity(self):
		tugas = self.give()
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh", selesai=frappe.utils.add_days(None, 3))
		konteks.clear()
		self.open("asisten", tugas)
		self.assertEqual(self.read_of(tugas)[1], "Uji asisten (Plh. Kepala Bidang A1)")

	def test_a_named_officer_and_a_teams_chair(self):
		tim = self.make_pokja()
		naskah = make_naskah(pemicu=PRIORITAS, kompleks=1)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)]))
		self.open("jf2", tugas)
		self.assertIsNone(self.read_of(tugas)[0])
		self.open("jf1", tugas)
		self.assertTrue(self.read_of(tugas)[0])
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])]))
		self.open("jf1", tugas)
		self.assertTrue(self.read_of(tugas)[0])

	def test_opening_the_order_reads_the_task_and_the_copy(self):
		tugas = self.give(to_post("AGN-KADB", tembusan=1))
		self.open("kadis_a", self.disposisi)
		self.assertEqual([k for k, _c in self.states()], ["Belum dibaca", "Belum dibaca"])
		self.open("kadis_b", self.disposisi)
		self.assertEqual([k for k, _c in self.states()], ["Belum dibaca", "Dibaca"])
		self.open("kabid", self.disposisi)
		self.assertEqual([k for k, _c in self.states()], ["Dibaca", "Dibaca"])
		self.assertEqual(self.read_of(tugas)[1], "Uji kabid (Kepala Bidang A1)")
		(tembusan,) = [b for b in api.pantauan_disposisi(self.disposisi.name) if b["tembusan"]]
		self.assertEqual(tembusan["capaian"][0]["pelaku"], "Uji kadis_b (Kepala Dinas B)")

	def test_a_copy_is_read_through_the_task_too(self):
		tugas = self.give(to_post("AGN-KADB", tembusan=1))
		self.open("kadis_b", tugas)
		self.assertEqual([k for k, _c in self.states()], ["Belum dibaca", "Dibaca"])

	def test_other_clients_say_so(self):
		tugas = self.give(to_post("AGN-KADB", tembusan=1))
		factory.as_user("kabid")
		self.assertEqual([c["keadaan"] for c in api.tandai_dibaca("Tugas", tugas.name)], ["Dibaca"])
		factory.as_user("kadis_b")
		self.assertEqual(api.tandai_dibaca("Disposisi", self.disposisi.name)[1]["keadaan"], "Dibaca")
		factory.as_user("kadis_b")
		self.assertRaises(frappe.ValidationError, api.tandai_dibaca, "Naskah Masuk", tugas.naskah)
		factory.as_user("tanpa_jabatan")
		self.assertRaises(frappe.PermissionError, api.tandai_dibaca, "Tugas", tugas.name)

	def test_a_form_opened_before_saves_after_and_nothing_is_lost(self):
		tugas = self.give()
		factory.as_user("kadis_a")
		lama = frappe.get_doc("Tugas", tugas.name)
		self.open("kabid", tugas)
		factory.as_user("kadis_a")
		lama.alasan = "Sudah tidak perlu"
		lama.save()
		self.assertEqual(self.read_of(tugas)[1], "Uji kabid (Kepala Bidang A1)")

	def test_it_cannot_be_written_by_hand(self):
		tugas = self.give()
		factory.as_user("kabid")
		doc = frappe.get_doc("Tugas", tugas.name)
		doc.dibaca_pada = "2026-01-01 00:00:00"
		doc.save()
		self.assertIsNone(self.read_of(tugas)[0])


class TestMengapa(PantauanTestCase):
	def why(self, kunci: str, tugas) -> dict:
		factory.as_user(kunci)
		return {b["label"]: b["isi"] for b in api.tampilan_tugas(tugas.name)["mengapa"]}

	def test_rule_post_capacity_and_dates(self):
		tugas = self.give(tenggat=frappe.utils.add_days(None, 5))
		mengapa = self.why("kabid", tugas)
		self.assertIn("Struktural", mengapa["Pola"])
		self.assertTrue(mengapa["Aturan"] and mengapa["Diberikan oleh"] and mengapa["Tenggat"])
		self.assertEqual(mengapa["Anda bertindak sebagai"], "Kepala Bidang A1")
		self.assertRegex(mengapa["Masa jabatan Anda"], r"^Definitif sejak \d")
		self.assertEqual(mengapa["Langkah"], "ke-1 dari pemberi pertama")

	def test_a_stand_in_reads_until_when(self):
		tugas = self.give()
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh", selesai=frappe.utils.add_days(None, 3))
		konteks.clear()
		mengapa = self.why("asisten", tugas)
		self.assertEqual(mengapa["Anda bertindak sebagai"], "Plh. Kepala Bidang A1, mewakili Uji kabid")
		akhir = frappe.format(frappe.utils.add_days(None, 2), "Date")
		self.assertTrue(mengapa["Masa jabatan Anda"].endswith(f"sampai {akhir}"), mengapa)

	def test_others_read_as_what_they_see_it(self):
		tugas = self.give(to_post("AGN-KADB", tembusan=1))
		self.assertEqual(self.why("kadis_b", tugas)["Anda melihatnya sebagai"], "penerima tembusan")
		self.assertEqual(
			self.why("tu_a", tugas)["Anda melihatnya sebagai"], "Tata Usaha perangkat daerah yang dituju"
		)
		self.assertNotIn("Anda melihatnya sebagai", self.why("kabid", tugas))


class TestKeadaan(PantauanTestCase):
	def test_each_state_comes_with_time_and_actor(self):
		tugas = self.give()
		harap = []
		self.assertEqual(self.states(), [("Belum dibaca", harap)])
		self.open("kabid", tugas)
		harap.append("Dibaca")
		self.assertEqual(self.states(), [("Dibaca", harap)])
		step(tugas, "kabid", "Terima")
		harap.append("Diterima")
		self.assertEqual(self.states(), [("Diterima", harap)])
		factory.as_user("kabid")
		ambil_langkah("Tugas", tugas.name, "Laporkan", {"laporan": "Sudah."})
		harap.append("Ditindaklanjuti")
		self.assertEqual(self.states(), [("Ditindaklanjuti", harap)])
		step(tugas, "kadis_a", "Kembalikan", alasan="Lengkapi")
		self.assertEqual(self.states(), [("Ditindaklanjuti", harap)])
		step(tugas, "kabid", "Laporkan")
		step(tugas, "kadis_a", "Terima Laporan")
		harap.append("Selesai")
		self.assertEqual(self.states(), [("Selesai", harap)])
		capaian = api.pantauan_disposisi(self.disposisi.name)[0]["capaian"]
		self.assertTrue(all(c["waktu"] and c["pelaku"] for c in capaian))
		self.assertEqual(capaian[-1]["pelaku"], "Uji kadis_a (Kepala Dinas A)")
		self.assertEqual(
			[c["keadaan"] for c in api.tampilan_tugas(tugas.name)["capaian"]], [c["keadaan"] for c in capaian]
		)

	def test_a_recipient_does_not_see_how_far_the_others_are(self):
		self.give(to_person(self.pegawai["tu_a"]))
		self.open("kabid", tugas_of(self.disposisi)[0])
		factory.as_user("kabid")
		keadaan = [b["keadaan"] for b in api.pantauan_disposisi(self.disposisi.name)]
		self.assertEqual(keadaan, ["Dibaca", None])

	def test_who_may_not_see_the_order_learns_nothing(self):
		self.give()
		for kunci in ("kadis_b", "tanpa_jabatan"):
			factory.as_user(kunci)
			self.assertRaises(frappe.PermissionError, api.pantauan_disposisi, self.disposisi.name)

	def test_boxes_tell_unread_from_read(self):
		tugas = self.give()
		factory.as_user("kabid")
		self.assertIn(tugas.name, [t.name for t in kotak.list_rows("disposisi_belum_dibaca")])
		self.open("kabid", tugas)
		self.assertNotIn(tugas.name, [t.name for t in kotak.list_rows("disposisi_belum_dibaca")])
		(baris,) = [t for t in kotak.list_rows("disposisi_belum_ditindaklanjuti") if t.name == tugas.name]
		self.assertEqual(baris.posisi, desk.DIBACA)
