"""The step runner: what stands is not done again, what broke off starts over."""

import os
import subprocess
import sys
import time

import pytest

from devbench.config import Settings
from devbench.errors import BenchError
from devbench.procs import Commands, birth, end, living, record
from devbench.steps import Runner, Step


@pytest.fixture
def bench(tmp_path):
	settings = Settings.from_env({"DEVBENCH_DIR": str(tmp_path / "bench")})
	settings.prepare()
	return settings


def runner(settings):
	return Runner(settings, Commands(settings), say=lambda line: None)


def test_steps_run_in_order_and_once(bench):
	ran = []
	steps = [
		Step("b", "b", lambda log: ran.append("b"), "1", needs=("a",)),
		Step("a", "a", lambda log: ran.append("a"), "1"),
		Step("always", "always", lambda log: ran.append("always"), after=("b",)),
	]
	assert runner(bench).run(steps) == 3
	assert ran == ["a", "b", "always"]
	assert runner(bench).run(steps) == 1
	assert ran[3:] == ["always"]


def test_changed_inputs_reach_all_that_needs_them(bench):
	ran = []

	def steps(version):
		return [
			Step("a", "a", lambda log: ran.append("a"), version),
			Step("b", "b", lambda log: ran.append("b"), "1", needs=("a",)),
			Step("c", "c", lambda log: ran.append("c"), "1", after=("a",)),
		]

	runner(bench).run(steps("1"))
	ran.clear()
	runner(bench).run(steps("2"))
	assert ran == ["a", "b"]


def test_a_missing_product_is_made_again(bench, tmp_path):
	product = tmp_path / "product"
	steps = [Step("a", "a", lambda log: product.write_text(""), "1", product=product)]
	runner(bench).run(steps)
	product.unlink()
	assert runner(bench).run(steps) == 1
	assert product.exists()


def test_what_builds_on_a_step_made_anew_is_made_anew(bench, tmp_path):
	"""Also when the run breaks off between the two."""
	ran = []
	product = tmp_path / "env"

	def steps(second):
		return [
			Step("env", "env", lambda log: product.write_text(""), "1", product=product),
			Step("app", "app", second, "1", needs=("env",)),
		]

	def broken(log):
		raise BenchError("putus")

	runner(bench).run(steps(lambda log: ran.append("app")))
	product.unlink()
	with pytest.raises(BenchError, match="putus"):
		runner(bench).run(steps(broken))
	assert product.exists()
	runner(bench).run(steps(lambda log: ran.append("app")))
	assert ran == ["app", "app"]


def test_a_failed_step_leaves_no_stamp_and_ends_the_run(bench):
	ran = []

	def broken(log):
		raise BenchError("sebab")

	steps = [
		Step("a", "a", broken, "1"),
		Step("b", "b", lambda log: ran.append("b"), "1", needs=("a",)),
	]
	with pytest.raises(BenchError, match="sebab"):
		runner(bench).run(steps)
	assert ran == [] and not (bench.stamps / "a").exists()
	steps[0] = Step("a", "a", lambda log: ran.append("a"), "1")
	runner(bench).run(steps)
	assert ran == ["a", "b"]


def test_a_killed_step_starts_over(bench):
	script = (
		"import sys, time; from pathlib import Path; from devbench.config import Settings;"
		"from devbench.procs import Commands; from devbench.steps import Runner, Step;"
		"s = Settings.from_env(); c = Commands(s);"
		"step = Step('a', 'a', lambda log: c.run('a', ['sleep', '60'], log), '1');"
		"Runner(s, c).run([step])"
	)
	(bench.stamps / "a").write_text("old")
	child = subprocess.Popen(
		[sys.executable, "-c", script], env={**os.environ, "DEVBENCH_DIR": str(bench.home)}
	)
	records = bench.run / "steps"
	deadline = time.monotonic() + 10
	while not list(records.glob("*.json")) and time.monotonic() < deadline:
		time.sleep(0.05)
	(path,) = records.glob("*.json")
	sleeper = living(path)
	child.kill()
	child.wait()
	assert sleeper and birth(sleeper), "the step's command outlives a killed run"
	assert not (bench.stamps / "a").exists()
	Commands(bench).end_orphans()
	deadline = time.monotonic() + 5
	while birth(sleeper) and time.monotonic() < deadline:
		time.sleep(0.05)
	assert birth(sleeper) is None and not list(records.glob("*.json"))


def test_one_failure_ends_the_commands_beside_it(bench):
	commands = Commands(bench)
	began = time.monotonic()

	def broken(log):
		time.sleep(0.3)
		raise BenchError("sebab")

	steps = [
		Step("long", "long", lambda log: commands.run("long", ["sleep", "60"], log), "1"),
		Step("bad", "bad", broken, "1"),
	]
	with pytest.raises(BenchError, match="sebab"):
		Runner(bench, commands, say=lambda line: None).run(steps)
	assert time.monotonic() - began < 10
	assert not (bench.stamps / "long").exists()


def test_a_command_that_fails_names_cause_and_log(bench):
	log = bench.logs / "x.log"
	with pytest.raises(BenchError, match="Ruang disk habis") as failure:
		Commands(bench).run("Langkah", ["sh", "-c", "echo No space left on device; exit 1"], log)
	assert failure.value.log == log


def test_only_our_own_process_is_ended(tmp_path):
	path = tmp_path / "x.json"
	with subprocess.Popen(["sleep", "60"], start_new_session=True) as other:
		try:
			record(path, other.pid)
			path.write_text(path.read_text().replace('"birth": "', '"birth": "earlier-'))
			assert living(path) is None
			assert end(path) is False
			assert other.poll() is None
			record(path, other.pid)
			assert end(path) is True
			assert birth(other.pid) is None
		finally:
			other.kill()


def test_commands_of_a_living_run_are_left_alone(bench):
	folder = bench.run / "steps"
	folder.mkdir()
	with subprocess.Popen(["sleep", "60"], start_new_session=True) as other:
		try:
			record(folder / "test-1.json", other.pid)
			Commands(bench).end_orphans()
			assert living(folder / "test-1.json") == other.pid
		finally:
			other.kill()


def test_steps_that_wait_for_each_other_are_told(bench):
	steps = [Step("a", "a", print, "1", needs=("b",)), Step("b", "b", print, "1", after=("a",))]
	with pytest.raises(BenchError, match="menunggu"):
		runner(bench).run(steps)
