"""Several people on one team at the same moment, each on a connection of his own; what is written is committed."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import today

from transformasi_asn.basisdata import DidahuluiError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import PRIORITAS, as_user, user_of
from transformasi_asn.permissions import konteks
from transformasi_asn.pokja import api
from transformasi_asn.pokja.exceptions import PutusanAnggotaError
from transformasi_asn.tests.kasus import SitusTestCase
from transformasi_asn.tests.serentak import at_once


class TestSerentak(SitusTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.pegawai = factory.make_agency().pegawai

	def setUp(self):
		as_user("kadis_a")
		anggota = [
			{"pegawai": self.pegawai[k], "peran": p}
			for k, p in (("jf1", "Ketua"), ("jf2", "Anggota"), ("jf_b", "Anggota"), ("tu_setda", "Anggota"))
		]
		tim = frappe.get_doc(
			{
				"doctype": "Pokja",
				"nama": "Pokja serentak",
				"jenis_tim": "Pokja",
				"alasan": PRIORITAS,
				"unit_kerja": "AGN-DA",
				"pimpinan": "AGN-KADA",
				"mulai": today(),
				"anggota": anggota,
			}
		).insert()
		self.tim = apply_workflow(tim, "Mintakan Persetujuan").name
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.set_user("Administrator")
		for doctype, saring in (
			("Notification Log", {"document_name": self.tim}),
			("Comment", {"reference_name": self.tim}),
			("Anggota Pokja", {"parent": self.tim}),
			("Pokja", {"name": self.tim}),
		):
			frappe.db.delete(doctype, saring)
		frappe.db.commit()
		konteks.clear()

	def consents(self):
		frappe.db.rollback()
		baris = frappe.get_all("Anggota Pokja", {"parent": self.tim}, ["pegawai", "persetujuan"])
		return {b.pegawai: b.persetujuan for b in baris}

	def answer(self, kunci, setuju=True):
		return lambda: api.jawab_keanggotaan(self.tim, self.pegawai[kunci], setuju, "" if setuju else "sibuk")

	def again(self, hasil, kerja):
		"""On PostgreSQL who comes second is told so, and does it again."""
		for (user, fungsi), satu in zip(kerja, hasil, strict=True):
			if isinstance(satu, DidahuluiError):
				(satu,) = at_once((user, fungsi))
			self.assertNotIsInstance(satu, Exception, satu)

	def test_two_heads_answer_and_neither_answer_is_lost(self):
		kerja = (
			(user_of("kadis_b"), self.answer("jf_b")),
			(user_of("sekda"), self.answer("tu_setda", False)),
		)
		self.again(at_once(*kerja), kerja)
		hasil = self.consents()
		self.assertEqual(
			(hasil[self.pegawai["jf_b"]], hasil[self.pegawai["tu_setda"]]), ("Disetujui", "Ditolak")
		)

	def test_a_member_is_replaced_while_his_head_answers(self):
		def replace():
			api.ganti_anggota(self.tim, self.pegawai["jf_b"], "pindah", self.pegawai["asisten"])

		hasil = at_once((user_of("kadis_b"), self.answer("jf_b")), (user_of("kadis_a"), replace))
		# whoever came second saw what the first had done, or was told that he was overtaken
		for satu in hasil:
			if isinstance(satu, Exception):
				self.assertIsInstance(satu, (DidahuluiError, PutusanAnggotaError))
		self.assertLess(sum(isinstance(s, Exception) for s in hasil), 2)
		baris = frappe.get_all("Anggota Pokja", {"parent": self.tim}, ["pegawai", "berhenti_pada"])
		frappe.db.rollback()
		self.assertEqual(len({b.pegawai for b in baris}), len(baris))
