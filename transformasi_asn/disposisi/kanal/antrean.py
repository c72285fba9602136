"""From the act to the job: which notices are still to be laid out by person and channel.

The row is written in the act's own transaction, so that no notice is lost; one row for all of an act, so
that it costs nothing per recipient; and none where no channel is in use.
"""

import json
from collections.abc import Sequence

import frappe
from frappe.utils import now
from redis.exceptions import ConnectionError

from transformasi_asn import basisdata
from transformasi_asn.disposisi.kanal import daftar

DOCTYPE = "Antrean Pemberitahuan"
PEKERJAAN = "transformasi_asn.disposisi.tasks.kirim_pemberitahuan"
ID_PEKERJAAN = "transformasi_asn_kirim_pemberitahuan"
LAMA_KERJA = 240
"""Seconds after which the job leaves the rest to its next round."""
KOLOM = ("name", "creation", "modified", "owner", "modified_by", "pemberitahuan")


def note(pemberitahuan: Sequence[str | int]) -> None:
	"""Remember these notices (names of Notification Log) for the job."""
	if not pemberitahuan or not daftar.list_kanal():
		return
	waktu, siapa = now(), frappe.session.user
	isi = json.dumps(list(pemberitahuan))
	basisdata.insert_rows(
		DOCTYPE, KOLOM, [(frappe.generate_hash(length=10), waktu, waktu, siapa, siapa, isi)]
	)
	wake_after_commit()


def wake_after_commit() -> None:
	"""Let the job run soon; once, however often a transaction asks for it."""
	if getattr(frappe.local, "asn_membangunkan", False):
		return
	frappe.local.asn_membangunkan = True
	frappe.db.after_commit.add(_wake)
	frappe.db.after_rollback.add(_forget)


def _wake() -> None:
	_forget()
	try:
		# One that is queued or at work already will see to it; if that one was killed, the scheduler.
		frappe.enqueue(PEKERJAAN, job_id=ID_PEKERJAAN, deduplicate=True, timeout=LAMA_KERJA + 120)
	except ConnectionError as e:
		# The act is committed and must not look as if it had failed; the scheduler finds the row.
		frappe.logger("transformasi_asn").warning(f"{PEKERJAAN}: {e}")


def _forget() -> None:
	frappe.local.asn_membangunkan = False
