"""Search: what is found, by whom, and what becomes of attachments that cannot be read."""

import io
import zipfile
from unittest.mock import patch

import frappe

from transformasi_asn.disposisi import api, desk, indeks, tasks
from transformasi_asn.disposisi.exceptions import PertanyaanKosongError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_post
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.tests.jalan import DITOLAK


def make_docx(*paragraf: str) -> bytes:
	ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	isi = "".join(f"<w:p><w:r><w:t>{p[:4]}</w:t></w:r><w:r><w:t>{p[4:]}</w:t></w:r></w:p>" for p in paragraf)
	keluar = io.BytesIO()
	with zipfile.ZipFile(keluar, "w") as berkas:
		berkas.writestr(
			"word/document.xml", f'<w:document xmlns:w="{ns}"><w:body>{isi}</w:body></w:document>'
		)
	return keluar.getvalue()


def make_pdf(teks: str, sandi: str | None = None) -> bytes:
	"""One page, written by hand: a font, and the text in it."""
	from pypdf import PdfReader, PdfWriter

	isi = f"BT /F1 12 Tf 40 700 Td ({teks}) Tj ET".encode()
	objek = [
		b"<</Type/Catalog/Pages 2 0 R>>",
		b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		b"<</Length %d>>stream\n%s\nendstream" % (len(isi), isi),
		b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	]
	pdf, letak = b"%PDF-1.4\n", []
	for n, o in enumerate(objek, 1):
		letak.append(len(pdf))
		pdf += b"%d 0 obj%s endobj\n" % (n, o)
	awal = len(pdf)
	pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objek) + 1)
	pdf += b"".join(b"%010d 00000 n \n" % x for x in letak)
	pdf += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objek) + 1, awal)
	if not sandi:
		return pdf
	tulis, keluar = PdfWriter(), io.BytesIO()
	tulis.append_pages_from_reader(PdfReader(io.BytesIO(pdf)))
	tulis.encrypt(sandi)
	tulis.write(keluar)
	return keluar.getvalue()


class PencarianTestCase(AlurTestCase):
	"""MariaDB's full-text index shows rows after commit only, so these letters are committed and taken away."""

	def setUp(self):
		konteks.clear()
		# letters only: the beginning of a number finds nothing
		self.kata = frappe.generate_hash(length=9).translate(str.maketrans("0123456789", "ghijklmnop"))
		self.naskah: list[str] = []

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		if self.naskah:
			self.take_away()
		frappe.db.commit()
		konteks.clear()

	def take_away(self) -> None:
		for f in frappe.get_all("File", {"attached_to_name": ("in", self.naskah)}, pluck="name"):
			frappe.delete_doc("File", f, force=True, ignore_permissions=True)
		for doctype, field, anak in (
			("Tugas", "tugas", "Jejak Tugas"),
			("Disposisi", "parent", "Penerima Disposisi"),
		):
			nama = frappe.get_all(doctype, {"naskah": ("in", self.naskah)}, pluck="name")
			if nama:
				frappe.db.delete(anak, {field: ("in", nama)})
		for doctype in ("Tugas", "Disposisi", "Agenda Naskah"):
			frappe.db.delete(doctype, {"naskah": ("in", self.naskah)})
		frappe.db.delete("Naskah Masuk", {"name": ("in", self.naskah)})
		t = frappe.qb.Table(indeks.TABEL)
		frappe.qb.from_(t).delete().where(t.naskah.isin(self.naskah)).run()

	def register(self, **kw):
		naskah = make_naskah(**{"perihal": f"Undangan {self.kata}", **kw})
		self.naskah.append(naskah.name)
		frappe.db.commit()
		return naskah

	def attach(self, naskah, nama: str, isi: bytes):
		frappe.set_user("Administrator")
		berkas = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": nama,
				"attached_to_doctype": "Naskah Masuk",
				"attached_to_name": naskah.name,
				"is_private": 1,
				"content": isi,
			}
		).insert()
		indeks.index_files(naskah.name)
		frappe.db.commit()
		return berkas

	def found(self, kata: str, orang: str = "kadis_a") -> list[str]:
		factory.as_user(orang)
		return [b.name for b in api.cari_naskah(kata)["baris"]]


class TestMencari(PencarianTestCase):
	def test_number_subject_and_sender(self):
		naskah = self.register(
			nomor_surat=f"005/{self.kata[:5]}/BKPSDM/2026", pengirim=f"Balai {self.kata} Uji"
		)
		for kata in (
			self.kata,
			self.kata.upper(),
			self.kata[:7],
			f"undangan {self.kata}",
			f"005/{self.kata[:5]}/BKPSDM/2026",
			f"{self.kata} 005 2026",
			f"{self.kata} balai",
		):
			self.assertEqual(self.found(kata), [naskah.name], kata)
		self.assertEqual(self.found(f"{self.kata} 006"), [])
		self.assertEqual(self.found(f"{self.kata} 00"), [])

	def test_short_words_are_found(self):
		naskah = self.register(perihal=f"SK 5 a {self.kata}")
		self.assertEqual(self.found(f"{self.kata} sk 5 a"), [naskah.name])

	def test_a_changed_letter_is_found_by_its_new_words_only(self):
		naskah = self.register()
		factory.as_user("tu_a")
		naskah.reload()
		naskah.perihal = f"Pemberitahuan {self.kata}baru"
		naskah.save()
		frappe.db.commit()
		self.assertEqual(self.found(f"pemberitahuan {self.kata}baru"), [naskah.name])
		self.assertEqual(self.found(f"undangan {self.kata}"), [])

	def test_nothing_but_signs_is_no_question(self):
		factory.as_user("kadis_a")
		for kata in ("", "  ", "%", "+-*", "'\""):
			self.assertRaises(PertanyaanKosongError, api.cari_naskah, kata)

	def test_operators_of_the_databases_are_only_signs(self):
		naskah = self.register()
		for kata in (
			f"+{self.kata} -undangan",
			f"({self.kata}) & !undangan",
			f'"{self.kata}" \\',
			f"{self.kata}') or ('1",
		):
			self.assertIn(self.found(kata), ([naskah.name], []), kata)

	def test_pages(self):
		for _n in range(3):
			self.register()
		factory.as_user("kadis_a")
		hasil = api.cari_naskah(self.kata, 2)
		self.assertEqual((len(hasil["baris"]), hasil["ada_lagi"]), (2, True))
		self.assertFalse(api.cari_naskah(self.kata, 3)["ada_lagi"])


class TestSiapa(PencarianTestCase):
	def test_strangers_find_nothing_and_recipients_do(self):
		naskah = self.register()
		for orang in ("kabid", "kadis_b", "tu_b", "tanpa_jabatan"):
			self.assertEqual(self.found(self.kata, orang), [], orang)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		frappe.db.commit()
		self.assertEqual(self.found(self.kata, "kabid"), [naskah.name])
		self.assertEqual(self.found(self.kata, "kadis_b"), [])
		frappe.set_user("Guest")
		self.assertRaises(frappe.PermissionError, api.cari_naskah, self.kata)

	def test_the_text_of_a_secret_attachment_is_found_by_its_addressee_only(self):
		naskah = self.register(keamanan="Rahasia", perihal="Perihal biasa")
		self.attach(naskah, "rahasia.txt", f"Isi {self.kata} rahasia".encode())
		self.assertEqual(self.found(self.kata), [naskah.name])
		for orang in ("sekda", "gubernur", "kabid", "kadis_b", "tu_b", "jf1"):
			self.assertEqual(self.found(self.kata, orang), [], orang)

	def test_no_other_door_leads_to_the_words(self):
		naskah = self.register(keamanan="Rahasia")
		self.attach(naskah, "rahasia.txt", b"kata rahasia")
		for orang in ("kadis_a", "sekda"):
			factory.as_user(orang)
			for doctype in (indeks.TABEL, "asn_kata_naskah", "_asn_kata_naskah"):
				with self.assertRaises(
					(*DITOLAK, frappe.ValidationError, frappe.db.TableMissingError, ImportError)
				):
					frappe.get_list(doctype, fields=["*"])
		self.assertFalse(frappe.db.exists("DocType", indeks.TABEL))


class TestLampiran(PencarianTestCase):
	def test_txt_docx_and_pdf_are_read(self):
		naskah = self.register(perihal="Bahan")
		for nama, isi in (
			("a.txt", f"teks {self.kata}txt".encode()),
			("b.docx", make_docx("Paragraf satu", f"dua {self.kata}docx")),
			("c.pdf", make_pdf(f"halaman {self.kata}pdf")),
		):
			self.attach(naskah, nama, isi)
		for jenis in ("txt", "docx", "pdf"):
			self.assertEqual(self.found(f"{self.kata}{jenis}"), [naskah.name], jenis)
		# together with the words of the letter, not with those of another file
		self.assertEqual(self.found(f"{self.kata}pdf bahan"), [naskah.name])
		self.assertEqual(self.found(f"{self.kata}pdf {self.kata}txt"), [])
		self.assertEqual(indeks.list_unread(naskah.name), {})

	def test_what_cannot_be_read_says_why_and_blocks_nothing(self):
		naskah = self.register()
		sebab = {
			"kosong.pdf": (make_pdf(""), "tidak memuat teks"),
			"sandi.pdf": (make_pdf("isi", "kunci"), "kata sandi"),
			"rusak.pdf": (b"%PDF-1.4 bukan", ""),
			"rusak.docx": (b"PK bukan zip", "BadZipFile"),
			"arsip.zip": (b"PK bukan zip", "jenis berkas"),
			"entitas.docx": (self.entity_docx(), "Word"),
		}
		for nama, (isi, _s) in sebab.items():
			self.attach(naskah, nama, isi)
		frappe.set_user("Administrator")
		tampak = {p["nama"]: p["tak_terbaca"] for p in desk.view_naskah(naskah)["pindaian"]}
		for nama, (_isi, kata) in sebab.items():
			self.assertTrue(tampak[nama], nama)
			self.assertIn(kata, tampak[nama], nama)
		self.assertEqual(self.found(self.kata), [naskah.name])

	def entity_docx(self) -> bytes:
		keluar = io.BytesIO()
		with zipfile.ZipFile(keluar, "w") as z:
			z.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
		return keluar.getvalue()

	def test_a_removed_file_is_forgotten(self):
		naskah = self.register(perihal="Bahan")
		berkas = self.attach(naskah, "a.txt", self.kata.encode())
		self.assertEqual(self.found(self.kata), [naskah.name])
		frappe.set_user("Administrator")
		berkas.delete()
		frappe.db.commit()
		self.assertEqual(self.found(self.kata), [])

	def test_a_file_is_read_again_only_when_it_or_its_letter_changed(self):
		naskah = self.register()
		self.attach(naskah, "a.txt", b"isi")
		with patch.object(indeks, "_read", wraps=indeks._read) as baca:
			indeks.index_files(naskah.name)
			self.assertEqual(baca.call_count, 0)
			frappe.db.set_value("Naskah Masuk", naskah.name, "perihal", "Lain sama sekali")
			indeks.index_files(naskah.name)
			self.assertEqual(baca.call_count, 1)

	def test_uploads_and_attachments_ask_for_one_job_per_letter(self):
		naskah = self.register()
		frappe.flags.asn_diindeks = None
		with patch.object(frappe, "enqueue") as antre:
			for n in range(3):
				frappe.get_doc(
					{
						"doctype": "File",
						"file_name": f"{n}.txt",
						"attached_to_doctype": "Naskah Masuk",
						"attached_to_name": naskah.name,
						"content": f"isi {n}",
						"is_private": 1,
					}
				).insert()
		self.assertEqual([p.kwargs["naskah"] for p in antre.call_args_list], [naskah.name])
		self.assertTrue(antre.call_args.kwargs["enqueue_after_commit"])

	def test_a_letter_is_registered_while_the_queue_is_away(self):
		from redis.exceptions import ConnectionError as Putus

		frappe.flags.asn_diindeks = None
		with patch.object(frappe, "enqueue", side_effect=Putus("down")):
			naskah = self.register()
			frappe.set_user("Administrator")
			self.attach_only(naskah)
		frappe.db.commit()
		self.assertEqual(self.found(f"{self.kata}lampiran"), [])
		frappe.set_user("Administrator")
		tasks.susul_indeks()
		self.assertEqual(self.found(f"{self.kata}lampiran"), [naskah.name])

	def attach_only(self, naskah) -> None:
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "susulan.txt",
				"attached_to_doctype": "Naskah Masuk",
				"attached_to_name": naskah.name,
				"content": f"{self.kata}lampiran",
				"is_private": 1,
			}
		).insert()

	def test_letters_from_before_the_index_are_caught_up(self):
		naskah = self.register()
		t = frappe.qb.Table(indeks.TABEL)
		frappe.qb.from_(t).delete().where(t.naskah == naskah.name).run()
		frappe.db.commit()
		self.assertEqual(self.found(self.kata), [])
		frappe.set_user("Administrator")
		tasks.susul_indeks()
		frappe.db.commit()
		self.assertEqual(self.found(self.kata), [naskah.name])
