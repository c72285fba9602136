"""What a full-text index is given, and what it is asked, so that both databases find the same.

Each word gets a prefix: without it MariaDB leaves out words of one or two characters and a list of English words.
Numbers of letters fall into their parts (005/123/BKPSDM/2026), all of which must be there.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

AWALAN = "qq"
PANJANG_KATA = 60
"""Longer words are cut; MariaDB indexes none beyond 84 characters."""
BATAS_KATA = 30_000
"""Different words of one file; beyond that a book of tables would outgrow everything else."""
BATAS_TANYA = 12
HURUF_AWAL = 3
"""From so many letters on the beginning of a word is enough."""
_KATA = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Cari:
	"""One word that must be there; `awal`: as the beginning of one."""

	kata: str
	awal: bool


def split_words(teks: str) -> list[str]:
	"""Words and numbers, without capitals and accents."""
	polos = unicodedata.normalize("NFKD", teks.casefold())
	return _KATA.findall("".join(h for h in polos if not unicodedata.combining(h)))


def encode(kata: str) -> str:
	return f"{AWALAN}{kata}"[:PANJANG_KATA]


def make_index(bagian: Iterable[str]) -> str:
	"""The different words of these texts, each once, as the index stores them; at most BATAS_KATA."""
	kata: dict[str, None] = {}
	for teks in bagian:
		for satu in split_words(teks):
			kata.setdefault(encode(satu))
			if len(kata) >= BATAS_KATA:
				return " ".join(kata)
	return " ".join(kata)


def parse_question(teks: str) -> list[Cari]:
	"""All words that a question asks for, at most BATAS_TANYA; numbers are meant as they stand."""
	kata = list(dict.fromkeys(split_words(teks)))[:BATAS_TANYA]
	return [Cari(encode(k), k.isalpha() and len(k) >= HURUF_AWAL) for k in kata]
