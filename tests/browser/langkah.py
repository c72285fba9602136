"""What people do in the desk, in the words of the test."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect


def open_form(halaman: Page, doctype: str, nama: str) -> None:
	halaman.goto(f"/app/{doctype.lower().replace(' ', '-')}/{nama}")
	halaman.wait_for_function(
		"([dt, nama]) => window.cur_frm && cur_frm.doctype === dt && cur_frm.doc && cur_frm.doc.name === nama",
		arg=[doctype, nama],
	)
	idle(halaman)


def idle(halaman: Page) -> None:
	halaman.wait_for_load_state("networkidle")


def dispose_to(halaman: Page, naskah: str, nama_penerima: str) -> str:
	"""The leader opens the letter, takes a proposed recipient, sends; returns the name of the order."""
	open_form(halaman, "Naskah Masuk", naskah)
	halaman.click("button:visible:has-text('Disposisikan')")
	return _send_order(halaman, nama_penerima)


def hand_on(halaman: Page, tugas: str, nama_penerima: str) -> str:
	"""The holder passes the task on to a proposed recipient; returns the name of the order."""
	open_form(halaman, "Tugas", tugas)
	halaman.locator(".page-head:visible button:text-is('Teruskan'):visible").click()
	return _send_order(halaman, nama_penerima)


def _send_order(halaman: Page, nama_penerima: str) -> str:
	halaman.wait_for_function("window.cur_frm && cur_frm.doctype === 'Disposisi' && cur_frm.doc.naskah")
	idle(halaman)
	halaman.click("button:visible:has-text('Usulkan Penerima')")
	halaman.fill(".modal:visible [data-fieldname='cari'] input", nama_penerima)
	halaman.locator(f".modal:visible .asn-usul label:has-text('{nama_penerima}')").first.click()
	halaman.click(".modal:visible .btn-primary:has-text('Tambahkan')")
	idle(halaman)
	halaman.click("button:visible:has-text('Kirim Disposisi')")
	halaman.click(".modal:visible .btn-primary")
	halaman.wait_for_function("cur_frm.doctype === 'Disposisi' && cur_frm.doc.docstatus === 1")
	idle(halaman)
	return halaman.evaluate("cur_frm.doc.name")


def task_of(halaman: Page, naskah: str) -> str:
	"""The newest task of the letter that this person sees."""
	tugas = halaman.evaluate(
		"""naskah => frappe.db.get_list("Tugas", {filters: {naskah}, order_by: "creation desc", limit: 1})""",
		naskah,
	)
	assert tugas, "tidak ada tugas yang terlihat"
	return tugas[0]["name"]


def take_step(halaman: Page, aksi: str, teks: str | None = None) -> None:
	"""Press a step of the workflow; where it asks for a text, write it."""
	sebelum = halaman.evaluate("cur_frm.doc.workflow_state")
	tombol = halaman.locator(f".page-head:visible button:text-is('{aksi}'):visible")
	menu = halaman.locator(f".page-head:visible .actions-btn-group a:has-text('{aksi}')")
	tombol.or_(menu).first.wait_for(state="attached")
	if tombol.count():
		tombol.first.click()
	else:
		halaman.click(".actions-btn-group:visible > button")
		menu.first.click()
	if teks is not None:
		halaman.fill(".modal:visible textarea", teks)
		halaman.click(".modal:visible .btn-primary")
	halaman.wait_for_function("s => cur_frm.doc.workflow_state !== s", arg=sebelum)
	idle(halaman)


def photograph(halaman: Page, nama: str) -> None:
	"""Keep a picture for the reader when DEVBENCH_POTRET names a folder."""
	if folder := os.environ.get("DEVBENCH_POTRET"):
		Path(folder).mkdir(parents=True, exist_ok=True)
		halaman.screenshot(path=f"{folder}/{nama}.png")


def expect_text(halaman: Page, teks: str) -> None:
	expect(halaman.locator(".layout-main:visible").first).to_contain_text(teks, timeout=15_000)
