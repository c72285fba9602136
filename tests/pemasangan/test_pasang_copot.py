"""Install, migrate, remove, install again, on a site that holds data and workflows of others.

Runs last: it takes the test site apart.
"""

import json
import os
import subprocess

import pytest

SITUS = os.environ.get("DEVBENCH_SITE", "")
BANGKU = os.environ.get("DEVBENCH_BENCH", "")
pytestmark = pytest.mark.skipif(not BANGKU, reason="run by ./dev test")

ASING = """
import frappe, json
def record(doctype, **isi):
	kunci = {k: v for k, v in isi.items() if isinstance(v, str)}
	return frappe.db.exists(doctype, kunci) or frappe.get_doc(doctype=doctype, **isi).insert().name
for status in ("Terdaftar", "Status Asing"):
	record("Workflow State", workflow_state_name=status)
for aksi in ("Terima", "Aksi Asing"):
	record("Workflow Action Master", workflow_action_name=aksi)
if not frappe.db.exists("Workflow", "Alur Asing"):
	frappe.get_doc(
		doctype="Workflow", workflow_name="Alur Asing", document_type="Note", is_active=1,
		workflow_state_field="workflow_state",
		states=[
			dict(state="Terdaftar", doc_status="0", allow_edit="System Manager"),
			dict(state="Status Asing", doc_status="0", allow_edit="System Manager"),
		],
		transitions=[dict(state="Terdaftar", action="Terima", next_state="Status Asing", allowed="System Manager")],
	).insert()
record("Note", title="Catatan asing")
frappe.db.commit()
"""

ISI = """
from transformasi_asn.disposisi.tests import factory
factory.make_agency()
naskah = factory.make_naskah()
factory.make_disposisi(naskah, "kadis_a", [factory.to_post("AGN-KABID")])
frappe.set_user("Administrator")
frappe.db.commit()
"""

FOTO = """
import json
sisa = {
	"alur": sorted(frappe.get_all("Workflow", pluck="name")),
	"status": sorted(frappe.get_all("Workflow State", pluck="name")),
	"aksi": sorted(frappe.get_all("Workflow Action Master", pluck="name")),
	"peran": sorted(frappe.get_all("Role", {"name": ("in", PERAN)}, pluck="name")),
	"punya_peran": frappe.db.count("Has Role", {"role": ("in", PERAN)}),
	"doctype": sorted(frappe.get_all("DocType", {"module": ("in", MODUL)}, pluck="name")),
	"modul": sorted(frappe.get_all("Module Def", {"app_name": "transformasi_asn"}, pluck="name")),
	"laporan": sorted(frappe.get_all("Report", {"module": ("in", MODUL)}, pluck="name")),
	"ruang_kerja": sorted(frappe.get_all("Workspace", {"module": ("in", MODUL)}, pluck="name")),
	"seri": frappe.db.sql("select count(*) from tabSeries where name like 'AGENDA-ASN/%%'")[0][0],
	"catatan": frappe.get_all("Note", {"title": "Catatan asing"}, pluck="workflow_state"),
}
print("FOTO" + json.dumps(sisa))
"""
KONSTANTA = """
import frappe
PERAN = ["ASN", "Tata Usaha ASN", "Pengelola Kepegawaian", "Admin Tata Kerja", "Auditor ASN"]
MODUL = ["Organisasi", "Tata Kerja", "Disposisi", "Pokja"]
"""


def bench(*args: str) -> str:
	hasil = subprocess.run(
		[os.environ["DEVBENCH_PYTHON"], "-m", "frappe.utils.bench_helper", "frappe", "--site", SITUS, *args],
		cwd=f"{BANGKU}/sites",
		capture_output=True,
		text=True,
		timeout=300,
	)
	assert hasil.returncode == 0, f"{args}: {hasil.stdout[-2000:]}\n{hasil.stderr[-4000:]}"
	return hasil.stdout


def run(skrip: str) -> str:
	kepala = f"import frappe\nfrappe.init(site={SITUS!r})\nfrappe.connect()\nfrappe.flags.in_test = True\n"
	hasil = subprocess.run(
		[os.environ["DEVBENCH_PYTHON"], "-c", kepala + KONSTANTA + skrip + "\nfrappe.destroy()\n"],
		cwd=f"{BANGKU}/sites",
		capture_output=True,
		text=True,
		timeout=300,
	)
	assert hasil.returncode == 0, hasil.stderr[-4000:]
	return hasil.stdout


def photograph() -> dict:
	baris = next(b for b in run(FOTO).splitlines() if b.startswith("FOTO"))
	return json.loads(baris.removeprefix("FOTO"))


@pytest.fixture(scope="module")
def foto():
	"""What stands after each of: use, migrate, removal, new installation."""
	run(ASING)
	run(ISI)
	dipakai = photograph()
	bench("migrate")
	dipindah = photograph()
	bench("uninstall-app", "transformasi_asn", "--yes", "--no-backup")
	dicopot = photograph()
	bench("install-app", "transformasi_asn")
	dipasang = photograph()
	return dipakai, dipindah, dicopot, dipasang


def test_migrate_changes_nothing_that_stands(foto):
	dipakai, dipindah, _dicopot, _dipasang = foto
	assert dipakai == dipindah
	assert "Alur Tugas" in dipakai["alur"] and dipakai["seri"] and dipakai["punya_peran"]


def test_removal_leaves_nothing_of_ours(foto):
	_, _, dicopot, _ = foto
	kosong = ("peran", "doctype", "modul", "laporan", "ruang_kerja")
	assert {kunci: dicopot[kunci] for kunci in kosong} == {kunci: [] for kunci in kosong}
	assert (dicopot["seri"], dicopot["punya_peran"]) == (0, 0)
	assert not [a for a in dicopot["alur"] if a in ("Alur Tugas", "Alur Naskah Masuk", "Alur Pokja")]
	assert "Tugas Baru" not in dicopot["status"] and "Laporkan" not in dicopot["aksi"]


def test_removal_leaves_what_others_use(foto):
	_, _, dicopot, _ = foto
	assert "Alur Asing" in dicopot["alur"]
	assert {"Terdaftar", "Status Asing"} <= set(dicopot["status"])
	assert {"Terima", "Aksi Asing"} <= set(dicopot["aksi"])
	assert dicopot["catatan"] == ["Terdaftar"]


def test_installing_again_brings_all_back_and_leaves_others_alone(foto):
	dipakai, _, _, dipasang = foto
	beda = {k for k in dipakai if dipakai[k] != dipasang[k]}
	assert beda <= {"seri", "punya_peran"}
	assert dipasang["catatan"] == ["Terdaftar"]
