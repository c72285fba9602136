"""What a message says, and how it is laid into what a gateway expects."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape, unescape
from typing import Any

TAG = re.compile(r"<[^>]+>")
TEMPAT = re.compile(r"\{(\w+)\}")
PANJANG_JUDUL = 140
AWALAN_RAHASIA = "whsec_"


class JenisAlamat(str, Enum):
	"""Where a channel reaches a person."""

	SUREL = "E-mail akun"
	TELEPON = "Nomor telepon"
	OBROLAN = "ID obrolan"
	TANPA = "Tanpa alamat"

	__str__ = str.__str__


@dataclass(frozen=True)
class Butir:
	"""One line of a message that leads somewhere."""

	teks: str
	tautan: str


@dataclass(frozen=True)
class Pesan:
	"""A message to one person through one channel.

	kunci: the same at every attempt, so that a gateway can tell a repetition.
	jenis: Langsung, Ringkasan, or Percobaan.
	alamat: e-mail, telephone number, or chat id; empty where the channel needs none.
	"""

	kunci: str
	jenis: str
	akun: str
	nama: str
	alamat: str
	judul: str
	isi: str
	tautan: str
	butir: tuple[Butir, ...] = ()

	@property
	def teks(self) -> str:
		"""The whole message as plain text."""
		baris = [self.isi, *(f"- {b.teks}\n  {b.tautan}" for b in self.butir), self.tautan]
		return "\n".join(b for b in baris if b)

	@property
	def html(self) -> str:
		isi = escape(self.isi).replace("\n", "<br>")
		butir = "".join(f'<li><a href="{escape(b.tautan)}">{escape(b.teks)}</a></li>' for b in self.butir)
		tautan = f'<p><a href="{escape(self.tautan)}">{escape(self.tautan)}</a></p>' if self.tautan else ""
		return f"<p>{isi}</p>" + (f"<ul>{butir}</ul>" if butir else "") + tautan


ISIAN = ("kunci", "jenis", "akun", "nama", "alamat", "judul", "isi", "teks", "tautan", "waktu")
"""What may stand in braces in the template of a gateway."""


def to_text(html: str) -> str:
	"""One line of plain text of a notice."""
	return " ".join(unescape(TAG.sub("", html or "")).split())


def shorten(teks: str, panjang: int = PANJANG_JUDUL) -> str:
	"""One line, for a subject."""
	teks = " ".join(teks.split())
	return teks if len(teks) <= panjang else teks[: panjang - 1].rstrip() + "…"


# -- the body ------------------------------------------------------------------------------------


def values_of(pesan: Pesan, waktu: str) -> dict[str, str]:
	return {"waktu": waktu, **{nama: getattr(pesan, nama) for nama in ISIAN if nama != "waktu"}}


def default_body(pesan: Pesan, waktu: str) -> dict[str, Any]:
	"""The documented body of a webhook without a template."""
	return {
		"id": pesan.kunci,
		"jenis": pesan.jenis,
		"waktu": waktu,
		"penerima": {"akun": pesan.akun, "nama": pesan.nama, "alamat": pesan.alamat},
		"judul": pesan.judul,
		"isi": pesan.isi,
		"butir": [{"teks": b.teks, "tautan": b.tautan} for b in pesan.butir],
		"tautan": pesan.tautan,
	}


class TemplatRusakError(ValueError):
	"""The template is no JSON object; `args`: what is wrong, and the line (0: none)."""


def parse_template(teks: str) -> dict[str, Any]:
	"""The object that a template describes."""
	try:
		isi = json.loads(teks)
	except json.JSONDecodeError as e:
		raise TemplatRusakError(e.msg, e.lineno) from e
	if not isinstance(isi, dict):
		raise TemplatRusakError("object expected", 0)
	return isi


def find_unknown(isi: Any) -> list[str]:
	"""Names in braces that no message has."""
	return sorted({nama for teks in _texts(isi) for nama in TEMPAT.findall(teks)} - set(ISIAN))


def find_nested(isi: dict[str, Any]) -> list[str]:
	"""Keys whose value is no single value, as a form needs it."""
	return [kunci for kunci, nilai in isi.items() if isinstance(nilai, dict | list)]


def fill(isi: Any, nilai: dict[str, str]) -> Any:
	"""The object with every name in braces replaced.

	What is put in is data: it is not looked at again, and needs no escaping, because the object is written
	as JSON or as a form only afterwards.
	"""
	if isinstance(isi, dict):
		return {kunci: fill(v, nilai) for kunci, v in isi.items()}
	if isinstance(isi, list):
		return [fill(v, nilai) for v in isi]
	if isinstance(isi, str):
		return TEMPAT.sub(lambda m: nilai[m[1]], isi)
	return isi


def _texts(isi: Any) -> Iterator[str]:
	if isinstance(isi, dict):
		isi = list(isi.values())
	if isinstance(isi, list):
		for v in isi:
			yield from _texts(v)
	elif isinstance(isi, str):
		yield isi


# -- the signature -------------------------------------------------------------------------------


def sign(kunci: str, waktu: int, badan: bytes, rahasia: str) -> str:
	"""Signature of a request as Standard Webhooks (standardwebhooks.com) has it; `waktu`: Unix seconds."""
	tanda = hmac.new(_key_of(rahasia), f"{kunci}.{waktu}.".encode() + badan, hashlib.sha256)
	return "v1," + base64.b64encode(tanda.digest()).decode()


def _key_of(rahasia: str) -> bytes:
	"""The bytes behind a secret in the form of that specification; any other text is taken as it is."""
	if rahasia.startswith(AWALAN_RAHASIA):
		try:
			return base64.b64decode(rahasia.removeprefix(AWALAN_RAHASIA), validate=True)
		except binascii.Error:
			return rahasia.encode()
	return rahasia.encode()


# -- addresses -----------------------------------------------------------------------------------


def clean_alamat(jenis: str, alamat: str) -> str | None:
	"""The address as a gateway takes it; None when it is none of this kind."""
	alamat = (alamat or "").strip()
	if jenis == JenisAlamat.TELEPON:
		return clean_telepon(alamat)
	if jenis == JenisAlamat.OBROLAN:
		return alamat if re.fullmatch(r"-?\d{3,20}|@?[A-Za-z0-9_.:@-]{3,64}", alamat) else None
	return alamat


def clean_telepon(nomor: str) -> str | None:
	"""Digits with the country code, without a plus; a leading 0 means Indonesia. None: no telephone number."""
	angka = re.sub(r"[\s().-]", "", nomor)
	if angka.startswith("0"):
		angka = "62" + angka[1:]
	angka = angka.removeprefix("+")
	# E.164: at most fifteen digits; no country code begins with 0
	return angka if re.fullmatch(r"[1-9]\d{7,14}", angka) else None
