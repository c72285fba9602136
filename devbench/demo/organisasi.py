"""Turns `fixtures/demo/organisasi.json` into the four CSV texts that the app imports.

Pure and seeded: the same data and the same seed give the same bytes. The people are invented;
their numbers follow the rules for the NIP (birth date, month of appointment, sex, serial).
"""

import csv
import io
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "fixtures" / "demo"
SEED = 20211227
DOMAIN = "demo.example"

UNIT_COLUMNS = (
	"kode",
	"nama",
	"nama_singkat",
	"jenis",
	"perangkat_daerah",
	"disederhanakan",
	"parent_unit_kerja",
	"aktif",
)
POST_COLUMNS = (
	"kode",
	"nama",
	"unit_kerja",
	"jenis",
	"kepala_unit",
	"peran_struktur",
	"eselon",
	"jabatan_fungsional",
	"jenjang",
	"atasan",
	"koordinator",
	"mengoordinasikan",
	"jumlah_kursi",
	"pengganti",
	"peran_meja",
	"aktif",
)
PERSON_COLUMNS = (
	"nip",
	"kunci",
	"nama",
	"jenis_kepegawaian",
	"jenis_kelamin",
	"tanggal_lahir",
	"pangkat_golongan",
	"email",
	"aktif",
)
PLACEMENT_COLUMNS = (
	"pegawai",
	"jabatan",
	"kapasitas",
	"mulai",
	"selesai",
	"nomor_surat",
	"tanggal_surat",
	"dasar",
	"wewenang_rahasia",
	"riwayat",
)

RANKS_BY_ESELON = {
	"I.b": ("IV/e",),
	"II.a": ("IV/c", "IV/d"),
	"II.b": ("IV/b", "IV/c"),
	"III.a": ("IV/a", "IV/b"),
	"III.b": ("III/d", "IV/a"),
	"IV.a": ("III/c", "III/d"),
	"IV.b": ("III/b", "III/c"),
}
RANKS_BY_JENJANG = {
	"Ahli Utama": ("IV/d", "IV/e"),
	"Ahli Madya": ("IV/a", "IV/b", "IV/c"),
	"Ahli Muda": ("III/c", "III/d"),
	"Ahli Pertama": ("III/a", "III/b"),
	"Penyelia": ("III/c", "III/d"),
	"Mahir": ("III/a", "III/b"),
	"Terampil": ("II/b", "II/c", "II/d"),
}
RANKS_OF_STAFF = ("II/c", "II/d", "III/a", "III/b", "III/c")
KIND_BY_ESELON = {
	"I.b": "JPT Madya",
	"II.a": "JPT Pratama",
	"II.b": "JPT Pratama",
	"III.a": "Administrator",
	"III.b": "Administrator",
	"IV.a": "Pengawas",
	"IV.b": "Pengawas",
}
ABBREVIATION = {"Ahli Pertama": "AP", "Ahli Muda": "AM", "Ahli Madya": "MDY"}
# Youngest and oldest age at the reference date; the oldest stays below the age of retirement.
AGES = {
	"JPT Madya": (52, 58),
	"JPT Pratama": (48, 58),
	"Administrator": (42, 56),
	"Pengawas": (36, 56),
	"Ahli Utama": (56, 63),
	"Ahli Madya": (45, 57),
	"Ahli Muda": (35, 55),
	"Ahli Pertama": (26, 40),
	"Pelaksana": (24, 56),
}


@dataclass
class Post:
	"""One Jabatan on its way to the CSV."""

	kode: str
	nama: str
	unit_kerja: str
	jenis: str
	atasan: str = ""
	kepala_unit: int = 0
	peran_struktur: str = ""
	eselon: str = ""
	jabatan_fungsional: str = ""
	jenjang: str = ""
	koordinator: str = ""
	jumlah_kursi: int = 1
	pengganti: str = ""
	peran_meja: str = ""
	aktif: int = 1


@dataclass
class Organisation:
	"""Rows in the order in which they must be imported: parents stand before children."""

	units: list[dict[str, Any]] = field(default_factory=list)
	posts: list[Post] = field(default_factory=list)
	people: list[dict[str, Any]] = field(default_factory=list)
	placements: list[dict[str, Any]] = field(default_factory=list)


def load(name: str) -> dict[str, Any]:
	"""Reads one of the declarative files of the demo."""
	return json.loads((DATA / name).read_text(encoding="utf-8"))


def build(seed: int = SEED) -> Organisation:
	"""The whole organisation: units, posts, people, placements."""
	data = load("organisasi.json")
	result = Organisation()
	_Shape(data, result).build()
	_People(data, load("nama.json"), result, seed).fill()
	return result


def to_csv(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> str:
	"""One CSV text with the given columns; what a row lacks stays empty."""
	out = io.StringIO()
	writer = csv.DictWriter(out, tuple(columns), restval="", extrasaction="ignore", lineterminator="\n")
	writer.writeheader()
	writer.writerows(rows)
	return out.getvalue()


def csv_texts(organisation: Organisation) -> dict[str, str]:
	"""The four texts that `organisasi.api.import_berkas` takes, by kind.

	Units exist before posts, so the post says which units it coordinates.
	"""
	coordinated: dict[str, list[str]] = {}
	for unit in organisation.units:
		if unit.get("koordinator"):
			coordinated.setdefault(unit["koordinator"], []).append(unit["kode"])
	posts = [
		{**vars(post), "mengoordinasikan": ";".join(coordinated.get(post.kode, []))}
		for post in organisation.posts
	]
	return {
		"unit_kerja": to_csv(UNIT_COLUMNS, organisation.units),
		"jabatan": to_csv(POST_COLUMNS, posts),
		"pegawai": to_csv(PERSON_COLUMNS, organisation.people),
		"penempatan": to_csv(PLACEMENT_COLUMNS, organisation.placements),
	}


class _Shape:
	"""Units and posts."""

	def __init__(self, data: dict[str, Any], result: Organisation):
		self.data = data
		self.result = result
		self.substitutes: dict[str, str] = data.get("pengganti", {})
		self.desks: dict[str, str] = data.get("peran_meja", {})

	def build(self) -> None:
		self.root()
		self.setda(self.data["setda"])
		for pd in self.data["perangkat_daerah"]:
			self.perangkat_daerah(pd)

	# -- single rows
	def unit(self, kode: str, nama: str, jenis: str, parent: str, **more: Any) -> str:
		row = {"kode": kode, "nama": nama, "jenis": jenis, "parent_unit_kerja": parent, "aktif": 1}
		self.result.units.append({"perangkat_daerah": 0, "disederhanakan": 0} | row | more)
		return kode

	def post(self, kode: str, nama: str, unit: str, jenis: str, atasan: str, **more: Any) -> str:
		more.setdefault("peran_meja", self.desks.get(kode, ""))
		post = Post(kode, nama, unit, jenis, atasan, pengganti=self.substitutes.get(kode, ""), **more)
		self.result.posts.append(post)
		return kode

	def head(self, unit: str, nama: str, eselon: str, atasan: str, peran: str = "") -> str:
		return self.post(
			f"KA-{unit}",
			nama,
			unit,
			KIND_BY_ESELON[eselon],
			atasan,
			kepala_unit=1,
			eselon=eselon,
			peran_struktur=peran,
		)

	def functional(self, unit: str, number: int, jf: str, jenjang: str, atasan: str, seats: int) -> str:
		kode = f"JF-{unit}-{number}{ABBREVIATION[jenjang]}"
		more = {"jabatan_fungsional": jf, "jenjang": jenjang, "jumlah_kursi": seats}
		return self.post(kode, f"{jf} {jenjang}", unit, "Fungsional", atasan, **more)

	def staff(self, unit: str, number: int, nama: str, atasan: str, seats: int, koordinator: str = "") -> str:
		kode = f"PL-{unit}-{number}"
		return self.post(kode, nama, unit, "Pelaksana", atasan, jumlah_kursi=seats, koordinator=koordinator)

	# -- the top
	def root(self) -> None:
		root = self.data["akar"]
		kode = self.unit(
			root["kode"],
			root["nama"],
			"Pemerintah Daerah",
			"",
			nama_singkat=root["singkat"],
			perangkat_daerah=root.get("perangkat_daerah", 0),
		)
		self.post(
			"GUB", "Gubernur Bali", kode, "Pejabat Negara", "", kepala_unit=1, peran_struktur="Kepala Daerah"
		)
		self.post(
			"WAGUB",
			"Wakil Gubernur Bali",
			kode,
			"Pejabat Negara",
			"GUB",
			peran_struktur="Wakil Kepala Daerah",
		)

	def setda(self, data: dict[str, Any]) -> None:
		top = self.unit(
			data["kode"],
			data["nama"],
			"Sekretariat Daerah",
			self.data["akar"]["kode"],
			nama_singkat=data["singkat"],
			perangkat_daerah=1,
		)
		self.post(
			"SEKDA",
			"Sekretaris Daerah",
			top,
			"JPT Madya",
			"GUB",
			kepala_unit=1,
			eselon="I.b",
			peran_struktur="Sekretaris Daerah",
		)
		more = {"eselon": "II.a"}
		for kode, nama in data["asisten"]:
			self.post(kode, nama, top, "JPT Pratama", "SEKDA", peran_struktur="Asisten", **more)
		for kode, nama in data["staf_ahli"]:
			self.post(kode, nama, top, "JPT Pratama", "SEKDA", peran_struktur="Staf Ahli", **more)
		for biro in data["biro"]:
			self.biro(top, biro)

	def biro(self, top: str, biro: dict[str, Any]) -> None:
		unit = self.unit(
			f"{top}.{biro['kode']}", f"Biro {biro['nama']}", "Biro", top, koordinator=biro["koordinator"]
		)
		head = self.head(unit, f"Kepala Biro {biro['nama']}", "II.b", biro["koordinator"], "Kepala Biro")
		self.bagian(unit, head, biro["bagian"])
		self.kelompok_jf(unit, head, biro.get("jf", []), simplified=False)
		if biro.get("tata_usaha"):
			self.tata_usaha(top, f"{unit}.B1", f"KA-{unit}.B1", seats=2)

	def bagian(self, unit: str, head: str, bagian: dict[str, list[str]]) -> None:
		"""Bagian with their subbagian, as in a biro or in the secretariat of the council."""
		for number, (nama, parts) in enumerate(bagian.items(), 1):
			kode = self.unit(f"{unit}.B{number}", f"Bagian {nama}", "Bagian", unit)
			above = self.head(kode, f"Kepala Bagian {nama}", "III.a", head)
			for place, part in enumerate(parts, 1):
				sub = self.unit(f"{kode}.S{place}", f"Subbagian {part}", "Subbagian", kode)
				boss = self.head(sub, f"Kepala Subbagian {part}", "IV.a", above)
				self.staff(sub, 1, self._staff_name(place), boss, 1 + place % 2)

	def _staff_name(self, number: int) -> str:
		names = self.data["pelaksana_seksi"]
		return names[number % len(names)]

	# -- one perangkat daerah
	def perangkat_daerah(self, pd: dict[str, Any]) -> None:
		simplified = bool(pd.get("disederhanakan"))
		top = self.unit(
			pd["kode"],
			pd["nama"],
			pd["jenis"],
			self.data["akar"]["kode"],
			nama_singkat=pd["singkat"],
			perangkat_daerah=1,
			koordinator=pd["koordinator"],
			disederhanakan=int(simplified),
		)
		title = {"INSP": "Inspektur Daerah", "SETWAN": "Sekretaris DPRD"}.get(pd["kode"])
		title = pd.get("kepala") or title or f"Kepala {pd['nama']}"
		head = self.head(top, title, pd.get("eselon_kepala", "II.a"), "SEKDA", "Kepala Perangkat Daerah")
		if "bagian" in pd:
			self.bagian(top, head, pd["bagian"])
			self.tata_usaha(top, f"{top}.B1", f"KA-{top}.B1")
		elif "subbid" in pd:
			self.small(pd, top, head)
		else:
			self.sekretariat(pd, top, head, simplified)
		for number, (nama, parts) in enumerate(pd.get("bidang", {}).items(), 1):
			self.bidang(pd, f"{top}.B{number}", nama, parts, top, head)
		for number in range(1, pd.get("irban", 0) + 1):
			self.irban(top, head, number)
		self.kelompok_jf(top, head, pd.get("jf", []), simplified)
		for number, nama in enumerate(pd.get("uptd", []), 1):
			self.uptd(top, head, number, nama)

	def sekretariat(self, pd: dict[str, Any], top: str, head: str, simplified: bool) -> None:
		unit = self.unit(f"{top}.SEK", f"Sekretariat {pd['singkat']}", "Sekretariat", top)
		title = f"Sekretaris {pd['singkat']}"
		above = self.head(unit, title, "III.a", head)
		for number, (nama, jf) in enumerate(self.data["subbag"], 1):
			# Where the structure is simplified only the first subbagian keeps its head.
			if simplified and number > 1:
				leader = self.functional(unit, number, jf, "Ahli Muda", above, 1)
				self.staff(unit, number, self.data["pelaksana_subbag"][number - 1], above, 2, leader)
				continue
			sub = self.unit(f"{unit}.S{number}", f"Subbagian {nama} {pd['singkat']}", "Subbagian", unit)
			boss = self.head(sub, f"Kepala Subbagian {nama} {pd['singkat']}", "IV.a", above)
			self.staff(sub, 1, self.data["pelaksana_subbag"][number - 1], boss, 1)
			if number == 1:
				self.tata_usaha(top, sub, boss)
				if pd.get("pengelola_kepegawaian"):
					self.personnel(sub, boss)

	def tata_usaha(self, top: str, unit: str, boss: str, seats: int = 1) -> None:
		"""The desk that registers the letters of this perangkat daerah."""
		self.post(
			f"TU-{top}",
			"Pengadministrasi Persuratan",
			unit,
			"Pelaksana",
			boss,
			jumlah_kursi=seats,
			peran_meja="Tata Usaha ASN",
		)

	def personnel(self, unit: str, boss: str) -> None:
		self.post(
			f"PK-{unit.split('.')[0]}",
			"Pengelola Kepegawaian",
			unit,
			"Pelaksana",
			boss,
			peran_meja="Pengelola Kepegawaian",
		)

	def small(self, pd: dict[str, Any], top: str, head: str) -> None:
		"""A small badan whose head is an Administrator: one subbagian and a few subbidang."""
		sub = self.unit(f"{top}.TU", f"Subbagian Tata Usaha {pd['singkat']}", "Subbagian", top)
		boss = self.head(sub, f"Kepala Subbagian Tata Usaha {pd['singkat']}", "IV.a", head)
		self.tata_usaha(top, sub, boss)
		for number, nama in enumerate(pd["subbid"], 1):
			unit = self.unit(f"{top}.S{number}", f"Subbidang {nama}", "Seksi", top)
			boss = self.head(unit, f"Kepala Subbidang {nama}", "IV.a", head)
			self.staff(unit, 1, self._staff_name(number), boss, 2)

	def bidang(self, pd: dict[str, Any], kode: str, nama: str, parts: list, top: str, head: str) -> None:
		unit = self.unit(kode, f"Bidang {nama}", "Bidang", top)
		above = self.head(unit, f"Kepala Bidang {nama}", "III.a", head)
		below = "Subbidang" if pd["jenis"] == "Badan" else "Seksi"
		for number, part in enumerate(parts, 1):
			if pd.get("disederhanakan"):
				# The former head of the seksi works on as JF Ahli Muda and coordinates its staff.
				_, jf = part
				leader = self.functional(unit, number, jf, "Ahli Muda", above, 1)
				self.staff(unit, number, self._staff_name(number), above, 1 + number % 2, leader)
				continue
			sub = self.unit(f"{unit}.S{number}", f"{below} {part}", "Seksi", unit)
			boss = self.head(sub, f"Kepala {below} {part}", "IV.a", above)
			self.staff(sub, 1, self._staff_name(number), boss, 1 + number % 2)

	def irban(self, top: str, head: str, number: int) -> None:
		roman = ("I", "II", "III", "IV")[number - 1]
		unit = self.unit(f"{top}.B{number}", f"Inspektur Pembantu {roman}", "Bidang", top)
		boss = self.head(unit, f"Inspektur Pembantu {roman}", "III.a", head)
		supervisor = "Pengawas Penyelenggaraan Urusan Pemerintahan Daerah"
		self.functional(unit, 1, "Auditor", "Ahli Muda", boss, 3)
		self.functional(unit, 2, supervisor, "Ahli Muda", boss, 2)
		self.functional(unit, 3, "Auditor", "Ahli Pertama", boss, 2)

	def kelompok_jf(self, top: str, head: str, kinds: list[str], simplified: bool) -> None:
		"""The Kelompok Jabatan Fungsional; larger where the structure is simplified."""
		if not kinds:
			return
		unit = self.unit(f"{top}.JF", "Kelompok Jabatan Fungsional", "Kelompok Jabatan", top)
		for number, jf in enumerate(kinds, 1):
			self.functional(unit, number, jf, "Ahli Pertama", head, 3 if simplified else 2)
			self.functional(unit, number, jf, "Ahli Muda", head, 2)
			if simplified:
				self.functional(unit, number, jf, "Ahli Madya", head, 1)

	def uptd(self, top: str, head: str, number: int, nama: str) -> None:
		unit = self.unit(f"{top}.U{number}", nama, "UPTD", top)
		boss = self.head(unit, f"Kepala {nama}", "III.b", head)
		sub = self.unit(f"{unit}.TU", f"Subbagian Tata Usaha {nama}", "Subbagian", unit)
		clerk = self.head(sub, f"Kepala Subbagian Tata Usaha {nama}", "IV.b", boss)
		self.staff(sub, 1, "Pengadministrasi Perkantoran", clerk, 2)
		seksi = self.unit(f"{unit}.S1", f"Seksi Pelayanan {nama}", "Seksi", unit)
		lead = self.head(seksi, f"Kepala Seksi Pelayanan {nama}", "IV.a", boss)
		self.staff(seksi, 1, "Operator Layanan Operasional", lead, 3)


class _People:
	"""Names, numbers and placements for every seat."""

	def __init__(self, data: dict[str, Any], names: dict[str, Any], result: Organisation, seed: int):
		self.random = random.Random(seed)
		self.names = names
		self.result = result
		self.day = date.fromisoformat(data["tanggal_acuan"])
		self.empty = set(data.get("kosong", []))
		self.avoid = {word.lower() for word in names["dihindari"]}
		self.used_names: set[str] = set()
		self.used_mails: set[str] = set()
		self.serials: dict[str, int] = {}
		self.outside = 0

	def fill(self) -> None:
		for post in self.result.posts:
			if post.kode not in self.empty:
				for seat in range(post.jumlah_kursi):
					self.person(post, seat)

	def person(self, post: Post, seat: int) -> None:
		male = self.random.random() < 0.55
		kind = self._kind(post, seat)
		young, old = AGES.get(post.jenjang) or AGES.get(post.jenis) or (45, 60)
		if kind == "PPPK":
			young, old = 26, 44
		birth = self.day - timedelta(days=self.random.randint(young * 365 + 20, old * 365))
		row = {
			"nama": self._name(male),
			"jenis_kepegawaian": kind,
			"jenis_kelamin": "Laki-laki" if male else "Perempuan",
			"tanggal_lahir": birth.isoformat(),
			"pangkat_golongan": self._rank(post, kind),
			"aktif": 1,
		}
		row["email"] = self._mail(row["nama"])
		if kind in ("Pejabat Negara", "Non-ASN"):
			self.outside += 1
			row["kunci"] = f"{'PN' if kind == 'Pejabat Negara' else 'NA'}-{self.outside:04d}"
		else:
			row["nip"] = self._number(kind, birth, male)
		self.result.people.append(row)
		self._placement(row, post)

	def _kind(self, post: Post, seat: int) -> str:
		if post.jenis == "Pejabat Negara":
			return "Pejabat Negara"
		draw = self.random.random()
		if post.kode.startswith("TU-"):
			return "Non-ASN" if draw < 0.4 else "PNS"
		if post.kode.startswith("PK-"):
			return "PNS"
		if post.jenis == "Pelaksana":
			return "PPPK" if draw < 0.2 else "PNS"
		if post.jenjang == "Ahli Pertama":
			return "PPPK" if draw < 0.25 else "PNS"
		return "PNS"

	def _rank(self, post: Post, kind: str) -> str:
		if kind in ("Pejabat Negara", "Non-ASN"):
			return ""
		if kind == "PPPK":
			return "IX" if post.jenis == "Fungsional" else self.random.choice(("V", "VII", "IX"))
		ranks = RANKS_BY_ESELON.get(post.eselon) or RANKS_BY_JENJANG.get(post.jenjang) or RANKS_OF_STAFF
		return self.random.choice(ranks)

	def _name(self, male: bool) -> str:
		while True:
			name = self._draw_name(male)
			words = {word.lower() for word in name.split()}
			if name not in self.used_names and not words & self.avoid:
				self.used_names.add(name)
				return name

	def _draw_name(self, male: bool) -> str:
		side = "laki" if male else "perempuan"
		if self.random.random() < 0.02:
			return self.random.choice(self.names[f"luar_{side}"])
		parts = ("awalan_" + side, "lahir", "pertama_" + side, "kedua_" + side)
		return " ".join(self.random.choice(self.names[part]) for part in parts)

	def _mail(self, name: str) -> str:
		words = re.sub(r"[^a-z ]", "", name.lower()).split()
		base = ".".join(words[-2:])
		mail, number = f"{base}@{DOMAIN}", 1
		while mail in self.used_mails:
			number += 1
			mail = f"{base}{number}@{DOMAIN}"
		self.used_mails.add(mail)
		return mail

	def _number(self, kind: str, birth: date, male: bool) -> str:
		sex = "1" if male else "2"
		if kind == "PPPK":
			entry = f"{self.random.choice((2022, 2023, 2024, 2025))}21"
		else:
			# Appointed between 20 and 30 years of age, and not after the reference date.
			latest = min(birth.year + 30, self.day.year - 1)
			entry = f"{self.random.randint(birth.year + 20, latest)}{self.random.randint(1, 12):02d}"
		stem = f"{birth:%Y%m%d}{entry}{sex}"
		self.serials[stem] = self.serials.get(stem, 0) + 1
		return f"{stem}{self.serials[stem]:03d}"

	def _placement(self, person: dict[str, Any], post: Post) -> None:
		start = date(2022, 1, 3) + timedelta(days=7 * self.random.randint(0, 180))
		number = f"821.2/{self.random.randint(100, 9999)}/BKPSDM"
		self.result.placements.append(
			{
				"pegawai": person.get("nip") or person["kunci"],
				"jabatan": post.kode,
				"kapasitas": "Definitif",
				"mulai": start.isoformat(),
				"nomor_surat": number if post.jenis != "Pejabat Negara" else "",
				"tanggal_surat": (start - timedelta(days=3)).isoformat(),
				"wewenang_rahasia": 0,
				"riwayat": 0,
			}
		)
