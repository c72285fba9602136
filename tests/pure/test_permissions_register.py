"""The register of doors names tests that exist, and knows every hook that closes one."""

import re
from pathlib import Path

APLIKASI = Path(__file__).resolve().parents[2] / "transformasi_asn"
REGISTER = (APLIKASI / "permissions" / "README.md").read_text(encoding="utf-8")
UJI = "".join(p.read_text(encoding="utf-8") for p in (APLIKASI / "permissions" / "tests").glob("test_*.py"))
NAMA_UJI = {*re.findall(r"def (test_\w+)", UJI), *re.findall(r"class (Test\w+)", UJI)}
BERKAS_UJI = {p.stem for p in (APLIKASI / "permissions" / "tests").glob("test_*.py")}


def test_every_test_named_exists():
	disebut = re.findall(r"`(?:tests/)?(?:Test\w+\.)?((?:test_|Test)\w+)(\*?)(?:\.py)?`", REGISTER)
	assert len(disebut) > 40
	for nama, bintang in disebut:
		ada = NAMA_UJI | BERKAS_UJI
		assert nama in ada or (bintang and any(a.startswith(nama) for a in ada)), nama


def test_every_replaced_method_of_core_is_registered():
	metode = re.findall(
		r'"frappe\.[\w.]+\.(\w+)": "transformasi_asn\.permissions', (APLIKASI / "hooks.py").read_text()
	)
	assert len(metode) > 10
	for nama in metode:
		nama = {"get": "get", "run": "query_report.run"}.get(nama, nama)
		assert nama in REGISTER or nama.startswith("search_"), nama


def test_every_refused_record_is_registered():
	for nama in re.findall(r'"([\w ]+)": _tolak', (APLIKASI / "hooks.py").read_text()):
		assert nama in REGISTER, nama
