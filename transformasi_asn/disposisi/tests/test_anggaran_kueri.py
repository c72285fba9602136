"""How many SQL statements the daily acts may send: a request that grows is seen here first.

The budgets are what was measured, plus at most a tenth.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.desk.form.load import getdoc
from frappe.utils import add_days, today

from transformasi_asn.alur.api import ambil_langkah
from transformasi_asn.disposisi import api, kotak
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.disposisi.tests.kueri import Kueri, request_of


class AnggaranTestCase(AlurTestCase):
	def measure(self, kunci: str, kerja: Callable[..., Any], *bahan: tuple) -> Kueri:
		"""The statements of the last of several like requests; the ones before it warm the caches."""
		for isi in bahan:
			with request_of(kunci) as kueri:
				kerja(*isi)
		return kueri

	def assertBudget(self, kueri: Kueri, batas: int) -> None:
		# PostgreSQL: a lock takes two statements (`basisdata.lock`), and core asks whether tables exist
		batas += 8 if frappe.db.db_type == "postgres" else 0
		self.assertLessEqual(len(kueri), batas, f"{len(kueri)} statements, budget {batas}:\n{kueri}")

	def give(self, **kw) -> Any:
		"""A new task of the kabid's."""
		(tugas,) = tugas_of(make_disposisi(make_naskah(**kw), "kadis_a", [to_post("AGN-KABID")]))
		return tugas

	def fill(self, tugas, banyak: int) -> None:
		"""More tasks like this one, each on its own."""
		kolom = [f for f in frappe.db.get_table_columns("Tugas") if not f.startswith("_")]
		asal = frappe.db.get_value("Tugas", tugas.name, kolom, as_dict=True)
		baris = [
			[frappe.generate_hash(length=10) if k == "name" else asal[k] for k in kolom]
			for _n in range(banyak)
		]
		frappe.db.bulk_insert("Tugas", kolom, baris)

	def compare(self, tugas, kerja: Callable[[], Any], kunci: str = "kadis_a") -> None:
		"""The same statements with ten tasks as with two hundred."""
		frappe.db.savepoint("isi")
		hasil = []
		for banyak in (10, 190):
			self.fill(tugas, banyak)
			hasil.append(self.measure(kunci, kerja, (), ()))
		frappe.db.rollback(save_point="isi")
		sedikit, banyak = hasil
		self.assertEqual(len(sedikit), len(banyak), f"10 tasks:\n{sedikit}\n\n200 tasks:\n{banyak}")


class TestMembuka(AnggaranTestCase):
	def open(self, doctype: str, nama: str) -> None:
		frappe.response.docs = []
		getdoc(doctype, nama)
		self.assertEqual(frappe.response.docs[0].name, nama)

	def test_forms(self):
		a, b = self.give(), self.give()
		for doctype, kunci, batas in (
			("Tugas", "kabid", 28),
			("Tugas", "kadis_a", 29),
			("Naskah Masuk", "kadis_a", 28),
			("Naskah Masuk", "tu_a", 24),
			("Disposisi", "kadis_a", 31),
		):
			with self.subTest(doctype=doctype, kunci=kunci):
				nama = {"Tugas": "name", "Naskah Masuk": "naskah", "Disposisi": "disposisi"}[doctype]
				kueri = self.measure(kunci, self.open, (doctype, a.get(nama)), (doctype, b.get(nama)))
				self.assertBudget(kueri, batas)

	def test_what_the_forms_show_besides(self):
		a, b = self.give(), self.give()
		with self.subTest("task"):
			self.assertBudget(self.measure("kabid", api.tampilan_tugas, (a.name,), (b.name,)), 19)
		with self.subTest("letter"):
			self.assertBudget(self.measure("kadis_a", api.tampilan_naskah, (a.naskah,), (b.naskah,)), 19)

	def test_a_form_does_not_grow_with_the_table(self):
		a = self.give()
		for doctype, nama in (("Tugas", a.name), ("Naskah Masuk", a.naskah), ("Disposisi", a.disposisi)):
			with self.subTest(doctype=doctype):
				self.compare(a, lambda d=doctype, n=nama: self.open(d, n))


class TestKotak(AnggaranTestCase):
	def test_all_counters_and_the_first_page(self):
		self.give()
		for pilihan in (None, "disposisi_belum_ditindaklanjuti", "terkirim", "tembusan_belum_dibaca"):
			with self.subTest(pilihan=pilihan):
				kueri = self.measure("kadis_a", api.kotak_kerja, (pilihan,), (pilihan,))
				self.assertLessEqual(len(kueri), 8, str(kueri))

	def test_a_box_does_not_grow_with_the_table(self):
		a = self.give()
		self.compare(
			a, lambda: self.assertGreater(len(kotak.list_rows("disposisi_belum_dibaca")), 10), "kabid"
		)
		self.compare(a, api.kotak_kerja)
		step(a, "kabid", "Terima")
		self.compare(a, lambda: kotak.list_rows("disposisi_belum_ditindaklanjuti"), "kabid")


class TestBertindak(AnggaranTestCase):
	def test_accept(self):
		bahan = [(self.give(),), (self.give(),)]
		kueri = self.measure("kabid", lambda t: frappe.model.workflow.apply_workflow(t, "Terima"), *bahan)
		self.assertBudget(kueri, 56)

	def test_report(self):
		tugas = [self.give(), self.give()]
		for t in tugas:
			step(t, "kabid", "Terima")
		kueri = self.measure("kabid", self.report, *((t.name,) for t in tugas))
		self.assertBudget(kueri, 85)

	def report(self, nama: str) -> None:
		self.assertEqual(ambil_langkah("Tugas", nama, "Laporkan", {"laporan": "Sudah."})["tahap"], "Menunggu")

	def test_last_report_received_closes_the_letter(self):
		tugas = [self.give(), self.give()]
		for t in tugas:
			step(t, "kabid", "Terima")
			factory.as_user("kabid")
			self.report(t.name)
			t.reload()
		kueri = self.measure(
			"kadis_a",
			lambda t: frappe.model.workflow.apply_workflow(t, "Terima Laporan"),
			*((t,) for t in tugas),
		)
		self.assertEqual(frappe.db.get_value("Naskah Masuk", tugas[1].naskah, "tahap"), "Selesai")
		self.assertBudget(kueri, 85)

	def test_hand_on(self):
		tugas = [self.give(), self.give()]
		naskah = [frappe.get_doc("Naskah Masuk", t.naskah) for t in tugas]
		kueri = self.measure("kabid", self.hand_on, *zip(naskah, tugas, strict=True))
		self.assertEqual(frappe.db.get_value("Tugas", tugas[1].name, "tahap"), "Menunggu")
		self.assertBudget(kueri, 151)

	def hand_on(self, naskah, tugas) -> None:
		make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)


class TestMendisposisi(AnggaranTestCase):
	"""The draft's insert and its submit, to people and to posts with somebody in charge who has a login."""

	TETAP = 85

	def test_an_order_to_people_costs_little_per_recipient(self):
		self.check_slope([to_person(p) for p in self.make_staff(25)], per_penerima=2)

	def test_an_order_to_posts_costs_little_per_recipient(self):
		pegawai = self.make_staff(25)
		for n, p in enumerate(pegawai):
			self.make_post(f"AGN-RAMAI-{n}", "Pengawas", eselon="IV.a")
			factory.make_penempatan(p, f"AGN-RAMAI-{n}", "Plt")
		self.check_slope([to_post(f"AGN-RAMAI-{n}") for n in range(25)], per_penerima=2)

	def check_slope(self, penerima: list[dict], per_penerima: int) -> None:
		# on PostgreSQL core asks once more, at each insert, whether a table exists
		per_penerima += frappe.db.db_type == "postgres"
		kueri = {}
		for banyak in (25, 5, 25):  # the first time warms the caches
			naskah = make_naskah()
			kueri[banyak] = self.measure("kadis_a", make_disposisi, (naskah, "kadis_a", penerima[:banyak]))
			self.assertEqual(frappe.db.count("Tugas", {"naskah": naskah.name}), banyak)
		lereng = (len(kueri[25]) - len(kueri[5])) / 20
		self.assertLessEqual(lereng, per_penerima, f"{lereng} statements per recipient:\n{kueri[25]}")
		self.assertBudget(kueri[5], per_penerima * 5 + self.TETAP)
		self.assertBudget(kueri[25], 6 * 25 + 20)

	def make_staff(self, banyak: int) -> list[str]:
		"""People directly below the head of Dinas A, on a post of many seats."""
		frappe.set_user("Administrator")
		self.make_post("AGN-RAMAI", "Pelaksana", jumlah_kursi=banyak)
		pegawai = []
		for n in range(banyak):
			# stored as it is: an account's own hooks take a second each and are not what is measured
			user = frappe.get_doc(
				{
					"doctype": "User",
					"email": f"ramai{n}@uji.example",
					"first_name": f"Ramai {n}",
					"enabled": 1,
				}
			)
			user.name = user.email
			user.db_insert()
			p = frappe.get_doc(
				{
					"doctype": "Pegawai ASN",
					"nama": f"Ramai {n}",
					"jenis_kepegawaian": "Non-ASN",
					"user": user.name,
				}
			)
			p.flags.ignore_links = True
			pegawai.append(p.insert().name)
			factory.make_penempatan(p.name, "AGN-RAMAI", mulai=add_days(today(), -30))
		return pegawai

	def make_post(self, kode: str, jenis: str, **kw) -> None:
		frappe.get_doc(
			{
				"doctype": "Jabatan",
				"kode": kode,
				"nama": kode.title(),
				"unit_kerja": "AGN-DA",
				"jenis": jenis,
				"atasan": "AGN-KADA",
				**kw,
			}
		).insert()
