"""A Chromium for the tests, and people who are logged in."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

SANDI = "Uji-peramban-1"
BANGKU = os.environ.get("DEVBENCH_BENCH")
ARGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
]


@pytest.fixture(scope="session")
def agensi() -> dict:
	"""Names of prepared letters and the logins of the agency."""
	if not BANGKU:
		pytest.skip("dijalankan oleh ./dev test")
	hasil = subprocess.run(
		[
			os.environ["DEVBENCH_PYTHON"],
			str(Path(__file__).with_name("siapkan.py")),
			os.environ["DEVBENCH_SITE"],
			"5",
		],
		cwd=f"{BANGKU}/sites",
		capture_output=True,
		text=True,
		timeout=300,
	)
	assert hasil.returncode == 0, hasil.stderr[-4000:]
	baris = next(b for b in hasil.stdout.splitlines() if b.startswith("SIAP"))
	return json.loads(baris.removeprefix("SIAP"))


@pytest.fixture(scope="session")
def peramban():
	with sync_playwright() as p:
		browser = p.chromium.launch(executable_path=os.environ["DEVBENCH_CHROMIUM"] or None, args=ARGS)
		yield browser
		browser.close()


@pytest.fixture
def masuk(peramban, agensi):
	"""`masuk("kadis_a")` → a page of that person, at the desk."""
	terbuka: list[BrowserContext] = []

	def login(kunci: str) -> Page:
		context = peramban.new_context(
			viewport={"width": 1300, "height": 900}, base_url=os.environ["DEVBENCH_URL"]
		)
		terbuka.append(context)
		akun, sandi = (
			("Administrator", os.environ["DEVBENCH_ADMIN_PASSWORD"])
			if kunci == "Administrator"
			else (agensi["akun"][kunci], SANDI)
		)
		halaman = context.new_page()
		halaman.set_default_timeout(30_000)
		halaman.goto("/login")
		halaman.fill("#login_email", akun)
		halaman.fill("#login_password", sandi)
		halaman.click(".btn-login:visible")
		halaman.wait_for_url("**/app**")
		return halaman

	yield login
	for context in terbuka:
		context.close()
