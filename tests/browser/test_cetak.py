"""Paper from the desk, and the stranger who checks it; the reports as a leader opens them."""

import os
import re

import pytest
from langkah import photograph
from playwright.sync_api import expect

PERIHAL = "Permohonan narasumber diseminasi"
LAPORAN = ("Tugas Tertunda", "Laju Penyelesaian", "Lama di Setiap Status", "Buku Agenda")


@pytest.fixture
def disposisi(masuk) -> tuple:
	"""The leader's page, and an order that he gave on a letter of its own."""
	tu = masuk("tu_a")
	hari = tu.evaluate("frappe.datetime.get_today()")
	naskah = tu.evaluate(
		"isi => frappe.db.insert(isi)",
		{
			"doctype": "Naskah Masuk",
			"bentuk": "Surat",
			"jenis_naskah": "Surat Biasa",
			"perihal": PERIHAL,
			"pengirim": "Universitas Uji",
			"nomor_surat": "005/77",
			"tanggal_surat": hari,
			"tanggal_diterima": hari,
			"unit_penerima": "AGN-DA",
			"tujuan_jabatan": "AGN-KADA",
		},
	)["name"]
	pimpinan = masuk("kadis_a")
	baris = {"jenis_penerima": "Jabatan", "penerima": "AGN-KABID", "instruksi": "Tindak lanjuti"}
	nama = pimpinan.evaluate(
		"""async isi => {
			const doc = await frappe.db.insert(isi);
			return (await frappe.xcall("frappe.client.submit", { doc: JSON.stringify(doc) })).name;
		}""",
		{
			"doctype": "Disposisi",
			"naskah": naskah,
			"alasan": "Surat uji",
			"pola": "Struktural",
			"penerima": [baris],
		},
	)
	kabid = masuk("kabid")
	kabid.evaluate(
		"""async disposisi => {
			const [tugas] = await frappe.db.get_list("Tugas", { filters: { disposisi }, limit: 1 });
			const doc = JSON.stringify(await frappe.db.get_doc("Tugas", tugas.name));
			await frappe.xcall("frappe.model.workflow.apply_workflow", { doc, action: "Terima" });
		}""",
		nama,
	)
	return pimpinan, nama


def test_the_sheet_is_printed_and_a_stranger_checks_it(disposisi, peramban):
	pimpinan, nama = disposisi
	pimpinan.goto(f"/app/print/Disposisi/{nama}")
	lembar = pimpinan.frame_locator("iframe.print-format-container").first
	expect(lembar.locator("body")).to_contain_text("LEMBAR DISPOSISI", timeout=30_000)
	expect(lembar.locator("body")).to_contain_text(PERIHAL)
	photograph(pimpinan, "cetak")
	pdf = pimpinan.evaluate(
		"""async nama => {
			const jawab = await fetch(`/api/method/frappe.utils.print_format.download_pdf?doctype=Disposisi&name=${nama}`);
			const isi = new TextDecoder("latin1").decode(await jawab.arrayBuffer());
			return [jawab.status, isi.slice(0, 5), isi.length];
		}""",
		nama,
	)
	assert pdf[:2] == [200, "%PDF-"] and pdf[2] > 10_000
	kunci = re.search(r"isi kunci ([A-Z2-7-]+)", lembar.locator("body").inner_text())[1]
	tamu = peramban.new_context(base_url=os.environ["DEVBENCH_URL"]).new_page()
	try:
		tamu.goto("/verifikasi")
		tamu.fill("#asn-kunci", kunci)
		tamu.click("button:has-text('Periksa')")
		isi = tamu.locator(".asn-verifikasi")
		expect(isi).to_contain_text("Catatan masih seperti saat lembar ini dicetak.")
		expect(isi).to_contain_text("Kepala Dinas A")
		for rahasia in (PERIHAL, "Universitas Uji", "005/77", "Uji kabid"):
			assert rahasia not in tamu.content()
		tamu.fill("#asn-perihal", PERIHAL.upper())
		tamu.fill("#asn-nomor_surat", "005/78")
		tamu.click("button:has-text('Cocokkan')")
		expect(tamu.locator(".form-group:has(#asn-perihal) .text-success")).to_have_text("cocok")
		expect(tamu.locator(".form-group:has(#asn-nomor_surat) .text-danger")).to_have_text("tidak cocok")
		photograph(tamu, "verifikasi")
	finally:
		tamu.context.close()


@pytest.mark.parametrize("nama", LAPORAN)
def test_a_report_opens_with_its_chart(disposisi, nama):
	pimpinan, _disposisi = disposisi
	pimpinan.goto(f"/app/query-report/{nama}")
	expect(
		pimpinan.locator(".query-report .chart-wrapper svg.frappe-chart, .chart-wrapper .frappe-chart").first
	).to_be_visible(timeout=30_000)
	expect(pimpinan.locator(".datatable .dt-row").first).to_be_visible()
	assert not pimpinan.locator(".modal:visible .msgprint").count()
	photograph(pimpinan, nama.lower().replace(" ", "-"))
