"""Surat Tugas: what a functional order looks like on paper; drafted, issued and revoked by its giver."""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, escape_html, getdate, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import Tahap
from transformasi_asn.disposisi import jejak, pemberitahuan, pencatatan
from transformasi_asn.disposisi import lembar as isi_lembar
from transformasi_asn.disposisi.calon import unit_of
from transformasi_asn.disposisi.domain.surat_tugas import (
	BERLAKU,
	DICABUT,
	DRAF,
	TERBIT,
	Asal,
	Catatan,
	Masalah,
	MasalahPetugas,
	Petugas,
	check_masa,
	check_petugas,
	cite_law,
	list_catatan,
	make_kunci_nomor,
	write_dasar,
	write_untuk,
)
from transformasi_asn.disposisi.exceptions import (
	BukanPemberiError,
	CatatanTetapError,
	MasaTugasError,
	NomorSuratTugasError,
	PetugasTidakSahError,
	SuratTugasError,
)
from transformasi_asn.disposisi.pelaku import Pelaku, snapshot, take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.sebutan import label_of
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.pola import Pola
from transformasi_asn.tata_kerja.kop import get_format

DOCTYPE = "Surat Tugas"
FUNGSIONAL = (Pola.FUNGSIONAL_INDIVIDU.value, Pola.FUNGSIONAL_KELOMPOK.value)
# What the letter needs before it goes out.
WAJIB = ("nomor", "tanggal", "mulai", "selesai", "untuk")


@dataclass(frozen=True)
class Orang:
	"""One officer as he stands in the letter; an outsider of a team has no Pegawai ASN."""

	petugas: Petugas
	pegawai: str | None
	nama: str
	nip: str = ""
	pangkat: str = ""
	nama_jabatan: str = ""


# -- who, and on what ------------------------------------------------------------------------------


@contextmanager
def _as_giver(order):
	"""In here the giver of the order acts, or the secretary who may record for him."""
	with pencatatan.recording(order):
		if "pemberi" not in get_peran(order):
			frappe.throw(
				_(
					"Surat tugas dibuat, diterbitkan, dan dicabut oleh pemberi disposisinya; hari ini itu bukan Anda."
				),
				BukanPemberiError,
				title=_("Bukan Pemberi"),
			)
		yield


def check_order(order) -> None:
	"""Only a given order of the functional pattern has a letter."""
	if order.docstatus != 1 or order.pola_kerja not in FUNGSIONAL:
		_refuse(
			_(
				"Surat tugas lahir dari disposisi yang sudah diberikan dengan pola Fungsional; disposisi ini bukan."
			)
		)


def find_standing(disposisi: str) -> str | None:
	"""The draft or issued letter of an order."""
	return frappe.db.get_value(DOCTYPE, {"kunci_perintah": disposisi})


def list_orang(order) -> list[Orang]:
	"""Whom the order names, as they are now: its officers, and the working members of its teams."""
	t = DocType("Tugas")
	tugas = (
		frappe.qb.from_(t)
		.select(t.pegawai, t.jabatan, t.tim, t.persetujuan)
		.where((t.disposisi == order.name) & (t.tahap != Tahap.BATAL.value) & t.ditarik_pada.isnull())
		.orderby(t.creation)
		.orderby(t.name)
		.run(as_dict=True)
	)
	orang: dict[str, Orang] = {}
	for t in tugas:
		if t.persetujuan == "Ditolak":
			continue
		for o in _of_team(t.tim) if t.tim else [_of_person(t)]:
			orang.setdefault(o.petugas.kunci, o)
	return list(orang.values())


def _of_person(t) -> Orang:
	return _as_orang(t.pegawai, t.jabatan, t.persetujuan == "Menunggu")


def _of_team(tim: str) -> Iterable[Orang]:
	(cara,) = frappe.get_hooks("penerima_tugas")["Pokja"]
	anggota = frappe.get_attr(cara)(tim)["petugas"]
	organisasi.get_struktur().muat_pegawai([a["pegawai"] for a in anggota if a["pegawai"]])
	return [
		_as_orang(a["pegawai"], _main_post(a["pegawai"]))
		if a["pegawai"]
		else Orang(Petugas(a["nama"], a["nama"]), None, a["nama"], nama_jabatan=a["jabatan"])
		for a in anggota
	]


def _as_orang(pegawai: str, jabatan: str | None, menunggu: bool = False) -> Orang:
	p = snapshot(frappe.session.user, pegawai, jabatan, None)
	return Orang(
		Petugas(pegawai, label_of(p.nama, p.nama_jabatan), menunggu),
		pegawai,
		p.nama,
		p.nip or "",
		p.pangkat or "",
		p.nama_jabatan or "",
	)


def _main_post(pegawai: str) -> str | None:
	penempatan = organisasi.list_penempatan_aktif(pegawai)
	return next((p.jabatan for p in sorted(penempatan, key=lambda p: not p.memegang)), None)


# -- drafting --------------------------------------------------------------------------------------


def make_draft(disposisi: str):
	"""The standing letter of an order, or a new draft with everything proposed but the number."""
	if nama := find_standing(disposisi):
		return frappe.get_doc(DOCTYPE, nama)
	return frappe.get_doc({"doctype": DOCTYPE, "disposisi": disposisi}).insert()


def prepare(surat) -> None:
	"""Complete and check a draft; anything else is changed by `issue` and `revoke` alone."""
	if surat.flags.dari_layanan:
		return
	sebelum = surat.get_doc_before_save()
	if (sebelum or surat).keadaan not in (DRAF, None) or surat.keadaan not in (DRAF, None):
		frappe.throw(
			_("Surat tugas ini {0} dan tidak dapat diubah. Cabut dengan alasan, lalu buat yang baru.").format(
				_((sebelum or surat).keadaan).lower()
			),
			CatatanTetapError,
			title=_("Surat Tugas Tetap"),
		)
	if not sebelum:
		# two at once: the second waits here, and finds the first
		basisdata.lock("Disposisi", [surat.disposisi])
	order = frappe.get_doc("Disposisi", surat.disposisi)
	check_order(order)
	with _as_giver(order):
		if not sebelum:
			_begin(surat, order)
		_take_down(surat, order)
	_check_dates(surat, order)


def _begin(surat, order) -> None:
	if nama := find_standing(order.name):
		_refuse(
			_("Disposisi ini sudah mempunyai surat tugas: {0}.").format(
				frappe.utils.get_link_to_form(DOCTYPE, nama)
			)
		)
	surat.keadaan = DRAF
	for field, nilai in propose(order).items():
		if not surat.get(field):
			surat.set(field, nilai)
	if not surat.petugas:
		for o in list_orang(order):
			surat.append("petugas", {"pegawai": o.pegawai, "nama": o.nama})


def propose(order) -> dict:
	"""What stands in a new draft: never a number, which only the register of outgoing letters gives."""
	naskah = frappe.get_doc("Naskah Masuk", order.naskah)
	sendiri = [b for b in order.penerima if not b.tembusan]
	instruksi = [
		*(b.instruksi for b in order.instruksi_bersama),
		*(b.instruksi for b in sendiri if b.instruksi),
	]
	lapor = frappe.db.exists("Tugas", {"disposisi": order.name, "perlu_laporan": 1})
	return {
		"mulai": getdate(),
		"selesai": order.tenggat if order.tenggat and getdate(order.tenggat) >= getdate() else None,
		"dasar": "\n".join(write_dasar(_origin_of(naskah), _activity_of(order), _basis_of(order))),
		"untuk": "\n".join(
			write_untuk(
				order.perihal,
				instruksi,
				order.catatan or "",
				isi_lembar.list_signed_posts(order)[0] if lapor else "",
			)
		),
		"tembusan": "\n".join(_copies_of(order)),
	}


def _origin_of(naskah) -> Asal:
	jabatan = naskah.pemberi_arahan
	pengusul = naskah.pengusul and frappe.get_cached_value("Pegawai ASN", naskah.pengusul, "nama")
	tanggal = naskah.waktu_arahan if jabatan else naskah.tanggal_surat
	return Asal(
		naskah.bentuk,
		naskah.perihal,
		organisasi.get_fakta_jabatan(jabatan).nama if jabatan else naskah.pengirim or pengusul or "",
		naskah.nomor_surat or "",
		isi_lembar.write_date(tanggal),
	)


def _activity_of(order) -> str:
	if not order.kegiatan:
		return ""
	unit = unit_of(organisasi.get_fakta_jabatan(order.pemberi_jabatan))
	jenis, nama = frappe.get_cached_value("Kegiatan", order.kegiatan, ["jenis", "nama"])
	sebutan = nama if nama.casefold().startswith(jenis.casefold()) else f"{jenis} {nama}"
	rutin, _sebab = tata_kerja.is_rutin(unit, order.kegiatan, order.tanggal)
	tahun = getdate(order.tanggal).year
	return f"{sebutan} ({order.kegiatan})" + (f" pada dokumen kinerja tahun {tahun}" if rutin else "")


def _basis_of(order) -> str:
	"""The legal basis of the rule that fired; a pattern that the leader chose against the rule has none of it."""
	p = frappe.db.get_value("Penetapan Pola", order.penetapan, ["dasar_hukum", "penyimpangan"], as_dict=True)
	return "" if p.penyimpangan else cite_law(p.dasar_hukum or "")


def _copies_of(order) -> list[str]:
	"""The posts that have a copy of the order, as a letter names them."""
	return list(
		dict.fromkeys(
			organisasi.get_fakta_jabatan(b.penerima).nama
			for b in isi_lembar.list_recipients(order)
			if b.tembusan and b.jenis_penerima == "Jabatan"
		)
	)


def _take_down(surat, order) -> None:
	"""What follows from the order and is not typed: subject, grade, title, officers, who signs."""
	surat.naskah, surat.perihal, surat.keamanan = order.naskah, order.perihal, order.keamanan
	surat.pemberi_jabatan = order.pemberi_jabatan
	surat.unit_kerja = unit_of(organisasi.get_fakta_jabatan(order.pemberi_jabatan))
	surat.judul = get_format(isi_lembar.unit_of_giver(order)).judul_surat_tugas
	surat.kunci_perintah = order.name
	surat.kunci_nomor = None
	surat.nomor = (surat.nomor or "").strip() or None
	_check_number(surat)
	_take_signer(surat, order)
	_take_officers(surat, list_orang(order))


def _take_signer(surat, order) -> None:
	pelaku = take_pelaku(order.pemberi_jabatan)
	penanda = _whose(pelaku, order)
	surat.nama_pencatat = pelaku.label if penanda is not pelaku else None
	surat.update(
		{
			"pemberi_pegawai": penanda.pegawai,
			"nama_pemberi": penanda.label,
			"pemberi_nip": penanda.nip,
			"pemberi_pangkat": penanda.pangkat,
			"pemberi_nama_jabatan": penanda.nama_jabatan,
			"kapasitas": penanda.kapasitas,
			"pemberi_jabatan_sendiri": penanda.jabatan_sendiri,
		}
	)


def _whose(pelaku: Pelaku, order) -> Pelaku:
	"""Who signs: the user, or the chief for whom he prepares it as secretary."""
	if order.pemberi_jabatan not in get_konteks().jabatan_sekretaris:
		return pelaku
	return pencatatan.snapshot_chief(order.pemberi_jabatan, pelaku.pelaku)


def _take_officers(surat, orang: list[Orang], terbit: bool = False) -> None:
	"""Rows as the giver has left them, each with name, NIP, rank and post as they are now."""
	daftar = {o.petugas.kunci: o for o in orang}
	diminta = [b.pegawai or b.nama for b in surat.petugas]
	_throw_officers(check_petugas(diminta, [o.petugas for o in orang], terbit))
	for baris, kunci in zip(surat.petugas, diminta, strict=True):
		o = daftar[kunci]
		baris.update({f: getattr(o, f) for f in ("pegawai", "nama", "nip", "pangkat", "nama_jabatan")})


def _throw_officers(salah: list[tuple[int, str, MasalahPetugas]]) -> None:
	pesan = {
		MasalahPetugas.KOSONG: _("Isi sedikitnya satu baris pada Petugas."),
		MasalahPetugas.GANDA: _("disebut lebih dari sekali; hapus salah satu."),
		MasalahPetugas.BUKAN_PENERIMA: _(
			"bukan penerima disposisi ini, atau tugasnya sudah dibatalkan; hapus barisnya, atau beri disposisi."
		),
		MasalahPetugas.MENUNGGU: _(
			"masih menunggu persetujuan kepala perangkat daerahnya; hapus barisnya, atau terbitkan sesudah disetujui."
		),
	}
	daftar = "".join(
		"<li>"
		+ (_("Baris {0}, {1}:").format(nomor, frappe.bold(escape_html(label))) + " " if nomor else "")
		+ pesan[masalah]
		+ "</li>"
		for nomor, label, masalah in salah
	)
	if daftar:
		frappe.throw(f"<ul>{daftar}</ul>", PetugasTidakSahError, title=_("Petugas Tidak Sah"))


def _check_dates(surat, order) -> None:
	susulan = cint(frappe.db.get_value("Naskah Masuk", order.naskah, "entri_susulan"))
	tanggal = [_day(surat.get(f)) for f in ("mulai", "selesai", "tanggal")]
	salah = check_masa(
		*tanggal,
		hari=getdate(),
		perintah=None if susulan else getdate(order.tanggal),
		batas_laporan=_day(surat.batas_laporan),
	)
	pesan = {
		Masalah.SELESAI_MENDAHULUI: _("Selesai mendahului Mulai; perbaiki salah satunya."),
		Masalah.TERLALU_LAMA: _(
			"Masa tugas lebih dari satu tahun; pendekkan, dan terbitkan yang baru bila perlu."
		),
		Masalah.TANGGAL_BELUM_TERJADI: _("Tanggal surat belum terjadi; isi hari ini atau sebelumnya."),
		Masalah.TANGGAL_MENDAHULUI_PERINTAH: _("Tanggal surat mendahului disposisinya tanggal {0}.").format(
			frappe.format(order.tanggal, "Date")
		),
		Masalah.LAPORAN_MENDAHULUI: _("Batas laporan mendahului Mulai; perbaiki salah satunya."),
	}
	if salah:
		frappe.throw("<br>".join(pesan[s] for s in salah), MasaTugasError, title=_("Masa Tugas"))


def _day(nilai) -> date | None:
	return getdate(nilai) if nilai else None


# -- issuing and revoking --------------------------------------------------------------------------


def issue(nama: str):
	"""Give the letter out: numbered, with everybody in it as he is at this moment; officers are told."""
	surat, order, tugas = _lock(nama)
	if surat.keadaan != DRAF:
		_refuse(_("Hanya draf yang diterbitkan; surat tugas ini {0}.").format(_(surat.keadaan).lower()))
	with _as_giver(order):
		surat.tanggal = surat.tanggal or getdate()
		_take_down(surat, order)
		_check_dates(surat, order)
		if kurang := [_(surat.meta.get_label(f)) for f in WAJIB if not (surat.get(f) or "")]:
			_refuse(_("Belum lengkap. Isi dahulu: {0}.").format(", ".join(kurang)))
		_take_officers(surat, list_orang(order), terbit=True)
		surat.kunci_nomor = make_kunci_nomor(surat.unit_kerja, getdate(surat.tanggal).year, surat.nomor)
		surat.keadaan, surat.diterbitkan_pada = TERBIT, now()
		_store(surat)
		_log(tugas, _("Surat tugas diterbitkan"), surat.nomor)
	_announce(surat, _("{0} diterbitkan: {1}"))
	return surat


def revoke(nama: str, alasan: str):
	"""Take an issued letter back with a reason; its number stays used, and its sheet is told to be withdrawn."""
	surat, order, tugas = _lock(nama)
	if surat.keadaan != TERBIT:
		_refuse(
			_("Hanya surat tugas yang terbit dapat dicabut; surat tugas ini {0}.").format(
				_(surat.keadaan).lower()
			)
		)
	if not alasan.strip():
		_refuse(_("Isi {0} dahulu.").format(_("Alasan")))
	with _as_giver(order):
		end(surat, alasan.strip(), take_pelaku(order.pemberi_jabatan))
		_log(tugas, _("Surat tugas dicabut"), alasan.strip())
	return surat


def end(surat, alasan: str, pelaku: Pelaku) -> None:
	"""The letter no longer holds; the caller has its lock and the right to end it."""
	surat.update(
		{
			"keadaan": DICABUT,
			"alasan_cabut": alasan,
			"dicabut_pada": now(),
			"dicabut_oleh": pelaku.label,
			"kunci_perintah": None,
		}
	)
	_store(surat)
	_announce(surat, _("{0} dicabut: {1}"))


def _lock(nama: str):
	"""Letter, order and its tasks under lock, in the order that holds everywhere; the reader must see the letter."""
	baris = frappe.db.get_value(DOCTYPE, nama, ["disposisi", "naskah"], as_dict=True)
	if baris:
		basisdata.lock("Naskah Masuk", [baris.naskah])
		tugas = frappe.get_all("Tugas", {"disposisi": baris.disposisi}, pluck="name")
		basisdata.lock("Tugas", tugas)
	surat = basisdata.get_locked(DOCTYPE, nama)
	surat.check_permission("read")
	return surat, frappe.get_doc("Disposisi", surat.disposisi), tugas


def _store(surat) -> None:
	surat.flags.dari_layanan = True
	surat.flags.ignore_permissions = True
	surat.save()


def _log(tugas: list[str], peristiwa: str, catatan: str) -> None:
	"""Into the log of every task of the order; the caller holds their locks."""
	baris = frappe.get_all(
		"Tugas", {"name": ("in", tugas)}, ["name", "workflow_state", "tahap"], order_by="name"
	)
	jejak.append(
		(
			{
				"tugas": t.name,
				"peristiwa": peristiwa,
				"dari_status": t.workflow_state,
				"ke_status": t.workflow_state,
				"dari_tahap": t.tahap,
				"ke_tahap": t.tahap,
				"catatan": catatan,
			}
			for t in baris
		),
		take_pelaku(),
	)


def _announce(surat, isi: str) -> None:
	"""Officers hear of it, and the chief of what his secretary issued."""
	teks = isi.format(escape_html(surat.judul), pemberitahuan.title_of(surat))
	tujuan = [b.pegawai for b in surat.petugas if b.pegawai]
	if surat.nama_pencatat:
		tujuan.append(surat.pemberi_pegawai)
	pemberitahuan.send((pegawai, teks, DOCTYPE, surat.name) for pegawai in tujuan)


def _check_number(surat) -> None:
	"""A number of the unit's register stands once a year, also that of a revoked letter."""
	if not surat.nomor or not surat.unit_kerja:
		return
	kunci = make_kunci_nomor(surat.unit_kerja, getdate(surat.tanggal).year, surat.nomor)
	lain = frappe.db.get_value(DOCTYPE, {"kunci_nomor": kunci, "name": ("!=", surat.name or "")})
	if lain:
		frappe.throw(
			_(
				"Nomor {0} sudah dipakai surat tugas lain dari perangkat daerah ini tahun {1}. Periksa nomornya."
			).format(frappe.bold(escape_html(surat.nomor)), getdate(surat.tanggal).year),
			NomorSuratTugasError,
			title=_("Nomor Sudah Dipakai"),
		)


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, SuratTugasError, title=_("Surat Tugas"))


# -- for the forms ---------------------------------------------------------------------------------


def view(surat) -> dict:
	"""What the letter's form shows besides its fields."""
	pemberi = "pemberi" in get_peran(surat)
	return {
		"boleh_ubah": pemberi and surat.keadaan == DRAF,
		"boleh_cabut": pemberi and surat.keadaan == TERBIT,
		"catatan": _notes_of(surat) if surat.keadaan in BERLAKU else [],
	}


def _notes_of(surat) -> list[str]:
	order = frappe.get_doc("Disposisi", surat.disposisi)
	kata = {
		Catatan.LEWAT_TAHUN_ANGGARAN: _("Masa tugas melewati tahun anggaran; pastikan sumber biayanya."),
		Catatan.LEWAT_TENGGAT: _("Masa tugas melewati tenggat disposisinya."),
		Catatan.MULAI_SEBELUM_TERBIT: _("Masa tugas dimulai sebelum tanggal surat."),
	}
	tanggal = [_day(n) for n in (surat.mulai, surat.selesai, surat.tanggal, order.tenggat)]
	kini = {o.petugas.kunci for o in list_orang(order)}
	tertinggal = [b.nama for b in surat.petugas if (b.pegawai or b.nama) not in kini]
	catatan = [kata[c] for c in list_catatan(*tanggal)]
	if tertinggal:
		catatan.append(_("Tidak lagi bertugas pada disposisi ini: {0}.").format(", ".join(tertinggal)))
	return catatan


def view_of_order(order) -> dict:
	"""The standing letter of an order, as far as the user sees it, and whether he may make one."""
	surat = find_seen(order.name)
	boleh = not surat and order.docstatus == 1 and order.pola_kerja in FUNGSIONAL
	return {"surat": surat, "boleh_buat": boleh and _may_make(order) and not find_standing(order.name)}


def find_seen(disposisi: str) -> dict | None:
	"""The standing letter of an order where the session's user sees it."""
	kolom = ["name", "judul", "nomor", "tanggal", "keadaan"]
	return next(iter(frappe.get_list(DOCTYPE, {"kunci_perintah": disposisi}, kolom, limit=1)), None)


def _may_make(order) -> bool:
	with pencatatan.recording(order):
		return "pemberi" in get_peran(order)
