"""What the teams of the demo do after they were formed: answers, work, contributions, and their end."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from devbench.demo.stage import Stage


def play_teams(stage: Stage) -> None:
	"""Each team as far as its row in `cerita.json` says; every act by the person who would do it."""
	for row in stage.script.raw["tim"]:
		team = stage.teams[f"tim:{row['kunci']}"]
		for answer in row.get("jawaban", []):
			_answer(stage, team, **answer)
		for work in row.get("pekerjaan", []):
			_work(stage, team, row, **work)
		if row.get("sampai") == "selesai":
			with stage.acting(row["oleh"]):
				apply_workflow(frappe.get_doc("Pokja", team), "Akhiri")


def _answer(stage: Stage, team: str, oleh: str, anggota: str, setuju: int, alasan: str = "") -> None:
	from transformasi_asn.pokja.api import jawab_keanggotaan

	with stage.acting(oleh):
		jawab_keanggotaan(team, stage.person(anggota), bool(setuju), alasan)


def _work(
	stage: Stage,
	team: str,
	row: dict[str, Any],
	judul: str,
	pegawai: str,
	mulai: int,
	tenggat: int,
	keluaran: str = "",
	target: float = 0,
	satuan: str = "",
	kontribusi: tuple[Any, ...] = (),
	selesai: int = 0,
) -> None:
	"""The Ketua plans a piece of work, its member contributes to it, the Ketua accepts that."""
	from transformasi_asn.pokja.api import periksa_kontribusi

	ketua = next(ref for ref, role in row["anggota"] if role == "Ketua")
	with stage.acting(ketua):
		work = frappe.get_doc(
			{
				"doctype": "Pekerjaan Tim",
				"tim": team,
				"judul": judul,
				"pegawai": stage.person(pegawai),
				"mulai": stage.day(mulai),
				"tenggat": stage.day(tenggat),
				"keluaran": keluaran,
				"target": target,
				"satuan": satuan,
			}
		).insert()
	for uraian, kemajuan, capaian in kontribusi:
		with stage.acting(pegawai):
			entry = frappe.get_doc(
				{
					"doctype": "Kontribusi Tim",
					"pekerjaan": work.name,
					"tanggal": stage.day(0),
					"uraian": uraian,
					"kemajuan": kemajuan,
					"capaian": capaian,
				}
			).insert()
		# nobody accepts his own
		with stage.acting(row["oleh"] if pegawai == ketua else ketua):
			periksa_kontribusi(entry.name, True)
	if selesai:
		with stage.acting(row["oleh"] if pegawai == ketua else ketua):
			work.reload()
			work.keadaan = "Selesai"
			work.save()
