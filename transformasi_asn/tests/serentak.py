"""Several people at the same moment: each on a connection of his own, in this process."""

import json
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import frappe
from frappe.app import application
from frappe.utils.password import remove_encrypted_password, set_encrypted_password
from werkzeug.test import Client

from transformasi_asn import basisdata

BATAS = 120
"""Seconds after which an act is taken to hang."""


def at_once(*kerja: tuple[str, Callable]) -> list:
	"""Run each of (user, function) in its own thread and transaction; the results, or the exceptions."""
	site, hasil, mulai = frappe.local.site, [None] * len(kerja), threading.Barrier(len(kerja))

	def run(nomor: int, user: str, fungsi: Callable):
		frappe.init(site=site)
		frappe.connect()
		try:
			frappe.flags.in_test = True
			frappe.set_user(user)
			frappe.local.lang = "id"
			frappe.db.sql("select 1 from `tabTugas` limit 1")  # the transaction sees what stood now
			mulai.wait(BATAS)
			hasil[nomor] = fungsi()
			frappe.db.commit()
		except Exception as e:
			frappe.db.rollback()
			hasil[nomor] = e
		finally:
			frappe.destroy()

	_join([threading.Thread(target=run, args=(i, u, f)) for i, (u, f) in enumerate(kerja)])
	return hasil


# -- requests ----------------------------------------------------------------------------------


class Permintaan:
	"""One request of a user to the application as a web server would hand it over."""

	def __init__(self, user: str, cara: str, jalur: str, **isi):
		self.user, self.cara, self.jalur, self.isi = user, cara, jalur, isi
		self.site = frappe.local.site

	def send(self) -> SimpleNamespace:
		"""The answer. From a thread of its own, because the application leaves its request in `frappe.local`."""
		(jawab,) = send_at_once(self)
		return jawab

	def hand_over(self) -> SimpleNamespace:
		"""The answer, in this thread."""
		kepala = {
			"Authorization": f"token {_kunci[self.user]}",
			"X-Frappe-Site-Name": self.site,
			"Accept": "application/json",
			"Accept-Language": "id",
		}
		jawab = Client(application).open(self.jalur, method=self.cara, json=self.isi, headers=kepala)
		isi = json.loads(jawab.get_data(as_text=True) or "{}")
		pesan = [json.loads(p)["message"] for p in json.loads(isi.get("_server_messages") or "[]")]
		return SimpleNamespace(status=jawab.status_code, isi=isi, jenis=isi.get("exc_type"), pesan=pesan)


_kunci: dict[str, str] = {}


def give_keys(*user: str) -> None:
	"""Let these users send requests; committed."""
	for u in user:
		kunci, rahasia = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
		frappe.db.set_value("User", u, "api_key", kunci, update_modified=False)
		set_encrypted_password("User", u, rahasia, "api_secret")
		_kunci[u] = f"{kunci}:{rahasia}"
	frappe.db.commit()


def take_keys() -> None:
	"""Nobody sends requests any more; committed."""
	for u in _kunci:
		frappe.db.set_value("User", u, "api_key", None, update_modified=False)
		remove_encrypted_password("User", u, "api_secret")
	_kunci.clear()
	frappe.db.commit()


def send_at_once(*permintaan: Permintaan) -> list[SimpleNamespace]:
	"""Send all of them at the same moment; the answers in their order."""
	hasil, mulai = [None] * len(permintaan), threading.Barrier(len(permintaan))

	def run(nomor: int):
		mulai.wait(BATAS)
		hasil[nomor] = permintaan[nomor].hand_over()

	_join([threading.Thread(target=run, args=(i,)) for i in range(len(permintaan))])
	return hasil


def overtake(mendahului: Callable, permintaan: Permintaan) -> SimpleNamespace:
	"""The answer to a request that began before what `mendahului` wrote was committed, and had to wait for it."""
	hasil = []
	mendahului()
	utas = threading.Thread(target=lambda: hasil.append(permintaan.hand_over()))
	utas.start()
	try:
		_wait_for_a_waiter()
	finally:
		frappe.db.commit()
		utas.join(BATAS)
	return hasil[0]


def assert_overtaken(kasus, jawab: SimpleNamespace, apa: str = "") -> None:
	"""PostgreSQL refuses such a request, in words; MariaDB lets it wait, and then says what is wrong if anything is."""
	kasus.assertLess(jawab.status, 500, jawab.isi)
	if basisdata.is_postgres():
		kasus.assertEqual((jawab.status, jawab.jenis), (417, "DidahuluiError"), jawab.isi)
		kasus.assertEqual(len(jawab.pesan), 1, jawab.pesan)
		kasus.assertIn(f"{apa} sedang atau baru saja diubah orang lain", jawab.pesan[0])
	elif jawab.status != 200:
		kasus.assertTrue(any(jawab.pesan), jawab.isi)


def _wait_for_a_waiter() -> None:
	"""Return when another connection waits for a lock; MariaDB tells that to its administrator only."""
	if not basisdata.is_postgres():
		time.sleep(1.5)
		return
	batas = time.monotonic() + 30
	while not frappe.db.sql(
		"select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid"
		" where a.datname = current_database() and not l.granted"
	):
		if time.monotonic() > batas:
			raise AssertionError("nobody waits for what has been locked")
		time.sleep(0.05)


def _join(utas: list[threading.Thread]) -> None:
	for u in utas:
		u.start()
	for u in utas:
		u.join(BATAS)
	frappe.db.rollback()  # a new snapshot for the assertions
