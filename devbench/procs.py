"""Processes that the bench starts: each leaves a record, so that only our own are ever ended."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from devbench.config import Settings, write_atomic
from devbench.errors import BenchError, from_log

try:
	_BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
except OSError:
	_BOOT = ""


def birth(pid: int) -> str | None:
	"""What tells this process from a later one with the same number; None when it is gone."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
	except (OSError, IndexError):
		return None
	if fields[0] in ("Z", "X"):
		return None
	return f"{_BOOT}:{fields[19]}"


def record(path: Path, pid: int) -> None:
	"""Remember a process that leads its own group."""
	owner = {"owner": os.getpid(), "owner_birth": birth(os.getpid())}
	write_atomic(path, json.dumps({"pid": pid, "birth": birth(pid), **owner}))


def living(path: Path, who: str = "") -> int | None:
	"""The PID of a record if that very process still runs; with `who="owner_"` that of its starter."""
	try:
		data = json.loads(path.read_text())
		pid, born = int(data["owner" if who else "pid"]), data[f"{who}birth"]
	except (OSError, ValueError, KeyError, TypeError):
		return None
	return pid if born and birth(pid) == born else None


def end(path: Path, patience: float = 10.0, how: int = signal.SIGTERM) -> bool:
	"""End the recorded process and its group; True if there was one. `how` is the signal that asks it to."""
	pid = living(path)
	if pid is not None:
		with suppress(ProcessLookupError):
			os.kill(pid, how)
		deadline = time.monotonic() + patience
		while living(path) is not None and time.monotonic() < deadline:
			_reap(pid)
			time.sleep(0.05)
		# What is left of the group goes too. The leader's number cannot be given away while it has members.
		with suppress(ProcessLookupError, PermissionError):
			os.killpg(pid, signal.SIGKILL)
		_reap(pid)
	path.unlink(missing_ok=True)
	return pid is not None


def _reap(pid: int) -> None:
	with suppress(ChildProcessError):
		os.waitpid(pid, os.WNOHANG)


class Commands:
	"""Runs the commands of set-up steps; leaves none behind, whatever ends the run."""

	def __init__(self, settings: Settings):
		self.settings = settings
		self.folder = settings.run / "steps"
		self.stopped = threading.Event()
		self._guard = threading.Lock()
		self._active: set[Path] = set()

	def end_orphans(self) -> None:
		"""End the commands of an earlier run that was killed; those of a living one are left alone."""
		if self.folder.is_dir():
			for path in self.folder.glob("*.json"):
				if living(path, "owner_") is None:
					end(path, patience=2)

	def stop(self) -> None:
		"""End what runs now and let nothing start any more."""
		self.stopped.set()
		with self._guard:
			active = list(self._active)
		for path in active:
			end(path, patience=2)

	def run(
		self,
		what: str,
		args: Sequence[str | Path],
		log: Path,
		cwd: Path | None = None,
		env: Mapping[str, str] | None = None,
		stdin: Path | None = None,
		stdout: Path | None = None,
		keep: bool = False,
	) -> None:
		"""Run one command with its output in a log; a failure carries the cause found in that log.

		With `keep` it is never ended half-way (the package manager would be left broken).
		"""
		with log.open("ab") as out, _opened(stdin, "rb") as source, _opened(stdout, "wb") as sink:
			out.write(("$ " + " ".join(map(str, args)) + "\n").encode())
			out.flush()
			with self._guard:
				if self.stopped.is_set():
					raise BenchError(f"{what}: dihentikan.")
				try:
					child = subprocess.Popen(
						[str(a) for a in args],
						stdin=source or subprocess.DEVNULL,
						stdout=sink or out,
						stderr=out,
						cwd=cwd,
						env=clean_env(env),
						start_new_session=True,
					)
				except FileNotFoundError as e:
					raise BenchError(f"{what}: {e.filename} tidak ada.", log) from e
				path = self.folder / f"{child.pid}.json"
				if not keep:
					self.folder.mkdir(parents=True, exist_ok=True)
					record(path, child.pid)
					self._active.add(path)
			try:
				code = child.wait()
			except BaseException:
				end(path, patience=2)
				raise
			finally:
				with self._guard:
					self._active.discard(path)
				path.unlink(missing_ok=True)
		if self.stopped.is_set():
			raise BenchError(f"{what}: dihentikan.")
		if code:
			raise from_log(what, log)


@contextmanager
def _opened(path: Path | None, mode: str) -> Iterator:
	if path is None:
		yield None
	else:
		with path.open(mode) as f:
			yield f


def clean_env(extra: Mapping[str, str] | None = None) -> dict[str, str]:
	"""The environment for children: nothing in it may turn them to another Python, site or database."""
	drop = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "CONDA_PREFIX", "MYSQL_HOST", "CI")
	env = {k: v for k, v in os.environ.items() if k not in drop and not k.startswith(("FRAPPE_", "PG"))}
	env.update({"UV_PYTHON_DOWNLOADS": "never", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"})
	env.update(extra or {})
	return env


def spawn(
	args: Sequence[str | Path],
	pidfile: Path,
	log: Path,
	cwd: Path,
	env: Mapping[str, str] | None = None,
) -> int:
	"""Start a server that outlives this program; its output goes to a log, its PID to a record."""
	with log.open("ab") as out:
		child = subprocess.Popen(
			[str(a) for a in args],
			stdin=subprocess.DEVNULL,
			stdout=out,
			stderr=out,
			cwd=cwd,
			env=clean_env(env),
			start_new_session=True,
		)
	record(pidfile, child.pid)
	return child.pid
