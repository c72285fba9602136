"""The text of an attached file. Raises IsiBerkasError where there is none to be had."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from xml.etree import ElementTree

import frappe
from frappe import _

UKURAN = 30 * 1024 * 1024
HALAMAN = 300
ISI_DOCX = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class IsiBerkasError(frappe.ValidationError):
	"""A file whose text cannot be searched: the message says why."""


def read_text(nama: str, isi: bytes) -> Iterator[str]:
	"""The text of a file, page by page or paragraph by paragraph."""
	if len(isi) > UKURAN:
		raise IsiBerkasError(_("lebih besar dari {0} MB").format(UKURAN // 1024 // 1024))
	pembaca = {".pdf": _read_pdf, ".docx": _read_docx, ".txt": _read_txt}.get(PurePath(nama).suffix.lower())
	if not pembaca:
		raise IsiBerkasError(_("jenis berkas ini tidak dibaca isinya"))
	ada = False
	for teks in pembaca(isi):
		if teks.strip():
			ada = True
			yield teks
	if not ada:
		raise IsiBerkasError(_("tidak memuat teks, misalnya gambar pindaian"))


def _read_pdf(isi: bytes) -> Iterator[str]:
	from pypdf import PdfReader  # core brings it along

	pdf = PdfReader(io.BytesIO(isi))
	if pdf.is_encrypted and not pdf.decrypt(""):
		raise IsiBerkasError(_("terkunci dengan kata sandi"))
	for halaman in pdf.pages[:HALAMAN]:
		yield halaman.extract_text()


def _read_docx(isi: bytes) -> Iterator[str]:
	"""A library for this would bring an XML parser of its own; the text of a paragraph is all that is wanted."""
	with zipfile.ZipFile(io.BytesIO(isi)) as berkas, berkas.open(ISI_DOCX) as dokumen:
		# what unpacks to more than a file may weigh is no letter
		xml = dokumen.read(UKURAN + 1)
	if len(xml) > UKURAN:
		raise IsiBerkasError(_("lebih besar dari {0} MB").format(UKURAN // 1024 // 1024))
	if b"<!DOCTYPE" in xml[:1024]:
		raise IsiBerkasError(_("rusak atau bukan berkas Word"))
	for paragraf in ElementTree.fromstring(xml).iter(f"{_W}p"):
		yield "".join(t.text or "" for t in paragraf.iter(f"{_W}t"))


def _read_txt(isi: bytes) -> Iterator[str]:
	yield isi.decode("utf-8", errors="replace")
