import frappe
from frappe import _
from frappe.utils import cint

from transformasi_asn.dokumen import Dokumen
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tata_kerja.domain.kalender import Satuan
from transformasi_asn.tata_kerja.domain.keamanan import find_duplicates
from transformasi_asn.tata_kerja.domain.pengingat import Kapan, Langkah, Tindakan, find_ganda
from transformasi_asn.tata_kerja.exceptions import (
	KetentuanGandaError,
	LangkahGandaError,
	LaranganKosongError,
	PotonganGandaError,
)


class PengaturanTataKerja(Dokumen):
	def validate(self) -> None:
		self.refuse_duplicate_cells()
		self.refuse_duplicate_steps()
		self.refuse_empty_prohibitions()
		self.refuse_second_row_of_unit()

	def on_change(self) -> None:
		kalender.clear()

	def refuse_duplicate_cells(self) -> None:
		ganda = find_duplicates((row.hubungan, row.keamanan) for row in self.potongan_keamanan)
		if ganda:
			frappe.throw(
				_("Potongan keamanan: baris {0} dan {1} mengatur hal yang sama. Hapus salah satunya.").format(
					*ganda[0]
				),
				PotonganGandaError,
				title=_("Baris Ganda"),
			)

	def refuse_duplicate_steps(self) -> None:
		"""A task remembers the last step that it has had by its place in their order."""
		kunci = [
			Langkah(Kapan(b.kapan), cint(b.jumlah), Satuan(b.satuan), Tindakan(b.tindakan)).kunci
			for b in self.langkah_pengingat
		]
		if ganda := find_ganda(kunci):
			frappe.throw(
				_(
					"Langkah pengingat: baris {0} dan {1} jatuh pada saat yang sama. Gabungkan keduanya."
				).format(*ganda),
				LangkahGandaError,
				title=_("Baris Ganda"),
			)

	def refuse_empty_prohibitions(self) -> None:
		for row in self.larangan_mandat:
			if not (row.jenis_naskah or (row.klasifikasi or "").strip()):
				frappe.throw(
					_(
						"Larangan mandat baris {0}: isi Jenis Naskah atau Klasifikasi, atau hapus barisnya."
					).format(row.idx),
					LaranganKosongError,
					title=_("Larangan Mandat"),
				)

	def refuse_second_row_of_unit(self) -> None:
		unit = [row.unit_kerja for row in self.ketentuan_unit]
		for row in self.ketentuan_unit:
			if unit.index(row.unit_kerja) != row.idx - 1:
				frappe.throw(
					_("Ketentuan per unit: baris {0} menyebut unit yang sama dengan baris {1}.").format(
						row.idx, unit.index(row.unit_kerja) + 1
					),
					KetentuanGandaError,
					title=_("Baris Ganda"),
				)
