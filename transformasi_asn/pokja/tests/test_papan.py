"""The board, calendar and Gantt of team work: the same rules as the form, and nothing for a stranger."""

import frappe
from frappe.desk.calendar import update_event
from frappe.utils import add_days, getdate, today

from transformasi_asn.disposisi.tests.factory import as_user
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.permissions import konteks, metode
from transformasi_asn.permissions.metode import PintuTertutupError
from transformasi_asn.pokja import api
from transformasi_asn.pokja.exceptions import PekerjaanTimError

PAPAN = "Papan Pekerjaan Tim"
KANBAN = "frappe.desk.doctype.kanban_board.kanban_board."


class PapanTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		self.tim = self.make_pokja()
		as_user("jf1")
		self.kerja = frappe.get_doc(
			{
				"doctype": "Pekerjaan Tim",
				"tim": self.tim.name,
				"judul": "Susun naskah",
				"pegawai": self.pegawai["jf2"],
				"mulai": today(),
				"tenggat": add_days(today(), 5),
			}
		).insert()
		konteks.clear()

	def move(self, kunci: str, ke: str, dari: str = "Belum dikerjakan", papan: str = PAPAN):
		as_user(kunci)
		konteks.clear()
		return metode.move_card(papan, self.kerja.name, dari, ke, 0, 0)

	def state(self) -> str:
		return frappe.db.get_value("Pekerjaan Tim", self.kerja.name, "keadaan")


class TestPapan(PapanTestCase):
	def test_moving_a_card_obeys_the_rules_of_the_form(self):
		self.move("jf2", "Dikerjakan")
		self.assertEqual(self.state(), "Dikerjakan")
		with self.assertRaises(PekerjaanTimError):
			self.move("jf2", "Selesai", "Dikerjakan")
		self.move("jf1", "Selesai", "Dikerjakan")
		self.assertEqual(self.state(), "Selesai")

	def test_no_card_is_moved_by_whom_it_does_not_concern(self):
		for kunci in ("jf_b", "kadis_b", "tu_a", "tanpa_jabatan"):
			with self.subTest(kunci), self.assertRaises(frappe.PermissionError):
				self.move(kunci, "Dikerjakan")
		self.assertEqual(self.state(), "Belum dikerjakan")

	def test_the_board_keeps_no_names_and_tells_no_stranger_where_a_card_stands(self):
		papan = self.move("jf2", "Dikerjakan")
		frappe.set_user("Administrator")
		frappe.get_doc("Kanban Board", PAPAN).save()
		as_user("jf_b")
		for kolom in ("Belum dikerjakan", "Dikerjakan"):
			_papan, berubah = metode.update_order(PAPAN, frappe.as_json({kolom: [self.kerja.name]}))
			self.assertEqual(berubah, [])
			metode.add_card(PAPAN, self.kerja.name, kolom)
		for p in (papan, frappe.get_doc("Kanban Board", PAPAN)):
			self.assertNotIn(self.kerja.name, frappe.as_json(p.as_dict()))
		self.assertFalse(frappe.get_list("Pekerjaan Tim", {"name": self.kerja.name}))

	def test_core_reaches_our_methods(self):
		for nama, ganti in (
			("add_card", "add_card"),
			("update_order", "update_order"),
			("update_order_for_single_card", "move_card"),
		):
			self.assertEqual(metode.resolve(KANBAN + nama), f"transformasi_asn.permissions.metode.{ganti}")

	def test_there_is_the_shipped_board_only(self):
		as_user("kadis_a")
		for isi in (
			{"kanban_board_name": "Papan saya", "field_name": "keadaan"},
			{"kanban_board_name": "Papan tugas", "reference_doctype": "Tugas", "field_name": "tahap"},
		):
			with self.subTest(isi), self.assertRaises(PintuTertutupError):
				frappe.get_doc(
					{"doctype": "Kanban Board", "reference_doctype": "Pekerjaan Tim", **isi}
				).insert()
		frappe.set_user("Administrator")
		papan = frappe.get_doc("Kanban Board", PAPAN)
		papan.update({"private": 1, "filters": '[["Pekerjaan Tim","judul","=","x"]]'})
		papan.columns[0].order = frappe.as_json([self.kerja.name])
		papan.save()
		papan.reload()
		self.assertEqual((papan.private, papan.filters, papan.columns[0].order), (0, None, None))

	def test_boards_of_others_stay_cores(self):
		frappe.set_user("Administrator")
		catatan = frappe.get_doc({"doctype": "ToDo", "description": "Uji"}).insert()
		papan = frappe.get_doc(
			{
				"doctype": "Kanban Board",
				"kanban_board_name": "Papan uji inti",
				"reference_doctype": "ToDo",
				"field_name": "status",
				"columns": [{"column_name": "Open"}, {"column_name": "Closed"}],
			}
		).insert()
		metode.update_order(papan.name, frappe.as_json({"Closed": [catatan.name]}))
		self.assertEqual(frappe.db.get_value("ToDo", catatan.name, "status"), "Closed")


class TestKalender(PapanTestCase):
	def events(self, kunci: str, dari: int = -10, sampai: int = 10, **kw) -> set[str]:
		as_user(kunci)
		konteks.clear()
		acara = api.kalender_pekerjaan(add_days(today(), dari), add_days(today(), sampai), **kw)
		return {k.name for k in acara}

	def test_events_of_those_who_see_the_work_and_no_others(self):
		for kunci, lihat in (
			("jf1", True),
			("jf2", True),
			("kadis_a", True),
			("jf_b", False),
			("kadis_b", False),
		):
			with self.subTest(kunci):
				self.assertEqual(self.kerja.name in self.events(kunci), lihat)

	def test_only_what_lies_in_the_days_asked_and_fits_the_filters(self):
		self.assertIn(self.kerja.name, self.events("jf1", 2, 3))
		self.assertNotIn(self.kerja.name, self.events("jf1", 6, 9))
		saring = frappe.as_json([["Pekerjaan Tim", "keadaan", "=", "Selesai"]])
		self.assertNotIn(self.kerja.name, self.events("jf1", filters=saring))

	def test_one_date_alone_is_one_day(self):
		as_user("jf1")
		self.kerja.update({"mulai": None}).save()
		self.assertIn(self.kerja.name, self.events("jf1", 5, 5))
		self.assertNotIn(self.kerja.name, self.events("jf1", 0, 4))

	def drag(self, kunci: str, tenggat: str):
		as_user(kunci)
		konteks.clear()
		isi = {"doctype": "Pekerjaan Tim", "name": self.kerja.name, "mulai": today(), "tenggat": tenggat}
		update_event(frappe.as_json(isi), frappe.as_json({"start": "mulai", "end": "tenggat"}))

	def test_dragging_is_saving(self):
		self.drag("jf1", add_days(today(), 7))
		self.assertEqual(
			frappe.db.get_value("Pekerjaan Tim", self.kerja.name, "tenggat"), getdate(add_days(today(), 7))
		)
		for kunci in ("jf2", "jf_b"):
			with self.subTest(kunci), self.assertRaises(frappe.PermissionError):
				self.drag(kunci, add_days(today(), 9))
