"""`domain/` decides with the standard library alone."""

import ast
import sys
from pathlib import Path

import pytest

PAKET = Path(__file__).resolve().parents[2] / "transformasi_asn"
BERKAS = sorted([*PAKET.glob("*/domain/*.py"), *PAKET.glob("*/domain.py")])


def imports_of(berkas: Path) -> set[str]:
	"""Modules that a file imports, relative ones as `.name`."""
	hasil = set()
	for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
		if isinstance(simpul, ast.Import):
			hasil |= {alias.name for alias in simpul.names}
		elif isinstance(simpul, ast.ImportFrom):
			hasil.add("." * simpul.level + (simpul.module or ""))
	return hasil


def is_pure(modul: str) -> bool:
	bagian = modul.split(".")
	if modul.startswith("."):
		return not modul.startswith("..")
	return bagian[0] in sys.stdlib_module_names or (bagian[0] == "transformasi_asn" and "domain" in bagian)


@pytest.mark.parametrize("berkas", BERKAS, ids=lambda b: str(b.relative_to(PAKET)))
def test_imports_nothing_but_the_standard_library_and_other_domains(berkas):
	assert [m for m in sorted(imports_of(berkas)) if not is_pure(m)] == []


def test_there_is_something_to_check():
	assert len(BERKAS) > 10
