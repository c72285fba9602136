"""The import dialog of a list: template, file, and the rows to mend."""

from pathlib import Path

from playwright.sync_api import Page, expect


def test_impor_dari_daftar(masuk, tmp_path: Path):
	halaman: Page = masuk("Administrator")
	halaman.goto("/app/unit-kerja/view/list")
	halaman.locator(".menu-btn-group:visible button").click()
	halaman.get_by_text("Impor dari Berkas").click()
	dialog = halaman.locator(".modal:visible")
	with halaman.expect_download() as unduhan:
		dialog.get_by_text("Templat CSV").click()
	templat = tmp_path / "templat.csv"
	unduhan.value.save_as(templat)
	judul = templat.read_text("utf-8-sig").splitlines()[0]
	assert judul.startswith("Kode;Nama;")

	berkas = tmp_path / "unit.csv"
	berkas.write_text(f"{judul}\n# CONTOH;Contoh\nUB-1;Bidang Salah;;Kantor\n", "utf-8")
	dialog.locator("input[type=file]").set_input_files(berkas)
	dialog.locator(".btn-modal-primary:visible").click()
	expect(dialog.locator(".asn-impor-ringkas")).to_contain_text("1 baris ditolak")
	expect(dialog.locator(".asn-impor-temuan tbody td").nth(0)).to_have_text("3")
	expect(dialog.locator(".asn-impor-temuan tbody td").nth(1)).to_have_text("Jenis")
	with halaman.expect_download() as unduhan:
		dialog.get_by_text("Unduh Daftar Ini").click()
	daftar = tmp_path / "daftar.csv"
	unduhan.value.save_as(daftar)
	assert '"3";"Jenis"' in daftar.read_text("utf-8-sig")
	sisa = halaman.evaluate("frappe.db.get_list('File', {filters: [['file_name', 'like', 'unit%.csv']]})")
	assert sisa == []
