"""Reads what is needed to propose recipients and an instruction for a letter. Nothing is written."""

from collections import Counter, defaultdict

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import getdate

from transformasi_asn.disposisi import desk, jam, services
from transformasi_asn.disposisi.calon import Penyusun, unit_of
from transformasi_asn.disposisi.domain.penerima import check_penerima
from transformasi_asn.disposisi.domain.usulan import Kunci, Sebab, Usulan, choose_penerima
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.konteks import get_konteks
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA
from transformasi_asn.tata_kerja.domain.pola import POLA_DIJALANKAN, Penetapan, Pola

BATAS_RIWAYAT = 20
BATAS_LAIN = 8
BATAS_INSTRUKSI = 8
KELOMPOK = {
	Pola.STRUKTURAL: "struktural",
	Pola.FUNGSIONAL_INDIVIDU: "fungsional",
	Pola.FUNGSIONAL_KELOMPOK: "tim",
}


def propose_quick(naskah, induk, diminta: str | None = None) -> dict:
	"""Pattern, recipients with name, post, load and the reason they are proposed, and who else could take it."""
	pemberi = desk.choose_giver(diminta, naskah, induk)
	asal = frappe.get_doc("Disposisi", induk.disposisi) if induk else naskah
	d = frappe._dict(
		pemberi_jabatan=pemberi,
		kegiatan=asal.kegiatan,
		tanggal=getdate(),
		pemicu=asal.pemicu,
		kompleks=asal.kompleks,
	)
	penetapan = services.decide_for(d, naskah)
	pola = penetapan.pola if penetapan.pola in POLA_DIJALANKAN else Pola.STRUKTURAL
	tim = induk.tim if induk else None
	kelompok = "fungsional" if tim else KELOMPOK[pola]
	calon = {(c["jenis"], c["penerima"]): c for c in desk.propose_penerima(pemberi, "", tim)[kelompok]}
	serupa = _like_orders(d, naskah)
	riwayat = _read_history(serupa)
	penanggung = _responsible_below(d)
	kunci = dict.fromkeys([*calon, *(k for p in riwayat for k in p), *([penanggung] if penanggung else [])])
	sah = _allowed(list(kunci), pola, naskah, induk, pemberi)
	usulan = choose_penerima(riwayat, penanggung, {k: c["beban"] for k, c in calon.items()}, sah)
	terpilih = {u.kunci for u in usulan}
	lain = [k for k in calon if k in sah and k not in terpilih][:BATAS_LAIN]
	beban = _load_of([*terpilih, *lain], calon)
	return {
		"naskah": naskah.name,
		"tugas": induk.name if induk else None,
		"nomor_agenda": naskah.nomor_agenda,
		"perihal": naskah.perihal,
		"tenggat": jam.propose_deadline(naskah, induk),
		"garis": desk.preview_of(penetapan, _run(penetapan, pola)),
		"penerima": [_shown(u.kunci, sah, beban, _why(u), calon) for u in usulan],
		"lainnya": [_shown(k, sah, beban, "", calon) for k in lain],
		"instruksi": _usual_instructions(serupa),
	}


def _run(penetapan: Penetapan, pola: Pola) -> Pola | None:
	return pola if penetapan.pola in POLA_DIJALANKAN else None


def _read_history(perintah: list[str]) -> list[list[Kunci]]:
	"""Acting recipients of these orders, without those taken back."""
	if not perintah:
		return []
	p = DocType("Penerima Disposisi")
	baris = (
		frappe.qb.from_(p)
		.select(p.parent, p.jenis_penerima, p.penerima)
		.where(p.parent.isin(perintah) & (p.tembusan == 0) & p.ditarik_pada.isnull())
		.orderby(p.idx)
		.run()
	)
	per: dict[str, list[Kunci]] = defaultdict(list)
	for nama, jenis, penerima in baris:
		per[nama].append((jenis, penerima))
	return [per[nama] for nama in perintah]


def _like_orders(d, naskah) -> list[str]:
	"""The last orders of this post for the same activity (else the same kind of letter), newest first."""
	x, n = DocType("Disposisi"), DocType("Naskah Masuk")
	kueri = (
		frappe.qb.from_(x)
		.select(x.name)
		# what was secret is nobody's habit
		.where(
			(x.pemberi_jabatan == d.pemberi_jabatan) & (x.docstatus == 1) & x.keamanan.notin(sorted(RAHASIA))
		)
		.orderby(x.creation, order=frappe.qb.desc)
		.limit(BATAS_RIWAYAT)
	)
	if d.kegiatan:
		kueri = kueri.where(x.kegiatan == d.kegiatan)
	else:
		kueri = kueri.join(n).on(n.name == x.naskah).where(n.jenis_naskah == naskah.jenis_naskah)
	return [nama for (nama,) in kueri.run()]


def _responsible_below(d) -> Kunci | None:
	"""Who answers for the activity in the plan; where he stands deeper, the one on the way to him."""
	unit = unit_of(organisasi.get_fakta_jabatan(d.pemberi_jabatan))
	dokumen = frappe.db.get_value(
		"Dokumen Kinerja", {"unit_kerja": unit, "tahun": getdate(d.tanggal).year, "aktif": 1}
	)
	if not (d.kegiatan and dokumen):
		return None
	jabatan = frappe.db.get_value(
		"Target Kegiatan",
		{"parenttype": "Dokumen Kinerja", "parent": dokumen, "kegiatan": d.kegiatan},
		"penanggung_jawab",
	)
	if not jabatan or not organisasi.is_below(jabatan, d.pemberi_jabatan):
		return None
	di_antara = organisasi.list_between(d.pemberi_jabatan, jabatan)
	return ("Jabatan", di_antara[0] if di_antara else jabatan)


def _allowed(kunci: list[Kunci], pola: Pola, naskah, induk, pemberi: str) -> dict[Kunci, str]:
	"""Those who may be given this letter in this pattern today → name and post."""
	baris = [
		frappe._dict(idx=n, jenis_penerima=jenis, penerima=nama, tembusan=0, alasan="")
		for n, (jenis, nama) in enumerate(kunci, 1)
	]
	baris = desk.complete_rows_of({"penerima": baris})
	alamat = Penyusun(pemberi, get_konteks().pegawai, getdate(), induk.tim if induk else None).susun(baris)
	kebijakan = services.get_kebijakan(naskah.keamanan)
	bertugas = services.list_bertugas(naskah, induk)
	return {
		(a.calon.jenis, a.calon.nama): a.calon.label
		for a in alamat
		# one at a time, because one that is not allowed does not spoil the others
		if not check_penerima(pola, [a.calon], kebijakan, bertugas)
	}


def _load_of(kunci: list[Kunci], calon: dict[Kunci, dict]) -> dict[Kunci, int]:
	"""Open tasks of each: read already for whoever is on the line, now for the others."""
	kurang = [{"jenis": k[0], "penerima": k[1], "beban": 0} for k in kunci if k not in calon]
	desk.add_load(kurang)
	return {k: c["beban"] for k, c in calon.items()} | {
		(c["jenis"], c["penerima"]): c["beban"] for c in kurang
	}


def _shown(
	kunci: Kunci, label: dict[Kunci, str], beban: dict[Kunci, int], sebab: str, calon: dict[Kunci, dict]
) -> dict:
	jenis, penerima = kunci
	return {
		"jenis": jenis,
		"penerima": penerima,
		"label": label[kunci],
		"beban": beban.get(kunci, 0),
		"batas": calon[kunci]["batas"] if kunci in calon else 0,
		"sebab": sebab,
	}


def _why(u: Usulan) -> str:
	if u.sebab is Sebab.RIWAYAT:
		return _("biasa menerimanya: {0} dari {1} disposisi terakhir yang serupa").format(u.kali, u.dari)
	if u.sebab is Sebab.PENANGGUNG_JAWAB:
		return _("penanggung jawab kegiatan ini dalam dokumen kinerja")
	return _("tugas terbukanya paling sedikit")


def _usual_instructions(perintah: list[str]) -> list[str]:
	"""Active instructions, those used in these orders first; the first one is the proposal."""
	pakai: Counter[str] = Counter()
	if perintah:
		for doctype in ("Instruksi Terpilih", "Penerima Disposisi"):
			pakai.update(frappe.get_all(doctype, {"parent": ("in", perintah)}, pluck="instruksi"))
	semua = frappe.get_all("Instruksi Disposisi", {"aktif": 1}, pluck="name", order_by="urutan asc")
	return sorted(semua, key=lambda i: (-pakai[i], semua.index(i)))[:BATAS_INSTRUKSI]
