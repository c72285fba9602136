"""The core of ./dev bench: figures, verdicts, the table, the counting of statements."""

from types import SimpleNamespace

import pytest

from devbench.bench import daftar, isi
from devbench.bench.cetak import putusan, tabel, tabel_sql
from devbench.bench.inti import Hasil, Nilai, Patok, Sampel, Target, milidetik, nilai, per_detik, tercapai
from devbench.bench.patok.pohon import _nomori, integral
from devbench.bench.sql import hitung, normalise

HASIL = Hasil(
	{
		"sendiri": [Sampel(0.2, 10, 30), Sampel(0.1, 10, 30), Sampel(0.4, 10, 30)],
		"stok": [Sampel(0.6, 10, 90), Sampel(0.5, 10, 90), Sampel(0.8, 10, 90)],
	}
)
MS = Nilai("sendiri", milidetik, "{:.0f}")
STOK = Nilai("stok", milidetik, "{:.0f}")


def test_median_and_spread():
	baris = nilai(Target("t", MS), HASIL)
	assert (baris.sendiri, baris.sebaran) == ("200", "100 - 400")
	assert baris.tercapai is None and baris.rasio is None


@pytest.mark.parametrize(
	"batas, paling_banyak, harapan",
	[(3, False, True), (3.01, False, False), (3, True, True), (2.9, True, False)],
)
def test_ratio_is_held_against_the_limit(batas, paling_banyak, harapan):
	baris = nilai(Target("t", MS, batas, paling_banyak, STOK, uji="rasio"), HASIL)
	assert baris.rasio == pytest.approx(3.0)
	assert tercapai(round(baris.rasio, 9), batas, paling_banyak) is harapan


def test_ratio_the_other_way():
	assert nilai(Target("t", MS, 1.5, True, STOK, "rasio", "sendiri/stok"), HASIL).rasio == pytest.approx(
		1 / 3
	)


def test_own_figure_is_held_against_the_limit_whatever_stock_does():
	assert nilai(Target("t", MS, 200, stok=STOK), HASIL).tercapai is True
	assert nilai(Target("t", MS, 199, stok=STOK), HASIL).tercapai is False


def test_a_missing_ratio_is_missed():
	assert nilai(Target("t", MS, 3, False, uji="rasio"), HASIL).tercapai is False


def test_units_per_second():
	assert HASIL.tengah("sendiri", per_detik) == pytest.approx(50)


def _baris(batas):
	return nilai(Target("t", MS, batas, stok=STOK, catatan="sebuah catatan"), HASIL)


def test_verdict_counts_targets_only():
	assert putusan([_baris(200), _baris(100), _baris(None)]) == ("1 dari 2 target tercapai", False)
	assert putusan([_baris(200), _baris(None)]) == ("1 dari 1 target tercapai", True)


def test_nothing_measured_is_nothing_met():
	assert putusan([]) == ("0 dari 0 target tercapai", False)


def test_table_shows_what_is_missed_and_each_note_once():
	teks = tabel([_baris(200), _baris(100)])
	assert teks.count("TIDAK") == 1 and teks.count("sebuah catatan") == 1
	assert teks.count("[1]") == 3


@pytest.mark.parametrize(
	"satu, lain",
	[
		("SELECT a FROM t WHERE x='it''s'  AND n=12", "SELECT a FROM t WHERE x='b' AND n=7"),
		("select a from t where x in ('a', 'b', 'c')", "select a from t where x in ('a')"),
		("INSERT INTO t (a,b) VALUES (1,'x'),(2,NULL)", "INSERT INTO t (a,b) VALUES (3,'y')"),
		("select %(param1)s", "select %(param12)s"),
		("savepoint abc", "savepoint def"),
	],
)
def test_equal_statements_are_told_as_one(satu, lain):
	assert normalise(satu) == normalise(lain)


def test_different_statements_stay_apart():
	assert normalise("select a from t1") != normalise("select a from t2")
	assert normalise("select a from t") != normalise("select b from t")


class Db:
	def __init__(self):
		self.jalan = []

	def sql(self, query, run=True):
		if run:
			self.jalan.append(query)
		return query

	def commit(self):
		self.sql("commit")


def test_every_statement_is_counted_once_and_the_connection_left_as_it_was():
	db = Db()
	with hitung(db, rinci=True) as hasil:
		assert db.sql("select 1") == "select 1"
		db.sql("select 2")
		db.sql("select 3", run=False)
		db.commit()
	db.sql("select 4")
	assert hasil.banyak == 3 == sum(hasil.menurut.values())
	assert "sql" not in vars(db) and len(db.jalan) == 4
	assert "select ?" in tabel_sql((a, t, n) for (a, t), n in hasil.menurut.items())


def test_counting_ends_with_an_error_too():
	db = Db()
	with pytest.raises(ValueError), hitung(db):
		raise ValueError
	assert "sql" not in vars(db)


def test_every_file_is_a_benchmark_whose_targets_name_its_sides():
	semua = daftar.semua()
	assert [p.nama for p in semua][:2] == ["keputusan", "disposisi"]
	for p in semua:
		assert isinstance(p, Patok) and daftar.ambil(p.nama) is p and p.ronde > 0
		for t in p.target:
			assert t.sendiri.sisi in p.sisi and (t.stok is None or t.stok.sisi in p.sisi), t.teks
			assert t.uji == "sendiri" or t.stok, t.teks


def test_area_under_a_line():
	assert integral((0, 10, 20), [1, 1, 3]) == pytest.approx(10 + 20)


@pytest.mark.parametrize("banyak", [1, 2, 11, 12, 137])
def test_numbers_of_the_sample_tree_are_a_nested_set(banyak):
	nomor = _nomori(banyak)
	assert sorted(n for pasang in nomor for n in pasang) == list(range(1, 2 * banyak + 1))
	for n in range(1, banyak):
		(kiri, kanan), (kiri_induk, kanan_induk) = nomor[n], nomor[(n - 1) // 10]
		assert kiri_induk < kiri < kanan < kanan_induk


def test_big_tree_names_only_nodes_that_are_there():
	unit, jabatan = (teks.splitlines()[1:] for teks in isi.susunan_besar("X", 40, 200))
	kode_unit = {b.split(",")[0] for b in unit}
	kode = {b.split(",")[0] for b in jabatan}
	assert len(kode_unit) == 40 and len(kode) == 200
	for b in jabatan:
		kolom = b.split(",")
		assert kolom[2] in kode_unit and (not kolom[5] or kolom[5] in kode)


@pytest.mark.parametrize("kata", [["tidak-ada"], ["--apa"], ["keputusan", "pohon"], ["--json"]])
def test_wrong_usage_is_2(kata, capsys, monkeypatch, tmp_path):
	from devbench import cli

	monkeypatch.setattr(cli, "Settings", SimpleNamespace(from_env=lambda env: SimpleNamespace(home=tmp_path)))
	assert cli.main(["bench", *kata]) == 2
	assert "./dev bench" in capsys.readouterr().err


@pytest.mark.parametrize("variabel", ["DEVBENCH_DEMO_SITE", "DEVBENCH_TEST_SITE"])
@pytest.mark.parametrize("situs", ["bench.localhost", "bench-stok.localhost"])
def test_sites_that_are_wiped_are_nobody_elses(variabel, situs):
	from devbench.config import Settings
	from devbench.errors import BenchError

	with pytest.raises(BenchError, match="nama lain"):
		Settings.from_env({variabel: situs})
