"""Starting work that no letter brought: from an activity of the plan, or from a spoken directive.

Work always hangs on a Naskah, so each start registers one, with a number of the register; everything after it
(decision, order, Surat Tugas, report) is the way of every letter.
"""

import frappe
from frappe import _
from frappe.utils import now

from transformasi_asn.disposisi.exceptions import PenugasanKegiatanError
from transformasi_asn.disposisi.pelaku import choose_post
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.konteks import get_konteks

RENCANA, ARAHAN = "Rencana Kerja", "Arahan Lisan"
ARAHAN_KEPALA_DAERAH = "Arahan pimpinan daerah"
KEPALA_DAERAH = ("Kepala Daerah", "Wakil Kepala Daerah")


def start(
	perihal: str,
	kegiatan: str | None = None,
	pemberi_arahan: str | None = None,
	waktu_arahan: str | None = None,
	jabatan: str | None = None,
):
	"""The letter on which the leader's own work hangs: of a spoken directive where its giver is named, else of a plan.

	`jabatan`: as which post he starts it, where he is in charge of several.
	"""
	if not perihal.strip():
		_refuse(_("Isi Perihal: apa yang ditugaskan."))
	if not (kegiatan or pemberi_arahan):
		_refuse(_("Pilih Kegiatan dari rencana kinerja, atau isi pemberi arahannya."))
	jabatan = choose_post(get_konteks(), jabatan, None)
	if not organisasi.get_fakta_jabatan(jabatan).alamat:
		_refuse(
			_("Penugasan dimulai oleh pimpinan; {0} bukan jabatan pimpinan.").format(frappe.bold(jabatan))
		)
	bentuk = ARAHAN if pemberi_arahan else RENCANA
	naskah = frappe.get_doc(
		{
			"doctype": "Naskah Masuk",
			"bentuk": bentuk,
			"jenis_naskah": _kind_of(bentuk),
			"perihal": perihal.strip(),
			"unit_penerima": _register_of(jabatan),
			"tujuan_jabatan": jabatan,
			"kegiatan": kegiatan,
		}
	)
	if pemberi_arahan:
		naskah.update({"pemberi_arahan": pemberi_arahan, "waktu_arahan": waktu_arahan or now()})
		peran = frappe.get_cached_value("Jabatan", pemberi_arahan, "peran_struktur")
		naskah.pemicu = ARAHAN_KEPALA_DAERAH if peran in KEPALA_DAERAH else None
	return naskah.insert()


def _kind_of(bentuk: str) -> str:
	jenis = frappe.get_all(
		"Jenis Naskah", {"bentuk": bentuk, "aktif": 1}, pluck="name", order_by="name", limit=1
	)
	if not jenis:
		_refuse(
			_("Belum ada Jenis Naskah yang aktif dengan bentuk {0}. Minta admin menambahkannya.").format(
				_(bentuk)
			)
		)
	return jenis[0]


def _register_of(jabatan: str) -> str:
	"""The perangkat daerah in whose register it is entered; above all of them, that of the Sekretaris Daerah."""
	sekda = {"peran_struktur": "Sekretaris Daerah", "aktif": 1}
	for unit in (
		organisasi.get_fakta_jabatan(jabatan).unit,
		frappe.db.get_value("Jabatan", sekda, "unit_kerja"),
	):
		if unit and (pd := organisasi.find_perangkat_daerah(unit)):
			return pd
	return _refuse(
		_("Jabatan {0} tidak berada pada perangkat daerah mana pun; perbaiki unit kerjanya.").format(
			frappe.bold(jabatan)
		)
	)


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, PenugasanKegiatanError, title=_("Tugaskan"))
