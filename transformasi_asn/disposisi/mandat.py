"""What a Surat Perintah means for running work: conflicts found beforehand, and who is told."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import escape_html, format_date

from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.disposisi import pemberitahuan
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.mandat import StatusSurat


def list_konflik(jabatan: str, pegawai: str) -> list[str]:
	"""Hook `konflik_mandat`: open tasks of which the person would be giver and holder at once, counted."""
	sendiri = [p.jabatan for p in organisasi.list_penempatan_aktif(pegawai) if p.jabatan != jabatan]
	t = DocType("Tugas")
	memegang, memberi = t.pegawai == pegawai, t.pemberi_pegawai == pegawai
	if sendiri:
		memegang |= t.jabatan.isin(sendiri) & (t.pegawai.isnull() | (t.pegawai == ""))
		memberi |= t.pemberi_jabatan.isin(sendiri)
	naik = _("Laporannya diterima pejabat definitif yang diwakili, atau pejabat di atasnya.")
	hasil = []
	for syarat, kalimat in (
		(
			(t.pemberi_jabatan == jabatan) & memegang,
			_("{0} tugas terbuka diberikan jabatan ini kepada orang yang akan mewakilinya."),
		),
		(
			(t.jabatan == jabatan) & (t.pemberi_jabatan != jabatan) & memberi,
			_("{0} tugas terbuka jabatan ini diberikan oleh orang yang akan mewakilinya."),
		),
	):
		(banyak,) = (
			frappe.qb.from_(t).select(Count("*")).where(t.tahap.isin(TAHAP_TERBUKA) & syarat).run(pluck=True)
		)
		if banyak:
			hasil.append(f"{kalimat.format(banyak)} {naik}")
	return hasil


def announce_surat(surat, method: str | None = None) -> None:
	"""`Surat Perintah.on_update`: who must act next, and whom it concerns, hear of it."""
	sebelum = surat.get_doc_before_save()
	status = None if sebelum and sebelum.status == surat.status else surat.status
	judul = f"<b>{escape_html(surat.judul)}</b>"
	masa = _("{0} s.d. {1}").format(
		format_date(surat.mulai), format_date(surat.hari_terakhir or surat.sampai)
	)
	if status == StatusSurat.DIUSULKAN:
		atas = organisasi.get_fakta_jabatan(surat.jabatan).atasan
		tujuan = [organisasi.get_pemangku(atas).pegawai] if atas else []
		isi = _("Persetujuan Anda diminta atas Surat Perintah: {0}, {1}").format(judul, masa)
	elif status == StatusSurat.DISETUJUI:
		tujuan, isi = [surat.pengusul], _("Surat Perintah disetujui: {0}, {1}").format(judul, masa)
	elif status == StatusSurat.DITOLAK:
		tujuan, isi = [surat.pengusul], _("Surat Perintah ditolak: {0}").format(judul)
	elif status == StatusSurat.DITETAPKAN:
		tujuan, isi = _concerned(surat), _("Surat Perintah ditetapkan: {0}, {1}").format(judul, masa)
	elif status == StatusSurat.DICABUT:
		tujuan, isi = _concerned(surat), _("Surat Perintah dicabut: {0}").format(judul)
	elif sebelum and sebelum.hari_terakhir != surat.hari_terakhir:
		tujuan, isi = _concerned(surat), _("Surat Perintah diakhiri: {0}, {1}").format(judul, masa)
	else:
		return
	pemberitahuan.send((p, isi, surat.doctype, surat.name) for p in tujuan)


def announce_sekretaris(penugasan, method: str | None = None) -> None:
	"""`Penugasan Sekretaris.on_update`: who holds the post hears of a secretary whom others name or change."""
	isi = (
		_("Penugasan sekretaris Anda diubah oleh {1}: {0}")
		if penugasan.get_doc_before_save()
		else _("Sekretaris Anda ditugaskan oleh {1}: {0}")
	).format(
		f"<b>{escape_html(penugasan.judul)}</b>",
		escape_html(frappe.utils.get_fullname(frappe.session.user)),
	)
	# who did it himself is told nothing
	pemegang = (p.pegawai for p in organisasi.get_struktur().penempatan(penugasan.jabatan) if p.memegang)
	pemberitahuan.send((p, isi, penugasan.doctype, penugasan.name) for p in pemegang)


def announce_koordinator(penugasan, method: str | None = None) -> None:
	"""`Penugasan Koordinator.on_update`: who leads the group, and a member who is new, hear of it."""
	sebelum = penugasan.get_doc_before_save()
	lama = {b.pegawai for b in sebelum.anggota} if sebelum else set()
	judul = f"<b>{escape_html(penugasan.judul)}</b>"
	oleh = escape_html(penugasan.nama_pemberi)
	isi = (
		_("Penugasan Anda diubah: {0}, diperintahkan {1}")
		if sebelum
		else _("Anda ditugaskan: {0}, diperintahkan {1}")
	)
	anggota = _("Anda anggota kelompok: {0}, diperintahkan {1}").format(judul, oleh)
	pesan = [(penugasan.pegawai, isi.format(judul, oleh), penugasan.doctype, penugasan.name)]
	pesan += [
		(b.pegawai, anggota, penugasan.doctype, penugasan.name)
		for b in penugasan.anggota
		if b.pegawai not in lama
	]
	pemberitahuan.send(pesan)


def _concerned(surat) -> Iterable[str | None]:
	"""The person ordered, who proposed it, and who holds the post."""
	pemegang = (p.pegawai for p in organisasi.get_struktur().penempatan(surat.jabatan) if p.memegang)
	return dict.fromkeys([surat.pegawai, surat.pengusul, *pemegang])
