"""The page Beban Kerja: what it counts, who sees whose numbers, and in how many statements."""

import frappe
from frappe.utils import add_days, getdate, now_datetime, today

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.disposisi.tests.kueri import request_of
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.tests import factory as orang_luar
from transformasi_asn.pokja import api, halaman_beban
from transformasi_asn.pokja.exceptions import SatuanWaktuError, TanpaHakBebanError
from transformasi_asn.pokja.tests.test_beban import set_limits
from transformasi_asn.tata_kerja.services import get_pengaturan


class HalamanTestCase(AlurTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		orang_luar.make_agency()

	def view(self, kunci: str, **kw) -> dict:
		factory.as_user(kunci)
		return api.beban_kerja(**kw)

	def seen(self, kunci: str, **kw) -> set[str]:
		"""Keys of those whose numbers are shown, all pages together."""
		nama = {v: k for k, v in self.pegawai.items()}
		hasil, halaman, jumlah = set(), 1, 1
		while halaman <= jumlah:
			isi = self.view(kunci, halaman=halaman, **kw)
			jumlah, halaman = isi["jumlah_halaman"], halaman + 1
			hasil |= {nama[o["pegawai"]] for o in isi["orang"] if o["pegawai"] in nama}
		return hasil

	def row(self, kunci: str, orang: str, **kw) -> dict:
		(baris,) = (o for o in self.view(kunci, **kw)["orang"] if o["pegawai"] == self.pegawai[orang])
		return baris


class TestSiapaMelihat(HalamanTestCase):
	def test_who_sees_whose_load(self):
		dinas_a = {"kabid", "jf1", "jf2", "tu_a"}
		dinas_b = {"jf_b", "tu_b"}
		self.assertEqual(self.seen("kadis_a"), {"kadis_a", *dinas_a})
		self.assertEqual(self.seen("kabid"), {"kabid", "jf1", "jf2"})
		self.assertEqual(self.seen("jf1"), {"jf1"})
		self.assertEqual(self.seen("tu_a"), {"tu_a"})
		self.assertEqual(
			self.seen("sekda"),
			{"sekda", "asisten", "kadis_a", "kadis_b", "tu_setda", *dinas_a, *dinas_b},
		)
		# no post, no people below: himself alone, and he stands nowhere
		self.assertEqual(self.seen("tanpa_jabatan"), set())
		for kunci in ("pengelola", "auditor"):
			self.assertLessEqual({"gubernur", "sekda", *dinas_a, *dinas_b}, self.seen(kunci, cari="Uji"))

	def test_strangers_are_refused(self):
		for kunci in ("sistem", "tanpa_peran"):
			self.assertRaises(TanpaHakBebanError, self.view, kunci)
		frappe.set_user("Guest")
		self.assertRaises(TanpaHakBebanError, api.beban_kerja)

	def test_a_unit_outside_shows_nobody(self):
		self.assertEqual(self.seen("kadis_a", unit="AGN-DB"), set())
		self.assertEqual(self.view("kadis_a", unit="AGN-DB")["jumlah"]["orang"], 0)
		self.assertRaises(frappe.DoesNotExistError, self.view, "kadis_a", unit="TIDAK-ADA")

	def test_who_runs_a_post_for_another_sees_its_people(self):
		frappe.set_user("Administrator")
		factory.make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh")
		konteks.clear()
		self.assertEqual(self.seen("asisten"), {"asisten", "jf1", "jf2"})


class TestIsi(HalamanTestCase):
	def test_sums_of_units_and_of_their_officers(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])])
		isi = self.view("kadis_a")
		self.assertEqual(isi["unit"]["name"], "AGN-DA")
		self.assertEqual([u["name"] for u in isi["jejak"]], ["AGN-PEMDA", "AGN-DA"])
		bawah = {u["name"]: u for u in isi["unit_bawah"]}
		self.assertEqual(set(bawah), {"AGN-DA-B1", ""})
		self.assertEqual(bawah["AGN-DA-B1"]["orang"], 3)
		for kolom in ("orang", "struktural", "fungsional", "tim", "total", "lewat"):
			self.assertEqual(sum(u[kolom] for u in isi["unit_bawah"]), isi["jumlah"][kolom])
			if kolom != "orang" and kolom != "lewat":
				self.assertEqual(sum(o[kolom] for o in isi["orang"]), isi["jumlah"][kolom])
		self.assertEqual(
			[o["total"] for o in isi["orang"]], sorted((o["total"] for o in isi["orang"]), reverse=True)
		)

	def test_filters(self):
		self.assertEqual(self.seen("kadis_a", unit="AGN-DA-B1"), {"kabid", "jf1", "jf2"})
		self.assertEqual(self.seen("kadis_a", jabatan_fungsional="Analis Kebijakan"), {"jf1", "jf2"})
		self.assertEqual(self.seen("kadis_a", jenjang="Ahli Madya"), set())
		self.assertEqual(self.seen("kadis_a", cari="KABID"), {"kabid"})
		self.assertEqual(self.view("kadis_a")["pilihan"]["jenjang"], ["Ahli Muda"])
		self.assertRaises(SatuanWaktuError, self.view, "kadis_a", satuan="Hari")

	def test_pages(self):
		semula = halaman_beban.SEHALAMAN
		halaman_beban.SEHALAMAN = 2
		try:
			isi = self.view("kadis_a", halaman=99)
			self.assertEqual((isi["halaman"], isi["jumlah_halaman"], len(isi["orang"])), (3, 3, 1))
			self.assertEqual(len(self.seen("kadis_a")), 5)
		finally:
			halaman_beban.SEHALAMAN = semula

	def test_weeks_show_what_was_open_then(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])]))
		sebelum = [s["jumlah"] for s in self.row("kadis_a", "jf1")["sel"]]
		self.assertEqual(len(sebelum), halaman_beban.TITIK)
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Sudah.")
		step(tugas, "kadis_a", "Terima Laporan")
		# given thirty days ago, finished ten days ago
		frappe.db.set_value(
			"Tugas",
			tugas.name,
			{"creation": add_days(now_datetime(), -30), "selesai_pada": add_days(now_datetime(), -10)},
			update_modified=False,
		)
		isi = self.view("kadis_a")
		sesudah = [s["jumlah"] for s in self.row("kadis_a", "jf1")["sel"]]
		harap = []
		for titik, dulu in zip(isi["titik"], sebelum, strict=True):
			umur = (getdate(today()) - getdate(titik)).days
			harap.append(dulu + (10 < umur <= 30) - (umur == 0))
		self.assertEqual(sesudah, harap)
		bulan = self.view("kadis_a", satuan="Bulan")
		self.assertEqual(bulan["titik"][-1], today())
		self.assertGreater(bulan["titik"][-1], bulan["titik"][-2])

	def test_the_limit_of_the_unit_marks_who_is_over_it(self):
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])])
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])])
		beban = self.row("kadis_a", "jf1")["total"]
		set_limits(self, 0, {"AGN-DA": 99, "AGN-DA-B1": beban - 1})
		jf1, tu = self.row("kadis_a", "jf1"), self.row("kadis_a", "tu_a")
		self.assertEqual((jf1["batas"], jf1["lewat"], jf1["sel"][-1]["tingkat"]), (beban - 1, True, "lewat"))
		self.assertEqual((tu["batas"], tu["lewat"]), (99, False))
		isi = self.view("kadis_a")
		self.assertGreaterEqual(isi["jumlah"]["lewat"], 1)
		self.assertEqual(sum(u["lewat"] for u in isi["unit_bawah"]), isi["jumlah"]["lewat"])

	def test_units_over_time(self):
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])])
		isi = self.view("kadis_a")
		bidang = next(u for u in isi["unit_bawah"] if u["name"] == "AGN-DA-B1")
		self.assertEqual(len(bidang["sel"]), len(isi["titik"]))
		self.assertEqual(bidang["sel"][-1]["jumlah"], bidang["rata"])
		self.assertNotEqual(bidang["sel"][-1]["tingkat"], "kosong")
		self.assertLess(bidang["sel"][0]["jumlah"], bidang["rata"])

	def test_few_statements(self):
		for kunci in ("kadis_a", "pengelola"):
			# what core keeps from one request to the next is there
			with request_of(kunci):
				api.beban_kerja()
			with request_of(kunci) as kueri:
				konteks.get_konteks()
				get_pengaturan()
				sebelum = len(kueri)
				api.beban_kerja()
				self.assertLessEqual(len(kueri) - sebelum, 6, str(kueri))
