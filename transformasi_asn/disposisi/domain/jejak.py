"""The log of a Tugas as a chain of hashes: any changed, missing or moved entry is found and named."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

AWAL = ""
# What one snapshot tells, in this order.
ISI = (
	"tugas",
	"urutan",
	"waktu",
	"peristiwa",
	"dari_status",
	"ke_status",
	"dari_tahap",
	"ke_tahap",
	"catatan",
	"pelaku",
	"pegawai",
	"nip",
	"nama",
	"jabatan",
	"nama_jabatan",
	"kapasitas",
)


@dataclass(frozen=True)
class Kerusakan:
	tugas: str
	urutan: int
	sebab: str


def make_cuplikan(isi: Mapping[str, Any]) -> str:
	"""The canonical text of one entry: JSON with fixed keys in fixed order, empty values as ''."""
	return json.dumps(
		{kunci: "" if isi.get(kunci) is None else str(isi[kunci]) for kunci in ISI},
		ensure_ascii=False,
		separators=(",", ":"),
	)


def make_sidik(sidik_sebelum: str, cuplikan: str) -> str:
	"""SHA-256 (hex) over the previous entry's hash and this entry's snapshot."""
	return hashlib.sha256(f"{sidik_sebelum}\n{cuplikan}".encode()).hexdigest()


def verify_chain(tugas: str, entri: Iterable[Mapping[str, Any]]) -> list[Kerusakan]:
	"""Walk the entries of one Tugas in their order; returns every break, [] when whole.

	Each entry carries ISI, `cuplikan`, `sidik_sebelum` and `sidik`.
	"""
	rusak = []
	sebelum = AWAL
	diharapkan = 1
	for e in entri:
		urutan = int(e["urutan"])
		if urutan != diharapkan:
			rusak.append(Kerusakan(tugas, diharapkan, "entri hilang"))
		if e["sidik_sebelum"] != sebelum:
			rusak.append(Kerusakan(tugas, urutan, "rantai terputus"))
		if make_sidik(e["sidik_sebelum"], e["cuplikan"]) != e["sidik"]:
			rusak.append(Kerusakan(tugas, urutan, "cuplikan atau sidik berubah"))
		if make_cuplikan(e) != e["cuplikan"]:
			rusak.append(Kerusakan(tugas, urutan, "isi berbeda dari cuplikan"))
		sebelum = e["sidik"]
		diharapkan = urutan + 1
	if diharapkan == 1:
		rusak.append(Kerusakan(tugas, 1, "jejak kosong"))
	return rusak
