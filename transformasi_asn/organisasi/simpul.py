"""What units and posts share as nodes of a tree."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils.nestedset import NestedSet

from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.domain.pohon import render_putaran
from transformasi_asn.organisasi.exceptions import PutaranStrukturError


class Simpul(Dokumen, NestedSet):
	"""A unit or post."""

	def on_trash(self):
		# A deletion comes neither through `save` nor through `insert`.
		with basisdata.retryable(self.doctype):
			super().on_trash()
		services.clear_cache()


def validate_putaran(doc: Document, field: str) -> None:
	"""Refuse a parent that stands below the document, and name the loop."""
	induk = doc.get(field)
	if not induk:
		return
	rantai = [doc.name, induk] if induk == doc.name else [doc.name, *_read_rantai(doc.doctype, induk, field)]
	if doc.name not in rantai[1:]:
		return
	putaran = tuple(rantai[: rantai.index(doc.name, 1)])
	frappe.throw(
		_(
			"{0} tidak dapat berada di bawah {1}: susunannya berputar ({2}). Pilih induk di luar putaran itu."
		).format(doc.nama, induk, render_putaran(putaran)),
		PutaranStrukturError,
		title=_("Susunan berputar"),
	)


def _read_rantai(doctype: str, simpul: str, field: str) -> list[str]:
	"""The node and its ancestors, from itself to the root."""
	diri, atas = DocType(doctype), DocType(doctype).as_("atas")
	baris = (
		frappe.qb.from_(diri)
		.join(atas)
		.on((atas.lft <= diri.lft) & (atas.rgt >= diri.rgt))
		.select(atas.name, atas[field])
		.where(diri.name == simpul)
		.run()
	)
	induk = dict(baris)
	rantai = []
	while simpul and simpul not in rantai:
		rantai.append(simpul)
		simpul = induk.get(simpul)
	return rantai
