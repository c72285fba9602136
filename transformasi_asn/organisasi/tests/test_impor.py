import frappe
from frappe.utils import add_days, today

from transformasi_asn.organisasi import api, services
from transformasi_asn.organisasi.exceptions import ImporError
from transformasi_asn.organisasi.impor.unit_kerja import ImporUnitKerja
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	find_tree_faults,
	make_dinas,
	make_jabatan_fungsional,
	make_nip,
	make_pegawai,
	make_penempatan,
	make_user,
)

UNIT = "kode,nama,jenis,parent_unit_kerja,perangkat_daerah\n"
JABATAN = "kode;nama;unit_kerja;jenis;eselon;atasan;kepala_unit\n"


class TestImpor(OrganisasiTestCase):
	def run_import(self, jenis, isi, berhasil, *gagal):
		hasil = api.import_berkas(jenis, isi)
		self.assertEqual([(g["baris"], g["kolom"]) for g in hasil["gagal"]], list(gagal), hasil["gagal"])
		self.assertEqual(hasil["berhasil"], berhasil)
		return hasil

	def check_tree(self, doctype, induk):
		self.assertEqual(find_tree_faults(doctype, induk), [])

	def test_tree_in_any_order_then_form(self):
		self.run_import(
			"unit_kerja",
			UNIT + "IM-B,Bidang,Bidang,IM-D,\nIM-D,Dinas,Dinas,IM,ya\nIM,Prov,Pemerintah Daerah,,\n",
			3,
		)
		self.check_tree("Unit Kerja", "parent_unit_kerja")
		self.assertEqual(services.find_perangkat_daerah("IM-B"), "IM-D")
		frappe.get_doc(
			{
				"doctype": "Unit Kerja",
				"kode": "IM-C",
				"nama": "C",
				"jenis": "Bidang",
				"parent_unit_kerja": "IM-D",
			}
		).insert()
		unit = frappe.get_doc("Unit Kerja", "IM-B")
		unit.parent_unit_kerja = "IM-C"
		unit.save()
		self.check_tree("Unit Kerja", "parent_unit_kerja")

	def test_update_touches_only_given_columns(self):
		make_dinas()
		self.run_import("unit_kerja", "kode,nama_singkat,parent_unit_kerja\nuji-b,Bid,UJI\n", 1)
		unit = frappe.get_doc("Unit Kerja", "UJI-B")
		self.assertEqual((unit.nama, unit.nama_singkat, unit.parent_unit_kerja), ("Unit UJI-B", "Bid", "UJI"))
		self.check_tree("Unit Kerja", "parent_unit_kerja")

	def test_loop_and_its_followers(self):
		isi = (
			UNIT
			+ "IM-A,A,Bidang,IM-B,\nIM-B,B,Bidang,IM-A,\nIM-C,C,Bidang,IM-B,\nIM-D,D,Bidang,,\nIM-E,E,Bidang,XX,\n"
		)
		hasil = self.run_import(
			"unit_kerja",
			isi,
			1,
			*[(n, "parent_unit_kerja") for n in (2, 3, 4, 6)],
		)
		self.assertIn("IM-A → IM-B → IM-A", hasil["gagal"][0]["pesan"])
		self.assertIn("IM-B", hasil["gagal"][2]["pesan"])
		self.assertTrue(frappe.db.exists("Unit Kerja", "IM-D"))
		self.check_tree("Unit Kerja", "parent_unit_kerja")

	def test_loop_with_stored_units(self):
		make_dinas()
		self.run_import(
			"unit_kerja",
			"kode,parent_unit_kerja\nUJI,UJI-B\nUJI-B,UJI\n",
			0,
			(2, "parent_unit_kerja"),
			(3, "parent_unit_kerja"),
		)

	def test_script_is_taken_out(self):
		self.run_import("unit_kerja", UNIT + "IM-A,A<script>alert(1)</script> & B < C,Bidang,,\n", 1)
		self.assertNotIn("<script", frappe.db.get_value("Unit Kerja", "IM-A", "nama"))

	def test_duplicates_and_missing_columns(self):
		self.run_import("unit_kerja", UNIT + "IM-A,A,Bidang,,\nim-a,A2,Bidang,,\n", 1, (3, "kode"))
		hasil = self.run_import("unit_kerja", "kode,nama\nIM-A,Baru\nIM-X,X\n", 1, (1, "Jenis"))
		self.assertIn("baris 3", hasil["gagal"][0]["pesan"])
		self.assertEqual(frappe.db.get_value("Unit Kerja", "IM-A", "nama"), "Baru")

	def test_posts(self):
		make_dinas()
		make_jabatan_fungsional()
		self.run_import(
			"jabatan",
			JABATAN
			+ "IM-1;Kasi;UJI-B;Pengawas;IV.a;UJI-KABID;\n"
			+ "IM-2;Kasi;UJI-B;Pengawas;;UJI-KABID;\n"
			+ "IM-3;Kasi;UJI-X;Pengawas;IV.a;UJI-KABID;\n"
			+ "IM-4;Kabid;UJI-B;Administrator;III.a;UJI-KADIS;ya\n"
			+ "IM-5;Pel;UJI-B;Pelaksana;;IM-1;\n"
			+ "IM-6;Pel;UJI-B;Pelaksana;;IM-2;\n",
			2,
			(3, "eselon"),
			(4, "unit_kerja"),
			(5, "kepala_unit"),
			(7, "atasan"),
		)
		self.check_tree("Jabatan", "atasan")
		# The old head stays because its row is refused, so there is no place for a new one.
		self.run_import(
			"jabatan",
			"kode,nama,unit_kerja,jenis,eselon,kepala_unit,atasan\n"
			"UJI-KABID,Kabid,UJI-B,Administrator,III.a,tidak,IM-2\n"
			"IM-4,Kabid,UJI-B,Administrator,III.a,ya,UJI-KADIS\n",
			0,
			(2, "atasan"),
			(3, "kepala_unit"),
		)
		self.run_import(
			"jabatan",
			"kode,nama,unit_kerja,jenis,jabatan_fungsional,jenjang,atasan,jumlah_kursi,pengganti\n"
			"IM-7,JF,UJI-B,Fungsional,penguji aplikasi,Ahli Muda,UJI-KABID,9,\n"
			"IM-8,JF,UJI-B,Fungsional,Penguji Aplikasi,Pemula,UJI-KABID,9,\n"
			"IM-9,Pel,UJI-B,Pelaksana,,,UJI-KABID,2,IM-7\n",
			1,
			(3, "jenjang"),
			(4, "pengganti"),
		)
		jabatan = frappe.get_doc("Jabatan", "IM-7")
		self.assertEqual(
			(jabatan.jabatan_fungsional, jabatan.aktif, jabatan.jumlah_kursi), ("Penguji Aplikasi", 1, 9)
		)
		jabatan.save()

	def test_seats_and_desk_role_of_stored_posts(self):
		make_dinas()
		user = make_user("im")
		pegawai = [make_pegawai("A", user=user), make_pegawai("B")]
		for p in pegawai:
			make_penempatan(p.name, "UJI-PEL", mulai=today())
		self.run_import("jabatan", "kode,jumlah_kursi\nUJI-PEL,1\n", 0, (2, "jumlah_kursi"))
		self.run_import("jabatan", "kode,peran_meja\nUJI-PEL,Tata Usaha ASN\n", 1)
		self.assertIn("Tata Usaha ASN", frappe.get_roles(user))
		self.run_import("jabatan", "kode,aktif\nUJI-PEL,tidak\n", 0, (2, "aktif"))

	def test_people(self):
		nip, user = make_nip(), make_user("im")
		self.run_import(
			"pegawai",
			"nip,kunci,nama,jenis_kepegawaian,tanggal_lahir,email,user\n"
			f"{nip},,Ani,PNS,26-09-1986,ani@im.example,{user}\n"
			",GUB,Gubernur,Pejabat Negara,,,\n"
			f"{make_nip()},,Salah,PNS,27-09-1986,,\n"
			",,Kosong,Non-ASN,,,\n"
			f"{nip},,Kembar,PNS,,,\n"
			f"{make_nip()},,Surel,PNS,,bukan surel,\n"
			f"{make_nip()},,Akun,PNS,,,tidak@ada.example\n",
			2,
			(4, "nip"),
			(5, "nip"),
			(6, "nip"),
			(7, "email"),
			(8, "user"),
		)
		ani = frappe.get_doc("Pegawai ASN", {"nip": nip})
		self.assertEqual((ani.jenis_kelamin, ani.user, ani.aktif), ("Laki-laki", user, 1))
		self.assertIn("ASN", frappe.get_roles(user))
		self.run_import("pegawai", f"nip,nama\n{nip[:8]} {nip[8:]},Ani Baru\n", 1)
		self.run_import("pegawai", "kunci,nama\nGUB,Gubernur Baru\n", 1)
		frappe.db.set_value("Pegawai ASN", ani.name, "kunci_impor", "ANI")
		self.run_import("pegawai", f"nip,kunci,nama\n{nip},,Ani Baru\n,ANI,Ani Lain\n", 1, (3, "kunci"))
		self.assertEqual(frappe.db.get_value("Pegawai ASN", ani.name, "nama"), "Ani Baru")
		self.assertEqual(frappe.db.count("Pegawai ASN", {"kunci_impor": "GUB", "nama": "Gubernur Baru"}), 1)

	def test_placements(self):
		make_dinas()
		a, b, c = (make_pegawai(n, kunci_impor=f"IM-{n}") for n in "ABC")
		kepala = "pegawai,jabatan,kapasitas,mulai,selesai\n"
		hasil = self.run_import(
			"penempatan",
			kepala
			+ f"{a.nip},UJI-KADIS,Plt,2026-02-01,\n"
			+ f"{a.nip},UJI-KABID,,2026-01-01,\n"
			+ f"{b.nip},UJI-KABID,,2026-01-01,\n"
			+ "IM-C,uji-pel,,2026-01-01,\n"
			+ f"{b.nip},UJI-XX,,2026-01-01,\n"
			+ "IM-Z,UJI-PEL,,2026-01-01,\n"
			+ f"{a.nip},UJI-KABID,Definitif,2026-01-01,\n",
			3,
			(4, "jabatan"),
			(6, "jabatan"),
			(7, "pegawai"),
			(8, "pegawai"),
		)
		self.assertEqual([g["baris"] for g in hasil["peringatan"]], [2])
		self.assertEqual(services.get_pemangku("UJI-KABID", "2026-02-01").pegawai, a.name)
		# The old placement ends on a later line than the new one begins.
		self.run_import(
			"penempatan",
			kepala + f"{b.nip},UJI-KABID,,2026-03-01,\n{a.nip},UJI-KABID,,2026-01-01,2026-03-01\n",
			2,
		)
		self.assertEqual(services.get_pemangku("UJI-KABID", "2026-03-01").pegawai, b.name)
		self.assertEqual(frappe.db.count("Penempatan", {"pegawai": a.name}), 2)
		frappe.get_doc("Penempatan", {"pegawai": c.name}).save()

	def test_history_is_over(self):
		make_dinas()
		a, b = make_pegawai("A"), make_pegawai("B")
		make_penempatan(a.name, "UJI-KABID")
		besok, hari_ini = add_days(today(), 1), today()
		hasil = self.run_import(
			"penempatan",
			"pegawai,jabatan,kapasitas,mulai,selesai,riwayat\n"
			f"{b.nip},UJI-KABID,,2026-01-01,{besok},ya\n"
			f"{b.nip},UJI-KABID,,2026-01-02,{hari_ini},ya\n",
			1,
			(2, "selesai"),
		)
		self.assertIn("riwayat", hasil["gagal"][0]["pesan"])
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, a.name)
		# A column of its own does not turn a running placement into history either.
		self.run_import(
			"penempatan",
			f"pegawai,jabatan,kapasitas,mulai,riwayat\n{a.nip},UJI-KABID,,2026-01-01,ya\n",
			0,
			(2, "Selesai"),
		)

	def test_stray_quote_costs_its_row(self):
		self.run_import(
			"unit_kerja",
			UNIT + 'IM-A,A,Bidang,,\nIM-B,"B,Bidang,,\nIM-C,C,Bidang,,\nIM-D,D,Bidang,,\n',
			3,
			(3, ""),
		)
		self.assertTrue(frappe.db.exists("Unit Kerja", "IM-D"))

	def test_no_csv_in_utf8(self):
		self.check_refused((UNIT + "IM-A,A,Bidang,,\n").encode("utf-16"), "CSV UTF-8")

	def check_refused(self, isi, pesan):
		hasil = ImporUnitKerja(isi).run()
		self.assertEqual([(g["baris"], g["kolom"]) for g in hasil["gagal"]], [(1, "")])
		self.assertIn(pesan, hasil["gagal"][0]["pesan"])

	def test_competences(self):
		for nama in ("Uji Arsip", "Uji Data"):
			frappe.get_doc({"doctype": "Kompetensi", "nama": nama}).insert()
		nip, lain = make_nip(), make_nip()
		kepala = "nip,nama,jenis_kepegawaian,kompetensi\n"
		self.run_import(
			"pegawai",
			kepala
			+ f"{nip},Ani,PNS,uji arsip:5; Uji Data\n"
			+ f"{lain},Budi,PNS,\n"
			+ f"{make_nip()},Cici,PNS,Uji Tak Ada\n"
			+ f"{make_nip()},Dedi,PNS,Uji Data:9\n",
			2,
			(4, "kompetensi"),
			(5, "kompetensi"),
		)
		ani = frappe.get_doc("Pegawai ASN", {"nip": nip})
		self.assertEqual(
			[(k.idx, k.kompetensi, k.tingkat) for k in ani.kompetensi],
			[(1, "Uji Arsip", 5), (2, "Uji Data", 3)],
		)
		ani.save()
		self.run_import("pegawai", f"nip,nama\n{nip},Ani\n", 1)
		ani.reload()
		self.assertEqual(len(ani.kompetensi), 2)
		self.run_import("pegawai", f"nip,kompetensi\n{nip},Uji Data:1\n{lain},Uji Arsip\n", 2)
		ani.reload()
		self.assertEqual([(k.idx, k.kompetensi, k.tingkat) for k in ani.kompetensi], [(1, "Uji Data", 1)])
		self.run_import("pegawai", f"nip,kompetensi\n{nip},\n", 1)
		ani.reload()
		self.assertFalse(ani.kompetensi)

	def test_posts_bring_the_coordinator_of_units(self):
		make_dinas()
		kepala = "kode,nama,unit_kerja,jenis,eselon,atasan,mengoordinasikan\n"
		self.run_import(
			"jabatan",
			kepala
			+ "IM-AS,Asisten,UJI,JPT Pratama,II.a,UJI-GUB,uji-d; UJI-B\n"
			+ "IM-AS2,Asisten,UJI,JPT Pratama,II.a,UJI-GUB,UJI-D\n"
			+ "IM-AS3,Asisten,UJI,JPT Pratama,II.a,UJI-GUB,UJI-X\n"
			+ "IM-AS4,Asisten,UJI,JPT Pratama,II.a,XX,UJI\n",
			1,
			(3, "mengoordinasikan"),
			(4, "mengoordinasikan"),
			(5, "atasan"),
		)
		koordinator = dict(frappe.get_all("Unit Kerja", fields=["name", "koordinator"], as_list=True))
		self.assertEqual((koordinator["UJI-D"], koordinator["UJI-B"]), ("IM-AS", "IM-AS"))
		self.assertFalse(koordinator["UJI"])
		# What a file does not name stays.
		self.run_import("jabatan", "kode,mengoordinasikan\nIM-AS,\n", 1)
		self.assertEqual(frappe.db.get_value("Unit Kerja", "UJI-D", "koordinator"), "IM-AS")

	def test_nothing_to_import(self):
		with self.assertRaises(ImporError):
			api.import_berkas("agenda", "kode\nA")
		with self.assertRaises(ImporError):
			api.import_berkas("jabatan")
		self.run_import("jabatan", "", 0, (1, ""))

	def test_uploaded_file(self):
		berkas = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "unit.csv",
				"is_private": 1,
				"content": (UNIT + "IM-A,Caf\u00e9,Bidang,,\n").encode("latin-1"),
			}
		).insert()
		hasil = api.import_berkas("unit_kerja", file_url=berkas.file_url)
		self.assertEqual([(g["baris"], g["kolom"]) for g in hasil["gagal"]], [(2, "nama")])
		self.assertFalse(frappe.db.exists("File", berkas.name))
