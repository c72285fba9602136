"""The table of features names tests that exist."""

import re
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
FOLDER = {"peramban": REPO / "tests/browser"}
ISI = (REPO / "docs/fitur.md").read_text(encoding="utf-8")
UJI = sorted(set(re.findall(r"`(\w+)/(test_\w+\.py)::(test_\w+)`", ISI)))


@pytest.mark.parametrize("folder, berkas, uji", UJI, ids=lambda s: s)
def test_it_is_there(folder: str, berkas: str, uji: str):
	jalur = FOLDER.get(folder, REPO / "transformasi_asn" / folder / "tests") / berkas
	assert re.search(rf"^\s*def {uji}\(", jalur.read_text(encoding="utf-8"), re.M)


def test_every_row_names_one():
	baris = re.findall(r"^\| (?!Fitur)([^|]+) \| ([^|]+) \|$", ISI, re.M)
	assert len(baris) > 40
	assert [fitur for fitur, uji in baris if "::" not in uji] == []
