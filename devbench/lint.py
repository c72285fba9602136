"""Checks of style and structure; every finding counts."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from devbench import system
from devbench.config import APP, Settings
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


def run(settings: Settings) -> int:
	"""All checks; the number of those with findings."""
	repo = settings.repo
	bin_dir = settings.tools_python.parent
	failed = 0

	def check(title: str, args: Sequence[str | Path]) -> None:
		nonlocal failed
		result = subprocess.run(
			[str(a) for a in args],
			cwd=repo,
			env=clean_env({"PYTHONPATH": str(repo), "PYTHONDONTWRITEBYTECODE": "1"}),
			capture_output=True,
			text=True,
			stdin=subprocess.DEVNULL,
		)
		if result.returncode:
			failed += 1
			print((result.stdout + result.stderr).rstrip())
		print(f"  {'✗' if result.returncode else '✓'} {title}", flush=True)

	check("ruff check", [bin_dir / "ruff", "check", "--quiet", "."])
	check(
		"ruff format --check",
		[bin_dir / "ruff", "format", "--check", "--quiet", "--output-format", "concise", "."],
	)
	check("lint-imports", [bin_dir / "lint-imports", "--no-cache"])

	errors = doctype_errors(settings.app)
	for error in errors:
		print(error)
	failed += bool(errors)
	print(f"  {'✗' if errors else '✓'} JSON DocType", flush=True)

	scripts = [
		p
		for p in sorted(settings.app.rglob("*.js"))
		if not {"dist", "node_modules", "lib"} & set(p.relative_to(repo).parts)
	]
	node = system.find("node")
	if scripts and not node:
		failed += 1
		print("  ✗ node --check: node tidak ada")
	for script in scripts if node else []:
		result = subprocess.run(
			[node, "--check", "-"], input=as_script(script), capture_output=True, text=True
		)
		if result.returncode:
			failed += 1
			print(f"{result.stderr.rstrip()}\n  ✗ node --check {script.relative_to(repo)}", flush=True)
	print(f"  · {len(scripts)} berkas JavaScript diperiksa", flush=True)
	print("lint bersih" if not failed else f"lint: {failed} pemeriksaan dengan temuan", flush=True)
	return failed


__all__ = ["APP", "doctype_errors", "run"]
