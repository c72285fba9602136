"""Properties of the decision: always one, by the first rule that matches, whatever the rules are."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.tata_kerja.domain.klasifikasi import covers_prefix, matches_prefix
from transformasi_asn.tata_kerja.domain.pola import (
	INSTRUMEN_PER_POLA,
	POLA_DIJALANKAN,
	BarisAturan,
	Instrumen,
	Pemicu,
	PermintaanPola,
	Pola,
	choose_instrumen,
	find_covered,
	is_override,
	needs_reason,
	tetapkan_pola,
)

HARI = [date(2026, 2, 26) + timedelta(n) for n in range(6)]
UNIT = ("SEKSI", "DINKES", "SETDA", "PEMDA")
KODE = ("", "8", "80", "800", "800.1", "800.1.3", "800.10", "900")
AWALAN = (*KODE, "*", "8*", "800*", "800.1*")
NASKAH = ("", "Undangan", "Surat")
KEGIATAN = ("", "K1", "K2")
SUMBER = st.sampled_from(("", *UNIT, "LAIN"))

permintaan = st.builds(
	PermintaanPola,
	rutin=st.booleans(),
	pemicu=st.sampled_from(Pemicu),
	kompleks=st.booleans(),
	tanggal=st.sampled_from(HARI),
	jenis_naskah=st.sampled_from(NASKAH),
	klasifikasi=st.sampled_from(KODE),
	kegiatan=st.sampled_from(KEGIATAN),
	unit=st.lists(st.sampled_from(UNIT), unique=True, max_size=3).map(tuple),
)


def bebas(nilai: st.SearchStrategy, kosong: object = None) -> st.SearchStrategy:
	"""A condition that more often than not asks nothing."""
	return st.one_of(st.just(kosong), st.just(kosong), nilai)


def baris(sumber: st.SearchStrategy = SUMBER) -> st.SearchStrategy:
	return st.builds(
		BarisAturan,
		sumber=sumber,
		kode=st.just(""),
		pola=st.sampled_from(Pola),
		instrumen=st.sampled_from(Instrumen),
		rutin=bebas(st.booleans()),
		prioritas=bebas(st.booleans()),
		kompleks=bebas(st.booleans()),
		jenis_naskah=bebas(st.sampled_from(NASKAH), ""),
		klasifikasi=bebas(st.sampled_from(AWALAN), ""),
		kegiatan=bebas(st.sampled_from(KEGIATAN), ""),
		tawarkan_pokja=st.booleans(),
		aktif=st.sampled_from((True, True, True, False)),
		mulai=bebas(st.sampled_from(HARI)),
		selesai=bebas(st.sampled_from(HARI)),
		penjelasan=st.sampled_from(("", "karena {pemicu}", "{ tanpa arti")),
	)


def numbered(daftar: list[BarisAturan]) -> list[BarisAturan]:
	"""Each row under a code of its own, so that the rule that fired is known."""
	return [replace(b, kode=f"B{n}") for n, b in enumerate(daftar, start=1)]


aturan = st.lists(baris(), max_size=8).map(numbered)


def is_under(kode: str, awalan: str) -> bool:
	if awalan.endswith("*"):
		return kode.startswith(awalan[:-1])
	bagian = awalan.split(".") if awalan else []
	return kode.split(".")[: len(bagian)] == bagian


def fires(b: BarisAturan, p: PermintaanPola) -> bool:
	"""The meaning of a row: it is in force, and each thing it asks is so."""
	berlaku = b.aktif and (not b.mulai or b.mulai <= p.tanggal) and (not b.selesai or p.tanggal < b.selesai)
	diminta = (
		(b.rutin, p.rutin),
		(b.prioritas, p.pemicu.value != "Tidak ada"),
		(b.kompleks, p.kompleks),
		(b.jenis_naskah or None, p.jenis_naskah),
		(b.kegiatan or None, p.kegiatan),
	)
	return (
		berlaku
		and all(d is None or d == ada for d, ada in diminta)
		and is_under(p.klasifikasi, b.klasifikasi)
	)


def in_order(p: PermintaanPola, daftar: list[BarisAturan]) -> list[BarisAturan]:
	"""The rows that are tried: the giver's unit, the units above it, the shipped ones."""
	urutan = (*p.unit, "")
	return sorted((b for b in daftar if b.sumber in urutan), key=lambda b: urutan.index(b.sumber))


@given(permintaan, aturan)
def test_the_first_row_that_matches_decides_and_there_is_always_a_decision(p, daftar):
	hasil = tetapkan_pola(p, daftar)
	dicoba = in_order(p, daftar)
	nomor, pertama = next(((n, b) for n, b in enumerate(dicoba) if fires(b, p)), (len(dicoba), None))
	assert [j.aturan for j in hasil.jejak] == [b.nama for b in dicoba[: nomor + 1]]
	assert [j.cocok for j in hasil.jejak] == [False] * nomor + [True] * (pertama is not None)
	assert all(j.sebab for j in hasil.jejak)
	assert hasil.permintaan is p and hasil.kalimat and "{pemicu}" not in hasil.kalimat
	if pertama:
		assert (hasil.aturan, hasil.pola, hasil.instrumen) == (pertama.nama, pertama.pola, pertama.instrumen)
	else:
		assert (hasil.aturan, hasil.pola) == ("", Pola.PILIHAN_PIMPINAN)


@given(permintaan, aturan)
def test_every_decision_can_be_run(p, daftar):
	hasil = tetapkan_pola(p, daftar)
	assert hasil.boleh and hasil.boleh <= POLA_DIJALANKAN
	assert hasil.pola in hasil.boleh or hasil.pola is Pola.PILIHAN_PIMPINAN
	for pola in POLA_DIJALANKAN:
		assert is_override(hasil, pola) == (pola not in hasil.boleh)
		assert needs_reason(hasil, pola) or pola in hasil.boleh
		instrumen = choose_instrumen(hasil, pola)
		assert instrumen is (hasil.instrumen if pola is hasil.pola else INSTRUMEN_PER_POLA[pola][0])


@given(permintaan, aturan, baris(), st.data())
def test_a_rule_added_after_the_one_that_fired_changes_nothing(p, daftar, tambahan, data):
	hasil = tetapkan_pola(p, daftar)
	dicoba = in_order(p, daftar)
	if hasil.aturan:
		nomor = next(n for n, b in enumerate(dicoba) if b.nama == hasil.aturan)
		letak = data.draw(st.integers(nomor + 1, len(dicoba)))
		# of a source that is asked no sooner than its neighbour before it
		urutan = (*p.unit, "")
		mulai = urutan.index(dicoba[letak - 1].sumber)
		sumber = data.draw(st.sampled_from((*urutan[mulai:], "LAIN")))
	else:
		letak, sumber = len(dicoba), "LAIN"
	sisip = replace(tambahan, sumber=sumber, kode="X")
	assert tetapkan_pola(p, [*dicoba[:letak], sisip, *dicoba[letak:]]) == hasil


@given(permintaan, aturan, st.randoms(use_true_random=False))
def test_only_the_order_within_one_source_counts(p, daftar, acak):
	sisa = {s: [b for b in daftar if b.sumber == s] for s in {b.sumber for b in daftar}}
	campur = []
	while sisa:
		sumber = acak.choice(sorted(sisa))
		campur.append(sisa[sumber].pop(0))
		if not sisa[sumber]:
			del sisa[sumber]
	assert tetapkan_pola(p, campur) == tetapkan_pola(p, daftar)


@given(permintaan, aturan)
def test_rules_switched_off_or_out_of_date_are_as_if_not_there(p, daftar):
	berlaku = [
		b
		for b in daftar
		if b.aktif and not (b.mulai and p.tanggal < b.mulai) and not (b.selesai and b.selesai <= p.tanggal)
	]
	a, b = tetapkan_pola(p, daftar), tetapkan_pola(p, berlaku)
	assert replace(a, jejak=()) == replace(b, jejak=())


@given(
	permintaan,
	st.lists(baris(st.just("DINKES")), min_size=2, max_size=6).map(numbered),
)
def test_a_row_called_covered_never_decides(p, daftar):
	p = replace(p, unit=("DINKES",))
	hasil = tetapkan_pola(p, daftar)
	for sempit, luas in find_covered(daftar):
		assert hasil.aturan != sempit.nama
		assert fires(luas, p) or not fires(sempit, p)


@given(st.sampled_from(KODE), st.sampled_from(AWALAN), st.sampled_from(AWALAN))
def test_prefixes(kode, luas, sempit):
	assert matches_prefix(kode, luas) == is_under(kode, luas)
	if covers_prefix(luas, sempit) and matches_prefix(kode, sempit):
		assert matches_prefix(kode, luas)
