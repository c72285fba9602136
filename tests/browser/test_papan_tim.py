"""Team work on the board, in the Gantt and in the calendar; teams in charts."""

import pytest
from langkah import idle, photograph
from playwright.sync_api import Page, expect

PAPAN = "/app/pekerjaan-tim/view/kanban/Papan Pekerjaan Tim"


@pytest.fixture
def pimpinan(masuk) -> Page:
	return masuk("kadis_a")


@pytest.fixture
def pekerjaan(pimpinan) -> str:
	"""A running team of jf1 (Ketua) and jf2, with one piece of work for jf2; its title."""
	return pimpinan.evaluate(
		"""async () => {
			const orang = Object.fromEntries((await frappe.db.get_list("Pegawai ASN", {
				filters: {nama: ["in", ["Uji jf1", "Uji jf2"]]}, fields: ["name", "nama"],
			})).map((p) => [p.nama, p.name]));
			const tim = await frappe.db.insert({
				doctype: "Pokja", nama: "Tim papan " + frappe.datetime.now_time(), jenis_tim: "Pokja",
				alasan: "Arahan pimpinan daerah", unit_kerja: "AGN-DA", pimpinan: "AGN-KADA",
				nomor_sk: "188.4/1", tanggal_sk: frappe.datetime.get_today(),
				mulai: frappe.datetime.get_today(),
				anggota: [
					{ pegawai: orang["Uji jf1"], peran: "Ketua" }, { pegawai: orang["Uji jf2"], peran: "Anggota" },
				],
			});
			await frappe.xcall("frappe.model.workflow.apply_workflow", { doc: tim, action: "Tetapkan" });
			const judul = "Susun naskah " + frappe.datetime.now_time();
			await frappe.db.insert({
				doctype: "Pekerjaan Tim", tim: tim.name, judul, pegawai: orang["Uji jf2"], kemajuan: 40,
				mulai: frappe.datetime.get_today(), tenggat: frappe.datetime.add_days(frappe.datetime.get_today(), 9),
			});
			return judul;
		}"""
	)


def column(halaman: Page, nama: str):
	return halaman.locator(f".kanban-column[data-column-value='{nama}']")


def drag(halaman: Page, judul: str, ke: str) -> None:
	expect(halaman.locator("#freeze")).to_have_count(0)
	halaman.wait_for_timeout(500)  # the board is drawn anew after a move
	kartu = halaman.locator(f".kanban-card-wrapper:has-text('{judul}') .kanban-card").first
	tujuan = column(halaman, ke).locator(".kanban-cards")
	a, b = kartu.bounding_box(), tujuan.bounding_box()
	halaman.mouse.move(a["x"] + a["width"] / 2, a["y"] + 12)
	halaman.mouse.down()
	halaman.mouse.move(a["x"] + a["width"] / 2 + 5, a["y"] + 16, steps=3)
	halaman.mouse.move(b["x"] + b["width"] / 2, b["y"] + 20, steps=15)
	halaman.mouse.move(b["x"] + b["width"] / 2, b["y"] + 24, steps=5)
	halaman.mouse.up()
	idle(halaman)


def test_a_card_is_moved_by_the_rules_of_the_form(masuk, pekerjaan):
	anggota = masuk("jf2")
	anggota.goto(PAPAN)
	expect(column(anggota, "Belum dikerjakan")).to_contain_text(pekerjaan)
	kartu = anggota.locator(f".kanban-card:has-text('{pekerjaan}')").first
	expect(kartu).to_contain_text("Uji jf2")
	photograph(anggota, "papan-tim")
	drag(anggota, pekerjaan, "Dikerjakan")
	expect(column(anggota, "Dikerjakan")).to_contain_text(pekerjaan)
	# to judge it is the Ketua's
	drag(anggota, pekerjaan, "Selesai")
	expect(anggota.locator(".modal:visible")).to_contain_text("Anda tidak dapat membawanya ke Selesai")
	photograph(anggota, "papan-tim-ditolak")
	anggota.reload()
	expect(column(anggota, "Dikerjakan")).to_contain_text(pekerjaan)
	lain = masuk("jf_b")
	lain.goto(PAPAN)
	idle(lain)
	expect(lain.locator("body")).not_to_contain_text(pekerjaan)


def test_bars_in_the_gantt_and_days_in_the_calendar(masuk, pekerjaan):
	ketua = masuk("jf1")
	ketua.goto("/app/pekerjaan-tim/view/gantt")
	expect(ketua.locator(f".gantt .bar-label:text-is('{pekerjaan}')")).to_have_count(1)
	photograph(ketua, "gantt-tim")
	ketua.goto("/app/pekerjaan-tim/view/calendar/default")
	expect(ketua.locator(f".fc-event:has-text('{pekerjaan}')").first).to_be_visible()
	photograph(ketua, "kalender-tim")


def test_charts_of_teams(masuk, pekerjaan):
	siapa_pun = masuk("jf_b")
	siapa_pun.goto("/app/tim")
	expect(
		siapa_pun.locator(".dashboard-widget-box:has-text('Tim menurut Alasan') .frappe-chart")
	).to_be_visible()
	idle(siapa_pun)
	siapa_pun.wait_for_timeout(1500)  # the bars grow
	photograph(siapa_pun, "ruang-tim")
	siapa_pun.goto("/app/query-report/Rekap Tim?kelompok=Alasan")
	baris = siapa_pun.locator(".dt-row:has-text('Arahan pimpinan daerah')").first
	expect(baris).to_be_visible()
	assert int(baris.locator(".dt-cell--col-3").inner_text() or 0) >= 1
	siapa_pun.wait_for_timeout(1500)
	photograph(siapa_pun, "rekap-tim")
