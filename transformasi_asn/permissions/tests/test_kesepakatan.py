"""All ways of asking give the same answer, for every role, DocType and grade; and it is the table's."""

import re
from types import SimpleNamespace

import frappe
from frappe.model.workflow import apply_workflow

from transformasi_asn.disposisi import api, cap
from transformasi_asn.disposisi import lembar as isi_lembar
from transformasi_asn.disposisi.tests import factory as disposisi
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_person, to_post, tugas_of
from transformasi_asn.permissions import konteks, kriteria, metode, pintu
from transformasi_asn.permissions.kriteria import ANAK, DIJAGA
from transformasi_asn.permissions.tests import factory
from transformasi_asn.permissions.tests.jalan import DITOLAK, akun, call, sebagai
from transformasi_asn.pokja import cetak as cetak_tim
from transformasi_asn.tests.kasus import SitusTestCase

GRADE = ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")
SEMUA_ORANG = (*disposisi.ORANG, *factory.ORANG_LUAR, "Guest")


def make_direct(pegawai: dict, keamanan: str) -> SimpleNamespace:
	"""Sekda names an officer of Dinas A directly: kabid stands between, gubernur above, head of B has a copy."""
	naskah = make_naskah(
		pencatat="tu_setda",
		unit_penerima="AGN-SETDA",
		tujuan_jabatan="AGN-SEKDA",
		keamanan=keamanan,
		pemicu="Arahan pimpinan daerah",
		perihal=f"Langsung {keamanan}",
	)
	disp = make_disposisi(
		naskah,
		"sekda",
		[to_person(pegawai["jf1"]), to_post("AGN-KADB", tembusan=1)],
		pola="Fungsional Individu",
	)
	(tugas,) = tugas_of(disp)
	surat = frappe.get_doc("Surat Tugas", api.buat_surat_tugas(disp.name))
	frappe.set_user("Administrator")
	return SimpleNamespace(naskah=naskah, disposisi=disp, tugas=tugas, surat=surat)


def make_team(pegawai: dict, dinas: str, ketua: str, anggota: str) -> SimpleNamespace:
	"""The head of a Dinas (A or B) forms a team of two; one of them has done a piece of its work."""
	disposisi.as_user(f"kadis_{dinas.lower()}")
	tim = frappe.get_doc(
		{
			"doctype": "Pokja",
			"nama": "Pokja kesepakatan",
			"jenis_tim": "Pokja",
			"alasan": disposisi.PRIORITAS,
			"unit_kerja": f"AGN-D{dinas}",
			"pimpinan": f"AGN-KAD{dinas}",
			"mulai": frappe.utils.today(),
			"nomor_sk": f"188.4/{dinas}",
			"tanggal_sk": frappe.utils.today(),
			"anggota": [
				{"pegawai": pegawai[ketua], "peran": "Ketua"},
				{"pegawai": pegawai[anggota], "peran": "Anggota"},
			],
		}
	).insert()
	tim = apply_workflow(tim, "Tetapkan")
	isi = {"doctype": "Pekerjaan Tim", "tim": tim.name, "judul": "Kajian", "pegawai": pegawai[anggota]}
	kerja = frappe.get_doc(isi).insert()
	disposisi.as_user(anggota)
	isi = {"pekerjaan": kerja.name, "tanggal": frappe.utils.today(), "uraian": "Bab satu"}
	kontribusi = frappe.get_doc({"doctype": "Kontribusi Tim", **isi}).insert()
	frappe.set_user("Administrator")
	return SimpleNamespace(tim=tim, kerja=kerja, kontribusi=kontribusi)


class KesepakatanTestCase(SitusTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.agensi = factory.make_agency()
		cls.pegawai = cls.agensi.pegawai
		cls.turun = {g: factory.make_story(cls.pegawai, g) for g in GRADE}
		cls.langsung = {g: make_direct(cls.pegawai, g) for g in GRADE}
		frappe.set_user("Administrator")
		eskalasi = [factory.make_eskalasi(c.tugas, "AGN-ASISTEN") for c in cls.turun.values()]
		eskalasi += [factory.make_eskalasi(c.cucu, "AGN-ASISTEN") for c in cls.turun.values()]
		naskah = [c.naskah.name for c in (*cls.turun.values(), *cls.langsung.values())]
		disp = frappe.get_all("Disposisi", {"naskah": ("in", naskah)}, pluck="name")
		tugas = frappe.get_all("Tugas", {"naskah": ("in", naskah)}, pluck="name")
		tim = [make_team(cls.pegawai, "A", "jf1", "jf2"), make_team(cls.pegawai, "B", "jf_b", "tu_b")]
		surat = [c.surat.name for c in cls.langsung.values()]
		lembar = [*map(isi_lembar.of_disposisi, disp), *map(isi_lembar.of_naskah, naskah)]
		lembar += map(isi_lembar.of_surat_tugas, surat)
		lembar += [baca(t.tim.name) for t in tim for baca in (cetak_tim.of_keputusan, cetak_tim.of_laporan)]
		for satu in lembar:
			cap.stamp(satu)
		cls.nama = {
			"Naskah Masuk": naskah,
			"Agenda Naskah": frappe.get_all("Agenda Naskah", {"naskah": ("in", naskah)}, pluck="name"),
			"Disposisi": disp,
			"Surat Tugas": surat,
			"Pekerjaan Tim": [t.kerja.name for t in tim],
			"Kontribusi Tim": [t.kontribusi.name for t in tim],
			"Tugas": tugas,
			"Jejak Tugas": frappe.get_all("Jejak Tugas", {"tugas": ("in", tugas)}, pluck="name"),
			"Lembar Tercetak": frappe.get_all(
				"Lembar Tercetak",
				{"rujukan": ("in", [*disp, *naskah, *surat, *(t.tim.name for t in tim)])},
				pluck="name",
			),
			"Eskalasi Tugas": eskalasi,
			"Penetapan Pola": frappe.get_all("Disposisi", {"name": ("in", disp)}, pluck="penetapan"),
			"Jejak Baca": cls.read_all(naskah),
			"Pilihan Pemberitahuan": [factory.make_pilihan(k) for k in ("kadis_a", "jf1", "tu_a")],
		}

	@classmethod
	def read_all(cls, naskah: list[str]) -> list[str]:
		"""The secret letters, and one of Dinas A, are opened by who they are addressed to."""
		lain = make_naskah(keamanan="Rahasia")
		for orang, dibaca in (("sekda", naskah), ("kadis_a", [lain.name])):
			frappe.set_user(akun(orang))
			for nama in dibaca:
				call("frappe.client.get", doctype="Naskah Masuk", name=nama)
		frappe.local.request = None
		frappe.set_user("Administrator")
		return frappe.get_all("Jejak Baca", {"naskah": ("in", [*naskah, lain.name])}, pluck="name")

	def setUp(self):
		frappe.set_user("Administrator")

	@classmethod
	def visible(cls, doctype: str) -> set[str]:
		"""What the session's user is listed of the rows of the stories."""
		try:
			return set(
				frappe.get_list(
					doctype, {"name": ("in", cls.nama[doctype])}, pluck="name", limit_page_length=0
				)
			)
		except DITOLAK:
			return set()


class TestKesepakatan(KesepakatanTestCase):
	def test_the_stories_cover_every_guarded_doctype(self):
		self.assertEqual(self.nama.keys(), DIJAGA)
		self.assertTrue(all(self.nama.values()))

	def test_list_count_search_report_and_open_agree(self):
		ada = dict.fromkeys(DIJAGA, 0)
		for orang in SEMUA_ORANG:
			for doctype, nama in self.nama.items():
				with self.subTest(orang=orang, doctype=doctype), sebagai(orang):
					daftar = self.visible(doctype)
					ada[doctype] += bool(daftar) and len(daftar) < len(nama)
					self.assertEqual(self.opened(doctype), daftar, "open")
					self.assertEqual(self.counted(doctype), len(daftar), "count")
					self.assertEqual(self.searched(doctype), daftar, "link search")
					self.assertEqual(self.reported(doctype), daftar, "report")
		# a matrix in which everybody sees all or nothing would agree by chance
		self.assertTrue(all(ada.values()), ada)

	def opened(self, doctype: str) -> set[str]:
		return {n for n in self.nama[doctype] if frappe.get_doc(doctype, n).has_permission("read")}

	def counted(self, doctype: str) -> int:
		try:
			return metode.get_count(doctype, {"name": ("in", self.nama[doctype])})
		except DITOLAK:
			return 0

	def searched(self, doctype: str) -> set[str]:
		hasil = set()
		try:
			for nama in self.nama[doctype]:
				hasil |= {baris[0] for baris in pintu.search(doctype, txt=nama)}
		except DITOLAK:
			return set()
		return hasil & set(self.nama[doctype])

	def reported(self, doctype: str) -> set[str]:
		laporan = frappe.new_doc("Report")
		laporan.update({"report_type": "Report Builder", "ref_doctype": doctype})
		laporan.json = frappe.as_json(
			{
				"fields": [["name", doctype]],
				"filters": [[doctype, "name", "in", self.nama[doctype]]],
				"sort_by": f"{doctype}.creation",
				"sort_order": "desc",
			}
		)
		try:
			_kolom, baris = laporan.get_data(limit=500, as_dict=False)
		except DITOLAK:
			return set()
		return {b[0] for b in baris}

	def test_child_rows_follow_their_parent(self):
		for orang in SEMUA_ORANG:
			with self.subTest(orang=orang), sebagai(orang):
				for anak, induk in ANAK.items():
					semua = frappe.get_all(anak, {"parent": ("in", self.nama[induk])}, ["name", "parent"])
					try:
						daftar = frappe.get_list(
							anak,
							{"name": ("in", [b.name for b in semua])},
							pluck="name",
							parent_doctype=induk,
							limit_page_length=0,
						)
					except DITOLAK:
						daftar = []
					terlihat = self.visible(induk)
					self.assertEqual(set(daftar), {b.name for b in semua if b.parent in terlihat}, anak)

	def test_a_letter_is_seen_by_all_who_see_one_of_its_tasks(self):
		"""Links inside the family lead only to what the reader sees anyway."""
		for orang in SEMUA_ORANG:
			with self.subTest(orang=orang), sebagai(orang):
				tugas = frappe.get_all(
					"Tugas", {"name": ("in", list(self.visible("Tugas")))}, ["naskah", "disposisi"]
				)
				self.assertLessEqual({t.naskah for t in tugas}, self.visible("Naskah Masuk"))
				self.assertLessEqual({t.disposisi for t in tugas}, self.visible("Disposisi"))
				disp = frappe.get_all(
					"Disposisi", {"name": ("in", list(self.visible("Disposisi")))}, ["naskah", "penetapan"]
				)
				self.assertLessEqual({d.naskah for d in disp}, self.visible("Naskah Masuk"))
				self.assertEqual({d.penetapan for d in disp}, self.visible("Penetapan Pola"))
				jejak = frappe.get_all(
					"Jejak Tugas", {"name": ("in", list(self.visible("Jejak Tugas")))}, pluck="tugas"
				)
				self.assertEqual(set(jejak), self.visible("Tugas"))
				surat = frappe.get_all(
					"Surat Tugas",
					{"name": ("in", list(self.visible("Surat Tugas")))},
					["naskah", "disposisi"],
				)
				self.assertLessEqual({s.naskah for s in surat}, self.visible("Naskah Masuk"))
				self.assertLessEqual({s.disposisi for s in surat}, self.visible("Disposisi"))
				kontribusi = frappe.get_all(
					"Kontribusi Tim",
					{"name": ("in", list(self.visible("Kontribusi Tim")))},
					pluck="pekerjaan",
				)
				self.assertLessEqual(set(kontribusi), self.visible("Pekerjaan Tim"))
				eskalasi = frappe.get_all(
					"Eskalasi Tugas", {"name": ("in", list(self.visible("Eskalasi Tugas")))}, pluck="tugas"
				)
				self.assertLessEqual(set(eskalasi), self.visible("Tugas"))

	def test_both_renderings_of_the_posts_below_agree(self):
		semula = kriteria.BATAS_DAFTAR
		sub_select = "select `name` from `tabJabatan`"
		try:
			for orang in ("gubernur", "sekda", "kadis_a", "kabid", "jf1"):
				hasil = {}
				for batas in (0, 10**6):
					kriteria.BATAS_DAFTAR = batas
					with sebagai(orang):
						syarat = kriteria.get_criterion("Tugas")
						if orang != "jf1":
							self.assertEqual(sub_select in syarat, batas == 0, orang)
						hasil[batas] = {doctype: self.visible(doctype) for doctype in DIJAGA}
				self.assertEqual(hasil[0], hasil[10**6], orang)
				self.assertTrue(hasil[0]["Tugas"], orang)
		finally:
			kriteria.BATAS_DAFTAR = semula


# design §5, for a task given directly by the Sekda to an officer: relation → (person, cells by grade);
# ✓ content, n number and date only, - nothing
TABEL = {
	"giver": ("sekda", "✓✓✓✓"),
	"recipient": ("jf1", "✓✓✓✓"),
	"copy": ("kadis_b", "✓✓✓✓"),
	"superior between": ("kabid", "✓✓--"),
	"superior above the giver": ("gubernur", "✓---"),
	"registrar": ("tu_setda", "✓✓✓n"),
	"other Tata Usaha": ("tu_a", "✓nnn"),
	"auditor": ("auditor", "✓✓nn"),
	"Tata Usaha of a unit not reached": ("tu_b", "----"),
	"sibling": ("jf2", "----"),
	"officer of another unit": ("jf_b", "----"),
	"HR": ("pengelola", "----"),
	"System Manager": ("sistem", "----"),
	"nobody": ("tanpa_jabatan", "----"),
	"without role": ("tanpa_peran", "----"),
	"Guest": ("Guest", "----"),
}


class TestJawabanDiingat(KesepakatanTestCase):
	def test_the_criterion_asks_of_a_task_only_what_makes_its_answers_be_forgotten(self):
		dipakai = set()
		for orang in ("sekda", "kadis_a", "kabid", "jf1", "tu_a", "auditor"):
			with sebagai(orang):
				dipakai |= set(re.findall(r"`tabTugas`\.`(\w+)`", kriteria.get_criterion("Tugas")))
		self.assertIn("pemberi_jabatan", dipakai)
		self.assertLessEqual(dipakai, set(konteks.DASAR_MELIHAT_TUGAS))

	def test_a_step_leaves_who_sees_the_task_and_another_holder_does_not(self):
		tugas = self.turun["Biasa"].tugas
		with sebagai("kadis_a"):
			self.assertTrue(kriteria.can_see("Tugas", tugas.name))
			kunci = (konteks.MELIHAT, frappe.session.user, "Tugas", tugas.name)
			doc = frappe.get_doc("Tugas", tugas.name)
			doc.load_doc_before_save()
			konteks.forget_answers(doc)
			self.assertIn(kunci, frappe.local.asn_akses)
			doc.jabatan = "AGN-KADB"
			konteks.forget_answers(doc)
			self.assertNotIn(kunci, frappe.local.asn_akses)


class TestTabel(KesepakatanTestCase):
	def cell(self, grade: str) -> str:
		"""What the session's user has of the direct task of this grade, in the signs of the table."""
		c = self.langsung[grade]
		isi = {
			c.tugas.name in self.visible("Tugas"),
			c.disposisi.name in self.visible("Disposisi"),
			c.naskah.name in self.visible("Naskah Masuk"),
			c.surat.name in self.visible("Surat Tugas"),
		}
		self.assertEqual(len(isi), 1, "task, order and letter are seen together")
		if isi == {True}:
			return "✓"
		agenda = set(frappe.get_all("Agenda Naskah", {"naskah": c.naskah.name}, pluck="name"))
		return "n" if agenda & self.visible("Agenda Naskah") else "-"

	def test_every_cell(self):
		for hubungan, (orang, sel) in TABEL.items():
			with self.subTest(hubungan), sebagai(orang):
				self.assertEqual("".join(self.cell(g) for g in GRADE), sel)

	def test_escalation_opens_what_its_row_of_the_table_says(self):
		"""Without it the asisten sees nothing of the story."""
		with sebagai("asisten"):
			terlihat = [self.turun[g].tugas.name in self.visible("Tugas") for g in GRADE]
			naskah = [self.turun[g].naskah.name in self.visible("Naskah Masuk") for g in GRADE]
			lain = [self.turun[g].anak.name in self.visible("Tugas") for g in GRADE]
		self.assertEqual(terlihat, [True, True, False, False])
		self.assertEqual(naskah, terlihat)
		self.assertEqual(lain, [False] * 4)

	def test_a_plh_is_told_in_the_superiors_place(self):
		for disebut in (0, 1):
			frappe.db.savepoint("plh")
			factory.make_plh(self.pegawai["tanpa_jabatan"], "AGN-ASISTEN", wewenang_rahasia=disebut)
			with self.subTest(disebut=disebut), sebagai("tanpa_jabatan"):
				terlihat = [self.turun[g].tugas.name in self.visible("Tugas") for g in GRADE]
				self.assertEqual(terlihat, [True, True, False, False])
			frappe.db.rollback(save_point="plh")
			frappe.local.asn_organisasi = {}

	def test_plh_with_and_without_the_grade_in_his_letter(self):
		for disebut, sel in ((0, "✓✓--"), (1, "✓✓✓-")):
			frappe.db.savepoint("plh")
			factory.make_plh(self.pegawai["tanpa_jabatan"], "AGN-SEKDA", wewenang_rahasia=disebut)
			with self.subTest(disebut=disebut), sebagai("tanpa_jabatan"):
				self.assertEqual("".join(self.cell(g) for g in GRADE), sel)
			with self.subTest("the holder keeps what he gave himself"), sebagai("sekda"):
				self.assertEqual("".join(self.cell(g) for g in GRADE), "✓✓✓✓")
			frappe.db.rollback(save_point="plh")
			frappe.local.asn_organisasi = {}

	def test_most_secret_is_for_who_held_the_post_then(self):
		"""A successor inherits the task of a post up to Rahasia."""
		frappe.db.savepoint("ganti")
		lama = frappe.get_doc("Penempatan", {"pegawai": self.pegawai["kadis_a"], "jabatan": "AGN-KADA"})
		lama.selesai = frappe.utils.today()
		lama.save()
		factory.make_penempatan(self.pegawai["tanpa_jabatan"], "AGN-KADA", mulai=frappe.utils.today())
		frappe.local.asn_organisasi = {}
		with sebagai("tanpa_jabatan"):
			terlihat = [self.turun[g].tugas.name in self.visible("Tugas") for g in GRADE]
		self.assertEqual(terlihat, [True, True, True, False])
		with sebagai("kadis_a"):
			self.assertIn(self.turun["Sangat Rahasia"].tugas.name, self.visible("Tugas"))
		frappe.db.rollback(save_point="ganti")
		frappe.local.asn_organisasi = {}

	def test_a_head_asked_for_consent_sees_even_the_most_secret_while_he_is_asked(self):
		frappe.db.savepoint("setuju")
		naskah = make_naskah(keamanan="Sangat Rahasia", pemicu="Arahan pimpinan daerah")
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_person(self.pegawai["jf_b"])]))
		with sebagai("kadis_b"):
			doc = frappe.get_doc("Tugas", tugas.name)
			self.assertTrue(doc.has_permission("read"))
			from transformasi_asn.disposisi.api import putuskan_persetujuan

			putuskan_persetujuan(tugas.name, True)
			self.assertFalse(doc.has_permission("read"))
		frappe.db.rollback(save_point="setuju")

	def test_a_changed_cell_takes_effect_at_once(self):
		frappe.db.savepoint("tabel")
		setelan = frappe.get_doc("Pengaturan Tata Kerja")
		ganti = {
			("Auditor", "Biasa"): "Nomor",
			("Atasan pemberi", "Terbatas"): "Isi",
			("Tata Usaha lain", "Biasa"): "Tidak ada",
		}
		for baris in setelan.potongan_keamanan:
			baris.tingkat = ganti.pop((baris.hubungan, baris.keamanan), baris.tingkat)
		self.assertFalse(ganti)
		setelan.save()
		for orang, sel in (("auditor", "n✓nn"), ("gubernur", "✓✓--"), ("tu_a", "-nnn"), ("sekda", "✓✓✓✓")):
			with self.subTest(orang), sebagai(orang):
				self.assertEqual("".join(self.cell(g) for g in GRADE), sel)
		frappe.db.rollback(save_point="tabel")
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
