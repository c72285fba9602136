"""The rows of messages to the outside, and the job that sends them.

An act notes its notices (`kanal/antrean.py`). The job lays them out by person and channel (`lay_out`), puts
together what is due for one person through one channel (`bundle`), then sends, each message in a transaction
of its own, under a lock that others skip. A worker that is killed gives everything back; what it had handed
over but not marked goes out again under the same key. What a message says: `pengiriman.py`.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Max
from frappe.utils import now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi import pemberitahuan, pilihan, ringkasan
from transformasi_asn.disposisi.domain.kiriman import MENUNGGU, Jenis, Status
from transformasi_asn.disposisi.exceptions import KirimanError
from transformasi_asn.disposisi.kanal import antrean, daftar
from transformasi_asn.disposisi.pengiriman import Pengiriman, Putusan
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import konteks

DOCTYPE = "Kiriman Pemberitahuan"
PERAN_ADMIN = "Admin Tata Kerja"
SEKALI_BACA = 200
SEKALI_TULIS = 1_000
GAGAL_BERUNTUN = 3
"""Failures in a row after which a channel rests until the next round: its gateway is down."""
TERBANYAK_BERSAMA = 20
"""Notices in one message."""
KOLOM = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"kanal",
	"pengguna",
	"jenis",
	"status",
	"kirim_pada",
	"percobaan",
	"pemberitahuan",
	"kunci",
)
KOLOM_AMBIL = (*KOLOM, "kelompok")


# -- rows ----------------------------------------------------------------------------------------


def insert(baris: Iterable[tuple[str, str, Jenis, str]], kini: datetime) -> None:
	"""Messages (channel, user, kind, notice or day) that are due now; several in one statement."""
	waktu, siapa = now(), frappe.session.user
	isi = [
		(
			frappe.generate_hash(length=10),
			waktu,
			waktu,
			siapa,
			siapa,
			kanal,
			pengguna,
			jenis.value,
			Status.ANTRE.value,
			kini,
			0,
			rujukan,
			key_of(kanal, pengguna, jenis, rujukan),
		)
		for kanal, pengguna, jenis, rujukan in baris
	]
	for awal in range(0, len(isi), SEKALI_TULIS):
		with basisdata.retryable():
			basisdata.insert_rows(DOCTYPE, KOLOM, isi[awal : awal + SEKALI_TULIS])


def key_of(kanal: str, pengguna: str, jenis: Jenis, rujukan: str) -> str:
	"""What tells a message from every other one, also of other sites at the same gateway."""
	isi = json.dumps([frappe.local.site, kanal, pengguna, jenis.value, rujukan])
	return hashlib.sha256(isi.encode()).hexdigest()[:40]


def lay_out(nama: str, kini: datetime) -> bool:
	"""The notices of one act, as messages to those who want them; False when somebody else has them."""
	baris = _take(antrean.DOCTYPE, ["pemberitahuan"], lambda a: a.name == nama)
	if not baris:
		return False
	kabar = frappe.get_all(
		"Notification Log",
		filters={"name": ("in", json.loads(baris[0].pemberitahuan))},
		fields=["name", "for_user"],
		order_by="creation",
	)
	dipilih = pilihan.read(n.for_user for n in kabar)
	insert(
		(
			(k.name, n.for_user, Jenis.LANGSUNG, str(n.name))
			for n in kabar
			for k in daftar.list_kanal()
			if dipilih[n.for_user, k.name].langsung
		),
		kini,
	)
	with basisdata.retryable():
		frappe.db.delete(antrean.DOCTYPE, {"name": nama})
	return True


def bundle(kanal: str, pengguna: str, kini: datetime) -> bool:
	"""Let what is due for a person through a channel go out as one message; False where it is one anyway.

	Kept on the rows before anything is sent, so that every attempt carries the same notices under one key.
	"""
	k = DocType(DOCTYPE)
	with basisdata.retryable():
		nama = (
			frappe.qb.from_(k)
			.select(k.name)
			.where((k.kanal == kanal) & (k.pengguna == pengguna) & _may_be_bundled(k, kini))
			.orderby(k.kirim_pada)
			.limit(TERBANYAK_BERSAMA)
			.for_update(skip_locked=True)
			.run(pluck=True)
		)
		if len(nama) > 1:
			kelompok = frappe.generate_hash(length=40)
			frappe.qb.update(k).set(k.kelompok, kelompok).where(k.name.isin(nama)).run()
	return len(nama) > 1


def _may_be_bundled(k, kini: datetime):
	"""Notices that are due, and that no attempt has been made for."""
	return (
		k.status.isin(MENUNGGU)
		& (k.kirim_pada <= kini)
		& (k.jenis == Jenis.LANGSUNG.value)
		& (k.percobaan == 0)
		& k.kelompok.isnull()
	)


def send_again(nama: Sequence[str]) -> int:
	"""Queue messages that were given up once more, with all attempts; returns how many. Raises KirimanError
	where none of them has failed."""
	k = DocType(DOCTYPE)
	gagal = frappe.get_all(DOCTYPE, {"name": ("in", list(nama)), "status": Status.GAGAL.value}, pluck="name")
	if not gagal:
		frappe.throw(
			_("Tidak ada kiriman gagal di antara yang dipilih. Hanya yang gagal dapat dikirim ulang."),
			KirimanError,
		)
	(
		frappe.qb.update(k)
		.set(k.status, Status.ANTRE.value)
		.set(k.percobaan, 0)
		.set(k.kelompok, None)
		.set(k.kirim_pada, now_datetime())
		.where(k.name.isin(gagal) & (k.status == Status.GAGAL.value))
		.run()
	)
	antrean.wake_after_commit()
	return len(gagal)


def count(kanal: str) -> dict[str, Any]:
	"""For the admin: messages of a channel by state, and when the last one went out."""
	k = DocType(DOCTYPE)
	baris = (
		frappe.qb.from_(k)
		.select(k.status, Count("*"), Max(k.terkirim_pada))
		.where(k.kanal == kanal)
		.groupby(k.status)
		.run()
	)
	return {
		"banyak": {status: banyak for status, banyak, _terakhir in baris},
		"terakhir": max((t for _s, _b, t in baris if t), default=None),
	}


# -- the job -------------------------------------------------------------------------------------


@dataclass
class Putaran:
	"""One run of the job. `simpan` ends each transaction (default: commit); `jam`: what time it is."""

	simpan: Callable[[], Any] | None = None
	jam: Callable[[], datetime] = now_datetime
	hasil: dict[str, int] = field(default_factory=lambda: defaultdict(int))

	def __post_init__(self) -> None:
		self.simpan = self.simpan or frappe.db.commit
		self.mulai = time.monotonic()
		# by channel: failures in a row, whether any message went out, what the last failure was
		self.beruntun: dict[str, int] = defaultdict(int)
		self.berhasil: set[str] = set()
		self.galat: dict[str, str] = {}

	@property
	def masih(self) -> bool:
		return time.monotonic() - self.mulai < antrean.LAMA_KERJA

	def run(self) -> int:
		"""Lay out and send until nothing is due, or the time is up; returns how many messages went out."""
		self.attempt(self.queue_digests)
		while self.masih:
			ditata = self.lay_out_all()
			self.bundle_all()
			if not ditata + self.deliver_all():
				break
		for kanal in self.berhasil | set(self.galat):
			self.attempt(partial(self.report, kanal))
		return self.hasil.get(Status.TERKIRIM.value, 0)

	def queue_digests(self) -> None:
		kini = self.jam()
		hari = kini.date().isoformat()
		baru = {
			key_of(k, u, Jenis.RINGKASAN, hari): (k, u, Jenis.RINGKASAN, hari)
			for u, k in ringkasan.take_due(kini)
		}
		# whoever saved his choice at this moment may have taken the mark of today back
		ada = frappe.get_all(DOCTYPE, {"kunci": ("in", list(baru))}, pluck="kunci") if baru else ()
		insert((b for kunci, b in baru.items() if kunci not in ada), kini)

	def lay_out_all(self) -> int:
		nama = frappe.get_all(
			antrean.DOCTYPE, order_by="creation", limit_page_length=SEKALI_BACA, pluck="name"
		)
		return sum(self.attempt(partial(lay_out, n, self.jam())) for n in nama if self.masih)

	def bundle_all(self) -> None:
		k, kini = DocType(DOCTYPE), self.jam()
		banyak = (
			frappe.qb.from_(k)
			.select(k.kanal, k.pengguna)
			.where(_may_be_bundled(k, kini))
			.groupby(k.kanal, k.pengguna)
			.having(Count("*") > 1)
			.limit(SEKALI_BACA)
			.run()
		)
		for kanal, pengguna in banyak:
			while self.attempt(partial(bundle, kanal, pengguna, kini)):
				pass

	def deliver_all(self) -> int:
		kanal = [k.name for k in daftar.list_kanal() if self.beruntun[k.name] < GAGAL_BERUNTUN]
		dikerjakan = 0
		for b in _list_due(kanal, self.jam()) if kanal else ():
			if self.masih and self.beruntun[b.kanal] < GAGAL_BERUNTUN:
				dikerjakan += self.attempt(partial(self.deliver, b.name, b.kelompok))
		return dikerjakan

	def attempt(self, kerja: Callable[[], Any]) -> bool:
		"""One piece in one transaction. What the database refuses is left to the next round."""
		# each piece asks anew who is who
		konteks.clear()
		organisasi.clear_cache()
		try:
			hasil = kerja()
			self.simpan()
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			frappe.db.rollback()
			return False
		return bool(hasil)

	def deliver(self, nama: str, kelompok: str | None = None) -> bool:
		"""Send one message, or decide that it waits or is not needed; False when somebody else has it."""
		kini = self.jam()
		baris = _take_message(nama, kelompok, kini)
		if not baris:
			return False
		kanal = baris[0].kanal
		pengiriman = Pengiriman(baris, kini)
		for b, putusan in zip(baris, pengiriman.run(), strict=True):
			_store(b, putusan, kini)
			self.hasil[putusan.status] += 1
		if pengiriman.galat:
			self.beruntun[kanal] += 1
			self.galat[kanal] = pengiriman.galat
		elif pengiriman.terkirim:
			self.beruntun[kanal] = 0
			self.berhasil.add(kanal)
		return True

	def report(self, kanal: str) -> None:
		"""Note on the channel that nothing of this round went out, and tell the admins when that is new."""
		gagal_sejak = daftar.get_kanal(kanal).gagal_sejak
		if kanal in self.berhasil:
			if gagal_sejak:
				_set_state(kanal, None, None)
			return
		_set_state(kanal, gagal_sejak or self.jam(), self.galat[kanal])
		if not gagal_sejak:
			kabar = _("Kanal pemberitahuan {0} gagal mengirim: {1}").format(
				f"<b>{frappe.utils.escape_html(kanal)}</b>", self.galat[kanal]
			)
			pemberitahuan.send_to_accounts([(u, kabar, daftar.DOCTYPE, kanal) for u in list_admin()])


def list_admin() -> list[str]:
	"""Accounts of those who look after the channels."""
	return frappe.get_all(
		"Has Role", {"role": PERAN_ADMIN, "parenttype": "User"}, pluck="parent", order_by="parent"
	)


# -- reading and writing -------------------------------------------------------------------------


def _take(doctype: str, kolom: Iterable[str], saring: Callable) -> list:
	"""Rows in the order of their names, locked until the end of the transaction; not what others have."""
	t = DocType(doctype)
	kueri = frappe.qb.from_(t).select(*(t[k] for k in kolom)).where(saring(t)).orderby(t.name)
	with basisdata.retryable():
		return kueri.for_update(skip_locked=True).run(as_dict=True)


def _take_message(nama: str, kelompok: str | None, kini: datetime) -> list:
	"""The row, or all that go out with it; none when one of them is not due any more or with somebody else."""

	def saring(k):
		sama = k.kelompok == kelompok if kelompok else (k.name == nama) & k.kelompok.isnull()
		return sama & k.status.isin(MENUNGGU) & (k.kirim_pada <= kini)

	baris = _take(DOCTYPE, KOLOM_AMBIL, saring)
	k = DocType(DOCTYPE)
	(semua,) = frappe.qb.from_(k).select(Count("*")).where(saring(k)).run(pluck=True)
	return baris if len(baris) == semua else []


def _list_due(kanal: Sequence[str], kini: datetime) -> list:
	k = DocType(DOCTYPE)
	return (
		frappe.qb.from_(k)
		.select(k.name, k.kanal, k.kelompok)
		.where(k.status.isin(MENUNGGU) & (k.kirim_pada <= kini) & k.kanal.isin(kanal))
		.orderby(k.kirim_pada)
		.limit(SEKALI_BACA)
		.run(as_dict=True)
	)


def _store(baris, putusan: Putusan, kini: datetime) -> None:
	k = DocType(DOCTYPE)
	terkirim = putusan.status == Status.TERKIRIM.value
	kueri = (
		frappe.qb.update(k)
		.set(k.status, putusan.status)
		.set(k.keterangan, putusan.keterangan)
		.set(k.modified, now())
		.where(k.name == baris.name)
	)
	if putusan.galat or terkirim:
		kueri = kueri.set(k.percobaan, baris.percobaan + 1)
	if putusan.kirim_pada:
		kueri = kueri.set(k.kirim_pada, putusan.kirim_pada)
	if terkirim:
		kueri = kueri.set(k.terkirim_pada, kini)
	if putusan.status == Status.DITUNDA.value:
		# the others may go out under that key meanwhile
		kueri = kueri.set(k.kelompok, None)
	with basisdata.retryable():
		kueri.run()


def _set_state(kanal: str, gagal_sejak: datetime | None, galat: str | None) -> None:
	with basisdata.retryable():
		frappe.db.set_value(
			daftar.DOCTYPE,
			kanal,
			{"gagal_sejak": gagal_sejak, "galat_terakhir": galat},
			update_modified=False,
		)
	daftar.clear()
