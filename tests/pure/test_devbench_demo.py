"""`./dev demo --json FILE` says at once that it could not write the file."""

from pathlib import Path

import pytest

from devbench import cli
from devbench.config import Settings


@pytest.fixture
def no_bench(monkeypatch: pytest.MonkeyPatch) -> None:
	def refuse(settings: Settings) -> None:
		raise AssertionError("the bench was touched")

	monkeypatch.setattr(cli, "Bench", refuse)


@pytest.mark.parametrize("form", [["--json", "{}"], ["--json={}"]])
def test_missing_folder_ends_before_anything(
	no_bench: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
	words = [word.format(tmp_path / "tidak-ada" / "x.json") for word in form]
	assert cli.main(["demo", *words]) == 2
	said = capsys.readouterr().err
	assert said.count("\n") == 1 and "tidak-ada tidak ada." in said


def test_folder_as_file_is_refused(no_bench: None, tmp_path: Path) -> None:
	assert cli.main(["demo", "--once", "--json", str(tmp_path)]) == 2


def test_folder_without_permission_is_refused(
	no_bench: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr(cli.os, "access", lambda path, mode: False)
	assert cli.main(["demo", "--json", str(tmp_path / "x.json")]) == 2


def test_writable_place_passes(tmp_path: Path) -> None:
	assert cli._why_unwritable(tmp_path / "x.json") is None
