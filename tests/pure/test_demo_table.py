"""The text tables of the demo fit the terminal."""

import pytest

from devbench.demo.table import WIDTH, Column, footnotes, render_table, wrap


def test_cells_wrap_inside_their_columns():
	text = render_table([Column("A", 5), Column("Angka", 5, kanan=True)], [["satu dua tiga", 7], ["x", 12]])
	lines = text.splitlines()
	assert lines[0] == "A      Angka"
	assert lines[2:5] == ["satu       7", "dua", "tiga"]
	assert lines[-1] == "x         12"
	assert all(len(line) <= 12 for line in lines)


def test_a_table_wider_than_the_terminal_is_refused():
	with pytest.raises(ValueError):
		render_table([Column("A", WIDTH), Column("B", 1)], [])


def test_line_breaks_and_long_words():
	assert wrap("a\n\nbcdefgh", 3) == ["a", "", "bcd", "efg", "h"]


def test_footnotes_mark_each_text_once():
	assert footnotes(["x", "", "y", "x"]) == {"x": "a", "y": "b"}
