"""How each user wants to be told outside the desk: channels, addresses, quiet hours, the daily digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import escape_html

from transformasi_asn.disposisi.domain.kiriman import end_of_quiet
from transformasi_asn.disposisi.domain.pesan import JenisAlamat, clean_alamat
from transformasi_asn.disposisi.exceptions import PilihanTidakSahError
from transformasi_asn.disposisi.kanal import daftar
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.kalender import Kalender, TanpaHariKerjaError

DOCTYPE = "Pilihan Pemberitahuan"
MENURUT_INSTANSI = "Menurut setelan instansi"
LUAR_JAM_KERJA = "Di luar jam kerja unit"
JAM_SENDIRI = "Jam sendiri"
JAM_BAWAAN = {"tenang_mulai": "18:00:00", "tenang_selesai": "06:00:00", "ringkasan_jam": "07:30:00"}


@dataclass(frozen=True)
class PilihanKanal:
	"""What one user takes from one channel."""

	langsung: bool
	ringkasan: bool
	alamat: str


KOSONG = PilihanKanal(False, False, "")


# -- reading -------------------------------------------------------------------------------------


def read(pengguna: Iterable[str]) -> dict[tuple[str, str], PilihanKanal]:
	"""(user, channel) → his choice, for every channel; in one query.

	Who has not chosen about a channel has what the admin set for it, and never a digest.
	"""
	pengguna = sorted(set(pengguna))
	if not pengguna:
		return {}
	p, b = DocType(DOCTYPE), DocType("Pilihan Kanal")
	baris = (
		frappe.qb.from_(p)
		.join(b)
		.on((b.parent == p.name) & (b.parenttype == DOCTYPE))
		.select(p.pengguna, b.kanal, b.langsung, b.ringkasan, b.alamat)
		.where(p.pengguna.isin(pengguna))
	).run(as_dict=True)
	dipilih = {
		(b.pengguna, b.kanal): PilihanKanal(bool(b.langsung), bool(b.ringkasan), b.alamat or "")
		for b in baris
	}
	return {
		(u, k.name): dipilih.get((u, k.name)) or PilihanKanal(bool(k.bawaan), False, "")
		for k in daftar.list_kanal(semua=True)
		for u in pengguna
	}


def address_of(kanal, pilihan: PilihanKanal, akun) -> str | None:
	"""Where the channel reaches the user; None: nowhere. `akun`: email and mobile_no of his account."""
	if kanal.jenis_alamat == JenisAlamat.SUREL:
		return akun.email
	if kanal.jenis_alamat == JenisAlamat.TANPA:
		return ""
	alamat = pilihan.alamat or (akun.mobile_no if kanal.jenis_alamat == JenisAlamat.TELEPON else "")
	return clean_alamat(kanal.jenis_alamat, alamat or "")


def quiet_until(pengguna: str, kini: datetime) -> datetime | None:
	"""When the quiet hours that the user is in now are over; None when he may be told at once."""
	p = frappe.db.get_value(
		DOCTYPE, {"pengguna": pengguna}, ["jam_tenang", "tenang_mulai", "tenang_selesai"], as_dict=True
	)
	cara = p.jam_tenang if p else MENURUT_INSTANSI
	if cara == MENURUT_INSTANSI:
		cara = tata_kerja.get_pengaturan().jam_tenang_bawaan
	if cara == JAM_SENDIRI:
		return end_of_quiet(kalender.to_minutes(p.tenang_mulai), kalender.to_minutes(p.tenang_selesai), kini)
	if cara != LUAR_JAM_KERJA:
		return None
	k = kalender_of(pengguna)
	sesi, menit = k.sesi(kini.date()), kini.hour * 60 + kini.minute
	if sesi and sesi[0].mulai <= menit < sesi[-1].selesai:
		# the break at noon is no quiet time
		return None
	try:
		return k.jam.first(kini)
	except TanpaHariKerjaError:
		# a calendar without working time would hold everything for ever
		return None


def kalender_of(pengguna: str) -> Kalender:
	"""The working calendar of the unit where the user has his own post; without one, what holds for all."""
	pegawai = organisasi.find_pegawai(pengguna)
	milik = organisasi.list_penempatan_aktif(pegawai) if pegawai else []
	tetap = next((p for p in milik if p.memegang), milik[0] if milik else None)
	return kalender.get_kalender(organisasi.get_fakta_jabatan(tetap.jabatan).unit if tetap else None)


# -- the form ------------------------------------------------------------------------------------


def open_own() -> str:
	"""The name of the session user's own record, with a row for each channel in use."""
	nama = frappe.db.get_value(DOCTYPE, {"pengguna": frappe.session.user})
	doc = frappe.get_doc(DOCTYPE, nama) if nama else frappe.new_doc(DOCTYPE)
	if not nama:
		# core gives every new Time the hour of now
		doc.update({"pengguna": frappe.session.user, **JAM_BAWAAN})
	sebelum = [b.kanal for b in doc.kanal]
	complete(doc)
	if not nama:
		doc.insert()
	elif sebelum != [b.kanal for b in doc.kanal]:
		doc.save()
	return doc.name


def complete(doc) -> None:
	"""Rows by the name of their channel, one for each in use; what was chosen about others is kept.

	A new row says what holds without it, as far as the account has an address.
	"""
	ada = {b.kanal for b in doc.kanal}
	akun = _read_account(doc.pengguna)
	for k in daftar.list_kanal():
		if k.name not in ada:
			bawaan = bool(k.bawaan) and address_of(k, KOSONG, akun) is not None
			doc.append("kanal", {"kanal": k.name, "jenis_alamat": k.jenis_alamat, "langsung": int(bawaan)})
	doc.kanal.sort(key=lambda b: b.kanal)
	for nomor, b in enumerate(doc.kanal, 1):
		b.idx = nomor


def _read_account(pengguna: str):
	return frappe.db.get_value("User", pengguna, ["email", "mobile_no"], as_dict=True)


def check(doc) -> None:
	"""Raises PilihanTidakSahError naming the row and what is missing; puts addresses into one form."""
	if doc.pengguna != frappe.session.user and frappe.session.user != "Administrator":
		refuse(_("Pilihan pemberitahuan hanya dibuat dan diubah oleh pemiliknya."))
	# the job's mark, not the form's
	doc.ringkasan_terakhir = frappe.db.get_value(DOCTYPE, doc.name, "ringkasan_terakhir")
	if doc.jam_tenang == JAM_SENDIRI and (
		None in (doc.tenang_mulai, doc.tenang_selesai)
		or kalender.to_minutes(doc.tenang_mulai) == kalender.to_minutes(doc.tenang_selesai)
	):
		refuse(_("Jam tenang: isi Mulai dan Sampai dengan jam yang berbeda, atau pilih Tidak ada."))
	semua = {k.name: k for k in daftar.list_kanal(semua=True)}
	doc.set("kanal", [b for b in doc.kanal if b.kanal in semua])
	sudah: set[str] = set()
	akun = _read_account(doc.pengguna)
	for nomor, b in enumerate(doc.kanal, 1):
		b.idx = nomor
		if b.kanal in sudah:
			refuse(
				_("Baris {0}: kanal {1} sudah disebut di atas. Hapus salah satunya.").format(nomor, b.kanal)
			)
		sudah.add(b.kanal)
		_check_row(b, semua[b.kanal], akun)
	if any(b.ringkasan for b in doc.kanal) and doc.ringkasan_jam is None:
		refuse(_("Isi jam ringkasan harian, atau hapus centang Ringkasan."))


def _check_row(b, kanal, akun) -> None:
	b.jenis_alamat = kanal.jenis_alamat
	if kanal.jenis_alamat in (JenisAlamat.SUREL, JenisAlamat.TANPA):
		b.alamat = ""
		return
	b.alamat = (b.alamat or "").strip()
	if b.alamat:
		if not (bersih := clean_alamat(kanal.jenis_alamat, b.alamat)):
			contoh = "0812-3456-7890" if kanal.jenis_alamat == JenisAlamat.TELEPON else "123456789"
			refuse(
				_("Baris {0}, {1}: {2} bukan {3}. Contoh: {4}.").format(
					b.idx, b.kanal, escape_html(b.alamat), _(kanal.jenis_alamat).lower(), contoh
				)
			)
		b.alamat = bersih
	elif (b.langsung or b.ringkasan) and address_of(kanal, KOSONG, akun) is None:
		refuse(
			_("Baris {0}, {1}: isi Alamat ({2}), atau hapus centangnya.").format(
				b.idx, b.kanal, _(kanal.jenis_alamat).lower()
			)
		)


def refuse(pesan: str) -> None:
	"""Raise PilihanTidakSahError with this sentence."""
	frappe.throw(pesan, PilihanTidakSahError, title=_("Pilihan Pemberitahuan"))
