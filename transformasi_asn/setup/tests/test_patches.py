"""What sites from before get with an update."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi import jam, pengingat
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_post, tugas_of
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.disposisi.tests.test_jam import JamTestCase
from transformasi_asn.patches import hitung_jatuh_tempo, jalankan_tim, muat_kalender
from transformasi_asn.setup import muatan
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tests.kasus import SitusTestCase

SETELAN = "Pengaturan Tata Kerja"


class TestPatches(SitusTestCase):
	def setUp(self):
		frappe.db.savepoint("patches")
		self.addCleanup(self.forget)
		self.addCleanup(frappe.db.rollback, save_point="patches")

	def forget(self) -> None:
		kalender.clear()
		frappe.clear_document_cache(SETELAN, SETELAN)

	def test_the_shipped_calendar_comes_once(self):
		for doctype in ("Jam Kerja", "Hari Libur Daerah", "Batas Waktu Urgensi", "Langkah Pengingat"):
			frappe.db.delete(doctype)
		frappe.db.delete("Singles", {"doctype": SETELAN, "field": ("in", muat_kalender.ISIAN)})
		self.forget()
		muat_kalender.execute()
		self.forget()
		setelan = frappe.get_doc(SETELAN)
		self.assertEqual((setelan.libur_nasional, len(setelan.langkah_pengingat)), (1, 5))
		self.assertEqual(frappe.db.count("Batas Waktu Urgensi"), 3)
		setelan.langkah_pengingat = []
		setelan.libur_nasional = 0
		setelan.save()
		muat_kalender.execute()
		setelan = frappe.get_doc(SETELAN)
		self.assertEqual((setelan.libur_nasional, len(setelan.langkah_pengingat)), (0, 0))


class TestJatuhTempo(JamTestCase):
	def test_older_tasks_get_a_clock_and_a_backlog_does_not_climb(self):
		kemarin, depan = add_days(today(), -30), add_days(today(), 60)
		tugas = []
		for tenggat in (kemarin, depan, None):
			naskah = make_naskah(entri_susulan=1)
			tugas += tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], tenggat=tenggat))
		frappe.set_user("Administrator")
		nama = tuple(t.name for t in tugas)
		frappe.db.sql(
			"update `tabTugas` set `jatuh_tempo` = null, `unit_jam_kerja` = null, `pengingat_terakhir` = %s",
			jam.BELUM,
		)
		hitung_jatuh_tempo.execute()
		hasil = {n: frappe.db.get_value("Tugas", n, ["jatuh_tempo", "unit_jam_kerja"]) for n in nama}
		self.assertLess(hasil[nama[0]][0].date(), getdate())
		self.assertGreaterEqual(hasil[nama[1]][0].date(), getdate(depan))
		self.assertEqual(hasil[nama[2]], (None, "AGN-DA-B1"))
		frappe.db.delete("Notification Log")
		pengingat.sweep(simpan=lambda: None)
		self.assertEqual(frappe.db.count("Eskalasi Tugas", {"tugas": ("in", nama)}), 0)
		factory.as_user("kabid")
		self.assertTrue(jam.is_late(frappe.get_doc("Tugas", nama[0])))


class TestTim(AlurTestCase):
	"""A site whose teams had neither consent nor a way through it."""

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_cache, doctype="Pokja")
		frappe.set_user("Administrator")
		muatan.load_all()
		self.alur = frappe.get_doc("Workflow", "Alur Pokja")
		(self.kiriman,) = [r for r in muatan.read_records("workflow") if r["document_type"] == "Pokja"]

	def make_old(self) -> list[str]:
		"""Four states and three steps, as they once were shipped."""
		tahap = {s.state: s.update_value for s in self.alur.states}
		baru = next(s for s, t in tahap.items() if t == "Baru")
		akhir = {t.action: t.next_state for t in self.alur.transitions if t.action in ("Akhiri", "Bubarkan")}
		aktif = next(t.state for t in self.alur.transitions if t.action == "Akhiri")
		lama = [baru, aktif, *akhir.values()]
		self.alur.states = [s for s in self.alur.states if s.state in lama]
		self.alur.transitions = []
		for dari, aksi, ke in ((baru, "Tetapkan", aktif), *((aktif, a, k) for a, k in akhir.items())):
			self.alur.append(
				"transitions", {"state": dari, "action": aksi, "next_state": ke, "allowed": "ASN"}
			)
		self.alur.save()
		return lama

	def test_an_unchanged_workflow_becomes_the_shipped_one_and_members_are_complete(self):
		tim = apply_workflow(self.make_pokja(), "Mulai")
		frappe.set_user("Administrator")
		frappe.db.set_value("Pokja", tim.name, {"ditetapkan_pada": None, "kebijakan_selesai": None})
		for b in tim.anggota:
			frappe.db.set_value(
				"Anggota Pokja", b.name, {"persetujuan": "", "nama": None, "cara_masuk": None}
			)
		self.make_old()
		for _kali in range(2):
			jalankan_tim.execute()
			doc = frappe.get_doc("Workflow", "Alur Pokja")
			self.assertEqual(
				{(t.state, t.action, t.next_state) for t in doc.transitions},
				{(t["state"], t["action"], t["next_state"]) for t in self.kiriman["transitions"]},
			)
		tim.reload()
		self.assertEqual({b.persetujuan for b in tim.anggota}, {"Tidak perlu"})
		self.assertEqual({b.nama for b in tim.anggota}, {"Uji jf1", "Uji jf2"})
		self.assertTrue(tim.ditetapkan_pada and tim.kebijakan_selesai)

	def test_an_admin_s_workflow_keeps_what_it_has(self):
		lama = self.make_old()
		self.alur.append(
			"transitions", {"state": lama[1], "action": "Kembalikan", "next_state": lama[1], "allowed": "ASN"}
		)
		self.alur.save()
		jalankan_tim.execute()
		langkah = {
			(t.state, t.action, t.next_state) for t in frappe.get_doc("Workflow", "Alur Pokja").transitions
		}
		self.assertIn((lama[0], "Tetapkan", lama[1]), langkah)
		self.assertIn((lama[1], "Kembalikan", lama[1]), langkah)
