"""Notices about teams."""

from collections.abc import Iterable

from frappe.utils import escape_html

from transformasi_asn.disposisi import pemberitahuan
from transformasi_asn.organisasi import services as organisasi


def title_of(tim) -> str:
	return f"<b>{escape_html(tim.nama)}</b>"


def leader_of(tim) -> str | None:
	"""Who is in charge today of the post that formed the team."""
	return organisasi.get_pemangku(tim.pimpinan).pegawai


def send(doc, isi: str, pegawai: Iterable[str | None]) -> None:
	"""Tell these people, each once, with a link to the document."""
	pemberitahuan.send((p, isi, doc.doctype, doc.name) for p in dict.fromkeys(pegawai) if p)
