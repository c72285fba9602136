"""What the desk and other systems call."""

import frappe
from frappe import _

from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.pokja import usulan
from transformasi_asn.pokja.exceptions import BukanPimpinanError


@frappe.whitelist(methods=["POST"])
def usul_anggota(
	pimpinan: str,
	kebutuhan: list | str,
	anggota: list | str | None = None,
	mulai: str | None = None,
	selesai: str | None = None,
) -> dict:
	"""Officers ranked for a team of the post `pimpinan`, with the reasons in words; saves nothing.

	kebutuhan: rows of `jumlah`, `jabatan_fungsional`, `jenjang` and `kompetensi` (rows of `kompetensi`,
	`tingkat`); what is empty is not asked. anggota: Pegawai ASN who are in the team already. Only for whoever
	is in charge of the post.
	"""
	if frappe.session.user != "Administrator" and pimpinan not in get_konteks().jabatan:
		frappe.throw(
			_("Anggota diusulkan kepada pemangku jabatan pembentuk tim; hari ini itu bukan Anda."),
			BukanPimpinanError,
			title=_("Bukan Pimpinan Tim"),
		)
	return usulan.propose_anggota(
		pimpinan, frappe.parse_json(kebutuhan), frappe.parse_json(anggota) or (), mulai, selesai
	)
