"""The words of letters and of their attachments, for `pencarian.py`.

They lie in a table of their own that is no DocType: no list, report or API of the framework reads it. Each
attachment's row holds the words of its letter too, so a question may name both.
"""

from hashlib import sha256

import frappe
from frappe.query_builder import DocType, Table
from frappe.utils import now
from redis.exceptions import ConnectionError as RedisConnectionError

from transformasi_asn import basisdata
from transformasi_asn.disposisi.domain.pencarian import make_index
from transformasi_asn.disposisi.isi_berkas import IsiBerkasError, read_text

TABEL = "__asn_kata_naskah"
NASKAH = "Naskah Masuk"
KATA_NASKAH = ("nomor_surat", "nomor_agenda", "nomor_srikandi", "perihal", "pengirim", "ringkasan")
SENDIRI = ""
"""In place of a file: the row of the letter itself."""
SEKALI_SUSUL = 500
BERKAS_SEKALI = 100


# -- filling -------------------------------------------------------------------------------------


def index_letter(naskah) -> None:
	"""The letter's own words, within its save; those of its attachments follow in a job."""
	kata = make_index(str(naskah.get(f) or "") for f in KATA_NASKAH)
	_store(naskah.name, SENDIRI, "", kata, None)


def note_letter(naskah) -> None:
	"""A letter is saved: index what has changed of it."""
	sebelum = naskah.get_doc_before_save()
	if not sebelum or any(sebelum.get(f) != naskah.get(f) for f in KATA_NASKAH):
		index_letter(naskah)
		if sebelum:
			enqueue(naskah.name)
	if naskah.lampiran and (not sebelum or sebelum.lampiran != naskah.lampiran):
		enqueue(naskah.name)


def note_file(berkas, method: str | None = None) -> None:
	"""`File.after_insert`, `on_update`: it was attached to a letter, or taken from one."""
	sebelum = berkas.get_doc_before_save()
	for satu in (berkas, sebelum):
		if satu and satu.attached_to_doctype == NASKAH and satu.attached_to_name:
			enqueue(satu.attached_to_name)


def forget_file(berkas, method: str | None = None) -> None:
	"""`File.on_trash`: its words go with it."""
	if berkas.attached_to_doctype == NASKAH:
		_remove([berkas.name])


def enqueue(naskah: str) -> None:
	"""One job per letter and request, after commit; the hourly one makes up for what is lost."""
	diminta = frappe.flags.asn_diindeks = frappe.flags.asn_diindeks or set()
	if naskah in diminta:
		return
	diminta.add(naskah)
	try:
		frappe.enqueue(index_files, queue="long", enqueue_after_commit=True, naskah=naskah)
	except RedisConnectionError:
		# a letter is registered also while the queue is away
		frappe.logger().warning(f"queue away, {naskah} is indexed by the hourly job")


def index_files(naskah: str) -> None:
	"""Job: words of the attachments that are new, changed, or stand beside a changed letter; others are left.

	What cannot be read is noted with its reason and shown beside the file.
	"""
	doc = frappe.db.get_value(NASKAH, naskah, KATA_NASKAH, as_dict=True)
	if not doc:
		return
	dasar = " ".join(str(doc[f] or "") for f in KATA_NASKAH)
	berkas = frappe.get_all(
		"File",
		filters={"attached_to_doctype": NASKAH, "attached_to_name": naskah, "is_folder": 0},
		fields=["name", "file_name", "file_url", "content_hash"],
		order_by="creation",
	)
	t = Table(TABEL)
	ada = dict(
		frappe.qb.from_(t).select(t.berkas, t.sidik).where((t.naskah == naskah) & (t.berkas != SENDIRI)).run()
	)
	_remove([nama for nama in ada if nama not in {b.name for b in berkas}])
	for b in berkas:
		sidik = sha256(f"{b.content_hash}|{b.file_url}|{dasar}".encode()).hexdigest()
		if ada.get(b.name) != sidik:
			kata, galat = _read(b, dasar)
			_store(naskah, b.name, sidik, kata, galat)


def _read(b, dasar: str) -> tuple[str, str | None]:
	"""The words of a file and its letter; only the letter's, and why, where the file cannot be read."""
	try:
		isi = frappe.get_doc("File", b.name).get_content()
		isi = isi.encode() if isinstance(isi, str) else isi
		return make_index([dasar, *read_text(b.file_name or b.file_url or "", isi)]), None
	except IsiBerkasError as e:
		galat = str(e)
	except Exception as e:  # whatever a broken file makes of its reader is that file's result
		galat = f"{type(e).__name__}: {e}"
	return make_index([dasar]), galat[:300]


def catch_up() -> int:
	"""Hourly: letters and attachments that no index knows, some at a time; returns how many there were."""
	n, f, t = DocType(NASKAH), DocType("File"), Table(TABEL)
	tanpa = (
		frappe.qb.from_(n)
		.left_join(t)
		.on((t.naskah == n.name) & (t.berkas == SENDIRI))
		.select(n.name, *(n[k] for k in KATA_NASKAH))
		.where(t.naskah.isnull())
		.limit(SEKALI_SUSUL)
		.run(as_dict=True)
	)
	for satu in tanpa:
		index_letter(satu)
	berkas = (
		frappe.qb.from_(f)
		.left_join(t)
		.on((t.naskah == f.attached_to_name) & (t.berkas == f.name))
		.select(f.attached_to_name)
		.distinct()
		.where((f.attached_to_doctype == NASKAH) & (f.is_folder == 0) & t.naskah.isnull())
		.limit(BERKAS_SEKALI)
		.run()
	)
	for (naskah,) in berkas:
		index_files(naskah)
		frappe.db.commit()
	return len(tanpa) + len(berkas)


def list_unread(naskah: str) -> dict[str, str]:
	"""File → why its text cannot be searched. The caller has checked that the letter may be seen."""
	t = Table(TABEL)
	kueri = frappe.qb.from_(t).select(t.berkas, t.galat)
	return dict(kueri.where((t.naskah == naskah) & t.galat.isnotnull()).run())


def _store(naskah: str, berkas: str, sidik: str, teks: str, galat: str | None) -> None:
	kunci = {"naskah": naskah, "berkas": berkas}
	basisdata.put_row(TABEL, kunci, {"sidik": sidik, "teks": teks, "galat": galat, "diindeks": now()})


def _remove(berkas: list[str]) -> None:
	if berkas:
		t = Table(TABEL)
		frappe.qb.from_(t).delete().where(t.berkas.isin(berkas)).run()


# -- the table -----------------------------------------------------------------------------------


def make_table() -> None:
	"""At installation and each migration; what is there stays."""
	basisdata.make_word_table(TABEL)


def drop_table() -> None:
	basisdata.drop_table(TABEL)
