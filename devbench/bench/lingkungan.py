"""What a benchmark works with: its two sites, its clock, other processes. Runs in the framework's Python."""

import gc
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devbench.bench.inti import Sampel
from devbench.bench.sql import Hitung, hitung

REPO = Path(__file__).resolve().parents[2]


class Situs:
	"""One site, entered anew as a request does: nothing that a process remembers of the last one is left."""

	def __init__(self, nama: str):
		self.nama = nama

	def masuk(self, user: str = "Administrator") -> None:
		"""New locals, new connection, this user."""
		import frappe

		frappe.destroy()
		frappe.init(site=self.nama, sites_path=".")
		frappe.connect()
		frappe.set_user(user)


@dataclass
class Ukuran:
	"""Filled while a round runs."""

	detik: float = 0.0
	hitung: Hitung = field(default_factory=Hitung)

	def sampel(self, satuan: float = 1, **lain: float) -> Sampel:
		return Sampel(self.detik, satuan, self.hitung.banyak, lain)


@dataclass
class Lingkungan:
	"""`sendiri` has the app; `stok` is the framework alone. `bebas_sampah`: no collection while measured."""

	sendiri: Situs
	stok: Situs
	rinci: bool = False
	bebas_sampah: bool = True
	port_web: int = 0
	pernyataan: dict[str, Any] = field(default_factory=dict)

	@contextmanager
	def ukur(self, sisi: str) -> Iterator[Ukuran]:
		"""Time what is inside and count its statements on the present connection."""
		import frappe

		ukuran = Ukuran()
		gc.collect()
		if self.bebas_sampah:
			gc.disable()
		try:
			with hitung(frappe.db, self.rinci) as ukuran.hitung:
				awal = time.perf_counter()
				yield ukuran
				ukuran.detik = time.perf_counter() - awal
		finally:
			gc.enable()
		if self.rinci:
			self.pernyataan[sisi] = ukuran.hitung.menurut

	def anak(self, patok: str, langkah: str) -> dict[str, Any]:
		"""Run one side or step in a process of its own; what it returns, with its peak memory as `puncak`."""
		hasil = subprocess.run(
			[sys.executable, "-m", "devbench.bench", patok, "--satu", langkah, *self.opsi()],
			stdout=subprocess.PIPE,
			stdin=subprocess.DEVNULL,
			text=True,
		)
		if hasil.returncode:
			raise RuntimeError(f"{patok} --satu {langkah}: {hasil.returncode}")
		return json.loads(hasil.stdout.splitlines()[-1])

	def opsi(self) -> list[str]:
		return ["--sendiri", self.sendiri.nama, "--stok", self.stok.nama, "--port", str(self.port_web)]


def puncak(pid: int | str = "self") -> float:
	"""Peak resident memory of a living process, in MB."""
	teks = Path(f"/proc/{pid}/status").read_text()
	return int(re.search(r"VmHWM:\s+(\d+) kB", teks)[1]) / 1024


def tunggu(perintah: list[str], **kw: Any) -> float:
	"""Run a program to its end; the highest peak among it and all its children, in MB."""
	proses = subprocess.Popen(perintah, stdin=subprocess.DEVNULL, **kw)
	_pid, status, pakai = os.wait4(proses.pid, 0)
	proses.returncode = os.waitstatus_to_exitcode(status)
	if proses.returncode:
		raise RuntimeError(f"{' '.join(perintah)}: {proses.returncode}")
	return pakai.ru_maxrss / 1024


def pastikan(benar: bool, pesan: str | Callable[[], str]) -> None:
	"""A round that did not do its job must not be counted."""
	if not benar:
		raise RuntimeError(pesan if isinstance(pesan, str) else pesan())
