"""Who has read his task or copy, and how far each recipient of an order is."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.query_builder import DocType
from frappe.utils import get_datetime, now

from transformasi_asn import basisdata
from transformasi_asn.alur.domain import TAHAP_TERBUKA, Tahap
from transformasi_asn.disposisi import siaran
from transformasi_asn.disposisi.domain.pantauan import DIKEMBALIKAN, Capaian, Keadaan, Langkah, trace_keadaan
from transformasi_asn.disposisi.pelaku import label_of, take_pelaku
from transformasi_asn.permissions.konteks import Konteks, get_konteks
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA

# -- reading -------------------------------------------------------------------------------------


def mark_read(doc) -> None:
	"""The addressee has opened his letter or task, or the order by which he has a task or a copy: noted once.

	Forms are opened by GET, which core rolls back unless it is told otherwise (design §5).
	"""
	if doc.doctype == "Tugas":
		_mark_task(doc)
	elif doc.doctype == "Naskah Masuk":
		_mark_letter(doc)
	elif doc.docstatus == 1:
		_mark_order(doc)


def _mark_letter(naskah) -> None:
	"""Of a letter only that its leader has opened it before he disposed it."""
	if naskah.tahap != Tahap.BARU.value or naskah.dibaca_pada or "tujuan" not in get_peran(naskah):
		return
	isi = _reader(naskah.tujuan_jabatan)
	n = DocType("Naskah Masuk")
	kueri = frappe.qb.update(n).set(n.dibaca_pada, isi["dibaca_pada"]).set(n.dibaca_oleh, isi["dibaca_oleh"])
	_write(kueri.where((n.name == naskah.name) & n.dibaca_pada.isnull()))
	naskah.update(isi)


def _mark_task(tugas) -> None:
	peran = get_peran(tugas)
	if "penerima" in peran:
		if tugas.is_open and not tugas.dibaca_pada:
			tugas.update(_write_tasks(lambda t: t.name == tugas.name, tugas.jabatan))
	elif "pemberi" not in peran:
		_write_copies(tugas.disposisi, tugas.keamanan, None)


def _mark_order(disposisi) -> None:
	if "pemberi" in get_peran(disposisi):
		return
	k = get_konteks()
	milik = [b for b in disposisi.penerima if _is_mine(b, k, disposisi.keamanan)]
	if tugas := [b.tugas for b in milik if b.tugas]:
		_write_tasks(lambda t: t.name.isin(tugas) & t.tahap.isin(TAHAP_TERBUKA), _post_of(milik[0]))
	tembusan = [b for b in milik if b.tembusan and not b.dibaca_pada and not b.ditarik_pada]
	if tembusan:
		isi = _write_copies(disposisi.name, disposisi.keamanan, _post_of(tembusan[0]))
		for b in tembusan:
			b.update(isi)


def _is_mine(baris, k: Konteks, keamanan: str) -> bool:
	"""Whether this row of an order names the user: a team's copy each of its members, its task the chair."""
	return baris.penerima in _addresses(k, keamanan, bool(baris.tembusan)).get(baris.jenis_penerima, ())


def _addresses(k: Konteks, keamanan: str, tembusan: bool) -> dict[str, tuple[str, ...]]:
	jabatan = k.jabatan + (k.jabatan_tetap if keamanan in RAHASIA else ())
	return {
		"Jabatan": jabatan,
		"Pegawai ASN": (k.pegawai,) if k.pegawai else (),
		"Pokja": k.tim if tembusan else k.tim_dipimpin,
	}


def _post_of(baris) -> str | None:
	return baris.penerima if baris.jenis_penerima == "Jabatan" else None


def _write_tasks(saring, jabatan: str | None) -> dict:
	"""One statement; what was recalled at this very moment stays unread. Returns what was written."""
	isi = _reader(jabatan)
	t = DocType("Tugas")
	# `modified` stands, so that an open form of somebody else can still be saved
	kueri = frappe.qb.update(t).set(t.dibaca_pada, isi["dibaca_pada"]).set(t.dibaca_oleh, isi["dibaca_oleh"])
	_write(kueri.where(saring(t) & t.dibaca_pada.isnull() & t.ditarik_pada.isnull()))
	return isi


def _write_copies(disposisi: str, keamanan: str, jabatan: str | None) -> dict:
	isi = _reader(jabatan)
	alamat = {j: n for j, n in _addresses(get_konteks(), keamanan, tembusan=True).items() if n}
	if not alamat:
		return {}
	p = DocType("Penerima Disposisi")
	saya = [(p.jenis_penerima == jenis) & p.penerima.isin(nama) for jenis, nama in alamat.items()]
	kueri = frappe.qb.update(p).set(p.dibaca_pada, isi["dibaca_pada"]).set(p.dibaca_oleh, isi["dibaca_oleh"])
	kueri = kueri.where((p.parent == disposisi) & (p.tembusan == 1))
	_write(kueri.where(p.dibaca_pada.isnull() & p.ditarik_pada.isnull() & _any(saya)))
	return isi


def has_copy(disposisi: str, keamanan: str) -> bool:
	"""Whether the user got a copy of the order."""
	alamat = {j: n for j, n in _addresses(get_konteks(), keamanan, tembusan=True).items() if n}
	return any(
		frappe.db.exists(
			"Penerima Disposisi",
			{
				"parent": disposisi,
				"tembusan": 1,
				"ditarik_pada": ("is", "not set"),
				"jenis_penerima": jenis,
				"penerima": ("in", nama),
			},
		)
		for jenis, nama in alamat.items()
	)


def _any(syarat: list):
	hasil = syarat[0]
	for satu in syarat[1:]:
		hasil = hasil | satu
	return hasil


def _reader(jabatan: str | None) -> dict:
	return {"dibaca_pada": now(), "dibaca_oleh": take_pelaku(jabatan).label}


def _write(kueri) -> None:
	basisdata.write_or_leave(kueri)
	frappe.local.flags.commit = True
	siaran.touch()


def keep_reading(doc, sebelum) -> None:
	"""Whoever saves a form that he opened before it was read does not undo the reading."""
	for field in ("dibaca_pada", "dibaca_oleh"):
		doc.set(field, sebelum.get(field))


# -- how far they are ----------------------------------------------------------------------------


def trace_tugas(tugas: Iterable) -> dict[str, list[Capaian]]:
	"""Task → the states it has reached; `tugas` are rows with name, dibaca_pada, dibaca_oleh, ditarik_pada.

	The caller has checked that the user may see them. One query for all.
	"""
	tugas = list(tugas)
	langkah = _read_moves([t.name for t in tugas])
	return {
		t.name: trace_keadaan(
			_as_capaian(t.dibaca_pada, t.dibaca_oleh), langkah[t.name], bool(t.ditarik_pada)
		)
		for t in tugas
	}


def _as_capaian(waktu, oleh: str | None) -> Capaian | None:
	return Capaian(Keadaan.DIBACA, get_datetime(waktu), oleh or "") if waktu else None


def _read_moves(tugas: list[str]) -> dict[str, list[Langkah]]:
	hasil: dict[str, list[Langkah]] = defaultdict(list)
	if not tugas:
		return hasil
	j = DocType("Jejak Tugas")
	baris = (
		frappe.qb.from_(j)
		.select(j.tugas, j.ke_tahap, j.waktu, j.peristiwa, j.pelaku, j.nama, j.nama_jabatan, j.kapasitas)
		.where(j.tugas.isin(tugas) & (j.urutan > 1) & (j.ke_status != j.dari_status))
		.orderby(j.tugas)
		.orderby(j.urutan)
		.run(as_dict=True)
	)
	for b in baris:
		pelaku = label_of(b.nama or b.pelaku, b.nama_jabatan, b.kapasitas)
		hasil[b.tugas].append(Langkah(b.ke_tahap, get_datetime(b.waktu), pelaku, b.peristiwa == DIKEMBALIKAN))
	return hasil


def list_pantauan(disposisi) -> list[dict]:
	"""One entry per recipient of a given order: who, as what, what of it he has reached and by whom.

	Of a task that the user may not see only its recipient is told, who stands on the order anyway.
	"""
	tugas = {
		t.name: t
		for t in frappe.get_list(
			"Tugas",
			filters={"disposisi": disposisi.name},
			fields=[
				"name",
				"dibaca_pada",
				"dibaca_oleh",
				"ditarik_pada",
				"workflow_state",
				"tahap",
				"tenggat",
			],
			order_by=None,
			limit_page_length=0,
		)
	}
	capaian = trace_tugas(tugas.values())
	hasil = [_entry(b, tugas.get(b.tugas), capaian.get(b.tugas, [])) for b in disposisi.penerima]
	pemberi = "pemberi" in get_peran(disposisi)
	for satu in hasil:
		satu["boleh_tarik"] = pemberi and satu["keadaan"] == Keadaan.BELUM_DIBACA.value
	return hasil


def _entry(baris, tugas, capaian: list[Capaian]) -> dict:
	if baris.tembusan:
		dibaca = _as_capaian(baris.dibaca_pada, baris.dibaca_oleh)
		capaian = [dibaca] if dibaca else []
		if baris.ditarik_pada:
			capaian.append(Capaian(Keadaan.DITARIK, get_datetime(baris.ditarik_pada), ""))
	terlihat = bool(baris.tembusan or tugas)
	return {
		"baris": baris.name,
		"penerima": baris.nama_penerima,
		"tembusan": bool(baris.tembusan),
		"penanggung_jawab": bool(baris.penanggung_jawab),
		"tugas": tugas.name if tugas else None,
		"status": tugas.workflow_state if tugas else None,
		"tahap": tugas.tahap if tugas else None,
		"keadaan": _last(capaian) if terlihat else None,
		"capaian": as_rows(capaian),
	}


def as_rows(capaian: list[Capaian]) -> list[dict]:
	"""States as the screens show them."""
	return [{"keadaan": c.keadaan.value, "waktu": c.waktu, "pelaku": c.pelaku} for c in capaian]


def _last(capaian: list[Capaian]) -> str:
	return (capaian[-1].keadaan if capaian else Keadaan.BELUM_DIBACA).value
