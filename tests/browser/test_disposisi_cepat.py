"""The leader's everyday: one letter in three clicks, ten at once, one taken back, one recipient followed."""

import pytest
from langkah import expect_text, idle, open_form, photograph, task_of
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("agensi")

HITUNG = """
addEventListener("click", (e) => {
	if (e.isTrusted) sessionStorage.setItem("klik", 1 + Number(sessionStorage.getItem("klik") || 0));
}, true);
"""


def open_inbox(halaman: Page) -> None:
	"""The letters that wait for this leader, as the card of the workspace opens them."""
	halaman.goto("/app/naskah-masuk")
	halaman.wait_for_function(
		"window.cur_list && cur_list.doctype === 'Naskah Masuk' && cur_list.data.length"
	)
	halaman.click("button:visible:has-text('Menunggu disposisi saya')")
	halaman.wait_for_function("cur_list.data.every((d) => d.tahap === 'Baru')")
	idle(halaman)


def row_of(halaman: Page, perihal: str):
	return halaman.locator(".list-row-container:visible").filter(has_text=perihal)


def orders_of(halaman: Page, naskah: list[str]) -> list[dict]:
	return halaman.evaluate(
		"""naskah => frappe.db.get_list("Disposisi", {
			filters: {naskah: ["in", naskah]}, fields: ["name", "naskah", "docstatus"], limit: 50})""",
		naskah,
	)


def test_a_routine_letter_in_three_clicks(masuk, agensi):
	naskah = agensi["rutin"][0]
	pimpinan = masuk("kadis_a")
	pimpinan.add_init_script(HITUNG)
	open_inbox(pimpinan)
	photograph(pimpinan, "kotak-naskah")
	pimpinan.evaluate("sessionStorage.setItem('klik', 0)")

	row_of(pimpinan, "Surat rutin 00").locator(".btn-action").click()
	dialog = pimpinan.locator(".modal.show")
	expect(dialog.locator(".asn-usul input:checked")).not_to_have_count(0)
	photograph(pimpinan, "disposisi-cepat")
	dialog.locator("[data-instruksi='Selesaikan']").click()
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".desk-alert:visible").first).to_contain_text("Disposisi terkirim")

	assert int(pimpinan.evaluate("sessionStorage.getItem('klik')")) <= 3
	(disposisi,) = orders_of(pimpinan, [naskah])
	assert disposisi["docstatus"] == 1
	isi = pimpinan.evaluate(
		"""nama => frappe.db.get_list("Tugas", {filters: {disposisi: nama}, fields: ["instruksi", "nama_penerima"]})""",
		disposisi["name"],
	)
	assert isi and all("Selesaikan" in t["instruksi"] and "(" in t["nama_penerima"] for t in isi)


def test_ten_letters_at_once_from_the_list(masuk, agensi):
	pimpinan = masuk("kadis_a")
	open_inbox(pimpinan)
	for n in range(1, 11):
		row_of(pimpinan, f"Surat rutin {n:02}").locator("input.list-row-checkbox").check()
	pimpinan.click(".actions-btn-group:visible > button")
	pimpinan.locator(".actions-btn-group .dropdown-menu a:visible").filter(has_text="Disposisi Cepat").click()
	dialog = pimpinan.locator(".modal.show")
	expect(dialog.locator(".asn-cepat-daftar li")).to_have_count(10)
	# the common list is offered only to who asks for it
	expect(dialog.locator(".asn-usul")).to_be_hidden()
	dialog.locator("[name='asn-cara'][value='sama']").check()
	expect(dialog.locator(".asn-usul")).to_be_visible()
	dialog.locator("[name='asn-cara'][value='usulan']").check()
	photograph(pimpinan, "disposisi-sepuluh")
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".msgprint-dialog .modal-title:visible")).to_contain_text("10 dari 10")
	photograph(pimpinan, "disposisi-sepuluh-hasil")
	perintah = orders_of(pimpinan, agensi["rutin"][1:11])
	assert len({p["naskah"] for p in perintah}) == len(perintah) == 10
	assert {p["docstatus"] for p in perintah} == {1}


def dispose_to_kabid(halaman: Page, naskah: str) -> str:
	hasil = halaman.evaluate(
		"""naskah => frappe.xcall("transformasi_asn.disposisi.api.disposisi_cepat", {naskah: [naskah], isi: {
			penerima: [{jenis_penerima: "Jabatan", penerima: "AGN-KABID"},
				{jenis_penerima: "Jabatan", penerima: "AGN-KADB", tembusan: 1}],
			instruksi: ["Tindak lanjuti"]}})""",
		naskah,
	)
	return hasil[0]["disposisi"]


def test_the_giver_sees_it_read_and_takes_back_what_is_unread(masuk, agensi):
	pimpinan, kabid = masuk("kadis_a"), masuk("kabid")
	disposisi = dispose_to_kabid(pimpinan, agensi["rutin"][11])
	open_form(pimpinan, "Disposisi", disposisi)
	pantauan = pimpinan.locator("[data-fieldname='pantauan']")
	expect(pantauan).to_contain_text("2 Belum dibaca")

	open_form(kabid, "Tugas", task_of(kabid, agensi["rutin"][11]))
	expect_text(kabid, "Mengapa saya?")
	photograph(kabid, "tugas-kabid")
	open_form(pimpinan, "Disposisi", disposisi)
	expect(pantauan).to_contain_text("1 Dibaca")
	expect(pantauan).to_contain_text("Uji kabid")
	photograph(pimpinan, "pantauan")

	pimpinan.click("button:visible:text-is('Tarik')")
	dialog = pimpinan.locator(".modal.show")
	expect(dialog).to_contain_text("Uji kadis_b")
	expect(dialog).not_to_contain_text("Uji kabid")
	photograph(pimpinan, "tarik")
	dialog.locator(".btn-primary:has-text('Tarik')").click()
	expect(pantauan).to_contain_text("1 Ditarik")


def test_a_sent_order_is_changed_while_unread(masuk, agensi):
	pimpinan = masuk("kadis_a")
	disposisi = dispose_to_kabid(pimpinan, agensi["rutin"][12])
	open_form(pimpinan, "Disposisi", disposisi)
	pimpinan.click("button:visible:text-is('Ubah')")
	pimpinan.locator(".modal.show .btn-primary").click()
	pimpinan.wait_for_function(
		"lama => cur_frm && cur_frm.doctype === 'Disposisi' && cur_frm.doc.menggantikan === lama",
		arg=disposisi,
	)
	idle(pimpinan)
	assert pimpinan.evaluate("cur_frm.doc.penerima.map((b) => b.penerima)") == ["AGN-KABID", "AGN-KADB"]
	photograph(pimpinan, "konsep-pengganti")


def test_a_parent_shows_its_parts_end_without_reload(masuk, agensi):
	pimpinan, kabid = masuk("kadis_a"), masuk("kabid")
	naskah = agensi["rutin"][13]
	dispose_to_kabid(pimpinan, naskah)
	tugas = task_of(kabid, naskah)
	open_form(pimpinan, "Naskah Masuk", naskah)
	expect_text(pimpinan, "selesai 0 dari 1")
	for aksi, teks in (("Terima", None), ("Laporkan", "Sudah.")):
		if teks:
			kabid.evaluate(
				"""([nama, aksi, teks]) => frappe.xcall("transformasi_asn.alur.api.ambil_langkah",
					{doctype: "Tugas", name: nama, aksi, isian: {laporan: teks}})""",
				[tugas, aksi, teks],
			)
		else:
			kabid.evaluate(
				"""async ([nama, aksi]) => frappe.xcall("frappe.model.workflow.apply_workflow",
					{doc: await frappe.db.get_doc("Tugas", nama), action: aksi})""",
				[tugas, aksi],
			)
	# received elsewhere, by the same leader on another device
	lain = masuk("kadis_a")
	lain.evaluate(
		"""async nama => frappe.xcall("frappe.model.workflow.apply_workflow",
			{doc: await frappe.db.get_doc("Tugas", nama), action: "Terima Laporan"})""",
		tugas,
	)
	expect_text(pimpinan, "selesai 1 dari 1")


def register(halaman: Page, perihal: str) -> str:
	return halaman.evaluate(
		"""async perihal => (await frappe.db.insert({doctype: "Naskah Masuk", bentuk: "Surat",
			jenis_naskah: "Surat Biasa", perihal, pengirim: "Kabupaten Uji", nomor_surat: perihal,
			tanggal_surat: frappe.datetime.get_today(), tanggal_diterima: frappe.datetime.get_today(),
			unit_penerima: "AGN-DA", tujuan_jabatan: "AGN-KADA", kegiatan: "AGN-KEG"})).name""",
		perihal,
	)


def fits(halaman: Page, wadah: str) -> None:
	lebar = halaman.locator(wadah).first.evaluate("el => [el.scrollWidth, el.clientWidth]")
	assert lebar[0] <= lebar[1] + 1, f"{wadah} does not fit the phone"


def test_a_letter_from_list_to_report_on_a_phone(masuk, agensi):
	naskah = register(masuk("tu_a"), "Surat lewat ponsel")
	pimpinan, kabid = masuk("kadis_a"), masuk("kabid")
	for halaman in (pimpinan, kabid):
		halaman.set_viewport_size({"width": 390, "height": 844})
	pimpinan.goto("/app/naskah-masuk?tahap=Baru")
	baris = row_of(pimpinan, "Surat lewat ponsel")
	expect(baris.locator(".btn-action")).to_be_visible()
	expect(baris.locator(".asn-tanpa")).to_be_visible()
	idle(pimpinan)
	photograph(pimpinan, "ponsel-daftar")
	fits(pimpinan, ".list-row-container:visible")

	baris.locator(".btn-action").click()
	dialog = pimpinan.locator(".modal.show")
	expect(dialog.locator(".asn-usul label").first).to_be_visible()
	dialog.locator(".asn-usul input:checked").evaluate_all("terpilih => terpilih.forEach((k) => k.click())")
	for nama in ("Uji kabid", "Uji tu_a"):
		dialog.locator(f".asn-usul label:has-text('{nama}') input").check()
	dialog.locator(".section-head:has-text('selesai bila')").click()
	dialog.locator("select[data-fieldname='kebijakan_selesai']").select_option("Penanggung jawab")
	tanggung = dialog.locator("select[data-fieldname='penanggung']")
	expect(tanggung.locator("option")).to_have_count(2)
	(kabid_kunci,) = [
		k for k in tanggung.locator("option").evaluate_all("o => o.map((e) => e.value)") if "KABID" in k
	]
	tanggung.select_option(kabid_kunci)
	photograph(pimpinan, "ponsel-disposisi-cepat")
	tanggung.scroll_into_view_if_needed()
	photograph(pimpinan, "ponsel-selesai-bila")
	fits(pimpinan, ".modal.show .modal-body")
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".desk-alert:visible").first).to_contain_text("Disposisi terkirim")
	(disposisi,) = orders_of(pimpinan, [naskah])
	isi = pimpinan.evaluate("nama => frappe.db.get_doc('Disposisi', nama)", disposisi["name"])
	assert isi["kebijakan_selesai"] == "Penanggung jawab"
	assert [b["penerima"] for b in isi["penerima"] if b["penanggung_jawab"]] == ["AGN-KABID"]

	open_form(kabid, "Tugas", task_of(kabid, naskah))
	langkah = kabid.locator(".asn-langkah button:visible")
	photograph(kabid, "ponsel-tugas")
	fits(kabid, ".layout-main-section:visible")
	langkah.filter(has_text="Terima").first.click()
	langkah.filter(has_text="Laporkan").click()
	kabid.locator(".modal.show textarea").fill("Sudah dikerjakan.")
	expect(kabid.locator(".modal.show")).to_have_css("opacity", "1")
	kabid.wait_for_timeout(500)  # it slides in
	photograph(kabid, "ponsel-laporkan")
	fits(kabid, ".modal.show .modal-body")
	kabid.locator(".modal.show .btn-primary").click()
	kabid.wait_for_function("cur_frm.doc.dilaporkan_pada")


def test_a_number_of_recipients_is_asked_for_when_it_decides(masuk, agensi):
	pimpinan = masuk("kadis_a")
	open_form(pimpinan, "Naskah Masuk", agensi["naskah"][2])
	pimpinan.locator("button:visible:has-text('Disposisi Cepat')").first.click()
	dialog = pimpinan.locator(".modal.show")
	dialog.locator(".section-head:has-text('selesai bila')").click()
	jumlah = dialog.locator("input[data-fieldname='minimal_selesai']")
	expect(jumlah).to_be_hidden()
	dialog.locator("select[data-fieldname='kebijakan_selesai']").select_option("Sejumlah")
	expect(jumlah).to_be_visible()
	jumlah.fill("9")
	dialog.locator(".btn-primary:has-text('Kirim')").click()
	expect(pimpinan.locator(".msgprint-dialog:visible")).to_contain_text("Jumlah yang harus selesai")


def test_the_dialog_on_a_phone(peramban, agensi, masuk):
	pimpinan = masuk("kadis_a")
	pimpinan.set_viewport_size({"width": 390, "height": 844})
	open_form(pimpinan, "Naskah Masuk", agensi["naskah"][2])
	pimpinan.locator(".asn-langkah button:visible:has-text('Disposisi Cepat')").click()
	dialog = pimpinan.locator(".modal.show")
	expect(dialog.locator(".btn-primary:has-text('Kirim')")).to_be_visible()
	photograph(pimpinan, "disposisi-cepat-ponsel")
	lebar = dialog.locator(".modal-body").evaluate("el => [el.scrollWidth, el.clientWidth]")
	assert lebar[0] <= lebar[1] + 1, "the dialog does not fit the phone"
