"""Evidence of finished work asks the log what one person has done."""

from transformasi_asn.disposisi.doctype.jejak_tugas import jejak_tugas


def execute() -> None:
	jejak_tugas.on_doctype_update()
