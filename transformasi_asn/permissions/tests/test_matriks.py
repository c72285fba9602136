"""The matrix: every person x every grade x every door shows the content exactly where the table says so.

`./dev test matrix` runs it alone.
"""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	make_penempatan,
	to_post,
	tugas_of,
)
from transformasi_asn.permissions.tests import factory
from transformasi_asn.permissions.tests.jalan import DITOLAK, akun, call, sebagai
from transformasi_asn.tests.kasus import SitusTestCase

GRADE = ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")

# One order: the Sekda gives a letter addressed to him to the head of Dinas A, by his post.
# relation → (person, cells by grade); ✓ content, n number and date only, - nothing
MATRIKS = {
	"giver": ("sekda", "✓✓✓✓"),
	"recipient": ("kadis_a", "✓✓✓✓"),
	"sibling of the recipient": ("kadis_b", "----"),
	"subordinate of the recipient": ("kabid", "----"),
	"officer below the recipient": ("jf1", "----"),
	"officer of another unit": ("jf_b", "----"),
	"superior above the giver, Pejabat Negara": ("gubernur", "✓---"),
	"registrar": ("tu_setda", "✓✓✓n"),
	"Tata Usaha of the unit reached": ("tu_a", "✓nnn"),
	"Tata Usaha of another unit": ("tu_b", "----"),
	"HR": ("pengelola", "----"),
	"auditor": ("auditor", "✓✓nn"),
	"System Manager": ("sistem", "----"),
	"stranger without a post": ("tanpa_jabatan", "----"),
	"stranger without a role": ("tanpa_peran", "----"),
	"Guest": ("Guest", "----"),
}
# Whoever stands in for the recipient: (kind, from day, to day, order names the grade) → cells
WAKIL = {
	("Plh", 1, 3, 1): "----",
	("Plh", 0, 3, 0): "✓✓--",
	("Plh", 0, 3, 1): "✓✓✓-",
	("Plh", -3, 0, 1): "----",
	("Plt", 1, 30, 1): "----",
	("Plt", 0, 30, 0): "✓✓--",
	("Plt", 0, 30, 1): "✓✓✓-",
	("Plt", -20, 0, 1): "----",
}


def make_order(keamanan: str) -> SimpleNamespace:
	"""A letter with a scan, its order and task; `tanda` occurs in its subject and file name, nowhere else."""
	tanda = f"mtx{frappe.generate_hash(length=8)}"
	frappe.set_user(akun("tu_setda"))
	naskah = make_naskah(
		pencatat="tu_setda",
		unit_penerima="AGN-SETDA",
		tujuan_jabatan="AGN-SEKDA",
		keamanan=keamanan,
		perihal=f"Perihal {tanda}",
		ringkasan=f"Ringkasan {tanda}",
	)
	frappe.set_user("Administrator")
	berkas = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{tanda}.txt",
			"content": f"Isi {tanda}",
			"attached_to_doctype": "Naskah Masuk",
			"attached_to_name": naskah.name,
			"is_private": 1,
		}
	).insert()
	disposisi = make_disposisi(naskah, "sekda", [to_post("AGN-KADA", catatan=f"Catatan {tanda}")])
	(tugas,) = tugas_of(disposisi)
	frappe.set_user("Administrator")
	return SimpleNamespace(tanda=tanda, naskah=naskah, disposisi=disposisi, tugas=tugas, berkas=berkas)


# -- doors: each tells whether the session's user finds the content behind it ---------------------


def ask(cmd: str, **isian: Any) -> str:
	"""What one request answers, '' when it is refused."""
	try:
		return call(cmd, **isian)
	except DITOLAK:
		return ""


def message(cmd: str, **isian: Any) -> Any:
	teks = ask(cmd, **isian)
	return json.loads(teks)[0] if teks else None


def rows_of(o: SimpleNamespace) -> tuple[tuple[str, str], ...]:
	return (
		("Naskah Masuk", o.naskah.name),
		("Disposisi", o.disposisi.name),
		("Tugas", o.tugas.name),
	)


class TidakSepakat(Exception):
	"""A door that opens for one of letter, order and task only."""


def each(pintu: Callable[[SimpleNamespace, str, str], bool]) -> Callable[[SimpleNamespace], bool]:
	"""The door for letter, order and task; they must open together."""

	def buka(o: SimpleNamespace) -> bool:
		jawaban = {doctype: pintu(o, doctype, nama) for doctype, nama in rows_of(o)}
		if len(set(jawaban.values())) > 1:
			raise TidakSepakat(jawaban)
		return any(jawaban.values())

	return buka


def by_filter(nama: str) -> str:
	return json.dumps({"name": nama})


def door_list(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask(
		"frappe.client.get_list", doctype=doctype, filters=by_filter(nama), fields='["name", "perihal"]'
	)


def door_list_by_content(o, doctype: str, nama: str) -> bool:
	saring = json.dumps([[doctype, "perihal", "like", f"%{o.tanda}%"]])
	return nama in ask("frappe.client.get_list", doctype=doctype, filters=saring)


def door_report_builder(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask(
		"frappe.desk.reportview.get",
		doctype=doctype,
		fields=json.dumps([f"`tab{doctype}`.`name`", f"`tab{doctype}`.`perihal`"]),
		filters=json.dumps([[doctype, "name", "=", nama]]),
	)


def door_export(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask(
		"frappe.desk.reportview.export_query",
		doctype=doctype,
		title="x",
		file_format_type="CSV",
		fields=json.dumps([f"`tab{doctype}`.`perihal`"]),
		filters=json.dumps([[doctype, "name", "=", nama]]),
	)


def door_count(o, doctype: str, nama: str) -> bool:
	saring = json.dumps([[doctype, "perihal", "like", f"%{o.tanda}%"]])
	return bool(message("frappe.client.get_count", doctype=doctype, filters=saring))


def door_reportview_count(o, doctype: str, nama: str) -> bool:
	saring = json.dumps([[doctype, "perihal", "like", f"%{o.tanda}%"]])
	return bool(message("frappe.desk.reportview.get_count", doctype=doctype, filters=saring, fields="[]"))


def door_link_search(o, doctype: str, nama: str) -> bool:
	biasa, abai = (
		nama in ask("frappe.desk.search.search_link", doctype=doctype, txt=o.tanda, page_length=50, **lain)
		for lain in ({}, {"ignore_user_permissions": 1})
	)
	if biasa != abai:
		raise TidakSepakat("ignore_user_permissions")
	return biasa


def door_api_get(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask("frappe.client.get", doctype=doctype, name=nama)


def door_api_value(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask(
		"frappe.client.get_value", doctype=doctype, filters=by_filter(nama), fieldname="perihal"
	)


def door_open(o, doctype: str, nama: str) -> bool:
	ask("frappe.desk.form.load.getdoc", doctype=doctype, name=nama)
	return any(o.tanda in doc.perihal for doc in frappe.local.response.docs)


def door_print(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask("frappe.www.printview.get_html_and_style", doc=doctype, name=nama)


def door_child_rows(o) -> bool:
	return o.tanda in ask(
		"frappe.client.get_list",
		doctype="Penerima Disposisi",
		parent="Disposisi",
		filters=json.dumps({"parent": o.disposisi.name}),
		fields='["catatan"]',
	)


def door_child_filter(o) -> bool:
	saring = json.dumps([["Penerima Disposisi", "catatan", "like", f"%{o.tanda}%"]])
	return bool(message("frappe.client.get_count", doctype="Disposisi", filters=saring))


def door_dotted_link(o) -> bool:
	return o.tanda in ask(
		"frappe.client.get_list",
		doctype="Tugas",
		filters=by_filter(o.tugas.name),
		fields='["naskah.ringkasan as ringkasan"]',
	)


def door_file_list(o) -> bool:
	return o.tanda in ask(
		"frappe.client.get_list",
		doctype="File",
		filters=by_filter(o.berkas.name),
		fields='["file_name", "file_url"]',
	)


def door_file(o) -> bool:
	frappe.local.request = frappe._dict(headers={}, environ={}, method="GET", path=o.berkas.file_url)
	frappe.local.form_dict = frappe._dict()
	# core's own log of downloads commits
	with patch("frappe.utils.response.make_access_log"):
		try:
			download_private_file(o.berkas.file_url)
		except Forbidden:
			return False
	return True


def door_form_view(o) -> bool:
	return bool(ask("transformasi_asn.disposisi.api.tampilan_naskah", naskah=o.naskah.name))


def door_number(o) -> bool:
	nomor = message(
		"frappe.client.get_list",
		doctype="Agenda Naskah",
		filters=json.dumps({"naskah": o.naskah.name}),
		fields='["nomor_lengkap", "tanggal"]',
	)
	return bool(nomor and all(n["nomor_lengkap"] and n["tanggal"] for n in nomor))


# content → shown exactly where the table says ✓
PINTU: dict[str, Callable[[SimpleNamespace], bool]] = {
	"list": each(door_list),
	"list by content": each(door_list_by_content),
	"count with a filter": each(door_count),
	"report view": each(door_report_builder),
	"report count": each(door_reportview_count),
	"export": each(door_export),
	"link search": each(door_link_search),
	"API": each(door_api_get),
	"API value": each(door_api_value),
	"open": each(door_open),
	"print": each(door_print),
	"child rows": door_child_rows,
	"filter on child rows": door_child_filter,
	"dotted link": door_dotted_link,
	"file list": door_file_list,
	"file": door_file,
	"form view": door_form_view,
}


# -- doors that stay shut for everybody ------------------------------------------------------------


def shut_link_title(o, doctype: str, nama: str) -> bool:
	return o.tanda in ask("frappe.desk.search.get_link_title", doctype=doctype, docname=nama)


def shut_global_search(o) -> bool:
	return o.tanda in ask("frappe.utils.global_search.search", text=o.tanda)


def shut_share(o, doctype: str, nama: str) -> bool:
	ask("frappe.share.add", doctype=doctype, name=nama, user=frappe.session.user, read=1)
	return bool(frappe.db.exists("DocShare", {"share_doctype": doctype, "share_name": nama}))


def shut_follow(o, doctype: str, nama: str) -> bool:
	ask("frappe.desk.form.document_follow.update_follow", doctype=doctype, doc_name=nama, following=True)
	return bool(frappe.db.exists("Document Follow", {"ref_doctype": doctype, "ref_docname": nama}))


def shut_chart(o, doctype: str, nama: str) -> bool:
	bagan = {
		"doctype": "Dashboard Chart",
		"chart_name": o.tanda,
		"chart_type": "Group By",
		"document_type": doctype,
		"group_by_type": "Count",
		"group_by_based_on": "perihal",
		"filters_json": json.dumps([[doctype, "name", "=", nama]]),
	}
	return o.tanda in ask(
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart=json.dumps(bagan)
	).replace(f'"chart_name": "{o.tanda}"', "")


TERTUTUP: dict[str, Callable[[SimpleNamespace], bool]] = {
	"link title": each(shut_link_title),
	"global search": shut_global_search,
	"share": each(shut_share),
	"follow": each(shut_follow),
	"dashboard chart": each(shut_chart),
}


class TestMatriks(SitusTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.pegawai = factory.make_agency().pegawai
		cls.perintah = {g: make_order(g) for g in GRADE}

	def setUp(self):
		frappe.set_user("Administrator")
		self._request, self._form = getattr(frappe.local, "request", None), frappe.local.form_dict

	def tearDown(self):
		frappe.local.request, frappe.local.form_dict = self._request, self._form
		frappe.set_user("Administrator")

	def test_every_person_grade_and_door(self):
		for hubungan, (orang, sel) in MATRIKS.items():
			for keamanan, tanda in zip(GRADE, sel, strict=True):
				with self.subTest(hubungan, keamanan=keamanan):
					self.check(orang, self.perintah[keamanan], tanda)

	def test_stand_ins_before_during_and_after(self):
		for (kapasitas, mulai, selesai, disebut), sel in WAKIL.items():
			frappe.db.savepoint("wakil")
			self.put_in_charge(kapasitas, mulai, selesai, disebut)
			for keamanan, tanda in zip(GRADE, sel, strict=True):
				with self.subTest(kapasitas, mulai=mulai, disebut=disebut, keamanan=keamanan):
					self.check("tanpa_jabatan", self.perintah[keamanan], tanda)
			frappe.set_user("Administrator")
			frappe.db.rollback(save_point="wakil")
			frappe.local.asn_organisasi = {}

	def put_in_charge(self, kapasitas: str, mulai: int, selesai: int, disebut: int) -> None:
		if kapasitas == "Plt":  # the seat is empty for as long as he runs it
			pemegang = frappe.get_doc(
				"Penempatan", {"pegawai": self.pegawai["kadis_a"], "jabatan": "AGN-KADA"}
			)
			pemegang.selesai = add_days(today(), min(mulai, 0))
			pemegang.save()
		make_penempatan(
			self.pegawai["tanpa_jabatan"],
			"AGN-KADA",
			kapasitas,
			mulai=add_days(today(), mulai),
			selesai=add_days(today(), selesai),
			wewenang_rahasia=disebut,
		)
		frappe.local.asn_organisasi = {}

	def check(self, orang: str, o: SimpleNamespace, tanda: str) -> None:
		salah = []
		with sebagai(orang):
			for nama, buka in (PINTU | TERTUTUP).items():
				terbuka = tanda == "✓" and nama in PINTU
				try:
					if buka(o) != terbuka:
						salah.append(f"{nama}: {'hides' if terbuka else 'shows'} the content")
				except TidakSepakat as e:
					salah.append(f"{nama}: {e}")
			if door_number(o) != (tanda != "-"):
				salah.append("agenda number")
		self.assertEqual(salah, [], f"{orang}: {tanda}")
