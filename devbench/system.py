"""Programs of the system that the bench needs, and their packages."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from devbench.errors import BenchError, tail
from devbench.procs import Commands, clean_env

# program -> Debian packages that bring it; what a database needs stands with it.
PROGRAMS: dict[str, tuple[str, ...]] = {
	"redis-server": ("redis-server",),
	"node": ("nodejs",),
	"npm": ("npm",),
	# The framework's PDF engine; without a font its pages would be blank.
	"wkhtmltopdf": ("wkhtmltopdf", "fonts-liberation"),
}
# Without a font the pages would be blank.
CHROMIUM = ("chromium", "fonts-liberation")
PYTHONS = ("/usr/bin/python3.11", "python3.11", "/usr/bin/python3.10", "python3.10")


SERVER_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/bin", "/bin")
# Read by Debian's PostgreSQL while it is installed; without this it would start a server of its own.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/devbench.conf")


def find(program: str) -> str | None:
	"""Path of a program; servers may stand in sbin, which is not on everyone's PATH."""
	return shutil.which(program) or shutil.which(
		program, path=":".join((*SERVER_FOLDERS, *postgres_folders()))
	)


def postgres_folders(root: Path = Path("/usr/lib/postgresql")) -> list[str]:
	"""Folders of PostgreSQL's server programs, which Debian keeps off the PATH; the newest version first."""
	found = [p for p in root.glob("*/bin") if p.parent.name.isdigit()]
	return [str(p) for p in sorted(found, key=lambda p: -int(p.parent.name))]


def need(program: str) -> str:
	"""Path of a program that must be there by now."""
	path = find(program)
	if not path:
		raise BenchError(f"Program {program} tidak ditemukan; pasang paketnya, lalu ulangi.")
	return path


def chromium() -> str | None:
	"""Path of the browser for tests."""
	return os.environ.get("DEVBENCH_CHROMIUM") or find("chromium") or find("chromium-browser")


def python_of(name: str) -> tuple[tuple[int, int], str]:
	"""Version and real path of a Python; version (0, 0) if it does not run. A launcher is looked through."""
	try:
		code = "import sys; print(*sys.version_info[:2], sys.executable)"
		result = subprocess.run([name, "-c", code], capture_output=True, text=True, env=clean_env())
		major, minor, path = result.stdout.strip().split(" ", 2)
		return (int(major), int(minor)), path
	except (OSError, ValueError):
		return (0, 0), name


def framework_python() -> str | None:
	"""A Python that the framework's pinned packages have wheels for: 3.11, or 3.10."""
	for name in (os.environ.get("DEVBENCH_PYTHON_BIN", ""), *PYTHONS):
		found = find(name) if name else None
		if found:
			version, path = python_of(found)
			if version in ((3, 10), (3, 11)):
				return path
	return None


def missing(programs: dict[str, tuple[str, ...]]) -> list[str]:
	"""Packages to install for programs that are not there."""
	packages: list[str] = []
	for program, names in programs.items():
		if find(program) is None:
			packages += [name for name in names if name not in packages]
	return packages


def install(commands: Commands, packages: Sequence[str], log: Path) -> None:
	"""Install Debian packages without a question."""
	names = " ".join(packages)
	if not find("apt-get"):
		raise BenchError(f"Pasang dahulu: {names} (apt-get tidak ada di mesin ini).")
	prefix: list[str] = []
	if os.geteuid() != 0:
		if not find("sudo"):
			raise BenchError(f"Pasang dahulu sebagai root: apt-get install {names}")
		prefix = ["sudo", "-n"]
	apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
	# Another package manager may be at work, perhaps one that an interrupted run left to finish.
	for attempt in range(5):
		try:
			commands.run("Memperbarui daftar paket sistem", [*apt, "update"], log, keep=True)
			break
		except BenchError:
			if attempt == 4 or "Could not get lock" not in tail(log):
				raise
			time.sleep(5)
	what = f"Memasang paket sistem ({names})"
	quiet = f"mkdir -p {NO_CLUSTER.parent} && echo 'create_main_cluster = false' > {NO_CLUSTER}"
	try:
		if "postgresql" in packages:
			commands.run(what, [*prefix, "sh", "-c", quiet], log)
		commands.run(what, [*apt, "install", "-y", "--no-install-recommends", *packages], log, keep=True)
	except BenchError as e:
		raise BenchError(f"{e.cause}\n  Dapat dipasang sendiri: apt-get install {names}", log) from e
	finally:
		if "postgresql" in packages:
			commands.run(what, [*prefix, "rm", "-f", str(NO_CLUSTER)], log)
