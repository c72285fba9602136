import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cint, getdate

from transformasi_asn import basisdata
from transformasi_asn.organisasi import pembaca, services
from transformasi_asn.organisasi.domain.aturan_jabatan import CalonJabatan, periksa_jabatan
from transformasi_asn.organisasi.domain.selang import Selang, find_puncak
from transformasi_asn.organisasi.domain.struktur import PEMEGANG
from transformasi_asn.organisasi.exceptions import (
	JumlahKursiError,
	KepalaUnitGandaError,
	MasihDipakaiError,
	RujukanJabatanError,
	throw_first,
)
from transformasi_asn.organisasi.simpul import Simpul, validate_putaran


class Jabatan(Simpul):
	nsm_parent_field = "atasan"

	def validate(self):
		self.validate_isian()
		validate_putaran(self, self.nsm_parent_field)
		self.validate_pengganti()
		self.validate_kepala_unit()
		self.validate_kursi_terisi()
		self.validate_penutupan()

	def on_update(self):
		# NestedSet reloads the document, and with it what it was before.
		peran_berubah = self.has_value_changed("peran_meja")
		super().on_update()
		services.clear_cache()
		if peran_berubah:
			self.sync_roles_of_holders()

	def validate_isian(self):
		"""The rules that a post obeys by itself."""
		jenjang = (
			frappe.get_all(
				"Jenjang Jabatan Fungsional",
				filters={"parent": self.jabatan_fungsional, "parenttype": "Jabatan Fungsional"},
				pluck="jenjang",
				order_by="idx",
			)
			if self.jabatan_fungsional
			else []
		)
		calon = CalonJabatan(
			kode=self.kode,
			jenis=self.jenis,
			unit_kerja=self.unit_kerja,
			eselon=self.eselon or "",
			jabatan_fungsional=self.jabatan_fungsional or "",
			jenjang=self.jenjang or "",
			jumlah_kursi=cint(self.jumlah_kursi),
			pengganti=self.pengganti,
			koordinator=self.koordinator,
			peran_meja=self.peran_meja or "",
			kepala_unit=bool(self.kepala_unit),
		)
		throw_first(periksa_jabatan(calon, jenjang), _("Isian jabatan"))

	def validate_pengganti(self):
		"""Only a post that work can be addressed to can stand in for another."""
		if not self.pengganti:
			return
		pengganti = pembaca.select_jabatan(lambda j: j.name == self.pengganti)
		if pengganti and not pengganti[0].alamat:
			frappe.throw(
				_("{0} tidak dapat menjadi pengganti: pilih jabatan struktural dengan satu kursi.").format(
					pengganti[0].nama
				),
				RujukanJabatanError,
				title=_("Jabatan pengganti"),
			)

	def validate_kepala_unit(self):
		"""One active head per unit, also when two are saved at once."""
		if not (self.kepala_unit and self.aktif):
			return
		basisdata.lock("Unit Kerja", [self.unit_kerja])
		jabatan = DocType("Jabatan")
		lain = (
			frappe.qb.from_(jabatan)
			.select(jabatan.nama)
			.where(jabatan.unit_kerja == self.unit_kerja)
			.where((jabatan.kepala_unit == 1) & (jabatan.aktif == 1) & (jabatan.name != self.name))
			.for_update()
			.run(pluck=True)
		)
		if lain:
			frappe.throw(
				_("Unit {0} sudah dikepalai {1}. Hapus dahulu tanda Kepala Unit pada jabatan itu.").format(
					self.unit_kerja, lain[0]
				),
				KepalaUnitGandaError,
				title=_("Kepala unit ganda"),
			)

	def validate_kursi_terisi(self):
		"""Seats cannot fall below the holders who sit on them from today on."""
		if self.is_new() or not self.has_value_changed("jumlah_kursi"):
			return
		pemegang = pembaca.select_penempatan(
			lambda p: (p.jabatan == self.name) & (p.riwayat == 0) & p.kapasitas.isin(sorted(PEMEGANG)),
			for_update=True,
		)
		terisi, _hari = find_puncak(Selang(getdate()), [p.selang for p in pemegang])
		if terisi > self.jumlah_kursi:
			frappe.throw(
				_("{0} kursi {1} sudah terisi. Akhiri dahulu penempatan yang berlebih.").format(
					terisi, self.nama
				),
				JumlahKursiError,
				title=_("Jumlah kursi"),
			)

	def validate_penutupan(self):
		"""A post is retired empty: nobody placed from today on, nobody active below."""
		if self.aktif or self.is_new() or not self.has_value_changed("aktif"):
			return
		penempatan = pembaca.select_penempatan(
			lambda p: (
				(p.jabatan == self.name) & (p.riwayat == 0) & (p.selesai.isnull() | (p.selesai > getdate()))
			)
		)
		bawahan = frappe.get_all("Jabatan", filters={"atasan": self.name, "aktif": 1}, pluck="nama", limit=5)
		if penempatan:
			pesan = _("Jabatan {0} masih dipegang. Akhiri dahulu {1} penempatannya.").format(
				self.nama, len(penempatan)
			)
		elif bawahan:
			pesan = _("Jabatan {0} masih membawahi {1}. Pindahkan dahulu atasannya.").format(
				self.nama, ", ".join(bawahan)
			)
		else:
			return
		frappe.throw(pesan, MasihDipakaiError, title=_("Jabatan masih dipakai"))

	def sync_roles_of_holders(self):
		"""Who sits on the post today gains or loses its desk role."""
		for p in pembaca.select_penempatan(
			lambda p: (p.jabatan == self.name) & pembaca.is_aktif(p, getdate())
		):
			services.sync_roles(p.pegawai)


def on_doctype_update():
	# Every "posts below" and "posts above" is a range over both numbers.
	basisdata.add_index("Jabatan", ["lft", "rgt"])
