"""How much of the app the tests run through: lines, per area."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devbench.config import APP, Settings
from devbench.procs import Commands

LIMIT = 90


@dataclass(frozen=True)
class Area:
	"""Lines that can be run, and those that were."""

	name: str
	lines: int
	covered: int

	@property
	def percent(self) -> float:
		"""Covered lines in a hundred; an area without lines has them all."""
		return 100 * self.covered / self.lines if self.lines else 100.0


def area_of(path: str) -> str | None:
	"""The area of a file, its path seen from the app's folder; None for what only counts in the total."""
	parts = path.split("/")
	if parts[0] == "permissions":
		return "permissions/"
	if "domain" in parts[:-1]:
		return "/".join(parts[: parts.index("domain") + 1]) + "/"
	return path if parts[-1] in ("domain.py", "services.py") else None


def sum_up(files: Mapping[str, tuple[int, int]]) -> tuple[list[Area], Area]:
	"""The areas by name, and the whole app, from (lines, covered) of each file."""
	sums: dict[str, tuple[int, int]] = {}
	for path, (lines, covered) in files.items():
		if name := area_of(path):
			before = sums.get(name, (0, 0))
			sums[name] = (before[0] + lines, before[1] + covered)
	whole = Area("seluruh aplikasi", sum(n for n, _c in files.values()), sum(c for _n, c in files.values()))
	return [Area(name, *sums[name]) for name in sorted(sums)], whole


def print_table(areas: list[Area], whole: Area) -> list[Area]:
	"""Print lines, covered and percent of each; returns the areas below the limit."""
	print(f"  {'cakupan uji':<36}{'baris':>7}{'teruji':>8}{'%':>8}")
	for area in (*areas, whole):
		print(f"  {area.name:<36}{area.lines:>7}{area.covered:>8}{area.percent:>8.1f}")
	low = [a for a in areas if a.percent < LIMIT]
	if low:
		what = ", ".join(f"{a.name} ({a.percent:.1f}%)" for a in low)
		print(f"  Cakupan di bawah {LIMIT}%: {what}.", flush=True)
	return low


class Coverage:
	"""Measures test programs one after the other and reports on all of them."""

	def __init__(self, settings: Settings, commands: Commands):
		self.settings = settings
		self.commands = commands
		self.folder = settings.run / f"coverage-{os.getpid()}"

	def around(self, part: str) -> list[str]:
		"""What stands between the Python and the `-m …` of a test program to have it measured."""
		self.folder.mkdir(parents=True, exist_ok=True)
		data = self.folder / f"all.{part}"
		return ["-m", "coverage", "run", f"--rcfile={self._config}", f"--data-file={data}"]

	@property
	def _config(self) -> Path:
		return self.settings.repo / "pyproject.toml"

	def report(self) -> list[Area]:
		"""Print the table; returns the areas below the limit. Raises BenchError when nothing was measured."""
		log = self.settings.logs / "coverage.log"
		log.unlink(missing_ok=True)
		result = self.folder / "all.json"
		options = [f"--rcfile={self._config}", f"--data-file={self.folder / 'all'}"]
		try:
			for what in (["combine", *options, self.folder], ["json", "--quiet", *options, "-o", result]):
				args = [self.settings.tools_python, "-m", "coverage", *what]
				self.commands.run("Menghitung cakupan", args, log, cwd=self.settings.repo)
			measured = json.loads(result.read_text(encoding="utf-8"))["files"]
		finally:
			shutil.rmtree(self.folder, ignore_errors=True)
		app = (self.settings.repo / APP).resolve()
		files = {
			Path(self.settings.repo, path).resolve().relative_to(app).as_posix(): (
				entry["summary"]["num_statements"],
				entry["summary"]["covered_lines"],
			)
			for path, entry in measured.items()
		}
		return print_table(*sum_up(files))
