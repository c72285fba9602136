"""Recurring jobs of the module, and the heartbeat by which one sees that they run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.utils import add_to_date, cint, get_datetime, now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi import indeks, kiriman, pengingat, persetujuan
from transformasi_asn.disposisi.doctype.kiriman_pemberitahuan.kiriman_pemberitahuan import (
	KirimanPemberitahuan,
)
from transformasi_asn.tata_kerja import services as tata_kerja

SAPU_TENGGAT = "sapu_tenggat"
KIRIM_PEMBERITAHUAN = "kirim_pemberitahuan"
SUSUL_INDEKS = "susul_indeks"


def sapu_tenggat() -> None:
	"""Every quarter of an hour: reminders and escalation of deadlines."""
	with denyut(SAPU_TENGGAT) as catatan:
		catatan["jumlah"] = pengingat.sweep().tugas + persetujuan.sweep()


def kirim_pemberitahuan() -> None:
	"""After an act with notices, and every five minutes: messages to the outside, and digests."""
	# queued in the name of whoever acted
	frappe.set_user("Administrator")
	with denyut(KIRIM_PEMBERITAHUAN) as catatan:
		catatan["jumlah"] = kiriman.Putaran().run()


def bersihkan_kiriman() -> None:
	"""Every day: messages to the outside that were dealt with long ago."""
	KirimanPemberitahuan.clear_old_logs()


def susul_indeks() -> None:
	"""Every hour: words of letters and attachments that came before the index, or whose job was lost."""
	with denyut(SUSUL_INDEKS) as catatan:
		catatan["jumlah"] = indeks.catch_up()


@contextmanager
def denyut(pekerjaan: str) -> Iterator[dict[str, Any]]:
	"""Note when a job begins, ends or breaks off; commits. What is put into the dict is noted at the end."""
	beat(pekerjaan, terakhir_mulai=now())
	frappe.db.commit()
	catatan: dict[str, Any] = {}
	awal = time.monotonic()
	try:
		yield catatan
	except Exception as e:
		frappe.db.rollback()
		beat(pekerjaan, galat=f"{now()} {type(e).__name__}: {e}"[:500])
		frappe.db.commit()
		raise
	beat(pekerjaan, terakhir_selesai=now(), lama=round(time.monotonic() - awal, 3), galat=None, **catatan)
	frappe.db.commit()


def beat(pekerjaan: str, **isi: Any) -> None:
	"""Write into the heartbeat of a job; of two that run at once the later word stays."""
	if not frappe.db.exists("Denyut Tugas Berkala", pekerjaan):
		frappe.get_doc({"doctype": "Denyut Tugas Berkala", "pekerjaan": pekerjaan, **isi}).insert(
			ignore_permissions=True, ignore_if_duplicate=True
		)
		return
	d = DocType("Denyut Tugas Berkala")
	kueri = frappe.qb.update(d).where(d.name == pekerjaan)
	for field, nilai in isi.items():
		kueri = kueri.set(d[field], nilai)
	basisdata.write_or_leave(kueri)


def check_denyut() -> dict[str, Any]:
	"""Whether the sweep of deadlines stands still for longer than the agency allows, and since when."""
	batas = cint(tata_kerja.get_pengaturan().batas_denyut_menit)
	sejak = frappe.db.get_value("Denyut Tugas Berkala", SAPU_TENGGAT, "terakhir_selesai")
	terlambat = bool(batas) and (
		not sejak or get_datetime(sejak) < add_to_date(now_datetime(), minutes=-batas)
	)
	return {"terlambat": terlambat, "sejak": sejak}
