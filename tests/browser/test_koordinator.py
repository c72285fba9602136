"""The head names a sub-koordinator on the form, and the person's form says so."""

from langkah import expect_text, idle, open_form, photograph
from playwright.sync_api import expect


def test_named_by_the_head_and_shown_beside_the_post(masuk, agensi):
	pimpinan = masuk("kadis_a")
	pimpinan.goto("/app/penugasan-koordinator/new-penugasan-koordinator")
	pimpinan.wait_for_function(
		"window.cur_frm && cur_frm.doctype === 'Penugasan Koordinator' && cur_frm.doc.pemberi_jabatan"
	)
	idle(pimpinan)
	orang = pimpinan.evaluate(
		"""async () => Object.fromEntries((await frappe.db.get_list("Pegawai ASN", {
			filters: {nama: ["in", ["Uji jf1", "Uji jf2"]]}, fields: ["name", "nama"],
		})).map((p) => [p.nama, p.name]))"""
	)
	pimpinan.evaluate(
		"""(orang) => frappe.new_doc("Penugasan Koordinator", {
			pegawai: orang["Uji jf1"], peran: "Sub-koordinator", kelompok: "Perencanaan " + frappe.datetime.now_datetime(),
			unit_kerja: "AGN-DA",
		})""",
		orang,
	)
	pimpinan.wait_for_function("cur_frm.doc.pegawai && cur_frm.doc.pemberi_jabatan")
	idle(pimpinan)
	pimpinan.fill("[data-fieldname='alasan'] textarea:visible", "Penyederhanaan struktur")
	pimpinan.locator("[data-fieldname='alasan'] textarea:visible").blur()
	pimpinan.evaluate(
		"""(orang) => { cur_frm.add_child("anggota", { pegawai: orang["Uji jf2"] }); cur_frm.refresh_field("anggota"); }""",
		orang,
	)
	photograph(pimpinan, "koordinator-baru")
	pimpinan.locator(".page-head:visible .primary-action:visible").click()
	pimpinan.wait_for_function("!cur_frm.is_new() && !cur_frm.is_dirty()")
	idle(pimpinan)
	nama = pimpinan.evaluate("cur_frm.doc.name")
	photograph(pimpinan, "koordinator-tersimpan")
	open_form(pimpinan, "Pegawai ASN", orang["Uji jf1"])
	expect_text(pimpinan, "Sub-koordinator Perencanaan")
	photograph(pimpinan, "koordinator-pegawai")
	open_form(pimpinan, "Penugasan Koordinator", nama)
	pimpinan.locator(".page-head:visible button:text-is('Akhiri'):visible").click()
	pimpinan.locator(".modal:visible textarea").fill("Selesai lebih awal")
	pimpinan.locator(".modal:visible .btn-primary").click()
	expect(pimpinan.locator(".modal:visible")).to_have_count(0)
	pimpinan.wait_for_function("cur_frm.doc.alasan_berakhir && !cur_frm.is_dirty()")
