"""The sweep of deadlines over 200,000 open tasks: a tenth due on one day, all of them at once, and none."""

from datetime import datetime
from typing import Any

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, detik, lain
from devbench.bench.lingkungan import Lingkungan, pastikan

BANYAK, SEDIKIT = 200_000, 20_000
JATUH_TEMPO = "2031-11-24 16:00:00"
KINI = datetime(2031, 11, 25, 16, 30)
"""A working day after they were due: reminders of holder and giver, and the first escalation."""
BELUM = -1_000_000
AWAL = "SAPU"


def siapkan(lingkungan: Lingkungan) -> None:
	"""The tasks, written set-wise: officers of one agency, given by fifty chiefs, with one more above."""
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_instansi()
	ada = frappe.db.count("Tugas", {"name": ("like", f"{AWAL}%")})
	if ada != BANYAK:
		frappe.db.delete("Tugas", {"name": ("like", f"{AWAL}%")})
		_buat_tugas()
	frappe.db.commit()
	frappe.destroy()


def _buat_tugas() -> None:
	import frappe
	from frappe.utils import now

	from transformasi_asn.basisdata import insert_rows

	orang = dict(
		frappe.get_all(
			"Pegawai ASN",
			filters={"kunci_impor": ("like", "PTK-%")},
			fields=["kunci_impor", "name"],
			as_list=True,
		)
	)
	saat = now()
	tetap: dict[str, Any] = {
		"creation": saat,
		"modified": saat,
		"owner": "Administrator",
		"modified_by": "Administrator",
		"keamanan": "Biasa",
		"perihal": "Tugas patok",
		"tahap": "Berjalan",
		"workflow_state": "Dikerjakan Langsung",
		"pola_kerja": "Fungsional",
		"persetujuan": "Tidak perlu",
		"unit_kerja": "PTK-DINAS",
		"unit_jam_kerja": "PTK-DINAS",
		"jabatan": "PTK-JF",
		"jatuh_tempo": JATUH_TEMPO,
		"pengingat_terakhir": BELUM,
	}
	kolom = [*tetap, "name", "nama_penerima", "pegawai", "pemangku", "pemberi_jabatan", "pemberi_pegawai"]
	for awal in range(0, BANYAK, 2_000):
		baris = []
		for n in range(awal, awal + 2_000):
			ke = n % isi.PENERIMA
			jf = orang[f"PTK-jf{ke:02d}"]
			pemberi = (f"PTK-B{ke:02d}", orang[f"PTK-jab{ke:02d}"])
			baris.append([*tetap.values(), f"{AWAL}{n:06d}", f"Pegawai jf{ke:02d}", jf, jf, *pemberi])
		insert_rows("Tugas", kolom, baris)


def _ulang(banyak: int) -> None:
	"""As if no sweep had been: the first `banyak` tasks are due, the others have had their steps."""
	import frappe

	frappe.db.delete("Eskalasi Tugas")
	frappe.db.delete("Notification Log")
	t = frappe.qb.DocType("Tugas")
	semua = frappe.qb.update(t).where(t.name.like(f"{AWAL}%"))
	semua.set(t.pengingat_terakhir, 10**6).run()
	frappe.qb.update(t).set(t.pengingat_terakhir, BELUM).where(
		t.name.like(f"{AWAL}%") & (t.name < f"{AWAL}{banyak:06d}")
	).run()
	frappe.db.commit()


def _sapu(lingkungan: Lingkungan, sisi: str, banyak: int) -> Sampel:
	import frappe

	from transformasi_asn.disposisi.pengingat import sweep

	lingkungan.sendiri.masuk()
	_ulang(banyak)
	lingkungan.sendiri.masuk()
	with lingkungan.ukur(sisi) as ukuran:
		hasil = sweep(KINI)
	naik = frappe.db.count("Eskalasi Tugas")
	pastikan(hasil.tugas == hasil.naik == naik == banyak, f"{hasil}, {naik} kenaikan")
	return ukuran.sampel(max(banyak, 1))


def semua(lingkungan: Lingkungan) -> Sampel:
	return _sapu(lingkungan, "semua", BANYAK)


def tenang(lingkungan: Lingkungan) -> Sampel:
	return _sapu(lingkungan, "tenang", 0)


def sepersepuluh(lingkungan: Lingkungan) -> Sampel:
	return _sapu(lingkungan, "sepersepuluh", SEDIKIT)


def sedikit(lingkungan: Lingkungan) -> Sampel:
	return _sapu(lingkungan, "sedikit", SEDIKIT)


def _puncak(langkah: str):
	return lambda lingkungan: Sampel(0.0, lain={"puncak": lingkungan.anak("sapuan", langkah)["puncak"]})


_S, _MB = "{:,.1f} s", "{:,.0f} MB"
PATOK = Patok(
	nama="sapuan",
	judul="Sapuan jatuh tempo atas 200.000 tugas terbuka",
	satuan="tugas",
	urutan=40,
	ronde=3,
	siapkan=siapkan,
	sisi={
		"semua": semua,
		"sepersepuluh": sepersepuluh,
		"tenang": tenang,
		"puncak_banyak": _puncak("semua"),
		"puncak_sedikit": _puncak("sedikit"),
	},
	langkah={"sedikit": lambda lingkungan: sedikit(lingkungan).detik},
	target=[
		Target(
			"sepersepuluhnya jatuh tempo pada akhir satu hari kerja, diingatkan dan dinaikkan: ≤ 10 detik",
			Nilai("sepersepuluh", detik, "{:,.2f} s"),
			10,
		),
		Target("semuanya jatuh tempo pada saat yang sama", Nilai("semua", detik, _S)),
		Target("tidak ada yang jatuh tempo", Nilai("tenang", detik, "{:,.2f} s")),
		Target(
			"puncak memori dengan 200.000 ≤ 1,1x puncak dengan 20.000",
			Nilai("puncak_banyak", lain("puncak"), _MB),
			1.1,
			stok=Nilai("puncak_sedikit", lain("puncak"), _MB),
			uji="rasio",
			rasio="sendiri/stok",
			catatan="Pembanding: sapuan yang sama atas 20.000 tugas.",
		),
	],
	catatan="Frappe apa adanya tidak mempunyai pekerjaan yang setara.",
)
