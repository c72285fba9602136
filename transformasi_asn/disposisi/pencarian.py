"""Search over number, subject and sender of letters and the text of their attachments.

What stands in a secret attachment is found by nobody who may not open its letter.
"""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType, Table
from frappe.utils import cint

from transformasi_asn import basisdata
from transformasi_asn.disposisi import kotak
from transformasi_asn.disposisi.domain.pencarian import parse_question
from transformasi_asn.disposisi.exceptions import PertanyaanKosongError
from transformasi_asn.disposisi.indeks import NASKAH, TABEL
from transformasi_asn.permissions.kriteria import SEMUA, TIDAK_ADA, get_criterion


def search(kata: str, batas: int = kotak.SEHALAMAN) -> dict[str, Any]:
	"""Letters that the user may open and that hold all the words, the newest first: {baris, ada_lagi}.

	Raises PertanyaanKosongError for a question without words.
	"""
	dicari = parse_question(kata)
	if not dicari:
		frappe.throw(_("Tulis sedikitnya satu kata atau angka."), PertanyaanKosongError)
	batas = max(1, min(cint(batas) or kotak.SEHALAMAN, kotak.TERBANYAK))
	syarat = get_criterion(NASKAH)
	if syarat == TIDAK_ADA:
		return {"baris": [], "ada_lagi": False}
	t, n = Table(TABEL), DocType(NASKAH)
	cocok = frappe.qb.from_(t).select(t.naskah).where(basisdata.has_words(t.teks, dicari))
	kueri = (
		frappe.qb.from_(n)
		.select(*(n[kolom] for kolom in kotak.KOLOM[NASKAH]))
		.where(n.name.isin(cocok))
		.orderby(n.modified, order=frappe.qb.desc)
		.limit(batas + 1)
	)
	if syarat != SEMUA:
		kueri = kueri.where(basisdata.as_term(syarat))
	baris = kueri.run(as_dict=True)
	return {"baris": baris[:batas], "ada_lagi": len(baris) > batas and batas < kotak.TERBANYAK}
