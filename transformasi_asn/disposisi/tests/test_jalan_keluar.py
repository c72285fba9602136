"""Work that must not get stuck, and records that must not be rewritten."""

import frappe
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import jejak, kotak
from transformasi_asn.disposisi.api import putuskan_persetujuan
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	PencatatanTidakSahError,
	PenerimaTidakSahError,
	PersetujuanError,
	TenggatLewatError,
)
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
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
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran


class TestJalanKeluar(AlurTestCase):
	def give(self, kunci: str, **kw):
		(tugas,) = tugas_of(
			make_disposisi(make_naskah(pemicu=PRIORITAS, **kw), "kadis_a", [to_person(self.pegawai[kunci])])
		)
		return tugas

	def end_placement(self, kunci: str) -> None:
		frappe.set_user("Administrator")
		doc = frappe.get_doc("Penempatan", {"pegawai": self.pegawai[kunci]})
		doc.selesai = today()
		doc.save()

	def test_giver_withdraws_an_unread_task_and_the_letter_waits_for_another_order(self):
		tugas = self.give("jf1")
		self.assertEqual(step(tugas, "kadis_a", "Batalkan", alasan="Salah orang").tahap, "Batal")
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		self.assertEqual(naskah.tahap, "Baru")
		make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf2"])])
		naskah.reload()
		self.assertEqual(naskah.tahap, "Berjalan")

	def test_direct_work_that_needs_no_report_is_finished_by_its_holder(self):
		(tugas,) = tugas_of(
			make_disposisi(
				make_naskah(pemicu=PRIORITAS),
				"kadis_a",
				[to_person(self.pegawai["jf1"], instruksi="Untuk diketahui")],
			)
		)
		step(tugas, "jf1", "Terima")
		self.assertEqual(step(tugas, "jf1", "Selesaikan").tahap, "Selesai")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", tugas.naskah, "tahap"), "Selesai")

	def test_a_returned_report_can_be_written_anew_after_the_work_was_handed_on(self):
		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Laporan pertama")
		step(tugas, "kadis_a", "Kembalikan", alasan="Lengkapi")
		(bagian,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		)
		step(bagian, "jf1", "Terima")
		step(bagian, "jf1", "Laporkan", laporan="Bagian saya")
		step(bagian, "kabid", "Terima Laporan")
		factory.as_user("kadis_a")
		self.assertNotIn(tugas.name, [b.name for b in kotak.list_rows("laporan_belum_diverifikasi")])
		akhir = step(tugas, "kabid", "Laporkan", laporan="Laporan lengkap")
		self.assertEqual((akhir.tahap, akhir.laporan), ("Menunggu", "Laporan lengkap"))

	def test_refused_consent_is_logged_stands_and_leaves_a_way_out(self):
		tugas = self.give("jf_b")
		factory.as_user("kadis_b")
		self.assertEqual(putuskan_persetujuan(tugas.name, False, "Sedang sibuk"), "Ditolak")
		self.assertRaises(PersetujuanError, putuskan_persetujuan, tugas.name, True)
		doc = frappe.get_doc("Tugas", tugas.name)
		doc.persetujuan = "Disetujui"
		self.assertRaises(CatatanTetapError, doc.save)
		akhir = frappe.get_last_doc("Jejak Tugas", {"tugas": tugas.name, "urutan": 2})
		self.assertEqual((akhir.nama, akhir.catatan), ("Uji kadis_b", "Sedang sibuk"))
		self.assertEqual(jejak.verify(tugas.name), [])
		self.assertEqual(step(tugas, "kadis_a", "Batalkan", alasan="Ditolak kepalanya").tahap, "Batal")

	def test_a_head_who_was_told_may_object(self):
		naskah = make_naskah(
			pemicu=PRIORITAS, unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda"
		)
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_person(self.pegawai["jf_b"])]))
		factory.as_user("kadis_b")
		self.assertRaises(PersetujuanError, putuskan_persetujuan, tugas.name, True)
		self.assertEqual(putuskan_persetujuan(tugas.name, False, "Beban penuh"), "Keberatan")
		self.assertEqual(step(tugas, "jf_b", "Terima").tahap, "Berjalan")

	def test_task_of_a_named_officer_who_left_goes_back_to_its_giver(self):
		tugas = self.give("jf1")
		step(tugas, "jf1", "Terima")
		self.end_placement("jf1")
		self.assertEqual(get_peran(frappe.get_doc("Tugas", tugas.name), factory.user_of("jf1")), set())
		self.assertTrue(
			frappe.db.exists(
				"Notification Log",
				{
					"for_user": factory.user_of("kadis_a"),
					"document_name": tugas.name,
					"subject": ("like", "%tidak lagi menempati%"),
				},
			)
		)
		self.assertEqual(step(tugas, "kadis_a", "Batalkan", alasan="Pegawai pindah").tahap, "Batal")

	def test_post_with_open_work_is_not_retired(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		self.end_placement("kabid")
		for kunci in ("jf1", "jf2"):
			self.end_placement(kunci)
		doc = frappe.get_doc("Jabatan", "AGN-KABID")
		doc.aktif = 0
		self.assertRaises(frappe.ValidationError, doc.save)
		self.assertEqual(tugas.jabatan, "AGN-KABID")

	def test_holder_acts_on_secret_letters_that_his_plh_may_not_open(self):
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["kabid"], "AGN-KADA", "Plh", mulai=today(), selesai=add_days(today(), 3))
		naskah = make_naskah(keamanan="Rahasia")
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["tu_a"])], pemberi_jabatan="AGN-KADA")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		self.assertEqual(step(tugas, "kadis_a", "Terima Laporan").tahap, "Selesai")
		biasa = make_naskah()
		factory.as_user("kadis_a")
		self.assertTrue(frappe.get_list("Naskah Masuk", {"name": biasa.name}))
		self.assertEqual(get_konteks().jabatan, ())


class TestCatatan(AlurTestCase):
	def test_a_draft_is_of_the_day_on_which_it_is_given(self):
		naskah = make_naskah()
		konsep = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		frappe.db.set_value(
			"Disposisi", konsep.name, {"tanggal": add_days(today(), -5), "tenggat": add_days(today(), -3)}
		)
		konsep.reload()
		self.assertRaises(TenggatLewatError, konsep.submit)
		konsep.reload()
		konsep.tenggat = None
		konsep.submit()
		self.assertEqual(getdate(konsep.tanggal), getdate())

	def test_the_day_is_not_the_callers_choice(self):
		with self.assertRaises(TenggatLewatError):
			make_disposisi(
				make_naskah(),
				"kadis_a",
				[to_post("AGN-KABID")],
				tanggal=add_days(today(), -400),
				tenggat=add_days(today(), -300),
			)

	def test_deadline_of_the_letter_is_checked_too(self):
		naskah = make_naskah()
		frappe.db.set_value("Naskah Masuk", naskah.name, "tenggat", add_days(today(), -2))
		with self.assertRaises(TenggatLewatError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_a_registered_letter_is_corrected_by_its_registrar_until_it_is_disposed(self):
		naskah = make_naskah()
		for field, nilai in (("nomor_agenda", "999/PALSU"), ("tanggal_diterima", "2020-01-05")):
			doc = frappe.get_doc("Naskah Masuk", naskah.name)
			doc.set(field, nilai)
			self.assertRaises(CatatanTetapError, doc.save)
		doc = frappe.get_doc("Naskah Masuk", naskah.name)
		doc.keamanan = "Terbatas"
		doc.save()
		self.assertEqual(
			frappe.get_all("Agenda Naskah", {"naskah": naskah.name}, pluck="keamanan"), ["Terbatas"]
		)
		factory.as_user("kadis_a")
		doc = frappe.get_doc("Naskah Masuk", naskah.name)
		doc.entri_susulan = 1
		self.assertRaises(CatatanTetapError, doc.save)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		factory.as_user("tu_a")
		doc = frappe.get_doc("Naskah Masuk", naskah.name)
		doc.ringkasan = "Diubah belakangan"
		self.assertRaises(CatatanTetapError, doc.save)

	def test_a_report_stands_once_it_is_handed_in(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Asli")
		for kunci, field in (("kabid", "laporan"), ("kadis_a", "selesai_pada"), ("kabid", "alasan_terakhir")):
			factory.as_user(kunci)
			doc = frappe.get_doc("Tugas", tugas.name)
			doc.set(field, "2020-01-01" if field == "selesai_pada" else "DIUBAH")
			self.assertRaises(CatatanTetapError, doc.save)

	def test_every_reason_of_a_letter_stays_readable(self):
		naskah = make_naskah()
		factory.as_user("kadis_a")
		doc = frappe.get_doc("Naskah Masuk", naskah.name)
		doc.alasan = "Hanya tembusan"
		doc.save()
		frappe.model.workflow.apply_workflow(doc, "Tandai Tanpa Disposisi")
		self.assertTrue(
			frappe.db.exists(
				"Comment", {"reference_name": naskah.name, "content": ("like", "%Hanya tembusan%")}
			)
		)

	def test_the_addressees_unit_numbers_the_letter_too(self):
		naskah = make_naskah(tujuan_jabatan="AGN-KADB")
		register = frappe.get_all("Agenda Naskah", {"naskah": naskah.name}, pluck="unit_kerja")
		self.assertEqual(set(register), {"AGN-DA", "AGN-DB"})

	def test_a_note_is_registered_where_its_addressee_is(self):
		with self.assertRaises(PencatatanTidakSahError):
			make_naskah(
				pencatat="jf1", bentuk="Nota Dinas", jenis_naskah="Nota Dinas", unit_penerima="AGN-DB"
			)


class TestPenerimaTerlarang(AlurTestCase):
	def test_a_team_of_another_post(self):
		tim = self.make_pokja(
			"kadis_b",
			"AGN-KADB",
			unit_kerja="AGN-DB",
			anggota=[
				{"pegawai": self.pegawai["jf_b"], "peran": "Ketua"},
				{"pegawai": self.pegawai["tu_b"], "peran": "Anggota"},
			],
		)
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_team(tim.name)])

	def test_a_secret_copy_outside_the_line_needs_a_reason(self):
		naskah = make_naskah(keamanan="Rahasia")
		tembusan = to_person(self.pegawai["jf_b"], tembusan=1)
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID"), tembusan])
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID"), {**tembusan, "alasan": "Saksi ahli"}])

	def test_unknown_pattern_and_kind_are_named(self):
		naskah = make_naskah()
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], pola="Ngawur")
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(naskah, "kadis_a", [{"jenis_penerima": "User", "penerima": "Administrator"}])
