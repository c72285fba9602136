"""`./dev bench`: prepares the two sites, runs each benchmark in a process of its own, prints the table."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from devbench.bench import daftar
from devbench.bench.cetak import putusan, tabel, tabel_sql
from devbench.bench.inti import Baris, Patok
from devbench.errors import BenchError
from devbench.plan import Bench
from devbench.procs import clean_env


def jalankan(bench: Bench, patok: Sequence[Patok], berkas: Path | None, rinci: bool) -> int:
	"""Run them all; 0 when every target is met, else 1."""
	baris: list[Baris] = []
	isi: dict[str, Any] = {"mesin": mesin(bench), "patok": {}}
	for p in patok:
		print(f"— {p.judul} …", flush=True)
		hasil = _satu(bench, p, rinci)
		isi["patok"][p.nama] = hasil
		baris += [Baris(**{**b, "patok": p.nama}) for b in hasil["baris"]]
		for sisi, menurut in hasil["pernyataan"].items():
			print(f"\n{p.nama}, {sisi}: {sum(n for *_, n in menurut)} pernyataan dalam satu ronde")
			print(tabel_sql(menurut) + "\n", flush=True)
	kata, semua = putusan(baris)
	isi["baris"], isi["putusan"] = [vars(b) for b in baris], kata
	catatan = [p.catatan for p in patok if p.catatan]
	print(f"\n{tabel(baris, catatan)}\n\n{_tulis_mesin(isi['mesin'])}\n{kata}", flush=True)
	if berkas:
		berkas.write_text(json.dumps(isi, ensure_ascii=False, indent="\t") + "\n", encoding="utf-8")
	return 0 if semua else 1


def _satu(bench: Bench, patok: Patok, rinci: bool) -> dict[str, Any]:
	s = bench.settings
	perintah = [str(s.python), "-m", "devbench.bench", patok.nama]
	perintah += ["--sendiri", s.bench_site, "--stok", s.stock_site, *(["--rinci"] if rinci else [])]
	perintah += ["--port", str(bench.ports["web_test"])]
	env = clean_env({"PYTHONPATH": str(s.repo), "PYTHONDONTWRITEBYTECODE": "1"})
	log = s.logs / f"bench-{patok.nama}.log"
	with log.open("w") as galat:
		hasil = subprocess.run(
			perintah,
			cwd=s.sites,
			env=env,
			stdin=subprocess.DEVNULL,
			stdout=subprocess.PIPE,
			stderr=galat,
			text=True,
		)
	if hasil.returncode:
		ekor = "\n".join(log.read_text(errors="replace").strip().splitlines()[-12:])
		raise BenchError(f"Patok {patok.nama} gagal.\n{ekor}", log)
	return json.loads(hasil.stdout.splitlines()[-1])


def mesin(bench: Bench) -> dict[str, Any]:
	"""What the figures were taken on."""
	kode = (
		"import json, platform, sys, frappe; frappe.init(site=sys.argv[1], sites_path='.'); frappe.connect();"
		"print(json.dumps({'python': platform.python_version(), 'frappe': frappe.__version__,"
		" 'basis_data': frappe.db.sql('select version()')[0][0]}))"
	)
	hasil = subprocess.run(
		[str(bench.settings.python), "-c", kode, bench.settings.stock_site],
		cwd=bench.settings.sites,
		env=clean_env(),
		capture_output=True,
		text=True,
	)
	if hasil.returncode:
		raise BenchError(f"Situs patok tidak dapat dibuka.\n{hasil.stderr.strip()[-600:]}")
	memori = Path("/proc/meminfo").read_text().split(None, 2)[1]
	return {
		"inti": len(os.sched_getaffinity(0)),
		"memori_gb": round(int(memori) / 1024**2, 1),
		"beban_awal": round(os.getloadavg()[0], 2),
		"sistem": platform.platform(),
		"saat": datetime.now().astimezone().isoformat(timespec="seconds"),
		**json.loads(hasil.stdout.splitlines()[-1]),
	}


def _tulis_mesin(m: dict[str, Any]) -> str:
	return (
		f"Mesin: {m['inti']} inti, {m['memori_gb']} GB, beban awal {m['beban_awal']}; {m['basis_data']}; "
		f"Frappe {m['frappe']}, Python {m['python']}; {m['saat']}"
	)


def pilih(nama: str | None) -> list[Patok]:
	"""All benchmarks, or the named one; empty when there is none of that name."""
	return [p for p in daftar.semua() if nama in (None, p.nama)]
