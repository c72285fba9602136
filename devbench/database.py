"""The database server and everything that talks to it as root. Another kind of database would stand beside it."""

import os
import re
import shutil
import subprocess
import tempfile
import time
import zlib
from pathlib import Path

from devbench import system
from devbench.config import Ports, Settings, secret, write_atomic
from devbench.errors import BenchError, from_log
from devbench.procs import Commands, clean_env, end, living, record, spawn

_NAME = re.compile(r"^[A-Za-z0-9_]+$")


class MariaDB:
	"""A private MariaDB: own data folder, own socket, loopback only, random root password."""

	def __init__(self, settings: Settings, ports: Ports, commands: Commands):
		self.settings = settings
		self.ports = ports
		self.commands = commands
		self.data = settings.home / "db"
		self.pidfile = settings.run / "mariadb.json"
		self.log = settings.logs / "mariadb.log"

	@property
	def socket(self) -> Path:
		"""The socket; a path in a deep folder would be too long for the kernel, then a short one is used."""
		path = self.settings.run / "mariadb.sock"
		if len(str(path)) < 100:
			return path
		name = f"devbench-{os.getuid()}-{zlib.crc32(str(self.settings.home).encode()):08x}"
		folder = Path(tempfile.gettempdir()) / name
		folder.mkdir(mode=0o700, exist_ok=True)
		if folder.stat().st_uid != os.getuid():
			raise BenchError(f"{folder} milik pengguna lain.")
		return folder / "db.sock"

	def initialise(self, log: Path) -> None:
		"""Make an empty data folder, whole or not at all."""
		self.stop()
		part = self.settings.home / "db.part"
		shutil.rmtree(part, ignore_errors=True)
		shutil.rmtree(self.data, ignore_errors=True)
		args = [system.need("mariadb-install-db"), "--no-defaults", f"--datadir={part}", "--skip-test-db"]
		args.append("--auth-root-authentication-method=normal")
		if os.geteuid() == 0:
			args.append("--user=root")
		self.commands.run("Menyiapkan folder MariaDB", args, log)
		os.replace(part, self.data)

	@property
	def running(self) -> bool:
		return living(self.pidfile) is not None

	def start(self) -> None:
		"""Start the server if it does not run; wait until it answers."""
		self._adopt()
		if not self.running:
			for _ in range(3):
				self.ports.ensure_free("db")
				if self._start_once():
					break
				if "db" in self.settings.fixed_ports or self.ports.free(self.ports["db"]):
					raise from_log("Menjalankan MariaDB", self.log)
			else:
				raise from_log("Menjalankan MariaDB", self.log)
		elif not self._wait(20):
			raise BenchError(
				"MariaDB berjalan tetapi tidak menjawab. Coba ./dev down, lalu ulangi.", self.log
			)

	def _adopt(self) -> None:
		"""Recognise a server on our data folder whose record was lost in a kill just after its start."""
		if self.running:
			return
		wanted = f"--datadir={self.data}".encode()
		for entry in Path("/proc").glob("[0-9]*"):
			try:
				words = (entry / "cmdline").read_bytes().split(b"\0")
			except OSError:
				continue
			if words[0].endswith(b"mariadbd") and wanted in words:
				record(self.pidfile, int(entry.name))

	def _start_once(self) -> bool:
		first = self.settings.home / "db-first.sql"
		root = secret(self.settings, "db-root")
		write_atomic(
			first,
			f"ALTER USER 'root'@'localhost' IDENTIFIED BY '{root}';\n"
			f"ALTER USER IF EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '{root}';\n"
			"DELETE FROM mysql.global_priv WHERE User = ''"
			" OR (User = 'root' AND Host NOT IN ('localhost', '127.0.0.1'));\n"
			"FLUSH PRIVILEGES;\n",
			0o600,
		)
		self.socket.unlink(missing_ok=True)
		self.log.unlink(missing_ok=True)
		args = [
			system.need("mariadbd"),
			"--no-defaults",
			f"--datadir={self.data}",
			f"--socket={self.socket}",
			f"--port={self.ports['db']}",
			"--bind-address=127.0.0.1",
			f"--init-file={first}",
			f"--pid-file={self.settings.run / 'mariadb.pid'}",
			"--character-set-server=utf8mb4",
			"--collation-server=utf8mb4_unicode_ci",
			"--skip-log-bin",
			"--innodb-buffer-pool-size=256M",
			"--innodb-log-file-size=128M",
			# A throw-away database: it survives a killed process, not a power cut.
			"--innodb-flush-log-at-trx-commit=0",
			"--innodb-flush-method=nosync",
			"--skip-innodb-doublewrite",
			"--max-allowed-packet=64M",
		]
		if os.geteuid() == 0:
			args.append("--user=root")
		spawn(args, self.pidfile, self.log, self.data)
		return self._wait(60)

	def _wait(self, seconds: float) -> bool:
		deadline = time.monotonic() + seconds
		while time.monotonic() < deadline:
			if self.answers():
				return True
			if not self.running:
				return False
			time.sleep(0.1)
		return False

	def answers(self) -> bool:
		"""Whether the server takes a query from us."""
		try:
			return self.client(["-e", "SELECT 1"]).returncode == 0
		except OSError:
			return False

	def stop(self) -> None:
		end(self.pidfile, patience=30)

	def _root_env(self) -> dict[str, str]:
		return {"MYSQL_PWD": secret(self.settings, "db-root")}

	def _login(self, program: str) -> list[str]:
		return [system.need(program), "--no-defaults", "-uroot", f"--socket={self.socket}"]

	def client(self, args: list[str]) -> subprocess.CompletedProcess:
		"""Run the command-line client as root."""
		return subprocess.run(
			[*self._login("mariadb"), *args],
			env=clean_env(self._root_env()),
			capture_output=True,
			text=True,
			stdin=subprocess.DEVNULL,
		)

	def sql(self, statements: str) -> str:
		"""Run statements as root; their output."""
		result = self.client(["-N", "-B", "-e", statements])
		if result.returncode:
			raise BenchError(f"MariaDB: {result.stderr.strip()[:300]}", self.log)
		return result.stdout

	def fresh(self, name: str, password: str) -> None:
		"""An empty database with a user of the same name that may do all in it, and nothing else."""
		_check(name)
		self.sql(
			f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}`;"
			f"CREATE OR REPLACE USER `{name}`@`%` IDENTIFIED BY '{password}';"
			f"GRANT ALL ON `{name}`.* TO `{name}`@`%`;"
		)

	def drop(self, name: str) -> None:
		"""Remove a database and its user."""
		_check(name)
		self.sql(f"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS `{name}`@`%`;")

	def has(self, name: str) -> bool:
		"""Whether a database exists and is not empty."""
		_check(name)
		query = f"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{name}'"
		return int(self.sql(query).strip() or 0) > 0

	def dump(self, name: str, target: Path, log: Path) -> None:
		"""Write a database to a file, whole or not at all."""
		_check(name)
		part = target.with_suffix(".part")
		args = [*self._login("mariadb-dump"), "--single-transaction", "--quick", "--skip-comments"]
		args += ["--skip-add-drop-table", "--skip-triggers", "--no-tablespaces", name]
		self.commands.run("Menyimpan potret basis data", args, log, env=self._root_env(), stdout=part)
		os.replace(part, target)

	def restore(self, name: str, password: str, source: Path, log: Path) -> None:
		"""Make a database anew from a file."""
		self.fresh(name, password)
		args = [*self._login("mariadb"), "--init-command=SET unique_checks=0, foreign_key_checks=0", name]
		self.commands.run("Memulihkan basis data", args, log, env=self._root_env(), stdin=source)


def _check(name: str) -> None:
	if not _NAME.match(name):
		raise BenchError(f"Nama basis data tidak sah: {name!r}")
