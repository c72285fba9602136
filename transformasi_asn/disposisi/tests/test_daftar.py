"""The register: letters that came before, events, scans, threads, numbers on paper, what leaves the queue."""

import io
import json
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, getdate, now_datetime, today
from frappe.utils.pdf import get_pdf
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader

from transformasi_asn.disposisi import acara, api
from transformasi_asn.disposisi.exceptions import (
	AcaraTidakSahError,
	BlokAgendaError,
	CatatanTetapError,
	LampiranHilangError,
	NomorCadanganError,
	NomorSrikandiError,
	TautanNaskahError,
)
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.permissions.konteks import forget_answers
from transformasi_asn.tata_kerja.kalender import get_kalender

TAHUN = frappe.utils.getdate().year


def messages() -> str:
	"""What was shown so far, and forget it."""
	isi = " ".join(str(frappe.parse_json(m).get("message")) for m in frappe.local.message_log)
	frappe.local.message_log = []
	return isi


def make_undangan(hari: int = 3, jam: int = 9, lama: int | None = None, **kw):
	mulai = get_datetime(f"{add_days(today(), hari)} {jam:02d}:00:00")
	return make_naskah(
		jenis_naskah=kw.pop("jenis_naskah", "Surat Undangan"),
		acara_mulai=mulai,
		acara_selesai=add_to_date(mulai, hours=lama) if lama else None,
		acara_tempat="Ruang rapat",
		**kw,
	)


class TestKembar(AlurTestCase):
	SURAT = {"pengirim": "Pemkab. Buleleng", "nomor_surat": "005/012/Umum"}
	LAGI = {"pengirim": "Pemerintah Kabupaten Buleleng", "nomor_surat": "5/12/UMUM"}

	def test_a_link_that_leads_nowhere_is_refused_at_every_save(self):
		naskah = make_naskah()
		as_user("tu_a")
		naskah.klasifikasi = "tidak.ada"
		self.assertRaises(frappe.LinkValidationError, naskah.save)

	def test_the_same_letter_is_registered_with_a_warning_and_a_link(self):
		pertama = make_naskah(**self.SURAT, perihal="Isi pertama")
		messages()
		kedua = make_naskah(**self.LAGI)
		isi = messages()
		self.assertIn(pertama.nomor_agenda, isi)
		self.assertIn(pertama.name, isi)
		self.assertIn("Isi pertama", isi)
		self.assertNotEqual(kedua.name, pertama.name)

	def test_who_may_not_see_the_other_learns_the_bare_fact_and_its_number(self):
		pertama = make_naskah(**self.SURAT, perihal="Isi pertama", keamanan="Rahasia")
		messages()
		make_naskah(
			pencatat="tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB", perihal="x", **self.LAGI
		)
		isi = messages()
		self.assertIn(pertama.nomor_agenda, isi)
		self.assertNotIn(pertama.name, isi)
		self.assertNotIn("Isi pertama", isi)
		as_user("tu_b")
		hasil = api.periksa_naskah(json.dumps({"bentuk": "Surat", "tanggal_surat": today(), **self.LAGI}))
		self.assertEqual(len(hasil["kembar"]), 2)
		self.assertEqual(
			[n.get("perihal") for n in hasil["kembar"]],
			[None, "x"],
		)
		self.assertEqual(set(hasil["kembar"][0]), {"nomor_agenda", "tanggal_diterima"})

	def test_another_date_is_another_letter(self):
		make_naskah(**self.SURAT)
		messages()
		make_naskah(**self.LAGI, tanggal_surat=add_days(today(), -1))
		self.assertNotIn("sudah tercatat", messages())

	def test_a_corrected_number_is_compared_anew(self):
		make_naskah(**self.SURAT)
		lain = make_naskah(nomor_surat="77/X")
		lain.update(self.LAGI)
		lain.save()
		as_user("tu_a")
		hasil = api.periksa_naskah(frappe.as_json(lain.as_dict()))
		self.assertEqual(len(hasil["kembar"]), 1)

	def test_only_registries_may_ask(self):
		as_user("jf1")
		with self.assertRaises(frappe.PermissionError):
			api.periksa_naskah(json.dumps({"bentuk": "Surat", "tanggal_surat": today(), **self.LAGI}))


class TestAcara(AlurTestCase):
	def test_an_invitation_asks_for_time_and_place(self):
		for kurang in ("acara_mulai", "acara_tempat"):
			with self.subTest(kurang), self.assertRaises(AcaraTidakSahError) as e:
				make_undangan_without(kurang)
			self.assertIn("Acara mulai" if kurang == "acara_mulai" else "Tempat acara", str(e.exception))

	def test_the_deadline_is_the_last_working_day_before(self):
		kerja = get_kalender("AGN-DA").is_hari_kerja
		hari = [getdate(add_days(today(), n)) for n in range(10)]
		tenggat = getdate(make_undangan(hari=10).tenggat)
		self.assertEqual(tenggat, max(h for h in hari if kerja(h)))
		self.assertEqual(str(make_undangan(hari=0, jam=23).tenggat), today())

	def test_a_deadline_after_the_event_is_refused(self):
		with self.assertRaises(AcaraTidakSahError) as e:
			make_undangan(hari=3, tenggat=add_days(today(), 3))
		self.assertIn("paling lambat", str(e.exception))
		make_undangan(hari=3, tenggat=add_days(today(), 1))

	def test_an_event_in_the_past_only_as_a_late_entry(self):
		with self.assertRaises(AcaraTidakSahError):
			make_undangan(hari=-2)
		susulan = make_undangan(hari=-2, entri_susulan=1)
		self.assertIsNone(susulan.tenggat)

	def test_an_event_ends_after_it_begins(self):
		mulai = f"{add_days(today(), 3)} 09:00:00"
		with self.assertRaises(AcaraTidakSahError):
			make_naskah(acara_mulai=mulai, acara_selesai=mulai, acara_tempat="x")

	def test_any_letter_may_carry_an_event(self):
		naskah = make_undangan(jenis_naskah="Surat Biasa")
		self.assertEqual(naskah.memuat_acara, 1)

	def test_a_letter_that_is_saved_again_after_its_event_is_not_refused(self):
		naskah = make_undangan(hari=1)
		frappe.db.set_value("Naskah Masuk", naskah.name, "acara_mulai", add_days(now_datetime(), -5))
		naskah.reload()
		as_user("kadis_a")
		naskah.kehadiran = "Tidak hadir"
		naskah.save()

	def test_clashes_are_told_at_registration_and_on_the_calendar(self):
		pertama = make_undangan(hari=4, jam=9, lama=3, perihal="Rapat pertama")
		messages()
		kedua = make_undangan(hari=4, jam=11, perihal="Rapat kedua")
		self.assertIn("Rapat pertama", messages())
		make_undangan(hari=4, jam=14, perihal="Rapat ketiga")
		self.assertNotIn("Rapat", messages())
		as_user("kadis_a")
		hari = self.calendar(hari=4)
		self.assertEqual(
			{a["name"]: a["bentrok"] for a in hari if a["bentrok"]}, {pertama.name: 1, kedua.name: 1}
		)
		self.assertEqual([a["judul"] for a in hari], ["Rapat pertama", "Rapat kedua", "Rapat ketiga"])

	def test_what_one_may_not_see_is_only_that_time_is_taken(self):
		rahasia = make_undangan(hari=4, keamanan="Sangat Rahasia", perihal="Pertemuan tertutup")
		messages()
		make_undangan(hari=4, perihal="Rapat biasa")
		isi = messages()
		self.assertNotIn("Pertemuan tertutup", isi)
		self.assertIn(rahasia.nomor_agenda, isi)
		as_user("tu_a")
		(tertutup,) = [a for a in self.calendar(4, "AGN-KADA") if not a["name"]]
		self.assertIsNone(tertutup["tempat"])
		self.assertIn(rahasia.nomor_agenda, tertutup["judul"])

	def test_who_represents_the_leader_and_whose_calendar_it_then_fills(self):
		undangan = make_undangan(hari=5, perihal="Rapat diwakili")
		lain = make_undangan(hari=5, perihal="Rapat yang dihadiri")
		disposisi = make_disposisi(undangan, "kadis_a", [to_post("AGN-KABID", instruksi="Untuk diwakili")])
		as_user("kadis_a")
		(a, b) = sorted(self.calendar(5), key=lambda a: a["judul"])
		self.assertEqual((a["kehadiran"], b["kehadiran"]), ("Diwakili", "Belum ditentukan"))
		self.assertIn("Kepala Bidang A1", a["wakil"][0])
		self.assertEqual((a["bentrok"], b["bentrok"]), (0, 0), "who is represented is free")
		tampil = api.tampilan_naskah(undangan.name)["acara"]
		self.assertEqual((tampil["kehadiran"], len(tampil["bentrok"])), ("Diwakili", 1))
		as_user("kabid")
		(wakil,) = self.calendar(5)
		self.assertEqual((wakil["name"], wakil["peran"]), (undangan.name, "Mewakili"))
		# the order is handed on, to a person by name
		(tugas,) = tugas_of(disposisi)
		make_disposisi(
			undangan,
			"kabid",
			[to_person(self.pegawai["jf1"], instruksi="Untuk diwakili")],
			induk_tugas=tugas.name,
		)
		as_user("kabid")
		self.assertEqual(self.calendar(5)[0]["kehadiran"], "Diwakili")
		as_user("jf1")
		self.assertEqual([a["name"] for a in self.calendar(5)], [undangan.name])
		as_user("jf2")
		self.assertEqual(self.calendar(5), [], "a colleague in a post of the same kind is not sent")
		self.assertTrue(lain.name)

	def test_the_leader_says_whether_he_comes_also_after_disposing(self):
		undangan = make_undangan(hari=5)
		make_disposisi(undangan, "kadis_a", [to_post("AGN-KABID", instruksi="Untuk diwakili")])
		as_user("kadis_a")
		undangan.reload()
		undangan.kehadiran = "Hadir sendiri"
		undangan.save()
		self.assertEqual(api.tampilan_naskah(undangan.name)["acara"]["kehadiran"], "Hadir sendiri")
		self.assertTrue(
			frappe.db.exists(
				"Comment", {"reference_name": undangan.name, "content": ("like", "%Hadir sendiri%")}
			)
		)
		as_user("kabid")
		undangan.reload()
		undangan.kehadiran = "Tidak hadir"
		with self.assertRaises((frappe.PermissionError, CatatanTetapError)):
			undangan.save()

	def test_a_calendar_is_opened_by_its_leader_and_his_registry(self):
		make_undangan(hari=5)
		for kunci, boleh in (("kadis_a", True), ("tu_a", True), ("kabid", False), ("tu_b", False)):
			as_user(kunci)
			with self.subTest(kunci):
				self.assertEqual("AGN-KADA" in [p["jabatan"] for p in api.pimpinan_kalender()], boleh)
				if boleh:
					self.assertEqual(len(self.calendar(5, "AGN-KADA")), 1)
				else:
					self.assertRaises(frappe.PermissionError, self.calendar, 5, "AGN-KADA")

	def test_his_secretary_opens_it_too_and_of_rahasia_knows_only_that_time_is_taken(self):
		make_undangan(hari=5)
		make_undangan(hari=5, jam=13, keamanan="Rahasia")
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Penugasan Sekretaris",
				"jabatan": "AGN-KADA",
				"pegawai": self.pegawai["tu_b"],
				"mulai": today(),
			}
		).insert()
		as_user("tu_b")
		self.assertIn("AGN-KADA", [p["jabatan"] for p in api.pimpinan_kalender()])
		acara = sorted(self.calendar(5, "AGN-KADA"), key=lambda a: a["mulai"])
		self.assertEqual([bool(a["name"]) for a in acara], [True, False])
		self.assertTrue(acara[1]["judul"].startswith("Acara lain"))

	def test_a_calendar_asks_once_who_may_see_its_letters(self):
		def count() -> int:
			as_user("tu_a")
			forget_answers()
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
				self.assertTrue(self.calendar(5, "AGN-KADA"))
			return sql.call_count

		make_undangan(hari=5)
		count()
		satu = count()
		for jam in (11, 13, 15):
			make_undangan(hari=5, jam=jam)
		count()
		self.assertEqual(count(), satu)

	def test_an_event_that_began_before_the_window_is_still_going_on(self):
		make_undangan(hari=5, jam=9, lama=72, perihal="Rapat kerja")
		as_user("kadis_a")
		self.assertEqual([a["judul"] for a in self.calendar(7)], ["Rapat kerja"])
		self.assertEqual(self.calendar(9), [])

	def calendar(self, hari: int, jabatan: str | None = None) -> list[dict]:
		"""The events of one day."""
		return api.kalender_acara(
			f"{add_days(today(), hari)} 00:00:00", f"{add_days(today(), hari + 1)} 00:00:00", jabatan
		)

	def test_nobody_without_post_has_a_calendar(self):
		as_user("tanpa_jabatan")
		self.assertEqual(acara.list_acara([], today(), add_days(today(), 9)), [])
		self.assertEqual(self.calendar(1), [])


def make_undangan_without(field: str):
	isi = {"acara_mulai": f"{add_days(today(), 3)} 09:00:00", "acara_tempat": "x"}
	return make_naskah(jenis_naskah="Surat Undangan", **{**isi, field: None})


def upload(isi: str = "", **kw):
	"""A private upload of the session's user that belongs to nothing yet, from a request of its own."""
	berkas = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"pindai-{frappe.generate_hash(length=6)}.txt",
			"content": isi or frappe.generate_hash(),
			"is_private": 1,
			**kw,
		}
	).insert()
	berkas.flags.pop("new_file", None)
	return berkas


class TestPindaian(AlurTestCase):
	def test_several_scans_are_attached_at_registration(self):
		as_user("tu_a")
		berkas = [upload(), upload(is_private=0)]
		naskah = make_naskah(unggahan=json.dumps([b.file_url for b in berkas]))
		for b in berkas:
			b.reload()
			self.assertEqual((b.attached_to_name, b.is_private, b.owner), (naskah.name, 1, "Administrator"))
		as_user("kadis_a")
		tampil = api.tampilan_naskah(naskah.name)["pindaian"]
		self.assertEqual([(p["nama"], p["hilang"]) for p in tampil], [(b.file_name, False) for b in berkas])
		naskah.reload()
		self.assertFalse(naskah.unggahan)

	def test_the_registrar_of_a_most_secret_letter_attaches_its_scans(self):
		as_user("tu_a")
		berkas = upload()
		naskah = make_naskah(keamanan="Sangat Rahasia", unggahan=json.dumps([berkas.file_url]))
		berkas.reload()
		self.assertEqual(berkas.attached_to_name, naskah.name)

	def test_a_missing_scan_is_refused_with_its_number(self):
		as_user("tu_a")
		with self.assertRaises(LampiranHilangError) as e:
			make_naskah(unggahan=json.dumps([upload().file_url, "/private/files/tidak-ada.pdf"]))
		self.assertIn("Pindaian 2", str(e.exception))
		with self.assertRaises(LampiranHilangError):
			make_naskah(lampiran="/private/files/tidak-ada.pdf")

	def test_an_upload_of_somebody_else_is_not_taken(self):
		as_user("tu_b")
		milik_lain = upload()
		with self.assertRaises(LampiranHilangError):
			make_naskah(unggahan=json.dumps([milik_lain.file_url]))

	def test_a_scan_whose_file_is_gone_is_marked(self):
		as_user("tu_a")
		berkas = upload()
		naskah = make_naskah(unggahan=json.dumps([berkas.file_url]))
		berkas.reload()
		frappe.utils.file_manager.delete_file(berkas.file_url)
		as_user("kadis_a")
		self.assertEqual([p["hilang"] for p in api.tampilan_naskah(naskah.name)["pindaian"]], [True])

	def test_scans_of_a_disposed_letter_stay(self):
		as_user("tu_a")
		berkas = [upload(), upload()]
		naskah = make_naskah(unggahan=json.dumps([b.file_url for b in berkas]))
		as_user("tu_a")
		frappe.delete_doc("File", berkas[0].name)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		for kunci in ("tu_a", "kadis_a"):
			as_user(kunci)
			with self.assertRaises((CatatanTetapError, frappe.PermissionError)):
				frappe.delete_doc("File", berkas[1].name)


class TestUtas(AlurTestCase):
	def test_a_thread_is_seen_from_both_ends(self):
		pertama = make_naskah(perihal="Surat pertama")
		kedua = make_naskah(
			perihal="Jawaban", tautan_baru=json.dumps([{"naskah": pertama.name, "hubungan": "Balasan atas"}])
		)
		ketiga = make_naskah(perihal="Lanjutan")
		as_user("tu_a")
		api.tautkan_naskah(ketiga.name, kedua.name)
		for dari in (pertama, kedua, ketiga):
			utas = api.tampilan_naskah(dari.name)["utas"]
			self.assertEqual([u["perihal"] for u in utas], ["Surat pertama", "Jawaban", "Lanjutan"])
			self.assertEqual([u["name"] for u in utas if u["sorot"]], [dari.name])
		self.assertEqual(
			[(h["jenis"], h["nomor_agenda"]) for u in utas for h in u["hubungan"]],
			[("Balasan atas", pertama.nomor_agenda), ("Terkait", kedua.nomor_agenda)],
		)

	def test_one_links_only_what_one_may_read(self):
		rahasia = make_naskah(keamanan="Sangat Rahasia", perihal="Tertutup")
		naskah = make_naskah()
		as_user("tu_a")
		for ke in (rahasia.name, "tidak-ada"):
			with self.subTest(ke), self.assertRaises(TautanNaskahError) as e:
				api.tautkan_naskah(naskah.name, ke)
		with self.assertRaises(TautanNaskahError) as lain:
			api.tautkan_naskah(naskah.name, "tidak-ada")
		self.assertEqual(str(e.exception), str(lain.exception), "the answer does not tell whether it exists")

	def test_a_reader_sees_of_a_closed_letter_its_number_only(self):
		rahasia = make_naskah(keamanan="Sangat Rahasia", perihal="Tertutup")
		naskah = make_naskah()
		as_user("kadis_a")
		api.tautkan_naskah(naskah.name, rahasia.name)
		as_user("tu_a")
		(tertutup,) = [u for u in api.tampilan_naskah(naskah.name)["utas"] if not u["sorot"]]
		self.assertEqual(tertutup["nomor_agenda"], rahasia.nomor_agenda)
		self.assertEqual(set(tertutup), {"nomor_agenda", "sorot", "hubungan"})
		self.assertFalse(frappe.has_permission("Tautan Naskah", "read"))

	def test_links_that_are_no_links(self):
		naskah, lain = make_naskah(), make_naskah()
		as_user("tu_a")
		self.assertRaises(TautanNaskahError, api.tautkan_naskah, naskah.name, naskah.name)
		self.assertRaises(TautanNaskahError, api.tautkan_naskah, naskah.name, lain.name, "Entah")
		api.tautkan_naskah(naskah.name, lain.name)
		self.assertRaises(TautanNaskahError, api.tautkan_naskah, lain.name, naskah.name)
		self.assertRaises(TautanNaskahError, api.lepas_tautan, lain.name, naskah.name)
		self.assertEqual(api.lepas_tautan(naskah.name, lain.name), [])

	def test_a_link_of_a_disposed_letter_stays(self):
		naskah, lain = make_naskah(), make_naskah()
		as_user("tu_a")
		api.tautkan_naskah(naskah.name, lain.name)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		as_user("tu_a")
		self.assertRaises(TautanNaskahError, api.lepas_tautan, naskah.name, lain.name)
		api.tautkan_naskah(naskah.name, make_naskah().name)
		as_user("kabid")
		self.assertRaises(frappe.PermissionError, api.tautkan_naskah, naskah.name, lain.name)


class TestSrikandi(AlurTestCase):
	def test_a_number_is_registered_once_in_the_whole_agency(self):
		pertama = make_naskah(nomor_srikandi=" SRK-77 ", perihal="Isi pertama")
		self.assertEqual(pertama.nomor_srikandi, "SRK-77")
		with self.assertRaises(NomorSrikandiError) as e:
			make_naskah(
				pencatat="tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB", nomor_srikandi="SRK-77"
			)
		self.assertIn(pertama.nomor_agenda, str(e.exception))
		self.assertNotIn("Isi pertama", str(e.exception))
		self.assertNotIn(pertama.name, str(e.exception))

	def test_letters_without_a_number_do_not_collide(self):
		self.assertIsNone(make_naskah(nomor_srikandi="").nomor_srikandi)
		self.assertIsNone(make_naskah(nomor_srikandi="").nomor_srikandi)


class TestTanpaDisposisi(AlurTestCase):
	def set_rule(self, aturan: str):
		frappe.set_user("Administrator")
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.tanpa_disposisi_tata_usaha = aturan
		setelan.save()

	def mark_kind(self):
		frappe.set_user("Administrator")
		jenis = frappe.get_doc("Jenis Naskah", "Surat Edaran")
		jenis.tanpa_disposisi = 1
		jenis.save()

	def tearDown(self):
		super().tearDown()
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		frappe.clear_document_cache("Jenis Naskah", "Surat Edaran")

	def test_several_letters_leave_the_queue_each_with_its_result(self):
		satu, dua = make_naskah(), make_naskah()
		asing = make_naskah(pencatat="tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB")
		make_disposisi(dua, "kadis_a", [to_post("AGN-KABID")])
		as_user("kadis_a")
		hasil = api.tandai_tanpa_disposisi(
			json.dumps([satu.name, dua.name, asing.name, "tidak-ada"]), "Untuk arsip"
		)
		self.assertEqual([h["berhasil"] for h in hasil], [True, False, False, False])
		self.assertTrue(all(h["pesan"] for h in hasil[1:]))
		self.assertEqual(
			frappe.db.get_value("Naskah Masuk", satu.name, ["tahap", "alasan_terakhir"]),
			("Selesai", "Untuk arsip"),
		)
		self.assertEqual(frappe.db.get_value("Naskah Masuk", dua.name, "tahap"), "Berjalan")
		self.assertIsNone(hasil[2]["nomor_agenda"], "of a letter that one may not see not even the number")

	def test_a_marked_kind_needs_no_reason(self):
		self.mark_kind()
		edaran, biasa = make_naskah(jenis_naskah="Surat Edaran"), make_naskah()
		as_user("tu_a")
		hasil = api.tandai_tanpa_disposisi([edaran.name, biasa.name])
		self.assertEqual([h["berhasil"] for h in hasil], [True, False])
		self.assertIn("Sebutkan alasan", hasil[1]["pesan"])
		self.assertIn("Surat Edaran", frappe.db.get_value("Naskah Masuk", edaran.name, "alasan_terakhir"))

	def test_the_rule_limits_tata_usaha_and_not_the_leader(self):
		self.mark_kind()
		for aturan, edaran, biasa in (
			("Semua jenis, dengan alasan", True, True),
			("Jenis yang ditandai saja", True, False),
			("Tidak boleh", False, False),
		):
			with self.subTest(aturan):
				self.set_rule(aturan)
				nama = [make_naskah(jenis_naskah="Surat Edaran").name, make_naskah().name]
				as_user("tu_a")
				hasil = api.tandai_tanpa_disposisi(nama, "Untuk arsip")
				self.assertEqual([h["berhasil"] for h in hasil], [edaran, biasa])
				as_user("kadis_a")
				sisa = [h["naskah"] for h in hasil if not h["berhasil"]]
				self.assertTrue(all(h["berhasil"] for h in api.tandai_tanpa_disposisi(sisa, "Arsip")))

	def test_the_rule_holds_for_a_plain_save_too(self):
		self.set_rule("Tidak boleh")
		naskah = make_naskah()
		naskah.alasan = "Arsip"
		naskah.save()
		with self.assertRaises(frappe.ValidationError):
			frappe.model.workflow.apply_workflow(naskah, "Tandai Tanpa Disposisi")


class TestBlokAgenda(AlurTestCase):
	def make_blok(self, kunci: str = "tu_a", unit: str = "AGN-DA", jumlah: int = 5, **kw):
		as_user(kunci)
		return frappe.get_doc(
			{"doctype": "Blok Agenda", "unit_kerja": unit, "jumlah": jumlah, "alasan": "Jaringan putus", **kw}
		).insert()

	def test_numbers_are_set_aside_in_one_piece(self):
		pertama = make_naskah()
		blok_ = self.make_blok()
		sesudah = make_naskah()
		awal = int(pertama.nomor_agenda.split("/")[0])
		self.assertEqual((blok_.dari, blok_.sampai, blok_.tahun), (awal + 1, awal + 5, TAHUN))
		self.assertEqual(sesudah.nomor_agenda, f"{awal + 6}/AGN-DA/{TAHUN}")
		lagi = self.make_blok(jumlah=1)
		self.assertEqual((lagi.dari, lagi.sampai), (awal + 7, awal + 7))

	def test_a_letter_from_paper_keeps_its_number(self):
		b = self.make_blok()
		naskah = make_naskah(nomor_cadangan=b.dari + 2, tenggat=add_days(today(), -1))
		self.assertEqual((naskah.nomor_agenda, naskah.entri_susulan), (f"{b.dari + 2}/AGN-DA/{TAHUN}", 1))

	def test_gaps_and_double_use_are_reconciled(self):
		b = self.make_blok()
		satu = make_naskah(nomor_cadangan=b.dari, perihal="Lembar satu")
		with self.assertRaises(NomorCadanganError) as e:
			make_naskah(nomor_cadangan=b.dari)
		self.assertIn(satu.nomor_agenda, str(e.exception))
		kembar = make_naskah(nomor_cadangan=b.dari, nomor_ganda=1, perihal="Lembar kembar")
		self.assertEqual(kembar.nomor_agenda, f"{b.sampai + 1}/AGN-DA/{TAHUN}")
		make_naskah(nomor_cadangan=b.dari + 3)
		as_user("tu_a")
		hasil = api.rekonsiliasi_blok(b.name)
		self.assertEqual(hasil["banyak"], {"dipakai": 2, "kosong": 3, "tidak_dipakai": 0, "ganda": 1})
		self.assertEqual(hasil["kosong"], f"{b.dari + 1}-{b.dari + 2}, {b.dari + 4}")
		self.assertEqual(
			[n["nomor_agenda"] for n in hasil["baris"][0]["naskah"]], [satu.nomor_agenda, kembar.nomor_agenda]
		)
		with self.assertRaises(BlokAgendaError) as e:
			api.tutup_blok(b.name)
		self.assertIn(str(b.dari + 4), str(e.exception))
		api.nyatakan_tidak_dipakai(b.name, f"{b.dari + 1}-{b.dari + 2}; {b.dari + 4}", "Lembar rusak")
		api.tutup_blok(b.name)
		b.reload()
		self.assertEqual((b.keadaan, b.ditutup_oleh), ("Ditutup", self.pegawai["tu_a"]))
		with self.assertRaises(NomorCadanganError):
			make_naskah(nomor_cadangan=b.dari + 1)
		self.assertRaises(BlokAgendaError, api.tutup_blok, b.name)

	def test_numbers_that_are_not_free_to_void(self):
		b = self.make_blok()
		make_naskah(nomor_cadangan=b.dari)
		as_user("tu_a")
		for nomor, alasan in (
			(str(b.dari), "Rusak"),
			(str(b.sampai + 1), "Rusak"),
			("satu", "Rusak"),
			(str(b.dari + 1), "  "),
		):
			with self.subTest(nomor), self.assertRaises(BlokAgendaError):
				api.nyatakan_tidak_dipakai(b.name, nomor, alasan)

	def test_a_number_outside_every_block_or_of_another_year(self):
		b = self.make_blok()
		for kw in (
			{"nomor_cadangan": b.sampai + 1},
			{"nomor_cadangan": b.dari, "tanggal_diterima": f"{TAHUN - 1}-12-31", "tanggal_surat": None},
			{"nomor_cadangan": b.dari, "nomor_ganda": 1},
		):
			with self.subTest(**kw), self.assertRaises(NomorCadanganError):
				make_naskah(**kw)

	def test_a_void_number_may_still_turn_up(self):
		b = self.make_blok()
		as_user("tu_a")
		api.nyatakan_tidak_dipakai(b.name, str(b.dari), "Hilang")
		make_naskah(nomor_cadangan=b.dari)
		as_user("tu_a")
		self.assertEqual(api.rekonsiliasi_blok(b.name)["banyak"]["tidak_dipakai"], 0)

	def test_whose_numbers_they_are(self):
		for kunci in ("tu_b", "kadis_a"):
			with self.subTest(kunci), self.assertRaises((BlokAgendaError, frappe.PermissionError)):
				self.make_blok(kunci)
		b = self.make_blok()
		as_user("tu_b")
		self.assertRaises(frappe.PermissionError, api.tutup_blok, b.name)
		for jumlah in (0, 501):
			with self.subTest(jumlah), self.assertRaises(BlokAgendaError):
				self.make_blok(jumlah=jumlah)

	def test_a_block_is_a_record(self):
		b = self.make_blok()
		as_user("tu_a")
		b.dari = 1
		self.assertRaises(CatatanTetapError, b.save)
		frappe.set_user("Administrator")
		self.assertRaises(CatatanTetapError, frappe.delete_doc, "Blok Agenda", b.name)

	def test_blank_slips_carry_the_numbers_left_one_on_each_page(self):
		b = self.make_blok(jumlah=3)
		make_naskah(nomor_cadangan=b.dari + 1, perihal="Sudah tercatat")
		as_user("tu_a")
		html = get_html_and_style(
			"Blok Agenda", name=b.name, print_format="Lembar Disposisi Kosong", no_letterhead=1
		)["html"]
		self.assertNotIn("Sudah tercatat", html)
		self.assertIn("Tindak lanjuti", html)
		pdf = get_pdf(
			f"<html><head><meta charset='utf-8'></head><body><div class='print-format'>{html}</div></body></html>"
		)
		halaman = [h.extract_text() for h in PdfReader(io.BytesIO(pdf)).pages]
		self.assertEqual(len(halaman), 2)
		for isi, nomor in zip(halaman, (b.dari, b.dari + 2), strict=True):
			self.assertIn(f"{nomor}/AGN-DA/{TAHUN}", isi)
		as_user("kadis_b")
		self.assertRaises(
			frappe.PermissionError,
			get_html_and_style,
			"Blok Agenda",
			name=b.name,
			print_format="Lembar Disposisi Kosong",
		)
