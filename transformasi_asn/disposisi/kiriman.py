"""Messages to the outside: from a notice in the desk to what a channel has taken over.

The act itself notes its notices (`kanal/antrean.py`). A job lays them out by person and channel
(`lay_out`), then sends what is due, each message in a transaction of its own, under a lock that others skip.
A worker that is killed gives everything back; what it had handed over but not marked goes out again under
the same key. Who is told what is decided when a message goes out, not before: access, grade of secrecy,
choice, hours.
"""

import hashlib
import json
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count, Max
from frappe.utils import get_datetime, get_url_to_form, now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.disposisi import pemberitahuan, pilihan, ringkasan
from transformasi_asn.disposisi.domain.kiriman import (
	MENUNGGU,
	Jenis,
	Status,
	breaks_through,
	is_basi,
	retry_at,
)
from transformasi_asn.disposisi.domain.pesan import Pesan, to_text
from transformasi_asn.disposisi.exceptions import KirimanError
from transformasi_asn.disposisi.kanal import antrean, daftar
from transformasi_asn.disposisi.kanal.dasar import KanalGagalError
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import konteks
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA, Keamanan

DOCTYPE = "Kiriman Pemberitahuan"
PERAN_ADMIN = "Admin Tata Kerja"
SEKALI_BACA = 200
SEKALI_TULIS = 1_000
GAGAL_BERUNTUN = 3
"""Failures in a row after which a channel rests until the next round: its gateway is down."""
TIDAK_PERNAH = "Tidak pernah"
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
	baris = _take(antrean.DOCTYPE, nama, ["pemberitahuan"])
	if not baris:
		return False
	kabar = frappe.get_all(
		"Notification Log",
		filters={"name": ("in", json.loads(baris.pemberitahuan))},
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
		.set(k.kirim_pada, now_datetime())
		.where(k.name.isin(gagal) & (k.status == Status.GAGAL.value))
		.run()
	)
	antrean.wake_after_commit()
	return len(gagal)


def send_trial(kanal: str, alamat: str = "") -> str:
	"""Send the session's user a message through a channel now; returns what went wrong, '' when nothing did.

	Raises PilihanTidakSahError for an address that is none.
	"""
	k = daftar.get_kanal(kanal)
	akun = frappe.db.get_value("User", frappe.session.user, ["email", "mobile_no", "full_name"], as_dict=True)
	dipilih = pilihan.read([frappe.session.user])[frappe.session.user, kanal]
	ke = pilihan.address_of(k, replace(dipilih, alamat=alamat or dipilih.alamat), akun)
	if ke is None:
		pilihan.refuse(_("Isi alamat percobaan: {0}.").format(_(k.jenis_alamat).lower()))
	kabar = _("Percobaan kanal {0}").format(kanal)
	pesan = Pesan(
		kunci=frappe.generate_hash(length=40),
		jenis="Percobaan",
		akun=frappe.session.user,
		nama=akun.full_name,
		alamat=ke,
		judul=kabar,
		isi=_("Bila Anda membaca ini, kanalnya bekerja."),
		tautan=get_url_to_form(daftar.DOCTYPE, kanal),
	)
	try:
		daftar.open_kanal(kanal).send(pesan)
	except KanalGagalError as e:
		return e.keterangan
	return ""


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
		while self.masih and self.lay_out_all() + self.deliver_all():
			pass
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

	def deliver_all(self) -> int:
		kanal = [k.name for k in daftar.list_kanal() if self.beruntun[k.name] < GAGAL_BERUNTUN]
		dikerjakan = 0
		for nama, kanal_b in _list_due(kanal, self.jam()) if kanal else ():
			if self.masih and self.beruntun[kanal_b] < GAGAL_BERUNTUN:
				dikerjakan += self.attempt(partial(self.deliver, nama))
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

	def deliver(self, nama: str) -> bool:
		"""Send one message, or decide that it waits or is not needed; False when somebody else has it."""
		baris = _take(DOCTYPE, nama, KOLOM, lambda k: k.status.isin(MENUNGGU))
		if not baris:
			return False
		kini = self.jam()
		putusan = Pengiriman(baris, kini).run()
		_store(baris, putusan, kini)
		self.hasil[putusan.status] += 1
		if putusan.galat:
			self.beruntun[baris.kanal] += 1
			self.galat[baris.kanal] = putusan.keterangan
		elif putusan.status == Status.TERKIRIM.value:
			self.beruntun[baris.kanal] = 0
			self.berhasil.add(baris.kanal)
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


# -- one message ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Putusan:
	"""What became of a message. `galat`: the channel did not take it."""

	status: str
	keterangan: str = ""
	kirim_pada: datetime | None = None
	galat: bool = False


class Pengiriman:
	"""One message at the moment when it is due."""

	def __init__(self, baris, kini: datetime):
		self.baris, self.kini = baris, kini
		self.kanal = daftar.get_kanal(baris.kanal)

	def run(self) -> Putusan:
		if is_basi(get_datetime(self.baris.kirim_pada), self.kini):
			return _void(_("kedaluwarsa: lebih dari tiga hari tidak dapat dikirim"))
		akun = frappe.db.get_value(
			"User", self.baris.pengguna, ["email", "mobile_no", "full_name", "enabled"], as_dict=True
		)
		if not akun or not akun.enabled:
			return _void(_("akun tidak aktif"))
		self.pilihan = pilihan.read([self.baris.pengguna])[self.baris.pengguna, self.kanal.name]
		alamat = pilihan.address_of(self.kanal, self.pilihan, akun)
		if alamat is None:
			return _void(_("pengguna belum mengisi alamat"))
		isi = self.compose_notice() if self.baris.jenis == Jenis.LANGSUNG.value else self.compose_digest()
		if isinstance(isi, Putusan):
			return isi
		return self.hand_over(
			Pesan(
				kunci=self.baris.kunci,
				jenis=self.baris.jenis,
				akun=self.baris.pengguna,
				nama=akun.full_name or self.baris.pengguna,
				alamat=alamat,
				**isi,
			)
		)

	def compose_notice(self) -> dict[str, Any] | Putusan:
		if not self.pilihan.langsung:
			return _void(_("tidak lagi dipilih pengguna"))
		n = frappe.db.get_value(
			"Notification Log",
			self.baris.pemberitahuan,
			["subject", "document_type", "document_name", "read"],
			as_dict=True,
		)
		if not n:
			return _void(_("pemberitahuannya ditarik"))
		if n.read:
			return _void(_("sudah dibaca di aplikasi"))
		if not may_see(n.document_type, n.document_name, self.baris.pengguna):
			return _void(_("penerima tidak lagi berhak melihatnya"))
		keamanan, urgensi = read_letter(n.document_type, n.document_name)
		if tunda := self.hold(urgensi):
			return tunda
		kabar = to_text(n.subject) if tells_subject(self.kanal, keamanan) else _("Ada naskah untuk Anda")
		return {
			"judul": kabar,
			"isi": kabar,
			"tautan": get_url_to_form(n.document_type, n.document_name),
		}

	def compose_digest(self) -> dict[str, Any] | Putusan:
		if not self.pilihan.ringkasan:
			return _void(_("tidak lagi dipilih pengguna"))
		if not pilihan.kalender_of(self.baris.pengguna).is_hari_kerja(self.kini.date()):
			return _void(_("bukan hari kerja"))
		isi = ringkasan.compose(
			self.baris.pengguna, self.kini, lambda keamanan: tells_subject(self.kanal, keamanan)
		)
		return isi or _void(_("tidak ada yang menunggu"))

	def hold(self, urgensi: str | None) -> Putusan | None:
		"""The verdict to wait until quiet hours are over, where they are kept."""
		if not self.kanal.tahan_jam_tenang:
			return None
		tingkat = frappe.get_meta("Naskah Masuk").get_field("urgensi").options.split("\n")
		if breaks_through(urgensi, tata_kerja.get_pengaturan().urgensi_menembus, tingkat):
			return None
		sampai = pilihan.quiet_until(self.baris.pengguna, self.kini)
		return Putusan(Status.DITUNDA.value, _("jam tenang"), sampai) if sampai else None

	def hand_over(self, pesan: Pesan) -> Putusan:
		frappe.db.savepoint("kirim")
		try:
			daftar.open_kanal(self.kanal.name).send(pesan)
		except KanalGagalError as e:
			frappe.db.rollback(save_point="kirim")
			return self.failed(e)
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			raise
		except Exception as e:
			# A channel of another app, or its settings: the log keeps where it broke, the admin what it was.
			frappe.db.rollback(save_point="kirim")
			frappe.log_error(
				title=f"Kanal {self.kanal.name}: {type(e).__name__}", message=traceback.format_exc()
			)
			return self.failed(KanalGagalError(_("kesalahan pada kanal ({0})").format(type(e).__name__)))
		return Putusan(Status.TERKIRIM.value)

	def failed(self, e: KanalGagalError) -> Putusan:
		lagi = retry_at(self.baris.percobaan + 1, self.kini, e.tunggu) if e.sementara else None
		return Putusan((Status.ANTRE if lagi else Status.GAGAL).value, e.keterangan, lagi, galat=True)


def _void(sebab: str) -> Putusan:
	return Putusan(Status.BATAL.value, sebab)


def may_see(doctype: str, nama: str, pengguna: str) -> bool:
	"""Whether the user may still open what a notice is about."""
	return bool(
		frappe.db.exists(doctype, nama) and frappe.has_permission(doctype, "read", doc=nama, user=pengguna)
	)


def read_letter(doctype: str, nama: str) -> tuple[str | None, str | None]:
	"""Grade of secrecy and urgency, as they are now, of the letter that a document belongs to."""
	if not frappe.get_meta(doctype).has_field("keamanan"):
		return None, None
	keamanan = frappe.db.get_value(doctype, nama, "keamanan")
	naskah = nama if doctype == "Naskah Masuk" else frappe.db.get_value(doctype, nama, "naskah")
	return keamanan, frappe.db.get_value("Naskah Masuk", naskah, "urgensi")


def tells_subject(kanal, keamanan: str | None) -> bool:
	"""Whether the channel may say more than that there is something: never from Rahasia on."""
	if keamanan in RAHASIA or kanal.batas_keamanan == TIDAK_PERNAH:
		return False
	tingkat = [k.value for k in Keamanan]
	return not keamanan or tingkat.index(keamanan) <= tingkat.index(kanal.batas_keamanan)


# -- reading and writing -------------------------------------------------------------------------


def _take(doctype: str, nama: str, kolom: Iterable[str], saring: Callable | None = None):
	"""The row, locked until the end of the transaction; None when it is gone or somebody else has it."""
	t = DocType(doctype)
	kueri = frappe.qb.from_(t).select(*(t[k] for k in kolom)).where(t.name == nama)
	if saring:
		kueri = kueri.where(saring(t))
	with basisdata.retryable():
		baris = kueri.for_update(skip_locked=True).run(as_dict=True)
	return baris[0] if baris else None


def _list_due(kanal: Sequence[str], kini: datetime) -> list[tuple[str, str]]:
	k = DocType(DOCTYPE)
	return (
		frappe.qb.from_(k)
		.select(k.name, k.kanal)
		.where(k.status.isin(MENUNGGU) & (k.kirim_pada <= kini) & k.kanal.isin(kanal))
		.orderby(k.kirim_pada)
		.limit(SEKALI_BACA)
		.run()
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
