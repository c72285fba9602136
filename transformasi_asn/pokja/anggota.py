"""The members of a team as stored: who they are, whose consent they need, and what is wrong with them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, cstr, escape_html, getdate
from pypika.terms import Criterion

from transformasi_asn.disposisi.calon import unit_of
from transformasi_asn.disposisi.domain.persetujuan import LEPAS, Persetujuan
from transformasi_asn.disposisi.persetujuan import Permintaan, ask_for, set_limit
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan, JenisJabatan
from transformasi_asn.pokja.domain.tim import (
	Anggota,
	Asal,
	Catatan,
	KebijakanTim,
	Masalah,
	Temuan,
	check_susunan,
	find_cakupan,
	list_catatan,
)
from transformasi_asn.pokja.exceptions import (
	AnggotaDiLuarGarisError,
	AnggotaGandaError,
	AnggotaTidakSahError,
	KetuaTimError,
)

# What a caller cannot set: it follows from acts of this module.
DIURUS = (
	"cara_masuk",
	"nama",
	"nip",
	"nama_jabatan",
	"unit_kerja",
	"persetujuan",
	"persetujuan_jabatan",
	"batas_persetujuan",
	"alasan_pengajuan",
	"alasan_persetujuan",
	"diputus_pada",
	"diputus_oleh",
	"berhenti_pada",
	"alasan_berhenti",
	"menggantikan",
)
# Answers that stand, also when the team goes back to its draft.
DIJAWAB = frozenset(
	p.value
	for p in (
		Persetujuan.DISETUJUI,
		Persetujuan.DITOLAK,
		Persetujuan.DIBERITAHUKAN,
		Persetujuan.KEBERATAN,
		Persetujuan.TETAP,
		Persetujuan.DIAJUKAN,
	)
)
BELUM = ("", Persetujuan.BELUM_DIMINTA.value)


def keep_settled(tim, sebelum) -> None:
	"""Whatever the caller sent: a stored row keeps what was settled about it, a new one has nothing settled."""
	lama = {b.name: b for b in sebelum.anggota} if sebelum else {}
	for b in tim.anggota:
		asal = lama.get(b.name)
		sama = asal and asal.pegawai == b.pegawai and asal.nama_luar == b.nama_luar
		# above the team nobody's consent is asked: who comes down into it is a new member
		sama = sama and asal.di_atas_tim == b.di_atas_tim
		for kolom in DIURUS:
			b.set(kolom, asal.get(kolom) if sama else None)
		b.cara_masuk = b.cara_masuk or "Penunjukan"
		if b.pegawai:
			b.update(dict.fromkeys(("nama_luar", "jabatan_luar", "instansi_luar")))


class Susunan:
	"""The rows of one team with the facts on which they are judged; read set by set, however many they are."""

	def __init__(self, tim):
		self.tim = tim
		self.hari = getdate()
		self.unit_pimpinan = unit_of(organisasi.get_fakta_jabatan(tim.pimpinan))
		self.orang = self._read_people()
		struktur = organisasi.get_struktur(self.hari)
		struktur.muat_pegawai(list(self.orang))
		self.penempatan = {p: organisasi.list_penempatan_aktif(p, self.hari) for p in self.orang}
		struktur.preload({j.jabatan for milik in self.penempatan.values() for j in milik})

	def _read_people(self) -> dict[str, frappe._dict]:
		nama = sorted({b.pegawai for b in self.tim.anggota if b.pegawai})
		if not nama:
			return {}
		o, g = DocType("Pegawai ASN"), DocType("Pangkat Golongan")
		kueri = (
			frappe.qb.from_(o)
			.left_join(g)
			.on(g.name == o.pangkat_golongan)
			.select(o.name, o.nama, o.nip, o.aktif, g.urutan)
			.where(o.name.isin(nama))
		)
		return {b.name: b for b in kueri.run(as_dict=True)}

	def own_post(self, pegawai: str | None) -> FaktaJabatan | None:
		"""The first post that he holds himself."""
		utama = next((p for p in self.penempatan.get(pegawai, ()) if p.memegang), None)
		return organisasi.get_fakta_jabatan(utama.jabatan) if utama else None

	def request_for(self, b) -> Permintaan:
		"""Whose consent this member needs."""
		fakta = self.own_post(b.pegawai)
		if b.di_atas_tim or not fakta:
			return Permintaan()
		return ask_for(unit_of(fakta), self.tim.pimpinan, self.unit_pimpinan)

	def settle(self, meminta: bool) -> list:
		"""Take down who the members are, and what is asked of whose head; returns the rows newly asked for.

		Until a team asks (`meminta`) it only says that it will have to.
		"""
		diminta = []
		for b in self.tim.anggota:
			if b.berhenti_pada:
				continue
			fakta = self.own_post(b.pegawai)
			if not b.nama or not meminta:
				orang = self.orang.get(b.pegawai) or frappe._dict()
				b.nama, b.nip = orang.nama, orang.nip
				b.nama_jabatan = fakta.nama if fakta else None
				b.unit_kerja = unit_of(fakta) if fakta else None
			if b.persetujuan in DIJAWAB or (meminta and cstr(b.persetujuan) not in BELUM):
				continue
			if self._ask(b, meminta):
				diminta.append(b)
		self.tim.cakupan = find_cakupan(self._origins()).value
		return diminta

	def _ask(self, b, meminta: bool) -> bool:
		minta = self.request_for(b)
		perlu = minta.keadaan is not Persetujuan.TIDAK_PERLU
		b.persetujuan_jabatan = minta.jabatan
		b.batas_persetujuan = set_limit(b.unit_kerja) if perlu and meminta else None
		b.persetujuan = (Persetujuan.BELUM_DIMINTA if perlu and not meminta else minta.keadaan).value
		return perlu and meminta

	# -- judging ---------------------------------------------------------------------------------

	def facts(self) -> list[Anggota]:
		return [self._fact(b) for b in self.tim.anggota]

	def _fact(self, b) -> Anggota:
		orang = self.orang.get(b.pegawai) or frappe._dict()
		penempatan = self.penempatan.get(b.pegawai, ())
		return Anggota(
			b.idx,
			orang.nama or cstr(b.nama_luar).strip(),
			b.pegawai or None,
			b.peran,
			Persetujuan(b.persetujuan) if b.persetujuan else None,
			berhenti=bool(b.berhenti_pada),
			aktif=bool(orang.aktif),
			berjabatan=any(p.memegang for p in penempatan),
			terjangkau=self._reachable(b),
			mandat=any(not p.memegang for p in penempatan),
			pangkat=orang.urutan,
		)

	def _reachable(self, b) -> bool:
		milik = [p.jabatan for p in self.penempatan.get(b.pegawai, ()) if p.memegang]
		if any(organisasi.is_below(j, self.tim.pimpinan) for j in milik):
			return True
		unit = {unit_of(organisasi.get_fakta_jabatan(j)) for j in milik} - {None, self.unit_pimpinan}
		# of another perangkat daerah whose head was asked, or lets his people go
		return bool(unit)

	def check(self, baru: Iterable[int] | None = None) -> None:
		"""Refuse the team with every faulty row; `baru`: numbers of the rows that were added (None: all)."""
		temuan = check_susunan(
			self.facts(),
			KebijakanTim(self.tim.kebijakan_selesai),
			cint(self.tim.minimal_selesai),
			None if baru is None else frozenset(baru),
		)
		if temuan:
			_throw(temuan)

	def tell(self) -> None:
		"""Say what is allowed and yet worth knowing."""
		kata = {
			Catatan.LEBIH_TINGGI: _(
				"{0} berpangkat lebih tinggi daripada Ketua. Itu boleh; Ketua bukan atasan."
			),
			Catatan.MANDAT: _("{0} sedang menjadi Plt atau Plh; pastikan ia masih punya waktu."),
			Catatan.LEWAT_TAHUN: _(
				"Masa tugas tim melewati tahun anggaran; pastikan pembiayaannya tersedia."
			),
		}
		catatan = list_catatan(
			self.facts(), getdate(self.tim.mulai), getdate(self.tim.selesai) if self.tim.selesai else None
		)
		for nama, c in catatan:
			frappe.msgprint(
				kata[c].format(frappe.bold(escape_html(nama))), title=_("Perhatikan"), indicator="orange"
			)

	def _origins(self) -> list[Asal]:
		return [self._origin(b) for b in self.tim.anggota if b.disebut and not b.di_atas_tim]

	def _origin(self, b) -> Asal:
		if not b.pegawai:
			return Asal(luar=True)
		fakta = self.own_post(b.pegawai)
		ditemukan: dict[str, str] = {}
		while fakta:
			ditemukan.setdefault(fakta.jenis, fakta.kode)
			fakta = organisasi.get_fakta_jabatan(fakta.atasan) if fakta.atasan else None
		return Asal(
			ditemukan.get(JenisJabatan.JPT_PRATAMA.value),
			ditemukan.get(JenisJabatan.JPT_MADYA.value) or ditemukan.get(JenisJabatan.JPT_UTAMA.value),
		)


def is_working(anggota: Any, hari: date | None = None) -> Criterion:
	"""`AnggotaPokja.bekerja` as a condition on its table; on a day that may be past, with whoever left later."""
	belum_berhenti = anggota.berhenti_pada.isnull()
	if hari:
		belum_berhenti |= anggota.berhenti_pada > hari
	return anggota.persetujuan.isin([p.value for p in LEPAS]) & belum_berhenti


def list_pegawai(tim) -> list[str]:
	"""Employees who work in the team, in the order of its rows."""
	return [b.pegawai for b in tim.anggota if b.pegawai and b.bekerja]


def name_post_of(baris) -> str:
	"""The member's post as it was taken down; an outsider's with his agency."""
	return baris.nama_jabatan or ", ".join(filter(None, (baris.jabatan_luar, baris.instansi_luar)))


def find_row(tim, pegawai: str):
	"""The row of this person that is still named; None when there is none."""
	return next((b for b in tim.anggota if b.pegawai == pegawai and b.disebut), None)


def _throw(temuan: list[Temuan]) -> None:
	pesan = {
		Masalah.TANPA_NAMA: _("pilih pegawainya, atau isi nama untuk anggota dari luar instansi."),
		Masalah.GANDA: _("disebut lebih dari sekali."),
		Masalah.TANPA_KETUA: _("Tim memerlukan tepat satu Ketua; sekarang belum ada. Perbaiki kolom Peran."),
		Masalah.BANYAK_KETUA: _(
			"Tim memerlukan tepat satu Ketua; sekarang lebih dari satu. Perbaiki kolom Peran."
		),
		Masalah.KETUA_LUAR: _("dari luar instansi; Ketua harus pegawai yang dapat menerima tugas di sini."),
		Masalah.SENDIRIAN: _(
			"Tim yang bekerja paling sedikit dua orang. Untuk satu orang, tugaskan langsung dengan Surat Tugas."
		),
		Masalah.KELUAR: _("sudah tidak aktif sebagai pegawai."),
		Masalah.TANPA_JABATAN: _("tidak sedang menempati jabatan; periksa Penempatan."),
		Masalah.DI_LUAR_GARIS: _(
			"tidak berada di bawah jabatan pembentuk tim. Mintalah pimpinan di atas kedua unit membentuk timnya."
		),
		Masalah.JUMLAH: _("Jumlah yang harus selesai: isi 1 sampai banyaknya anggota yang bekerja."),
	}
	kelas = {
		Masalah.GANDA: AnggotaGandaError,
		Masalah.TANPA_KETUA: KetuaTimError,
		Masalah.BANYAK_KETUA: KetuaTimError,
		Masalah.KETUA_LUAR: KetuaTimError,
		Masalah.DI_LUAR_GARIS: AnggotaDiLuarGarisError,
	}
	butir = "".join(
		"<li>"
		+ (_("Baris {0}, {1}:").format(t.baris, frappe.bold(escape_html(t.nama))) + " " if t.baris else "")
		+ pesan[t.masalah]
		+ "</li>"
		for t in temuan
	)
	frappe.throw(
		f"<ul>{butir}</ul>",
		kelas.get(temuan[0].masalah, AnggotaTidakSahError),
		title=_("Susunan Tim"),
	)
