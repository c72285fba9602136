"""In-app notices, one multi-row insert per order. Notices of secret items carry no content.

What goes to the outside besides is decided later (`kiriman.py`).
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import escape_html, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi import siaran
from transformasi_asn.disposisi.kanal import antrean
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import mandat
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

KOLOM = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"subject",
	"for_user",
	"from_user",
	"type",
	"document_type",
	"document_name",
	"read",
)


def announce_tasks(disposisi, tugas: Iterable, perintah) -> None:
	"""Tell recipients of their task, copies of the order, and heads who are asked for consent or told."""
	pesan = []
	alamat_bertindak = [a for a in perintah.alamat if not a.calon.tembusan]
	for t, a in zip(tugas, alamat_bertindak, strict=True):
		isi = _("Tugas baru dari {0}: {1}").format(escape_html(disposisi.nama_pemberi), title_of(t))
		pesan += [(pegawai, isi, "Tugas", t.name) for pegawai in a.pegawai_diberi_tahu]
		if t.persetujuan_jabatan:
			minta = (
				_("Persetujuan Anda diminta untuk {0}: {1}")
				if t.persetujuan == "Menunggu"
				else _("Diberitahukan, {0} ditugaskan: {1}")
			).format(escape_html(t.nama_penerima), title_of(t))
			pesan.append((organisasi.get_pemangku(t.persetujuan_jabatan).pegawai, minta, "Tugas", t.name))
	for a in perintah.alamat:
		if a.calon.tembusan:
			isi = _("Tembusan dari {0}: {1}").format(escape_html(disposisi.nama_pemberi), title_of(disposisi))
			pesan += [(pegawai, isi, "Disposisi", disposisi.name) for pegawai in a.pegawai_diberi_tahu]
	send(pesan)


def announce_move(tugas, sebelum, pelaku) -> None:
	"""Tell the other side: the giver of a report or an end, the holder of a return or a cancellation."""
	if tugas.flags.dilepas:
		tujuan = [holder_of(tugas)]
	elif tugas.flags.mengikuti_bagian:
		tujuan = [holder_of(tugas), giver_of(tugas)]
	elif pelaku.pegawai == giver_of(tugas):
		tujuan = [holder_of(tugas)]
	elif tugas.tahap in (Tahap.MENUNGGU.value, Tahap.SELESAI.value) and not tugas.anak_terbuka:
		tujuan = [giver_of(tugas)]
	else:
		siaran.touch([holder_of(tugas), giver_of(tugas)])
		return
	isi = _("{0}: {1}, oleh {2}").format(
		escape_html(tugas.workflow_state), title_of(tugas), escape_html(pelaku.label)
	)
	send([(pegawai, isi, "Tugas", tugas.name) for pegawai in tujuan])


def withdraw(doctype: str, nama: str, pegawai: Iterable[str] | None = None) -> None:
	"""Take back the notices of a document, of everybody or of these people: what was recalled rings no bell."""
	saring = {"document_type": doctype, "document_name": nama}
	if pegawai is not None:
		akun = frappe.get_all("Pegawai ASN", {"name": ("in", list(pegawai))}, pluck="user")
		saring["for_user"] = ("in", [a for a in akun if a] or [""])
	frappe.db.delete("Notification Log", saring)


def announce_consent(tugas, pelaku) -> None:
	"""Tell the giver what the head of the officer's unit said."""
	isi = _("Persetujuan {0}: {1}, oleh {2}").format(
		_(tugas.persetujuan), title_of(tugas), escape_html(pelaku.label)
	)
	send([(giver_of(tugas), isi, "Tugas", tugas.name)])


def announce_unanswered(tugas, nama_jabatan: str) -> None:
	"""Ask (again, or a higher post) for consent that was not given in time, and tell the giver of it."""
	minta = _("Persetujuan Anda diminta untuk {0}: {1}").format(
		escape_html(tugas.nama_penerima), title_of(tugas)
	)
	belum = _("Belum dijawab sampai batasnya; kini diminta kepada {0}: {1}").format(
		escape_html(nama_jabatan), title_of(tugas)
	)
	kepala = organisasi.get_pemangku(tugas.persetujuan_jabatan).pegawai
	send([(kepala, minta, "Tugas", tugas.name), (giver_of(tugas), belum, "Tugas", tugas.name)])


def announce_clock(tugas, kalimat: str, pelaku) -> None:
	"""Tell the other side of a pause, a resumption, or a request for more time and its answer."""
	isi = kalimat.format(title_of(tugas), escape_html(pelaku.label))
	tujuan = holder_of(tugas) if pelaku.pegawai == giver_of(tugas) else giver_of(tugas)
	send([(tujuan, isi, "Tugas", tugas.name)])


def announce_late(kabar: dict[tuple[str, str], list[str]], teks: dict[str, tuple[str, str]]) -> None:
	"""One notice per person and kind of news, however many tasks it speaks of; it leads to the first.

	`kabar`: (pegawai, kind) → names of tasks; `teks`: kind → what is said of one task, of several.
	"""
	if not kabar:
		return
	pertama = frappe.get_all(
		"Tugas",
		filters={"name": ("in", {nama[0] for nama in kabar.values()})},
		fields=["name", "perihal", "keamanan", "nama_penerima"],
		limit_page_length=0,
	)
	tugas = {t.name: t for t in pertama}
	pesan = []
	for (pegawai, jenis), nama in kabar.items():
		satu, banyak = teks[jenis]
		t = tugas[nama[0]]
		isi = (
			satu.format(title_of(t), escape_html(t.nama_penerima))
			if len(nama) == 1
			else banyak.format(len(nama), title_of(t))
		)
		pesan.append((pegawai, isi, "Tugas", t.name))
	send(pesan)


def announce_departure(tugas: Iterable) -> None:
	"""Tell givers that the named officer has left his post, so that they hand the task on."""
	pesan = []
	for t in tugas:
		isi = _(
			"{0} tidak lagi menempati jabatannya; batalkan tugas ini dan berikan kepada orang lain: {1}"
		).format(escape_html(t.nama_penerima), title_of(t))
		pesan.append((giver_of(t), isi, "Tugas", t.name))
	send(pesan)


def holder_of(tugas) -> str | None:
	"""Who holds the task today: the person named, the team's chair, or who is in charge of the post."""
	if tugas.pegawai or tugas.tim or not tugas.jabatan:
		return tugas.pegawai or tugas.pemangku
	return organisasi.get_pemangku(tugas.jabatan).pegawai or tugas.pemangku


def giver_of(tugas) -> str | None:
	"""Who stands where the giver stood: in charge of his post today, or he himself where it is no address.

	Where that is the holder of the task too, by a mandate: who accepts the report instead.
	"""
	jabatan = tugas.pemberi_jabatan
	if getattr(tugas, "doctype", None) == "Tugas" and (lain := mandat.find_acceptor(tugas)):
		return lain
	if jabatan and organisasi.get_fakta_jabatan(jabatan).alamat:
		return organisasi.get_pemangku(jabatan).pegawai or tugas.pemberi_pegawai
	return tugas.pemberi_pegawai


def send(pesan: Iterable[tuple[str | None, str, str, str]]) -> None:
	"""Store notices (pegawai, text, DocType, name) for those who have a login; the bell rings after commit."""
	siaran.touch()
	pesan = [p for p in pesan if p[0]]
	if not pesan:
		return
	o = DocType("Pegawai ASN")
	akun = dict(
		frappe.qb.from_(o)
		.select(o.name, o.user)
		.where(o.name.isin({p[0] for p in pesan}) & (o.user != ""))
		.run()
	)
	send_to_accounts((akun[p[0]], *p[1:]) for p in pesan if p[0] in akun)


def send_to_accounts(pesan: Iterable[tuple[str, str, str, str]]) -> None:
	"""Store notices (account, text, DocType, name); nobody is told what he did himself."""
	waktu, dari = now(), frappe.session.user
	pesan = [p for p in pesan if p[0] != dari]
	if not pesan:
		return
	nama = basisdata.new_names("Notification Log", len(pesan))
	baris = [
		[n, waktu, waktu, dari, dari, isi, user, dari, "Alert", doctype, dokumen, 0]
		for n, (user, isi, doctype, dokumen) in zip(nama, pesan, strict=True)
	]
	basisdata.insert_rows("Notification Log", KOLOM, baris)
	antrean.note(nama)
	for user in {b[6] for b in baris}:
		frappe.publish_realtime("notification", after_commit=True, user=user)


def title_of(doc) -> str:
	"""The subject, or for a secret item only that there is one."""
	return _("naskah berklasifikasi") if doc.keamanan in RAHASIA else f"<b>{escape_html(doc.perihal)}</b>"
