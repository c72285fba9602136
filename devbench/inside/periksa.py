"""Tell as JSON what an existing site is: versions, apps, permission to test, data that is not of tests.

Reads only. Runs in the Python of that bench, in its sites folder.
"""

import json
import sys
from pathlib import Path

import frappe
import frappe.translate
from frappe.modules.import_file import calculate_hash

APP = "transformasi_asn"
# Every record of work hangs on one of these; the tests name their own by these prefixes.
AKAR = {"Unit Kerja": ("name", "AGN-"), "Pegawai ASN": ("user", "@uji.example")}


def main(site: str, password: str) -> None:
	"""Print one line `SITUS{…}`."""
	frappe.init(site=site)
	frappe.connect()
	conf = frappe.conf
	apps = frappe.get_installed_apps()
	try:
		module = __import__(APP)
		copy, version = str(Path(module.__file__).resolve().parent), module.__version__
	except ImportError:
		copy, version = "", ""
	fakta = {
		"frappe": frappe.__version__,
		"basis_data": conf.db_type or "mariadb",
		"aplikasi": apps,
		"salinan": copy,
		"versi": version,
		"allow_tests": bool(conf.allow_tests),
		"pengembang": bool(conf.developer_mode),
		"tertinggal": behind(copy) if APP in apps and copy else [],
		"data_asing": foreign() if APP in apps else {},
		"sandi_cocok": password_fits(password),
		"wizard_selesai": wizard_is_done(),
		"bahasa": frappe.translate.get_user_lang("Administrator"),
	}
	frappe.db.rollback()
	frappe.destroy()
	print("SITUS" + json.dumps(fakta))


def foreign() -> dict[str, int]:
	"""Number of records per DocType that no test made."""
	jumlah = {}
	for doctype, (field, tanda) in AKAR.items():
		if not frappe.db.table_exists(doctype):
			continue
		rows = frappe.get_all(doctype, fields=["name", field], limit_page_length=0)
		if n := sum(tanda not in (row[field] or "") for row in rows):
			jumlah[doctype] = n
	return jumlah


def behind(copy: str) -> list[str]:
	"""DocTypes whose file differs from what was last brought into the site."""
	hasil = []
	for path in sorted(Path(copy).glob("*/doctype/*/*.json")):
		name = json.loads(path.read_text(encoding="utf-8"))["name"]
		if frappe.db.get_value("DocType", name, "migration_hash") != calculate_hash(str(path)):
			hasil.append(name)
	return hasil


def wizard_is_done() -> bool:
	"""Whether the desk opens, instead of the wizard of a new site."""
	if hasattr(frappe, "is_setup_complete"):
		return bool(frappe.is_setup_complete())
	return bool(int(frappe.db.get_single_value("System Settings", "setup_complete") or 0))


def password_fits(password: str) -> bool:
	"""Whether this is the Administrator's password; an empty one is not tried."""
	from frappe.utils.password import check_password

	if not password:
		return False
	try:
		check_password("Administrator", password, delete_tracker_cache=False)
	except frappe.AuthenticationError:
		return False
	return True


if __name__ == "__main__":
	main(sys.argv[1], sys.stdin.readline().rstrip("\n"))
