"""Workbooks: the same rows as in a CSV, real row numbers, and no cell that is guessed."""

import io
import zipfile
from datetime import date, datetime
from unittest.mock import patch

import frappe
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from transformasi_asn.organisasi import api
from transformasi_asn.organisasi.exceptions import ImporError
from transformasi_asn.organisasi.impor import xlsx
from transformasi_asn.organisasi.impor.templat import build_xlsx
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_jabatan_fungsional,
	make_nip,
	make_user,
)

JUDUL_UNIT = ["Kode", "Nama", "Jenis", "Unit Induk", "Perangkat Daerah"]


def make_buku(*baris, judul="Lembar", siapkan=None):
	buku = Workbook()
	lembar = buku.active
	lembar.title = judul
	for b in baris:
		lembar.append(b)
	if siapkan:
		siapkan(buku, lembar)
	return to_bytes(buku)


def to_bytes(buku):
	keluar = io.BytesIO()
	buku.save(keluar)
	return keluar.getvalue()


def replace_part(data, nama, lama, baru):
	"""The archive with a text replaced in one of its parts."""
	asal, keluar = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
	with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
		for n in asal.namelist():
			isi = asal.read(n)
			if n == nama:
				assert lama in isi
				isi = isi.replace(lama, baru)
			z.writestr(n, isi)
	return keluar.getvalue()


LEMBAR_1 = "xl/worksheets/sheet1.xml"


class TestImporXlsx(OrganisasiTestCase):
	def run_import(self, jenis, data, berhasil, *gagal):
		hasil = api.IMPOR[jenis](data).run()
		self.assertEqual([(g["baris"], g["kolom"]) for g in hasil["gagal"]], list(gagal), hasil["gagal"])
		self.assertEqual(hasil["berhasil"], berhasil)
		return hasil

	def check_refused(self, data, pesan):
		hasil = self.run_import("unit_kerja", data, 0, (1, ""))
		self.assertIn(pesan, hasil["gagal"][0]["pesan"])

	def test_same_as_csv(self):
		"""Every kind, once as texts and once as typed cells, gives the same records."""
		nip = make_nip()
		tabel = {
			"unit_kerja": [
				["kode", "nama", "jenis", "parent_unit_kerja", "perangkat_daerah"],
				["IM-B", "Bidang", "Bidang", "IM-D", "tidak"],
				["IM-D", "Dinas", "Dinas", None, "ya"],
			],
			"jabatan": [
				[
					"kode",
					"nama",
					"unit_kerja",
					"jenis",
					"eselon",
					"atasan",
					"kepala_unit",
					"jumlah_kursi",
					"mengoordinasikan",
				],
				["IM-2", "Kabid", "IM-B", "Administrator", "III.a", "IM-1", "tidak", "1", "IM-B"],
				["IM-1", "Kadis", "IM-D", "JPT Pratama", "II.a", None, "ya", "1", None],
				["IM-3", "Pel", "IM-B", "Pelaksana", None, "IM-2", None, "4", None],
			],
			"pegawai": [
				["nip", "nama", "jenis_kepegawaian", "tanggal_lahir", "kompetensi"],
				[nip, "Ani", "PNS", "26-09-1986", "Uji Arsip:5"],
			],
			"penempatan": [
				["pegawai", "jabatan", "mulai", "selesai", "riwayat"],
				[nip, "IM-2", "2026-01-01", None, "tidak"],
			],
		}
		typed = {
			"ya": True,
			"tidak": False,
			"1": 1,
			"4": 4.0,
			"26-09-1986": datetime(1986, 9, 26),
			"2026-01-01": date(2026, 1, 1),
		}
		frappe.get_doc({"doctype": "Kompetensi", "nama": "Uji Arsip"}).insert()
		hasil = {}
		for bentuk in ("csv", "xlsx"):
			frappe.db.savepoint("bentuk")
			for jenis, baris in tabel.items():
				if bentuk == "csv":
					data = "\n".join(";".join(f'"{s or ""}"' for s in b) for b in baris).encode()
				else:
					data = make_buku(*([typed.get(s, s) for s in b] for b in baris))
				self.run_import(jenis, data, len(baris) - 1)
			hasil[bentuk] = self.read_all(nip)
			frappe.db.rollback(save_point="bentuk")
		self.assertEqual(hasil["csv"], hasil["xlsx"])
		self.assertEqual(hasil["xlsx"]["IM-B"]["koordinator"], "IM-2")
		self.assertEqual(hasil["xlsx"]["ani"]["kompetensi"], [("Uji Arsip", 5)])

	def read_all(self, nip):
		acak = {"name", "creation", "modified", "pegawai"}
		ani = frappe.get_doc("Pegawai ASN", {"nip": nip})
		dokumen = {
			**{k: frappe.get_doc("Unit Kerja", k) for k in ("IM-B", "IM-D")},
			**{k: frappe.get_doc("Jabatan", k) for k in ("IM-1", "IM-2", "IM-3")},
			"ani": ani,
			"menjabat": frappe.get_doc("Penempatan", {"pegawai": ani.name}),
		}
		isi = {k: {f: v for f, v in d.get_valid_dict().items() if f not in acak} for k, d in dokumen.items()}
		isi["ani"]["kompetensi"] = [(k.kompetensi, k.tingkat) for k in ani.kompetensi]
		return isi

	def test_row_numbers_and_lost_values(self):
		make_dinas()

		def siapkan(buku, lembar):
			lembar["A1"] = None
			lembar["A4"], lembar["B4"], lembar["C4"] = 7, "Angka", "Bidang"
			lembar["A9"], lembar["B9"], lembar["C9"] = 8, "Nol", "Bidang"
			lembar["A9"].number_format = "000"
			lembar["A12"], lembar["B12"], lembar["C12"] = "IM-T", date(2026, 2, 1), "Bidang"
			lembar["A1048576"].number_format = "@"

		data = make_buku([None], [None], JUDUL_UNIT, siapkan=siapkan)
		hasil = self.run_import("unit_kerja", data, 1, (4, "Kode"), (12, "Nama"))
		self.assertIn("Teks", hasil["gagal"][0]["pesan"])
		self.assertTrue(frappe.db.exists("Unit Kerja", "008"))
		nip = int(make_nip())
		hasil = self.run_import(
			"pegawai",
			make_buku(
				["NIP / NI PPPK", "Nama", "Jenis Kepegawaian"], [nip, "A", "PNS"], [float(nip), "B", "PNS"]
			),
			0,
			(2, "NIP / NI PPPK"),
			(3, "NIP / NI PPPK"),
		)
		self.assertIn("angka terakhirnya hilang", hasil["gagal"][0]["pesan"])
		self.run_import(
			"penempatan",
			make_buku(
				["Pegawai", "Jabatan", "Mulai"], [nip, "UJI-PEL", date(2026, 1, 1)], ["X", "UJI-PEL", 46053]
			),
			0,
			(2, "Pegawai"),
			(3, "Mulai"),
		)

	def test_formulas(self):
		data = make_buku(JUDUL_UNIT, ["IM-A", "=1+1", "Bidang"], ["IM-C", "C", "Bidang", '=""'])
		hasil = self.run_import("unit_kerja", data, 0, (2, "Nama"), (3, "Unit Induk"))
		self.assertIn("belum dihitung", hasil["gagal"][0]["pesan"])
		data = replace_part(
			data, LEMBAR_1, b'r="B2"><f>1+1</f><v></v>', b'r="B2" t="str"><f>1+1</f><v>dua</v>'
		)
		data = replace_part(data, LEMBAR_1, b'r="D3"><f>""</f><v></v>', b'r="D3" t="str"><f>""</f><v></v>')
		self.run_import("unit_kerja", data, 2)
		self.assertEqual(frappe.db.get_value("Unit Kerja", "IM-A", "nama"), "dua")
		galat = replace_part(data, LEMBAR_1, b't="str"><f>1+1</f><v>dua</v>', b't="e"><f>1+1</f><v>#REF!</v>')
		hasil = self.run_import("unit_kerja", galat, 1, (2, "Nama"))
		self.assertIn("#REF!", hasil["gagal"][0]["pesan"])

	def test_merged_cells(self):
		data = make_buku(
			JUDUL_UNIT,
			["IM-D", "Dinas", "Dinas"],
			["IM-1", "Satu", "Bidang", "IM-D"],
			["IM-2", "Dua", "Bidang"],
			siapkan=lambda buku, lembar: lembar.merge_cells("D3:D4"),
		)
		hasil = self.run_import("unit_kerja", data, 2, (4, "Unit Induk"))
		self.assertIn("D3:D4", hasil["gagal"][0]["pesan"])

	def test_which_sheet(self):
		def siapkan(buku, lembar):
			lembar.sheet_state = "hidden"
			buku.create_sheet("Petunjuk", 0).append(["bukan data"])
			tampak = buku.create_sheet("Catatan")
			tampak.append(["kode", "nama", "jenis"])
			tampak.append(["IM-C", "C", "Bidang"])
			tampak.column_dimensions["B"].hidden = True
			buku.create_chartsheet("Grafik", 0).add_chart(BarChart())

		isi = (["kode", "nama", "jenis"], ["IM-A", "A", "Bidang"])
		self.run_import("unit_kerja", make_buku(*isi, siapkan=siapkan), 1)
		self.assertEqual(frappe.db.get_value("Unit Kerja", "IM-C", "nama"), "C")
		self.run_import("unit_kerja", make_buku(*isi, judul="unit kerja", siapkan=siapkan), 1)
		self.assertTrue(frappe.db.exists("Unit Kerja", "IM-A"))
		self.check_refused(make_buku(*isi, judul="Petunjuk"), "tidak mempunyai lembar data")

	def test_no_workbook(self):
		buku = make_buku(JUDUL_UNIT, ["IM-A", "A", "Bidang"])
		lain = io.BytesIO()
		with zipfile.ZipFile(lain, "w") as z:
			z.writestr("word/document.xml", "<x/>")
		for data in (
			b"PK\x03\x04\x00\x00",
			buku[: len(buku) // 2],
			lain.getvalue(),
			replace_part(buku, LEMBAR_1, b"<sheetData>", b"<sheetData><row"),
			replace_part(buku, LEMBAR_1, b'<row r="2"', b'<row r="9999999999"'),
		):
			self.check_refused(data, "rusak atau bukan XLSX")
		self.check_refused(xlsx.OLE + b"\x00" * 600, ".xls")
		self.check_refused(xlsx.OLE + b"\x00" * 600 + xlsx.TERENKRIPSI, "sandi")
		with patch.object(xlsx, "BATAS_BONGKAR", 1000):
			self.check_refused(buku, "bila dibuka")
		with patch("transformasi_asn.organisasi.domain.impor.BATAS_BYTE", 1000):
			self.check_refused(buku, "lebih besar dari")
		with patch("transformasi_asn.organisasi.domain.impor.BATAS_BARIS", 1):
			self.check_refused(make_buku(JUDUL_UNIT, ["A"], ["B"]), "lebih dari 1 baris")
		self.check_refused(make_buku(["kode"], ["x"] * (xlsx.BATAS_KOLOM + 1)), "kolom")
		self.assertFalse(frappe.db.exists("Unit Kerja", "IM-A"))

	def test_template(self):
		for jenis, kelas in api.IMPOR.items():
			buku = load_workbook(io.BytesIO(build_xlsx(kelas)))
			self.assertEqual(buku.sheetnames, [kelas.doctype, "Petunjuk"])
			isian = buku.worksheets[0]
			self.assertEqual([s.value for s in isian[1]], [k.judul for k in kelas.kolom])
			self.assertEqual(
				[s.number_format for s in isian[5]],
				["yyyy-mm-dd" if k.tipe == "tanggal" else "@" for k in kelas.kolom],
			)
			petunjuk = [b[0] for b in buku["Petunjuk"].iter_rows(values_only=True)]
			self.assertEqual(petunjuk[-len(kelas.kolom) :], [k.judul for k in kelas.kolom])
			for bentuk in ("xlsx", "csv"):
				api.download_templat(jenis, bentuk)
				self.assertEqual(frappe.response.type, "download")
				self.assertTrue(frappe.response.filename.endswith(bentuk))
				hasil = self.run_import(jenis, frappe.response.filecontent, 0, (1, ""))
				self.assertIn("Tidak ada data", hasil["gagal"][0]["pesan"])
				self.assertEqual(hasil["catatan"], 2)
		with self.assertRaises(ImporError):
			api.download_templat("jabatan", "ods")

	def test_filled_template(self):
		make_dinas()
		make_jabatan_fungsional("Analis Contoh")
		buku = load_workbook(io.BytesIO(build_xlsx(api.IMPOR["jabatan"])))
		letak = {s.value: s.column for s in buku.worksheets[0][1]}
		isi = {"Kode": "0012", "Nama": "Analis", "Unit Kerja": "UJI-B", "Jenis": "Fungsional"}
		isi |= {"Jabatan Fungsional": "Analis Contoh", "Jenjang": "Ahli Muda", "Jumlah Kursi": 3}
		for judul, nilai in isi.items():
			buku.worksheets[0].cell(4, letak[judul]).value = nilai
		self.assertEqual(self.run_import("jabatan", to_bytes(buku), 1)["catatan"], 2)
		self.assertEqual(frappe.db.get_value("Jabatan", "0012", "jumlah_kursi"), 3)

	def test_upload_goes_and_strangers_stay_out(self):
		berkas = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "unit.xlsx",
				"is_private": 1,
				"content": make_buku(JUDUL_UNIT, ["IM-A", "A", "Bidang"]),
			}
		).insert()
		asing, pengelola = make_user("im-asing"), make_user("im-hr", "Pengelola Kepegawaian")
		frappe.set_user(asing)
		for panggil in (
			lambda: api.import_berkas("unit_kerja", file_url=berkas.file_url),
			lambda: api.download_templat("unit_kerja"),
		):
			self.assertRaises(frappe.PermissionError, panggil)
		frappe.set_user(pengelola)
		api.download_templat("unit_kerja")
		# Another one's private file is not his to import.
		self.assertRaises(ImporError, api.import_berkas, "unit_kerja", file_url=berkas.file_url)
		frappe.db.set_value("File", berkas.name, "owner", pengelola)
		self.assertEqual(api.import_berkas("unit_kerja", file_url=berkas.file_url)["berhasil"], 1)
		self.assertFalse(frappe.db.exists("File", berkas.name))
