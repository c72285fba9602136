"""Taking an order back while it is unread, changing it, giving a task back to its giver."""

import frappe
from frappe.desk.form.load import getdoc
from frappe.model.workflow import WorkflowTransitionError
from frappe.utils import add_days, today

from transformasi_asn.alur.api import ambil_langkah, list_langkah
from transformasi_asn.disposisi import api, desk, jejak, kotak
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	PenarikanError,
	PenerimaTidakSahError,
)
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
from transformasi_asn.disposisi.tests.kasus import AlurTestCase


class PenarikanTestCase(AlurTestCase):
	def give(self, *penerima, **kw):
		self.naskah = make_naskah(**kw)
		self.disposisi = make_disposisi(self.naskah, "kadis_a", list(penerima) or [to_post("AGN-KABID")])
		return tugas_of(self.disposisi)

	def open(self, kunci: str, doc) -> None:
		factory.as_user(kunci)
		frappe.response.docs = []
		getdoc(doc.doctype, doc.name)

	def recall(self, kunci: str = "kadis_a", **kw) -> dict:
		factory.as_user(kunci)
		return api.tarik_disposisi(self.disposisi.name, **kw)

	def stage(self, tugas) -> str:
		return frappe.db.get_value("Tugas", tugas.name, "tahap")


class TestMenarik(PenarikanTestCase):
	def test_unread_it_is_gone_for_the_recipient_and_kept_for_the_giver(self):
		(tugas,) = self.give()
		factory.as_user("kabid")
		self.assertTrue(frappe.get_list("Tugas", {"name": tugas.name}))
		hasil = self.recall(alasan="Salah orang")
		self.assertEqual((len(hasil["ditarik"]), hasil["tetap"]), (1, []))
		tugas.reload()
		self.assertEqual((tugas.tahap, tugas.alasan_terakhir), ("Batal", "Salah orang"))
		self.assertTrue(tugas.ditarik_pada)
		self.assertFalse(frappe.db.exists("Notification Log", {"document_name": tugas.name}))
		factory.as_user("kabid")
		for doctype, nama in (
			("Tugas", tugas.name),
			("Disposisi", self.disposisi.name),
			("Naskah Masuk", self.naskah.name),
		):
			self.assertFalse(frappe.get_list(doctype, {"name": nama}), doctype)
			self.assertRaises(frappe.PermissionError, frappe.get_doc(doctype, nama).check_permission, "read")
		factory.as_user("kadis_a")
		(baris,) = api.pantauan_disposisi(self.disposisi.name)
		self.assertEqual(baris["keadaan"], "Ditarik")
		self.assertEqual(jejak.verify(tugas.name), [])
		self.assertEqual(
			frappe.get_last_doc("Jejak Tugas", {"tugas": tugas.name}, order_by="urutan desc").peristiwa,
			"Ditarik sebelum dibaca",
		)

	def test_the_letter_waits_for_its_leader_again(self):
		self.give()
		factory.as_user("kadis_a")
		sebelum = kotak.count()["naskah_belum_dibaca"]
		self.recall()
		self.assertEqual(frappe.db.get_value("Naskah Masuk", self.naskah.name, "tahap"), "Baru")
		self.assertEqual(kotak.count()["naskah_belum_dibaca"], sebelum + 1)
		make_disposisi(self.naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_read_or_accepted_ones_stand_and_say_why(self):
		terbaca, diterima, belum = self.give_three()
		self.open("kabid", terbaca)
		step(diterima, "tu_a", "Terima")
		hasil = self.recall()
		self.assertEqual(len(hasil["tetap"]), 2)
		sebab = {t["penerima"]: t["sebab"] for t in hasil["tetap"]}
		self.assertIn("Uji kabid", next(s for s in sebab.values() if "dibaca" in s))
		self.assertIn("Dikerjakan Berjenjang", next(s for s in sebab.values() if "berstatus" in s))
		self.assertEqual([self.stage(t) for t in (terbaca, diterima, belum)], ["Baru", "Berjalan", "Batal"])
		self.assertEqual(frappe.db.get_value("Naskah Masuk", self.naskah.name, "tahap"), "Berjalan")
		with self.assertRaises(PenarikanError):
			self.recall()

	def give_three(self):
		"""Kabid, Tata Usaha and a second post of the Tata Usaha's kind."""
		frappe.set_user("Administrator")
		orang = frappe.get_doc(
			{"doctype": "Pegawai ASN", "nama": "Uji tu kedua", "jenis_kepegawaian": "Non-ASN"}
		).insert()
		factory.make_penempatan(orang.name, "AGN-TUA")
		return self.give(to_post("AGN-KABID"), to_person(self.pegawai["tu_a"]), to_person(orang.name))

	def test_one_row_of_many(self):
		a, b = self.give(to_post("AGN-KABID"), to_person(self.pegawai["tu_a"]))
		self.recall(baris=[self.disposisi.penerima[1].name])
		self.assertEqual((self.stage(a), self.stage(b)), ("Baru", "Batal"))

	def test_a_copy_is_taken_back_with_what_it_opened(self):
		self.give(to_post("AGN-KABID"), to_post("AGN-KADB", tembusan=1))
		factory.as_user("kadis_b")
		self.assertTrue(frappe.get_list("Disposisi", {"name": self.disposisi.name}))
		self.recall(baris=[self.disposisi.penerima[1].name])
		factory.as_user("kadis_b")
		self.assertFalse(frappe.get_list("Disposisi", {"name": self.disposisi.name}))
		self.assertFalse(
			frappe.db.exists(
				"Notification Log",
				{"document_name": self.disposisi.name, "for_user": factory.user_of("kadis_b")},
			)
		)

	def test_a_read_copy_stands(self):
		self.give(to_post("AGN-KABID"), to_post("AGN-KADB", tembusan=1))
		self.open("kadis_b", self.disposisi)
		with self.assertRaises(PenarikanError):
			self.recall(baris=[self.disposisi.penerima[1].name])

	def test_only_the_giver_takes_it_back(self):
		self.give()
		for kunci in ("kabid", "sekda", "tu_a", "tanpa_jabatan"):
			with self.assertRaises((BukanPemberiError, frappe.PermissionError)):
				self.recall(kunci)

	def test_a_secret_letter_to_the_wrong_person_closes_again(self):
		(tugas,) = self.give(keamanan="Rahasia")
		self.recall()
		factory.as_user("kabid")
		self.assertFalse(frappe.get_list("Tugas", {"name": tugas.name}))
		self.assertFalse(frappe.get_list("Naskah Masuk", {"name": self.naskah.name}))

	def test_a_given_order_is_not_changed_by_a_save(self):
		self.give()
		factory.as_user("kadis_a")
		doc = frappe.get_doc("Disposisi", self.disposisi.name)
		self.assertRaises(CatatanTetapError, doc.save)


class TestMengubah(PenarikanTestCase):
	def test_it_comes_back_as_a_draft_that_can_be_changed_and_sent(self):
		self.give(
			to_post("AGN-KABID", catatan="Segera", tenggat=add_days(today(), 3)),
			to_post("AGN-KADB", tembusan=1),
		)
		factory.as_user("kadis_a")
		konsep = frappe.get_doc("Disposisi", api.ubah_disposisi(self.disposisi.name))
		self.assertEqual((konsep.docstatus, konsep.menggantikan), (0, self.disposisi.name))
		self.assertEqual(
			[(b.penerima, b.catatan, b.tembusan) for b in konsep.penerima],
			[("AGN-KABID", "Segera", 0), ("AGN-KADB", None, 1)],
		)
		konsep.penerima[0].catatan = "Besok saja"
		konsep.submit()
		(tugas,) = tugas_of(konsep)
		self.assertEqual((tugas.tahap, tugas.catatan), ("Baru", "Besok saja"))

	def test_a_task_handed_on_is_handed_on_anew(self):
		(induk,) = self.give()
		step(induk, "kabid", "Terima")
		bagian = [to_person(self.pegawai["jf1"])]
		d = make_disposisi(self.naskah, "kabid", bagian, induk_tugas=induk.name)
		factory.as_user("kabid")
		konsep = frappe.get_doc("Disposisi", api.ubah_disposisi(d.name))
		konsep.penerima[0].penerima = self.pegawai["jf2"]
		konsep.submit()
		(baru,) = tugas_of(konsep)
		self.assertEqual((baru.induk, baru.pegawai, baru.tahap), (induk.name, self.pegawai["jf2"], "Baru"))
		# taken back and not given again at once, it can be given later
		api.tarik_disposisi(konsep.name)
		make_disposisi(self.naskah, "kabid", bagian, induk_tugas=induk.name)
		self.assertEqual(self.stage(induk), "Menunggu")

	def test_what_was_read_is_not_given_twice(self):
		a, _b = self.give(to_post("AGN-KABID"), to_person(self.pegawai["tu_a"]))
		self.open("kabid", a)
		factory.as_user("kadis_a")
		konsep = frappe.get_doc("Disposisi", api.ubah_disposisi(self.disposisi.name))
		self.assertEqual([b.penerima for b in konsep.penerima], [self.pegawai["tu_a"]])

	def test_a_deadline_that_has_passed_is_left_to_be_chosen(self):
		self.give(to_post("AGN-KABID", tenggat=today()))
		frappe.db.set_value(
			"Penerima Disposisi", {"parent": self.disposisi.name}, "tenggat", add_days(today(), -2)
		)
		factory.as_user("kadis_a")
		konsep = frappe.get_doc("Disposisi", api.ubah_disposisi(self.disposisi.name))
		self.assertIsNone(konsep.penerima[0].tenggat)


class TestMengembalikan(PenarikanTestCase):
	def return_it(self, tugas, kunci="kabid") -> dict:
		factory.as_user(kunci)
		return ambil_langkah(
			"Tugas", tugas.name, "Kembalikan kepada Pemberi", {"alasan": "Bukan tugas bidang kami"}
		)

	def test_with_a_reason_it_waits_for_the_giver(self):
		(tugas,) = self.give()
		factory.as_user("kabid")
		(langkah,) = [s for s in list_langkah("Tugas", tugas.name) if s["isian"] == ["alasan"]]
		self.assertEqual(langkah["aksi"], "Kembalikan kepada Pemberi")
		self.assertEqual(self.return_it(tugas)["tahap"], "Menunggu")
		tugas.reload()
		self.assertTrue(tugas.dikembalikan_pada)
		self.assertFalse(tugas.dilaporkan_pada)
		self.assertEqual(desk.view_tugas(tugas)["posisi"], desk.DIKEMBALIKAN)
		self.assertIn(tugas.name, [t.name for t in kotak.list_rows("menunggu_orang_lain")])
		self.assertNotIn(tugas.name, [t.name for t in kotak.list_rows("disposisi_belum_ditindaklanjuti")])
		factory.as_user("kadis_a")
		self.assertIn(tugas.name, [t.name for t in kotak.list_rows("laporan_belum_diverifikasi")])
		self.assertEqual(api.pantauan_disposisi(self.disposisi.name)[0]["keadaan"], "Dikembalikan")
		self.assertTrue(
			frappe.db.exists(
				"Notification Log", {"document_name": tugas.name, "for_user": factory.user_of("kadis_a")}
			)
		)

	def test_without_a_reason_or_by_others_it_is_not(self):
		(tugas,) = self.give()
		for kunci in ("kabid", "kadis_a"):
			self.assertRaises(WorkflowTransitionError, step, tugas, kunci, "Kembalikan kepada Pemberi")

	def test_the_giver_insists_or_cancels(self):
		(tugas,) = self.give()
		step(tugas, "kabid", "Terima")
		self.return_it(tugas)
		akhir = step(tugas, "kadis_a", "Tugaskan Kembali", alasan="Tetap bidang Anda")
		self.assertEqual((akhir.tahap, akhir.dikembalikan_pada), ("Berjalan", None))
		factory.as_user("kadis_a")
		self.assertEqual(api.pantauan_disposisi(self.disposisi.name)[0]["keadaan"], "Diterima")
		self.return_it(tugas)
		self.assertEqual(step(tugas, "kadis_a", "Batalkan", alasan="Baiklah").tahap, "Batal")
		self.assertEqual(api.pantauan_disposisi(self.disposisi.name)[0]["keadaan"], "Dibatalkan")
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_given_to_another_it_is_cancelled_by_the_new_order(self):
		(tugas,) = self.give()
		self.return_it(tugas)
		baru = make_disposisi(
			self.naskah, "kadis_a", [to_person(self.pegawai["tu_a"])], mengalihkan_tugas=tugas.name
		)
		tugas.reload()
		self.assertEqual((tugas.tahap, tugas_of(baru)[0].tahap), ("Batal", "Baru"))
		self.assertIn("Uji tu_a", tugas.alasan_terakhir)
		self.assertEqual(frappe.db.get_value("Naskah Masuk", self.naskah.name, "tahap"), "Berjalan")

	def test_what_no_longer_waits_is_not_passed_on(self):
		(tugas,) = self.give()
		with self.assertRaises(PenarikanError):
			make_disposisi(
				self.naskah, "kadis_a", [to_person(self.pegawai["tu_a"])], mengalihkan_tugas=tugas.name
			)

	def test_an_officer_gives_back_too(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])]))
		self.assertEqual(self.return_it(tugas, "jf1")["tahap"], "Menunggu")
		self.assertEqual(
			step(tugas, "kadis_a", "Tugaskan Kembali", alasan="Tetap").workflow_state, "Dikerjakan Langsung"
		)


class TestTidakGanda(PenarikanTestCase):
	def test_nobody_gets_a_second_open_task_from_the_same_step_of_a_letter(self):
		(tugas,) = self.give()
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(self.naskah, "kadis_a", [to_post("AGN-KABID")])
		factory.as_user("kadis_a")
		(temuan,) = api.pratinjau_disposisi(
			{
				"naskah": self.naskah.name,
				"kegiatan": factory.RUTIN,
				"penerima": [{"jenis_penerima": "Jabatan", "penerima": "AGN-KABID", "idx": 1, "name": "x"}],
			}
		)["temuan"]
		self.assertIn("tugas terbuka", temuan["pesan"])
		make_disposisi(
			self.naskah, "kadis_a", [to_person(self.pegawai["tu_a"]), to_post("AGN-KABID", tembusan=1)]
		)
		step(tugas, "kadis_a", "Batalkan", alasan="Diganti")
		make_disposisi(self.naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_to_oneself(self):
		naskah = make_naskah()
		for diri in (to_post("AGN-KADA"), to_person(self.pegawai["kadis_a"])):
			with self.assertRaises(PenerimaTidakSahError) as galat:
				make_disposisi(naskah, "kadis_a", [diri])
			self.assertTrue(
				"Anda sendiri" in str(galat.exception) or "jabatan tunggal" in str(galat.exception)
			)
		self.assertFalse(frappe.db.exists("Tugas", {"naskah": naskah.name}))
