"""Restoring the framework's names, and refusing anything but the pinned file."""

import zipfile

import pytest

from devbench import framework
from devbench.errors import BenchError


@pytest.mark.parametrize(
	("theirs", "ours"),
	[
		(b"import criscostack", b"import frappe"),
		(b"class CriscoTestCase", b"class FrappeTestCase"),
		(b"CRISCOSTACK_X Criscostack", b"FRAPPE_X Frappe"),
		(b"Criscoerp criscoerp", b"ERPNext erpnext"),
		(b"Rubrik, Fabrik", b"Rubrik, Fabrik"),
		(b"bench", b"bench"),
	],
)
def test_text_gets_its_own_names_back(theirs, ours):
	assert framework.restore_text(theirs) == ours


def test_paths_get_their_own_names_back():
	assert framework.restore_path("criscostack/utils/brik_helper.py") == "frappe/utils/bench_helper.py"
	assert framework.restore_path("criscostack/locale/Rubrik.csv") == "frappe/locale/Rubrik.csv"


def test_binary_files_are_left_alone():
	assert not framework.is_text("a/b.PNG", b"criscostack")
	assert not framework.is_text("a/b.dat", b"criscostack\0")
	assert framework.is_text("a/b.py", b"criscostack")


def make_wheel(path):
	with zipfile.ZipFile(path, "w") as z:
		z.writestr("criscostack/__init__.py", "import criscostack\n")
		z.writestr("criscostack/public/criscostack.png", b"criscostack\0")
		z.writestr("criscostack/../../outside.py", "x")
		z.writestr("other/file.py", "x")
		info = "criscostack-1.0.0.dist-info/METADATA"
		z.writestr(
			info,
			'Metadata-Version: 2.1\nName: x\nRequires-Dist: rq~=1.15.1\nRequires-Dist: a; extra == "t"\n',
		)
	return path


def test_unpack_writes_a_project_with_restored_names(tmp_path):
	dest = tmp_path / "frappe"
	dest.mkdir()
	assert framework.unpack(make_wheel(tmp_path / "w.whl"), dest) == 2
	assert (dest / "frappe/__init__.py").read_text() == "import frappe\n"
	assert (dest / "frappe/public/frappe.png").read_bytes() == b"criscostack\0"
	assert not (tmp_path / "outside.py").exists()
	project = (dest / "pyproject.toml").read_text()
	assert 'name = "frappe"' in project and "rq~=1.15.1" in project and 'extra == \\"t\\"' in project


def test_another_file_than_the_pinned_one_is_refused(tmp_path):
	with pytest.raises(BenchError, match="tidak cocok"):
		framework.verify(make_wheel(tmp_path / "w.whl"))
