"""A small agency for tests: two perangkat daerah under a Sekda, one of them already simplified."""

from types import SimpleNamespace

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from transformasi_asn.permissions import konteks

UNIT = (
	# kode, nama, jenis, induk, perangkat daerah
	("AGN-PEMDA", "Pemerintah Uji", "Pemerintah Daerah", None, 0),
	("AGN-SETDA", "Sekretariat Daerah Uji", "Sekretariat Daerah", "AGN-PEMDA", 1),
	("AGN-DA", "Dinas A", "Dinas", "AGN-PEMDA", 1),
	("AGN-DA-B1", "Bidang A1", "Bidang", "AGN-DA", 0),
	("AGN-DB", "Dinas B", "Dinas", "AGN-PEMDA", 1),
)
JABATAN = (
	# kode, nama, unit, jenis, eselon, atasan, lain
	(
		"AGN-GUB",
		"Gubernur Uji",
		"AGN-PEMDA",
		"Pejabat Negara",
		None,
		None,
		{"peran_struktur": "Kepala Daerah"},
	),
	(
		"AGN-SEKDA",
		"Sekretaris Daerah Uji",
		"AGN-SETDA",
		"JPT Madya",
		"I.b",
		"AGN-GUB",
		{"peran_struktur": "Sekretaris Daerah", "kepala_unit": 1},
	),
	(
		"AGN-ASISTEN",
		"Asisten Uji",
		"AGN-SETDA",
		"JPT Pratama",
		"II.a",
		"AGN-SEKDA",
		{"peran_struktur": "Asisten"},
	),
	(
		"AGN-KADA",
		"Kepala Dinas A",
		"AGN-DA",
		"JPT Pratama",
		"II.a",
		"AGN-SEKDA",
		{"peran_struktur": "Kepala Perangkat Daerah", "kepala_unit": 1},
	),
	("AGN-KABID", "Kepala Bidang A1", "AGN-DA-B1", "Administrator", "III.a", "AGN-KADA", {"kepala_unit": 1}),
	(
		"AGN-JF",
		"Analis Kebijakan Ahli Muda A1",
		"AGN-DA-B1",
		"Fungsional",
		None,
		"AGN-KABID",
		{"jabatan_fungsional": "Analis Kebijakan", "jenjang": "Ahli Muda", "jumlah_kursi": 3},
	),
	(
		"AGN-TUA",
		"Pengadministrasi Persuratan A",
		"AGN-DA",
		"Pelaksana",
		None,
		"AGN-KADA",
		{"peran_meja": "Tata Usaha ASN", "jumlah_kursi": 2},
	),
	(
		"AGN-KADB",
		"Kepala Dinas B",
		"AGN-DB",
		"JPT Pratama",
		"II.a",
		"AGN-SEKDA",
		{"peran_struktur": "Kepala Perangkat Daerah", "kepala_unit": 1},
	),
	(
		"AGN-JFB",
		"Analis Kebijakan Ahli Muda B",
		"AGN-DB",
		"Fungsional",
		None,
		"AGN-KADB",
		{"jabatan_fungsional": "Analis Kebijakan", "jenjang": "Ahli Muda", "jumlah_kursi": 2},
	),
	(
		"AGN-TUB",
		"Pengadministrasi Persuratan B",
		"AGN-DB",
		"Pelaksana",
		None,
		"AGN-KADB",
		{"peran_meja": "Tata Usaha ASN"},
	),
	(
		"AGN-TUS",
		"Pengadministrasi Persuratan Setda",
		"AGN-SETDA",
		"Pelaksana",
		None,
		"AGN-SEKDA",
		{"peran_meja": "Tata Usaha ASN"},
	),
)
# key → (post, kind of employment)
ORANG = {
	"gubernur": ("AGN-GUB", "Pejabat Negara"),
	"sekda": ("AGN-SEKDA", "Non-ASN"),
	"asisten": ("AGN-ASISTEN", "Non-ASN"),
	"kadis_a": ("AGN-KADA", "Non-ASN"),
	"kabid": ("AGN-KABID", "Non-ASN"),
	"jf1": ("AGN-JF", "Non-ASN"),
	"jf2": ("AGN-JF", "Non-ASN"),
	"tu_a": ("AGN-TUA", "Non-ASN"),
	"kadis_b": ("AGN-KADB", "Non-ASN"),
	"jf_b": ("AGN-JFB", "Non-ASN"),
	"tu_b": ("AGN-TUB", "Non-ASN"),
	"tu_setda": ("AGN-TUS", "Non-ASN"),
	"tanpa_jabatan": (None, "Non-ASN"),
}
RUTIN = "AGN-KEG"
PRIORITAS = "Arahan pimpinan daerah"


def user_of(kunci: str) -> str:
	return f"{kunci.replace('_', '.')}@uji.example"


def make_agency() -> SimpleNamespace:
	"""Build it as Administrator, or return the one that stands; `.pegawai` maps keys to names.

	It is committed: a dozen users take seconds to insert, and every test class works on the same ones.
	"""
	frappe.set_user("Administrator")
	if not frappe.db.exists("Unit Kerja", "AGN-PEMDA"):
		_make_structure()
	pegawai = {
		kunci: frappe.db.get_value("Pegawai ASN", {"user": user_of(kunci)}) or _make_person(kunci)
		for kunci in ORANG
	}
	frappe.db.commit()
	konteks.clear()
	return SimpleNamespace(pegawai=pegawai)


def _make_structure() -> None:
	if not frappe.db.exists("Jabatan Fungsional", "Analis Kebijakan"):
		frappe.get_doc(
			{
				"doctype": "Jabatan Fungsional",
				"nama": "Analis Kebijakan",
				"kategori": "Keahlian",
				"jenjang": [{"jenjang": "Ahli Muda", "bup": 58}],
			}
		).insert()
	for kode, nama, jenis, induk, pd in UNIT:
		frappe.get_doc(
			{
				"doctype": "Unit Kerja",
				"kode": kode,
				"nama": nama,
				"jenis": jenis,
				"parent_unit_kerja": induk,
				"perangkat_daerah": pd,
				"is_group": 1,
			}
		).insert()
	for kode, nama, unit, jenis, eselon, atasan, lain in JABATAN:
		frappe.get_doc(
			{
				"doctype": "Jabatan",
				"kode": kode,
				"nama": nama,
				"unit_kerja": unit,
				"jenis": jenis,
				"eselon": eselon,
				"atasan": atasan,
				**lain,
			}
		).insert()
	frappe.db.set_value("Unit Kerja", "AGN-DA", "koordinator", "AGN-ASISTEN")
	frappe.get_doc({"doctype": "Kegiatan", "kode": RUTIN, "nama": "Kegiatan rutin uji"}).insert()
	for unit in ("AGN-DA", "AGN-SETDA", "AGN-PEMDA"):
		frappe.get_doc(
			{
				"doctype": "Dokumen Kinerja",
				"unit_kerja": unit,
				"tahun": frappe.utils.getdate().year,
				"aktif": 1,
				"target": [{"kegiatan": RUTIN, "target": 12, "satuan": "kegiatan"}],
			}
		).insert()


def _make_person(kunci: str) -> str:
	jabatan, jenis = ORANG[kunci]
	# The account outlives a removal of the app.
	if not frappe.db.exists("User", user_of(kunci)):
		user = frappe.get_doc(
			{
				"doctype": "User",
				"email": user_of(kunci),
				"first_name": kunci,
				"send_welcome_email": 0,
				"user_type": "System User",
			}
		)
		user.flags.no_welcome_mail = True
		user.insert()
	pegawai = frappe.get_doc(
		{"doctype": "Pegawai ASN", "nama": f"Uji {kunci}", "jenis_kepegawaian": jenis, "user": user_of(kunci)}
	).insert()
	if jabatan:
		make_penempatan(pegawai.name, jabatan)
	return pegawai.name


def make_penempatan(pegawai: str, jabatan: str, kapasitas: str = "Definitif", **kw):
	penempatan = frappe.get_doc(
		{
			"doctype": "Penempatan",
			"pegawai": pegawai,
			"jabatan": jabatan,
			"kapasitas": kapasitas,
			"mulai": add_days(today(), -30),
			**kw,
		}
	)
	penempatan.flags.muat_awal = True  # also a Plt or Plh, without the way through a Surat Perintah
	return penempatan.insert()


def as_user(kunci: str) -> None:
	frappe.set_user(user_of(kunci))


def make_naskah(pencatat: str = "tu_a", **kw):
	"""Register a letter to the head of Dinas A as `pencatat`."""
	as_user(pencatat)
	return frappe.get_doc(
		{
			"doctype": "Naskah Masuk",
			"bentuk": "Surat",
			"jenis_naskah": "Surat Biasa",
			"perihal": "Surat uji",
			"pengirim": "Kabupaten Uji",
			"nomor_surat": frappe.generate_hash(length=8),
			"tanggal_surat": today(),
			"tanggal_diterima": today(),
			"unit_penerima": "AGN-DA",
			"tujuan_jabatan": "AGN-KADA",
			"kegiatan": RUTIN,
			**kw,
		}
	).insert()


def make_disposisi(naskah, pemberi: str, penerima: list[dict], submit: bool = True, **kw):
	"""An order on the letter by `pemberi`; each recipient is a dict of Penerima Disposisi fields."""
	as_user(pemberi)
	doc = frappe.get_doc({"doctype": "Disposisi", "naskah": naskah.name, "penerima": penerima, **kw}).insert()
	if submit:
		doc.submit()
	return doc


def to_post(jabatan: str, **kw) -> dict:
	return {"jenis_penerima": "Jabatan", "penerima": jabatan, "instruksi": "Tindak lanjuti", **kw}


def to_person(pegawai: str, **kw) -> dict:
	return {"jenis_penerima": "Pegawai ASN", "penerima": pegawai, "instruksi": "Tindak lanjuti", **kw}


def to_team(tim: str, **kw) -> dict:
	return {"jenis_penerima": "Pokja", "penerima": tim, "instruksi": "Tindak lanjuti", **kw}


def tugas_of(disposisi) -> list:
	"""The tasks of an order, in the order of its rows."""
	disposisi.reload()
	return [frappe.get_doc("Tugas", baris.tugas) for baris in disposisi.penerima if baris.tugas]


def step(tugas, kunci: str, aksi: str, **isian):
	"""Act on a task as `kunci`: fill fields, save, take the workflow action; returns the task."""
	as_user(kunci)
	doc = frappe.get_doc("Tugas", tugas.name)
	if isian:
		doc.update(isian)
		doc.save()
	return apply_workflow(doc, aksi)
