"""Public page behind the QR code of printed sheets."""

import frappe
from frappe.utils import format_date, get_url_to_form

from transformasi_asn.disposisi import verifikasi
from transformasi_asn.disposisi.cap import clean_key

# Answers differ from hour to hour, and no search engine has business with keys.
no_cache = 1
no_sitemap = 1


def get_context(context):
	"""The form, or what is known of the key in the address; what was typed from the paper comes by POST."""
	kunci = clean_key(frappe.form_dict.get("k"))
	context.update(
		{
			"kunci": kunci,
			"jawaban": None,
			"banding": {},
			"isian": {},
			"label": verifikasi.get_labels(),
			"no_header": 1,
			"no_breadcrumbs": 1,
			"csrf": frappe.session.data.get("csrf_token") if frappe.session.user != "Guest" else "",
		}
	)
	if not kunci:
		return
	frappe.form_dict.k = kunci
	context.jawaban = verifikasi.periksa(k=kunci)
	if tanggal := context.jawaban["tanggal"]:
		context.jawaban["tanggal"] = format_date(tanggal)
	if context.jawaban["rujukan"]:
		context.alamat_catatan = get_url_to_form(context.jawaban["jenis"], context.jawaban["rujukan"])
	if frappe.request and frappe.request.method == "POST":
		context.isian = {n: frappe.form_dict.get(n) or "" for n in context.jawaban["dapat_dibandingkan"]}
		context.banding = verifikasi.cocokkan(k=kunci, **context.isian)
