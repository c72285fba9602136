"""A gateway on loopback that keeps what it is sent and answers as told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any


class Gerbang(ThreadingHTTPServer):
	"""`jawab`: status codes to answer, the last one for ever; `tahan`: set to let a held answer go."""

	daemon_threads = True

	def __init__(self) -> None:
		super().__init__(("127.0.0.1", 0), _Penerima)
		self.jawab: list[int] = [200]
		self.kepala: dict[str, str] = {}
		self.masuk: list[SimpleNamespace] = []
		self.tahan: threading.Event | None = None

	@property
	def alamat(self) -> str:
		return f"http://127.0.0.1:{self.server_port}/kirim"

	@property
	def isi(self) -> list[Any]:
		"""The bodies that came, as JSON."""
		return [json.loads(m.badan) for m in self.masuk]


class _Penerima(BaseHTTPRequestHandler):
	def do_POST(self) -> None:
		badan = self.rfile.read(int(self.headers["Content-Length"]))
		self.server.masuk.append(SimpleNamespace(jalur=self.path, kepala=self.headers, badan=badan))
		if self.server.tahan:
			self.server.tahan.wait(30)
		jawab = self.server.jawab
		self.send_response(jawab.pop(0) if len(jawab) > 1 else jawab[0])
		for nama, nilai in self.server.kepala.items():
			self.send_header(nama, nilai)
		self.send_header("Content-Length", "0")
		self.end_headers()

	def do_GET(self) -> None:
		self.server.masuk.append(SimpleNamespace(jalur=self.path, kepala=self.headers, badan=b""))
		self.send_response(200)
		self.end_headers()

	def log_message(self, *_isi) -> None:
		"""Nothing on the terminal of the tests."""


@contextmanager
def open_gerbang() -> Iterator[Gerbang]:
	with Gerbang() as gerbang:
		utas = threading.Thread(target=gerbang.serve_forever, args=(0.05,), daemon=True)
		utas.start()
		try:
			yield gerbang
		finally:
			gerbang.shutdown()
			utas.join(10)
