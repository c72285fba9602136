"""One way to check: the parts of ./dev lint and .ci/run, and those who call them."""

import re
from pathlib import Path

import pytest

from devbench import cli, lint, system
from devbench.config import Settings

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture
def checked(monkeypatch):
	"""Two checks in the place of the real ones, the second with a finding; which of them ran."""
	ran = []

	def check(name, clean):
		return lambda _settings: ran.append(name) or clean

	monkeypatch.setattr(lint, "CHECKS", {"baik": check("baik", True), "buruk": check("buruk", False)})
	return ran


@pytest.mark.parametrize(
	("names", "ran", "failed"),
	[([], ["baik", "buruk"], 1), (["baik"], ["baik"], 0), (["buruk", "baik"], ["buruk", "baik"], 1)],
)
def test_all_checks_or_those_named(checked, tmp_path, names, ran, failed):
	assert lint.run(Settings(REPO, tmp_path), names) == failed
	assert checked == ran


def test_an_unknown_check_is_named_and_nothing_runs(checked, capsys):
	assert cli.main(["lint", "baik", "entah"]) == 2
	assert "tidak mengenal entah; yang ada: baik, buruk" in capsys.readouterr().err
	assert checked == []


@pytest.mark.skipif(not system.find("node"), reason="node reads the scripts")
def test_a_script_with_a_fault_is_a_finding(tmp_path, capsys):
	(tmp_path / "transformasi_asn").mkdir()
	script = tmp_path / "transformasi_asn" / "x.js"
	script.write_text("frappe.x = {")
	assert lint.run(Settings(tmp_path, tmp_path), ["js"]) == 1
	assert "✗ node --check transformasi_asn/x.js" in capsys.readouterr().out
	script.write_text("frappe.x = {}")
	assert lint.run(Settings(tmp_path, tmp_path), ["js"]) == 0


def test_the_commit_hooks_are_the_checks():
	hooks = (REPO / ".pre-commit-config.yaml").read_text(encoding="utf-8")
	assert re.findall(r"entry: \./dev lint (.+)", hooks) == list(lint.CHECKS)


def test_the_forge_runs_every_part_of_ci():
	script = (REPO / ".ci" / "run").read_text(encoding="utf-8")
	workflow = (REPO / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
	parts = re.search(r"set -- (.+)", script)[1].split()
	assert sorted(re.search(r"part: \[(.+)\]", workflow)[1].split(", ")) == sorted(parts)
