"""Writing and verifying the log of tasks."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

import frappe
from frappe.query_builder import DocType
from frappe.utils import now

from transformasi_asn import basisdata
from transformasi_asn.disposisi.domain.jejak import (
	AWAL,
	ISI,
	Kerusakan,
	make_cuplikan,
	make_sidik,
	verify_chain,
)
from transformasi_asn.disposisi.pelaku import Pelaku

KOLOM = ("name", "creation", "modified", "owner", "modified_by", *ISI, "cuplikan", "sidik_sebelum", "sidik")


def append(entri: Iterable[dict], pelaku: Pelaku) -> None:
	"""Add one entry per Tugas in one multi-row insert.

	Each entry names `tugas`, `peristiwa` and what changed; the caller holds the row lock of each
	existing Tugas (it has just been saved), so the chain cannot fork.
	"""
	entri = list(entri)
	ujung = _read_tips([e["tugas"] for e in entri])
	waktu = now()
	baris = []
	for e in entri:
		urutan, sebelum = ujung.get(e["tugas"], (0, AWAL))
		isi = {**asdict(pelaku), **e, "waktu": waktu, "urutan": urutan + 1}
		isi = {kunci: isi.get(kunci) or "" for kunci in ISI}
		cuplikan = make_cuplikan(isi)
		sidik = make_sidik(sebelum, cuplikan)
		isi |= {"cuplikan": cuplikan, "sidik_sebelum": sebelum, "sidik": sidik}
		inti = {"name": frappe.generate_hash(length=10), "creation": waktu, "modified": waktu}
		inti |= {"owner": pelaku.pelaku, "modified_by": pelaku.pelaku}
		baris.append([(inti | isi)[kolom] for kolom in KOLOM])
	basisdata.insert_rows("Jejak Tugas", KOLOM, baris)


def note(tugas, peristiwa: str, catatan: str, pelaku: Pelaku) -> None:
	"""One entry of the log for an act that leaves the state as it is."""
	append(
		[
			{
				"tugas": tugas.name,
				"peristiwa": peristiwa,
				"dari_status": tugas.workflow_state,
				"ke_status": tugas.workflow_state,
				"dari_tahap": tugas.tahap,
				"ke_tahap": tugas.tahap,
				"catatan": catatan,
			}
		],
		pelaku,
	)


def _read_tips(tugas: list[str]) -> dict[str, tuple[int, str]]:
	"""Tugas → (number, hash) of its last entry."""
	j = DocType("Jejak Tugas")
	baris = (
		frappe.qb.from_(j)
		.select(j.tugas, j.urutan, j.sidik)
		.where(j.tugas.isin(tugas))
		.orderby(j.urutan)
		.run()
	)
	return {nama: (urutan, sidik) for nama, urutan, sidik in baris}


def verify(tugas: str | None = None) -> list[Kerusakan]:
	"""Check the chain of one Tugas, or of all (read in parts, constant memory)."""
	rusak: list[Kerusakan] = []
	dilihat = set()
	for nama, entri in groupby(_read_all(tugas), key=lambda e: e.tugas):
		dilihat.add(nama)
		rusak += verify_chain(nama, entri)
	if tugas and tugas not in dilihat:
		rusak += verify_chain(tugas, ())
	return rusak


def _read_all(tugas: str | None, sekali_baca: int = 5000) -> Iterator[dict]:
	j = DocType("Jejak Tugas")
	batas = ("", 0)
	while True:
		q = (
			frappe.qb.from_(j)
			.select(*(j[k] for k in (*ISI, "cuplikan", "sidik_sebelum", "sidik")))
			.where((j.tugas > batas[0]) | ((j.tugas == batas[0]) & (j.urutan > batas[1])))
			.orderby(j.tugas)
			.orderby(j.urutan)
			.limit(sekali_baca)
		)
		baris = (q.where(j.tugas == tugas) if tugas else q).run(as_dict=True)
		yield from baris
		if len(baris) < sekali_baca:
			return
		batas = (baris[-1].tugas, baris[-1].urutan)
