"""Whether a printed sheet and its record agree: one hash per content, and comparing what a reader types."""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Mapping
from enum import Enum


class Hasil(str, Enum):
	"""What verification answers. `DICABUT`: the record was withdrawn or is no longer there."""

	SESUAI = "Sesuai"
	BERUBAH = "Berubah"
	DICABUT = "Dicabut"
	TIDAK_DIKENAL = "Tidak dikenal"

	__str__ = str.__str__


def make_sidik(isi: Mapping) -> str:
	"""SHA-256 (hex) of the content; equal content gives an equal hash whatever the order of its keys.

	Nothing and an empty text are the same, because both are printed as nothing.
	"""
	teks = json.dumps(_plain(isi), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
	return hashlib.sha256(teks.encode("utf-8")).hexdigest()


def _plain(nilai):
	if isinstance(nilai, Mapping):
		return {str(kunci): _plain(v) for kunci, v in nilai.items()}
	if isinstance(nilai, list | tuple):
		return [_plain(v) for v in nilai]
	return "" if nilai is None else str(nilai)


def judge(ada: bool, berlaku: bool, sidik_tercetak: str, sidik_kini: str | None) -> Hasil:
	"""The answer for a sheet: is its key known, does the record still hold, is it as it was printed."""
	if not ada:
		return Hasil.TIDAK_DIKENAL
	if not berlaku or sidik_kini is None:
		return Hasil.DICABUT
	return Hasil.SESUAI if sidik_tercetak == sidik_kini else Hasil.BERUBAH


def same_text(diketik: str, tercatat: str) -> bool:
	"""Whether somebody who copies from paper meant this: case, spacing and punctuation do not count."""
	return _bare(diketik) == _bare(tercatat)


def _bare(teks: str) -> str:
	# a text in which somebody typed tags is stored with entities
	teks = unicodedata.normalize("NFKC", html.unescape(teks or "")).casefold()
	return re.sub(r"[\W_]+", "", teks)


def compare(diketik: Mapping[str, str], tercatat: Mapping[str, str]) -> dict[str, bool]:
	"""Per field that was filled in: does it agree with the record. Fields that do not exist are passed over."""
	return {
		kunci: same_text(nilai, tercatat[kunci])
		for kunci, nilai in diketik.items()
		if kunci in tercatat and (nilai or "").strip()
	}
