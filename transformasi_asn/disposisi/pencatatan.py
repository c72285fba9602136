"""Orders that a secretary records: from the chief's paper sheet, or as he spoke them.

Giver and recorder are both kept. The chief is told, and may object within the limit that the agency has
set: tasks nobody has taken up yet are cancelled then, for the others he is shown the way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, escape_html, get_datetime, getdate, now, now_datetime

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.alur.mixin import find_step, move_to_tahap
from transformasi_asn.disposisi import jejak, lampiran, pemberitahuan, penarikan
from transformasi_asn.disposisi.domain.surat_tugas import TERBIT
from transformasi_asn.disposisi.exceptions import KeberatanError, PencatatanDisposisiError
from transformasi_asn.disposisi.pelaku import Pelaku, snapshot, take_pelaku
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.sebutan import ATAS_NAMA, ATASAN
from transformasi_asn.permissions import mandat
from transformasi_asn.permissions.konteks import get_konteks, in_the_name_of
from transformasi_asn.tata_kerja import services as tata_kerja
from transformasi_asn.tata_kerja.kalender import get_kalender

LANGSUNG, KERTAS, LISAN = "Langsung", "Lembar kertas", "Lisan"
CARA = (LANGSUNG, KERTAS, LISAN)


def is_recorded(d) -> bool:
	"""Whether somebody else than its giver enters the order."""
	return (d.cara_pemberian or LANGSUNG) != LANGSUNG


@contextmanager
def recording(d) -> Iterator[None]:
	"""While a recorded order is prepared and issued, its secretary acts in the name of the post."""
	jabatan = _address_of(d.naskah, d.induk_tugas) if is_recorded(d) else None
	with as_secretary(jabatan):
		yield


@contextmanager
def as_secretary(jabatan: str | None) -> Iterator[None]:
	"""In here a secretary of the post acts in its name; for anybody else nothing changes."""
	if not jabatan:
		yield
		return
	with in_the_name_of(jabatan):
		yield


def _address_of(naskah: str | None, induk: str | None) -> str | None:
	if induk:
		return frappe.db.get_value("Tugas", induk, "jabatan")
	return frappe.db.get_value("Naskah Masuk", naskah, "tujuan_jabatan") if naskah else None


# -- preparing -------------------------------------------------------------------------------------


def take_giver(d, naskah, pencatat: Pelaku) -> Pelaku:
	"""Whose order it is: the user himself, or the person in charge of the post whose order he records.

	Fills in who recorded it; raises PencatatanDisposisiError where evidence or authority is wanting.
	"""
	if not is_recorded(d):
		d.cara_pemberian = LANGSUNG
		d.pencatat = d.nama_pencatat = d.batas_keberatan = None
		return pencatat
	_check_evidence(d)
	pemangku = organisasi.get_pemangku(d.pemberi_jabatan)
	if not pemangku.pegawai or d.pemberi_jabatan not in get_konteks().jabatan_sekretaris:
		_refuse(
			_(
				"Hanya sekretaris yang ditugaskan dapat mencatat disposisi pejabatnya. Minta Penugasan Sekretaris."
			)
		)
	if larangan := mandat.find_larangan_of(naskah, pemangku.kapasitas):
		_refuse(
			_(
				"Naskah jenis ini di luar wewenang Plt/Plh{0}; pejabat hari ini tidak dapat memerintahkannya."
			).format(f" ({escape_html(larangan.keterangan)})" if larangan.keterangan else "")
		)
	d.pencatat, d.nama_pencatat = pencatat.pegawai, pencatat.label
	d.batas_keberatan = _limit_of(d.pemberi_jabatan)
	return snapshot_chief(d.pemberi_jabatan, pencatat.pelaku)


def snapshot_chief(jabatan: str, user: str) -> Pelaku:
	"""The person in charge of the post today, in whose name its secretary `user` enters something."""
	pemangku = organisasi.get_pemangku(jabatan)
	return snapshot(user, pemangku.pegawai, jabatan, _capacity_of(pemangku))


def _limit_of(jabatan: str) -> date:
	"""Last day to object: so many working days of the giver's unit from today."""
	kalender = get_kalender(organisasi.get_fakta_jabatan(jabatan).unit)
	hari = cint(tata_kerja.get_pengaturan().batas_keberatan_hari)
	return kalender.next_working_day(getdate(), hari) if hari else getdate()


def _capacity_of(pemangku) -> str:
	if pemangku.jabatan_bertindak == pemangku.jabatan_alamat:
		return pemangku.kapasitas
	ganti = organisasi.get_fakta_jabatan(pemangku.jabatan_alamat).pengganti
	return ATAS_NAMA if pemangku.jabatan_bertindak == ganti else ATASAN


def _check_evidence(d) -> None:
	if d.cara_pemberian not in CARA:
		_refuse(_("Cara pemberian tidak dikenal: {0}.").format(escape_html(str(d.cara_pemberian))))
	if d.cara_pemberian == KERTAS and not d.bukti:
		_refuse(_("Lampirkan foto atau pindaian lembar disposisinya pada Bukti."))
	lampiran.check_file(d, "bukti")
	if d.cara_pemberian == LISAN and not d.waktu_perintah:
		_refuse(_("Isi Waktu perintah: kapan pejabat mengatakannya."))
	if d.waktu_perintah and get_datetime(d.waktu_perintah) > now_datetime():
		_refuse(_("Waktu perintah belum terjadi; periksa tanggal dan jamnya."))


def _refuse(pesan: str) -> None:
	frappe.throw(pesan, PencatatanDisposisiError, title=_("Disposisi yang Dicatat"))


# -- telling and objecting -------------------------------------------------------------------------


def announce(d) -> None:
	"""The chief hears of what was recorded as his order."""
	if not is_recorded(d):
		return
	isi = _("Dicatat sebagai disposisi Anda ({0}) oleh {1}: {2}. Keberatan sampai {3}.").format(
		_(d.cara_pemberian),
		escape_html(d.nama_pencatat),
		pemberitahuan.title_of(d),
		frappe.format(d.batas_keberatan, "Date"),
	)
	pemberitahuan.send([(d.pemberi_pegawai, isi, "Disposisi", d.name)])


def may_object(d) -> bool:
	"""Whether the session's user is the giver and the limit has not passed."""
	return bool(
		d.docstatus == 1
		and d.pencatat
		and not d.keberatan_pada
		and d.pemberi_pegawai == get_konteks().pegawai
		and getdate(d.batas_keberatan) >= getdate()
	)


def view(d) -> dict:
	"""How an order came in, for its form."""
	return {
		"dicatat": bool(d.docstatus == 1 and d.pencatat),
		"boleh_keberatan": may_object(d),
		"batas": d.batas_keberatan,
	}


def object_to(nama: str, alasan: str) -> dict[str, int]:
	"""The giver says that a recorded order is not his; returns how many tasks were cancelled, and how many run."""
	# the letter before its orders and tasks, as everywhere
	basisdata.lock("Naskah Masuk", [frappe.db.get_value("Disposisi", nama, "naskah") or ""])
	d = basisdata.get_locked("Disposisi", nama)
	d.check_permission("read")
	if not may_object(d):
		frappe.throw(
			_("Keberatan hanya dapat diajukan pemberi disposisi ini, sekali, sampai batas waktunya."),
			KeberatanError,
			title=_("Keberatan"),
		)
	if not alasan.strip():
		frappe.throw(_("Isi {0} dahulu.").format(_("Alasan")), KeberatanError, title=_("Keberatan"))
	isi = {"keberatan_pada": now(), "alasan_keberatan": alasan.strip()}
	frappe.db.set_value("Disposisi", nama, isi)
	batal, berjalan = _stop_tasks(d, alasan.strip())
	penarikan.recall_copies(d, [b for b in d.penerima if b.tembusan])
	if surat := frappe.db.get_value("Surat Tugas", {"disposisi": nama, "keadaan": TERBIT}):
		basisdata.get_locked("Surat Tugas", surat).end(
			_("Keberatan pemberi: {0}").format(alasan.strip()), take_pelaku(d.pemberi_jabatan)
		)
	_announce_objection(d, batal + berjalan, alasan.strip())
	return {"dibatalkan": len(batal), "berjalan": len(berjalan)}


def _stop_tasks(d, alasan: str) -> tuple[list, list]:
	"""Cancel what nobody has taken up; note the objection at what is under way."""
	batal, berjalan = [], []
	for nama in frappe.get_all("Tugas", {"disposisi": d.name, "tahap": ("in", TAHAP_TERBUKA)}, pluck="name"):
		tugas = basisdata.get_locked("Tugas", nama)
		# a step's condition reads what is stored
		tugas.alasan = _("Keberatan pemberi: {0}").format(alasan)
		if tugas.tahap == Tahap.BARU.value and find_step(tugas, Tahap.BATAL.value):
			tugas.save()
			move_to_tahap(tugas, Tahap.BATAL.value)
			batal.append(tugas)
		else:
			berjalan.append(tugas)
	if berjalan:
		jejak.append(
			(
				{
					"tugas": t.name,
					"peristiwa": _("Keberatan pemberi"),
					"dari_status": t.workflow_state,
					"ke_status": t.workflow_state,
					"dari_tahap": t.tahap,
					"ke_tahap": t.tahap,
					"catatan": alasan,
				}
				for t in berjalan
			),
			take_pelaku(d.pemberi_jabatan),
		)
	return batal, berjalan


def _announce_objection(d, tugas: list, alasan: str) -> None:
	isi = _("{0} berkeberatan atas disposisi yang dicatatkan: {1}. {2}").format(
		escape_html(d.nama_pemberi), pemberitahuan.title_of(d), escape_html(alasan)
	)
	pesan = [(d.pencatat, isi, "Disposisi", d.name)]
	pesan += [(pemberitahuan.holder_of(t), isi, "Tugas", t.name) for t in tugas]
	pemberitahuan.send(pesan)
