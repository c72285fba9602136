"""A letter from registration to its end, in both patterns."""

import frappe
from frappe.model.workflow import WorkflowPermissionError, WorkflowTransitionError
from frappe.utils import add_days, today

from transformasi_asn.disposisi import jejak
from transformasi_asn.disposisi.api import putuskan_persetujuan
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	JabatanTindakanError,
	NaskahTertutupError,
	PencatatanTidakSahError,
	PenerimaTidakSahError,
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
from transformasi_asn.tata_kerja.exceptions import AlasanWajibError


class TestStruktural(AlurTestCase):
	def test_routine_letter_goes_down_level_by_level_and_its_report_comes_back_up(self):
		naskah = make_naskah()
		self.assertEqual(
			(naskah.tahap, naskah.nomor_agenda), ("Baru", f"1/AGN-DA/{frappe.utils.getdate().year}")
		)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		self.assertEqual((tugas.pola_kerja, tugas.tahap, tugas.kedalaman), ("Struktural", "Baru", 1))
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Berjalan")

		(anak,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		)
		tugas.reload()
		self.assertEqual((anak.kedalaman, anak.induk, tugas.tahap), (2, tugas.name, "Menunggu"))

		step(anak, "jf1", "Terima")
		step(anak, "jf1", "Laporkan", laporan="Sudah dikerjakan.")
		step(anak, "kabid", "Terima Laporan")
		step(tugas, "kabid", "Laporkan", laporan="Selesai oleh bidang.")
		akhir = step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(akhir.tahap, "Selesai")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Selesai")
		self.assertEqual(jejak.verify(tugas.name) + jejak.verify(anak.name), [])

	def test_a_parent_cannot_report_while_a_part_is_open(self):
		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		self.assertRaises(WorkflowTransitionError, step, tugas, "kabid", "Laporkan", laporan="Belum selesai")

	def test_report_returned_with_reason_keeps_the_reason_and_uses_it_up(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Laporan pertama")
		self.assertRaises(WorkflowTransitionError, step, tugas, "kadis_a", "Kembalikan")
		kembali = step(tugas, "kadis_a", "Kembalikan", alasan="Lengkapi datanya")
		self.assertEqual(
			(kembali.tahap, kembali.alasan, kembali.alasan_terakhir), ("Berjalan", None, "Lengkapi datanya")
		)

	def test_skip_level_and_lateral_recipients_are_refused_with_their_row(self):
		naskah = make_naskah(unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda")
		with self.assertRaises(PenerimaTidakSahError) as e:
			make_disposisi(naskah, "sekda", [to_post("AGN-ASISTEN"), to_post("AGN-KABID")])
		self.assertIn("Baris 2", str(e.exception))
		self.assertFalse(frappe.db.exists("Tugas", {"naskah": naskah.name}))

	def test_shipped_lines_let_the_sekda_give_to_asisten_and_asisten_to_coordinated_heads(self):
		naskah = make_naskah(unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda")
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_post("AGN-ASISTEN")]))
		(anak,) = tugas_of(
			make_disposisi(
				naskah,
				"asisten",
				[to_post("AGN-KADA")],
				induk_tugas=tugas.name,
				pola="Struktural",
				alasan="garis",
			)
		)
		self.assertEqual((anak.unit_kerja, anak.kedalaman), ("AGN-DA", 2))
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(
				naskah,
				"asisten",
				[to_post("AGN-KADB")],
				induk_tugas=tugas.name,
				pola="Struktural",
				alasan="garis",
			)

	def test_each_unit_reached_gets_its_own_agenda_number(self):
		naskah = make_naskah(unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda")
		make_disposisi(naskah, "sekda", [to_post("AGN-KADA"), to_post("AGN-KADB")])
		register = frappe.get_all("Agenda Naskah", {"naskah": naskah.name}, pluck="unit_kerja")
		self.assertEqual(set(register), {"AGN-SETDA", "AGN-DA", "AGN-DB"})

	def test_empty_post_goes_one_level_up_with_the_reason_kept(self):
		penempatan = frappe.db.get_value("Penempatan", {"pegawai": self.pegawai["kadis_a"]})
		frappe.set_user("Administrator")
		doc = frappe.get_doc("Penempatan", penempatan)
		doc.selesai = today()
		doc.save()
		naskah = make_naskah(
			unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-GUB", pencatat="tu_setda", kegiatan=factory.RUTIN
		)
		(tugas,) = tugas_of(make_disposisi(naskah, "gubernur", [to_post("AGN-KADA")]))
		self.assertEqual(tugas.pemangku, self.pegawai["sekda"])
		self.assertIn("kosong", tugas.alasan_pemangku)
		self.assertEqual(step(tugas, "sekda", "Terima").tahap, "Berjalan")

	def test_plh_acts_while_the_holder_is_away(self):
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["kabid"], "AGN-KADA", "Plh", mulai=today(), selesai=add_days(today(), 3))
		naskah = make_naskah()
		(tugas,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["tu_a"])], pemberi_jabatan="AGN-KADA")
		)
		self.assertIn("Plh. Kepala Dinas A", tugas.nama_pemberi)
		with self.assertRaises(BukanPemberiError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_each_recipient_gets_his_own_instruction_and_note_with_those_for_all(self):
		d = make_disposisi(
			make_naskah(),
			"kadis_a",
			[
				to_post("AGN-KABID", instruksi="Tindak lanjuti", catatan="Siapkan bahan"),
				to_person(self.pegawai["tu_a"], instruksi="Arsipkan", catatan="Simpan aslinya"),
			],
			instruksi_bersama=[{"instruksi": "Koordinasikan"}],
			catatan="Untuk rapat Senin",
		)
		self.assertEqual(
			{(t.pegawai or t.jabatan, frozenset(t.instruksi.split("\n")), t.catatan) for t in tugas_of(d)},
			{
				(
					"AGN-KABID",
					frozenset({"Tindak lanjuti", "Koordinasikan"}),
					"Siapkan bahan\n\nUntuk rapat Senin",
				),
				(
					self.pegawai["tu_a"],
					frozenset({"Arsipkan", "Koordinasikan"}),
					"Simpan aslinya\n\nUntuk rapat Senin",
				),
			},
		)

	def test_task_without_report_is_finished_by_its_holder(self):
		(tugas,) = tugas_of(
			make_disposisi(make_naskah(), "kadis_a", [{**to_post("AGN-KABID"), "instruksi": "Arsipkan"}])
		)
		step(tugas, "kabid", "Terima")
		self.assertEqual(step(tugas, "kabid", "Selesaikan").tahap, "Selesai")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", tugas.naskah, "tahap"), "Selesai")


class TestFungsional(AlurTestCase):
	def test_officer_is_named_directly_and_reports_directly(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		disposisi = make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])])
		(tugas,) = tugas_of(disposisi)
		self.assertEqual(
			[(b.penerima, b.docstatus) for b in disposisi.penerima if b.tembusan], [("AGN-KABID", 1)]
		)
		self.assertEqual(
			(tugas.pola_kerja, tugas.instrumen, tugas.kedalaman), ("Fungsional", "Surat Tugas", 1)
		)
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Selesai.")
		self.assertRaises(WorkflowTransitionError, step, tugas, "kabid", "Terima Laporan")
		self.assertEqual(step(tugas, "kadis_a", "Terima Laporan").tahap, "Selesai")

	def test_a_pokja_on_the_same_reason_is_no_override(self):
		tim = self.make_pokja()
		naskah = make_naskah(pemicu=PRIORITAS)
		disposisi = make_disposisi(naskah, "kadis_a", [to_team(tim.name)])
		self.assertEqual(frappe.db.get_value("Penetapan Pola", disposisi.penetapan, "penyimpangan"), 0)
		(tugas,) = tugas_of(disposisi)
		self.assertEqual((disposisi.pola_kerja, tugas.tim), ("Fungsional Kelompok", tim.name))
		self.assertRaises(WorkflowTransitionError, step, tugas, "jf2", "Terima")
		factory.as_user("jf2")
		self.assertTrue(frappe.get_doc("Tugas", tugas.name).has_permission("read"))
		self.assertEqual(step(tugas, "jf1", "Terima").tahap, "Berjalan")

	def test_chair_hands_parts_to_members(self):
		tim = self.make_pokja()
		naskah = make_naskah(pemicu=PRIORITAS, kompleks=1)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)]))
		(bagian,) = tugas_of(
			make_disposisi(naskah, "jf1", [to_person(self.pegawai["jf2"])], induk_tugas=tugas.name)
		)
		self.assertEqual((bagian.kedalaman, bagian.pegawai), (2, self.pegawai["jf2"]))
		step(bagian, "jf2", "Terima")
		step(bagian, "jf2", "Laporkan", laporan="Bagian saya")
		self.assertEqual(step(bagian, "jf1", "Terima Laporan").tahap, "Selesai")

	def test_structural_officer_or_post_is_refused(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		for penerima in (to_post("AGN-KABID"), to_person(self.pegawai["kabid"])):
			with self.assertRaises((PenerimaTidakSahError, AlasanWajibError)):
				make_disposisi(naskah, "kadis_a", [penerima], pola="Fungsional Individu")

	def test_officer_of_another_unit_waits_for_the_consent_of_his_head(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf_b"])]))
		self.assertEqual((tugas.persetujuan, tugas.persetujuan_jabatan), ("Menunggu", "AGN-KADB"))
		self.assertRaises(WorkflowTransitionError, step, tugas, "jf_b", "Terima")
		factory.as_user("kabid")
		self.assertRaises(frappe.PermissionError, putuskan_persetujuan, tugas.name, True)
		factory.as_user("kadis_b")
		self.assertEqual(putuskan_persetujuan(tugas.name, True), "Disetujui")
		self.assertEqual(step(tugas, "jf_b", "Terima").tahap, "Berjalan")

	def test_inside_the_sekdas_line_the_head_is_told(self):
		naskah = make_naskah(
			pemicu=PRIORITAS, unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA", pencatat="tu_setda"
		)
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_person(self.pegawai["jf_b"])]))
		self.assertEqual(tugas.persetujuan, "Diberitahukan")
		self.assertTrue(
			frappe.db.exists(
				"Notification Log", {"for_user": factory.user_of("kadis_b"), "document_name": tugas.name}
			)
		)

	def test_an_officers_own_telaahan_reaches_his_jpt_past_the_bidang(self):
		naskah = make_naskah(pencatat="jf1", bentuk="Telaahan Staf", jenis_naskah="Telaahan Staf")
		self.assertEqual(naskah.pengusul, self.pegawai["jf1"])
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_override_needs_a_reason(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		with self.assertRaises(AlasanWajibError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], pola="Struktural")
		disposisi = make_disposisi(
			naskah, "kadis_a", [to_post("AGN-KABID")], pola="Struktural", alasan="JF sedang cuti"
		)
		self.assertEqual(frappe.db.get_value("Penetapan Pola", disposisi.penetapan, "penyimpangan"), 1)

	def test_leaders_choice_needs_pattern_and_reason(self):
		naskah = make_naskah(kegiatan=None, jenis_naskah="Surat Biasa")
		frappe.db.set_value("Naskah Masuk", naskah.name, "kegiatan", None)
		with self.assertRaises(AlasanWajibError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		disposisi = make_disposisi(
			naskah, "kadis_a", [to_post("AGN-KABID")], alasan="Perlu pemeriksaan bidang"
		)
		self.assertEqual(
			frappe.db.get_value(
				"Penetapan Pola", disposisi.penetapan, ["pola", "pola_dijalankan", "penyimpangan"]
			),
			("Pilihan Pimpinan", "Struktural", 0),
		)


class TestMasukanBuruk(AlurTestCase):
	def test_order_without_acting_recipient(self):
		with self.assertRaises(PenerimaTidakSahError):
			make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID", tembusan=1)], pola="Struktural")

	def test_recipients_and_instructions_that_do_not_exist_are_named_by_their_row(self):
		naskah = make_naskah()
		with self.assertRaisesRegex(PenerimaTidakSahError, "Baris 2, <strong>AGN-HILANG</strong>"):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID"), to_post("AGN-HILANG")])
		with self.assertRaisesRegex(PenerimaTidakSahError, "Baris 1, <strong>tiada</strong>"):
			make_disposisi(naskah, "kadis_a", [to_person("tiada")])
		with self.assertRaisesRegex(frappe.LinkValidationError, "Baris 1, Instruksi: Nyanyikan"):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID") | {"instruksi": "Nyanyikan"}])

	def test_rows_of_a_draft_can_be_changed_moved_and_removed(self):
		naskah = make_naskah()
		factory.as_user("kadis_a")
		penerima = [to_person(self.pegawai[k]) for k in ("jf1", "jf2", "jf_b")]
		d = frappe.get_doc(
			{"doctype": "Disposisi", "naskah": naskah.name, "pemicu": PRIORITAS, "penerima": penerima}
		).insert()
		nama = [b.name for b in d.penerima]
		self.assertEqual(self.stored(d), list(zip(nama, [b["penerima"] for b in penerima], strict=True)))

		d = frappe.get_doc("Disposisi", d.name)
		d.penerima = [d.penerima[2], d.penerima[0]]
		for n, b in enumerate(d.penerima, 1):
			b.idx = n
		d.penerima[1].catatan = "Segera"
		d.save()
		tersimpan = [(nama[2], self.pegawai["jf_b"]), (nama[0], self.pegawai["jf1"])]
		self.assertEqual(self.stored(d), tersimpan)
		self.assertEqual(frappe.db.get_value("Penerima Disposisi", nama[0], "catatan"), "Segera")

		d.append("penerima", to_person(self.pegawai["jf2"]))
		d.save()
		self.assertEqual(self.stored(d)[:2], tersimpan)
		self.assertEqual(self.stored(d)[2][1], self.pegawai["jf2"])
		d.penerima = d.penerima[:1]
		d.save()
		self.assertEqual(self.stored(d), tersimpan[:1])

	def stored(self, d) -> list[tuple[str, str]]:
		baris = frappe.get_all(
			"Penerima Disposisi", {"parent": d.name}, ["name", "penerima"], order_by="idx", as_list=True
		)
		return list(map(tuple, baris))

	def test_deadline_in_the_past(self):
		kemarin = add_days(today(), -1)
		with self.assertRaises(TenggatLewatError):
			make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID", tenggat=kemarin)])
		make_disposisi(make_naskah(entri_susulan=1), "kadis_a", [to_post("AGN-KABID", tenggat=kemarin)])

	def test_finished_letter_needs_reopening_with_a_reason(self):
		naskah = make_naskah()
		factory.as_user("kadis_a")
		naskah = frappe.get_doc("Naskah Masuk", naskah.name)
		naskah.alasan = "Hanya untuk diketahui"
		naskah.save()
		naskah = frappe.model.workflow.apply_workflow(naskah, "Tandai Tanpa Disposisi")
		with self.assertRaises(NaskahTertutupError):
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		self.assertRaises(
			WorkflowTransitionError, frappe.model.workflow.apply_workflow, naskah, "Buka Kembali"
		)
		naskah.reload()
		naskah.alasan = "Ada data baru"
		naskah.save()
		frappe.model.workflow.apply_workflow(naskah, "Buka Kembali")
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])

	def test_only_the_post_addressed_disposes(self):
		naskah = make_naskah()
		for kunci in ("kabid", "sekda", "tu_a", "kadis_b", "tanpa_jabatan"):
			with self.assertRaises(frappe.PermissionError):
				make_disposisi(naskah, kunci, [to_post("AGN-KABID")])

	def test_acting_as_a_post_of_somebody_else(self):
		with self.assertRaises(JabatanTindakanError):
			make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")], pemberi_jabatan="AGN-SEKDA")

	def test_registering_for_a_foreign_unit(self):
		for kunci in ("tu_b", "kabid", "tanpa_jabatan"):
			with self.assertRaises((PencatatanTidakSahError, frappe.PermissionError)):
				make_naskah(pencatat=kunci)

	def test_state_cannot_be_set_by_a_plain_save_or_by_hand(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		factory.as_user("kabid")
		doc = frappe.get_doc("Tugas", tugas.name)
		doc.workflow_state = "Selesai Berjenjang"
		self.assertRaises(WorkflowPermissionError, doc.save)
		doc.reload()
		doc.tahap = "Selesai"
		doc.save()
		self.assertEqual(doc.tahap, "Baru")

	def test_task_is_neither_made_changed_nor_deleted_by_hand(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		frappe.set_user("Administrator")
		tugas.reload()
		tugas.jabatan = "AGN-KADB"
		self.assertRaises(CatatanTetapError, tugas.save)
		self.assertRaises(CatatanTetapError, frappe.delete_doc, "Tugas", tugas.name)
		tiruan = frappe.copy_doc(tugas)
		self.assertRaises(CatatanTetapError, tiruan.insert)

	def test_log_refuses_hands_and_names_a_changed_byte(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(tugas, "kabid", "Terima")
		frappe.set_user("Administrator")
		entri = frappe.get_doc("Jejak Tugas", {"tugas": tugas.name, "urutan": 2})
		self.assertRaises(CatatanTetapError, entri.save)
		self.assertRaises(CatatanTetapError, frappe.delete_doc, "Jejak Tugas", entri.name)
		self.assertEqual(jejak.verify(tugas.name), [])
		frappe.db.set_value("Jejak Tugas", entri.name, "nama", "Orang lain")
		self.assertEqual(
			[(k.urutan, k.sebab) for k in jejak.verify(tugas.name)], [(2, "isi berbeda dari cuplikan")]
		)

	def test_notices_of_secret_items_carry_no_content(self):
		naskah = make_naskah(keamanan="Rahasia", perihal="Isi yang rahasia")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		(isi,) = frappe.get_all("Notification Log", {"document_name": tugas.name}, pluck="subject")
		self.assertNotIn("Isi yang rahasia", isi)
