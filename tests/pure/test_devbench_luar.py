"""Tests on a bench that stands elsewhere: what is read from the command line, and what is refused."""

import json

import pytest

from devbench import cli, luar
from devbench.errors import BenchError
from devbench.luar import Facts, Target, describe, find_fault, folders_for, refusal, target_of

APP = "transformasi_asn"


@pytest.fixture
def bench(tmp_path):
	for folder in ("apps/frappe", f"apps/{APP}", "sites/uji.localhost", "sites/lain.localhost", "env/bin"):
		(tmp_path / folder).mkdir(parents=True)
	(tmp_path / "env/bin/python").write_text("")
	(tmp_path / "sites/common_site_config.json").write_text('{"webserver_port": 8000}')
	for site in ("uji", "lain"):
		(tmp_path / f"sites/{site}.localhost/site_config.json").write_text("{}")
	return tmp_path


def facts(**lain):
	isi = {
		"frappe": "15.44.2",
		"basis_data": "mariadb",
		"aplikasi": ["frappe", APP],
		"salinan": f"/b/apps/{APP}/{APP}",
		"versi": "0.1.0",
		"allow_tests": True,
		"pengembang": False,
		"sandi_cocok": True,
		"wizard_selesai": True,
		"bahasa": "id",
		"data_asing": {},
	}
	return Facts(**isi | lain)


def test_target_is_taken_out_of_the_arguments(tmp_path):
	words = ["site", "--bench", str(tmp_path), "--site=a.localhost", "--module", "x", luar.WRITE]
	assert target_of(words) == Target(tmp_path, "a.localhost", write=True)
	assert words == ["site", "--module", "x"]
	words = ["--bench=x", luar.THROW_AWAY, "--site", "a"]
	assert target_of(words).throw_away and words == []
	words = ["site", "-k", "y"]
	assert target_of(words) is None and words == ["site", "-k", "y"]


@pytest.mark.parametrize(
	("words", "message"),
	[
		(["--bench", "x"], "--site NAMA"),
		(["--site", "x"], "bersama --bench"),
		([luar.THROW_AWAY], "bersama --bench"),
		(["--bench", "--site", "x"], "--bench memerlukan nilai"),
		(["--bench", "x", "--site"], "--site memerlukan nilai"),
	],
)
def test_half_a_target_is_refused(words, message):
	with pytest.raises(BenchError, match=message):
		target_of(words)


def test_an_ordinary_bench_has_no_fault(bench):
	assert find_fault(Target(bench, "uji.localhost")) is None


@pytest.mark.parametrize("part", ["apps/frappe", "env/bin/python", "sites/common_site_config.json"])
def test_a_folder_without_its_parts_is_no_bench(bench, part):
	(bench / part).rename(bench / "elsewhere")
	assert f"{part} tidak ada" in find_fault(Target(bench, "uji.localhost"))


def test_missing_site_names_those_that_stand(bench):
	assert "lain.localhost, uji.localhost" in find_fault(Target(bench, "salah.localhost"))
	assert "tidak sah" in find_fault(Target(bench, "../uji.localhost"))
	assert "bukan folder" in find_fault(Target(bench / "tidak", "uji.localhost"))


def test_missing_app_is_told(bench):
	(bench / "apps" / APP).rmdir()
	assert "bench get-app" in find_fault(Target(bench, "uji.localhost"))


@pytest.mark.parametrize(
	("change", "message"),
	[
		({"salinan": ""}, "tidak mengenal"),
		({"aplikasi": ["frappe"]}, "install-app"),
		({"tertinggal": ["Tugas"]}, "(Tugas): bench --site uji.localhost migrate"),
		({"allow_tests": False}, "allow_tests true"),
		({"data_asing": {"Pegawai ASN": 12}}, "12 Pegawai ASN"),
	],
)
def test_a_site_that_is_not_for_tests_is_refused(bench, change, message):
	assert message in refusal(Target(bench, "uji.localhost"), facts(**change))


def test_a_browser_that_would_get_nowhere_is_not_started(bench, monkeypatch):
	monkeypatch.setattr(luar.system, "chromium", lambda: "/usr/bin/chromium")
	there = Target(bench, "uji.localhost")
	assert luar.refusal_of_browser(there, facts()) is None
	assert "wizard" in luar.refusal_of_browser(there, facts(wizard_selesai=False))
	assert "adalah en" in luar.refusal_of_browser(there, facts(bahasa="en"))
	assert "DEVBENCH_ADMIN_PASSWORD" in luar.refusal_of_browser(there, facts(sandi_cocok=False))
	monkeypatch.setattr(luar.system, "chromium", lambda: None)
	assert "Chromium" in luar.refusal_of_browser(there, facts())


def test_data_of_others_needs_permission_and_is_never_thrown_away(bench):
	there = facts(data_asing={"Unit Kerja": 3})
	assert refusal(Target(bench, "s", write=True), there) is None
	assert "bukan situs buangan" in refusal(Target(bench, "s", write=True, throw_away=True), there)
	assert refusal(Target(bench, "s", throw_away=True), facts()) is None


def test_description_tells_whose_copy_is_tested(tmp_path):
	(tmp_path / APP).mkdir()
	assert "(klon ini)" in describe(facts(salinan=str(tmp_path / APP)), tmp_path)
	assert f"salinan bench di /b/apps/{APP}" in describe(facts(), tmp_path)


def test_removal_is_tested_on_a_throw_away_site_only(tmp_path):
	for name in ("pure", "browser", "pemasangan"):
		(tmp_path / "tests" / name).mkdir(parents=True)
		(tmp_path / "tests" / name / "test_x.py").write_text("")
	names = [f.name for f in folders_for(Target(tmp_path, "s"), tmp_path)]
	assert names == ["browser"]
	names = [f.name for f in folders_for(Target(tmp_path, "s", throw_away=True), tmp_path)]
	assert names == ["browser", "pemasangan"]


def test_the_clone_writes_nothing_into_the_bench(bench, tmp_path_factory):
	home = tmp_path_factory.mktemp("home") / "d"
	before = sorted(p.relative_to(bench) for p in bench.rglob("*"))
	ours = luar.OutsideSettings(repo=home.parent, home=home, test_site="uji.localhost", place=bench)
	ours.prepare()
	assert ours.sites == bench / "sites" and ours.python == bench / "env/bin/python"
	assert home in ours.logs.parents and ours.logs.is_dir()
	assert sorted(p.relative_to(bench) for p in bench.rglob("*")) == before


def test_addresses_are_those_of_the_bench(bench, tmp_path_factory):
	home = tmp_path_factory.mktemp("home") / "d"
	(bench / "sites/common_site_config.json").write_text(
		json.dumps({"db_port": 3307, "redis_cache": "redis://127.0.0.1:13001/0", "socketio_port": 9001})
	)
	(bench / "sites/uji.localhost/site_config.json").write_text('{"db_port": 5433}')
	run = luar.OutsideRun.__new__(luar.OutsideRun)
	run.settings = luar.OutsideSettings(repo=home.parent, home=home, test_site="uji.localhost", place=bench)
	run.port = 8123
	env = run.outside_env()
	assert env["DEVBENCH_URL"] == "http://uji.localhost:8123"
	assert (env["DEVBENCH_PORT_DB"], env["DEVBENCH_PORT_CACHE"]) == ("5433", "13001")
	assert env["DEVBENCH_PORT_QUEUE"] == "" and env["DEVBENCH_BENCH"] == str(bench)


def test_a_bad_target_ends_with_one_sentence(bench, capsys, monkeypatch, tmp_path_factory):
	monkeypatch.setenv("DEVBENCH_DIR", str(tmp_path_factory.mktemp("home") / "d"))
	assert cli.main(["test", "--bench", str(bench), "--site", "salah.localhost"]) == 1
	assert "Situs salah.localhost tidak ada" in capsys.readouterr().err
	assert cli.main(["test", "pure", "--bench", str(bench), "--site", "uji.localhost"]) == 2
