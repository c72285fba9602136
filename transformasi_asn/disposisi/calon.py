"""Turns the recipients of an order, as typed, into facts (`Calon`) and into addressees (`Alamat`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import frappe
from frappe import _
from frappe.utils import escape_html

from transformasi_asn.disposisi.domain.penerima import Calon, Masalah, Temuan
from transformasi_asn.disposisi.domain.persetujuan import Persetujuan
from transformasi_asn.disposisi.exceptions import PenerimaTidakSahError
from transformasi_asn.disposisi.persetujuan import Permintaan, ask_for, set_limit
from transformasi_asn.organisasi import koordinator
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.garis import find_line
from transformasi_asn.organisasi.domain.koordinator import Kelompok
from transformasi_asn.organisasi.domain.sebutan import label_of
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan


@dataclass(frozen=True)
class Alamat:
	"""Where one row goes: the fields that address a Tugas, and the facts they were judged on."""

	calon: Calon
	jabatan: str | None = None
	pegawai: str | None = None
	tim: str | None = None
	pemangku: str | None = None
	kapasitas_pemangku: str | None = None
	alasan_pemangku: str = ""
	unit_kerja: str | None = None
	persetujuan: Persetujuan = Persetujuan.TIDAK_PERLU
	persetujuan_jabatan: str | None = None
	batas_persetujuan: datetime | None = None
	# people who hear of it
	pegawai_diberi_tahu: tuple[str, ...] = field(default=())


class Penyusun:
	"""Reads what is known of each recipient, seen from the giver's post on one day."""

	def __init__(self, pemberi: str, pegawai_pemberi: str | None, hari: date, tim_induk: str | None = None):
		self.pemberi = organisasi.get_fakta_jabatan(pemberi)
		self.pegawai_pemberi = pegawai_pemberi
		self.hari = hari
		self.unit_pemberi = unit_of(self.pemberi)
		self.garis = organisasi.get_garis(hari)
		self.anggota_induk = set(resolve_tim(tim_induk)["anggota"]) if tim_induk else set()
		self.nama: dict[str, str] = {}

	def susun(self, baris: Iterable) -> list[Alamat]:
		"""One Alamat per row; `baris` are rows of Penerima Disposisi."""
		baris = list(baris)
		struktur = organisasi.get_struktur(self.hari)
		struktur.preload(b.penerima for b in baris if b.jenis_penerima == "Jabatan")
		orang = [b.penerima for b in baris if b.jenis_penerima == "Pegawai ASN"]
		struktur.muat_pegawai(orang)
		pemangku = [
			organisasi.get_pemangku(b.penerima, self.hari).pegawai
			for b in baris
			if b.jenis_penerima == "Jabatan" and struktur.jabatan(b.penerima)
		]
		self._read_names([*orang, *pemangku])
		_throw_rows(
			(b.idx, str(b.penerima), _("tidak ditemukan; pilih lagi dari daftarnya."))
			for b in baris
			if not self._is_there(b)
		)
		cara: dict[str, Callable] = {"Jabatan": self._jabatan, "Pegawai ASN": self._pegawai}
		return [cara.get(b.jenis_penerima, self._tim)(b) for b in baris]

	def _read_names(self, pegawai: Iterable[str | None]) -> None:
		kurang = {p for p in pegawai if p} - self.nama.keys()
		if kurang:
			bertanya = {"name": ("in", sorted(kurang))}
			self.nama |= dict(frappe.get_all("Pegawai ASN", bertanya, ["name", "nama"], as_list=True))

	def _is_there(self, b) -> bool:
		if b.jenis_penerima == "Jabatan":
			return bool(organisasi.get_struktur(self.hari).jabatan(b.penerima))
		if b.jenis_penerima == "Pegawai ASN":
			return b.penerima in self.nama
		return bool(frappe.db.exists(b.jenis_penerima, b.penerima))

	def _jabatan(self, b) -> Alamat:
		fakta = organisasi.get_fakta_jabatan(b.penerima)
		pemangku = organisasi.get_pemangku(fakta.kode, self.hari)
		nama = self.nama[pemangku.pegawai] if pemangku.pegawai else _("belum ada pemangku")
		kapasitas = pemangku.kapasitas if pemangku.jabatan_bertindak == fakta.kode else None
		return Alamat(
			self._calon(
				b, fakta, label_of(nama, fakta.nama, kapasitas), diri_sendiri=fakta.kode == self.pemberi.kode
			),
			jabatan=fakta.kode,
			pemangku=pemangku.pegawai,
			kapasitas_pemangku=kapasitas,
			alasan_pemangku="; ".join(pemangku.alasan),
			unit_kerja=unit_of(fakta),
			pegawai_diberi_tahu=(pemangku.pegawai,) if pemangku.pegawai else (),
		)

	def _pegawai(self, b) -> Alamat:
		penempatan = organisasi.list_penempatan_aktif(b.penerima, self.hari)
		utama = next((p for p in penempatan if p.memegang), None)
		fakta = organisasi.get_fakta_jabatan(utama.jabatan) if utama else None
		label = label_of(self.nama[b.penerima], fakta.nama if fakta else None)
		unit = unit_of(fakta) if fakta else None
		unit_lain = bool(unit) and unit != self.unit_pemberi
		# The head of a team's member has consented to the team, so a part of its work asks nobody.
		anggota = b.penerima in self.anggota_induk
		minta = Permintaan() if anggota else ask_for(unit, self.pemberi.kode, self.unit_pemberi)
		return Alamat(
			self._calon(
				b, fakta, label, unit_lain=unit_lain, diri_sendiri=b.penerima == self.pegawai_pemberi
			),
			jabatan=fakta.kode if fakta else None,
			pegawai=b.penerima,
			pemangku=b.penerima,
			unit_kerja=unit,
			persetujuan=minta.keadaan,
			persetujuan_jabatan=minta.jabatan,
			batas_persetujuan=set_limit(unit) if minta.jabatan else None,
			pegawai_diberi_tahu=(b.penerima,),
		)

	def _tim(self, b) -> Alamat:
		tim = resolve_tim(b.penerima, b.jenis_penerima)
		calon = Calon(
			b.idx,
			b.jenis_penerima,
			b.penerima,
			tim["label"],
			tembusan=bool(b.tembusan),
			jenis_tim=tim["jenis_tim"],
			tim_aktif=tim["aktif"],
			ketua=tim["ketua"],
			di_bawah=tim["pimpinan"] == self.pemberi.kode
			or organisasi.is_below(tim["pimpinan"], self.pemberi.kode),
			diri_sendiri=bool(self.pegawai_pemberi) and tim["ketua"] == self.pegawai_pemberi,
		)
		return Alamat(
			calon,
			tim=b.penerima,
			pemangku=tim["ketua"],
			unit_kerja=tim["unit_kerja"],
			pegawai_diberi_tahu=tuple(tim["anggota"]),
		)

	def _calon(self, b, fakta: FaktaJabatan | None, label: str, **lain) -> Calon:
		return Calon(
			b.idx,
			b.jenis_penerima,
			b.penerima,
			label,
			tembusan=bool(b.tembusan),
			alasan=b.alasan or "",
			jenis_jabatan=fakta.jenis if fakta else None,
			aktif=not fakta or fakta.aktif,
			alamat=bool(fakta) and fakta.alamat,
			di_garis=bool(fakta) and self._on_line(b, fakta),
			di_bawah=bool(fakta) and organisasi.is_below(fakta.kode, self.pemberi.kode),
			anggota_tim=b.penerima in self.anggota_induk,
			**lain,
		)

	@cached_property
	def kelompok(self) -> list[Kelompok]:
		"""Groups that the giver leads; asked when somebody stands on no other line."""
		return koordinator.list_kelompok(self.pegawai_pemberi, self.hari)

	def _on_line(self, b, fakta: FaktaJabatan) -> bool:
		"""A direct subordinate, on a declared line, or in the group that the giver leads."""
		return bool(
			find_line(self.pemberi, fakta, self.garis, self.hari)
			or (
				b.jenis_penerima == "Pegawai ASN"
				and any(k.opens(self.pemberi.kode, b.penerima) for k in self.kelompok)
			)
		)


def resolve_tim(nama: str, jenis: str = "Pokja") -> dict:
	"""What the module that owns this kind of recipient says of it (hook `penerima_tugas`)."""
	(cara,) = frappe.get_hooks("penerima_tugas")[jenis]
	return frappe.get_attr(cara)(nama)


def unit_of(fakta: FaktaJabatan) -> str | None:
	"""The perangkat daerah of a post; above all of them (Gubernur) its own unit."""
	return (organisasi.find_perangkat_daerah(fakta.unit) or fakta.unit) if fakta.unit else None


def throw_temuan(temuan: list[Temuan], pola: str) -> None:
	"""Refuse the order with every faulty row and the way out of it."""
	pesan = get_pesan()
	_throw_rows((t.baris, t.label, pesan[t.masalah].format(pola)) for t in temuan)


def _throw_rows(salah: Iterable[tuple[int, str, str]]) -> None:
	"""Refuse the order with these rows: number (0: none in particular), recipient, what is wrong."""
	daftar = "".join(
		"<li>"
		+ (_("Baris {0}, {1}:").format(baris, frappe.bold(escape_html(label))) + " " if baris else "")
		+ pesan
		+ "</li>"
		for baris, label, pesan in salah
	)
	if daftar:
		frappe.throw(f"<ul>{daftar}</ul>", PenerimaTidakSahError, title=_("Penerima Tidak Sah"))


def get_pesan() -> dict[Masalah, str]:
	"""What is wrong with a row and the way out of it; `{0}` is the pattern."""
	return {
		Masalah.TANPA_PENERIMA: _("belum ada penerima yang bertindak; tembusan saja tidak cukup."),
		Masalah.GANDA: _("sudah disebut di baris lain."),
		Masalah.DIRI_SENDIRI: _("adalah Anda sendiri; pilih penerima lain."),
		Masalah.BUKAN_ALAMAT: _("jabatan ini berkursi banyak; pilih orangnya (jenis Pegawai ASN)."),
		Masalah.PILIH_JABATANNYA: _("memegang jabatan tunggal; pilih jabatannya (jenis Jabatan)."),
		Masalah.TANPA_JABATAN: _("tidak sedang menempati jabatan; periksa Penempatan."),
		Masalah.DI_LUAR_GARIS: _(
			"bukan bawahan langsung dan tidak berada pada garis koordinasi, padahal polanya {0}. Pilih bawahan langsung, atau minta Admin Tata Kerja menambah Garis Koordinasi."
		),
		Masalah.ALASAN_DI_LUAR_GARIS: _("di luar garis: isi Alasan di luar garis pada barisnya."),
		Masalah.BUKAN_TIM_KERJA: _(
			"adalah Pokja, padahal polanya {0}; pekerjaan berjenjang hanya dapat diberikan kepada Tim Kerja."
		),
		Masalah.BUTUH_PEGAWAI: _(
			"adalah jabatan, padahal polanya {0}; sebutkan pejabat fungsionalnya (jenis Pegawai ASN) atau sebuah Pokja."
		),
		Masalah.BUKAN_FUNGSIONAL: _(
			"bukan pejabat fungsional; pada pola {0} pilih pejabat fungsional atau Pokja."
		),
		Masalah.PELAKSANA_DILARANG: _(
			"adalah pelaksana; Pengaturan Tata Kerja tidak mengizinkan pelaksana pada pola {0}."
		),
		Masalah.BUKAN_BAWAHAN: _(
			"tidak berada di bawah jabatan Anda; pada pola {0} pilih pejabat di bawah Anda atau di perangkat daerah lain dengan persetujuan kepalanya."
		),
		Masalah.BUTUH_TIM: _("bukan tim; pada pola {0} pilih sebuah Pokja."),
		Masalah.TIM_TIDAK_AKTIF: _("belum ditetapkan atau sudah berakhir; tetapkan dulu timnya."),
		Masalah.TIM_JABATAN_LAIN: _(
			"dibentuk oleh jabatan yang bukan jabatan Anda dan tidak di bawahnya; pilih tim Anda sendiri."
		),
		Masalah.TIDAK_AKTIF: _("jabatan ini sudah tidak aktif."),
		Masalah.TEMBUSAN_RAHASIA: _(
			"tembusan naskah rahasia di luar garis Anda: isi Alasan di luar garis pada barisnya, atau hapus barisnya."
		),
		Masalah.SUDAH_BERTUGAS: _(
			"masih memegang tugas terbuka dari naskah ini; buka tugas itu di pohon tugas, atau batalkan dulu, lalu berikan lagi."
		),
		Masalah.TIM_TANPA_KETUA: _("belum punya Ketua; tunjuk satu Ketua di dalam timnya."),
	}
