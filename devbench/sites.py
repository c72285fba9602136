"""Sites: one bare site is made by the framework, all others are restored from its dump."""

import base64
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from devbench.config import APP, Ports, Settings, secret, write_atomic
from devbench.errors import BenchError, from_log
from devbench.procs import Commands
from devbench.services import Services
from devbench.steps import hash_files, hash_text

SITE_FOLDERS = ("private/files", "private/backups", "public/files", "locks", "logs", "task-logs")


def app_files(repo: Path) -> Iterator[Path]:
	"""The files that an installed site depends on: the app without its public files and tests, and the fixtures."""
	for top in (repo / APP, repo / "fixtures"):
		for folder, names, files in os.walk(top):
			names[:] = [
				n
				for n in names
				if n not in ("__pycache__", "node_modules", "tests")
				and not (n == "public" and Path(folder) == repo / APP)
			]
			for name in files:
				if name.endswith((".pyc", ".swp", "~")) or (
					name.startswith("test_") and name.endswith(".py")
				):
					continue
				yield Path(folder, name)


def app_hash(repo: Path) -> str:
	"""One digest of what an installed site depends on."""
	return hash_files(repo, app_files(repo))


class Sites:
	"""The sites of one bench."""

	def __init__(self, settings: Settings, ports: Ports, commands: Commands, services: Services):
		self.settings = settings
		self.ports = ports
		self.commands = commands
		self.services = services
		self.bare = f"bare{settings.mark}.localhost"
		self.bare_dump = settings.snapshots / "bare.sql"

	# -- files
	def write_configs(self) -> None:
		"""Write the ports into the bench's and the sites' configuration; keys of others are left alone."""
		redis_queue = f"redis://127.0.0.1:{self.ports['redis_queue']}"
		own = {
			"db_host": "127.0.0.1",
			"db_port": self.ports[self.services.db.port],
			"root_login": self.services.db.root,
			"root_password": secret(self.settings, "db-root"),
			"redis_cache": f"redis://127.0.0.1:{self.ports['redis_cache']}",
			"redis_queue": redis_queue,
			"redis_socketio": redis_queue,
			"webserver_port": self.ports["web"],
			"socketio_port": self.ports["realtime"],
			"default_site": self.settings.demo_site,
			"serve_default_site": True,
		}
		_merge(self.settings.sites / "common_site_config.json", {"developer_mode": 0}, own)
		web = {self.settings.demo_site: "web", self.settings.test_site: "web_test"}
		for path in self.settings.sites.glob("*/site_config.json"):
			site = path.parent.name
			own = {}
			# A site says where its database is: the bench may have those of another kind beside it.
			if database := self.services.databases.get(self.config(site).get("db_type", "")):
				own["db_port"] = self.ports[database.port]
			if site in web:
				own["host_name"] = f"http://{site}:{self.ports[web[site]]}"
			_merge(path, {}, own)
		assets = self.settings.sites / "assets"
		assets.mkdir(exist_ok=True)
		if not (assets / "assets.json").exists():
			# Without this file the framework cannot send any mail.
			write_atomic(assets / "assets.json", "{}\n")

	def link_app(self) -> None:
		"""Mount the repository into the bench and list the apps."""
		link = self.settings.bench / "apps" / APP
		if not link.is_symlink() or os.readlink(link) != str(self.settings.repo):
			link.unlink(missing_ok=True)
			link.symlink_to(self.settings.repo)
		apps = self.settings.sites / "apps.txt"
		text = f"frappe\n{APP}\n"
		if not apps.exists() or apps.read_text() != text:
			write_atomic(apps, text)

	def database_name(self, site: str) -> str:
		return "site_" + hashlib.sha256(site.encode()).hexdigest()[:12]

	def config(self, site: str) -> dict:
		"""A site's own configuration; empty if there is none."""
		try:
			return json.loads((self.settings.sites / site / "site_config.json").read_text())
		except (OSError, ValueError):
			return {}

	def exists(self, site: str) -> bool:
		"""Whether the site has a configuration and a filled database."""
		name = self.config(site).get("db_name")
		return bool(name) and self.services.db.has(name)

	# -- framework commands
	def command(self, *args: str) -> list[str]:
		"""The command line of a framework command; it has to run in the sites folder."""
		return [str(self.settings.python), "-m", "frappe.utils.bench_helper", "frappe", *args]

	def frappe(self, what: str, log: Path, *args: str) -> None:
		"""Run a framework command as a step."""
		self.commands.run(what, self.command(*args), log, cwd=self.settings.sites)

	# -- making sites
	def make_bare(self, log: Path) -> None:
		"""Let the framework make an empty site, answer its wizard, keep its dump, drop it."""
		self.bare_dump.unlink(missing_ok=True)
		folder = self.settings.sites / self.bare
		name = self.database_name(self.bare)
		shutil.rmtree(folder, ignore_errors=True)
		args = ["new-site", self.bare, "--force", "--db-name", name, *self.services.db.new_site]
		self.frappe("Membuat situs kosong", log, *args, "--admin-password", self.settings.admin_password)
		script = self.settings.repo / "devbench" / "inside" / "bare_settings.py"
		sites = self.settings.sites
		self.commands.run("Mengatur situs kosong", [self.settings.python, script, self.bare], log, cwd=sites)
		if not self.services.db.has(name):
			raise from_log("Membuat situs kosong", log)
		self.services.db.dump(name, self.bare_dump, log)
		self.services.db.drop(name)
		shutil.rmtree(folder, ignore_errors=True)

	def restore(self, site: str, dump: Path, log: Path, tests: bool = False) -> None:
		"""Make a site anew from a dump: database, folders, configuration."""
		folder = self.settings.sites / site
		name = self.database_name(site)
		old = self.config(site)
		password = old.get("db_password") or secrets.token_hex(12)
		key = old.get("encryption_key") or base64.urlsafe_b64encode(os.urandom(32)).decode()
		shutil.rmtree(folder, ignore_errors=True)
		for sub in SITE_FOLDERS:
			(folder / sub).mkdir(parents=True, exist_ok=True)
		db_type = self.settings.db
		values = {"db_name": name, "db_password": password, "db_type": db_type, "encryption_key": key}
		if tests:
			values["allow_tests"] = True
		self.services.db.restore(name, password, dump, log)
		# Last, so that a half-restored site has no configuration and is not served.
		write_atomic(folder / "site_config.json", json.dumps(values, indent=1) + "\n", 0o600)
		self.write_configs()
		self.services.flush("redis_cache")

	def install(self, site: str, log: Path) -> None:
		"""Install the app on a site, as an administrator would."""
		self.frappe("Memasang aplikasi", log, "--site", site, "install-app", APP)

	def make(self, site: str, log: Path, tests: bool = False) -> None:
		"""A fresh site with the app."""
		if not self.bare_dump.exists():
			raise BenchError("Potret situs kosong tidak ada; ulangi perintah ini.", log)
		self.restore(site, self.bare_dump, log, tests)
		self.install(site, log)

	def test_dump(self, state: str) -> Path:
		return self.settings.snapshots / f"test-{state[:12]}.sql"

	def make_test(self, state: str, log: Path) -> None:
		"""A fresh test site, kept as a dump, so that each test run starts from the same state."""
		dump = self.test_dump(state)
		for old in self.settings.snapshots.glob("test-*"):
			old.unlink(missing_ok=True)
		self.make(self.settings.test_site, log, tests=True)
		self.services.db.dump(self.database_name(self.settings.test_site), dump, log)

	def restore_test(self, state: str, log: Path) -> None:
		"""Put the test site back to how it was right after installation."""
		self.restore(self.settings.test_site, self.test_dump(state), log, tests=True)

	def state(self) -> str:
		"""What the test dump stands for: the app and how sites are made."""
		return hash_text(
			app_hash(self.settings.repo), self.settings.test_site, site_recipe(self.settings.repo)
		)


def site_recipe(repo: Path) -> str:
	"""A digest of the code that makes sites."""
	here = repo / "devbench"
	return hash_files(here, [here / "sites.py", here / "inside" / "bare_settings.py"])


def _merge(path: Path, first: dict, own: dict) -> None:
	"""Set our keys in a JSON file; `first` holds values that are given only once."""
	try:
		text = path.read_text()
		data = json.loads(text)
	except (OSError, ValueError):
		text, data = "", {}
	data = {**first, **data, **own}
	new = json.dumps(data, indent=1) + "\n"
	if new != text:
		write_atomic(path, new, 0o600)
