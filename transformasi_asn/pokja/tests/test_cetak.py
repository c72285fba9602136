"""The papers of a team: the decision with its annex, and the report."""

import re

import frappe
from frappe.utils import add_days, today

from transformasi_asn.disposisi import api as disposisi_api
from transformasi_asn.disposisi import cap, cetak, verifikasi
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	as_user,
	make_disposisi,
	make_naskah,
	step,
	to_team,
	tugas_of,
)
from transformasi_asn.disposisi.tests.test_cetak import CetakTestCase, key_in, make_pdf, pages_of, render
from transformasi_asn.pokja import cetak as cetak_tim
from transformasi_asn.pokja.tests.test_tim import TimTestCase

LUAR = {
	"nama_luar": "Pakar <i>Luar</i>",
	"instansi_luar": "Universitas Uji",
	"jabatan_luar": "Dosen",
	"peran": "Anggota",
}


class PapanTestCase(TimTestCase, CetakTestCase):
	def make(self, **kw):
		"""A team with an outsider and one whose head has not answered, established and numbered."""
		tim = self.draft(
			["jf1", "jf2", "jf_b"],
			nama="Aksara Bali",
			uraian="Menyusun kajian\nMelaporkan hasil",
			mengingat="Undang-Undang Nomor 20 Tahun 2023\nPeraturan Menteri Nomor 7 Tahun 2022",
			pembiayaan="APBD Tahun 2026",
			tempat="Kota Uji",
			selesai=add_days(today(), 31),
			**kw,
		)
		tim.append("anggota", LUAR)
		tim.save()
		return self.establish(tim)

	def pages(self, tim, bentuk: str) -> list[str]:
		return pages_of(make_pdf(render("Pokja", tim.name, bentuk)))


class TestKeputusan(PapanTestCase):
	def test_the_decision_says_who_why_what_and_until_when(self):
		tim = self.make()
		hal = self.pages(tim, "Keputusan Tim")
		teks = hal[0]
		for isi in (
			"KEPUTUSAN KEPALA DINAS A",
			"NOMOR 188.4/1",
			"PEMBENTUKAN KELOMPOK KERJA AKSARA BALI TAHUN",
			"Menimbang",
			"bahwa dalam rangka pelaksanaan arahan pimpinan daerah",
			"Mengingat",
			"Undang-Undang Nomor 20 Tahun 2023",
			"MEMUTUSKAN:",
			"KESATU",
			"Membentuk Kelompok Kerja Aksara Bali pada Dinas A.",
			"Menyusun kajian",
			f"sampai dengan tanggal {cetak.write_date(add_days(today(), 30))}",
			"APBD Tahun 2026",
			"KETUJUH",
			"Ditetapkan di Kota Uji",
			f"pada tanggal {cetak.write_date(today())}",
			"Uji kadis_a",
			"isi kunci",
		):
			self.assertIn(isi, " ".join(hal[:-1]), isi)
		self.assertNotIn("KONSEP", teks)
		lampiran = hal[-1]
		self.assertTrue(lampiran.startswith("LAMPIRAN KEPUTUSAN KEPALA DINAS A"), lampiran[:60])
		for isi in ("Uji jf1", "Ketua", "Uji jf2", "Pakar <i>Luar</i>", "Dosen, Universitas Uji"):
			self.assertIn(isi, lampiran)
		# whose head has not answered
		self.assertNotIn("Uji jf_b", lampiran)

	def test_until_it_is_established_it_is_a_draft_without_code(self):
		tim = self.draft(["jf1", "jf2"])
		html = render("Pokja", tim.name, "Keputusan Tim")
		self.assertIn("KONSEP", html)
		self.assertNotIn("isi kunci", html)
		tim = self.establish(tim)
		self.assertNotIn("KONSEP", render("Pokja", tim.name, "Keputusan Tim"))

	def test_three_hundred_members_stand_on_pages_with_their_head(self):
		tim = frappe.get_doc("Pokja", self.make().name)
		for n in range(297):
			tim.append("anggota", {**LUAR, "nama_luar": f"Warga {n:03}", "persetujuan": "Tidak perlu"})
		html = frappe.render_template(
			"transformasi_asn/templates/cetak/keputusan_tim.html", {"lembar": cetak_tim.keputusan_tim(tim)}
		)
		hal = pages_of(make_pdf(html))
		lampiran = [h for h in hal if re.search(r"Warga \d\d\d", h)]
		self.assertGreater(len(lampiran), 10)
		for h in lampiran:
			self.assertIn("Kedudukan dalam tim", h)
		teks = " ".join(hal)
		for n in range(297):
			self.assertEqual(teks.count(f"Warga {n:03}"), 1, n)
		self.assertIn("Uji kadis_a", hal[-1])

	def test_every_asn_reads_it_and_a_stranger_to_the_agency_does_not(self):
		tim = self.make()
		as_user("jf_b")
		self.assertIn("AKSARA BALI", render("Pokja", tim.name, "Keputusan Tim"))
		frappe.set_user("Guest")
		self.assertRaises(frappe.PermissionError, render, "Pokja", tim.name, "Keputusan Tim")
		self.assertRaises(frappe.PermissionError, cetak_tim.keputusan_tim, frappe.get_doc("Pokja", tim.name))

	def test_it_is_verified_and_a_changed_membership_is_told(self):
		tim = self.make()
		kunci = key_in(render("Pokja", tim.name, "Keputusan Tim"))
		frappe.set_user("Guest")
		jawaban = verifikasi.periksa(k=kunci)
		self.assertEqual(
			(jawaban["hasil"], jawaban["nomor"], jawaban["jabatan"]),
			("Sesuai", "188.4/1", "Kepala Dinas A"),
		)
		self.assertNotIn("Uji jf1", frappe.as_json(jawaban))
		as_user("kabid")
		self.assertEqual(frappe.get_list("Lembar Tercetak", {"rujukan": tim.name}), [])
		as_user("jf1")
		self.assertEqual(len(frappe.get_list("Lembar Tercetak", {"rujukan": tim.name})), 1)
		self.answer("kadis_b", tim, "jf_b", True)
		self.assertEqual(cap.verify(kunci).hasil, Hasil.BERUBAH)


class TestLaporan(PapanTestCase):
	def contribute(self, kerja, kunci="jf2", **kw):
		as_user(kunci)
		isi = {"pekerjaan": kerja.name, "tanggal": today(), "uraian": "Menulis <b>bab satu</b>"}
		doc = frappe.get_doc({"doctype": "Kontribusi Tim", **isi, **kw}).insert()
		frappe.db.set_value("Kontribusi Tim", doc.name, "keadaan", "Diterima")
		return doc

	def test_the_report_says_what_the_team_was_for_and_what_each_has_done(self):
		tim = self.make()
		kerja = self.work(
			tim, "jf2", judul="Kajian hukum", keluaran="Naskah kajian", target=2, satuan="dokumen"
		)
		self.contribute(kerja)
		ditolak = self.contribute(kerja, uraian="Belum diperiksa")
		frappe.db.set_value("Kontribusi Tim", ditolak.name, "keadaan", "Diajukan")
		(tugas,) = tugas_of(
			make_disposisi(make_naskah(pemicu=factory.PRIORITAS, kompleks=1), "kadis_a", [to_team(tim.name)])
		)
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Kajian selesai.")
		as_user("jf2")
		teks = " ".join(self.pages(tim, "Laporan Tim"))
		for isi in (
			"LAPORAN PELAKSANAAN TUGAS",
			"Kelompok Kerja Aksara Bali",
			"LAPORAN SEMENTARA",
			"Keputusan Kepala Dinas A Nomor 188.4/1",
			"Arahan pimpinan daerah",
			"Menyusun kajian",
			"Kajian hukum",
			"Naskah kajian",
			"0 dari 2 dokumen",
			"Menulis <b>bab satu</b>",
			"Surat uji: Kajian selesai.",
			"Ketua Tim",
		):
			self.assertIn(isi, teks, isi)
		self.assertNotIn("Belum diperiksa", teks)
		self.assertNotIn("Uji jf_b", teks)

	def test_a_secret_letter_says_nothing_in_it(self):
		tim = self.make()
		naskah = make_naskah(pemicu=factory.PRIORITAS, kompleks=1, keamanan="Rahasia", perihal="Zulkarnaen")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)]))
		step(tugas, "jf1", "Terima")
		step(tugas, "jf1", "Laporkan", laporan="Rahasia sekali.")
		as_user("jf2")
		html = render("Pokja", tim.name, "Laporan Tim")
		self.assertNotIn("Zulkarnaen", html)
		self.assertNotIn("Rahasia sekali", html)

	def test_only_who_sees_the_work_prints_it(self):
		tim = self.make()
		for orang, boleh in (
			("jf1", True),
			("jf2", True),
			("kadis_a", True),
			("sekda", True),
			("jf_b", False),
			("kabid", False),
			("kadis_b", False),
			("tu_a", False),
			("tanpa_jabatan", False),
		):
			as_user(orang)
			with self.subTest(orang=orang):
				if boleh:
					self.assertIn("Aksara Bali", render("Pokja", tim.name, "Laporan Tim"))
				else:
					self.assertRaises(frappe.PermissionError, render, "Pokja", tim.name, "Laporan Tim")
		frappe.set_user("Guest")
		self.assertRaises(frappe.PermissionError, render, "Pokja", tim.name, "Laporan Tim")


class TestPetugas(PapanTestCase):
	def test_outsiders_go_with_the_letter_and_who_stands_above_the_team_does_not(self):
		tim = self.draft(["jf1", "jf2", ("sekda", "Pengarah")])
		tim.append("anggota", LUAR)
		tim.save()
		tim = self.establish(tim)
		disp = make_disposisi(
			make_naskah(pemicu=factory.PRIORITAS, kompleks=1), "kadis_a", [to_team(tim.name)]
		)
		surat = frappe.get_doc("Surat Tugas", disposisi_api.buat_surat_tugas(disp.name))
		self.assertEqual(
			[(b.pegawai, b.nama_jabatan) for b in surat.petugas],
			[
				(self.pegawai["jf1"], "Analis Kebijakan Ahli Muda A1"),
				(self.pegawai["jf2"], "Analis Kebijakan Ahli Muda A1"),
				(None, "Dosen, Universitas Uji"),
			],
		)
