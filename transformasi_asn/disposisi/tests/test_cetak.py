"""Printed sheets and their verification: who may print, what stands there, what a stranger learns."""

import io
import re
import secrets

import frappe
from frappe.utils import add_days, now, today
from frappe.utils.pdf import get_pdf
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader

from transformasi_asn.disposisi import api, cap, cetak, verifikasi
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil
from transformasi_asn.disposisi.exceptions import CatatanTetapError, RentangBukuError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_person, to_post
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.tata_kerja.exceptions import BagianGandaError, LambangTidakSesuaiError
from transformasi_asn.tata_kerja.kop import get_format
from transformasi_asn.www import verifikasi as halaman

PERIHAL = "Perihal <b>Zulkarnaen</b> & kawan"
NAMA_PANJANG = "Kelompok Substansi Pengembangan Kompetensi, Penataan Organisasi dan Tata Laksana serta Evaluasi Kelembagaan"


def render(doctype: str, nama: str, bentuk: str) -> str:
	"""The sheet as the desk's print view gets it, by permission."""
	return get_html_and_style(doctype, name=nama, print_format=bentuk, no_letterhead=1)["html"]


def make_pdf(html: str) -> bytes:
	"""By core's engine, without core's page around it, which would fetch style sheets from a server."""
	isi = f"<div class='print-format'>{html}</div>"
	return get_pdf(f"<html><head><meta charset='utf-8'></head><body>{isi}</body></html>")


def pages_of(pdf: bytes) -> list[str]:
	"""Text of each page, blanks made even."""
	return [" ".join(hal.extract_text().split()) for hal in PdfReader(io.BytesIO(pdf)).pages]


def key_in(html: str) -> str:
	return cap.clean_key(re.search(r"isi kunci ([A-Z2-7-]+)", html)[1])


class CetakTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		self._form = frappe.local.form_dict
		# tries are counted per address, in the cache, also from one run to the next
		frappe.local.request_ip = f"uji-{secrets.token_hex(4)}"

	def tearDown(self):
		frappe.local.form_dict, frappe.local.request_ip = self._form, None
		super().tearDown()

	def make(self, keamanan: str = "Biasa", **kw):
		naskah = make_naskah(perihal=PERIHAL, keamanan=keamanan, pengirim="Kabupaten Asal")
		disp = make_disposisi(
			naskah,
			"kadis_a",
			[to_post("AGN-KABID", catatan="Segera ditelaah"), to_post("AGN-SEKDA", tembusan=1)]
			if kw.pop("tembusan", False)
			else [to_post("AGN-KABID", catatan="Segera ditelaah")],
			instruksi_bersama=[{"instruksi": "Koordinasikan"}],
			**kw,
		)
		return naskah, disp


class TestLembar(CetakTestCase):
	def test_the_sheet_says_what_the_order_says_and_escapes_it(self):
		naskah, disp = self.make(tenggat=add_days(today(), 3))
		html = render("Disposisi", disp.name, "Lembar Disposisi")
		self.assertIn("Perihal &lt;b&gt;Zulkarnaen&lt;/b&gt;", html)
		self.assertNotIn("<b>Zulkarnaen", html)
		for teks in (
			"LEMBAR DISPOSISI",
			"DINAS A",
			naskah.nomor_agenda,
			naskah.nomor_surat,
			"Kabupaten Asal",
			"Uji kabid (Kepala Bidang A1)",
			"Segera ditelaah",
			"Kepala Dinas A,",
			"Uji kadis_a",
			cetak.write_date(add_days(today(), 3)),
		):
			self.assertIn(teks, html)
		terpilih = re.findall(r'kotak">X</span>([^<]+)', html)
		self.assertEqual(sorted(terpilih), ["Koordinasikan", "Tindak lanjuti"])

	def test_a_plh_signs_as_plh(self):
		factory.make_penempatan(
			self.pegawai["kabid"], "AGN-KADA", "Plh", mulai=today(), selesai=add_days(today(), 3)
		)
		naskah = make_naskah()
		disp = make_disposisi(naskah, "kabid", [to_post("AGN-KABID")], pemberi_jabatan="AGN-KADA")
		html = render("Disposisi", disp.name, "Lembar Disposisi")
		self.assertIn("Plh. Kepala Dinas A,", html)
		self.assertIn('<span class="asn-label">Uji kabid</span>', html)

	def print_signature(self, kunci: str) -> str:
		naskah = make_naskah()
		disp = make_disposisi(naskah, kunci, [to_post("AGN-KABID")], pemberi_jabatan="AGN-KADA", submit=False)
		return self.signature_on(disp.name)

	def signature_on(self, nama: str) -> str:
		"""The text above and below the room for the signature."""
		html = render("Disposisi", nama, "Lembar Disposisi")
		blok = html[: html.rindex("NIP") if "NIP" in html else None]
		return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "|", blok))

	def vacate(self):
		p = frappe.get_doc("Penempatan", {"pegawai": self.pegawai["kadis_a"], "jabatan": "AGN-KADA"})
		p.update({"selesai": today()}).save()

	def test_in_the_name_of_a_post_one_signs_with_one_s_own(self):
		frappe.get_doc("Jabatan", "AGN-KADA").update({"pengganti": "AGN-KABID"}).save()
		self.vacate()
		self.assertRegex(
			self.print_signature("kabid"), r"a\.n\. Kepala Dinas A\|Kepala Bidang A1, ?[ |]*Uji kabid"
		)

	def test_a_superior_signs_as_what_he_is(self):
		self.vacate()
		jabatan = frappe.db.get_value("Jabatan", "AGN-SEKDA", "nama")
		teks = self.print_signature("sekda")
		self.assertRegex(teks, rf"\|{jabatan}, ?[ |]*Uji sekda")
		self.assertNotIn("atasan Kepala Dinas A", teks)

	def test_an_acting_head_signs_as_such(self):
		self.vacate()
		factory.make_penempatan(self.pegawai["tanpa_jabatan"], "AGN-KADA", "Pj.", mulai=today())
		self.assertRegex(
			self.print_signature("tanpa_jabatan"), r"\|Pj\. Kepala Dinas A, ?[ |]*Uji tanpa_jabatan"
		)

	def test_a_recorded_order_says_who_recorded_it(self):
		frappe.get_doc(
			{
				"doctype": "Penugasan Sekretaris",
				"jabatan": "AGN-KADA",
				"pegawai": self.pegawai["tu_b"],
				"mulai": today(),
			}
		).insert()
		lisan = {"cara_pemberian": "Lisan", "waktu_perintah": now()}
		disp = make_disposisi(make_naskah(), "tu_b", [to_post("AGN-KABID")], **lisan)
		teks = self.signature_on(disp.name)
		self.assertRegex(teks, r"\|Kepala Dinas A, ?[ |]*Uji kadis_a")
		self.assertIn(
			f"Dicatat oleh Uji tu_b (a.n. Kepala Dinas A) dari perintah lisan tanggal {cetak.write_date(today())}",
			teks,
		)

	def test_a_draft_says_so_and_has_no_code(self):
		naskah = make_naskah()
		disp = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		html = render("Disposisi", disp.name, "Lembar Disposisi")
		self.assertIn("KONSEP", html)
		self.assertNotIn("isi kunci", html)
		self.assertFalse(frappe.db.exists("Lembar Tercetak", {"rujukan": disp.name}))

	def test_a_withdrawn_recipient_is_on_no_later_sheet_and_the_earlier_one_is_no_longer_right(self):
		_naskah, disp = self.make(tembusan=True)
		kunci = key_in(render("Disposisi", disp.name, "Lembar Disposisi"))
		frappe.db.set_value("Penerima Disposisi", disp.penerima[1].name, "ditarik_pada", frappe.utils.now())
		frappe.clear_document_cache("Disposisi", disp.name)
		self.assertNotIn("Uji sekda", render("Disposisi", disp.name, "Lembar Disposisi"))
		self.assertEqual(cap.verify(kunci).hasil, Hasil.BERUBAH)

	def test_who_may_not_see_the_order_prints_nothing(self):
		_naskah, disp = self.make("Rahasia")
		for orang, boleh in (
			("kabid", True),
			("kadis_a", True),
			("jf_b", False),
			("kadis_b", False),
			("tu_b", False),
		):
			factory.as_user(orang)
			doc = frappe.get_doc("Disposisi", disp.name)
			with self.subTest(orang=orang):
				if boleh:
					self.assertIn("RAHASIA", cetak.lembar_disposisi(doc)["rahasia"])
				else:
					self.assertRaises(frappe.PermissionError, cetak.lembar_disposisi, doc)
					self.assertRaises(
						frappe.PermissionError, render, "Disposisi", disp.name, "Lembar Disposisi"
					)

	def test_the_routing_slip_shows_the_way_as_far_as_its_reader_sees_it(self):
		naskah, disp = self.make()
		tugas = factory.tugas_of(disp)[0]
		make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		factory.as_user("tu_a")
		html = render("Naskah Masuk", naskah.name, "Lembar Kendali")
		self.assertIn("LEMBAR KENDALI NASKAH", html)
		self.assertIn("Uji kabid (Kepala Bidang A1)", html)
		self.assertIn("Uji jf1", html)
		self.assertEqual(html.count('class="baris-tulis"'), 6)
		factory.as_user("jf1")
		self.assertEqual(
			[j["kepada"] for j in cetak.lembar_kendali(frappe.get_doc("Naskah Masuk", naskah.name))["jalan"]],
			["Uji jf1 (Analis Kebijakan Ahli Muda A1)"],
		)

	def test_long_names_and_twenty_recipients_stay_on_their_pages(self):
		jabatan = []
		frappe.set_user("Administrator")
		for n in range(20):
			kode = f"AGN-PJ{n}"
			frappe.get_doc(
				{
					"doctype": "Jabatan",
					"kode": kode,
					"nama": f"Kepala {NAMA_PANJANG} {n:02}",
					"unit_kerja": "AGN-DA-B1",
					"jenis": "Pengawas",
					"eselon": "IV.a",
					"atasan": "AGN-KADA",
				}
			).insert()
			jabatan.append(kode)
		naskah = make_naskah(
			perihal="Perihal sangat panjang " * 3 + "TanpaSpasi" * 7, pengirim="Asal yang jauh " * 9
		)
		disp = make_disposisi(naskah, "kadis_a", [to_post(j, catatan="Catatan " * 12) for j in jabatan])
		hal = pages_of(make_pdf(render("Disposisi", disp.name, "Lembar Disposisi")))
		teks = " ".join(hal)
		self.assertGreater(len(hal), 1)
		for n in range(20):
			self.assertEqual(teks.count(f"Kelembagaan {n:02}"), 1, n)
		# no row is torn: what belongs to a recipient stands on the page of his name, whole
		for h in hal:
			self.assertEqual(h.count("Catatan Catatan"), 6 * len(re.findall(r"Kelembagaan \d\d", h)))
		# the signature is not torn apart
		self.assertIn("Uji kadis_a", hal[-1])
		self.assertIn("isi kunci", hal[-1])


class TestBuku(CetakTestCase):
	def test_the_register_in_order_with_secret_letters_closed(self):
		biasa, _d = self.make()
		frappe.set_user("Administrator")
		rahasia = make_naskah(
			pencatat="tu_setda",
			unit_penerima="AGN-SETDA",
			tujuan_jabatan="AGN-KADA",
			keamanan="Rahasia",
			perihal="Zainuddin rahasia",
		)
		factory.as_user("tu_a")
		html = cetak.render_buku("AGN-DA", today(), today())
		self.assertIn(biasa.nomor_agenda, html)
		self.assertIn("Uji kabid", html)
		self.assertNotIn("Zainuddin", html)
		nomor = frappe.db.get_value(
			"Agenda Naskah", {"naskah": rahasia.name, "unit_kerja": "AGN-DA"}, "nomor_lengkap"
		)
		self.assertIn(nomor, html)
		self.assertIn("(rahasia)", html)
		(hal,) = pages_of(cetak.print_buku("AGN-DA", today(), today()))[:1]
		self.assertIn("BUKU AGENDA NASKAH MASUK", hal)

	def test_only_its_tata_usaha_and_the_auditor_print_it(self):
		self.make()
		for orang in ("tu_b", "kadis_a", "kabid", "jf_b", "sekda"):
			factory.as_user(orang)
			self.assertRaises(frappe.PermissionError, api.cetak_buku_agenda, "AGN-DA", today(), today())
		factory.as_user("tu_a")
		api.cetak_buku_agenda("AGN-DA", today(), today())
		self.assertEqual(frappe.local.response.type, "pdf")
		self.assertTrue(frappe.local.response.filecontent.startswith(b"%PDF"))

	def test_dates_the_wrong_way_round(self):
		factory.as_user("tu_a")
		self.assertRaises(RentangBukuError, cetak.render_buku, "AGN-DA", today(), add_days(today(), -1))

	def test_the_code_of_a_register_tells_of_a_line_that_vanished(self):
		naskah, _d = self.make()
		factory.as_user("tu_a")
		kunci = key_in(cetak.render_buku("AGN-DA", today(), today()))
		j = cap.verify(kunci)
		self.assertEqual((j.hasil, j.dapat_dibandingkan), (Hasil.SESUAI, ("banyak_baris",)))
		banyak = frappe.db.count("Agenda Naskah", {"unit_kerja": "AGN-DA", "tanggal": today()})
		self.assertEqual(cap.compare_paper(kunci, {"banyak_baris": str(banyak)}), {"banyak_baris": True})
		frappe.db.delete("Agenda Naskah", {"naskah": naskah.name})
		self.assertEqual(cap.verify(kunci).hasil, Hasil.BERUBAH)


class TestVerifikasi(CetakTestCase):
	def print(self, disp) -> str:
		return key_in(render("Disposisi", disp.name, "Lembar Disposisi"))

	def test_the_same_content_has_the_same_key_and_another_has_another(self):
		_n, disp = self.make()
		kunci = self.print(disp)
		factory.as_user("kabid")
		self.assertEqual(self.print(disp), kunci)
		_n, lain = self.make()
		self.assertNotEqual(self.print(lain), kunci)
		self.assertGreaterEqual(len(kunci) * 5, 128)
		self.assertTrue(frappe.local.flags.commit)

	def test_a_changed_record_is_told_whatever_was_changed(self):
		naskah, disp = self.make()
		kunci = self.print(disp)
		self.assertEqual(cap.verify(kunci).hasil, Hasil.SESUAI)
		for doctype, nama, kolom, nilai in (
			("Naskah Masuk", naskah.name, "perihal", "Lain"),
			("Naskah Masuk", naskah.name, "tanggal_surat", add_days(today(), -1)),
			("Naskah Masuk", naskah.name, "keamanan", "Terbatas"),
			("Disposisi", disp.name, "catatan", "Lain"),
			("Disposisi", disp.name, "kapasitas", "Plt"),
			("Penerima Disposisi", disp.penerima[0].name, "nama_penerima", "Orang lain"),
			("Penerima Disposisi", disp.penerima[0].name, "catatan", "Lain"),
		):
			with self.subTest(kolom=kolom):
				frappe.db.savepoint("ubah")
				frappe.db.set_value(doctype, nama, kolom, nilai)
				frappe.clear_document_cache(doctype, nama)
				self.assertEqual(cap.verify(kunci).hasil, Hasil.BERUBAH)
				frappe.db.rollback(save_point="ubah")
		frappe.clear_document_cache("Naskah Masuk", naskah.name)
		frappe.clear_document_cache("Disposisi", disp.name)
		self.assertEqual(cap.verify(kunci).hasil, Hasil.SESUAI)

	def test_progress_of_the_work_does_not_make_the_sheet_wrong(self):
		_n, disp = self.make()
		kunci = self.print(disp)
		(tugas,) = factory.tugas_of(disp)
		factory.step(tugas, "kabid", "Terima")
		factory.step(tugas, "kabid", "Laporkan", laporan="Sudah.")
		self.assertEqual(cap.verify(kunci).hasil, Hasil.SESUAI)

	def test_a_withdrawn_order_is_told(self):
		_n, disp = self.make()
		kunci = self.print(disp)
		frappe.db.set_value("Disposisi", disp.name, "docstatus", 2)
		self.assertEqual(cap.verify(kunci).hasil, Hasil.DICABUT)

	def test_an_order_taken_back_from_everybody_is_withdrawn(self):
		_n, disp = self.make()
		kunci = self.print(disp)
		factory.as_user("kadis_a")
		api.tarik_disposisi(disp.name, alasan="Keliru alamat")
		self.assertEqual(cap.verify(kunci).hasil, Hasil.DICABUT)

	def test_a_changed_paper_is_found_by_comparing(self):
		naskah, disp = self.make()
		kunci = self.print(disp)
		self.assertEqual(
			verifikasi.compare_paper(
				kunci,
				{
					"nomor_surat": f" {naskah.nomor_surat.upper()} ",
					"perihal": "perihal <b>zulkarnaen</b> & KAWAN.",
					"pengirim": "Kabupaten Lain",
					"tanggal_surat": add_days(today(), -1),
					"banyak_penerima": "2",
				},
			),
			{
				"nomor_surat": True,
				"perihal": True,
				"pengirim": False,
				"tanggal_surat": False,
				"banyak_penerima": False,
			},
		)

	def test_a_stranger_learns_number_date_and_post_and_no_content(self):
		naskah, disp = self.make()
		kunci = self.print(disp)
		for orang in ("Guest", factory.user_of("jf_b")):
			frappe.set_user(orang)
			jawaban = verifikasi.periksa(k=kunci)
			self.assertEqual(jawaban["nomor"], naskah.nomor_agenda)
			self.assertEqual(jawaban["jabatan"], "Kepala Dinas A")
			teks = frappe.as_json(jawaban)
			for isi in (
				"Zulkarnaen",
				"Kabupaten Asal",
				naskah.nomor_surat,
				"Segera ditelaah",
				"Uji kabid",
				naskah.name,
				disp.name,
			):
				self.assertNotIn(isi, teks)
		factory.as_user("kabid")
		self.assertEqual(verifikasi.periksa(k=kunci)["rujukan"], disp.name)

	def test_of_a_secret_letter_only_number_and_date(self):
		for keamanan in ("Rahasia", "Sangat Rahasia"):
			naskah, disp = self.make(keamanan)
			kunci = self.print(disp)
			frappe.set_user("Guest")
			jawaban = verifikasi.periksa(k=kunci)
			self.assertTrue(jawaban["sesuai"])
			self.assertEqual((jawaban["nomor"], jawaban["jabatan"]), (naskah.nomor_agenda, ""))
			self.assertEqual(jawaban["dapat_dibandingkan"], [])
			self.assertEqual(cap.compare_paper(kunci, {"perihal": PERIHAL, "banyak_penerima": "1"}), {})

	def test_unknown_keys_tell_nothing(self):
		_n, disp = self.make()
		self.print(disp)
		frappe.set_user("Guest")
		for kunci in ("", "AAAA", disp.name, "%", "' or 1=1 --", secrets.token_hex(40)):
			jawaban = verifikasi.periksa(k=kunci)
			self.assertEqual(jawaban["hasil"], "Tidak dikenal")
			self.assertFalse(any(v for n, v in jawaban.items() if n != "hasil"))
			self.assertEqual(cap.compare_paper(kunci, {"perihal": PERIHAL}), {})

	def test_a_key_is_read_as_people_type_it_but_counted_as_it_is_stored(self):
		naskah, disp = self.make()
		kunci = self.print(disp)
		ketikan = "-".join(re.findall(".{1,4}", kunci.lower())) + " "
		self.assertEqual(cap.verify(ketikan).hasil, Hasil.SESUAI)
		isi = {"perihal": naskah.perihal}
		frappe.set_user("Guest")
		frappe.local.form_dict = frappe._dict(k=kunci, **isi)
		self.assertEqual(verifikasi.cocokkan(k=kunci, **isi), {"perihal": True})
		frappe.local.form_dict = frappe._dict(k=ketikan, **isi)
		self.assertEqual(verifikasi.cocokkan(k=ketikan, **isi), {})

	def test_the_page_shows_the_answer(self):
		_n, disp = self.make()
		kunci = self.print(disp)
		frappe.set_user("Guest")
		frappe.local.form_dict = frappe._dict(k=kunci)
		isi = frappe._dict()
		halaman.get_context(isi)
		self.assertEqual(isi.jawaban["hasil"], "Sesuai")
		self.assertFalse(isi.banding)
		frappe.local.form_dict = frappe._dict()
		kosong = frappe._dict()
		halaman.get_context(kosong)
		self.assertIsNone(kosong.jawaban)

	def test_what_was_printed_is_a_record(self):
		_n, disp = self.make()
		self.print(disp)
		frappe.set_user("Administrator")
		doc = frappe.get_doc("Lembar Tercetak", {"rujukan": disp.name})
		doc.sidik = "x"
		self.assertRaises(CatatanTetapError, doc.save)
		self.assertRaises(CatatanTetapError, doc.delete)
		baru = frappe.copy_doc(doc)
		self.assertRaises(CatatanTetapError, baru.insert)

	def test_sheets_follow_what_they_were_printed_of(self):
		_n, disp = self.make("Rahasia")
		self.print(disp)
		nama = frappe.db.get_value("Lembar Tercetak", {"rujukan": disp.name})
		for orang, lihat in (("kabid", True), ("jf_b", False), ("tu_b", False), ("sekda", False)):
			factory.as_user(orang)
			daftar = frappe.get_list("Lembar Tercetak", {"name": nama}, pluck="name")
			self.assertEqual(daftar == [nama], lihat, orang)


class TestKop(CetakTestCase):
	def make_kop(self, unit: str = "AGN-PEMDA", **kw):
		return frappe.get_doc({"doctype": "Kop dan Format", "unit_kerja": unit, **kw}).insert()

	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")

	def test_the_nearest_unit_decides(self):
		self.assertEqual(get_format("AGN-DA-B1").baris_kop, ("PEMERINTAH UJI", "DINAS A"))
		self.make_kop(baris_kop="PEMDA\nKOP ATAS")
		self.assertEqual(get_format("AGN-DA-B1").baris_kop, ("PEMDA", "KOP ATAS"))
		self.make_kop("AGN-DA", alamat="Jalan Uji 1\nTelepon 1")
		f = get_format("AGN-DA-B1")
		self.assertEqual(f.baris_kop, ("PEMERINTAH UJI", "DINAS A"))
		self.assertEqual(f.alamat, ("Jalan Uji 1", "Telepon 1"))

	def test_wording_and_order_are_the_agencys(self):
		_n, disp = self.make()
		frappe.set_user("Administrator")
		self.make_kop(
			tempat="Kota Uji",
			judul_lembar="LEMBAR KHUSUS",
			semua_instruksi=0,
			catatan_kaki="Tidak untuk digandakan",
			bagian=[
				{"bagian": "Hal", "judul": "Pokok surat"},
				{"bagian": "Surat dari", "lebar": "Setengah"},
				{"bagian": "Dengan hormat harap"},
			],
		)
		html = render("Disposisi", disp.name, "Lembar Disposisi")
		for teks in ("LEMBAR KHUSUS", "Pokok surat", "Tidak untuk digandakan", "isi kunci"):
			self.assertIn(teks, html)
		self.assertNotIn("Nomor agenda", html)
		self.assertNotIn("Agendakan", html)
		self.assertLess(html.index("Pokok surat"), html.index("Surat dari"))

	def test_a_part_stands_once(self):
		with self.assertRaises(BagianGandaError):
			self.make_kop(bagian=[{"bagian": "Hal"}, {"bagian": "Hal"}])

	def test_the_emblem_is_a_picture_of_bearable_size(self):
		gambar = frappe.get_doc(
			{"doctype": "File", "file_name": "l.png", "content": b"\x89PNG\r\n\x1a\n" + b"0" * 100}
		).insert()
		teks = frappe.get_doc({"doctype": "File", "file_name": "l.txt", "content": b"bukan gambar"}).insert()
		self.addCleanup(gambar.delete)
		self.addCleanup(teks.delete)
		with self.assertRaises(LambangTidakSesuaiError):
			self.make_kop(lambang=teks.file_url)
		self.make_kop("AGN-DA", lambang=gambar.file_url)
		self.assertTrue(get_format("AGN-DA").lambang.startswith("data:image/png;base64,"))

	def test_the_head_of_the_unit_edits_and_others_do_not(self):
		doc = self.make_kop("AGN-DA")
		for orang, boleh in (("kadis_a", True), ("kabid", False), ("tu_a", False), ("kadis_b", False)):
			factory.as_user(orang)
			kop = frappe.get_doc("Kop dan Format", doc.name)
			kop.alamat = orang
			if boleh:
				kop.save()
			else:
				self.assertRaises(frappe.PermissionError, kop.save)
