"""Checks of style and structure; every finding counts."""

import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from devbench import system
from devbench.config import Settings
from devbench.procs import clean_env


def doctype_errors(app: Path) -> list[str]:
	"""DocType files that are not JSON, or not what their place says."""
	found = []
	for path in sorted(app.glob("**/doctype/*/*.json")):
		try:
			data = json.loads(path.read_text(encoding="utf-8"))
		except (ValueError, OSError) as e:
			found.append(f"{path}: {e}")
			continue
		if path.stem == path.parent.name and not (
			isinstance(data, dict) and data.get("doctype") == "DocType"
		):
			found.append(f"{path}: bukan berkas DocType")
	return found


def as_script(path: Path) -> str:
	"""A script's text with imports and exports blanked: node would want a package.json to read them as such."""
	lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
	return "\n".join(
		"" if line.startswith(("import ", "import{")) else line.removeprefix("export ") for line in lines
	)


def _called(settings: Settings, title: str, *args: str) -> bool:
	"""Whether one of our pinned tools has nothing to say; what it says is printed."""
	result = subprocess.run(
		[str(settings.tools_python.parent / args[0]), *args[1:]],
		cwd=settings.repo,
		env=clean_env({"PYTHONPATH": str(settings.repo), "PYTHONDONTWRITEBYTECODE": "1"}),
		capture_output=True,
		text=True,
		stdin=subprocess.DEVNULL,
	)
	if result.returncode:
		print((result.stdout + result.stderr).rstrip())
	return _told(result.returncode == 0, title)


def _told(clean: bool, title: str) -> bool:
	print(f"  {'✓' if clean else '✗'} {title}", flush=True)
	return clean


def _ruff(settings: Settings) -> bool:
	return _called(settings, "ruff check", "ruff", "check", "--quiet", ".")


def _format(settings: Settings) -> bool:
	args = ("ruff", "format", "--check", "--quiet", "--output-format", "concise", ".")
	return _called(settings, "ruff format --check", *args)


def _imports(settings: Settings) -> bool:
	return _called(settings, "lint-imports", "lint-imports", "--no-cache")


def _doctypes(settings: Settings) -> bool:
	errors = doctype_errors(settings.app)
	for error in errors:
		print(error)
	return _told(not errors, "JSON DocType")


def _scripts(settings: Settings) -> bool:
	scripts = [
		p
		for p in sorted(settings.app.rglob("*.js"))
		if not {"dist", "node_modules", "lib"} & set(p.relative_to(settings.repo).parts)
	]
	node = system.find("node")
	if scripts and not node:
		return _told(False, "node --check: node tidak ada")
	clean = True
	for script in scripts:
		result = subprocess.run(
			[node, "--check", "-"], input=as_script(script), capture_output=True, text=True
		)
		if result.returncode:
			print(result.stderr.rstrip())
			clean = _told(False, f"node --check {script.relative_to(settings.repo)}")
	return _told(clean, f"node --check: {len(scripts)} berkas JavaScript")


# name on the command line -> the check; True where it finds nothing
CHECKS: dict[str, Callable[[Settings], bool]] = {
	"ruff": _ruff,
	"format": _format,
	"impor": _imports,
	"doctype": _doctypes,
	"js": _scripts,
}


def run(settings: Settings, names: Iterable[str] = ()) -> int:
	"""The checks of these names, or all; the number of those with findings."""
	failed = sum(not CHECKS[name](settings) for name in names or CHECKS)
	print("lint bersih" if not failed else f"lint: {failed} pemeriksaan dengan temuan", flush=True)
	return failed
