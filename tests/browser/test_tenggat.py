"""The clock of a task on its form: due, paused, resumed, extended; and the calendar to look at."""

from langkah import dispose_to, expect_text, idle, open_form, photograph, task_of
from playwright.sync_api import Page, expect


def press(halaman: Page, label: str) -> None:
	halaman.locator(f".page-head:visible button:text-is('{label}'):visible").first.click()


def choose(halaman: Page, label: str) -> None:
	"""From the menu of the clock."""
	halaman.locator(".page-head:visible .inner-group-button button:has-text('Waktu'):visible").first.click()
	halaman.locator(f".page-head:visible .inner-group-button a:has-text('{label}'):visible").first.click()


def answer(halaman: Page, **isian: str) -> None:
	for field, nilai in isian.items():
		kotak = halaman.locator(f".modal:visible [data-fieldname='{field}']").locator("input, textarea").first
		kotak.fill(nilai)
		kotak.blur()
	halaman.click(".modal:visible .btn-primary")
	expect(halaman.locator(".modal:visible")).to_have_count(0)
	idle(halaman)


def next_weeks_date(halaman: Page) -> str:
	return halaman.evaluate(
		"frappe.datetime.str_to_user(frappe.datetime.add_days(frappe.datetime.get_today(), 30))"
	)


def test_pause_resume_and_extension(masuk, agensi):
	pimpinan = masuk("kadis_a")
	naskah = agensi["naskah"][3]
	dispose_to(pimpinan, naskah, "Uji jf1")
	petugas = masuk("jf1")
	tugas = task_of(petugas, naskah)
	open_form(petugas, "Tugas", tugas)
	semula = petugas.evaluate("cur_frm.doc.jatuh_tempo")
	assert semula
	choose(petugas, "Jeda Waktu")
	photograph(petugas, "tenggat-jeda-tanya")
	answer(petugas, alasan="Menunggu data dari BPS")
	expect_text(petugas, "Menunggu data dari BPS")
	photograph(petugas, "tenggat-dijeda")
	press(petugas, "Lanjutkan Waktu")
	expect(petugas.locator(".page-head:visible button:text-is('Lanjutkan Waktu'):visible")).to_have_count(0)
	choose(petugas, "Minta Perpanjangan")
	answer(petugas, sampai=next_weeks_date(petugas), alasan="Data belum lengkap")
	expect_text(petugas, "Perpanjangan: Menunggu")
	open_form(pimpinan, "Tugas", tugas)
	expect_text(pimpinan, "Data belum lengkap")
	photograph(pimpinan, "tenggat-perpanjangan-diminta")
	press(pimpinan, "Setujui Perpanjangan")
	answer(pimpinan, alasan="Silakan")
	expect_text(pimpinan, "Perpanjangan: Disetujui")
	photograph(pimpinan, "tenggat-perpanjangan-disetujui")
	assert pimpinan.evaluate("cur_frm.doc.jatuh_tempo") > semula
	pimpinan.goto("/app/tugas")
	idle(pimpinan)
	photograph(pimpinan, "tenggat-daftar")


def test_calendar_to_look_at(masuk):
	halaman = masuk("kadis_a")
	halaman.goto("/app/hari-libur-daerah")
	idle(halaman)
	halaman.click("button:visible:has-text('Kalender Kerja')")
	expect(halaman.locator(".modal:visible")).to_contain_text("37")
	expect(halaman.locator(".modal:visible")).to_contain_text("Hari Raya Natal")
	halaman.wait_for_timeout(500)
	photograph(halaman, "kalender-kerja")
	halaman.goto("/app/jam-kerja")
	idle(halaman)
	photograph(halaman, "jam-kerja-daftar")


def test_settings_forms(masuk):
	halaman = masuk("Administrator")
	for alamat, potret in (
		("pengaturan-tata-kerja", "pengaturan-waktu"),
		("batas-waktu-urgensi/Segera", "batas-waktu"),
	):
		halaman.goto(f"/app/{alamat}")
		idle(halaman)
		bagian = halaman.locator("[data-fieldname='langkah_pengingat']")
		if bagian.count():
			bagian.first.scroll_into_view_if_needed()
		photograph(halaman, potret)
	nama = halaman.evaluate("frappe.db.get_list('Jam Kerja', {limit: 1}).then(d => d[0].name)")
	open_form(halaman, "Jam Kerja", nama)
	expect_text(halaman, "37")
	photograph(halaman, "jam-kerja")
