"""A Surat Perintah from proposal to end, and the placement that follows it."""

import frappe
from frappe.utils import add_days, getdate, today

from transformasi_asn.organisasi import api, mandat, services
from transformasi_asn.organisasi.exceptions import (
	KeadaanJabatanError,
	LangkahSuratError,
	MandatDiriError,
	MandatTanpaSuratError,
	MandatUlangError,
	MasaPenempatanError,
	NomorSuratError,
	PegawaiTidakAktifError,
	PerpanjanganError,
	PltLewatBatasError,
	SuratTetapError,
	UsulGandaError,
)
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_jabatan,
	make_pegawai,
	make_penempatan,
	make_unit,
	make_user,
)

# who stands in for a post below his own needs a basis
DASAR = {"dasar_pengecualian": "Tidak ada pejabat lain"}


class TestSuratPerintah(OrganisasiTestCase):
	"""UJI-GUB > UJI-KADIS (kadis) > UJI-KABID (kabid), UJI-KABID2 (wakil); HR holds no post."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_dinas()
		make_jabatan("UJI-KABID2", "UJI-D", "UJI-KADIS")
		cls.pegawai = {}
		for kunci, jabatan in (
			("gub", "UJI-GUB"),
			("kadis", "UJI-KADIS"),
			("kabid", "UJI-KABID"),
			("wakil", "UJI-KABID2"),
			("lain", None),
		):
			user = make_user(f"sp.{kunci}", "ASN")
			cls.pegawai[kunci] = make_pegawai(kunci, user=user).name
			if jabatan:
				make_penempatan(cls.pegawai[kunci], jabatan)
		make_user("sp.hr", "ASN", "Pengelola Kepegawaian")

	def as_user(self, kunci: str) -> None:
		frappe.set_user(f"sp.{kunci}@organisasi.example")

	def propose(self, kunci="kabid", **kw):
		self.as_user(kunci)
		return frappe.get_doc(
			{
				"doctype": "Surat Perintah",
				"kapasitas": "Plh",
				"jabatan": "UJI-KABID",
				"pegawai": self.pegawai["wakil"],
				"sebab": "Cuti",
				"mulai": today(),
				"sampai": add_days(today(), 9),
				**kw,
			}
		).insert()

	def approve(self, surat, kunci="kadis"):
		self.as_user(kunci)
		api.setujui_surat_perintah(surat.name)

	def number(self, surat, nomor="800/1", kunci="hr"):
		self.as_user(kunci)
		api.tetapkan_surat_perintah(surat.name, nomor, today())

	def issue(self, nomor="800/1", **kw):
		surat = self.propose(**kw)
		self.approve(surat)
		self.number(surat, nomor)
		surat.reload()
		return surat

	def placement(self, surat):
		nama = mandat.find_penempatan(surat.name)
		return frappe.get_doc("Penempatan", nama) if nama else None

	def set_setelan(self, **nilai):
		frappe.set_user("Administrator")
		for field, isi in nilai.items():
			frappe.db.set_single_value("Pengaturan Tata Kerja", field, isi)

	# -- the way

	def test_from_proposal_to_placement(self):
		surat = self.propose()
		self.assertEqual(surat.status, "Diusulkan")
		self.assertEqual(surat.judul, "Plh. Jabatan UJI-KABID: wakil")
		self.assertIsNone(self.placement(surat))
		self.approve(surat)
		self.assertIsNone(self.placement(surat))
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, self.pegawai["kabid"])
		self.number(surat)
		surat.reload()
		p = self.placement(surat)
		self.assertEqual(
			(p.pegawai, p.jabatan, p.kapasitas, p.nomor_surat),
			(self.pegawai["wakil"], "UJI-KABID", "Plh", "800/1"),
		)
		self.assertEqual((getdate(p.mulai), getdate(p.selesai)), (getdate(), getdate(add_days(today(), 10))))
		self.assertEqual(surat.nama_penyetuju, "kadis (Jabatan UJI-KADIS)")
		pemangku = services.get_pemangku("UJI-KABID")
		self.assertEqual((pemangku.pegawai, pemangku.kapasitas), (self.pegawai["wakil"], "Plh"))
		besok_berakhir = services.get_pemangku("UJI-KABID", add_days(today(), 10))
		self.assertEqual(besok_berakhir.pegawai, self.pegawai["kabid"])

	def test_each_step_is_for_whom_it_is(self):
		surat = self.propose()
		for kunci in ("kabid", "wakil", "lain", "hr"):
			with self.subTest(kunci), self.assertRaises(LangkahSuratError):
				self.approve(surat, kunci)
		self.approve(surat, "gub")
		with self.assertRaises(LangkahSuratError):
			self.number(surat, kunci="kabid")
		with self.assertRaises(LangkahSuratError):
			self.approve(surat)
		self.number(surat, kunci="kadis")
		self.as_user("wakil")
		with self.assertRaises(LangkahSuratError):
			api.akhiri_surat_perintah(surat.name, today(), "Selesai")

	def test_who_proposes(self):
		for kunci in ("kadis", "gub", "hr"):
			with self.subTest(kunci):
				self.propose(kunci).delete(ignore_permissions=True)
		for kunci in ("wakil", "lain"):
			with self.subTest(kunci), self.assertRaises(LangkahSuratError):
				self.propose(kunci)

	def test_hr_approves_where_nobody_stands_above(self):
		surat = self.propose("hr", jabatan="UJI-GUB", pegawai=self.pegawai["kadis"], **DASAR)
		self.approve(surat, "hr")
		surat.reload()
		self.assertEqual(surat.status, "Disetujui")

	def test_refused_with_a_reason(self):
		surat = self.propose()
		self.as_user("kadis")
		with self.assertRaises(frappe.MandatoryError):
			api.tolak_surat_perintah(surat.name, " ")
		api.tolak_surat_perintah(surat.name, "Masih dinas")
		surat.reload()
		self.assertEqual((surat.status, surat.alasan_akhir), ("Ditolak", "Masih dinas"))
		self.propose()

	def test_secrecy_is_named_by_the_letter(self):
		self.assertEqual(self.placement(self.issue(wewenang_rahasia=1)).wewenang_rahasia, 1)

	def test_plt_and_pj_of_an_empty_post(self):
		make_jabatan("UJI-KOSONG", "UJI-D", "UJI-KADIS")
		plt = self.issue("800/2", kapasitas="Plt", jabatan="UJI-KOSONG", kunci="kadis")
		self.assertEqual(services.get_pemangku("UJI-KOSONG").kapasitas, "Plt")
		self.as_user("hr")
		api.akhiri_surat_perintah(plt.name, add_days(today(), -1), "Ada Pj.")
		self.issue("800/3", kapasitas="Pj.", jabatan="UJI-KOSONG", kunci="kadis")
		self.assertEqual(services.get_pemangku("UJI-KOSONG").kapasitas, "Pj.")

	# -- the end

	def test_ended_early(self):
		surat = self.issue(mulai=add_days(today(), -3))
		self.as_user("kabid")
		api.akhiri_surat_perintah(surat.name, add_days(today(), -1), "Sudah kembali")
		self.assertEqual(getdate(self.placement(surat).selesai), getdate())
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, self.pegawai["kabid"])
		surat.reload()
		self.assertEqual(mandat.state_of(surat), "Berakhir")

	def test_withdrawn_before_it_began(self):
		surat = self.issue(mulai=add_days(today(), 2))
		self.assertEqual(mandat.state_of(surat), "Akan Datang")
		self.as_user("hr")
		api.akhiri_surat_perintah(surat.name, today(), "Cuti dibatalkan")
		surat.reload()
		self.assertEqual(surat.status, "Dicabut")
		self.assertIsNone(self.placement(surat))

	def test_days_that_cannot_be_the_last(self):
		surat = self.issue(mulai=add_days(today(), -5))
		self.as_user("hr")
		for hari in (add_days(today(), -2), surat.sampai, add_days(surat.sampai, 1)):
			with self.subTest(hari), self.assertRaises(LangkahSuratError):
				api.akhiri_surat_perintah(surat.name, str(hari), "x")

	def test_extension(self):
		surat = self.issue()
		self.as_user("kabid")
		isi = api.usul_perpanjangan(surat.name)
		self.assertEqual((isi["mulai"], isi["perpanjangan_dari"]), (add_days(today(), 10), surat.name))
		with self.assertRaises(PerpanjanganError):
			self.propose(**{**isi, "mulai": add_days(today(), 12), "sampai": add_days(today(), 20)})
		lanjutan = self.issue("800/2", **{**isi, "sampai": add_days(today(), 20)})
		hari = add_days(today(), 15)
		self.assertEqual(services.get_pemangku("UJI-KABID", hari).pegawai, self.pegawai["wakil"])
		self.assertEqual(getdate(self.placement(lanjutan).selesai), getdate(add_days(today(), 21)))

	def test_the_placement_is_the_letter_s(self):
		surat = self.issue()
		frappe.set_user("Administrator")
		p = self.placement(surat)
		p.selesai = add_days(today(), 30)
		with self.assertRaises(SuratTetapError):
			p.save()
		with self.assertRaises(SuratTetapError):
			self.placement(surat).delete()
		lain = make_penempatan(self.pegawai["lain"], "UJI-KADIS", kapasitas="Plh", selesai="2026-02-01")
		lain.surat_perintah = surat.name
		with self.assertRaises(SuratTetapError):
			lain.save()

	def test_import_does_not_overrule_the_letter(self):
		surat = self.issue()
		self.as_user("hr")
		p = self.placement(surat)
		nip = frappe.db.get_value("Pegawai ASN", p.pegawai, "nip")
		kepala = "pegawai,jabatan,kapasitas,mulai,selesai\n"
		sama = f"{nip},UJI-KABID,Plh,{p.mulai},{p.selesai}\n"
		lama = f"{nip},UJI-KABID,Plh,2024-01-01,2024-02-01\n"
		hasil = api.import_berkas("penempatan", kepala + sama + lama)
		self.assertEqual((hasil["berhasil"], hasil["gagal"]), (2, []))
		hasil = api.import_berkas(
			"penempatan", kepala + f"{nip},UJI-KABID,Plh,{p.mulai},{add_days(today(), 90)}\n"
		)
		self.assertEqual(hasil["berhasil"], 0)
		self.assertIn("Surat Perintah", hasil["gagal"][0]["pesan"])

	def test_hr_gives_no_mandate_without_a_letter(self):
		"""Neither to himself nor to another, by form, API or file; and never the say over Rahasia."""
		frappe.set_user("Administrator")
		diri = make_pegawai("HR", user="sp.hr@organisasi.example")
		orang = {"pegawai": diri.name, "jabatan": "UJI-KADIS", "mulai": today()}
		self.as_user("hr")
		for kapasitas in ("Plh", "Plt", "Pj."):
			for rahasia in (1, 0):
				baru = {"doctype": "Penempatan", "kapasitas": kapasitas, "wewenang_rahasia": rahasia, **orang}
				with self.subTest(kapasitas, rahasia=rahasia), self.assertRaises(MandatTanpaSuratError):
					frappe.client.insert(baru)
		kepala = "pegawai,jabatan,kapasitas,mulai,selesai,wewenang_rahasia\n"
		baris = f"{diri.nip},UJI-KADIS,Plh,{today()},{add_days(today(), 9)},"
		hasil = api.import_berkas("penempatan", f"{kepala}{baris}1\n")
		self.assertEqual(hasil["berhasil"], 0)
		self.assertIn("Surat Perintah", hasil["gagal"][0]["pesan"])
		self.assertFalse(frappe.db.exists("Penempatan", {"pegawai": diri.name}))
		self.assertEqual(api.import_berkas("penempatan", f"{kepala}{baris}0\n")["berhasil"], 1)
		self.assertEqual(api.import_berkas("penempatan", f"{kepala}{baris}1\n")["berhasil"], 0)
		nama = frappe.db.get_value("Penempatan", {"pegawai": diri.name})
		for ubah in (
			{"wewenang_rahasia": 1},
			{"selesai": None},
			{"selesai": add_days(today(), 10)},
			{"mulai": add_days(today(), -1)},
			{"pegawai": self.pegawai["lain"]},
			{"jabatan": "UJI-GUB"},
			{"kapasitas": "Plt"},
		):
			p = frappe.get_doc("Penempatan", nama).update(ubah)
			with self.subTest(ubah), self.assertRaises(MandatTanpaSuratError):
				p.save()
		p = frappe.get_doc("Penempatan", nama).update({"selesai": add_days(today(), 2), "dasar": "x"})
		p.save()
		p.delete()

	def test_what_was_a_record_becomes_no_mandate(self):
		self.as_user("hr")
		lampau = {"pegawai": self.pegawai["lain"], "jabatan": "UJI-KADIS", "mulai": "2024-01-01"}
		p = frappe.get_doc(
			{"doctype": "Penempatan", "kapasitas": "Plh", "selesai": "2024-02-01", "riwayat": 1, **lampau}
		).insert()
		p.update({"riwayat": 0, "selesai": None})
		with self.assertRaises(MandatTanpaSuratError):
			p.save()
		definitif = frappe.get_doc("Penempatan", {"pegawai": self.pegawai["kabid"]})
		definitif.update({"kapasitas": "Plh", "jabatan": "UJI-KADIS"})
		with self.assertRaises(MandatTanpaSuratError):
			definitif.save()

	# -- limits

	def test_nobody_is_his_own_giver(self):
		surat = self.propose("hr", pegawai=self.pegawai["kadis"], **DASAR)
		with self.assertRaises(MandatDiriError):
			self.approve(surat)
		self.approve(surat, "gub")

	def test_a_mandate_is_not_handed_on(self):
		self.issue()
		with self.assertRaises(LangkahSuratError):
			self.propose(
				"wakil",
				pegawai=self.pegawai["lain"],
				mulai=add_days(today(), 20),
				sampai=add_days(today(), 30),
			)
		self.set_setelan(larang_mandat_ulang=0)
		self.propose(
			"wakil", pegawai=self.pegawai["lain"], mulai=add_days(today(), 20), sampai=add_days(today(), 30)
		)

	def test_the_stand_in_does_not_approve_another(self):
		"""Kadis runs the post below him as Plh, and would hand that on."""
		surat = self.propose("hr", pegawai=self.pegawai["kadis"], sampai=add_days(today(), 3), **DASAR)
		self.approve(surat, "gub")
		self.number(surat)
		lain = self.propose("hr", mulai=add_days(today(), 4))
		with self.assertRaises(MandatUlangError):
			self.approve(lain)
		self.approve(lain, "gub")

	def test_two_plh_of_one_post_do_not_overlap(self):
		surat = self.propose()
		with self.assertRaises(UsulGandaError):
			self.propose("kadis", pegawai=self.pegawai["lain"], mulai=surat.sampai)
		self.approve(surat)
		self.number(surat)
		for larang in (1, 0):
			self.set_setelan(larang_mandat_ulang=larang)
			with self.subTest(larang=larang), self.assertRaises(frappe.ValidationError) as galat:
				self.propose(
					"kadis",
					pegawai=self.pegawai["lain"],
					mulai=surat.sampai,
					sampai=add_days(surat.sampai, 4),
				)
			self.assertIn("Akhiri dahulu", str(galat.exception))
		self.propose(
			"kadis",
			pegawai=self.pegawai["lain"],
			mulai=add_days(surat.sampai, 1),
			sampai=add_days(surat.sampai, 4),
		)

	def test_capacity_must_fit(self):
		with self.assertRaises(KeadaanJabatanError):
			self.propose(kapasitas="Plt")
		with self.assertRaises(KeadaanJabatanError):
			self.propose("kadis", jabatan="UJI-PEL")

	def test_beyond_the_limits_a_basis_or_a_refusal(self):
		panjang = {"sampai": add_days(today(), 200)}
		surat = self.propose(**panjang)
		self.as_user("kadis")
		self.assertTrue(api.tampilan_surat_perintah(surat.name)["peringatan"])
		with self.assertRaises(PltLewatBatasError):
			self.approve(surat)
		self.as_user("kabid")
		surat.dasar_pengecualian = "Persetujuan Gubernur"
		surat.save()
		self.set_setelan(tolak_plt_lewat_batas=1)
		with self.assertRaises(PltLewatBatasError):
			self.approve(surat)
		self.set_setelan(tolak_plt_lewat_batas=0)
		self.approve(surat)
		self.number(surat)
		self.assertEqual(self.placement(surat).dasar, "Persetujuan Gubernur")

	def test_the_agency_s_own_limit_for_plh(self):
		self.set_setelan(batas_plh_hari=7)
		with self.assertRaises(PltLewatBatasError):
			self.approve(self.propose())

	def test_a_number_is_used_once_a_year(self):
		self.issue()
		lain = self.propose("kadis", jabatan="UJI-KABID2", pegawai=self.pegawai["kabid"])
		self.approve(lain)
		with self.assertRaises(NomorSuratError):
			self.number(lain)
		self.number(lain, "800/2")

	def test_another_perangkat_daerah_has_its_own_numbers(self):
		frappe.set_user("Administrator")
		make_unit("UJI-E", "UJI", jenis="Dinas", perangkat_daerah=1)
		make_jabatan("UJI-KABAN", "UJI-E", "UJI-GUB", jenis="JPT Pratama", eselon="II.a", kepala_unit=1)
		make_penempatan(make_pegawai("kaban").name, "UJI-KABAN")
		self.issue()
		lain = self.propose("hr", jabatan="UJI-KABAN", pegawai=self.pegawai["kadis"])
		self.approve(lain, "gub")
		self.number(lain)
		lain.reload()
		self.assertEqual((lain.status, lain.nomor_surat), ("Ditetapkan", "800/1"))

	def test_it_is_checked_again_when_it_gets_its_number(self):
		surat = self.propose()
		self.approve(surat)
		frappe.set_user("Administrator")
		frappe.db.set_value("Pegawai ASN", self.pegawai["wakil"], "aktif", 0)
		with self.assertRaises(PegawaiTidakAktifError):
			self.number(surat)
		frappe.db.set_value("Pegawai ASN", self.pegawai["wakil"], "aktif", 1)
		frappe.db.set_value(
			"Penempatan", {"pegawai": self.pegawai["kabid"]}, "berhalangan_tetap", add_days(today(), -1)
		)
		services.clear_cache()
		with self.assertRaises(KeadaanJabatanError):
			self.number(surat)
		frappe.db.set_value("Penempatan", {"pegawai": self.pegawai["kabid"]}, "berhalangan_tetap", None)
		self.number(surat)

	def test_no_mandate_for_days_that_are_over(self):
		surat = self.propose()
		self.approve(surat)
		masa = {"mulai": add_days(today(), -9), "sampai": add_days(today(), -1)}
		frappe.db.set_value("Surat Perintah", surat.name, masa)
		with self.assertRaisesRegex(MasaPenempatanError, "sudah lewat"):
			self.number(surat)
		frappe.db.set_value("Surat Perintah", surat.name, "sampai", today())
		self.number(surat)
		self.assertEqual(services.get_pemangku("UJI-KABID").pegawai, self.pegawai["wakil"])

	def test_days(self):
		with self.assertRaises(MasaPenempatanError):
			self.propose(sampai=add_days(today(), -1))

	# -- what stands

	def test_the_caller_cannot_send_an_approval(self):
		surat = self.propose(status="Ditetapkan", nomor_surat="1", penyetuju=self.pegawai["kadis"])
		self.assertEqual((surat.status, surat.nomor_surat, surat.penyetuju), ("Diusulkan", None, None))
		surat.status = "Disetujui"
		with self.assertRaises(SuratTetapError):
			surat.save()

	def test_what_was_approved_stands(self):
		surat = self.propose()
		surat.sampai = add_days(today(), 5)
		surat.save()
		self.approve(surat)
		surat.reload()
		surat.sampai = add_days(today(), 50)
		for kunci, galat in (("kabid", frappe.PermissionError), ("hr", frappe.PermissionError)):
			self.as_user(kunci)
			with self.subTest(kunci), self.assertRaises(galat):
				surat.save()
		frappe.set_user("Administrator")
		with self.assertRaises(SuratTetapError):
			surat.save()
		with self.assertRaises(SuratTetapError):
			frappe.delete_doc("Surat Perintah", surat.name)

	def test_a_stranger_reads_and_changes_nothing(self):
		surat = self.propose()
		self.as_user("lain")
		dibaca = frappe.get_doc("Surat Perintah", surat.name)
		self.assertTrue(dibaca.has_permission("read"))
		self.assertEqual(api.tampilan_surat_perintah(surat.name)["langkah"], [])
		dibaca.sampai = add_days(today(), 1)
		with self.assertRaises(frappe.PermissionError):
			dibaca.save()
