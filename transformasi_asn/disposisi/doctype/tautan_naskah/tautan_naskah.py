from frappe.model.document import Document

from transformasi_asn import basisdata


class TautanNaskah(Document):
	"""That one letter answers another or belongs to it.

	The names are plain data, and no role reads this table: who sees one letter need not see the other, so
	only the thread (`disposisi/utas.py`) tells of it.
	"""


def on_doctype_update():
	basisdata.add_unique("Tautan Naskah", ["naskah", "ke_naskah"], "unik_tautan_naskah")
