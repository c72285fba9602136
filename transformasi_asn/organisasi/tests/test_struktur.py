import frappe

from transformasi_asn.organisasi import api, services
from transformasi_asn.organisasi.exceptions import (
	GarisKoordinasiError,
	JabatanFungsionalTidakSesuaiError,
	JenjangGandaError,
	JumlahKursiError,
	KepalaUnitGandaError,
	MasihDipakaiError,
	NipTidakSahError,
	PutaranStrukturError,
	RujukanJabatanError,
)
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make,
	make_dinas,
	make_jabatan,
	make_jabatan_fungsional,
	make_pegawai,
	make_penempatan,
	make_unit,
)


class TestStruktur(OrganisasiTestCase):
	def setUp(self):
		super().setUp()
		make_dinas()

	def test_unit_loop_is_named(self):
		unit = frappe.get_doc("Unit Kerja", "UJI")
		unit.parent_unit_kerja = "UJI-B"
		with self.assertRaisesRegex(PutaranStrukturError, "UJI → UJI-B → UJI-D → UJI"):
			unit.save()

	def test_post_below_itself(self):
		jabatan = frappe.get_doc("Jabatan", "UJI-KADIS")
		jabatan.atasan = "UJI-KADIS"
		with self.assertRaisesRegex(PutaranStrukturError, "UJI-KADIS → UJI-KADIS"):
			jabatan.save()

	def test_new_post_cannot_name_itself(self):
		with self.assertRaises((PutaranStrukturError, frappe.LinkValidationError)):
			make_jabatan("UJI-X", "UJI-B", "UJI-X")

	def test_moving_a_post_renumbers(self):
		make_jabatan("UJI-SEK", "UJI-D", "UJI-KADIS")
		jabatan = frappe.get_doc("Jabatan", "UJI-KABID")
		jabatan.atasan = "UJI-SEK"
		jabatan.save()
		self.assertTrue(services.is_below("UJI-PEL", "UJI-SEK"))
		self.assertEqual(services.list_between("UJI-GUB", "UJI-PEL"), ["UJI-KADIS", "UJI-SEK", "UJI-KABID"])

	def test_one_head_per_unit(self):
		with self.assertRaises(KepalaUnitGandaError):
			make_jabatan("UJI-LAIN", "UJI-B", kepala_unit=1)

	def test_functional_post_needs_a_level_on_offer(self):
		make_jabatan_fungsional()
		with self.assertRaisesRegex(JabatanFungsionalTidakSesuaiError, "Ahli Utama"):
			make_jabatan(
				"UJI-JF",
				"UJI-B",
				"UJI-KABID",
				jenis="Fungsional",
				jabatan_fungsional="Penguji Aplikasi",
				jenjang="Ahli Utama",
			)

	def test_substitute_must_be_an_address(self):
		with self.assertRaises(RujukanJabatanError):
			make_jabatan("UJI-X", "UJI-B", pengganti="UJI-PEL")

	def test_levels_stand_once(self):
		with self.assertRaises(JenjangGandaError):
			make_jabatan_fungsional("Penguji Dua", ("Ahli Muda", "Ahli Muda"))

	def test_retiring_goes_from_below(self):
		for doctype, nama in (("Unit Kerja", "UJI-B"), ("Jabatan", "UJI-KADIS")):
			doc = frappe.get_doc(doctype, nama)
			doc.aktif = 0
			with self.assertRaises(MasihDipakaiError):
				doc.save()

	def test_held_post_and_holder_stay_active(self):
		pegawai = make_pegawai()
		make_penempatan(pegawai.name, "UJI-PEL")
		for doc in (frappe.get_doc("Jabatan", "UJI-PEL"), frappe.get_doc("Pegawai ASN", pegawai.name)):
			doc.aktif = 0
			with self.assertRaises(MasihDipakaiError):
				doc.save()

	def test_seats_cannot_fall_below_holders(self):
		for _ in range(2):
			make_penempatan(make_pegawai().name, "UJI-PEL")
		jabatan = frappe.get_doc("Jabatan", "UJI-PEL")
		jabatan.jumlah_kursi = 1
		with self.assertRaises(JumlahKursiError):
			jabatan.save()

	def test_post_tells_that_it_is_retired(self):
		self.assertTrue(services.get_fakta_jabatan("UJI-PEL").aktif)
		jabatan = frappe.get_doc("Jabatan", "UJI-PEL")
		jabatan.aktif = 0
		jabatan.save()
		self.assertFalse(services.get_fakta_jabatan("UJI-PEL").aktif)
		api.import_berkas("jabatan", "kode,aktif\nUJI-PEL,ya\n")
		self.assertTrue(services.get_fakta_jabatan("UJI-PEL").aktif)

	def test_line_needs_an_end(self):
		with self.assertRaises(GarisKoordinasiError):
			make("Garis Koordinasi", kode="UJI-1", cakupan="Semua")
		with self.assertRaises(GarisKoordinasiError):
			make("Garis Koordinasi", kode="UJI-2", dari_peran="Asisten", dari_jabatan="UJI-KADIS")

	def test_line_is_served(self):
		make("Garis Koordinasi", kode="UJI-3", dari_jabatan="UJI-GUB", ke_jabatan="UJI-KABID")
		self.assertIn("UJI-3", [g.kode for g in services.get_garis()])

	def test_nip_fills_birth_and_sex(self):
		pegawai = make_pegawai(nip="19860926 201505 1 901")
		self.assertEqual(pegawai.nip, "198609262015051901")
		self.assertEqual((str(pegawai.tanggal_lahir), pegawai.jenis_kelamin), ("1986-09-26", "Laki-laki"))
		with self.assertRaises(NipTidakSahError):
			make_pegawai(nip="198609262015051902", jenis_kelamin="Perempuan")

	def test_two_people_without_nip(self):
		for nama in ("Gubernur", "Wakil"):
			make_pegawai(nama, jenis_kepegawaian="Pejabat Negara", nip="")

	def test_units_upwards(self):
		self.assertEqual(services.list_unit_di_atas("UJI-B"), ["UJI-B", "UJI-D", "UJI"])
		self.assertEqual(services.find_perangkat_daerah("UJI-B"), "UJI-D")
		self.assertIsNone(services.find_perangkat_daerah("UJI"))
		self.assertEqual(services.get_kepala("UJI-D"), "UJI-KADIS")

	def test_units_see_a_move(self):
		make_unit("UJI-E", "UJI", perangkat_daerah=1)
		services.find_perangkat_daerah("UJI-B")
		unit = frappe.get_doc("Unit Kerja", "UJI-B")
		unit.parent_unit_kerja = "UJI-E"
		unit.save()
		self.assertEqual(services.find_perangkat_daerah("UJI-B"), "UJI-E")

	def test_tree_view_reads_children(self):
		(dinas,) = api.list_simpul("Unit Kerja", "UJI")
		self.assertEqual(dinas, {"value": "UJI-D", "title": "Unit UJI-D", "expandable": 1})
		self.assertIn("UJI-GUB", [s["value"] for s in api.list_simpul("Jabatan")])
		with self.assertRaises(frappe.PermissionError):
			api.list_simpul("User")
