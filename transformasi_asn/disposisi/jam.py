"""The clock of tasks: when they are due, pausing it, and asking for more time."""

from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, now_datetime

from transformasi_asn.disposisi import jejak, pemberitahuan
from transformasi_asn.disposisi.exceptions import JedaError, PerpanjanganError, TenggatMelampauiIndukError
from transformasi_asn.disposisi.pelaku import Pelaku, take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.domain.kalender import due_from, due_on, resume

BELUM = -1_000_000
"""`pengingat_terakhir` of a task that has had no reminder."""
MENUNGGU, DISETUJUI, DITOLAK = "Menunggu", "Disetujui", "Ditolak"
ISIAN = frozenset(
	(
		"tenggat",
		"jatuh_tempo",
		"pengingat_terakhir",
		"dijeda_sejak",
		"alasan_jeda",
		"nama_penjeda",
		"perpanjangan",
		"perpanjangan_sampai",
		"alasan_perpanjangan",
		"putusan_perpanjangan",
	)
)
"""What the acts of this module change on a task."""


# -- when a task is due ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Waktu:
	"""The fields of a new task's clock."""

	jatuh_tempo: datetime | None
	unit_jam_kerja: str | None
	pengingat_terakhir: int


class Penghitung:
	"""Counts when the tasks of one order are due, each by the calendar of its recipient's unit."""

	def __init__(
		self, urgensi: str | None, induk=None, kini: datetime | None = None, acara: datetime | None = None
	):
		"""acara: the event of the letter, which a task without a day of its own is not due after."""
		self.kini = kini or _now()
		self.acara = get_datetime(acara) if acara and get_datetime(acara) > self.kini else None
		self.batas = kalender.get_batas_waktu(urgensi)
		self.paling_lambat = limit_for_parts(induk, self.kini) if induk else None
		self.tahapan = kalender.get_tahapan()
		self._sudah: dict[tuple, tuple[datetime | None, int]] = {}

	def hitung(self, tenggat: date | str | None, unit: str | None) -> Waktu:
		"""The end of the working day set, else by urgency; never after the task of which it is a part."""
		kunci = (str(tenggat or ""), kalender.find_key(unit))
		if kunci not in self._sudah:
			self._sudah[kunci] = self._count(tenggat, unit)
		return Waktu(self._sudah[kunci][0], unit, self._sudah[kunci][1])

	def _count(self, tenggat: date | str | None, unit: str | None) -> tuple[datetime | None, int]:
		k = kalender.get_kalender(unit)
		if tenggat:
			jatuh_tempo = due_on(getdate(tenggat), self.kini, k)
		else:
			jatuh_tempo = due_from(self.batas, self.kini, k) if self.batas else None
			if self.acara:
				jatuh_tempo = min(jatuh_tempo or self.acara, self.acara)
		if self.paling_lambat:
			jatuh_tempo = min(jatuh_tempo or self.paling_lambat, self.paling_lambat)
		return jatuh_tempo, first_step(jatuh_tempo, self.kini, k, self.tahapan)


def first_step(jatuh_tempo: datetime | None, kini: datetime, k, tahapan=None) -> int:
	"""What `pengingat_terakhir` begins with: reminders whose time is over already are not sent."""
	if not jatuh_tempo:
		return BELUM
	kunci = (tahapan or kalender.get_tahapan()).skip_before(jatuh_tempo, kini, k)
	return BELUM if kunci is None else kunci


def unit_of(jabatan: str | None, unit_kerja: str | None) -> str | None:
	"""Whose calendar counts: the unit of the recipient's post, for a team its perangkat daerah."""
	return (organisasi.get_fakta_jabatan(jabatan).unit if jabatan else None) or unit_kerja


def limit_for_parts(induk, kini: datetime | None = None) -> datetime | None:
	"""The latest that a part of this task may be due: with the task; of a late one, at the end of today's work.

	While the task is paused its deadline moves on, and the parts' limit with it.
	"""
	if not induk.jatuh_tempo:
		return None
	kini = kini or _now()
	batas = _moved_on(induk, kini)
	return batas if batas > kini else due_on(kini.date(), kini, kalender.get_kalender(induk.unit_jam_kerja))


def _moved_on(tugas, kini: datetime) -> datetime:
	"""When the task is due: later by the working time of a pause that still runs."""
	jatuh_tempo = get_datetime(tugas.jatuh_tempo)
	if not tugas.dijeda_sejak:
		return jatuh_tempo
	k = kalender.get_kalender(tugas.unit_jam_kerja)
	return resume(jatuh_tempo, get_datetime(tugas.dijeda_sejak), kini, k)


def propose_deadline(naskah, induk) -> date | None:
	"""What the letter says; for a part the day of its task while it lies ahead. Else urgency decides."""
	if not induk:
		return naskah.tenggat
	batas = limit_for_parts(induk)
	hari = getdate(induk.tenggat) if induk.tenggat else None
	return hari if hari and batas and getdate() <= hari <= batas.date() else None


def check_within_parent(induk, letak: str, tenggat: date | str) -> None:
	"""Refuse a deadline after that of the task handed on; `letak` names field or row."""
	batas = limit_for_parts(induk)
	if batas and getdate(tenggat) > batas.date():
		frappe.throw(
			_(
				"{0} {1} melampaui jatuh tempo tugas yang Anda teruskan, {2}. Pilih paling lambat {3}, atau mintalah perpanjangan dahulu."
			).format(
				letak,
				frappe.bold(frappe.format(tenggat, "Date")),
				frappe.bold(show(batas)),
				frappe.bold(frappe.format(batas.date(), "Date")),
			),
			TenggatMelampauiIndukError,
			title=_("Tenggat Melampaui Induk"),
		)


def is_late(tugas, kini: datetime | None = None) -> bool:
	"""Past its deadline, not paused, not reported, not closed; `tugas` is a document or a row."""
	return bool(
		tugas.jatuh_tempo
		and not tugas.dijeda_sejak
		and not tugas.dilaporkan_pada
		and not tugas.get("dikembalikan_pada")
		and not tugas.get("selesai_pada")
		and get_datetime(tugas.jatuh_tempo) < (kini or now_datetime())
	)


def show(waktu: datetime | str) -> str:
	"""A moment in the user's format of dates, without seconds."""
	waktu = get_datetime(waktu)
	return f"{frappe.format(waktu.date(), 'Date')} {waktu:%H.%M}"


def _now() -> datetime:
	return now_datetime().replace(second=0, microsecond=0)


# -- pausing -------------------------------------------------------------------------------------


def may_pause(tugas, peran: set[str]) -> bool:
	"""The giver, and the recipient where the agency lets him, while the work is in hand."""
	if tugas.dijeda_sejak or not _runs(tugas):
		return False
	return "pemberi" in peran or ("penerima" in peran and _recipient_may_pause())


def may_resume(tugas, peran: set[str]) -> bool:
	return bool(tugas.dijeda_sejak) and tugas.is_open and bool(peran & {"pemberi", "penerima"})


def pause(tugas, alasan: str) -> None:
	"""Stop the clock; the other side hears of it."""
	if not may_pause(tugas, get_peran(tugas)):
		frappe.throw(
			_("Waktu tugas ini tidak dapat dijeda oleh Anda sekarang. Muat ulang halamannya."),
			JedaError,
			title=_("Jeda"),
		)
	if not alasan:
		frappe.throw(
			_("Sebutkan alasan menjeda, misalnya pihak luar yang ditunggu."),
			JedaError,
			title=_("Alasan Diperlukan"),
		)
	pelaku = _actor(tugas)
	_save(tugas, dijeda_sejak=_now(), alasan_jeda=alasan, nama_penjeda=pelaku.label)
	jejak.note(tugas, _("Waktu dijeda"), alasan, pelaku)
	pemberitahuan.announce_clock(tugas, _("Waktu dijeda: {0}, oleh {1}"), pelaku)


def resume_task(tugas) -> None:
	"""Let the clock run on; the deadline has moved by the working time of the pause."""
	if not may_resume(tugas, get_peran(tugas)):
		frappe.throw(
			_("Waktu tugas ini tidak sedang dijeda. Muat ulang halamannya."), JedaError, title=_("Jeda")
		)
	pelaku = _actor(tugas)
	catatan = stop_pause(tugas)
	_save(tugas)
	jejak.note(tugas, _("Waktu dilanjutkan"), catatan, pelaku)
	pemberitahuan.announce_clock(tugas, _("Waktu dilanjutkan: {0}, oleh {1}"), pelaku)


def stop_pause(tugas) -> str:
	"""End the pause on the document, which the caller saves; returns what became of the deadline."""
	kini = _now()
	k = kalender.get_kalender(tugas.unit_jam_kerja)
	semula = get_datetime(tugas.jatuh_tempo)
	baru = resume(semula, get_datetime(tugas.dijeda_sejak), kini, k)
	dibatasi = False
	if induk := _parent(tugas):
		batas = limit_for_parts(induk, kini)
		dibatasi = bool(batas) and max(semula, batas) < baru
		baru = min(baru, max(semula, batas)) if batas else baru
	tugas.update({"dijeda_sejak": None, "alasan_jeda": None, "nama_penjeda": None, "jatuh_tempo": baru})
	if baru != semula:
		tugas.pengingat_terakhir = first_step(baru, kini, k)
	catatan = _("Jatuh tempo {0}, semula {1}.").format(show(baru), show(semula))
	return f"{catatan} {_('Dibatasi jatuh tempo tugas induknya.')}" if dibatasi else catatan


def _recipient_may_pause() -> bool:
	return bool(frappe.utils.cint(tata_kerja.get_pengaturan().penerima_boleh_jeda))


def _runs(tugas) -> bool:
	return bool(tugas.jatuh_tempo) and tugas.is_open and not tugas.dilaporkan_pada


# -- more time -----------------------------------------------------------------------------------


def may_ask(tugas, peran: set[str]) -> bool:
	"""The recipient, while the work is in his hand, one request at a time."""
	return (
		"penerima" in peran
		and _runs(tugas)
		and not tugas.dijeda_sejak
		and tugas.perpanjangan != MENUNGGU
		and tugas.persetujuan not in ("Menunggu", "Ditolak")
	)


def may_decide(tugas, peran: set[str]) -> bool:
	return "pemberi" in peran and tugas.perpanjangan == MENUNGGU and tugas.is_open


def ask(tugas, sampai: date | str, alasan: str) -> None:
	"""Ask the giver for more time."""
	if not may_ask(tugas, get_peran(tugas)):
		frappe.throw(
			_("Perpanjangan tidak dapat diminta untuk tugas ini sekarang. Muat ulang halamannya."),
			PerpanjanganError,
			title=_("Perpanjangan"),
		)
	if not alasan:
		frappe.throw(
			_("Sebutkan alasan meminta perpanjangan."), PerpanjanganError, title=_("Alasan Diperlukan")
		)
	_due_if(tugas, sampai)
	pelaku = _actor(tugas)
	_save(
		tugas,
		perpanjangan=MENUNGGU,
		perpanjangan_sampai=getdate(sampai),
		alasan_perpanjangan=alasan,
		putusan_perpanjangan=None,
	)
	sampai_teks = frappe.format(getdate(sampai), "Date")
	jejak.note(tugas, _("Perpanjangan diminta"), _("Sampai {0}. {1}").format(sampai_teks, alasan), pelaku)
	pemberitahuan.announce_clock(tugas, _("Perpanjangan diminta: {0}, oleh {1}"), pelaku)


def decide(tugas, setuju: bool, alasan: str = "", sampai: date | str | None = None) -> None:
	"""Grant the time asked for, or another day, or refuse with a reason."""
	if not may_decide(tugas, get_peran(tugas)):
		frappe.throw(
			_("Tidak ada permintaan perpanjangan yang menunggu putusan Anda. Muat ulang halamannya."),
			PerpanjanganError,
			title=_("Perpanjangan"),
		)
	if not setuju and not alasan:
		frappe.throw(
			_("Sebutkan alasan menolak perpanjangan."), PerpanjanganError, title=_("Alasan Diperlukan")
		)
	pelaku = take_pelaku(tugas.pemberi_jabatan)
	if setuju:
		catatan = _grant(tugas, sampai or tugas.perpanjangan_sampai, alasan)
	else:
		catatan = alasan
		_save(tugas, perpanjangan=DITOLAK, putusan_perpanjangan=alasan)
	jejak.note(tugas, _("Perpanjangan disetujui") if setuju else _("Perpanjangan ditolak"), catatan, pelaku)
	pemberitahuan.announce_clock(
		tugas,
		_("Perpanjangan disetujui: {0}, oleh {1}") if setuju else _("Perpanjangan ditolak: {0}, oleh {1}"),
		pelaku,
	)


def _grant(tugas, sampai: date | str, alasan: str) -> str:
	baru = _due_if(tugas, sampai)
	semula = get_datetime(tugas.jatuh_tempo)
	k = kalender.get_kalender(tugas.unit_jam_kerja)
	isi = {
		"perpanjangan": DISETUJUI,
		"perpanjangan_sampai": getdate(sampai),
		"putusan_perpanjangan": alasan or None,
		"tenggat": getdate(sampai),
		"jatuh_tempo": baru,
		"pengingat_terakhir": first_step(baru, _now(), k),
	}
	if tugas.dijeda_sejak:
		# what was paused so far is in the new day; the pause goes on from here
		isi["dijeda_sejak"] = _now()
	_save(tugas, **isi)
	return " ".join(
		filter(None, [_("Jatuh tempo {0}, semula {1}.").format(show(baru), show(semula)), alasan])
	)


def _due_if(tugas, sampai: date | str) -> datetime:
	"""When the task would be due on that day; PerpanjanganError where that is no extension."""
	kini = _now()
	baru = due_on(getdate(sampai), kini, kalender.get_kalender(tugas.unit_jam_kerja))
	if baru <= max(_moved_on(tugas, kini), kini):
		frappe.throw(
			_("{0} tidak memperpanjang: jatuh tempo sekarang {1}. Pilih tanggal sesudahnya.").format(
				frappe.bold(frappe.format(getdate(sampai), "Date")), frappe.bold(show(_moved_on(tugas, kini)))
			),
			PerpanjanganError,
			title=_("Perpanjangan"),
		)
	induk = _parent(tugas)
	batas = limit_for_parts(induk, kini) if induk else None
	if batas and getdate(sampai) > batas.date():
		frappe.throw(
			_(
				"{0} melampaui jatuh tempo tugas induknya, {1}. Pilih paling lambat {2}, atau pemberi meminta perpanjangan dahulu."
			).format(
				frappe.bold(frappe.format(getdate(sampai), "Date")),
				frappe.bold(show(batas)),
				frappe.bold(frappe.format(batas.date(), "Date")),
			),
			TenggatMelampauiIndukError,
			title=_("Tenggat Melampaui Induk"),
		)
	return min(baru, batas) if batas else baru


# -- shared --------------------------------------------------------------------------------------


def _parent(tugas):
	"""The task of which it is a part, read without asking whether the user may see it."""
	return frappe.get_doc("Tugas", tugas.induk) if tugas.induk else None


def _actor(tugas) -> Pelaku:
	peran = get_peran(tugas)
	return take_pelaku(tugas.jabatan if "penerima" in peran else tugas.pemberi_jabatan)


def _save(tugas, **isi) -> None:
	tugas.update(isi)
	tugas.flags.jam = True
	tugas.save()


# -- what the form shows --------------------------------------------------------------------------


def view(tugas, peran: set[str]) -> dict:
	"""The clock as the form shows it, and what the user may do with it."""
	induk = _parent(tugas) if may_ask(tugas, peran) or may_decide(tugas, peran) else None
	batas = limit_for_parts(induk) if induk else None
	return {
		"jatuh_tempo": tugas.jatuh_tempo,
		"terlambat": is_late(tugas),
		"jeda": {
			"sejak": tugas.dijeda_sejak,
			"alasan": tugas.alasan_jeda,
			"oleh": tugas.nama_penjeda,
		}
		if tugas.dijeda_sejak
		else None,
		"perpanjangan": {
			"keadaan": tugas.perpanjangan,
			"sampai": tugas.perpanjangan_sampai,
			"alasan": tugas.alasan_perpanjangan,
			"putusan": tugas.putusan_perpanjangan,
		}
		if tugas.perpanjangan
		else None,
		"kenaikan": list_kenaikan(tugas),
		"paling_lambat": batas.date() if batas else None,
		"boleh_jeda": may_pause(tugas, peran),
		"boleh_lanjut": may_resume(tugas, peran),
		"boleh_minta": may_ask(tugas, peran),
		"boleh_putus": may_decide(tugas, peran),
	}


def list_kenaikan(tugas) -> list[dict]:
	"""Who up the line was told that it is late, in order."""
	if not tugas.jatuh_tempo:
		return []
	return frappe.get_list(
		"Eskalasi Tugas",
		filters={"tugas": tugas.name},
		fields=["creation as waktu", "tingkat", "nama_atasan"],
		order_by="creation, tingkat",
		limit_page_length=50,
	)
