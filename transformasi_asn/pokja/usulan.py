"""Reads what is needed to propose members of a team, and puts the ranking into words. Nothing is written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, getdate

from transformasi_asn.disposisi import services as disposisi
from transformasi_asn.disposisi.domain.persetujuan import Persetujuan, need_consent
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.sebutan import name_post
from transformasi_asn.organisasi.domain.struktur import PEMEGANG, FaktaJabatan, JenisJabatan, Kapasitas
from transformasi_asn.organisasi.pembaca import is_aktif, select_jabatan
from transformasi_asn.pokja.beban import Beban, count_beban
from transformasi_asn.pokja.domain.usulan import (
	Alasan,
	Calon,
	Kebutuhan,
	Peringkat,
	Sebab,
	Tersisih,
	Usulan,
	rank_calon,
)
from transformasi_asn.pokja.exceptions import KebutuhanError
from transformasi_asn.tata_kerja.services import get_ketentuan, list_batas_beban

HOOK_KETIDAKHADIRAN = "ketidakhadiran_pegawai"
BATAS_BARIS = 20
BATAS_TERSISIH = 30


@dataclass(frozen=True)
class Rumah:
	"""The perangkat daerah of an officer; `kepala`: the post that heads it, or the nearest unit above it."""

	kode: str
	nama: str
	kepala: FaktaJabatan | None


@dataclass(frozen=True)
class Duduk:
	"""An officer in his functional post."""

	pegawai: str
	nama: str
	jabatan: str
	nama_jabatan: str
	jabatan_fungsional: str
	jenjang: str
	lft: int
	rgt: int
	kursi: int
	unit: str


def propose_anggota(
	pimpinan: str,
	kebutuhan: Iterable[dict],
	anggota: Collection[str] = (),
	mulai: date | str | None = None,
	selesai: date | str | None = None,
) -> dict:
	"""For each row of `kebutuhan`, officers ranked for a team of the post `pimpinan`, with reasons in words.

	anggota: who is in the team already. mulai, selesai: its term, in which absence is asked for.
	"""
	baris = [_read_need(n, b) for n, b in enumerate(kebutuhan, 1)]
	if not baris or len(baris) > BATAS_BARIS:
		frappe.throw(
			_("Isi 1 sampai {0} baris kebutuhan.").format(BATAS_BARIS),
			KebutuhanError,
			title=_("Kebutuhan Anggota"),
		)
	hari = max(getdate(mulai), getdate()) if mulai else getdate()
	pembentuk = organisasi.get_fakta_jabatan(pimpinan)
	duduk = _list_officers(baris, hari)
	duduk.pop(organisasi.get_pemangku(pimpinan).pegawai, None)
	kompetensi = _read_competences(baris)
	lepas = _list_without_post(kompetensi, duduk, hari)
	beban = count_beban(list(duduk))
	rumah = _read_homes()
	merangkap, plh = _read_mandates(hari)
	tidak_hadir = _read_absence(list(duduk), hari, getdate(selesai) if selesai else None)
	batas = list_batas_beban({d.unit for d in duduk.values()})
	calon = [
		_candidate(d, pembentuk, rumah, kompetensi, beban, anggota, merangkap, plh, tidak_hadir, batas)
		for d in duduk.values()
	]
	peringkat, tersisih = rank_calon(baris, [*calon, *lepas])
	setuju = _consents(pembentuk, rumah)
	return {
		"cara": _(
			"Yang memenuhi semua permintaan didahulukan; di antaranya yang di bawah jabatan pembentuk sebelum unit lain; lalu yang pekerjaan terbukanya paling sedikit."
		),
		"baris": [_show(k, p, duduk, rumah, beban, setuju) for k, p in zip(baris, peringkat, strict=True)],
		"tersisih": [
			{"pegawai": c.pegawai, "nama": c.nama, "sebab": _why_out(c, sebab)}
			for c, sebab in tersisih[:BATAS_TERSISIH]
		],
		"tersisih_seluruhnya": len(tersisih),
	}


def _read_need(nomor: int, b: dict) -> Kebutuhan:
	kompetensi = [k for k in b.get("kompetensi") or () if k.get("kompetensi")]
	jumlah = cint(b.get("jumlah", 1))
	if not 1 <= jumlah <= 300:
		frappe.throw(
			_("Baris {0}: jumlah {1} harus 1 sampai 300.").format(nomor, jumlah),
			KebutuhanError,
			title=_("Kebutuhan Anggota"),
		)
	return Kebutuhan(
		b.get("jabatan_fungsional") or "",
		b.get("jenjang") or "",
		tuple(sorted({k["kompetensi"]: cint(k.get("tingkat")) or 1 for k in kompetensi}.items())),
		jumlah,
	)


# -- reading: a fixed number of queries, however many officers -----------------------------------


def _list_officers(baris: Sequence[Kebutuhan], hari: date) -> dict[str, Duduk]:
	"""Whoever could fit one of the rows by post or competence, in the functional post that he holds."""
	p, j, o, kp = (
		DocType("Penempatan"),
		DocType("Jabatan"),
		DocType("Pegawai ASN"),
		DocType("Kompetensi Pegawai"),
	)
	jenis = [JenisJabatan.FUNGSIONAL.value]
	if disposisi.get_kebijakan().pelaksana_fungsional:
		jenis.append(JenisJabatan.PELAKSANA.value)
	kueri = (
		frappe.qb.from_(p)
		.join(j)
		.on(j.name == p.jabatan)
		.join(o)
		.on(o.name == p.pegawai)
		.select(
			o.name,
			o.nama,
			j.name,
			j.nama,
			j.jabatan_fungsional,
			j.jenjang,
			j.lft,
			j.rgt,
			j.jumlah_kursi,
			j.unit_kerja,
		)
		.where(is_aktif(p, hari) & p.kapasitas.isin(sorted(PEMEGANG)) & (o.aktif == 1) & j.jenis.isin(jenis))
		.orderby(p.mulai)
		.orderby(p.name)
	)
	if all(k.jabatan_fungsional or k.kompetensi for k in baris):
		jf = sorted({k.jabatan_fungsional for k in baris} - {""})
		diminta = sorted({nama for k in baris for nama, _tingkat in k.kompetensi})
		cocok = []
		if jf:
			cocok.append(j.jabatan_fungsional.isin(jf))
		if diminta:
			punya = (
				frappe.qb.from_(kp)
				.select(kp.parent)
				.where((kp.parenttype == "Pegawai ASN") & kp.kompetensi.isin(diminta))
			)
			cocok.append(o.name.isin(punya))
		kueri = kueri.where(cocok[0] if len(cocok) == 1 else cocok[0] | cocok[1])
	duduk: dict[str, Duduk] = {}
	for pegawai, nama, jabatan, nama_jabatan, jf, jenjang, lft, rgt, kursi, unit in kueri.run():
		# the post that he holds longest, where there are two
		duduk.setdefault(
			pegawai,
			Duduk(pegawai, nama, jabatan, nama_jabatan, jf or "", jenjang or "", lft, rgt, kursi, unit or ""),
		)
	return duduk


def _read_competences(baris: Sequence[Kebutuhan]) -> dict[str, dict[str, int]]:
	diminta = sorted({nama for k in baris for nama, _tingkat in k.kompetensi})
	punya: dict[str, dict[str, int]] = defaultdict(dict)
	if diminta:
		kp = DocType("Kompetensi Pegawai")
		for pegawai, nama, tingkat in (
			frappe.qb.from_(kp)
			.select(kp.parent, kp.kompetensi, kp.tingkat)
			.where((kp.parenttype == "Pegawai ASN") & kp.kompetensi.isin(diminta))
			.run()
		):
			punya[pegawai][nama] = cint(tingkat)
	return punya


def _list_without_post(
	kompetensi: dict[str, dict[str, int]], duduk: Collection[str], hari: date
) -> list[Calon]:
	"""Who has a competence that is asked, but no post today: he is named with that reason."""
	lain = sorted(kompetensi.keys() - set(duduk))
	if not lain:
		return []
	o, p = DocType("Pegawai ASN"), DocType("Penempatan")
	berjabatan = frappe.qb.from_(p).select(p.pegawai).where(is_aktif(p, hari))
	return [
		Calon(nama, label, kompetensi=kompetensi[nama], aktif=bool(aktif), berjabatan=False)
		for nama, label, aktif in (
			frappe.qb.from_(o)
			.select(o.name, o.nama, o.aktif)
			.where(o.name.isin(lain) & o.name.notin(berjabatan))
			.run()
		)
	]


def _read_homes() -> dict[str, Rumah]:
	"""Unit → its perangkat daerah with the post that heads it."""
	kepala = {f.unit: f for f in select_jabatan(lambda j: (j.kepala_unit == 1) & (j.aktif == 1))}
	rumah: dict[str, Rumah] = {}
	di_atas: list[tuple[int, FaktaJabatan | None, Rumah | None]] = []
	for u in frappe.get_all(
		"Unit Kerja", fields=["name", "nama", "lft", "rgt", "perangkat_daerah"], order_by="lft asc"
	):
		while di_atas and di_atas[-1][0] < u.lft:
			di_atas.pop()
		kepala_atas, rumah_atas = di_atas[-1][1:] if di_atas else (None, None)
		kepala_unit = kepala.get(u.name) or kepala_atas
		sendiri = Rumah(u.name, u.nama, kepala_unit) if u.perangkat_daerah or not rumah_atas else rumah_atas
		rumah[u.name] = sendiri
		di_atas.append((u.rgt, kepala_unit, sendiri if u.perangkat_daerah else rumah_atas))
	return rumah


def _read_mandates(hari: date) -> tuple[dict[str, str], set[str]]:
	"""Person → what he runs as Plt or Plh; and posts that a Plh runs, so that their holder is away."""
	p, j = DocType("Penempatan"), DocType("Jabatan")
	merangkap: dict[str, str] = {}
	plh = set()
	for pegawai, jabatan, nama, kapasitas in (
		frappe.qb.from_(p)
		.join(j)
		.on(j.name == p.jabatan)
		.select(p.pegawai, p.jabatan, j.nama, p.kapasitas)
		.where(is_aktif(p, hari) & p.kapasitas.notin(sorted(PEMEGANG)))
		.orderby(p.mulai)
		.orderby(p.name)
		.run()
	):
		merangkap.setdefault(pegawai, name_post(nama, kapasitas))
		if kapasitas == Kapasitas.PLH.value:
			plh.add(jabatan)
	return merangkap, plh


def _read_absence(pegawai: list[str], mulai: date, selesai: date | None) -> dict[str, str]:
	"""Who is away in these days, and why, as far as another app knows (hook `ketidakhadiran_pegawai`).

	A method of the hook takes the people and the days, half-open, and answers person → reason.
	"""
	sebab: dict[str, str] = {}
	for cara in frappe.get_hooks(HOOK_KETIDAKHADIRAN):
		sebab |= frappe.get_attr(cara)(pegawai, mulai, selesai)
	return sebab


def _candidate(
	d: Duduk,
	pembentuk: FaktaJabatan,
	rumah: dict[str, Rumah],
	kompetensi: dict[str, dict[str, int]],
	beban: dict[str, Beban],
	anggota: Collection[str],
	merangkap: dict[str, str],
	plh: set[str],
	tidak_hadir: dict[str, str],
	batas: dict[str, int],
) -> Calon:
	r = rumah.get(d.unit)
	muatan = beban[d.pegawai]
	digantikan = _("jabatannya sedang dijalankan Plh") if d.kursi == 1 and d.jabatan in plh else ""
	return Calon(
		pegawai=d.pegawai,
		nama=d.nama,
		jabatan_fungsional=d.jabatan_fungsional,
		jenjang=d.jenjang,
		kompetensi=kompetensi.get(d.pegawai, {}),
		unit=r.nama if r else "",
		di_bawah=pembentuk.lft < d.lft and d.rgt < pembentuk.rgt,
		beban=muatan.total,
		batas=batas.get(d.unit, 0),
		tim=muatan.jumlah_tim,
		merangkap=merangkap.get(d.pegawai, ""),
		tidak_hadir=tidak_hadir.get(d.pegawai) or digantikan,
		anggota=d.pegawai in anggota,
	)


def _consents(pembentuk: FaktaJabatan, rumah: dict[str, Rumah]) -> Callable[[Rumah | None], Persetujuan]:
	"""What the head of a perangkat daerah would be asked (design §3.5)."""
	sendiri = rumah.get(pembentuk.unit or "")

	def ask(r: Rumah | None) -> Persetujuan:
		lain = bool(r and r.kepala) and r != sendiri
		kepala = r.kepala if r else None
		di_bawah = bool(kepala) and (
			kepala.kode == pembentuk.kode or (pembentuk.lft < kepala.lft and kepala.rgt < pembentuk.rgt)
		)
		if not lain:
			return Persetujuan.TIDAK_PERLU
		return need_consent(lain, di_bawah, get_ketentuan(r.kode).persetujuan)

	return ask


# -- in words ------------------------------------------------------------------------------------


def _show(
	k: Kebutuhan,
	p: Peringkat,
	duduk: dict[str, Duduk],
	rumah: dict[str, Rumah],
	beban: dict[str, Beban],
	setuju: Callable[[Rumah | None], Persetujuan],
) -> dict:
	return {
		"label": _name_need(k),
		"jumlah": k.jumlah,
		"kurang": p.kurang,
		"seluruhnya": p.seluruhnya,
		"usulan": [_show_one(u, duduk, rumah, beban, setuju) for u in p.usulan],
	}


def _show_one(
	u: Usulan,
	duduk: dict[str, Duduk],
	rumah: dict[str, Rumah],
	beban: dict[str, Beban],
	setuju: Callable[[Rumah | None], Persetujuan],
) -> dict:
	d, muatan = duduk[u.calon.pegawai], beban[u.calon.pegawai]
	r = rumah.get(d.unit)
	minta = setuju(r)
	return {
		"pegawai": d.pegawai,
		"nama": d.nama,
		"jabatan": d.nama_jabatan,
		"unit": u.calon.unit,
		"di_bawah": u.calon.di_bawah,
		"beban": muatan.total,
		"rincian_beban": _("{0} struktural, {1} fungsional, {2} tim").format(
			muatan.struktural, muatan.fungsional, muatan.tim
		),
		"tim": muatan.jumlah_tim,
		"terpilih": u.terpilih,
		"alasan": [kata for a in u.alasan if (kata := _in_words(a))],
		"persetujuan": _name_consent(minta, r),
	}


def _name_need(k: Kebutuhan) -> str:
	"""`2 Analis Kebijakan Ahli Muda (Evaluasi kebijakan tingkat 3)`."""
	jabatan = " ".join(filter(None, (k.jabatan_fungsional, k.jenjang))) or _("pejabat fungsional")
	kompetensi = ", ".join(_("{0} tingkat {1}").format(nama, tingkat) for nama, tingkat in k.kompetensi)
	return f"{k.jumlah} {jabatan}" + (f" ({kompetensi})" if kompetensi else "")


def _name_consent(minta: Persetujuan, r: Rumah | None) -> str:
	kepala = r.kepala.nama if r and r.kepala else ""
	if minta is Persetujuan.MENUNGGU:
		return _("perlu persetujuan {0}").format(kepala)
	return _("{0} diberi tahu").format(kepala) if minta is Persetujuan.DIBERITAHUKAN else ""


def _in_words(a: Alasan) -> str:
	if a.sebab in (Sebab.JABATAN_COCOK, Sebab.JABATAN_LAIN, Sebab.DI_BAWAH, Sebab.UNIT_LAIN) and not a.isi[0]:
		return ""
	if a.sebab is Sebab.TIM and not a.isi[0]:
		return _("belum dalam tim")
	return _sentences()[a.sebab].format(*a.isi)


def _sentences() -> dict[Sebab, str]:
	return {
		Sebab.JABATAN_COCOK: _("jabatan sesuai: {0}"),
		Sebab.JENJANG_DI_ATAS: _("satu jenjang di atas yang diminta"),
		Sebab.JENJANG_DI_BAWAH: _("satu jenjang di bawah yang diminta"),
		Sebab.JABATAN_LAIN: _("jabatan lain ({0}), kompetensinya memenuhi"),
		Sebab.KOMPETENSI_CUKUP: _("{0} tingkat {1}"),
		Sebab.KOMPETENSI_RENDAH: _("{0} baru tingkat {1}, diminta {2}"),
		Sebab.KOMPETENSI_TIADA: _("{0} belum tercatat"),
		Sebab.DI_BAWAH: _("di bawah jabatan pembentuk ({0})"),
		Sebab.UNIT_LAIN: _("unit lain ({0})"),
		Sebab.BEBAN: _("{0} pekerjaan terbuka"),
		Sebab.PENUH: _("{0} pekerjaan terbuka, mencapai batas unitnya ({1})"),
		Sebab.TIM: _("dalam {0} tim"),
		Sebab.MERANGKAP: _("sedang {0}"),
	}


def _why_out(c: Calon, sebab: Tersisih) -> str:
	return {
		Tersisih.TIDAK_AKTIF: _("tidak aktif"),
		Tersisih.TANPA_JABATAN: _("tidak sedang menempati jabatan"),
		Tersisih.ANGGOTA: _("sudah anggota tim ini"),
		Tersisih.TIDAK_HADIR: c.tidak_hadir,
	}[sebab]
