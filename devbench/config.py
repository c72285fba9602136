"""Settings: where the bench is, what its sites are called, which ports it uses."""

import json
import os
import secrets
import socket
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from devbench.errors import BenchError

APP = "transformasi_asn"
MARKER = "DEVBENCH"
MARKER_TEXT = "Folder ini dibuat oleh ./dev dan boleh dihapus dengan ./dev reset.\n"

# kind of database, as the framework names it -> mark in the names of what belongs to it alone
DATABASES = {"mariadb": "", "postgres": "-pg"}

# port name -> environment variable that fixes it
PORTS = {
	"db": "DEVBENCH_PORT_DB",
	"db_pg": "DEVBENCH_PORT_DB_PG",
	"redis_cache": "DEVBENCH_PORT_CACHE",
	"redis_queue": "DEVBENCH_PORT_QUEUE",
	"web": "DEVBENCH_PORT_WEB",
	"web_test": "DEVBENCH_PORT_WEB_TEST",
	"realtime": "DEVBENCH_PORT_REALTIME",
}
# Below the range that the kernel gives to outgoing connections.
PORT_RANGE = range(21_000, 31_000)


def repo_root() -> Path:
	"""The repository that this package stands in."""
	return Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
	"""Everything that the environment may change, read once."""

	repo: Path
	home: Path
	demo_site: str = "demo.localhost"
	test_site: str = "test.localhost"
	bench_site: str = "bench.localhost"
	stock_site: str = "bench-stok.localhost"
	admin_password: str = "admin"
	db: str = "mariadb"
	fixed_ports: Mapping[str, int] = field(default_factory=dict)
	wheel: Path | None = None

	@classmethod
	def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
		"""Settings from DEVBENCH_* variables; a wrong value is told, not guessed around."""
		env = os.environ if env is None else env
		repo = repo_root()
		home = Path(env.get("DEVBENCH_DIR") or repo / ".devbench").expanduser().absolute()
		fixed: dict[str, int] = {}
		for name, variable in PORTS.items():
			text = env.get(variable, "").strip()
			if not text:
				continue
			if not text.isdigit() or not 1 <= int(text) <= 65535:
				raise BenchError(f"{variable}={text}: bukan nomor port (1-65535).")
			fixed[name] = int(text)
		if len(set(fixed.values())) != len(fixed):
			raise BenchError("Dua variabel DEVBENCH_PORT_… memuat port yang sama.")
		db = env.get("DEVBENCH_DB") or cls.db
		if db not in DATABASES:
			raise BenchError(f"Basis data {db!r} tidak dikenal; pilihannya: {', '.join(DATABASES)}.")
		demo = _marked(env.get("DEVBENCH_DEMO_SITE") or cls.demo_site, DATABASES[db])
		test = _marked(env.get("DEVBENCH_TEST_SITE") or cls.test_site, DATABASES[db])
		if demo == test:
			raise BenchError("DEVBENCH_DEMO_SITE dan DEVBENCH_TEST_SITE tidak boleh sama.")
		bench, stock = (_marked(name, DATABASES[db]) for name in (cls.bench_site, cls.stock_site))
		if {demo, test} & {bench, stock}:
			raise BenchError(f"{bench} dan {stock} dibuat baru oleh ./dev bench; pilih nama lain.")
		for name in (demo, test):
			if not name.replace(".", "").replace("-", "").replace("_", "").isalnum() or name in (
				"assets",
				".",
			):
				raise BenchError(f"Nama situs tidak sah: {name!r}.")
		wheel = env.get("DEVBENCH_WHEEL")
		return cls(
			repo=repo,
			home=home,
			demo_site=demo,
			test_site=test,
			bench_site=bench,
			stock_site=stock,
			db=db,
			admin_password=env.get("DEVBENCH_ADMIN_PASSWORD") or cls.admin_password,
			fixed_ports=fixed,
			wheel=Path(wheel).expanduser() if wheel else None,
		)

	@property
	def mark(self) -> str:
		"""What tells this database's sites, stamps and snapshots from those of the other kinds."""
		return DATABASES[self.db]

	# folders and files of the bench
	@property
	def bench(self) -> Path:
		return self.home / "bench"

	@property
	def sites(self) -> Path:
		return self.bench / "sites"

	@property
	def python(self) -> Path:
		"""The framework's Python."""
		return self.bench / "env" / "bin" / "python"

	@property
	def tools_python(self) -> Path:
		"""The Python of the test and lint tools; it has no framework."""
		return self.home / "tools" / "bin" / "python"

	@property
	def uv(self) -> Path:
		return self.home / "uv" / "bin" / "uv"

	@property
	def node(self) -> Path:
		"""Node packages and scripts of the desk build and the realtime server."""
		return self.home / "node"

	@property
	def run(self) -> Path:
		return self.home / "run"

	@property
	def logs(self) -> Path:
		return self.home / "logs"

	@property
	def stamps(self) -> Path:
		return self.home / "stamps"

	@property
	def snapshots(self) -> Path:
		return self.home / f"snapshots{self.mark}"

	@property
	def app(self) -> Path:
		return self.repo / APP

	def prepare(self) -> None:
		"""Make the folder, marked as ours; a folder that is somebody else's is refused."""
		marker = self.home / MARKER
		if not marker.exists():
			if self.home.is_dir() and any(self.home.iterdir()):
				raise BenchError(f"{self.home} sudah ada dan bukan buatan ./dev. Pilih DEVBENCH_DIR lain.")
			try:
				self.home.mkdir(parents=True, exist_ok=True)
				marker.write_text(MARKER_TEXT)
			except OSError as e:
				raise BenchError(f"Folder {self.home} tidak dapat dibuat: {e.strerror}.") from e
		bench = (self.bench / "apps", self.bench / "logs", self.sites)
		for folder in (self.run, self.logs, self.stamps, self.snapshots, *bench):
			folder.mkdir(parents=True, exist_ok=True)

	@property
	def is_ours(self) -> bool:
		"""Whether the folder carries our mark, so that it may be deleted."""
		try:
			return (self.home / MARKER).read_text() == MARKER_TEXT
		except OSError:
			return False


def _marked(site: str, mark: str) -> str:
	host, dot, domain = site.partition(".")
	return f"{host}{mark}{dot}{domain}"


def write_atomic(path: Path, text: str, mode: int = 0o644) -> None:
	"""Write beside and rename, so that a reader sees the old file or the whole new one."""
	part = path.with_name(f".{path.name}.{os.getpid()}.part")
	fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
	with os.fdopen(fd, "w") as f:
		f.write(text)
	os.chmod(part, mode)
	os.replace(part, path)


def is_free(port: int) -> bool:
	"""Whether a server could listen on this loopback port now."""
	with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
		s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			s.bind(("127.0.0.1", port))
		except OSError:
			return False
	return True


class Ports:
	"""The bench's ports: picked once, kept in a state file, picked anew when somebody else took one."""

	def __init__(self, settings: Settings, free: Callable[[int], bool] = is_free):
		self.settings = settings
		self.free = free
		self.file = settings.home / "ports.json"
		self.numbers: dict[str, int] = {}

	def load(self) -> "Ports":
		"""Read the state file; pick what is missing."""
		try:
			saved = json.loads(self.file.read_text())
		except (OSError, ValueError):
			saved = {}
		known = {k: v for k, v in saved.items() if k in PORTS and isinstance(v, int)}
		self.numbers = {**known, **self.settings.fixed_ports}
		for name in PORTS:
			if name not in self.numbers or self._clash(name):
				self.numbers[name] = self._pick()
		self.save()
		return self

	def _clash(self, name: str) -> bool:
		if name in self.settings.fixed_ports:
			return False
		return any(other != name and port == self.numbers[name] for other, port in self.numbers.items())

	def _pick(self) -> int:
		size = len(PORT_RANGE)
		start = zlib.crc32(str(self.settings.home).encode()) % size
		taken = set(self.numbers.values())
		for i in range(size):
			port = PORT_RANGE[(start + i) % size]
			if port not in taken and self.free(port):
				return port
		raise BenchError(f"Tidak ada port bebas antara {PORT_RANGE.start} dan {PORT_RANGE.stop}.")

	def ensure_free(self, name: str) -> bool:
		"""Make sure that a server about to start can have its port; True if another one was picked."""
		port = self.numbers[name]
		if self.free(port):
			return False
		if name in self.settings.fixed_ports:
			raise BenchError(f"Port {port} ({PORTS[name]}) sudah dipakai program lain.")
		self.numbers[name] = self._pick()
		self.save()
		return True

	def save(self) -> None:
		write_atomic(self.file, json.dumps(self.numbers, indent=1) + "\n")

	def __getitem__(self, name: str) -> int:
		return self.numbers[name]


def secret(settings: Settings, name: str) -> str:
	"""A random password that is made once and kept readable for its owner only."""
	path = settings.home / name
	try:
		text = path.read_text().strip()
	except OSError:
		text = ""
	if not text:
		text = secrets.token_hex(16)
		write_atomic(path, text + "\n", 0o600)
	return text
