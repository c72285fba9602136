"""Calls from outside: import of master data, and users for the people in it."""

import frappe
from frappe import _

from transformasi_asn.organisasi import akun, koordinator, mandat
from transformasi_asn.organisasi.domain.impor import BATAS_BYTE
from transformasi_asn.organisasi.exceptions import ImporError
from transformasi_asn.organisasi.impor.dasar import Impor
from transformasi_asn.organisasi.impor.jabatan import ImporJabatan
from transformasi_asn.organisasi.impor.pegawai import ImporPegawai
from transformasi_asn.organisasi.impor.penempatan import ImporPenempatan
from transformasi_asn.organisasi.impor.templat import BENTUK
from transformasi_asn.organisasi.impor.unit_kerja import ImporUnitKerja

IMPOR: dict[str, type[Impor]] = {
	"unit_kerja": ImporUnitKerja,
	"jabatan": ImporJabatan,
	"pegawai": ImporPegawai,
	"penempatan": ImporPenempatan,
}


@frappe.whitelist(methods=["POST"])
def import_berkas(jenis: str, isi: str | None = None, file_url: str | None = None) -> dict:
	"""Import a file of `unit_kerja`, `jabatan`, `pegawai`, `penempatan`, or a kind of another module.

	`file_url`: an uploaded XLSX or CSV, deleted once it is read; `isi`: the text of a CSV.
	Rows are matched by business key and inserted or updated; only columns that the file has are touched.
	Returns `{berhasil, gagal: [{baris, kolom, pesan}], peringatan: […], catatan}`: good rows are kept, every
	bad one is listed, `catatan` counts the notes that were passed over, `tetap` the rows that a kind leaves
	as they are. The same rules as on the forms
	apply, but rows are written set-wise, so document events, versions and notifications of single records
	do not run.
	"""
	kelas = find_kelas(jenis)
	return kelas(isi if isi is not None else take_file(file_url)).run()


@frappe.whitelist()
def download_templat(jenis: str, bentuk: str = "xlsx") -> None:
	"""Answer with an empty file of this kind, `bentuk` xlsx or csv: headings, notes and examples."""
	kelas = find_kelas(jenis)
	if bentuk not in BENTUK:
		frappe.throw(
			_("Bentuk {0} tidak dikenal. Pilihannya: {1}.").format(bentuk, ", ".join(BENTUK)),
			ImporError,
			title=_("Impor"),
		)
	frappe.response.filename = f"templat-{jenis.replace('_', '-')}.{bentuk}"
	frappe.response.filecontent = BENTUK[bentuk](kelas)
	frappe.response.type = "download"


def find_kelas(jenis: str) -> type[Impor]:
	"""What imports this kind, for who may; ImporError for another kind."""
	kelas = list_kelas()
	if jenis not in kelas:
		frappe.throw(
			_("Jenis impor {0} tidak dikenal. Pilihannya: {1}.").format(jenis, ", ".join(kelas)),
			ImporError,
			title=_("Impor"),
		)
	require_write(kelas[jenis].doctype)
	return kelas[jenis]


def list_kelas() -> dict[str, type[Impor]]:
	"""Our kinds, and those that other modules register in the hook `jenis_impor`."""
	lain = frappe.get_hooks("jenis_impor", default={})
	return IMPOR | {jenis: frappe.get_attr(cara) for jenis, (cara,) in lain.items()}


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


# -- Surat Perintah ------------------------------------------------------------------------------


@frappe.whitelist()
def tampilan_surat_perintah(nama: str) -> dict:
	"""What the form of a Surat Perintah shows: steps open to the user, limits exceeded, conflicts."""
	surat = frappe.get_doc(mandat.DOCTYPE, nama)
	surat.check_permission("read")
	return mandat.view(surat)


@frappe.whitelist(methods=["POST"])
def setujui_surat_perintah(nama: str) -> str:
	"""The superior approves the proposal; returns the new status."""
	return mandat.approve(nama).status


@frappe.whitelist(methods=["POST"])
def tolak_surat_perintah(nama: str, alasan: str) -> str:
	"""Refuse the proposal, with the reason; returns the new status."""
	return mandat.refuse(nama, alasan).status


@frappe.whitelist(methods=["POST"])
def tetapkan_surat_perintah(nama: str, nomor: str, tanggal: str) -> str:
	"""Give the approved order its number and date, which makes the placement; returns the new status."""
	return mandat.number(nama, nomor, tanggal).status


@frappe.whitelist(methods=["POST"])
def akhiri_surat_perintah(nama: str, hari_terakhir: str, alasan: str) -> str:
	"""End the order before its day, or withdraw it before its first; returns the new status."""
	return mandat.end(nama, hari_terakhir, alasan).status


@frappe.whitelist()
def usul_perpanjangan(nama: str) -> dict:
	"""Fields of a new Surat Perintah that extends this one; saves nothing."""
	return mandat.propose_extension(nama)


# -- Penugasan Koordinator -----------------------------------------------------------------------


@frappe.whitelist()
def usul_pemberi_koordinator() -> str | None:
	"""The post as which the user would name a koordinator; None where he is in charge of none."""
	return koordinator.propose_giver()


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


def take_file(file_url: str | None) -> bytes:
	"""The bytes of an uploaded file that the user may read.

	It holds personal data and has served its purpose, so it goes, unless it is attached to a record.
	"""
	nama = frappe.get_list("File", filters={"file_url": file_url}, pluck="name", limit=1) if file_url else []
	if not nama:
		frappe.throw(
			_("Unggah berkas XLSX atau CSV lalu sebutkan alamatnya, atau kirim isinya."),
			ImporError,
			title=_("Impor"),
		)
	berkas = frappe.get_doc("File", nama[0])
	berkas.check_permission("read")
	with open(berkas.get_full_path(), "rb") as f:
		isi = f.read(BATAS_BYTE + 1)
	if not berkas.attached_to_name and berkas.has_permission("delete"):
		berkas.delete()
	return isi
