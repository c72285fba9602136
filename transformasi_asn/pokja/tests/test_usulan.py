"""Proposed members of a team: who is ranked for whom, and that it is the leader's to ask."""

import frappe
from frappe.utils import add_days, today

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	make_penempatan,
	to_person,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.tests.kueri import count_queries
from transformasi_asn.permissions import konteks
from transformasi_asn.pokja import api
from transformasi_asn.pokja.exceptions import BukanPimpinanError, KebutuhanError

MUDA = {"jumlah": 1, "jabatan_fungsional": "Analis Kebijakan", "jenjang": "Ahli Muda"}
CUTI: dict[str, str] = {}


def absent_people(pegawai, mulai, selesai):
	"""Another app that knows who is on leave."""
	return {p: sebab for p, sebab in CUTI.items() if p in pegawai and (mulai, selesai)}


class TestUsulan(AlurTestCase):
	def propose(self, *kebutuhan, oleh="kadis_a", pimpinan="AGN-KADA", **kw):
		as_user(oleh)
		return api.usul_anggota(pimpinan, list(kebutuhan) or [MUDA], **kw)

	def names(self, usul, baris=0):
		kunci = {v: k for k, v in self.pegawai.items()}
		return [kunci[u["pegawai"]] for u in usul["baris"][baris]["usulan"] if u["pegawai"] in kunci]

	def teach(self, kunci, **tingkat):
		frappe.set_user("Administrator")
		for nama, angka in tingkat.items():
			if not frappe.db.exists("Kompetensi", nama):
				frappe.get_doc({"doctype": "Kompetensi", "nama": nama}).insert()
			doc = frappe.get_doc("Pegawai ASN", self.pegawai[kunci])
			doc.append("kompetensi", {"kompetensi": nama, "tingkat": angka})
			doc.save()

	def test_officers_below_come_first_then_other_units_with_the_consent_asked(self):
		usul = self.propose()
		self.assertEqual(self.names(usul), ["jf1", "jf2", "jf_b"])
		satu, _dua, lain = usul["baris"][0]["usulan"][:3]
		self.assertTrue(satu["terpilih"])
		self.assertEqual((satu["di_bawah"], satu["persetujuan"], satu["unit"]), (True, "", "Dinas A"))
		self.assertEqual((lain["di_bawah"], lain["unit"]), (False, "Dinas B"))
		self.assertEqual(lain["persetujuan"], "perlu persetujuan Kepala Dinas B")
		self.assertIn("unit lain (Dinas B)", lain["alasan"])
		self.assertEqual(usul["baris"][0]["label"], "1 Analis Kebijakan Ahli Muda")

	def test_above_both_units_the_heads_are_told(self):
		usul = self.propose(oleh="sekda", pimpinan="AGN-SEKDA")
		setuju = {u["pegawai"]: u["persetujuan"] for u in usul["baris"][0]["usulan"]}
		self.assertEqual(setuju[self.pegawai["jf_b"]], "Kepala Dinas B diberi tahu")

	def test_who_has_less_to_do_comes_first(self):
		make_disposisi(
			make_naskah(pemicu=factory.PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])], alasan="Uji"
		)
		usul = self.propose()
		self.assertEqual(self.names(usul), ["jf2", "jf1", "jf_b"])
		self.assertEqual([u["beban"] for u in usul["baris"][0]["usulan"][:2]], [0, 1])
		self.assertIn("1 pekerjaan terbuka", usul["baris"][0]["usulan"][1]["alasan"])

	def test_several_kinds_at_once_and_competence(self):
		self.teach("jf_b", **{"Uji Evaluasi": 4})
		self.teach("tu_a", **{"Uji Evaluasi": 2})
		usul = self.propose(
			{**MUDA, "jumlah": 2}, {"jumlah": 2, "kompetensi": [{"kompetensi": "Uji Evaluasi", "tingkat": 3}]}
		)
		self.assertEqual(self.names(usul, 1), ["jf_b", "tu_a"])
		terpilih = [[u["pegawai"] for u in b["usulan"] if u["terpilih"]] for b in usul["baris"]]
		self.assertEqual(terpilih[0], [self.pegawai["jf1"], self.pegawai["jf2"]])
		self.assertEqual(terpilih[1], [self.pegawai["jf_b"], self.pegawai["tu_a"]])
		self.assertIn("Uji Evaluasi baru tingkat 2, diminta 3", usul["baris"][1]["usulan"][1]["alasan"])

	def test_who_is_out_is_named_with_the_reason(self):
		self.teach("tanpa_jabatan", **{"Uji Evaluasi": 5})
		usul = self.propose(
			MUDA,
			{"kompetensi": [{"kompetensi": "Uji Evaluasi", "tingkat": 1}]},
			anggota=[self.pegawai["jf1"]],
		)
		self.assertNotIn("jf1", self.names(usul))
		sebab = {t["pegawai"]: t["sebab"] for t in usul["tersisih"]}
		self.assertEqual(sebab[self.pegawai["jf1"]], "sudah anggota tim ini")
		self.assertEqual(sebab[self.pegawai["tanpa_jabatan"]], "tidak sedang menempati jabatan")

	def test_another_app_says_who_is_on_leave(self):
		CUTI[self.pegawai["jf1"]] = "cuti tahunan"
		self.addCleanup(CUTI.clear)
		hooks = frappe.get_hooks

		def with_leave(hook=None, *a, **kw):
			return (
				[f"{__name__}.absent_people"] if hook == "ketidakhadiran_pegawai" else hooks(hook, *a, **kw)
			)

		frappe.get_hooks = with_leave
		try:
			usul = self.propose()
		finally:
			frappe.get_hooks = hooks
		self.assertEqual(self.names(usul), ["jf2", "jf_b"])
		self.assertEqual(usul["tersisih"][0]["sebab"], "cuti tahunan")

	def test_who_runs_another_post_stands_behind(self):
		frappe.set_user("Administrator")
		make_penempatan(self.pegawai["jf1"], "AGN-TUB", "Plh", mulai=today(), selesai=add_days(today(), 5))
		organisasi.clear_cache()
		usul = self.propose()
		self.assertEqual(self.names(usul), ["jf2", "jf1", "jf_b"])
		self.assertIn("sedang Plh. Pengadministrasi Persuratan B", usul["baris"][0]["usulan"][1]["alasan"])

	def test_only_the_appointing_post_asks(self):
		for oleh in ("kabid", "jf1", "kadis_b", "tu_a", "tanpa_jabatan"):
			with self.subTest(oleh), self.assertRaises(BukanPimpinanError):
				self.propose(oleh=oleh)

	def test_needs_that_make_no_sense_are_named(self):
		for baris in ([{**MUDA, "jumlah": 0}], [{**MUDA, "jumlah": 301}], [MUDA] * 21):
			with self.subTest(len(baris)), self.assertRaises(KebutuhanError):
				self.propose(*baris)
		as_user("kadis_a")
		self.assertRaises(KebutuhanError, api.usul_anggota, "AGN-KADA", [])

	def test_a_fixed_number_of_queries_however_many_officers(self):
		def measure() -> int:
			konteks.clear()
			organisasi.clear_cache()
			with count_queries() as kueri:
				self.propose()
			return len(kueri)

		measure()
		sedikit = measure()
		frappe.set_user("Administrator")
		asal = frappe.get_doc("Jabatan", "AGN-JF")
		for n in range(6):
			jabatan = frappe.copy_doc(asal)
			jabatan.kode = f"AGN-JF-{n}"
			orang = frappe.get_doc(
				{"doctype": "Pegawai ASN", "nama": f"Uji banyak {n}", "jenis_kepegawaian": "Non-ASN"}
			).insert()
			make_penempatan(orang.name, jabatan.insert().name)
		self.assertEqual(self.propose()["baris"][0]["seluruhnya"], 9)
		self.assertEqual(measure(), sedikit)
		self.assertLessEqual(sedikit, 25)
