"""A team across units from a directive of the governor; and one of the Sekda's own, to which a head objects."""

import base64
import os
import subprocess
from pathlib import Path

import pytest
from langkah import dispose_to, expect_text, hand_on, idle, open_form, photograph, take_step, task_of
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("agensi")


def form_team(halaman: Page, naskah: str) -> None:
	"""From the letter to a new team that is filled in from it."""
	open_form(halaman, "Naskah Masuk", naskah)
	halaman.click("button:visible:has-text('Disposisikan')")
	halaman.wait_for_function("window.cur_frm && cur_frm.doctype === 'Disposisi' && cur_frm.doc.naskah")
	idle(halaman)
	halaman.locator(".page-head:visible button:text-is('Bentuk Tim'):visible").click()
	halaman.wait_for_function("cur_frm.doctype === 'Pokja' && cur_frm.is_new() && cur_frm.doc.pimpinan")
	idle(halaman)


def name_members(halaman: Page, anggota: list[tuple[str, str]]) -> None:
	"""Rows of the table as the proposal dialog adds them: (name of the person, role)."""
	halaman.evaluate(
		"""async (anggota) => {
			cur_frm.clear_table("anggota");
			for (const [nama, peran] of anggota) {
				const [p] = await frappe.db.get_list("Pegawai ASN", { filters: { nama }, limit: 1 });
				const baris = cur_frm.add_child("anggota");
				await frappe.model.set_value(baris.doctype, baris.name, { pegawai: p.name, peran });
			}
			cur_frm.refresh_field("anggota");
		}""",
		[list(a) for a in anggota],
	)


def save(halaman: Page) -> str:
	halaman.click(".page-head:visible .primary-action:visible")
	halaman.wait_for_function("!cur_frm.is_new() && !cur_frm.is_dirty()")
	idle(halaman)
	return halaman.evaluate("cur_frm.doc.name")


def answer(halaman: Page, tim: str, nama: str, tombol: str, alasan: str = "") -> None:
	"""Press a button in the row of a member; the reason is asked for."""
	open_form(halaman, "Pokja", tim)
	halaman.locator(f".asn-kemajuan-tim tr:has-text('{nama}') button:text-is('{tombol}')").click()
	if alasan:
		halaman.fill(".modal:visible textarea", alasan)
	halaman.click(".modal:visible .btn-primary")
	expect(halaman.locator(".modal:visible")).to_have_count(0)
	idle(halaman)


def from_inbox(halaman: Page, nama_tim: str) -> None:
	"""What waits for the head lies in his inbox."""
	halaman.goto("/app/kotak-kerja/anggota_menunggu")
	expect(halaman.locator(".asn-baris-judul", has_text=nama_tim)).to_be_visible()


def establish(halaman: Page, tim: str, nomor: str) -> None:
	open_form(halaman, "Pokja", tim)
	halaman.locator(".page-head:visible button:text-is('Tetapkan'):visible").click()
	halaman.fill(".modal:visible [data-fieldname='nomor_sk'] input", nomor)
	tanggal = halaman.locator(".modal:visible [data-fieldname='tanggal_sk'] input")
	tanggal.fill(halaman.evaluate("frappe.datetime.str_to_user(frappe.datetime.get_today())"))
	tanggal.press("Tab")
	halaman.click(".modal:visible .btn-primary")
	halaman.wait_for_function("cur_frm.doc.tahap === 'Berjalan'")
	idle(halaman)


def read_pdf(halaman: Page, doctype: str, nama: str, format_cetak: str) -> str:
	isi = halaman.evaluate(
		"""async ([doctype, nama, format]) => {
			const alamat = new URLSearchParams({ doctype, name: nama, format });
			const jawab = await fetch(`/api/method/frappe.utils.print_format.download_pdf?${alamat}`);
			if (!jawab.ok) throw new Error(await jawab.text());
			const bita = new Uint8Array(await jawab.arrayBuffer());
			return btoa(Array.from(bita, (b) => String.fromCharCode(b)).join(""));
		}""",
		[doctype, nama, format_cetak],
	)
	pdf = base64.b64decode(isi)
	if folder := os.environ.get("DEVBENCH_POTRET"):
		Path(folder, f"pokja-{format_cetak.replace(' ', '-')}.pdf").write_bytes(pdf)
	baca = "import io, sys, pypdf; print(*(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages))"
	hasil = subprocess.run(
		[os.environ["DEVBENCH_PYTHON"], "-c", baca], input=pdf, capture_output=True, check=True
	)
	return " ".join(hasil.stdout.decode().split())


def test_a_team_across_units_from_a_directive_of_the_governor(masuk, agensi):
	naskah = agensi["arahan"]
	kadis = masuk("kadis_a")
	form_team(kadis, naskah)
	assert kadis.evaluate("cur_frm.doc.nama") == "Pokja Percepatan layanan perizinan terpadu"
	assert kadis.evaluate("cur_frm.doc.alasan") == "Arahan pimpinan daerah"
	name_members(
		kadis,
		[("Uji jf1", "Ketua"), ("Uji jf_b", "Anggota"), ("Uji jf_c", "Anggota"), ("Uji jf_d", "Anggota")],
	)
	tim = save(kadis)
	assert kadis.evaluate("cur_frm.doc.cakupan") == "Lintas JPT Pratama"
	expect(kadis.locator(".asn-kemajuan-tim tr:has-text('Uji jf_b')")).to_contain_text("Belum diminta")
	photograph(kadis, "pokja-1-draf")
	take_step(kadis, "Mintakan Persetujuan")

	# two heads consent, one refuses
	for kunci, nama, tombol, alasan in (
		("kadis_b", "Uji jf_b", "Setujui", "Dapat dilepas tiga hari sepekan."),
		("kadis_c", "Uji jf_c", "Setujui", ""),
		("kadis_d", "Uji jf_d", "Tolak", "Sedang menyiapkan audit."),
	):
		kepala = masuk(kunci)
		from_inbox(kepala, "Percepatan layanan perizinan terpadu")
		answer(kepala, tim, nama, tombol, alasan)
		photograph(kepala, f"pokja-2-{kunci}")
	establish(kadis, tim, "188.4/17/DINAS-A")
	take_step(kadis, "Mulai")
	baris = kadis.locator(".asn-kemajuan-tim tr")
	expect(baris.filter(has_text="Uji jf_b")).to_contain_text("Disetujui")
	expect(baris.filter(has_text="Uji jf_d")).to_contain_text("Sedang menyiapkan audit.")
	photograph(kadis, "pokja-3-aktif")

	sk = read_pdf(kadis, "Pokja", tim, "Keputusan Tim")
	for isi in ("KEPUTUSAN", "188.4/17/DINAS-A", "MEMUTUSKAN", "Uji jf1", "Uji jf_b", "Uji jf_c"):
		assert isi in sk
	assert "Uji jf_d" not in sk

	# the letter goes to the team, its Ketua divides the work
	dispose_to(kadis, naskah, "Pokja Percepatan")
	ketua = masuk("jf1")
	tugas = task_of(ketua, naskah)
	open_form(ketua, "Tugas", tugas)
	take_step(ketua, "Terima")
	hand_on(ketua, tugas, "Uji jf_b")
	open_form(ketua, "Pokja", tim)
	ketua.locator(".page-head:visible button:has-text('Kerja Tim'):visible").click()
	ketua.locator(".page-head:visible a:has-text('Tambah Pekerjaan'):visible").click()
	ketua.wait_for_function("cur_frm.doctype === 'Pekerjaan Tim' && cur_frm.doc.tim")
	ketua.evaluate(
		"""async () => {
			const [p] = await frappe.db.get_list("Pegawai ASN", { filters: { nama: "Uji jf_c" }, limit: 1 });
			await cur_frm.set_value({ judul: "Peta proses perizinan", pegawai: p.name, keluaran: "Peta", target: 4 });
		}"""
	)
	kerja = save(ketua)

	# the members work
	b = masuk("jf_b")
	bagian = task_of(b, naskah)
	open_form(b, "Tugas", bagian)
	take_step(b, "Terima")
	take_step(b, "Laporkan", "Data perizinan dihimpun.")
	c = masuk("jf_c")
	open_form(c, "Pekerjaan Tim", kerja)
	c.locator(".page-head:visible button:text-is('Tulis Kontribusi'):visible").click()
	c.wait_for_function("cur_frm.doctype === 'Kontribusi Tim' && cur_frm.doc.pekerjaan")
	c.evaluate("cur_frm.set_value({ uraian: 'Empat peta proses disusun.', kemajuan: 100, capaian: 4 })")
	kontribusi = save(c)
	photograph(c, "pokja-4-kontribusi")

	# the Ketua accepts both, ends the piece of work and reports
	open_form(ketua, "Kontribusi Tim", kontribusi)
	ketua.locator(".page-head:visible button:text-is('Terima'):visible").click()
	ketua.click(".modal:visible .btn-primary")
	ketua.wait_for_function("cur_frm.doc.keadaan === 'Diterima'")
	open_form(ketua, "Pekerjaan Tim", kerja)
	ketua.evaluate("cur_frm.set_value('keadaan', 'Selesai')")
	save(ketua)
	open_form(ketua, "Tugas", bagian)
	take_step(ketua, "Terima Laporan")
	open_form(ketua, "Tugas", tugas)
	take_step(ketua, "Laporkan", "Rancangan layanan terpadu selesai.")

	# the leader accepts, the letter ends, the team ends
	open_form(kadis, "Tugas", tugas)
	expect_text(kadis, "Rancangan layanan terpadu selesai.")
	take_step(kadis, "Terima Laporan")
	open_form(kadis, "Naskah Masuk", naskah)
	assert kadis.evaluate("cur_frm.doc.tahap") == "Selesai"
	open_form(kadis, "Pokja", tim)
	take_step(kadis, "Akhiri")
	assert kadis.evaluate("cur_frm.doc.tahap") == "Selesai"
	photograph(kadis, "pokja-5-selesai")
	laporan = read_pdf(kadis, "Pokja", tim, "Laporan Tim")
	for isi in ("Peta proses perizinan", "Empat peta proses disusun.", "Uji jf_c"):
		assert isi in laporan

	# the head who refused sees the team, and nothing of its work
	d = masuk("kadis_d")
	assert d.evaluate("frappe.db.get_list('Pekerjaan Tim').then((x) => x.length)") == 0


def test_the_sekda_forms_one_inside_his_line_and_decides_on_an_objection(masuk):
	sekda = masuk("sekda")
	sekda.goto("/app/pokja/new")
	sekda.wait_for_function("cur_frm && cur_frm.doctype === 'Pokja' && cur_frm.doc.pimpinan === 'AGN-SEKDA'")
	idle(sekda)
	sekda.evaluate("cur_frm.set_value({ nama: 'Pokja Reformasi Layanan', alasan: 'Arahan pimpinan daerah' })")
	name_members(sekda, [("Uji jf1", "Ketua"), ("Uji jf_b", "Anggota"), ("Uji jf_c", "Anggota")])
	tim = save(sekda)
	take_step(sekda, "Mintakan Persetujuan")
	expect(sekda.locator(".asn-kemajuan-tim tr:has-text('Uji jf_b')")).to_contain_text("Diberitahukan")

	answer(masuk("kadis_b"), tim, "Uji jf_b", "Ajukan Keberatan", "Tenaganya terbatas.")
	from_inbox(sekda, "Pokja Reformasi Layanan")
	open_form(sekda, "Pokja", tim)
	photograph(sekda, "pokja-6-keberatan")
	answer(sekda, tim, "Uji jf_b", "Tetap Tugaskan", "Keahliannya tidak tergantikan.")
	expect(sekda.locator(".asn-kemajuan-tim tr:has-text('Uji jf_b')")).to_contain_text("Tetap ditugaskan")
	establish(sekda, tim, "188.4/18/SETDA")
	photograph(sekda, "pokja-7-sekda")
