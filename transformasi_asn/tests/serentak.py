"""Several people at the same moment: each on a connection of his own, in this process."""

import threading
from collections.abc import Callable

import frappe

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


def _join(utas: list[threading.Thread]) -> None:
	for u in utas:
		u.start()
	for u in utas:
		u.join(BATAS)
	frappe.db.rollback()  # a new snapshot for the assertions
