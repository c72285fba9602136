"""Counts the statements that a connection sends, in this process only."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ATURAN = (
	(re.compile(r"'(?:[^'\\]|\\.|'')*'"), "?"),
	(re.compile(r"%\(\w+\)s|%s"), "?"),
	(re.compile(r"\b\d+(?:\.\d+)?\b"), "?"),
	(re.compile(r"\s+"), " "),
	(re.compile(r"\(\?(?:\s*,\s*\?)*\)"), "(?…)"),
	(re.compile(r"\((?:\?|NULL|null|\s|,)+\)"), "(?…)"),
	(re.compile(r"(\(\?…\))(?:\s*,\s*\(\?…\))+"), r"\1"),
	(
		re.compile(r"(savepoint|release savepoint|rollback to savepoint|rollback to) \S+", re.IGNORECASE),
		r"\1 ?",
	),
)
_BUKAN_ASAL = ("/frappe/database/", "/frappe/query_builder/", "/frappe/model/db_query.py", "/pypika/")


def normalise(teks: str) -> str:
	"""A statement without its values, so that equal ones can be counted."""
	teks = teks.strip()
	for pola, ganti in _ATURAN:
		teks = pola.sub(ganti, teks)
	return teks.strip()


class Hitung:
	"""What was sent: how many in all and, if wanted, how often each by its origin."""

	def __init__(self, rinci: bool = False):
		self.rinci = rinci
		self.banyak = 0
		self.menurut: Counter[tuple[str, str]] = Counter()

	def catat(self, query: Any) -> None:
		self.banyak += 1
		if self.rinci:
			self.menurut[(_asal(), normalise(str(query)))] += 1


@contextmanager
def hitung(db: Any, rinci: bool = False) -> Iterator[Hitung]:
	"""Count what this connection is asked to run, those of the framework and of its transactions too."""
	hasil, asli = Hitung(rinci), db.sql

	def sql(query: Any, *args: Any, **kw: Any) -> Any:
		if kw.get("run", True):
			hasil.catat(query)
		return asli(query, *args, **kw)

	db.sql = sql
	try:
		yield hasil
	finally:
		del db.sql


def _asal() -> str:
	"""The line of the app that led here, else the nearest line of the framework."""
	kerangka, dekat = sys._getframe(3), ""
	while kerangka:
		berkas = kerangka.f_code.co_filename
		if "/transformasi_asn/" in berkas:
			pendek = berkas.rsplit("/transformasi_asn/", 1)[1]
			return f"{pendek}:{kerangka.f_lineno} {kerangka.f_code.co_name}" + (
				f" ← {dekat}" if dekat else ""
			)
		if not dekat and "/frappe/" in berkas and not any(b in berkas for b in _BUKAN_ASAL):
			dekat = f"frappe/{berkas.rsplit('/frappe/', 1)[1]} {kerangka.f_code.co_name}"
		kerangka = kerangka.f_back
	return dekat
