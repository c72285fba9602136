"""Load the records that the app ships (`fixtures/`) into a site.

This happens once, at installation. A record is inserted when no record with the same business key exists
and is never touched again: what an admin edits or deletes afterwards is the admin's.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import frappe

import transformasi_asn

FIXTURES = Path(transformasi_asn.__file__).resolve().parent.parent / "fixtures"

# In this order, because later records link to earlier ones: (file, fields of the business key).
MUATAN: tuple[tuple[str, tuple[str, ...]], ...] = (
	("role", ("role_name",)),
	("pangkat_golongan", ("golongan",)),
	("jabatan_fungsional", ("nama",)),
	("kompetensi", ("nama",)),
	("garis_koordinasi", ("kode",)),
	("klasifikasi_arsip", ("kode",)),
	("jenis_naskah", ("nama",)),
	("kegiatan", ("kode",)),
	("peta_kegiatan", ("jenis_naskah", "klasifikasi", "unit_kerja", "kegiatan")),
	("aturan_pola_kerja", ("unit_kerja",)),
	("jam_kerja", ("unit_kerja",)),
	("hari_libur_daerah", ("tanggal", "unit_kerja")),
	("batas_waktu_urgensi", ("urgensi",)),
	("instruksi_disposisi", ("nama",)),
	("kanal_pemberitahuan", ("nama",)),
	("workflow_state", ("workflow_state_name",)),
	("workflow_action_master", ("workflow_action_name",)),
	("workflow", ("workflow_name",)),
	("kanban_board", ("kanban_board_name",)),
)
SETELAN = ("pengaturan_tata_kerja",)


class MuatanHilangError(frappe.ValidationError):
	pass


def check_fixtures() -> None:
	"""Stop an installation whose package came without its `fixtures/` folder."""
	if not FIXTURES.is_dir():
		frappe.throw(
			frappe._(
				"Folder {0} tidak ditemukan: pasang aplikasi ini dari salinan repositori yang lengkap (bench get-app)."
			).format(FIXTURES),
			MuatanHilangError,
		)


def read_records(nama: str) -> list[dict]:
	"""The shipped records of one file, in file order."""
	return json.loads((FIXTURES / f"{nama}.json").read_text(encoding="utf-8"))


def load_all() -> dict[str, int]:
	"""Insert every shipped record that is absent; returns the number inserted per file."""
	check_fixtures()
	hasil = {nama: load_file(nama, kunci) for nama, kunci in MUATAN}
	for nama in SETELAN:
		hasil[nama] = load_settings(nama)
	return hasil


def load_file(nama: str, kunci: tuple[str, ...]) -> int:
	"""Insert the records of one file that have no twin by business key; returns how many."""
	baru = 0
	for record in read_records(nama):
		saring = {field: record[field] if record.get(field) else ("is", "not set") for field in kunci}
		if frappe.db.exists(record["doctype"], saring) or _would_replace_workflow(record):
			continue
		frappe.get_doc(record).insert(ignore_permissions=True)
		baru += 1
	return baru


def _would_replace_workflow(record: dict) -> bool:
	"""Core switches off the active workflow of a DocType when another active one is inserted."""
	return record["doctype"] == "Workflow" and bool(
		frappe.db.exists("Workflow", {"document_type": record["document_type"], "is_active": 1})
	)


def load_settings(nama: str) -> int:
	"""Fill a settings page that nobody has saved yet; returns 1 when it was filled."""
	(record,) = read_records(nama)
	if _is_saved(record["doctype"]):
		return 0
	setelan = frappe.get_doc(record["doctype"])
	setelan.update(record)
	setelan.save(ignore_permissions=True)
	return 1


def fill_settings(nama: str, isian: Iterable[str]) -> None:
	"""Give these fields of a settings page their shipped values where nothing is stored: for patches."""
	(record,) = read_records(nama)
	tersimpan = frappe.db.get_singles_dict(record["doctype"])
	baru = {field: record[field] for field in isian if tersimpan.get(field) is None}
	for field, nilai in baru.items():
		frappe.db.set_single_value(record["doctype"], field, nilai, update_modified=False)


def _is_saved(doctype: str) -> bool:
	"""Whether a settings page has rows in its tables.

	Single values say nothing: core writes the defaults of a new page by itself.
	"""
	tabel = {df.options for df in frappe.get_meta(doctype).get_table_fields()}
	return any(frappe.db.exists(nama, {"parenttype": doctype, "parent": doctype}) for nama in tabel)
