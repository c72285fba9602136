"""A secretary records what her chief ordered: giver and recorder are kept, the chief is told and may object."""

import frappe
from frappe.utils import add_days, getdate, now, today

from transformasi_asn.disposisi import api, desk
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	JabatanTindakanError,
	KeberatanError,
	LampiranHilangError,
	PencatatanDisposisiError,
)
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	step,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.test_mandat import MandatTestCase
from transformasi_asn.organisasi.exceptions import (
	BukanPenunjukSekretarisError,
	KeadaanJabatanError,
	MasaPenempatanError,
	PenempatanGandaError,
	SuratTetapError,
)
from transformasi_asn.permissions.tests import factory as luar
from transformasi_asn.tata_kerja.kalender import get_kalender


class SekretarisTestCase(MandatTestCase):
	"""tu_b is secretary of the head of Dinas A, so nothing of Dinas A comes to her as its registry."""

	def assign(self, kunci="tu_b", jabatan="AGN-KADA", oleh="Administrator", **kw):
		frappe.set_user(oleh if oleh == "Administrator" else factory.user_of(oleh))
		return frappe.get_doc(
			{
				"doctype": "Penugasan Sekretaris",
				"jabatan": jabatan,
				"pegawai": self.pegawai[kunci],
				"mulai": add_days(today(), -1),
				**kw,
			}
		).insert()

	def give_role(self, kunci: str, peran: str):
		frappe.set_user("Administrator")
		frappe.get_doc("User", factory.user_of(kunci)).add_roles(peran)
		# the role is rolled back, what was remembered of it is not
		self.addCleanup(frappe.clear_cache, user=factory.user_of(kunci))

	def record(self, naskah, kunci="tu_b", **kw):
		isi = {"cara_pemberian": "Lisan", "waktu_perintah": now(), **kw}
		return make_disposisi(naskah, kunci, [to_post("AGN-KABID")], **isi)

	def photograph(self) -> str:
		return (
			frappe.get_doc(
				{"doctype": "File", "file_name": "lembar.png", "is_private": 0, "content": b"foto"}
			)
			.insert()
			.file_url
		)


class TestPenugasan(SekretarisTestCase):
	def test_the_holder_names_his_secretary_and_nobody_else_does(self):
		self.assign(oleh="kadis_a")
		for oleh in ("sekda", "tu_b", "kabid"):
			with (
				self.subTest(oleh),
				self.assertRaises((BukanPenunjukSekretarisError, frappe.PermissionError)),
			):
				self.assign("tu_a", oleh=oleh)

	def test_hr_names_one_without_authority_and_the_holder_hears_of_it(self):
		"""Rahasia and acting are the holder's to give; HR neither adds nor moves nor lengthens them."""
		self.give_role("tu_a", "Pengelola Kepegawaian")
		for wewenang in ("boleh_bertindak", "wewenang_rahasia"):
			with self.subTest(wewenang), self.assertRaisesRegex(BukanPenunjukSekretarisError, "definitif"):
				self.assign(oleh="tu_a", **{wewenang: 1})
		p = self.assign(oleh="tu_a", sampai=add_days(today(), 5))
		p.wewenang_rahasia = 1
		with self.assertRaises(BukanPenunjukSekretarisError):
			p.save()
		as_user("kadis_a")
		p.reload()
		p.wewenang_rahasia = 1
		p.save()
		as_user("tu_a")
		for ubah in ({"sampai": None}, {"sampai": add_days(today(), 9)}, {"boleh_bertindak": 1}):
			with self.subTest(ubah), self.assertRaises(BukanPenunjukSekretarisError):
				frappe.get_doc("Penugasan Sekretaris", p.name).update(ubah).save()
		frappe.get_doc("Penugasan Sekretaris", p.name).update({"sampai": today()}).save()
		self.assertEqual(
			len(
				frappe.get_all(
					"Notification Log",
					{"for_user": factory.user_of("kadis_a"), "document_name": p.name},
				)
			),
			2,
		)

	def test_nobody_names_himself(self):
		for peran in ("Pengelola Kepegawaian", "Admin Tata Kerja"):
			self.give_role("tu_b", peran)
			with self.subTest(peran), self.assertRaisesRegex(BukanPenunjukSekretarisError, "diri sendiri"):
				self.assign("tu_b", oleh="tu_b")

	def test_a_stand_in_does_not(self):
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		with self.assertRaises((BukanPenunjukSekretarisError, frappe.PermissionError)):
			self.assign(oleh="tanpa_jabatan")

	def test_days_posts_and_persons(self):
		with self.assertRaises(MasaPenempatanError):
			self.assign(sampai=add_days(today(), -2))
		with self.assertRaises(KeadaanJabatanError):
			self.assign(jabatan="AGN-TUA")
		with self.assertRaises(KeadaanJabatanError):
			self.assign("kadis_a")
		ada = self.assign(sampai=today())
		with self.assertRaises(PenempatanGandaError):
			self.assign(mulai=today())
		self.assign(mulai=add_days(today(), 1))
		ada.pegawai = self.pegawai["tu_a"]
		with self.assertRaises(SuratTetapError):
			ada.save()

	def test_sight_before_during_and_after(self):
		naskah, rahasia = make_naskah(), make_naskah(keamanan="Rahasia")
		p = self.assign(mulai=add_days(today(), 1))
		self.assertFalse(self.sees("tu_b", naskah))
		frappe.db.set_value("Penugasan Sekretaris", p.name, "mulai", today())
		self.forget()
		self.assertTrue(self.sees("tu_b", naskah))
		self.assertFalse(self.sees("tu_b", rahasia))
		frappe.db.set_value("Penugasan Sekretaris", p.name, "wewenang_rahasia", 1)
		self.forget()
		self.assertTrue(self.sees("tu_b", rahasia))
		frappe.db.set_value(
			"Penugasan Sekretaris", p.name, {"mulai": add_days(today(), -2), "sampai": add_days(today(), -1)}
		)
		self.forget()
		self.assertFalse(self.sees("tu_b", naskah))
		with self.assertRaises(BukanPemberiError):
			self.record(naskah)

	def forget(self):
		frappe.set_user("Administrator")
		luar.konteks.clear()


class TestMencatat(SekretarisTestCase):
	def test_a_spoken_order(self):
		self.assign()
		naskah = make_naskah()
		d = self.record(naskah)
		self.assertEqual(d.pemberi_pegawai, self.pegawai["kadis_a"])
		self.assertEqual(d.nama_pemberi, "Uji kadis_a (Kepala Dinas A)")
		self.assertEqual(d.pencatat, self.pegawai["tu_b"])
		self.assertEqual(d.nama_pencatat, "Uji tu_b (a.n. Kepala Dinas A)")
		self.assertGreaterEqual(getdate(d.batas_keberatan), getdate(add_days(today(), 3)))
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Berjalan")
		(tugas,) = tugas_of(d)
		as_user("kabid")
		t = desk.view_tugas(frappe.get_doc("Tugas", tugas.name))
		self.assertEqual(t["jejak"][0]["pelaku"], "Uji tu_b (a.n. Kepala Dinas A)")
		self.assertIn(
			{"label": "Dicatat oleh", "isi": "Uji tu_b (a.n. Kepala Dinas A) (Lisan)"}, t["mengapa"]
		)
		self.assertTrue(
			frappe.get_all(
				"Notification Log", {"for_user": factory.user_of("kadis_a"), "document_name": d.name}
			)
		)
		# the chief goes on as with an order of his own
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		step(tugas, "kadis_a", "Terima Laporan")

	def test_the_time_to_object_is_counted_in_working_days_of_the_unit(self):
		self.assign()
		unit = frappe.db.get_value("Jabatan", "AGN-KADA", "unit_kerja")
		ke = [get_kalender(unit).next_working_day(getdate(), n) for n in (1, 4)]
		libur = {"tanggal": ke[0], "nama": "Libur uji", "unit_kerja": unit}
		frappe.get_doc({"doctype": "Hari Libur Daerah", **libur}).insert()
		self.assertEqual(getdate(self.record(make_naskah()).batas_keberatan), ke[1])

	def test_a_paper_sheet_needs_its_photo_which_stays_private(self):
		self.assign()
		naskah = make_naskah()
		with self.assertRaises(PencatatanDisposisiError):
			self.record(naskah, cara_pemberian="Lembar kertas")
		with self.assertRaises(LampiranHilangError):
			self.record(naskah, cara_pemberian="Lembar kertas", bukti="/private/files/hilang.png")
		as_user("tu_b")
		d = self.record(naskah, cara_pemberian="Lembar kertas", bukti=self.photograph())
		self.assertTrue(d.bukti.startswith("/private/"))

	def test_a_task_of_the_chief_is_handed_on(self):
		self.assign()
		naskah = make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_post("AGN-KADA")]))
		d = self.record(naskah, induk_tugas=tugas.name)
		self.assertEqual(d.pemberi_jabatan, "AGN-KADA")
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), "Menunggu")

	def test_what_is_refused(self):
		naskah = make_naskah()
		with self.assertRaises(BukanPemberiError):
			self.record(naskah)
		self.assign()
		with self.assertRaisesRegex(BukanPemberiError, "Lembar kertas"):
			make_disposisi(naskah, "tu_b", [to_post("AGN-KABID")])
		with self.assertRaises(PencatatanDisposisiError):
			self.record(naskah, waktu_perintah=None)
		with self.assertRaises(PencatatanDisposisiError):
			self.record(naskah, waktu_perintah=add_days(now(), 1))
		with self.assertRaises(PencatatanDisposisiError):
			self.record(naskah, "kadis_a")
		with self.assertRaises((PencatatanDisposisiError, frappe.ValidationError)):
			self.record(naskah, cara_pemberian="Isyarat")

	def test_the_giver_is_who_is_in_charge_that_day(self):
		self.assign()
		self.stand_in("tanpa_jabatan", "AGN-KADA")
		self.assertEqual(self.record(make_naskah()).nama_pemberi, "Uji tanpa_jabatan (Plh. Kepala Dinas A)")
		self.set_setelan(larangan_mandat=[{"kapasitas": "Plh", "klasifikasi": "800.1.3"}])
		with self.assertRaises(PencatatanDisposisiError):
			self.record(make_naskah(klasifikasi="800.1.3"))

	def test_nothing_of_the_chief_stays_with_her_afterwards(self):
		self.assign()
		naskah = make_naskah()
		self.record(naskah)
		as_user("tu_b")
		k = luar.konteks.get_konteks()
		self.assertNotIn("AGN-KADA", k.jabatan)
		self.assertFalse(desk.view_naskah(frappe.get_doc("Naskah Masuk", naskah.name))["boleh_disposisi"])

	def test_the_desk_offers_recording(self):
		self.assign()
		naskah = make_naskah()
		as_user("tu_b")
		t = api.tampilan_naskah(naskah.name)
		self.assertTrue(t["boleh_catat"])
		self.assertFalse(t["boleh_disposisi"])
		usul = api.siapkan_disposisi(naskah.name)
		self.assertEqual((usul["pemberi_jabatan"], usul["sekretaris"]), ("AGN-KADA", True))
		self.assertTrue(api.usul_penerima(naskah.name)["struktural"])

	def test_accepting_in_his_name_where_the_assignment_says_so(self):
		naskah = make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		(tugas,) = tugas_of(make_disposisi(naskah, "sekda", [to_post("AGN-KADA")]))
		p = self.assign()
		with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
			step(tugas, "tu_b", "Terima")
		frappe.set_user("Administrator")
		p.boleh_bertindak = 1
		p.save()
		diterima = step(tugas, "tu_b", "Terima")
		self.assertEqual(desk.view_tugas(diterima)["jejak"][-1]["pelaku"], "Uji tu_b (a.n. Kepala Dinas A)")
		with self.assertRaises((BukanPemberiError, JabatanTindakanError)):
			make_disposisi(naskah, "tu_b", [to_post("AGN-KABID")], induk_tugas=tugas.name)


class TestKeberatan(SekretarisTestCase):
	def setUp(self):
		super().setUp()
		self.assign()
		self.disposisi = make_disposisi(
			make_naskah(),
			"tu_b",
			[to_post("AGN-KABID")],
			cara_pemberian="Lisan",
			waktu_perintah=now(),
		)
		(self.tugas,) = tugas_of(self.disposisi)

	def object_to(self, kunci="kadis_a", alasan="Bukan perintah saya"):
		as_user(kunci)
		return api.ajukan_keberatan(self.disposisi.name, alasan)

	def test_untouched_tasks_are_cancelled(self):
		self.assertEqual(self.object_to(), {"dibatalkan": 1, "berjalan": 0})
		self.tugas.reload()
		self.assertEqual(self.tugas.tahap, "Batal")
		self.assertIn("Bukan perintah saya", self.tugas.alasan_terakhir)
		self.disposisi.reload()
		self.assertTrue(self.disposisi.keberatan_pada)
		for kunci in ("tu_b", "kabid"):
			self.assertTrue(
				frappe.get_all(
					"Notification Log",
					{"for_user": factory.user_of(kunci), "subject": ("like", "%berkeberatan%")},
				),
				kunci,
			)

	def test_the_letter_is_the_chiefs_again_and_its_copies_close(self):
		d = make_disposisi(
			make_naskah(),
			"tu_b",
			[to_post("AGN-KABID"), to_post("AGN-KADB", tembusan=1)],
			cara_pemberian="Lisan",
			waktu_perintah=now(),
		)
		as_user("kadis_a")
		api.ajukan_keberatan(d.name, "Bukan perintah saya")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", d.naskah, "tahap"), "Baru")
		as_user("kadis_b")
		self.assertFalse(frappe.get_list("Disposisi", {"name": d.name}))
		make_disposisi(frappe.get_doc("Naskah Masuk", d.naskah), "kadis_a", [to_post("AGN-KABID")])

	def test_running_tasks_are_his_to_cancel(self):
		step(self.tugas, "kabid", "Terima")
		self.assertEqual(self.object_to(), {"dibatalkan": 0, "berjalan": 1})
		self.tugas.reload()
		self.assertEqual(self.tugas.tahap, "Berjalan")
		akhir = desk.view_tugas(self.tugas)["jejak"][-1]
		self.assertEqual((akhir["peristiwa"], akhir["catatan"]), ("Keberatan pemberi", "Bukan perintah saya"))
		self.assertEqual(api.verifikasi_jejak(self.tugas.name), [])

	def test_who_when_and_why(self):
		for kunci in ("tu_b", "kabid", "sekda"):
			with self.subTest(kunci), self.assertRaises((KeberatanError, frappe.PermissionError)):
				self.object_to(kunci)
		with self.assertRaises(KeberatanError):
			self.object_to(alasan=" ")
		frappe.db.set_value("Disposisi", self.disposisi.name, "batas_keberatan", add_days(today(), -1))
		with self.assertRaises(KeberatanError):
			self.object_to()
		frappe.db.set_value("Disposisi", self.disposisi.name, "batas_keberatan", today())
		self.object_to()
		with self.assertRaises(KeberatanError):
			self.object_to()

	def test_an_order_of_his_own_is_not_objected_to(self):
		d = make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		self.assertFalse(api.tampilan_pencatatan(d.name)["boleh_keberatan"])
		with self.assertRaises(KeberatanError):
			api.ajukan_keberatan(d.name, "x")
