"""The sweep of deadlines: reminders, and escalation one post higher at a time. It informs and opens, and
decides nothing.

Each task remembers the last step that it has had, so a sweep that was killed is simply run again, and one that
comes late makes up for what it missed. Work is done in chunks, each a transaction of its own: the rows of a
chunk are locked, their steps taken, escalations and notices written, and committed together.
"""

import random
import time
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
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
# what is read of each task; what a notice says of one is read for the few that are named in it
KOLOM = (
	"name",
	"keamanan",
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
Baris = namedtuple("Baris", KOLOM)
# what decides who hears of a task
ORANG = itemgetter(*(KOLOM.index(k) for k in KOLOM if k not in ("name", "keamanan", "jatuh_tempo")))
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
# where a row to write, which begins with `tugas`, names the person told
PEGAWAI_NAIK = KOLOM_ESKALASI.index("pegawai") - KOLOM_ESKALASI.index("tugas")


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
		self.preload(tugas)
		kabar: dict[tuple[str, str], list[str]] = defaultdict(list)
		naik: list[tuple] = []
		# tasks with the same people on both sides take the same way
		for serupa in _group(tugas):
			contoh = serupa[0]
			langkah_t = self.tahapan.between(contoh.pengingat_terakhir, langkah.kunci)
			nama_serupa = [t.name for t in serupa]
			for kunci in self.listeners(contoh, langkah_t):
				kabar[kunci] += nama_serupa
			for tingkat, jabatan, pegawai in self.escalate(contoh, langkah_t):
				label = _label(jabatan, pegawai)
				naik += [
					(t.name, tingkat, t.jatuh_tempo, jabatan, pegawai, label)
					for t in serupa
					if t.keamanan in self.boleh_naik
				]
		for n in _insert_escalations(naik):
			self.hasil.naik += 1
			kabar[n[PEGAWAI_NAIK], NAIK].append(n[0])
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

	def escalate(self, t, langkah: Sequence[Langkah]) -> Iterator[tuple[int, str, str]]:
		"""(level, post, person) for each escalation among these steps that finds somebody."""
		tingkat = [n for s in langkah if (n := self.tahapan.tingkat(s))]
		if not tingkat:
			return
		tahu = (pemberitahuan.holder_of(t), pemberitahuan.giver_of(t))
		garis = self.line_above(t.jabatan or t.pemberi_jabatan)
		for n in tingkat:
			if atasan := choose_atasan(garis, tahu, n):
				yield n, *atasan

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


def _lock(nama: list[str], saring: Callable) -> list[Baris]:
	"""Those of the tasks that are still due and that nobody else is working on, locked."""
	t = DocType("Tugas")
	kueri = frappe.qb.from_(t).select(*(t[k] for k in KOLOM)).where(t.name.isin(nama) & saring(t))
	with basisdata.retryable():
		return [Baris(*b) for b in kueri.orderby(t.name).for_update(skip_locked=True).run()]


def _group(tugas: list[Baris]) -> Iterable[list[Baris]]:
	kelompok: dict[tuple, list[Baris]] = defaultdict(list)
	for t in tugas:
		kelompok[ORANG(t)].append(t)
	return kelompok.values()


def _insert_escalations(naik: list[tuple]) -> list[tuple]:
	"""Write those that are not there; a task has each level once per deadline. Returns what was written."""
	if not naik:
		return []
	e = DocType("Eskalasi Tugas")
	ada = set(
		frappe.qb.from_(e)
		.select(e.tugas, e.tingkat, e.jatuh_tempo)
		.where(e.tugas.isin({n[0] for n in naik}))
		.run()
	)
	baru = [n for n in naik if n[:3] not in ada] if ada else naik
	waktu, siapa = now(), frappe.session.user
	inti = (waktu, waktu, siapa, siapa)
	# names that follow each other are written side by side; by hash alone every row opens a page of its own
	awal = frappe.generate_hash(length=12)
	basisdata.insert_rows(
		"Eskalasi Tugas", KOLOM_ESKALASI, [(f"{awal}{ke:06d}", *inti, *n) for ke, n in enumerate(baru)]
	)
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
