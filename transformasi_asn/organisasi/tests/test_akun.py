import frappe
from frappe.utils import add_days, today

from transformasi_asn.organisasi import api, services, tasks
from transformasi_asn.organisasi.exceptions import AkunDipakaiError
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_pegawai,
	make_penempatan,
	make_user,
)

TU, AUDITOR = "Tata Usaha ASN", "Auditor ASN"


class TestAkun(OrganisasiTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_dinas()
		frappe.db.set_value("Jabatan", "UJI-PEL", "peran_meja", TU)
		cls.user = make_user("ani")
		cls.nama_pegawai = make_pegawai("Ani", user=cls.user).name

	def setUp(self):
		super().setUp()
		self.pegawai = frappe.get_doc("Pegawai ASN", self.nama_pegawai)

	def roles(self, user=None):
		ada = frappe.get_all("Has Role", filters={"parent": user or self.user}, pluck="role")
		return set(ada) & {"ASN", TU, AUDITOR}

	def test_post_brings_its_role_and_takes_it_back(self):
		self.assertEqual(self.roles(), {"ASN"})
		penempatan = make_penempatan(self.pegawai.name, "UJI-PEL", mulai=add_days(today(), -9))
		self.assertEqual(self.roles(), {"ASN", TU})
		penempatan.selesai = today()
		penempatan.save()
		self.assertEqual(self.roles(), {"ASN"})

	def test_deleted_placement_takes_its_role(self):
		make_penempatan(self.pegawai.name, "UJI-PEL", mulai=today()).delete()
		self.assertEqual(self.roles(), {"ASN"})

	def test_role_given_by_hand_stays(self):
		for peran in (TU, AUDITOR):
			frappe.get_doc(
				{
					"doctype": "Has Role",
					"parenttype": "User",
					"parentfield": "roles",
					"parent": self.user,
					"role": peran,
				}
			).insert()
		make_penempatan(self.pegawai.name, "UJI-PEL", mulai=today()).delete()
		self.assertEqual(self.roles(), {"ASN", TU, AUDITOR})

	def test_role_of_the_post_changes(self):
		make_penempatan(self.pegawai.name, "UJI-PEL", mulai=today())
		jabatan = frappe.get_doc("Jabatan", "UJI-PEL")
		jabatan.peran_meja = AUDITOR
		jabatan.save()
		self.assertEqual(self.roles(), {"ASN", AUDITOR})

	def test_another_user_takes_over(self):
		make_penempatan(self.pegawai.name, "UJI-PEL", mulai=today())
		baru = make_user("ani.baru")
		self.pegawai.user = baru
		self.pegawai.save()
		self.assertEqual(self.roles(), set())
		self.assertEqual(self.roles(baru), {"ASN", TU})

	def test_user_belongs_to_one_person(self):
		with self.assertRaises(AkunDipakaiError):
			make_pegawai("Budi", user=self.user)

	def test_inactive_person_has_no_role(self):
		self.pegawai.aktif = 0
		self.pegawai.save()
		self.assertEqual(self.roles(), set())
		self.assertIsNone(services.find_pegawai(self.user))

	def test_daily_sync(self):
		make_penempatan(self.pegawai.name, "UJI-PEL", mulai=add_days(today(), 3))
		frappe.db.set_value("Penempatan", {"pegawai": self.pegawai.name}, "mulai", add_days(today(), -1))
		self.assertEqual(self.roles(), {"ASN"})
		tasks.sync_roles_of_today()
		self.assertEqual(self.roles(), {"ASN", TU})

	def test_missing_users(self):
		ada = make_pegawai("Budi", email="budi@organisasi.example")
		tanpa = make_pegawai("Citra")
		milik = make_pegawai("Dewi", email=self.user)
		make_penempatan(ada.name, "UJI-PEL", mulai=today())
		hasil = api.create_missing_users([ada.name, tanpa.name, milik.name, self.pegawai.name])
		self.assertEqual([b["pegawai"] for b in hasil["dibuat"]], [ada.name])
		self.assertEqual({b["pegawai"] for b in hasil["dilewati"]}, {tanpa.name, milik.name})
		self.assertEqual(self.roles("budi@organisasi.example"), {"ASN", TU})
		self.assertEqual(services.find_pegawai("budi@organisasi.example"), ada.name)
		self.assertFalse(frappe.get_all("Email Queue Recipient", {"recipient": "budi@organisasi.example"}))
		self.assertEqual(api.create_missing_users([ada.name])["dibuat"], [])
		make_pegawai("Eka", email="eka@organisasi.example")
		self.assertEqual(api.create_missing_users([])["dibuat"], [])


class TestIzin(OrganisasiTestCase):
	def test_personal_data_only_for_personnel(self):
		pegawai = make_pegawai(email="ani@organisasi.example").name
		for nama, peran, terlihat in (("asn", "ASN", False), ("kepeg", "Pengelola Kepegawaian", True)):
			frappe.set_user("Administrator")
			user = make_user(nama, peran)
			frappe.set_user(user)
			(baris,) = frappe.get_list("Pegawai ASN", filters={"name": pegawai}, fields=["*"])
			self.assertEqual("email" in baris, terlihat, nama)
			doc = frappe.get_doc("Pegawai ASN", pegawai)
			doc.apply_fieldlevel_read_permissions()
			self.assertEqual(bool(doc.get("tanggal_lahir")), terlihat, nama)
			self.assertTrue(doc.nip)

	def test_import_needs_the_right(self):
		frappe.set_user(make_user("asn", "ASN"))
		for panggil in (lambda: api.import_berkas("unit_kerja", "kode\nX"), api.create_missing_users):
			self.assertRaises(frappe.PermissionError, panggil)
