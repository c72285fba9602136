"""An admin moves documents from state to state; other apps hear of every step."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest.mock import patch

import frappe
from frappe.integrations.doctype.webhook.webhook import enqueue_webhook

from transformasi_asn.alur import pindah
from transformasi_asn.alur.pindah import PemindahanTidakSahError
from transformasi_asn.alur.tests.test_penjaga import PenjagaTestCase
from transformasi_asn.disposisi import jejak
from transformasi_asn.disposisi.exceptions import CatatanTetapError
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, step, to_post, tugas_of


class PindahTestCase(PenjagaTestCase):
	def give(self, banyak: int = 1) -> list:
		return [
			tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))[0]
			for _ in range(banyak)
		]

	@staticmethod
	def fresh(doc):
		return frappe.get_doc(doc.doctype, doc.name)

	def state(self, doc) -> str:
		return self.fresh(doc).workflow_state

	def add_state(self, nama: str, tahap: str) -> None:
		"""The admin's new state, without a step to it."""
		alur = self.get_alur()
		alur.append(
			"states",
			{
				"state": self.make_state(nama),
				"update_field": "tahap",
				"update_value": tahap,
				"allow_edit": "ASN",
			},
		)
		alur.save()

	def move(self, *baris: tuple[str, str], doctype: str = "Tugas", **kw):
		frappe.set_user("Administrator")
		return frappe.get_doc(
			{
				"doctype": "Pemindahan Status",
				"document_type": doctype,
				"alasan": "Alur baru",
				"baris": [{"dari": d, "ke": k} for d, k in baris],
				**kw,
			}
		).insert()


class TestPindah(PindahTestCase):
	def test_running_documents_stay_in_their_state_until_they_are_moved(self):
		tugas, lain = self.give(2)
		step(tugas, "kabid", "Terima")
		semula = self.state(tugas)
		self.add_state("Menunggu Bahan", "Menunggu")
		self.assertEqual(self.state(tugas), semula)

		d = self.move((semula, "Menunggu Bahan"))
		self.assertEqual(d.baris[0].jumlah, frappe.db.count("Tugas", {"workflow_state": semula}))
		d.submit()
		d.reload()
		self.assertEqual((d.keadaan, d.baris[0].dipindahkan), ("Selesai", d.baris[0].jumlah))
		tugas.reload()
		self.assertEqual((tugas.workflow_state, tugas.tahap), ("Menunggu Bahan", "Menunggu"))
		self.assertEqual(self.fresh(lain).tahap, "Baru")
		self.assertFalse(frappe.db.exists("Tugas", {"workflow_state": semula}))

		akhir = frappe.get_last_doc("Jejak Tugas", {"tugas": tugas.name}, order_by="urutan desc")
		self.assertEqual(
			(akhir.peristiwa, akhir.dari_status, akhir.ke_status, akhir.catatan, akhir.pelaku),
			("Dipindahkan admin", semula, "Menunggu Bahan", "Alur baru", "Administrator"),
		)
		self.assertEqual(jejak.verify(tugas.name), [])

	def test_a_letter_tells_it_in_its_timeline(self):
		naskah = make_naskah()
		alur = self.get_alur("Alur Naskah Masuk")
		alur.append(
			"states",
			{
				"state": self.make_state("Menunggu Kelengkapan"),
				"update_field": "tahap",
				"update_value": "Baru",
				"allow_edit": "ASN",
			},
		)
		alur.save()
		self.move((naskah.workflow_state, "Menunggu Kelengkapan"), doctype="Naskah Masuk").submit()
		self.assertEqual(self.state(naskah), "Menunggu Kelengkapan")
		(teks,) = frappe.get_all(
			"Comment", {"reference_name": naskah.name, "comment_type": "Workflow"}, pluck="content"
		)
		self.assertIn("Alur baru", teks)

	def test_rows_that_cannot_stand_are_named(self):
		(tugas,) = self.give()
		tutup = self.row(self.get_alur(), "Selesai").state
		with self.assertRaisesRegex(PemindahanTidakSahError, "Baris 1.*tidak ditutup"):
			self.move((tugas.workflow_state, tutup))
		with self.assertRaisesRegex(PemindahanTidakSahError, "Baris 1.*tujuan tidak ada"):
			self.move((tugas.workflow_state, self.make_state("Entah")))
		with self.assertRaises(PemindahanTidakSahError):
			self.move((tugas.workflow_state, tutup), doctype="User")

	def test_many_are_moved_in_parts_and_a_lost_worker_loses_nothing(self):
		tugas = self.give(3)
		semula = tugas[0].workflow_state
		self.add_state("Antre Baru", "Baru")
		with patch.object(pindah, "SEKALI", 1):
			with patch("frappe.enqueue") as antre:
				d = self.move((semula, "Antre Baru"))
				d.submit()
			self.assertEqual(d.keadaan, "Antre")
			self.assertEqual(antre.call_args.kwargs["nama"], d.name)
			# the worker dies after its second part
			bagian = [0]

			def commit():
				bagian[0] += 1
				if bagian[0] == 2:
					raise MemoryError

			with patch.object(frappe.db, "commit", side_effect=commit), patch.object(frappe.db, "rollback"):
				with self.assertRaises(MemoryError):
					pindah.run(d.name, "Administrator")
			sisa = frappe.db.count("Tugas", {"workflow_state": semula})
			self.assertGreater(sisa, 0)
			with patch.object(frappe.db, "commit"):
				pindah.run(d.name, "Administrator")
				pindah.run(d.name, "Administrator")
		d.reload()
		self.assertEqual(d.keadaan, "Selesai")
		self.assertEqual(d.baris[0].dipindahkan, d.baris[0].jumlah)
		for t in tugas:
			self.assertEqual(self.state(t), "Antre Baru")
			self.assertEqual(
				frappe.db.count("Jejak Tugas", {"tugas": t.name, "peristiwa": "Dipindahkan admin"}), 1
			)

	def test_it_is_an_admins_and_stays_as_a_record(self):
		(tugas,) = self.give()
		self.add_state("Antre Baru", "Baru")
		d = self.move((tugas.workflow_state, "Antre Baru"))
		d.submit()
		self.assertRaises(CatatanTetapError, d.cancel)
		for orang in ("kadis_a", "kabid", "tu_a"):
			factory.as_user(orang)
			self.assertFalse(frappe.has_permission("Pemindahan Status", "read"))
			self.assertRaises(
				frappe.PermissionError, frappe.get_doc("Pemindahan Status", d.name).run_method, "lanjutkan"
			)


class TestPeristiwa(PindahTestCase):
	"""The examples of docs/alur.md, as they stand there."""

	def test_another_app_hears_of_each_step_once_and_of_nothing_else(self):
		(tugas,) = self.give()
		didengar = []
		with (
			patch.dict(
				frappe.get_doc_hooks(),
				{"Tugas": {**frappe.get_doc_hooks().get("Tugas", {}), "pindah_status": ["x"]}},
			),
			patch.object(frappe, "get_attr", wraps=frappe.get_attr) as asli,
		):
			asli.side_effect = lambda nama: (
				(
					lambda doc, method: didengar.append(
						(doc.get_doc_before_save().workflow_state, doc.workflow_state)
					)
				)
				if nama == "x"
				else asli._mock_wraps(nama)
			)
			semula = tugas.workflow_state
			step(tugas, "kabid", "Terima")
			factory.as_user("kabid")
			tugas.reload()
			tugas.laporan = "Sebagian"
			tugas.save()
		self.assertEqual(didengar, [(semula, tugas.workflow_state)])

	def test_webhook(self):
		diterima = []

		class Penerima(BaseHTTPRequestHandler):
			def do_POST(self):
				diterima.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
				self.send_response(200)
				self.end_headers()

			def log_message(self, *args):
				pass

		peladen = HTTPServer(("127.0.0.1", 0), Penerima)
		threading.Thread(target=peladen.serve_forever, daemon=True).start()
		try:
			frappe.set_user("Administrator")
			frappe.get_doc(
				{
					"doctype": "Webhook",
					"name": "Uji tugas berjalan",
					"webhook_doctype": "Tugas",
					"webhook_docevent": "on_change",
					"condition": 'doc.has_value_changed("workflow_state") and doc.tahap == "Berjalan"',
					"request_url": f"http://127.0.0.1:{peladen.server_port}/",
					"request_structure": "JSON",
					"webhook_json": '{"tugas": "{{ doc.name }}", "status": "{{ doc.workflow_state }}"}',
				}
			).insert()
			frappe.flags.webhooks = frappe.flags.webhooks_executed = None
			(tugas,) = self.give()
			with patch("frappe.enqueue") as antre:
				step(tugas, "kabid", "Terima")
				doc = self.fresh(tugas)
				doc.laporan = "Ditulis sambil jalan."
				doc.save()
			for panggilan in antre.call_args_list:
				if str(panggilan.args[:1]).find("enqueue_webhook") > 0:
					enqueue_webhook(panggilan.kwargs["doc"], panggilan.kwargs["webhook"])
		finally:
			peladen.shutdown()
			peladen.server_close()
			frappe.flags.webhooks = frappe.flags.webhooks_executed = None
			frappe.cache.delete_value("webhooks")
		tugas.reload()
		self.assertEqual(diterima, [{"tugas": tugas.name, "status": tugas.workflow_state}])

	def test_server_script(self):
		frappe.set_user("Administrator")
		with patch.dict(frappe.local.conf, {"server_script_enabled": 1}):
			frappe.get_doc(
				{
					"doctype": "Server Script",
					"name": "Tandai laporan",
					"script_type": "DocType Event",
					"reference_doctype": "Tugas",
					"doctype_event": "Before Save",
					"script": (
						"sebelum = doc.get_doc_before_save()\n"
						"if sebelum and sebelum.tahap != doc.tahap and doc.tahap == 'Berjalan':\n"
						"    if not doc.tenggat:\n"
						"        frappe.throw('Minta tenggat kepada pemberi dahulu.')\n"
					),
				}
			).insert()
			frappe.cache.delete_value("server_script_map")
			try:
				(tugas,) = self.give()
				with self.assertRaisesRegex(frappe.ValidationError, "Minta tenggat"):
					step(tugas, "kabid", "Terima")
			finally:
				frappe.cache.delete_value("server_script_map")
