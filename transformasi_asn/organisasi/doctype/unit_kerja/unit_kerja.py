import frappe
from frappe import _

from transformasi_asn import basisdata
from transformasi_asn.organisasi import services
from transformasi_asn.organisasi.exceptions import MasihDipakaiError
from transformasi_asn.organisasi.simpul import Simpul, validate_putaran


class UnitKerja(Simpul):
	nsm_parent_field = "parent_unit_kerja"

	def validate(self):
		validate_putaran(self, self.nsm_parent_field)
		self.validate_penutupan()

	def on_update(self):
		super().on_update()
		services.clear_cache()

	def validate_penutupan(self):
		"""A unit closes after its posts and sub-units."""
		if self.aktif or self.is_new() or not self.has_value_changed("aktif"):
			return
		for doctype, field in (("Jabatan", "unit_kerja"), ("Unit Kerja", "parent_unit_kerja")):
			isi = frappe.get_all(doctype, filters={field: self.name, "aktif": 1}, pluck="name", limit=5)
			if isi:
				frappe.throw(
					_("Unit {0} masih berisi {1} aktif: {2}. Nonaktifkan atau pindahkan dahulu.").format(
						self.nama, _(doctype), ", ".join(isi)
					),
					MasihDipakaiError,
					title=_("Unit masih dipakai"),
				)


def on_doctype_update():
	# Every "units below" and "units above" is a range over both numbers.
	basisdata.add_index("Unit Kerja", ["lft", "rgt"])
