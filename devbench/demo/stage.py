"""Builds the stage on a site: the organisation, the logins, the plans, the rules, the teams.

Everything goes through the app's own ways: the bulk import, and documents written by the people who may.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils.password import update_password

from devbench.demo import organisasi as org
from devbench.demo.stories import HEADS, Script, actors

PASSWORD = "Demo-ASN-Bali"
KINDS = ("unit_kerja", "jabatan", "pegawai", "penempatan")


class DemoError(Exception):
	"""The demo cannot go on; the message says why, in one line."""


def become(user: str) -> None:
	if frappe.session.user != user:
		frappe.set_user(user)


class Stage:
	"""People and posts by the references that the stories use."""

	def __init__(self, script: Script, today: date):
		self.script = script
		self.today = today
		self.organisation = org.build()
		self.seats: dict[str, str] = {}
		self.people: dict[str, str] = {}
		self.users: dict[str, str] = {}
		self.teams: dict[str, str] = {}
		taken: Counter[str] = Counter()
		for row in self.organisation.placements:
			taken[row["jabatan"]] += 1
			self.seats[f"{row['jabatan']}#{taken[row['jabatan']]}"] = row["pegawai"]

	# -- references
	def day(self, offset: int) -> str:
		return (self.today + timedelta(days=offset)).isoformat()

	def person(self, reference: str) -> str:
		"""The Pegawai ASN on a seat, or in charge of a post today."""
		if "#" in reference:
			return self.people[self.seats[reference]]
		from transformasi_asn.organisasi.services import get_pemangku

		found = get_pemangku(reference).pegawai
		if not found:
			raise DemoError(f"Tidak ada pemangku {reference}.")
		return found

	def user(self, reference: str) -> str:
		"""The login of whoever stands behind the reference."""
		person = self.person(reference)
		if person not in self.users:
			raise DemoError(f"{reference} ({person}) tidak mempunyai akun.")
		return self.users[person]

	@contextmanager
	def acting(self, reference: str) -> Iterator[None]:
		"""Act as this person; what he does is committed, or undone when it fails.

		He stays the session's user until another one acts: a change of user empties the caches.
		"""
		try:
			become(self.user(reference))
			yield
			frappe.db.commit()
		except Exception:
			frappe.db.rollback()
			raise

	# -- steps
	def load_organisation(self) -> dict[str, int]:
		"""Imports the CSV texts, each kind once."""
		from transformasi_asn.organisasi.api import import_berkas

		become("Administrator")
		texts = org.csv_texts(self.organisation)
		counts: dict[str, int] = {}
		for kind in KINDS:
			answer = import_berkas(kind, texts[kind])
			if answer["gagal"]:
				bad = answer["gagal"][0]
				raise DemoError(f"Impor {kind}: baris {bad['baris']}, kolom {bad['kolom']}: {bad['pesan']}")
			counts[kind] = answer["berhasil"]
			frappe.db.commit()
		self._read_people()
		return counts

	def _read_people(self) -> None:
		rows = frappe.get_all("Pegawai ASN", fields=["name", "nip", "kunci_impor"])
		self.people = {row.nip or row.kunci_impor: row.name for row in rows}

	def create_users(self) -> int:
		"""Logins for everybody who appears in a story, with the password of the demo."""
		from transformasi_asn.organisasi.api import create_missing_users

		wanted = [r for r in actors(self.script) if "#" in r or f"{r}#1" in self.seats]
		people = list(dict.fromkeys(self.people[self.seats[r if "#" in r else f"{r}#1"]] for r in wanted))
		# The framework drops every cache of the site at each new user, to refresh a list of mailbox
		# passwords; nobody here has a mailbox, and without it the users are made three times as fast.
		with patch("frappe.core.doctype.user.user.ask_pass_update"):
			create_missing_users(people)
		rows = frappe.get_all(
			"Pegawai ASN", filters={"name": ["in", people]}, fields=["name", "nama", "user"]
		)
		for row in rows:
			if not row.user:
				raise DemoError(f"Akun untuk {row.nama} tidak dibuat.")
			update_password(row.user, PASSWORD)
			self.users[row.name] = row.user
		frappe.db.commit()
		return len(self.users)

	def fill(self) -> None:
		"""Activities, acting officials, plans, rules and teams, each by whoever may write them."""
		from transformasi_asn.tata_kerja.api import buat_aturan_sendiri

		raw = self.script.raw
		with self.acting(self._desk_of_rules()):
			for row in raw["kegiatan"]:
				frappe.get_doc({"doctype": "Kegiatan", "aktif": 1, **row}).insert()
			for row in raw["hari_libur"]:
				catatan = "Contoh; tetapkan menurut edaran gubernur."
				frappe.get_doc({"doctype": "Hari Libur Daerah", "keterangan": catatan, **row}).insert()
		with self.acting("PK-BKPSDM#1"):
			for row in raw["penempatan"]:
				self._placement(row)
		for row in raw["dokumen_kinerja"]:
			with self.acting(HEADS.get(row["unit"], f"KA-{row['unit']}")):
				self._plan(row)
		for row in raw["aturan"]:
			with self.acting(HEADS.get(row["unit"], f"KA-{row['unit']}")):
				rule = frappe.get_doc("Aturan Pola Kerja", buat_aturan_sendiri(row["unit"], 0))
				rule.update({"baris": [{"aktif": 1, **line} for line in row["baris"]]})
				rule.save()
		for row in raw["tim"]:
			with self.acting(row["oleh"]):
				self._team(row)

	def _desk_of_rules(self) -> str:
		return next(ref for role, ref in self.script.raw["masuk"] if role == "Admin Tata Kerja")

	def _placement(self, row: dict[str, Any]) -> None:
		placement = frappe.get_doc(
			{
				"doctype": "Penempatan",
				"pegawai": self.person(row["pegawai"]),
				"jabatan": row["jabatan"],
				"kapasitas": row["kapasitas"],
				"mulai": self.day(row["mulai"]),
				"selesai": self.day(row["selesai"]),
				"nomor_surat": f"800.1.11/{abs(row['mulai']) + 100}/BKPSDM",
				"tanggal_surat": self.day(row["mulai"]),
				"dasar": row["dasar"],
			}
		)
		placement.flags.muat_awal = True
		placement.insert()

	def _plan(self, row: dict[str, Any]) -> None:
		common = self.script.raw["target_umum"] if row.get("umum") else []
		frappe.get_doc(
			{
				"doctype": "Dokumen Kinerja",
				"unit_kerja": row["unit"],
				"tahun": self.today.year + row["tahun"],
				"aktif": 1,
				"target": [
					{"kegiatan": kegiatan, "indikator": indikator, "target": target, "satuan": satuan}
					for kegiatan, indikator, target, satuan in [*common, *row["target"]]
				],
			}
		).insert()

	def _team(self, row: dict[str, Any]) -> None:
		more = {key: row[key] for key in ("jenis_tim", "nama", "unit_kerja", "pimpinan")}
		team = frappe.get_doc(
			{
				"doctype": "Pokja",
				**more,
				"alasan": row.get("alasan"),
				"nomor_sk": row.get("nomor_sk"),
				"uraian": "\n".join(row.get("tugas", [])),
				"menimbang": "\n".join(row.get("menimbang", [])),
				"mengingat": "\n".join(row.get("mengingat", [])),
				"mulai": self.day(row["mulai"]),
				"tanggal_sk": self.day(row["mulai"]) if "nomor_sk" in row else None,
				"selesai": self.day(row["selesai"]) if "selesai" in row else None,
				"anggota": [{"pegawai": self.person(ref), "peran": role} for ref, role in row["anggota"]],
				"kegiatan_tim": [{"kegiatan": kode} for kode in row.get("kegiatan", [])],
			}
		).insert()
		if team.perlu_persetujuan:
			team = apply_workflow(team, "Mintakan Persetujuan")
		if row.get("sampai") != "persetujuan":
			apply_workflow(apply_workflow(team, "Tetapkan"), "Mulai")
		self.teams[f"tim:{row['kunci']}"] = team.name
