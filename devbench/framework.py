"""The framework: fetched by its pinned hash, its names restored.

The package on PyPI is the framework with its names replaced. What this module writes is the framework's own
source again; it stays inside the bench folder and is never committed.
"""

import email
import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from devbench.config import Settings
from devbench.errors import BenchError
from devbench.procs import Commands

PACKAGE = "criscostack"
VERSION = "1.0.0"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
FRAPPE_VERSION = "15.0.0"

# The order matters. "bench" was not replaced inside files, so there is no rule for it here:
# one for its path name would damage words such as "Rubrik" in translations.
TEXT_RULES = (
	(b"CRISCOSTACK", b"FRAPPE"),
	(b"criscostack", b"frappe"),
	(b"Criscostack", b"Frappe"),
	(b"Criscoerp", b"ERPNext"),
	(b"criscoerp", b"erpnext"),
	(b"Crisco", b"Frappe"),
)
PATH_RULES = (("criscostack", "frappe"), ("brik_helper", "bench_helper"))
BINARY_SUFFIXES = frozenset(
	".png .jpg .jpeg .gif .ico .woff .woff2 .ttf .eot .otf .pdf .xlsx .xls .mp3 .wav .zip .gz .mo .eps .heic"
	" .swf".split()
)


def restore_text(data: bytes) -> bytes:
	"""A file's content under the framework's own names."""
	for theirs, ours in TEXT_RULES:
		data = data.replace(theirs, ours)
	return data


def restore_path(path: str) -> str:
	"""A file's path under the framework's own names."""
	for theirs, ours in PATH_RULES:
		path = path.replace(theirs, ours)
	return path


def is_text(path: str, data: bytes) -> bool:
	"""Whether names inside this file are to be restored."""
	return PurePosixPath(path).suffix.lower() not in BINARY_SUFFIXES and b"\0" not in data[:8192]


def project_file(metadata: str) -> str:
	"""A pyproject.toml for the restored source, with the requirements of the package's own metadata."""
	requires = email.message_from_string(metadata).get_all("Requires-Dist") or []
	return (
		"[project]\n"
		'name = "frappe"\n'
		f'version = "{FRAPPE_VERSION}"\n'
		'description = "Frappe Framework, names restored"\n'
		'requires-python = ">=3.10"\n'
		f"dependencies = {json.dumps(requires, indent=1)}\n"
		'[build-system]\nrequires = ["flit_core >=3.4,<4"]\nbuild-backend = "flit_core.buildapi"\n'
	)


def verify(wheel: Path, sha256: str = SHA256) -> None:
	"""Refuse a file that is not byte for byte the pinned one."""
	found = hashlib.sha256(wheel.read_bytes()).hexdigest()
	if found != sha256:
		raise BenchError(
			f"Hash {wheel.name} tidak cocok: seharusnya {sha256[:16]}…, ternyata {found[:16]}…; "
			"unduhan rusak atau diganti."
		)


def unpack(wheel: Path, dest: Path) -> int:
	"""Write the restored source into a new folder; the number of files."""
	count = 0
	prefix = PACKAGE + "/"
	with zipfile.ZipFile(wheel) as archive:
		for info in archive.infolist():
			name = info.filename
			if info.is_dir() or not name.startswith(prefix):
				continue
			if name.endswith((".pyc", ".DS_Store")) or ".." in PurePosixPath(name).parts:
				continue
			data = archive.read(info)
			if is_text(name, data):
				data = restore_text(data)
			target = dest / restore_path(name)
			target.parent.mkdir(parents=True, exist_ok=True)
			target.write_bytes(data)
			mode = (info.external_attr >> 16) & 0o777
			if mode:
				os.chmod(target, mode | 0o600)
			count += 1
		metadata = archive.read(f"{PACKAGE}-{VERSION}.dist-info/METADATA").decode()
	(dest / "pyproject.toml").write_text(project_file(metadata))
	return count


def fetch(settings: Settings, commands: Commands, log: Path) -> Path:
	"""The pinned wheel: the kept copy, a given file, or a download."""
	kept = settings.home / "download" / f"{PACKAGE}-{VERSION}.whl"
	if settings.wheel:
		if not settings.wheel.is_file():
			raise BenchError(f"DEVBENCH_WHEEL={settings.wheel} tidak ada.")
		verify(settings.wheel)
		return settings.wheel
	if kept.is_file():
		try:
			verify(kept)
			return kept
		except BenchError:
			kept.unlink()
	part = settings.home / "download.part"
	shutil.rmtree(part, ignore_errors=True)
	part.mkdir(parents=True)
	wanted = part / "wanted.txt"
	wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n")
	pip = settings.uv.parent / "pip"
	commands.run(
		"Mengunduh kerangka kerja",
		[
			pip,
			"download",
			"--no-deps",
			"--require-hashes",
			"--only-binary",
			":all:",
			"-r",
			wanted,
			"-d",
			part,
		],
		log,
	)
	wheels = list(part.glob("*.whl"))
	if len(wheels) != 1:
		raise BenchError("Unduhan kerangka kerja tidak lengkap.", log)
	verify(wheels[0])
	kept.parent.mkdir(exist_ok=True)
	os.replace(wheels[0], kept)
	shutil.rmtree(part, ignore_errors=True)
	return kept


def install_source(settings: Settings, commands: Commands, log: Path) -> None:
	"""Lay the restored source as apps/frappe, whole or not at all."""
	wheel = fetch(settings, commands, log)
	part = settings.home / "source.part"
	shutil.rmtree(part, ignore_errors=True)
	part.mkdir()
	count = unpack(wheel, part)
	with log.open("a") as f:
		f.write(f"{count} files restored\n")
	target = settings.bench / "apps" / "frappe"
	old = settings.home / "source.old"
	shutil.rmtree(old, ignore_errors=True)
	if target.exists():
		os.replace(target, old)
	os.replace(part, target)
	shutil.rmtree(old, ignore_errors=True)
