"""Doors into guarded DocTypes at which core does not ask the permission hooks, closed here.

README.md beside this file is the register of all doors; a test walks through each of them.
"""

import frappe
from frappe import _
from frappe.client import get_count as get_count_of_core

from transformasi_asn import compat
from transformasi_asn.permissions.kriteria import ANAK, KRITERIA, SEMUA, TIDAK_ADA, can_see, get_criterion

DIJAGA = frozenset(KRITERIA)
TABEL_DIJAGA = DIJAGA | frozenset(ANAK)


class PintuTertutupError(frappe.PermissionError):
	pass


@frappe.whitelist()
def get_count(doctype: str, filters=None, debug: bool = False, cache: bool = False):
	"""`frappe.client.get_count`, which core answers without asking for row permissions."""
	if doctype not in TABEL_DIJAGA:
		return get_count_of_core(doctype, filters, debug, cache)
	return compat.count_permitted(doctype, frappe.parse_json(filters), parent_doctype=ANAK.get(doctype))


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
	if doctype not in DIJAGA:
		raise frappe.PermissionError
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
	"""`File.validate`: an attachment of a guarded document is never public."""
	if doc.attached_to_doctype in DIJAGA and not doc.is_private:
		doc.is_private = 1


def query_comment(user: str | None = None, doctype: str | None = None) -> str:
	"""Comments on guarded documents are read in the document, not listed."""
	user = user or frappe.session.user
	if user == "Administrator":
		return SEMUA
	return f"ifnull(`tabComment`.`reference_doctype`, '') not in ({_quoted(DIJAGA)})"


# field that names the DocType, per DocType that would open a side door
PENUNJUK = {
	"DocShare": "share_doctype",
	"Document Share Key": "reference_doctype",
	"Document Follow": "ref_doctype",
	"Dashboard Chart": "document_type",
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
			if nama and doctype in DIJAGA and not can_see(doctype, nama):
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
