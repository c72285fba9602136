"""Reads back from the site what the stories left there. Nothing here is known beforehand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import frappe

OPEN = ("Baru", "Berjalan", "Menunggu")
TASK = (
	"name",
	"induk",
	"disposisi",
	"tahap",
	"nama_penerima",
	"alasan_pemangku",
	"persetujuan",
	"persetujuan_jabatan",
	"pemberi_jabatan",
	"jabatan",
	"pemangku",
)


@dataclass
class Outcome:
	"""One decision on a letter: the Disposisi of its first giver and all that grew from it."""

	kode: str
	naskah: str
	agenda: str
	pola: str
	pola_dijalankan: str
	instrumen: str
	aturan: str
	kalimat: str
	alasan: str
	dasar_hukum: str
	penyimpangan: bool
	pemberi: str
	penerima: list[str]
	tembusan: list[str]
	jalur: list[str]
	catatan: list[str]
	langkah: int
	jarak: int
	keadaan: str
	tugas: list[dict[str, Any]] = field(default_factory=list)

	def as_json(self) -> dict[str, Any]:
		alasan = f"{self.kalimat} Alasan pimpinan: {self.alasan}" if self.alasan else self.kalimat
		return {
			"naskah": self.naskah,
			"pola": self.pola,
			"instrumen": self.instrumen,
			"aturan": self.aturan,
			"alasan": alasan,
			"dasar_hukum": self.dasar_hukum,
			"penerima": self.penerima,
			"langkah": self.langkah,
		}


def read_outcomes(letters: dict[str, str]) -> list[Outcome]:
	"""Every first-level decision on these letters (story code → Naskah Masuk)."""
	found = []
	for kode, letter in letters.items():
		naskah = frappe.get_doc("Naskah Masuk", letter)
		tasks = _tasks(letter)
		orders = frappe.get_all(
			"Disposisi",
			filters={"naskah": letter, "docstatus": 1, "induk_tugas": ["is", "not set"]},
			order_by="creation",
			pluck="name",
		)
		found += [_outcome(kode, naskah, frappe.get_doc("Disposisi", name), tasks) for name in orders]
	return found


def _tasks(letter: str) -> dict[str, dict[str, Any]]:
	rows = frappe.get_all("Tugas", filters={"naskah": letter}, fields=TASK, order_by="creation")
	return {row.name: row for row in rows}


def _outcome(kode: str, naskah: Any, order: Any, tasks: dict[str, dict[str, Any]]) -> Outcome:
	decision = frappe.get_doc("Penetapan Pola", order.penetapan)
	branch = [t for t in tasks.values() if _root(t, tasks).disposisi == order.name]
	path = max((_path(t, tasks) for t in branch), key=len, default=[])
	done = sum(t.tahap == "Selesai" for t in branch)
	return Outcome(
		kode=kode,
		naskah=naskah.perihal,
		agenda=naskah.nomor_agenda or "",
		pola=decision.pola,
		pola_dijalankan=decision.pola_dijalankan,
		instrumen=decision.instrumen,
		aturan=decision.aturan,
		kalimat=decision.kalimat or "",
		alasan=decision.alasan or "",
		dasar_hukum=decision.dasar_hukum or "",
		penyimpangan=bool(decision.penyimpangan),
		pemberi=" ".join(filter(None, (_capacity(order.kapasitas), order.pemberi_nama_jabatan))),
		penerima=[row.nama_penerima or row.penerima for row in order.penerima if not row.tembusan],
		tembusan=[row.nama_penerima or row.penerima for row in order.penerima if row.tembusan],
		jalur=[t.nama_penerima for t in path],
		catatan=[note for t in path for note in _notes(t)],
		langkah=len(path),
		jarak=_distance(path[0].pemberi_jabatan, _own_post(path[-1])) if path else 0,
		keadaan=f"{naskah.workflow_state}; {done} dari {len(branch)} tugas selesai",
		tugas=branch,
	)


def _capacity(kapasitas: str | None) -> str:
	return "" if kapasitas in (None, "", "Definitif") else f"{kapasitas}"


def _notes(task: Any) -> list[str]:
	"""Why somebody else is in charge, and what the head of the officer's perangkat daerah said."""
	notes = [f"Bertindak karena: {task.alasan_pemangku}"] if task.alasan_pemangku else []
	if task.persetujuan not in (None, "", "Tidak perlu"):
		head = frappe.db.get_value("Jabatan", task.persetujuan_jabatan, "nama")
		notes.append(f"Persetujuan {head}: {task.persetujuan}")
	return notes


def _own_post(task: Any) -> str:
	"""The post addressed; of a team the definitive post of its Ketua."""
	post = task.jabatan or frappe.db.get_value(
		"Penempatan", {"pegawai": task.pemangku, "kapasitas": "Definitif"}, "jabatan"
	)
	return str(post)


def _distance(start: str, end: str) -> int:
	"""Hand-overs if the work went along the tree of posts: up to the common superior, then down."""
	up, down = _superiors(start), _superiors(end)
	shared = next(post for post in up if post in down)
	return up.index(shared) + down.index(shared)


def _superiors(post: str) -> list[str]:
	chain = [post]
	while above := frappe.db.get_value("Jabatan", chain[-1], "atasan", cache=True):
		chain.append(above)
	return chain


def _root(task: Any, tasks: dict[str, Any]) -> Any:
	while task.induk and task.induk in tasks:
		task = tasks[task.induk]
	return task


def _path(task: Any, tasks: dict[str, Any]) -> list[Any]:
	path = [task]
	while path[0].induk and path[0].induk in tasks:
		path.insert(0, tasks[path[0].induk])
	return path


def count_all() -> dict[str, Any]:
	"""Units, posts, people, letters; Tugas by pattern and stage."""
	work: dict[str, Counter[str]] = {}
	patterns = dict(frappe.get_all("Disposisi", fields=["name", "pola_kerja"], as_list=True))
	for row in frappe.get_all("Tugas", fields=["disposisi", "tahap"]):
		work.setdefault(patterns[row.disposisi], Counter())[row.tahap] += 1
	names = {
		"unit_kerja": "Unit Kerja",
		"perangkat_daerah": ("Unit Kerja", {"perangkat_daerah": 1}),
		"jabatan": "Jabatan",
		"pegawai": "Pegawai ASN",
		"penempatan": "Penempatan",
		"naskah": "Naskah Masuk",
		"disposisi": "Disposisi",
		"penetapan": "Penetapan Pola",
		"jejak": "Jejak Tugas",
		"tim": "Pokja",
	}
	counts: dict[str, Any] = {}
	for key, what in names.items():
		doctype, filters = what if isinstance(what, tuple) else (what, {})
		counts[key] = frappe.db.count(doctype, filters)
	counts["tugas"] = {pola: dict(stages) for pola, stages in sorted(work.items())}
	return counts


def compare_patterns(outcomes: Iterable[Outcome]) -> list[tuple[str, list[str]]]:
	"""Rows of the side-by-side summary: label, then one value per executed pattern."""
	groups: dict[str, list[Outcome]] = {pola: [] for pola in PATTERNS}
	for outcome in outcomes:
		groups[outcome.pola_dijalankan].append(outcome)

	def row(label: str, value: Any) -> tuple[str, list[str]]:
		return label, [str(value(groups[pola])) if groups[pola] else "-" for pola in PATTERNS]

	return [
		row("Naskah dan arahan", len),
		row(
			"Rata-rata serah terima dari pemberi pertama sampai pelaksana",
			lambda g: _average([o.langkah for o in g]),
		),
		row(
			"Rata-rata bila harus lewat setiap jenjang pada pohon jabatan",
			lambda g: _average([o.jarak for o in g]),
		),
		row("Serah terima terpendek dan terpanjang", _range),
		row("Tugas yang terbit", lambda g: sum(len(o.tugas) for o in g)),
		row("Tugas yang selesai", lambda g: sum(t.tahap == "Selesai" for o in g for t in o.tugas)),
		row("Tembusan kepada yang dilewati", lambda g: sum(len(o.tembusan) for o in g)),
		row(
			"Dipilih pimpinan (aturan menyerahkan pilihan)",
			lambda g: sum(o.pola == "Pilihan Pimpinan" for o in g),
		),
		row("Menyimpang dari aturan, dengan alasan", lambda g: sum(o.penyimpangan for o in g)),
	]


PATTERNS = ("Struktural", "Fungsional Individu", "Fungsional Kelompok")


def _average(values: list[int]) -> str:
	return f"{sum(values) / len(values):.1f}".replace(".", ",")


def _range(group: list[Outcome]) -> str:
	steps = [o.langkah for o in group]
	return f"{min(steps)} dan {max(steps)}"


def read_teams() -> list[list[object]]:
	"""Name, state, scope, answers about members, pieces of work finished of all: one row per team."""
	rows = []
	for name in frappe.get_all("Pokja", order_by="creation", pluck="name"):
		team = frappe.get_doc("Pokja", name)
		answers = Counter(row.persetujuan for row in team.anggota)
		work = frappe.get_all("Pekerjaan Tim", {"tim": name}, pluck="keadaan")
		done = sum(state == "Selesai" for state in work)
		rows.append(
			[
				team.nama,
				team.workflow_state,
				team.cakupan,
				", ".join(f"{answer}: {number}" for answer, number in answers.items()),
				f"{done} dari {len(work)}" if work else "-",
			]
		)
	return rows
