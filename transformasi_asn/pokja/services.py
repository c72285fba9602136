"""What other modules ask of teams (hooks `tim_pegawai`, `penerima_tugas`), and what happens to a team."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, escape_html, get_datetime, getdate, now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.alur.mixin import find_step
from transformasi_asn.disposisi import kemajuan, pemberitahuan, persetujuan
from transformasi_asn.disposisi.domain.penyelesaian import KebijakanSelesai
from transformasi_asn.disposisi.domain.persetujuan import Persetujuan, answer
from transformasi_asn.disposisi.pelaku import Pelaku, take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.koordinator import Kelompok
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja import pekerjaan
from transformasi_asn.pokja.anggota import find_row, is_working, list_pegawai, name_post_of
from transformasi_asn.pokja.domain.tim import DI_ATAS_TIM, KebijakanTim, Peran
from transformasi_asn.pokja.exceptions import (
	BelumSiapError,
	BukanPimpinanError,
	KetuaTimError,
	PekerjaanTerbukaError,
	PutusanAnggotaError,
)
from transformasi_asn.pokja.kabar import leader_of, send, title_of
from transformasi_asn.tata_kerja.domain.keamanan import Keamanan
from transformasi_asn.tata_kerja.domain.pola import Pemicu

DOCTYPE = "Pokja"
KETUA = Peran.KETUA.value
KOMPLEKS = "Kompleksitas (tidak dapat diselesaikan perorangan)"
# How an order by which the Ketua hands work on follows the policy of the team.
KEBIJAKAN = {
	KebijakanTim.SEMUA: KebijakanSelesai.SEMUA,
	KebijakanTim.KETUA: KebijakanSelesai.TANPA_MENUNGGU,
	KebijakanTim.SEJUMLAH: KebijakanSelesai.SEJUMLAH,
}


# -- for other modules -----------------------------------------------------------------------------


def list_tim(pegawai: str) -> dict[str, bool]:
	"""Every team the person works in → whether he chairs it.

	Ended teams stay in: their members keep seeing the work they did. Who was not consented to, or has been
	replaced, is in no team.
	"""
	tim, anggota = DocType("Pokja"), DocType("Anggota Pokja")
	baris = (
		frappe.qb.from_(anggota)
		.join(tim)
		.on(tim.name == anggota.parent)
		.select(anggota.parent, anggota.peran)
		.where((anggota.pegawai == pegawai) & (tim.tahap != Tahap.BARU.value) & is_working(anggota))
		.run()
	)
	return {nama: peran == KETUA for nama, peran in baris}


def list_kelompok(pegawai: str, hari: date) -> list[Kelompok]:
	"""Teams of planned work whose Ketua the person is on that day: he hands routine work to their members."""
	tim, ketua, anggota = DocType(DOCTYPE), DocType("Anggota Pokja"), DocType("Anggota Pokja").as_("anggota")
	baris = (
		frappe.qb.from_(ketua)
		.join(tim)
		.on(tim.name == ketua.parent)
		.join(anggota)
		.on(anggota.parent == tim.name)
		.select(tim.name, tim.nama, tim.mulai, tim.selesai, anggota.pegawai)
		.where(
			(ketua.pegawai == pegawai)
			& (ketua.peran == KETUA)
			& (tim.jenis_tim == "Tim Kerja")
			& (tim.mulai <= hari)
			& (tim.selesai.isnull() | (tim.selesai > hari))
			# running, or it still was when that day was over
			& ((tim.tahap == Tahap.BERJALAN.value) | (tim.berakhir_pada >= add_days(hari, 1)))
			& is_working(ketua, hari)
			& is_working(anggota, hari)
			& anggota.peran.notin(sorted(DI_ATAS_TIM))
			& anggota.pegawai.isnotnull()
		)
		.orderby(tim.name)
		.run()
	)
	per: dict[str, tuple[Kelompok, set[str]]] = {}
	for nama, label, mulai, selesai, orang in baris:
		kelompok = Kelompok(label, _("Ketua Tim Kerja"), frozenset(), mulai, selesai)
		per.setdefault(nama, (kelompok, set()))[1].add(orang)
	return [replace(k, anggota=frozenset(orang - {pegawai})) for k, orang in per.values()]


def resolve_penerima(nama: str) -> dict:
	"""A team as recipient: label, kind, whether it is in force today, its Ketua and working members."""
	tim = frappe.get_doc("Pokja", nama)
	ketua = tim.ketua
	label = (
		_("{0} (Ketua: {1})").format(tim.nama, frappe.get_cached_value("Pegawai ASN", ketua, "nama"))
		if ketua
		else tim.nama
	)
	return {
		"label": label,
		"jenis_tim": tim.jenis_tim,
		"aktif": tim.is_in_force(getdate()),
		"ketua": ketua,
		"pimpinan": tim.pimpinan,
		"unit_kerja": tim.unit_kerja,
		# who is above the team directs it, and takes no part of its work
		"anggota": [b.pegawai for b in tim.anggota if b.pegawai and b.pelaksana],
		# who goes with a Surat Tugas: whoever stands above the team is not sent, an outsider is
		"petugas": [
			{"pegawai": b.pegawai, "nama": b.label, "jabatan": name_post_of(b)}
			for b in tim.anggota
			if b.pelaksana
		],
		"kebijakan_selesai": (
			KEBIJAKAN[KebijakanTim(tim.kebijakan_selesai)].value,
			cint(tim.minimal_selesai),
		),
	}


def propose_tim(naskah) -> dict:
	"""A team for a letter. Everybody may read what teams are called, so of a secret letter nothing is said."""
	pemicu = naskah.pemicu if naskah.pemicu != Pemicu.TIDAK_ADA.value else None
	usul = {"jenis_tim": "Pokja", "alasan": pemicu or KOMPLEKS}
	if naskah.keamanan != Keamanan.BIASA.value:
		return usul
	surat = [
		naskah.bentuk,
		naskah.nomor_surat or naskah.nomor_agenda,
		_("perihal {0}").format(naskah.perihal),
	]
	return {
		**usul,
		"nama": _("Pokja {0}").format(naskah.perihal)[:140],
		"memperhatikan": " ".join(filter(None, surat)),
	}


# -- consent ---------------------------------------------------------------------------------------


def answer_for(tim, pegawai: str, setuju: bool, alasan: str) -> str:
	"""The head of a member's unit consents, refuses or objects. Returns the outcome; the team is under lock."""
	b = _awaited(tim, pegawai)
	if b.persetujuan_jabatan not in get_konteks().jabatan:
		frappe.throw(_("Persetujuan ini diminta kepada jabatan lain."), frappe.PermissionError)
	persetujuan.refuse_answer(b.persetujuan, setuju, alasan, b.batas_persetujuan)
	pelaku = take_pelaku(b.persetujuan_jabatan)
	_settle(tim, b, answer(Persetujuan(b.persetujuan), setuju), alasan, pelaku)
	return b.persetujuan


def decide_for(tim, pegawai: str, diterima: bool, alasan: str) -> str:
	"""The leader decides on an objection (keep or release), or on somebody who offered himself."""
	b = _awaited(tim, pegawai)
	_ensure_leader(tim)
	keadaan = Persetujuan(b.persetujuan)
	if keadaan not in (Persetujuan.KEBERATAN, Persetujuan.DIAJUKAN):
		frappe.throw(
			_("{0} tidak sedang menunggu putusan Anda (sekarang: {1}).").format(
				frappe.bold(escape_html(b.label)), _(keadaan.value)
			),
			PutusanAnggotaError,
		)
	if not alasan and (keadaan is Persetujuan.KEBERATAN or not diterima):
		frappe.throw(_("Sebutkan alasannya."), PutusanAnggotaError, title=_("Alasan Diperlukan"))
	if not diterima and b.peran == KETUA and tim.ditetapkan_pada:
		frappe.throw(
			_("{0} Ketua tim ini. Gunakan Ganti Anggota, supaya timnya tidak tanpa Ketua.").format(
				frappe.bold(escape_html(b.label))
			),
			KetuaTimError,
			title=_("Ketua Tim"),
		)
	pelaku = take_pelaku(tim.pimpinan)
	if not diterima:
		_settle(tim, b, Persetujuan.DITOLAK, alasan, pelaku)
	elif keadaan is Persetujuan.KEBERATAN:
		_settle(tim, b, Persetujuan.TETAP, alasan, pelaku)
	else:
		# now he is a member like any other: the head of his unit comes next
		_settle(tim, b, Persetujuan.BELUM_DIMINTA, alasan, pelaku)
	return b.persetujuan


def _awaited(tim, pegawai: str):
	b = find_row(tim, pegawai)
	if not b or not tim.is_open:
		frappe.throw(_("Pegawai ini tidak sedang disebut dalam tim ini."), PutusanAnggotaError)
	return b


def _settle(tim, b, hasil: Persetujuan, alasan: str, pelaku: Pelaku) -> None:
	b.update(
		{
			"persetujuan": hasil.value,
			"alasan_persetujuan": alasan or None,
			"diputus_pada": now(),
			"diputus_oleh": pelaku.label,
		}
	)
	save_as_service(tim)
	if hasil is Persetujuan.DITOLAK:
		_take_back(tim, b, alasan)
	nama = escape_html(b.label)
	_note(
		tim,
		_("{0}: {1}, oleh {2}").format(nama, _(b.persetujuan), escape_html(pelaku.label))
		+ (f" ({escape_html(alasan)})" if alasan else ""),
	)
	isi = _("{0}: {1} untuk {2}, oleh {3}").format(
		title_of(tim), _(b.persetujuan), nama, escape_html(pelaku.label)
	)
	kepala = organisasi.get_pemangku(b.persetujuan_jabatan).pegawai if b.persetujuan_jabatan else None
	send(tim, isi, [leader_of(tim), tim.ketua, kepala, b.pegawai])


def offer_self(tim, alasan: str) -> None:
	"""A functional officer or pelaksana applies to join; the leader decides. The team is under lock."""
	pegawai = organisasi.find_pegawai(frappe.session.user)
	if not pegawai:
		raise frappe.PermissionError
	if not tim.is_open:
		frappe.throw(_("Tim ini sudah berakhir."), PutusanAnggotaError)
	if find_row(tim, pegawai):
		frappe.throw(_("Anda sudah disebut dalam tim ini."), PutusanAnggotaError)
	if not alasan:
		frappe.throw(_("Sebutkan alasan atau keahlian Anda."), PutusanAnggotaError)
	tim.append(
		"anggota",
		{
			"pegawai": pegawai,
			"peran": Peran.ANGGOTA.value,
			"cara_masuk": "Pengajuan sukarela",
			"persetujuan": Persetujuan.DIAJUKAN.value,
			"alasan_pengajuan": alasan,
		},
	)
	save_as_service(tim)
	nama = frappe.get_cached_value("Pegawai ASN", pegawai, "nama")
	send(
		tim,
		_("{0} mengajukan diri menjadi anggota {1}").format(escape_html(nama), title_of(tim)),
		[leader_of(tim)],
	)


def announce_requests(tim, diminta: list) -> None:
	"""Tell the heads whose consent is asked, or who are told, of all their people at once."""
	per_jabatan: dict[tuple[str, str], list[str]] = {}
	for b in diminta:
		per_jabatan.setdefault((b.persetujuan_jabatan, b.persetujuan), []).append(escape_html(b.label))
	for (jabatan, keadaan), nama in per_jabatan.items():
		kalimat = (
			_("Persetujuan Anda diminta atas keanggotaan {0} dalam {1}")
			if keadaan == Persetujuan.MENUNGGU.value
			else _("Diberitahukan, {0} menjadi anggota {1}; Anda dapat menyatakan keberatan")
		)
		isi = kalimat.format(", ".join(nama), title_of(tim))
		send(tim, isi, [organisasi.get_pemangku(jabatan).pegawai])


def sweep(simpan: Callable[[], Any] | None = None) -> int:
	"""Requests that no head has answered in time, team by team, each in a transaction of its own."""
	simpan = simpan or frappe.db.commit
	t, a = DocType("Pokja"), DocType("Anggota Pokja")
	lewat = (
		frappe.qb.from_(a)
		.join(t)
		.on(t.name == a.parent)
		.select(t.name)
		.distinct()
		.where(
			(a.persetujuan == Persetujuan.MENUNGGU.value)
			& (a.batas_persetujuan < now_datetime())
			& a.berhenti_pada.isnull()
			& t.tahap.isin(TAHAP_TERBUKA)
		)
		.orderby(t.name)
		.run(pluck=True)
	)
	persetujuan.work_off(lewat, _pass_limits, simpan)
	return len(lewat)


def _pass_limits(nama: str) -> None:
	tim, kini = basisdata.get_locked(DOCTYPE, nama), now_datetime()
	gugur, diminta = [], []
	for b in tim.anggota:
		if not b.disebut or b.persetujuan != Persetujuan.MENUNGGU.value:
			continue
		if not b.batas_persetujuan or get_datetime(b.batas_persetujuan) >= kini:
			continue
		semula = b.persetujuan_jabatan
		sesudah = persetujuan.after_silence(b.unit_kerja, semula)
		b.persetujuan, b.persetujuan_jabatan = sesudah.keadaan.value, sesudah.jabatan
		if sesudah.keadaan is Persetujuan.DITOLAK:
			b.alasan_persetujuan, b.diputus_pada = persetujuan.explain_lapse(semula), now()
			gugur.append(b)
		else:
			b.batas_persetujuan = persetujuan.set_limit(b.unit_kerja)
			diminta.append(b)
	if not gugur and not diminta:
		return
	save_as_service(tim)
	announce_requests(tim, diminta)
	for b in gugur:
		_take_back(tim, b, b.alasan_persetujuan)
		isi = _("{0}: {1} tidak ikut. {2}").format(title_of(tim), escape_html(b.label), b.alasan_persetujuan)
		_note(tim, isi)
		send(tim, isi, [leader_of(tim), b.pegawai])
	if diminta:
		nama = ", ".join(escape_html(b.label) for b in diminta)
		isi = _("{0}: keanggotaan {1} belum dijawab sampai batasnya; persetujuannya diminta lagi").format(
			title_of(tim), nama
		)
		_note(tim, isi)
		send(tim, isi, [leader_of(tim)])


# -- from draft to end -----------------------------------------------------------------------------


def check_ready(tim) -> None:
	"""A team starts numbered and dated, with those agreed: its Ketua and at least one more."""
	if not tim.nomor_sk or not tim.tanggal_sk:
		frappe.throw(_("Isi Nomor SK dan Tanggal SK."), BelumSiapError, title=_("Tim Belum Siap"))
	ketua = next((b for b in tim.anggota if b.peran == KETUA and b.disebut), None)
	if not ketua or not ketua.bekerja:
		frappe.throw(
			_(
				"Ketua {0} belum disetujui kepala unit asalnya. Tunggu jawabannya, atau tunjuk Ketua lain."
			).format(frappe.bold(escape_html(ketua.label if ketua else ""))),
			BelumSiapError,
			title=_("Tim Belum Siap"),
		)
	if sum(b.pelaksana for b in tim.anggota) < 2:
		frappe.throw(
			_("Baru Ketua yang dapat bekerja. Tunggu persetujuan bagi paling sedikit satu anggota lain."),
			BelumSiapError,
			title=_("Tim Belum Siap"),
		)


def take_signer(tim) -> None:
	"""Who establishes the team, as he was on that day."""
	p = take_pelaku(tim.pimpinan)
	tim.update(
		{
			"ditetapkan_pada": now(),
			"penetap_nama": p.nama,
			"penetap_nip": p.nip,
			"penetap_pangkat": p.pangkat,
			"penetap_nama_jabatan": p.nama_jabatan,
			"penetap_kapasitas": p.kapasitas,
			"penetap_jabatan_sendiri": p.jabatan_sendiri,
		}
	)


def announce_start(tim) -> None:
	"""Tell everybody named what he is in the team."""
	pesan = [
		(b.pegawai, _("Anda {0} dalam {1}").format(_(b.peran), title_of(tim)), DOCTYPE, tim.name)
		for b in tim.anggota
		if b.pegawai and b.bekerja
	]
	pemberitahuan.send(pesan)


def check_end(tim) -> None:
	"""A team ends when nothing is left in its hands; other than that it is dissolved, with a reason."""
	tugas = list_open_tasks(tim.name)
	if tugas:
		frappe.throw(
			_(
				"Tim masih memegang {0} tugas terbuka. Selesaikan dulu, atau bubarkan timnya: tugasnya lalu kembali kepada pemberinya."
			).format(len(tugas)),
			PekerjaanTerbukaError,
			title=_("Masih Ada Pekerjaan"),
		)
	kemajuan_tim = pekerjaan.judge(tim)
	if not kemajuan_tim.terpenuhi:
		frappe.throw(
			_(
				"Baru {0} dari {1} anggota yang seluruh pekerjaannya selesai. Selesaikan atau batalkan pekerjaan yang terbuka, atau ubah Selesai bila."
			).format(kemajuan_tim.selesai, kemajuan_tim.dibutuhkan),
			PekerjaanTerbukaError,
			title=_("Masih Ada Pekerjaan"),
		)


def release_work(tim, alasan: str) -> None:
	"""A team is over: work that is open goes back to who gave it, and nothing stays with the team."""
	tugas = list_open_tasks(tim.name)
	kemajuan.return_to_giver(tugas, alasan)
	batal = pekerjaan.cancel_open(tim.name, alasan)
	isi = _("{0}: {1}").format(_(tim.workflow_state), title_of(tim))
	if tugas or batal:
		isi += ". " + _("{0} tugas kembali kepada pemberinya, {1} pekerjaan tim dihentikan").format(
			len(tugas), batal
		)
		_note(tim, isi)
	send(tim, isi, [leader_of(tim), *list_pegawai(tim)])


def list_open_tasks(tim: str) -> list[str]:
	"""Open tasks that the team holds, those with the giver for his answer too."""
	return frappe.get_all(
		"Tugas",
		{"tim": tim, "tahap": ("in", TAHAP_TERBUKA)},
		pluck="name",
		order_by="kedalaman desc, name asc",
	)


def start_due(simpan: Callable[[], Any] | None = None) -> int:
	"""Teams whose term has begun and that nobody has started take the step themselves, if their workflow has one."""
	simpan = simpan or frappe.db.commit
	t = DocType(DOCTYPE)
	jatuh = (
		frappe.qb.from_(t)
		.select(t.name)
		.where((t.tahap == Tahap.BERJALAN.value) & t.dimulai_pada.isnull() & (t.mulai <= getdate()))
		.orderby(t.name)
		.run(pluck=True)
	)
	persetujuan.work_off(jatuh, _start, simpan)
	return len(jatuh)


def _start(nama: str) -> None:
	tim = basisdata.get_locked(DOCTYPE, nama)
	frappe.flags.asn_tim_mengikuti = nama
	try:
		if tujuan := find_step(tim, Tahap.BERJALAN.value):
			tim.workflow_state = tujuan
			save_as_service(tim)
	finally:
		frappe.flags.asn_tim_mengikuti = None


# -- changes on the way ----------------------------------------------------------------------------


def release_member(tim, pegawai: str, alasan: str, pengganti: str | None = None) -> None:
	"""A member stops, and perhaps another takes his place; what he did stays his. The team is under lock.

	His open pieces of team work go to who replaces him, else to nobody yet; parts handed to him as tasks go back
	to who gave them.
	"""
	_ensure_leader(tim)
	b = _awaited(tim, pegawai)
	if not alasan:
		frappe.throw(_("Sebutkan alasannya."), PutusanAnggotaError, title=_("Alasan Diperlukan"))
	if b.peran == KETUA and not pengganti:
		frappe.throw(_("Tim memerlukan Ketua: sebutkan penggantinya."), KetuaTimError, title=_("Ketua Tim"))
	b.update({"berhenti_pada": getdate(), "alasan_berhenti": alasan})
	if pengganti:
		lama = find_row(tim, pengganti)
		if lama and b.peran != KETUA:
			frappe.throw(_("Penggantinya sudah disebut dalam tim ini."), PutusanAnggotaError)
		if lama:
			# a member becomes the Ketua
			if lama.di_atas_tim:
				# above the team nobody was asked for him
				lama.persetujuan = None
			lama.update({"peran": b.peran, "menggantikan": pegawai})
		else:
			tim.append(
				"anggota",
				{
					"pegawai": pengganti,
					"peran": b.peran,
					"bagian": b.bagian,
					"cara_masuk": "Penunjukan",
					"menggantikan": pegawai,
				},
			)
	tim.flags.berganti = True
	save_as_service(tim)
	if tim.ditetapkan_pada and not tim.ketua:
		frappe.throw(
			_(
				"Ketua baru harus sudah disetujui kepala unit asalnya. Jadikan dulu ia anggota, lalu ganti Ketuanya."
			),
			KetuaTimError,
			title=_("Ketua Tim"),
		)
	_take_back(tim, b, alasan, pengganti)
	orang = frappe.get_cached_value("Pegawai ASN", pengganti, "nama") if pengganti else ""
	isi = (
		_("{0}: {1} digantikan {2}. {3}").format(
			title_of(tim), escape_html(b.label), escape_html(orang), escape_html(alasan)
		)
		if pengganti
		else _("{0}: {1} berhenti. {2}").format(title_of(tim), escape_html(b.label), escape_html(alasan))
	)
	_note(tim, isi)
	send(tim, isi, [pegawai, pengganti, tim.ketua])


def _take_back(tim, b, alasan: str, pengganti: str | None = None) -> None:
	"""What lies with somebody who is no longer a member goes to who replaces him, or back to who gave it."""
	pekerjaan.hand_over(tim.name, b.pegawai, pengganti)
	kemajuan.return_to_giver(
		_list_parts(tim.name, b.pegawai), _("Tidak lagi anggota tim: {0}").format(alasan)
	)


def _list_parts(tim: str, pegawai: str) -> list[str]:
	"""Open tasks of a member that are parts of the team's tasks."""
	t, induk = DocType("Tugas"), DocType("Tugas").as_("induk")
	kueri = (
		frappe.qb.from_(t)
		.join(induk)
		.on(induk.name == t.induk)
		.select(t.name)
		.where((induk.tim == tim) & (t.pegawai == pegawai) & t.tahap.isin(TAHAP_TERBUKA))
		.orderby(t.name)
	)
	return [nama for (nama,) in kueri.run()]


def refuse_retirement(jabatan, method=None) -> None:
	"""`Jabatan.validate`: a post is not retired while a team is led by it, or waits for its consent."""
	if not organisasi.is_just_retired(jabatan):
		return
	t, a = DocType(DOCTYPE), DocType("Anggota Pokja")
	tim = (
		frappe.qb.from_(t)
		.left_join(a)
		.on((a.parent == t.name) & (a.persetujuan == Persetujuan.MENUNGGU.value) & a.berhenti_pada.isnull())
		.select(t.nama)
		.distinct()
		.where(
			t.tahap.isin(TAHAP_TERBUKA)
			& ((t.pimpinan == jabatan.name) | (a.persetujuan_jabatan == jabatan.name))
		)
		.run(pluck=True)
	)
	if tim:
		frappe.throw(
			_(
				"{0} masih membentuk tim, atau diminta menyetujui anggotanya: {1}. Akhiri atau putuskan dulu."
			).format(frappe.bold(escape_html(jabatan.nama)), escape_html(", ".join(tim[:5]))),
			PekerjaanTerbukaError,
			title=_("Masih Ada Tim"),
		)


def tell_of_departure(penempatan, method=None) -> None:
	"""`Penempatan.on_update`: leaders of running teams learn that a member has left his post."""
	if penempatan.riwayat or not organisasi.has_just_ended(penempatan):
		return
	if any(p.memegang for p in organisasi.list_penempatan_aktif(penempatan.pegawai)):
		# an older placement, or he has gone over to another post
		return
	t, a = DocType("Pokja"), DocType("Anggota Pokja")
	tim = (
		frappe.qb.from_(a)
		.join(t)
		.on(t.name == a.parent)
		.select(t.name)
		.where((a.pegawai == penempatan.pegawai) & a.berhenti_pada.isnull() & t.tahap.isin(TAHAP_TERBUKA))
		.run(pluck=True)
	)
	nama = frappe.get_cached_value("Pegawai ASN", penempatan.pegawai, "nama")
	for satu in tim:
		doc = frappe.get_doc(DOCTYPE, satu)
		isi = _("{0}: {1} tidak lagi menempati jabatannya. Ganti atau pertahankan keanggotaannya.").format(
			title_of(doc), escape_html(nama)
		)
		send(doc, isi, [leader_of(doc), doc.ketua])


# -- pieces ----------------------------------------------------------------------------------------


def save_as_service(tim) -> None:
	"""Save what a service has settled about a team, past the rights of the form."""
	tim.flags.layanan = True
	tim.flags.ignore_permissions = True
	tim.save()


def _note(tim, teks: str) -> None:
	"""A line in the team's history."""
	tim.add_comment("Info", teks)


def _ensure_leader(tim) -> None:
	if "pimpinan" not in get_peran(tim) and frappe.session.user != "Administrator":
		frappe.throw(
			_("Hanya pemangku jabatan pada Dibentuk oleh yang dapat memutuskannya."),
			BukanPimpinanError,
			title=_("Bukan Pimpinan Tim"),
		)
