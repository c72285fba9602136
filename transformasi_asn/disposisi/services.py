"""Giving orders: from a Disposisi as typed to its decision, its tasks, their log and notices."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cstr, escape_html, get_datetime, getdate, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, TAHAP_TERTUTUP, Tahap
from transformasi_asn.alur.massal import insert_together
from transformasi_asn.alur.mixin import find_step, move_to_tahap
from transformasi_asn.alur.pindah import Perpindahan
from transformasi_asn.disposisi import agenda, jam, jejak, kemajuan, pemberitahuan, penarikan, pencatatan
from transformasi_asn.disposisi.calon import Alamat, Penyusun, resolve_tim, throw_temuan, unit_of
from transformasi_asn.disposisi.domain.pantauan import DIKEMBALIKAN
from transformasi_asn.disposisi.domain.penerima import Kebijakan, check_penerima, derive_pola
from transformasi_asn.disposisi.domain.penyelesaian import KebijakanSelesai
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	JabatanTindakanError,
	NaskahTertutupError,
	PenerimaTidakSahError,
	TenggatLewatError,
)
from transformasi_asn.disposisi.pelaku import Pelaku, choose_post, take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import mandat, peran
from transformasi_asn.permissions.konteks import get_konteks, remember
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA, Hubungan, Tingkat
from transformasi_asn.tata_kerja.domain.pola import POLA_DIJALANKAN, Penetapan, Pola, choose_instrumen

FAKTA = ("kegiatan", "pemicu", "kompleks")
# columns of a task that name its recipient, by the kind of recipient
ALAMAT = (("Pokja", "tim"), ("Pegawai ASN", "pegawai"), ("Jabatan", "jabatan"))


@dataclass(frozen=True)
class Perintah:
	"""A checked order, ready to be issued."""

	naskah: object
	induk: object | None
	# whose order it is, and who enters it: two people where a secretary records it
	pemberi: Pelaku
	pelaku: Pelaku
	penetapan: Penetapan
	pola: Pola
	alamat: list[Alamat]


# -- preparing -----------------------------------------------------------------------------------


def prepare(d) -> Perintah:
	"""Complete and check a Disposisi; the first broken rule is raised, nothing is written.

	When it is being submitted, the letter and the task handed on are locked (in this order everywhere).
	"""
	terbit = d.docstatus == 1
	get_doc = basisdata.get_locked if terbit else frappe.get_doc
	naskah = get_doc("Naskah Masuk", d.naskah)
	induk = get_doc("Tugas", d.induk_tugas) if d.induk_tugas else None
	check_right_to_dispose(naskah, induk)
	check_choices(d)
	propose_policy(d, induk)
	if terbit:
		kemajuan.check_order(d)
	# An order is of the day on which it is given, also one that lay as a draft.
	d.tanggal = getdate()
	d.pemberi_jabatan = choose_post(get_konteks(), d.pemberi_jabatan, propose_post(naskah, induk))
	pelaku = take_pelaku(d.pemberi_jabatan)
	pemberi = pencatatan.take_giver(d, naskah, pelaku)
	_take_down_giver(d, naskah, pemberi)
	propose_facts(d, naskah, induk)
	check_deadlines(d, naskah, induk)
	penetapan = decide_for(d, naskah)
	penyusun = Penyusun(d.pemberi_jabatan, pemberi.pegawai, d.tanggal, induk.tim if induk else None)
	alamat = penyusun.susun(d.penerima)
	pola = choose_pola(d.pola, penetapan, derive_pola([a.calon for a in alamat]))
	if terbit and pola is Pola.FUNGSIONAL_INDIVIDU and _line_may_see(d.keamanan):
		alamat += penyusun.susun(add_copies_to_line(d, alamat))
	for baris, a in zip(d.penerima, alamat, strict=True):
		baris.nama_penerima = a.calon.label
		baris.pemangku = a.pemangku
		# named before the rows are written, so that no row is written twice
		baris.tugas = frappe.generate_hash(length=10) if terbit and not baris.tembusan else None
	calon = [a.calon for a in alamat]
	bertugas = list_bertugas(naskah, induk) if terbit else frozenset()
	throw_temuan(check_penerima(pola, calon, get_kebijakan(d.keamanan), bertugas) if pola else [], pola)
	if terbit:
		tata_kerja.check_pilihan(penetapan, pola or "", d.alasan)
	return Perintah(naskah, induk, pemberi, pelaku, penetapan, pola, alamat)


def propose_policy(d, induk) -> None:
	"""Parts of a team's work follow the team's policy, unless its Ketua asks for another one."""
	if not (induk and induk.tim) or d.kebijakan_selesai not in (None, "", KebijakanSelesai.SEMUA.value):
		return
	kebijakan, minimal = resolve_tim(induk.tim)["kebijakan_selesai"]
	d.kebijakan_selesai = kebijakan
	bertindak = sum(not b.tembusan for b in d.penerima)
	d.minimal_selesai = min(minimal, bertindak) if kebijakan == KebijakanSelesai.SEJUMLAH.value else 0


def list_bertugas(naskah, induk) -> frozenset[tuple[str, str]]:
	"""Who holds an open task already from this letter, on the same step of its way: (kind, name).

	`naskah` is under lock when an order is given. Two leaders may give orders at the same moment, and
	MariaDB reads on from before the lock: where the letter has changed since, the tasks are read as they
	stand. (Not always so, because that locks the gaps between letters too.)
	"""
	n, t = DocType("Naskah Masuk"), DocType("Tugas")
	kueri = (
		frappe.qb.from_(n)
		.left_join(t)
		.on((t.naskah == n.name) & t.tahap.isin(TAHAP_TERBUKA))
		.select(n.modified, t.induk, t.tim, t.pegawai, t.jabatan)
		.where(n.name == naskah.name)
	)
	baris = kueri.run(as_dict=True)
	if get_datetime(baris[0].modified) != get_datetime(naskah.modified):
		with basisdata.retryable():
			baris = kueri.for_update().run(as_dict=True)
	asal = induk.name if induk else ""
	return frozenset(
		next((jenis, b[kolom]) for jenis, kolom in ALAMAT if b[kolom])
		for b in baris
		if (b.tim or b.pegawai or b.jabatan) and (b.induk or "") == asal
	)


def add_copies_to_line(d, alamat: list[Alamat]) -> list:
	"""The posts between giver and officer get a copy of what passes them by; returns the rows added."""
	sudah = {(b.jenis_penerima, b.penerima) for b in d.penerima}
	dilewati = dict.fromkeys(
		jabatan
		for a in alamat
		if a.pegawai and not a.calon.tembusan
		for jabatan in organisasi.list_between(d.pemberi_jabatan, a.jabatan)
	)
	return [
		d.append("penerima", {"jenis_penerima": "Jabatan", "penerima": jabatan, "tembusan": 1})
		for jabatan in dilewati
		if ("Jabatan", jabatan) not in sudah
	]


def _line_may_see(keamanan: str) -> bool:
	"""A copy opens the content, so the line gets none where secrecy closes it to superiors in between."""
	return tata_kerja.get_potongan()[(Hubungan.ATASAN_DI_ANTARA.value, keamanan)] == Tingkat.ISI.value


def check_right_to_dispose(naskah, induk) -> None:
	"""A letter is disposed by who is in charge of the post it is addressed to, a task by its holder."""
	sumber = induk or naskah
	if induk and induk.naskah != naskah.name:
		frappe.throw(_("Tugas yang diteruskan berasal dari naskah lain."), BukanPemberiError)
	hak = {"penerima"} if induk else {"tujuan"}
	alamat = propose_post(naskah, induk)
	if mandat.only_records(alamat, get_konteks()) or not (
		peran.get_peran(sumber) & hak and sumber.has_permission("read")
	):
		frappe.throw(_why_not(sumber, bool(induk)), BukanPemberiError, title=_("Bukan Pemberi"))
	if naskah.tahap in TAHAP_TERTUTUP:
		frappe.throw(
			_(
				"Naskah {0} sudah berstatus {1}. Buka kembali dulu naskahnya dengan alasan, lalu disposisikan."
			).format(naskah.nomor_agenda, frappe.bold(naskah.workflow_state)),
			NaskahTertutupError,
			title=_("Naskah Sudah Ditutup"),
		)
	if induk and not induk.may_hand_on():
		frappe.throw(
			_("Tugas berstatus {0} tidak dapat diteruskan lagi.").format(frappe.bold(induk.workflow_state)),
			NaskahTertutupError,
			title=_("Tugas Tidak Dapat Diteruskan"),
		)


def _why_not(sumber, tugas: bool) -> str:
	"""Why the session's user does not dispose this letter or hand on this task."""
	if sebab := mandat.explain_end(sumber):
		return sebab
	jabatan = sumber.jabatan if tugas else sumber.tujuan_jabatan
	if mandat.only_records(jabatan, get_konteks()):
		return _(
			"Sebagai sekretaris Anda mencatat disposisi pejabatnya: pada Cara pemberian pilih Lembar kertas atau Lisan."
		)
	if jabatan and (larangan := mandat.find_larangan_of(sumber, dict(get_konteks().mandat).get(jabatan))):
		keterangan = f" ({escape_html(larangan.keterangan)})" if larangan.keterangan else ""
		return _(
			"Naskah jenis ini di luar wewenang Plt/Plh{0}. Yang menanganinya pejabat definitif yang Anda wakili, atau pejabat di atasnya."
		).format(keterangan)
	if tugas:
		return _("Hanya pemangku tugas ini yang dapat meneruskannya.")
	return _("Naskah ini ditujukan kepada jabatan lain; hanya pemangkunya hari ini yang dapat mendisposisi.")


def check_choices(d) -> None:
	"""Refuse patterns and kinds of recipients that do not exist (a form cannot send them, a caller can)."""
	if d.pola and d.pola not in [p.value for p in POLA_DIJALANKAN]:
		frappe.throw(
			_("Pola yang dijalankan tidak dikenal: {0}.").format(escape_html(d.pola)), PenerimaTidakSahError
		)
	for baris in d.penerima:
		if baris.jenis_penerima not in ("Jabatan", "Pegawai ASN", *frappe.get_hooks("penerima_tugas")):
			frappe.throw(
				_("Baris {0}: jenis penerima tidak dikenal: {1}.").format(
					baris.idx, escape_html(str(baris.jenis_penerima))
				),
				PenerimaTidakSahError,
			)


def check_deadlines(d, naskah, induk=None) -> None:
	"""No deadline in the past, except for a letter entered late; none after that of the task handed on."""
	hari = getdate(d.tanggal)
	for letak, tenggat in [
		(_("Tenggat"), d.tenggat),
		*((_("Baris {0}, Tenggat").format(b.idx), b.tenggat) for b in d.penerima),
	]:
		if not tenggat:
			continue
		if induk:
			jam.check_within_parent(induk, letak, tenggat)
		if getdate(tenggat) < hari and not naskah.entri_susulan:
			frappe.throw(
				_(
					"{0} {1} sudah lewat. Pilih tanggal hari ini atau sesudahnya, atau tandai naskahnya sebagai entri susulan."
				).format(letak, frappe.bold(frappe.format(tenggat, "Date"))),
				TenggatLewatError,
				title=_("Tenggat Sudah Lewat"),
			)


def propose_post(naskah, induk) -> str | None:
	"""The post in which the item reached the user."""
	return induk.jabatan if induk else naskah.tujuan_jabatan


def propose_facts(d, naskah, induk) -> None:
	"""Fill facts that the leader left open: a child's from its parent, else from what registration proposed.

	On the form he has seen and corrected them (`fakta_diperiksa`): then they stand as they are.
	"""
	if d.get("fakta_diperiksa"):
		d.pemicu = d.pemicu or "Tidak ada"
		return
	asal = frappe.get_doc("Disposisi", induk.disposisi) if induk else naskah
	d.kegiatan = d.kegiatan or asal.kegiatan
	if d.is_new() and d.get("pemicu") in (None, "", "Tidak ada"):
		d.pemicu = asal.pemicu
	d.pemicu = d.pemicu or "Tidak ada"
	if d.is_new() and not d.kompleks:
		d.kompleks = asal.kompleks
	if not induk and not d.tenggat:
		d.tenggat = naskah.tenggat


def decide_for(d, naskah) -> Penetapan:
	"""The decision on the facts of a Disposisi, by the rules of the giver's perangkat daerah."""
	unit = unit_of(organisasi.get_fakta_jabatan(d.pemberi_jabatan))
	rutin, _keterangan = tata_kerja.is_rutin(unit, d.kegiatan, d.tanggal)
	return tata_kerja.decide(
		unit_pd=unit,
		tanggal=d.tanggal,
		rutin=rutin,
		pemicu=d.pemicu,
		kompleks=bool(d.kompleks),
		jenis_naskah=naskah.jenis_naskah,
		klasifikasi=naskah.klasifikasi,
		kegiatan=d.kegiatan,
	)


def choose_pola(diminta: str | None, penetapan: Penetapan, tersirat: Pola | None) -> Pola | None:
	"""The pattern to run: the one asked for, else one the recipients imply and the rule allows, else the rule's."""
	if diminta:
		return Pola(diminta)
	if tersirat and tersirat in penetapan.boleh:
		return tersirat
	return None if penetapan.pola is Pola.PILIHAN_PIMPINAN else penetapan.pola


def _take_down_giver(d, naskah, pelaku: Pelaku) -> None:
	d.perihal = naskah.perihal
	d.keamanan = naskah.keamanan
	d.pemberi_pegawai = pelaku.pegawai
	d.nama_pemberi = pelaku.label
	d.pemberi_nip = pelaku.nip
	d.pemberi_pangkat = pelaku.pangkat
	d.pemberi_nama_jabatan = pelaku.nama_jabatan
	d.kapasitas = pelaku.kapasitas
	d.pemberi_jabatan_sendiri = pelaku.jabatan_sendiri


def get_kebijakan(keamanan: str | None = None) -> Kebijakan:
	"""What the agency has set about recipients, and whether the item is secret."""
	setelan = frappe.get_cached_doc("Pengaturan Tata Kerja")
	return Kebijakan(
		pelaksana_fungsional=bool(setelan.pelaksana_fungsional),
		di_luar_garis_dengan_alasan=setelan.di_luar_garis == "Boleh dengan alasan",
		rahasia=keamanan in RAHASIA,
	)


# -- issuing -------------------------------------------------------------------------------------


def issue(d, perintah: Perintah) -> None:
	"""Carry out a submitted Disposisi: decision, tasks, log, registers, notices; all or nothing."""
	_record_decision(d, perintah)
	with insert_together("Tugas", [baris.tugas for baris in d.penerima if baris.tugas]):
		tugas = _make_tasks(d, perintah)
	jejak.append(
		(
			{
				"tugas": t.name,
				"peristiwa": _("Diberikan"),
				"ke_status": t.workflow_state,
				"ke_tahap": t.tahap,
				"catatan": t.instruksi,
			}
			for t in tugas
		),
		perintah.pelaku,
	)
	agenda.enter(perintah.naskah, _registers_reached(perintah))
	_advance(perintah)
	kemajuan.close_unawaited(d)
	pemberitahuan.announce_tasks(d, tugas, perintah)
	penarikan.reassign(d)
	pencatatan.announce(d)


def _record_decision(d, p: Perintah) -> None:
	d.penetapan = tata_kerja.store_penetapan(
		p.penetapan,
		p.pola,
		d.alasan,
		tata_kerja.Pelaku(p.pemberi.pelaku, p.pemberi.nama or "", p.pemberi.nama_jabatan or ""),
	)
	d.pola_kerja = p.pola.value
	d.kalimat = p.penetapan.kalimat
	# not `d.db_set`, which reads the whole order again under lock
	isi = {"penetapan": d.penetapan, "pola_kerja": d.pola_kerja, "kalimat": d.kalimat}
	frappe.db.set_value("Disposisi", d.name, isi, update_modified=False)


def _make_tasks(d, p: Perintah) -> list:
	instrumen = choose_instrumen(p.penetapan, p.pola).value
	instruksi_bersama = [b.instruksi for b in d.instruksi_bersama]
	penghitung = jam.Penghitung(p.naskah.urgensi, p.induk, acara=p.naskah.acara_mulai)
	hasil = []
	for baris, a in zip(d.penerima, p.alamat, strict=True):
		if baris.tembusan:
			continue
		instruksi = list(dict.fromkeys(filter(None, [baris.instruksi, *instruksi_bersama])))
		tenggat = baris.tenggat or d.tenggat
		waktu = penghitung.hitung(tenggat, jam.unit_of(a.jabatan, a.unit_kerja))
		t = frappe.get_doc(
			{
				"doctype": "Tugas",
				"naskah": d.naskah,
				"disposisi": d.name,
				"induk": d.induk_tugas,
				"kedalaman": (p.induk.kedalaman if p.induk else 0) + 1,
				"perihal": d.perihal,
				"keamanan": d.keamanan,
				"pola_kerja": "Struktural" if p.pola is Pola.STRUKTURAL else "Fungsional",
				"instrumen": instrumen,
				"jabatan": a.jabatan,
				"pegawai": a.pegawai,
				"tim": a.tim,
				"pemangku": a.pemangku,
				"kapasitas_pemangku": a.kapasitas_pemangku,
				"alasan_pemangku": a.alasan_pemangku,
				"nama_penerima": a.calon.label,
				"unit_kerja": a.unit_kerja,
				"pemberi_jabatan": d.pemberi_jabatan,
				"pemberi_pegawai": d.pemberi_pegawai,
				"nama_pemberi": d.nama_pemberi,
				"instruksi": "\n".join(instruksi),
				"catatan": "\n\n".join(filter(None, [baris.catatan, d.catatan])),
				"tenggat": tenggat,
				**asdict(waktu),
				"perlu_laporan": int(_needs_report(instruksi)),
				"persetujuan": a.persetujuan.value if p.pola is not Pola.STRUKTURAL else "Tidak perlu",
				"persetujuan_jabatan": a.persetujuan_jabatan if p.pola is not Pola.STRUKTURAL else None,
				"batas_persetujuan": a.batas_persetujuan if p.pola is not Pola.STRUKTURAL else None,
			}
		)
		t.flags.dari_layanan = True
		t.insert(ignore_permissions=True, ignore_links=True, set_name=baris.tugas)
		hasil.append(t)
	return hasil


def _needs_report(instruksi: list[str]) -> bool:
	"""A task is reported on unless every instruction is of the kind that asks for none."""
	return not instruksi or any(
		frappe.get_cached_value("Instruksi Disposisi", nama, "perlu_laporan") for nama in instruksi
	)


def _registers_reached(p: Perintah) -> set[str]:
	unit = {a.unit_kerja for a in p.alamat if a.unit_kerja and not a.calon.tembusan}
	return {u for u in unit if frappe.get_cached_value("Unit Kerja", u, "perangkat_daerah")}


def _advance(p: Perintah) -> None:
	"""The letter is under way, and the task handed on waits for its parts."""
	if p.induk:
		induk = frappe.get_doc("Tugas", p.induk.name)
		if induk.tahap == Tahap.BARU.value:
			move_to_tahap(induk, Tahap.BERJALAN.value)
		if induk.tahap == Tahap.BERJALAN.value:
			move_to_tahap(induk, Tahap.MENUNGGU.value)
	if p.naskah.tahap == Tahap.BARU.value:
		naskah = frappe.get_doc("Naskah Masuk", p.naskah.name)
		naskah.flags.ignore_permissions = True
		move_to_tahap(naskah, Tahap.BERJALAN.value)
	else:
		# whoever waits for the letter's lock sees by it that another order was given (`list_bertugas`)
		frappe.db.set_value("Naskah Masuk", p.naskah.name, "modified", now(), update_modified=False)


# -- following up --------------------------------------------------------------------------------


def after_task_moved(tugas, sebelum) -> None:
	"""What follows when a stored task changed its state: the log, notices, and the letter's end."""
	pelaku = take_pelaku(acting_post(tugas, sebelum))
	jejak.append(
		[
			{
				"tugas": tugas.name,
				"peristiwa": _event_of(tugas),
				"dari_status": sebelum.workflow_state,
				"ke_status": tugas.workflow_state,
				"dari_tahap": sebelum.tahap,
				"ke_tahap": tugas.tahap,
				"catatan": "\n".join(
					filter(
						None,
						[
							cstr(
								tugas.flags.alasan_langkah
								or (tugas.laporan if tugas.dilaporkan_pada and tugas.is_open else "")
							),
							note_conflict(tugas, sebelum),
						],
					)
				),
			}
		],
		pelaku,
	)
	if tugas.flags.jeda_berakhir:
		jejak.note(tugas, _("Waktu dilanjutkan"), tugas.flags.pop("jeda_berakhir"), pelaku)
	if not tugas.flags.penarikan:
		pemberitahuan.announce_move(tugas, sebelum, pelaku)
	if (tugas.tahap in TAHAP_TERTUTUP) != (sebelum.tahap in TAHAP_TERTUTUP):
		roll_up(tugas)


def roll_up(tugas) -> None:
	"""A part was closed, or opened again: what it means for the order, the task above and the letter."""
	# two parts may be closed at once; the lock orders them
	basisdata.lock("Naskah Masuk", [tugas.naskah])
	kemajuan.settle(tugas)
	kemajuan.announce(tugas)
	if tugas.tahap in TAHAP_TERTUTUP and not tugas.flags.dilepas:
		kemajuan.end_released(tugas)
		# the letter waits for the tasks that its leader gave; what was handed on holds the task above it
		if tugas.induk:
			kemajuan.finish_parent(tugas)
		else:
			settle_naskah(tugas.naskah)


def _event_of(tugas) -> str:
	if tugas.flags.penarikan:
		return _("Ditarik sebelum dibaca")
	if tugas.flags.dilepas:
		return _("Tidak diperlukan lagi")
	if tugas.flags.mengikuti_bagian:
		return _("Selesai mengikuti bagiannya")
	# compared with later, so it is stored as it stands here whatever the language
	kembali = tugas.dikembalikan_pada and tugas.tahap == Tahap.MENUNGGU.value
	return DIKEMBALIKAN if kembali else _("Berpindah status")


def log_moved_states(pindah: Iterable[Perpindahan], alasan: str) -> None:
	"""Hook `catat_perpindahan`: an admin has moved these tasks, whose rows the caller holds locked."""
	jejak.append(
		(
			{
				"tugas": p.nama,
				"peristiwa": _("Dipindahkan admin"),
				"dari_status": p.dari,
				"ke_status": p.ke,
				"dari_tahap": p.dari_tahap,
				"ke_tahap": p.ke_tahap,
				"catatan": alasan,
			}
			for p in pindah
		),
		take_pelaku(),
	)


def acting_post(tugas, sebelum=None) -> str | None:
	"""The post in which the session's user acts on a task: the one he chose, else the side the move is of.

	A report is accepted or returned, and a task cancelled, by the giver; the rest is the holder's.
	"""
	if dipilih := tugas.flags.bertindak_sebagai:
		return dipilih
	pilihan = list_acting_posts(sebelum or tugas)
	lapor = (
		sebelum
		and sebelum.tahap == Tahap.MENUNGGU.value
		and (sebelum.dilaporkan_pada or sebelum.dikembalikan_pada)
	)
	if lapor or tugas.tahap == Tahap.BATAL.value:
		pilihan = sorted(pilihan, key=lambda p: p[0] != "pemberi")
	return pilihan[0][1] if pilihan else None


def list_acting_posts(tugas) -> list[tuple[str, str | None]]:
	"""(role, post) in which the session's user can act on a task: holder, giver, head asked for consent."""
	jabatan = {
		"penerima": tugas.jabatan,
		"pemberi": tugas.pemberi_jabatan,
		"kepala": tugas.persetujuan_jabatan,
	}
	saya = peran.get_peran(tugas)
	return [(p, j) for p, j in jabatan.items() if p in saya]


def take_chosen_post(tugas) -> None:
	"""A move uses up what was chosen at "Bertindak sebagai"; only a post of one's own can be chosen."""
	dipilih, tugas.bertindak_sebagai = tugas.bertindak_sebagai, None
	if not dipilih:
		return
	if dipilih not in [j for _p, j in list_acting_posts(tugas.get_doc_before_save())]:
		frappe.throw(
			_(
				"Hari ini Anda tidak memangku jabatan {0}. Pilih jabatan yang Anda pangku pada Bertindak sebagai."
			).format(frappe.bold(escape_html(dipilih))),
			JabatanTindakanError,
			title=_("Bertindak Sebagai"),
		)
	tugas.flags.bertindak_sebagai = dipilih


def note_conflict(tugas, sebelum) -> str:
	"""What the log says where a person accepts his own report, because the agency allows it or nobody else can."""
	if tugas.tahap != Tahap.SELESAI.value or not sebelum.dilaporkan_pada:
		return ""
	return _("Pemberi dan pelapor orang yang sama.") if mandat.is_conflict(tugas, get_konteks()) else ""


def settle_naskah(nama: str) -> None:
	"""A letter that waits for no task any more: finished, or where every task was cancelled its leader's again.

	When its workflow has such a step. Two last tasks may be closed at once: under the letter's lock the tasks are
	read as they stand now.
	"""
	naskah = basisdata.get_locked("Naskah Masuk", nama)
	if naskah.tahap != Tahap.BERJALAN.value:
		return
	batal = kemajuan.read_stages(nama) <= {Tahap.BATAL.value}
	frappe.flags.asn_naskah_terkunci = nama
	try:
		tahap = Tahap.BARU if batal else Tahap.SELESAI
		if not naskah.tugas_terbuka and (tujuan := find_step(naskah, tahap.value)):
			naskah.workflow_state = tujuan
			naskah.save(ignore_permissions=True)
	finally:
		frappe.flags.asn_naskah_terkunci = None


def refuse_retirement(jabatan, method=None) -> None:
	"""`Jabatan.validate`: a post is not retired while open work is addressed to it."""
	if not organisasi.is_just_retired(jabatan):
		return
	terbuka = frappe.db.count("Tugas", {"jabatan": jabatan.name, "tahap": ("in", TAHAP_TERBUKA)})
	menunggu = frappe.db.count("Naskah Masuk", {"tujuan_jabatan": jabatan.name, "tahap": Tahap.BARU.value})
	if terbuka or menunggu:
		frappe.throw(
			_(
				"{0} masih dialamati {1} tugas terbuka dan {2} naskah yang menunggu disposisi. Selesaikan atau alihkan dulu."
			).format(frappe.bold(escape_html(jabatan.nama)), terbuka, menunggu),
			CatatanTetapError,
			title=_("Masih Ada Pekerjaan"),
		)


def tell_givers_of_departure(penempatan, method=None) -> None:
	"""`Penempatan.on_update`: named tasks do not follow the person; their givers are told to hand them on."""
	if not organisasi.has_just_ended(penempatan):
		return
	tertinggal = frappe.get_all(
		"Tugas",
		filters={
			"pegawai": penempatan.pegawai,
			"jabatan": penempatan.jabatan,
			"tahap": ("in", TAHAP_TERBUKA),
		},
		fields=["name", "perihal", "keamanan", "nama_penerima", "pemberi_jabatan", "pemberi_pegawai"],
	)
	pemberitahuan.announce_departure(tertinggal)


def count_open_tasks(naskah: str) -> int:
	"""Open tasks that a letter waits for, as this transaction sees them; under its lock as they stand now."""
	if frappe.flags.asn_naskah_terkunci == naskah:
		return kemajuan.count_open_tasks(naskah, terkunci=True)
	return remember(("tugas terbuka", naskah), lambda: kemajuan.count_open_tasks(naskah))
