"""Peak memory of every kind of process that the app runs in. This file imports no framework at run time.

The measuring process has to stay small: what a child weighs when it is made counts to its peak.
"""

import http.cookiejar
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, lain
from devbench.bench.lingkungan import REPO, Lingkungan, Situs, pastikan, puncak, tunggu
from devbench.bench.patok.pohon import BANYAK, JABATAN, UNIT

BATAS = 400
PEKERJA = [
	sys.executable,
	"-m",
	"frappe.utils.bench_helper",
	"frappe",
	"worker",
	"--queue",
	"default,short,long",
	"--burst",
]
SALINAN = "MEM"


def _puncak(angka: float) -> Sampel:
	return Sampel(0.0, lain={"puncak": angka})


def _anak(patok: str, langkah: str):
	return lambda lingkungan: _puncak(lingkungan.anak(patok, langkah)["puncak"])


# -- steps that need the framework, each in a process of its own


def sandi(lingkungan: Lingkungan) -> None:
	"""A password for those who will sign in, on both sites."""
	from frappe.utils.password import update_password

	for situs in (lingkungan.sendiri, lingkungan.stok):
		situs.masuk()
		import frappe

		for user in ("Administrator", isi.PEMBERI):
			update_password(user, isi.SANDI)
		frappe.db.commit()


def antre_sendiri(lingkungan: Lingkungan) -> None:
	import frappe

	lingkungan.sendiri.masuk()
	for jenis, teks in zip(("unit_kerja", "jabatan"), isi.susunan_besar(SALINAN, UNIT, JABATAN), strict=True):
		frappe.enqueue("transformasi_asn.organisasi.api.import_berkas", queue="long", jenis=jenis, isi=teks)
	frappe.enqueue("transformasi_asn.organisasi.tasks.sync_roles_of_today", queue="long")


def antre_stok(lingkungan: Lingkungan) -> None:
	import frappe

	lingkungan.stok.masuk()
	frappe.enqueue("frappe.core.doctype.log_settings.log_settings.run_log_clean_up", queue="long")


def bersihkan(lingkungan: Lingkungan) -> int:
	"""Takes the big tree out again; how many nodes there were."""
	import frappe

	lingkungan.sendiri.masuk()
	banyak = 0
	for doctype in ("Jabatan", "Unit Kerja"):
		saring = {"name": ("like", f"{SALINAN}-%")}
		banyak += frappe.db.count(doctype, saring)
		frappe.db.delete(doctype, saring)
	frappe.db.commit()
	return banyak


# -- the worker


def pekerja_sendiri(lingkungan: Lingkungan) -> Sampel:
	"""A real worker with the app's jobs: an import of the whole tree, the daily job. Its forked jobs count."""
	lingkungan.anak("memori", "antre_sendiri")
	angka = tunggu(PEKERJA, stdout=sys.stderr)
	banyak = lingkungan.anak("memori", "bersihkan")["hasil"]
	pastikan(banyak == BANYAK, f"pekerja mengimpor {banyak} simpul")
	return _puncak(angka)


def pekerja_stok(lingkungan: Lingkungan) -> Sampel:
	lingkungan.anak("memori", "antre_stok")
	return _puncak(tunggu(PEKERJA, stdout=sys.stderr))


# -- the web server


class Peramban:
	"""One signed-in visitor."""

	def __init__(self, alamat: str, user: str):
		self.alamat = alamat
		kue = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
		self.buka = urllib.request.build_opener(urllib.request.ProxyHandler({}), kue)
		self.panggil("login", usr=user, pwd=isi.SANDI)

	def panggil(self, cara: str, **data: Any) -> Any:
		"""Call a method by POST; its answer."""
		isian = {k: v if isinstance(v, str) else json.dumps(v) for k, v in data.items()}
		try:
			with self.buka.open(
				f"{self.alamat}/api/method/{cara}", urllib.parse.urlencode(isian).encode(), timeout=180
			) as jawab:
				return json.load(jawab).get("message")
		except urllib.error.HTTPError as e:
			raise RuntimeError(f"{cara}: {e.code} {e.read()[:600].decode(errors='replace')}") from e

	def daftar(self, doctype: str) -> Any:
		"""A long page of a list, as the desk asks for it."""
		return self.panggil(
			"frappe.desk.reportview.get",
			doctype=doctype,
			fields=[f"`tab{doctype}`.`name`"],
			start="0",
			page_length="500",
		)


def _layani(lingkungan: Lingkungan, situs: Situs, kunjungan) -> Sampel:
	"""Serve the site while it is visited; the server's peak."""
	perintah = [sys.executable, str(REPO / "devbench" / "inside" / "web.py")]
	alamat = f"http://127.0.0.1:{lingkungan.port_web}"
	pelayan = subprocess.Popen(
		[*perintah, "--port", str(lingkungan.port_web), "--site", situs.nama],
		stdin=subprocess.DEVNULL,
		stdout=sys.stderr,
	)
	try:
		_tunggu_pelayan(pelayan, alamat)
		kunjungan(alamat)
		return _puncak(puncak(pelayan.pid))
	finally:
		pelayan.terminate()
		pelayan.wait(20)


def _tunggu_pelayan(pelayan: subprocess.Popen, alamat: str) -> None:
	langsung = urllib.request.build_opener(urllib.request.ProxyHandler({}))
	for _ in range(300):
		pastikan(pelayan.poll() is None, "pelayan berhenti sendiri")
		try:
			with langsung.open(f"{alamat}/api/method/ping", timeout=20) as jawab:
				if b"pong" in jawab.read():
					return
		except OSError:
			time.sleep(0.1)
	raise RuntimeError("pelayan tidak menjawab")


def web_sendiri(lingkungan: Lingkungan) -> Sampel:
	"""Import of the whole tree, one order to fifty, lists, and a report, all through one server."""

	def kunjungan(alamat: str) -> None:
		admin = Peramban(alamat, "Administrator")
		for jenis, teks in zip(
			("unit_kerja", "jabatan"), isi.susunan_besar(SALINAN, UNIT, JABATAN), strict=True
		):
			jawab = admin.panggil("transformasi_asn.organisasi.api.import_berkas", jenis=jenis, isi=teks)
			pastikan(not jawab["gagal"], f"impor {jenis}: {jawab['gagal'][:1]}")
		kepala = Peramban(alamat, isi.PEMBERI)
		(naskah,) = kepala.panggil(
			"frappe.client.get_list", doctype="Naskah Masuk", filters={"nomor_surat": "PTK/1"}
		)
		penerima = [
			{"jenis_penerima": "Jabatan", "penerima": f"PTK-B{n:02d}", "instruksi": "Tindak lanjuti"}
			for n in range(isi.PENERIMA)
		]
		perintah = kepala.panggil(
			"frappe.client.insert",
			doc={"doctype": "Disposisi", "naskah": naskah["name"], "penerima": penerima},
		)
		terbit = kepala.panggil("frappe.client.submit", doc=perintah)
		pastikan(
			sum(bool(b.get("tugas")) for b in terbit["penerima"]) == isi.PENERIMA, "disposisi tidak terbit"
		)
		for doctype in ("Tugas", "Naskah Masuk", "Disposisi"):
			kepala.daftar(doctype)
		for doctype in ("Jabatan", "Unit Kerja", "Pegawai ASN"):
			admin.daftar(doctype)
		kepala.panggil("transformasi_asn.disposisi.api.kotak_kerja")

	hasil = _layani(lingkungan, lingkungan.sendiri, kunjungan)
	lingkungan.anak("memori", "bersihkan")
	return hasil


def web_stok(lingkungan: Lingkungan) -> Sampel:
	"""Lists, an assignment to fifty, and a report of the framework alone."""

	def kunjungan(alamat: str) -> None:
		kepala, admin = Peramban(alamat, isi.PEMBERI), Peramban(alamat, "Administrator")
		(surat,) = kepala.panggil("frappe.client.get_list", doctype="Patok Surat")
		kepala.panggil(
			"frappe.desk.form.assign_to.add",
			doctype="Patok Surat",
			name=surat["name"],
			assign_to=[isi.akun(n) for n in range(isi.PENERIMA)],
			description="Tindak lanjuti",
		)
		for doctype in ("User", "ToDo", "DocType"):
			admin.daftar(doctype)
		admin.panggil(
			"frappe.desk.query_report.run",
			report_name="Permitted Documents For User",
			filters={"user": isi.PEMBERI, "doctype": "ToDo"},
		)

	return _layani(lingkungan, lingkungan.stok, kunjungan)


def siapkan(lingkungan: Lingkungan) -> None:
	os.environ.pop("CI", None)
	lingkungan.anak("disposisi", "berjenjang")
	lingkungan.anak("memori", "sandi")


def _target(sisi: str, sebutan: str, stok: str) -> Target:
	return Target(
		f"puncak memori {sebutan} ≤ {BATAS} MB",
		Nilai(f"{sisi}_sendiri", lain("puncak"), "{:,.0f} MB"),
		BATAS,
		stok=Nilai(f"{sisi}_stok", lain("puncak"), "{:,.0f} MB"),
		rasio="sendiri/stok",
		catatan=f"Stok: {stok}",
	)


PATOK = Patok(
	nama="memori",
	judul="Puncak memori tiap jenis proses",
	satuan="proses",
	urutan=90,
	ronde=1,
	pemanasan=False,
	siapkan=siapkan,
	sisi={
		"disposisi_sendiri": _anak("disposisi", "berjenjang"),
		"disposisi_stok": _anak("disposisi", "stok"),
		"impor_sendiri": _anak("pohon", "sendiri"),
		"impor_stok": _anak("pohon", "stok_ringan"),
		"pekerja_sendiri": pekerja_sendiri,
		"pekerja_stok": pekerja_stok,
		"web_sendiri": web_sendiri,
		"web_stok": web_stok,
	},
	langkah={
		"sandi": sandi,
		"antre_sendiri": antre_sendiri,
		"antre_stok": antre_stok,
		"bersihkan": bersihkan,
	},
	target=[
		_target("disposisi", "proses disposisi", "proses yang menjalankan assign_to.add untuk 50 pengguna."),
		_target("impor", "proses impor 20.000 simpul", "proses yang menyisipkan 30 simpul satu per satu."),
		_target(
			"pekerja", "pekerja latar (impor 20.000, tugas harian)", "pekerja dengan pembersihan log bawaan."
		),
		_target(
			"web",
			"pelayan web sesudah impor, disposisi, daftar, laporan",
			"pelayan sesudah penugasan 50, daftar, laporan bawaan.",
		),
	],
)
