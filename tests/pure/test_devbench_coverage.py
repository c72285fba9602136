import pytest

from devbench.coverage_areas import Area, area_of, print_table, sum_up


@pytest.mark.parametrize(
	("path", "area"),
	[
		("organisasi/domain/pohon.py", "organisasi/domain/"),
		("disposisi/domain/__init__.py", "disposisi/domain/"),
		("alur/domain.py", "alur/domain.py"),
		("pokja/services.py", "pokja/services.py"),
		("permissions/peran.py", "permissions/"),
		("disposisi/desk.py", None),
		("hooks.py", None),
		("organisasi/doctype/domain.json", None),
	],
)
def test_areas(path, area):
	assert area_of(path) == area


def test_sums_by_area_and_of_the_whole():
	areas, whole = sum_up(
		{
			"a/domain/x.py": (10, 10),
			"a/domain/y.py": (10, 7),
			"a/services.py": (4, 4),
			"hooks.py": (6, 0),
			"a/domain/__init__.py": (0, 0),
		}
	)
	assert areas == [Area("a/domain/", 20, 17), Area("a/services.py", 4, 4)]
	assert whole == Area("seluruh aplikasi", 30, 21)


@pytest.mark.parametrize(("covered", "low"), [(90, []), (89, ["a/services.py"])])
def test_an_area_below_the_limit_is_named_in_one_sentence(covered, low, capsys):
	area = Area("a/services.py", 100, covered)
	# the whole may be lower: only areas are held to the limit
	assert [a.name for a in print_table([area], Area("seluruh aplikasi", 200, 90))] == low
	told = [line for line in capsys.readouterr().out.splitlines() if "di bawah" in line]
	assert told == (["  Cakupan di bawah 90%: a/services.py (89.0%)."] if low else [])


def test_an_area_without_lines_lacks_none():
	assert Area("x", 0, 0).percent == 100
