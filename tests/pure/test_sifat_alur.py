"""Properties of the workflows: an admin's edits lose no document, and random moves of a task keep its rules."""

import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from transformasi_asn.alur.domain import (
	SEMUA_TAHAP,
	TAHAP_TERTUTUP,
	Status,
	find_renames,
	find_vanished,
	find_without_tahap,
	propose_tahap,
)

BERKAS = Path(__file__).resolve().parents[2] / "fixtures" / "workflow.json"
ALUR = {a["document_type"]: a for a in json.loads(BERKAS.read_text(encoding="utf-8"))}
NAMA = [f"S{n}" for n in range(5)]


# -- an admin edits the states


@st.composite
def suntingan(draw) -> tuple[list[Status], list[Status]]:
	"""The states of a workflow before and after some edits; names are unique in both, as core sees to."""
	sebelum = [
		Status(f"r{n}", n, nama, "tahap", "Berjalan")
		for n, nama in enumerate(draw(st.permutations(NAMA))[: draw(st.integers(1, 5))], start=1)
	]
	sesudah = list(sebelum)
	for _langkah in range(draw(st.integers(0, 4))):
		bebas = [n for n in (*NAMA, "Baru1", "Baru2") if n not in {s.nama for s in sesudah}]
		match draw(st.sampled_from(("ganti", "tukar", "hapus", "tambah", "geser"))):
			case "ganti" if bebas:
				n = draw(st.integers(0, len(sesudah) - 1))
				sesudah[n] = replace(sesudah[n], nama=draw(st.sampled_from(bebas)))
			case "tukar":
				a, b = (draw(st.integers(0, len(sesudah) - 1)) for _ in "ab")
				nama_a, nama_b = sesudah[a].nama, sesudah[b].nama
				sesudah[a] = replace(sesudah[a], nama=nama_b)
				sesudah[b] = replace(sesudah[b], nama=nama_a)
			case "hapus" if len(sesudah) > 1:
				del sesudah[draw(st.integers(0, len(sesudah) - 1))]
			case "tambah" if bebas:
				sesudah.append(Status("", 0, draw(st.sampled_from(bebas)), "tahap", "Berjalan"))
			case "geser":
				sesudah = list(draw(st.permutations(sesudah)))
	return sebelum, [replace(s, nomor=n) for n, s in enumerate(sesudah, start=1)]


@given(suntingan(), st.sets(st.sampled_from(NAMA)))
def test_after_an_edit_each_document_stands_in_a_known_state_or_its_state_is_named(edit, isi):
	sebelum, sesudah = edit
	terpakai = isi & {s.nama for s in sebelum}
	ganti = find_renames(sebelum, sesudah)
	dikenal = {s.nama for s in sesudah}
	hilang = find_vanished(terpakai, sesudah, ganti)
	assert hilang == sorted(n for n in terpakai if ganti.get(n, n) not in dikenal)
	# two states never become one, and nobody is moved out of a state that is still there
	assert len(set(ganti.values())) == len(ganti)
	assert not ganti.keys() & dikenal
	assert not set(ganti.values()) & {s.nama for s in sebelum}
	baris = {s.nama: s.baris for s in sebelum}
	for lama, baru in ganti.items():
		assert next(s.baris for s in sesudah if s.nama == baru) == baris[lama]


@given(suntingan())
def test_a_row_renamed_to_a_new_name_takes_its_documents_along(edit):
	sebelum, sesudah = edit
	lama = {s.baris: s.nama for s in sebelum}
	for s in sesudah:
		bernama_baru = s.nama not in lama.values()
		hilang = lama.get(s.baris) not in {x.nama for x in sesudah}
		if s.baris and bernama_baru and hilang:
			assert find_renames(sebelum, sesudah)[lama[s.baris]] == s.nama


@given(
	st.lists(
		st.builds(
			Status,
			baris=st.just(""),
			nomor=st.integers(1, 4),
			nama=st.text(max_size=12),
			isian=st.sampled_from(("tahap", "status", "", None)),
			nilai=st.sampled_from((*SEMUA_TAHAP, "baru", "", None)),
		)
	)
)
def test_a_state_without_stage_gets_one_that_can_be_stored(statuses):
	usul = find_without_tahap(statuses)
	assert [s for s, _tahap in usul] == [
		s for s in statuses if not (s.isian == "tahap" and s.nilai in SEMUA_TAHAP)
	]
	for s, tahap in usul:
		assert replace(s, isian="tahap", nilai=tahap.value).tahap == tahap.value
		assert tahap.value == "Baru" if s.nomor == 1 else tahap is propose_tahap(s.nama)


# -- a task on its shipped workflow


def reach(transisi: list[dict], awal: set[str]) -> set[str]:
	"""The states that can be come to from these, whoever acts."""
	dilihat = set(awal)
	while baru := {t["next_state"] for t in transisi if t["state"] in dilihat} - dilihat:
		dilihat |= baru
	return dilihat


PERAN = ("penerima", "pemberi", "penerima, pemberi", "kepala", "anggota", "")


class TugasBerjalan(RuleBasedStateMachine):
	"""One task as the shipped transitions let it move, by anybody, with any text, with parts below it."""

	def __init__(self):
		super().__init__()
		alur = ALUR["Tugas"]
		self.transisi = alur["transitions"]
		self.syarat = [compile(t["condition"], t["action"], "eval") for t in self.transisi]
		self.tahap_dari = {b["state"]: b["update_value"] for b in alur["states"]}
		self.status = alur["states"][0]["state"]
		self.pola, self.persetujuan, self.anak = "Struktural", "Tidak perlu", 0
		self.perlu_laporan = 1

	@property
	def tahap(self) -> str:
		return self.tahap_dari[self.status]

	@initialize(
		pola=st.sampled_from(("Struktural", "Fungsional")),
		persetujuan=st.sampled_from(("Tidak perlu", "Menunggu", "Ditolak", "Disetujui")),
		perlu_laporan=st.integers(0, 1),
	)
	def beri(self, pola, persetujuan, perlu_laporan):
		self.pola, self.perlu_laporan = pola, perlu_laporan
		self.persetujuan = persetujuan if pola == "Fungsional" else "Tidak perlu"

	def _open(self, peran: str, alasan: str, laporan: str) -> list[dict]:
		doc = SimpleNamespace(
			pola_kerja=self.pola,
			persetujuan=self.persetujuan,
			perlu_laporan=self.perlu_laporan,
			anak_terbuka=self.anak,
			peran_saya=peran,
			alasan=alasan,
			laporan=laporan,
		)
		# as core evaluates it: an expression with nothing but the document
		return [
			t
			for t, syarat in zip(self.transisi, self.syarat, strict=True)
			if t["state"] == self.status and eval(syarat, {"__builtins__": {}}, {"doc": doc})
		]

	@rule(
		peran=st.sampled_from(PERAN),
		alasan=st.sampled_from(("", "alasan")),
		laporan=st.sampled_from(("", "laporan")),
		data=st.data(),
	)
	def melangkah(self, peran, alasan, laporan, data):
		if terbuka := self._open(peran, alasan, laporan):
			self.status = data.draw(st.sampled_from(terbuka))["next_state"]

	@invariant()
	def setiap_langkah_yang_terbuka(self):
		"""Whoever comes with whatever texts: not only the step that is taken."""
		for peran, alasan, laporan in product(PERAN, ("", "alasan"), ("", "laporan")):
			terbuka = self._open(peran, alasan, laporan)
			assert len({t["action"] for t in terbuka}) == len(terbuka), "one action leads to one state"
			if self.tahap in TAHAP_TERTUTUP or not {"penerima", "pemberi"} & set(peran.split(", ")):
				assert not terbuka
			for t in terbuka:
				self._check(t, peran, alasan, laporan)

	def _check(self, t: dict, peran: str, alasan: str, laporan: str) -> None:
		"""What must hold of every step that is open, whichever is taken."""
		ke = self.tahap_dari[t["next_state"]]
		if ke in TAHAP_TERTUTUP:
			assert not self.anak, "closed over open parts"
		if ke == "Batal":
			assert "pemberi" in peran and alasan
		elif ke == "Selesai":
			assert "pemberi" in peran or not self.perlu_laporan
			assert self.tahap == "Menunggu" or not self.perlu_laporan
		elif ke == "Berjalan" and self.tahap == "Menunggu" and "penerima" not in peran:
			assert "pemberi" in peran and alasan, "a report is returned with a reason"
		elif self.tahap == "Baru":
			assert "penerima" in peran and self.persetujuan not in ("Menunggu", "Ditolak")
		elif ke == "Menunggu":
			assert "penerima" in peran and (self.anak or laporan or alasan)

	@precondition(
		lambda self: self.tahap in ("Baru", "Berjalan") and self.persetujuan not in ("Menunggu", "Ditolak")
	)
	@rule()
	def teruskan(self):
		self.anak += 1

	@precondition(lambda self: self.anak)
	@rule()
	def bagian_selesai(self):
		self.anak -= 1

	@invariant()
	def cabangnya_tetap(self):
		"""After the first state a structural task never meets a functional state, nor the other way round."""
		lain = "Fungsional" if self.pola == "Struktural" else "Struktural"
		pintu = {t["next_state"] for t in self.transisi if f'pola_kerja == "{lain}"' in t["condition"]}
		assert pintu
		assert self.tahap == "Batal" or self.status not in reach(self.transisi, pintu)


TestTugasBerjalan = TugasBerjalan.TestCase
TestTugasBerjalan.settings = settings(max_examples=100, stateful_step_count=25)


@pytest.mark.parametrize("doctype", sorted(ALUR))
def test_every_state_can_be_reached_and_open_work_can_always_end(doctype):
	alur = ALUR[doctype]
	tahap = {b["state"]: b["update_value"] for b in alur["states"]}
	assert reach(alur["transitions"], {alur["states"][0]["state"]}) == tahap.keys()
	for status in tahap:
		assert {tahap[s] for s in reach(alur["transitions"], {status})} & set(TAHAP_TERTUTUP), status
