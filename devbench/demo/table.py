"""Plain text tables of a fixed width. Pure, standard library only."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 140
GAP = "  "


@dataclass(frozen=True)
class Column:
	"""A heading, its width in characters, and whether numbers stand to the right."""

	judul: str
	lebar: int
	kanan: bool = False


def wrap(text: str, width: int) -> list[str]:
	"""Lines of at most `width` characters; line breaks and the indent of each line are kept."""
	lines: list[str] = []
	for part in str(text).split("\n"):
		indent = " " * (len(part) - len(part.lstrip(" >")))
		lines += textwrap.wrap(part, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
	return lines


def render_table(columns: Sequence[Column], rows: Iterable[Sequence[object]], ruled: bool = True) -> str:
	"""A table whose cells wrap inside their columns; a thin rule between rows if wanted."""
	total = sum(column.lebar for column in columns) + len(GAP) * (len(columns) - 1)
	if total > WIDTH:
		raise ValueError(f"the table is {total} wide, more than {WIDTH}")
	body = [_render_row(columns, row) for row in rows]
	head = [*_render_row(columns, [column.judul for column in columns]), "=" * total]
	rule = ["-" * total] if ruled else []
	lines = head[:]
	for number, cells in enumerate(body):
		lines += (rule if number else []) + cells
	return "\n".join(line.rstrip() for line in lines)


def _render_row(columns: Sequence[Column], row: Sequence[object]) -> list[str]:
	cells = [wrap(str(value), column.lebar) for column, value in zip(columns, row, strict=True)]
	height = max(len(cell) for cell in cells)
	lines = []
	for number in range(height):
		parts = []
		for column, cell in zip(columns, cells, strict=True):
			text = cell[number] if number < len(cell) else ""
			parts.append(text.rjust(column.lebar) if column.kanan else text.ljust(column.lebar))
		lines.append(GAP.join(parts))
	return lines


def title(text: str) -> str:
	return f"\n{text}\n{'~' * len(text)}"


def paragraph(text: str, indent: str = "") -> str:
	return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def footnotes(texts: Iterable[str]) -> dict[str, str]:
	"""Short marks for long texts that repeat: a, b, c … in the order of their first appearance."""
	marks: dict[str, str] = {}
	for text in texts:
		if text and text not in marks:
			marks[text] = chr(ord("a") + len(marks)) if len(marks) < 26 else f"a{len(marks)}"
	return marks
