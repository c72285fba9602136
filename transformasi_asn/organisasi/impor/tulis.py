"""Writing many records in few statements. No document event runs; what they would do is done here by set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import frappe
from frappe.query_builder import Case, DocType
from frappe.utils import now

from transformasi_asn.basisdata import as_column

SEKALI_TULIS = 500
SEKALI_UBAH = 200
"""A CASE compares row by branch, so larger chunks get slower."""
SEKALI_BACA = 2000


def insert_many(doctype: str, baris: Sequence[Mapping[str, Any]]) -> None:
	"""Insert records that all have the same fields, `name` among them."""
	if not baris:
		return
	saat, siapa = now(), frappe.session.user
	baku = {
		"creation": saat,
		"modified": saat,
		"owner": siapa,
		"modified_by": siapa,
		"docstatus": 0,
		"idx": 0,
	}
	kolom = list(baris[0])
	baku = {field: isi for field, isi in baku.items() if field not in kolom}
	frappe.db.bulk_insert(
		doctype,
		[*baku, *kolom],
		((*baku.values(), *(as_column(b[k]) for k in kolom)) for b in baris),
		chunk_size=SEKALI_TULIS,
	)


def update_many(doctype: str, ubah: Mapping[str, Mapping[str, Any]], touch: bool = True) -> None:
	"""Set fields of many records, each to values of its own: one UPDATE … CASE per chunk."""
	tabel = DocType(doctype)
	for nama in chunk(ubah, SEKALI_UBAH):
		query = frappe.qb.update(tabel).where(tabel.name.isin(nama))
		for field in dict.fromkeys(f for n in nama for f in ubah[n]):
			kasus = Case()
			for n in nama:
				if field in ubah[n]:
					kasus = kasus.when(tabel.name == n, as_column(ubah[n][field]))
			query = query.set(tabel[field], kasus.else_(tabel[field]))
		if touch:
			query = query.set(tabel.modified, now()).set(tabel.modified_by, frappe.session.user)
		query.run()


def find_ada(doctype: str, nilai: Iterable[str | None]) -> set[str]:
	"""Which of these records exist."""
	ada: set[str] = set()
	for potong in chunk({n for n in nilai if n}, SEKALI_BACA):
		ada.update(frappe.get_all(doctype, filters={"name": ("in", potong)}, pluck="name"))
	return ada


def chunk(isi: Iterable[str], besar: int) -> Iterator[list[str]]:
	"""The items in lists of at most `besar`."""
	sisa = iter(isi)
	while potong := list(islice(sisa, besar)):
		yield potong


def diff(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> dict[str, Any]:
	"""Fields of `baru` whose stored value differs; empty and None are the same."""
	return {field: nilai for field, nilai in baru.items() if (lama.get(field) or None) != (nilai or None)}
