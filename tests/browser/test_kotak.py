"""The inbox: counters, three clicks for a letter, several at once, and a second person who sees it come."""

import re

import pytest
from langkah import idle, photograph
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("agensi")

HITUNG = """
addEventListener("click", (e) => {
	if (e.isTrusted) sessionStorage.setItem("klik", 1 + Number(sessionStorage.getItem("klik") || 0));
}, true);
"""


def open_inbox(halaman: Page, kotak: str = "") -> None:
	halaman.goto("/app/kotak-kerja" + (f"/{kotak}" if kotak else ""))
	expect(halaman.locator(".asn-ubin").first).to_be_visible()
	idle(halaman)


def tile(halaman: Page, kotak: str):
	return halaman.locator(f".asn-ubin[data-kotak='{kotak}']")


def number(halaman: Page, kotak: str) -> int:
	return int(tile(halaman, kotak).locator(".asn-ubin-jumlah").inner_text())


def row(halaman: Page, perihal: str):
	return halaman.locator(".asn-baris").filter(has_text=perihal)


def expect_number(halaman: Page, kotak: str, jumlah: int) -> None:
	expect(tile(halaman, kotak).locator(".asn-ubin-jumlah")).to_have_text(str(jumlah), timeout=15_000)


def test_a_letter_in_three_clicks_and_the_recipient_sees_it_come(masuk, agensi):
	pimpinan, kabid = masuk("kadis_a"), masuk("kabid")
	pimpinan.add_init_script(HITUNG)
	open_inbox(kabid)
	tugas = number(kabid, "disposisi_belum_dibaca")
	dimuat = kabid.evaluate("performance.timeOrigin")
	open_inbox(pimpinan)
	photograph(pimpinan, "kotak-kerja")
	naskah = number(pimpinan, "naskah_belum_dibaca")
	pimpinan.evaluate("sessionStorage.setItem('klik', 0)")

	row(pimpinan, "Surat rutin 14").locator("[data-tindakan='disposisi']").click()
	dialog = pimpinan.locator(".modal.show")
	expect(dialog.locator(".asn-usul label").first).to_be_visible()
	# proposed already, unless this leader has lately given such letters to others
	dialog.locator(".asn-usul label:has-text('Uji kabid') input").check()
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".desk-alert:visible").first).to_contain_text("Disposisi terkirim")
	assert int(pimpinan.evaluate("sessionStorage.getItem('klik')")) <= 3

	expect_number(pimpinan, "naskah_belum_dibaca", naskah - 1)
	expect(row(pimpinan, "Surat rutin 14")).to_have_count(0)
	expect_number(kabid, "disposisi_belum_dibaca", tugas + 1)
	assert kabid.evaluate("performance.timeOrigin") == dimuat, "halaman dimuat ulang"
	tile(pimpinan, "terkirim").click()
	expect(row(pimpinan, "Surat rutin 14").first).to_contain_text(re.compile(r"selesai 0 dari \d"))
	photograph(pimpinan, "kotak-terkirim")


def test_the_cards_of_the_workspace_count_along(masuk, agensi):
	pimpinan, tata_usaha = masuk("kadis_a"), masuk("tu_a")
	pimpinan.goto("/app/transformasi-asn")
	kartu = pimpinan.locator("[number_card_name='Naskah belum dibaca'] .number")
	expect(kartu).to_have_text(re.compile(r"\d+"), timeout=20_000)
	sebelum = int(kartu.inner_text())
	tata_usaha.evaluate(
		"""naskah => frappe.xcall("transformasi_asn.disposisi.api.tandai_tanpa_disposisi", {naskah: [naskah], alasan: "Uji."})""",
		agensi["rutin"][19],
	)
	expect(kartu).to_have_text(str(sebelum - 1), timeout=15_000)
	photograph(pimpinan, "ruang-kerja")
	kartu.click()
	pimpinan.wait_for_url("**/kotak-kerja/naskah_belum_dibaca")
	expect(tile(pimpinan, "naskah_belum_dibaca")).to_have_attribute("aria-pressed", "true")


def test_several_at_once(masuk, agensi):
	pimpinan = masuk("kadis_a")
	open_inbox(pimpinan, "naskah_belum_dibaca")
	for n in (15, 16, 17):
		row(pimpinan, f"Surat rutin {n}").locator(".asn-pilih").check()
	expect(pimpinan.locator(".asn-massal-jumlah")).to_have_text("3 dipilih")
	pimpinan.click("[data-massal='disposisi']")
	dialog = pimpinan.locator(".modal.show")
	dialog.locator("[name='asn-cara'][value='sama']").check()
	dialog.locator(".asn-usul label:has-text('Uji kabid')").click()
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".msgprint-dialog .modal-title:visible")).to_contain_text("3 dari 3")

	kabid = masuk("kabid")
	open_inbox(kabid, "disposisi_belum_dibaca")
	for n in (15, 16, 17):
		row(kabid, f"Surat rutin {n}").locator(".asn-pilih").check()
	photograph(kabid, "kotak-massal")
	kabid.click("[data-massal='terima']")
	expect(kabid.locator(".desk-alert:visible").first).to_contain_text("3 selesai")
	for n in (15, 16, 17):
		expect(row(kabid, f"Surat rutin {n}")).to_have_count(0)
	tile(kabid, "disposisi_belum_ditindaklanjuti").click()
	expect(row(kabid, "Surat rutin 15")).to_have_count(1)


def test_search_finds_what_one_may_open(masuk, agensi):
	pimpinan = masuk("kadis_a")
	open_inbox(pimpinan)
	pimpinan.fill(".asn-kotak-cari input", "surat rutin 07")
	pimpinan.keyboard.press("Enter")
	expect(pimpinan.locator(".asn-kotak-judul")).to_contain_text("Hasil pencarian")
	expect(pimpinan.locator(".asn-baris")).to_have_count(1)
	expect(row(pimpinan, "Surat rutin 07")).to_have_count(1)
	photograph(pimpinan, "kotak-cari")
	pimpinan.fill(".asn-kotak-cari input", "<b>tidak ada</b>")
	pimpinan.keyboard.press("Enter")
	expect(pimpinan.locator(".asn-kotak-judul")).to_contain_text("<b>tidak ada</b>")
	expect(pimpinan.locator(".asn-baris")).to_have_count(0)
	tile(pimpinan, "naskah_belum_dibaca").click()
	expect(pimpinan.locator(".asn-kotak-judul")).to_contain_text("Naskah belum dibaca")

	lain = masuk("kadis_b")
	open_inbox(lain)
	lain.fill(".asn-kotak-cari input", "surat rutin 07")
	lain.keyboard.press("Enter")
	expect(lain.locator(".asn-kotak-tiada")).to_be_visible()


def test_by_keyboard_and_on_a_phone(masuk, agensi):
	pimpinan = masuk("kadis_a")
	pimpinan.set_viewport_size({"width": 390, "height": 844})
	open_inbox(pimpinan, "naskah_belum_dibaca")
	photograph(pimpinan, "kotak-ponsel")
	row(pimpinan, "Surat rutin 18").scroll_into_view_if_needed()
	photograph(pimpinan, "kotak-ponsel-baris")
	lebar = pimpinan.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
	assert lebar[0] <= lebar[1] + 1, "the inbox does not fit the phone"
	tile(pimpinan, "naskah_belum_dibaca").focus()
	pimpinan.keyboard.press("Tab")
	pimpinan.keyboard.press("Enter")
	expect(tile(pimpinan, "naskah_belum_ditindaklanjuti")).to_have_attribute("aria-pressed", "true")
	expect(tile(pimpinan, "naskah_belum_ditindaklanjuti")).to_be_focused()
	tile(pimpinan, "naskah_belum_dibaca").click()
	row(pimpinan, "Surat rutin 18").locator("[data-tindakan='tanpa_disposisi']").click()
	expect(row(pimpinan, "Surat rutin 18")).to_have_count(0)
