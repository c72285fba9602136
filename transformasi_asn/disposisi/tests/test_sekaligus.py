"""Proposals with name, post, load and reason; one and many letters disposed by them."""

from unittest.mock import patch

import frappe

from transformasi_asn import basisdata
from transformasi_asn.disposisi import api, sekaligus
from transformasi_asn.disposisi.exceptions import TerlaluBanyakError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	RUTIN,
	make_disposisi,
	make_naskah,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase


class SekaligusTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		# what other tests have committed is nobody's habit here
		frappe.set_user("Administrator")
		lama = frappe.get_all("Disposisi", {"pemberi_jabatan": "AGN-KADA"}, pluck="name")
		if lama:
			frappe.db.delete("Penerima Disposisi", {"parent": ("in", lama)})
			frappe.db.delete("Instruksi Terpilih", {"parent": ("in", lama)})

	def propose(self, naskah, kunci="kadis_a") -> dict:
		factory.as_user(kunci)
		(usul,) = api.usul_cepat(naskah=[naskah.name])
		return usul

	def send(self, naskah: list, kunci="kadis_a", **isi) -> list[dict]:
		factory.as_user(kunci)
		return api.disposisi_cepat(
			naskah=[n.name for n in naskah], isi={"instruksi": ["Tindak lanjuti"], **isi}
		)


class TestUsulan(SekaligusTestCase):
	def test_who_usually_gets_such_letters_with_post_load_and_reason(self):
		for _kali in range(3):
			make_disposisi(make_naskah(), "kadis_a", [to_person(self.pegawai["tu_a"])])
		usul = self.propose(make_naskah())
		(satu,) = usul["penerima"]
		self.assertEqual((satu["jenis"], satu["penerima"]), ("Pegawai ASN", self.pegawai["tu_a"]))
		self.assertEqual(satu["label"], "Uji tu_a (Pengadministrasi Persuratan A)")
		self.assertGreaterEqual(satu["beban"], 3)
		self.assertIn("3 dari 3", satu["sebab"])
		self.assertEqual(usul["instruksi"][0], "Tindak lanjuti")
		self.assertEqual(usul["garis"]["pola"], "Struktural")
		self.assertIn("AGN-KABID", [c["penerima"] for c in usul["lainnya"]])

	def test_without_history_whose_activity_it_is_by_the_way_to_him(self):
		frappe.db.set_value("Target Kegiatan", {"kegiatan": RUTIN}, "penanggung_jawab", "AGN-KABID")
		frappe.set_user("Administrator")
		usul = self.propose(make_naskah())
		self.assertEqual([c["penerima"] for c in usul["penerima"]], ["AGN-KABID"])
		self.assertIn("dokumen kinerja", usul["penerima"][0]["sebab"])
		usul = self.propose(
			make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA"), "sekda"
		)
		self.assertEqual([c["penerima"] for c in usul["penerima"]], ["AGN-KADA"])

	def test_else_the_least_burdened_on_the_line(self):
		for _kali in range(2):
			naskah = make_naskah(kegiatan=None)
			frappe.db.set_value("Naskah Masuk", naskah.name, "kegiatan", None)
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], alasan="Perlu", pola="Struktural")
		usul = self.propose(make_naskah())
		(satu,) = usul["penerima"]
		self.assertNotEqual(satu["penerima"], "AGN-KABID")
		self.assertIn("paling sedikit", satu["sebab"])

	def test_priority_work_goes_to_an_officer(self):
		usul = self.propose(make_naskah(pemicu=PRIORITAS))
		self.assertEqual(usul["garis"]["pola_dijalankan"], "Fungsional Individu")
		self.assertEqual({c["jenis"] for c in usul["penerima"]}, {"Pegawai ASN"})

	def test_who_holds_the_letter_already_is_not_proposed(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		naskah = make_naskah()
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		self.assertNotIn("AGN-KABID", [c["penerima"] for c in self.propose(naskah)["penerima"]])

	def test_secret_letters_are_no_habit_and_strangers_learn_nothing(self):
		make_disposisi(make_naskah(keamanan="Rahasia"), "kadis_a", [to_person(self.pegawai["tu_a"])])
		naskah = make_naskah()
		self.assertNotIn("terakhir", str(self.propose(naskah)["penerima"]))
		factory.as_user("kabid")
		self.assertRaises(frappe.PermissionError, api.usul_cepat, [naskah.name])
		factory.as_user("tu_a")
		self.assertIn("ditujukan kepada jabatan lain", api.usul_cepat([naskah.name])[0]["pesan"])


class TestSekaligus(SekaligusTestCase):
	def test_ten_letters_each_by_an_order_of_its_own(self):
		naskah = [make_naskah(perihal=f"Surat {n}") for n in range(10)]
		hasil = self.send(naskah, penerima=[to_post("AGN-KABID")], catatan="Segera")
		self.assertEqual([h["naskah"] for h in hasil], [n.name for n in naskah])
		self.assertEqual(len({h["disposisi"] for h in hasil}), 10)
		for n in naskah:
			(t,) = frappe.get_all("Tugas", {"naskah": n.name}, ["jabatan", "instruksi", "catatan"])
			self.assertEqual((t.jabatan, t.instruksi, t.catatan), ("AGN-KABID", "Tindak lanjuti", "Segera"))

	def test_what_is_wrong_with_one_leaves_the_others(self):
		baik, tertutup, asing = make_naskah(), make_naskah(), make_naskah(pemicu=PRIORITAS)
		frappe.db.set_value("Naskah Masuk", tertutup.name, {"tahap": "Selesai", "workflow_state": "Tuntas"})
		hasil = self.send([tertutup, baik, asing], penerima=[to_post("AGN-KABID")])
		self.assertEqual([bool(h.get("disposisi")) for h in hasil], [False, True, False])
		self.assertIn("Tuntas", hasil[0]["pesan"])
		self.assertIn("adalah jabatan", hasil[2]["pesan"])
		self.assertFalse(frappe.db.exists("Disposisi", {"naskah": ("in", [tertutup.name, asing.name])}))
		self.assertFalse([m for m in frappe.local.message_log if "adalah jabatan" in str(m)])

	def test_who_is_overtaken_begins_all_of_it_anew(self):
		"""The database has undone everything, so no letter may be called given or refused."""
		naskah = [make_naskah(), make_naskah()]
		with (
			patch.object(sekaligus, "_dispose", side_effect=basisdata.DidahuluiError),
			self.assertRaises(basisdata.DidahuluiError),
		):
			self.send(naskah, penerima=[to_post("AGN-KABID")])

	def test_each_by_its_own_proposal(self):
		for _kali in range(2):
			make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		rutin, penting = make_naskah(), make_naskah(pemicu=PRIORITAS)
		hasil = self.send([rutin, penting])
		self.assertTrue(all(h.get("disposisi") for h in hasil), hasil)
		pola = [frappe.db.get_value("Disposisi", h["disposisi"], "pola_kerja") for h in hasil]
		self.assertEqual(pola, ["Struktural", "Fungsional Individu"])

	def test_a_letter_named_twice_gets_one_order(self):
		naskah = make_naskah()
		self.assertEqual(len(self.send([naskah, naskah], penerima=[to_post("AGN-KABID")])), 1)

	def test_more_than_can_be_looked_over_or_none(self):
		factory.as_user("kadis_a")
		for daftar in ([], [f"n{n}" for n in range(51)]):
			self.assertRaises(TerlaluBanyakError, api.disposisi_cepat, daftar)

	def test_one_that_may_not_be_read_stops_it(self):
		naskah = make_naskah()
		with self.assertRaises(frappe.PermissionError):
			self.send([naskah], "tanpa_jabatan")

	def test_tasks_are_handed_on_in_the_same_way(self):
		tugas = [
			tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))[0] for _n in range(2)
		]
		factory.as_user("kabid")
		hasil = api.disposisi_cepat(
			tugas=[t.name for t in tugas],
			isi={"penerima": [to_person(self.pegawai["jf1"])], "instruksi": ["Tindak lanjuti"]},
		)
		self.assertTrue(all(h.get("disposisi") for h in hasil), hasil)
		for t in tugas:
			self.assertEqual(frappe.db.count("Tugas", {"induk": t.name}), 1)

	def test_a_draft_stays_a_draft_until_it_is_sent(self):
		naskah = make_naskah()
		konsep = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		self.assertFalse(frappe.db.exists("Tugas", {"naskah": naskah.name}))
		factory.as_user("kabid")
		self.assertFalse(frappe.get_list("Disposisi", {"name": konsep.name}))
		factory.as_user("kadis_a")
		konsep = frappe.get_doc("Disposisi", konsep.name)
		konsep.catatan = "Dilengkapi"
		konsep.save()
		konsep.submit()
		self.assertEqual(tugas_of(konsep)[0].catatan, "Dilengkapi")
