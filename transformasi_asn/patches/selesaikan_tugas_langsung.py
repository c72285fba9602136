"""Work given directly that needs no report is finished by its holder, or with its parts."""

from transformasi_asn.setup.langkah import add_steps


def execute() -> None:
	add_steps("Alur Tugas", {"Selesaikan"})
