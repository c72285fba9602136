"""Teams from draft to end: consent, start, work, replacement, dissolution."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from transformasi_asn.disposisi import persetujuan
from transformasi_asn.disposisi.exceptions import PersetujuanError
from transformasi_asn.disposisi.tests.factory import (
	PRIORITAS,
	RUTIN,
	as_user,
	make_disposisi,
	make_naskah,
	make_penempatan,
	to_person,
	to_team,
	tugas_of,
	user_of,
)
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.permissions import konteks
from transformasi_asn.pokja import api, services, tasks
from transformasi_asn.pokja.exceptions import (
	AnggotaDiLuarGarisError,
	AnggotaGandaError,
	AnggotaTetapError,
	AnggotaTidakSahError,
	BelumSiapError,
	BukanPimpinanError,
	KetuaTimError,
	PekerjaanTerbukaError,
	PutusanAnggotaError,
)


class TimTestCase(AlurTestCase):
	def draft(self, anggota, pimpinan="kadis_a", jabatan="AGN-KADA", unit="AGN-DA", **kw):
		"""A draft with members {key or (key, role)}; the first one is the Ketua."""
		as_user(pimpinan)
		baris = []
		for n, a in enumerate(anggota):
			kunci, peran = a if isinstance(a, tuple) else (a, "Anggota" if n else "Ketua")
			baris.append({"pegawai": self.pegawai[kunci], "peran": peran})
		isi = {
			"doctype": "Pokja",
			"nama": "Pokja uji",
			"jenis_tim": "Pokja",
			"alasan": PRIORITAS,
			"unit_kerja": unit,
			"pimpinan": jabatan,
			"mulai": today(),
			"anggota": baris,
		}
		return frappe.get_doc({**isi, **kw}).insert()

	def row(self, tim, kunci):
		tim = frappe.get_doc("Pokja", tim.name)
		return next(b for b in tim.anggota if b.pegawai == self.pegawai[kunci] and not b.berhenti_pada)

	def consent(self, tim, kunci):
		return self.row(tim, kunci).persetujuan

	def answer(self, sebagai, tim, kunci, setuju, alasan=""):
		as_user(sebagai)
		return api.jawab_keanggotaan(tim.name, self.pegawai[kunci], setuju, alasan)

	def set_policy(self, **setelan):
		frappe.set_user("Administrator")
		# the cache outlives the rollback of the test
		self.addCleanup(frappe.clear_document_cache, "Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		p = frappe.get_doc("Pengaturan Tata Kerja")
		p.update(setelan)
		p.save()

	def notices(self, kunci, **saring):
		return frappe.get_all(
			"Notification Log", {"for_user": user_of(kunci), **saring}, pluck="subject", order_by="creation"
		)

	def work(self, tim, kunci=None, sebagai="jf1", **kw):
		as_user(sebagai)
		isi = {"tim": tim.name, "judul": "Kajian", "pegawai": self.pegawai[kunci] if kunci else None}
		return frappe.get_doc({"doctype": "Pekerjaan Tim", **isi, **kw}).insert()


class TestPersetujuan(TimTestCase):
	def test_a_draft_says_whom_it_will_have_to_ask_and_asks_nobody(self):
		tim = self.draft(["jf1", "jf2", "jf_b"])
		self.assertEqual(self.consent(tim, "jf2"), "Tidak perlu")
		b = self.row(tim, "jf_b")
		self.assertEqual((b.persetujuan, b.persetujuan_jabatan), ("Belum diminta", "AGN-KADB"))
		self.assertEqual(
			(b.nama, b.nama_jabatan, b.unit_kerja), ("Uji jf_b", "Analis Kebijakan Ahli Muda B", "AGN-DB")
		)
		self.assertFalse(b.batas_persetujuan)
		self.assertFalse([s for s in self.notices("kadis_b") if "Pokja uji" in s])
		as_user("kadis_b")
		self.assertRaises(PersetujuanError, api.jawab_keanggotaan, tim.name, self.pegawai["jf_b"], True)

	def test_asked_the_head_answers_and_the_team_starts_with_those_agreed(self):
		tim = self.draft(["jf1", "jf2", "jf_b"])
		tim = apply_workflow(tim, "Mintakan Persetujuan")
		b = self.row(tim, "jf_b")
		self.assertEqual((tim.tahap, b.persetujuan), ("Menunggu", "Menunggu"))
		self.assertGreater(getdate(b.batas_persetujuan), getdate())
		self.assertTrue([s for s in self.notices("kadis_b") if "Persetujuan Anda diminta" in s])
		# a stranger, the member himself and the leader do not answer for the head
		for orang in ("kabid", "jf_b", "kadis_a", "sekda"):
			as_user(orang)
			self.assertRaises(
				frappe.PermissionError, api.jawab_keanggotaan, tim.name, self.pegawai["jf_b"], True
			)
		# meanwhile it starts with those agreed
		as_user("kadis_a")
		tim = self.establish(frappe.get_doc("Pokja", tim.name))
		self.assertEqual(
			(tim.tahap, bool(tim.ditetapkan_pada), tim.penetap_nama), ("Berjalan", True, "Uji kadis_a")
		)
		self.assertEqual(
			services.resolve_penerima(tim.name)["anggota"], [self.pegawai["jf1"], self.pegawai["jf2"]]
		)
		self.assertNotIn(tim.name, services.list_tim(self.pegawai["jf_b"]))
		self.assertEqual(self.answer("kadis_b", tim, "jf_b", True), "Disetujui")
		self.assertIn(self.pegawai["jf_b"], services.resolve_penerima(tim.name)["anggota"])
		self.assertEqual(services.list_tim(self.pegawai["jf_b"]), {tim.name: False})
		self.assertEqual(tim.cakupan, "Lintas JPT Pratama")

	def test_a_refusal_needs_a_reason_and_keeps_the_member_out(self):
		tim = apply_workflow(self.draft(["jf1", "jf2", "jf_b"]), "Mintakan Persetujuan")
		as_user("kadis_b")
		self.assertRaises(PersetujuanError, api.jawab_keanggotaan, tim.name, self.pegawai["jf_b"], False, " ")
		self.assertEqual(self.answer("kadis_b", tim, "jf_b", False, "sedang audit"), "Ditolak")
		b = self.row(tim, "jf_b")
		self.assertEqual(
			(b.alasan_persetujuan, b.diputus_oleh), ("sedang audit", "Uji kadis_b (Kepala Dinas B)")
		)
		self.assertTrue([s for s in self.notices("kadis_a") if "Ditolak" in s and "Uji jf_b" in s])
		as_user("kadis_b")
		self.assertRaises(PutusanAnggotaError, api.jawab_keanggotaan, tim.name, self.pegawai["jf_b"], True)
		as_user("kadis_a")
		tim = self.establish(frappe.get_doc("Pokja", tim.name))
		self.assertNotIn(self.pegawai["jf_b"], services.resolve_penerima(tim.name)["anggota"])

	def test_no_start_while_the_ketua_is_not_consented_to(self):
		tim = apply_workflow(self.draft(["jf_b", "jf1", "jf2"]), "Mintakan Persetujuan")
		tim.update({"nomor_sk": "1", "tanggal_sk": today()})
		tim.save()
		self.assertRaises(BelumSiapError, apply_workflow, tim, "Tetapkan")
		self.assertEqual(self.answer("kadis_b", tim, "jf_b", False, "tidak bisa"), "Ditolak")
		# his place is free for another one
		as_user("kadis_a")
		tim = frappe.get_doc("Pokja", tim.name)
		self.assertRaises(KetuaTimError, tim.save)
		tim = frappe.get_doc("Pokja", tim.name)
		next(b for b in tim.anggota if b.pegawai == self.pegawai["jf1"]).peran = "Ketua"
		tim.save()
		self.assertEqual(apply_workflow(tim, "Tetapkan").ketua, self.pegawai["jf1"])

	def test_nor_with_the_ketua_alone(self):
		tim = apply_workflow(self.draft(["jf1", "jf_b"]), "Mintakan Persetujuan")
		tim.update({"nomor_sk": "1", "tanggal_sk": today()})
		tim.save()
		self.assertRaises(BelumSiapError, apply_workflow, tim, "Tetapkan")

	def test_below_the_appointing_post_the_head_is_told_may_object_and_the_leader_decides(self):
		def objected():
			tim = self.draft(["jf1", "jf2", "jf_b"], "sekda", "AGN-SEKDA", "AGN-SETDA")
			tim = self.establish(tim)
			self.assertEqual(tim.tahap, "Berjalan")
			self.assertEqual(self.consent(tim, "jf_b"), "Diberitahukan")
			self.assertIn(tim.name, services.list_tim(self.pegawai["jf_b"]))
			self.assertEqual(self.answer("kadis_b", tim, "jf_b", False, "kurang orang"), "Keberatan")
			# it stops nobody until the leader has decided
			self.assertIn(tim.name, services.list_tim(self.pegawai["jf_b"]))
			for orang in ("kadis_b", "kadis_a", "jf_b"):
				as_user(orang)
				self.assertRaises(
					BukanPimpinanError, api.putuskan_anggota, tim.name, self.pegawai["jf_b"], True, "perlu"
				)
			as_user("sekda")
			return tim

		tim = objected()
		self.assertRaises(PutusanAnggotaError, api.putuskan_anggota, tim.name, self.pegawai["jf_b"], True, "")
		self.assertEqual(
			api.putuskan_anggota(tim.name, self.pegawai["jf_b"], True, "keahliannya perlu"),
			"Tetap ditugaskan",
		)
		self.assertIn(tim.name, services.list_tim(self.pegawai["jf_b"]))
		tim = objected()
		kerja = self.work(tim, "jf_b")
		as_user("sekda")
		self.assertEqual(api.putuskan_anggota(tim.name, self.pegawai["jf_b"], False, "diganti"), "Ditolak")
		self.assertNotIn(tim.name, services.list_tim(self.pegawai["jf_b"]))
		# nothing stays with who is no member any more
		self.assertFalse(frappe.db.get_value("Pekerjaan Tim", kerja.name, "pegawai"))
		self.assertRaises(
			PutusanAnggotaError, api.putuskan_anggota, tim.name, self.pegawai["jf_b"], True, "x"
		)

	def test_an_objection_after_the_limit(self):
		tim = self.establish(self.draft(["jf1", "jf_b"], "sekda", "AGN-SEKDA", "AGN-SETDA"))
		self.expire(tim, "jf_b")
		as_user("kadis_b")
		self.assertRaisesRegex(
			PersetujuanError, "sudah lewat", api.jawab_keanggotaan, tim.name, self.pegawai["jf_b"], False, "x"
		)

	def expire(self, tim, kunci):
		frappe.db.set_value(
			"Anggota Pokja",
			self.row(tim, kunci).name,
			"batas_persetujuan",
			add_to_date(now_datetime(), hours=-1),
		)

	def asked(self, **setelan):
		self.set_policy(**setelan)
		tim = apply_workflow(self.draft(["jf1", "jf2", "jf_b"]), "Mintakan Persetujuan")
		self.expire(tim, "jf_b")
		frappe.set_user("Administrator")
		self.assertEqual(services.sweep(simpan=lambda: None), 1)
		self.assertEqual(services.sweep(simpan=lambda: None), 0)
		return self.row(tim, "jf_b")

	def test_silence_reminds(self):
		sebelum = len(self.notices("kadis_b"))
		b = self.asked(lewat_batas="Ingatkan lagi")
		self.assertEqual((b.persetujuan, b.persetujuan_jabatan), ("Menunggu", "AGN-KADB"))
		self.assertGreater(b.batas_persetujuan, now_datetime())
		self.assertEqual(len(self.notices("kadis_b")), sebelum + 2)
		self.assertTrue([s for s in self.notices("kadis_a") if "diminta lagi" in s])

	def test_silence_goes_one_post_higher(self):
		b = self.asked(lewat_batas="Perluas ke atasan")
		self.assertEqual((b.persetujuan, b.persetujuan_jabatan), ("Menunggu", "AGN-SEKDA"))
		self.assertEqual(self.answer("sekda", frappe.get_doc("Pokja", b.parent), "jf_b", True), "Disetujui")

	def test_silence_lapses_by_what_the_member_s_unit_has_set(self):
		b = self.asked(
			lewat_batas="Ingatkan lagi", ketentuan_unit=[{"unit_kerja": "AGN-DB", "lewat_batas": "Gugur"}]
		)
		self.assertEqual(b.persetujuan, "Ditolak")
		self.assertIn("tidak menjawab sampai batasnya", b.alasan_persetujuan)
		as_user("kadis_b")
		self.assertRaises(PutusanAnggotaError, api.jawab_keanggotaan, b.parent, self.pegawai["jf_b"], True)

	def test_a_unit_may_set_that_it_is_always_asked_or_never(self):
		for cara, hasil in (
			("Selalu diminta", "Menunggu"),
			("Tidak perlu", "Tidak perlu"),
			("Cukup diberitahu", "Diberitahukan"),
		):
			self.set_policy(ketentuan_unit=[{"unit_kerja": "AGN-DB", "persetujuan": cara}])
			tim = self.draft(["jf1", "jf2", "jf_b"], "sekda", "AGN-SEKDA", "AGN-SETDA")
			tim = self.establish(tim)
			self.assertEqual(self.consent(tim, "jf_b"), hasil)

	def test_a_head_who_is_a_member_consents_himself(self):
		tim = apply_workflow(self.draft(["jf1", "jf2", "kadis_b"]), "Mintakan Persetujuan")
		self.assertEqual(self.row(tim, "kadis_b").persetujuan_jabatan, "AGN-KADB")
		self.assertEqual(self.answer("kadis_b", tim, "kadis_b", True), "Disetujui")

	def test_who_offers_himself_waits_for_the_leader_then_for_his_head(self):
		tim = self.establish(self.draft(["jf1", "jf2"]))
		as_user("jf_b")
		self.assertRaises(PutusanAnggotaError, api.ajukan_diri, tim.name, "")
		api.ajukan_diri(tim.name, "pernah menanganinya")
		self.assertRaises(PutusanAnggotaError, api.ajukan_diri, tim.name, "lagi")
		b = self.row(tim, "jf_b")
		self.assertEqual((b.persetujuan, b.cara_masuk), ("Diajukan", "Pengajuan sukarela"))
		as_user("kadis_a")
		self.assertEqual(api.putuskan_anggota(tim.name, self.pegawai["jf_b"], True), "Menunggu")
		self.assertEqual(self.answer("kadis_b", tim, "jf_b", True), "Disetujui")
		self.assertEqual(self.row(tim, "jf_b").cara_masuk, "Pengajuan sukarela")

	def test_nobody_writes_a_consent_by_hand(self):
		tim = self.draft(["jf1", "jf2", "jf_b"])
		for b in tim.anggota:
			b.persetujuan, b.berhenti_pada = "Disetujui", None
		tim.ditetapkan_pada = now_datetime()
		tim.save()
		self.assertEqual(self.consent(tim, "jf_b"), "Belum diminta")
		self.assertFalse(frappe.db.get_value("Pokja", tim.name, "ditetapkan_pada"))

	def test_the_box_of_the_head_and_of_the_leader(self):
		from transformasi_asn.disposisi import kotak

		tim = apply_workflow(self.draft(["jf1", "jf2", "jf_b"]), "Mintakan Persetujuan")
		as_user("kadis_b")
		self.assertEqual([b.name for b in kotak.list_rows("anggota_menunggu")], [tim.name])
		as_user("kadis_a")
		self.assertEqual(kotak.list_rows("anggota_menunggu"), [])
		self.answer("kadis_b", tim, "jf_b", True)
		self.assertEqual(kotak.list_rows("anggota_menunggu"), [])
		as_user("tanpa_jabatan")
		self.assertEqual(kotak.list_rows("anggota_menunggu"), [])


class TestSusunan(TimTestCase):
	def test_rows_that_cannot_be(self):
		self.assertRaises(AnggotaTidakSahError, self.draft, ["jf1"])
		self.assertRaises(AnggotaGandaError, self.draft, ["jf1", "jf2", "jf2"])
		self.assertRaises(KetuaTimError, self.draft, [("jf1", "Ketua"), ("jf2", "Ketua")])
		self.assertRaisesRegex(
			AnggotaTidakSahError, "menempati jabatan", self.draft, ["jf1", "tanpa_jabatan"]
		)
		# above the appointing post in its own unit
		self.assertRaises(AnggotaDiLuarGarisError, self.draft, ["jf1", "kadis_a"], "kabid", "AGN-KABID")
		frappe.set_user("Administrator")
		frappe.db.set_value("Pegawai ASN", self.pegawai["jf2"], "aktif", 0)
		self.assertRaisesRegex(AnggotaTidakSahError, "Baris 2.*tidak aktif", self.draft, ["jf1", "jf2"])

	def test_the_number_that_must_finish(self):
		for minimal in (0, 3):
			self.assertRaises(
				AnggotaTidakSahError,
				self.draft,
				["jf1", "jf2"],
				kebijakan_selesai="Sejumlah anggota",
				minimal_selesai=minimal,
			)

	def test_an_outsider_is_named_without_nip_and_login(self):
		tim = self.draft(["jf1", "jf2"])
		tim.append("anggota", {"nama_luar": "Tamu Ahli", "instansi_luar": "Universitas", "peran": "Anggota"})
		tim.save()
		self.assertEqual(tim.cakupan, "Lintas instansi")
		tim = self.establish(tim)
		self.assertEqual(tim.tahap, "Berjalan")
		self.assertEqual(len(services.resolve_penerima(tim.name)["anggota"]), 2)
		tim = self.draft(["jf1", "jf2"])
		tim.append("anggota", {"peran": "Anggota"})
		self.assertRaisesRegex(AnggotaTidakSahError, "isi nama", tim.save)

	def test_what_is_allowed_is_told(self):
		frappe.set_user("Administrator")
		for kunci, golongan in (("jf1", "III/c"), ("jf2", "IV/a")):
			frappe.db.set_value("Pegawai ASN", self.pegawai[kunci], "pangkat_golongan", golongan)
		make_penempatan(self.pegawai["jf2"], "AGN-KABID", "Plt", selesai=add_days(today(), 9))
		frappe.clear_messages()
		self.draft(["jf1", "jf2", ("sekda", "Pengarah")], selesai=add_days(today(), 500))
		pesan = " ".join(m.get("message", "") if isinstance(m, dict) else str(m) for m in frappe.message_log)
		for kata in ("berpangkat lebih tinggi", "Plt atau Plh", "tahun anggaran"):
			self.assertIn(kata, pesan)
		self.assertNotIn("Uji sekda", pesan)

	def test_three_hundred_members(self):
		tim = self.draft(["jf1", "jf2"])
		for n in range(298):
			tim.append("anggota", {"nama_luar": f"Ahli {n}", "instansi_luar": "Luar", "peran": "Anggota"})
		tim.save()
		self.assertEqual(self.establish(tim).tahap, "Berjalan")

	def test_scope_follows_the_members(self):
		self.assertEqual(self.draft(["jf1", "jf2"]).cakupan, "Satu unit")
		self.assertEqual(self.draft(["jf1", "jf2", ("kadis_b", "Pengarah")]).cakupan, "Satu unit")
		self.assertEqual(self.draft(["jf1", "jf_b"]).cakupan, "Lintas JPT Pratama")


class TestPerjalanan(TimTestCase):
	def test_it_is_numbered_before_it_is_established_and_fixed_afterwards(self):
		tim = self.draft(["jf1", "jf2"])
		self.assertRaises(frappe.ValidationError, apply_workflow, tim, "Tetapkan")
		tim = self.establish(frappe.get_doc("Pokja", tim.name))
		tim.nomor_sk = "999"
		self.assertRaisesRegex(AnggotaTetapError, "Nomor SK", tim.save)
		tim = frappe.get_doc("Pokja", tim.name)
		tim.anggota = tim.anggota[:1]
		self.assertRaises(AnggotaTetapError, tim.save)
		# it may still grow
		tim = frappe.get_doc("Pokja", tim.name)
		tim.append("anggota", {"pegawai": self.pegawai["jf_b"], "peran": "Anggota"})
		tim.save()
		self.assertEqual(self.consent(tim, "jf_b"), "Menunggu")

	def test_a_step_asks_for_number_and_date(self):
		from transformasi_asn.alur import api as alur

		tim = self.draft(["jf1", "jf2"])
		(langkah,) = [x for x in alur.list_langkah("Pokja", tim.name) if x["isian"]]
		self.assertEqual(set(langkah["isian"]), {"nomor_sk", "tanggal_sk"})
		isi = {"nomor_sk": "188.4/7", "tanggal_sk": today()}
		self.assertEqual(alur.ambil_langkah("Pokja", tim.name, langkah["aksi"], isi)["tahap"], "Berjalan")

	def test_only_the_leader_changes_it_and_the_ketua_starts_it(self):
		tim = self.establish(self.draft(["jf1", "jf2"]))
		for orang in ("jf2", "kabid", "kadis_b"):
			as_user(orang)
			self.assertRaises(frappe.PermissionError, frappe.get_doc("Pokja", tim.name).save)
			self.assertRaises(
				(frappe.ValidationError, frappe.PermissionError),
				apply_workflow,
				frappe.get_doc("Pokja", tim.name),
				"Mulai",
			)
		as_user("jf1")
		diubah = frappe.get_doc("Pokja", tim.name)
		diubah.uraian = "Tugas lain"
		self.assertRaises(BukanPimpinanError, diubah.save)
		tim = apply_workflow(frappe.get_doc("Pokja", tim.name), "Mulai")
		self.assertTrue(tim.dimulai_pada)

	def test_a_team_whose_term_has_begun_starts_by_itself(self):
		nanti = self.establish(self.draft(["jf1", "jf2"], mulai=add_days(today(), 5)))
		kini = self.establish(self.draft(["jf1", "jf2"]))
		self.assertFalse(nanti.is_in_force(getdate()))
		frappe.set_user("Administrator")
		services.start_due(simpan=lambda: None)
		status = dict(
			frappe.get_all(
				"Pokja", {"name": ("in", (nanti.name, kini.name))}, ["name", "dimulai_pada"], as_list=True
			)
		)
		self.assertFalse(status[nanti.name])
		self.assertTrue(status[kini.name])

	def test_the_job_beats(self):
		frappe.set_user("Administrator")
		semula = frappe.db.commit
		frappe.db.commit = lambda: None
		try:
			tasks.sapu_keanggotaan()
		finally:
			frappe.db.commit = semula
		self.assertTrue(frappe.db.get_value("Denyut Tugas Berkala", "sapu_keanggotaan", "terakhir_selesai"))

	def test_it_does_not_end_with_work_in_hand(self):
		tim = self.running()
		tugas = self.give(tim)
		self.assertRaises(PekerjaanTerbukaError, apply_workflow, frappe.get_doc("Pokja", tim.name), "Akhiri")
		frappe.set_user("Administrator")
		frappe.db.set_value("Tugas", tugas.name, "tahap", "Selesai")
		kerja = self.work(tim, "jf2")
		as_user("kadis_a")
		self.assertRaises(PekerjaanTerbukaError, apply_workflow, frappe.get_doc("Pokja", tim.name), "Akhiri")
		as_user("jf1")
		kerja.keadaan = "Selesai"
		kerja.save()
		as_user("kadis_a")
		tim = apply_workflow(frappe.get_doc("Pokja", tim.name), "Akhiri")
		self.assertEqual((tim.tahap, bool(tim.berakhir_pada)), ("Selesai", True))

	def test_the_policy_of_the_ketua_and_of_a_number(self):
		for kebijakan, minimal in (("Ketua", 0), ("Sejumlah anggota", 1)):
			tim = self.running(kebijakan_selesai=kebijakan, minimal_selesai=minimal)
			terbuka = self.work(tim, "jf2")
			if minimal:
				selesai = self.work(tim, "jf1")
				selesai.keadaan = "Selesai"
				self.assertRaises(frappe.ValidationError, selesai.save)
				as_user("kadis_a")
				selesai = frappe.get_doc("Pekerjaan Tim", selesai.name)
				selesai.keadaan = "Selesai"
				selesai.save()
			as_user("kadis_a")
			tim = apply_workflow(frappe.get_doc("Pokja", tim.name), "Akhiri")
			self.assertEqual(tim.tahap, "Selesai")
			self.assertEqual(frappe.db.get_value("Pekerjaan Tim", terbuka.name, "keadaan"), "Dibatalkan")

	def running(self, anggota=("jf1", "jf2"), **kw):
		return apply_workflow(self.establish(self.draft(list(anggota), **kw)), "Mulai")

	def give(self, tim, **kw):
		naskah = make_naskah(pemicu=PRIORITAS, kompleks=1, kegiatan=None)
		(tugas,) = tugas_of(make_disposisi(naskah, "kadis_a", [to_team(tim.name)], **kw))
		return tugas

	def test_dissolving_hands_open_work_back_to_who_gave_it(self):
		tim = self.running()
		tugas = self.give(tim)
		as_user("jf1")
		apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima")
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		bagian = tugas_of(
			make_disposisi(naskah, "jf1", [to_person(self.pegawai["jf2"])], induk_tugas=tugas.name)
		)
		kerja = self.work(tim, "jf2")
		as_user("kadis_a")
		doc = frappe.get_doc("Pokja", tim.name)
		self.assertRaises(frappe.ValidationError, apply_workflow, doc, "Bubarkan")
		doc = frappe.get_doc("Pokja", tim.name)
		doc.alasan_langkah = "Programnya dihentikan"
		doc.save()
		doc = apply_workflow(doc, "Bubarkan")
		self.assertEqual((doc.tahap, doc.alasan_terakhir), ("Batal", "Programnya dihentikan"))
		t = frappe.get_doc("Tugas", tugas.name)
		self.assertEqual(
			(t.tahap, bool(t.dikembalikan_pada), t.alasan_terakhir),
			("Menunggu", True, "Programnya dihentikan"),
		)
		self.assertEqual([frappe.db.get_value("Tugas", b.name, "tahap") for b in bagian], ["Batal"])
		k = frappe.get_doc("Pekerjaan Tim", kerja.name)
		self.assertEqual((k.keadaan, k.alasan), ("Dibatalkan", "Programnya dihentikan"))
		# the letter still waits, with the giver
		self.assertEqual(frappe.db.get_value("Naskah Masuk", tugas.naskah, "tahap"), "Berjalan")
		from transformasi_asn.disposisi import kotak

		as_user("kadis_a")
		self.assertIn(tugas.name, [b.name for b in kotak.list_rows("laporan_belum_diverifikasi")])

	def test_a_member_is_replaced_and_keeps_what_he_contributed(self):
		tim = self.running(["jf1", "jf2", "kabid"])
		kerja = self.work(tim, "jf2")
		as_user("jf2")
		kontribusi = frappe.get_doc(
			{"doctype": "Kontribusi Tim", "pekerjaan": kerja.name, "uraian": "Bab satu", "kemajuan": 40}
		).insert()
		as_user("jf1")
		self.assertEqual(api.periksa_kontribusi(kontribusi.name, True), "Diterima")
		tugas = self.give(tim)
		as_user("jf1")
		apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima")
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		(bagian,) = tugas_of(
			make_disposisi(naskah, "jf1", [to_person(self.pegawai["jf2"])], induk_tugas=tugas.name)
		)
		as_user("jf1")
		self.assertRaises(BukanPimpinanError, api.ganti_anggota, tim.name, self.pegawai["jf2"], "pindah")
		as_user("kadis_a")
		self.assertRaises(PutusanAnggotaError, api.ganti_anggota, tim.name, self.pegawai["jf2"], "")
		self.assertRaises(KetuaTimError, api.ganti_anggota, tim.name, self.pegawai["jf1"], "pindah")
		api.ganti_anggota(tim.name, self.pegawai["jf2"], "pindah tugas", self.pegawai["jf_b"])
		tim = frappe.get_doc("Pokja", tim.name)
		lama = next(b for b in tim.anggota if b.pegawai == self.pegawai["jf2"])
		baru = self.row(tim, "jf_b")
		self.assertEqual((getdate(lama.berhenti_pada), lama.alasan_berhenti), (getdate(), "pindah tugas"))
		self.assertEqual((baru.menggantikan, baru.persetujuan), (self.pegawai["jf2"], "Menunggu"))
		# open work moves, what was contributed stays, the part is the Ketua's to hand on
		self.assertEqual(frappe.db.get_value("Pekerjaan Tim", kerja.name, "pegawai"), self.pegawai["jf_b"])
		self.assertEqual(
			frappe.db.get_value("Kontribusi Tim", kontribusi.name, "pegawai"), self.pegawai["jf2"]
		)
		b = frappe.get_doc("Tugas", bagian.name)
		self.assertEqual((b.tahap, bool(b.dikembalikan_pada)), ("Menunggu", True))
		konteks.clear()
		as_user("jf2")
		self.assertTrue(frappe.get_doc("Kontribusi Tim", kontribusi.name).has_permission("read"))
		self.assertFalse(frappe.get_doc("Tugas", tugas.name).has_permission("read"))

	def test_the_ketua_hands_on_to_members_wherever_they_sit(self):
		from transformasi_asn.disposisi import api as disposisi

		tim = self.running(["jf1", "jf2", "jf_b"])
		self.answer("kadis_b", tim, "jf_b", True)
		tugas = self.give(tim)
		as_user("jf1")
		usul = disposisi.usul_penerima(induk_tugas=tugas.name)
		self.assertEqual(
			[c["penerima"] for c in usul["fungsional"]], [self.pegawai["jf2"], self.pegawai["jf_b"]]
		)
		self.assertEqual((usul["struktural"], usul["tim"]), ([], []))
		(cepat,) = disposisi.usul_cepat(tugas=[tugas.name])
		ditawarkan = {c["penerima"] for c in (*cepat["penerima"], *cepat["lainnya"])}
		self.assertEqual(ditawarkan, {self.pegawai["jf2"], self.pegawai["jf_b"]})

	def test_nobody_comes_down_into_the_team_without_his_head(self):
		tim = self.running(["jf1", "jf2", ("jf_b", "Pengarah")])
		self.assertNotIn(self.pegawai["jf_b"], services.resolve_penerima(tim.name)["anggota"])
		as_user("kadis_a")
		self.assertRaises(
			KetuaTimError, api.ganti_anggota, tim.name, self.pegawai["jf1"], "x", self.pegawai["jf_b"]
		)
		frappe.db.rollback(save_point="uji")
		konteks.clear()
		tim = self.running(["jf1", "jf2", ("jf_b", "Pengarah")])
		as_user("kadis_a")
		tim = frappe.get_doc("Pokja", tim.name)
		next(b for b in tim.anggota if b.peran == "Pengarah").peran = "Anggota"
		tim.save()
		self.assertEqual(self.consent(tim, "jf_b"), "Menunggu")
		# and an officer of another unit becomes Ketua only once he works in the team
		self.assertRaises(
			KetuaTimError, api.ganti_anggota, tim.name, self.pegawai["jf1"], "x", self.pegawai["jf_b"]
		)

	def test_a_team_keeps_a_ketua_when_his_head_objects(self):
		tim = self.establish(self.draft(["jf_b", "jf1"], "sekda", "AGN-SEKDA", "AGN-SETDA"))
		self.answer("kadis_b", tim, "jf_b", False, "kurang orang")
		self.assertEqual(frappe.get_doc("Pokja", tim.name).ketua, self.pegawai["jf_b"])
		as_user("sekda")
		self.assertRaises(KetuaTimError, api.putuskan_anggota, tim.name, self.pegawai["jf_b"], False, "x")

	def test_an_ended_team_and_its_decision_stay_as_they_are(self):
		tim = self.running(uraian="Tugas")
		tim.uraian = "Tugas lain"
		self.assertRaises(AnggotaTetapError, tim.save)
		tim = apply_workflow(frappe.get_doc("Pokja", tim.name), "Akhiri")
		tim.anggota[1].bagian = "Lain"
		self.assertRaises(AnggotaTetapError, tim.save)

	def test_an_outsider_s_name_stays_once_the_team_is_under_way(self):
		tim = self.draft(["jf1", "jf2"])
		tim.append("anggota", {"nama_luar": "Tamu Ahli", "instansi_luar": "Universitas", "peran": "Anggota"})
		tim.save()
		tim = self.establish(tim)
		tim.anggota[2].nama_luar = "Tamu Lain"
		self.assertRaises(AnggotaTetapError, tim.save)

	def test_an_unknown_policy_is_named(self):
		self.assertRaises(AnggotaTidakSahError, self.draft, ["jf1", "jf2"], kebijakan_selesai="Entah")

	def test_no_contribution_before_the_team_is_established(self):
		tim = self.draft(["jf1", "jf2"])
		kerja = self.work(tim, "jf2", "kadis_a")
		as_user("jf2")
		k = frappe.get_doc({"doctype": "Kontribusi Tim", "pekerjaan": kerja.name, "uraian": "x"})
		self.assertRaises(frappe.ValidationError, k.insert)

	def test_the_ketua_is_replaced_by_a_member(self):
		tim = self.running(["jf1", "jf2", "kabid"])
		as_user("kadis_a")
		api.ganti_anggota(tim.name, self.pegawai["jf1"], "pensiun", self.pegawai["jf2"])
		tim = frappe.get_doc("Pokja", tim.name)
		self.assertEqual(tim.ketua, self.pegawai["jf2"])
		self.assertEqual(len(services.resolve_penerima(tim.name)["anggota"]), 2)

	def test_who_leaves_his_post_is_told_to_the_leader(self):
		tim = self.running()
		frappe.set_user("Administrator")
		penempatan = frappe.get_doc("Penempatan", {"pegawai": self.pegawai["jf2"], "jabatan": "AGN-JF"})
		penempatan.selesai = today()
		penempatan.save()
		self.assertTrue([s for s in self.notices("kadis_a") if "tidak lagi menempati" in s and tim.nama in s])

	def test_an_old_placement_of_who_still_holds_a_post_is_no_departure(self):
		tim = self.running()
		frappe.set_user("Administrator")
		lama = {"pegawai": self.pegawai["jf2"], "jabatan": "AGN-TUA", "selesai": add_days(today(), -40)}
		services.tell_of_departure(frappe.get_doc({"doctype": "Penempatan", **lama}))
		self.assertFalse(
			[s for s in self.notices("kadis_a") if "tidak lagi menempati" in s and tim.nama in s]
		)

	def test_a_post_that_leads_a_team_is_not_retired(self):
		self.running()
		frappe.set_user("Administrator")
		jabatan = frappe.get_doc("Jabatan", "AGN-KADA")
		jabatan.aktif = 0
		jabatan._doc_before_save = frappe.get_doc("Jabatan", "AGN-KADA")
		self.assertRaises(PekerjaanTerbukaError, services.refuse_retirement, jabatan)

	def test_one_team_that_fails_holds_up_no_other(self):
		dikerjakan = []

		def kerja(nama):
			dikerjakan.append(nama)
			if nama == "a":
				raise ValueError("rusak")

		semula, frappe.db.rollback = frappe.db.rollback, lambda **_k: None
		try:
			self.assertRaises(ValueError, persetujuan.work_off, ["a", "b"], kerja, lambda: None)
		finally:
			frappe.db.rollback = semula
		self.assertEqual(dikerjakan, ["a", "b"])

	def test_parts_follow_the_policy_of_the_team(self):
		tim = self.running(kebijakan_selesai="Ketua")
		tugas = self.give(tim)
		as_user("jf1")
		apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima")
		naskah = frappe.get_doc("Naskah Masuk", tugas.naskah)
		d = make_disposisi(naskah, "jf1", [to_person(self.pegawai["jf2"])], induk_tugas=tugas.name)
		self.assertEqual(d.kebijakan_selesai, "Tanpa menunggu")
		t = frappe.get_doc("Tugas", tugas.name)
		self.assertEqual((t.tahap, t.anak_terbuka), ("Menunggu", 0))
		# the Ketua reports when he sees fit, and the parts end with it
		t.laporan = "Selesai"
		t.save()
		t = apply_workflow(t, "Laporkan")
		self.assertTrue(t.dilaporkan_pada)
		as_user("kadis_a")
		apply_workflow(frappe.get_doc("Tugas", tugas.name), "Terima Laporan")
		self.assertEqual(frappe.db.get_value("Tugas", {"disposisi": d.name}, "tahap"), "Batal")
		# a letter always waits for what its leader gave
		from transformasi_asn.disposisi.exceptions import KebijakanSelesaiError

		naskah = make_naskah(pemicu=PRIORITAS)
		self.assertRaises(
			KebijakanSelesaiError,
			make_disposisi,
			naskah,
			"kadis_a",
			[to_person(self.pegawai["jf1"])],
			kebijakan_selesai="Tanpa menunggu",
		)


class TestPekerjaan(TimTestCase):
	def setUp(self):
		super().setUp()
		self.tim = apply_workflow(
			self.establish(self.draft(["jf1", "jf2"], uraian="Tugas", kegiatan_tim=[])), "Mulai"
		)

	def test_who_plans_and_who_does(self):
		for orang in ("jf2", "kabid", "jf_b"):
			self.assertRaises(frappe.PermissionError, self.work, self.tim, "jf2", orang)
		kerja = self.work(self.tim, "jf2", kegiatan=RUTIN)
		as_user("jf2")
		kerja = frappe.get_doc("Pekerjaan Tim", kerja.name)
		kerja.judul = "Lain"
		self.assertRaises(frappe.PermissionError, kerja.save)
		kerja = frappe.get_doc("Pekerjaan Tim", kerja.name)
		kerja.keadaan = "Selesai"
		self.assertRaises(frappe.ValidationError, kerja.save)
		kerja = frappe.get_doc("Pekerjaan Tim", kerja.name)
		kerja.update({"keadaan": "Diperiksa Ketua", "kemajuan": 90, "hasil": "Konsep"})
		kerja.save()
		as_user("jf1")
		kerja = frappe.get_doc("Pekerjaan Tim", kerja.name)
		kerja.keadaan = "Selesai"
		kerja.save()
		self.assertEqual((kerja.kemajuan, bool(kerja.selesai_pada)), (100, True))
		kerja.judul = "Lain"
		self.assertRaises(frappe.ValidationError, kerja.save)

	def test_bad_input(self):
		for isi in (
			{"mulai": today(), "tenggat": add_days(today(), -1)},
			{"kemajuan": 101},
			{"keadaan": "Entah"},
			{"keadaan": "Dibatalkan"},
		):
			self.assertRaises(frappe.ValidationError, self.work, self.tim, "jf2", **isi)
		self.assertRaises(frappe.ValidationError, self.work, self.tim, "jf_b")

	def test_strangers_see_nothing(self):
		kerja = self.work(self.tim, "jf2")
		as_user("jf2")
		isi = {"doctype": "Kontribusi Tim", "pekerjaan": kerja.name, "uraian": "Rahasia dapur"}
		kontribusi = frappe.get_doc(isi).insert()
		for doc in (kerja, kontribusi):
			for orang, boleh in (
				("jf1", True),
				("jf2", True),
				("kadis_a", True),
				("sekda", True),
				("gubernur", True),
				("kabid", False),
				("jf_b", False),
				("kadis_b", False),
				("tu_a", False),
				("tanpa_jabatan", False),
			):
				as_user(orang)
				terlihat = frappe.get_list(doc.doctype, {"name": doc.name}, pluck="name")
				self.assertEqual(bool(terlihat), boleh, (doc.doctype, orang))
				self.assertEqual(frappe.get_doc(doc.doctype, doc.name).has_permission("read"), boleh, orang)
		for orang in ("jf_b", "kadis_b"):
			as_user(orang)
			self.assertRaises(frappe.PermissionError, api.periksa_kontribusi, kontribusi.name, True)

	def test_a_contribution_is_the_author_s_until_the_ketua_has_accepted_it(self):
		kerja = self.work(self.tim, "jf2", target=10, satuan="bab", kegiatan=RUTIN)
		for orang in ("kabid", "jf_b", "kadis_a"):
			as_user(orang)
			self.assertRaises(
				frappe.PermissionError,
				frappe.get_doc({"doctype": "Kontribusi Tim", "pekerjaan": kerja.name, "uraian": "x"}).insert,
			)
		as_user("jf2")
		k = frappe.get_doc(
			{
				"doctype": "Kontribusi Tim",
				"pekerjaan": kerja.name,
				"uraian": "Tiga bab",
				"kemajuan": 30,
				"capaian": 3,
				"keadaan": "Diterima",
				"pegawai": self.pegawai["jf1"],
			}
		).insert()
		self.assertEqual(
			(k.keadaan, k.pegawai, k.kegiatan, k.tim), ("Diajukan", self.pegawai["jf2"], RUTIN, self.tim.name)
		)
		self.assertTrue([s for s in self.notices("jf1") if "menunggu pemeriksaan" in s])
		self.assertRaises(frappe.PermissionError, api.periksa_kontribusi, k.name, True)
		as_user("jf1")
		self.assertRaises(frappe.ValidationError, api.periksa_kontribusi, k.name, False, "")
		self.assertEqual(api.periksa_kontribusi(k.name, False, "lengkapi sumber"), "Dikembalikan")
		as_user("jf2")
		k = frappe.get_doc("Kontribusi Tim", k.name)
		k.uraian = "Tiga bab dengan sumber"
		k.save()
		self.assertEqual(k.keadaan, "Diajukan")
		as_user("jf1")
		self.assertEqual(api.periksa_kontribusi(k.name, True), "Diterima")
		kerja.reload()
		self.assertEqual((kerja.keadaan, kerja.kemajuan, kerja.capaian), ("Dikerjakan", 30, 3))
		as_user("jf2")
		k = frappe.get_doc("Kontribusi Tim", k.name)
		k.uraian = "Semua bab"
		self.assertRaises(frappe.ValidationError, k.save)
		(baris,) = [
			b for b in api.kemajuan_tim(self.tim.name)["anggota"] if b["pegawai"] == self.pegawai["jf2"]
		]
		self.assertEqual((baris["terbuka"], baris["kontribusi"]), (1, 1))

	def test_the_ketua_s_own_contribution_is_checked_by_the_leader(self):
		kerja = self.work(self.tim, "jf1")
		k = frappe.get_doc(
			{"doctype": "Kontribusi Tim", "pekerjaan": kerja.name, "uraian": "Pengantar"}
		).insert()
		self.assertRaises(frappe.PermissionError, api.periksa_kontribusi, k.name, True)
		self.assertTrue([s for s in self.notices("kadis_a") if "menunggu pemeriksaan" in s])
		as_user("kadis_a")
		self.assertEqual(api.periksa_kontribusi(k.name, True), "Diterima")
