"""Reads the finished work of one officer in a period, as far as the reader is told it.

`read_bukti` is the one way in, for report, print and API alike: it asks who the reader is to the officer
(`relation_to`) and what of each row he may be told (`domain.bukti`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from transformasi_asn.alur.domain import Tahap
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.sebutan import label_of, name_post
from transformasi_asn.organisasi.domain.struktur import BUKAN_ALAMAT
from transformasi_asn.permissions.konteks import Konteks, get_konteks
from transformasi_asn.permissions.kriteria import list_seen
from transformasi_asn.pokja.domain import bukti as domain
from transformasi_asn.pokja.domain.bukti import Bukti, Langkah, Pandangan, Terbuka
from transformasi_asn.pokja.domain.pekerjaan import Keadaan
from transformasi_asn.pokja.exceptions import BukanPenilaiError, RentangBuktiError
from transformasi_asn.pokja.pekerjaan import DITERIMA
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

TIM = "Tim"
KOLOM_TUGAS = (
	"name",
	"jabatan",
	"pegawai",
	"tim",
	"induk",
	"pola_kerja",
	"perihal",
	"laporan",
	"lampiran_laporan",
	"keamanan",
	"dilaporkan_pada",
	"selesai_pada",
)


@dataclass(frozen=True)
class Lembar:
	"""What one reader is told of one officer's finished work."""

	pegawai: str
	nama: str
	nip: str
	jabatan: str
	unit: str | None
	dari: date
	sampai: date
	penilai: str
	bukti: tuple[Bukti, ...]


def read_bukti(pegawai: str | None, dari, sampai) -> Lembar:
	"""`pegawai`: the reader himself by default.

	Raises BukanPenilaiError for whoever is neither the officer nor a superior of his, RentangBuktiError for a bad period."""
	pegawai = pegawai or get_konteks().pegawai or ""
	pandangan = ensure_may_read(pegawai)
	dari, sampai = _check_range(dari, sampai)
	semua = [
		*_finished_tasks(pegawai, dari, sampai),
		*_finished_pieces(pegawai, dari, sampai),
		*_accepted_contributions(pegawai, dari, sampai),
	]
	per: dict[str, list[str]] = defaultdict(list)
	for b in semua:
		per[b.doctype].append(b.name)
	terlihat = frozenset((dt, nama) for dt, daftar in per.items() for nama in list_seen(dt, daftar))
	orang = frappe.db.get_value("Pegawai ASN", pegawai, ["nama", "nip"], as_dict=True)
	jabatan = [f.kode for f in _posts_of(pegawai)]
	fakta = organisasi.get_fakta_jabatan(jabatan[0]) if jabatan else None
	return Lembar(
		pegawai,
		orang.nama,
		orang.nip or "",
		fakta.nama if fakta else "",
		fakta.unit if fakta else None,
		dari,
		sampai,
		_name_assessor(pegawai),
		tuple(domain.cut(semua, pandangan, terlihat)),
	)


# -- who may read -----------------------------------------------------------------------------------


def find_assessor(pegawai: str) -> dict[str, str]:
	"""Pejabat Penilai Kinerja: the nearest structural post above each of the officer's posts → who is in charge of it.

	A post that he runs himself (as a Plt of his own superior) does not assess him; the next one above does.
	"""
	hasil = {}
	for fakta in _posts_of(pegawai):
		kode = fakta.atasan
		while kode:
			atas = organisasi.get_fakta_jabatan(kode)
			pemangku = organisasi.get_pemangku(kode).pegawai if atas.jenis not in BUKAN_ALAMAT else None
			if pemangku and pemangku != pegawai:
				hasil[kode] = pemangku
				break
			kode = atas.atasan
	return hasil


def relation_to(pegawai: str, k: Konteks) -> Pandangan | None:
	"""What the user is to the officer; None for a stranger, whatever office he has."""
	if k.pegawai == pegawai or k.user == "Administrator":
		return Pandangan.DIRI
	if not k.pegawai:
		return None
	if k.pegawai in find_assessor(pegawai).values():
		return Pandangan.PENILAI
	jabatan = [f.kode for f in _posts_of(pegawai)]
	if any(organisasi.is_below(bawah, atas) for bawah in jabatan for atas in k.jabatan):
		return Pandangan.ATASAN
	return None


def ensure_may_read(pegawai: str) -> Pandangan:
	"""Raises BukanPenilaiError, also for a person that is not there."""
	pandangan = relation_to(pegawai, get_konteks())
	if pandangan is None or not frappe.db.exists("Pegawai ASN", pegawai):
		frappe.throw(
			_(
				"Bukti kinerja hanya dibuka oleh pegawainya sendiri, Pejabat Penilai Kinerjanya, dan pejabat di atasnya."
			),
			BukanPenilaiError,
			title=_("Tidak Berhak"),
		)
	return pandangan


def _posts_of(pegawai: str):
	"""Posts that the person holds today, without those he runs for another."""
	return [
		organisasi.get_fakta_jabatan(p.jabatan)
		for p in organisasi.list_penempatan_aktif(pegawai)
		if p.memegang
	]


def _name_assessor(pegawai: str) -> str:
	return "; ".join(
		label_of(
			frappe.get_cached_value("Pegawai ASN", orang, "nama"), organisasi.get_fakta_jabatan(jabatan).nama
		)
		for jabatan, orang in find_assessor(pegawai).items()
	)


def _check_range(dari, sampai) -> tuple[date, date]:
	if not dari or not sampai:
		frappe.throw(_("Isi Dari tanggal dan Sampai tanggal."), RentangBuktiError, title=_("Rentang Tanggal"))
	dari, sampai = getdate(dari), getdate(sampai)
	if dari > sampai:
		frappe.throw(
			_("Tanggal awal {0} sesudah tanggal akhir {1}. Tukar keduanya.").format(
				frappe.bold(frappe.format(dari, "Date")), frappe.bold(frappe.format(sampai, "Date"))
			),
			RentangBuktiError,
			title=_("Rentang Tanggal"),
		)
	return dari, sampai


# -- finished tasks -----------------------------------------------------------------------------------


def _finished_tasks(pegawai: str, dari: date, sampai: date) -> Iterable[Bukti]:
	"""Tasks that named him, and those of a post or a team that he carried out."""
	t = DocType("Tugas")
	rentang = (
		(t.tahap == Tahap.SELESAI.value)
		& (t.selesai_pada >= dari)
		& (t.selesai_pada <= datetime.combine(sampai, time.max))
	)
	for b in _select_tasks(t, rentang & (t.pegawai == pegawai)):
		yield _as_bukti(b, _role_by_name(b))
	dilakukan = _done_for_others(pegawai, t, rentang)
	if dilakukan:
		for b in _select_tasks(t, t.name.isin(sorted(dilakukan))):
			yield _as_bukti(b, _role_in(b, dilakukan[b.name]))


def _select_tasks(t, syarat) -> list[dict]:
	n, d, k = DocType("Naskah Masuk"), DocType("Disposisi"), DocType("Kegiatan")
	atas = DocType("Tugas").as_("atas")
	return (
		frappe.qb.from_(t)
		.left_join(n)
		.on(n.name == t.naskah)
		.left_join(d)
		.on(d.name == t.disposisi)
		.left_join(k)
		.on(k.name == d.kegiatan)
		.left_join(atas)
		.on(atas.name == t.induk)
		.select(
			*(t[kolom] for kolom in KOLOM_TUGAS),
			n.nomor_agenda,
			d.kegiatan,
			k.nama.as_("nama_kegiatan"),
			atas.tim.as_("tim_atas"),
		)
		.where(syarat)
		.orderby(t.selesai_pada)
		.run(as_dict=True)
	)


def _done_for_others(pegawai: str, t, rentang) -> dict[str, Langkah]:
	"""Finished tasks without a name that he once moved on, of these those that he carried out → his last move."""
	j, saya = DocType("Jejak Tugas"), DocType("Jejak Tugas").as_("saya")
	baris = (
		frappe.qb.from_(t)
		.join(j)
		.on(j.tugas == t.name)
		.select(
			t.name,
			t.dilaporkan_pada,
			j.urutan,
			j.dari_tahap,
			j.ke_tahap,
			j.pegawai,
			j.nama_jabatan,
			j.kapasitas,
		)
		.where(
			rentang
			& (t.pegawai.isnull() | (t.pegawai == ""))
			& j.ke_tahap.isin((domain.MENUNGGU, domain.SELESAI))
			& t.name.isin(frappe.qb.from_(saya).select(saya.tugas).where(saya.pegawai == pegawai))
		)
		.run()
	)
	langkah: dict[str, list[Langkah]] = defaultdict(list)
	dilaporkan = {}
	for nama, lapor, *isi in baris:
		dilaporkan[nama] = bool(lapor)
		langkah[nama].append(Langkah(*(x if x is not None else "" for x in isi)))
	pelaku = {nama: domain.find_doer(daftar, dilaporkan[nama]) for nama, daftar in langkah.items()}
	return {nama: p for nama, p in pelaku.items() if p and p.pegawai == pegawai}


def _role_by_name(b: dict) -> str:
	return _("Anggota tim") if b.tim_atas else _("Pelaksana")


def _role_in(b: dict, langkah: Langkah) -> str:
	"""Chair of the team, or the post in the capacity in which he reported."""
	if b.tim:
		return _("Ketua tim")
	return name_post(langkah.nama_jabatan, langkah.kapasitas) if langkah.nama_jabatan else _("Pelaksana")


def _as_bukti(b: dict, peran: str) -> Bukti:
	return Bukti(
		doctype="Tugas",
		name=b.name,
		tanggal=getdate(b.selesai_pada),
		macam=TIM if b.tim or b.tim_atas else b.pola_kerja,
		peran=peran,
		judul=b.perihal or "",
		nomor=b.nomor_agenda or "",
		hasil=b.laporan or "",
		berkas=b.lampiran_laporan or "",
		kegiatan=b.kegiatan or "",
		nama_kegiatan=b.nama_kegiatan or "",
		rahasia=b.keamanan in RAHASIA,
	)


# -- work in teams ------------------------------------------------------------------------------------


def _finished_pieces(pegawai: str, dari: date, sampai: date) -> Iterable[Bukti]:
	"""Pieces of a team's plan that he finished."""
	p, t, k = DocType("Pekerjaan Tim"), DocType("Pokja"), DocType("Kegiatan")
	baris = (
		frappe.qb.from_(p)
		.left_join(t)
		.on(t.name == p.tim)
		.left_join(k)
		.on(k.name == p.kegiatan)
		.select(
			p.name,
			p.judul,
			p.keluaran,
			p.target,
			p.capaian,
			p.satuan,
			p.hasil,
			p.selesai_pada,
			p.kegiatan,
			k.nama.as_("nama_kegiatan"),
			t.nama.as_("nama_tim"),
			t.nomor_sk,
		)
		.where(
			(p.pegawai == pegawai)
			& (p.keadaan == Keadaan.SELESAI.value)
			& (p.selesai_pada >= dari)
			& (p.selesai_pada <= datetime.combine(sampai, time.max))
		)
		.run(as_dict=True)
	)
	for b in baris:
		capaian = ""
		if b.target or b.capaian:
			angka = _("{0} dari {1} {2}").format(f"{b.capaian or 0:g}", f"{b.target or 0:g}", b.satuan or "")
			capaian = _("Capaian: {0}").format(angka.strip())
		yield _as_team_work(
			"Pekerjaan Tim",
			b,
			getdate(b.selesai_pada),
			_("Pelaksana pekerjaan tim"),
			"\n".join(filter(None, (b.keluaran, b.hasil, capaian))),
		)


def _accepted_contributions(pegawai: str, dari: date, sampai: date) -> Iterable[Bukti]:
	"""What he contributed to a team's work, once its Ketua has accepted it."""
	c, p, t, k = DocType("Kontribusi Tim"), DocType("Pekerjaan Tim"), DocType("Pokja"), DocType("Kegiatan")
	baris = (
		frappe.qb.from_(c)
		.left_join(p)
		.on(p.name == c.pekerjaan)
		.left_join(t)
		.on(t.name == c.tim)
		.left_join(k)
		.on(k.name == c.kegiatan)
		.select(
			c.name,
			p.judul,
			c.uraian,
			c.bukti,
			c.tanggal,
			c.kegiatan,
			k.nama.as_("nama_kegiatan"),
			t.nama.as_("nama_tim"),
			t.nomor_sk,
		)
		.where((c.pegawai == pegawai) & (c.keadaan == DITERIMA) & (c.tanggal >= dari) & (c.tanggal <= sampai))
		.run(as_dict=True)
	)
	for b in baris:
		yield _as_team_work(
			"Kontribusi Tim", b, getdate(b.tanggal), _("Kontribusi dalam tim"), b.uraian or "", b.bukti or ""
		)


def _as_team_work(doctype: str, b: dict, tanggal: date, peran: str, hasil: str, berkas: str = "") -> Bukti:
	return Bukti(
		doctype=doctype,
		name=b.name,
		tanggal=tanggal,
		macam=TIM,
		peran=peran,
		judul=" · ".join(filter(None, (b.judul, b.nama_tim))),
		nomor=b.nomor_sk or "",
		hasil=hasil,
		berkas=berkas,
		kegiatan=b.kegiatan or "",
		nama_kegiatan=b.nama_kegiatan or "",
	)


# -- telling it ---------------------------------------------------------------------------------------


def get_note() -> str:
	"""What stands on every screen and sheet of it."""
	return _(
		"Bukti kinerja adalah bahan dialog kinerja dan penilaian SKP; dengan sendirinya tidak menambah angka kredit."
	)


def as_dict(x: Lembar) -> dict:
	"""For other systems: rows by the activity served."""
	return {
		"pegawai": x.pegawai,
		"nama": x.nama,
		"nip": x.nip,
		"jabatan": x.jabatan,
		"penilai": x.penilai,
		"dari": str(x.dari),
		"sampai": str(x.sampai),
		"catatan": get_note(),
		"kegiatan": [
			{"kegiatan": kode, "nama": nama, "baris": [_as_row(b) for b in baris]}
			for kode, nama, baris in domain.group(x.bukti)
		],
	}


def _as_row(b: Bukti) -> dict:
	kolom = ("doctype", "name", "macam", "peran", "judul", "nomor", "hasil", "berkas")
	return {k: getattr(b, k) for k in kolom} | {"tanggal": str(b.tanggal), "terbuka": b.terbuka.value}


def title_of(b: Bukti) -> str:
	"""The title, or that it is not told."""
	return _("(tugas yang dirahasiakan)") if b.terbuka is Terbuka.TERTUTUP else b.judul
