"""What must hold on the site after the stories; every answer is computed from what is stored."""

from collections import Counter, defaultdict
from collections.abc import Callable

import frappe
from frappe.utils import getdate

from devbench.demo.readback import OPEN
from devbench.demo.rehearsal import rehearse_tour
from devbench.demo.stage import Stage


def run_checks(stage: Stage, faults: list[str], letters: dict[str, str]) -> dict[str, bool]:
	"""Invariant → whether it holds."""
	frappe.set_user("Administrator")
	checks: dict[str, Callable[[], bool]] = {
		"pola_sesuai_tabel": lambda: not faults,
		"rantai_jejak_utuh": log_chains,
		"satu_penanggung_jawab_per_tugas_terbuka": one_holder,
		"sidik_penetapan_utuh": decision_hashes,
		"agenda_tanpa_celah": agenda_numbers,
		"satu_jabatan_definitif_per_orang": one_definitive_post,
		"kursi_tidak_berlebih": seats_not_overfilled,
		"nomor_pohon_unit_benar": lambda: tree_numbers("Unit Kerja", "parent_unit_kerja"),
		"nomor_pohon_jabatan_benar": lambda: tree_numbers("Jabatan", "atasan"),
		"surat_rahasia_tertutup": lambda: secrets_closed(stage),
		"tim_dalam_tiga_tahap": teams_in_three_stages,
		"wisata_dapat_dijalani": lambda: rehearse_tour(stage, letters),
	}
	return {name: bool(check()) for name, check in checks.items()}


def log_chains() -> bool:
	from transformasi_asn.disposisi.jejak import verify

	return frappe.db.count("Jejak Tugas") > 0 and not verify()


def decision_hashes() -> bool:
	from transformasi_asn.tata_kerja.services import verify_penetapan

	names = frappe.get_all("Penetapan Pola", pluck="name")
	return bool(names) and all(verify_penetapan(name) for name in names)


def one_holder() -> bool:
	"""An open Tugas names one person, or a post somebody is in charge of, or a team with one chair."""
	from transformasi_asn.organisasi.services import get_pemangku

	rows = frappe.get_all(
		"Tugas", filters={"tahap": ["in", OPEN]}, fields=["name", "jabatan", "pegawai", "tim"]
	)
	chairs = Counter(
		frappe.get_all(
			"Anggota Pokja",
			filters={"peran": "Ketua", "parenttype": "Pokja", "berhenti_pada": ["is", "not set"]},
			pluck="parent",
		)
	)
	for row in rows:
		if row.tim:
			holders = chairs[row.tim]
		elif row.pegawai:
			holders = frappe.db.count("Pegawai ASN", {"name": row.pegawai, "aktif": 1})
		else:
			holders = int(bool(row.jabatan and get_pemangku(row.jabatan).pegawai))
		if holders != 1:
			return False
	return True


def teams_in_three_stages() -> bool:
	"""One waits for a head, one works, one has finished; and no ended team holds open work."""
	stages = dict(frappe.get_all("Pokja", fields=["name", "tahap"], as_list=True))
	ended = [name for name, stage in stages.items() if stage not in OPEN]
	left = frappe.db.count("Tugas", {"tim": ["in", ended or [""]], "tahap": ["in", OPEN]})
	left += frappe.db.count(
		"Pekerjaan Tim", {"tim": ["in", ended or [""]], "keadaan": ["not in", ["Selesai", "Dibatalkan"]]}
	)
	return {"Menunggu", "Berjalan", "Selesai"} <= set(stages.values()) and not left


def agenda_numbers() -> bool:
	"""1, 2, 3 … in every register (unit and year)."""
	registers: dict[tuple[str, int], list[int]] = defaultdict(list)
	for row in frappe.get_all("Agenda Naskah", fields=["unit_kerja", "tahun", "nomor"]):
		registers[row.unit_kerja, row.tahun].append(row.nomor)
	return bool(registers) and all(
		sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in registers.values()
	)


def _definitive() -> list:
	today = getdate()
	rows = frappe.get_all(
		"Penempatan",
		filters={"kapasitas": "Definitif", "mulai": ["<=", today]},
		fields=["pegawai", "jabatan", "selesai"],
	)
	return [row for row in rows if not row.selesai or row.selesai > today]


def one_definitive_post() -> bool:
	return max(Counter(row.pegawai for row in _definitive()).values(), default=0) == 1


def seats_not_overfilled() -> bool:
	seats = dict(frappe.get_all("Jabatan", fields=["name", "jumlah_kursi"], as_list=True))
	return all(number <= seats[post] for post, number in Counter(r.jabatan for r in _definitive()).items())


def tree_numbers(doctype: str, parent: str) -> bool:
	"""Whether lft/rgt say of every node the same ancestors as walking up its parents does."""
	rows = frappe.get_all(doctype, fields=["name", f"{parent} as above", "lft", "rgt"], order_by="lft")
	above = {row.name: row.above for row in rows}
	open_nodes: list = []
	for row in rows:
		while open_nodes and open_nodes[-1].rgt < row.lft:
			open_nodes.pop()
		if [node.name for node in open_nodes] != _walk_up(row.name, above):
			return False
		if not row.lft < row.rgt:
			return False
		open_nodes.append(row)
	return bool(rows)


def _walk_up(name: str, above: dict[str, str | None]) -> list[str]:
	path: list[str] = []
	node = above[name]
	while node:
		path.insert(0, node)
		if len(path) > len(above):
			raise ValueError(f"cycle above {name}")
		node = above[node]
	return path


def secrets_closed(stage: Stage) -> bool:
	"""Nobody outside finds a secret letter: not in a list, not in a count, not by its name."""
	secret = frappe.get_all("Naskah Masuk", filters={"keamanan": ["!=", "Biasa"]}, pluck="name")
	strangers = [
		ref for _, ref in stage.script.raw["masuk"] if ref.startswith(("JF-", "KA-DISKOPUKM", "PK-"))
	]
	try:
		for ref in strangers:
			frappe.set_user(stage.user(ref))
			found = frappe.get_list("Naskah Masuk", filters={"name": ["in", secret]}, pluck="name")
			if found or any(frappe.has_permission("Naskah Masuk", doc=name) for name in secret):
				return False
	finally:
		frappe.set_user("Administrator")
	return bool(secret)
