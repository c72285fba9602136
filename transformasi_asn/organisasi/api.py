"""Calls from outside: import of master data, and users for the people in it."""

import frappe
from frappe import _

from transformasi_asn.organisasi import akun
from transformasi_asn.organisasi.domain.impor import BATAS_BYTE
from transformasi_asn.organisasi.exceptions import ImporError
from transformasi_asn.organisasi.impor.dasar import Impor
from transformasi_asn.organisasi.impor.jabatan import ImporJabatan
from transformasi_asn.organisasi.impor.pegawai import ImporPegawai
from transformasi_asn.organisasi.impor.penempatan import ImporPenempatan
from transformasi_asn.organisasi.impor.unit_kerja import ImporUnitKerja

IMPOR: dict[str, type[Impor]] = {
	"unit_kerja": ImporUnitKerja,
	"jabatan": ImporJabatan,
	"pegawai": ImporPegawai,
	"penempatan": ImporPenempatan,
}


@frappe.whitelist(methods=["POST"])
def import_csv(jenis: str, isi: str | None = None, file_url: str | None = None) -> dict:
	"""Import a CSV of `unit_kerja`, `jabatan`, `pegawai` or `penempatan`.

	Rows are matched by business key and inserted or updated; only columns that the file has are touched.
	Returns `{berhasil, gagal: [{baris, kolom, pesan}], peringatan: […]}`: good rows are kept, every bad
	one is listed. The same rules as on the forms apply, but rows are written set-wise, so document
	events, versions and notifications of single records do not run.
	"""
	if jenis not in IMPOR:
		frappe.throw(
			_("Jenis impor {0} tidak dikenal. Pilihannya: {1}.").format(jenis, ", ".join(IMPOR)),
			ImporError,
			title=_("Impor"),
		)
	kelas = IMPOR[jenis]
	require_write(kelas.doctype)
	return kelas(isi if isi is not None else read_file(file_url)).run()


@frappe.whitelist(methods=["POST"])
def create_missing_users(pegawai: list | str | None = None) -> dict:
	"""Make a user for active people who have an e-mail and no user yet (all of them, or those named).

	No mail is sent. Returns `{dibuat: [{pegawai, user}], dilewati: [{pegawai, pesan}]}`.
	"""
	require_write("Pegawai ASN")
	return akun.create_missing_users(None if pegawai is None else frappe.parse_json(pegawai))


@frappe.whitelist()
def list_simpul(doctype: str, parent: str = "", is_root: bool = False) -> list[dict]:
	"""Children of a unit or post for the tree view, in structure order."""
	induk = {"Unit Kerja": "parent_unit_kerja", "Jabatan": "atasan"}.get(doctype)
	if not induk:
		frappe.throw(_("{0} bukan susunan organisasi.").format(doctype), frappe.PermissionError)
	simpul = frappe.get_list(
		doctype,
		filters={induk: parent or ("is", "not set"), "aktif": 1},
		fields=["name as value", "nama as title", "lft", "rgt"],
		order_by="lft",
		limit_page_length=0,
	)
	return [{"value": s.value, "title": s.title, "expandable": int(s.rgt - s.lft > 1)} for s in simpul]


def require_write(doctype: str) -> None:
	"""Only who may create and change records one by one may do so by file."""
	if not (frappe.has_permission(doctype, "create") and frappe.has_permission(doctype, "write")):
		frappe.throw(
			_("Anda tidak berhak membuat dan mengubah {0}. Hubungi Pengelola Kepegawaian.").format(
				_(doctype)
			),
			frappe.PermissionError,
			title=_("Tidak berhak"),
		)


def read_file(file_url: str | None) -> bytes:
	"""The bytes of an uploaded file that the user may read."""
	nama = frappe.get_list("File", filters={"file_url": file_url}, pluck="name", limit=1) if file_url else []
	if not nama:
		frappe.throw(
			_("Unggah berkas CSV lalu sebutkan alamatnya, atau kirim isinya."), ImporError, title=_("Impor")
		)
	berkas = frappe.get_doc("File", nama[0])
	berkas.check_permission("read")
	with open(berkas.get_full_path(), "rb") as f:
		return f.read(BATAS_BYTE + 1)
