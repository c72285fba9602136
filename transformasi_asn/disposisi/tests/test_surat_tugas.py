"""The letter of a functional order: who makes, sees, prints and revokes it; work that no letter brought."""

import frappe
from frappe.utils import add_days, now, today

from transformasi_asn.disposisi import api, cap, cetak, verifikasi
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	MasaTugasError,
	NomorSuratTugasError,
	PenarikanError,
	PencatatanTidakSahError,
	PenugasanKegiatanError,
	PetugasTidakSahError,
	SuratTugasError,
)
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	as_user,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.disposisi.tests.test_cetak import CetakTestCase, key_in, make_pdf, pages_of, render

BENTUK = "Surat Tugas"


class SuratTugasTestCase(AlurTestCase):
	def give(self, *kunci: str, keamanan: str = "Biasa", **kw):
		"""The head of Dinas A names these people directly."""
		naskah = make_naskah(pemicu=PRIORITAS, perihal="Survei <b>pungutan</b>", keamanan=keamanan)
		return make_disposisi(
			naskah, "kadis_a", [to_person(self.pegawai[k]) for k in kunci or ("jf1",)], **kw
		)

	def draft(self, disp, kunci: str = "kadis_a"):
		as_user(kunci)
		return frappe.get_doc(BENTUK, api.buat_surat_tugas(disp.name))

	def issue(self, disp, kunci: str = "kadis_a", **kw):
		surat = self.draft(disp, kunci)
		surat.update({"nomor": "800.1.11/7/DA", "selesai": add_days(today(), 6), **kw}).save()
		api.terbitkan_surat_tugas(surat.name)
		return frappe.get_doc(BENTUK, surat.name)


class TestSuratTugas(SuratTugasTestCase):
	def test_everything_is_proposed_but_the_number(self):
		disp = self.give(kegiatan=factory.RUTIN, tenggat=add_days(today(), 5))
		surat = self.draft(disp)
		self.assertEqual((surat.keadaan, surat.nomor, surat.judul), ("Draf", None, "Surat Tugas"))
		self.assertIn("Surat Kabupaten Uji Nomor", surat.dasar)
		self.assertIn(f"Kegiatan rutin uji ({factory.RUTIN}) pada dokumen kinerja", surat.dasar)
		self.assertEqual(surat.dasar.splitlines()[-1], "PermenPANRB 7/2022 tentang Sistem Kerja")
		self.assertEqual(
			surat.untuk.splitlines()[1:],
			["Tindak lanjuti", "Melaporkan hasilnya langsung kepada Kepala Dinas A"],
		)
		self.assertEqual(surat.tembusan, "Kepala Bidang A1")
		self.assertEqual((str(surat.mulai), str(surat.selesai)), (today(), add_days(today(), 5)))
		(petugas,) = surat.petugas
		self.assertEqual((petugas.nama, petugas.nama_jabatan), ("Uji jf1", "Analis Kebijakan Ahli Muda A1"))
		self.assertEqual((surat.pemberi_nama_jabatan, surat.unit_kerja), ("Kepala Dinas A", "AGN-DA"))

	def test_one_order_has_one_standing_letter(self):
		disp = self.give()
		surat = self.issue(disp)
		self.assertEqual(api.buat_surat_tugas(disp.name), surat.name)
		with self.assertRaises(SuratTugasError):
			frappe.get_doc({"doctype": BENTUK, "disposisi": disp.name}).insert()
		api.cabut_surat_tugas(surat.name, "Salah nama")
		self.assertNotEqual(api.buat_surat_tugas(disp.name), surat.name)

	def test_only_a_given_functional_order_has_one(self):
		as_user("kadis_a")
		turun = make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		self.assertRaises(SuratTugasError, api.buat_surat_tugas, turun.name)
		konsep = make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")], submit=False)
		self.assertRaises(SuratTugasError, api.buat_surat_tugas, konsep.name)
		self.assertFalse(api.surat_tugas_disposisi(turun.name)["boleh_buat"])

	def test_only_who_gives_the_order_makes_issues_and_revokes_it(self):
		disp = self.give()
		for orang in ("jf1", "kabid", "sekda", "tu_a"):
			as_user(orang)
			self.assertFalse(api.surat_tugas_disposisi(disp.name)["boleh_buat"], orang)
			self.assertRaises(BukanPemberiError, api.buat_surat_tugas, disp.name)
		as_user("kadis_a")
		self.assertTrue(api.surat_tugas_disposisi(disp.name)["boleh_buat"])
		surat = self.draft(disp)
		surat.update({"nomor": "1", "selesai": today()}).save()
		for orang in ("jf1", "kabid", "sekda", "tu_a"):
			as_user(orang)
			milik = frappe.get_doc(BENTUK, surat.name)
			milik.nomor = "2"
			self.assertRaises(frappe.PermissionError, milik.save)
			self.assertRaises(BukanPemberiError, api.terbitkan_surat_tugas, surat.name)
			self.assertRaises(frappe.PermissionError, milik.delete)
		as_user("kadis_a")
		api.terbitkan_surat_tugas(surat.name)
		as_user("jf1")
		self.assertRaises(BukanPemberiError, api.cabut_surat_tugas, surat.name, "x")

	def test_an_issued_letter_is_fixed_and_revoked_with_a_reason(self):
		surat = self.issue(self.give())
		self.assertEqual(surat.keadaan, "Terbit")
		for isi in ({"untuk": "lain"}, {"keadaan": "Draf"}, {"petugas": []}):
			with self.subTest(isi=isi), self.assertRaises(CatatanTetapError):
				frappe.get_doc(BENTUK, surat.name).update(isi).save()
		self.assertRaises(CatatanTetapError, frappe.get_doc(BENTUK, surat.name).delete)
		self.assertRaises(SuratTugasError, api.cabut_surat_tugas, surat.name, " ")
		api.cabut_surat_tugas(surat.name, "Salah nama")
		surat.reload()
		self.assertEqual((surat.keadaan, surat.alasan_cabut), ("Dicabut", "Salah nama"))
		self.assertIn("Uji kadis_a", surat.dicabut_oleh)
		self.assertRaises(SuratTugasError, api.cabut_surat_tugas, surat.name, "lagi")
		with self.assertRaises(CatatanTetapError):
			surat.save()

	def test_nobody_makes_one_that_is_issued_already(self):
		disp = self.give()
		as_user("kadis_a")
		with self.assertRaises(CatatanTetapError):
			frappe.get_doc(
				{"doctype": BENTUK, "disposisi": disp.name, "keadaan": "Terbit", "nomor": "1"}
			).insert()

	def test_what_is_missing_is_named(self):
		surat = self.draft(self.give())
		with self.assertRaisesRegex(SuratTugasError, "Nomor, Selesai"):
			api.terbitkan_surat_tugas(surat.name)

	def test_a_number_stands_once_per_unit_and_year_also_when_revoked(self):
		pertama = self.issue(self.give(), nomor="800/1")
		kedua = self.draft(self.give("jf2"))
		with self.assertRaises(NomorSuratTugasError):
			kedua.update({"nomor": " 800 / 1"}).save()
		api.cabut_surat_tugas(pertama.name, "Salah")
		kedua = frappe.get_doc(BENTUK, kedua.name)
		with self.assertRaises(NomorSuratTugasError):
			kedua.update({"nomor": "800/1"}).save()
		lain = make_naskah(
			pencatat="tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pemicu=PRIORITAS
		)
		sekda = make_disposisi(lain, "sekda", [to_person(self.pegawai["jf1"])])
		self.assertEqual(self.issue(sekda, "sekda", nomor="800/1").unit_kerja, "AGN-SETDA")

	def test_dates_that_cannot_be(self):
		surat = self.draft(self.give())
		for isi in (
			{"selesai": add_days(today(), -1)},
			{"selesai": add_days(today(), 400)},
			{"tanggal": add_days(today(), 1)},
			{"tanggal": add_days(today(), -1)},
			{"batas_laporan": add_days(today(), -1)},
		):
			with self.subTest(isi=isi), self.assertRaises(MasaTugasError):
				frappe.get_doc(BENTUK, surat.name).update(isi).save()

	def test_a_term_beyond_the_year_is_told(self):
		surat = self.draft(self.give())
		surat.update({"selesai": f"{int(today()[:4]) + 1}-01-02"}).save()
		surat.run_method("onload")
		self.assertIn("tahun anggaran", " ".join(surat.get_onload("tampilan")["catatan"]))

	def test_rows_may_go_and_nobody_comes_in(self):
		surat = self.draft(self.give("jf1", "jf2"))
		self.assertEqual([b.nama for b in surat.petugas], ["Uji jf1", "Uji jf2"])
		surat.petugas = surat.petugas[1:]
		surat.save()
		self.assertEqual([b.nama for b in frappe.get_doc(BENTUK, surat.name).petugas], ["Uji jf2"])
		surat = frappe.get_doc(BENTUK, surat.name)
		surat.append("petugas", {"pegawai": self.pegawai["jf_b"], "nama": "Uji jf2"})
		self.assertRaises(PetugasTidakSahError, surat.save)

	def test_names_and_posts_cannot_be_typed(self):
		surat = self.draft(self.give())
		surat.petugas[0].update({"nama": "Orang lain", "nip": "1", "nama_jabatan": "Gubernur"})
		surat.update(
			{"nama_pemberi": "Orang lain", "judul": "Surat Sakti", "perihal": "lain", "keamanan": "Biasa"}
		)
		surat.save()
		surat.reload()
		self.assertEqual((surat.petugas[0].nama, surat.judul), ("Uji jf1", "Surat Tugas"))
		self.assertIn("Uji kadis_a", surat.nama_pemberi)

	def test_who_waits_for_consent_is_not_sent(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		disp = make_disposisi(
			naskah, "kadis_a", [to_person(self.pegawai["jf_b"]), to_person(self.pegawai["jf1"])]
		)
		surat = self.draft(disp)
		surat.update({"nomor": "1", "selesai": today()}).save()
		with self.assertRaisesRegex(PetugasTidakSahError, "Uji jf_b"):
			api.terbitkan_surat_tugas(surat.name)
		tugas = tugas_of(disp)[0]
		as_user("kadis_b")
		api.putuskan_persetujuan(tugas.name, True)
		as_user("kadis_a")
		self.assertEqual(api.terbitkan_surat_tugas(surat.name), "1")

	def test_a_team_goes_with_its_members(self):
		tim = self.make_pokja()
		disp = make_disposisi(
			make_naskah(pemicu=PRIORITAS, kompleks=1),
			"kadis_a",
			[to_team(tim.name)],
			pola="Fungsional Kelompok",
		)
		surat = self.issue(disp)
		self.assertEqual([b.nama for b in surat.petugas], ["Uji jf1", "Uji jf2"])

	def test_a_plh_signs_as_such(self):
		disp = self.give()
		frappe.set_user("Administrator")
		factory.make_penempatan(
			self.pegawai["kabid"], "AGN-KADA", "Plh", mulai=today(), selesai=add_days(today(), 3)
		)
		surat = self.issue(disp, "kabid")
		self.assertEqual((surat.kapasitas, surat.pemberi_nama_jabatan), ("Plh", "Kepala Dinas A"))
		self.assertIn("Plh. Kepala Dinas A,", render(BENTUK, surat.name, BENTUK))

	def test_a_secretary_prepares_that_of_an_order_he_recorded(self):
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Penugasan Sekretaris",
				"jabatan": "AGN-KADA",
				"pegawai": self.pegawai["tu_b"],
				"mulai": today(),
			}
		).insert()
		langsung = self.give()
		as_user("tu_b")
		self.assertRaises(BukanPemberiError, api.buat_surat_tugas, langsung.name)
		dicatat = make_disposisi(
			make_naskah(pemicu=PRIORITAS),
			"tu_b",
			[to_person(self.pegawai["jf1"])],
			cara_pemberian="Lisan",
			waktu_perintah=now(),
		)
		surat = self.issue(dicatat, "tu_b")
		self.assertEqual(surat.pemberi_pegawai, self.pegawai["kadis_a"])
		self.assertIn("Uji tu_b", surat.nama_pencatat)
		self.assertTrue(self.is_told("kadis_a", surat))
		as_user("kadis_a")
		api.ajukan_keberatan(dicatat.name, "Bukan perintah saya")
		self.assertEqual(frappe.db.get_value(BENTUK, surat.name, "keadaan"), "Dicabut")

	def is_told(self, kunci: str, surat) -> bool:
		return bool(
			frappe.db.exists(
				"Notification Log", {"for_user": factory.user_of(kunci), "document_name": surat.name}
			)
		)

	def test_officers_are_told_and_the_log_of_their_task_says_it(self):
		disp = self.give("jf1", "jf2")
		surat = self.issue(disp)
		self.assertTrue(self.is_told("jf1", surat) and self.is_told("jf2", surat))
		self.assertFalse(self.is_told("kabid", surat))
		for tugas in tugas_of(disp):
			(entri,) = frappe.get_all(
				"Jejak Tugas", {"tugas": tugas.name, "peristiwa": "Surat tugas diterbitkan"}, ["catatan"]
			)
			self.assertEqual(entri.catatan, surat.nomor)
			self.assertEqual(api.verifikasi_jejak(tugas.name), [])

	def test_what_went_out_on_paper_is_withdrawn_before_the_order_is_recalled(self):
		disp = self.give()
		surat = self.issue(disp)
		with self.assertRaisesRegex(PenarikanError, "Cabut dahulu"):
			api.tarik_disposisi(disp.name)
		api.cabut_surat_tugas(surat.name, "Batal")
		self.assertTrue(api.tarik_disposisi(disp.name)["ditarik"])

	def test_the_form_tells_of_officers_who_no_longer_serve(self):
		disp = self.give("jf1", "jf2")
		surat = self.issue(disp)
		tugas = tugas_of(disp)[1]
		frappe.db.set_value("Tugas", tugas.name, "tahap", "Batal")
		surat.run_method("onload")
		self.assertIn("Uji jf2", " ".join(surat.get_onload("tampilan")["catatan"]))


class TestAkses(SuratTugasTestCase):
	def test_it_is_seen_exactly_by_who_sees_the_order(self):
		for keamanan in ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"):
			disp = self.give(keamanan=keamanan)
			surat = self.issue(disp, nomor=f"800/{keamanan}")
			for orang in (*factory.ORANG, "Guest"):
				frappe.set_user(orang if orang == "Guest" else factory.user_of(orang))
				with self.subTest(orang=orang, keamanan=keamanan):
					lihat = frappe.has_permission("Disposisi", "read", disp.name)
					self.assertEqual(frappe.has_permission(BENTUK, "read", surat.name), lihat)
					self.assertEqual(self.listed(surat), lihat)
					if keamanan == "Sangat Rahasia":
						self.assertEqual(lihat, orang in ("kadis_a", "jf1"))

	def listed(self, surat) -> bool:
		try:
			return bool(frappe.get_list(BENTUK, {"name": surat.name}))
		except frappe.PermissionError:
			return False

	def test_a_stranger_comes_through_no_door(self):
		disp = self.give(keamanan="Rahasia")
		surat = self.issue(disp)
		for orang in ("jf_b", "kadis_b", "tu_b", "kabid", "tanpa_jabatan"):
			as_user(orang)
			with self.subTest(orang=orang):
				self.assertEqual(frappe.get_list(BENTUK, {"name": surat.name}), [])
				self.assertEqual(
					frappe.get_list(
						"Petugas Surat Tugas", {"parent": surat.name}, parent_doctype=BENTUK, pluck="name"
					),
					[],
				)
				doc = frappe.get_doc(BENTUK, surat.name)
				self.assertRaises(frappe.PermissionError, doc.check_permission, "read")
				self.assertRaises(frappe.PermissionError, cetak.surat_tugas, doc)
				self.assertRaises(frappe.PermissionError, render, BENTUK, surat.name, BENTUK)
				self.assertRaises(frappe.PermissionError, api.surat_tugas_disposisi, disp.name)
				self.assertRaises(frappe.PermissionError, api.buat_surat_tugas, disp.name)
				self.assertRaises(frappe.PermissionError, api.terbitkan_surat_tugas, surat.name)
				self.assertRaises(frappe.PermissionError, api.cabut_surat_tugas, surat.name, "x")

	def test_the_task_leads_to_it_for_who_sees_it(self):
		disp = self.give()
		surat = self.issue(disp)
		(tugas,) = tugas_of(disp)
		for orang in ("jf1", "kabid"):
			as_user(orang)
			self.assertEqual(api.tampilan_tugas(tugas.name)["surat_tugas"]["name"], surat.name, orang)


class TestCetakSuratTugas(SuratTugasTestCase, CetakTestCase):
	def test_the_letter_says_who_goes_where_for_what_and_until_when(self):
		disp = self.give(kegiatan=factory.RUTIN)
		surat = self.issue(
			disp, tempat_tugas="Kabupaten Uji", sumber_biaya="DPA 1/2026", batas_laporan=add_days(today(), 9)
		)
		(teks,) = pages_of(make_pdf(render(BENTUK, surat.name, BENTUK)))
		for isi in (
			"DINAS A",
			"SURAT TUGAS",
			"NOMOR 800.1.11/7/DA",
			"MENUGASKAN",
			"Uji jf1",
			"Analis Kebijakan Ahli Muda A1",
			"Survei <b>pungutan</b>",
			f"{cetak.write_date(today())} s.d. {cetak.write_date(add_days(today(), 6))} (7 hari)",
			"Kabupaten Uji",
			"DPA 1/2026",
			"Kepala Dinas A,",
			"Uji kadis_a",
			"Tembusan",
			"Kepala Bidang A1",
			"isi kunci",
		):
			self.assertIn(isi, teks)
		self.assertNotIn("KONSEP", teks)

	def test_a_draft_says_so_and_carries_no_code(self):
		html = render(BENTUK, self.draft(self.give()).name, BENTUK)
		self.assertIn("KONSEP", html)
		self.assertNotIn("isi kunci", html)

	def test_the_title_is_the_agencys_and_stays_what_it_was(self):
		frappe.set_user("Administrator")
		kop = frappe.get_doc(
			{"doctype": "Kop dan Format", "unit_kerja": "AGN-DA", "judul_surat_tugas": "Surat Perintah Tugas"}
		).insert()
		surat = self.issue(self.give())
		frappe.set_user("Administrator")
		kop.update({"judul_surat_tugas": "Surat Tugas"}).save()
		html = render(BENTUK, surat.name, BENTUK)
		self.assertIn("SURAT PERINTAH TUGAS", html)
		self.assertIn("MEMERINTAHKAN", html)

	def test_many_officers_stand_in_an_annex_on_its_own_pages(self):
		surat = self.issue(self.give("jf1", "jf2"))
		frappe.set_user("Administrator")
		doc = frappe.get_doc(BENTUK, surat.name)
		for n in range(58):
			doc.append(
				"petugas",
				{
					"nama": f"Petugas {n:03}",
					"pangkat": "Penata (III/c)",
					"nama_jabatan": f"Analis {n:03} pada Bidang A1",
				},
			)
		lembar = cetak.surat_tugas(doc)
		html = frappe.render_template("transformasi_asn/templates/cetak/surat_tugas.html", {"lembar": lembar})
		hal = pages_of(make_pdf(html))
		self.assertIn("tercantum dalam lampiran surat ini (60 orang)", hal[0])
		self.assertNotIn("Petugas 000", hal[0])
		self.assertTrue(hal[1].startswith("LAMPIRAN SURAT TUGAS"), hal[1][:80])
		for n in range(58):
			self.assertEqual(" ".join(hal).count(f"Petugas {n:03}"), 1)
		for h in hal[1:]:
			self.assertEqual("Petugas 0" in h, "Nama dan NIP" in h)
		self.assertIn("Uji kadis_a", hal[-1])

	def test_a_stranger_checks_it_and_a_revoked_one_is_told(self):
		disp = self.give()
		surat = self.issue(disp)
		kunci = key_in(render(BENTUK, surat.name, BENTUK))
		frappe.set_user("Guest")
		jawaban = verifikasi.periksa(k=kunci)
		self.assertEqual((jawaban["hasil"], jawaban["nomor"]), ("Sesuai", surat.nomor))
		self.assertNotIn("Uji jf1", frappe.as_json(jawaban))
		isi = {"nomor_surat": "800.1.11/8/DA", "banyak_petugas": "1"}
		frappe.local.form_dict = frappe._dict(k=kunci, **isi)
		self.assertEqual(verifikasi.cocokkan(k=kunci, **isi), {"nomor_surat": False, "banyak_petugas": True})
		frappe.set_user("Administrator")
		frappe.db.set_value("Petugas Surat Tugas", {"parent": surat.name}, "nama", "Orang lain")
		frappe.clear_document_cache(BENTUK, surat.name)
		self.assertEqual(cap.verify(kunci).hasil, Hasil.BERUBAH)
		as_user("kadis_a")
		api.cabut_surat_tugas(surat.name, "Batal")
		self.assertEqual(cap.verify(kunci).hasil, Hasil.DICABUT)
		self.assertIn("SUDAH DICABUT", render(BENTUK, surat.name, BENTUK))


class TestLaporan(SuratTugasTestCase):
	def test_the_report_goes_straight_to_the_giver_who_returns_or_accepts_it(self):
		disp = self.give()
		surat = self.issue(disp)
		(tugas,) = tugas_of(disp)
		as_user("kabid")
		# the line in between has the copy and no part in the work
		self.assertTrue(frappe.has_permission("Disposisi", "read", disp.name))
		self.assertEqual(frappe.db.count("Tugas", {"disposisi": disp.name}), 1)
		self.assertEqual(api.tampilan_tugas(tugas.name)["peran"], [])
		self.assertIn("Kepala Bidang A1", surat.tembusan)
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Selesai disurvei.")
		self.assertTrue(
			frappe.db.exists(
				"Notification Log", {"for_user": factory.user_of("kadis_a"), "document_name": tugas.name}
			)
		)
		with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
			step(tugas, "kabid", "Terima Laporan")
		kembali = step(tugas, "kadis_a", "Kembalikan", alasan="Lengkapi foto")
		self.assertEqual((kembali.tahap, kembali.alasan_terakhir), ("Berjalan", "Lengkapi foto"))
		step(tugas, "jf1", "Laporkan", laporan="Dengan foto.")
		self.assertEqual(step(tugas, "kadis_a", "Terima Laporan").tahap, "Selesai")
		self.assertEqual(frappe.db.get_value(BENTUK, surat.name, "keadaan"), "Terbit")


class TestAsal(SuratTugasTestCase):
	def order(self, nama: str, **kw):
		naskah = frappe.get_doc("Naskah Masuk", nama)
		return make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])], **kw)

	def test_from_an_activity_of_the_plan(self):
		as_user("kadis_a")
		nama = api.tugaskan("Inventarisasi aset", kegiatan=factory.RUTIN)
		naskah = frappe.get_doc("Naskah Masuk", nama)
		self.assertEqual(
			(naskah.bentuk, naskah.tujuan_jabatan, naskah.kegiatan),
			("Rencana Kerja", "AGN-KADA", factory.RUTIN),
		)
		self.assertTrue(naskah.nomor_agenda)
		self.assertEqual(api.siapkan_disposisi(naskah=nama)["kegiatan"], factory.RUTIN)
		disp = self.order(nama, pola="Fungsional Individu", alasan="Keahlian analis diperlukan")
		surat = self.issue(disp)
		self.assertTrue(surat.dasar.startswith("Kegiatan rutin uji"))
		# he chose against the rule, whose legal basis speaks of the other pattern
		self.assertEqual(len(surat.dasar.splitlines()), 1)
		self.assertIn("Inventarisasi aset", render(BENTUK, surat.name, BENTUK))
		self.assertIn("Rencana Kerja", render("Disposisi", disp.name, "Lembar Disposisi"))

	def test_from_a_spoken_directive(self):
		as_user("kadis_a")
		nama = api.tugaskan("Pungutan wisatawan", pemberi_arahan="AGN-GUB")
		naskah = frappe.get_doc("Naskah Masuk", nama)
		self.assertEqual((naskah.bentuk, naskah.pemicu), ("Arahan Lisan", PRIORITAS))
		disp = self.order(nama)
		self.assertEqual(disp.pola_kerja, "Fungsional Individu")
		self.assertIn("Arahan lisan Gubernur Uji", self.draft(disp).dasar)

	def test_only_leaders_start_work_and_only_as_themselves(self):
		for orang in ("jf1", "tu_a", "tanpa_jabatan"):
			as_user(orang)
			self.assertEqual(api.jabatan_pimpinan(), [])
			with self.subTest(orang=orang), self.assertRaises(frappe.ValidationError):
				api.tugaskan("x", kegiatan=factory.RUTIN)
		as_user("kadis_a")
		self.assertRaises(PenugasanKegiatanError, api.tugaskan, " ", kegiatan=factory.RUTIN)
		self.assertRaises(PenugasanKegiatanError, api.tugaskan, "x")
		for isi in ({"tujuan_jabatan": "AGN-SEKDA"}, {"kegiatan": None}):
			with self.subTest(isi=isi), self.assertRaises(PencatatanTidakSahError):
				make_naskah(
					pencatat="kadis_a",
					**{"bentuk": "Rencana Kerja", "jenis_naskah": "Rencana Kerja", "pengirim": None, **isi},
				)

	def test_above_all_perangkat_daerah_the_register_is_the_sekretariats(self):
		as_user("gubernur")
		naskah = frappe.get_doc("Naskah Masuk", api.tugaskan("Arahan", kegiatan=factory.RUTIN))
		self.assertEqual((naskah.unit_penerima, naskah.tujuan_jabatan), ("AGN-SETDA", "AGN-GUB"))


class TestDariBawah(SuratTugasTestCase):
	"""An officer lays his own paper before his JPT; the line in between is not in the way."""

	def lay(self, bentuk: str, **kw):
		as_user("jf1")
		return frappe.get_doc(
			{
				"doctype": "Naskah Masuk",
				"bentuk": bentuk,
				"jenis_naskah": bentuk,
				"perihal": "Pola kerja baru",
				"tanggal_diterima": today(),
				**kw,
			}
		)

	def test_form_and_api_lay_it_before_the_jpt(self):
		as_user("jf1")
		usul = api.usul_naskah()
		self.assertEqual((usul["unit_penerima"], usul["tujuan_jabatan"]), ("AGN-DA", "AGN-KADA"))
		for bentuk in ("Telaahan Staf", "Nota Dinas"):
			naskah = self.lay(
				bentuk, unit_penerima=usul["unit_penerima"], tujuan_jabatan=usul["tujuan_jabatan"]
			).insert()
			self.assertEqual((naskah.pengusul, naskah.tahap), (self.pegawai["jf1"], "Baru"))
			self.assertTrue(naskah.nomor_agenda)
			for orang, lihat in (
				("jf1", True),
				("kadis_a", True),
				("kabid", False),
				("jf2", False),
				("jf_b", False),
			):
				as_user(orang)
				daftar = frappe.get_list("Naskah Masuk", {"name": naskah.name}, pluck="name")
				self.assertEqual(daftar == [naskah.name], lihat, orang)
			as_user("kadis_a")
			isi = {b["name"] for b in api.kotak_kerja("naskah_belum_dibaca", 50)["baris"]}
			self.assertIn(naskah.name, isi)

	def test_the_jpt_gives_it_back_to_him_directly_and_the_line_gets_a_copy(self):
		naskah = self.lay("Telaahan Staf", unit_penerima="AGN-DA", tujuan_jabatan="AGN-KADA").insert()
		disp = make_disposisi(
			naskah,
			"kadis_a",
			[to_person(self.pegawai["jf1"])],
			pola="Fungsional Individu",
			alasan="Penyusunnya yang paling memahami",
		)
		(tugas,) = tugas_of(disp)
		self.assertEqual((tugas.pegawai, tugas.pola_kerja), (self.pegawai["jf1"], "Fungsional"))
		(tembusan,) = [b for b in disp.penerima if b.tembusan]
		self.assertEqual(tembusan.penerima, "AGN-KABID")
		self.assertIn("Telaahan Staf Uji jf1 hal Pola kerja baru", self.draft(disp).dasar)

	def test_not_before_a_chief_of_another_line(self):
		with self.assertRaises(PencatatanTidakSahError):
			self.lay("Nota Dinas", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB").insert()
