"""The test case that tests of work share: the small agency, and every test undone."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import today

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import PRIORITAS
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import konteks
from transformasi_asn.tests.kasus import SitusTestCase


class AlurTestCase(SitusTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.agensi = factory.make_agency()
		cls.pegawai = cls.agensi.pegawai

	def setUp(self):
		frappe.db.savepoint("uji")
		konteks.clear()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="uji")
		konteks.clear()
		organisasi.clear_cache()

	def make_pokja(self, pimpinan="kadis_a", jabatan="AGN-KADA", **kw):
		factory.as_user(pimpinan)
		doc = frappe.get_doc(
			{
				"doctype": "Pokja",
				"nama": "Pokja uji",
				"jenis_tim": "Pokja",
				"alasan": PRIORITAS,
				"unit_kerja": "AGN-DA",
				"pimpinan": jabatan,
				"mulai": today(),
				"anggota": [
					{"pegawai": self.pegawai["jf1"], "peran": "Ketua"},
					{"pegawai": self.pegawai["jf2"], "peran": "Anggota"},
				],
				**kw,
			}
		).insert()
		return self.establish(doc)

	def establish(self, doc):
		"""Number and date, then the step that lets the team work; heads who must consent have been asked."""
		doc.update({"nomor_sk": "188.4/1", "tanggal_sk": today()})
		doc.save()
		if doc.perlu_persetujuan:
			doc = apply_workflow(doc, "Mintakan Persetujuan")
		return apply_workflow(doc, "Tetapkan")
