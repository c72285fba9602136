"""What the demo prints, in Indonesian: the table, the comparison, the numbers, the logins, the tour."""

from typing import Any

import frappe

from devbench.demo.readback import PATTERNS, Outcome, compare_patterns, read_teams
from devbench.demo.stage import PASSWORD, Stage
from devbench.demo.stories import Script
from devbench.demo.table import Column, footnotes, paragraph, render_table, title

TABLE = (
	Column("No", 2),
	Column("Naskah atau arahan", 27),
	Column("Pola", 13),
	Column("Aturan dan instrumen", 19),
	Column("Dsr", 3),
	Column("Penerima, lalu yang meneruskan", 39),
	Column("Lgk", 3, kanan=True),
	Column("Keadaan", 20),
)


def opening() -> str:
	return title("Demo: Pemerintah Provinsi Bali, susunan Perda 5/2021 (orang-orangnya rekaan)")


def whole(
	script: Script,
	stage: Stage,
	outcomes: list[Outcome],
	counts: dict[str, Any],
	checks: dict[str, bool],
	letters: dict[str, str],
) -> str:
	parts = [
		decisions(outcomes),
		comparison(outcomes),
		teams(),
		numbers(counts),
		invariants(checks),
		logins(script, stage),
		tour(script, stage, letters),
	]
	return "\n".join(parts)


def decisions(outcomes: list[Outcome]) -> str:
	marks = footnotes(outcome.dasar_hukum for outcome in outcomes)
	rows = [_decision(outcome, marks) for outcome in outcomes]
	notes = [paragraph(text, f"[{mark}] ") for text, mark in marks.items()]
	head = title("Naskah: pola, aturan, dasar hukum, penerima, langkah, keadaan")
	legend = "Lgk = serah terima dari pemberi pertama sampai pelaksana. Dsr = dasar hukum, di bawah tabel."
	return "\n".join([head, render_table(TABLE, rows), "", legend, *notes])


def _decision(outcome: Outcome, marks: dict[str, str]) -> list[object]:
	pola = outcome.pola
	if outcome.pola_dijalankan != outcome.pola:
		label = "menyimpang" if outcome.penyimpangan else "dijalankan"
		pola += f"\n({label}: {outcome.pola_dijalankan})"
	reason = f"\nAlasan: {outcome.alasan}" if outcome.alasan else ""
	path = [f"{' ' * depth}> {name}" if depth else name for depth, name in enumerate(outcome.jalur)]
	more = [name for name in outcome.penerima if name not in outcome.jalur]
	copies = [f"Tembusan: {name}" for name in outcome.tembusan]
	return [
		outcome.kode,
		f"{outcome.naskah}\n(oleh {outcome.pemberi})",
		pola,
		f"{outcome.aturan}\n{outcome.instrumen}{reason}",
		f"[{marks[outcome.dasar_hukum]}]" if outcome.dasar_hukum else "",
		"\n".join([*path, *more, *copies, *outcome.catatan]),
		outcome.langkah,
		outcome.keadaan,
	]


def comparison(outcomes: list[Outcome]) -> str:
	columns = (
		Column("Perbandingan pola yang dijalankan", 62),
		*(Column(p, 22, kanan=True) for p in PATTERNS),
	)
	rows = [[label, *values] for label, values in compare_patterns(outcomes)]
	return "\n".join(
		[title("Pola struktural dan fungsional berdampingan"), render_table(columns, rows, ruled=False)]
	)


def teams() -> str:
	columns = (
		Column("Tim", 50),
		Column("Status", 16),
		Column("Cakupan", 20),
		Column("Persetujuan atas anggota", 36),
		Column("Pekerjaan", 10, kanan=True),
	)
	return "\n".join([title("Tim dan tahapnya"), render_table(columns, read_teams(), ruled=False)])


def numbers(counts: dict[str, Any]) -> str:
	labels = {
		"unit_kerja": "unit kerja",
		"perangkat_daerah": "perangkat daerah",
		"jabatan": "jabatan",
		"pegawai": "pegawai",
		"penempatan": "penempatan",
		"naskah": "naskah",
		"disposisi": "disposisi",
		"penetapan": "penetapan pola",
		"jejak": "catatan jejak",
		"tim": "tim",
	}
	lines = [
		title("Jumlah"),
		paragraph(", ".join(f"{counts[key]} {label}" for key, label in labels.items()) + "."),
	]
	for pola, stages in counts["tugas"].items():
		lines.append(
			f"Tugas {pola}: " + ", ".join(f"{stage} {n}" for stage, n in sorted(stages.items())) + "."
		)
	return "\n".join(lines)


def invariants(checks: dict[str, bool]) -> str:
	lines = [f"  {'ya   ' if holds else 'TIDAK'}  {name.replace('_', ' ')}" for name, holds in checks.items()]
	return "\n".join([title("Verifikasi"), *lines])


def logins(script: Script, stage: Stage) -> str:
	columns = (Column("Peran", 26), Column("Nama", 36), Column("Jabatan", 40), Column("Masuk dengan", 32))
	rows = []
	for role, reference in script.raw["masuk"]:
		person = frappe.db.get_value("Pegawai ASN", stage.person(reference), ["nama", "user"], as_dict=True)
		post = frappe.db.get_value("Jabatan", reference.partition("#")[0], "nama")
		rows.append([role, person.nama, post, person.user])
	return "\n".join(
		[
			title("Akun"),
			render_table(columns, rows, ruled=False),
			"",
			f"Kata sandi semua akun demo: {PASSWORD}",
		]
	)


def tour(script: Script, stage: Stage, letters: dict[str, str]) -> str:
	"""Six clicks: the Sekda, the officer, and a head who changes one rule."""
	cast = script.raw["wisata"]
	users = {
		role: frappe.db.get_value("User", stage.user(ref), ["name", "full_name"])
		for role, ref in cast.items()
	}
	waiting = {
		story.wisata: f"«{story.naskah['perihal']}» (agenda {_agenda(letters[story.kode])})"
		for story in script.cerita
		if story.wisata and story.kode in letters
	}
	if set(waiting) < {"sekda", "sebelum", "sesudah"}:
		return title("Wisata enam klik") + "\nNaskah untuk wisata tidak tercatat."
	unit = cast["kepala"].removeprefix("KA-")
	officer, later = users["pelaksana"][1], users["pelaksana_baru"][1]
	steps = [
		f"Masuk sebagai Sekda ({users['sekda'][0]}), buka naskah {waiting['sekda']}, tekan Disposisikan: polanya Fungsional "
		f"Individu. Pilih {officer}, kirim.",
		f"Masuk sebagai {officer} ({users['pelaksana'][0]}), buka tugas itu dan baca «Mengapa saya?»: pola, aturan, dan dasarnya.",
		"Pilih Tindakan → Terima, lalu tekan Laporkan dan isi laporannya. Sekda melihatnya langsung, tanpa perantara.",
		f"Masuk sebagai kepala dinas ({users['kepala'][0]}), disposisikan {waiting['sebelum']}: polanya Struktural.",
		f"Buka Aturan Pola Kerja {unit}, centang Aktif pada barisnya (jenis naskah «Permintaan Data», pola Fungsional "
		"Individu, instrumen Surat Tugas). Simpan.",
		f"Disposisikan {waiting['sesudah']}: polanya kini Fungsional Individu menurut aturan sendiri. Tugaskan {later}.",
	]
	return "\n".join([title("Wisata enam klik"), *(paragraph(s, f"{n}. ") for n, s in enumerate(steps, 1))])


def _agenda(letter: str) -> str:
	return frappe.db.get_value("Naskah Masuk", letter, "nomor_agenda") or letter
