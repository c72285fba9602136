"""Locks between commands in one bench folder; the kernel drops them with the process that holds them."""

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from devbench.config import Settings
from devbench.errors import BenchError


@contextmanager
def lock(settings: Settings, name: str, patience: float = 900.0) -> Iterator[None]:
	"""Hold a named lock; wait for its holder, telling who it is."""
	path = settings.run / f"{name}.lock"
	fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
	try:
		deadline = time.monotonic() + patience
		told = False
		while True:
			try:
				fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
				break
			except BlockingIOError:
				holder = os.pread(fd, 200, 0).decode(errors="replace").strip() or "perintah lain"
				if time.monotonic() > deadline:
					raise BenchError(f"Bangku masih dipakai oleh {holder}.") from None
				if not told:
					print(f"Menunggu {holder} …", file=sys.stderr, flush=True)
					told = True
				time.sleep(0.2)
		os.ftruncate(fd, 0)
		os.pwrite(fd, f"./dev {' '.join(sys.argv[1:2])} (PID {os.getpid()})".encode(), 0)
		yield
	finally:
		os.close(fd)
