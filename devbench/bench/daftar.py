"""Finds the benchmarks: every file in `patok/` holds one."""

import importlib
import pkgutil

from devbench.bench import patok as folder
from devbench.bench.inti import Patok


def ambil(nama: str) -> Patok:
	"""The benchmark of that name."""
	return importlib.import_module(f"{folder.__name__}.{nama}").PATOK


def semua() -> list[Patok]:
	"""All of them, in the order in which they run."""
	ada = [ambil(m.name) for m in pkgutil.iter_modules(folder.__path__)]
	return sorted(ada, key=lambda p: (p.urutan, p.nama))
