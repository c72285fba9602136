"""Teams put together by reason, scope, age or result."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.alur.domain import SEMUA_TAHAP
from transformasi_asn.pokja.domain.rekap import FaktaTim, Hasil, count_teams, group_of_age

HARI = date(2026, 11, 24)


def team(tahap: str, alasan: str = "Program strategis pemerintah") -> FaktaTim:
	return FaktaTim("Pokja", alasan, "Satu unit", "Dinas A", tahap, HARI)


@pytest.mark.parametrize(
	("hari", "kelompok"),
	[(0, 0), (29, 0), (30, 1), (90, 1), (91, 2), (182, 3), (364, 3), (365, 4), (9999, 4)],
)
def test_groups_of_age(hari, kelompok):
	assert group_of_age(hari) == kelompok


def test_an_established_team_that_waits_is_still_running():
	assert team("Menunggu").hasil is Hasil.DISIAPKAN
	assert replace(team("Menunggu"), ditetapkan=True).hasil is Hasil.BERJALAN
	assert replace(team("Batal"), ditetapkan=True).hasil is Hasil.DIBUBARKAN


def test_named_groups_stand_first_and_empty_ones_too():
	tim = [
		team("Berjalan", "B"),
		team("Selesai", "B"),
		team("Batal", "C"),
		team("Baru", "C"),
		team("Baru", "C"),
	]
	baris = count_teams(tim, lambda t: t.alasan, ["A", "B"])
	assert [(b.kelompok, b.jumlah) for b in baris] == [("A", 0), ("B", 2), ("C", 3)]
	assert baris[1].per_hasil == {
		Hasil.DISIAPKAN: 0,
		Hasil.BERJALAN: 1,
		Hasil.SELESAI: 1,
		Hasil.DIBUBARKAN: 0,
	}
	assert baris[2].per_hasil[Hasil.DIBUBARKAN] == 1


@given(st.lists(st.builds(team, st.sampled_from(SEMUA_TAHAP), st.sampled_from("ABC"))))
def test_every_team_counts_once(tim):
	baris = count_teams(tim, lambda t: t.alasan, ["A"])
	assert sum(b.jumlah for b in baris) == len(tim)
	assert sum(b.per_hasil[h] for b in baris for h in Hasil) == len(tim)
