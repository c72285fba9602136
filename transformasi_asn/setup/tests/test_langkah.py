import frappe

from transformasi_asn.patches import tambah_pengembalian_dan_penarikan as tambalan
from transformasi_asn.setup import muatan
from transformasi_asn.setup.langkah import add_steps
from transformasi_asn.tests.kasus import SitusTestCase

BALIK = {"Dikembalikan Berjenjang", "Dikembalikan Langsung"}
AKSI = {"Kembalikan kepada Pemberi", "Tugaskan Kembali"}


class TestLangkah(SitusTestCase):
	"""A site that was installed before the steps were shipped."""

	def setUp(self):
		frappe.db.savepoint("langkah")
		self.addCleanup(frappe.clear_cache, doctype="Tugas")
		self.addCleanup(frappe.db.rollback, save_point="langkah")
		muatan.load_all()
		for alur in ("Alur Tugas", "Alur Naskah Masuk"):
			doc = frappe.get_doc("Workflow", alur)
			doc.states = [s for s in doc.states if s.state not in BALIK]
			doc.transitions = [
				t
				for t in doc.transitions
				if not BALIK & {t.state, t.next_state} and t.action != "Kembali Menunggu Disposisi"
			]
			doc.save()

	def steps(self, alur: str) -> set[tuple]:
		doc = frappe.get_doc("Workflow", alur)
		return {(t.state, t.action, t.next_state, t.condition) for t in doc.transitions}

	def shipped(self, alur: str) -> set[tuple]:
		(kiriman,) = [r for r in muatan.read_records("workflow") if r["workflow_name"] == alur]
		return {(t["state"], t["action"], t["next_state"], t["condition"]) for t in kiriman["transitions"]}

	def test_the_patch_brings_what_is_missing_and_repeats_nothing(self):
		for _kali in range(2):
			tambalan.execute()
			for alur in ("Alur Tugas", "Alur Naskah Masuk"):
				self.assertEqual(self.steps(alur), self.shipped(alur))
				doc = frappe.get_doc("Workflow", alur)
				self.assertEqual(len(doc.transitions), len(self.shipped(alur)))
		tahap = {s.state: s.update_value for s in frappe.get_doc("Workflow", "Alur Tugas").states}
		self.assertEqual({tahap[s] for s in BALIK}, {"Menunggu"})

	def test_steps_between_renamed_states_are_left_to_the_admin(self):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Digarap"}).insert()
		doc = frappe.get_doc("Workflow", "Alur Tugas")
		for s in doc.states:
			s.state = "Digarap" if s.state == "Dikerjakan Langsung" else s.state
		for t in doc.transitions:
			for ujung in ("state", "next_state"):
				t.set(ujung, "Digarap" if t.get(ujung) == "Dikerjakan Langsung" else t.get(ujung))
		doc.save()
		self.assertTrue(add_steps("Alur Tugas", AKSI))
		langkah = self.steps("Alur Tugas")
		self.assertNotIn("Dikerjakan Langsung", {s for t in langkah for s in (t[0], t[2])})
		self.assertIn("Dikerjakan Berjenjang", {t[0] for t in langkah if t[2] in BALIK})

	def test_a_workflow_that_is_not_there(self):
		self.assertFalse(add_steps("Alur Lain", AKSI))
