"""Load the board of team work, which a fresh site gets with the fixtures."""

from transformasi_asn.setup import muatan


def execute() -> None:
	muatan.load_file("kanban_board", ("kanban_board_name",))
