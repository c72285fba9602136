"""The letters of the demo and what happens to them, read from `fixtures/demo/cerita.json`. Pure.

A reference names who receives or acts: `kode#n` is the person on seat n of a post, `tim:kunci` a team,
anything else a post.
"""

from dataclasses import dataclass, field
from typing import Any

from devbench.demo.organisasi import load

ACTIONS = (
	"disposisi",
	"teruskan",
	"terima",
	"laporkan",
	"terima_laporan",
	"kembalikan",
	"setujui",
	"tuntaskan",
)


@dataclass(frozen=True)
class Expectation:
	"""What the decision table says about the first decision of a letter."""

	pola: str
	aturan: str


@dataclass(frozen=True)
class Step:
	"""One act in a story. `tugas` names recipients whose Tugas is meant."""

	aksi: str
	oleh: str = ""
	kepada: tuple[str, ...] = ()
	tembusan: tuple[str, ...] = ()
	tugas: tuple[str, ...] = ()
	tenggat: int = 7
	instruksi: str = "Tindak lanjuti"
	pola: str = ""
	alasan: str = ""
	alasan_penerima: str = ""
	laporan: str = ""
	kegiatan: str = ""
	pemicu: str = ""
	kompleks: int | None = None
	kapasitas: str = ""
	pemangku: str = ""
	harapan: Expectation | None = None


@dataclass(frozen=True)
class Story:
	"""One letter or directive, from its register to its end. Without steps it waits for the tour."""

	kode: str
	judul: str
	naskah: dict[str, Any]
	langkah: tuple[Step, ...]
	pencatat: str
	wisata: str = ""

	@property
	def first(self) -> Step | None:
		return next((step for step in self.langkah if step.aksi == "disposisi"), None)


@dataclass(frozen=True)
class Script:
	"""Everything the stage needs besides the organisation."""

	raw: dict[str, Any]
	cerita: tuple[Story, ...] = field(default_factory=tuple)


def read_script() -> Script:
	raw = load("cerita.json")
	return Script(raw, tuple(_story(row) for row in raw["cerita"]))


def _story(row: dict[str, Any]) -> Story:
	return Story(
		kode=row["kode"],
		judul=row["judul"],
		naskah=row["naskah"],
		langkah=tuple(_step(step) for step in row["langkah"]),
		pencatat=row.get("pencatat") or f"TU-{row['naskah']['unit_penerima']}#1",
		wisata=row.get("wisata", ""),
	)


def _step(row: dict[str, Any]) -> Step:
	more = dict(row)
	tasks = more.pop("tugas", ())
	expected = more.pop("harapan", None)
	return Step(
		**{**more, "kepada": tuple(more.get("kepada", ())), "tembusan": tuple(more.get("tembusan", ()))},
		tugas=(tasks,) if isinstance(tasks, str) else tuple(tasks),
		harapan=Expectation(*expected) if expected else None,
	)


def actors(script: Script) -> list[str]:
	"""Every post and seat that acts or receives, without repetition: these people need a login."""
	found: dict[str, None] = {}
	raw = script.raw
	for story in script.cerita:
		found[story.pencatat] = None
		found[story.naskah["tujuan_jabatan"]] = None
		for step in story.langkah:
			for reference in (step.oleh, step.pemangku, *step.kepada, *step.tugas, *step.tembusan):
				found[reference] = None
	for team in raw["tim"]:
		found[team["oleh"]] = None
		found.update((member, None) for member, role in team["anggota"] if role == "Ketua")
		found.update((answer["oleh"], None) for answer in team.get("jawaban", []))
		found.update((work["pegawai"], None) for work in team.get("pekerjaan", []))
	for placement in raw["penempatan"]:
		found[placement["pegawai"]] = None
	found.update((reference, None) for _, reference in raw["masuk"])
	found.update((reference, None) for reference in raw["wisata"].values())
	for document in raw["dokumen_kinerja"]:
		found[HEADS.get(document["unit"], f"KA-{document['unit']}")] = None
	return [reference for reference in found if reference and not reference.startswith("tim:")]


# Units whose head's post is not called KA-<unit>.
HEADS = {"BALI": "GUB", "SETDA": "SEKDA"}
