"""The servers of the bench: Redis, web, worker, realtime; the database stands in `database.py`."""

import socket
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from devbench import system
from devbench.config import Ports, Settings, write_atomic
from devbench.database import KINDS
from devbench.errors import BenchError, from_log
from devbench.procs import Commands, end, living, spawn

REDIS = ("redis_cache", "redis_queue")
APP_SERVERS = ("web", "web_test", "worker", "realtime")


class Services:
	"""Starts, checks and stops the bench's own servers, known by their PID records only."""

	def __init__(self, settings: Settings, ports: Ports, commands: Commands):
		self.settings = settings
		self.ports = ports
		self.databases = {kind: make(settings, ports, commands) for kind, make in KINDS.items()}
		self.db = self.databases[settings.db]

	def pidfile(self, name: str) -> Path:
		return self.settings.run / f"{name}.json"

	def log(self, name: str) -> Path:
		return self.settings.logs / f"{name}.log"

	def running(self, name: str) -> bool:
		return living(self.pidfile(name)) is not None

	def any_app_server(self) -> bool:
		return any(self.running(name) for name in APP_SERVERS)

	# -- data servers
	def start_data(self, started: list[str]) -> None:
		"""Start database and Redis where they do not run; adds the names of those started here."""
		names = [name for name in REDIS if not self.running(name)]
		if names or not any(db.running for db in self.databases.values()):
			# Servers above that still hold connections to an old port would only fail.
			self.stop(APP_SERVERS)
		if not self.db.running:
			names.append(self.db.kind)
		started += names
		for name in names:
			if name in REDIS:
				self._start_redis(name)
		self.db.start()

	def _start_redis(self, name: str) -> None:
		def command() -> list[str]:
			args = [system.need("redis-server"), "--port", str(self.ports[name]), "--bind", "127.0.0.1"]
			return [*args, "--save", "", "--appendonly", "no", "--dir", str(self.settings.run)]

		self._start(name, command, lambda: self._redis(name, "PING").startswith("+PONG"), 20)

	def _redis(self, name: str, *words: str) -> str:
		text = f"*{len(words)}\r\n" + "".join(f"${len(w)}\r\n{w}\r\n" for w in words)
		with socket.create_connection(("127.0.0.1", self.ports[name]), timeout=5) as s:
			s.sendall(text.encode())
			return s.recv(4096).decode(errors="replace")

	def flush(self, name: str) -> None:
		"""Empty one Redis."""
		self._redis(name, "FLUSHALL")

	# -- application servers
	def start_web(self, site: str, name: str = "web") -> None:
		"""Start the web server whose default site is the given one."""

		def command() -> list[str]:
			script = self.settings.repo / "devbench" / "inside" / "web.py"
			return [str(self.settings.python), str(script), "--port", str(self.ports[name]), "--site", site]

		if not self.running(name):
			write_atomic(self._site_file(name), site)
		self._start(
			name, command, lambda: self.web_answers(name), 60, self.settings.sites, {"DEV_SERVER": "1"}
		)

	def served_site(self, name: str = "web") -> str | None:
		"""The default site of the web server that runs; None if none does."""
		file = self._site_file(name)
		return file.read_text() if self.running(name) and file.exists() else None

	def _site_file(self, name: str) -> Path:
		return self.settings.run / f"{name}.site"

	def web_answers(self, name: str) -> bool:
		"""Whether the web server and its database answer."""
		url = f"http://127.0.0.1:{self.ports[name]}/api/method/ping"
		with _direct.open(url, timeout=20) as answer:
			return b"pong" in answer.read()

	def start_worker(self) -> None:
		"""Start one worker for every queue."""

		def command() -> list[str]:
			args = [str(self.settings.python), "-m", "frappe.utils.bench_helper", "frappe", "worker"]
			return [*args, "--queue", "default,short,long"]

		log = self.log("worker")
		self._start(
			"worker",
			command,
			lambda: "istening on" in log.read_text(errors="replace"),
			60,
			self.settings.sites,
		)

	def start_realtime(self) -> None:
		"""Start the realtime server."""

		def command() -> list[str]:
			args = [system.need("node"), str(self.settings.node / "realtime.mjs")]
			args += ["--port", str(self.ports["realtime"])]
			args += ["--redis", f"redis://127.0.0.1:{self.ports['redis_queue']}"]
			return [*args, "--web", f"{self.ports['web']},{self.ports['web_test']}"]

		def answers() -> bool:
			url = f"http://127.0.0.1:{self.ports['realtime']}/socket.io/?EIO=4&transport=polling"
			with _direct.open(url, timeout=5) as answer:
				return answer.status == 200

		self._start("realtime", command, answers, 30, self.settings.node)

	def _start(
		self,
		name: str,
		command: Callable[[], Sequence[str]],
		ready: Callable[[], bool],
		seconds: float,
		cwd: Path | None = None,
		env: dict[str, str] | None = None,
	) -> None:
		"""Start a server and wait for it; with a taken port, once more on another one."""
		if self.running(name):
			if not self._wait(name, ready, 20):
				raise BenchError(
					f"{name} berjalan tetapi tidak menjawab. Coba ./dev down, lalu ulangi.", self.log(name)
				)
			return
		for attempt in range(3):
			if name in self.ports.numbers:
				self.ports.ensure_free(name)
			self.log(name).unlink(missing_ok=True)
			self.log(name).touch()
			spawn(command(), self.pidfile(name), self.log(name), cwd or self.settings.run, env)
			if self._wait(name, ready, seconds):
				return
			end(self.pidfile(name), patience=2)
			taken = name in self.ports.numbers and not self.ports.free(self.ports[name])
			if not taken or name in self.settings.fixed_ports or attempt == 2:
				raise from_log(f"Menjalankan {name}", self.log(name))

	def _wait(self, name: str, ready: Callable[[], bool], seconds: float) -> bool:
		deadline = time.monotonic() + seconds
		while time.monotonic() < deadline:
			try:
				# A stranger on the same port would answer too, so our own process must live as well.
				if ready() and self.running(name):
					return True
			except (OSError, ValueError):
				pass
			if not self.running(name):
				return False
			time.sleep(0.1)
		return False

	# -- end
	def stop(self, names: Iterable[str]) -> list[str]:
		"""Stop the named servers; the names of those that ran."""
		return [name for name in names if end(self.pidfile(name))]

	def stop_all(self) -> list[str]:
		"""Stop every server of this bench, those that use others first."""
		return self.stop((*APP_SERVERS, *REDIS)) + self.stop_databases(KINDS)

	def stop_databases(self, kinds: Iterable[str]) -> list[str]:
		"""Stop the database servers among the named ones; the names of those that ran."""
		return [kind for kind in kinds if kind in self.databases and self.databases[kind].stop()]


# Never by a proxy: these are loopback addresses.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
