"""Random walks over real tasks: a model of who may do what, beside the app, says what must happen."""

import random
from collections import Counter
from dataclasses import dataclass, field

import frappe
from frappe.model.workflow import apply_workflow
from frappe.query_builder.functions import Count

from transformasi_asn.alur.api import ambil_langkah
from transformasi_asn.disposisi import jejak
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase

# seeds whose walks come by every step, which is asked for at the end
BENIH = (2, 24, 27)
LANGKAH = 45
ORANG = ("kadis_a", "kabid", "jf1", "jf2", "sekda", "kadis_b", "tu_a", "tanpa_jabatan", "Administrator")

# The model's states of each branch by their shipped names, and their stages.
NAMA = {
	"Struktural": {
		"baru": "Tugas Baru",
		"kerja": "Dikerjakan Berjenjang",
		"terus": "Diteruskan Berjenjang",
		"lapor": "Dilaporkan ke Atasan",
		"balik": "Dikembalikan Berjenjang",
		"selesai": "Selesai Berjenjang",
		"batal": "Tugas Dibatalkan",
	},
	"Fungsional": {
		"baru": "Tugas Baru",
		"kerja": "Dikerjakan Langsung",
		"terus": "Dibagi ke Anggota",
		"lapor": "Dilaporkan Langsung",
		"balik": "Dikembalikan Langsung",
		"selesai": "Selesai Langsung",
		"batal": "Tugas Dibatalkan",
	},
}
TAHAP = {
	"baru": "Baru",
	"kerja": "Berjalan",
	"terus": "Menunggu",
	"lapor": "Menunggu",
	"balik": "Menunggu",
	"selesai": "Selesai",
	"batal": "Batal",
}
SEMUA_NAMA = sorted({nama for cabang in NAMA.values() for nama in cabang.values()})
AKSI = {
	# action → from, to, whose it is, the text it asks for, whether open parts allow (None: either) or forbid it
	"Terima": ({"baru"}, "kerja", "pemegang", None, None),
	"Teruskan": ({"kerja"}, "terus", "pemegang", None, True),
	"Bagi ke Anggota": ({"kerja"}, "terus", "pemegang", None, True),
	"Laporkan": ({"kerja", "terus"}, "lapor", "pemegang", "laporan", False),
	"Selesaikan": ({"kerja", "terus"}, "selesai", "pemegang", None, False),
	"Kerjakan Sendiri": ({"terus"}, "kerja", "pemegang", None, False),
	"Terima Laporan": ({"lapor"}, "selesai", "pemberi", None, None),
	"Kembalikan": ({"lapor"}, "kerja", "pemberi", "alasan", None),
	"Kembalikan kepada Pemberi": ({"baru", "kerja"}, "balik", "pemegang", "alasan", False),
	"Tugaskan Kembali": ({"balik"}, "kerja", "pemberi", "alasan", None),
	"Batalkan": ({"baru", "kerja", "terus", "lapor", "balik"}, "batal", "pemberi", "alasan", False),
}
HANYA = {"Teruskan": "Struktural", "Bagi ke Anggota": "Fungsional"}


@dataclass
class ModelTugas:
	nama: str
	naskah: str
	cabang: str
	pemegang: str
	pemberi: str
	perlu_laporan: bool
	induk: "ModelTugas | None" = None
	keadaan: str = "baru"
	teks: dict = field(default_factory=lambda: {"laporan": "", "alasan": ""})
	catatan: int = 1
	diperiksa: int = 0

	@property
	def terbuka(self) -> bool:
		return self.keadaan not in ("selesai", "batal")


@dataclass
class Dunia:
	tugas: list[ModelTugas] = field(default_factory=list)
	tuntas: set[str] = field(default_factory=set)

	def has_open_parts(self, t: ModelTugas) -> bool:
		return any(x.induk is t and x.terbuka for x in self.tugas)

	def follows_its_parts(self, t: ModelTugas) -> bool:
		bagian = [x for x in self.tugas if x.induk is t]
		return (
			t.keadaan == "terus"
			and t.cabang == "Struktural"
			and not t.perlu_laporan
			and not any(x.terbuka for x in bagian)
			and any(x.keadaan == "selesai" for x in bagian)
		)

	def may(self, t: ModelTugas, siapa: str, aksi: str, **teks: str) -> bool:
		"""Whether this person may take this step now, with these texts on the task."""
		dari, _ke, milik, butuh, bagian = AKSI[aksi]
		return (
			t.keadaan in dari
			and getattr(t, milik) == siapa
			and HANYA.get(aksi, t.cabang) == t.cabang
			and (butuh is None or bool({**t.teks, **teks}[butuh]))
			and (bagian is None or bagian == self.has_open_parts(t))
			and not (aksi == "Selesaikan" and t.perlu_laporan)
		)

	def move(self, t: ModelTugas, ke: str) -> None:
		"""A task that needs no report ends with its parts, the letter with its last open task; neither where
		all were cancelled."""
		t.keadaan = ke
		t.teks["alasan"] = ""  # a reason is for one step
		t.catatan += 1
		if not t.terbuka and t.induk and self.follows_its_parts(t.induk):
			self.move(t.induk, "selesai")
		senaskah = [x for x in self.tugas if x.naskah == t.naskah]
		if not t.terbuka and not any(x.terbuka for x in senaskah):
			if any(x.keadaan == "selesai" for x in senaskah):
				self.tuntas.add(t.naskah)


class TestJalanAcak(AlurTestCase):
	def test_no_random_move_does_what_the_model_forbids_or_fails_at_what_it_allows(self):
		dilalui = set()
		self.tuntas = 0
		self.diambil: Counter[str] = Counter()
		for benih in BENIH:
			self.acak = random.Random(benih)
			self.riwayat: list[str] = []
			self.dunia = Dunia()
			with self.subTest(benih=benih):
				frappe.db.savepoint("jalan")
				for _n in range(LANGKAH):
					langkah = self.one_move()
					dilalui.add(langkah)
					self.diambil[langkah[0]] += langkah[1]
					self.check_all()
				self.tuntas += len(self.dunia.tuntas)
				frappe.db.rollback(save_point="jalan")
		# a walk that never comes to an end or never tries the forbidden would prove little
		harus = {(aksi, boleh) for aksi in (*AKSI, "simpan", "tulis", "teruskan") for boleh in (True, False)}
		# handing on takes the task along by itself, so work in hand never has open parts
		harus -= {("Teruskan", True), ("Bagi ke Anggota", True)}
		self.assertEqual(harus - dilalui, set())
		self.assertTrue(self.tuntas, "no letter came to its end")

	def begin(self) -> None:
		"""One letter to two at once, level by level, and one straight to an officer."""
		berdua = [to_post("AGN-KABID", instruksi="Arsipkan"), to_person(self.pegawai["tu_a"])]
		self.give(make_naskah(), "kadis_a", berdua, ("kabid", "tu_a"))
		self.give(make_naskah(pemicu=PRIORITAS), "kadis_a", [to_person(self.pegawai["jf1"])], ("jf1",))

	def give(
		self, naskah, pemberi: str, penerima: list, pemegang: tuple, induk: ModelTugas | None = None
	) -> None:
		lain = {"induk_tugas": induk.nama} if induk else {}
		for t, siapa in zip(
			tugas_of(make_disposisi(naskah, pemberi, penerima, **lain)), pemegang, strict=True
		):
			perlu = bool(t.perlu_laporan)
			self.dunia.tugas.append(
				ModelTugas(t.name, naskah.name, t.pola_kerja, siapa, pemberi, perlu, induk)
			)

	# -- moves: each takes a task and a person, tries something, and tells the model's name for it

	def one_move(self) -> tuple[str, bool]:
		if not any(t.terbuka for t in self.dunia.tugas):
			self.begin()
		bisa = [
			(t, siapa, aksi)
			for t in self.dunia.tugas
			for siapa in (t.pemegang, t.pemberi)
			for aksi in self.open_steps(t, siapa, laporan="x", alasan="x")
		]
		if bisa and self.acak.random() < 0.7:
			t, siapa, _aksi = self.rarely([aksi for *_x, aksi in bisa], bisa)
		else:
			t, siapa = self.acak.choice(self.dunia.tugas), self.acak.choice(ORANG)
		cara = (self.by_button, self.by_dialog, self.by_dialog, self.by_save, self.write, self.hand_on)
		return self.acak.choice(cara)(t, siapa)

	def rarely(self, aksi: list[str], pilihan: list):
		"""One of the choices, the likelier the less often its step was taken so far."""
		return self.acak.choices(pilihan, [1 / (1 + self.diambil[a]) for a in aksi])[0]

	def open_steps(self, t: ModelTugas, siapa: str, **teks: str) -> list[str]:
		return [a for a in AKSI if self.dunia.may(t, siapa, a, **teks)]

	def choose(self, t: ModelTugas, siapa: str, **teks: str) -> str:
		"""Mostly an open step, else any."""
		boleh = self.open_steps(t, siapa, **teks)
		if boleh and self.acak.random() < 0.85:
			return self.rarely(boleh, boleh)
		return self.acak.choice(list(AKSI))

	def by_button(self, t: ModelTugas, siapa: str) -> tuple[str, bool]:
		aksi = self.choose(t, siapa)
		boleh = self.dunia.may(t, siapa, aksi)
		self.attempt(
			f"{siapa}: {aksi}", siapa, boleh, lambda: apply_workflow(frappe.get_doc("Tugas", t.nama), aksi)
		)
		if boleh:
			self.dunia.move(t, AKSI[aksi][1])
		return aksi, boleh

	def by_dialog(self, t: ModelTugas, siapa: str) -> tuple[str, bool]:
		utama = "laporan" if siapa == t.pemegang else "alasan"
		isian = self.acak.choice((utama, utama, "laporan", "alasan"))
		teks = self.acak.choice(("  ", "Teks satu", "Teks dua", "Teks tiga"))
		aksi = self.choose(t, siapa, **{isian: teks.strip()})
		boleh = (
			bool(teks.strip()) and AKSI[aksi][3] == isian and self.dunia.may(t, siapa, aksi, **{isian: teks})
		)
		self.attempt(
			f"{siapa}: {aksi} ({isian}={teks!r})",
			siapa,
			boleh,
			lambda: ambil_langkah("Tugas", t.nama, aksi, {isian: teks}),
		)
		if boleh:
			t.teks[isian] = teks
			self.dunia.move(t, AKSI[aksi][1])
		return aksi, boleh

	def by_save(self, t: ModelTugas, siapa: str) -> tuple[str, bool]:
		"""A state, and a stage, written by hand: legal exactly where a step leads there."""
		ke = NAMA[t.cabang][AKSI[self.choose(t, siapa)][1]]
		if ke == NAMA[t.cabang][t.keadaan] or self.acak.random() < 0.3:
			ke = self.acak.choice([nama for nama in SEMUA_NAMA if nama != NAMA[t.cabang][t.keadaan]])
		aksi = next(
			(a for a in AKSI if NAMA[t.cabang][AKSI[a][1]] == ke and self.dunia.may(t, siapa, a)), None
		)

		tahap = self.acak.choice(list(TAHAP.values()))

		def simpan():
			doc = frappe.get_doc("Tugas", t.nama)
			doc.workflow_state = ke
			doc.tahap = tahap
			doc.save()

		self.attempt(f"{siapa}: simpan {ke}", siapa, bool(aksi), simpan)
		if aksi:
			self.dunia.move(t, AKSI[aksi][1])
		return "simpan", bool(aksi)

	def write(self, t: ModelTugas, siapa: str) -> tuple[str, bool]:
		"""A text, and nothing moves."""
		isian = self.acak.choice(("laporan", "alasan"))
		teks = f"Tulisan {self.acak.randint(1, 3)}"
		if teks == t.teks[isian]:
			return "tulis", False
		boleh = isian == "alasan" and siapa in (t.pemegang, t.pemberi)
		boleh |= siapa == t.pemegang and t.keadaan in ("kerja", "terus")

		def simpan():
			doc = frappe.get_doc("Tugas", t.nama)
			doc.set(isian, teks)
			doc.save()

		self.attempt(f"{siapa}: tulis {isian}", siapa, boleh, simpan)
		if boleh:
			t.teks[isian] = teks
		return "tulis", boleh

	def hand_on(self, t: ModelTugas, siapa: str) -> tuple[str, bool]:
		kepada = self.acak.choice(("jf1", "jf2"))
		# the officers have nobody below them
		boleh = siapa == t.pemegang == "kabid" and t.naskah not in self.dunia.tuntas
		boleh &= t.keadaan in ("baru", "kerja") or (t.keadaan == "terus" and self.dunia.has_open_parts(t))
		# nobody holds two open parts of one task
		boleh &= not any(x.induk is t and x.pemegang == kepada and x.terbuka for x in self.dunia.tugas)
		naskah = frappe.get_doc("Naskah Masuk", t.naskah)

		def teruskan():
			if siapa == "Administrator":
				raise frappe.PermissionError  # he has no post to act as; `as_user` knows no such person
			self.give(naskah, siapa, [to_person(self.pegawai[kepada])], (kepada,), t)

		self.attempt(f"{siapa}: teruskan kepada {kepada}", siapa, boleh, teruskan)
		if boleh:
			t.catatan += {"baru": 2, "kerja": 1, "terus": 0}[t.keadaan]
			if t.keadaan != "terus":
				t.keadaan, t.teks["alasan"] = "terus", ""
		return "teruskan", boleh

	def attempt(self, apa: str, siapa: str, boleh: bool, kerja) -> None:
		self.riwayat.append(f"{apa} → {'boleh' if boleh else 'tidak'}")
		frappe.set_user(siapa if siapa == "Administrator" else factory.user_of(siapa))
		frappe.db.savepoint("langkah")
		try:
			kerja()
		except (frappe.ValidationError, frappe.PermissionError) as e:
			frappe.db.rollback(save_point="langkah")
			frappe.clear_messages()
			self.assertFalse(boleh, f"refused with {e!r}:\n{self.told()}")
		else:
			self.assertTrue(boleh, f"let through:\n{self.told()}")

	# -- what must hold after each

	def check_all(self) -> None:
		ada = {
			b.name: b
			for b in frappe.get_all(
				"Tugas",
				{"naskah": ("in", {t.naskah for t in self.dunia.tugas})},
				["name", "workflow_state", "tahap", "laporan", "alasan", "selesai_pada"],
			)
		}
		self.assertEqual(set(ada), {t.nama for t in self.dunia.tugas}, self.told())
		j = frappe.qb.DocType("Jejak Tugas")
		catatan = dict(
			frappe.qb.from_(j)
			.select(j.tugas, Count("*"))
			.where(j.tugas.isin(list(ada)))
			.groupby(j.tugas)
			.run()
		)
		for t in self.dunia.tugas:
			b = ada[t.nama]
			self.assertEqual(
				(b.workflow_state, b.tahap, b.laporan or "", b.alasan or "", bool(b.selesai_pada)),
				(
					NAMA[t.cabang][t.keadaan],
					TAHAP[t.keadaan],
					t.teks["laporan"],
					t.teks["alasan"],
					not t.terbuka,
				),
				self.told(),
			)
			self.assertEqual(catatan[t.nama], t.catatan, self.told())
			if t.catatan != t.diperiksa:
				self.assertEqual(jejak.verify(t.nama), [], self.told())
				t.diperiksa = t.catatan
		for naskah in {t.naskah for t in self.dunia.tugas}:
			tuntas = frappe.db.get_value("Naskah Masuk", naskah, "tahap") == "Selesai"
			self.assertEqual(tuntas, naskah in self.dunia.tuntas, self.told())

	def told(self) -> str:
		return "\n".join(self.riwayat[-15:])
