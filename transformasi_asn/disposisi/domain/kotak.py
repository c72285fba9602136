"""The boxes of an inbox: what each one means, said once.

`kotak.py` of the module turns the meaning into one statement for all counters; nothing else counts. Open tasks
that came to somebody lie in exactly one of three boxes: not read, to be followed up, waiting for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from transformasi_asn.alur.domain import TAHAP_TERBUKA, TAHAP_TERTUTUP, Tahap

BATAS = 1000
"""Beyond it a counter only says that there are more."""
DITAHAN = ("Menunggu", "Ditolak")
"""Consent that is not given: such a task waits for the head who is asked."""
BAGIAN_TERBUKA = "bagian_terbuka"
"""Not a column: whether a task still waits for parts that were handed on."""


class Pihak(str, Enum):
	"""On which side of an item the user stands."""

	TUJUAN = "the letter is addressed to his post"
	REGISTER = "the letter is in his registry"
	PENERIMA = "the task came to his post, to him, or to his team"
	ORANG = "the task came to him by name"
	TEMBUSAN = "a copy of the order came to him"
	PEMBERI = "he gave the task"
	KEPALA = "he is asked for consent to the task"
	KEPALA_ANGGOTA = "he is asked for consent to a member of the team"
	PIMPINAN_TIM = "the team is formed by his post"
	PENULIS = "the order is his draft"
	PENGIRIM = "the order is his"
	ATASAN = "the mandate is for a post below his"


class Syarat(str, Enum):
	KOSONG = "empty"
	ISI = "filled"
	SALAH_SATU = "one of"
	BUKAN = "none of"
	LEWAT = "before now"
	SALAH_SATU_ISI = "this column or the other one filled"


@dataclass(frozen=True)
class Saringan:
	"""One way for an item to belong to a box: side, value of the leading column, conditions that all hold.

	`kunci` leads the index after the address, so a box of several stages has one of these for each.
	"""

	pihak: Pihak
	kunci: tuple[str, Any] | None
	syarat: tuple[tuple[str, Syarat, Any], ...] = ()

	def holds(self, baris: Mapping[str, Any], kini: Any) -> bool:
		"""Whether an item of this side fits."""
		if self.kunci and baris.get(self.kunci[0]) != self.kunci[1]:
			return False
		return all(
			bool(baris.get(kolom) or baris.get(nilai))
			if syarat is Syarat.SALAH_SATU_ISI
			else _holds(baris.get(kolom), syarat, nilai, kini)
			for kolom, syarat, nilai in self.syarat
		)


def _holds(isi: Any, syarat: Syarat, nilai: Any, kini: Any) -> bool:
	if syarat is Syarat.KOSONG:
		return not isi
	if syarat is Syarat.ISI:
		return bool(isi)
	if syarat is Syarat.SALAH_SATU:
		return isi in nilai
	if syarat is Syarat.BUKAN:
		return isi not in nilai
	return bool(isi) and isi < kini


@dataclass(frozen=True)
class Kotak:
	"""One box. `arti` is told to the user; `tindakan`: what may be done to several of its items at once."""

	kunci: str
	doctype: str
	arti: str
	saringan: tuple[Saringan, ...]
	tindakan: tuple[str, ...] = ()
	urut: str = "modified"
	dihitung: bool = True
	pokok: bool = True


def _tahap(pihak: Pihak, tahap: str, *syarat: tuple[str, Syarat, Any]) -> Saringan:
	return Saringan(pihak, ("tahap", tahap), syarat)


_TERIMA, _BERI = Pihak.PENERIMA, Pihak.PEMBERI
_BARU, _BERJALAN, _MENUNGGU = Tahap.BARU.value, Tahap.BERJALAN.value, Tahap.MENUNGGU.value
_DIBACA, _BELUM_DIBACA = ("dibaca_pada", Syarat.ISI, None), ("dibaca_pada", Syarat.KOSONG, None)
_LEPAS = ("persetujuan", Syarat.BUKAN, DITAHAN)
_TANPA_BAGIAN, _ADA_BAGIAN = (BAGIAN_TERBUKA, Syarat.KOSONG, None), (BAGIAN_TERBUKA, Syarat.ISI, None)
_TANPA_LAPORAN = ("dilaporkan_pada", Syarat.KOSONG, None)
_TIDAK_KEMBALI = ("dikembalikan_pada", Syarat.KOSONG, None)
_BUKAN_DI_PEMBERI = (_TANPA_LAPORAN, _TIDAK_KEMBALI)
# reported, or returned without a report: the two ways to lie with the giver
_DI_PEMBERI = ("dilaporkan_pada", Syarat.SALAH_SATU_ISI, "dikembalikan_pada")

KOTAK: tuple[Kotak, ...] = (
	Kotak(
		"naskah_belum_dibaca",
		"Naskah Masuk",
		"Naskah yang ditujukan kepada jabatan Anda dan belum dibuka.",
		(_tahap(Pihak.TUJUAN, _BARU, _BELUM_DIBACA),),
		("disposisi", "tanpa_disposisi"),
	),
	Kotak(
		"naskah_belum_ditindaklanjuti",
		"Naskah Masuk",
		"Naskah yang sudah dibuka dan belum didisposisikan.",
		(_tahap(Pihak.TUJUAN, _BARU, _DIBACA),),
		("disposisi", "tanpa_disposisi"),
	),
	Kotak(
		"disposisi_belum_dibaca",
		"Tugas",
		"Tugas untuk Anda yang belum dibuka.",
		(_tahap(_TERIMA, _BARU, _BELUM_DIBACA, _LEPAS),),
		("terima", "dibaca", "teruskan"),
	),
	Kotak(
		"disposisi_belum_ditindaklanjuti",
		"Tugas",
		"Tugas yang sudah dibuka dan menunggu Anda: diterima, dikerjakan, diteruskan, atau dilaporkan.",
		(
			_tahap(_TERIMA, _BARU, _DIBACA, _LEPAS),
			_tahap(_TERIMA, _BERJALAN),
			_tahap(_TERIMA, _MENUNGGU, *_BUKAN_DI_PEMBERI, _TANPA_BAGIAN),
		),
		("terima", "teruskan"),
	),
	Kotak(
		"tembusan_belum_dibaca",
		"Disposisi",
		"Disposisi yang ditembuskan kepada Anda dan belum dibuka.",
		(Saringan(Pihak.TEMBUSAN, None, (_BELUM_DIBACA,)),),
		("dibaca",),
		urut="creation",
	),
	Kotak(
		"laporan_belum_diverifikasi",
		"Tugas",
		"Laporan, atau tugas yang dikembalikan, yang menunggu keputusan Anda sebagai pemberi.",
		(_tahap(_BERI, _MENUNGGU, _DI_PEMBERI),),
		("terima_laporan",),
	),
	Kotak(
		"menunggu_persetujuan",
		"Tugas",
		"Penugasan pegawai unit Anda dan permintaan perpanjangan yang menunggu persetujuan Anda.",
		(
			Saringan(
				Pihak.KEPALA,
				("persetujuan", DITAHAN[0]),
				(("tahap", Syarat.SALAH_SATU, TAHAP_TERBUKA),),
			),
			Saringan(_BERI, ("perpanjangan", "Menunggu"), (("tahap", Syarat.SALAH_SATU, TAHAP_TERBUKA),)),
		),
	),
	Kotak(
		"konsep_belum_dikirim",
		"Disposisi",
		"Konsep disposisi Anda yang belum dikirim.",
		(Saringan(Pihak.PENULIS, ("docstatus", 0)),),
	),
	Kotak(
		"menunggu_orang_lain",
		"Tugas",
		"Tugas Anda yang sedang menunggu bagiannya, jawaban atas laporannya, atau persetujuan.",
		(
			*(
				Saringan(Pihak.ORANG, ("persetujuan", ditahan), (("tahap", Syarat.SALAH_SATU, (_BARU,)),))
				for ditahan in DITAHAN
			),
			_tahap(_TERIMA, _MENUNGGU, *_BUKAN_DI_PEMBERI, _ADA_BAGIAN),
			_tahap(_TERIMA, _MENUNGGU, _DI_PEMBERI),
		),
	),
	Kotak(
		"terlambat",
		"Tugas",
		"Tugas Anda yang lewat jatuh tempo, belum dilaporkan, dan tidak sedang dijeda.",
		tuple(
			_tahap(
				_TERIMA,
				tahap,
				("jatuh_tempo", Syarat.LEWAT, None),
				("dijeda_sejak", Syarat.KOSONG, None),
				*_BUKAN_DI_PEMBERI,
			)
			for tahap in TAHAP_TERBUKA
		),
		("teruskan",),
		urut="jatuh_tempo",
	),
	Kotak(
		"surat_perintah",
		"Surat Perintah",
		"Usul Plt, Plh atau Pj. untuk jabatan di bawah Anda.",
		(Saringan(Pihak.ATASAN, ("status", "Diusulkan")),),
		pokok=False,
	),
	Kotak(
		"anggota_menunggu",
		"Pokja",
		"Tim yang menunggu jawaban Anda atas anggotanya.",
		(
			Saringan(
				Pihak.KEPALA_ANGGOTA, ("persetujuan", "Menunggu"), (("berhenti_pada", Syarat.KOSONG, None),)
			),
			*(
				Saringan(Pihak.PIMPINAN_TIM, ("persetujuan", p), (("berhenti_pada", Syarat.KOSONG, None),))
				for p in ("Keberatan", "Diajukan")
			),
		),
		pokok=False,
	),
	Kotak(
		"naskah_unit",
		"Naskah Masuk",
		"Naskah pada register unit Anda yang masih menunggu pimpinannya.",
		(_tahap(Pihak.REGISTER, _BARU),),
		("tanpa_disposisi",),
		pokok=False,
	),
	Kotak(
		"terkirim",
		"Disposisi",
		"Disposisi yang Anda berikan, dengan kemajuannya.",
		(Saringan(Pihak.PENGIRIM, ("docstatus", 1)),),
		urut="creation",
		dihitung=False,
	),
	Kotak(
		"selesai",
		"Tugas",
		"Tugas Anda yang sudah ditutup.",
		tuple(_tahap(_TERIMA, tahap) for tahap in TAHAP_TERTUTUP),
		dihitung=False,
	),
)
MENURUT_KUNCI = {k.kunci: k for k in KOTAK}


def show_count(jumlah: int) -> int | str:
	"""The number, or that there are more than BATAS."""
	return jumlah if jumlah <= BATAS else f"{BATAS}+"
