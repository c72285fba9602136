"""What the desk and other systems call."""

import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.disposisi import (
	acara,
	blok,
	cetak,
	desk,
	jam,
	jejak,
	kembar,
	kiriman,
	kotak,
	pantauan,
	penarikan,
	pencarian,
	pencatatan,
	pengiriman,
	penugasan,
	persetujuan,
	pilihan,
	sekaligus,
	services,
	surat_tugas,
	tanpa_disposisi,
	tasks,
	usulan,
	utas,
)
from transformasi_asn.disposisi.exceptions import PersetujuanError
from transformasi_asn.disposisi.kanal import daftar
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran


@frappe.whitelist(methods=["POST"])
def putuskan_persetujuan(tugas: str, setuju: bool, alasan: str = "") -> str:
	"""The head of the officer's perangkat daerah consents or refuses, or objects where he was only told.

	Refusal and objection need a reason. Returns the outcome.
	"""
	doc = basisdata.get_locked("Tugas", tugas)
	doc.check_permission("read")
	if "kepala" not in get_peran(doc):
		frappe.throw(_("Persetujuan ini diminta kepada jabatan lain."), frappe.PermissionError)
	if not doc.is_open:
		frappe.throw(_("Tugas ini sudah ditutup ({0}).").format(_(doc.workflow_state)), PersetujuanError)
	persetujuan.decide(doc, setuju, alasan.strip())
	return doc.persetujuan


@frappe.whitelist(methods=["POST"])
def tandai_dibaca(doctype: str, name: str) -> list[dict]:
	"""Note that the recipient has read his task or copy, as opening its form does; for other clients.

	Returns what the recipients have reached: of the one task, or of the whole order.
	"""
	if doctype not in ("Tugas", "Disposisi"):
		frappe.throw(_("Hanya Tugas dan Disposisi yang ditandai dibaca."))
	doc = _read(doctype, name)
	pantauan.mark_read(doc)
	return desk.list_capaian(doc) if doctype == "Tugas" else pantauan.list_pantauan(doc)


@frappe.whitelist(methods=["POST"])
def tarik_disposisi(disposisi: str, baris: list | str | None = None, alasan: str = "") -> dict:
	"""Take back an order, or the rows of it named, as far as it is unread.

	Returns the rows taken back, and recipient and cause of those that stand.
	"""
	hasil = penarikan.recall(_read("Disposisi", disposisi), frappe.parse_json(baris) or (), alasan)
	return {"ditarik": hasil.ditarik, "tetap": [{"penerima": p, "sebab": s} for p, s in hasil.tetap]}


@frappe.whitelist(methods=["POST"])
def ubah_disposisi(disposisi: str, baris: list | str | None = None) -> str:
	"""Take back what is unread of an order and open it again as a draft; returns the draft's name."""
	return penarikan.replace(_read("Disposisi", disposisi), frappe.parse_json(baris) or ()).name


@frappe.whitelist()
def pantauan_disposisi(disposisi: str) -> list[dict]:
	"""How far each recipient of an order is, copies too."""
	return pantauan.list_pantauan(_read("Disposisi", disposisi))


@frappe.whitelist()
def verifikasi_jejak(tugas: str | None = None) -> list[dict]:
	"""Breaks in the log of one Tugas, or of all for an auditor; [] when whole."""
	if tugas:
		frappe.get_doc("Tugas", tugas).check_permission("read")
	else:
		frappe.only_for(["Auditor ASN", "Admin Tata Kerja", "System Manager"])
	return [{"tugas": k.tugas, "urutan": k.urutan, "sebab": k.sebab} for k in jejak.verify(tugas)]


# -- Surat Tugas ---------------------------------------------------------------------------------


@frappe.whitelist(methods=["POST"])
def tugaskan(
	perihal: str,
	kegiatan: str | None = None,
	pemberi_arahan: str | None = None,
	waktu_arahan: str | None = None,
	jabatan: str | None = None,
) -> str:
	"""A leader starts work without a letter, from an activity of the plan or a spoken directive.

	Returns the name of the letter that it hangs on, for an order (`siapkan_disposisi`, Disposisi).
	"""
	return penugasan.start(
		perihal, kegiatan or None, pemberi_arahan or None, waktu_arahan or None, jabatan or None
	).name


@frappe.whitelist()
def surat_tugas_disposisi(disposisi: str) -> dict:
	"""The letter of an order, {surat: {name, judul, nomor, tanggal, keadaan} | None, boleh_buat}."""
	return surat_tugas.view_of_order(_read("Disposisi", disposisi))


@frappe.whitelist(methods=["POST"])
def buat_surat_tugas(disposisi: str) -> str:
	"""The giver's draft for a functional order, with everything proposed but the number; its name."""
	_read("Disposisi", disposisi)
	return surat_tugas.make_draft(disposisi).name


@frappe.whitelist(methods=["POST"])
def terbitkan_surat_tugas(name: str) -> str:
	"""Issue a complete draft; returns its number."""
	return surat_tugas.issue(name).nomor


@frappe.whitelist(methods=["POST"])
def cabut_surat_tugas(name: str, alasan: str) -> None:
	"""Revoke an issued letter with a reason."""
	surat_tugas.revoke(name, alasan)


# -- paper ---------------------------------------------------------------------------------------


@frappe.whitelist()
def cetak_buku_agenda(unit_kerja: str, dari: str, sampai: str) -> None:
	"""PDF of a stretch of a register, in the official layout, as a download."""
	frappe.local.response.filename = f"Buku-Agenda-{unit_kerja}-{dari}-{sampai}.pdf"
	frappe.local.response.filecontent = cetak.print_buku(unit_kerja, dari, sampai)
	frappe.local.response.type = "pdf"


# -- the desk ------------------------------------------------------------------------------------


@frappe.whitelist()
def hitung_kotak(filters: str | dict | None = None) -> dict:
	"""Counter of each box, or of those named (filters: {"kotak": …}), at most "1000+"."""
	diminta = (frappe.parse_json(filters) or {}).get("kotak") or []
	return kotak.count(kunci=tuple([diminta] if isinstance(diminta, str) else diminta))


@frappe.whitelist()
def kartu_kotak(filters: str | dict | None = None) -> int | str:
	"""Number card: how much is in one box of the user (filters: {"kotak": …}), at most "1000+"."""
	(jumlah,) = kotak.count(kunci=((frappe.parse_json(filters) or {}).get("kotak") or "",)).values()
	return jumlah


@frappe.whitelist()
def kotak_kerja(pilihan: str | None = None, batas: int = kotak.SEHALAMAN) -> dict:
	"""The inbox: every box with its counter, and the newest items of one."""
	return kotak.view(pilihan or None, batas)


@frappe.whitelist()
def cari_naskah(kata: str, batas: int = kotak.SEHALAMAN) -> dict:
	"""Letters that the user may open, by number, subject, sender and text of attachments: {baris, ada_lagi}."""
	if not frappe.has_permission("Naskah Masuk", "read"):
		raise frappe.PermissionError
	return pencarian.search(kata, batas)


@frappe.whitelist(methods=["POST"])
def tindak_sekaligus(tindakan: str, doctype: str, nama: list | str) -> list[dict]:
	"""Accept tasks, accept reports, or mark as read, each by itself: [{name, perihal, berhasil | pesan}]."""
	return sekaligus.act_each(tindakan, doctype, frappe.parse_json(nama))


@frappe.whitelist()
def jabatan_saya() -> list[dict]:
	"""Posts the user may act as today."""
	return desk.list_jabatan_saya()


@frappe.whitelist()
def jabatan_pimpinan() -> list[dict]:
	"""Posts as which the user may start work of his own today (`tugaskan`): {jabatan, label}."""
	return desk.list_jabatan_pimpinan()


@frappe.whitelist()
def tampilan_naskah(naskah: str) -> dict:
	"""What the letter's form shows: pattern, rule, reason; the tree of tasks; whether one may dispose."""
	return desk.view_naskah(_read("Naskah Masuk", naskah))


@frappe.whitelist()
def tampilan_tugas(tugas: str) -> dict:
	"""What the task's form shows: pattern and reason, "Mengapa saya?", the tree, the log."""
	return desk.view_tugas(_read("Tugas", tugas))


@frappe.whitelist()
def garis_disposisi(disposisi: str) -> dict:
	"""What was decided for a submitted order."""
	doc = _read("Disposisi", disposisi)
	return desk.garis_of(doc.penetapan) if doc.penetapan else {}


@frappe.whitelist()
def tampilan_pencatatan(disposisi: str) -> dict:
	"""How an order came in: recorded by a secretary or not, and whether its giver may still object."""
	return pencatatan.view(_read("Disposisi", disposisi))


@frappe.whitelist(methods=["POST"])
def ajukan_keberatan(disposisi: str, alasan: str) -> dict:
	"""The giver objects to an order that was recorded as his; returns {dibatalkan, berjalan}, numbers of tasks."""
	return pencatatan.object_to(disposisi, alasan)


@frappe.whitelist()
def usul_naskah(unit_kerja: str | None = None) -> dict:
	"""Unit and addressee proposed for a new letter."""
	frappe.has_permission("Naskah Masuk", "create", throw=True)
	return desk.propose_naskah(unit_kerja)


# -- the register --------------------------------------------------------------------------------


@frappe.whitelist()
def periksa_naskah(doc: str | dict) -> dict:
	"""What a letter as typed would meet: {kembar: […], bentrok: […]}; saves nothing."""
	# Asked freely, it would tell anybody which letters there are and when a leader is busy.
	if frappe.session.user != "Administrator" and not get_konteks().unit_tata_usaha:
		frappe.throw(
			_("Hanya Tata Usaha yang mencatat surat yang dapat memeriksanya."), frappe.PermissionError
		)
	isi = frappe._dict(frappe.parse_json(doc))
	kecuali = None if isi.get("__islocal") else isi.name
	surat = isi.bentuk == "Surat"
	return {
		"kembar": kembar.find_kembar(isi.pengirim, isi.nomor_surat, isi.tanggal_surat, kecuali)
		if surat
		else [],
		"bentrok": acara.list_bentrok(isi),
	}


@frappe.whitelist()
def kalender_acara(start: str, end: str, jabatan: str | None = None) -> list[dict]:
	"""Events of one's own posts, or of a post whose calendar one keeps, between two moments."""
	return desk.list_kalender(start, end, jabatan)


@frappe.whitelist()
def pimpinan_kalender() -> list[dict]:
	"""Posts whose calendar the user may open: {jabatan, label}; his own first."""
	return desk.list_pimpinan()


@frappe.whitelist(methods=["POST"])
def tautkan_naskah(naskah: str, ke: str, hubungan: str = utas.TERKAIT) -> list[dict]:
	"""Link two letters that the user sees, the first of which he may change; returns the thread."""
	doc = _read("Naskah Masuk", naskah)
	doc.check_permission("write")
	utas.link(doc, ke, hubungan)
	return utas.get_utas(naskah)


@frappe.whitelist(methods=["POST"])
def lepas_tautan(naskah: str, ke: str) -> list[dict]:
	"""Take a link back before the letter is disposed; returns the thread."""
	doc = _read("Naskah Masuk", naskah)
	doc.check_permission("write")
	utas.unlink(doc, ke)
	return utas.get_utas(naskah)


@frappe.whitelist(methods=["POST"])
def tandai_tanpa_disposisi(naskah: str | list, alasan: str = "") -> list[dict]:
	"""Take letters out of the queue, each by itself: [{naskah, nomor_agenda, berhasil, pesan}]."""
	names = frappe.parse_json(naskah) if isinstance(naskah, str) and naskah.startswith("[") else naskah
	return tanpa_disposisi.mark_many([names] if isinstance(names, str) else names, alasan.strip())


@frappe.whitelist()
def rekonsiliasi_blok(blok_agenda: str) -> dict:
	"""What became of each number of a block: used, unused, missing, used twice."""
	return blok.view_blok(_read("Blok Agenda", blok_agenda))


@frappe.whitelist(methods=["POST"])
def nyatakan_tidak_dipakai(blok_agenda: str, nomor: str, alasan: str) -> dict:
	"""Declare numbers (`3, 5-8`) of a block unused, with a reason; returns the reconciliation."""
	doc = _own_blok(blok_agenda)
	blok.mark_unused(doc, nomor, alasan)
	return blok.view_blok(doc)


@frappe.whitelist(methods=["POST"])
def tutup_blok(blok_agenda: str) -> None:
	"""Close a block all of whose numbers are accounted for."""
	blok.close(_own_blok(blok_agenda))


def _own_blok(nama: str):
	doc = basisdata.get_locked("Blok Agenda", nama)
	doc.check_permission("write")
	return doc


# -- giving an order -----------------------------------------------------------------------------


@frappe.whitelist()
def siapkan_disposisi(naskah: str | None = None, induk_tugas: str | None = None) -> dict:
	"""A new order with the facts of its letter or of the task handed on."""
	sumber = _source_of(naskah, induk_tugas)
	with pencatatan.as_secretary(services.propose_post(*sumber)):
		return desk.propose_disposisi(*sumber)


@frappe.whitelist()
def pratinjau_disposisi(doc: str | dict) -> dict:
	"""What would be decided for an order as typed; saves nothing."""
	isi = frappe.parse_json(doc)
	sumber = _source_of(isi.get("naskah"), isi.get("induk_tugas"))
	with pencatatan.as_secretary(services.propose_post(*sumber)):
		return desk.preview_disposisi(isi, *sumber)


@frappe.whitelist(methods=["POST"])
def usul_cepat(
	naskah: list | str | None = None, tugas: list | str | None = None, pemberi: str | None = None
) -> list[dict]:
	"""For each letter, or task to hand on: pattern, proposed recipients with name, post and load, instructions.

	One that cannot be disposed carries `pesan` instead. Reads only; POST because the list may be long.
	"""
	hasil = []
	for n, t in _sources(naskah, tugas):
		try:
			hasil.append(usulan.propose_quick(n, t, pemberi))
		except (frappe.ValidationError, frappe.PermissionError) as galat:
			frappe.clear_last_message()
			dasar = {"naskah": n.name, "nomor_agenda": n.nomor_agenda, "perihal": n.perihal}
			hasil.append({**dasar, "pesan": frappe.utils.strip_html(str(galat))})
	return hasil


@frappe.whitelist(methods=["POST"])
def disposisi_cepat(
	naskah: list | str | None = None, tugas: list | str | None = None, isi: dict | str | None = None
) -> list[dict]:
	"""Give one order per letter, or per task handed on; returns for each its order or what was wrong.

	`isi`: penerima (rows; without them each letter goes to those proposed for it), instruksi, catatan,
	tenggat, alasan, pola, kebijakan_selesai, minimal_selesai, pemberi_jabatan.
	"""
	return sekaligus.dispose_each(_sources(naskah, tugas), frappe.parse_json(isi) or {})


def _sources(naskah: list | str | None, tugas: list | str | None) -> list[tuple]:
	"""(letter, task or None) of each one named; each must be readable."""
	naskah, tugas = frappe.parse_json(naskah) or [], frappe.parse_json(tugas) or []
	nama = list(dict.fromkeys(tugas or naskah))
	sekaligus.check_number(nama)
	return [_source_of(None, n) if tugas else _source_of(n, None) for n in nama]


@frappe.whitelist()
def usul_penerima(
	naskah: str | None = None, induk_tugas: str | None = None, pemberi: str | None = None, cari: str = ""
) -> dict:
	"""Who could take an order: posts on the giver's line, officers below him, active teams."""
	sumber = _source_of(naskah, induk_tugas)
	with pencatatan.as_secretary(services.propose_post(*sumber)):
		pemberi = desk.choose_giver(pemberi, *sumber)
		return desk.propose_penerima(pemberi, cari, sumber[1].tim if sumber[1] else None)


def _read(doctype: str, name: str):
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def _source_of(naskah: str | None, induk_tugas: str | None) -> tuple:
	"""The letter, and the task handed on if any; both must be readable."""
	induk = _read("Tugas", induk_tugas) if induk_tugas else None
	nama = induk.naskah if induk else naskah
	if not nama:
		frappe.throw(_("Pilih dahulu naskahnya."), frappe.MandatoryError)
	return _read("Naskah Masuk", nama), induk


# -- the clock -----------------------------------------------------------------------------------


@frappe.whitelist(methods=["POST"])
def jeda_tugas(tugas: str, alasan: str) -> None:
	"""Stop the clock of a task while somebody outside is waited for."""
	jam.pause(_lock_readable(tugas), alasan.strip())


@frappe.whitelist(methods=["POST"])
def lanjutkan_tugas(tugas: str) -> str | None:
	"""Let a paused clock run on. Returns the new deadline."""
	doc = _lock_readable(tugas)
	jam.resume_task(doc)
	return str(doc.jatuh_tempo)


@frappe.whitelist(methods=["POST"])
def minta_perpanjangan(tugas: str, sampai: str, alasan: str) -> None:
	"""The recipient asks the giver for time until the end of work on the day `sampai`."""
	jam.ask(_lock_readable(tugas), sampai, alasan.strip())


@frappe.whitelist(methods=["POST"])
def putuskan_perpanjangan(tugas: str, setuju: bool, alasan: str = "", sampai: str | None = None) -> str:
	"""The giver grants the day asked for, or another one (`sampai`), or refuses with a reason.

	Returns the deadline that holds.
	"""
	doc = _lock_readable(tugas)
	jam.decide(doc, setuju, alasan.strip(), sampai or None)
	return str(doc.jatuh_tempo)


@frappe.whitelist()
def denyut() -> dict:
	"""Whether reminders stand still (`terlambat`), and since when (`sejak`; None: they have never run)."""
	if "ASN" not in frappe.get_roles() and frappe.session.user != "Administrator":
		raise frappe.PermissionError
	return tasks.check_denyut()


def _lock_readable(tugas: str):
	doc = basisdata.get_locked("Tugas", tugas)
	doc.check_permission("read")
	return doc


# -- messages to the outside -----------------------------------------------------------------------


@frappe.whitelist(methods=["POST"])
def buka_pilihan_pemberitahuan() -> str:
	"""The name of one's own choice of channels; made on the first call."""
	return pilihan.open_own()


@frappe.whitelist()
def jenis_kanal() -> list[str]:
	"""Kinds of channels that a Kanal Pemberitahuan may be of."""
	_check_keeper()
	return daftar.list_jenis()


@frappe.whitelist()
def keadaan_kanal(kanal: str) -> dict:
	"""Messages of a channel by state, and when the last one went out."""
	_check_keeper()
	return kiriman.count(kanal)


@frappe.whitelist(methods=["POST"])
def coba_kanal(kanal: str, alamat: str = "") -> str:
	"""Send a message of trial to the caller through a channel, also one that is not in use yet.

	alamat: where to, for channels with an address; empty: what the caller has chosen. Returns what the
	channel said, '' when it took the message.
	"""
	_check_keeper()
	return pengiriman.send_trial(kanal, alamat)


@frappe.whitelist(methods=["POST"])
def kirim_ulang(kiriman_gagal: list | str) -> int:
	"""Queue messages that were given up once more; returns how many."""
	_check_keeper()
	return kiriman.send_again(frappe.parse_json(kiriman_gagal))


def _check_keeper() -> None:
	if not frappe.has_permission(daftar.DOCTYPE, "write"):
		raise frappe.PermissionError
