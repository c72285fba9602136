"""Settings of the bare site, from which all sites are made. Runs in the framework's Python, in the sites folder."""

import sys

import frappe


def main(site: str) -> None:
	"""Give the answers that the setup wizard would ask for, then shut it."""
	frappe.init(site=site)
	frappe.connect()
	settings = frappe.get_doc("System Settings")
	values = {"time_zone": "Asia/Makassar", "date_format": "dd-mm-yyyy", "time_format": "HH:mm:ss"}
	if frappe.db.exists("Country", "Indonesia"):
		values["country"] = "Indonesia"
	if frappe.db.exists("Language", "id"):
		values["language"] = "id"
	settings.update(values)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)
	frappe.db.set_default("desktop:home_page", "workspace")
	frappe.db.set_single_value("System Settings", "setup_complete", 1)
	frappe.db.set_single_value("System Settings", "enable_onboarding", 0)
	frappe.db.commit()
	frappe.clear_cache()
	frappe.destroy()


if __name__ == "__main__":
	main(sys.argv[1])
