"""Import of a list of letters from SRIKANDI: each is registered by the rules of the form, and only once."""

import frappe
from frappe import _
from frappe.utils import strip_html, today

from transformasi_asn.disposisi.domain import kolom_srikandi
from transformasi_asn.disposisi.domain.kembar import fingerprint
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.impor import Baris, Galat, fold, split_kembar
from transformasi_asn.organisasi.impor.dasar import Impor, read_nama
from transformasi_asn.organisasi.impor.tulis import SEKALI_BACA, chunk
from transformasi_asn.permissions.konteks import get_konteks

BATAS = 1000
"""Letters of one list: each is registered as by hand, some fifty in a second."""
JENIS_BAWAAN = "Surat Biasa"
TITIK = "impor_srikandi"


class ImporSrikandi(Impor):
	"""Letters, known again by their number in SRIKANDI, or by sender, number and date."""

	doctype = "Naskah Masuk"
	kolom = kolom_srikandi.NASKAH
	kunci = ("nomor_srikandi", "nomor_surat")
	abaikan_lain = True

	def process(self) -> int:
		self.unit = self.require_registry()
		if len(self.baris) > BATAS:
			pesan = "Berkas memuat lebih dari {batas} naskah. Pecah menjadi beberapa berkas."
			self.galat.append(Galat(1, "", pesan, {"batas": BATAS}))
			return 0
		gugur = self.drop_incomplete(self.baris)
		self.baris = [b for b in self.baris if b.nomor not in gugur]
		self.drop_kembar("nomor_srikandi")
		self.drop_kembar_surat()
		self.read_rujukan()
		self.read_lama()
		return sum(self.take(b) for b in self.baris)

	def require_registry(self) -> tuple[str, ...]:
		"""The units whose letters the user registers; without any he cannot import."""
		unit = get_konteks().unit_tata_usaha
		if not unit and frappe.session.user != "Administrator":
			frappe.throw(
				_("Daftar SRIKANDI diimpor oleh Tata Usaha perangkat daerah penerimanya."),
				frappe.PermissionError,
				title=_("Impor"),
			)
		return unit

	def drop_kembar_surat(self) -> None:
		"""Refuse rows that repeat sender, number and date of an earlier line."""
		self.baris, galat = split_kembar(self.baris, fingerprint_of, "nomor_surat")
		self.galat.extend(galat)

	def read_rujukan(self) -> None:
		self.ada = {
			"jenis_naskah": (read_nama("Jenis Naskah", aktif=1, bentuk="Surat"), "Jenis naskah"),
			"klasifikasi": (read_nama("Klasifikasi Arsip", aktif=1), "Klasifikasi"),
			"unit_penerima": (read_nama("Unit Kerja", perangkat_daerah=1), "Perangkat daerah"),
			"tujuan_jabatan": (read_nama("Jabatan", aktif=1), "Jabatan"),
		}

	def read_lama(self) -> None:
		"""Letters that are registered already, by SRIKANDI number and by fingerprint."""
		self.menurut: dict[str, dict[str, frappe._dict]] = {"nomor_srikandi": {}, "kunci_kembar": {}}
		nilai = {
			"nomor_srikandi": [b.nilai.get("nomor_srikandi") for b in self.baris],
			"kunci_kembar": [fingerprint_of(b) for b in self.baris],
		}
		for field, isi in nilai.items():
			for potong in chunk(filter(None, isi), SEKALI_BACA):
				for n in frappe.get_all(
					self.doctype,
					filters={field: ("in", potong)},
					fields=["name", "nomor_srikandi", "kunci_kembar", "nomor_agenda"],
					order_by="creation desc",
				):
					self.menurut[field][fold(n[field])] = n

	def take(self, baris: Baris) -> bool:
		"""Register one row; False when it is refused or there already."""
		if not all([self.resolve(baris, k, ada, sebutan) for k, (ada, sebutan) in self.ada.items()]):
			return False
		if self.is_registered(baris):
			return False
		return self.attempt(baris, lambda: self.register(baris))

	def is_registered(self, baris: Baris) -> bool:
		"""Whether the letter is there; its number in SRIKANDI is added where it was entered without."""
		nomor = baris.nilai.get("nomor_srikandi")
		if nomor and fold(nomor) in self.menurut["nomor_srikandi"]:
			self.tetap += 1
			return True
		lama = self.menurut["kunci_kembar"].get(fingerprint_of(baris) or "")
		if not lama:
			return False
		if nomor and lama.nomor_srikandi:
			self.reject(
				baris,
				"nomor_srikandi",
				"Surat ini sudah tercatat (agenda {agenda}) dengan nomor SRIKANDI lain. Bila memang surat lain, catat lewat formulirnya.",
				agenda=lama.nomor_agenda,
			)
		elif not nomor or self.attempt(baris, lambda: self.add_number(lama.name, nomor)):
			self.tetap += 1
		return True

	def add_number(self, nama: str, nomor: str) -> None:
		naskah = frappe.get_doc(self.doctype, nama)
		naskah.check_permission("write")
		naskah.nomor_srikandi = nomor
		naskah.save()

	def register(self, baris: Baris) -> None:
		isi = {k: v for k, v in baris.nilai.items() if v not in (None, "")}
		unit = isi.get("unit_penerima") or next(iter(self.unit), None)
		naskah = frappe.get_doc(
			{
				"doctype": self.doctype,
				"bentuk": "Surat",
				"jenis_naskah": JENIS_BAWAAN,
				"tanggal_diterima": today(),
				"unit_penerima": unit,
				"tujuan_jabatan": organisasi.get_kepala(unit) if unit else None,
				**isi,
			}
		)
		naskah.flags.dari_impor = True
		naskah.insert()

	def attempt(self, baris: Baris, kerja) -> bool:
		"""Do it for this row alone; a broken rule becomes a finding, and the row leaves nothing behind."""
		frappe.db.savepoint(TITIK)
		pesan = len(frappe.local.message_log)
		try:
			kerja()
		except (frappe.ValidationError, frappe.PermissionError) as e:
			frappe.db.rollback(save_point=TITIK)
			self.reject(baris, "", "{pesan}", pesan=strip_html(str(e)) or _("Tidak diizinkan."))
			return False
		finally:
			del frappe.local.message_log[pesan:]
		return True


def fingerprint_of(baris: Baris) -> str | None:
	n = baris.nilai
	return fingerprint(n.get("pengirim"), n.get("nomor_surat"), n.get("tanggal_surat"))
