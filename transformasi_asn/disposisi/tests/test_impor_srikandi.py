"""The list from SRIKANDI: imported twice it makes nothing twice, and each bad row is named."""

import frappe
from frappe.utils import add_days, today

from transformasi_asn.disposisi.impor import srikandi
from transformasi_asn.disposisi.tests.factory import as_user, make_disposisi, make_naskah, to_post
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi.api import download_templat, import_berkas

JUDUL = "Nomor SRIKANDI;Nomor Naskah;Tanggal Naskah;Asal Naskah;Hal;Sifat Naskah;Warna Map;Tingkat Urgensi"
KEMARIN = add_days(today(), -1)
SATU = f"SRK-1;800/1;{KEMARIN};Kabupaten Satu;Perihal satu;Biasa;hijau;Segera"
DUA = f"SRK-2;800/2;{KEMARIN};Kabupaten Dua;Perihal dua;Rahasia;merah;"


class TestImporSrikandi(AlurTestCase):
	def run_import(self, *baris: str, kunci: str = "tu_a", judul: str = JUDUL) -> dict:
		as_user(kunci)
		return import_berkas("srikandi", isi="\n".join([judul, *baris]))

	def list_letters(self) -> list[dict]:
		return frappe.get_all(
			"Naskah Masuk",
			{"nomor_srikandi": ("like", "SRK-%")},
			[
				"nomor_srikandi",
				"perihal",
				"keamanan",
				"urgensi",
				"tujuan_jabatan",
				"nomor_agenda",
				"pencatat",
				"tahap",
			],
			order_by="nomor_srikandi",
		)

	def test_rows_become_letters_in_the_register(self):
		hasil = self.run_import(SATU, DUA)
		self.assertEqual((hasil["berhasil"], hasil["gagal"], hasil["tetap"]), (2, [], 0))
		satu, dua = self.list_letters()
		self.assertEqual(
			(satu.perihal, satu.keamanan, satu.urgensi, satu.tujuan_jabatan, satu.tahap),
			("Perihal satu", "Biasa", "Segera", "AGN-KADA", "Baru"),
		)
		self.assertEqual((dua.keamanan, dua.urgensi), ("Rahasia", "Biasa"))
		self.assertEqual(satu.pencatat, self.pegawai["tu_a"])
		nomor = [int(n.nomor_agenda.split("/")[0]) for n in (satu, dua)]
		self.assertEqual(nomor[1], nomor[0] + 1)

	def test_imported_twice_nothing_is_made_twice(self):
		self.run_import(SATU)
		hasil = self.run_import(SATU, DUA)
		self.assertEqual((hasil["berhasil"], hasil["gagal"], hasil["tetap"]), (1, [], 1))
		hasil = self.run_import(SATU, DUA)
		self.assertEqual((hasil["berhasil"], hasil["tetap"]), (0, 2))
		self.assertEqual(len(self.list_letters()), 2)

	def test_a_letter_entered_by_hand_gets_its_number(self):
		naskah = make_naskah(pengirim="Kab. Satu", nomor_surat="800/1", tanggal_surat=KEMARIN)
		hasil = self.run_import(SATU)
		self.assertEqual((hasil["berhasil"], hasil["gagal"], hasil["tetap"]), (0, [], 1))
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "nomor_srikandi"), "SRK-1")

	def test_not_into_a_letter_that_is_a_record_or_of_another_registry(self):
		naskah = make_naskah(pengirim="Kab. Satu", nomor_surat="800/1", tanggal_surat=KEMARIN)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		hasil = self.run_import(SATU)
		self.assertIn("catatan", hasil["gagal"][0]["pesan"])
		self.assertEqual((hasil["berhasil"], hasil["tetap"], hasil["gagal"][0]["baris"]), (0, 0, 2))
		hasil = self.run_import(SATU, kunci="tu_b")
		self.assertEqual((hasil["berhasil"], hasil["tetap"], len(hasil["gagal"])), (0, 0, 1))

	def test_without_srikandi_numbers_the_letter_itself_is_known_again(self):
		judul = "Nomor Naskah;Tanggal Naskah;Asal Naskah;Hal"
		baris = f"800/9;{KEMARIN};Kabupaten Satu;Perihal sembilan"
		self.assertEqual(self.run_import(baris, judul=judul)["berhasil"], 1)
		hasil = self.run_import(f"0800 / 09;{KEMARIN};Kab. Satu;Perihal sembilan", judul=judul)
		self.assertEqual((hasil["berhasil"], hasil["tetap"]), (0, 1))

	def test_the_same_letter_under_two_numbers_is_refused(self):
		self.run_import(SATU)
		hasil = self.run_import(SATU.replace("SRK-1", "SRK-9"))
		self.assertIn("nomor SRIKANDI lain", hasil["gagal"][0]["pesan"])
		self.assertEqual((hasil["gagal"][0]["baris"], hasil["gagal"][0]["kolom"]), (2, "Nomor SRIKANDI"))

	def test_bad_rows_are_named_and_good_ones_kept(self):
		besok = add_days(today(), 1)
		hasil = self.run_import(
			SATU,
			SATU.replace("800/1", "800/11"),  # same number in SRIKANDI
			SATU.replace("SRK-1", "SRK-3"),  # same letter
			f"SRK-4;800/4;{besok};Kabupaten Empat;Perihal;Biasa;;",
			f"SRK-5;800/5;{KEMARIN};;Perihal;Biasa;;",
			f"SRK-6;800/6;{KEMARIN};Kabupaten Enam;Perihal;Penting;;",
			"SRK-7;800/7;31 Februari;Kabupaten Tujuh;Perihal;Biasa;;",
			f"SRK-8;800/8;{KEMARIN};Kabupaten Delapan;Perihal;Biasa;;;lebih",
			DUA,
		)
		self.assertEqual(hasil["berhasil"], 2)
		self.assertEqual([g["baris"] for g in hasil["gagal"]], [3, 4, 5, 6, 7, 8, 9])
		kolom = {g["baris"]: g["kolom"] for g in hasil["gagal"]}
		self.assertEqual(
			[kolom[n] for n in (3, 4, 6, 7, 8)],
			["Nomor SRIKANDI", "Nomor Naskah", "Asal Naskah", "Sifat Naskah", "Tanggal Naskah"],
		)
		self.assertEqual(len(self.list_letters()), 2)

	def test_references_of_a_row(self):
		judul = f"{JUDUL};Jenis Naskah;Perangkat Daerah Penerima;Ditujukan Kepada"
		hasil = self.run_import(
			f"{SATU};Surat Edaran;AGN-DA;AGN-KABID",
			f"{DUA};Entah;AGN-DA;AGN-KABID",
			f"{DUA.replace('SRK-2', 'SRK-3').replace('800/2', '800/3')};;AGN-DB;AGN-KADB",
			judul=judul,
		)
		self.assertEqual(hasil["berhasil"], 1)
		self.assertEqual(self.list_letters()[0].tujuan_jabatan, "AGN-KABID")
		self.assertIn("Entah", hasil["gagal"][0]["pesan"])
		self.assertIn("Tata Usaha", hasil["gagal"][1]["pesan"])

	def test_an_invitation_comes_without_its_event_and_gets_it_later(self):
		judul = f"{JUDUL};Jenis Naskah"
		self.assertEqual(self.run_import(f"{SATU};Surat Undangan", judul=judul)["berhasil"], 1)
		naskah = frappe.get_doc("Naskah Masuk", {"nomor_srikandi": "SRK-1"})
		self.assertEqual((naskah.memuat_acara, naskah.acara_mulai), (1, None))
		naskah.acara_mulai, naskah.acara_tempat = f"{add_days(today(), 3)} 09:00:00", "Balai"
		naskah.save()
		self.assertLess(str(naskah.tenggat), add_days(today(), 3))

	def test_only_registries_import(self):
		for kunci in ("jf1", "kadis_a"):
			with self.subTest(kunci), self.assertRaises(frappe.PermissionError):
				self.run_import(SATU, kunci=kunci)

	def test_no_more_than_one_request_can_take(self):
		semula, srikandi.BATAS = srikandi.BATAS, 1
		try:
			hasil = self.run_import(SATU, DUA)
		finally:
			srikandi.BATAS = semula
		self.assertEqual((hasil["berhasil"], len(hasil["gagal"])), (0, 1))

	def test_the_template_is_offered(self):
		as_user("tu_a")
		download_templat("srikandi", "csv")
		self.assertIn("Nomor SRIKANDI", frappe.response.filecontent.decode("utf-8-sig"))
