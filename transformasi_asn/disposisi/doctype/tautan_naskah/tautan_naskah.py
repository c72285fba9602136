from transformasi_asn import basisdata
from transformasi_asn.dokumen import Dokumen


class TautanNaskah(Dokumen):
	"""That one letter answers another or belongs to it.

	The names are plain data, and no role reads this table: who sees one letter need not see the other, so
	only the thread (`disposisi/utas.py`) tells of it.
	"""


def on_doctype_update():
	basisdata.add_unique("Tautan Naskah", ["naskah", "ke_naskah"], "unik_tautan_naskah")
