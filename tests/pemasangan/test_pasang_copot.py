"""Install, migrate, remove, install again, on a site that holds data and workflows of others.

Runs last: it takes the test site apart. Afterwards the site has the app newly installed, and nothing of this test.
"""

import json
import os
import subprocess
from pathlib import Path

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
			dict(state="Terdaftar", doc_status="0", allow_edit="ASN"),
			dict(state="Status Asing", doc_status="0", allow_edit="System Manager"),
		],
		transitions=[dict(state="Terdaftar", action="Terima", next_state="Status Asing", allowed="System Manager")],
	).insert()
if not frappe.db.exists("Report", "Laporan Asing"):
	frappe.get_doc(
		doctype="Report", report_name="Laporan Asing", ref_doctype="Note", report_type="Report Builder",
		is_standard="No", module="Desk", roles=[dict(role="Auditor ASN")],
	).insert()
frappe.permissions.add_permission("Note", "Guest")
record("Note", title="Catatan asing")
frappe.db.commit()
"""

# What ASING made; names of its own only, so that it may run whatever stands there.
BERSIH = """
for doctype, saring in (
	("Note", {"title": "Catatan asing"}),
	("Report", {"name": "Laporan Asing"}),
	("Workflow", {"name": "Alur Asing"}),
	("Workflow State", {"name": "Status Asing"}),
	("Workflow Action Master", {"name": "Aksi Asing"}),
):
	for nama in frappe.get_all(doctype, saring, pluck="name"):
		frappe.delete_doc(doctype, nama, force=True)
if not frappe.db.exists("Workflow", {"document_type": "Note"}):
	for nama in frappe.get_all("Custom Field", {"dt": "Note", "fieldname": "workflow_state"}, pluck="name"):
		frappe.delete_doc("Custom Field", nama, force=True)
frappe.db.delete("Custom DocPerm", {"parent": "Note", "role": "Guest"})
def izin(tabel):
	hak = ("role", "permlevel", "if_owner", "read", "write", "create", "delete")
	return sorted(map(repr, frappe.get_all(tabel, {"parent": "Note"}, hak, as_list=True)))
if izin("Custom DocPerm") == izin("DocPerm"):
	frappe.permissions.reset_perms("Note")
frappe.db.commit()
frappe.clear_cache()
"""

# What stands in the tables that ASING writes to, whoever put it there.
LAIN = """
import json
lain = {t: sorted(frappe.get_all(t, pluck="name")) for t in (
	"Note", "Report", "Workflow", "Workflow State", "Workflow Action Master",
)}
for tabel, field in (("Custom DocPerm", "parent"), ("Custom Field", "dt")):
	lain[tabel] = frappe.db.count(tabel, {field: "Note"})
print("FOTO" + json.dumps(lain))
"""

ISI = """
from transformasi_asn.disposisi.tests import factory
factory.make_agency()
naskah = factory.make_naskah()
factory.make_disposisi(naskah, "kadis_a", [factory.to_post("AGN-KABID")])
frappe.set_user("Administrator")
frappe.permissions.add_permission("Tugas", "System Manager")
from frappe.custom.doctype.custom_field.custom_field import create_custom_field
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
create_custom_field("Naskah Masuk", dict(fieldname="catatan_kami", label="Catatan Kami", fieldtype="Data"))
make_property_setter("Tugas", "perihal", "bold", "1", "Check")
frappe.get_doc(doctype="Version", ref_doctype="Unit Kerja", docname="AGN", data="{}").insert()
frappe.get_doc(doctype="List View Settings", name="Tugas").insert()
unit = frappe.get_all("Unit Kerja", pluck="name", limit=1)[0]
frappe.get_doc(doctype="User Permission", user="Guest", allow="Unit Kerja", for_value=unit).insert()
frappe.get_doc(
	doctype="Custom Role", page="coba-pola", roles=[dict(role="Tata Usaha ASN")],
).insert()
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
	"kartu": sorted(frappe.get_all("Number Card", {"document_type": ("in", DOCTYPE)}, pluck="name")),
	"halaman": sorted(frappe.get_all("Page", {"module": ("in", MODUL)}, pluck="name")),
	"jejak": {t: n for t, f in JEJAK if (n := count(t, f, "in"))},
	"jejak_asing": {t: count(t, f, "not in") for t, f in JEJAK if t != "Version"},
	"peran_halaman": frappe.db.count("Custom Role", {"page": "coba-pola"}),
	"pemegang": sorted(frappe.get_all("Has Role", {"role": "ASN", "parenttype": "User"}, pluck="parent")),
	"pembaca": sorted(
		u for u in set(frappe.get_all("Has Role", {"role": "ASN", "parenttype": "User"}, pluck="parent"))
		if u != "Administrator" and frappe.db.exists("DocType", "Tugas")
		and frappe.permissions.has_permission("Tugas", "read", user=u)
	),
	"catatan": frappe.get_all("Note", {"title": "Catatan asing"}, pluck="workflow_state"),
}
print("FOTO" + json.dumps(sisa))
"""
# By file, because after the removal the site no longer knows them.
REPO = Path(__file__).resolve().parents[2]
DOCTYPE = sorted(
	json.loads(berkas.read_text(encoding="utf-8"))["name"]
	for berkas in REPO.glob("transformasi_asn/*/doctype/*/*.json")
)
KONSTANTA = f"""
import frappe
import frappe.permissions
DOCTYPE = {DOCTYPE!r}
JEJAK = [
	("Custom DocPerm", "parent"), ("Custom Field", "dt"), ("DocShare", "share_doctype"),
	("List View Settings", "name"), ("Number Card", "document_type"), ("Property Setter", "doc_type"),
	("Report", "ref_doctype"), ("Singles", "doctype"), ("User Permission", "allow"), ("Version", "ref_doctype"),
]
def count(tabel, field, cara):
	kolom = frappe.qb.DocType(tabel)[field]
	syarat = kolom.isin(DOCTYPE) if cara == "in" else kolom.notin(DOCTYPE)
	return len(frappe.qb.from_(frappe.qb.DocType(tabel)).select(kolom).where(syarat).run())
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


def photograph(skrip: str = FOTO) -> dict:
	baris = next(b for b in run(skrip).splitlines() if b.startswith("FOTO"))
	return json.loads(baris.removeprefix("FOTO"))


def copot() -> None:
	bench("uninstall-app", "transformasi_asn", "--yes", "--no-backup")


def pasang() -> None:
	bench("install-app", "transformasi_asn")


@pytest.fixture(scope="module")
def foto():
	"""What stands after each of: use, migrate, removal, new installation. Leaves the site as it was, app installed."""
	run(BERSIH)  # a run that was killed could not
	lain = photograph(LAIN)
	utuh = False
	try:
		run(ASING)
		run(ISI)
		dipakai = photograph()
		bench("migrate")
		dipindah = photograph()
		copot()
		dicopot = photograph()
		pasang()
		utuh = True
		yield dipakai, dipindah, dicopot, photograph()
	finally:
		run(BERSIH)
		if not utuh:
			if "transformasi_asn" in run("print(frappe.get_installed_apps())"):
				copot()
			pasang()
		assert photograph(LAIN) == lain


def test_migrate_changes_nothing_that_stands(foto):
	dipakai, dipindah, _dicopot, _dipasang = foto
	assert dipakai == dipindah
	assert "Alur Tugas" in dipakai["alur"] and dipakai["seri"] and dipakai["punya_peran"]


def test_removal_leaves_nothing_of_ours(foto):
	dipakai, _, dicopot, _ = foto
	kosong = ("doctype", "modul", "laporan", "ruang_kerja", "kartu", "halaman", "pembaca")
	assert {kunci: dicopot[kunci] for kunci in kosong} == {kunci: [] for kunci in kosong}
	assert (dicopot["seri"], dicopot["peran_halaman"]) == (0, 0)
	assert not [a for a in dicopot["alur"] if a in ("Alur Tugas", "Alur Naskah Masuk", "Alur Pokja")]
	assert "Tugas Baru" not in dicopot["status"] and "Laporkan" not in dicopot["aksi"]
	assert {"Custom DocPerm", "Custom Field", "Property Setter", "Singles", "Version"} <= set(
		dipakai["jejak"]
	)
	assert dicopot["jejak"] == {}


def test_removal_leaves_what_others_use(foto):
	dipakai, _, dicopot, _ = foto
	assert "Alur Asing" in dicopot["alur"]
	assert {"Terdaftar", "Status Asing"} <= set(dicopot["status"])
	assert {"Terima", "Aksi Asing"} <= set(dicopot["aksi"])
	assert dicopot["catatan"] == ["Terdaftar"]
	assert dicopot["jejak_asing"] == dipakai["jejak_asing"]


def test_a_role_in_use_elsewhere_stays_with_its_users(foto):
	"""ASN edits a state of a foreign workflow, Auditor ASN reads a foreign report."""
	dipakai, _, dicopot, _ = foto
	assert dicopot["peran"] == ["ASN", "Auditor ASN"]
	assert dicopot["pemegang"] == dipakai["pemegang"] != []


def test_installing_again_brings_all_back_and_leaves_others_alone(foto):
	dipakai, _, _, dipasang = foto
	beda = {k for k in dipakai if dipakai[k] != dipasang[k]}
	assert beda <= {"seri", "punya_peran", "jejak", "peran_halaman"}
	assert "Custom DocPerm" not in dipasang["jejak"]
	assert dipasang["catatan"] == ["Terdaftar"]


def test_employees_read_tasks_after_installing_again(foto):
	dipakai, _, _, dipasang = foto
	assert dipasang["pembaca"] == dipakai["pembaca"] != []
