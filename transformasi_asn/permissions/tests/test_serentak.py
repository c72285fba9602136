"""Several people at the same moment, each on a connection of his own; what is written here is committed."""

import json

import frappe
from frappe.desk.form.load import getdoc
from frappe.model.workflow import WorkflowTransitionError, apply_workflow
from frappe.utils import add_days, getdate, now

from transformasi_asn.basisdata import DidahuluiError
from transformasi_asn.disposisi import api, jejak
from transformasi_asn.disposisi.exceptions import NomorCadanganError, PenarikanError, PenerimaTidakSahError
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	step,
	to_post,
	tugas_of,
	user_of,
)
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.tests import factory
from transformasi_asn.tests.kasus import SitusTestCase
from transformasi_asn.tests.serentak import (
	Permintaan,
	assert_overtaken,
	at_once,
	give_keys,
	overtake,
	send_at_once,
	take_keys,
)


class SerentakTestCase(SitusTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.agensi = factory.make_agency()
		cls.naskah_lama = set(frappe.get_all("Naskah Masuk", pluck="name"))
		cls.seri_lama = dict(
			frappe.db.sql("select `name`, `current` from `tabSeries` where `name` like %s", "AGENDA-ASN/%")
		)

	@classmethod
	def tearDownClass(cls):
		"""Take away what was committed, so that other tests number from one."""
		frappe.db.rollback()
		naskah = [n for n in frappe.get_all("Naskah Masuk", pluck="name") if n not in cls.naskah_lama]
		disposisi = frappe.get_all("Disposisi", {"naskah": ("in", naskah)}, ["name", "penetapan"])
		tugas = frappe.get_all("Tugas", {"naskah": ("in", naskah)}, pluck="name")
		nama = [d.name for d in disposisi]
		for doctype, saring in (
			("Jejak Tugas", {"tugas": ("in", tugas)}),
			("Eskalasi Tugas", {"tugas": ("in", tugas)}),
			("Notification Log", {"document_name": ("in", [*tugas, *nama])}),
			("Comment", {"reference_name": ("in", [*tugas, *nama, *naskah])}),
			("Penerima Disposisi", {"parent": ("in", nama)}),
			("Penetapan Pola", {"name": ("in", [d.penetapan for d in disposisi])}),
			("Tugas", {"name": ("in", tugas)}),
			("Disposisi", {"name": ("in", nama)}),
			("Agenda Naskah", {"naskah": ("in", naskah)}),
			("Naskah Masuk", {"name": ("in", naskah)}),
		):
			frappe.db.delete(doctype, saring)
		frappe.db.delete("Series", {"name": ("like", "AGENDA-ASN/%")})
		for kunci, nilai in cls.seri_lama.items():
			frappe.db.sql("insert into `tabSeries` (`name`, `current`) values (%s, %s)", (kunci, nilai))
		frappe.db.commit()
		super().tearDownClass()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()

	def commit(self):
		frappe.set_user("Administrator")
		frappe.db.commit()

	@staticmethod
	def at_once(*kerja) -> list:
		hasil = at_once(*kerja)
		konteks.clear()
		return hasil

	def assert_only_retryable(self, hasil: list, lain: tuple = ()) -> None:
		boleh = (DidahuluiError, frappe.TimestampMismatchError, *lain)
		for h in hasil:
			if isinstance(h, Exception) and not isinstance(h, boleh):
				raise h


class TestMendisposisi(SerentakTestCase):
	def test_two_orders_on_one_letter(self):
		"""Each is given whole or not at all, nobody gets a task twice, and the letter one number per unit."""
		for _ulang in range(3):
			self.race_orders()

	def race_orders(self):
		naskah = make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		self.commit()
		hasil = self.at_once(
			*(
				(user_of("sekda"), lambda j=jabatan: make_disposisi(naskah, "sekda", [to_post(j)]).name)
				for jabatan in ("AGN-KADA", "AGN-KADA", "AGN-ASISTEN")
			)
		)
		self.assert_only_retryable(hasil, (PenerimaTidakSahError,))
		berhasil = [h for h in hasil if isinstance(h, str)]
		self.assertTrue(berhasil)
		self.assertEqual(
			set(frappe.get_all("Disposisi", {"naskah": naskah.name}, pluck="name")), set(berhasil)
		)
		tugas = frappe.get_all("Tugas", {"naskah": naskah.name}, ["name", "disposisi", "jabatan"])
		self.assertEqual(sorted(t.disposisi for t in tugas), sorted(berhasil))
		jabatan = [t.jabatan for t in tugas]
		self.assertEqual(len(jabatan), len(set(jabatan)), "a task twice")
		self.assertEqual([k for t in tugas for k in jejak.verify(t.name)], [])
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Berjalan")
		unit = frappe.get_all("Agenda Naskah", {"naskah": naskah.name}, pluck="unit_kerja")
		self.assertEqual(len(unit), len(set(unit)))

	def test_the_leader_disposes_while_his_secretary_records_it(self):
		"""The same order by two hands: the recipient has one task of it."""
		frappe.set_user("Administrator")
		penugasan = frappe.get_doc(
			{
				"doctype": "Penugasan Sekretaris",
				"jabatan": "AGN-KADA",
				"pegawai": self.agensi.pegawai["tu_b"],
				"mulai": add_days(getdate(), -1),
			}
		).insert()
		self.addCleanup(self.commit)
		self.addCleanup(frappe.delete_doc, "Penugasan Sekretaris", penugasan.name, force=True)
		for _ulang in range(3):
			self.race_with_secretary()

	def race_with_secretary(self):
		naskah = make_naskah()
		self.commit()

		def dispose(kunci: str, **kw):
			return user_of(kunci), lambda: make_disposisi(naskah, kunci, [to_post("AGN-KABID")], **kw).name

		hasil = self.at_once(
			dispose("kadis_a"), dispose("tu_b", cara_pemberian="Lisan", waktu_perintah=now())
		)
		self.assert_only_retryable(hasil, (PenerimaTidakSahError,))
		(berhasil,) = [h for h in hasil if isinstance(h, str)]
		(tugas,) = frappe.get_all("Tugas", {"naskah": naskah.name}, ["name", "disposisi"])
		self.assertEqual(tugas.disposisi, berhasil)
		self.assertEqual(jejak.verify(tugas.name), [])


class TestMenarik(SerentakTestCase):
	def test_a_recall_while_the_recipient_opens_his_task(self):
		"""Either he has read it, and it stands, or it is gone; never both, and no notice of what is gone."""
		dibaca = ditarik = 0
		for _ulang in range(4):
			naskah = make_naskah("tu_a")
			disposisi = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
			(tugas,) = tugas_of(disposisi)
			self.commit()
			hasil = at_once(
				(user_of("kabid"), lambda t=tugas: self.open(t)),
				(user_of("kadis_a"), lambda d=disposisi: api.tarik_disposisi(d.name)),
			)
			self.assert_only_retryable(hasil, (PenarikanError, frappe.PermissionError))
			t = frappe.get_doc("Tugas", tugas.name)
			self.assertFalse(t.dibaca_pada and t.ditarik_pada)
			self.assertEqual(t.tahap, "Batal" if t.ditarik_pada else "Baru")
			self.assertEqual(bool(t.ditarik_pada), not isinstance(hasil[1], Exception))
			ada = frappe.db.exists("Notification Log", {"document_name": tugas.name})
			self.assertEqual(bool(ada), not t.ditarik_pada)
			self.assertEqual(jejak.verify(tugas.name), [])
			dibaca += bool(t.dibaca_pada)
			ditarik += bool(t.ditarik_pada)
		self.assertTrue(dibaca + ditarik)

	@staticmethod
	def open(tugas) -> str:
		frappe.response.docs = []
		getdoc("Tugas", tugas.name)
		return tugas.name

	def test_a_recall_while_the_recipient_accepts(self):
		for _ulang in range(3):
			naskah = make_naskah("tu_a")
			disposisi = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
			(tugas,) = tugas_of(disposisi)
			self.commit()
			hasil = at_once(
				(
					user_of("kabid"),
					lambda t=tugas: apply_workflow(frappe.get_doc("Tugas", t.name), "Terima").name,
				),
				(user_of("kadis_a"), lambda d=disposisi: api.tarik_disposisi(d.name)),
			)
			self.assert_only_retryable(
				hasil, (PenarikanError, frappe.PermissionError, WorkflowTransitionError)
			)
			t = frappe.get_doc("Tugas", tugas.name)
			self.assertIn(
				(t.tahap, bool(t.ditarik_pada)), [("Berjalan", False), ("Batal", True), ("Baru", False)]
			)
			self.assertEqual(jejak.verify(tugas.name), [])


class TestMencatat(SerentakTestCase):
	def numbers(self) -> list[int]:
		saring = {"unit_kerja": "AGN-DA", "tahun": getdate().year}
		return sorted(frappe.get_all("Agenda Naskah", saring, pluck="nomor"))

	def register(self, berapa: int, batal: int | None = None):
		def kerja():
			for ke in range(berapa):
				make_naskah("tu_a", perihal=f"Serentak {ke}")
				if ke == batal:
					frappe.db.rollback()
				else:
					frappe.db.commit()
			return berapa

		return (user_of("tu_a"), kerja)

	def test_numbers_are_unique_and_without_gaps_though_one_registration_is_undone(self):
		sebelum = self.numbers()
		hasil = self.at_once(self.register(4), self.register(4, batal=1), self.register(4))
		self.assert_only_retryable(hasil)
		sesudah = self.numbers()
		self.assertGreater(len(sesudah), len(sebelum))
		# from wherever the register stood: what other tests numbered and took away leaves its counter behind
		self.assertEqual(sesudah, list(range(sesudah[0], sesudah[0] + len(sesudah))))
		if not any(isinstance(h, Exception) for h in hasil):
			self.assertEqual(len(sesudah) - len(sebelum), 11)

	def test_one_number_of_a_block_by_two(self):
		frappe.set_user(user_of("tu_a"))
		isi = {"doctype": "Blok Agenda", "unit_kerja": "AGN-DA", "jumlah": 2, "alasan": "Jaringan putus"}
		blok = frappe.get_doc(isi).insert()
		self.commit()
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "Blok Agenda", {"name": blok.name})

		def catat():
			return make_naskah("tu_a", nomor_cadangan=blok.dari).name

		hasil = self.at_once(*((user_of("tu_a"), catat) for _n in range(3)))
		self.assert_only_retryable(hasil, (NomorCadanganError,))
		(menang,) = [h for h in hasil if isinstance(h, str)]
		baris = frappe.get_all("Agenda Naskah", {"unit_kerja": "AGN-DA", "nomor": blok.dari}, pluck="naskah")
		self.assertEqual(baris, [menang])

	def test_first_letters_of_a_register(self):
		"""The counter itself does not exist yet."""
		frappe.set_user("Administrator")
		kunci = f"AGENDA-ASN/AGN-DB/{getdate().year}/"
		if frappe.db.exists(
			"Agenda Naskah", {"unit_kerja": "AGN-DB", "naskah": ("in", [*self.naskah_lama, ""])}
		):
			self.skipTest("the register of Dinas B has been begun on this site")
		frappe.db.delete("Agenda Naskah", {"unit_kerja": "AGN-DB"})
		frappe.db.delete("Series", {"name": kunci})
		self.commit()

		def satu():
			return make_naskah("tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB").nomor_agenda

		hasil = self.at_once(*((user_of("tu_b"), satu) for _ in range(3)))
		self.assert_only_retryable(hasil)
		nomor = sorted(frappe.get_all("Agenda Naskah", {"unit_kerja": "AGN-DB"}, pluck="nomor"))
		self.assertEqual(nomor, list(range(1, sum(isinstance(h, str) for h in hasil) + 1)))
		self.assertTrue(nomor)


class TestMemindahkan(SerentakTestCase):
	def make_tugas(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		self.commit()
		return tugas

	def test_one_task_moved_by_two(self):
		tugas = self.make_tugas()

		def terima():
			return apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima").workflow_state

		hasil = self.at_once(*((user_of("kabid"), terima) for _ in range(3)))
		self.assert_only_retryable(hasil, (WorkflowTransitionError,))
		self.assertEqual(sum(isinstance(h, str) for h in hasil), 1)
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), "Berjalan")
		self.assertEqual(frappe.db.count("Jejak Tugas", {"tugas": tugas.name}), 2)
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_holder_reports_while_the_giver_cancels(self):
		tugas = self.make_tugas()
		frappe.set_user(user_of("kabid"))
		apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima")
		self.commit()

		def melangkah(aksi, **isian):
			def kerja():
				doc = frappe.get_doc("Tugas", tugas.name)
				doc.update(isian)
				doc.save()
				return apply_workflow(doc, aksi).tahap

			return kerja

		hasil = self.at_once(
			(user_of("kabid"), melangkah("Laporkan", laporan="Selesai")),
			(user_of("kadis_a"), melangkah("Batalkan", alasan="Dobel")),
		)
		self.assert_only_retryable(hasil, (WorkflowTransitionError,))
		menang = [h for h in hasil if isinstance(h, str)]
		self.assertEqual(len(menang), 1)
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), menang[0])
		self.assertEqual(frappe.db.count("Jejak Tugas", {"tugas": tugas.name}), 3)
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_last_two_parts_finished_at_once_finish_the_letter(self):
		naskah = make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		disposisi = make_disposisi(
			naskah,
			"sekda",
			[to_post("AGN-KADA", instruksi="Arsipkan"), to_post("AGN-ASISTEN", instruksi="Arsipkan")],
		)
		tugas = tugas_of(disposisi)
		for t, orang in zip(tugas, ("kadis_a", "asisten"), strict=True):
			frappe.set_user(user_of(orang))
			apply_workflow(frappe.get_doc("Tugas", t.name), "Terima")
		self.commit()

		def selesaikan(nama):
			return lambda: apply_workflow(frappe.get_doc("Tugas", nama), "Selesaikan").tahap

		hasil = self.at_once(
			(user_of("kadis_a"), selesaikan(tugas[0].name)), (user_of("asisten"), selesaikan(tugas[1].name))
		)
		self.assert_only_retryable(hasil)
		for t, orang, h in zip(tugas, ("kadis_a", "asisten"), hasil, strict=True):
			if isinstance(h, Exception):  # tried again, as the desk asks for
				frappe.set_user(user_of(orang))
				apply_workflow(frappe.get_doc("Tugas", t.name), "Selesaikan")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Selesai")

	def test_last_two_parts_finished_at_once_finish_the_task_above(self):
		naskah = make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-GUB")
		(induk,) = tugas_of(make_disposisi(naskah, "gubernur", [to_post("AGN-SEKDA", instruksi="Arsipkan")]))
		frappe.set_user(user_of("sekda"))
		apply_workflow(frappe.get_doc("Tugas", induk.name), "Terima")
		bagian = [to_post("AGN-KADA", instruksi="Arsipkan"), to_post("AGN-ASISTEN", instruksi="Arsipkan")]
		tugas = tugas_of(make_disposisi(naskah, "sekda", bagian, induk_tugas=induk.name))
		orang = [user_of("kadis_a"), user_of("asisten")]
		for t, user in zip(tugas, orang, strict=True):
			frappe.set_user(user)
			apply_workflow(frappe.get_doc("Tugas", t.name), "Terima")
		self.commit()

		def selesaikan(nama):
			return lambda: apply_workflow(frappe.get_doc("Tugas", nama), "Selesaikan").tahap

		hasil = self.at_once(*((user, selesaikan(t.name)) for t, user in zip(tugas, orang, strict=True)))
		self.assert_only_retryable(hasil)
		for t, user, h in zip(tugas, orang, hasil, strict=True):
			if isinstance(h, Exception):  # tried again, as the desk asks for
				frappe.set_user(user)
				apply_workflow(frappe.get_doc("Tugas", t.name), "Selesaikan")
		self.assertEqual(frappe.db.get_value("Tugas", induk.name, "tahap"), "Selesai")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Selesai")


class TestSapuan(SerentakTestCase):
	def test_two_sweeps_at_once_tell_everybody_once(self):
		"""Also while the holder is working on one of the tasks."""
		from datetime import timedelta

		from frappe.utils import now_datetime

		from transformasi_asn.disposisi import pengingat

		self.addCleanup(setattr, pengingat, "SEPOTONG", pengingat.SEPOTONG)
		pengingat.SEPOTONG = 2
		tugas = []
		for _n in range(6):
			tugas += tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		frappe.set_user("Administrator")
		nama = [t.name for t in tugas]
		frappe.db.sql("update `tabTugas` set `jatuh_tempo` = null where `name` not in %s", (nama,))
		self.commit()
		kini = now_datetime() + timedelta(days=60)

		def sapu():
			return pengingat.sweep(kini).tugas

		def terima():
			return apply_workflow(frappe.get_doc("Tugas", nama[0]), "Terima").tahap

		hasil = at_once(("Administrator", sapu), ("Administrator", sapu), (user_of("kabid"), terima))
		self.assert_only_retryable(hasil, (WorkflowTransitionError,))
		frappe.set_user("Administrator")
		pengingat.sweep(kini)
		naik = frappe.get_all("Eskalasi Tugas", {"tugas": ("in", nama)}, ["tugas", "tingkat"], as_list=True)
		self.assertEqual(len(naik), len(set(naik)))
		self.assertEqual(set(naik), {(n, t) for n in nama for t in (1, 2)})
		self.assertEqual(pengingat.sweep(kini).tugas, 0)
		self.assertEqual([k for n in nama for k in jejak.verify(n)], [])


class TestPermintaan(SerentakTestCase):
	"""What the one who came second is answered, over REST and the desk's own calls."""

	ORANG = ("sekda", "kadis_a", "kabid", "tu_a")

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		give_keys(*map(user_of, cls.ORANG))

	@classmethod
	def tearDownClass(cls):
		take_keys()
		super().tearDownClass()

	def make_tugas(self, naskah=None, pemberi="sekda", jabatan="AGN-KADA", **kw):
		naskah = naskah or make_naskah("tu_setda", unit_penerima="AGN-SETDA", tujuan_jabatan="AGN-SEKDA")
		(tugas,) = tugas_of(make_disposisi(naskah, pemberi, [to_post(jabatan)], **kw))
		self.commit()
		return tugas

	def move(self, kunci: str, tugas, aksi: str) -> Permintaan:
		doc = json.dumps({"doctype": "Tugas", "name": tugas.name})
		jalur = "/api/method/frappe.model.workflow.apply_workflow"
		return Permintaan(user_of(kunci), "POST", jalur, doc=doc, action=aksi)

	def dispose(self, kunci: str, naskah: str, jabatan: str, **kw) -> Permintaan:
		isi = {"naskah": naskah, "penerima": [to_post(jabatan)], "docstatus": 1, **kw}
		return Permintaan(user_of(kunci), "POST", "/api/resource/Disposisi", **isi)

	def test_two_leaders_dispose_one_letter(self):
		tugas = self.make_tugas()
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		permintaan = self.dispose("kadis_a", naskah.name, "AGN-KABID", induk_tugas=tugas.name)
		jawab = overtake(lambda: make_disposisi(naskah, "sekda", [to_post("AGN-ASISTEN")]), permintaan)
		assert_overtaken(self, jawab)
		if jawab.status != 200:
			self.assertEqual(frappe.db.count("Disposisi", {"naskah": naskah.name}), 2)
			self.assertEqual(permintaan.send().status, 200)
		self.commit()
		self.assertEqual(frappe.db.count("Disposisi", {"naskah": naskah.name}), 3)

	def test_one_task_taken_twice(self):
		tugas = self.make_tugas()
		terima = self.move("kadis_a", tugas, "Terima")
		jawab = overtake(lambda: step(tugas, "kadis_a", "Terima"), terima)
		assert_overtaken(self, jawab)
		self.assertNotEqual(jawab.status, 200)
		self.assertEqual(terima.send().jenis, "WorkflowTransitionError")

	def test_a_field_is_written_while_the_task_moves(self):
		tugas = self.make_tugas()
		alasan = Permintaan(user_of("sekda"), "PUT", f"/api/resource/Tugas/{tugas.name}", alasan="Dobel")
		assert_overtaken(self, overtake(lambda: step(tugas, "kadis_a", "Terima"), alasan))
		self.assertEqual(alasan.send().status, 200)

	def test_the_desk_saves_what_has_moved(self):
		tugas = self.make_tugas()
		frappe.set_user(user_of("sekda"))
		isi = frappe.get_doc("Tugas", tugas.name).as_dict(no_nulls=True) | {"alasan": "Dobel"}
		jalur = "/api/method/frappe.desk.form.save.savedocs"
		simpan = Permintaan(user_of("sekda"), "POST", jalur, doc=frappe.as_json(isi), action="Save")
		jawab = overtake(lambda: step(tugas, "kadis_a", "Terima"), simpan)
		assert_overtaken(self, jawab)
		self.assertEqual(jawab.status, 417)
		self.assertEqual(simpan.send().jenis, "TimestampMismatchError")

	def test_one_draft_given_twice(self):
		naskah = make_naskah()
		draf = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], submit=False)
		self.commit()
		jalur = f"/api/resource/Disposisi/{draf.name}"
		beri = Permintaan(user_of("kadis_a"), "PUT", jalur, docstatus=1)

		def submit():
			frappe.set_user(user_of("kadis_a"))
			frappe.get_doc("Disposisi", draf.name).submit()

		assert_overtaken(self, overtake(submit, beri))
		self.assertEqual(frappe.db.count("Tugas", {"naskah": naskah.name}), 1)

	def test_two_letters_registered(self):
		isi = make_naskah().as_dict()
		self.commit()
		kolom = (
			"bentuk",
			"jenis_naskah",
			"perihal",
			"pengirim",
			"unit_penerima",
			"tujuan_jabatan",
			"kegiatan",
		)
		isi = {k: isi[k] for k in kolom} | {k: str(isi[k]) for k in ("tanggal_surat", "tanggal_diterima")}
		catat = Permintaan(user_of("tu_a"), "POST", "/api/resource/Naskah%20Masuk", nomor_surat="2", **isi)
		jawab = overtake(make_naskah, catat)
		assert_overtaken(self, jawab, "Agenda Naskah")
		self.assertEqual((jawab if jawab.status == 200 else catat.send()).status, 200)

	def test_many_requests_at_the_same_moment(self):
		"""One wins, the others are told in words, and nothing is done by halves."""
		for _ulang in range(3):
			tugas = self.make_tugas()
			naskah = tugas.naskah
			jawab = send_at_once(
				self.move("kadis_a", tugas, "Terima"),
				self.dispose("sekda", naskah, "AGN-ASISTEN"),
				self.move("kadis_a", tugas, "Terima"),
				self.dispose("kadis_a", naskah, "AGN-KABID", induk_tugas=tugas.name),
			)
			konteks.clear()
			for j in jawab:
				self.assertLess(j.status, 500, j.isi)
				self.assertTrue(j.status == 200 or any(j.pesan), j.isi)
			self.assertIn(200, [j.status for j in jawab])
			semua = frappe.get_all("Tugas", {"naskah": naskah}, pluck="name")
			self.assertEqual(len(semua), 1 + sum(j.status == 200 for j in jawab[1::2]))
			self.assertEqual([k for t in semua for k in jejak.verify(t)], [])
