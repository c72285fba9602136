"""The two permission hooks of core, answered from the one criterion per DocType."""

from functools import partial

import frappe

from transformasi_asn.permissions import bacaan
from transformasi_asn.permissions.konteks import remember
from transformasi_asn.permissions.kriteria import KRITERIA, get_criterion, see
from transformasi_asn.permissions.mandat import tell_end
from transformasi_asn.permissions.peran import may_change, read_stored


def query(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions`."""
	return get_criterion(doctype, user)


# Early v15 passes the user only, so each DocType needs a name of its own.
query_naskah_masuk = partial(query, doctype="Naskah Masuk")
query_agenda_naskah = partial(query, doctype="Agenda Naskah")
query_disposisi = partial(query, doctype="Disposisi")
query_surat_tugas = partial(query, doctype="Surat Tugas")
query_tugas = partial(query, doctype="Tugas")
query_jejak_baca = partial(query, doctype="Jejak Baca")
query_eskalasi_tugas = partial(query, doctype="Eskalasi Tugas")
query_jejak_tugas = partial(query, doctype="Jejak Tugas")
query_lembar_tercetak = partial(query, doctype="Lembar Tercetak")
query_penetapan_pola = partial(query, doctype="Penetapan Pola")
query_penerima_disposisi = partial(query, doctype="Penerima Disposisi")
query_petugas_surat_tugas = partial(query, doctype="Petugas Surat Tugas")
query_instruksi_terpilih = partial(query, doctype="Instruksi Terpilih")
query_pilihan_pemberitahuan = partial(query, doctype="Pilihan Pemberitahuan")
query_pekerjaan_tim = partial(query, doctype="Pekerjaan Tim")
query_kontribusi_tim = partial(query, doctype="Kontribusi Tim")
query_pilihan_kanal = partial(query, doctype="Pilihan Kanal")


def has_permission(doc, ptype: str | None = None, user: str | None = None, **_) -> bool:
	"""Hook `has_permission`: a stored row by the criterion, a new one by its controller.

	Seeing is not acting: whoever may see a row may change it only in a role that acts on it.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or doc.is_new():
		return True
	if doc.doctype == "Tugas" and doc.name in (frappe.flags.asn_tugas_mengikuti or ()):
		# it follows what was done above or below it, whoever did that (disposisi/kemajuan.py)
		return True
	boleh = _may(doc, ptype, user)
	if not boleh and ptype in READING and user == frappe.session.user:
		# what core says of it would not tell him why; changes are explained by `MasaHabis`
		tell_end(doc)
	return boleh


def _may(doc, ptype: str | None, user: str) -> bool:
	if doc.doctype in KRITERIA:
		keamanan = see(doc.doctype, doc.name, user)
		if keamanan is None:
			return False
		if ptype in READING and user == frappe.session.user:
			bacaan.record(
				doc.doctype, doc.name, keamanan, bacaan.DICETAK if ptype == "print" else bacaan.DIBUKA
			)
	# Asked of the stored row: what the caller sends must not put him in charge of it.
	return ptype in READING or remember(
		("ubah", user, doc.doctype, doc.name),
		lambda: may_change(read_stored(doc), user),
	)


READING = (None, "read", "select", "print", "email", "report", "export")
