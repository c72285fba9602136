"""Tasks that a recipient gives back or that end with their parts, letters that wait again after a recall."""

from transformasi_asn.setup.langkah import add_steps


def execute() -> None:
	add_steps("Alur Tugas", {"Kembalikan kepada Pemberi", "Tugaskan Kembali", "Selesaikan"})
	add_steps("Alur Naskah Masuk", {"Kembali Menunggu Disposisi"})
