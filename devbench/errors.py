"""Failures that are told to the user: a cause in one sentence and where the details are."""

import re
from pathlib import Path


class BenchError(Exception):
	"""A failure with a cause that can be shown as it is."""

	def __init__(self, cause: str, log: Path | None = None):
		super().__init__(cause)
		self.cause = cause
		self.log = log

	def __str__(self) -> str:
		return f"{self.cause}\n  catatan: {self.log}" if self.log else self.cause


# The first pattern that is found in a log names the cause; the order goes from certain to vague.
CAUSES: tuple[tuple[str, str], ...] = (
	(r"No space left on device|ENOSPC|Errcode: 28|\(errno 28\)|os error 28", "Ruang disk habis."),
	(
		r"DO NOT MATCH THE HASHES|EINTEGRITY|Hash mismatch",
		"Berkas yang diunduh tidak sama dengan hash yang dipaku; unduhan rusak atau diganti.",
	),
	(
		r"Address already in use|EADDRINUSE|Do you already have another .*server running|bind:",
		"Port sudah dipakai program lain.",
	),
	(
		r"Temporary failure in name resolution|Name or service not known|failed to lookup address|dns error"
		r"|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ECONNREFUSED|ECONNRESET|Network is unreachable"
		r"|Could not resolve|Temporary failure resolving|Failed to establish a new connection"
		r"|Failed to fetch|ProxyError|Cannot connect to proxy|Connection timed out|tunnel error",
		"Jaringan atau registri paket tidak terjangkau. Periksa sambungan, lalu ulangi perintah yang sama.",
	),
	(
		r"are you root\?|Could not open lock file|sudo: a (password|terminal) is required",
		"Pemasangan paket sistem perlu hak root (sudo).",
	),
	(r"Could not get lock", "Pengelola paket sistem sedang dipakai program lain. Coba lagi sebentar."),
	(r"Unable to locate package|has no installation candidate", "Paket sistem tidak ada di sumber apt."),
	(r"Permission denied|EACCES", "Izin berkas ditolak."),
	(r"MemoryError|out of memory|Cannot allocate memory|ENOMEM", "Memori habis."),
)


def tail(log: Path, lines: int = 15) -> str:
	"""The last non-empty lines of a log."""
	try:
		with log.open("rb") as f:
			f.seek(0, 2)
			f.seek(max(0, f.tell() - 60_000))
			text = f.read().decode("utf-8", "replace")
	except OSError:
		return ""
	rows = [row.rstrip() for row in text.replace("\r", "\n").split("\n") if row.strip()]
	return "\n".join(rows[-lines:])


def cause_in(text: str) -> str | None:
	"""The cause that a log's text gives away, if it is a known one."""
	for pattern, cause in CAUSES:
		if re.search(pattern, text):
			return cause
	return None


def from_log(what: str, log: Path) -> BenchError:
	"""An error for a command that failed: known cause if any, otherwise the end of its log."""
	known = cause_in(tail(log, 200))
	if known:
		return BenchError(f"{what}: {known}", log)
	last = tail(log)
	shown = "\n".join("    " + row[:300] for row in last.splitlines())
	return BenchError(f"{what} gagal." + (f"\n{shown}" if shown else ""), log)
