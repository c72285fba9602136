"""One order to fifty people: the app's whole act, beside assigning a document to the same fifty."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, milidetik, sql
from devbench.bench.lingkungan import REPO, Lingkungan, pastikan

SURAT, KOSONG = "Patok Surat", "Patok Kosong"
BATAS_SQL = 6 * isi.PENERIMA + 20


def siapkan(lingkungan: Lingkungan) -> None:
	"""The same fifty accounts on both sites, a letter here and a document there."""
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_instansi()
	frappe.set_user(isi.PENCATAT)
	isi.buat_naskah()
	lingkungan.stok.masuk()
	siapkan_stok()
	frappe.destroy()


def siapkan_stok() -> None:
	import frappe

	if frappe.db.exists("DocType", KOSONG):
		return
	isi.buat_peran()
	isi.buat_akun({u: ["ASN"] for u in (isi.PEMBERI, *map(isi.akun, range(isi.PENERIMA)))})
	isi.buat_doctype(SURAT, [{"fieldname": "perihal", "fieldtype": "Data", "label": "Perihal"}])
	isi.buat_doctype(
		KOSONG,
		[
			{
				"fieldname": "workflow_state",
				"fieldtype": "Link",
				"options": "Workflow State",
				"label": "Status",
			},
			{"fieldname": "tahap", "fieldtype": "Data", "label": "Tahap"},
		],
	)
	_alur_tugas(KOSONG)
	frappe.get_doc({"doctype": SURAT, "perihal": "Surat patok"}).insert()
	frappe.db.commit()


def _alur_tugas(doctype: str) -> None:
	"""A copy of the workflow of Tugas for another DocType."""
	import frappe

	(alur,) = (
		w
		for w in json.loads((REPO / "fixtures" / "workflow.json").read_text(encoding="utf-8"))
		if w["document_type"] == "Tugas"
	)
	for status in dict.fromkeys(s["state"] for s in alur["states"]):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": status}).insert(
			ignore_if_duplicate=True
		)
	for aksi in dict.fromkeys(t["action"] for t in alur["transitions"]):
		if not frappe.db.exists("Workflow Action Master", aksi):
			frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": aksi}).insert()
	frappe.get_doc({**alur, "document_type": doctype, "workflow_name": f"Alur {doctype}"}).insert()


def _beri(lingkungan: Lingkungan, sisi: str, penerima: list[dict[str, Any]], **fakta: Any) -> Sampel:
	import frappe

	situs = lingkungan.sendiri
	situs.masuk(isi.PEMBERI)
	naskah = frappe.db.get_value("Naskah Masuk", {"nomor_surat": "PTK/1"})
	sebelum = frappe.db.count("Notification Log")
	situs.masuk(isi.PEMBERI)
	with lingkungan.ukur(sisi) as ukuran:
		perintah = frappe.get_doc(
			{"doctype": "Disposisi", "naskah": naskah, "penerima": penerima, **fakta}
		).insert()
		perintah.submit()
	tugas = frappe.db.count("Tugas", {"disposisi": perintah.name})
	berita = frappe.db.count("Notification Log") - sebelum
	frappe.db.rollback()
	pastikan(tugas == berita == isi.PENERIMA, f"{tugas} tugas, {berita} pemberitahuan")
	return ukuran.sampel(isi.PENERIMA)


def berjenjang(lingkungan: Lingkungan) -> Sampel:
	"""To the fifty posts directly below."""
	penerima = [
		{"jenis_penerima": "Jabatan", "penerima": f"PTK-B{n:02d}", "instruksi": "Tindak lanjuti"}
		for n in range(isi.PENERIMA)
	]
	return _beri(lingkungan, "berjenjang", penerima)


def langsung(lingkungan: Lingkungan) -> Sampel:
	"""To fifty functional officers by name."""
	import frappe

	lingkungan.sendiri.masuk()
	nama = frappe.get_all(
		"Pegawai ASN", filters={"kunci_impor": ("like", "PTK-jf%")}, pluck="name", order_by="kunci_impor"
	)
	penerima = [{"jenis_penerima": "Pegawai ASN", "penerima": p, "instruksi": "Tindak lanjuti"} for p in nama]
	return _beri(lingkungan, "langsung", penerima, pemicu="Arahan pimpinan daerah")


@contextmanager
def berita_seketika() -> Iterator[None]:
	"""The framework leaves notices to a job; here it is run at once, so that its work is measured too."""
	from frappe.utils import background_jobs

	asli = background_jobs.enqueue

	def enqueue(method: Any, *args: Any, **kw: Any) -> Any:
		if str(method).endswith("make_notification_logs"):
			kw["now"] = True
		return asli(method, *args, **kw)

	with patch.object(background_jobs, "enqueue", enqueue):
		yield


def stok(lingkungan: Lingkungan) -> Sampel:
	"""`assign_to.add` for fifty users who may read the document anyway, so that nothing has to be shared."""
	import frappe
	from frappe.desk.form import assign_to

	lingkungan.stok.masuk(isi.PEMBERI)
	nama = frappe.get_all(SURAT, pluck="name", limit=1)[0]
	with berita_seketika(), lingkungan.ukur("stok") as ukuran:
		assign_to.add(
			{
				"doctype": SURAT,
				"name": nama,
				"assign_to": json.dumps([isi.akun(n) for n in range(isi.PENERIMA)]),
				"description": "Tindak lanjuti",
			}
		)
	tugas = frappe.db.count("ToDo", {"reference_name": nama})
	berita = frappe.db.count("Notification Log", {"document_name": nama})
	frappe.db.rollback()
	pastikan(tugas == berita == isi.PENERIMA, f"{tugas} ToDo, {berita} pemberitahuan")
	return ukuran.sampel(isi.PENERIMA)


def kosong(lingkungan: Lingkungan) -> Sampel:
	"""Fifty plain inserts of a DocType that has nothing but a copy of the workflow of Tugas."""
	import frappe

	lingkungan.stok.masuk(isi.PEMBERI)
	with lingkungan.ukur("kosong") as ukuran:
		for _ in range(isi.PENERIMA):
			doc = frappe.get_doc({"doctype": KOSONG}).insert()
	frappe.db.rollback()
	pastikan(bool(doc.workflow_state), "alur tidak berlaku")
	return ukuran.sampel(isi.PENERIMA)


_MS, _SQL = "{:,.0f} ms", "{:,.0f} SQL"
_SETARA = "Stok: assign_to.add untuk 50 pengguna yang sama, sampai ToDo dan Notification Log ada (pekerjaan latarnya dijalankan di tempat)."
_KOSONG = "Stok: 50 kali insert() satu DocType kosong di bawah salinan alur Tugas."


def _target(sisi: str, sebutan: str) -> list[Target]:
	return [
		Target(
			f"{sebutan}: SQL ≤ 6 per penerima + 20 (50 penerima: {BATAS_SQL})",
			Nilai(sisi, sql, _SQL),
			BATAS_SQL,
			stok=Nilai("stok", sql, _SQL),
			catatan=_SETARA,
		),
		Target(
			f"{sebutan}: ≥ 3x lebih cepat dari assign_to.add",
			Nilai(sisi, milidetik, _MS),
			3,
			paling_banyak=False,
			stok=Nilai("stok", milidetik, _MS),
			uji="rasio",
			catatan=_SETARA,
		),
		Target(
			f"{sebutan}: ≤ 1,5x insert() kosong",
			Nilai(sisi, milidetik, _MS),
			1.5,
			stok=Nilai("kosong", milidetik, _MS),
			uji="rasio",
			rasio="sendiri/stok",
			catatan=_KOSONG,
		),
	]


PATOK = Patok(
	nama="disposisi",
	judul="Satu disposisi kepada 50 penerima",
	satuan="penerima",
	urutan=20,
	ronde=7,
	siapkan=siapkan,
	sisi={"berjenjang": berjenjang, "stok": stok, "langsung": langsung, "kosong": kosong},
	target=[*_target("berjenjang", "berjenjang"), *_target("langsung", "langsung")],
)
