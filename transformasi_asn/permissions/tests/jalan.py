"""Walking through a door as somebody: calls as the request handler makes them, and what came back."""

import json
from contextlib import contextmanager

import frappe
import frappe.handler
from werkzeug.exceptions import Forbidden, NotFound

from transformasi_asn import basisdata
from transformasi_asn.disposisi.tests.factory import user_of
from transformasi_asn.permissions import konteks
from transformasi_asn.permissions.tests import factory
from transformasi_asn.tests.kasus import SitusTestCase

DITOLAK: tuple[type[Exception], ...] = (
	frappe.PermissionError,
	frappe.DoesNotExistError,
	frappe.AuthenticationError,
	Forbidden,
	NotFound,
)


def akun(kunci: str) -> str:
	return kunci if kunci in ("Administrator", "Guest") else user_of(kunci)


def unknown_column() -> type[Exception]:
	"""What the database says of a field that has no column."""
	if basisdata.is_postgres():
		from psycopg2.errors import UndefinedColumn

		return UndefinedColumn
	return frappe.db.OperationalError


@contextmanager
def sebagai(kunci: str):
	"""Act as somebody and undo what was written."""
	frappe.db.savepoint("jalan")
	frappe.set_user(akun(kunci))
	konteks.clear()
	try:
		yield
	finally:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="jalan")
		frappe.clear_document_cache("User", akun(kunci))
		frappe.local.message_log = []
		konteks.clear()


def call(cmd: str, **isian):
	"""One request to `/api/method/<cmd>`; returns all that would go back, as text."""
	frappe.local.form_dict = frappe._dict(isian, cmd=cmd)
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.message_log = []
	frappe.local.request_ip = "127.0.0.1"
	frappe.local.request = frappe._dict(method="POST", headers={}, path="/", host="uji", environ={})
	for tugas in frappe.get_hooks("before_request"):
		frappe.call(tugas)
	hasil = frappe.handler.execute_cmd(cmd)
	jawaban = frappe.local.response
	isi = jawaban.pop("filecontent", b"")
	if isinstance(isi, bytes):
		isi = isi.decode("utf-8", "replace")
	return json.dumps([hasil, jawaban, isi], default=str, indent=1)


class JalanTestCase(SitusTestCase):
	"""One story of the grade Rahasia, seen by its hands and by nobody else."""

	ORANG_ASING = (
		"jf_b",
		"tu_b",
		"tu_a",
		"gubernur",
		"tanpa_jabatan",
		"auditor",
		"pengelola",
		"sistem",
		"tanpa_peran",
		"Guest",
	)

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.agensi = factory.make_agency()
		cls.cerita = factory.make_story(cls.agensi.pegawai, "Rahasia", perihal="Zulkarnaen mengadu")
		frappe.set_user("Administrator")
		c = cls.cerita
		cls.baris = {
			"Naskah Masuk": c.naskah.name,
			"Disposisi": c.disposisi.name,
			"Tugas": c.tugas.name,
			"Jejak Tugas": frappe.db.get_value("Jejak Tugas", {"tugas": c.tugas.name}),
			"Eskalasi Tugas": factory.make_eskalasi(c.tugas, "AGN-ASISTEN"),
			"Penetapan Pola": c.disposisi.penetapan,
		}
		cls.anak = {
			"Penerima Disposisi": c.disposisi.penerima[0].name,
			"Instruksi Terpilih": c.disposisi.instruksi_bersama[0].name,
		}

	def setUp(self):
		frappe.set_user("Administrator")
		self._request = getattr(frappe.local, "request", None)
		self._form = frappe.local.form_dict
		konteks.clear()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.local.request, frappe.local.form_dict = self._request, self._form
		frappe.local.message_log = []

	def walk(
		self, cmd: str, isi: str, penerima: str | None = "kadis_a", asing=None, galat=(), **isian
	) -> None:
		"""The recipient finds `isi` behind the door; each stranger is refused or finds it not."""
		if penerima:
			with sebagai(penerima):
				self.assertIn(isi, call(cmd, **isian), f"{penerima} should find it through {cmd}")
		for orang in asing or self.ORANG_ASING:
			with self.subTest(pintu=cmd, orang=orang), sebagai(orang):
				try:
					hasil = call(cmd, **isian)
				except DITOLAK:
					continue
				except galat:
					continue
				self.assertNotIn(isi, hasil, f"{orang} found it through {cmd}")
