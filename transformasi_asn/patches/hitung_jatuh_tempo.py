"""Tasks given before there was a clock get one from the day that was set for them, by statements for many.

What their deadline would have reminded of by now counts as done: an old backlog does not climb all at once.
"""

from collections import defaultdict
from datetime import date, datetime, time

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate, now_datetime

from transformasi_asn.disposisi import jam, tasks
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja.domain.kalender import due_on


def execute() -> None:
	t, j = DocType("Tugas"), DocType("Jabatan")
	kosong = t.unit_jam_kerja.isnull()
	jabatan: dict[str, list[str]] = defaultdict(list)
	baris = frappe.qb.from_(t).join(j).on(j.name == t.jabatan).select(j.unit_kerja, j.name).distinct()
	for unit, nama in baris.where(kosong & j.unit_kerja.isnotnull()).run():
		jabatan[unit].append(nama)
	for unit, daftar in jabatan.items():
		frappe.qb.update(t).set(t.unit_jam_kerja, unit).where(kosong & t.jabatan.isin(daftar)).run()
	frappe.qb.update(t).set(t.unit_jam_kerja, t.unit_kerja).where(kosong).run()
	belum = t.tenggat.isnotnull() & t.jatuh_tempo.isnull()
	tanggal = frappe.qb.from_(t).select(t.tenggat).distinct().where(belum).run(pluck=True)
	kini, khusus = now_datetime(), kalender.group_units()
	for tenggat in map(getdate, tanggal):
		for kunci, daftar in khusus.items():
			_set(t, belum & (t.tenggat == tenggat) & t.unit_jam_kerja.isin(daftar), tenggat, kunci, kini)
		_set(t, belum & (t.tenggat == tenggat), tenggat, (), kini)
	tasks.beat(tasks.SAPU_TENGGAT, terakhir_selesai=kini)


def _set(t, saring, tenggat: date, kunci: tuple[str, ...], kini: datetime) -> None:
	k = kalender.get_by_key(kunci)
	jatuh_tempo = due_on(tenggat, datetime.combine(tenggat, time()), k)
	lewat = [s.kunci for s in kalender.get_tahapan().langkah if jatuh_tempo <= s.limit(kini, k)]
	kueri = frappe.qb.update(t).set(t.jatuh_tempo, jatuh_tempo)
	kueri.set(t.pengingat_terakhir, max(lewat, default=jam.BELUM)).where(saring).run()
