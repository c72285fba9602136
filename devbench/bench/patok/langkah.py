"""One step of the workflow in a request of its own: state, log, roll-up and counters, beside a bare step."""

from collections.abc import Callable
from typing import Any

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, milidetik, sql
from devbench.bench.lingkungan import Lingkungan, Situs, pastikan

KOSONG, AKSI = "Patok Alur", "Terima"
BANYAK = 10
"""Steps per round."""
PERIHAL = "Surat langkah"


def siapkan(lingkungan: Lingkungan) -> None:
	"""Tasks not yet accepted, and reports to accept whose parent then is without open parts."""
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_instansi()
	if not frappe.db.exists("Naskah Masuk", {"perihal": PERIHAL}):
		_buat_tugas()
	lingkungan.stok.masuk()
	_siapkan_stok()
	frappe.destroy()


def _buat_tugas() -> None:
	import frappe

	_buat_staf()
	frappe.set_user(isi.PENCATAT)
	naskah = [isi.buat_naskah(nomor=f"PTK/L{n}", perihal=PERIHAL) for n in range(2)]
	frappe.set_user(isi.PEMBERI)
	for surat in naskah:
		_perintah([f"PTK-B{n:02d}" for n in range(BANYAK)], naskah=surat)
	# of the second letter every holder passes his task on and gets it reported
	for n, induk in enumerate(_tugas(naskah[1])):
		frappe.set_user(isi.akun(n))
		_langkah(induk, AKSI)
		staf = frappe.db.get_value("Pegawai ASN", {"user": _staf(n)})
		perintah = _perintah([staf], "Pegawai ASN", naskah=naskah[1], induk_tugas=induk)
		(anak,) = frappe.get_all("Tugas", filters={"disposisi": perintah}, pluck="name")
		frappe.set_user(_staf(n))
		_langkah(anak, AKSI)
		tugas = frappe.get_doc("Tugas", anak)
		tugas.laporan = "Sudah."
		tugas.save()
		_langkah(anak, "Laporkan")
	frappe.db.commit()


def _staf(nomor: int) -> str:
	return f"staf{nomor:02d}@patok.example"


def _buat_staf() -> None:
	"""One officer under each of the chiefs who take part."""
	import frappe

	isi.buat_akun({_staf(n): ["ASN"] for n in range(BANYAK)})
	for n in range(BANYAK):
		jabatan = {"kode": f"PTK-S{n:02d}", "nama": f"Staf {n}", "unit_kerja": "PTK-DINAS"}
		jabatan |= {"jenis": "Pelaksana", "atasan": f"PTK-B{n:02d}"}
		frappe.get_doc({"doctype": "Jabatan", **jabatan}).insert()
		orang = {"nama": f"Pegawai staf {n}", "jenis_kepegawaian": "Non-ASN", "user": _staf(n)}
		pegawai = frappe.get_doc({"doctype": "Pegawai ASN", **orang}).insert().name
		tempat = {"pegawai": pegawai, "jabatan": jabatan["kode"], "kapasitas": "Definitif"}
		frappe.get_doc({"doctype": "Penempatan", "mulai": "2025-01-01", **tempat}).insert()


def _perintah(penerima: list[str], jenis: str = "Jabatan", **fakta: Any) -> str:
	import frappe

	baris = [{"jenis_penerima": jenis, "penerima": p, "instruksi": "Tindak lanjuti"} for p in penerima]
	doc = frappe.get_doc({"doctype": "Disposisi", "penerima": baris, **fakta}).insert()
	doc.submit()
	return doc.name


def _tugas(naskah: str, **saring: Any) -> list[str]:
	"""In the order of their holders."""
	import frappe

	return frappe.get_all(
		"Tugas", filters={"naskah": naskah, **saring}, pluck="name", order_by="jabatan, pegawai"
	)


def _langkah(nama: str, aksi: str, doctype: str = "Tugas") -> Any:
	from frappe.model.workflow import apply_workflow

	return apply_workflow({"doctype": doctype, "name": nama}, aksi)


def _siapkan_stok() -> None:
	import frappe

	if frappe.db.exists("DocType", KOSONG):
		return
	isi.buat_peran()
	isi.buat_akun({isi.akun(n): ["ASN"] for n in range(BANYAK)})
	isi.buat_doctype(KOSONG, [{"fieldname": "perihal", "fieldtype": "Data", "label": "Perihal"}])
	for status in ("Patok Baru", "Patok Diterima"):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": status}).insert()
	if not frappe.db.exists("Workflow Action Master", AKSI):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": AKSI}).insert()
	frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": "Alur Patok",
			"document_type": KOSONG,
			"is_active": 1,
			"workflow_state_field": "workflow_state",
			"states": [
				{"state": s, "doc_status": "0", "allow_edit": "ASN"} for s in ("Patok Baru", "Patok Diterima")
			],
			"transitions": [
				{"state": "Patok Baru", "action": AKSI, "next_state": "Patok Diterima", "allowed": "ASN"}
			],
		}
	).insert()
	for n in range(BANYAK):
		frappe.get_doc({"doctype": KOSONG, "perihal": f"Patok {n}"}).insert()
	frappe.db.commit()


def _ukur(lingkungan: Lingkungan, sisi: str, situs: Situs, langkah: Callable[[int], None]) -> Sampel:
	"""Each step as its own request and its own user, rolled back."""
	import frappe

	detik, banyak_sql = 0.0, 0
	for n in range(BANYAK):
		situs.masuk(isi.akun(n))
		with lingkungan.ukur(sisi) as ukuran:
			langkah(n)
		frappe.db.rollback()
		detik += ukuran.detik
		banyak_sql += ukuran.hitung.banyak
	return Sampel(detik / BANYAK, 1, round(banyak_sql / BANYAK))


def _sendiri(sisi: str, surat: int, aksi: str, jadi: str, anak: bool) -> Callable[[Lingkungan], Sampel]:
	def ronde(lingkungan: Lingkungan) -> Sampel:
		import frappe

		situs = lingkungan.sendiri
		situs.masuk()
		naskah = frappe.db.get_value("Naskah Masuk", {"nomor_surat": f"PTK/L{surat}"})
		tugas = _tugas(naskah, induk=("is", "set" if anak else "not set"))
		pastikan(len(tugas) == BANYAK, f"{len(tugas)} tugas")

		def langkah(n: int) -> None:
			tahap = _langkah(tugas[n], aksi).tahap
			pastikan(tahap == jadi, tahap)

		return _ukur(lingkungan, sisi, situs, langkah)

	return ronde


def stok(lingkungan: Lingkungan) -> Sampel:
	import frappe

	lingkungan.stok.masuk()
	nama = frappe.get_all(KOSONG, pluck="name", order_by="perihal")

	def langkah(n: int) -> None:
		pastikan(_langkah(nama[n], AKSI, KOSONG).workflow_state == "Patok Diterima", "langkah tidak diambil")

	return _ukur(lingkungan, "stok", lingkungan.stok, langkah)


_MS, _SQL = "{:,.1f} ms", "{:,.0f} SQL"
_STOK = "Stok: apply_workflow atas satu DocType kosong dengan alur dua status."


def _target(sisi: str, sebutan: str) -> list[Target]:
	return [
		Target(
			f"{sebutan}: ≤ 1,3x apply_workflow atas DocType kosong",
			Nilai(sisi, milidetik, _MS),
			1.3,
			stok=Nilai("stok", milidetik, _MS),
			uji="rasio",
			rasio="sendiri/stok",
			catatan=_STOK,
		),
		Target(f"{sebutan}: SQL", Nilai(sisi, sql, _SQL), stok=Nilai("stok", sql, _SQL), catatan=_STOK),
	]


PATOK = Patok(
	nama="langkah",
	judul="Satu perpindahan status dalam permintaannya sendiri",
	satuan="langkah",
	urutan=25,
	ronde=9,
	siapkan=siapkan,
	sisi={
		"terima": _sendiri("terima", 0, AKSI, "Berjalan", anak=False),
		"stok": stok,
		"laporan": _sendiri("laporan", 1, "Terima Laporan", "Selesai", anak=True),
	},
	target=[
		*_target("terima", "penerima menerima tugasnya"),
		*_target("laporan", "pemberi menerima laporan, induknya ikut"),
	],
)
