"""One letter through five hands: registered, disposed, handed on twice, reported up, finished, printed."""

import base64
import os
import subprocess
from pathlib import Path

import pytest
from langkah import dispose_to, expect_text, hand_on, idle, open_form, photograph, take_step, task_of
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("agensi")

PERIHAL = "Permintaan data capaian pelayanan semester berjalan"
NOMOR = "005/1207/V-ORG"


def pick(halaman: Page, field: str, nilai: str) -> None:
	"""Type into a link field and take the offered row."""
	kotak = halaman.locator(f".form-layout:visible [data-fieldname='{field}'] input:visible").first
	kotak.fill(nilai)
	halaman.locator(f".awesomplete ul > li:visible:has-text('{nilai}')").first.click()
	halaman.wait_for_function("field => Boolean(cur_frm.doc[field])", arg=field)


def register(halaman: Page) -> str:
	"""As the registrar types it from the paper; returns the name of the letter."""
	halaman.goto("/app/naskah-masuk/new")
	halaman.wait_for_function("window.cur_frm && cur_frm.doctype === 'Naskah Masuk' && cur_frm.is_new()")
	# unit and addressee are proposed
	halaman.wait_for_function("cur_frm.doc.tujuan_jabatan === 'AGN-SEKDA'")
	idle(halaman)
	pick(halaman, "jenis_naskah", "Surat Biasa")
	for field, nilai in (
		("perihal", PERIHAL),
		("pengirim", "Kementerian Uji"),
		("nomor_surat", NOMOR),
		("tanggal_surat", halaman.evaluate("frappe.datetime.str_to_user(frappe.datetime.get_today())")),
	):
		kotak = halaman.locator(f".form-layout:visible [data-fieldname='{field}'] input:visible").first
		kotak.fill(nilai)
		kotak.press("Tab")
	pick(halaman, "kegiatan", "Kegiatan rutin uji")
	halaman.click(".page-head:visible .primary-action:visible")
	halaman.wait_for_function("!cur_frm.is_new() && cur_frm.doc.nomor_agenda")
	idle(halaman)
	expect(halaman.locator("[data-fieldname='pencatat'] .control-value:visible")).to_have_text("Uji tu_setda")
	return halaman.evaluate("cur_frm.doc.name")


def report_up(halaman: Page, tugas: str, teks: str) -> None:
	open_form(halaman, "Tugas", tugas)
	take_step(halaman, "Laporkan", teks)


def accept(halaman: Page, tugas: str, teks: str) -> None:
	open_form(halaman, "Tugas", tugas)
	expect_text(halaman, teks)
	take_step(halaman, "Terima Laporan")
	assert halaman.evaluate("cur_frm.doc.tahap") == "Selesai"


def read_pdf(halaman: Page, nama: str) -> str:
	"""The text of the sheet as a PDF; the file itself is kept beside the pictures."""
	isi = halaman.evaluate(
		"""async nama => {
			const jawab = await fetch(`/api/method/frappe.utils.print_format.download_pdf?doctype=Disposisi&name=${nama}`);
			if (!jawab.ok) throw new Error(await jawab.text());
			const bita = new Uint8Array(await jawab.arrayBuffer());
			return btoa(Array.from(bita, (b) => String.fromCharCode(b)).join(""));
		}""",
		nama,
	)
	pdf = base64.b64decode(isi)
	if folder := os.environ.get("DEVBENCH_POTRET"):
		Path(folder, "lima-orang.pdf").write_bytes(pdf)
	baca = "import io, sys, pypdf; print(*(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages))"
	hasil = subprocess.run(
		[os.environ["DEVBENCH_PYTHON"], "-c", baca], input=pdf, capture_output=True, check=True
	)
	return " ".join(hasil.stdout.decode().split())


def test_five_people_bring_a_letter_to_its_end(masuk):
	tu = masuk("tu_setda")
	naskah = register(tu)
	photograph(tu, "lima-orang-1-daftar")

	sekda = masuk("sekda")
	perintah = dispose_to(sekda, naskah, "Uji kadis_a")
	photograph(sekda, "lima-orang-2-disposisi")

	# each accepts, and passes it on
	turun = {}
	for kunci, berikut in (("kadis_a", "Uji kabid"), ("kabid", "Uji jf1")):
		halaman = masuk(kunci)
		tugas = task_of(halaman, naskah)
		open_form(halaman, "Tugas", tugas)
		take_step(halaman, "Terima")
		hand_on(halaman, tugas, berikut)
		photograph(halaman, f"lima-orang-3-teruskan-{kunci}")
		turun[kunci] = (halaman, tugas)

	petugas = masuk("jf1")
	tugas = task_of(petugas, naskah)
	open_form(petugas, "Tugas", tugas)
	expect_text(petugas, "Mengapa saya?")
	expect_text(petugas, "Kepala Bidang A1")
	take_step(petugas, "Terima")
	report_up(petugas, tugas, "Data capaian sudah dihimpun.")
	photograph(petugas, "lima-orang-4-lapor")

	# the reports go up as the orders came down
	kabid, tugas_kabid = turun["kabid"]
	accept(kabid, tugas, "Data capaian sudah dihimpun.")
	report_up(kabid, tugas_kabid, "Bidang selesai.")
	kadis, tugas_kadis = turun["kadis_a"]
	accept(kadis, tugas_kabid, "Bidang selesai.")
	report_up(kadis, tugas_kadis, "Dinas selesai.")
	accept(sekda, tugas_kadis, "Dinas selesai.")
	photograph(sekda, "lima-orang-5-selesai")

	for halaman in (sekda, tu):
		open_form(halaman, "Naskah Masuk", naskah)
		assert halaman.evaluate("cur_frm.doc.tahap") == "Selesai"
		for nama in ("Uji kadis_a", "Uji kabid", "Uji jf1"):
			expect_text(halaman, nama)
	photograph(tu, "lima-orang-6-tuntas")

	lembar = read_pdf(sekda, perintah)
	for isi in (
		"LEMBAR DISPOSISI",
		PERIHAL,
		NOMOR,
		"Kementerian Uji",
		"Sekretaris Daerah Uji",
		"Uji kadis_a",
	):
		assert isi in lembar

	# the head of another agency never hears of it
	asing = masuk("kadis_b")
	assert (
		asing.evaluate(
			"naskah => frappe.db.get_list('Tugas', {filters: {naskah}}).then((d) => d.length)", naskah
		)
		== 0
	)
	asing.goto(f"/app/naskah-masuk/{naskah}")
	expect(asing.locator("body")).not_to_contain_text(PERIHAL)
