"""Teams by reason, scope, age and result, as the list shows them."""

import frappe
from frappe.desk import query_report
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import as_user
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.pokja.exceptions import KelompokRekapError
from transformasi_asn.pokja.report.rekap_tim.rekap_tim import execute


class TestRekap(AlurTestCase):
	def rows(self, kelompok: str, **saring) -> dict[str, dict]:
		as_user("jf_b")
		hasil = query_report.run(
			"Rekap Tim", filters={"kelompok": kelompok, **saring}, ignore_prepared_report=True
		)
		return {r["kelompok"]: r for r in hasil["result"]}

	def test_every_team_counts_where_it_belongs(self):
		sebelum = {k: self.rows(k) for k in ("Alasan", "Cakupan", "Hasil", "Umur", "Perangkat daerah")}
		self.make_pokja()
		self.make_pokja(
			jenis_tim="Tim Kerja",
			alasan=None,
			kegiatan_tim=[{"kegiatan": factory.RUTIN}],
			mulai=add_days(today(), -40),
		)
		bubar = self.make_pokja()
		bubar.alasan_langkah = "Tidak diperlukan lagi"
		apply_workflow(bubar.save(), "Bubarkan")

		def more(kelompok: str, nama: str, kolom: str) -> int:
			lama = sebelum[kelompok].get(nama, {}).get(kolom, 0)
			return self.rows(kelompok)[nama][kolom] - lama

		for kelompok, nama, kolom, banyak in (
			("Alasan", factory.PRIORITAS, "berjalan", 1),
			("Alasan", factory.PRIORITAS, "dibubarkan", 1),
			("Alasan", "Tim Kerja", "berjalan", 1),
			("Cakupan", "Satu unit", "jumlah", 3),
			("Hasil", "Dibubarkan", "jumlah", 1),
			("Hasil", "Berjalan", "berjalan", 2),
			("Umur", "sampai 1 bulan", "berjalan", 1),
			("Umur", "1-3 bulan", "berjalan", 1),
			("Perangkat daerah", "Dinas A", "jumlah", 3),
		):
			with self.subTest(kelompok=kelompok, nama=nama):
				self.assertEqual(more(kelompok, nama, kolom), banyak)
		self.assertEqual(self.rows("Alasan", unit_kerja="AGN-DB")[factory.PRIORITAS]["jumlah"], 0)

	def test_the_charts_of_the_workspace_show_the_same(self):
		frappe.set_user("Administrator")
		for nama in frappe.get_all("Dashboard Chart", {"module": "Pokja"}, pluck="name"):
			bagan = frappe.get_doc("Dashboard Chart", nama)
			self.assertEqual(bagan.report_name, "Rekap Tim")
			kolom, baris, _pesan, isi, _ringkas = execute(frappe.parse_json(bagan.filters_json))
			self.assertEqual(isi["data"]["labels"], [r["kelompok"] for r in baris[:12]])
			self.assertEqual(kolom[-1]["fieldname"], "jumlah")

	def test_an_unknown_grouping_is_refused(self):
		self.assertRaises(KelompokRekapError, execute, {"kelompok": "Warna"})
