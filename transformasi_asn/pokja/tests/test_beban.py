"""How much open work lies with whom, as stored."""

import frappe

from transformasi_asn.disposisi import desk
from transformasi_asn.disposisi.tests import factory
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


def set_limits(kasus, umum: int, per_unit: dict[str, int] | None = None) -> None:
	"""The limit of load for all and for single units, for the time of the test."""
	pengguna = frappe.session.user
	frappe.set_user("Administrator")
	# the cache outlives the rollback of the test
	kasus.addCleanup(frappe.clear_document_cache, "Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
	p = frappe.get_doc("Pengaturan Tata Kerja")
	p.batas_beban = umum
	p.set("ketentuan_unit", [{"unit_kerja": u, "batas_beban": n} for u, n in (per_unit or {}).items()])
	p.save()
	frappe.set_user(pengguna)


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

	def test_work_of_a_teams_plan_counts_for_who_does_it(self):
		tim = self.make_pokja()
		factory.as_user("jf1")
		kerja = frappe.get_doc(
			{
				"doctype": "Pekerjaan Tim",
				"tim": tim.name,
				"judul": "Kajian uji",
				"pegawai": self.pegawai["jf2"],
			}
		).insert()
		self.assertEqual(self.added()["jf2"], (0, 0, 1, 1))
		kerja.update({"keadaan": "Dibatalkan", "alasan": "Uji."})
		kerja.save()
		self.assertEqual(self.added()["jf2"], (0, 0, 0, 1))


class TestPeringatan(BebanTestCase):
	def setUp(self):
		super().setUp()
		self.forget()

	def forget(self):
		frappe.clear_messages()
		frappe.local.asn_beban_disebut = frozenset()

	def notices(self) -> str:
		return " ".join(str(m) for m in frappe.get_message_log() if "Beban" in str(m))

	def give(self, kunci: str = "jf1"):
		naskah = make_naskah(pemicu=PRIORITAS)
		self.forget()
		return make_disposisi(naskah, "kadis_a", [to_person(self.pegawai[kunci])])

	def test_an_order_that_passes_the_limit_is_told_and_not_refused(self):
		beban = self.sebelum["jf1"].total
		set_limits(self, beban + 1)
		self.assertEqual(self.give().docstatus, 1)
		self.assertEqual(self.notices(), "")
		self.assertEqual(self.give().docstatus, 1)
		self.assertIn(f"{beban + 2} pekerjaan terbuka, batas unitnya {beban + 1}", self.notices())
		self.assertIn("Uji jf1", self.notices())

	def test_the_nearest_units_limit_holds_and_none_means_none(self):
		self.give()
		self.assertEqual(self.notices(), "")
		set_limits(self, 1, {"AGN-DA": 500})
		self.give()
		self.assertEqual(self.notices(), "")
		set_limits(self, 500, {"AGN-DA-B1": 1})
		self.give()
		self.assertIn("batas unitnya 1", self.notices())

	def test_many_orders_in_one_request_name_a_person_once(self):
		set_limits(self, 1)
		self.give()
		naskah = make_naskah(pemicu=PRIORITAS)
		make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf1"])])
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		self.assertEqual(self.notices().count("Uji jf1"), 1)

	def test_a_new_member_at_his_limit_is_named(self):
		self.give()
		set_limits(self, self.sebelum["jf1"].total + 1, {"AGN-DA-B1": self.sebelum["jf1"].total + 1})
		self.forget()
		tim = self.make_pokja()
		self.assertIn("Uji jf1", self.notices())
		self.forget()
		factory.as_user("kadis_a")
		frappe.get_doc("Pokja", tim.name).save()
		self.assertEqual(self.notices(), "")

	def test_candidates_carry_the_limit_of_their_unit(self):
		set_limits(self, 7, {"AGN-DA-B1": 3})
		factory.as_user("kadis_a")
		usul = desk.propose_penerima("AGN-KADA")
		batas = {c["penerima"]: c["batas"] for c in [*usul["struktural"], *usul["fungsional"]]}
		self.assertEqual(batas["AGN-KABID"], 3)
		self.assertEqual(batas[self.pegawai["jf1"]], 3)
		self.assertEqual(batas[self.pegawai["tu_a"]], 7)
