"""The Workflow form in an admin's hands: names and steps are his, stages and documents stay whole."""

import frappe
from frappe.model.workflow import apply_workflow

from transformasi_asn.alur.domain import SEMUA_TAHAP
from transformasi_asn.alur.mixin import get_states
from transformasi_asn.alur.penjaga import (
	AlurHarusAktifError,
	StatusMasihDipakaiError,
	StatusTanpaTahapError,
)
from transformasi_asn.disposisi import jejak
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.test_alur_kerja import AlurTestCase

ALUR = "Alur Tugas"


class PenjagaTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		self.forget_workflows()

	def tearDown(self):
		super().tearDown()
		self.forget_workflows()

	@staticmethod
	def forget_workflows():
		"""Core keeps workflows in Redis, which no rollback undoes."""
		frappe.cache.delete_value("workflow")
		for nama in frappe.get_all("Workflow", pluck="name"):
			frappe.clear_document_cache("Workflow", nama)
		for doctype in ("Tugas", "Naskah Masuk", "Pokja", "ToDo"):
			frappe.clear_cache(doctype=doctype)

	@staticmethod
	def get_alur(nama: str = ALUR):
		frappe.set_user("Administrator")
		return frappe.get_doc("Workflow", nama)

	@staticmethod
	def row(alur, tahap: str, ke: int = 0):
		"""The n-th state of a stage, so that no test leans on a name."""
		return [baris for baris in alur.states if baris.update_value == tahap][ke]

	@staticmethod
	def make_state(nama: str) -> str:
		if not frappe.db.exists("Workflow State", nama):
			frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": nama}).insert()
		return nama

	def make_tugas(self):
		(tugas,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		return tugas

	def rename(self, alur, baris, nama: str) -> str:
		lama, baris.state = baris.state, self.make_state(nama)
		alur.save()
		return lama


class TestGantiNama(PenjagaTestCase):
	def test_documents_and_transitions_follow_and_the_work_goes_on(self):
		tugas = self.make_tugas()
		step(tugas, "kabid", "Terima")
		alur = self.get_alur()
		lama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		baris = next(b for b in alur.states if b.state == lama)
		self.rename(alur, baris, "Sedang Digarap")
		alur.reload()
		self.assertNotIn(lama, [b.state for b in alur.states])
		self.assertFalse({lama} & {s for t in alur.transitions for s in (t.state, t.next_state)})
		self.assertEqual(
			frappe.db.get_value("Tugas", tugas.name, ["workflow_state", "tahap"]),
			("Sedang Digarap", "Berjalan"),
		)
		self.assertFalse(frappe.db.exists("Tugas", {"workflow_state": lama}))
		dilaporkan = step(tugas, "kabid", "Laporkan", laporan="Selesai")
		self.assertEqual(dilaporkan.tahap, "Menunggu")
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_first_state(self):
		tugas = self.make_tugas()
		alur = self.get_alur()
		self.rename(alur, alur.states[0], "Baru Masuk")
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "workflow_state"), "Baru Masuk")
		self.assertEqual(step(tugas, "kabid", "Terima").tahap, "Berjalan")
		self.assertEqual(self.make_tugas().workflow_state, "Baru Masuk")

	def test_all_states_at_once(self):
		tugas = self.make_tugas()
		alur = self.get_alur()
		for baris in alur.states:
			baris.state = self.make_state(f"Tahap Kerja {baris.idx}")
		alur.save()
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "workflow_state"), "Tahap Kerja 1")
		step(tugas, "kabid", "Terima")
		step(tugas, "kabid", "Laporkan", laporan="x")
		self.assertEqual(step(tugas, "kadis_a", "Terima Laporan").tahap, "Selesai")

	def test_moving_rows_about_renames_nothing(self):
		tugas = self.make_tugas()
		alur = self.get_alur()
		nama = {b.name: b.state for b in alur.states}
		akhir = alur.states.pop()
		alur.states.insert(1, akhir)
		for nomor, baris in enumerate(alur.states, start=1):
			baris.idx = nomor
		alur.save()
		alur.reload()
		self.assertEqual({b.name: b.state for b in alur.states}, nama)
		self.assertEqual(
			frappe.db.get_value("Tugas", tugas.name, "workflow_state"), nama[alur.states[0].name]
		)


class TestTahap(PenjagaTestCase):
	def add_state(self, alur, nama: str, **isian):
		alur.append(
			"states", {"state": self.make_state(nama), "doc_status": "0", "allow_edit": "ASN", **isian}
		)
		return alur

	def test_a_state_without_stage_is_refused_with_a_proposal(self):
		for nama, usul in (
			("Ditunda Sementara", "Menunggu"),
			("Dibatalkan Pemberi", "Batal"),
			("Dibahas", "Berjalan"),
		):
			alur = self.add_state(self.get_alur(), nama)
			with self.assertRaises(StatusTanpaTahapError) as e:
				alur.save()
			for kata in (nama, usul, f"Baris {len(alur.states)}"):
				self.assertIn(kata, str(e.exception))

	def test_a_wrong_stage_is_refused(self):
		for isian in (
			{"update_field": "tahap", "update_value": "Kapan-kapan"},
			{"update_field": "perihal", "update_value": "Berjalan"},
		):
			self.assertRaises(StatusTanpaTahapError, self.add_state(self.get_alur(), "Dibahas", **isian).save)

	def test_the_first_state_is_of_the_first_stage(self):
		alur = self.get_alur()
		alur.states[0].update_value = "Berjalan"
		self.assertRaises(StatusTanpaTahapError, alur.save)

	def test_a_new_state_with_stage_is_routed_through(self):
		tugas = self.make_tugas()
		alur = self.add_state(self.get_alur(), "Dibahas", update_field="tahap", update_value="Berjalan")
		alur.append("transitions", self.way(alur.states[0].state, "Dibahas"))
		alur.append("transitions", self.way("Dibahas", self.row(alur, "Selesai").state))
		alur.save()
		frappe.cache.delete_value("workflow")
		self.assertEqual(step(tugas, "kabid", self.aksi("Dibahas")).tahap, "Berjalan")
		selesai = step(tugas, "kabid", self.aksi(self.row(alur, "Selesai").state))
		self.assertEqual((selesai.tahap, bool(selesai.selesai_pada)), ("Selesai", True))
		self.assertEqual(frappe.db.get_value("Naskah Masuk", tugas.naskah, "tahap"), "Selesai")
		self.assertEqual(jejak.verify(tugas.name), [])

	def aksi(self, tujuan: str) -> str:
		nama = f"Menuju {tujuan}"
		if not frappe.db.exists("Workflow Action Master", nama):
			frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": nama}).insert(
				ignore_permissions=True
			)
		return nama

	def way(self, dari: str, ke: str) -> dict:
		return {
			"state": dari,
			"action": self.aksi(ke),
			"next_state": ke,
			"allowed": "ASN",
			"allow_self_approval": 1,
			"condition": '"penerima" in doc.peran_saya',
		}

	def test_a_changed_stage_is_carried_to_stored_rows(self):
		tugas = self.make_tugas()
		step(tugas, "kabid", "Terima")
		alur = self.get_alur()
		nama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		next(b for b in alur.states if b.state == nama).update_value = "Menunggu"
		alur.save()
		self.assertEqual(frappe.db.get_value("Tugas", tugas.name, "tahap"), "Menunggu")
		self.assertEqual(get_states("Tugas")[nama], "Menunggu")

	def test_rename_and_stage_in_one_save(self):
		tugas = self.make_tugas()
		step(tugas, "kabid", "Terima")
		alur = self.get_alur()
		nama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		baris = next(b for b in alur.states if b.state == nama)
		baris.update_value = "Menunggu"
		self.rename(alur, baris, "Ditahan Dulu")
		self.assertEqual(
			frappe.db.get_value("Tugas", tugas.name, ["workflow_state", "tahap"]),
			("Ditahan Dulu", "Menunggu"),
		)

	def test_alert_and_required_states_are_switched_off(self):
		alur = self.get_alur()
		alur.send_email_alert = 1
		for baris in alur.states:
			baris.is_optional_state = 0
		alur.save()
		alur.reload()
		self.assertFalse(alur.send_email_alert)
		self.assertTrue(all(b.is_optional_state for b in alur.states))
		sebelum = frappe.db.count("Workflow Action")
		step(self.make_tugas(), "kabid", "Terima")
		self.assertEqual(frappe.db.count("Workflow Action"), sebelum)


class TestHapusStatus(PenjagaTestCase):
	def remove(self, alur, nama: str):
		alur.states = [b for b in alur.states if b.state != nama]
		alur.transitions = [t for t in alur.transitions if nama not in (t.state, t.next_state)]
		return alur

	def test_one_in_use_stays_also_on_a_plain_save(self):
		"""The form's dialogue ("Save Anyway") ends in the same save as this one."""
		tugas = [self.make_tugas(), self.make_tugas()]
		for t in tugas:
			step(t, "kabid", "Terima")
		nama = frappe.db.get_value("Tugas", tugas[0].name, "workflow_state")
		jumlah = frappe.db.count("Tugas", {"workflow_state": nama})
		alur = self.remove(self.get_alur(), nama)
		with self.assertRaises(StatusMasihDipakaiError) as e:
			alur.save()
		pesan = str(e.exception)
		for kata in (nama, f"{jumlah} dokumen", "Jalan keluar"):
			self.assertIn(kata, pesan)

	def test_one_in_use_cannot_be_swapped_for_a_new_row(self):
		tugas = self.make_tugas()
		nama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		alur = self.get_alur()
		alur.states = alur.states[1:]
		baru = alur.append(
			"states",
			{
				"state": self.make_state("Lain Baru"),
				"doc_status": "0",
				"allow_edit": "ASN",
				"update_field": "tahap",
				"update_value": "Baru",
				"is_optional_state": 1,
			},
		)
		alur.states = [baru, *alur.states[:-1]]
		for nomor, baris in enumerate(alur.states, start=1):
			baris.idx = nomor
		for t in alur.transitions:
			t.state = "Lain Baru" if t.state == nama else t.state
		self.assertRaises(StatusMasihDipakaiError, alur.save)

	def test_one_not_in_use_goes(self):
		alur = self.get_alur()
		baris = self.row(alur, "Batal")
		frappe.db.set_value(
			"Tugas",
			{"workflow_state": baris.state},
			{"workflow_state": alur.states[0].state, "tahap": "Baru"},
		)
		self.remove(alur, baris.state).save()
		self.assertNotIn("Batal", get_states("Tugas").values())


class TestAlurLain(PenjagaTestCase):
	def test_the_only_active_workflow_is_neither_switched_off_nor_deleted(self):
		for doctype in frappe.get_hooks("doctype_beralur"):
			(nama,) = frappe.get_all("Workflow", {"document_type": doctype, "is_active": 1}, pluck="name")
			alur = self.get_alur(nama)
			alur.is_active = 0
			self.assertRaises(AlurHarusAktifError, alur.save)
			self.assertRaises(AlurHarusAktifError, frappe.delete_doc, "Workflow", nama)

	def copy(self, **ganti):
		alur = frappe.copy_doc(self.get_alur())
		alur.workflow_name = "Alur Tugas Lain"
		alur.update(ganti)
		return alur

	def refuse(self, galat, alur):
		"""Refused, and rolled back as a request would be (core has switched the others off by then)."""
		frappe.db.savepoint("tolak")
		self.assertRaises(galat, alur.insert)
		frappe.db.rollback(save_point="tolak")

	def test_a_replacement_takes_over_and_the_old_one_may_go(self):
		tugas = self.make_tugas()
		self.copy().insert()
		self.assertFalse(frappe.db.get_value("Workflow", ALUR, "is_active"))
		frappe.cache.delete_value("workflow")
		self.assertEqual(step(tugas, "kabid", "Terima").tahap, "Berjalan")
		self.get_alur()
		frappe.delete_doc("Workflow", ALUR)

	def test_a_replacement_is_checked_the_same_way(self):
		tugas = self.make_tugas()
		nama = frappe.db.get_value("Tugas", tugas.name, "workflow_state")
		tanpa_tahap, lain = self.copy(), self.copy()
		tanpa_tahap.states[1].update_value = None
		self.refuse(StatusTanpaTahapError, tanpa_tahap)
		self.make_state("Lain Baru")
		for t in lain.transitions:
			t.state = "Lain Baru" if t.state == nama else t.state
		lain.states[0].state = "Lain Baru"
		self.refuse(StatusMasihDipakaiError, lain)
		self.assertTrue(frappe.db.get_value("Workflow", ALUR, "is_active"))

	def test_an_inactive_draft_may_know_other_states(self):
		self.make_tugas()
		lain = self.copy(is_active=0)
		lain.states[0].state = self.make_state("Lain Baru")
		lain.transitions = []
		lain.insert()
		self.assertTrue(frappe.db.get_value("Workflow", ALUR, "is_active"))

	def test_workflows_of_other_doctypes_are_left_alone(self):
		alur = frappe.get_doc(
			{
				"doctype": "Workflow",
				"workflow_name": "Alur asing",
				"document_type": "ToDo",
				"workflow_state_field": "status",
				"is_active": 1,
				"send_email_alert": 1,
				"states": [
					{"state": self.make_state(nama), "doc_status": "0", "allow_edit": "System Manager"}
					for nama in ("Open", "Closed")
				],
				"transitions": [],
			}
		).insert()
		self.assertEqual(
			(
				alur.send_email_alert,
				alur.workflow_state_field,
				alur.states[0].is_optional_state,
				alur.states[0].update_field,
			),
			(1, "status", 0, None),
		)
		alur.states.pop()
		alur.is_active = 0
		alur.save()
		alur.delete()


class TestSesudahDisunting(PenjagaTestCase):
	"""The whole story of a letter under a workflow in which the admin changed everything he may change."""

	def test_story_in_both_patterns(self):
		for nama in ("Alur Tugas", "Alur Naskah Masuk", "Alur Pokja"):
			alur = self.get_alur(nama)
			for baris in alur.states:
				baris.state = self.make_state(f"{nama} {baris.idx}")
			alur.append(
				"states",
				{
					"state": self.make_state("Singgah"),
					"doc_status": "0",
					"allow_edit": "ASN",
					"update_field": "tahap",
					"update_value": "Menunggu",
				},
			)
			alur.save()
		self.forget_workflows()

		naskah = make_naskah()
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")]))
		(anak,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=tugas.name)
		)
		tugas.reload()
		self.assertEqual((anak.tahap, tugas.tahap), ("Baru", "Menunggu"))
		step(anak, "jf1", "Terima")
		step(anak, "jf1", "Laporkan", laporan="Sudah")
		step(anak, "kabid", "Terima Laporan")
		step(tugas, "kabid", "Laporkan", laporan="Selesai")
		step(tugas, "kadis_a", "Kembalikan", alasan="Lengkapi")
		step(tugas, "kabid", "Laporkan", laporan="Lengkap")
		self.assertEqual(step(tugas, "kadis_a", "Terima Laporan").tahap, "Selesai")
		self.assertEqual(frappe.db.get_value("Naskah Masuk", naskah.name, "tahap"), "Selesai")
		factory.as_user("kadis_a")
		naskah = frappe.get_doc("Naskah Masuk", naskah.name)
		naskah.alasan = "Ada data baru"
		naskah.save()
		self.assertEqual(apply_workflow(naskah, "Buka Kembali").tahap, "Berjalan")

		prioritas = make_naskah(pemicu="Arahan pimpinan daerah")
		(langsung,) = tugas_of(make_disposisi(prioritas, "kadis_a", [to_person(self.pegawai["jf1"])]))
		step(langsung, "jf1", "Terima")
		step(langsung, "jf1", "Laporkan", laporan="Langsung")
		self.assertEqual(step(langsung, "kadis_a", "Terima Laporan").tahap, "Selesai")

		tim = self.make_pokja()
		self.assertEqual(tim.tahap, "Berjalan")
		(kelompok,) = tugas_of(
			make_disposisi(
				make_naskah(pemicu="Arahan pimpinan daerah", kompleks=1),
				"kadis_a",
				[{"jenis_penerima": "Pokja", "penerima": tim.name, "instruksi": "Tindak lanjuti"}],
			)
		)
		self.assertEqual(step(kelompok, "jf1", "Terima").tahap, "Berjalan")
		for t in (tugas, anak, langsung, kelompok):
			self.assertEqual(jejak.verify(t.name), [])
			self.assertIn(frappe.db.get_value("Tugas", t.name, "tahap"), SEMUA_TAHAP)
