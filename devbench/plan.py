"""The steps of set-up, from nothing to sites."""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from devbench import framework, system
from devbench.config import APP, Ports, Settings
from devbench.database import KINDS
from devbench.errors import BenchError
from devbench.procs import Commands
from devbench.services import Services
from devbench.sites import Sites, app_hash, site_recipe
from devbench.steps import Runner, Step, hash_files, hash_text

UV = "uv==0.13.9"
# What the framework needs but does not name: its PDF library breaks with newer releases of the first;
# a client library that it imports still wants `pkg_resources`, which newer releases of the second lack.
# The last measures what the site tests run through; it is pinned with the rest.
EXTRA = ("pydyf==0.8.0", "setuptools==68.2.2", "coverage[toml]")
NEEDED_SPACE = 3 * 1024**3


class Bench:
	"""All parts of one bench and the steps that make it."""

	def __init__(self, settings: Settings):
		self.settings = settings
		settings.prepare()
		self.ports = Ports(settings).load()
		self.commands = Commands(settings)
		self.services = Services(settings, self.ports, self.commands)
		self.sites = Sites(settings, self.ports, self.commands, self.services)
		self.runner = Runner(settings, self.commands)
		self.started: list[str] = []
		self.bare_key = f"bare{settings.mark}"
		self.demo_key = f"site-demo{settings.mark}"

	# -- steps
	def _assets(self) -> Path:
		return self.settings.repo / "devbench" / "assets"

	def _read(self, *names: str) -> str:
		here = self.settings.repo / "devbench"
		return hash_files(here, [here / name for name in names])

	def step_uv(self) -> Step:
		"""A package installer of our own: ten times as fast as pip."""
		s = self.settings
		folder = s.home / "uv"

		def run(log: Path) -> None:
			shutil.rmtree(folder, ignore_errors=True)
			host = _venv_python()
			try:
				self.commands.run("Membuat lingkungan Python", [host, "-m", "venv", folder], log)
			except BenchError:
				if not system.find("apt-get"):
					raise
				shutil.rmtree(folder, ignore_errors=True)
				system.install(self.commands, ["python3-venv", "python3-pip"], log)
				self.commands.run(
					"Membuat lingkungan Python", ["/usr/bin/python3", "-m", "venv", folder], log
				)
			pip = [
				folder / "bin" / "python",
				"-m",
				"pip",
				"install",
				"--quiet",
				"--disable-pip-version-check",
			]
			self.commands.run("Memasang uv", [*pip, UV], log)

		return Step("uv", "pemasang paket Python (uv)", run, inputs=UV, product=s.uv)

	def step_tools(self) -> Step:
		"""Test and lint tools, apart from the framework."""
		s = self.settings

		def run(log: Path) -> None:
			folder = s.home / "tools"
			shutil.rmtree(folder, ignore_errors=True)
			self.commands.run(
				"Membuat lingkungan alat", [s.uv, "venv", "--quiet", "--python", _venv_python(), folder], log
			)
			wanted = s.repo / "devbench" / "requirements-tools.txt"
			args = [s.uv, "pip", "install", "--quiet", "--python", s.tools_python, "-r", wanted]
			self.commands.run("Memasang alat uji", args, log)

		wanted = hash_text(self._read("requirements-tools.txt"), str(s.home))
		return Step("tools", "alat uji dan lint", run, wanted, needs=("uv",), product=s.tools_python)

	def steps_bench(self) -> list[Step]:
		"""Everything up to the built desk and the bare site."""
		s = self.settings
		db = self.services.db
		apps = s.bench / "apps"

		def python_env(log: Path) -> None:
			folder = s.bench / "env"
			shutil.rmtree(folder, ignore_errors=True)
			python = system.framework_python()
			if not python:
				system.install(self.commands, ["python3.11", "python3.11-venv"], log)
				python = system.framework_python()
			if not python:
				raise BenchError("Kerangka kerja memerlukan Python 3.10 atau 3.11.", log)
			what = "Memasang paket Python kerangka kerja"
			self.commands.run(what, [s.uv, "venv", "--quiet", "--python", python, folder], log)
			pins = s.repo / "devbench" / "requirements-bench.txt"
			pip = [s.uv, "pip", "install", "--quiet", "--python", s.python]
			self.commands.run(what, [*pip, "--constraint", pins, "-e", apps / "frappe", *EXTRA], log)

		def app_env(log: Path) -> None:
			self.sites.link_app()
			pins = s.repo / "devbench" / "requirements-bench.txt"
			pip = [s.uv, "pip", "install", "--quiet", "--python", s.python]
			self.commands.run(
				"Memasang aplikasi ke lingkungan", [*pip, "--constraint", pins, "-e", apps / APP], log
			)

		def node_packages(log: Path) -> None:
			part = s.home / "node.part"
			shutil.rmtree(part, ignore_errors=True)
			part.mkdir()
			for name in ("package.json", "package-lock.json"):
				shutil.copy(self._assets() / name, part / name)
			npm = [system.need("npm"), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
			self.commands.run("Memasang paket Node", npm, log, cwd=part)
			shutil.rmtree(s.node, ignore_errors=True)
			os.replace(part, s.node)

		def build(app: str):
			def run(log: Path) -> None:
				args = [
					system.need("node"),
					s.node / "build.mjs",
					"--bench",
					s.bench,
					"--apps",
					app,
					"--minify",
				]
				self.commands.run(f"Membangun berkas layar {app}", args, log)

			return run

		def scripts(log: Path) -> None:
			for name in ("build.mjs", "realtime.mjs"):
				shutil.copy(self._assets() / name, s.node / name)

		public = s.app / "public"
		app_public = (
			[p for p in public.rglob("*") if p.is_file() and "dist" not in p.parts] if public.is_dir() else []
		)
		dist = [apps / "frappe" / "frappe" / "public" / "dist"]
		return [
			self.step_uv(),
			Step(
				"source",
				"sumber kerangka kerja (unduh, pulihkan nama)",
				lambda log: framework.install_source(s, self.commands, log),
				hash_text(framework.SHA256, self._read("framework.py")),
				after=("uv",),
				product=apps / "frappe" / "pyproject.toml",
			),
			Step(
				"python-env",
				"paket Python kerangka kerja",
				python_env,
				hash_text(self._read("requirements-bench.txt"), str(s.home), *EXTRA),
				needs=("source",),
				after=("uv",),
				product=s.python,
			),
			Step(
				"node-packages",
				"paket Node",
				node_packages,
				self._read("assets/package.json", "assets/package-lock.json"),
				product=s.node / "node_modules",
			),
			Step(
				"app-env",
				"aplikasi dipasang ke lingkungan",
				app_env,
				hash_files(s.repo, [s.repo / "pyproject.toml", s.app / "__init__.py"]),
				needs=("python-env",),
				product=apps / APP,
			),
			Step(f"database{s.mark}", f"folder {db.title}", db.initialise, "1", product=db.data),
			Step(
				"services",
				f"{db.title} dan Redis",
				self._start_data,
				after=(f"database{s.mark}",),
				quiet=True,
			),
			Step(
				self.bare_key,
				"situs kosong dan potretnya",
				self.sites.make_bare,
				hash_text(site_recipe(s.repo), s.admin_password),
				needs=("python-env", f"database{s.mark}"),
				after=("app-env", "services"),
				product=self.sites.bare_dump,
			),
			Step(
				"node-scripts",
				"skrip Node",
				scripts,
				self._read("assets/build.mjs", "assets/realtime.mjs"),
				needs=("node-packages",),
				quiet=True,
				product=s.node / "realtime.mjs",
			),
			Step(
				"assets-frappe",
				"berkas layar kerangka kerja",
				build("frappe"),
				"1",
				needs=("source", "node-scripts"),
				after=("app-env",),
				product=dist[0],
			),
			Step(
				"assets-app",
				"berkas layar aplikasi",
				build(APP),
				hash_files(s.repo, app_public),
				needs=("node-scripts", "assets-frappe"),
			),
		]

	def step_chromium(self) -> Step:
		"""The browser for tests, if it is not there."""

		def run(log: Path) -> None:
			if not system.chromium():
				system.install(self.commands, system.CHROMIUM, log)

		return Step("chromium", "peramban Chromium", run, quiet=bool(system.chromium()))

	def _test_state(self) -> str:
		return hash_text(self.sites.state(), self.runner.digests(self.steps_bench())[self.bare_key])

	@property
	def _test_stamp(self) -> Path:
		return self.settings.stamps / f"test-dump{self.settings.mark}"

	def _test_dump_stands(self, state: str) -> bool:
		"""Whether the snapshot of a site with the app is of the app as it is now."""
		stamp = self._test_stamp
		return stamp.exists() and stamp.read_text() == state and self.sites.test_dump(state).exists()

	def step_test_site(self) -> Step:
		"""The test site as it is right after installation, made or put back."""
		state = self._test_state()
		stamp = self._test_stamp

		def run(log: Path) -> None:
			if self._test_dump_stands(state):
				self.sites.restore_test(state, log)
				return
			stamp.unlink(missing_ok=True)
			self.sites.make_test(state, log)
			stamp.write_text(state)

		title = f"situs uji {self.settings.test_site}"
		return Step("site-test", title, run, after=(self.bare_key, "app-env", "services"))

	def renew_test_site(self) -> None:
		"""Put the test site back to how it was right after installation, with the servers up."""
		step = self.step_test_site()
		self.runner.run([replace(step, after=())])

	def step_bench_sites(self) -> Step:
		"""The two sites of the benchmarks, always anew: one with the app, one with the framework alone."""
		s = self.settings
		state = self._test_state()

		def run(log: Path) -> None:
			if not self._test_dump_stands(state):
				self.step_test_site().run(log)
			self.sites.restore(s.bench_site, self.sites.test_dump(state), log)
			self.sites.restore(s.stock_site, self.sites.bare_dump, log)

		return Step("site-bench", "situs patok", run, after=(self.bare_key, "app-env", "services"))

	def step_demo_site(self, fresh: bool) -> Step:
		"""The demo site: always anew for a demo, kept otherwise."""
		s = self.settings
		config = s.sites / s.demo_site / "site_config.json"
		if fresh:
			config.unlink(missing_ok=True)
		return Step(
			self.demo_key,
			f"situs demo {s.demo_site}",
			lambda log: self.sites.make(s.demo_site, log),
			hash_text(s.demo_site),
			needs=(self.bare_key,),
			after=("app-env", "services"),
			product=config,
		)

	# -- doing it
	def check_system(self) -> None:
		"""Room on the disk and the system's programs; installs what is missing."""
		s = self.settings
		if not (s.stamps / self.bare_key).exists():
			free = shutil.disk_usage(s.home).free
			if free < NEEDED_SPACE:
				raise BenchError(
					f"Ruang disk kurang: tersisa {free / 1024**3:.1f} GiB, perlu 3 GiB di {s.home}."
				)
		programs = {**system.PROGRAMS, **self.services.db.programs}
		packages = system.missing(programs)
		if packages:
			step = Step(
				"system",
				"paket sistem",
				lambda log: system.install(self.commands, packages, log),
			)
			self.runner.run([step])
			for program in programs:
				system.need(program)

	def _start_data(self, log: Path) -> None:
		self.services.start_data(self.started)
		self.sites.write_configs()

	def set_up(self, *extra: Step) -> None:
		"""Bring the bench to where the extra steps can run, and run them."""
		self.commands.end_orphans()
		self.check_system()
		self.sites.link_app()
		self.sites.write_configs()
		self.runner.run([*self.steps_bench(), *extra])

	def set_up_tools(self) -> None:
		"""The tools only: no framework, no server."""
		self.commands.end_orphans()
		self.runner.run([self.step_uv(), self.step_tools()])

	def stop_started(self) -> None:
		"""Stop what this command started, and nothing else."""
		names = list(dict.fromkeys(self.started))
		self.services.stop([n for n in reversed(names) if n not in KINDS])
		self.services.stop_databases(names)
		self.started.clear()


def _venv_python() -> str:
	"""A Python that lasts: the system's, where it is new enough."""
	for path in ("/usr/bin/python3.11", "/usr/bin/python3"):
		if os.access(path, os.X_OK) and system.python_of(path)[0] >= (3, 10):
			return path
	return sys.executable


__all__ = ["Bench", "app_hash"]
