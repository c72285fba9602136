"""A tree of 20,000 units and posts: one import, beside inserting nodes one by one."""

import random
from typing import Any

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, detik
from devbench.bench.lingkungan import Lingkungan, pastikan

UNIT, JABATAN = 4_000, 16_000
BANYAK = UNIT + JABATAN
UKURAN = (0, 5_000, 10_000, 15_000, 20_000)
CONTOH = 30
SIMPUL = "Patok Simpul"
TANPA_ISI = ("Section Break", "Column Break", "Tab Break", "HTML", "Table", "Table MultiSelect", "Button")


def siapkan(lingkungan: Lingkungan) -> None:
	"""A plain tree DocType with the fields of Jabatan and none of its rules; links are plain text there."""
	import frappe

	lingkungan.sendiri.masuk()
	kolom = [
		{"fieldname": f.fieldname, "label": f.label or f.fieldname, "fieldtype": _jenis(f.fieldtype)}
		for f in frappe.get_meta("Jabatan").fields
		if f.fieldtype not in TANPA_ISI
		and not f.is_virtual
		and f.fieldname not in ("lft", "rgt", "old_parent", "is_group", "atasan")
	]
	lingkungan.stok.masuk()
	if not frappe.db.exists("DocType", SIMPUL):
		hak = {"read": 1, "write": 1, "create": 1, "delete": 1}
		frappe.get_doc(
			{
				"doctype": "DocType",
				"name": SIMPUL,
				"module": "Custom",
				"custom": 1,
				"is_tree": 1,
				"naming_rule": "Set by user",
				"autoname": "prompt",
				"fields": kolom,
				"permissions": [{"role": "System Manager", **hak}],
			}
		).insert()
		frappe.db.commit()
	frappe.destroy()


def _jenis(fieldtype: str) -> str:
	return "Data" if fieldtype in ("Link", "Dynamic Link", "Select", "Autocomplete") else fieldtype


def sendiri(lingkungan: Lingkungan) -> Sampel:
	"""The import of two files, as an administrator uploads them; rolled back."""
	import frappe

	unit, jabatan = isi.susunan_besar("BSR", UNIT, JABATAN)
	lingkungan.sendiri.masuk()
	with lingkungan.ukur("sendiri") as ukuran:
		banyak = isi.impor("unit_kerja", unit) + isi.impor("jabatan", jabatan)
	frappe.db.rollback()
	pastikan(banyak == BANYAK, f"{banyak} baris")
	return ukuran.sampel(BANYAK)


def stok(lingkungan: Lingkungan) -> Sampel:
	"""What one insert costs in trees of several sizes, and from it (trapezoids) what 20,000 of them would."""
	import frappe

	lingkungan.stok.masuk()
	induk, biaya, sql = f"parent_{frappe.scrub(SIMPUL)}", [], 0
	acak = random.Random(20_000)
	frappe.db.delete(SIMPUL)
	for ada in UKURAN:
		_isi(ada, induk)
		with lingkungan.ukur("stok") as ukuran:
			for n in range(CONTOH):
				di = f"S{acak.randrange(ada)}" if ada else ("B0-0" if n else None)
				frappe.get_doc(
					{
						"doctype": SIMPUL,
						"__newname": f"B{ada}-{n}",
						"nama": f"Simpul {n}",
						"is_group": 1,
						induk: di,
					}
				).insert()
		biaya.append(ukuran.detik / CONTOH)
		sql += ukuran.hitung.banyak
		frappe.db.delete(SIMPUL)
	frappe.db.rollback()
	per_simpul = {f"ms_pada_{n}": b * 1000 for n, b in zip(UKURAN, biaya, strict=True)}
	return Sampel(integral(UKURAN, biaya), BANYAK, round(sql / len(UKURAN) / CONTOH * BANYAK), per_simpul)


def stok_ringan(lingkungan: Lingkungan) -> None:
	"""Thirty inserts into an empty tree: the process kind, without the wait."""
	import frappe

	siapkan(lingkungan)
	lingkungan.stok.masuk()
	induk = f"parent_{frappe.scrub(SIMPUL)}"
	for n in range(CONTOH):
		frappe.get_doc(
			{
				"doctype": SIMPUL,
				"__newname": f"R{n}",
				"nama": f"Simpul {n}",
				"is_group": 1,
				induk: "R0" if n else None,
			}
		).insert()
	frappe.db.rollback()


def integral(x: tuple[int, ...], y: list[float]) -> float:
	"""The area under a line through these points."""
	return sum((x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2 for i in range(len(x) - 1))


def _isi(banyak: int, induk: str) -> None:
	"""Nodes with ten children each, set-wise, numbered as the framework would."""
	import frappe
	from frappe.utils import now

	if not banyak:
		return
	nomor = _nomori(banyak)
	saat = now()
	frappe.db.bulk_insert(
		SIMPUL,
		[
			"name",
			"creation",
			"modified",
			"owner",
			"modified_by",
			"nama",
			"is_group",
			"lft",
			"rgt",
			induk,
			"old_parent",
		],
		[
			(
				f"S{n}",
				saat,
				saat,
				"Administrator",
				"Administrator",
				f"Simpul {n}",
				1,
				*nomor[n],
				*[_induk(n)] * 2,
			)
			for n in range(banyak)
		],
		chunk_size=1000,
	)


def _induk(n: int) -> str | None:
	return f"S{(n - 1) // 10}" if n else None


def _nomori(banyak: int) -> list[tuple[int, int]]:
	"""lft and rgt of a tree in which node n hangs under (n - 1) // 10."""
	kiri, kanan = [0] * banyak, [0] * banyak
	hitung = 0
	tumpukan: list[Any] = [(0, False)]
	while tumpukan:
		n, selesai = tumpukan.pop()
		hitung += 1
		if selesai:
			kanan[n] = hitung
			continue
		kiri[n] = hitung
		tumpukan.append((n, True))
		tumpukan += [(anak, False) for anak in range(min(10 * n + 10, banyak - 1), 10 * n, -1)]
	return list(zip(kiri, kanan, strict=True))


_TAKSIR = (
	f"Stok TAKSIRAN: {CONTOH} insert() satu per satu pada pohon berisi {', '.join(f'{u:,}' for u in UKURAN)} simpul, "
	"lalu luas trapesium sampai 20.000; simpul NestedSet polos dengan isian yang sama, tanpa aturan sendiri."
)
PATOK = Patok(
	nama="pohon",
	judul="Pohon 20.000 unit dan jabatan",
	satuan="simpul",
	urutan=30,
	ronde=3,
	siapkan=siapkan,
	sisi={"sendiri": sendiri, "stok": stok},
	langkah={"stok_ringan": stok_ringan},
	target=[
		Target("20.000 unit dan jabatan diimpor ≤ 20 detik", Nilai("sendiri", detik, "{:,.1f} s"), 20),
		Target(
			"… ≥ 50x lebih cepat dari insert() satu per satu",
			Nilai("sendiri", detik, "{:,.1f} s"),
			50,
			paling_banyak=False,
			stok=Nilai("stok", detik, "± {:,.0f} s"),
			uji="rasio",
			catatan=_TAKSIR,
		),
	],
)
