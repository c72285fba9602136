"""Roll-up: what the parts of an order mean for the task, or the letter, that they are parts of.

An order whose policy is met no longer holds what is above it (`Disposisi.terpenuhi_pada`); parts that are
still open then may go on, and end with what is above them. By the policy "Semua" the open parts alone say
it, so nothing is stored for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, escape_html, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.alur.mixin import find_step, move_to_tahap, move_with_reason
from transformasi_asn.disposisi.domain.penyelesaian import (
	Bagian,
	KebijakanSelesai,
	Kemajuan,
	MasalahKebijakan,
	check_kebijakan,
	roll_up,
)
from transformasi_asn.disposisi.exceptions import KebijakanSelesaiError
from transformasi_asn.permissions.konteks import forget_answers, remember

# what a form that shows the progress of its parts listens to
PERISTIWA = "asn_kemajuan"


def check_order(d) -> None:
	"""Refuse a policy that the recipients of an order cannot meet."""
	d.kebijakan_selesai = d.kebijakan_selesai or KebijakanSelesai.SEMUA.value
	if d.kebijakan_selesai not in [k.value for k in KebijakanSelesai]:
		frappe.throw(
			_("Selesai bila: {0} tidak dikenal.").format(escape_html(d.kebijakan_selesai)),
			KebijakanSelesaiError,
		)
	bertindak = [b for b in d.penerima if not b.tembusan]
	masalah = check_kebijakan(
		KebijakanSelesai(d.kebijakan_selesai),
		len(bertindak),
		sum(bool(b.penanggung_jawab) for b in bertindak),
		cint(d.minimal_selesai),
		bool(d.induk_tugas),
	)
	if masalah:
		pesan = {
			MasalahKebijakan.TANPA_PENANGGUNG_JAWAB: _(
				"Tandai satu penerima yang bertindak sebagai penanggung jawab, atau pilih Selesai bila yang lain."
			),
			MasalahKebijakan.BANYAK_PENANGGUNG_JAWAB: _(
				"Lebih dari satu penerima ditandai penanggung jawab; sisakan satu."
			),
			MasalahKebijakan.JUMLAH_DI_LUAR_BATAS: _(
				"Jumlah yang harus selesai: isi 1 sampai {0}, sebanyak penerima yang bertindak."
			).format(len(bertindak)),
			MasalahKebijakan.BUKAN_BAGIAN: _(
				"Tanpa menunggu hanya berlaku bagi tugas yang dibagi lagi. Pilih Selesai bila yang lain."
			),
		}
		frappe.throw(pesan[masalah], KebijakanSelesaiError, title=_("Selesai Bila"))


# -- what is still needed ------------------------------------------------------------------------


def count_open_parts(tugas: str, terkunci: bool = False) -> int:
	"""Open parts that a task handed on still waits for; under the letter's lock as they stand now."""
	t, d = DocType("Tugas"), DocType("Disposisi")
	kueri = frappe.qb.from_(t).join(d).on(d.name == t.disposisi)
	kueri = kueri.where((t.induk == tugas) & t.tahap.isin(TAHAP_TERBUKA) & d.terpenuhi_pada.isnull())
	if not terkunci:
		return kueri.select(Count("*")).run()[0][0]
	with basisdata.retryable():
		return len(kueri.select(t.name).for_update().run())


def having_open_parts(tugas: Iterable[str]) -> set[str]:
	"""Those of the tasks that still wait for a part: one query for all."""
	tugas = list(tugas)
	if not tugas:
		return set()
	t, d = DocType("Tugas"), DocType("Disposisi")
	kueri = frappe.qb.from_(t).join(d).on(d.name == t.disposisi).select(t.induk).distinct()
	kueri = kueri.where(t.induk.isin(tugas) & t.tahap.isin(TAHAP_TERBUKA) & d.terpenuhi_pada.isnull())
	return {induk for (induk,) in kueri.run()}


def count_open_tasks(naskah: str, terkunci: bool = False) -> int:
	"""Open tasks that a letter still waits for: those that its leader gave, of orders that are not done.

	Under the letter's lock as they stand now. What was handed on ends with the task above it.
	"""
	t, d = DocType("Tugas"), DocType("Disposisi")
	terbuka = (
		frappe.qb.from_(t)
		.select(t.disposisi)
		.where((t.naskah == naskah) & t.tahap.isin(TAHAP_TERBUKA) & (t.induk.isnull() | (t.induk == "")))
	)
	with basisdata.retryable():
		perintah = [nama for (nama,) in (terbuka.for_update() if terkunci else terbuka).run()]
		if not perintah:
			return 0
		terpenuhi = (
			frappe.qb.from_(d)
			.select(d.name)
			.where(d.name.isin(sorted(set(perintah))) & d.terpenuhi_pada.isnotnull())
		)
		selesai = {nama for (nama,) in (terpenuhi.for_update() if terkunci else terpenuhi).run()}
	return sum(nama not in selesai for nama in perintah)


def read_stages(naskah: str) -> set[str]:
	"""Stages in which the tasks of a letter stand now; the letter is under lock."""
	t = DocType("Tugas")
	with basisdata.retryable():
		return set(frappe.qb.from_(t).select(t.tahap).where(t.naskah == naskah).for_update().run(pluck=True))


def close_unawaited(d) -> None:
	"""Nobody waits for the parts of this order: who handed the work on reports when he sees fit."""
	if _policy_of(d) is KebijakanSelesai.TANPA_MENUNGGU:
		frappe.db.set_value("Disposisi", d.name, "terpenuhi_pada", now(), update_modified=False)
		forget_answers()


# -- moving up -----------------------------------------------------------------------------------


def settle(tugas) -> None:
	"""A part was closed or opened again: store whether its order is done. The letter is under lock."""
	d = frappe.db.get_value(
		"Disposisi",
		tugas.disposisi,
		["name", "kebijakan_selesai", "minimal_selesai", "terpenuhi_pada"],
		as_dict=True,
	)
	if _policy_of(d) in (KebijakanSelesai.SEMUA, KebijakanSelesai.TANPA_MENUNGGU):
		return
	terpenuhi = _judge(d, _read_parts([d], terkunci=True)[d.name]).terpenuhi
	if terpenuhi != bool(d.terpenuhi_pada):
		isi = now() if terpenuhi else None
		frappe.db.set_value("Disposisi", d.name, "terpenuhi_pada", isi, update_modified=False)
		forget_answers()


def announce(tugas) -> None:
	"""Open forms of what is above the part look again, once this is committed."""
	doctype, nama = ("Tugas", tugas.induk) if tugas.induk else ("Naskah Masuk", tugas.naskah)
	for dt, dn in ((doctype, nama), ("Disposisi", tugas.disposisi)):
		frappe.publish_realtime(PERISTIWA, {"name": dn}, doctype=dt, docname=dn, after_commit=True)


def finish_parent(tugas) -> None:
	"""A task handed on that needs no report ends with its parts, when its workflow has such a step."""
	perlu_laporan, tahap = frappe.db.get_value("Tugas", tugas.induk, ["perlu_laporan", "tahap"])
	if perlu_laporan or tahap != Tahap.MENUNGGU.value:
		return
	induk = frappe.get_doc("Tugas", tugas.induk)
	selesai = {"induk": induk.name, "tahap": Tahap.SELESAI.value}
	if count_open_parts(induk.name, terkunci=True) or not frappe.db.exists("Tugas", selesai):
		return
	induk.flags.mengikuti_bagian = True
	induk.flags.ignore_permissions = True
	with _as_system([induk.name]):
		# counted under lock; this transaction may read on from before another one closed the other part
		remember(("bagian terbuka", induk.name), lambda: 0)
		if not find_step(induk, Tahap.SELESAI.value):
			return
		move_to_tahap(induk, Tahap.SELESAI.value)


def end_released(tugas=None, naskah: str | None = None) -> None:
	"""What is above has ended: parts that nobody waits for any more end too, the lowest first, with a reason."""
	nama = _open_below(tugas.name) if tugas else _open_of(naskah)
	if not nama:
		return
	for satu in nama:
		_end(satu, _("Tidak diperlukan lagi: pekerjaan di atasnya sudah selesai."))


def _end(nama: str, alasan: str) -> None:
	with _as_system([nama]):
		doc = frappe.get_doc("Tugas", nama)
		doc.flags.dilepas = True
		doc.flags.ignore_permissions = True
		move_with_reason(doc, Tahap.BATAL.value, alasan)


def return_to_giver(nama: Iterable[str], alasan: str) -> None:
	"""Whoever held these tasks does so no longer: they wait for their givers, with the reason; parts below end.

	What lies with its giver already stays there.
	"""
	for satu in nama:
		tugas = frappe.get_doc("Tugas", satu)
		if not tugas.is_open or tugas.dilaporkan_pada or tugas.dikembalikan_pada:
			continue
		for bagian in _open_below(satu):
			_end(bagian, alasan)
		with _as_system([satu], pemegang=True):
			tugas = frappe.get_doc("Tugas", satu)
			tugas.flags.ignore_permissions = True
			if tugas.tahap == Tahap.MENUNGGU.value:
				move_to_tahap(tugas, Tahap.BERJALAN.value)
			move_with_reason(tugas, Tahap.MENUNGGU.value, alasan)


class _as_system:
	"""Within it these tasks follow what is above them, whoever acts there."""

	def __init__(self, nama: Collection[str], pemegang: bool = False):
		"""pemegang: they move as if their holder moved them, else in the giver's name."""
		peran = {"sistem", "penerima"} if pemegang else {"sistem", "pemberi"}
		self.nama = dict.fromkeys(nama, frozenset(peran))

	def __enter__(self):
		self.sebelum = frappe.flags.asn_tugas_mengikuti or {}
		frappe.flags.asn_tugas_mengikuti = self.sebelum | self.nama
		forget_answers()

	def __exit__(self, *galat):
		frappe.flags.asn_tugas_mengikuti = self.sebelum
		forget_answers()


def _open_below(tugas: str) -> list[str]:
	t = DocType("Tugas")
	hasil: list[str] = []
	lapis = [tugas]
	while lapis:
		kueri = frappe.qb.from_(t).select(t.name).where(t.induk.isin(lapis) & t.tahap.isin(TAHAP_TERBUKA))
		lapis = [nama for (nama,) in kueri.orderby(t.name).run()]
		hasil = lapis + hasil
	return hasil


def _open_of(naskah: str) -> list[str]:
	return frappe.get_all(
		"Tugas",
		{"naskah": naskah, "tahap": ("in", TAHAP_TERBUKA)},
		pluck="name",
		order_by="kedalaman desc, name asc",
	)


# -- showing it ----------------------------------------------------------------------------------


def list_kemajuan(saring: dict) -> list[dict]:
	"""Progress of the orders that fit and that the user may see; parts are counted, also those he may not see."""
	perintah = frappe.get_list(
		"Disposisi",
		filters={**saring, "docstatus": 1},
		fields=["name", "nama_pemberi", "tanggal", "kebijakan_selesai", "minimal_selesai"],
		order_by="creation asc",
		limit_page_length=50,
	)
	bagian = _read_parts(perintah)
	return [
		{
			"disposisi": d.name,
			"pemberi": d.nama_pemberi,
			"kebijakan": _policy_of(d).value,
			"minimal": cint(d.minimal_selesai),
			"jumlah": len(bagian[d.name]),
			**_judge(d, bagian[d.name]).__dict__,
		}
		for d in perintah
	]


def _policy_of(d) -> KebijakanSelesai:
	return KebijakanSelesai(d.kebijakan_selesai or KebijakanSelesai.SEMUA.value)


def _judge(d, bagian: list[Bagian]) -> Kemajuan:
	return roll_up(_policy_of(d), bagian, cint(d.minimal_selesai))


def _read_parts(perintah: list, terkunci: bool = False) -> dict[str, list[Bagian]]:
	"""Order → its parts; `perintah` are rows with name and kebijakan_selesai."""
	hasil: dict[str, list[Bagian]] = defaultdict(list)
	if not perintah:
		return hasil
	penanggung = _responsible(
		[d.name for d in perintah if _policy_of(d) is KebijakanSelesai.PENANGGUNG_JAWAB]
	)
	t = DocType("Tugas")
	nama = [d.name for d in perintah]
	kueri = frappe.qb.from_(t).select(t.disposisi, t.name, t.tahap).where(t.disposisi.isin(nama))
	with basisdata.retryable():
		baris = (kueri.for_update() if terkunci else kueri).run()
	for disposisi, nama, tahap in baris:
		hasil[disposisi].append(Bagian(tahap, nama in penanggung))
	return hasil


def _responsible(perintah: list[str]) -> set[str]:
	"""The tasks of whom these orders name as the person responsible."""
	if not perintah:
		return set()
	p = DocType("Penerima Disposisi")
	kueri = frappe.qb.from_(p).select(p.tugas).where(p.parent.isin(perintah) & (p.penanggung_jawab == 1))
	return {nama for (nama,) in kueri.run() if nama}
