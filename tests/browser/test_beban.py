"""Load and evidence: a head sees how much lies with his people, and what an officer has finished."""

import pytest
from langkah import idle, photograph
from playwright.sync_api import expect

API = "/api/method/transformasi_asn.pokja.api."
AMBIL = "(alamat) => fetch(alamat).then(async (r) => [r.status, await r.text()])"

pytestmark = pytest.mark.usefixtures("agensi")


def test_a_head_sees_the_load_of_his_people(masuk):
	halaman = masuk("kadis_a")
	halaman.goto("/app/beban-kerja")
	baris = halaman.locator(".asn-beban-orang .asn-beban-peta tbody tr")
	expect(baris).to_have_count(5)
	idle(halaman)
	expect(halaman.locator(".asn-beban-jejak [aria-current]")).to_have_text("Dinas A")
	expect(baris.filter(has_text="Uji kabid").locator(".asn-sel")).to_have_count(12)
	expect(halaman.locator(".asn-beban-legenda")).to_contain_text("lewat batas")
	photograph(halaman, "beban-kerja")
	halaman.click(".asn-beban-unit [data-unit='AGN-DA-B1']")
	expect(baris).to_have_count(3)
	expect(halaman.locator(".asn-beban-jejak [aria-current]")).to_have_text("Bidang A1")
	halaman.select_option(".page-form select[data-fieldname='satuan']", "Bulan")
	idle(halaman)
	expect(halaman.locator(".asn-beban-legenda")).to_contain_text("akhir setiap bulan")
	halaman.set_viewport_size({"width": 390, "height": 844})
	photograph(halaman, "beban-kerja-ponsel")


def test_an_officer_sees_himself_alone(masuk):
	halaman = masuk("jf1")
	halaman.goto("/app/beban-kerja")
	baris = halaman.locator(".asn-beban-orang .asn-beban-peta tbody tr")
	expect(baris).to_have_count(1)
	expect(baris).to_contain_text("Uji jf1")


def test_an_officer_opens_and_prints_his_evidence(masuk, agensi):
	pimpinan, pegawai = masuk("kadis_a"), masuk("jf1")
	perihal = finish_a_task(pimpinan, pegawai, agensi["naskah"][-1])
	pegawai.goto("/app/query-report/Bukti Kinerja")
	isi = pegawai.locator(".report-wrapper .dt-scrollable")
	expect(isi).to_contain_text(perihal, timeout=20_000)
	expect(pegawai.locator(".page-body:visible")).to_contain_text("tidak menambah angka kredit")
	idle(pegawai)
	photograph(pegawai, "bukti-kinerja")
	cetak = f"{API}cetak_bukti_kinerja?dari=2020-01-01&sampai=2030-01-01"
	status, isi = pegawai.evaluate(AMBIL, cetak)
	assert (status, isi[:4]) == (200, "%PDF")
	# the head who assesses him sees it, though another gave the work; a colleague does not
	nama = pegawai.evaluate(
		"frappe.db.get_value('Pegawai ASN', {user: frappe.session.user}, 'name').then((r) => r.message.name)"
	)
	for kunci, boleh in (("kabid", True), ("jf2", False)):
		status, isi = masuk(kunci).evaluate(
			AMBIL, f"{API}bukti_kinerja?pegawai={nama}&dari=2020-01-01&sampai=2030-01-01"
		)
		assert (status == 200, perihal in isi) == (boleh, boleh)


def finish_a_task(pimpinan, pegawai, naskah: str) -> str:
	"""The head gives the letter straight to the officer, who reports; returns its subject."""
	perihal = pimpinan.evaluate(
		"""async (naskah) => {
			const orang = (await frappe.db.get_value("Pegawai ASN", {user: "jf1@uji.example"}, "name")).message.name;
			const d = await frappe.xcall("frappe.client.insert", {doc: {doctype: "Disposisi", naskah,
				penerima: [{jenis_penerima: "Pegawai ASN", penerima: orang, instruksi: "Tindak lanjuti"}]}});
			await frappe.xcall("frappe.client.submit", {doc: d});
			return d.perihal;
		}""",
		naskah,
	)
	langkah = """async ([naskah, aksi, laporan]) => {
		const [t] = await frappe.db.get_list("Tugas", {filters: {naskah}, order_by: "creation desc", limit: 1});
		let doc = await frappe.db.get_doc("Tugas", t.name);
		if (laporan) doc = await frappe.xcall("frappe.client.save", {doc: {...doc, laporan}});
		await frappe.xcall("frappe.model.workflow.apply_workflow", {doc, action: aksi});
	}"""
	pegawai.evaluate(langkah, [naskah, "Terima", ""])
	pegawai.evaluate(langkah, [naskah, "Laporkan", "Telaah sudah disusun dan dibahas bersama bidang."])
	pimpinan.evaluate(langkah, [naskah, "Terima Laporan", ""])
	return perihal
