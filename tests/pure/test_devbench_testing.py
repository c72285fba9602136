"""Counting tests, and finding what a site depends on."""

from devbench.lint import as_script, doctype_errors
from devbench.sites import app_files, app_hash
from devbench.testing import (
	Counts,
	counts_of_junit,
	counts_of_unittest,
	failures_of_unittest,
	outside_folders,
)


def test_unittest_counts():
	assert counts_of_unittest("....\nRan 4 tests in 1.2s\n\nOK\n") == Counts(4, 0, 0)
	text = "F\n======\nFAIL: x\n------\nRan 10 tests in 1.2s\n\nFAILED (failures=1, errors=2, skipped=3)\n"
	assert counts_of_unittest(text) == Counts(4, 3, 3)
	assert failures_of_unittest(text).startswith("======\nFAIL: x")
	assert counts_of_unittest("Ran 1 test in 0.1s\n\nOK (skipped=1)\n") == Counts(0, 0, 1)
	assert counts_of_unittest("Ran 3 tests in 0.1s\n\nFAILED (unexpected successes=1)\n") == Counts(2, 1, 0)
	assert counts_of_unittest("Traceback\nImportError: x\n") is None


def test_junit_counts(tmp_path):
	report = tmp_path / "r.xml"
	report.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')
	assert counts_of_junit(report) == Counts(5, 2, 2)
	report.write_text("<testsuites><testsuite")
	assert counts_of_junit(report) is None
	assert counts_of_junit(tmp_path / "none.xml") is None


def test_counts_add_up_to_the_closing_line():
	assert str(Counts(1, 2, 3) + Counts(1, 0, 0)) == "2 passed, 2 failed, 3 skipped"


def test_outside_folders_are_all_beside_pure(tmp_path):
	for name in ("pure", "browser", "faults", "empty"):
		(tmp_path / "tests" / name).mkdir(parents=True)
		if name != "empty":
			(tmp_path / "tests" / name / "test_x.py").write_text("")
	assert [p.name for p in outside_folders(tmp_path)] == ["browser", "faults"]
	assert outside_folders(tmp_path / "nowhere") == []


def app_with(tmp_path, *names):
	for name in names:
		path = tmp_path / name
		path.parent.mkdir(parents=True, exist_ok=True)
		path.write_text(name)
	return tmp_path


def test_an_installed_site_depends_on_code_and_fixtures_only(tmp_path):
	app = "transformasi_asn"
	repo = app_with(
		tmp_path,
		f"{app}/hooks.py",
		f"{app}/organisasi/domain/public/x.py",
		f"{app}/public/js/x.js",
		f"{app}/organisasi/tests/test_x.py",
		f"{app}/organisasi/test_y.py",
		f"{app}/__pycache__/hooks.pyc",
		"fixtures/role.json",
		"README.md",
	)
	found = sorted(str(p.relative_to(repo)) for p in app_files(repo))
	assert found == ["fixtures/role.json", f"{app}/hooks.py", f"{app}/organisasi/domain/public/x.py"]
	before = app_hash(repo)
	(repo / app / "public/js/x.js").write_text("changed")
	assert app_hash(repo) == before
	(repo / app / "hooks.py").write_text("changed")
	assert app_hash(repo) != before


def test_broken_doctype_files_are_found(tmp_path):
	folder = tmp_path / "organisasi" / "doctype" / "unit_kerja"
	folder.mkdir(parents=True)
	(folder / "unit_kerja.json").write_text('{"doctype": "DocType"}')
	assert doctype_errors(tmp_path) == []
	(folder / "unit_kerja.json").write_text('{"doctype": "DocType",}')
	assert len(doctype_errors(tmp_path)) == 1
	(folder / "unit_kerja.json").write_text('{"doctype": "Role"}')
	assert "bukan berkas DocType" in doctype_errors(tmp_path)[0]


def test_a_module_is_read_as_a_script(tmp_path):
	path = tmp_path / "x.bundle.js"
	path.write_text('import "./y";\nexport function f() {}\n')
	assert as_script(path) == "\nfunction f() {}"
