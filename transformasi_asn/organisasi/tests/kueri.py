"""Counts the SQL statements of a piece of work.

Core's `assertQueryCount` cannot put its message together on PostgreSQL.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

# A statement without its values and without the number of them.
BENTUK = (
	(re.compile(r"'(?:[^'\\]|\\.|'')*'"), "?"),
	(re.compile(r"%\(\w+\)s|%s|\b\d+(?:\.\d+)?\b"), "?"),
	(re.compile(r"\s+"), " "),
	(re.compile(r"\((?:\?|NULL|\s|,)+\)"), "(?)"),
	(re.compile(r"(\(\?\))(?:\s*,\s*\(\?\))+"), r"\1"),
	(re.compile(r"(?i)(savepoint|rollback to) \S+"), r"\1 ?"),
)


class Kueri(list):
	"""The statements sent, in their order."""

	def __str__(self) -> str:
		"""How often each shape was sent, most often first."""
		bentuk = Counter(map(shape_of, self))
		return "\n".join(f"{n:5} x {teks[:400]}" for teks, n in bentuk.most_common())


def shape_of(kueri: str) -> str:
	for pola, ganti in BENTUK:
		kueri = pola.sub(ganti, kueri)
	return kueri.strip()


@contextmanager
def count_queries() -> Iterator[Kueri]:
	"""Every statement that `frappe.db` sends inside the block, those of its transactions too."""
	kueri, sql = Kueri(), frappe.db.sql

	def catat(query, *args, **kw):
		if kw.get("run", True):
			kueri.append(str(query))
		return sql(query, *args, **kw)

	frappe.db.sql = catat
	try:
		yield kueri
	finally:
		del frappe.db.sql
