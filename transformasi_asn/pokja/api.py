"""What the desk and other systems call about teams."""

import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.pokja import bukti, cetak_bukti, halaman_beban, pekerjaan, services, usulan
from transformasi_asn.pokja.exceptions import BukanPimpinanError

AWAL = "1900-01-01"


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


@frappe.whitelist()
def beban_kerja(
	unit: str | None = None,
	satuan: str = "Minggu",
	jabatan_fungsional: str | None = None,
	jenjang: str | None = None,
	cari: str | None = None,
	halaman: int = 1,
) -> dict:
	"""Open work of the officers below the user, and of himself: sums of a unit and of those below it, and one page
	of officers by weeks or months (satuan: Minggu or Bulan). Numbers only."""
	return halaman_beban.view(unit, satuan, jabatan_fungsional, jenjang, cari, halaman)


@frappe.whitelist()
def bukti_kinerja(dari: str, sampai: str, pegawai: str | None = None) -> dict:
	"""Finished work of an officer (default: the caller) in a period, by activity, as far as the caller is told it.

	For the officer, his Pejabat Penilai Kinerja and the posts above. It feeds the performance dialogue and adds no
	credit points. `terbuka` of a row: penuh, ringkas (no papers), tertutup (only that something was done).
	"""
	return bukti.as_dict(bukti.read_bukti(pegawai, dari, sampai))


@frappe.whitelist()
def cetak_bukti_kinerja(dari: str, sampai: str, pegawai: str | None = None) -> None:
	"""The same as a PDF, as a download."""
	frappe.local.response.filecontent = cetak_bukti.print_bukti(pegawai, dari, sampai)
	frappe.local.response.filename = f"Bukti-Kinerja-{dari}-{sampai}.pdf"
	frappe.local.response.type = "pdf"


@frappe.whitelist(methods=["POST"])
def jawab_keanggotaan(pokja: str, pegawai: str, setuju: bool, alasan: str = "") -> str:
	"""The head of a member's unit consents, refuses, or objects where he was only told; returns the outcome.

	Refusal and objection need a reason.
	"""
	return services.answer_for(_locked(pokja), pegawai, setuju, alasan.strip())


@frappe.whitelist(methods=["POST"])
def putuskan_anggota(pokja: str, pegawai: str, diterima: bool, alasan: str = "") -> str:
	"""The leader decides on an objection (keep or release) or on an application; returns the outcome."""
	return services.decide_for(_locked(pokja), pegawai, diterima, alasan.strip())


@frappe.whitelist(methods=["POST"])
def ajukan_diri(pokja: str, alasan: str) -> None:
	"""Offer oneself as a member; the leader decides."""
	services.offer_self(_locked(pokja), alasan.strip())


@frappe.whitelist(methods=["POST"])
def ganti_anggota(pokja: str, pegawai: str, alasan: str, pengganti: str | None = None) -> None:
	"""Release a member, or replace him by another; what he contributed stays his."""
	services.release_member(_locked(pokja), pegawai, alasan.strip(), pengganti or None)


@frappe.whitelist()
def siapkan_tim(naskah: str) -> dict:
	"""What a team formed for this letter would be called, why, and what it has regard to; of a secret one nothing."""
	doc = frappe.get_doc("Naskah Masuk", naskah)
	doc.check_permission("read")
	return services.propose_tim(doc)


@frappe.whitelist()
def kemajuan_tim(pokja: str) -> dict:
	"""How far the team and each of its members is; numbers only."""
	tim = frappe.get_doc("Pokja", pokja)
	tim.check_permission("read")
	return pekerjaan.view(tim)


@frappe.whitelist(methods=["POST"])
def periksa_kontribusi(kontribusi: str, terima: bool, catatan: str = "") -> str:
	"""The Ketua accepts a contribution, or returns it with a note; returns its state."""
	doc = basisdata.get_locked("Kontribusi Tim", kontribusi)
	doc.check_permission("read")
	return pekerjaan.check_contribution(doc, terima, catatan.strip())


def _locked(pokja: str):
	tim = basisdata.get_locked("Pokja", pokja)
	tim.check_permission("read")
	return tim


# -- calendar of team work -------------------------------------------------------------------------


@frappe.whitelist()
def kalender_pekerjaan(start: str, end: str, filters: list | str | None = None) -> list[dict]:
	"""Pieces of team work that lie in these days, as far as the user sees them; one date alone is one day."""
	saring = frappe.parse_json(filters) or []
	masa = (
		# `between`, because core reads a date that is missing as an early one
		[["mulai", "between", [AWAL, end]], ["tenggat", ">=", start]],
		[["mulai", "between", [start, end]]],
		[["tenggat", "between", [start, end]]],
	)
	kerja = {
		k.name: k
		for satu in masa
		for k in frappe.get_list(
			"Pekerjaan Tim",
			filters=[*saring, *(["Pekerjaan Tim", *syarat] for syarat in satu)],
			fields=["name", "judul", "mulai", "tenggat", "keadaan", "kemajuan"],
			limit_page_length=0,
		)
	}.values()
	for k in kerja:
		k.mulai, k.tenggat = k.mulai or k.tenggat, k.tenggat or k.mulai
		k.sehari = 1
	return list(kerja)
