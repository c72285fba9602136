"""Opening a team of forty: its form, its steps and how far each member is, beside a bare form of the same shape."""

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, lain, milidetik, sql
from devbench.bench.lingkungan import Lingkungan, pastikan

ANGGOTA, PEKERJAAN = 40, 60
NAMA = "Tim patok"
POLOS, BARIS, ORANG = "Patok Tim", "Patok Anggota", "Patok Orang"
KETUA = isi.akun(isi.PENERIMA)
_biasa: list[int] = []
"""Statements of the bare form in this round; its side comes first."""


def siapkan(lingkungan: Lingkungan) -> None:
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_instansi()
	if not frappe.db.exists("Pokja", {"nama": NAMA}):
		_buat_tim()
	lingkungan.stok.masuk()
	if not frappe.db.exists("DocType", POLOS):
		_siapkan_stok()
	frappe.destroy()


def _buat_tim() -> None:
	"""A team with a chair and thirty-nine members, and a plan of sixty pieces of work, half of them finished."""
	import frappe
	from frappe.model.workflow import apply_workflow
	from frappe.utils import now

	orang = dict(
		frappe.get_all(
			"Pegawai ASN", {"kunci_impor": ("like", "PTK-jf%")}, ["kunci_impor", "name"], as_list=True
		)
	)
	daftar = [orang[f"PTK-jf{n:02d}"] for n in range(ANGGOTA)]
	frappe.set_user(isi.PEMBERI)
	tim = frappe.get_doc(
		{
			"doctype": "Pokja",
			"nama": NAMA,
			"jenis_tim": "Pokja",
			"alasan": "Arahan pimpinan daerah",
			"unit_kerja": "PTK-DINAS",
			"pimpinan": "PTK-KADIS",
			"mulai": "2026-01-01",
			"nomor_sk": "188.4/1",
			"tanggal_sk": "2026-01-01",
			"anggota": [{"pegawai": p, "peran": "Anggota" if n else "Ketua"} for n, p in enumerate(daftar)],
		}
	).insert()
	tim = apply_workflow(tim, "Tetapkan")
	for n in range(PEKERJAAN):
		kerja = {"tim": tim.name, "judul": f"Pekerjaan {n}", "pegawai": daftar[n % ANGGOTA]}
		doc = frappe.get_doc({"doctype": "Pekerjaan Tim", **kerja}).insert()
		if n % 2:
			frappe.db.set_value("Pekerjaan Tim", doc.name, {"keadaan": "Selesai", "selesai_pada": now()})
	frappe.db.commit()


def _siapkan_stok() -> None:
	"""A DocType with the fields of a team and a workflow of two states; forty rows, each with a link that has a title."""
	import frappe

	isi.buat_peran()
	isi.buat_akun({KETUA: ["ASN"]})
	teks = [{"fieldname": f"isian_{n}", "fieldtype": "Data", "label": f"Isian {n}"} for n in range(20)]
	isi.buat_doctype(ORANG, teks[:1])
	frappe.get_doc("DocType", ORANG).update({"title_field": "isian_0", "show_title_field_in_link": 1}).save()
	orang = {"fieldname": "orang", "fieldtype": "Link", "options": ORANG, "label": "Orang"}
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": BARIS,
			"module": "Custom",
			"custom": 1,
			"istable": 1,
			"fields": [orang, *teks],
		}
	).insert()
	daftar = [
		frappe.get_doc({"doctype": ORANG, "isian_0": f"Orang {n}"}).insert().name for n in range(ANGGOTA + 2)
	]
	tabel = {"fieldname": "anggota", "fieldtype": "Table", "options": BARIS, "label": "Anggota"}
	lain_tabel = {"fieldname": "kegiatan", "fieldtype": "Table", "options": BARIS, "label": "Kegiatan"}
	pembentuk = [{**orang, "fieldname": f"pembentuk_{n}"} for n in range(2)]
	isi.buat_doctype(POLOS, [*teks, *pembentuk, tabel, lain_tabel])
	for status in ("Patok Baru", "Patok Diterima"):
		if not frappe.db.exists("Workflow State", status):
			frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": status}).insert()
	if not frappe.db.exists("Workflow Action Master", "Terima"):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Terima"}).insert()
	frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": "Alur Tim Patok",
			"document_type": POLOS,
			"is_active": 1,
			"workflow_state_field": "workflow_state",
			"states": [
				{"state": s, "doc_status": "0", "allow_edit": "ASN"} for s in ("Patok Baru", "Patok Diterima")
			],
			"transitions": [
				{"state": "Patok Baru", "action": "Terima", "next_state": "Patok Diterima", "allowed": "ASN"}
			],
		}
	).insert()
	frappe.get_doc(
		{
			"doctype": POLOS,
			"isian_0": NAMA,
			"pembentuk_0": daftar[-1],
			"pembentuk_1": daftar[-2],
			"anggota": [{"orang": o, "isian_0": o} for o in daftar[:ANGGOTA]],
		}
	).insert()
	frappe.db.commit()


def _ronde(lingkungan: Lingkungan, sisi: str, doctype: str, saring: dict) -> Sampel:
	import frappe

	situs = lingkungan.sendiri if sisi == "sendiri" else lingkungan.stok
	situs.masuk(KETUA)
	nama = frappe.db.get_value(doctype, saring)
	# what a process reads once and keeps (metadata, settings) is no part of a request
	_buka(doctype, nama)
	situs.masuk(KETUA)
	with lingkungan.ukur(sisi) as ukuran:
		banyak = _buka(doctype, nama)
	pastikan(banyak == ANGGOTA, f"{banyak} anggota")
	if sisi == "stok":
		_biasa[:] = [ukuran.hitung.banyak]
		return ukuran.sampel()
	return ukuran.sampel(lebih=ukuran.hitung.banyak - _biasa[0])


def _buka(doctype: str, nama: str) -> int:
	"""As the desk opens a form: the document with all that hangs on it, then its steps. Returns the members."""
	import frappe
	from frappe.desk.form.load import getdoc
	from frappe.model.workflow import get_transitions

	getdoc(doctype, nama)
	doc = frappe.response.docs[0]
	get_transitions(doc)
	if doctype == "Pokja":
		pastikan(len(doc.get("__onload").kemajuan["anggota"]) == ANGGOTA, "kemajuan tidak lengkap")
	return len(doc.anggota)


def stok(lingkungan: Lingkungan) -> Sampel:
	return _ronde(lingkungan, "stok", POLOS, {"isian_0": NAMA})


def sendiri(lingkungan: Lingkungan) -> Sampel:
	return _ronde(lingkungan, "sendiri", "Pokja", {"nama": NAMA})


_MS, _SQL = "{:,.0f} ms", "{:,.0f} SQL"
_STOK = "Stok: formulir DocType polos dengan dua tabel anak, 40 baris yang masing-masing bertautan (berjudul), dan alur dua status."
PATOK = Patok(
	nama="tim",
	judul="Membuka tim beranggota 40",
	satuan="formulir",
	urutan=46,
	ronde=9,
	siapkan=siapkan,
	sisi={"stok": stok, "sendiri": sendiri},
	target=[
		Target(
			"tim beranggota 40 dengan kemajuan setiap anggota: ≤ 8 SQL di luar milik Frappe",
			Nilai("sendiri", lain("lebih"), _SQL),
			8,
			catatan=_STOK,
		),
		Target("… seluruhnya", Nilai("sendiri", sql, _SQL), stok=Nilai("stok", sql, _SQL), catatan=_STOK),
		Target(
			"… waktunya", Nilai("sendiri", milidetik, _MS), stok=Nilai("stok", milidetik, _MS), catatan=_STOK
		),
	],
)
