"""Runs the tests on a bench that stands elsewhere: an ordinary one, whose servers and settings are its owner's.

Nothing of that bench is configured, started or stopped here. Only the browser tests may need a web
server; one of our own is started on a free loopback port if the bench serves none.
"""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devbench import system, testing
from devbench.config import APP, PORT_RANGE, Settings, is_free
from devbench.errors import BenchError, from_log
from devbench.plan import Bench
from devbench.procs import clean_env, end, living, spawn

PARTS = ("site", "browser")
WRITE = "--tulis-data"
THROW_AWAY = "--situs-buangan"


@dataclass(frozen=True)
class Target:
	"""The bench and site that were named, and what may be done there."""

	bench: Path
	site: str
	write: bool = False
	throw_away: bool = False


def target_of(words: list[str]) -> Target | None:
	"""Take --bench, --site and the two permissions out of `words`; None if no bench is named.

	Raises BenchError where a value or the site is missing.
	"""
	values: dict[str, str] = {}
	flags: set[str] = set()
	rest: list[str] = []
	queue = list(words)
	while queue:
		word = queue.pop(0)
		name, equals, value = word.partition("=")
		if name in ("--bench", "--site"):
			if not equals:
				value = queue.pop(0) if queue else ""
			if not value or value.startswith("--"):
				raise BenchError(f"{name} memerlukan nilai.")
			values[name] = value
		elif word in (WRITE, THROW_AWAY):
			flags.add(word)
		else:
			rest.append(word)
	if "--bench" not in values:
		if values or flags:
			raise BenchError(f"{next(iter([*values, *flags]))} hanya berlaku bersama --bench JALUR.")
		return None
	if "--site" not in values:
		raise BenchError("Sebut situsnya: --site NAMA.")
	words[:] = rest
	path = Path(values["--bench"]).expanduser().absolute()
	return Target(path, values["--site"], WRITE in flags, THROW_AWAY in flags)


# -- what stands there


def find_fault(target: Target) -> str | None:
	"""Why this folder is no bench with that site, in a sentence; None if it is."""
	bench, site = target.bench, target.site
	if not bench.is_dir():
		return f"{bench} bukan folder."
	for part in ("apps/frappe", "sites", "env/bin/python", "sites/common_site_config.json"):
		if not (bench / part).exists():
			return f"{bench} bukan folder bench: {part} tidak ada."
	if "/" in site or site in (".", "..", "assets"):
		return f"Nama situs tidak sah: {site!r}."
	if not (bench / "sites" / site / "site_config.json").is_file():
		known = sorted(p.parent.name for p in (bench / "sites").glob("*/site_config.json"))
		return f"Situs {site} tidak ada di {bench}; yang ada: {', '.join(known) or 'tidak satu pun'}."
	if not (bench / "apps" / APP).exists():
		return f"Aplikasi {APP} tidak ada di {bench}/apps; ambil dulu dengan bench get-app."
	return None


@dataclass(frozen=True)
class Facts:
	"""What the bench's own Python tells of the site."""

	frappe: str
	basis_data: str
	aplikasi: Sequence[str]
	salinan: str
	versi: str
	allow_tests: bool
	pengembang: bool
	sandi_cocok: bool
	wizard_selesai: bool
	bahasa: str
	tertinggal: Sequence[str] = ()
	data_asing: dict[str, int] = field(default_factory=dict)


def refusal(target: Target, facts: Facts) -> str | None:
	"""Why the tests must not run there, in a sentence; None if they may."""
	if not facts.salinan:
		return f"Python bench itu tidak mengenal {APP}: pasang dengan env/bin/pip install -e apps/{APP}."
	if APP not in facts.aplikasi:
		return (
			f"Aplikasi belum terpasang di situs {target.site}: bench --site {target.site} install-app {APP}."
		)
	if facts.tertinggal:
		return (
			f"Situs {target.site} belum mengikuti kode ({', '.join(facts.tertinggal)}): "
			f"bench --site {target.site} migrate."
		)
	if not facts.allow_tests:
		return (
			f"Situs {target.site} tidak mengizinkan uji. Uji menulis ke basis data; bila situs ini memang untuk "
			f"itu: bench --site {target.site} set-config allow_tests true."
		)
	if facts.data_asing:
		what = ", ".join(f"{n} {doctype}" for doctype, n in facts.data_asing.items())
		if target.throw_away:
			return f"Situs {target.site} berisi data yang bukan dari uji ({what}), jadi bukan situs buangan."
		if not target.write:
			return (
				f"Situs {target.site} berisi data yang bukan dari uji ({what}). Pakai situs uji sendiri, atau "
				f"tambahkan {WRITE} bila data itu boleh bercampur data uji."
			)
	return None


def refusal_of_browser(target: Target, facts: Facts) -> str | None:
	"""Why the browser would get nowhere on that site, in a sentence; None if it would."""
	if not facts.wizard_selesai:
		return f"Situs {target.site} masih menampilkan wizard penyiapan: jawab dulu wizard itu di peramban."
	if facts.bahasa != "id":
		return (
			f"Uji peramban membaca tulisan Indonesia, tetapi bahasa situs {target.site} adalah {facts.bahasa}: "
			"pilih id di System Settings."
		)
	if not facts.sandi_cocok:
		return f"DEVBENCH_ADMIN_PASSWORD bukan sandi Administrator di situs {target.site}."
	if not system.chromium():
		return "Uji peramban memerlukan Chromium: pasang, atau sebut di DEVBENCH_CHROMIUM."
	return None


def describe(facts: Facts, repo: Path) -> str:
	"""One line: what is about to be tested."""
	own = Path(facts.salinan) == (repo / APP).resolve()
	copy = "klon ini" if own else f"salinan bench di {facts.salinan}, bukan klon ini"
	mode = "mode pengembang" if facts.pengembang else "bukan mode pengembang"
	return f"Frappe {facts.frappe}, {facts.basis_data}, {mode}; {APP} {facts.versi} ({copy})"


def ask(settings: Settings, password: str) -> Facts:
	"""Ask the bench's Python about the site; raises BenchError with the cause if it cannot tell."""
	script = settings.repo / "devbench" / "inside" / "periksa.py"
	answer = subprocess.run(
		[str(settings.python), str(script), settings.test_site],
		cwd=settings.sites,
		env=clean_env({"PYTHONDONTWRITEBYTECODE": "1"}),
		input=password + "\n",
		capture_output=True,
		text=True,
		timeout=120,
	)
	line = next((row for row in answer.stdout.splitlines() if row.startswith("SITUS{")), None)
	if line is None:
		last = (answer.stderr.strip() or answer.stdout.strip() or "-").splitlines()[-1]
		raise BenchError(
			f"Situs {settings.test_site} tidak dapat dibuka: {last[:300]}\n"
			"  Basis data dan Redis bench itu harus menyala (bench start)."
		)
	return Facts(**json.loads(line.removeprefix("SITUS")))


# -- running


@dataclass(frozen=True)
class OutsideSettings(Settings):
	"""The settings of this clone with the bench of somebody else; tools, logs and records stay ours."""

	place: Path = Path()

	@property
	def bench(self) -> Path:
		return self.place

	def prepare(self) -> None:
		"""Make our own folders only."""
		Settings(self.repo, self.home).prepare()


class OutsideRun(testing.TestRun):
	"""One run on a bench that is not ours."""

	def outside(self, folders: Sequence[Path]) -> None:
		"""Tests through browser and REST, on the bench's own server or one of ours."""
		s = self.settings
		if not _built(s.sites):
			raise BenchError("Berkas layar belum dibangun di bench itu: jalankan bench build.")
		with self._web() as port:
			self.port = port
			self._pytest("uji dari luar", folders, clean_env(self.outside_env()), "outside")

	@contextmanager
	def _web(self):
		s = self.settings
		config = bench_config(s.sites)
		theirs = int(config.get("webserver_port") or 8000)
		if is_local(s.test_site) and serves(theirs, s.test_site):
			print(f"  peladen web bench itu dipakai: port {theirs}", flush=True)
			yield theirs
			return
		port = free_port()
		log = s.logs / "web-luar.log"
		log.unlink(missing_ok=True)
		# Beside the records of commands: whatever ends this run, the next one ends what is left of it.
		record = s.run / "steps" / f"web-luar-{os.getpid()}.json"
		record.parent.mkdir(parents=True, exist_ok=True)
		script = s.repo / "devbench" / "inside" / "web.py"
		args = [s.python, script, "--port", str(port), "--site", s.test_site]
		try:
			spawn(args, record, log, s.sites, {"DEV_SERVER": "1", "PYTHONDONTWRITEBYTECODE": "1"})
			deadline = time.monotonic() + 60
			while not serves(port, s.test_site):
				if living(record) is None or time.monotonic() > deadline:
					raise from_log("Menjalankan peladen web", log)
				time.sleep(0.2)
			print(f"  peladen web sendiri di port {port}, dimatikan sesudahnya", flush=True)
			yield port
		finally:
			end(record)

	def outside_env(self) -> dict[str, str]:
		"""What tests from outside need to know; addresses of data servers are the bench's."""
		s = self.settings
		config = bench_config(s.sites) | bench_config(s.sites / s.test_site, "site_config.json")
		return {
			"DEVBENCH_URL": f"http://{s.test_site if is_local(s.test_site) else '127.0.0.1'}:{self.port}",
			"DEVBENCH_HTTP": f"http://127.0.0.1:{self.port}",
			"DEVBENCH_SITE": s.test_site,
			"DEVBENCH_DIR": str(s.home),
			"DEVBENCH_BENCH": str(s.bench),
			"DEVBENCH_PYTHON": str(s.python),
			"DEVBENCH_ADMIN_PASSWORD": s.admin_password,
			"DEVBENCH_CHROMIUM": system.chromium() or "",
			"DEVBENCH_PORT_DB": str(config.get("db_port") or ""),
			"DEVBENCH_PORT_CACHE": _port_of(config.get("redis_cache")),
			"DEVBENCH_PORT_QUEUE": _port_of(config.get("redis_queue")),
			"DEVBENCH_PORT_REALTIME": str(config.get("socketio_port") or ""),
		}


def run(settings: Settings, target: Target, part: str | None, extra: Sequence[str]) -> testing.Counts:
	"""Check the bench and the site, then run the wanted parts there; the counts.

	Raises BenchError if the tests must not run there.
	"""
	if fault := find_fault(target):
		raise BenchError(fault)
	ours = OutsideSettings(
		repo=settings.repo,
		home=settings.home,
		test_site=target.site,
		admin_password=settings.admin_password,
		place=target.bench,
	)
	facts = ask(ours, ours.admin_password)
	print(f"{target.bench}, situs {target.site}: {describe(facts, settings.repo)}", flush=True)
	if reason := refusal(target, facts):
		raise BenchError(reason)
	wanted = (part,) if part else PARTS
	folders = folders_for(target, settings.repo) if "browser" in wanted else []
	if folders and (reason := refusal_of_browser(target, facts)):
		raise BenchError(reason)
	bench = Bench(ours)
	tests = OutsideRun(bench, extra)
	if folders:
		bench.set_up_tools()
	if "site" in wanted:
		tests.site()
	if folders:
		tests.outside(folders)
	return tests.total


def folders_for(target: Target, repo: Path) -> list[Path]:
	"""Folders of outside tests that may run there: those that take the site apart on a throw-away one only."""
	return [f for f in testing.outside_folders(repo) if f.name != "pemasangan" or target.throw_away]


def bench_config(folder: Path, name: str = "common_site_config.json") -> dict:
	"""A configuration file of the bench; raises BenchError if it is no JSON."""
	try:
		return json.loads((folder / name).read_text())
	except (OSError, ValueError) as e:
		raise BenchError(f"{folder / name} tidak terbaca: {e}") from e


def free_port() -> int:
	"""A loopback port that nobody listens on."""
	start = os.getpid() % len(PORT_RANGE)
	for i in range(len(PORT_RANGE)):
		port = PORT_RANGE[(start + i) % len(PORT_RANGE)]
		if is_free(port):
			return port
	raise BenchError("Tidak ada port loopback yang bebas.")


def is_local(site: str) -> bool:
	"""Whether the browser comes to this machine by the site's name; our own server needs no name."""
	if site.endswith(".localhost"):
		return True
	try:
		return socket.gethostbyname(site).startswith("127.")
	except OSError:
		return False


def serves(port: int, site: str) -> bool:
	"""Whether a web server on this port answers for the site, with the files of the desk."""
	try:
		for path, sign in (("/api/method/ping", b"pong"), ("/assets/assets.json", b"{")):
			request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": site})
			with _direct.open(request, timeout=10) as answer:
				if sign not in answer.read():
					return False
	except (OSError, ValueError):
		return False
	return True


def _built(sites: Path) -> bool:
	try:
		return "desk.bundle.js" in json.loads((sites / "assets" / "assets.json").read_text())
	except (OSError, ValueError):
		return False


def _port_of(url: str | None) -> str:
	return (url or "").rpartition(":")[2].partition("/")[0]


_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
