import frappe

from transformasi_asn.tata_kerja import api, exceptions, services
from transformasi_asn.tata_kerja.domain.keamanan import Hubungan, Keamanan
from transformasi_asn.tata_kerja.tests import factory
from transformasi_asn.tests.kasus import SitusTestCase

TANGGAL = "2026-03-02"


class TestPenetapan(SitusTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		factory.make_unit("UJI")
		factory.make_unit("UJI-PD", "UJI", perangkat_daerah=1)
		factory.make_unit("UJI-BID", "UJI-PD", jenis="Bidang")
		cls.kegiatan = factory.make_kegiatan()

	def setUp(self) -> None:
		frappe.db.savepoint("uji")

	def tearDown(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="uji")
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")

	def decide(self, **kw):
		return services.decide(**{"unit_pd": "UJI-PD", "tanggal": TANGGAL, "rutin": False, **kw})

	# --- facts

	def test_routine_follows_the_plan_of_that_year(self):
		def rutin(unit="UJI-PD", kegiatan=self.kegiatan, tanggal=TANGGAL):
			return services.is_rutin(unit, kegiatan, tanggal)

		self.assertIn("belum ada dokumen kinerja", rutin()[1])
		dokumen = factory.make_dokumen_kinerja("UJI-PD", self.kegiatan)
		ya, keterangan = rutin()
		self.assertTrue(ya)
		self.assertIn("dengan target 12 dokumen", keterangan)
		for kw in ({"tanggal": "2027-01-01"}, {"unit": "UJI"}, {"kegiatan": None}, {"kegiatan": "lain"}):
			self.assertFalse(rutin(**kw)[0], kw)
		dokumen.target[0].target = 0
		dokumen.save()
		self.assertIn("tanpa target", rutin()[1])
		dokumen.target[0].target = 5
		dokumen.aktif = 0
		dokumen.save()
		self.assertFalse(rutin()[0])

	def test_one_plan_per_unit_and_year(self):
		factory.make_dokumen_kinerja("UJI-PD", self.kegiatan)
		factory.make_dokumen_kinerja("UJI-PD", self.kegiatan, tahun=2027)
		with self.assertRaises(exceptions.DokumenKinerjaGandaError):
			factory.make_dokumen_kinerja("UJI-PD", self.kegiatan)
		with self.assertRaises(exceptions.TahunTidakWajarError):
			factory.make_dokumen_kinerja("UJI-PD", self.kegiatan, tahun=26)

	def test_map_proposes_the_activity_as_routine(self):
		undangan = "Surat Undangan"
		factory.make_if_absent("Jenis Naskah", undangan, nama=undangan, bentuk="Surat")
		frappe.get_doc(
			{
				"doctype": "Peta Kegiatan",
				"jenis_naskah": undangan,
				"unit_kerja": "UJI",
				"kegiatan": self.kegiatan,
				"aktif": 1,
			}
		).insert()
		factory.make_dokumen_kinerja("UJI-PD", self.kegiatan)
		fakta = services.usul_fakta(undangan, None, "UJI-PD", TANGGAL)
		self.assertEqual((fakta["kegiatan"], fakta["rutin"]), (self.kegiatan, True))
		self.assertEqual(fakta["kegiatan_nama"], "Kegiatan uji")

	# --- decision

	def test_own_rules_come_before_those_above_and_the_shipped(self):
		self.assertEqual(self.decide().aturan, "Bawaan/B6")
		factory.make_aturan("UJI", factory.make_baris(rutin="Tidak"))
		self.assertEqual(self.decide().aturan, "UJI/B1")
		factory.make_aturan("UJI-PD", factory.make_baris(rutin="Tidak", mulai="2026-03-02"))
		self.assertEqual(self.decide().aturan, "UJI-PD/B1")
		self.assertEqual(self.decide(tanggal="2026-03-01").aturan, "UJI/B1")
		self.assertEqual(self.decide(unit_pd=None).aturan, "Bawaan/B6")

	def test_override_needs_a_reason(self):
		penetapan = self.decide(rutin=True)
		with self.assertRaises(exceptions.AlasanWajibError):
			services.store_penetapan(penetapan, "Fungsional Individu", "  ", factory.PELAKU)
		doc = frappe.get_doc(
			"Penetapan Pola",
			services.store_penetapan(penetapan, "Fungsional Individu", "Kabid sedang cuti", factory.PELAKU),
		)
		self.assertEqual((doc.penyimpangan, doc.instrumen, doc.pola), (1, "Surat Tugas", "Struktural"))

	def test_pokja_on_the_same_reason_is_no_override(self):
		penetapan = self.decide(pemicu="Arahan pimpinan daerah")
		nama = services.store_penetapan(penetapan, "Fungsional Kelompok", None, factory.PELAKU)
		self.assertEqual(
			frappe.db.get_value("Penetapan Pola", nama, ["penyimpangan", "instrumen"]),
			(0, "SK Tim dan Surat Tugas"),
		)

	def test_choice_of_the_leader_needs_a_reason_and_a_pattern(self):
		penetapan = self.decide()
		for pola in ("Struktural", "Fungsional Individu", "Fungsional Kelompok"):
			with self.assertRaises(exceptions.AlasanWajibError):
				services.store_penetapan(penetapan, pola, None, factory.PELAKU)
			nama = services.store_penetapan(penetapan, pola, "Paling cepat", factory.PELAKU)
			self.assertEqual(frappe.db.get_value("Penetapan Pola", nama, "penyimpangan"), 0)
		with self.assertRaises(exceptions.PolaTidakDapatDijalankanError):
			services.store_penetapan(penetapan, "Pilihan Pimpinan", "x", factory.PELAKU)

	# --- the record

	def store(self) -> str:
		penetapan = self.decide(rutin=True, kegiatan=self.kegiatan)
		return services.store_penetapan(penetapan, "Struktural", None, factory.PELAKU)

	def test_record_cannot_be_changed_by_anybody(self):
		nama = self.store()
		for tandai in ({}, {"ignore_permissions": True, "ignore_validate": True}, {"dari_layanan": True}):
			doc = frappe.get_doc("Penetapan Pola", nama)
			doc.alasan = "lain"
			doc.flags.update(tandai)
			self.assertRaises(exceptions.PenetapanTetapError, doc.save)
		with self.assertRaises(exceptions.PenetapanTetapError):
			frappe.delete_doc("Penetapan Pola", nama, force=True, ignore_permissions=True)
		with self.assertRaises((exceptions.PenetapanTetapError, frappe.ValidationError)):
			frappe.rename_doc("Penetapan Pola", nama, "baru", force=True)

	def test_record_is_not_entered_by_hand(self):
		doc = frappe.copy_doc(frappe.get_doc("Penetapan Pola", self.store()))
		self.assertRaises(exceptions.PenetapanHanyaLayananError, doc.insert)

	def test_verification_sees_a_change_behind_the_back(self):
		nama = self.store()
		self.assertTrue(services.verify_penetapan(nama))
		tabel = frappe.qb.DocType("Penetapan Pola")
		for field, nilai in (
			("rutin", 0),
			("kalimat", "lain"),
			("cuplikan", "{}"),
			("tanggal", "2026-03-03"),
		):
			frappe.db.savepoint("ubah")
			frappe.qb.update(tabel).set(tabel[field], nilai).where(tabel.name == nama).run()
			self.assertFalse(services.verify_penetapan(nama), field)
			frappe.db.rollback(save_point="ubah")
		frappe.qb.update(tabel).set(tabel.kegiatan, "kode baru").where(tabel.name == nama).run()
		self.assertTrue(services.verify_penetapan(nama), "renaming a linked record is no forgery")

	# --- api

	def test_coba_pola_saves_nothing_and_explains(self):
		factory.make_dokumen_kinerja("UJI-PD", self.kegiatan)
		sebelum = frappe.db.count("Penetapan Pola")
		hasil = api.coba_pola("UJI-BID", kegiatan=self.kegiatan, tanggal=TANGGAL, kompleks=1)
		self.assertEqual(frappe.db.count("Penetapan Pola"), sebelum)
		self.assertEqual((hasil["pola"], hasil["aturan"]), ("Struktural", "Bawaan/B2"))
		self.assertEqual(hasil["fakta"]["unit_kerja"], "UJI-PD")
		self.assertEqual([langkah["cocok"] for langkah in hasil["jejak"]], [False, True])
		self.assertEqual(api.coba_pola("UJI-PD", kegiatan=self.kegiatan, rutin=0)["aturan"], "Bawaan/B6")

	def test_coba_pola_refuses_what_it_does_not_know(self):
		with self.assertRaises(frappe.DoesNotExistError):
			api.coba_pola("TIDAK-ADA")
		with self.assertRaises(frappe.ValidationError):
			api.coba_pola("UJI-PD", pemicu="Kehendak sendiri")
		frappe.set_user("Guest")
		with self.assertRaises(frappe.PermissionError):
			api.coba_pola("UJI-PD")

	# --- settings

	def test_potongan_overlays_the_shipped_table(self):
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		setelan.set("potongan_keamanan", [])
		setelan.append(
			"potongan_keamanan", {"hubungan": "Auditor", "keamanan": "Biasa", "tingkat": "Tidak ada"}
		)
		setelan.save()
		potongan = services.get_potongan()
		self.assertEqual(potongan["Auditor", "Biasa"], "Tidak ada")
		self.assertEqual(potongan["Plt/Plh", "Rahasia"], "Isi bila disebut")
		self.assertEqual(len(potongan), len(Hubungan) * len(Keamanan))
		setelan.append("potongan_keamanan", {"hubungan": "Auditor", "keamanan": "Biasa", "tingkat": "Isi"})
		self.assertRaises(exceptions.PotonganGandaError, setelan.save)
