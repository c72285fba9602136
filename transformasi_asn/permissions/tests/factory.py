"""People who stand nowhere in the story, and one story per grade of secrecy."""

from types import SimpleNamespace

import frappe
from frappe.utils import add_days, today

from transformasi_asn.disposisi.tests import factory as disposisi
from transformasi_asn.disposisi.tests.factory import (
	make_disposisi,
	make_naskah,
	make_penempatan,
	to_person,
	to_post,
	tugas_of,
	user_of,
)
from transformasi_asn.permissions import konteks
from transformasi_asn.tata_kerja.tests.factory import make_user

# key → roles; none of them holds a post
ORANG_LUAR = {
	"auditor": ("ASN", "Auditor ASN"),
	"pengelola": ("ASN", "Pengelola Kepegawaian"),
	"sistem": ("ASN", "System Manager"),
	"tanpa_peran": (),
}
GUEST = "Guest"


def make_agency() -> SimpleNamespace:
	"""The agency of the dispositions, with outsiders; committed once like it."""
	frappe.set_user("Administrator")
	# first, because core makes the first system user of a site a System Manager
	make_user("pertama@uji.example")
	agensi = disposisi.make_agency()
	for kunci in disposisi.ORANG:
		akun = frappe.get_doc("User", user_of(kunci))
		if "System Manager" in [r.role for r in akun.roles]:
			akun.remove_roles("System Manager")
	for kunci, peran in ORANG_LUAR.items():
		akun = _get_account(kunci)
		if kurang := set(peran) - {r.role for r in akun.roles}:
			akun.add_roles(*kurang)
	frappe.db.commit()
	konteks.clear()
	return agensi


def _get_account(kunci: str):
	"""The account, which outlives a removal of the app, though its roles do not."""
	if frappe.db.exists("User", user_of(kunci)):
		return frappe.get_doc("User", user_of(kunci))
	return frappe.get_doc(
		{
			"doctype": "User",
			"email": user_of(kunci),
			"first_name": kunci,
			"send_welcome_email": 0,
			"user_type": "System User",
		}
	).insert()


def make_story(pegawai: dict, keamanan: str = "Biasa", perihal: str | None = None) -> SimpleNamespace:
	"""A letter to the Sekda, handed to the head of Dinas A (copy: head of Dinas B) and on to kabid and officer.

	Giver sekda, recipient kadis_a; child: giver kadis_a, recipient kabid; grandchild: kabid to jf1. None is named
	like a number: some methods of core read their arguments as JSON, and would ask for another name.
	"""
	while True:
		frappe.db.savepoint("cerita")
		cerita = _make_story(pegawai, keamanan, perihal)
		nama = [d.name for d in vars(cerita).values() if hasattr(d, "name")]
		if not any(map(_reads_as_number, nama)):
			return cerita
		frappe.db.rollback(save_point="cerita")


def _reads_as_number(nama: str) -> bool:
	try:
		float(nama)
	except ValueError:
		return False
	return True


def _make_story(pegawai: dict, keamanan: str, perihal: str | None) -> SimpleNamespace:
	naskah = make_naskah(
		pencatat="tu_setda",
		unit_penerima="AGN-SETDA",
		tujuan_jabatan="AGN-SEKDA",
		keamanan=keamanan,
		perihal=perihal or f"Perihal {keamanan}",
		ringkasan="Ringkasan uji",
	)
	disp = make_disposisi(
		naskah,
		"sekda",
		[to_post("AGN-KADA", catatan="Catatan uji"), to_post("AGN-KADB", tembusan=1)],
		instruksi_bersama=[{"instruksi": "Tindak lanjuti"}],
	)
	(tugas,) = tugas_of(disp)
	disp_anak = make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], induk_tugas=tugas.name)
	(anak,) = tugas_of(disp_anak)
	disp_cucu = make_disposisi(naskah, "kabid", [to_person(pegawai["jf1"])], induk_tugas=anak.name)
	(cucu,) = tugas_of(disp_cucu)
	frappe.set_user("Administrator")
	naskah.reload()
	return SimpleNamespace(
		naskah=naskah,
		disposisi=disp,
		tugas=tugas,
		disposisi_anak=disp_anak,
		anak=anak,
		disposisi_cucu=disp_cucu,
		cucu=cucu,
		perihal=naskah.perihal,
	)


def make_plh(pegawai: str, jabatan: str, **kw):
	frappe.set_user("Administrator")
	return make_penempatan(pegawai, jabatan, "Plh", mulai=today(), selesai=add_days(today(), 3), **kw)


def make_eskalasi(tugas, jabatan: str, tingkat: int = 1) -> str:
	"""As the sweep of deadlines writes it: the post was told that the task is late."""
	doc = frappe.get_doc(
		{
			"doctype": "Eskalasi Tugas",
			"tugas": tugas.name,
			"tingkat": tingkat,
			"jatuh_tempo": tugas.jatuh_tempo,
			"jabatan": jabatan,
			"nama_atasan": f"Uji {jabatan}",
		}
	)
	doc.set_new_name()
	doc.db_insert()
	return doc.name


def make_pilihan(kunci: str) -> str:
	"""The person's own choice of channels, with one of the app's channels in it."""
	frappe.set_user(user_of(kunci))
	doc = frappe.get_doc(
		{
			"doctype": "Pilihan Pemberitahuan",
			"pengguna": user_of(kunci),
			"kanal": [{"kanal": "E-mail", "langsung": 1}],
		}
	).insert()
	frappe.set_user("Administrator")
	return doc.name
