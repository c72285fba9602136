"""Counts the SQL statements of a piece of work, as one web request would send them."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from transformasi_asn.disposisi.tests.factory import user_of
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.tests.kueri import Kueri, count_queries
from transformasi_asn.permissions import konteks


@contextmanager
def request_of(kunci: str) -> Iterator[Kueri]:
	"""The statements of one request by `kunci`, which knows nothing of what was read before it."""
	frappe.set_user(user_of(kunci))
	konteks.clear()
	organisasi.clear_cache()
	frappe.db.value_cache = {}
	for nama in ("asn_dibuat", "asn_tautan"):
		if hasattr(frappe.local, nama):
			delattr(frappe.local, nama)
	with count_queries() as kueri:
		yield kueri
