"""The database servers and everything that talks to them as their superuser: one class for each kind."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from devbench import system
from devbench.config import Ports, Settings, secret, write_atomic
from devbench.errors import BenchError, from_log
from devbench.procs import Commands, clean_env, end, living, record, spawn

_NAME = re.compile(r"^[A-Za-z0-9_]+$")


class Database(ABC):
	"""A private server: own data folder, loopback only, random password of its superuser."""

	kind: ClassVar[str]
	"""As the framework names it."""
	title: ClassVar[str]
	port: ClassVar[str]
	"""Its name among the ports."""
	root: ClassVar[str]
	"""Its superuser."""
	folder: ClassVar[str]
	program: ClassVar[str]
	programs: ClassVar[Mapping[str, tuple[str, ...]]]
	"""Program -> Debian packages that bring it."""
	new_site: ClassVar[Sequence[str]]
	"""What the framework's new-site wants to be told."""
	stop_signal: ClassVar[int] = signal.SIGTERM

	def __init__(self, settings: Settings, ports: Ports, commands: Commands):
		self.settings = settings
		self.ports = ports
		self.commands = commands
		self.data = settings.home / self.folder
		self.pidfile = settings.run / f"{self.kind}.json"
		self.log = settings.logs / f"{self.kind}.log"

	def initialise(self, log: Path) -> None:
		"""Make an empty data folder, whole or not at all."""
		self.stop()
		part = self.data.with_name(f"{self.folder}.part")
		shutil.rmtree(part, ignore_errors=True)
		shutil.rmtree(self.data, ignore_errors=True)
		self._fill(part, log)
		os.replace(part, self.data)

	@property
	def running(self) -> bool:
		return living(self.pidfile) is not None

	def start(self) -> None:
		"""Start the server if it does not run; wait until it answers."""
		self._adopt()
		if not self.running:
			for _ in range(3):
				self.ports.ensure_free(self.port)
				self.log.unlink(missing_ok=True)
				self._spawn()
				if self._wait(60):
					break
				# One that runs but never answered would hold the data folder.
				self.stop()
				if self.port in self.settings.fixed_ports or self.ports.free(self.ports[self.port]):
					raise from_log(f"Menjalankan {self.title}", self.log)
			else:
				raise from_log(f"Menjalankan {self.title}", self.log)
		elif not self._wait(20):
			raise BenchError(
				f"{self.title} berjalan tetapi tidak menjawab. Coba ./dev down, lalu ulangi.", self.log
			)
		self._prepare()

	def _adopt(self) -> None:
		"""Recognise a server on our data folder whose record was lost in a kill just after its start."""
		if self.running:
			return
		wanted = self._data_option().encode()
		for entry in Path("/proc").glob("[0-9]*"):
			try:
				words = (entry / "cmdline").read_bytes().split(b"\0")
			except OSError:
				continue
			if words[0].endswith(self.program.encode()) and wanted in words:
				record(self.pidfile, int(entry.name))

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
			return self._client("SELECT 1").returncode == 0
		except OSError:
			return False

	def stop(self) -> bool:
		"""Stop the server; True if it ran."""
		return end(self.pidfile, patience=30, how=self.stop_signal)

	def sql(self, *statements: str) -> str:
		"""Run statements as superuser; their output."""
		return self._must(self._client(*statements))

	def _must(self, result: subprocess.CompletedProcess) -> str:
		if result.returncode:
			raise BenchError(f"{self.title}: {result.stderr.strip()[:300]}", self.log)
		return result.stdout

	def dump(self, name: str, target: Path, log: Path) -> None:
		"""Write a database to a file, whole or not at all."""
		_check(name)
		part = target.with_suffix(".part")
		args = self._dump_command(name)
		self.commands.run("Menyimpan potret basis data", args, log, env=self._root_env(), stdout=part)
		os.replace(part, target)

	@abstractmethod
	def _fill(self, part: Path, log: Path) -> None:
		"""Make an empty data folder."""

	@abstractmethod
	def _data_option(self) -> str:
		"""The word on the server's command line that names our data folder."""

	@abstractmethod
	def _spawn(self) -> None:
		"""Start the server process."""

	def _prepare(self) -> None:  # noqa: B027 — most need nothing
		"""What a server that answers still needs."""

	@abstractmethod
	def _root_env(self) -> dict[str, str]:
		"""The superuser's password, as the client programs take it."""

	@abstractmethod
	def _client(self, *statements: str) -> subprocess.CompletedProcess:
		"""Run the command-line client as superuser."""

	@abstractmethod
	def _dump_command(self, name: str) -> list[str]:
		"""The command that writes a database to its output."""

	@abstractmethod
	def fresh(self, name: str, password: str) -> None:
		"""An empty database with a user of the same name that may do all in it, and nothing else."""

	@abstractmethod
	def drop(self, name: str) -> None:
		"""Remove a database and its user."""

	@abstractmethod
	def has(self, name: str) -> bool:
		"""Whether a database exists and is not empty."""

	@abstractmethod
	def restore(self, name: str, password: str, source: Path, log: Path) -> None:
		"""Make a database anew from a file."""


class MariaDB(Database):
	"""MariaDB; as root too, on a socket beside its port."""

	kind = "mariadb"
	title = "MariaDB"
	port = "db"
	root = "root"
	folder = "db"
	program = "mariadbd"
	# The `-core` package has the server without a system service.
	programs: ClassVar = {
		"mariadbd": ("mariadb-server-core", "mariadb-client"),
		"mariadb-install-db": ("mariadb-server-core", "mariadb-client"),
		"mariadb": ("mariadb-client",),
		"mariadb-dump": ("mariadb-client",),
	}
	new_site = ("--no-mariadb-socket",)

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

	def _fill(self, part: Path, log: Path) -> None:
		args = [system.need("mariadb-install-db"), "--no-defaults", f"--datadir={part}", "--skip-test-db"]
		args.append("--auth-root-authentication-method=normal")
		if os.geteuid() == 0:
			args.append("--user=root")
		self.commands.run("Menyiapkan folder MariaDB", args, log)

	def _data_option(self) -> str:
		return f"--datadir={self.data}"

	def _spawn(self) -> None:
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
		args = [
			system.need(self.program),
			"--no-defaults",
			self._data_option(),
			f"--socket={self.socket}",
			f"--port={self.ports[self.port]}",
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

	def _root_env(self) -> dict[str, str]:
		return {"MYSQL_PWD": secret(self.settings, "db-root")}

	def _login(self, program: str) -> list[str]:
		return [system.need(program), "--no-defaults", "-uroot", f"--socket={self.socket}"]

	def _client(self, *statements: str) -> subprocess.CompletedProcess:
		return _run([*self._login("mariadb"), "-N", "-B", "-e", "; ".join(statements)], self._root_env())

	def _dump_command(self, name: str) -> list[str]:
		args = [*self._login("mariadb-dump"), "--single-transaction", "--quick", "--skip-comments"]
		return [*args, "--skip-add-drop-table", "--skip-triggers", "--no-tablespaces", name]

	def fresh(self, name: str, password: str) -> None:
		_check(name)
		self.sql(
			f"DROP DATABASE IF EXISTS `{name}`",
			f"CREATE DATABASE `{name}`",
			f"CREATE OR REPLACE USER `{name}`@`%` IDENTIFIED BY '{password}'",
			f"GRANT ALL ON `{name}`.* TO `{name}`@`%`",
		)

	def drop(self, name: str) -> None:
		_check(name)
		self.sql(f"DROP DATABASE IF EXISTS `{name}`", f"DROP USER IF EXISTS `{name}`@`%`")

	def has(self, name: str) -> bool:
		_check(name)
		query = f"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{name}'"
		return int(self.sql(query).strip() or 0) > 0

	def restore(self, name: str, password: str, source: Path, log: Path) -> None:
		self.fresh(name, password)
		args = [*self._login("mariadb"), "--init-command=SET unique_checks=0, foreign_key_checks=0", name]
		self.commands.run("Memulihkan basis data", args, log, env=self._root_env(), stdin=source)


class Postgres(Database):
	"""PostgreSQL; it refuses to run as root, there it gets an unprivileged user."""

	kind = "postgres"
	title = "PostgreSQL"
	port = "db_pg"
	root = "postgres"
	folder = "db-pg"
	program = "postgres"
	programs: ClassVar = {
		"initdb": ("postgresql",),
		"postgres": ("postgresql",),
		# The framework's new-site calls it by name.
		"psql": ("postgresql",),
	}
	new_site = ("--db-type", "postgres")
	# Fast: the default would wait for every client to leave.
	stop_signal = signal.SIGINT

	def _program(self, name: str) -> str:
		"""A program of the same version as the server."""
		return str(Path(system.need("initdb")).resolve().with_name(name))

	def _fill(self, part: Path, log: Path) -> None:
		user = unprivileged()
		_reachable(self.settings.home, user)
		password = self.settings.home / "db-pg.password"
		part.mkdir(mode=0o700)
		write_atomic(password, secret(self.settings, "db-root") + "\n", 0o600)
		if user:
			for path in (part, password):
				os.chown(path, user.pw_uid, user.pw_gid)
		args = [*_become(user), self._program("initdb"), "-D", part, "-U", self.root, "--no-sync"]
		args += ["--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8"]
		# Sorts as people do, as the other database's collation does.
		args += ["--locale-provider=icu", "--icu-locale=id"]
		try:
			self.commands.run("Menyiapkan folder PostgreSQL", args, log, cwd=part)
		finally:
			password.unlink(missing_ok=True)

	def _data_option(self) -> str:
		return str(self.data)

	def _spawn(self) -> None:
		user = unprivileged()
		_reachable(self.settings.home, user)
		options = {
			"listen_addresses": "127.0.0.1",
			"port": self.ports[self.port],
			"unix_socket_directories": "",
			"shared_buffers": "256MB",
			"max_wal_size": "1GB",
			# A throw-away database: it survives a killed process, not a power cut.
			"fsync": "off",
			"synchronous_commit": "off",
			"full_page_writes": "off",
		}
		args = [*_become(user), self._program(self.program), "-D", self._data_option()]
		for key, value in options.items():
			args += ["-c", f"{key}={value}"]
		spawn(args, self.pidfile, self.log, self.data)

	def _prepare(self) -> None:
		# The framework makes a site's database as superuser and fills it as the site's user.
		self._must(self._client("GRANT ALL ON SCHEMA public TO PUBLIC", database="template1"))

	def _root_env(self) -> dict[str, str]:
		return {"PGPASSWORD": secret(self.settings, "db-root")}

	def _login(self, program: str, user: str, database: str) -> list[str]:
		where = ["-h", "127.0.0.1", "-p", str(self.ports[self.port]), "-U", user, "-d", database]
		return [self._program(program), "--no-password", *where]

	def _psql(self, user: str, database: str) -> list[str]:
		return [*self._login("psql", user, database), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]

	def _client(self, *statements: str, database: str = "postgres") -> subprocess.CompletedProcess:
		words = [word for statement in statements for word in ("-c", statement)]
		return _run([*self._psql(self.root, database), *words], self._root_env())

	def _dump_command(self, name: str) -> list[str]:
		return [*self._login("pg_dump", self.root, name), "--no-owner", "--no-privileges", "--no-comments"]

	def fresh(self, name: str, password: str) -> None:
		self.drop(name)
		self.sql(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'", f"CREATE DATABASE {name} OWNER {name}")

	def drop(self, name: str) -> None:
		_check(name)
		self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"DROP ROLE IF EXISTS {name}")

	def has(self, name: str) -> bool:
		_check(name)
		if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'").strip():
			return False
		query = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'"
		return int(self._must(self._client(query, database=name)).strip()) > 0

	def restore(self, name: str, password: str, source: Path, log: Path) -> None:
		self.fresh(name, password)
		args = [*self._psql(name, name), "-o", os.devnull, "--single-transaction"]
		self.commands.run("Memulihkan basis data", args, log, env={"PGPASSWORD": password}, stdin=source)


KINDS: dict[str, type[Database]] = {database.kind: database for database in (MariaDB, Postgres)}


def unprivileged() -> pwd.struct_passwd | None:
	"""Whom a server that refuses root runs as; None when we are not root."""
	if os.geteuid() != 0:
		return None
	for name in ("postgres", "nobody"):
		try:
			return pwd.getpwnam(name)
		except KeyError:
			continue
	raise BenchError("Tidak ada pengguna sistem postgres atau nobody untuk menjalankan PostgreSQL.")


def _become(user: pwd.struct_passwd | None) -> list[str]:
	if user is None:
		return []
	return [system.need("setpriv"), f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _reachable(home: Path, user: pwd.struct_passwd | None) -> None:
	"""Refuse a folder that the server's user cannot get into, instead of letting the server tell it."""
	for folder in (home, *home.parents) if user else ():
		found = folder.stat()
		bits = found.st_mode >> (
			6 if found.st_uid == user.pw_uid else 3 if found.st_gid == user.pw_gid else 0
		)
		if not bits & 1:
			raise BenchError(
				f"PostgreSQL tidak mau berjalan sebagai root, dan pengguna {user.pw_name} tidak dapat masuk ke"
				f" {folder}. Pilih DEVBENCH_DIR di folder yang terbuka, misalnya /var/tmp/devbench."
			)


def _run(args: Sequence[str], env: Mapping[str, str]) -> subprocess.CompletedProcess:
	return subprocess.run(args, env=clean_env(env), capture_output=True, text=True, stdin=subprocess.DEVNULL)


def _check(name: str) -> None:
	if not _NAME.match(name):
		raise BenchError(f"Nama basis data tidak sah: {name!r}")
