"""A small step runner: steps with stamps, independent ones side by side."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from devbench.config import Settings, write_atomic
from devbench.errors import BenchError
from devbench.procs import Commands


@dataclass(frozen=True)
class Step:
	"""One step of set-up.

	`inputs` stands for all that the result depends on; with the inputs of the steps in `needs` it makes
	the digest that is stamped after success. `after` only orders. `product` must exist for a stamp to count.
	A step without `inputs` is never stamped and always runs.
	"""

	key: str
	title: str
	run: Callable[[Path], None]
	inputs: str | None = None
	needs: tuple[str, ...] = ()
	after: tuple[str, ...] = ()
	product: Path | None = None
	quiet: bool = False


def hash_text(*parts: str) -> str:
	"""One digest of several texts."""
	return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def hash_files(root: Path, files: Iterable[Path]) -> str:
	"""One digest of names and contents."""
	digest = hashlib.sha256()
	for path in sorted(files):
		digest.update(f"{path.relative_to(root)}\0".encode())
		try:
			digest.update(hashlib.sha256(path.read_bytes()).digest())
		except FileNotFoundError:
			digest.update(b"gone")
	return digest.hexdigest()


class Runner:
	"""Runs steps in the order that their needs ask for, up to `width` at once."""

	def __init__(
		self,
		settings: Settings,
		commands: Commands,
		say: Callable[[str], None] = lambda line: print(line, flush=True),
		width: int = 3,
	):
		self.settings = settings
		self.commands = commands
		self.say = say
		self.width = width
		self.seconds: dict[str, float] = {}

	def run(self, steps: Sequence[Step]) -> int:
		"""Run what is not done yet; the number of steps that ran. The first failure ends the run."""
		digests = self.digests(steps)
		done: set[str] = set()
		todo: list[Step] = []
		standing = self._standing(steps, digests)
		for step in steps:
			if step.key in standing:
				done.add(step.key)
			else:
				# All of them first: if this run breaks off, what builds on a step made anew is not taken for good.
				self.stamp(step.key).unlink(missing_ok=True)
				todo.append(step)
		ran = 0
		running: dict[Future[float], Step] = {}
		with ThreadPoolExecutor(self.width) as pool:
			try:
				while todo or running:
					for step in list(todo):
						ready = all(key in done for key in (*step.needs, *step.after))
						if ready and len(running) < self.width:
							todo.remove(step)
							running[pool.submit(self._one, step, digests[step.key])] = step
					if not running:
						raise BenchError(f"Langkah saling menunggu: {', '.join(s.key for s in todo)}.")
					finished, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
					for future in finished:
						step = running.pop(future)
						seconds = future.result()
						self.seconds[step.key] = round(seconds, 1)
						done.add(step.key)
						ran += 1
						if not step.quiet:
							self.say(f"  ✓ {step.title:<48} {seconds:6.1f} s")
			except BaseException:
				self.commands.stop()
				raise
		return ran

	def digests(self, steps: Sequence[Step]) -> dict[str, str]:
		"""The digest of each step: its own inputs and those of all that it needs."""
		by_key = {step.key: step for step in steps}
		found: dict[str, str] = {}

		def of(key: str) -> str:
			if key not in found:
				step = by_key[key]
				found[key] = hash_text(key, step.inputs or "", *(of(need) for need in step.needs))
			return found[key]

		return {step.key: of(step.key) for step in steps}

	def _standing(self, steps: Sequence[Step], digests: dict[str, str]) -> set[str]:
		"""The steps that need not run: stamped, and built on steps that need not run either."""
		by_key = {step.key: step for step in steps}

		def stands(step: Step) -> bool:
			return self._stands(step, digests[step.key]) and all(stands(by_key[need]) for need in step.needs)

		return {step.key for step in steps if stands(step)}

	def stamp(self, key: str) -> Path:
		return self.settings.stamps / key

	def _stands(self, step: Step, digest: str) -> bool:
		if step.inputs is None:
			return False
		try:
			stamped = self.stamp(step.key).read_text().strip()
		except OSError:
			return False
		return stamped == digest and (step.product is None or step.product.exists())

	def _one(self, step: Step, digest: str) -> float:
		began = time.monotonic()
		log = self.settings.logs / f"{step.key}.log"
		self.stamp(step.key).unlink(missing_ok=True)
		log.unlink(missing_ok=True)
		try:
			step.run(log)
		except OSError as e:
			cause = "Ruang disk habis." if e.errno == 28 else f"{e.strerror or e} ({e.filename or '-'})."
			raise BenchError(f"{step.title}: {cause}", log if log.exists() else None) from e
		if step.inputs is not None:
			write_atomic(self.stamp(step.key), digest + "\n")
		return time.monotonic() - began
