"""Settings, ports, secrets, and the mark that makes a folder ours."""

import json
import socket
import stat

import pytest

from devbench.config import PORT_RANGE, PORTS, Ports, Settings, is_free, secret
from devbench.errors import BenchError, cause_in, from_log


@pytest.fixture
def settings(tmp_path):
	found = Settings.from_env({"DEVBENCH_DIR": str(tmp_path / "bench")})
	found.prepare()
	return found


def test_ports_are_different_and_kept(settings):
	first = Ports(settings, free=lambda port: True).load().numbers
	assert set(first) == set(PORTS) and len(set(first.values())) == len(PORTS)
	assert all(port in PORT_RANGE for port in first.values())
	assert Ports(settings, free=lambda port: False).load().numbers == first


def test_a_taken_port_is_picked_anew_and_saved(settings):
	ports = Ports(settings, free=lambda port: True).load()
	old = ports["db"]
	ports.free = lambda port: port != old
	assert ports.ensure_free("db") is True
	assert ports["db"] != old and list(ports.numbers.values()).count(ports["db"]) == 1
	assert json.loads(ports.file.read_text())["db"] == ports["db"]
	assert ports.ensure_free("db") is False


def test_a_fixed_port_is_never_changed(tmp_path):
	settings = Settings.from_env({"DEVBENCH_DIR": str(tmp_path / "b"), "DEVBENCH_PORT_DB": "25000"})
	settings.prepare()
	ports = Ports(settings, free=lambda port: True).load()
	assert ports["db"] == 25000
	ports.free = lambda port: False
	with pytest.raises(BenchError, match="DEVBENCH_PORT_DB"):
		ports.ensure_free("db")


def test_a_fixed_port_pushes_a_picked_one_away(tmp_path):
	home = str(tmp_path / "b")
	plain = Settings.from_env({"DEVBENCH_DIR": home})
	plain.prepare()
	web = Ports(plain, free=lambda port: True).load()["web"]
	fixed = Settings.from_env({"DEVBENCH_DIR": home, "DEVBENCH_PORT_DB": str(web)})
	ports = Ports(fixed, free=lambda port: True).load()
	assert ports["db"] == web and ports["web"] != web


def test_two_folders_start_from_different_ports(tmp_path):
	found = []
	for name in ("a", "b", "c"):
		settings = Settings.from_env({"DEVBENCH_DIR": str(tmp_path / name)})
		settings.prepare()
		found.append(tuple(Ports(settings, free=lambda port: True).load().numbers.values()))
	assert len(set(found)) == 3


def test_is_free_sees_a_listener():
	with socket.socket() as s:
		s.bind(("127.0.0.1", 0))
		s.listen()
		assert not is_free(s.getsockname()[1])


def test_a_broken_port_file_is_made_anew(settings):
	(settings.home / "ports.json").write_text("{")
	assert set(Ports(settings, free=lambda port: True).load().numbers) == set(PORTS)


@pytest.mark.parametrize(
	"env",
	[
		{"DEVBENCH_PORT_DB": "x"},
		{"DEVBENCH_PORT_DB": "70000"},
		{"DEVBENCH_PORT_DB": "25000", "DEVBENCH_PORT_WEB": "25000"},
		{"DEVBENCH_DEMO_SITE": "a.localhost", "DEVBENCH_TEST_SITE": "a.localhost"},
		{"DEVBENCH_DEMO_SITE": "../x"},
	],
)
def test_wrong_settings_are_told(env):
	with pytest.raises(BenchError):
		Settings.from_env(env)


def test_a_secret_is_made_once_and_private(settings):
	first = secret(settings, "db-root")
	assert len(first) == 32 and secret(settings, "db-root") == first
	assert stat.S_IMODE((settings.home / "db-root").stat().st_mode) == 0o600


def test_a_folder_of_somebody_else_is_refused(tmp_path):
	(tmp_path / "file").write_text("")
	settings = Settings.from_env({"DEVBENCH_DIR": str(tmp_path)})
	assert not settings.is_ours
	with pytest.raises(BenchError, match="bukan buatan"):
		settings.prepare()


@pytest.mark.parametrize(
	("text", "cause"),
	[
		("npm error code ENOTFOUND", "Jaringan"),
		("error: dns error: failed to lookup address information", "Jaringan"),
		("tar: write error: No space left on device", "disk"),
		("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "hash"),
		("Can't start server: Bind on TCP/IP port: Address already in use", "Port"),
	],
)
def test_known_causes_are_read_from_a_log(text, cause):
	assert cause in cause_in(text)


def test_an_unknown_failure_shows_the_end_of_its_log(tmp_path):
	log = tmp_path / "x.log"
	log.write_text("FileNotFoundError: no such thing\n")
	error = from_log("Langkah", log)
	assert "FileNotFoundError" in str(error) and str(log) in str(error)
