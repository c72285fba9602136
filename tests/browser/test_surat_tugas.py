"""A leader starts from his plan, names officers directly, numbers their Surat Tugas, and has it on paper."""

import base64
import json
import os
import subprocess
from pathlib import Path

from langkah import expect_text, idle, open_form, photograph, task_of
from playwright.sync_api import Page, expect

KEGIATAN = "AGN-KEG"
BACA_PDF = """
import io, json, sys
from pypdf import PdfReader
halaman = PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
print(json.dumps([" ".join(h.extract_text().split()) for h in halaman]))
"""


def order_from_plan(halaman: Page, perihal: str, penerima: list[str]) -> str:
	"""From the activity of the plan to the submitted order; returns its name."""
	open_form(halaman, "Kegiatan", KEGIATAN)
	halaman.click(".page-head:visible button:has-text('Tugaskan')")
	halaman.fill(".modal:visible [data-fieldname='perihal'] input", perihal)
	photograph(halaman, "surat-tugas-dari-rencana")
	halaman.click(".modal:visible .btn-primary:has-text('Lanjut ke Disposisi')")
	return send_order(halaman, penerima)


def send_order(halaman: Page, penerima: list[str]) -> str:
	halaman.wait_for_function("window.cur_frm && cur_frm.doctype === 'Disposisi' && cur_frm.doc.naskah")
	idle(halaman)
	halaman.click("button:visible:has-text('Usulkan Penerima')")
	for nama in penerima:
		halaman.fill(".modal:visible [data-fieldname='cari'] input", nama)
		halaman.locator(f".modal:visible .asn-usul label:has-text('{nama}')").first.click()
	halaman.click(".modal:visible .btn-primary:has-text('Tambahkan')")
	halaman.evaluate(
		"""async () => {
			await cur_frm.set_value("pola", "Fungsional Individu");
			await cur_frm.set_value("alasan", "Keahlian analis diperlukan");
		}"""
	)
	idle(halaman)
	halaman.click("button:visible:has-text('Kirim Disposisi')")
	halaman.click(".modal:visible .btn-primary")
	halaman.wait_for_function("cur_frm.doctype === 'Disposisi' && cur_frm.doc.docstatus === 1")
	idle(halaman)
	return halaman.evaluate("cur_frm.doc.name")


def make_letter(halaman: Page, nomor: str, potret: str, **isian) -> str:
	"""On the order: make the letter, number it, issue it; returns its name."""
	halaman.click(".page-head:visible button:has-text('Buat Surat Tugas')")
	halaman.wait_for_function("cur_frm.doctype === 'Surat Tugas' && cur_frm.doc.keadaan === 'Draf'")
	idle(halaman)
	photograph(halaman, f"{potret}-draf")
	isian = {
		"nomor": nomor,
		"selesai": halaman.evaluate("frappe.datetime.add_days(cur_frm.doc.mulai, 6)"),
		**isian,
	}
	halaman.evaluate("async isian => { for (const f in isian) await cur_frm.set_value(f, isian[f]); }", isian)
	halaman.click(".page-head:visible button:has-text('Terbitkan')")
	halaman.click(".modal:visible .btn-primary")
	halaman.wait_for_function("cur_frm.doc.keadaan === 'Terbit'")
	idle(halaman)
	photograph(halaman, f"{potret}-terbit")
	return halaman.evaluate("cur_frm.doc.name")


def print_pdf(halaman: Page, nama: str) -> list[str]:
	isi = halaman.evaluate(
		"""async nama => {
			const jawab = await fetch(`/api/method/frappe.utils.print_format.download_pdf?doctype=Surat%20Tugas&name=${nama}`);
			const byte = new Uint8Array(await jawab.arrayBuffer());
			let teks = "";
			for (const b of byte) teks += String.fromCharCode(b);
			return btoa(teks);
		}""",
		nama,
	)
	pdf = base64.b64decode(isi)
	if folder := os.environ.get("DEVBENCH_POTRET"):
		Path(folder, f"surat-tugas-{nama}.pdf").write_bytes(pdf)
	# the bench has the reader, the tests' own Python has not
	hasil = subprocess.run(
		[os.environ["DEVBENCH_PYTHON"], "-c", BACA_PDF],
		input=pdf,
		capture_output=True,
		check=True,
		timeout=60,
	)
	return json.loads(hasil.stdout)


def test_from_the_plan_to_a_numbered_letter_on_paper(masuk):
	pimpinan = masuk("kadis_a")
	order_from_plan(pimpinan, "Inventarisasi aset", ["Uji jf1"])
	surat = make_letter(
		pimpinan,
		"800.1.11/7/DA",
		"surat-tugas",
		tempat_tugas="Kabupaten Uji",
		sumber_biaya="DPA Dinas A Tahun 2026",
	)
	(teks,) = print_pdf(pimpinan, surat)
	for isi in (
		"SURAT TUGAS",
		"800.1.11/7/DA",
		"Uji jf1",
		"(7 hari)",
		"Inventarisasi aset",
		"Kepala Bidang A1",
	):
		assert isi in teks, isi

	petugas = masuk("jf1")
	naskah = pimpinan.evaluate("cur_frm.doc.naskah")
	open_form(petugas, "Tugas", task_of(petugas, naskah))
	petugas.click(".page-head:visible button:has-text('Buka Surat Tugas')")
	petugas.wait_for_function("cur_frm.doctype === 'Surat Tugas'")
	expect_text(petugas, "Yang ditugaskan")
	assert not petugas.locator("button:visible:has-text('Cabut')").count()
	photograph(petugas, "surat-tugas-petugas")


def test_several_officers_stand_in_an_annex(masuk):
	pimpinan = masuk("sekda")
	pimpinan.goto("/app/kotak-kerja")
	pimpinan.click("button:visible:has-text('Tugaskan')")
	pimpinan.select_option(".modal:visible [data-fieldname='dasar'] select", "Arahan Lisan")
	expect(
		pimpinan.locator(".modal:visible .frappe-control[data-fieldname='pemberi_arahan']")
	).to_be_visible()
	pimpinan.fill(".modal:visible [data-fieldname='perihal'] input", "Penataan arsip bersama")
	photograph(pimpinan, "surat-tugas-arahan")
	pimpinan.click(".modal:visible .btn-primary:has-text('Lanjut ke Disposisi')")
	orang = ["Uji jf1", "Uji jf2", "Uji tu_a", "Uji tu_setda"]
	send_order(pimpinan, orang)
	surat = make_letter(pimpinan, "800.1.11/8/SETDA", "surat-tugas-banyak")
	badan, lampiran = print_pdf(pimpinan, surat)
	assert "tercantum dalam lampiran surat ini (4 orang)" in badan
	assert lampiran.startswith("LAMPIRAN SURAT TUGAS")
	for nama in orang:
		assert nama in lampiran and nama not in badan


def test_an_officer_lays_a_telaahan_before_his_jpt_who_gives_it_back_to_him(masuk):
	petugas = masuk("jf1")
	petugas.goto("/app/naskah-masuk/new")
	petugas.wait_for_function(
		"window.cur_frm && cur_frm.doctype === 'Naskah Masuk' && cur_frm.doc.tujuan_jabatan"
	)
	idle(petugas)
	petugas.evaluate(
		"""async () => {
			await cur_frm.set_value("bentuk", "Telaahan Staf");
			await cur_frm.set_value("jenis_naskah", "Telaahan Staf");
			await cur_frm.set_value("perihal", "Telaahan pola kerja");
		}"""
	)
	idle(petugas)
	photograph(petugas, "telaahan-1-formulir")
	petugas.click(
		".page-head:visible button[data-label='Simpan'], .page-head:visible .primary-action:visible"
	)
	petugas.wait_for_function("!cur_frm.is_new() && cur_frm.doc.nomor_agenda")
	naskah = petugas.evaluate("cur_frm.doc.name")
	petugas.goto("/app/naskah-masuk")
	expect(
		petugas.locator(".list-row-container:visible", has_text="Telaahan pola kerja").first
	).to_be_visible()

	pimpinan = masuk("kadis_a")
	open_form(pimpinan, "Naskah Masuk", naskah)
	pimpinan.click("button:visible:has-text('Disposisikan')")
	send_order(pimpinan, ["Uji jf1"])
	expect_text(pimpinan, "Kepala Bidang A1")
	photograph(pimpinan, "telaahan-2-disposisi")
	assert task_of(petugas, naskah)
