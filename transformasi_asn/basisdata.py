"""The few places where MariaDB and PostgreSQL differ for this app; each difference has one function."""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import frappe
from frappe import _
from frappe.model.naming import is_autoincremented
from frappe.query_builder import DocType
from pypika.terms import LiteralValue, PseudoColumn

# What MariaDB (a number) and PostgreSQL (a text) say to who must begin his transaction anew: there was a
# deadlock; a lock was waited for in vain; what was read has been changed since.
DIDAHULUI = frozenset({1213, 1205, 1020, "40P01", "55P03", "40001"})
# The same key came in meanwhile.
KUNCI_SAMA = frozenset({1062, "23505"})
PANJANG_NAMA = 63


class DidahuluiError(frappe.QueryDeadlockError):
	"""Somebody else is changing, or has just changed, what this transaction is about; it must begin anew.

	No `ValidationError`: who does many things under a savepoint each must not go on after it.
	"""

	http_status_code = 417


def is_postgres() -> bool:
	return frappe.db.db_type == "postgres"


# -- columns and text --------------------------------------------------------------------------


def as_column(nilai: Any) -> Any:
	"""A value as the database stores it: a Check is a number on both, which PostgreSQL does not make of a bool."""
	return int(nilai) if isinstance(nilai, bool) else nilai


def contains(kolom, teks: str):
	"""Criterion "text occurs in the column", small and capital letters alike, as MariaDB's collation has it."""
	pola = f"%{teks}%"
	return kolom.ilike(pola) if is_postgres() else kolom.like(pola)


def as_term(syarat: str) -> LiteralValue:
	"""A rendered condition as a term of a query, whose values are put in by `%`."""
	return LiteralValue(syarat.replace("%", "%%"))


# -- words of a text ---------------------------------------------------------------------------


def make_word_table(nama: str) -> None:
	"""A table of words per letter and file with a full-text index, if it is not there. It is no DocType."""
	if nama in frappe.db.get_tables(cached=False):
		return
	kolom = (
		"`naskah` varchar(140) not null, `berkas` varchar(140) not null, `sidik` varchar(140), "
		"`teks` {teks}, `galat` varchar(300), `diindeks` {waktu}, primary key (`naskah`, `berkas`)"
	)
	if is_postgres():
		frappe.db.sql_ddl(f"create table `{nama}` ({kolom.format(teks='text', waktu='timestamp(6)')})")
		frappe.db.sql_ddl(f"create index `{nama}_teks` on `{nama}` using gin (to_tsvector('simple', `teks`))")
	else:
		frappe.db.sql_ddl(
			f"create table `{nama}` ({kolom.format(teks='longtext', waktu='datetime(6)')}, key (`berkas`), "
			"fulltext key `teks` (`teks`)) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci"
		)


def drop_table(nama: str) -> None:
	frappe.db.sql_ddl(f"drop table if exists `{nama}`")


def has_words(kolom: Any, dicari: Iterable[Any]) -> LiteralValue:
	"""Criterion "all these words occur": `dicari` with `kata` (letters and digits only) and `awal` (a beginning)."""
	if is_postgres():
		tanya = " & ".join(f"{c.kata}:*" if c.awal else c.kata for c in dicari)
		return LiteralValue(
			f"to_tsvector('simple', \"{kolom.name}\") @@ to_tsquery('simple', {frappe.db.escape(tanya, percent=False)})"
		)
	tanya = " ".join(f"+{c.kata}*" if c.awal else f"+{c.kata}" for c in dicari)
	return LiteralValue(
		f"match(`{kolom.name}`) against ({frappe.db.escape(tanya, percent=False)} in boolean mode)"
	)


def put_row(tabel: str, kunci: dict[str, Any], isi: dict[str, Any]) -> None:
	"""Insert a row of a table that is no DocType, or write `isi` into the one with this key."""
	kolom = [*kunci, *isi]
	nilai = [*kunci.values(), *isi.values()]
	if is_postgres():
		ganti = "on conflict ({}) do update set {}".format(
			", ".join(f"`{k}`" for k in kunci), ", ".join(f"`{k}` = excluded.`{k}`" for k in isi)
		)
	else:
		ganti = "on duplicate key update " + ", ".join(f"`{k}` = values(`{k}`)" for k in isi)
	frappe.db.sql(
		f"insert into `{tabel}` ({', '.join(f'`{k}`' for k in kolom)}) values ({', '.join(['%s'] * len(kolom))}) {ganti}",
		nilai,
	)


# -- indexes -----------------------------------------------------------------------------------


def add_index(doctype: str, fields: list[str]) -> None:
	"""An index on these fields, if it is not there.

	PostgreSQL's index names belong to the whole database, and Frappe names them by fields only: of two
	DocTypes with the same fields the second would go without.
	"""
	frappe.db.add_index(doctype, fields, _index_name(doctype, fields) if is_postgres() else None)


def add_unique(doctype: str, fields: list[str], nama: str) -> None:
	"""A unique key; one that is broken raises `frappe.UniqueValidationError` at insert on both.

	Frappe knows it on PostgreSQL by `_key` in its name.
	"""
	frappe.db.add_unique(doctype, fields, constraint_name=f"{nama}_key" if is_postgres() else nama)


def add_field_indexes(doctypes: Iterable[str]) -> None:
	"""Indexes of the fields marked so in these DocTypes, which Frappe leaves out on PostgreSQL (see `add_index`)."""
	if not is_postgres():
		return
	for doctype in doctypes:
		for field in frappe.get_meta(doctype).get("fields", {"search_index": 1, "unique": 0}):
			add_index(doctype, [field.fieldname])


def _index_name(doctype: str, fields: list[str]) -> str:
	nama = f"{frappe.scrub(doctype)}_{'_'.join(fields)}_index"
	if len(nama) > PANJANG_NAMA:
		nama = f"{nama[: PANJANG_NAMA - 9]}_{crc32(nama.encode()):08x}"
	return nama


# -- rows --------------------------------------------------------------------------------------


def insert_rows(doctype: str, kolom: Sequence[str], baris: Sequence[Sequence[Any]]) -> None:
	"""Many rows in one INSERT.

	`frappe.db.bulk_insert` takes three times as long: it renders each value through the query builder.
	"""
	if not baris:
		return
	kolom_sql = ", ".join(f"`{k}`" for k in kolom)
	satu = f"({', '.join(['%s'] * len(kolom))})"
	frappe.db.sql(
		f"INSERT INTO `tab{doctype}` ({kolom_sql}) VALUES {', '.join([satu] * len(baris))}",
		[nilai for b in baris for nilai in b],
	)


# -- names -------------------------------------------------------------------------------------


def new_names(doctype: str, banyak: int) -> list[str] | list[int]:
	"""Names for so many new documents: of the DocType's sequence, in one read, or by hash."""
	meta = frappe.get_meta(doctype)
	if not is_autoincremented(doctype, meta):
		return [frappe.generate_hash(length=10) for _ in range(banyak)]
	urutan = frappe.scrub(f"{doctype}_id_seq")
	berikut = PseudoColumn(f"nextval('\"{urutan}\"')" if is_postgres() else f"nextval(`{urutan}`)")
	nama: list[int] = []
	while len(nama) < banyak:
		# Any table does that surely has rows; each row read draws one number.
		baris = frappe.qb.from_(DocType("DocField")).select(berikut).limit(banyak - len(nama)).run()
		nama += [nomor for (nomor,) in baris]
	return nama


# -- several at the same moment ----------------------------------------------------------------


@contextmanager
def retryable(doctype: str | None = None, kode: Container = DIDAHULUI) -> Iterator[None]:
	"""Raise `DidahuluiError`, about this DocType, where the database answers with one of these codes.

	PostgreSQL refuses whoever began before another one committed; MariaDB lets him wait and go on, and
	refuses in a deadlock only. Core hands on the raw error (HTTP 500). Nothing is undone here.
	"""
	# A transaction that was refused answers no further question, so the texts must be at hand beforehand.
	_("Didahului Orang Lain")
	try:
		yield
	except Exception as e:
		if _read_code(e) not in kode:
			raise
		throw_overtaken(doctype)


def throw_overtaken(doctype: str | None = None) -> None:
	"""Raise `DidahuluiError` about this DocType."""
	pesan = _(
		"{0} sedang atau baru saja diubah orang lain, maka yang Anda lakukan belum tersimpan. Muat ulang halaman ini, lalu ulangi."
	)
	apa = _(doctype) if doctype else _("Dokumen ini")
	frappe.throw(pesan.format(apa), DidahuluiError, title=_("Didahului Orang Lain"))


def _read_code(e: Exception) -> int | str | None:
	"""The database's own code in an error of its driver, or in the one that core makes of it."""
	if isinstance(e, frappe.QueryDeadlockError | frappe.QueryTimeoutError) and e.__cause__:
		e = e.__cause__
	kode = getattr(e, "pgcode", None) or next(iter(e.args), None)
	return kode if isinstance(kode, int | str) else None


def write_or_leave(kueri) -> None:
	"""Run an update that may be left undone where somebody else is changing the row at this moment.

	MariaDB waits and then writes what still fits; PostgreSQL refuses a transaction that began before.
	"""
	if not is_postgres():
		kueri.run()
		return
	frappe.db.savepoint("tulis_atau_biarkan")
	try:
		kueri.run()
	except Exception as e:
		if _read_code(e) not in DIDAHULUI:
			raise
		frappe.db.rollback(save_point="tulis_atau_biarkan")


def lock(doctype: str, nama: Iterable[str], field: str = "name") -> dict[str, Any]:
	"""`read_locked` for one field of these rows: name → value."""
	return {baris.name: baris[field] for baris in read_locked(doctype, [field], nama)}


def lock_whole(doctype: str) -> None:
	"""Keep out whoever does the same, until the end of the transaction: also where there are no rows yet."""
	with retryable(doctype):
		_hold("DocType", [], [doctype])


def read_locked(doctype: str, kolom: Iterable[str], nama: Iterable[str] | None = None) -> list[frappe._dict]:
	"""Hold these rows (None: all) until the end of the transaction, in the order of their names.

	Who gets them next must know what was done under the lock. MariaDB's locking reads show it;
	PostgreSQL would read on from its old snapshot, so there the rows are written as they are, and a
	transaction that began before is refused with `DidahuluiError`.
	"""
	with retryable(doctype):
		return _hold(doctype, kolom, nama)


def _hold(doctype: str, kolom: Iterable[str], nama: Iterable[str] | None) -> list[frappe._dict]:
	tabel = DocType(doctype)
	pilih = [tabel[k] for k in dict.fromkeys(["name", *kolom])]
	kueri = frappe.qb.from_(tabel).select(*pilih).orderby(tabel.name)
	tulis = frappe.qb.update(tabel).set(tabel.modified, tabel.modified)
	if nama is not None:
		if not (nama := sorted(set(nama))):
			return []
		kueri, tulis = (k.where(tabel.name.isin(nama)) for k in (kueri, tulis))
	baris = kueri.for_update().run(as_dict=True)
	if baris and is_postgres():
		tulis.run()
	return baris


def get_locked(doctype: str, nama: str):
	"""The document as it stands now, under the lock of `lock`."""
	if is_postgres():
		lock(doctype, [nama])
	return frappe.get_doc(doctype, nama, for_update=True)
