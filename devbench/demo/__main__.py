"""`python -m devbench.demo --sites DIR --site NAME [--json FILE]`: loads, plays, prints, checks.

Ends with a status other than 0 when a letter was decided otherwise than the table says, when a story
could not be played to its end, or when an invariant does not hold.
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import frappe
from frappe.utils import getdate

from devbench.demo import printout
from devbench.demo.checks import run_checks
from devbench.demo.play import Player, one_line
from devbench.demo.readback import count_all, read_outcomes
from devbench.demo.stage import DemoError, Stage, become
from devbench.demo.stories import read_script
from devbench.demo.teams import play_teams


class Clock:
	"""Seconds per step, the ones before this program (DEVBENCH_DETIK) included."""

	def __init__(self) -> None:
		self.seconds: dict[str, float] = json.loads(os.environ.get("DEVBENCH_DETIK") or "{}")

	@contextmanager
	def step(self, name: str, label: str) -> Iterator[None]:
		start = time.monotonic()
		yield
		self.seconds[name] = round(time.monotonic() - start, 2)
		print(f"  {label:<60}{self.seconds[name]:>8.1f} detik", flush=True)


def main(arguments: list[str] | None = None) -> int:
	parser = argparse.ArgumentParser(prog="python -m devbench.demo")
	parser.add_argument("--sites", required=True, type=Path)
	parser.add_argument("--site", required=True)
	parser.add_argument("--json", type=Path)
	options = parser.parse_args(arguments)
	target = options.json and options.json.absolute()
	os.chdir(options.sites)
	frappe.init(site=options.site, sites_path=".")
	frappe.connect()
	try:
		return run(target)
	except (DemoError, frappe.ValidationError, frappe.PermissionError) as error:
		if os.environ.get("DEVBENCH_TRACE"):
			traceback.print_exc()
		print(f"\nDemo berhenti: {one_line(error)}", file=sys.stderr)
		return 1
	finally:
		frappe.destroy()


def run(target: Path | None) -> int:
	from transformasi_asn.disposisi.tasks import sapu_tenggat

	clock = Clock()
	script = read_script()
	if frappe.db.count("Naskah Masuk"):
		raise DemoError("situs ini sudah berisi naskah; jalankan demo pada situs baru.")
	print(printout.opening())
	with clock.step("demo_organisasi_disusun", "Menyusun organisasi dan orang-orang rekaan"):
		stage = Stage(script, getdate())
	with clock.step("demo_impor", "Mengimpor unit kerja, jabatan, pegawai, penempatan"):
		stage.load_organisation()
	with clock.step("demo_akun", "Membuat akun para pemeran"):
		stage.create_users()
	with clock.step("demo_tata_kerja", "Plt/Plh, dokumen kinerja, aturan perangkat daerah, tim"):
		stage.fill()
	player = Player(stage)
	with clock.step("demo_cerita", f"Memainkan {len(script.cerita)} naskah dan arahan"):
		for story in script.cerita:
			player.play(story)
	with clock.step("demo_tim", "Menjalankan tim: jawaban kepala unit, pekerjaan, kontribusi"):
		play_teams(stage)
	with clock.step("demo_periksa", "Membaca kembali dan memeriksa"):
		become("Administrator")
		# as the scheduler does, which the bench does not run
		sapu_tenggat()
		outcomes = read_outcomes(player.letters)
		counts = count_all()
		checks = run_checks(stage, player.faults, player.letters)
	print(printout.whole(script, stage, outcomes, counts, checks, player.letters))
	if target:
		target.write_text(_to_json(outcomes, counts, checks, clock.seconds), encoding="utf-8")
	return _verdict(player.faults, checks)


def _to_json(
	outcomes: list, counts: dict[str, Any], checks: dict[str, bool], seconds: dict[str, float]
) -> str:
	content = {
		"penetapan": [outcome.as_json() for outcome in outcomes],
		"jumlah": counts,
		"verifikasi": checks,
		"detik": seconds,
	}
	return json.dumps(content, ensure_ascii=False, indent="\t") + "\n"


def _verdict(faults: list[str], checks: dict[str, bool]) -> int:
	broken = [name for name, holds in checks.items() if not holds and name != "pola_sesuai_tabel"]
	for fault in faults:
		print(f"SALAH  {fault}", file=sys.stderr)
	for name in broken:
		print(f"SALAH  verifikasi {name} tidak terpenuhi", file=sys.stderr)
	return 1 if faults or broken else 0


if __name__ == "__main__":
	sys.exit(main())
