"""The daily digest: who gets one now, and what it says."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import format_date, format_datetime, get_datetime, get_url, get_url_to_form

from transformasi_asn import basisdata
from transformasi_asn.disposisi import kotak
from transformasi_asn.disposisi.domain.kotak import BATAS
from transformasi_asn.disposisi.domain.pesan import Butir
from transformasi_asn.disposisi.domain.ringkasan import Mendesak, TugasTerbuka, sort_out
from transformasi_asn.disposisi.kanal import daftar

PILIHAN = "Pilihan Pemberitahuan"
TUGAS = ("disposisi_belum_dibaca", "disposisi_belum_ditindaklanjuti")
KOTAK = ("naskah_belum_dibaca", "naskah_belum_ditindaklanjuti", *TUGAS, "laporan_belum_diverifikasi")


def take_due(kini: datetime) -> list[tuple[str, str]]:
	"""(user, channel) of the digests of today whose hour has come, marked as taken: three statements for all.

	Somebody else at the same moment gets others.
	"""
	kanal = [k.name for k in daftar.list_kanal()]
	if not kanal:
		return []
	p, b = DocType(PILIHAN), DocType("Pilihan Kanal")
	hari = kini.date()
	with basisdata.retryable():
		pengguna = dict(
			frappe.qb.from_(p)
			.select(p.name, p.pengguna)
			.where(p.ringkasan_jam <= kini.time().replace(microsecond=0))
			.where(p.ringkasan_terakhir.isnull() | (p.ringkasan_terakhir < hari))
			.for_update(skip_locked=True)
			.run()
		)
		if not pengguna:
			return []
		frappe.qb.update(p).set(p.ringkasan_terakhir, hari).where(p.name.isin(list(pengguna))).run()
	dipilih = (
		frappe.qb.from_(b)
		.select(b.parent, b.kanal)
		.where((b.parenttype == PILIHAN) & b.parent.isin(list(pengguna)))
		.where((b.ringkasan == 1) & b.kanal.isin(kanal))
		.run()
	)
	return [(pengguna[nama], k) for nama, k in dipilih]


def compose(pengguna: str, kini: datetime, sebut: Callable[[str], bool]) -> dict[str, Any] | None:
	"""Subject, text, link and lines of one person's digest; None when nothing waits for him.

	sebut: whether the subject of an item of this grade may be told.
	"""
	tugas = [t for kunci in TUGAS for t in kotak.list_rows(kunci, BATAS + 1, pengguna)]
	label = kotak.get_labels()
	angka = [(label[kunci], banyak) for kunci, banyak in kotak.count(pengguna, KOTAK).items()]
	mendesak = sort_out(
		(
			TugasTerbuka(
				t.name,
				t.perihal,
				t.keamanan,
				get_datetime(t.jatuh_tempo) if t.jatuh_tempo else None,
				bool(t.dijeda_sejak or t.dilaporkan_pada),
			)
			for t in tugas
		),
		kini,
	)
	angka += [
		(_("Terlambat"), len(mendesak.terlambat)),
		(_("Jatuh tempo hari ini"), len(mendesak.hari_ini)),
	]
	baris = [f"{label}: {banyak}" for label, banyak in angka if banyak]
	if not baris:
		return None
	return {
		"judul": _("Ringkasan tugas {0}: {1} terlambat, {2} jatuh tempo hari ini").format(
			format_date(kini.date(), "dd-MM-yyyy"), len(mendesak.terlambat), len(mendesak.hari_ini)
		),
		"isi": "\n".join(baris),
		"tautan": get_url("/app/kotak-kerja"),
		"butir": tuple(_lines(mendesak, sebut)),
	}


def _lines(mendesak: Mendesak, sebut: Callable[[str], bool]) -> Iterator[Butir]:
	for t in mendesak.butir:
		perihal = t.perihal if sebut(t.keamanan) else _("naskah berklasifikasi")
		pola = _("Terlambat: {0} ({1})") if t in mendesak.terlambat else _("Hari ini: {0} ({1})")
		waktu = format_datetime(t.jatuh_tempo, "dd-MM-yyyy HH:mm")
		yield Butir(pola.format(perihal, waktu), get_url_to_form("Tugas", t.nama))
