"""Runs the tests and counts them: pure, on a site, from outside."""

import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devbench import system
from devbench.config import APP
from devbench.coverage_areas import Coverage
from devbench.plan import Bench
from devbench.procs import clean_env, end, record

PARTS = ("pure", "site", "browser")
# who sees what: every person, grade and door
MATRIX = "transformasi_asn.permissions.tests.test_matriks"


@dataclass(frozen=True)
class Counts:
	"""How many tests passed, failed, were skipped."""

	passed: int = 0
	failed: int = 0
	skipped: int = 0

	def __add__(self, other: "Counts") -> "Counts":
		return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

	def __str__(self) -> str:
		return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def counts_of_junit(path: Path) -> Counts | None:
	"""Counts from pytest's report; None if there is no readable one."""
	try:
		root = ET.parse(path).getroot()
	except (OSError, ET.ParseError):
		return None
	total = Counts()
	for suite in root.iter("testsuite"):
		tests, failures, errors, skipped = (
			int(suite.get(name) or 0) for name in ("tests", "failures", "errors", "skipped")
		)
		failed = failures + errors
		total += Counts(max(0, tests - failed - skipped), failed, skipped)
	return total


def counts_of_unittest(text: str) -> Counts | None:
	"""Counts from the closing lines of unittest; None if it never got there."""
	ran = re.findall(r"^Ran (\d+) tests? in ", text, re.MULTILINE)
	ends = re.findall(r"^(?:OK|FAILED)(?: \((.*)\))?\s*$", text, re.MULTILINE)
	if not ran:
		return None
	tests = sum(map(int, ran))
	parts: dict[str, int] = {}
	for detail in ends:
		for name, number in re.findall(r"([a-z ]+)=(\d+)", detail):
			parts[name.strip()] = parts.get(name.strip(), 0) + int(number)
	failed = parts.get("failures", 0) + parts.get("errors", 0) + parts.get("unexpected successes", 0)
	skipped = parts.get("skipped", 0) + parts.get("expected failures", 0)
	return Counts(max(0, tests - failed - skipped), failed, skipped)


def failures_of_unittest(text: str) -> str:
	"""The part of unittest's output that tells what failed."""
	at = text.find("\n======")
	return text[at + 1 :].rstrip() if at >= 0 else ""


def has_tests(folder: Path) -> bool:
	"""Whether pytest would find a file in this folder."""
	return folder.is_dir() and any(
		"__pycache__" not in p.parts for pattern in ("test_*.py", "*_test.py") for p in folder.rglob(pattern)
	)


def outside_folders(repo: Path) -> list[Path]:
	"""Folders of tests that see the system from outside: all beside `pure`."""
	tests = repo / "tests"
	if not tests.is_dir():
		return []
	return [
		p
		for p in sorted(tests.iterdir())
		if p.is_dir() and p.name not in ("pure", "__pycache__") and has_tests(p)
	]


def site_tests(repo: Path) -> list[Path]:
	"""Test files that need a site."""
	return sorted(p for p in (repo / APP).rglob("test_*.py") if "node_modules" not in p.parts)


class TestRun:
	"""One run of ./dev test."""

	__test__ = False

	def __init__(self, bench: Bench, extra: Sequence[str] = (), coverage: Coverage | None = None):
		self.bench = bench
		self.settings = bench.settings
		self.extra = list(extra)
		self.coverage = coverage
		self.total = Counts()

	def _measured(self, part: str) -> list[str]:
		return self.coverage.around(part) if self.coverage else []

	def _child(self, args: Sequence[str | Path], cwd: Path, env: dict[str, str], log: Path | None) -> int:
		"""Run one test program to its end; Ctrl-C reaches it, a kill leaves a record of it."""
		path = self.settings.run / "steps" / f"test-{os.getpid()}.json"
		path.parent.mkdir(parents=True, exist_ok=True)
		sink = log.open("wb") if log else None
		child = subprocess.Popen(
			[str(a) for a in args],
			cwd=cwd,
			env=env,
			stdin=subprocess.DEVNULL,
			stdout=sink,
			stderr=subprocess.STDOUT if sink else None,
			start_new_session=True,
		)
		record(path, child.pid)
		try:
			return child.wait()
		except KeyboardInterrupt:
			os.killpg(child.pid, signal.SIGINT)
			try:
				child.wait(10)
			except subprocess.TimeoutExpired:
				pass
			raise
		finally:
			end(path, patience=2)
			if sink:
				sink.close()

	def _pytest(self, title: str, folders: Sequence[Path], env: dict[str, str], name: str) -> None:
		repo = self.settings.repo
		report = self.settings.run / f"{name}-{os.getpid()}.xml"
		report.unlink(missing_ok=True)
		chosen = any((repo / arg.split("::")[0]).exists() for arg in self.extra if not arg.startswith("-"))
		targets = [] if chosen else [str(f.relative_to(repo)) for f in folders]
		print(f"— {title}: {', '.join(targets) or ' '.join(self.extra)}", flush=True)
		args = [
			self.settings.tools_python,
			"-B",
			*(self._measured(name) if name == "pure" else ()),
			"-m",
			"pytest",
			f"--junitxml={report}",
			*self.extra,
			*targets,
		]
		code = self._child(args, repo, {**env, "PYTHONPATH": str(repo)}, None)
		counts = counts_of_junit(report)
		report.unlink(missing_ok=True)
		if counts is None or (code not in (0, 5) and not counts.failed):
			print(f"  {title}: pytest berakhir dengan kode {code} tanpa hitungan yang utuh.", flush=True)
			counts = (counts or Counts()) + Counts(failed=1)
		self.total += counts

	def pure(self) -> None:
		"""Tests that need neither framework nor server."""
		folder = self.settings.repo / "tests" / "pure"
		if not has_tests(folder):
			print("— uji murni: tests/pure belum ada isinya, dilewati", flush=True)
			return
		self._pytest("uji murni", [folder], clean_env(_ci()), "pure")

	def site(self) -> None:
		"""The app's tests on the test site, by the framework's own runner."""
		if not site_tests(self.settings.repo):
			print(f"— uji situs: tidak ada test_*.py di {APP}, dilewati", flush=True)
			return
		site = self.settings.test_site
		log = self.settings.logs / "test-site.log"
		print(f"— uji situs: run-tests --app {APP} di {site}", flush=True)
		began = time.monotonic()
		python, *framework = self.bench.sites.command("--site", site, "run-tests", "--app", APP, *self.extra)
		args = [python, *self._measured("site"), *framework]
		# Without CI the framework's runner ends with 0 whatever happened.
		code = self._child(args, self.settings.sites, clean_env({"CI": "1"}), log)
		text = log.read_text(errors="replace").replace("\r", "\n")
		counts = counts_of_unittest(text)
		if counts is None:
			print("\n".join(text.rstrip().splitlines()[-60:]), flush=True)
			print(f"  uji situs berhenti sebelum selesai (kode {code})\n  catatan: {log}", flush=True)
			self.total += Counts(failed=1)
			return
		if code or counts.failed:
			print(failures_of_unittest(text) or "\n".join(text.rstrip().splitlines()[-40:]), flush=True)
			print(f"  catatan: {log}", flush=True)
		if code and not counts.failed:
			counts += Counts(failed=1)
		print(f"  {counts} dalam {time.monotonic() - began:.1f} s", flush=True)
		self.total += counts

	def outside(self, folders: Sequence[Path]) -> None:
		"""Tests through browser and REST, with the servers up."""
		s = self.settings
		bench = self.bench
		services = bench.services
		for name, start in (
			("web_test", lambda: services.start_web(s.test_site, "web_test")),
			("worker", services.start_worker),
			("realtime", services.start_realtime),
		):
			if not services.running(name):
				bench.started.append(name)
			start()
		bench.sites.write_configs()
		self._pytest("uji dari luar", folders, clean_env({**_ci(), **self.outside_env()}), "outside")

	def outside_env(self) -> dict[str, str]:
		"""What tests from outside need to know."""
		s = self.settings
		services = self.bench.services
		port = self.bench.ports["web_test"]
		return {
			"DEVBENCH_URL": f"http://{s.test_site}:{port}",
			"DEVBENCH_HTTP": f"http://127.0.0.1:{port}",
			"DEVBENCH_SITE": s.test_site,
			"DEVBENCH_DIR": str(s.home),
			"DEVBENCH_BENCH": str(s.bench),
			"DEVBENCH_PYTHON": str(s.python),
			"DEVBENCH_ADMIN_PASSWORD": s.admin_password,
			"DEVBENCH_CHROMIUM": system.chromium() or "",
			"DEVBENCH_DB": s.db,
			"DEVBENCH_PORT_DB": str(self.bench.ports[services.db.port]),
			"DEVBENCH_PORT_CACHE": str(self.bench.ports["redis_cache"]),
			"DEVBENCH_PORT_QUEUE": str(self.bench.ports["redis_queue"]),
			"DEVBENCH_PORT_REALTIME": str(self.bench.ports["realtime"]),
		}


def _ci() -> dict[str, str]:
	return {"CI": os.environ["CI"]} if os.environ.get("CI") else {}
