"""One message to the outside at the moment when it is due: whether it goes out, and what it says.

All that is decided now, not when the act took place: access, grade of secrecy, choice, hours.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime, get_url, get_url_to_form

from transformasi_asn.disposisi import pilihan, ringkasan
from transformasi_asn.disposisi.domain.kiriman import Jenis, Status, breaks_through, is_basi, retry_at
from transformasi_asn.disposisi.domain.pesan import Butir, Pesan, to_text
from transformasi_asn.disposisi.kanal import daftar
from transformasi_asn.disposisi.kanal.dasar import KanalGagalError
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA, Keamanan

TIDAK_PERNAH = "Tidak pernah"


@dataclass(frozen=True)
class Putusan:
	"""What became of a row. `galat`: the channel did not take it."""

	status: str
	keterangan: str = ""
	kirim_pada: datetime | None = None
	galat: bool = False


class Pengiriman:
	"""What is due for one person through one channel, in one message: one notice, several, or a digest.

	After `run`: `galat` is what the channel refused it with, `terkirim` whether it took it.
	"""

	def __init__(self, baris: Sequence, kini: datetime):
		self.baris, self.kini = baris, kini
		self.kanal = daftar.get_kanal(baris[0].kanal)
		self.pengguna = baris[0].pengguna
		self.galat, self.terkirim = "", False

	def run(self) -> list[Putusan]:
		"""One verdict per row, in their order."""
		akun = frappe.db.get_value(
			"User", self.pengguna, ["email", "mobile_no", "full_name", "enabled"], as_dict=True
		)
		if not akun or not akun.enabled:
			return [_void(_("akun tidak aktif"))] * len(self.baris)
		self.pilihan = pilihan.read([self.pengguna])[self.pengguna, self.kanal.name]
		alamat = pilihan.address_of(self.kanal, self.pilihan, akun)
		if alamat is None:
			return [_void(_("pengguna belum mengisi alamat"))] * len(self.baris)
		isi = [self.compose(b) for b in self.baris]
		siap = [i for i in isi if not isinstance(i, Putusan)]
		if not siap:
			return isi
		putusan = self.hand_over(
			Pesan(
				kunci=self.baris[0].kelompok or self.baris[0].kunci,
				jenis=self.baris[0].jenis,
				akun=self.pengguna,
				nama=akun.full_name or self.pengguna,
				alamat=alamat,
				**_gather(siap),
			)
		)
		return [i if isinstance(i, Putusan) else putusan for i in isi]

	def compose(self, baris) -> dict[str, Any] | Putusan:
		if is_basi(get_datetime(baris.kirim_pada), self.kini):
			return _void(_("kedaluwarsa: lebih dari tiga hari tidak dapat dikirim"))
		return self.compose_notice(baris) if baris.jenis == Jenis.LANGSUNG.value else self.compose_digest()

	def compose_notice(self, baris) -> dict[str, Any] | Putusan:
		if not self.pilihan.langsung:
			return _void(_("tidak lagi dipilih pengguna"))
		n = frappe.db.get_value(
			"Notification Log",
			baris.pemberitahuan,
			["subject", "document_type", "document_name", "read"],
			as_dict=True,
		)
		if not n:
			return _void(_("pemberitahuannya ditarik"))
		if n.read:
			return _void(_("sudah dibaca di aplikasi"))
		if not may_see(n.document_type, n.document_name, self.pengguna):
			return _void(_("penerima tidak lagi berhak melihatnya"))
		keamanan, urgensi = read_letter(n.document_type, n.document_name)
		if tunda := self.hold(urgensi):
			return tunda
		kabar = to_text(n.subject) if tells_subject(self.kanal, keamanan) else _("Ada naskah untuk Anda")
		return {"judul": kabar, "isi": kabar, "tautan": get_url_to_form(n.document_type, n.document_name)}

	def compose_digest(self) -> dict[str, Any] | Putusan:
		if not self.pilihan.ringkasan:
			return _void(_("tidak lagi dipilih pengguna"))
		if not pilihan.kalender_of(self.pengguna).is_hari_kerja(self.kini.date()):
			return _void(_("bukan hari kerja"))
		isi = ringkasan.compose(
			self.pengguna, self.kini, lambda keamanan: tells_subject(self.kanal, keamanan)
		)
		return isi or _void(_("tidak ada yang menunggu"))

	def hold(self, urgensi: str | None) -> Putusan | None:
		"""The verdict to wait until quiet hours are over, where they are kept."""
		if not self.kanal.tahan_jam_tenang:
			return None
		tingkat = frappe.get_meta("Naskah Masuk").get_field("urgensi").options.split("\n")
		if breaks_through(urgensi, tata_kerja.get_pengaturan().urgensi_menembus, tingkat):
			return None
		sampai = pilihan.quiet_until(self.pengguna, self.kini)
		return Putusan(Status.DITUNDA.value, _("jam tenang"), sampai) if sampai else None

	def hand_over(self, pesan: Pesan) -> Putusan:
		frappe.db.savepoint("kirim")
		try:
			daftar.open_kanal(self.kanal.name).send(pesan)
		except KanalGagalError as e:
			frappe.db.rollback(save_point="kirim")
			return self.fail(e)
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			raise
		except Exception as e:
			# A channel of another app, or its settings: the log keeps where it broke, the admin what it was.
			frappe.db.rollback(save_point="kirim")
			frappe.log_error(
				title=f"Kanal {self.kanal.name}: {type(e).__name__}", message=traceback.format_exc()
			)
			return self.fail(KanalGagalError(_("kesalahan pada kanal ({0})").format(type(e).__name__)))
		self.terkirim = True
		return Putusan(Status.TERKIRIM.value)

	def fail(self, e: KanalGagalError) -> Putusan:
		self.galat = e.keterangan
		percobaan = max(b.percobaan for b in self.baris) + 1
		lagi = retry_at(percobaan, self.kini, e.tunggu) if e.sementara else None
		return Putusan((Status.ANTRE if lagi else Status.GAGAL).value, e.keterangan, lagi, galat=True)


def _gather(isi: Sequence[dict[str, Any]]) -> dict[str, Any]:
	"""One notice as it is; of several, how many, and a line for each."""
	if len(isi) == 1:
		return isi[0]
	judul = _("{0} pemberitahuan").format(len(isi))
	return {
		"judul": judul,
		"isi": judul,
		"tautan": get_url("/app/kotak-kerja"),
		"butir": tuple(Butir(i["isi"], i["tautan"]) for i in isi),
	}


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


# -- trying a channel out ------------------------------------------------------------------------


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
