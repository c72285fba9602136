import random
from contextlib import contextmanager

import frappe

from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.tests.factory import (
	OrganisasiTestCase,
	make_dinas,
	make_jabatan,
	make_pegawai,
	make_penempatan,
	make_unit,
)
from transformasi_asn.organisasi.tests.kueri import count_queries

HARI = "2026-02-01"


class TestPemangku(OrganisasiTestCase):
	def test_vacancy_goes_up_and_comes_back(self):
		make_dinas()
		kadis, kabid = make_pegawai("Kadis").name, make_pegawai("Kabid").name
		make_penempatan(kadis, "UJI-KADIS")
		self.assertEqual(services.get_pemangku("UJI-KABID", HARI).pegawai, kadis)
		self.assertEqual({p.jabatan for p in services.list_pangkuan(kadis, HARI)}, {"UJI-KADIS", "UJI-KABID"})
		make_penempatan(kabid, "UJI-KABID")
		self.assertEqual(services.get_pemangku("UJI-KABID", HARI).pegawai, kabid)
		self.assertEqual({p.jabatan for p in services.list_pangkuan(kadis, HARI)}, {"UJI-KADIS"})

	@contextmanager
	def assert_queries(self, batas: int):
		with count_queries() as kueri:
			yield
		self.assertLessEqual(len(kueri), batas, f"{len(kueri)} statements, budget {batas}:\n{kueri}")

	def test_few_queries(self):
		make_dinas()
		kadis = make_pegawai().name
		make_penempatan(kadis, "UJI-KADIS")
		for n in range(8):
			make_jabatan(f"UJI-K{n}", "UJI-D", "UJI-KADIS", pengganti="UJI-KABID" if n % 2 else None)
			if n > 1:
				make_penempatan(make_pegawai().name, f"UJI-K{n}")
		services.clear_cache()
		with self.assert_queries(6):
			services.list_pangkuan(kadis, HARI)
		with self.assert_queries(0):
			services.list_pangkuan(kadis, HARI)
		services.clear_cache()
		with self.assert_queries(3):
			services.get_pemangku("UJI-PEL", HARI)
		services.clear_cache()
		with self.assert_queries(3):
			struktur = services.get_struktur(HARI)
			struktur.preload([f"UJI-K{n}" for n in range(8)])
			for n in range(8):
				services.get_pemangku(f"UJI-K{n}", HARI)

	def test_both_directions_agree(self):
		acak = random.Random(7)
		make_unit("UJI")
		kode = [f"UJI-{n}" for n in range(25)]
		for n, k in enumerate(kode):
			make_jabatan(
				k,
				"UJI",
				acak.choice(kode[max(0, n - 5) : n]) if n else None,
				pengganti=acak.choice(kode[:n]) if n and acak.random() < 0.3 else None,
			)
		orang = [make_pegawai(f"P{n}").name for n in range(12)]
		for p, k in zip(orang, acak.sample(kode, 12), strict=True):
			make_penempatan(p, k)
		for p, k in zip(orang[:6], acak.sample(kode, 6), strict=True):
			if not frappe.db.exists("Penempatan", {"pegawai": p, "jabatan": k}):
				make_penempatan(p, k, kapasitas=acak.choice(("Plt", "Plh")), dasar="uji")
		depan = {(services.get_pemangku(k, HARI).pegawai, k) for k in kode}
		services.clear_cache()
		belakang = {(p, pangkuan.jabatan) for p in orang for pangkuan in services.list_pangkuan(p, HARI)}
		self.assertEqual({pasangan for pasangan in depan if pasangan[0]}, belakang)

	def test_own_seat_is_no_address(self):
		make_dinas()
		pegawai = make_pegawai().name
		make_penempatan(pegawai, "UJI-PEL")
		(pangkuan,) = services.list_pangkuan(pegawai, HARI)
		self.assertEqual((pangkuan.jabatan, pangkuan.alamat), ("UJI-PEL", False))
		self.assertIsNone(services.get_pemangku("UJI-PEL", HARI).pegawai)

	def test_forgotten_on_rollback(self):
		make_dinas()
		pegawai = make_pegawai().name
		frappe.db.savepoint("penempatan")
		make_penempatan(pegawai, "UJI-KADIS")
		self.assertEqual(services.get_pemangku("UJI-KADIS", HARI).pegawai, pegawai)
		frappe.db.rollback(save_point="penempatan")
		services.clear_cache()
		self.assertIsNone(services.get_pemangku("UJI-KADIS", HARI).pegawai)

	def test_unknown_post(self):
		self.assertIsNone(services.get_pemangku("UJI-TIDAK-ADA").pegawai)
		with self.assertRaises(frappe.DoesNotExistError):
			services.get_fakta_jabatan("UJI-TIDAK-ADA")
