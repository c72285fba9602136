"""Evidence of finished work: whose it is, and what of it each reader is told through every door."""

import json

import frappe
from frappe.desk import query_report
from frappe.utils import add_days, today

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.tests import factory as orang_luar
from transformasi_asn.pokja import api, bukti, cetak_bukti
from transformasi_asn.pokja.exceptions import BukanPenilaiError, RentangBuktiError
from transformasi_asn.pokja.report.bukti_kinerja import bukti_kinerja

RENTANG = (add_days(today(), -30), today())
ASING = ("jf2", "tu_a", "kadis_b", "jf_b", "asisten", "tanpa_jabatan", *orang_luar.ORANG_LUAR)


class BuktiTestCase(AlurTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		orang_luar.make_agency()

	def finish(self, tugas, penerima: str, pemberi: str, laporan: str = "Sudah."):
		step(tugas, penerima, "Terima")
		step(tugas, penerima, "Laporkan", laporan=laporan)
		step(tugas, pemberi, "Terima Laporan")

	def rows(self, pembaca: str, orang: str) -> list[dict]:
		factory.as_user(pembaca)
		isi = api.bukti_kinerja(*RENTANG, self.pegawai[orang])
		return [b | {"kegiatan": k["kegiatan"]} for k in isi["kegiatan"] for b in k["baris"]]

	def titles(self, pembaca: str, orang: str) -> dict[str, dict]:
		return {b["judul"]: b for b in self.rows(pembaca, orang)}

	def give(self, perihal: str, keamanan: str = "Biasa"):
		"""A finished task of jf1 from the head of Dinas A, straight; his superior kabid is its assessor."""
		naskah = make_naskah(pemicu=PRIORITAS, perihal=perihal, keamanan=keamanan)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])]))
		self.finish(tugas, "jf1", "kadis_a", f"Hasil {perihal}")
		return tugas


class TestSiapa(BuktiTestCase):
	def test_named_work_and_its_activity(self):
		self.give("Telaah uji bukti")
		baris = self.titles("jf1", "jf1")["Telaah uji bukti"]
		self.assertEqual(
			(baris["macam"], baris["peran"], baris["hasil"], baris["kegiatan"], baris["tanggal"]),
			("Fungsional", "Pelaksana", "Hasil Telaah uji bukti", factory.RUTIN, today()),
		)
		self.assertTrue(baris["nomor"])
		self.assertEqual(baris["terbuka"], "penuh")
		factory.as_user("jf1")
		kosong = api.bukti_kinerja(add_days(today(), -9), add_days(today(), -8))
		self.assertEqual(kosong["kegiatan"], [])

	def test_work_of_a_post_belongs_to_who_reported_it(self):
		perihal = "Laporan pos uji"
		(tugas,) = tugas_of(make_disposisi(make_naskah(perihal=perihal), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		frappe.set_user("Administrator")
		factory.make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh")
		konteks.clear()
		step(tugas, "asisten", "Laporkan", laporan="Dari Plh.")
		step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(self.titles("asisten", "asisten")[perihal]["peran"], "Plh. Kepala Bidang A1")
		self.assertNotIn(perihal, self.titles("kabid", "kabid"))
		self.assertNotIn(perihal, self.titles("kadis_a", "kadis_a"))

	def test_who_only_handed_it_on_did_not_do_it(self):
		naskah = make_naskah(perihal="Diteruskan uji")
		(induk,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		step(induk, "kabid", "Terima")
		(anak,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=induk.name)
		)
		self.finish(anak, "jf1", "kabid")
		self.assertIn("Diteruskan uji", self.titles("jf1", "jf1"))
		self.assertNotIn("Diteruskan uji", self.titles("kabid", "kabid"))
		step(induk, "kabid", "Laporkan", laporan="Rangkuman.")
		step(induk, "kadis_a", "Terima Laporan")
		self.assertIn("Diteruskan uji", self.titles("kabid", "kabid"))

	def test_work_of_a_team_is_its_chairs_and_a_part_its_members(self):
		tim = self.make_pokja()
		naskah = make_naskah(pemicu=PRIORITAS, kompleks=1, perihal="Tim uji")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)]))
		step(tugas, "jf1", "Terima")
		(bagian,) = tugas_of(
			make_disposisi(naskah, "jf1", [to_person(self.pegawai["jf2"])], induk_tugas=tugas.name)
		)
		self.finish(bagian, "jf2", "jf1")
		step(tugas, "jf1", "Laporkan", laporan="Laporan tim.")
		step(tugas, "kadis_a", "Terima Laporan")
		ketua, anggota = self.titles("jf1", "jf1")["Tim uji"], self.titles("jf2", "jf2")["Tim uji"]
		self.assertEqual((ketua["macam"], ketua["peran"]), ("Tim", "Ketua tim"))
		self.assertEqual((anggota["macam"], anggota["peran"]), ("Tim", "Anggota tim"))

	def test_accepted_contributions_and_finished_pieces_of_a_team(self):
		tim = self.make_pokja()
		factory.as_user("jf1")
		isi = {"tim": tim.name, "judul": "Kajian bukti", "pegawai": self.pegawai["jf2"], "target": 2}
		kerja = frappe.get_doc(
			{"doctype": "Pekerjaan Tim", "kegiatan": factory.RUTIN, "satuan": "kajian", **isi}
		).insert()
		factory.as_user("jf2")
		isi = {"pekerjaan": kerja.name, "tanggal": today(), "uraian": "Menyusun kerangka"}
		kontribusi = frappe.get_doc({"doctype": "Kontribusi Tim", **isi}).insert()
		self.assertEqual([b for b in self.rows("jf2", "jf2") if b["doctype"] == "Kontribusi Tim"], [])
		factory.as_user("jf1")
		api.periksa_kontribusi(kontribusi.name, True)
		kerja.reload()
		kerja.update({"keadaan": "Selesai", "capaian": 2, "hasil": "Kajian tersusun"})
		kerja.save()
		jenis = {b["doctype"]: b for b in self.rows("jf2", "jf2")}
		satu, dua = jenis["Kontribusi Tim"], jenis["Pekerjaan Tim"]
		self.assertEqual(
			(satu["macam"], satu["hasil"], satu["kegiatan"]), ("Tim", "Menyusun kerangka", factory.RUTIN)
		)
		self.assertEqual(satu["judul"], "Kajian bukti · Pokja uji")
		self.assertIn("Capaian: 2 dari 2 kajian", dua["hasil"])
		# his assessor reads it without being in the team; nobody else's list has it
		self.assertEqual(
			{b["terbuka"] for b in self.rows("kabid", "jf2") if "Kajian bukti" in b["judul"]}, {"ringkas"}
		)
		self.assertEqual([b for b in self.rows("jf1", "jf1") if "Kajian bukti" in b["judul"]], [])

	def test_the_assessor_is_the_nearest_structural_post_above(self):
		pegawai = self.pegawai
		self.assertEqual(bukti.find_assessor(pegawai["jf1"]), {"AGN-KABID": pegawai["kabid"]})
		self.assertEqual(bukti.find_assessor(pegawai["kabid"]), {"AGN-KADA": pegawai["kadis_a"]})
		self.assertEqual(bukti.find_assessor(pegawai["tanpa_jabatan"]), {})
		frappe.set_user("Administrator")
		factory.make_penempatan(pegawai["jf1"], "AGN-KABID", "Plh")
		konteks.clear()
		# nobody assesses himself
		self.assertEqual(bukti.find_assessor(pegawai["jf1"]), {"AGN-KADA": pegawai["kadis_a"]})


class TestRahasia(BuktiTestCase):
	def test_each_grade_for_the_officer_his_assessor_and_those_above(self):
		# kadis_a gave it, kabid only assesses; sekda stands above the giver
		for keamanan in ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"):
			self.give(f"Bukti {keamanan}", keamanan)
		self.assertEqual(
			{j: b["terbuka"] for j, b in self.titles("jf1", "jf1").items() if j.startswith("Bukti")},
			dict.fromkeys(
				("Bukti Biasa", "Bukti Terbatas", "Bukti Rahasia", "Bukti Sangat Rahasia"), "penuh"
			),
		)
		penilai = self.titles("kabid", "jf1")
		self.assertEqual(penilai["Bukti Terbatas"]["hasil"], "Hasil Bukti Terbatas")
		self.assertTrue(penilai["Bukti Terbatas"]["nomor"])
		self.assertNotIn("Bukti Rahasia", penilai)
		self.assertNotIn("Bukti Sangat Rahasia", penilai)
		tertutup = [b for b in self.rows("kabid", "jf1") if b["terbuka"] == "tertutup"]
		self.assertEqual(len(tertutup), 2)
		for b in tertutup:
			self.assertEqual(
				{b[k] for k in ("judul", "nomor", "hasil", "berkas", "name", "kegiatan", "peran")}, {""}
			)
		self.assertEqual({j for j in self.titles("sekda", "jf1") if j.startswith("Bukti")}, {"Bukti Biasa"})
		self.assertNotIn("tertutup", [b["terbuka"] for b in self.rows("sekda", "jf1")])

	def test_the_assessor_is_told_of_what_is_terbatas_without_its_papers(self):
		"""The work of a team: he stands between nobody, so the criterion keeps the papers from him."""
		tim = self.make_pokja()
		naskah = make_naskah(pemicu=PRIORITAS, kompleks=1, perihal="Tim terbatas", keamanan="Terbatas")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)]))
		self.finish(tugas, "jf1", "kadis_a", "Hasil tim terbatas")
		frappe.db.set_value("Tugas", tugas.name, "lampiran_laporan", "/private/files/uji-bukti.pdf")
		baris = self.titles("kabid", "jf1")["Tim terbatas"]
		self.assertEqual((baris["hasil"], baris["terbuka"]), ("Hasil tim terbatas", "ringkas"))
		self.assertEqual((baris["nomor"], baris["berkas"], baris["name"]), (naskah.nomor_agenda, "", ""))
		self.assertFalse(frappe.has_permission("Tugas", doc=tugas.name))
		self.assertEqual(self.titles("jf1", "jf1")["Tim terbatas"]["berkas"], "/private/files/uji-bukti.pdf")
		self.assertNotIn("Tim terbatas", self.titles("sekda", "jf1"))

	def test_strangers_are_told_nothing_through_any_door(self):
		self.give("Tertutup bagi orang luar")
		for kunci in ASING:
			factory.as_user(kunci)
			with self.subTest(kunci):
				self.assertRaises(BukanPenilaiError, api.bukti_kinerja, *RENTANG, self.pegawai["jf1"])
		frappe.set_user("Guest")
		self.assertRaises(BukanPenilaiError, api.bukti_kinerja, *RENTANG, self.pegawai["jf1"])
		factory.as_user("kabid")
		self.assertRaises(BukanPenilaiError, api.bukti_kinerja, *RENTANG, "tidak ada")
		# nobody reads upwards
		self.assertRaises(BukanPenilaiError, api.bukti_kinerja, *RENTANG, self.pegawai["kadis_a"])

	def test_the_period_is_checked(self):
		factory.as_user("jf1")
		self.assertRaises(RentangBuktiError, api.bukti_kinerja, *reversed(RENTANG))
		self.assertRaises(RentangBuktiError, api.bukti_kinerja, "", today())


class TestPintu(BuktiTestCase):
	"""Report, export and print are told what the API is."""

	def setUp(self):
		super().setUp()
		self.give("Pintu bukti <b>uji</b>")
		self.isian = {"pegawai": self.pegawai["jf1"], "dari": RENTANG[0], "sampai": RENTANG[1]}

	def test_report(self):
		for kunci in ("jf1", "kabid", "sekda"):
			factory.as_user(kunci)
			hasil = query_report.run("Bukti Kinerja", filters=self.isian)
			self.assertIn("Pintu bukti <b>uji</b>", [b["judul"] for b in hasil["result"]])
			self.assertEqual(len(hasil["result"]), len(self.rows(kunci, "jf1")))
			self.assertIn("tidak menambah angka kredit", hasil["message"])
		for kunci in ASING:
			factory.as_user(kunci)
			with self.subTest(kunci):
				self.assertRaises(
					frappe.PermissionError, query_report.run, "Bukti Kinerja", filters=self.isian
				)

	def test_without_a_name_it_is_ones_own(self):
		factory.as_user("jf1")
		hasil = query_report.run("Bukti Kinerja", filters={k: self.isian[k] for k in ("dari", "sampai")})
		self.assertIn("Pintu bukti <b>uji</b>", [b["judul"] for b in hasil["result"]])
		factory.as_user("tanpa_peran")
		self.assertRaises(frappe.PermissionError, bukti_kinerja.execute, {})

	def test_export(self):
		factory.as_user("kabid")
		frappe.local.form_dict = frappe._dict(
			report_name="Bukti Kinerja",
			file_format_type="CSV",
			filters=json.dumps(self.isian),
			visible_idx=json.dumps(list(range(500))),
		)
		try:
			query_report.export_query()
			isi = frappe.local.response["filecontent"]
		finally:
			frappe.local.form_dict = frappe._dict()
		self.assertIn("Pintu bukti", isi if isinstance(isi, str) else bytes(isi).decode())

	def test_print(self):
		factory.as_user("kabid")
		html = cetak_bukti.render(**self.isian)
		self.assertIn("Pintu bukti &lt;b&gt;uji&lt;/b&gt;", html)
		self.assertIn("tidak menambah angka kredit", html)
		self.assertIn("Uji kabid", html)
		api.cetak_bukti_kinerja(**self.isian)
		self.assertTrue(frappe.local.response.filecontent.startswith(b"%PDF"))
		for kunci in ASING:
			factory.as_user(kunci)
			with self.subTest(kunci):
				self.assertRaises(BukanPenilaiError, api.cetak_bukti_kinerja, **self.isian)
