"""The commands of ./dev."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from devbench import lint, luar, testing
from devbench.bench.jalankan import jalankan, pilih
from devbench.config import Settings
from devbench.coverage_areas import Coverage
from devbench.errors import BenchError
from devbench.locks import lock
from devbench.plan import Bench
from devbench.procs import clean_env
from devbench.sites import app_hash

HELP = """\
./dev — bangku kerja pribadi untuk demo dan uji (Frappe, MariaDB atau PostgreSQL, Redis di folder .devbench)

Perintah
  demo [--once] [--json BERKAS]   situs demo baru + jalankan demo; lalu layani sampai Ctrl-C
                                  (--once: berhenti sesudah demo; --json: tulis hasil)
  test [pure|site|browser] [ARG…] semua uji, atau satu bagian; ARG diteruskan ke pytest / run-tests
  test matrix                     siapa melihat apa: setiap orang, tingkat keamanan dan pintu
  test --cakupan                  uji murni dan uji situs, lalu baris yang dilewatinya menurut bagian
                                  aplikasi; kode 1 bila ada bagian di bawah 90%
  test [site|browser] --bench JALUR --site NAMA [ARG…]
                                  uji yang sama pada bench Frappe yang sudah ada; setelan dan peladennya
                                  tidak disentuh, situsnya harus mengizinkan uji (allow_tests)
                                  (--tulis-data: situs itu berisi data lain, dan boleh bercampur data uji;
                                  --situs-buangan: pasang, migrasi dan copot aplikasi di sana juga diuji)
  bench [NAMA] [--json BERKAS] [--rinci]
                                  ukur app ini di samping Frappe apa adanya; kode 1 bila ada target
                                  yang meleset (--rinci: pernyataan SQL menurut asalnya)
  lint [ruff|format|impor|doctype|js]…
                                  gaya, kontrak impor, JSON DocType, sintaks JavaScript; atau bagiannya saja
  up                              nyalakan layanan dan situs demo di latar belakang
  down                            matikan semua yang dinyalakan di folder ini
  reset                           down, lalu hapus folder .devbench
  site [--test] ARG…              perintah Frappe pada situs demo (--test: situs uji),
                                  misalnya ./dev site console
  frappe ARG…                     perintah Frappe apa adanya, misalnya ./dev frappe --help
  help                            tulisan ini

  site dan frappe membiarkan basis data dan Redis menyala; matikan dengan ./dev down.
  --db postgres (bawaan: mariadb) pada demo, test, bench, up, site, frappe: situs yang sama di basis data
  itu, di samping yang lain (demo-pg.localhost, test-pg.localhost).

Variabel lingkungan (semua boleh kosong)
  DEVBENCH_DIR                    folder bangku (bawaan: .devbench di repositori)
  DEVBENCH_DB                     mariadb atau postgres, seperti --db
  DEVBENCH_DEMO_SITE              nama situs demo (demo.localhost)
  DEVBENCH_TEST_SITE              nama situs uji (test.localhost)
  DEVBENCH_ADMIN_PASSWORD         sandi Administrator (admin)
  DEVBENCH_PORT_DB, _DB_PG, _CACHE, _QUEUE, _WEB, _WEB_TEST, _REALTIME
                                  port tetap; tanpa ini dipilih sekali dan disimpan di ports.json
  DEVBENCH_PYTHON_BIN             Python 3.10/3.11 untuk kerangka kerja
  DEVBENCH_CHROMIUM               peramban untuk uji
  DEVBENCH_WHEEL                  berkas wheel kerangka kerja yang sudah ada (tanpa unduhan)

Untuk uji dari luar (tests/browser dan lain-lain) tersedia: DEVBENCH_URL (untuk peramban),
DEVBENCH_HTTP (alamat 127.0.0.1 yang sama, untuk Python), DEVBENCH_SITE, DEVBENCH_DB, DEVBENCH_DIR, DEVBENCH_BENCH,
DEVBENCH_PYTHON, DEVBENCH_ADMIN_PASSWORD, DEVBENCH_CHROMIUM dan DEVBENCH_PORT_….

Catatan tiap langkah: .devbench/logs/*.log
"""


class Usage(Exception):
	"""A command line that makes no sense."""


def main(argv: Sequence[str] | None = None) -> int:
	"""Run one command; its exit code."""
	args, env = take_database(sys.argv[1:] if argv is None else argv)
	command, rest = (args[0], args[1:]) if args else ("help", [])
	if command in ("help", "-h", "--help"):
		print(HELP, end="")
		return 0
	handler = COMMANDS.get(command)
	if handler is None:
		print(f"Perintah tidak dikenal: {command}\n\n{HELP}", end="", file=sys.stderr)
		return 2
	signal.signal(signal.SIGINT, _terminate)
	signal.signal(signal.SIGTERM, _terminate)
	if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
		signal.signal(signal.SIGHUP, _terminate)
	try:
		return handler(Settings.from_env(env), rest)
	except Usage as e:
		print(f"{e}\n\n{HELP}", end="", file=sys.stderr)
		return 2
	except BenchError as e:
		print(f"✗ {e}", file=sys.stderr, flush=True)
		return 1
	except OSError as e:
		cause = "Ruang disk habis" if e.errno == 28 else (e.strerror or str(e))
		print(f"✗ {cause}: {e.filename or '-'}", file=sys.stderr, flush=True)
		return 1
	except KeyboardInterrupt:
		print("Dihentikan.", file=sys.stderr, flush=True)
		return 130


def take_database(argv: Sequence[str]) -> tuple[list[str], dict[str, str]]:
	"""The words without `--db KIND`, and the environment with it; what follows `--` is the command's own."""
	words, env = list(argv), dict(os.environ)
	own = words[: words.index("--")] if "--" in words else words
	for at, word in enumerate(own):
		if word == "--db" or word.startswith("--db="):
			taken = 1 if "=" in word else 2
			env["DEVBENCH_DB"] = "".join(words[at : at + taken]).removeprefix("--db").removeprefix("=") or "?"
			del words[at : at + taken]
			break
	return words, env


def _terminate(signum: int, frame: object) -> None:
	"""End in order once; stopping itself is not interrupted again."""
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, signal.SIG_IGN)
	raise KeyboardInterrupt


def _no_arguments(command: str, rest: Sequence[str]) -> None:
	if rest:
		raise Usage(f"./dev {command} tidak menerima {' '.join(rest)}.")


# -- demo, up, down, reset


def demo(settings: Settings, rest: list[str]) -> int:
	"""A new demo site, the demo on it, and then a server to look at it."""
	once, report = False, None
	while rest:
		word = rest.pop(0)
		if word == "--once":
			once = True
		elif word == "--json" and rest:
			report = Path(rest.pop(0)).absolute()
		elif word.startswith("--json="):
			report = Path(word.partition("=")[2]).absolute()
		else:
			raise Usage(f"./dev demo tidak mengenal {word}.")
	if _is_refused(report):
		return 2
	bench = Bench(settings)
	try:
		with lock(settings, "bench"):
			began = time.monotonic()
			with lock(settings, "setup"):
				# They would hold on to records of the old site; they come back after the demo.
				stood = bench.services.stop(["web", "worker"])
				bench.set_up(bench.step_demo_site(fresh=True))
				if not bench.services.any_app_server():
					bench.services.flush("redis_queue")
			_remember_app(bench)
			print(f"Situs {settings.demo_site} siap dalam {time.monotonic() - began:.1f} s", flush=True)
			code = _run_demo(bench, report)
			if code or once:
				if stood:
					_serve(bench, keep=stood)
				return code
			_serve(bench)
		return _stay(bench)
	finally:
		bench.stop_started()


def _is_refused(report: Path | None) -> bool:
	"""Whether the result could not be written; then the reason has been told."""
	if report and (reason := _why_unwritable(report)):
		print(f"Hasil tidak dapat ditulis ke {report}: {reason}.", file=sys.stderr)
		return True
	return False


def _why_unwritable(report: Path) -> str | None:
	"""Asked before the work whose result would be lost."""
	if not report.parent.is_dir():
		return f"folder {report.parent} tidak ada"
	if report.is_dir():
		return "itu sebuah folder"
	if not os.access(report if report.exists() else report.parent, os.W_OK):
		return "tidak ada izin menulis"
	return None


def _run_demo(bench: Bench, report: Path | None) -> int:
	settings = bench.settings
	if not (settings.repo / "devbench" / "demo" / "__main__.py").is_file():
		print("devbench/demo belum ada: situs disiapkan tanpa isi demo.", flush=True)
		return 0
	args = [str(settings.python), "-m", "devbench.demo", "--sites", str(settings.sites)]
	args += ["--site", settings.demo_site]
	if report:
		args += ["--json", str(report)]
	env = clean_env(
		{
			"PYTHONPATH": str(settings.repo),
			"PYTHONDONTWRITEBYTECODE": "1",
			"DEVBENCH_DETIK": json.dumps(bench.runner.seconds),
		}
	)
	return subprocess.run(args, cwd=settings.sites, env=env, stdin=subprocess.DEVNULL).returncode


def _remember_app(bench: Bench) -> None:
	(bench.settings.stamps / f"demo-app{bench.settings.mark}").write_text(app_hash(bench.settings.repo))


def _serve(bench: Bench, keep: Sequence[str] = (), site: str | None = None) -> None:
	"""Start the servers that are not up, side by side, and print the address; `keep` outlives this command.

	`site` is the demo site of this database, unless another one is named.
	"""
	settings, services = bench.settings, bench.services
	site = site or settings.demo_site
	starts: dict[str, Callable[[], None]] = {
		"web": lambda: services.start_web(site),
		"worker": services.start_worker,
		"realtime": services.start_realtime,
	}
	errors: list[BaseException] = []

	def run(start: Callable[[], None]) -> None:
		try:
			start()
		except BaseException as e:
			errors.append(e)

	bench.started += [name for name in starts if name not in keep and not services.running(name)]
	before = dict(bench.ports.numbers)
	threads = [threading.Thread(target=run, args=(start,)) for start in starts.values()]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	if errors:
		raise errors[0]
	if bench.ports.numbers != before:
		# A port was taken meanwhile: the files and the servers that name it follow.
		bench.sites.write_configs()
		services.flush("redis_cache")
		services.stop(["realtime"])
		services.start_realtime()
	print(
		f"Buka http://{site}:{bench.ports['web']}  (Administrator / {settings.admin_password})",
		flush=True,
	)


def _stay(bench: Bench) -> int:
	print("Ctrl-C untuk berhenti.", flush=True)
	watched = [name for name in ("web", "worker", "realtime") if name in bench.started]
	try:
		while True:
			time.sleep(1)
			for name in watched:
				if not bench.services.running(name):
					raise BenchError(f"{name} berhenti sendiri.", bench.services.log(name))
	except KeyboardInterrupt:
		print("\nBerhenti …", flush=True)
		return 0


def up(settings: Settings, rest: list[str]) -> int:
	"""The demo site and its servers in the background."""
	_no_arguments("up", rest)
	bench = Bench(settings)
	done = False
	try:
		with lock(settings, "bench"):
			with lock(settings, "setup"):
				bench.set_up(bench.step_demo_site(fresh=False))
				_follow_app(bench)
			_serve(bench)
		done = True
		return 0
	finally:
		if not done:
			bench.stop_started()


def _follow_app(bench: Bench) -> None:
	"""Bring an existing demo site up to the app as it is now."""
	settings = bench.settings
	stamp = settings.stamps / f"demo-app{settings.mark}"
	now = app_hash(settings.repo)
	if bench.demo_key in bench.runner.seconds:
		stamp.write_text(now)
		return
	if stamp.exists() and stamp.read_text() == now:
		return
	began = time.monotonic()
	bench.services.stop(["web", "worker"])
	log = settings.logs / "migrate.log"
	log.unlink(missing_ok=True)
	bench.sites.frappe("Memigrasi situs demo", log, "--site", settings.demo_site, "migrate")
	stamp.write_text(now)
	print(f"  ✓ {'aplikasi berubah: situs demo dimigrasi':<48} {time.monotonic() - began:6.1f} s", flush=True)


def down(settings: Settings, rest: list[str]) -> int:
	"""Stop every server of this folder."""
	_no_arguments("down", rest)
	if not settings.is_ours:
		print("Tidak ada yang menyala.")
		return 0
	bench = Bench(settings)
	with lock(settings, "bench"), lock(settings, "setup"):
		bench.commands.end_orphans()
		stopped = bench.services.stop_all()
	print(f"Dimatikan: {', '.join(stopped)}" if stopped else "Tidak ada yang menyala.")
	return 0


def reset(settings: Settings, rest: list[str]) -> int:
	"""Stop everything and delete the folder, if it is ours."""
	_no_arguments("reset", rest)
	if not settings.home.exists():
		print(f"{settings.home} tidak ada.")
		return 0
	if not settings.is_ours or settings.home == settings.repo or (settings.home / ".git").exists():
		raise BenchError(f"{settings.home} bukan folder buatan ./dev; tidak dihapus.")
	down(settings, [])
	with lock(settings, "bench"), lock(settings, "setup"):
		# The mark goes last, so that an interrupted reset can be repeated.
		for path in settings.home.iterdir():
			if path.name == "DEVBENCH":
				continue
			if path.is_dir() and not path.is_symlink():
				shutil.rmtree(path)
			else:
				path.unlink()
		shutil.rmtree(settings.home)
	print(f"{settings.home} dihapus.")
	return 0


# -- test, lint


def test(settings: Settings, rest: list[str]) -> int:
	"""Run the tests and close with their counts."""
	target = luar.target_of(rest)
	if target:
		return _test_there(settings, target, rest)
	measured = "--cakupan" in rest
	if measured and rest != ["--cakupan"]:
		raise Usage("./dev test --cakupan menjalankan semua uji murni dan uji situs, tanpa ARG lain.")
	if rest[:1] == ["matrix"]:
		rest[:1] = ["site", "--module", testing.MATRIX]
	part = rest.pop(0) if rest and rest[0] in testing.PARTS else None
	if rest and part is None and not measured:
		raise Usage("Sebut bagiannya dulu: ./dev test pure|site|browser ARG…")
	bench = Bench(settings)
	coverage = Coverage(settings, bench.commands) if measured else None
	run = testing.TestRun(bench, [] if measured else rest, coverage)
	folders = testing.outside_folders(settings.repo)
	wanted = ("pure", "site") if measured else (part,) if part else testing.PARTS
	low = False
	try:
		if "pure" in wanted or (folders and "browser" in wanted):
			with lock(settings, "setup"):
				bench.set_up_tools()
		if "pure" in wanted:
			run.pure()
		site = "site" in wanted and testing.site_tests(settings.repo)
		outside = "browser" in wanted and folders
		if "browser" in wanted and not folders:
			print("— uji dari luar: tests/ selain pure belum ada isinya, dilewati", flush=True)
		if "site" in wanted and not site:
			run.site()
		if site or outside:
			with lock(settings, "bench"):
				_prepare_test_site(bench, bool(outside))
				if site:
					run.site()
				if outside:
					if site:
						with lock(settings, "setup"):
							bench.renew_test_site()
					run.outside(folders)
		low = bool(coverage and coverage.report())
	except BenchError as e:
		print(f"✗ {e}", file=sys.stderr, flush=True)
		run.total += testing.Counts(failed=1)
	finally:
		bench.stop_started()
	print(run.total, flush=True)
	return 1 if run.total.failed or low else 0


def _test_there(settings: Settings, target: luar.Target, rest: list[str]) -> int:
	"""The tests on a bench that is not ours."""
	part = rest.pop(0) if rest and rest[0] in luar.PARTS else None
	if rest and part is None:
		raise Usage("Di bench lain: ./dev test [site|browser] --bench JALUR --site NAMA ARG…")
	settings.prepare()
	with lock(settings, "bench"):
		total = luar.run(settings, target, part, rest)
	print(total, flush=True)
	return 1 if total.failed else 0


def _prepare_test_site(bench: Bench, browser: bool) -> None:
	alone = not bench.services.any_app_server()
	with lock(bench.settings, "setup"):
		bench.services.stop(["web_test"])
		extra = [bench.step_test_site()]
		if browser:
			extra.append(bench.step_chromium())
		bench.set_up(*extra)
		if alone:
			# Jobs of an earlier run are about records that are gone.
			bench.services.flush("redis_queue")


# -- bench


def bench_command(settings: Settings, rest: list[str]) -> int:
	"""Measure the app beside the framework alone, on two sites of its own."""
	name, report, detail = None, None, False
	while rest:
		word = rest.pop(0)
		if word == "--rinci":
			detail = True
		elif word == "--json" and rest:
			report = Path(rest.pop(0)).absolute()
		elif word.startswith("--json="):
			report = Path(word.partition("=")[2]).absolute()
		elif not word.startswith("-") and name is None:
			name = word
		else:
			raise Usage(f"./dev bench tidak mengenal {word}.")
	chosen = pilih(name)
	if not chosen:
		raise Usage(
			f"./dev bench tidak mengenal patok {name}; yang ada: {', '.join(p.nama for p in pilih(None))}."
		)
	if _is_refused(report):
		return 2
	bench = Bench(settings)
	stood: list[str] = []
	served: str | None = None
	try:
		with lock(settings, "bench"):
			with lock(settings, "setup"):
				# A worker would take the jobs that are measured, and a server the time. What is served may be
				# the demo site of the other database.
				served = bench.services.served_site()
				stood = bench.services.stop(["web", "worker"])
				bench.set_up(bench.step_bench_sites())
				bench.services.flush("redis_queue")
			try:
				return jalankan(bench, chosen, report, detail)
			finally:
				bench.services.flush("redis_queue")
				if stood:
					_serve(bench, keep=stood, site=served)
	finally:
		bench.stop_started()


def lint_command(settings: Settings, rest: list[str]) -> int:
	"""Style and structure: all checks, or those named."""
	if unknown := [name for name in rest if name not in lint.CHECKS]:
		raise Usage(f"./dev lint tidak mengenal {' '.join(unknown)}; yang ada: {', '.join(lint.CHECKS)}.")
	bench = Bench(settings)
	with lock(settings, "setup"):
		bench.set_up_tools()
	return 1 if lint.run(settings, rest) else 0


# -- framework commands


def frappe(settings: Settings, rest: list[str]) -> int:
	"""A framework command as it is."""
	return _framework(settings, rest)


def site(settings: Settings, rest: list[str]) -> int:
	"""A framework command on one of the two sites."""
	name = settings.demo_site
	if rest and rest[0] == "--test":
		name, rest = settings.test_site, rest[1:]
	if not rest:
		raise Usage("./dev site memerlukan perintah, misalnya ./dev site console.")
	return _framework(settings, rest, name)


def _framework(settings: Settings, rest: list[str], name: str | None = None) -> int:
	bench = Bench(settings)
	with lock(settings, "setup"):
		bench.set_up()
		bench.started.clear()
		if name and not bench.sites.exists(name):
			hint = "./dev up" if name == settings.demo_site else "./dev test site"
			raise BenchError(f"Situs {name} belum ada; buat dengan {hint} --db {settings.db}.")
	args = bench.sites.command(*(["--site", name] if name else []), *rest)
	# Without CI the framework's test runner ends with 0 whatever happened.
	ci = {"CI": os.environ.get("CI") or "1"} if "CI" in os.environ or "run-tests" in rest else {}
	os.chdir(settings.sites)
	sys.stdout.flush()
	os.execve(args[0], args, clean_env(ci))


COMMANDS: dict[str, Callable[[Settings, list[str]], int]] = {
	"demo": demo,
	"test": test,
	"bench": bench_command,
	"lint": lint_command,
	"up": up,
	"down": down,
	"reset": reset,
	"site": site,
	"frappe": frappe,
}
