"""A leader disposes, an officer reports, the leader sees it finished; before and after an admin
has changed the states of the workflow in the desk."""

import re

import pytest
from langkah import dispose_to, expect_text, idle, open_form, photograph, take_step, task_of

pytestmark = pytest.mark.usefixtures("agensi")


def walk(masuk, naskah: str, potret: str) -> list[str]:
	"""The whole way in three browsers; returns the states the task went through."""
	status = []
	pimpinan = masuk("kadis_a")
	dispose_to(pimpinan, naskah, "Uji jf1")
	photograph(pimpinan, f"{potret}-disposisi")

	petugas = masuk("jf1")
	tugas = task_of(petugas, naskah)
	open_form(petugas, "Tugas", tugas)
	expect_text(petugas, "Fungsional Individu")
	expect_text(petugas, "Mengapa saya?")
	photograph(petugas, f"{potret}-mengapa-saya")
	for aksi, teks in (("Terima", None), ("Laporkan", "Sudah selesai, data terlampir.")):
		status.append(petugas.evaluate("cur_frm.doc.workflow_state"))
		take_step(petugas, aksi, teks)
	photograph(petugas, f"{potret}-lapor")

	open_form(pimpinan, "Tugas", tugas)
	expect_text(pimpinan, "Sudah selesai, data terlampir.")
	status.append(pimpinan.evaluate("cur_frm.doc.workflow_state"))
	take_step(pimpinan, "Terima Laporan")
	status.append(pimpinan.evaluate("cur_frm.doc.workflow_state"))
	assert pimpinan.evaluate("cur_frm.doc.tahap") == "Selesai"

	open_form(pimpinan, "Naskah Masuk", naskah)
	assert pimpinan.evaluate("cur_frm.doc.tahap") == "Selesai"
	expect_text(pimpinan, "Uji jf1")
	photograph(pimpinan, f"{potret}-selesai")
	return status


def test_leader_disposes_officer_reports_leader_sees_it_finished(masuk, agensi):
	walk(masuk, agensi["naskah"][0], "perjalanan")


def test_everybody_lands_on_the_workspace(masuk):
	for kunci in ("kadis_a", "jf1", "tu_a"):
		halaman = masuk(kunci)
		idle(halaman)
		halaman.wait_for_url(re.compile(r"/app/transformasi-asn"))
		expect_text(halaman, "Naskah belum dibaca")
		photograph(halaman, f"ruang-kerja-{kunci}")


class TestAdminMengubahAlur:
	"""The Workflow form of Tugas in the desk, step by step; the walk must pass after it."""

	def test_states_are_replaced_added_and_kept_in_use(self, masuk, agensi):
		# one task stands in the first state, so that state is in use
		dispose_to(masuk("kadis_a"), agensi["naskah"][1], "Uji jf2")

		admin = masuk("Administrator")
		for nama in ("Sedang Digarap", "Ditelaah Sekretaris", "Tugas Masuk"):
			admin.evaluate(
				"nama => frappe.db.insert({doctype: 'Workflow State', workflow_state_name: nama})", nama
			)
		open_form(admin, "Workflow", "Alur Tugas")
		rename(admin, "Dikerjakan Langsung", "Sedang Digarap")
		rename(admin, "Tugas Baru", "Tugas Masuk")
		assert save(admin) is None

		add_state(admin, "Ditelaah Sekretaris")
		pesan = save(admin)
		assert pesan and "Ditelaah Sekretaris" in pesan and "usul" in pesan and "Menunggu" in pesan
		photograph(admin, "alur-tanpa-tahap")

		set_state(admin, "Ditelaah Sekretaris", {"update_field": "tahap", "update_value": "Menunggu"})
		route_through(admin, "Ditelaah Sekretaris")
		assert save(admin) is None

		remove_state(admin, "Tugas Masuk")
		pesan = save(admin)
		assert pesan and re.search(r"Tugas Masuk: \d+ dokumen", pesan)
		photograph(admin, "alur-status-dipakai")

	def test_the_walk_still_passes(self, masuk, agensi):
		status = walk(masuk, agensi["naskah"][2], "sesudah-alur-diubah")
		assert status == ["Tugas Masuk", "Sedang Digarap", "Dilaporkan Langsung", "Selesai Langsung"]


def rename(halaman, lama: str, baru: str) -> None:
	"""Type the new name into the state's own cell, as an admin does."""
	tabel = halaman.locator(".frappe-control[data-fieldname='states']")
	sel = tabel.locator(
		f".grid-body .grid-row .grid-static-col[data-fieldname='state']:has-text('{lama}')"
	).first
	sel.click()
	kotak = sel.locator("input")
	kotak.fill(baru)
	halaman.locator(f".awesomplete ul > :visible:has-text('{baru}')").first.click()
	halaman.wait_for_function("nama => cur_frm.doc.states.some((b) => b.state === nama)", arg=baru)


def set_state(halaman, nama: str, isi: dict) -> None:
	halaman.evaluate(
		"""async ([nama, isi]) => {
			const baris = cur_frm.doc.states.find((b) => b.state === nama);
			for (const [field, nilai] of Object.entries(isi)) await frappe.model.set_value(baris.doctype, baris.name, field, nilai);
		}""",
		[nama, isi],
	)


def add_state(halaman, nama: str) -> None:
	halaman.evaluate(
		"""nama => {
			cur_frm.add_child("states", {state: nama, doc_status: "0", allow_edit: "ASN"});
			cur_frm.refresh_field("states");
		}""",
		nama,
	)


def remove_state(halaman, nama: str) -> None:
	"""Take the row away, and the transitions from it lead nowhere else."""
	halaman.evaluate(
		"""nama => {
			const pakai = (t) => t.state === nama || t.next_state === nama;
			cur_frm.doc.transitions.filter(pakai).forEach((t) => frappe.model.clear_doc(t.doctype, t.name));
			const baris = cur_frm.doc.states.find((b) => b.state === nama);
			frappe.model.clear_doc(baris.doctype, baris.name);
			cur_frm.doc.states.forEach((b, i) => (b.idx = i + 1));
			cur_frm.doc.states[0].update_value = "Baru";
			cur_frm.dirty();
			cur_frm.refresh_fields();
		}""",
		nama,
	)


def route_through(halaman, nama: str) -> None:
	"""A second way for reports: by the new state to the giver."""
	halaman.evaluate(
		"""nama => {
			const ke = cur_frm.doc.transitions.find((t) => t.next_state === "Dilaporkan Langsung");
			const salin = {allowed: "ASN", allow_self_approval: 1};
			cur_frm.add_child("transitions", {...salin, state: ke.state, action: "Teruskan", next_state: nama, condition: ke.condition});
			cur_frm.add_child("transitions", {...salin, state: nama, action: "Laporkan", next_state: ke.next_state, condition: ke.condition});
			cur_frm.refresh_field("transitions");
		}""",
		nama,
	)


def save(halaman) -> str | None:
	"""Press Save, and Save Anyway where core offers it; the error message, or None when it was stored."""
	halaman.evaluate("frappe.hide_msgprint && frappe.hide_msgprint(true)")
	halaman.evaluate(
		"""() => {
			window.hasil_simpan = null;
			cur_frm.ignore_warning = true;
			cur_frm.save("Save", null, null, () => (window.hasil_simpan = "gagal")).then(
				() => (window.hasil_simpan = window.hasil_simpan || "tersimpan")
			);
		}"""
	)
	halaman.wait_for_function("window.hasil_simpan")
	idle(halaman)
	if not halaman.evaluate("cur_frm.is_dirty()"):
		return None
	kotak = halaman.locator(".msgprint-dialog:visible, .modal.show:visible").first
	pesan = kotak.inner_text()
	# A dialog that still moves hears no key, and one that is opened meanwhile does not appear.
	halaman.wait_for_function("!document.getAnimations().length")
	halaman.keyboard.press("Escape")
	kotak.wait_for(state="hidden")
	return pesan
