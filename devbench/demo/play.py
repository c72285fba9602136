"""Plays the stories: each act by the person who would do it, through the documents of the app."""

import os
import traceback
from contextlib import AbstractContextManager
from typing import Any

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import now_datetime

from devbench.demo.stage import Stage
from devbench.demo.stories import Step, Story

ACCEPT, REPORT, ACCEPT_REPORT, RETURN = "Terima", "Laporkan", "Terima Laporan", "Kembalikan"


class Player:
	"""One story at a time; what went otherwise than told is collected in `faults`."""

	def __init__(self, stage: Stage):
		self.stage = stage
		self.letters: dict[str, str] = {}
		self.faults: list[str] = []

	def play(self, story: Story) -> None:
		"""Registers the letter and plays its steps; a failing step ends the story and is told."""
		act = "pencatatan"
		try:
			scene = Scene(self.stage, story)
			scene.register()
			self.letters[story.kode] = scene.letter
			for number, step in enumerate(story.langkah, 1):
				act = f"langkah {number} ({step.aksi} {' '.join((step.oleh, *step.kepada, *step.tugas)).strip()})"
				scene.do(step)
		except Exception as error:
			# Whatever the app says here is told in one line; the other stories are played all the same.
			self.faults.append(f"Cerita {story.kode} «{story.judul}» berhenti pada {act}: {one_line(error)}")
			if os.environ.get("DEVBENCH_TRACE"):
				traceback.print_exc()
		else:
			self.faults += [f"Cerita {story.kode} «{story.judul}»: {fault}" for fault in scene.faults]


class Scene:
	"""One letter on its way. Tugas are found by the reference of their recipient."""

	def __init__(self, stage: Stage, story: Story):
		self.stage = stage
		self.story = story
		self.letter = ""
		self.tasks: dict[str, str] = {}
		self.faults: list[str] = []

	def register(self) -> None:
		story, stage = self.story, self.stage
		came = -5 if story.naskah.get("entri_susulan") else 0
		row: dict[str, Any] = {
			"doctype": "Naskah Masuk",
			"bentuk": "Surat",
			"keamanan": "Biasa",
			"urgensi": "Biasa",
			"tanggal_diterima": stage.day(came),
			**story.naskah,
		}
		if event := row.pop("acara", None):
			row["acara_mulai"] = f"{stage.day(event['hari'])} {event['jam']}"
			row["acara_tempat"] = event["tempat"]
		if row["bentuk"] == "Surat":
			row["nomor_surat"] = f"{row['klasifikasi']}/{int(story.kode) * 37 + 104}/{stage.today.year}"
			row["tanggal_surat"] = stage.day(came - 2)
		if row["bentuk"] == "Arahan Lisan":
			row["waktu_arahan"] = f"{stage.day(0)} {min(now_datetime().strftime('%H:%M:%S'), '08:15:00')}"
		with stage.acting(story.pencatat):
			self.letter = frappe.get_doc(row).insert().name

	def do(self, step: Step) -> None:
		getattr(self, step.aksi)(step)

	# -- acts of the giver
	def disposisi(self, step: Step) -> None:
		self._dispose(step, None)

	def teruskan(self, step: Step) -> None:
		"""Hands the own Tugas on; accepts it first."""
		mine = self.tasks[step.oleh]
		with self._holder(step.oleh):
			self._accept_if_new(mine)
		self._dispose(step, mine)

	def _dispose(self, step: Step, parent: str | None) -> None:
		stage = self.stage
		row: dict[str, Any] = {
			"doctype": "Disposisi",
			"naskah": self.letter,
			"induk_tugas": parent,
			"pemberi_jabatan": self._seat(step.oleh).partition("#")[0],
			"tenggat": stage.day(step.tenggat),
			"pola": step.pola,
			"alasan": step.alasan,
			"penerima": [
				*(self._recipient(ref, step) for ref in step.kepada),
				*(self._recipient(ref, step, copy=True) for ref in step.tembusan),
			],
		}
		for key in ("kegiatan", "pemicu", "kompleks"):
			value = getattr(step, key) or (None if parent else self.story.naskah.get(key))
			if value is not None:
				row[key] = value
		with self._holder(step.oleh):
			order = frappe.get_doc(row).insert()
			order.submit()
		self._remember(order.name, step)

	def _recipient(self, ref: str, step: Step, copy: bool = False) -> dict[str, Any]:
		row = {"instruksi": step.instruksi, "tembusan": 0, "alasan": step.alasan_penerima}
		if copy:
			row = {"instruksi": "Untuk diketahui", "tembusan": 1}
		if ref in self.stage.teams:
			return row | {"jenis_penerima": "Pokja", "penerima": self.stage.teams[ref]}
		if "#" in ref:
			return row | {"jenis_penerima": "Pegawai ASN", "penerima": self.stage.person(ref)}
		return row | {"jenis_penerima": "Jabatan", "penerima": ref}

	def _remember(self, name: str, step: Step) -> None:
		order = frappe.get_doc("Disposisi", name)
		given = {row.penerima: row.tugas for row in order.penerima if row.tugas}
		for ref in step.kepada:
			self.tasks[ref] = given[self._recipient(ref, step)["penerima"]]
		self._compare(order, step)

	def _compare(self, order: Any, step: Step) -> None:
		"""What the site holds against what the story expects."""
		fault = self.faults.append
		decision = frappe.get_doc("Penetapan Pola", order.penetapan)
		want = step.harapan
		if want and (decision.pola, decision.aturan) != (want.pola, want.aturan):
			fault(f"pola {decision.pola} ({decision.aturan}), seharusnya {want.pola} ({want.aturan})")
		if step.kapasitas and order.kapasitas != step.kapasitas:
			fault(f"pemberi bertindak sebagai {order.kapasitas}, seharusnya {step.kapasitas}")
		if step.pemangku:
			task = frappe.get_doc("Tugas", self.tasks[step.kepada[0]])
			if task.pemangku != self.stage.person(step.pemangku) or not task.alasan_pemangku:
				fault(f"pemangku {task.pemangku} ({task.alasan_pemangku}), seharusnya {step.pemangku}")

	# -- acts of the recipient
	def terima(self, step: Step) -> None:
		for ref in step.tugas:
			with self._holder(ref):
				self._accept_if_new(self.tasks[ref])

	def laporkan(self, step: Step) -> None:
		for ref in step.tugas:
			with self._holder(ref):
				task = frappe.get_doc("Tugas", self.tasks[ref])
				task.laporan = step.laporan
				task.save()
				apply_workflow(task, REPORT)

	def tuntaskan(self, step: Step) -> None:
		"""From the doer upwards: accept, report, and the giver accepts the report."""
		for number, ref in enumerate(step.tugas):
			one = Step(
				"", tugas=(ref,), laporan=step.laporan if number == 0 else f"Diteruskan: {step.laporan}"
			)
			self.terima(one)
			self.laporkan(one)
			self.terima_laporan(one)

	def terima_laporan(self, step: Step) -> None:
		for ref in step.tugas:
			with self._giver(ref):
				apply_workflow(frappe.get_doc("Tugas", self.tasks[ref]), ACCEPT_REPORT)

	def kembalikan(self, step: Step) -> None:
		for ref in step.tugas:
			with self._giver(ref):
				task = frappe.get_doc("Tugas", self.tasks[ref])
				task.alasan = step.alasan
				task.save()
				apply_workflow(task, RETURN)

	def setujui(self, step: Step) -> None:
		"""The head of the officer's perangkat daerah consents."""
		from transformasi_asn.disposisi.api import putuskan_persetujuan

		for ref in step.tugas:
			with self.stage.acting(step.oleh):
				putuskan_persetujuan(self.tasks[ref], True, step.alasan)

	# -- who
	def _seat(self, ref: str) -> str:
		"""Of a team the seat of its Ketua; any other reference as it is."""
		team = next((t for t in self.stage.script.raw["tim"] if f"tim:{t['kunci']}" == ref), None)
		return next(seat for seat, role in team["anggota"] if role == "Ketua") if team else ref

	def _holder(self, ref: str) -> AbstractContextManager[None]:
		return self.stage.acting(self._seat(ref))

	def _giver(self, ref: str) -> AbstractContextManager[None]:
		giver = frappe.db.get_value(
			"Tugas", self.tasks[ref], ["pemberi_jabatan", "pemberi_pegawai"], as_dict=True
		)
		seat = next(
			(s for s, key in self.stage.seats.items() if self.stage.people[key] == giver.pemberi_pegawai), ""
		)
		return self.stage.acting(seat or giver.pemberi_jabatan)

	def _accept_if_new(self, name: str) -> None:
		task = frappe.get_doc("Tugas", name)
		if task.tahap == "Baru":
			apply_workflow(task, ACCEPT)


def one_line(error: Exception) -> str:
	"""What went wrong, fit for one line: kind and message, without markup."""
	text = frappe.utils.strip_html(str(error)) or type(error).__name__
	return f"{type(error).__name__}: {' '.join(text.split())[:300]}"
