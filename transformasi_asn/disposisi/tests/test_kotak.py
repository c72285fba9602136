"""The inbox: what lies in which box, for whom, and what may be done to several items at once."""

import frappe
from frappe.desk.form.load import getdoc
from frappe.utils import add_days, add_to_date, now_datetime, today

from transformasi_asn.disposisi import api, kotak, sekaligus
from transformasi_asn.disposisi.domain.kotak import KOTAK
from transformasi_asn.disposisi.exceptions import KotakTidakDikenalError, TerlaluBanyakError
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
from transformasi_asn.disposisi.tests.kasus import AlurTestCase


class KotakTestCase(AlurTestCase):
	def names(self, kunci: str, orang: str | None = None) -> list[str]:
		if orang:
			factory.as_user(orang)
		return [row.name for row in kotak.list_rows(kunci, kotak.TERBANYAK)]

	def boxes(self, nama: str, orang: str) -> list[str]:
		"""The boxes of a person in which an item lies; each counts as many as it lists."""
		factory.as_user(orang)
		jumlah = kotak.count()
		hasil = []
		for x in KOTAK:
			isi = self.names(x.kunci)
			self.assertEqual(len(isi), len(set(isi)), x.kunci)
			if x.kunci in jumlah:
				self.assertEqual(jumlah[x.kunci], len(isi), x.kunci)
			hasil += [x.kunci] if nama in isi else []
		return hasil

	def give(self, *penerima: dict, **kw):
		self.disposisi = make_disposisi(
			make_naskah(), "kadis_a", list(penerima) or [to_post("AGN-KABID")], **kw
		)
		return tugas_of(self.disposisi)[0]

	def open(self, doctype: str, nama: str, orang: str) -> None:
		factory.as_user(orang)
		frappe.response.docs = []
		getdoc(doctype, nama)


class TestKotak(KotakTestCase):
	def test_a_letter_is_unread_opened_disposed(self):
		naskah = make_naskah()
		self.assertEqual(self.boxes(naskah.name, "kadis_a"), ["naskah_belum_dibaca"])
		self.assertEqual(self.boxes(naskah.name, "tu_a"), ["naskah_unit"])
		for lain in ("kabid", "kadis_b", "tu_b", "sekda"):
			self.assertEqual(self.boxes(naskah.name, lain), [], lain)
		# read by others it stays unread
		self.open("Naskah Masuk", naskah.name, "tu_a")
		self.assertEqual(self.boxes(naskah.name, "kadis_a"), ["naskah_belum_dibaca"])
		self.open("Naskah Masuk", naskah.name, "kadis_a")
		self.assertEqual(self.boxes(naskah.name, "kadis_a"), ["naskah_belum_ditindaklanjuti"])
		d = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		self.assertEqual(self.boxes(d.name, "kadis_a"), ["konsep_belum_dikirim"])
		self.assertEqual(self.boxes(d.name, "kabid"), [])
		factory.as_user("kadis_a")
		d.submit()
		self.assertEqual(self.boxes(naskah.name, "kadis_a"), [])
		self.assertEqual(self.boxes(naskah.name, "tu_a"), [])
		self.assertEqual(self.boxes(d.name, "kadis_a"), ["terkirim"])

	def test_a_form_opened_before_the_reading_does_not_undo_it(self):
		naskah = make_naskah()
		factory.as_user("tu_a")
		lama = frappe.get_doc("Naskah Masuk", naskah.name)
		self.open("Naskah Masuk", naskah.name, "kadis_a")
		dibaca = frappe.db.get_value("Naskah Masuk", naskah.name, ["dibaca_pada", "dibaca_oleh"])
		self.assertIn("Kepala Dinas A", dibaca[1])
		factory.as_user("tu_a")
		lama.ringkasan = "Dilengkapi."
		lama.save()
		self.assertEqual(
			frappe.db.get_value("Naskah Masuk", naskah.name, ["dibaca_pada", "dibaca_oleh"]), dibaca
		)

	def test_a_task_moves_from_box_to_box(self):
		tugas = self.give()
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_dibaca"])
		self.open("Tugas", tugas.name, "kabid")
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_ditindaklanjuti"])
		step(tugas, "kabid", "Terima")
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_ditindaklanjuti"])
		step(tugas, "kabid", "Laporkan", laporan="Sudah.")
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["menunggu_orang_lain"])
		self.assertEqual(self.boxes(tugas.name, "kadis_a"), ["laporan_belum_diverifikasi"])
		step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(self.boxes(tugas.name, "kadis_a"), [])
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["selesai"])

	def test_a_task_handed_on_waits_and_comes_back_when_its_parts_are_closed(self):
		tugas = self.give()
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		(anak,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		)
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["menunggu_orang_lain"])
		self.assertEqual(self.boxes(anak.name, "jf1"), ["disposisi_belum_dibaca"])
		step(anak, "jf1", "Terima")
		step(anak, "jf1", "Laporkan", laporan="Sudah.")
		self.assertEqual(self.boxes(anak.name, "kabid"), ["laporan_belum_diverifikasi"])
		step(anak, "kabid", "Terima Laporan")
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_ditindaklanjuti"])

	def test_late_is_what_is_overdue_and_neither_reported_nor_paused(self):
		tugas = self.give()
		lewat = add_to_date(now_datetime(), hours=-1)
		frappe.db.set_value("Tugas", tugas.name, "jatuh_tempo", lewat, update_modified=False)
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_dibaca", "terlambat"])
		frappe.db.set_value("Tugas", tugas.name, "dijeda_sejak", lewat, update_modified=False)
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_dibaca"])

	def test_a_copy_waits_until_it_is_opened_or_taken_back(self):
		self.give(to_post("AGN-KABID"), to_post("AGN-KADB", tembusan=1), to_post("AGN-ASISTEN", tembusan=1))
		nama = self.disposisi.name
		self.assertEqual(self.boxes(nama, "kadis_b"), ["tembusan_belum_dibaca"])
		self.open("Disposisi", nama, "kadis_b")
		self.assertEqual(self.boxes(nama, "kadis_b"), [])
		factory.as_user("kadis_a")
		api.tarik_disposisi(nama)
		self.assertEqual(self.boxes(nama, "asisten"), [])

	def test_consent_is_asked_of_the_head_and_holds_the_officer_s_task(self):
		naskah = make_naskah(pemicu=factory.PRIORITAS)
		d = make_disposisi(
			naskah,
			"kadis_a",
			[to_person(self.pegawai["jf_b"], alasan="Keahliannya.")],
			pola="Fungsional Individu",
		)
		(tugas,) = tugas_of(d)
		self.assertEqual(tugas.persetujuan, "Menunggu")
		self.assertEqual(self.boxes(tugas.name, "kadis_b"), ["menunggu_persetujuan"])
		self.assertEqual(self.boxes(tugas.name, "jf_b"), ["menunggu_orang_lain"])
		factory.as_user("kadis_b")
		api.putuskan_persetujuan(tugas.name, True)
		self.assertEqual(self.boxes(tugas.name, "kadis_b"), [])
		self.assertEqual(self.boxes(tugas.name, "jf_b"), ["disposisi_belum_dibaca"])

	def test_more_time_is_asked_of_the_giver(self):
		tugas = self.give()
		step(tugas, "kabid", "Terima")
		factory.as_user("kabid")
		api.minta_perpanjangan(tugas.name, add_days(today(), 60), "Menunggu data.")
		self.assertEqual(self.boxes(tugas.name, "kadis_a"), ["menunggu_persetujuan"])

	def test_a_team_s_task_lies_with_its_chair(self):
		pokja = self.make_pokja()
		naskah = make_naskah(pemicu=factory.PRIORITAS, kompleks=1)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(pokja.name)]))
		self.assertEqual(self.boxes(tugas.name, "jf1"), ["disposisi_belum_dibaca"])
		self.assertEqual(self.boxes(tugas.name, "jf2"), [])

	def test_a_named_officer_s_task_is_not_his_successor_s(self):
		tugas = self.give(to_person(self.pegawai["jf1"]), pola="Fungsional Individu", alasan="Mendesak.")
		self.assertEqual(self.boxes(tugas.name, "jf1"), ["disposisi_belum_dibaca"])
		self.assertEqual(self.boxes(tugas.name, "jf2"), [])

	def test_a_plh_has_the_box_and_what_is_secret_stays_with_the_holder(self):
		biasa = make_naskah()
		rahasia = make_naskah(keamanan="Rahasia")
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["kabid"], "AGN-KADA", "Plh", selesai=add_days(today(), 3))
		self.assertEqual(self.boxes(biasa.name, "kabid"), ["naskah_belum_dibaca"])
		self.assertEqual(self.boxes(rahasia.name, "kabid"), [])
		self.assertEqual(self.boxes(biasa.name, "kadis_a"), [])
		self.assertEqual(self.boxes(rahasia.name, "kadis_a"), ["naskah_belum_dibaca"])

	def test_a_successor_does_not_open_what_is_most_secret(self):
		d = make_disposisi(make_naskah(keamanan="Sangat Rahasia"), "kadis_a", [to_post("AGN-KABID")])
		(tugas,) = tugas_of(d)
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_dibaca"])
		frappe.db.set_value("Tugas", tugas.name, "pemangku", self.pegawai["jf2"], update_modified=False)
		self.assertEqual(self.boxes(tugas.name, "kabid"), [])

	def test_a_proposed_mandate_waits_with_the_chief_above(self):
		factory.as_user("kabid")
		surat = frappe.get_doc(
			{
				"doctype": "Surat Perintah",
				"kapasitas": "Plh",
				"jabatan": "AGN-KABID",
				"pegawai": self.pegawai["jf1"],
				"sebab": "Cuti",
				"mulai": today(),
				"sampai": add_days(today(), 2),
			}
		).insert()
		self.assertEqual(self.boxes(surat.name, "kadis_a"), ["surat_perintah"])
		self.assertEqual(self.boxes(surat.name, "kadis_b"), [])

	def test_a_draft_that_cannot_be_sent_any_more_is_not_counted(self):
		naskah = make_naskah()
		d = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		frappe.db.set_value("Naskah Masuk", naskah.name, "tujuan_jabatan", "AGN-KADB")
		self.assertEqual(self.boxes(d.name, "kadis_a"), [])

	def test_sent_orders_tell_how_far_they_are(self):
		tugas = self.give(to_post("AGN-KABID"), to_person(self.pegawai["tu_a"]))
		factory.as_user("kadis_a")
		baris = {b.name: b for b in kotak.list_rows("terkirim")}[self.disposisi.name]
		self.assertEqual(baris.kemajuan, {"jumlah": 2, "selesai": 0, "belum_dibaca": 2, "terbuka": 2})
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Sudah.")
		step(tugas, "kadis_a", "Terima Laporan")
		baris = {b.name: b for b in kotak.list_rows("terkirim")}[self.disposisi.name]
		self.assertEqual(baris.kemajuan, {"jumlah": 2, "selesai": 1, "belum_dibaca": 1, "terbuka": 1})

	def test_counting_writes_nothing(self):
		tugas = self.give()
		factory.as_user("kabid")
		api.kotak_kerja()
		self.assertIsNone(frappe.db.get_value("Tugas", tugas.name, "dibaca_pada"))


class TestHalaman(KotakTestCase):
	def test_it_opens_the_first_box_that_is_not_empty_and_counts_them_all(self):
		tugas = self.give()
		factory.as_user("kabid")
		halaman = api.kotak_kerja()
		self.assertEqual(halaman["pilihan"], "disposisi_belum_dibaca")
		self.assertIn(tugas.name, [b.name for b in halaman["baris"]])
		self.assertEqual({k["kunci"]: k["jumlah"] for k in halaman["kotak"]}["terkirim"], None)
		self.assertNotIn("naskah_unit", [k["kunci"] for k in halaman["kotak"]])

	def test_a_page_says_whether_there_is_more(self):
		for _n in range(3):
			self.give()
		factory.as_user("kadis_a")
		self.assertEqual(len(api.kotak_kerja("terkirim", 2)["baris"]), 2)
		self.assertTrue(api.kotak_kerja("terkirim", 2)["ada_lagi"])
		self.assertFalse(api.kotak_kerja("terkirim", 500)["ada_lagi"])
		self.assertRaises(KotakTidakDikenalError, api.kotak_kerja, "lain")

	def test_cards_and_page_count_alike(self):
		self.give()
		factory.as_user("kabid")
		jumlah = api.hitung_kotak()
		self.assertEqual(
			api.kartu_kotak('{"kotak": "disposisi_belum_dibaca"}'), jumlah["disposisi_belum_dibaca"]
		)
		self.assertEqual(api.hitung_kotak({"kotak": ["terlambat"]}), {"terlambat": jumlah["terlambat"]})
		self.assertRaises(KotakTidakDikenalError, api.kartu_kotak, {"kotak": "lain"})

	def test_counters_are_capped(self):
		self.give()
		self.give()
		factory.as_user("kabid")
		with self.patch_cap(1):
			self.assertEqual(kotak.count_capped()["disposisi_belum_dibaca"], 2)

	def patch_cap(self, batas: int):
		from unittest.mock import patch

		return patch.object(kotak, "BATAS", batas)

	def test_who_has_no_post_and_guests_have_nothing(self):
		self.give()
		factory.as_user("tanpa_jabatan")
		self.assertEqual(set(kotak.count().values()), {0})
		frappe.set_user("Guest")
		self.assertEqual(set(kotak.count().values()), {0})
		for x in KOTAK:
			self.assertEqual(kotak.list_rows(x.kunci), [])


class TestSekaligus(KotakTestCase):
	def test_several_tasks_are_accepted_and_one_that_is_not_his_says_so(self):
		tugas = [self.give(), self.give(), self.give(to_person(self.pegawai["tu_a"]))]
		factory.as_user("kabid")
		hasil = api.tindak_sekaligus("terima", "Tugas", [t.name for t in tugas])
		self.assertEqual([bool(h.get("berhasil")) for h in hasil], [True, True, False])
		self.assertTrue(hasil[2]["pesan"])
		self.assertEqual(
			[frappe.db.get_value("Tugas", t.name, "tahap") for t in tugas], ["Berjalan", "Berjalan", "Baru"]
		)

	def test_reports_are_accepted_together(self):
		tugas = [self.give(), self.give()]
		step(tugas[0], "kabid", "Terima")
		step(tugas[0], "kabid", "Laporkan", laporan="Sudah.")
		factory.as_user("kadis_a")
		hasil = api.tindak_sekaligus("terima_laporan", "Tugas", [t.name for t in tugas])
		self.assertEqual([bool(h.get("berhasil")) for h in hasil], [True, False])
		self.assertEqual(frappe.db.get_value("Tugas", tugas[0].name, "tahap"), "Selesai")

	def test_marking_as_read(self):
		tugas = self.give(to_post("AGN-KABID"), to_post("AGN-KADB", tembusan=1))
		factory.as_user("kabid")
		api.tindak_sekaligus("dibaca", "Tugas", [tugas.name])
		self.assertEqual(self.boxes(tugas.name, "kabid"), ["disposisi_belum_ditindaklanjuti"])
		factory.as_user("kadis_b")
		api.tindak_sekaligus("dibaca", "Disposisi", [self.disposisi.name])
		self.assertEqual(self.boxes(self.disposisi.name, "kadis_b"), [])

	def test_nothing_else_is_done(self):
		factory.as_user("kabid")
		for tindakan, doctype in (("hapus", "Tugas"), ("terima", "User"), ("terima", "Naskah Masuk")):
			self.assertRaises(KotakTidakDikenalError, api.tindak_sekaligus, tindakan, doctype, ["x"])
		banyak = [str(n) for n in range(sekaligus.BATAS + 1)]
		self.assertRaises(TerlaluBanyakError, api.tindak_sekaligus, "terima", "Tugas", banyak)
