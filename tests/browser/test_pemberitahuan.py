"""The admin sets up a channel and tries it; a recipient chooses it, with his number and his quiet hours."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from langkah import expect_text, idle, open_form, photograph
from playwright.sync_api import Page, expect


@pytest.fixture
def gerbang():
	"""A gateway on loopback; what it was sent stands in `.masuk`."""

	class Penerima(BaseHTTPRequestHandler):
		def do_POST(self):
			self.server.masuk.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
			self.send_response(200)
			self.end_headers()

		def log_message(self, *_isi):
			pass

	with ThreadingHTTPServer(("127.0.0.1", 0), Penerima) as server:
		server.masuk = []
		threading.Thread(target=server.serve_forever, daemon=True).start()
		yield server
		server.shutdown()


def fill(halaman: Page, field: str, nilai: str) -> None:
	kotak = halaman.locator(f".form-layout:visible [data-fieldname='{field}'] input:visible").first
	kotak.fill(nilai)
	kotak.blur()


def close(halaman: Page) -> None:
	"""The message, when it has come to rest: while it fades in, it takes no click."""
	halaman.wait_for_timeout(500)
	halaman.locator(".modal.show .btn-modal-close:visible").first.click()
	expect(halaman.locator(".modal:visible")).to_have_count(0)


def save(halaman: Page) -> None:
	halaman.click(".page-head:visible .primary-action:visible")
	halaman.wait_for_function("window.cur_frm && !cur_frm.is_dirty() && !cur_frm.is_new()")
	idle(halaman)


def test_channel_and_choice(masuk, gerbang):
	admin = masuk("Administrator")
	admin.goto("/app/kanal-pemberitahuan/new")
	admin.wait_for_function("window.cur_frm && cur_frm.doctype === 'Kanal Pemberitahuan'")
	idle(admin)
	fill(admin, "nama", "Gerbang Peramban")
	admin.select_option(".form-layout:visible [data-fieldname='jenis'] select", "Webhook")
	admin.select_option(".form-layout:visible [data-fieldname='jenis_alamat'] select", "Nomor telepon")
	admin.click(".form-layout:visible [data-fieldname='aktif'] input")
	fill(admin, "alamat", "gerbang tanpa skema")
	admin.click(".page-head:visible .primary-action:visible")
	expect(admin.locator(".msgprint:visible")).to_contain_text("URL lengkap")
	photograph(admin, "kanal-ditolak")
	close(admin)
	fill(admin, "alamat", f"http://127.0.0.1:{gerbang.server_port}/kirim")
	save(admin)
	photograph(admin, "kanal")
	try_out(admin, gerbang)

	penerima = masuk("kabid")
	penerima.goto("/app/pilihan-pemberitahuan")
	penerima.wait_for_function("window.cur_frm && cur_frm.doctype === 'Pilihan Pemberitahuan'")
	idle(penerima)
	choose(penerima)
	assert (
		penerima.evaluate("cur_frm.doc.kanal.find(b => b.kanal === 'Gerbang Peramban').alamat")
		== "6281234567890"
	)
	penerima.set_viewport_size({"width": 390, "height": 800})
	penerima.reload()
	idle(penerima)
	photograph(penerima, "pilihan-ponsel")

	admin.goto("/app/kiriman-pemberitahuan")
	idle(admin)
	photograph(admin, "kiriman-daftar")
	open_form(admin, "Kanal Pemberitahuan", "Gerbang Peramban")
	admin.click(".form-layout:visible [data-fieldname='aktif'] input")
	save(admin)


def try_out(admin: Page, gerbang) -> None:
	admin.click("button:visible:text-is('Kirim Percobaan')")
	admin.fill(".modal:visible [data-fieldname='alamat'] input", "0812-3456-7890")
	admin.click(".modal:visible .btn-primary")
	expect(admin.locator(".msgprint:visible")).to_contain_text("Kanal menerima pesannya")
	photograph(admin, "kanal-percobaan")
	assert gerbang.masuk[-1]["penerima"]["alamat"] == "6281234567890"
	close(admin)


def choose(halaman: Page) -> None:
	baris = halaman.locator(".grid-body:visible .grid-row", has_text="Gerbang Peramban")
	photograph(halaman, "pilihan-kosong")
	# a grid row takes input once it has been clicked
	baris.locator("[data-fieldname='alamat']").first.click()
	baris.locator("[data-fieldname='alamat'] input").first.fill("0812-3456-7890")
	baris.locator("[data-fieldname='langsung'] input").first.check()
	halaman.select_option(".form-layout:visible [data-fieldname='jam_tenang'] select", "Jam sendiri")
	photograph(halaman, "pilihan-diisi")
	save(halaman)
	photograph(halaman, "pilihan")
	expect_text(halaman, "Jam tenang")
