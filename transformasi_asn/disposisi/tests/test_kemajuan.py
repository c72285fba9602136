"""When parts end, what is above them ends or may end, by the policy of the order."""

import frappe
from frappe.model.workflow import WorkflowTransitionError

from transformasi_asn.disposisi import api, desk, jejak, kotak
from transformasi_asn.disposisi.exceptions import KebijakanSelesaiError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase


class KemajuanTestCase(AlurTestCase):
	def give(self, *penerima, naskah=None, pemberi="kadis_a", **kw):
		self.naskah = naskah or make_naskah()
		self.disposisi = make_disposisi(self.naskah, pemberi, list(penerima), **kw)
		return tugas_of(self.disposisi)

	def give_both(self, **kw):
		"""The kabid, and the Tata Usaha by name."""
		return self.give(to_post("AGN-KABID"), to_person(self.pegawai["tu_a"]), **kw)

	def finish(self, tugas, pemegang: str, pemberi: str = "kadis_a"):
		if frappe.db.get_value("Tugas", tugas.name, "tahap") == "Baru":
			step(tugas, pemegang, "Terima")
		step(tugas, pemegang, "Laporkan", laporan="Sudah.")
		return step(tugas, pemberi, "Terima Laporan")

	def stage(self, doc) -> str:
		return frappe.db.get_value(doc.doctype, doc.name, "tahap")

	def progress(self, kunci: str = "kadis_a") -> dict:
		factory.as_user(kunci)
		(satu,) = api.tampilan_naskah(self.naskah.name)["kemajuan"]
		return satu


class TestNaskah(KemajuanTestCase):
	def test_all(self):
		a, b = self.give_both()
		self.finish(a, "kabid")
		self.assertEqual(self.stage(self.naskah), "Berjalan")
		self.assertEqual((self.progress()["selesai"], self.progress()["dibutuhkan"]), (1, 2))
		self.finish(b, "tu_a")
		self.assertEqual(self.stage(self.naskah), "Selesai")
		self.assertTrue(self.progress()["terpenuhi"])

	def test_any_one_ends_the_letter_and_what_nobody_waits_for(self):
		a, b = self.give_both(kebijakan_selesai="Salah satu")
		step(b, "tu_a", "Terima")
		self.finish(a, "kabid")
		self.assertEqual((self.stage(self.naskah), self.stage(b)), ("Selesai", "Batal"))
		b.reload()
		self.assertIn("Tidak diperlukan lagi", b.alasan_terakhir)
		self.assertEqual(jejak.verify(b.name), [])
		self.assertTrue(
			frappe.db.exists(
				"Notification Log", {"document_name": b.name, "for_user": factory.user_of("tu_a")}
			)
		)
		self.assertTrue(frappe.db.get_value("Disposisi", self.disposisi.name, "terpenuhi_pada"))

	def test_the_person_responsible(self):
		a, b = self.give(
			to_post("AGN-KABID"),
			to_person(self.pegawai["tu_a"], penanggung_jawab=1),
			kebijakan_selesai="Penanggung jawab",
		)
		self.finish(a, "kabid")
		self.assertEqual(self.stage(self.naskah), "Berjalan")
		self.finish(b, "tu_a")
		self.assertEqual(self.stage(self.naskah), "Selesai")

	def test_a_number_of_them(self):
		frappe.set_user("Administrator")
		orang = frappe.get_doc(
			{"doctype": "Pegawai ASN", "nama": "Uji tu kedua", "jenis_kepegawaian": "Non-ASN"}
		).insert()
		factory.make_penempatan(orang.name, "AGN-TUA")
		a, b, c = self.give(
			to_post("AGN-KABID"),
			to_person(self.pegawai["tu_a"]),
			to_person(orang.name),
			kebijakan_selesai="Sejumlah",
			minimal_selesai=2,
		)
		self.finish(a, "kabid")
		self.assertEqual(self.stage(self.naskah), "Berjalan")
		self.finish(b, "tu_a")
		self.assertEqual((self.stage(self.naskah), self.stage(c)), ("Selesai", "Batal"))

	def test_what_can_no_longer_be_met_says_so_and_keeps_the_letter(self):
		a, b = self.give_both(kebijakan_selesai="Sejumlah", minimal_selesai=2)
		step(b, "kadis_a", "Batalkan", alasan="Berhalangan")
		self.assertTrue(self.progress()["mustahil"])
		self.assertEqual(self.stage(self.naskah), "Berjalan")
		self.finish(a, "kabid")
		# nothing is open any more: the letter ends as it did before there were policies
		self.assertEqual(self.stage(self.naskah), "Selesai")

	def test_the_end_reaches_down_the_tree_also_where_a_grade_hides_it(self):
		a, b = self.give_both(naskah=make_naskah(keamanan="Rahasia"), kebijakan_selesai="Salah satu")
		(bawah,) = tugas_of(
			make_disposisi(self.naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=a.name)
		)
		self.finish(b, "tu_a")
		self.assertEqual([self.stage(t) for t in (a, bawah, self.naskah)], ["Batal", "Batal", "Selesai"])
		self.assertEqual(jejak.verify(bawah.name), [])

	def test_a_policy_that_cannot_be_met_is_refused(self):
		for lain in (
			{"kebijakan_selesai": "Penanggung jawab"},
			{"kebijakan_selesai": "Sejumlah", "minimal_selesai": 3},
			{"kebijakan_selesai": "Sejumlah"},
		):
			with self.assertRaises(KebijakanSelesaiError):
				self.give_both(**lain)
		konsep = make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")], submit=False)
		konsep.kebijakan_selesai = "Entah"
		self.assertRaises(KebijakanSelesaiError, konsep.submit)
		tembusan = to_post("AGN-KADB", tembusan=1, penanggung_jawab=1)
		with self.assertRaises(KebijakanSelesaiError):
			self.give(to_post("AGN-KABID"), tembusan, kebijakan_selesai="Penanggung jawab")


class TestTugasInduk(KemajuanTestCase):
	def give_down(self, instruksi="Tindak lanjuti", **kw):
		"""Kadis to kabid, kabid to two officers; returns the kabid's task and theirs."""
		(induk,) = self.give(to_post("AGN-KABID", instruksi=instruksi))
		orang = [to_person(self.pegawai["jf1"]), to_person(self.pegawai["jf2"])]
		d = make_disposisi(self.naskah, "kabid", orang, induk_tugas=induk.name, **kw)
		return induk, *tugas_of(d)

	def test_reports_when_the_policy_is_met_though_a_part_is_open(self):
		induk, a, b = self.give_down(kebijakan_selesai="Salah satu")
		with self.assertRaises(WorkflowTransitionError):
			step(induk, "kabid", "Laporkan", laporan="Terlalu dini")
		self.finish(a, "jf1", "kabid")
		factory.as_user("kabid")
		(maju,) = api.tampilan_tugas(induk.name)["kemajuan"]
		self.assertEqual((maju["terpenuhi"], maju["terbuka"], maju["jumlah"]), (True, 1, 2))
		self.assertIn(induk.name, [t.name for t in kotak.list_rows("disposisi_belum_ditindaklanjuti")])
		self.assertEqual(self.stage(b), "Baru")
		step(induk, "kabid", "Laporkan")
		step(induk, "kadis_a", "Terima Laporan")
		self.assertEqual([self.stage(t) for t in (induk, b, self.naskah)], ["Selesai", "Batal", "Selesai"])

	def test_ends_by_itself_where_it_needs_no_report(self):
		induk, a, b = self.give_down(instruksi="Arsipkan")
		self.finish(a, "jf1", "kabid")
		self.assertEqual(self.stage(induk), "Menunggu")
		self.finish(b, "jf2", "kabid")
		self.assertEqual((self.stage(induk), self.stage(self.naskah)), ("Selesai", "Selesai"))
		peristiwa = frappe.get_all(
			"Jejak Tugas", {"tugas": induk.name}, pluck="peristiwa", order_by="urutan desc"
		)
		self.assertEqual(peristiwa[0], "Selesai mengikuti bagiannya")
		self.assertEqual(jejak.verify(induk.name), [])

	def test_a_part_that_is_cancelled_does_not_hold_it(self):
		induk, a, b = self.give_down(instruksi="Arsipkan")
		self.finish(a, "jf1", "kabid")
		step(b, "kabid", "Batalkan", alasan="Tidak perlu")
		self.assertEqual(self.stage(induk), "Selesai")

	def test_all_parts_cancelled_end_nothing(self):
		induk, a, b = self.give_down(instruksi="Arsipkan")
		for t in (a, b):
			step(t, "kabid", "Batalkan", alasan="Saya kerjakan sendiri")
		self.assertEqual(self.stage(induk), "Menunggu")
		step(induk, "kabid", "Kerjakan Sendiri")

	def test_a_team_by_its_first_member(self):
		tim = self.make_pokja()
		(induk,) = self.give(to_team(tim.name), naskah=make_naskah(pemicu=PRIORITAS, kompleks=1))
		d = make_disposisi(
			self.naskah,
			"jf1",
			[to_person(self.pegawai["jf2"])],
			induk_tugas=induk.name,
			kebijakan_selesai="Salah satu",
		)
		self.finish(tugas_of(d)[0], "jf2", "jf1")
		step(induk, "jf1", "Laporkan", laporan="Tim selesai")
		self.assertEqual(step(induk, "kadis_a", "Terima Laporan").tahap, "Selesai")


class TestBesar(KemajuanTestCase):
	def test_a_chain_of_twelve(self):
		"""Each hands on to the next below him; the last one reports, and so does each above him."""
		orang = self.make_chain(12)
		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-TANGGA-1")]))
		rantai = [tugas]
		for n in range(2, 13):
			frappe.set_user(orang[n - 2])
			doc = frappe.get_doc(
				{
					"doctype": "Disposisi",
					"naskah": naskah.name,
					"induk_tugas": rantai[-1].name,
					"penerima": [to_post(f"AGN-TANGGA-{n}")],
				}
			).insert()
			doc.submit()
			rantai += tugas_of(doc)
		self.assertEqual([t.kedalaman for t in rantai], list(range(1, 13)))
		factory.as_user("kadis_a")
		self.assertEqual(len(desk.get_pohon(naskah.name)), 12)
		for n in range(12, 0, -1):
			frappe.set_user(orang[n - 1])
			doc = frappe.get_doc("Tugas", rantai[n - 1].name)
			if doc.tahap == "Baru":
				doc = frappe.model.workflow.apply_workflow(doc, "Terima")
			doc.laporan = f"Laporan {n}"
			doc.save()
			frappe.model.workflow.apply_workflow(doc, "Laporkan")
			frappe.set_user(orang[n - 2] if n > 1 else factory.user_of("kadis_a"))
			frappe.model.workflow.apply_workflow(frappe.get_doc("Tugas", doc.name), "Terima Laporan")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Selesai")
		self.assertEqual([k for t in rantai for k in jejak.verify(t.name)], [])

	def make_chain(self, panjang: int) -> list[str]:
		"""Posts one below the other under the head of Dinas A, each with a holder; their accounts."""
		frappe.set_user("Administrator")
		akun = []
		for n in range(1, panjang + 1):
			atasan = f"AGN-TANGGA-{n - 1}" if n > 1 else "AGN-KADA"
			frappe.get_doc(
				{
					"doctype": "Jabatan",
					"kode": f"AGN-TANGGA-{n}",
					"nama": f"Anak tangga {n}",
					"unit_kerja": "AGN-DA",
					"jenis": "Pengawas",
					"eselon": "IV.a",
					"atasan": atasan,
				}
			).insert()
			akun.append(make_account(f"tangga{n}"))
			p = frappe.get_doc(
				{
					"doctype": "Pegawai ASN",
					"nama": f"Tangga {n}",
					"jenis_kepegawaian": "Non-ASN",
					"user": akun[-1],
				}
			).insert()
			factory.make_penempatan(p.name, f"AGN-TANGGA-{n}")
		return akun

	def test_two_hundred_recipients(self):
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Jabatan",
				"kode": "AGN-RIBUT",
				"nama": "Pelaksana ramai",
				"unit_kerja": "AGN-DA",
				"jenis": "Pelaksana",
				"atasan": "AGN-KADA",
				"jumlah_kursi": 200,
			}
		).insert()
		orang = []
		for n in range(200):
			p = frappe.get_doc(
				{"doctype": "Pegawai ASN", "nama": f"Ramai {n:03}", "jenis_kepegawaian": "Non-ASN"}
			).insert()
			factory.make_penempatan(p.name, "AGN-RIBUT")
			orang.append(p.name)
		tugas = self.give(*(to_person(p) for p in orang), kebijakan_selesai="Sejumlah", minimal_selesai=150)
		self.assertEqual(len({t.name for t in tugas}), 200)
		self.assertEqual(self.progress()["jumlah"], 200)
		baris = api.pantauan_disposisi(self.disposisi.name)
		self.assertEqual({b["keadaan"] for b in baris}, {"Belum dibaca"})
		self.assertEqual(len(baris), 200)
		hasil = api.tarik_disposisi(self.disposisi.name, baris=[b["baris"] for b in baris[:5]])
		self.assertEqual(len(hasil["ditarik"]), 5)
		self.assertEqual(self.progress()["batal"], 5)


def make_account(nama: str) -> str:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": f"{nama}@uji.example",
			"first_name": nama,
			"send_welcome_email": 0,
			"user_type": "System User",
		}
	)
	user.flags.no_welcome_mail = True
	return user.insert().name
