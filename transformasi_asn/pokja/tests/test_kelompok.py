"""The Ketua of a Tim Kerja hands routine work to its members, as a koordinator does to his group."""

from collections.abc import Callable

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import desk
from transformasi_asn.disposisi.exceptions import PenerimaTidakSahError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import as_user, tugas_of
from transformasi_asn.disposisi.tests.test_koordinator import KoordinatorTestCase
from transformasi_asn.organisasi import koordinator
from transformasi_asn.permissions import konteks


class TestKelompokTim(KoordinatorTestCase):
	def form(self, **kw):
		tim = self.make_pokja(
			**{"jenis_tim": "Tim Kerja", "kegiatan_tim": [{"kegiatan": factory.RUTIN}], "alasan": None, **kw}
		)
		konteks.clear()
		return tim

	def test_routine_work_goes_to_the_members(self):
		self.form()
		(bagian,) = tugas_of(self.hand_on())
		self.assertEqual((bagian.pola_kerja, bagian.pegawai), ("Struktural", self.pegawai["jf2"]))
		as_user("jf2")
		mengapa = {m["label"]: m["isi"] for m in desk.view_tugas(bagian)["mengapa"]}
		self.assertTrue(mengapa["Garis penugasan"].startswith("Ketua Tim Kerja Pokja uji, sejak"), mengapa)
		as_user("jf1")
		usul = {c["penerima"]: c["keterangan"] for c in desk.propose_penerima("AGN-JF")["struktural"]}
		self.assertEqual(usul, {self.pegawai["jf2"]: "Ketua Tim Kerja: Pokja uji"})

	def refuse(self, kasus: str, siapkan: Callable[[], None]) -> None:
		with self.subTest(kasus):
			frappe.db.savepoint("kasus")
			siapkan()
			with self.assertRaises(PenerimaTidakSahError):
				self.hand_on()
			frappe.set_user("Administrator")
			frappe.db.rollback(save_point="kasus")
			konteks.clear()

	def test_not_in_a_pokja_nor_before_or_after_the_team_nor_from_a_member(self):
		self.refuse("Pokja", lambda: self.form(jenis_tim="Pokja", alasan=factory.PRIORITAS, kegiatan_tim=[]))
		self.refuse("before", lambda: self.form(mulai=add_days(today(), 1)))
		self.refuse("after its term", lambda: self.form(mulai=add_days(today(), -9), selesai=today()))
		self.refuse("dissolved", lambda: self.dissolve(self.form()))
		self.refuse(
			"a member",
			lambda: self.form(
				anggota=[
					{"pegawai": self.pegawai["jf2"], "peran": "Ketua"},
					{"pegawai": self.pegawai["jf1"], "peran": "Anggota"},
				]
			),
		)

	def dissolve(self, tim) -> None:
		as_user("kadis_a")
		tim.alasan_langkah = "Tidak diperlukan lagi"
		tim.save()
		apply_workflow(tim, "Bubarkan")

	def test_whoever_is_above_the_team_gets_nothing_from_its_ketua(self):
		self.form(
			anggota=[
				{"pegawai": self.pegawai["kabid"], "peran": "Penanggung Jawab"},
				{"pegawai": self.pegawai["jf1"], "peran": "Ketua"},
				{"pegawai": self.pegawai["jf2"], "peran": "Anggota"},
			]
		)
		(kelompok,) = koordinator.list_kelompok(self.pegawai["jf1"], getdate())
		self.assertEqual(kelompok.anggota, {self.pegawai["jf2"]})
