"""Two kinds of database beside each other in one bench; neither touches what is the other's."""

import json
import os
import pwd
from pathlib import Path

import pytest

from devbench import cli, database, system
from devbench.config import DATABASES, PORTS, Settings
from devbench.errors import BenchError
from devbench.plan import Bench
from devbench.procs import clean_env


def bench_of(tmp_path: Path, kind: str) -> Bench:
	return Bench(Settings.from_env({"DEVBENCH_DIR": str(tmp_path / "bench"), "DEVBENCH_DB": kind}))


@pytest.mark.parametrize(
	("words", "left", "kind"),
	[
		(["demo", "--db", "postgres", "--once"], ["demo", "--once"], "postgres"),
		(["--db=postgres", "test", "site"], ["test", "site"], "postgres"),
		(["site", "console", "--db-name", "x"], ["site", "console", "--db-name", "x"], None),
		(["site", "--", "x", "--db", "postgres"], ["site", "--", "x", "--db", "postgres"], None),
		(["up", "--db"], ["up"], "?"),
	],
)
def test_the_kind_is_taken_from_any_place(words, left, kind, monkeypatch):
	monkeypatch.delenv("DEVBENCH_DB", raising=False)
	found, env = cli.take_database(words)
	assert (found, env.get("DEVBENCH_DB")) == (left, kind)


def test_an_unknown_kind_is_told_with_the_known_ones(capsys):
	assert cli.main(["up", "--db", "oracle"]) == 1
	assert "'oracle' tidak dikenal; pilihannya: mariadb, postgres" in capsys.readouterr().err


def test_every_kind_has_a_server_a_port_and_a_mark_of_its_own():
	kinds = database.KINDS
	assert set(kinds) == set(DATABASES)
	for names in ([k.port for k in kinds.values()], [k.folder for k in kinds.values()], DATABASES.values()):
		assert len(set(names)) == len(kinds)
	assert {kind.port for kind in kinds.values()} <= set(PORTS)


def test_sites_of_two_kinds_never_meet(tmp_path):
	maria, postgres = (bench_of(tmp_path, kind) for kind in ("mariadb", "postgres"))
	assert (maria.settings.test_site, postgres.settings.test_site) == ("test.localhost", "test-pg.localhost")
	assert maria.settings.python == postgres.settings.python
	for of in (
		lambda b: b.settings.demo_site,
		lambda b: b.settings.bench_site,
		lambda b: b.settings.stock_site,
		lambda b: b.settings.snapshots,
		lambda b: b.sites.bare,
		lambda b: b.sites.bare_dump,
		lambda b: b.sites.test_dump("0" * 64),
		lambda b: b.sites.database_name(b.settings.test_site),
		lambda b: b.services.db.data,
		lambda b: b.services.db.pidfile,
		lambda b: b.ports[b.services.db.port],
	):
		assert of(maria) != of(postgres)
	# What is not shared has a stamp of its own, what is shared the same digest: neither sets the other up anew.
	first, second = (b.runner.digests(b.steps_bench()) for b in (maria, postgres))
	assert set(first) ^ set(second) == {"database", "bare", "database-pg", "bare-pg"}
	assert {k: v for k, v in first.items() if k in second} == {k: v for k, v in second.items() if k in first}


def test_a_named_site_is_marked_too():
	env = {"DEVBENCH_DB": "postgres", "DEVBENCH_TEST_SITE": "uji", "DEVBENCH_DEMO_SITE": "a.b.test"}
	settings = Settings.from_env(env)
	assert (settings.test_site, settings.demo_site) == ("uji-pg", "a-pg.b.test")


def test_each_site_is_told_the_port_of_its_own_database(tmp_path):
	bench = bench_of(tmp_path, "postgres")
	for site, kind in (("test.localhost", "mariadb"), ("test-pg.localhost", "postgres"), ("lain", "sqlite")):
		(bench.settings.sites / site).mkdir(parents=True)
		text = json.dumps({"db_name": "x", "db_type": kind})
		(bench.settings.sites / site / "site_config.json").write_text(text)
	bench.sites.write_configs()
	assert bench.sites.config("test.localhost")["db_port"] == bench.ports["db"]
	assert bench.sites.config("test-pg.localhost")["db_port"] == bench.ports["db_pg"]
	assert bench.sites.config("lain") == {"db_name": "x", "db_type": "sqlite"}


def test_starting_one_kind_leaves_the_servers_on_the_other_alone(tmp_path, monkeypatch):
	bench = bench_of(tmp_path, "postgres")
	monkeypatch.setattr(database.Database, "running", property(lambda db: db.kind == "mariadb"))
	monkeypatch.setattr(database.Database, "start", lambda db: None)
	monkeypatch.setattr(bench.services, "running", lambda name: True)
	stopped, started = [], []
	monkeypatch.setattr(bench.services, "stop", stopped.append)
	bench.services.start_data(started)
	assert (started, stopped) == (["postgres"], [])


def test_a_folder_closed_to_the_servers_user_is_told(tmp_path):
	nobody = pwd.getpwnam("nobody")
	home = tmp_path / "in" / ".devbench"
	home.mkdir(parents=True)
	for folder in (home, *home.parents):
		if folder == tmp_path.parents[-2]:
			break
		os.chmod(folder, 0o755) if folder.stat().st_uid == os.getuid() else None
	database._reachable(home, None)
	database._reachable(home, nobody)
	home.parent.chmod(0o700)
	with pytest.raises(BenchError, match=r"nobody tidak dapat masuk ke .*/in\. Pilih DEVBENCH_DIR"):
		database._reachable(home, nobody)


def test_server_programs_are_found_off_the_path_newest_first(tmp_path):
	for version in ("9", "15", "17", "bin"):
		(tmp_path / version / "bin").mkdir(parents=True)
	assert system.postgres_folders(tmp_path) == [str(tmp_path / v / "bin") for v in ("17", "15", "9")]


class Recorder:
	"""Takes commands instead of running them."""

	def __init__(self, fail: str = ""):
		self.ran: list[str] = []
		self.fail = fail

	def run(self, what, args, log, keep=False):
		self.ran.append(" ".join(map(str, args)))
		if self.fail and self.fail in self.ran[-1]:
			raise BenchError("putus", log)


def test_the_package_starts_no_server_of_its_own(tmp_path, monkeypatch):
	monkeypatch.setattr(system, "find", lambda program: f"/usr/bin/{program}")
	for fail in ("", "apt-get -o DPkg::Lock::Timeout=300 install"):
		commands = Recorder(fail)
		if fail:
			with pytest.raises(BenchError, match="Dapat dipasang sendiri"):
				system.install(commands, ["postgresql"], tmp_path / "log")
		else:
			system.install(commands, ["postgresql"], tmp_path / "log")
		before = next(i for i, text in enumerate(commands.ran) if "create_main_cluster = false" in text)
		assert " install -y " in commands.ran[before + 1]
		assert commands.ran[-1].endswith(f"rm -f {system.NO_CLUSTER}")
	commands = Recorder()
	system.install(commands, ["redis-server"], tmp_path / "log")
	assert not any(str(system.NO_CLUSTER) in text for text in commands.ran)


def test_children_do_not_follow_another_postgres(monkeypatch):
	monkeypatch.setenv("PGHOST", "elsewhere")
	monkeypatch.setenv("PGOPTIONS", "-c x=y")
	env = clean_env({"PGPASSWORD": "p"})
	assert {k for k in env if k.startswith("PG")} == {"PGPASSWORD"}


def test_a_name_that_could_carry_sql_is_refused(tmp_path):
	for kind in database.KINDS:
		with pytest.raises(BenchError, match="tidak sah"):
			bench_of(tmp_path, kind).services.db.drop('x"; DROP')


def test_the_site_that_is_served_is_known_whatever_kind_is_asked_for(tmp_path, monkeypatch):
	mariadb, postgres = bench_of(tmp_path, "mariadb").services, bench_of(tmp_path, "postgres").services
	up: list[str] = []
	for services in (mariadb, postgres):
		monkeypatch.setattr(services, "running", up.__contains__)
		monkeypatch.setattr(services, "_start", lambda name, *_: up.append(name))
	assert postgres.served_site() is None
	mariadb.start_web("demo.localhost")
	assert postgres.served_site() == "demo.localhost"
	# one that stands goes on with its own
	postgres.start_web("demo-pg.localhost")
	assert postgres.served_site() == "demo.localhost"
	up.clear()
	assert postgres.served_site() is None
