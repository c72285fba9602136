"""The reports count what the lists show: for everybody, at every grade."""

from datetime import timedelta

import frappe
from frappe.desk import query_report
from frappe.utils import getdate, today

from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.disposisi.tests.factory import step
from transformasi_asn.permissions.tests.jalan import DITOLAK, sebagai
from transformasi_asn.permissions.tests.test_kesepakatan import GRADE, SEMUA_ORANG, KesepakatanTestCase

RENTANG = {"dari": str(getdate(today()) - timedelta(days=31)), "sampai": str(getdate(today()))}


class TestLaporan(KesepakatanTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for g in GRADE:
			tugas = cls.langsung[g].tugas
			step(tugas, "jf1", "Terima")
			step(tugas, "jf1", "Laporkan", laporan="Sudah.")
			step(tugas, "sekda", "Terima Laporan")
		frappe.set_user("Administrator")

	def run_report(self, nama: str, **saring) -> list[dict] | None:
		"""Rows of a report as the desk gets them; None where the desk refuses."""
		try:
			hasil = query_report.run(nama, filters={**RENTANG, **saring}, ignore_prepared_report=True)
		except DITOLAK:
			return None
		return hasil["result"]

	def listed(self, doctype: str, saring) -> list[str]:
		try:
			return frappe.get_list(doctype, saring, pluck="name", limit_page_length=0, order_by=None)
		except DITOLAK:
			return []

	def test_tasks(self):
		angka = {}
		for orang in SEMUA_ORANG:
			with self.subTest(orang=orang), sebagai(orang):
				terbuka = len(self.listed("Tugas", {"tahap": ("in", TAHAP_TERBUKA)}))
				selesai = len(self.listed("Tugas", {"tahap": "Selesai"}))
				for kelompok in ("Perangkat daerah", "Jabatan", "Pola kerja"):
					tertunda = self.run_report("Tugas Tertunda", kelompok=kelompok)
					laju = self.run_report("Laju Penyelesaian", kelompok=kelompok)
					lama = self.run_report("Lama di Setiap Status", kelompok=kelompok)
					if tertunda is None:
						self.assertEqual((laju, lama, terbuka + selesai), (None, None, 0))
						continue
					self.assertEqual(sum(r["jumlah"] for r in tertunda), terbuka)
					self.assertEqual(sum(r["selesai"] for r in laju), selesai)
					self.assertEqual(sum(r["diberikan"] for r in laju), terbuka + selesai)
					self.assertEqual(sum(r["masih"] for r in lama), terbuka)
				angka[orang] = (terbuka, selesai)
		# nobody sees all, and they do not all see the same
		self.assertGreater(len(set(angka.values())), 4)
		self.assertEqual(angka["tanpa_peran"], (0, 0))

	def test_the_register(self):
		isi = 0
		for orang in SEMUA_ORANG:
			for unit in ("AGN-SETDA", "AGN-DA", "AGN-DB"):
				with self.subTest(orang=orang, unit=unit), sebagai(orang):
					baris = self.run_report("Buku Agenda", unit_kerja=unit)
					if baris is None:
						continue
					self.assertEqual(
						sorted(b["nomor_lengkap"] for b in baris),
						sorted(
							frappe.get_list(
								"Agenda Naskah",
								{"unit_kerja": unit},
								pluck="nomor_lengkap",
								limit_page_length=0,
							)
						),
					)
					terlihat = set(self.listed("Naskah Masuk", {}))
					for b in baris:
						if b.get("tertutup"):
							isi += 1
							self.assertFalse(b.get("nomor_surat") or b.get("pengirim") or b.get("naskah"))
							self.assertNotIn("Langsung", b["perihal"])
						else:
							self.assertIn(b["naskah"], terlihat)
		self.assertTrue(isi)
