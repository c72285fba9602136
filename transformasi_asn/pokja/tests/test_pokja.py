"""Teams as they are formed, and as recipients."""

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_team, tugas_of
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.pokja.exceptions import (
	AnggotaGandaError,
	BukanPimpinanError,
	KetuaTimError,
	TanpaAlasanError,
)


class TestTim(AlurTestCase):
	def test_a_team_has_exactly_one_chair_and_nobody_twice(self):
		satu = {"pegawai": self.pegawai["jf1"], "peran": "Anggota"}
		self.assertRaises(KetuaTimError, self.make_pokja, anggota=[satu])
		self.assertRaises(AnggotaGandaError, self.make_pokja, anggota=[satu, {**satu, "peran": "Ketua"}])
		self.assertRaises(TanpaAlasanError, self.make_pokja, alasan=None)

	def test_only_the_appointing_post_forms_a_team(self):
		self.assertRaises(BukanPimpinanError, self.make_pokja, pimpinan="kabid")

	def test_standing_team_takes_routine_work_in_the_structural_pattern(self):
		tim = self.make_pokja(jenis_tim="Tim Kerja", kegiatan_tim=[{"kegiatan": factory.RUTIN}])
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_team(tim.name)]))
		self.assertEqual((tugas.pola_kerja, tugas.tim), ("Struktural", tim.name))
