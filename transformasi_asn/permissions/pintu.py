"""Doors into guarded DocTypes at which core does not ask the permission hooks, closed here.

README.md beside this file is the register of all doors; a test walks through each of them.
"""

import frappe
from frappe import _

from transformasi_asn import compat
from transformasi_asn.permissions import bacaan
from transformasi_asn.permissions.kriteria import (
	DIJAGA,
	SEMUA,
	TABEL_DIJAGA,
	TIDAK_ADA,
	can_see,
	get_criterion,
	see,
)
from transformasi_asn.permissions.metode import PintuTertutupError


@frappe.whitelist()
def search(
	doctype: str,
	txt: str | None = None,
	searchfield: str | None = None,
	start: int = 0,
	page_length: int = 20,
	filters=None,
	**_args,
):
	"""Standard query of link fields to guarded DocTypes: always by permission, whatever the caller asks."""
	# An error here would reach the link field as a fault of the server.
	if doctype not in DIJAGA or not frappe.has_permission(doctype, "read"):
		return []
	meta = frappe.get_meta(doctype)
	kolom = [f for f in (meta.title_field, *meta.get_search_fields()) if f and f != "name"]
	kolom = list(dict.fromkeys(["name", *kolom]))
	return frappe.get_list(
		doctype,
		fields=kolom,
		filters=frappe.parse_json(filters) or {},
		or_filters=[[doctype, f, "like", f"%{txt}%"] for f in kolom] if txt else None,
		limit_start=frappe.utils.cint(start),
		limit_page_length=min(frappe.utils.cint(page_length) or 20, 50),
		as_list=True,
	)


def query_file(user: str | None = None, doctype: str | None = None) -> str:
	"""Files of guarded documents are listed to those who see the document."""
	user = user or frappe.session.user
	if user == "Administrator":
		return SEMUA
	f = "`tabFile`"
	syarat = [f"ifnull({f}.`attached_to_doctype`, '') not in ({_quoted(DIJAGA)})"]
	for nama in sorted(DIJAGA):
		kriteria = get_criterion(nama, user)
		if kriteria != TIDAK_ADA:
			syarat.append(
				f"({f}.`attached_to_doctype` = '{nama}' and {f}.`attached_to_name` in "
				f"(select `tab{nama}`.`name` from `tab{nama}` where {kriteria}))"
			)
	return "(" + " or ".join(syarat) + ")"


def keep_file_private(doc, method: str | None = None) -> None:
	"""`File.validate`: an attachment of a guarded document is never public, and no second door to it is made.

	Core lets the owner of a File record download what it names, whatever the hooks say. So attachments
	of guarded documents have no owner among users, and a record that only names a stored file (without
	bringing its content) is refused unless its maker may read that file already.
	"""
	if doc.is_folder:
		return
	sebelum = doc.get_doc_before_save()
	if doc.attached_to_doctype in DIJAGA:
		_store_private(doc)
		doc.owner = TANPA_PEMILIK
	if frappe.session.user == "Administrator":
		return
	if sebelum.file_url != doc.file_url if sebelum else not doc.flags.asn_membawa_isi:
		refuse_foreign_file(doc.file_url, doc.name)
	if (
		doc.attached_to_doctype in DIJAGA
		and (not sebelum or sebelum.attached_to_name != doc.attached_to_name)
		and not may_read_file(doc)
	):
		frappe.throw(
			_("Anda tidak berhak melampirkan berkas pada {0} ini.").format(_(doc.attached_to_doctype)),
			PintuTertutupError,
		)


TANPA_PEMILIK = "Administrator"


def _store_private(doc) -> None:
	"""Core has written a new public upload to disk before anybody is asked: write it anew as a private one."""
	if (doc.file_url or "").startswith("/files/") and not doc.get_doc_before_save():
		isi = doc.get_content()
		doc._delete_file_on_disk()
		doc.is_private, doc.file_url = 1, None
		doc.save_file(content=isi)
	doc.is_private = 1


def refuse_foreign_file(file_url: str | None, kecuali: str | None = None) -> None:
	"""Refuse a reference to a file of guarded documents none of which the user may read."""
	if not file_url:
		return
	berkas = frappe.get_all(
		"File",
		filters={"file_url": file_url, "name": ("!=", kecuali or "")},
		fields=["name", "owner", "attached_to_doctype", "attached_to_name"],
	)
	dijaga = [b for b in berkas if b.attached_to_doctype in DIJAGA]
	if dijaga and not any(may_read_file(b) for b in dijaga):
		frappe.throw(
			_("Anda tidak berhak merujuk berkas {0}.").format(frappe.utils.escape_html(file_url)),
			PintuTertutupError,
		)


def may_read_file(berkas, user: str | None = None) -> bool:
	return may_refer(berkas.attached_to_doctype, berkas.attached_to_name, user or frappe.session.user)


def may_refer(doctype: str, name: str, user: str) -> bool:
	"""Whether the user sees a guarded row, or has just made it in this request."""
	return (user, doctype, name) in getattr(frappe.local, "asn_dibuat", ()) or can_see(doctype, name, user)


def remember_made(doc, method: str | None = None) -> None:
	"""`after_insert` of a letter: who registers it attaches its scan, whatever its grade."""
	if not hasattr(frappe.local, "asn_dibuat"):
		frappe.local.asn_dibuat = set()
	frappe.local.asn_dibuat.add((frappe.session.user, doc.doctype, doc.name))


def has_file_permission(doc, ptype: str | None = None, user: str | None = None, **_lain):
	"""Hook `has_permission` of File: an attachment is opened by who sees its document."""
	if ptype == "create":
		# Asked before core reads the file of a record that only names one; the rest is decided in `validate`.
		doc.flags.asn_membawa_isi = bool(doc.get("content"))
	elif doc.attached_to_doctype in DIJAGA and doc.attached_to_name:
		user = user or frappe.session.user
		keamanan = see(doc.attached_to_doctype, doc.attached_to_name, user)
		if keamanan is None:
			return False
		if ptype in (None, "read") and user == frappe.session.user:
			bacaan.record(doc.attached_to_doctype, doc.attached_to_name, keamanan, bacaan.DIUNDUH)
	return compat.NO_OPINION


def keep_attachments_private(doc, method: str | None = None) -> None:
	"""`validate` of guarded documents: what an Attach field names is private and the user's to attach."""
	sebelum = doc.get_doc_before_save()
	for df in doc.meta.get("fields", {"fieldtype": ("in", ("Attach", "Attach Image"))}):
		url = doc.get(df.fieldname)
		if not url or (sebelum and sebelum.get(df.fieldname) == url):
			continue
		if frappe.session.user != "Administrator":
			refuse_foreign_file(url, None)
		if url.startswith("/files/"):
			url = _make_private(url)
			doc.set(df.fieldname, url)
		# core will attach the upload to this document without saving it
		frappe.db.set_value(
			"File", {"file_url": url, "attached_to_name": ("is", "not set")}, "owner", TANPA_PEMILIK
		)


def _make_private(url: str) -> str:
	nama = frappe.db.get_value("File", {"file_url": url, "attached_to_name": ("is", "not set")})
	if not nama:
		frappe.throw(
			_("Berkas {0} terbuka untuk umum. Unggah ulang sebagai berkas pribadi.").format(
				frappe.utils.escape_html(url)
			),
			PintuTertutupError,
			title=_("Berkas Umum"),
		)
	berkas = frappe.get_doc("File", nama)
	berkas.is_private = 1
	berkas.save(ignore_permissions=True)
	return berkas.file_url


def adopt_upload(url: str, doctype: str, name: str):
	"""Make an own upload that belongs to nothing yet a private attachment of a guarded document.

	Returns the File; None when the user has no such upload. What is attached to this document already is
	left alone.
	"""
	milik = {"file_url": url, "attached_to_doctype": doctype, "attached_to_name": name}
	nama = frappe.db.get_value("File", milik) or frappe.db.get_value(
		"File", {"file_url": url, "attached_to_name": ("is", "not set"), "owner": frappe.session.user}
	)
	if not nama:
		return None
	# core lets no save change the owner
	frappe.db.set_value("File", nama, "owner", TANPA_PEMILIK, update_modified=False)
	berkas = frappe.get_doc("File", nama)
	if berkas.attached_to_name != name:
		berkas.update({"is_private": 1, "attached_to_doctype": doctype, "attached_to_name": name})
		berkas.save(ignore_permissions=True)
	return berkas


# field that names the DocType of records about other documents, and the field that names the document
CATATAN = {
	"Activity Log": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Version": ("ref_doctype", "docname"),
}


def _query_about(catatan: str, user: str | None) -> str:
	user = user or frappe.session.user
	if user == "Administrator":
		return SEMUA
	return f"ifnull(`tab{catatan}`.`{CATATAN[catatan][0]}`, '') not in ({_quoted(TABEL_DIJAGA)})"


def query_activity_log(user: str | None = None, doctype: str | None = None) -> str:
	"""What is said about guarded documents is read in the document, not listed."""
	return _query_about("Activity Log", user)


def query_comment(user: str | None = None, doctype: str | None = None) -> str:
	return _query_about("Comment", user)


def query_communication(user: str | None = None, doctype: str | None = None) -> str:
	return _query_about("Communication", user)


def query_deleted_document(user: str | None = None, doctype: str | None = None) -> str:
	return _query_about("Deleted Document", user)


def query_version(user: str | None = None, doctype: str | None = None) -> str:
	return _query_about("Version", user)


def has_permission_about(doc, ptype: str | None = None, user: str | None = None, **_lain):
	"""Hook `has_permission` of CATATAN: opened by who sees the document it is about."""
	user = user or frappe.session.user
	doctype, name = (doc.get(field) for field in CATATAN[doc.doctype])
	if user != "Administrator" and doctype in DIJAGA and not (name and can_see(doctype, name, user)):
		return False
	return compat.NO_OPINION


def has_notice_permission(doc, ptype: str | None = None, user: str | None = None, **_lain):
	"""Hook `has_permission` of Notification Log: core lets everybody open everybody's notices by name."""
	user = user or frappe.session.user
	if user != "Administrator" and doc.document_type in DIJAGA and doc.for_user != user:
		return False
	return compat.NO_OPINION


# field that names the DocType, per DocType that would open a side door
PENUNJUK = {
	"DocShare": "share_doctype",
	"Document Share Key": "reference_doctype",
	"Document Follow": "ref_doctype",
	"Assignment Rule": "document_type",
	"Dashboard Chart": "document_type",
	"Kanban Board": "reference_doctype",
	"Milestone Tracker": "document_type",
	"Tag Link": "document_type",
	"ToDo": "reference_type",
}


def refuse_side_door(doc, method: str | None = None) -> None:
	"""Sharing, following, tagging, assigning and charting would show guarded rows past the criterion."""
	if doc.get(PENUNJUK[doc.doctype]) in TABEL_DIJAGA:
		frappe.throw(
			_(
				"{0} tidak tersedia untuk {1}. Hak melihatnya berasal dari jabatan dan disposisi; teruskan dengan Disposisi."
			).format(_(doc.doctype), _(doc.get(PENUNJUK[doc.doctype]))),
			PintuTertutupError,
			title=_("Tidak Tersedia"),
		)


# DocType → its one board (shipped) and the field of its columns
PAPAN = {"Pekerjaan Tim": ("Papan Pekerjaan Tim", "keadaan")}


def settle_board(doc, method: str | None = None) -> None:
	"""`Kanban Board.validate`: a board is read by everybody, so it stores nothing about guarded rows.

	Cards come by permission and are moved through `metode.move_card`; who made a board could still put the
	values of rows into its filters, so there is the shipped one only, and without filters.
	"""
	nama, kolom = PAPAN.get(doc.reference_doctype, (None, None))
	if doc.name != nama or doc.field_name != kolom:
		return refuse_side_door(doc)
	doc.private = 0
	doc.filters = None
	for baris in doc.columns:
		baris.order = None


def refuse_global_search(doc, method: str | None = None) -> None:
	"""`Global Search Settings.validate`: the global index knows no row permissions."""
	for baris in doc.allowed_in_global_search:
		if baris.document_type in TABEL_DIJAGA:
			frappe.throw(
				_(
					"Baris {0}: {1} tidak boleh masuk pencarian global, karena pencarian itu tidak mengenal tingkat keamanan."
				).format(baris.idx, _(baris.document_type)),
				PintuTertutupError,
				title=_("Pencarian Global"),
			)


def guard_links(doc, method: str | None = None) -> None:
	"""`*.validate`: only who sees a guarded document may link to it (a link can be followed in a list)."""
	if frappe.session.user == "Administrator" or doc.doctype in TABEL_DIJAGA:
		return
	for baris in [doc, *doc.get_all_children()]:
		for field, tujuan, pemilih in _links_of(baris.doctype):
			nama = baris.get(field)
			doctype = baris.get(pemilih) if pemilih else tujuan
			if nama and doctype in DIJAGA and not may_refer(doctype, nama, frappe.session.user):
				frappe.throw(
					_("Anda tidak berhak merujuk {0} {1}.").format(
						_(doctype), frappe.bold(frappe.utils.escape_html(str(nama)))
					),
					PintuTertutupError,
				)


def _links_of(doctype: str) -> list[tuple[str, str | None, str | None]]:
	"""(field, target, field naming the target) of the links that may lead to a guarded DocType."""
	simpanan = getattr(frappe.local, "asn_tautan", None)
	if simpanan is None:
		simpanan = frappe.local.asn_tautan = {}
	if doctype not in simpanan:
		meta = frappe.get_meta(doctype)
		simpanan[doctype] = [
			(df.fieldname, df.options, None)
			for df in meta.get("fields", {"fieldtype": "Link"})
			if df.options in DIJAGA
		] + [(df.fieldname, None, df.options) for df in meta.get("fields", {"fieldtype": "Dynamic Link"})]
	return simpanan[doctype]


def _quoted(names) -> str:
	return ", ".join(frappe.db.escape(nama, percent=False) for nama in sorted(names))
