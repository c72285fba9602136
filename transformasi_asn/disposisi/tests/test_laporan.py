"""What the reports say of a known course of work."""

import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from transformasi_asn.disposisi import laporan
from transformasi_asn.disposisi.exceptions import RentangLaporanError
from transformasi_asn.disposisi.report.buku_agenda import buku_agenda
from transformasi_asn.disposisi.report.laju_penyelesaian import laju_penyelesaian
from transformasi_asn.disposisi.report.laju_penyelesaian.laju_penyelesaian import format_hours
from transformasi_asn.disposisi.report.lama_di_setiap_status import lama_di_setiap_status
from transformasi_asn.disposisi.report.tugas_tertunda import tugas_tertunda
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	make_disposisi,
	make_naskah,
	step,
	to_person,
	to_post,
	tugas_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase

# Days on which nothing else of this site is: rows of other tests do not come into the counts.
LAMA = 4000
KALENDER = {"waktu": laporan.JAM_KALENDER}


class LaporanTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		self.hari = getdate(add_days(today(), -LAMA))

	@property
	def rentang(self) -> dict:
		return {"dari": self.hari, "sampai": add_days(self.hari, 20)}

	def given(self, tugas, hari_lalu: int) -> None:
		"""As if the task had been given so many days ago."""
		waktu = add_to_date(now_datetime(), days=-hari_lalu)
		frappe.db.set_value("Tugas", tugas.name, "creation", waktu, update_modified=False)

	def play(self, tugas, jam: list[float]) -> None:
		"""Put the log of a task on the clock: its entries at these hours after the day of the test began."""
		awal = add_to_date(self.hari, hours=8, as_datetime=True)
		entri = frappe.get_all("Jejak Tugas", {"tugas": tugas.name}, order_by="urutan", pluck="name")
		self.assertEqual(len(entri), len(jam))
		for nama, j in zip(entri, jam, strict=True):
			frappe.db.set_value(
				"Jejak Tugas", nama, "waktu", add_to_date(awal, hours=j), update_modified=False
			)
		isi = {"creation": add_to_date(awal, hours=jam[0])}
		if frappe.db.get_value("Tugas", tugas.name, "tahap") == "Selesai":
			isi["selesai_pada"] = add_to_date(awal, hours=jam[-1])
		frappe.db.set_value("Tugas", tugas.name, isi, update_modified=False)

	def finish(self, tugas, penerima: str, pemberi: str) -> None:
		step(tugas, penerima, "Terima")
		step(tugas, penerima, "Laporkan", laporan="Sudah.")
		step(tugas, pemberi, "Terima Laporan")


class TestTertunda(LaporanTestCase):
	def test_open_tasks_by_age_and_overdue(self):
		factory.as_user("kadis_a")
		sebelum = self.row_of("AGN-KABID")
		_baru, tua, lewat, selesai = (
			tugas_of(
				make_disposisi(
					make_naskah(entri_susulan=1), "kadis_a", [to_post("AGN-KABID")], tenggat=tenggat
				)
			)[0]
			for tenggat in (None, None, add_days(today(), -1), add_days(today(), -1))
		)
		self.given(tua, 30)
		self.given(lewat, 4)
		self.finish(selesai, "kabid", "kadis_a")
		factory.as_user("kadis_a")
		sesudah = self.row_of("AGN-KABID")
		tambah = {k: sesudah[k] - sebelum[k] for k in ("jumlah", "umur_0", "umur_1", "umur_4", "terlambat")}
		self.assertEqual(tambah, {"jumlah": 3, "umur_0": 1, "umur_1": 1, "umur_4": 1, "terlambat": 1})
		self.assertGreaterEqual(sesudah["tertua"], 30)
		self.assertEqual(sesudah["label"], "Kepala Bidang A1")
		step(lewat, "kabid", "Terima")
		step(lewat, "kabid", "Laporkan", laporan="Sudah.")
		factory.as_user("kadis_a")
		self.assertEqual(self.row_of("AGN-KABID")["terlambat"], sebelum["terlambat"])

	def row_of(self, jabatan: str) -> dict:
		_kolom, rows, _pesan, _bagan, _ringkas = tugas_tertunda.execute({"kelompok": "Jabatan"})
		kosong = {"jumlah": 0, "umur_0": 0, "umur_1": 0, "umur_4": 0, "terlambat": 0, "tertua": 0}
		return next((r for r in rows if r["kelompok"] == jabatan), kosong)

	def test_chart_and_rows_say_the_same(self):
		make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")])
		factory.as_user("kadis_a")
		_kolom, rows, _pesan, bagan, ringkas = tugas_tertunda.execute({})
		self.assertEqual(
			sum(sum(d["values"]) for d in bagan["data"]["datasets"]), sum(r["jumlah"] for r in rows)
		)
		self.assertEqual(ringkas[0]["value"], sum(r["jumlah"] for r in rows))
		self.assertRaises(RentangLaporanError, tugas_tertunda.execute, {"kelompok": "owner"})


class TestWaktu(LaporanTestCase):
	def test_time_in_each_state(self):
		(satu,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		(dua,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		self.finish(satu, "kabid", "kadis_a")
		step(dua, "kabid", "Terima")
		self.play(satu, [0, 2, 5, 6])
		self.play(dua, [0, 4])
		factory.as_user("kadis_a")
		_kolom, rows, _pesan, bagan = lama_di_setiap_status.execute(
			{**self.rentang, **KALENDER, "kelompok": "Jabatan"}
		)
		per = {r["status"]: r for r in rows}
		self.assertEqual([r["tahap"] for r in rows], ["Baru", "Berjalan", "Menunggu"])
		baru, kerja, lapor = per["Tugas Baru"], per["Dikerjakan Berjenjang"], per["Dilaporkan ke Atasan"]
		self.assertEqual((baru["selesai"], baru["median"], baru["rata"], baru["p90"]), (2, 3.0, 3.0, 4.0))
		self.assertEqual((kerja["selesai"], kerja["masih"], kerja["median"]), (1, 1, 3.0))
		self.assertEqual((lapor["selesai"], lapor["masih"], lapor["median"]), (1, 0, 1.0))
		self.assertEqual(bagan["data"]["datasets"][0]["values"], [3.0, 3.0, 1.0])
		self.assertEqual(bagan["data"]["datasets"][1]["values"], [0, 0, 0])

	def test_working_hours_leave_out_the_night(self):
		(satu,) = tugas_of(make_disposisi(make_naskah(), "kadis_a", [to_post("AGN-KABID")]))
		step(satu, "kabid", "Terima")
		self.play(satu, [0, 24])
		factory.as_user("kadis_a")
		jam = {}
		for waktu in (laporan.JAM_KERJA, laporan.JAM_KALENDER):
			_k, rows, _p, _b = lama_di_setiap_status.execute({**self.rentang, "waktu": waktu})
			jam[waktu] = next(r["median"] for r in rows if r["status"] == "Tugas Baru")
		self.assertEqual(jam[laporan.JAM_KALENDER], 24)
		self.assertLess(jam[laporan.JAM_KERJA], 12)


class TestLaju(LaporanTestCase):
	def play_both(self):
		"""One letter down the line (10 hours, with a child of 4), one straight to an officer (3 hours)."""
		naskah = make_naskah()
		(atas,) = tugas_of(
			make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")], tenggat=add_days(today(), 5))
		)
		(bawah,) = tugas_of(
			make_disposisi(naskah, "kabid", [to_person(self.pegawai["jf1"])], induk_tugas=atas.name)
		)
		self.finish(bawah, "jf1", "kabid")
		step(atas, "kabid", "Laporkan", laporan="Sudah.")
		step(atas, "kadis_a", "Terima Laporan")
		(langsung,) = tugas_of(
			make_disposisi(
				make_naskah(pemicu=PRIORITAS),
				"kadis_a",
				[to_person(self.pegawai["jf2"])],
				pola="Fungsional Individu",
			)
		)
		self.finish(langsung, "jf2", "kadis_a")
		banyak = frappe.db.count("Jejak Tugas", {"tugas": atas.name})
		self.play(atas, [0, *range(1, banyak - 1), 10])
		self.play(bawah, [2, 3, 4, 6])
		self.play(langsung, [0, 1, 2, 3])
		self.tempo = add_to_date(self.hari, hours=15, as_datetime=True)
		isi = {"jatuh_tempo": self.tempo}
		isi["dilaporkan_pada"] = add_to_date(self.hari, hours=14, as_datetime=True)
		frappe.db.set_value("Tugas", atas.name, isi, update_modified=False)

	def test_both_patterns_side_by_side(self):
		self.play_both()
		factory.as_user("kadis_a")
		_kolom, rows, pesan, bagan, ringkas = laju_penyelesaian.execute(
			{**self.rentang, **KALENDER, "kelompok": "Jabatan"}
		)
		per = {(r["kelompok"], r["pola_kerja"]): r for r in rows}
		self.assertEqual(per[("AGN-KABID", "Struktural")]["median"], 10)
		self.assertEqual(per[("AGN-JF", "Struktural")]["median"], 4)
		self.assertEqual(per[("AGN-JF", "Fungsional")]["median"], 3)
		kabid = per[("AGN-KABID", "Struktural")]
		self.assertEqual((kabid["diberikan"], kabid["selesai"], kabid["tepat"]), (1, 1, 100.0))
		terlambat = {"dilaporkan_pada": add_to_date(self.hari, hours=16, as_datetime=True)}
		frappe.db.set_value("Tugas", {"jabatan": "AGN-KABID", "jatuh_tempo": self.tempo}, terlambat)
		_k, lain, *_sisa = laju_penyelesaian.execute({**self.rentang, "kelompok": "Jabatan"})
		self.assertEqual([r["tepat"] for r in lain if r["kelompok"] == "AGN-KABID"], [0.0])
		# what is compared is the whole way from the first giver, not the step of a subordinate
		self.assertEqual(
			[r["value"] for r in ringkas], [f"{format_hours(j)} jam dari 1 tugas" for j in (10, 3)]
		)
		self.assertEqual([d["values"][0] for d in bagan["data"]["datasets"]], [10, 3])
		self.assertEqual(bagan["data"]["labels"][0], self.hari.isoformat())
		self.assertIn("belum berarti", pesan)

	def test_filters_narrow(self):
		self.play_both()
		factory.as_user("kadis_a")
		for saring, selesai in (
			({"pola_kerja": "Fungsional"}, 1),
			({"unit_kerja": "AGN-DB"}, 0),
			({"unit_kerja": "AGN-DA"}, 3),
			({"dari": add_days(self.hari, 1)}, 0),
		):
			_k, rows, *_lain = laju_penyelesaian.execute({**self.rentang, **saring})
			self.assertEqual(sum(r["selesai"] for r in rows), selesai, saring)

	def test_dates_the_wrong_way_round_and_too_much_at_once(self):
		self.play_both()
		factory.as_user("kadis_a")
		self.assertRaises(
			RentangLaporanError, laju_penyelesaian.execute, {"dari": today(), "sampai": self.hari}
		)
		batas, laporan.BATAS_TUGAS = laporan.BATAS_TUGAS, 1
		try:
			self.assertRaises(RentangLaporanError, laju_penyelesaian.execute, self.rentang)
		finally:
			laporan.BATAS_TUGAS = batas


class TestBukuAgenda(LaporanTestCase):
	def test_lines_chart_and_summary(self):
		naskah = make_naskah(tanggal_diterima=self.hari, tanggal_surat=self.hari)
		make_naskah(tanggal_diterima=self.hari, tanggal_surat=self.hari)
		make_disposisi(naskah, "kadis_a", [to_post("AGN-KABID")])
		factory.as_user("tu_a")
		_kolom, rows, _pesan, bagan, ringkas = buku_agenda.execute(self.rentang)
		self.assertEqual([r.naskah == naskah.name for r in rows], [True, False])
		self.assertEqual(rows[0].diteruskan, "Uji kabid (Kepala Bidang A1)")
		self.assertEqual(bagan["data"]["datasets"][0]["values"][0], 2)
		self.assertEqual([r["value"] for r in ringkas], [2, 1, 0])

	def test_no_unit_no_lines(self):
		factory.as_user("tanpa_jabatan")
		self.assertEqual(buku_agenda.execute({})[1], [])
