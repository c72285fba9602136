"""Webhook: one HTTP POST per message, enough for the gateways of WhatsApp, Telegram and SMS.

A gateway often stands in the agency's own network, so any address may be set; only an admin sets it.
"""

import json
import re
import time
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import frappe
import requests
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now

from transformasi_asn.disposisi.domain import pesan as bentuk_pesan
from transformasi_asn.disposisi.domain.pesan import ISIAN, Pesan, TemplatRusakError
from transformasi_asn.disposisi.exceptions import KanalTidakSahError
from transformasi_asn.disposisi.kanal.dasar import KanalGagalError

TOKEN = "{token}"
FORMULIR = "Formulir"
TERLAMA = 60
"""Seconds that a gateway may keep a worker waiting at most."""
# what a later attempt may answer differently, also because the admin mends his settings meanwhile
SEMENTARA = frozenset((401, 403, 407, 408, 423, 425, 429))


class KanalWebhook:
	def __init__(self, setelan: Document) -> None:
		self.setelan = setelan
		self.token = setelan.get_password("token", raise_exception=False) or ""
		self.rahasia = setelan.get_password("rahasia", raise_exception=False) or ""

	@staticmethod
	def check(setelan: Document) -> None:
		_check_address(setelan.alamat or "")
		if setelan.nama_kepala and not re.fullmatch(r"[A-Za-z0-9-]+", setelan.nama_kepala):
			_refuse(_("Nama kepala untuk token hanya memuat huruf, angka dan tanda hubung."))
		if not 1 <= cint(setelan.tenggat_detik) <= TERLAMA:
			_refuse(_("Tunggu jawaban: isi 1 sampai {0} detik.").format(TERLAMA))
		_check_template(setelan.templat or "", setelan.bentuk)

	def send(self, pesan: Pesan) -> None:
		"""Anything but an answer of 200 to 299 is a failure; redirections are not followed, or they would
		carry token and content elsewhere."""
		badan, isi = self._body(pesan)
		tenggat = cint(self.setelan.tenggat_detik) or 10
		try:
			with requests.post(
				self.setelan.alamat.replace(TOKEN, quote(self.token, safe="")),
				data=badan,
				headers=self._headers(pesan, badan, isi),
				timeout=tenggat,
				allow_redirects=False,
				stream=True,
			) as jawaban:
				kode, tunggu = jawaban.status_code, jawaban.headers.get("Retry-After", "")
		except requests.Timeout:
			raise KanalGagalError(_("gerbang tidak menjawab dalam {0} detik").format(tenggat)) from None
		except requests.RequestException as e:
			# its text would tell the address, and with it the token
			raise KanalGagalError(_("tidak tersambung ke gerbang ({0})").format(type(e).__name__)) from None
		if not 200 <= kode < 300:
			raise KanalGagalError(
				_("gerbang menjawab HTTP {0}").format(kode),
				sementara=kode >= 500 or kode in SEMENTARA,
				tunggu=timedelta(seconds=int(tunggu)) if re.fullmatch(r"\d{1,6}", tunggu) else None,
			)

	def _body(self, pesan: Pesan) -> tuple[bytes, str]:
		"""The body and its content type."""
		waktu = now()
		if self.setelan.templat:
			isi = bentuk_pesan.fill(
				bentuk_pesan.parse_template(self.setelan.templat), bentuk_pesan.values_of(pesan, waktu)
			)
		else:
			isi = bentuk_pesan.default_body(pesan, waktu)
		if self.setelan.bentuk == FORMULIR:
			if not self.setelan.templat:
				isi = bentuk_pesan.values_of(pesan, waktu)
			return urlencode(isi).encode(), "application/x-www-form-urlencoded"
		return json.dumps(isi, ensure_ascii=False).encode(), "application/json"

	def _headers(self, pesan: Pesan, badan: bytes, isi: str) -> dict[str, Any]:
		kepala = {"Content-Type": isi, "Idempotency-Key": pesan.kunci, "webhook-id": pesan.kunci}
		if self.token and TOKEN not in self.setelan.alamat:
			kepala[self.setelan.nama_kepala or "Authorization"] = self.token.encode()
		if self.rahasia:
			waktu = int(time.time())
			kepala["webhook-timestamp"] = str(waktu)
			kepala["webhook-signature"] = bentuk_pesan.sign(pesan.kunci, waktu, badan, self.rahasia)
		return kepala


def _check_address(alamat: str) -> None:
	try:
		bagian = urlsplit(alamat)
		sah = bagian.scheme in ("http", "https") and bool(bagian.hostname) and bagian.port != 0
	except ValueError:
		sah = False
	if not sah or re.search(r"\s", alamat):
		_refuse(_("Alamat harus berupa URL lengkap, misalnya https://gerbang.contoh.go.id/kirim."))
	if "@" in bagian.netloc:
		_refuse(_("Jangan menulis nama dan sandi di dalam alamat; isi Token."))


def _check_template(templat: str, bentuk: str) -> None:
	if not templat.strip():
		return
	try:
		isi = bentuk_pesan.parse_template(templat)
	except TemplatRusakError as e:
		sebab, baris = e.args
		_refuse(
			_("Templat isi bukan JSON yang sah, baris {0}: {1}.").format(baris, sebab)
			if baris
			else _("Templat isi harus berupa satu objek JSON, di antara kurung kurawal.")
		)
	if asing := bentuk_pesan.find_unknown(isi):
		_refuse(
			_("Templat isi memuat isian yang tidak dikenal: {0}. Yang ada: {1}.").format(
				", ".join(asing), ", ".join(ISIAN)
			)
		)
	if bentuk == FORMULIR and (bersarang := bentuk_pesan.find_nested(isi)):
		_refuse(
			_("Formulir hanya memuat nilai tunggal; {0} berisi daftar atau objek. Pilih bentuk JSON.").format(
				", ".join(bersarang)
			)
		)


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, KanalTidakSahError, title=_("Kanal Tidak Sah"))
