"""What the desk shows, and to whom."""

import frappe
from frappe.utils import get_datetime

from transformasi_asn.alur.api import ambil_langkah, list_langkah
from transformasi_asn.alur.mixin import LangkahTidakTersediaError
from transformasi_asn.disposisi import api, desk
from transformasi_asn.disposisi.exceptions import LampiranHilangError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import PRIORITAS, AlurTestCase


class TestPosisi(AlurTestCase):
	def test_where_a_task_stands_follows_stage_parts_and_report(self):
		for tahap, bagian, laporan, posisi in (
			("Baru", False, False, desk.DIBACA),
			("Berjalan", False, True, desk.DIKERJAKAN),
			("Menunggu", True, True, desk.MENUNGGU_BAGIAN),
			("Menunggu", False, True, desk.DILAPORKAN),
			("Menunggu", False, False, desk.PERLU_DILAPORKAN),
			("Selesai", False, False, desk.SELESAI),
			("Batal", False, False, desk.DIBATALKAN),
		):
			self.assertEqual(desk.where_stands(tahap, bagian, laporan, True), posisi)
		self.assertEqual(desk.where_stands("Baru", False, False, False), desk.BELUM_DIBACA)

	def test_flag_is_yellow_two_days_before_red_after_and_gone_when_reported_or_paused(self):
		kini = get_datetime("2031-11-24 10:00:00")
		for jatuh_tempo, posisi, bendera in (
			("2031-11-27 16:00:00", desk.DIKERJAKAN, ""),
			("2031-11-26 16:00:00", desk.DIKERJAKAN, "kuning"),
			("2031-11-24 16:00:00", desk.BELUM_DIBACA, "kuning"),
			("2031-11-24 09:59:00", desk.DIKERJAKAN, "merah"),
			("2031-11-23 16:00:00", desk.DILAPORKAN, ""),
			("2031-11-23 16:00:00", desk.SELESAI, ""),
			(None, desk.DIKERJAKAN, ""),
		):
			row = frappe._dict(jatuh_tempo=jatuh_tempo)
			self.assertEqual(desk.flag_of(row, posisi, kini), bendera, (jatuh_tempo, posisi))
		row = frappe._dict(jatuh_tempo="2031-11-23 16:00:00", dijeda_sejak="2031-11-22 16:00:00")
		self.assertEqual(desk.flag_of(row, desk.DIKERJAKAN, kini), "jeda")


class TestTampilan(AlurTestCase):
	def test_letter_shows_what_the_rules_say_and_then_what_was_decided(self):
		naskah = make_naskah()
		factory.as_user("kadis_a")
		t = api.tampilan_naskah(naskah.name)
		self.assertEqual(
			(t["garis"][0]["pola"], t["garis"][0]["usulan"], t["boleh_disposisi"]), ("Struktural", True, True)
		)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		t = api.tampilan_naskah(naskah.name)
		self.assertNotIn("usulan", t["garis"][0])
		self.assertEqual(t["garis"][0]["pola_dijalankan"], "Struktural")
		self.assertEqual([s["tingkat"] for s in t["pohon"]], [0])

	def test_a_task_that_may_not_be_seen_leaves_an_empty_place_only_above_a_visible_one(self):
		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		(anak,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		)
		factory.as_user("jf1")
		pohon = api.tampilan_tugas(anak.name)["pohon"]
		self.assertEqual([(s.get("name"), s["tingkat"]) for s in pohon], [(None, 0), (anak.name, 1)])
		self.assertEqual(set(pohon[0]), {"tersembunyi", "induk", "tingkat"})
		factory.as_user("kadis_a")
		self.assertEqual([s.get("name") for s in desk.get_pohon(naskah.name)], [tugas.name, anak.name])

	def test_why_me_names_rule_giver_and_capacity(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		factory.as_user("kabid")
		t = api.tampilan_tugas(tugas.name)
		isi = {p["label"]: p["isi"] for p in t["mengapa"]}
		self.assertIn("Bawaan/", isi["Aturan"])
		self.assertIn("Kepala Dinas A", isi["Diberikan oleh"])
		self.assertEqual(isi["Anda bertindak sebagai"], "Kepala Bidang A1")
		self.assertTrue(t["boleh_teruskan"])
		self.assertEqual(len(t["jejak"]), 1)

	def test_looking_changes_nothing(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		factory.as_user("kabid")
		api.tampilan_tugas(tugas.name)
		list_langkah("Tugas", tugas.name)
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), "Baru")

	def test_every_function_refuses_a_stranger(self):
		naskah = make_naskah()
		disposisi = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		(tugas,) = tugas_of(disposisi)
		factory.as_user("kadis_b")
		for panggil in (
			lambda: api.tampilan_naskah(naskah.name),
			lambda: api.tampilan_tugas(tugas.name),
			lambda: api.garis_disposisi(disposisi.name),
			lambda: api.siapkan_disposisi(naskah=naskah.name),
			lambda: api.siapkan_disposisi(induk_tugas=tugas.name),
			lambda: api.pratinjau_disposisi({"naskah": naskah.name}),
			lambda: api.usul_penerima(naskah=naskah.name),
			lambda: list_langkah("Tugas", tugas.name),
			lambda: ambil_langkah("Tugas", tugas.name, "Batalkan", {"alasan": "x"}),
		):
			self.assertRaises(frappe.PermissionError, panggil)


class TestPratinjau(AlurTestCase):
	def preview(self, naskah, **isi):
		factory.as_user("kadis_a")
		return api.pratinjau_disposisi({"naskah": naskah.name, "kegiatan": factory.RUTIN, **isi})

	def test_the_line_follows_the_facts_and_nothing_is_saved(self):
		naskah = make_naskah()
		self.assertEqual(self.preview(naskah)["pola_dijalankan"], "Struktural")
		p = self.preview(naskah, pemicu=PRIORITAS)
		self.assertEqual((p["pola_dijalankan"], p["menyimpang"]), ("Fungsional Individu", False))
		self.assertFalse(frappe.db.exists("Disposisi", {"naskah": naskah.name}))

	def test_an_override_asks_for_its_reason(self):
		p = self.preview(make_naskah(), pola="Fungsional Individu")
		self.assertEqual((p["menyimpang"], p["perlu_alasan"]), (True, True))

	def test_a_wrong_recipient_is_named_with_his_row(self):
		p = self.preview(
			make_naskah(),
			pemicu=PRIORITAS,
			pola="Fungsional Individu",
			penerima=[{"name": "r1", "idx": 1, "jenis_penerima": "Jabatan", "penerima": "AGN-KABID"}],
		)
		self.assertEqual([t["baris"] for t in p["temuan"]], [1])
		self.assertIn("Kepala Bidang A1", p["penerima"][0]["label"])

	def test_a_row_that_names_nobody_is_passed_over(self):
		p = self.preview(
			make_naskah(), penerima=[{"name": "r1", "idx": 1, "jenis_penerima": "User", "penerima": "Guest"}]
		)
		self.assertEqual(p["penerima"], [])

	def test_facts_that_the_leader_has_seen_stand_as_they_are(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		d = make_disposisi(
			naskah,
			"kadis_a",
			[to_post("AGN-KABID")],
			kegiatan=factory.RUTIN,
			pemicu="Tidak ada",
			fakta_diperiksa=1,
		)
		self.assertEqual((d.pemicu, d.pola_kerja), ("Tidak ada", "Struktural"))

	def test_handing_on_starts_with_the_facts_of_the_parent(self):
		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		factory.as_user("kabid")
		usul = api.siapkan_disposisi(induk_tugas=tugas.name)
		self.assertEqual((usul["kegiatan"], usul["pemberi_jabatan"]), (factory.RUTIN, "AGN-KABID"))

	def test_proposed_recipients_have_name_post_and_load(self):
		naskah = make_naskah()

		def propose() -> tuple[dict, dict]:
			factory.as_user("kadis_a")
			usul = api.usul_penerima(naskah=naskah.name)
			return usul, {c["penerima"]: c for c in usul["struktural"]}["AGN-KABID"]

		_usul, sebelum = propose()
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		usul, kabid = propose()
		self.assertEqual(kabid["beban"], sebelum["beban"] + 1)
		self.assertIn("Uji kabid (Kepala Bidang A1)", kabid["label"])
		self.assertIn(self.pegawai["jf1"], {c["penerima"] for c in usul["fungsional"]})
		self.assertNotIn(self.pegawai["jf_b"], {c["penerima"] for c in usul["fungsional"]})
		cari = api.usul_penerima(naskah=naskah.name, cari="Uji jf2")
		self.assertEqual([c["penerima"] for c in cari["fungsional"]], [self.pegawai["jf2"]])

	def test_a_registrar_gets_his_unit_and_its_head(self):
		factory.as_user("tu_a")
		usul = api.usul_naskah()
		self.assertEqual((usul["unit_penerima"], usul["tujuan_jabatan"]), ("AGN-DA", "AGN-KADA"))


class TestLangkah(AlurTestCase):
	def steps(self, tugas, kunci: str) -> dict:
		factory.as_user(kunci)
		return {s["aksi"]: s["isian"] for s in list_langkah("Tugas", tugas.name)}

	def test_a_step_says_what_it_asks_for(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		self.assertEqual(self.steps(tugas, "kabid"), {"Terima": [], "Kembalikan kepada Pemberi": ["alasan"]})
		self.assertEqual(self.steps(tugas, "kadis_a"), {"Batalkan": ["alasan"]})
		step(tugas, "kabid", "Terima")
		self.assertEqual(
			self.steps(tugas, "kabid"), {"Laporkan": ["laporan"], "Kembalikan kepada Pemberi": ["alasan"]}
		)
		self.assertEqual(self.steps(tugas, "kadis_a"), {"Batalkan": ["alasan"]})

	def test_text_and_step_are_taken_together(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		factory.as_user("kabid")
		self.assertRaises(
			frappe.MandatoryError, ambil_langkah, "Tugas", tugas.name, "Laporkan", {"laporan": "  "}
		)
		self.assertRaises(
			LangkahTidakTersediaError, ambil_langkah, "Tugas", tugas.name, "Batalkan", {"alasan": "x"}
		)
		self.assertRaises(
			LangkahTidakTersediaError, ambil_langkah, "Tugas", tugas.name, "Terima Laporan", {"perihal": "x"}
		)
		hasil = ambil_langkah("Tugas", tugas.name, "Laporkan", {"laporan": "Sudah."})
		self.assertEqual(hasil["tahap"], "Menunggu")
		self.assertEqual(
			self.steps(tugas, "kadis_a"),
			{"Terima Laporan": [], "Kembalikan": ["alasan"], "Batalkan": ["alasan"]},
		)

	@staticmethod
	def attach(tugas):
		return frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "hasil.txt",
				"content": "Hasil",
				"is_private": 1,
				"attached_to_doctype": "Tugas",
				"attached_to_name": tugas.name,
				"attached_to_field": "lampiran_laporan",
			}
		).insert()

	def test_an_admin_asks_for_a_file_too(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		frappe.set_user("Administrator")
		alur = frappe.get_doc("Workflow", "Alur Tugas")
		for t in alur.transitions:
			if t.action == "Laporkan":
				t.condition += " and doc.lampiran_laporan"
		alur.save()
		self.addCleanup(frappe.clear_cache, doctype="Workflow")
		self.assertEqual(self.steps(tugas, "kabid")["Laporkan"], ["laporan", "lampiran_laporan"])
		with self.assertRaisesRegex(frappe.MandatoryError, "Berkas hasil"):
			ambil_langkah("Tugas", tugas.name, "Laporkan", {"laporan": "Sudah."})
		tugas.reload()
		self.assertFalse(tugas.laporan)
		isian = {"laporan": "Sudah.", "lampiran_laporan": self.attach(tugas).file_url}
		self.assertEqual(ambil_langkah("Tugas", tugas.name, "Laporkan", isian)["tahap"], "Menunggu")
		# sent back, the note is asked for anew and the file stands
		factory.as_user("kadis_a")
		ambil_langkah("Tugas", tugas.name, "Kembalikan", {"alasan": "Perbaiki"})
		self.assertEqual(self.steps(tugas, "kabid")["Laporkan"], ["laporan"])

	def test_a_file_alone_is_a_report(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		factory.as_user("kabid")
		berkas = self.attach(tugas)
		hasil = ambil_langkah("Tugas", tugas.name, "Laporkan", {"lampiran_laporan": berkas.file_url})
		tugas.reload()
		self.assertEqual(
			(hasil["tahap"], tugas.laporan, tugas.lampiran_laporan),
			("Menunggu", "Lihat berkas hasil.", berkas.file_url),
		)
		# a reason has no file that could stand for it
		factory.as_user("kadis_a")
		self.assertRaises(
			frappe.MandatoryError,
			ambil_langkah,
			"Tugas",
			tugas.name,
			"Batalkan",
			{"alasan": "", "lampiran_laporan": berkas.file_url},
		)

	def test_a_report_whose_file_is_not_there_is_not_taken(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		factory.as_user("kabid")
		with self.assertRaisesRegex(LampiranHilangError, "Berkas hasil: berkas .*hilang.pdf"):
			ambil_langkah("Tugas", tugas.name, "Laporkan", {"lampiran_laporan": "/private/files/hilang.pdf"})
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), "Berjalan")

	def test_it_knows_no_state_by_name(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		frappe.set_user("Administrator")
		alur = frappe.get_doc("Workflow", "Alur Tugas")
		lama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		if not frappe.db.exists("Workflow State", "Uji Sedang Digarap"):
			frappe.get_doc(
				{"doctype": "Workflow State", "workflow_state_name": "Uji Sedang Digarap"}
			).insert()
		for baris in alur.states:
			if baris.state == lama:
				baris.state = "Uji Sedang Digarap"
		alur.save()
		self.assertEqual(
			self.steps(tugas, "kabid"), {"Laporkan": ["laporan"], "Kembalikan kepada Pemberi": ["alasan"]}
		)
		frappe.clear_cache(doctype="Workflow")

	def test_a_doctype_without_our_workflow_is_refused(self):
		self.assertRaises(frappe.ValidationError, list_langkah, "User", "Administrator")
