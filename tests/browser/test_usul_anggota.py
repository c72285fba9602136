"""The head forms a team: says what he needs, sees who fits and why, takes over whom he ticks."""

from langkah import idle, photograph
from playwright.sync_api import Page, TimeoutError, expect


def fill_cell(halaman: Page, field: str, nilai: str) -> None:
	kotak = halaman.locator(f".modal:visible .grid-row[data-idx='1'] [data-fieldname='{field}']").first
	kotak.click()
	isian = kotak.locator("input, select").first
	if isian.evaluate("el => el.tagName") == "SELECT":
		isian.select_option(nilai)
	else:
		isian.fill(nilai)
		if isian.get_attribute("role") == "combobox":
			pilihan = halaman.locator(f".modal:visible .awesomplete li:has-text('{nilai}')").first
			# core drops the offer when the row takes the focus away while it asks
			for _kali in range(3):
				try:
					pilihan.wait_for(timeout=6_000)
					break
				except TimeoutError:
					isian.click()
					isian.fill(nilai)
			pilihan.click()
	isian.blur()


def test_ranked_members_are_taken_over(masuk, agensi):
	pimpinan = masuk("kadis_a")
	pimpinan.goto("/app/pokja/new-pokja")
	pimpinan.wait_for_function("window.cur_frm && cur_frm.doctype === 'Pokja' && cur_frm.doc.pimpinan")
	idle(pimpinan)
	pimpinan.locator(".page-head:visible button:text-is('Usulkan Anggota'):visible").click()
	fill_cell(pimpinan, "jumlah", "2")
	fill_cell(pimpinan, "jabatan_fungsional", "Analis Kebijakan")
	fill_cell(pimpinan, "jenjang", "Ahli Muda")
	photograph(pimpinan, "usul-anggota-kebutuhan")
	pimpinan.locator(".modal:visible .btn-primary:has-text('Cari')").click()
	hasil = pimpinan.locator(".modal:visible .asn-usul-tabel tbody tr")
	expect(hasil).not_to_have_count(0)
	expect(hasil.first).to_contain_text("jabatan sesuai: Analis Kebijakan Ahli Muda")
	expect(pimpinan.locator(".modal:visible .asn-usul-tabel input:checked")).to_have_count(2)
	photograph(pimpinan, "usul-anggota-peringkat")
	hasil.filter(has_text="Uji jf_b").locator("input").check()
	pimpinan.locator(".modal:visible .btn-primary:has-text('Masukkan 3 anggota')").click()
	expect(pimpinan.locator(".modal:visible")).to_have_count(0)
	assert pimpinan.evaluate("cur_frm.doc.anggota.map((a) => Boolean(a.pegawai))") == [True] * 3
	expect(pimpinan.locator("[data-fieldname='anggota'] .grid-body").first).to_contain_text("Uji jf_b")
	photograph(pimpinan, "usul-anggota-diambil")
