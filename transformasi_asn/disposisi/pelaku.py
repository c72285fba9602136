"""Who acts, as which post, in which capacity: taken down as it is at the moment of the act."""

from dataclasses import dataclass

import frappe
from frappe import _

from transformasi_asn.disposisi.exceptions import JabatanTindakanError
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.pemangku import SENDIRI
from transformasi_asn.organisasi.domain.sebutan import ATAS_NAMA, ATASAN, label_of, name_post
from transformasi_asn.organisasi.domain.struktur import PEMEGANG
from transformasi_asn.permissions.konteks import Konteks, get_konteks


@dataclass(frozen=True)
class Pelaku:
	"""A snapshot of the actor. Without a Pegawai ASN (Administrator) only the account is known."""

	pelaku: str
	pegawai: str | None = None
	nip: str | None = None
	nama: str | None = None
	jabatan: str | None = None
	nama_jabatan: str | None = None
	kapasitas: str | None = None
	pangkat: str | None = None
	jabatan_sendiri: str | None = None
	"""Own post as printed, where he acts for another one."""

	@property
	def label(self) -> str:
		return label_of(self.nama or self.pelaku, self.nama_jabatan, self.kapasitas)


def take_pelaku(jabatan: str | None = None) -> Pelaku:
	"""The session's user acting as `jabatan` (default: the first post of his own)."""
	k = get_konteks()
	if not k.pegawai:
		return Pelaku(k.user, nama=frappe.utils.get_fullname(k.user))
	jabatan = jabatan if k.kapasitas_pada(jabatan or "") else next((j for j, _k in k.kapasitas), None)
	return snapshot(k.user, k.pegawai, jabatan, k.kapasitas_pada(jabatan) if jabatan else None)


def snapshot(user: str, pegawai: str, jabatan: str | None, kapasitas: str | None) -> Pelaku:
	"""The person as he is now, in this capacity at this post; `user` is who enters it."""
	orang = frappe.get_cached_value("Pegawai ASN", pegawai, ["nama", "nip", "pangkat_golongan"], as_dict=True)
	return Pelaku(
		user,
		pegawai,
		orang.nip,
		orang.nama,
		jabatan,
		organisasi.get_fakta_jabatan(jabatan).nama if jabatan else None,
		kapasitas,
		_pangkat_of(orang.pangkat_golongan),
		_own_post(pegawai) if kapasitas in (ATAS_NAMA, ATASAN) else None,
	)


def _own_post(pegawai: str) -> str | None:
	"""The post that the person holds himself, as it is signed; a held one goes before a Plt's or Plh's."""
	milik = [p for p in organisasi.list_pangkuan(pegawai) if p.sebab == SENDIRI]
	milik.sort(key=lambda p: p.kapasitas not in PEMEGANG)
	return (
		name_post(organisasi.get_fakta_jabatan(milik[0].jabatan).nama, milik[0].kapasitas) if milik else None
	)


def _pangkat_of(golongan: str | None) -> str | None:
	"""Rank as it is signed: `Pembina Tingkat I (IV/b)`; grades of PPPK have no name."""
	pangkat = frappe.get_cached_value("Pangkat Golongan", golongan, "pangkat") if golongan else None
	return f"{pangkat} ({golongan})" if pangkat and pangkat != golongan else golongan


def choose_post(k: Konteks, diminta: str | None, usul: str | None) -> str:
	"""As which post the user gives an order: what he asks for, else what the item's address proposes.

	Raises JabatanTindakanError when he is not in charge of it, or has several and says none.
	"""
	if diminta:
		# a post that a Plh runs is the holder's only for the item that he was let act on
		if not k.may_order_as(diminta) or (diminta in k.jabatan_dijalankan and diminta != usul):
			frappe.throw(
				_(
					"Hari ini Anda tidak memangku jabatan {0}. Pilih jabatan yang Anda pangku pada Bertindak sebagai."
				).format(frappe.bold(frappe.utils.escape_html(diminta))),
				JabatanTindakanError,
				title=_("Bertindak Sebagai"),
			)
		return diminta
	if usul and k.may_order_as(usul):
		return usul
	pilihan = k.jabatan or k.kursi
	if len(pilihan) == 1:
		return pilihan[0]
	frappe.throw(
		_("Anda memangku beberapa jabatan. Pilih salah satu pada Bertindak sebagai.")
		if pilihan
		else _("Hari ini Anda tidak memangku jabatan apa pun, jadi tidak dapat mendisposisi."),
		JabatanTindakanError,
		title=_("Bertindak Sebagai"),
	)
