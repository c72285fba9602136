"""Who opened, printed or downloaded a secret item, and when: one row per request, or the request is refused."""

import frappe
from frappe.utils import now

from transformasi_asn import basisdata
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.kriteria import BERTINGKAT
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

DIBUKA, DICETAK, DIUNDUH = "Dibuka", "Dicetak", "Diunduh"
KOLOM = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"waktu",
	"cara",
	"akun",
	"pegawai",
	"nama",
	"jabatan",
	"alamat_ip",
	"keamanan",
	"jenis_dokumen",
	"dokumen",
	"naskah",
	"nomor_agenda",
	"permintaan",
)


def record(doctype: str, name: str, keamanan: str | None, cara: str = DIBUKA) -> None:
	"""Note that this request shows a secret item to its user; nothing for other items and outside requests.

	Core undoes what a GET has written unless it is told to keep it. Where the row cannot be written
	the error goes up, and nothing is shown.
	"""
	permintaan = getattr(frappe.local, "request", None)
	if not permintaan or keamanan not in RAHASIA or doctype not in BERTINGKAT:
		return
	kunci = (frappe.session.user, doctype, name, cara)
	tercatat = _recorded(permintaan)
	if kunci in tercatat:
		return
	k = get_konteks()
	naskah = name if doctype == "Naskah Masuk" else frappe.db.get_value(doctype, name, "naskah")
	waktu, akun = now(), frappe.session.user
	isi = {
		"name": frappe.generate_hash(length=10),
		"creation": waktu,
		"modified": waktu,
		"owner": akun,
		"modified_by": akun,
		"waktu": waktu,
		"cara": cara,
		"akun": akun,
		"pegawai": k.pegawai,
		"nama": frappe.get_cached_value("Pegawai ASN", k.pegawai, "nama")
		if k.pegawai
		else frappe.utils.get_fullname(akun),
		"jabatan": "; ".join(organisasi.get_fakta_jabatan(j).nama for j, _kapasitas in k.kapasitas),
		"alamat_ip": frappe.local.request_ip,
		"keamanan": keamanan,
		"jenis_dokumen": doctype,
		"dokumen": name,
		"naskah": naskah,
		"nomor_agenda": frappe.db.get_value("Naskah Masuk", naskah, "nomor_agenda"),
		"permintaan": (frappe.local.form_dict.get("cmd") or permintaan.path or "")[:140],
	}
	basisdata.insert_rows("Jejak Baca", KOLOM, [[isi[kolom] for kolom in KOLOM]])
	frappe.local.flags.commit = True
	tercatat.add(kunci)


def _recorded(permintaan) -> set[tuple]:
	"""What this very request has noted; forgotten when it is undone."""
	simpanan = getattr(frappe.local, "asn_bacaan", None)
	if simpanan is None or simpanan[0] is not permintaan:
		simpanan = frappe.local.asn_bacaan = (permintaan, set())
		frappe.db.after_rollback.add(simpanan[1].clear)
	return simpanan[1]


def on_show(doc, method: str | None = None, *_lain) -> None:
	"""`onload` and `before_print`: core asks no permission hook for Administrator."""
	if doc.name and not doc.is_new():
		record(doc.doctype, doc.name, doc.keamanan, DICETAK if method == "before_print" else DIBUKA)
