"""How much open work lies with whom, as stored."""

import frappe

from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	make_penempatan,
	step,
	to_person,
	to_post,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.tests.kueri import count_queries
from transformasi_asn.pokja import beban
from transformasi_asn.pokja.domain.beban import Beban


class BebanTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		organisasi.clear_cache()
		self.sebelum = self.read()

	def read(self) -> dict[str, Beban]:
		return {kunci: beban.count_beban(self.pegawai.values())[nama] for kunci, nama in self.pegawai.items()}

	def added(self) -> dict[str, tuple[int, int, int, int]]:
		"""Key of each person → structural, functional, team, number of teams since the test began."""
		hasil = {}
		for kunci, kini in self.read().items():
			dulu = self.sebelum[kunci]
			beda = (
				kini.struktural - dulu.struktural,
				kini.fungsional - dulu.fungsional,
				kini.tim - dulu.tim,
				kini.jumlah_tim - dulu.jumlah_tim,
			)
			if any(beda):
				hasil[kunci] = beda
		return hasil


class TestHitung(BebanTestCase):
	def test_structural_functional_and_team(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		jf1, jf2 = self.pegawai["jf1"], self.pegawai["jf2"]
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(jf1), to_person(jf2)])
		tim = self.make_pokja()
		make_disposisi(make_naskah(pemicu=PRIORITAS, kompleks=1), "kadis_a", [to_team(tim.name)])
		self.assertEqual(self.added(), {"kabid": (1, 0, 0, 0), "jf1": (0, 1, 1, 1), "jf2": (0, 1, 0, 1)})

	def test_a_post_is_the_load_of_who_is_in_charge_today(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh")
		semua = self.sebelum["kabid"].struktural + 1
		self.assertEqual(self.added()["asisten"], (semua, 0, 0, 0))
		self.assertEqual(self.read()["kabid"].struktural, 0)

	def test_the_work_of_an_empty_post_lies_one_level_up(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		penempatan = frappe.db.get_value("Penempatan", {"jabatan": "AGN-KABID"})
		frappe.db.set_value("Penempatan", penempatan, "selesai", frappe.utils.today())
		organisasi.clear_cache()
		self.assertEqual(organisasi.get_pemangku(tugas.jabatan).pegawai, self.pegawai["kadis_a"])
		self.assertEqual(self.added()["kadis_a"], (self.sebelum["kabid"].struktural + 1, 0, 0, 0))

	def test_closed_work_is_none(self):
		naskah = make_naskah(pemicu=PRIORITAS)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])]))
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Sudah.")
		self.assertEqual(self.added(), {"jf1": (0, 1, 0, 0)})
		step(tugas, "kadis_a", "Terima Laporan")
		self.assertEqual(self.added(), {})

	def test_few_and_all_agree_in_few_statements(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		make_disposisi(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])])
		sedikit = self.read()
		semula = beban.BATAS_NAMA
		beban.BATAS_NAMA = 0
		try:
			self.assertEqual(self.read(), sedikit)
		finally:
			beban.BATAS_NAMA = semula
		organisasi.clear_cache()
		with count_queries() as kueri:
			beban.count_beban(self.pegawai.values())
		self.assertLessEqual(len(kueri), 4, str(kueri))

	def test_everybody_in_charge_is_found_as_one_by_one(self):
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["asisten"], "AGN-KABID", "Plh")
		organisasi.clear_cache()
		semua = organisasi.list_pemangku()
		organisasi.clear_cache()
		for jabatan in frappe.get_all("Jabatan", {"aktif": 1}, pluck="name"):
			self.assertEqual(semua.get(jabatan), organisasi.get_pemangku(jabatan).pegawai)
