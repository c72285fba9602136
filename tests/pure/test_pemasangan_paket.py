"""Both ways of installing the package ask for the same libraries."""

import re
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]


def names_in(teks: str) -> set[str]:
	return set(re.findall(r'"([\w.-]+[<>=][^"]*)"', teks))


def test_shim_and_project_agree():
	proyek = re.search(r"^dependencies = \[(.*?)^\]", (REPO / "pyproject.toml").read_text(), re.S | re.M)[1]
	shim = re.search(r"install_requires=\[(.*?)\]", (REPO / "setup.py").read_text(), re.S)[1]
	assert names_in(proyek) == names_in(shim) != set()


def test_the_bench_pins_what_the_app_asks_for():
	pin = (REPO / "devbench" / "requirements-bench.txt").read_text()
	shim = re.search(r"install_requires=\[(.*?)\]", (REPO / "setup.py").read_text(), re.S)[1]
	for kebutuhan in names_in(shim):
		nama = re.match(r"[\w.-]+", kebutuhan)[0]
		assert re.search(rf"^{re.escape(nama)}==", pin, re.M), nama
