"""The sweep of deadlines: reminders, and escalation one post higher at a time. It informs and opens, and
decides nothing.

Each task remembers the last step that it has had, so a sweep that was killed is simply run again, and one that
comes late makes up for what it missed. Work is done in chunks, each a transaction of its own: the rows of a
chunk are locked, their steps taken, escalations and notices written, and committed together.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA
from transformasi_asn.disposisi import pemberitahuan
from transformasi_asn.disposisi.pelaku import label_of
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions import konteks
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.keamanan import Hubungan, Tingkat
from transformasi_asn.tata_kerja.domain.pengingat import Langkah, Tahapan, Tindakan, choose_atasan

SEPOTONG = 5_000
"""Tasks per transaction: each holds its rows for about a fifth of a second."""
SEKALI_BACA = 50_000
COBA = 3
MENDEKATI, LEWAT, DIBERIKAN, NAIK = "mendekati", "lewat", "diberikan", "naik"
KOLOM = (
	"name",
	"perihal",
	"keamanan",
	"nama_penerima",
	"jabatan",
	"pegawai",
	"tim",
	"pemangku",
	"pemberi_jabatan",
	"pemberi_pegawai",
	"persetujuan",
	"persetujuan_jabatan",
	"jatuh_tempo",
	"dikembalikan_pada",
	"pengingat_terakhir",
)
KOLOM_ESKALASI = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"tugas",
	"tingkat",
	"jatuh_tempo",
	"jabatan",
	"pegawai",
	"nama_atasan",
)


@dataclass
class Hasil:
	"""What a sweep did."""

	tugas: int = 0
	naik: int = 0


@dataclass
class Sapuan:
	"""One sweep at one moment."""

	kini: datetime
	tahapan: Tahapan
	simpan: Callable[[], Any]
	hasil: Hasil = field(default_factory=Hasil)

	def __post_init__(self):
		potongan = tata_kerja.get_potongan()
		self.boleh_naik = {
			keamanan
			for (hubungan, keamanan), tingkat in potongan.items()
			if hubungan == Hubungan.ATASAN_KENAIKAN.value and tingkat == Tingkat.ISI.value
		}
		self.garis: dict[str, list[tuple[str, str | None]]] = {}

	def run(self, kelompok: dict[tuple[str, ...], list[str]]) -> None:
		"""By calendar, the last step first: who has missed several gets them at once, in order."""
		khusus = [u for unit in kelompok.values() for u in unit]
		for kunci, unit in [*kelompok.items(), ((), [])]:
			k = kalender.get_by_key(kunci)
			for langkah in reversed(self.tahapan.langkah):
				saring = _due(langkah, langkah.limit(self.kini, k), unit, [] if kunci else khusus)
				for nama in _chunks(saring):
					self.work_off(langkah, nama, saring)

	def work_off(self, langkah: Langkah, nama: list[str], saring: Callable) -> None:
		"""One chunk in one transaction, tried again when the database asks for it."""
		for ke in range(COBA):
			try:
				tugas = self.take(langkah, nama, saring)
				self.simpan()
			except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
				frappe.db.rollback()
				if ke + 1 == COBA:
					raise
				time.sleep(random.uniform(0.1, 0.5))
			else:
				self.hasil.tugas += tugas
				return

	def take(self, langkah: Langkah, nama: list[str], saring: Callable) -> int:
		tugas = _lock(nama, saring)
		if not tugas:
			return 0
		kabar: dict[tuple[str, str], list] = defaultdict(list)
		naik: list[tuple] = []
		self.preload(tugas)
		for t in tugas:
			langkah_t = self.tahapan.between(t.pengingat_terakhir, langkah.kunci)
			naik += self.escalate(t, langkah_t)
			for pegawai, jenis in self.listeners(t, langkah_t):
				kabar[pegawai, jenis].append(t)
		for t, _tingkat, _jabatan, pegawai in _insert_escalations(naik):
			self.hasil.naik += 1
			kabar[pegawai, NAIK].append(t)
		tabel = DocType("Tugas")
		sudah = frappe.qb.update(tabel).set(tabel.pengingat_terakhir, langkah.kunci)
		with basisdata.retryable():
			sudah.where(tabel.name.isin([t.name for t in tugas])).run()
		pemberitahuan.announce_late(kabar, _texts())
		# an escalation opens its task
		konteks.forget_answers()
		return len(tugas)

	def preload(self, tugas: Sequence) -> None:
		"""All posts of the chunk and above, and who is placed there: three queries."""
		kode = {j for t in tugas for j in (t.jabatan, t.pemberi_jabatan, t.persetujuan_jabatan) if j}
		organisasi.get_struktur().preload(kode)

	def listeners(self, t, langkah: Sequence[Langkah]) -> Iterator[tuple[str, str]]:
		"""Who is reminded, of what. Where consent is missing, who has to give it stands in the holder's place;
		work given back lies with its giver."""
		lewat = any(s.kunci >= 0 for s in langkah)
		if t.persetujuan == "Menunggu":
			pemegang = organisasi.get_pemangku(t.persetujuan_jabatan).pegawai
		else:
			di_pemberi = t.persetujuan == "Ditolak" or t.dikembalikan_pada
			pemegang = None if di_pemberi else pemberitahuan.holder_of(t)
		if pemegang:
			yield pemegang, LEWAT if lewat else MENDEKATI
		pemberi = pemberitahuan.giver_of(t)
		if pemberi and any(s.tindakan is not Tindakan.PENERIMA for s in langkah):
			yield pemberi, DIBERIKAN

	def escalate(self, t, langkah: Sequence[Langkah]) -> Iterator[tuple]:
		"""(task, level, post, person) for each escalation among these steps that finds somebody."""
		if t.keamanan not in self.boleh_naik:
			return
		tahu = None
		for s in langkah:
			if not (tingkat := self.tahapan.tingkat(s)):
				continue
			tahu = tahu or (pemberitahuan.holder_of(t), pemberitahuan.giver_of(t))
			if atasan := choose_atasan(self.line_above(t.jabatan or t.pemberi_jabatan), tahu, tingkat):
				yield t, tingkat, *atasan

	def line_above(self, jabatan: str | None) -> list[tuple[str, str | None]]:
		"""Posts above this one, from the nearest up, each with the person in charge today."""
		if not jabatan:
			return []
		if jabatan not in self.garis:
			garis, atas = [], organisasi.get_fakta_jabatan(jabatan).atasan
			while atas:
				garis.append((atas, organisasi.get_pemangku(atas).pegawai))
				atas = organisasi.get_fakta_jabatan(atas).atasan
			self.garis[jabatan] = garis
		return self.garis[jabatan]


def sweep(kini: datetime | None = None, simpan: Callable[[], Any] | None = None) -> Hasil:
	"""Remind and escalate what has reached its step. `simpan` ends each chunk (default: commit)."""
	tahapan = kalender.get_tahapan()
	if not tahapan.langkah:
		return Hasil()
	sapuan = Sapuan(kini or now_datetime(), tahapan, simpan or frappe.db.commit)
	sapuan.run(kalender.group_units())
	return sapuan.hasil


def _due(langkah: Langkah, batas: datetime, unit: list[str], kecuali: list[str]) -> Callable:
	"""Criterion on the table of tasks: open, running, unreported, due for the step, of this calendar."""

	def saring(t):
		syarat = (
			t.tahap.isin(TAHAP_TERBUKA)
			& (t.jatuh_tempo <= batas)
			& (t.pengingat_terakhir < langkah.kunci)
			& t.dijeda_sejak.isnull()
			& t.dilaporkan_pada.isnull()
		)
		if unit:
			syarat &= t.unit_jam_kerja.isin(unit)
		if kecuali:
			syarat &= t.unit_jam_kerja.isnull() | t.unit_jam_kerja.notin(kecuali)
		return syarat

	return saring


def _chunks(saring: Callable) -> Iterator[list[str]]:
	"""Names of the tasks due, in the order of their names, read without a lock."""
	t = DocType("Tugas")
	akhir = ""
	while True:
		kueri = frappe.qb.from_(t).select(t.name).where(saring(t) & (t.name > akhir))
		nama = kueri.orderby(t.name).limit(SEKALI_BACA).run(pluck=True)
		for awal in range(0, len(nama), SEPOTONG):
			yield nama[awal : awal + SEPOTONG]
		if len(nama) < SEKALI_BACA:
			return
		akhir = nama[-1]


def _lock(nama: list[str], saring: Callable) -> list:
	"""Those of the tasks that are still due and that nobody else is working on, locked."""
	t = DocType("Tugas")
	kueri = frappe.qb.from_(t).select(*(t[k] for k in KOLOM)).where(t.name.isin(nama) & saring(t))
	with basisdata.retryable():
		return kueri.orderby(t.name).for_update(skip_locked=True).run(as_dict=True)


def _insert_escalations(naik: list[tuple]) -> list[tuple]:
	"""Write those that are not there; a task has each level once per deadline. Returns what was written."""
	if not naik:
		return []
	e = DocType("Eskalasi Tugas")
	ada = set(
		frappe.qb.from_(e)
		.select(e.tugas, e.tingkat, e.jatuh_tempo)
		.where(e.tugas.isin({t.name for t, *_lain in naik}))
		.run()
	)
	baru = [n for n in naik if (n[0].name, n[1], n[0].jatuh_tempo) not in ada]
	waktu, siapa = now(), frappe.session.user
	baris = [
		(
			frappe.generate_hash(length=10),
			waktu,
			waktu,
			siapa,
			siapa,
			t.name,
			tingkat,
			t.jatuh_tempo,
			jabatan,
			pegawai,
			_label(jabatan, pegawai),
		)
		for t, tingkat, jabatan, pegawai in baru
	]
	basisdata.insert_rows("Eskalasi Tugas", KOLOM_ESKALASI, baris)
	return baru


def _label(jabatan: str, pegawai: str) -> str:
	p = organisasi.get_pemangku(jabatan)
	kapasitas = p.kapasitas if p.jabatan_bertindak == jabatan else None
	nama = frappe.get_cached_value("Pegawai ASN", pegawai, "nama")
	return label_of(nama, organisasi.get_fakta_jabatan(jabatan).nama, kapasitas)


def _texts() -> dict[str, tuple[str, str]]:
	return {
		MENDEKATI: (
			_("Segera jatuh tempo: {0}"),
			_("{0} tugas Anda segera jatuh tempo, antara lain {1}"),
		),
		LEWAT: (_("Lewat jatuh tempo: {0}"), _("{0} tugas Anda lewat jatuh tempo, antara lain {1}")),
		DIBERIKAN: (
			_("Belum selesai pada jatuh temponya: {0}, pada {1}"),
			_("{0} tugas yang Anda berikan belum selesai pada jatuh temponya, antara lain {1}"),
		),
		NAIK: (
			_("Dinaikkan kepada Anda karena lewat jatuh tempo: {0}, pada {1}"),
			_("{0} tugas dinaikkan kepada Anda karena lewat jatuh tempo, antara lain {1}"),
		),
	}
