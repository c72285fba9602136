"""Import of units."""

from transformasi_asn.organisasi.domain import kolom_impor
from transformasi_asn.organisasi.domain.impor import Baris, fold
from transformasi_asn.organisasi.impor.pohon import ImporPohon
from transformasi_asn.organisasi.impor.tulis import find_ada


class ImporUnitKerja(ImporPohon):
	"""Units; the coordinating post must exist already, or comes with the file of posts."""

	doctype = "Unit Kerja"
	kolom = kolom_impor.UNIT_KERJA
	induk = "parent_unit_kerja"

	def process(self) -> int:
		koordinator = find_ada("Jabatan", (b.nilai.get("koordinator") for b in self.baris))
		self.koordinator = {fold(nama): nama for nama in koordinator}
		return super().process()

	def check_dasar(self, baris: Baris) -> bool:
		return super().check_dasar(baris) and self.resolve(
			baris, "koordinator", self.koordinator, "Jabatan koordinator"
		)
