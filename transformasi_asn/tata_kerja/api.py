"""What the desk asks of this module. (No postponed annotations here: they would switch off the type checks.)"""

import frappe
from frappe import _
from frappe.utils import getdate

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.tata_kerja import kalender, services
from transformasi_asn.tata_kerja.domain.kalender import HARI
from transformasi_asn.tata_kerja.domain.lembar import BAWAAN as BAGIAN_BAWAAN
from transformasi_asn.tata_kerja.domain.pola import POLA_DIJALANKAN, Pemicu, needs_reason
from transformasi_asn.tata_kerja.exceptions import TahunTidakWajarError


@frappe.whitelist()
def coba_pola(
	unit_kerja: str,
	jenis_naskah: str | None = None,
	klasifikasi: str | None = None,
	kegiatan: str | None = None,
	pemicu: str | None = None,
	kompleks: int = 0,
	tanggal: str | None = None,
	rutin: int | None = None,
) -> dict:
	"""The decision for these facts with the trace of rules; nothing is saved.

	An empty `kegiatan` is proposed from the map, an empty `rutin` is looked up in the plan.
	"""
	_require_read("Aturan Pola Kerja")
	_require("Unit Kerja", unit_kerja)
	_require("Jenis Naskah", jenis_naskah)
	_require("Kegiatan", kegiatan)
	pemicu = _check_pemicu(pemicu)
	pada = getdate(tanggal)
	unit_pd = organisasi.find_perangkat_daerah(unit_kerja) or unit_kerja
	diusulkan = not kegiatan
	kegiatan = kegiatan or services.usul_kegiatan(jenis_naskah, klasifikasi, unit_pd)
	menurut_dokumen, keterangan = services.is_rutin(unit_pd, kegiatan, pada)
	penetapan = services.decide(
		unit_pd=unit_pd,
		tanggal=pada,
		rutin=menurut_dokumen if rutin is None else bool(rutin),
		pemicu=pemicu,
		kompleks=bool(kompleks),
		jenis_naskah=jenis_naskah,
		klasifikasi=klasifikasi,
		kegiatan=kegiatan,
	)
	return {
		"pola": penetapan.pola.value,
		"instrumen": penetapan.instrumen.value,
		"aturan": penetapan.aturan,
		"dasar_hukum": penetapan.dasar_hukum,
		"kalimat": penetapan.kalimat,
		"usulkan_tim": penetapan.usulkan_tim,
		"boleh": sorted(pola.value for pola in penetapan.boleh),
		"perlu_alasan": sorted(pola.value for pola in POLA_DIJALANKAN if needs_reason(penetapan, pola)),
		"fakta": {
			"unit_kerja": unit_pd,
			"kegiatan": kegiatan,
			"kegiatan_nama": services.get_kegiatan_nama(kegiatan),
			"kegiatan_diusulkan": bool(kegiatan) and diusulkan,
			"rutin": penetapan.permintaan.rutin,
			"keterangan_rutin": keterangan,
			"pemicu": pemicu,
			"kompleks": penetapan.permintaan.kompleks,
			"tanggal": str(pada),
		},
		"jejak": [langkah._asdict() for langkah in penetapan.jejak],
	}


@frappe.whitelist()
def usul_unit() -> str | None:
	"""The perangkat daerah (or the unit above one) of the user's own post."""
	pegawai = organisasi.find_pegawai(frappe.session.user)
	for pangkuan in organisasi.list_pangkuan(pegawai) if pegawai else ():
		unit = frappe.get_cached_value("Jabatan", pangkuan.jabatan, "unit_kerja")
		return organisasi.find_perangkat_daerah(unit) or unit
	return None


@frappe.whitelist(methods=["POST"])
def buat_aturan_sendiri(unit_kerja: str, salin: int = 1) -> str:
	"""Open the rule record of a unit; returns its name."""
	_require("Unit Kerja", unit_kerja)
	return services.buat_aturan_sendiri(unit_kerja, bool(salin))


@frappe.whitelist()
def verify_penetapan(name: str) -> bool:
	"""Whether a stored decision is still what was written."""
	_require_read("Penetapan Pola", name)
	return services.verify_penetapan(name)


def _require_read(doctype: str, name: str | None = None) -> None:
	if not frappe.has_permission(doctype, "read", doc=name):
		frappe.throw(
			_("Anda tidak berhak membaca {0}.").format(_(doctype)),
			frappe.PermissionError,
			title=_("Tidak Berhak"),
		)


def _require(doctype: str, name: str | None) -> None:
	if name and not frappe.db.exists(doctype, name):
		frappe.throw(
			_("{0} {1} tidak ada. Pilih dari daftar.").format(_(doctype), frappe.bold(name)),
			frappe.DoesNotExistError,
			title=_("Tidak Ditemukan"),
		)


def _check_pemicu(pemicu: str | None) -> str:
	pilihan = [anggota.value for anggota in Pemicu]
	if pemicu and pemicu not in pilihan:
		frappe.throw(
			_("Pemicu {0} tidak dikenal. Pilih salah satu: {1}.").format(
				frappe.bold(pemicu), ", ".join(pilihan)
			),
			title=_("Pemicu Tidak Dikenal"),
		)
	return pemicu or Pemicu.TIDAK_ADA.value


@frappe.whitelist()
def kalender_kerja(unit_kerja: str | None = None, tahun: int | None = None) -> dict:
	"""Working calendar of a unit (None: what holds for all) in a year: the hours of each day of the week
	today, in minutes from midnight, and the days off with their names."""
	_require_read("Hari Libur Daerah")
	if unit_kerja:
		_require("Unit Kerja", unit_kerja)
	hari_ini = getdate()
	tahun = tahun or hari_ini.year
	if not 2000 <= tahun <= 2100:
		frappe.throw(_("Tahun {0} di luar jangkauan kalender.").format(tahun), TahunTidakWajarError)
	pola = next(p for p in kalender.get_kalender(unit_kerja).pola if p.berlaku(hari_ini))
	return {
		"minggu": [
			{"hari": hari, "sesi": [(s.mulai, s.selesai) for s in sesi]}
			for hari, sesi in zip(HARI, pola.sesi, strict=True)
		],
		"jam_seminggu": pola.menit_seminggu / 60,
		"libur": kalender.list_libur(unit_kerja, tahun),
	}


@frappe.whitelist()
def bagian_bawaan() -> list[dict]:
	"""The shipped parts of the printed sheet, for a new Kop dan Format to begin with."""
	frappe.has_permission("Kop dan Format", "create", throw=True)
	return [{"bagian": b.bagian.value, "judul": b.judul, "lebar": b.lebar.value} for b in BAGIAN_BAWAAN]
