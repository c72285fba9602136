"""Agenda numbers: one per letter, perangkat daerah reached and year, without gaps."""

from collections.abc import Iterable

import frappe
from frappe.model.naming import getseries
from frappe.query_builder import DocType
from frappe.utils import getdate

from transformasi_asn import basisdata

AWALAN_SERI = "AGENDA-ASN/"
TITIK = "nomor_agenda"


def enter(naskah, unit_kerja: Iterable[str]) -> None:
	"""Give the letter a number in the register of each unit that has none for it yet.

	Numbers are drawn under the lock of the platform's own series table inside this transaction: what
	is rolled back leaves no gap.
	"""
	sudah = set(frappe.get_all("Agenda Naskah", filters={"naskah": naskah.name}, pluck="unit_kerja"))
	tahun = getdate(naskah.tanggal_diterima).year
	for unit in sorted(set(unit_kerja) - sudah):
		frappe.db.savepoint(TITIK)
		pesan = len(frappe.local.message_log)
		try:
			_enter(naskah, unit, tahun, _reserved(naskah, unit) or draw_numbers(unit, tahun))
		except frappe.UniqueValidationError:
			# Another order on the same letter has entered it since this transaction began to read.
			frappe.db.rollback(save_point=TITIK)
			del frappe.local.message_log[pesan:]
			milik = {"naskah": naskah.name, "unit_kerja": unit}
			if not frappe.db.get_value("Agenda Naskah", milik, "name", for_update=True):
				# it was the number that another letter took
				basisdata.throw_overtaken("Agenda Naskah")


def render_lengkap(nomor: int, unit: str, tahun: int) -> str:
	"""An agenda number as it is written: `12/DISHUB/2026`."""
	return f"{nomor}/{unit}/{tahun}"


def draw_numbers(unit: str, tahun: int, banyak: int = 1) -> int:
	"""Take the next numbers of a register, in one piece; returns the first of them."""
	seri = f"{AWALAN_SERI}{unit}/{tahun}/"
	# Where the counter is new, two make it.
	with basisdata.retryable("Agenda Naskah", basisdata.DIDAHULUI | basisdata.KUNCI_SAMA):
		nomor = int(getseries(seri, 6))
	if banyak > 1:
		# under the lock that the first draw holds on the row of the series
		tabel = DocType("Series")
		frappe.qb.update(tabel).set(tabel.current, nomor + banyak - 1).where(tabel.name == seri).run()
	return nomor


def _reserved(naskah, unit: str) -> int | None:
	"""The number that the letter carries on paper already, in the register of the unit that received it."""
	paper = unit == naskah.unit_penerima and not naskah.nomor_ganda
	return naskah.nomor_cadangan or None if paper else None


def _enter(naskah, unit: str, tahun: int, nomor: int) -> None:
	frappe.get_doc(
		{
			"doctype": "Agenda Naskah",
			"unit_kerja": unit,
			"tahun": tahun,
			"nomor": nomor,
			"nomor_lengkap": render_lengkap(nomor, unit, tahun),
			"tanggal": naskah.tanggal_diterima,
			"keamanan": naskah.keamanan,
			"naskah": naskah.name,
		}
	).insert(ignore_permissions=True, ignore_links=True)


def set_keamanan(naskah: str, keamanan: str) -> None:
	"""Carry a changed grade of the letter to its lines in all registers."""
	frappe.db.set_value("Agenda Naskah", {"naskah": naskah}, "keamanan", keamanan, update_modified=False)
