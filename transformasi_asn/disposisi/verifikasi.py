"""The two questions that anybody may ask about a printed sheet, without an account."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from transformasi_asn.disposisi.cap import Jawaban, clean_key, compare_paper, verify
from transformasi_asn.disposisi.domain.sidik_lembar import Hasil

# A desk where papers are handed in scans a lot; a machine that guesses would do far more.
PERIKSA_SEMENIT = 60
# What is typed is an answer to "is it this?": few tries, so that nothing can be guessed with a copied code.
COCOKKAN_SEJAM = 20


def get_labels() -> dict[str, str]:
	"""What a reader of the paper may compare, in the words of the page."""
	return {
		"pengirim": _("Surat dari"),
		"nomor_surat": _("Nomor surat"),
		"tanggal_surat": _("Tanggal surat"),
		"perihal": _("Hal"),
		"banyak_penerima": _("Banyaknya penerima, termasuk tembusan"),
		"banyak_baris": _("Banyaknya baris"),
		"banyak_petugas": _("Banyaknya yang ditugaskan"),
	}


@frappe.whitelist(allow_guest=True, methods=["GET", "POST"])
@rate_limit(limit=PERIKSA_SEMENIT, seconds=60)
def periksa(k: str) -> dict:
	"""Does the sheet with this key agree with its record; number, date and post, never its content."""
	return as_dict(verify(k))


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(key="k", limit=COCOKKAN_SEJAM, seconds=60 * 60, ip_based=False)
def cocokkan(
	k: str,
	pengirim: str = "",
	nomor_surat: str = "",
	tanggal_surat: str = "",
	perihal: str = "",
	banyak_penerima: str = "",
	banyak_baris: str = "",
	banyak_petugas: str = "",
) -> dict[str, bool]:
	"""Per field copied from the paper: does it agree with the record.

	Only the key as it is stored is taken: tries are counted per spelling.
	"""
	if k != clean_key(k):
		return {}
	return compare_paper(
		k,
		{
			"pengirim": pengirim,
			"nomor_surat": nomor_surat,
			"tanggal_surat": tanggal_surat,
			"perihal": perihal,
			"banyak_penerima": banyak_penerima,
			"banyak_baris": banyak_baris,
			"banyak_petugas": banyak_petugas,
		},
	)


def as_dict(j: Jawaban) -> dict:
	"""The answer as it leaves the server; which record it was only to who may read it."""
	return {
		"hasil": j.hasil.value,
		"sesuai": j.hasil is Hasil.SESUAI,
		"jenis": j.jenis,
		"nomor": j.nomor,
		"tanggal": str(j.tanggal or ""),
		"jabatan": j.jabatan,
		"dapat_dibandingkan": list(j.dapat_dibandingkan),
		"rujukan": j.rujukan if _may_open(j) else "",
	}


def _may_open(j: Jawaban) -> bool:
	if frappe.session.user == "Guest" or not frappe.db.exists("DocType", j.jenis):
		return False
	return bool(frappe.db.exists(j.jenis, j.rujukan)) and frappe.has_permission(j.jenis, "read", j.rujukan)
