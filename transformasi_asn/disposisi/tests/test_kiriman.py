"""Messages to the outside: who gets what through which channel, when; and what happens when it fails."""

import base64
import hashlib
import hmac
import json
import threading
from collections import Counter
from datetime import datetime, time, timedelta
from unittest.mock import patch
from urllib.parse import parse_qs

import frappe
from frappe.utils import get_datetime, now_datetime
from redis.exceptions import ConnectionError

from transformasi_asn.disposisi import api, kiriman, pemberitahuan, penarikan, ringkasan, tasks
from transformasi_asn.disposisi.domain.kiriman import JEDA, Jenis
from transformasi_asn.disposisi.exceptions import KanalTidakSahError, KirimanError, PilihanTidakSahError
from transformasi_asn.disposisi.kanal import antrean, daftar
from transformasi_asn.disposisi.kanal.webhook import KanalWebhook
from transformasi_asn.disposisi.tests import factory
from transformasi_asn.disposisi.tests.factory import make_disposisi, make_naskah, to_post, tugas_of, user_of
from transformasi_asn.disposisi.tests.gerbang import open_gerbang
from transformasi_asn.disposisi.tests.kasus import AlurTestCase
from transformasi_asn.organisasi.tests.kueri import count_queries
from transformasi_asn.permissions.tests import factory as permissions_factory
from transformasi_asn.permissions.tests.jalan import DITOLAK, call, sebagai
from transformasi_asn.tata_kerja import kalender
from transformasi_asn.tests.serentak import at_once

SIANG = datetime(2031, 11, 20, 10, 0)
"""A Thursday, in working hours."""
RAHASIA = "Ada naskah untuk Anda"


def make_kanal(nama: str = "Gerbang Uji", **kw):
	return frappe.get_doc(
		{
			"doctype": "Kanal Pemberitahuan",
			"nama": nama,
			"jenis": "Webhook",
			"aktif": 1,
			"jenis_alamat": "Nomor telepon",
			"batas_keamanan": "Biasa",
			**kw,
		}
	).insert()


def choose(kunci: str, kanal: str = "Gerbang Uji", **kw):
	"""The person's own choice: this channel, at once, to a number of his."""
	factory.as_user(kunci)
	nama = api.buka_pilihan_pemberitahuan()
	doc = frappe.get_doc("Pilihan Pemberitahuan", nama)
	doc.update({k: kw.pop(k) for k in list(kw) if doc.meta.has_field(k) and k != "kanal"})
	(baris,) = [b for b in doc.kanal if b.kanal == kanal]
	baris.update({"langsung": 1, "alamat": "0812-3456-7890", **kw})
	doc.save()
	frappe.set_user("Administrator")
	return doc


def make_mail_account(test) -> None:
	"""A default outgoing account; what it sends stays in the queue."""
	frappe.get_doc(
		{
			"doctype": "Email Account",
			"email_account_name": "Surel Uji",
			"email_id": "app@uji.example",
			"smtp_server": "surel.invalid",
			"enable_outgoing": 1,
			"default_outgoing": 1,
		}
	).insert()
	forget_mail_accounts()
	test.addCleanup(forget_mail_accounts)


def forget_mail_accounts() -> None:
	frappe.local.outgoing_email_account = {}


class KirimanTestCase(AlurTestCase):
	def setUp(self):
		super().setUp()
		# what other tests left on this site is none of ours
		for doctype in (
			kiriman.DOCTYPE,
			antrean.DOCTYPE,
			"Notification Log",
			"Pilihan Pemberitahuan",
			"Pilihan Kanal",
		):
			frappe.db.delete(doctype)
		frappe.db.set_value("Kanal Pemberitahuan", {"aktif": 1}, "aktif", 0)
		# a plain calendar: nothing that a later year's holidays change
		frappe.db.set_single_value("Pengaturan Tata Kerja", "libur_nasional", 0)
		self.forget()
		self.jam = SIANG

	def tearDown(self):
		super().tearDown()
		self.forget()
		frappe.local.asn_membangunkan = False

	@staticmethod
	def forget() -> None:
		daftar._forget()
		kalender.clear()
		frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")

	def run_round(self, **kw) -> dict[str, int]:
		"""One run of the job; what became of the messages, by state."""
		frappe.set_user("Administrator")
		putaran = kiriman.Putaran(simpan=lambda: None, jam=lambda: self.jam, **kw)
		putaran.run()
		return dict(putaran.hasil)

	def rows(self, **saring) -> list:
		return frappe.get_all(
			kiriman.DOCTYPE,
			saring,
			["name", "kanal", "pengguna", "status", "keterangan", "percobaan", "kirim_pada", "kunci"],
			order_by="creation, name",
		)

	def give(self, kepada: str = "AGN-KABID", **kw):
		(tugas,) = tugas_of(make_disposisi(make_naskah(**kw), "kadis_a", [to_post(kepada)]))
		frappe.set_user("Administrator")
		return tugas


class WebhookTestCase(KirimanTestCase):
	def setUp(self):
		super().setUp()
		gerbang = open_gerbang()
		self.gerbang = gerbang.__enter__()
		self.addCleanup(gerbang.__exit__, None, None, None)
		frappe.set_user("Administrator")
		self.kanal = make_kanal(alamat=self.gerbang.alamat, tenggat_detik=2)


class TestAlurKiriman(WebhookTestCase):
	def test_the_recipient_who_chose_it_gets_the_notice(self):
		choose("kabid")
		tugas = self.give(perihal="Undangan 'A' & lain")
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		(isi,) = self.gerbang.isi
		self.assertEqual(
			isi["penerima"], {"akun": user_of("kabid"), "nama": "kabid", "alamat": "6281234567890"}
		)
		self.assertIn("Undangan 'A' & lain", isi["isi"])
		self.assertTrue(isi["tautan"].endswith(f"/app/tugas/{tugas.name}"))
		(baris,) = self.rows()
		self.assertEqual((baris.status, baris.percobaan), ("Terkirim", 1))
		# nothing is left to do, and nothing goes out twice
		self.assertEqual(self.run_round(), {})
		self.assertEqual(frappe.db.count(antrean.DOCTYPE), 0)

	def test_who_did_not_choose_it_gets_nothing(self):
		self.give()
		self.assertEqual(self.run_round(), {})
		self.assertEqual(self.gerbang.masuk, [])

	def test_a_channel_may_be_meant_for_all_who_have_not_chosen(self):
		self.kanal.update({"bawaan": 1, "jenis_alamat": "Tanpa alamat"})
		self.kanal.save()
		self.give()
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		choose("kabid", langsung=0)
		self.give()
		self.assertEqual(self.run_round(), {})

	def test_the_number_of_the_account_stands_in(self):
		frappe.db.set_value("User", user_of("kabid"), "mobile_no", "+62 811 1111 111")
		choose("kabid", alamat="")
		self.give()
		self.run_round()
		self.assertEqual(self.gerbang.isi[0]["penerima"]["alamat"], "628111111111")

	def test_an_order_costs_one_statement_and_without_channels_none(self):
		self.give()
		with patch("transformasi_asn.basisdata.insert_rows") as tulis:
			pemberitahuan.send_to_accounts([(user_of(k), "x", "Tugas", "x") for k in ("kabid", "jf1", "jf2")])
			self.assertEqual([a.args[0] for a in tulis.call_args_list], ["Notification Log", antrean.DOCTYPE])
			self.kanal.aktif = 0
			self.kanal.save()
			tulis.reset_mock()
			pemberitahuan.send_to_accounts([(user_of("kabid"), "x", "Tugas", "x")])
			self.assertEqual([a.args[0] for a in tulis.call_args_list], ["Notification Log"])

	def test_a_transaction_wakes_the_job_once_and_after_its_commit(self):
		with patch("frappe.enqueue") as antre, patch.object(frappe.db, "after_commit") as sesudah:
			self.give()
			self.give()
			# a letter's files are read by a job of their own
			self.assertNotIn(antrean.PEKERJAAN, [a.args[0] for a in antre.call_args_list])
			fungsi = [a.args[0] for a in sesudah.add.call_args_list if a.args[0] is antrean._wake]
			self.assertEqual(len(fungsi), 1)
			fungsi[0]()
			self.assertEqual(antre.call_args.args, (antrean.PEKERJAAN,))
			self.assertTrue(antre.call_args.kwargs["deduplicate"])
		self.assertIs(frappe.get_attr(antrean.PEKERJAAN), tasks.kirim_pemberitahuan)

	def test_an_act_does_not_fail_when_the_queue_of_jobs_is_away(self):
		with patch("frappe.enqueue", side_effect=ConnectionError("redis")) as antre:
			antrean._wake()
			antre.assert_called_once()

	def test_a_channel_switched_off_keeps_what_waits(self):
		choose("kabid")
		self.give()
		self.gerbang.jawab = [500]
		self.run_round()
		self.kanal.reload()
		self.kanal.aktif = 0
		self.kanal.save()
		self.jam += timedelta(hours=1)
		self.gerbang.jawab = [200]
		self.assertEqual(self.run_round(), {})
		self.kanal.aktif = 1
		self.kanal.save()
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_old_messages_are_cleared_and_waiting_ones_kept(self):
		choose("kabid")
		self.give()
		self.run_round()
		self.give()
		self.gerbang.jawab = [500]
		self.run_round()
		lama = now_datetime() - timedelta(days=91)
		frappe.db.sql("update `tabKiriman Pemberitahuan` set `modified` = %s", lama)
		tasks.bersihkan_kiriman()
		self.assertEqual([b.status for b in self.rows()], ["Antre"])


class TestIsi(WebhookTestCase):
	"""What a message says at each grade, decided when it goes out."""

	def told(self, keamanan: str, batas: str = "Biasa") -> str:
		self.kanal.batas_keamanan = batas
		self.kanal.save()
		self.give(keamanan=keamanan, perihal="Pemeriksaan khusus")
		self.gerbang.masuk.clear()
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		return self.gerbang.masuk[0].badan.decode()

	def test_the_subject_is_told_up_to_the_grade_set(self):
		choose("kabid")
		for batas, dengan in (
			("Tidak pernah", ()),
			("Biasa", ("Biasa",)),
			("Terbatas", ("Biasa", "Terbatas")),
		):
			for keamanan in ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"):
				with self.subTest(batas=batas, keamanan=keamanan):
					badan = self.told(keamanan, batas)
					self.assertEqual("Pemeriksaan khusus" in badan, keamanan in dengan)
					self.assertEqual("Uji kadis_a" in badan, keamanan in dengan)
					self.assertEqual(RAHASIA in badan, keamanan not in dengan)

	def test_a_grade_raised_meanwhile_counts(self):
		choose("kabid")
		tugas = self.give(perihal="Pemeriksaan khusus")
		for doctype, nama in (("Tugas", tugas.name), ("Naskah Masuk", tugas.naskah)):
			frappe.db.set_value(doctype, nama, "keamanan", "Rahasia")
		self.run_round()
		self.assertEqual(self.gerbang.isi[0]["isi"], RAHASIA)

	def test_who_lost_access_gets_nothing(self):
		choose("kabid")
		tugas = self.give()
		frappe.db.set_value("Penempatan", {"pegawai": self.pegawai["kabid"]}, "selesai", "2020-01-01")
		frappe.db.set_value("Tugas", tugas.name, "pemangku", None)
		self.assertEqual(self.run_round(), {"Batal": 1})
		self.assertEqual(self.gerbang.masuk, [])
		self.assertIn("tidak lagi berhak", self.rows()[0].keterangan)

	def test_what_was_recalled_is_not_told(self):
		choose("kabid")
		tugas = self.give()
		# laid out already, not sent
		kiriman.lay_out(frappe.get_all(antrean.DOCTYPE, pluck="name")[0], self.jam)
		factory.as_user("kadis_a")
		penarikan.recall(frappe.get_doc("Disposisi", tugas.disposisi))
		self.run_round()
		sebab = [b.keterangan for b in self.rows(pengguna=user_of("kabid"))]
		self.assertEqual(sebab[0], "pemberitahuannya ditarik")
		self.assertEqual([i for i in self.gerbang.isi if "Tugas baru" in i["isi"]], [])

	def test_what_was_read_or_switched_off_meanwhile_is_not_told(self):
		for ubah, sebab in (
			(lambda: frappe.db.set_value("Notification Log", {}, "read", 1), "sudah dibaca"),
			(lambda: choose("kabid", langsung=0), "tidak lagi dipilih"),
			(lambda: frappe.db.set_value("User", user_of("kabid"), "enabled", 0), "akun tidak aktif"),
		):
			with self.subTest(sebab):
				frappe.db.savepoint("sebab")
				choose("kabid")
				self.give()
				kiriman.lay_out(frappe.get_all(antrean.DOCTYPE, pluck="name")[0], self.jam)
				ubah()
				self.assertEqual(self.run_round(), {"Batal": 1})
				self.assertIn(sebab, self.rows()[0].keterangan)
				frappe.db.rollback(save_point="sebab")
		self.assertEqual(self.gerbang.masuk, [])

	def test_the_admin_sees_no_content(self):
		choose("kabid")
		self.give(perihal="Pemeriksaan khusus", keamanan="Terbatas")
		self.gerbang.jawab = [400]
		self.run_round()
		(baris,) = frappe.get_all(kiriman.DOCTYPE, fields=["*"])
		self.assertNotIn("Pemeriksaan", frappe.as_json(baris))
		self.assertNotIn("Uji kadis_a", frappe.as_json(baris))
		self.assertNotIn("6281234567890", frappe.as_json(baris))


class TestBersama(WebhookTestCase):
	"""Several notices of one person that are due at once are one message."""

	def setUp(self):
		super().setUp()
		choose("kabid")

	def test_what_is_due_at_once_is_one_message_with_a_line_each(self):
		tugas = [self.give(perihal=f"Surat {n}") for n in range(3)]
		rahasia = self.give(perihal="Pemeriksaan khusus", keamanan="Rahasia")
		self.assertEqual(self.run_round(), {"Terkirim": 4})
		(isi,) = self.gerbang.isi
		self.assertEqual(isi["judul"], "4 pemberitahuan")
		for n, t in enumerate(tugas):
			(butir,) = [b for b in isi["butir"] if b["tautan"].endswith(t.name)]
			self.assertIn(f"Surat {n}", butir["teks"])
		(butir,) = [b for b in isi["butir"] if b["tautan"].endswith(rahasia.name)]
		self.assertEqual(butir["teks"], RAHASIA)

	def test_the_notices_of_a_night_come_together_in_the_morning(self):
		for jam in (18, 20, 22):
			self.jam = datetime(2031, 11, 20, jam, 0)
			self.give()
			self.give()
			self.assertEqual(self.run_round(), {"Ditunda": 2})
		self.jam = datetime(2031, 11, 21, 7, 30)
		self.assertEqual(self.run_round(), {"Terkirim": 6})
		self.assertEqual(len(self.gerbang.masuk), 1)

	def test_an_urgent_one_does_not_take_the_others_along(self):
		self.jam = datetime(2031, 11, 20, 20, 0)
		self.give(urgensi="Sangat Segera", perihal="Penting")
		self.give(perihal="Biasa saja")
		self.assertEqual(self.run_round(), {"Terkirim": 1, "Ditunda": 1})
		(isi,) = self.gerbang.isi
		self.assertIn("Penting", isi["isi"])
		self.assertEqual(isi["butir"], [])
		self.jam = datetime(2031, 11, 21, 7, 30)
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		# under a key of its own
		self.assertNotEqual(*(i["id"] for i in self.gerbang.isi))

	def test_every_attempt_has_the_same_notices_and_key(self):
		self.give()
		self.give()
		self.gerbang.jawab = [500, 200]
		self.assertEqual(self.run_round(), {"Antre": 2})
		self.jam += timedelta(minutes=1)
		self.give(perihal="Yang kemudian")
		self.assertEqual(self.run_round(), {"Terkirim": 3})
		pertama, kedua, lain = sorted(self.gerbang.isi, key=lambda i: "Yang kemudian" in i["isi"])
		self.assertEqual((pertama["id"], pertama["butir"]), (kedua["id"], kedua["butir"]))
		self.assertNotEqual(lain["id"], pertama["id"])

	def test_one_that_was_read_meanwhile_is_left_out(self):
		self.give()
		self.give()
		nama = frappe.get_all("Notification Log", {"for_user": user_of("kabid")}, pluck="name")
		frappe.db.set_value("Notification Log", nama[0], "read", 1)
		self.assertEqual(self.run_round(), {"Batal": 1, "Terkirim": 1})
		self.assertEqual(self.gerbang.isi[0]["butir"], [])

	def test_a_message_holds_a_limited_number(self):
		pemberitahuan.send_to_accounts(
			(user_of("kabid"), f"Kabar {n}", "Unit Kerja", "AGN-DA")
			for n in range(kiriman.TERBANYAK_BERSAMA + 2)
		)
		self.assertEqual(self.run_round(), {"Terkirim": kiriman.TERBANYAK_BERSAMA + 2})
		self.assertEqual(sorted(len(i["butir"]) for i in self.gerbang.isi), [2, kiriman.TERBANYAK_BERSAMA])

	def test_what_was_given_up_together_is_sent_again(self):
		self.give()
		self.give()
		self.gerbang.jawab = [400, 200]
		self.assertEqual(self.run_round(), {"Gagal": 2})
		frappe.set_user("Administrator")
		self.assertEqual(api.kirim_ulang([b.name for b in self.rows()]), 2)
		self.jam = now_datetime() + timedelta(minutes=1)
		frappe.db.set_single_value("Pengaturan Tata Kerja", "jam_tenang_bawaan", "Tidak ada")
		self.forget()
		self.assertEqual(self.run_round(), {"Terkirim": 2})
		self.assertEqual(len(self.gerbang.masuk), 2)


class TestGerbang(WebhookTestCase):
	"""What a gateway may answer, and what it is sent."""

	def setUp(self):
		super().setUp()
		choose("kabid")

	def test_pauses_grow_and_then_it_is_given_up(self):
		self.give()
		self.gerbang.jawab = [500]
		for ke, jeda in enumerate(JEDA, 1):
			self.assertEqual(self.run_round(), {"Antre": 1})
			(baris,) = self.rows()
			self.assertEqual((baris.status, baris.percobaan), ("Antre", ke))
			self.assertEqual(baris.kirim_pada, self.jam + timedelta(minutes=jeda))
			self.assertIn("HTTP 500", baris.keterangan)
			self.assertEqual(self.run_round(), {})  # not before its time
			# in the daytime again, so that no quiet hours interfere
			self.jam = baris.kirim_pada
			frappe.db.set_single_value("Pengaturan Tata Kerja", "jam_tenang_bawaan", "Tidak ada")
			frappe.clear_document_cache("Pengaturan Tata Kerja", "Pengaturan Tata Kerja")
		self.assertEqual(self.run_round(), {"Gagal": 1})
		self.assertEqual(len({m.kepala["webhook-id"] for m in self.gerbang.masuk}), 1)
		self.assertEqual(len(self.gerbang.masuk), len(JEDA) + 1)
		# the admin sees it and lets it go again
		(baris,) = self.rows()
		frappe.set_user("Administrator")
		self.gerbang.jawab = [200]
		self.assertEqual(api.kirim_ulang([baris.name]), 1)
		self.jam = now_datetime() + timedelta(minutes=1)
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		with self.assertRaises(KirimanError):
			api.kirim_ulang([baris.name])

	def test_what_can_never_succeed_is_given_up_at_once(self):
		self.gerbang.jawab = [400]
		self.give()
		self.assertEqual(self.run_round(), {"Gagal": 1})
		self.gerbang.jawab = [401]
		self.give()
		self.assertEqual(self.run_round(), {"Antre": 1})

	def test_a_redirection_is_not_followed(self):
		self.gerbang.jawab = [307]
		self.gerbang.kepala = {"Location": f"{self.gerbang.alamat}/lain"}
		self.give()
		self.run_round()
		self.assertEqual([m.jalur for m in self.gerbang.masuk], ["/kirim"])
		self.assertEqual(self.rows()[0].status, "Gagal")

	def test_a_gateway_may_ask_to_wait(self):
		self.gerbang.jawab = [429]
		self.gerbang.kepala = {"Retry-After": "1800"}
		self.give()
		self.run_round()
		self.assertEqual(self.rows()[0].kirim_pada, self.jam + timedelta(minutes=30))

	def test_silence(self):
		self.kanal.tenggat_detik = 1
		self.kanal.save()
		self.gerbang.tahan = threading.Event()
		self.addCleanup(self.gerbang.tahan.set)
		self.give()
		self.assertEqual(self.run_round(), {"Antre": 1})
		self.assertIn("tidak menjawab dalam 1 detik", self.rows()[0].keterangan)

	def test_nobody_there(self):
		for alamat in ("http://127.0.0.1:9/", "http://tidak-ada.invalid/kirim?token=bukan-untuk-mata"):
			with self.subTest(alamat):
				self.kanal.reload()
				self.kanal.alamat = alamat
				self.kanal.save()
				self.give()
				self.jam += timedelta(hours=1)
				self.run_round()
				for b in self.rows():
					self.assertIn("tidak tersambung", b.keterangan)
					self.assertNotIn("bukan-untuk-mata", b.keterangan)
				frappe.db.delete(kiriman.DOCTYPE)

	def test_signature_and_token(self):
		kunci = base64.b64encode(b"rahasia bersama").decode()
		self.kanal.update({"rahasia": f"whsec_{kunci}", "token": "Bearer abc", "nama_kepala": "X-Token"})
		self.kanal.save()
		self.give()
		self.run_round()
		(m,) = self.gerbang.masuk
		isi = f"{m.kepala['webhook-id']}.{m.kepala['webhook-timestamp']}.".encode() + m.badan
		tanda = base64.b64encode(hmac.new(b"rahasia bersama", isi, hashlib.sha256).digest()).decode()
		self.assertEqual(m.kepala["webhook-signature"], f"v1,{tanda}")
		self.assertEqual(m.kepala["X-Token"], "Bearer abc")
		self.assertEqual(m.kepala["Idempotency-Key"], m.kepala["webhook-id"])
		# neither is kept where a reader of the table would find it
		self.assertNotIn("abc", frappe.as_json(frappe.get_all("Kanal Pemberitahuan", fields=["*"])))

	def test_token_in_the_address(self):
		self.kanal.update(
			{"alamat": self.gerbang.alamat.replace("kirim", "bot{token}/kirim"), "token": "1:a/b"}
		)
		self.kanal.save()
		self.give()
		self.run_round()
		self.assertEqual(self.gerbang.masuk[0].jalur, "/bot1%3Aa%2Fb/kirim")
		self.assertIsNone(self.gerbang.masuk[0].kepala["Authorization"])

	def test_template_as_json_and_as_form(self):
		self.kanal.templat = json.dumps({"chat_id": "{alamat}", "text": "{teks}", "opsi": {"senyap": False}})
		self.kanal.save()
		tugas = self.give(perihal='Kutip " dan {nama}')
		self.run_round()
		(isi,) = self.gerbang.isi
		self.assertEqual((isi["chat_id"], isi["opsi"]), ("6281234567890", {"senyap": False}))
		self.assertIn('Kutip " dan {nama}', isi["text"])
		self.assertIn(f"/app/tugas/{tugas.name}", isi["text"])
		self.kanal.update({"templat": '{"target": "{alamat}", "message": "{teks}"}', "bentuk": "Formulir"})
		self.kanal.save()
		self.give(perihal="A & B = C")
		self.run_round()
		m = self.gerbang.masuk[-1]
		self.assertEqual(m.kepala["Content-Type"], "application/x-www-form-urlencoded")
		self.assertIn("A & B = C", parse_qs(m.badan.decode())["message"][0])

	def test_a_gateway_that_is_down_does_not_hold_up_the_round(self):
		surel = make_kanal("Surel Uji", jenis="E-mail", jenis_alamat="E-mail akun", bawaan=1)
		make_mail_account(self)
		self.gerbang.jawab = [503]
		orang = ("kabid", "jf1", "jf2", "kadis_a", "sekda")
		for kunci in orang[1:]:
			choose(kunci)
		pemberitahuan.send_to_accounts((user_of(k), "Kabar", "Unit Kerja", "AGN-DA") for k in orang)
		self.assertEqual(self.run_round(), {"Antre": 3, "Terkirim": 5})
		self.assertEqual(len(self.gerbang.masuk), 3)
		self.assertEqual({b.percobaan for b in self.rows(kanal=self.kanal.name)}, {0, 1})
		surel.reload()
		self.assertIsNone(surel.gagal_sejak)

	def test_the_admin_is_told_once_and_again_after_it_worked(self):
		factory.as_user("kadis_b")
		frappe.set_user("Administrator")
		frappe.get_doc("User", user_of("kadis_b")).add_roles("Admin Tata Kerja")
		self.addCleanup(frappe.clear_document_cache, "User", user_of("kadis_b"))

		def told() -> int:
			return frappe.db.count(
				"Notification Log", {"for_user": user_of("kadis_b"), "document_type": daftar.DOCTYPE}
			)

		for jawab, diberi_tahu, gagal in ((500, 1, True), (500, 1, True), (200, 1, False), (500, 2, True)):
			self.gerbang.jawab = [jawab]
			self.give()
			self.run_round()
			self.jam += timedelta(minutes=1)
			self.kanal.reload()
			self.assertEqual((told(), bool(self.kanal.gagal_sejak)), (diberi_tahu, gagal), jawab)
		self.assertIn("HTTP 500", self.kanal.galat_terakhir)
		self.assertEqual(kiriman.count(self.kanal.name)["banyak"]["Terkirim"], 2)

	def test_a_broken_channel_of_another_app_is_a_failure_not_a_crash(self):
		self.give()
		with patch.object(KanalWebhook, "send", side_effect=ZeroDivisionError("Pemeriksaan khusus")):
			self.assertEqual(self.run_round(), {"Antre": 1})
		self.assertIn("ZeroDivisionError", self.rows()[0].keterangan)
		self.assertNotIn("Pemeriksaan", self.rows()[0].keterangan)
		self.assertTrue(frappe.db.exists("Error Log", {"method": ("like", "%Gerbang Uji%")}))

	def test_trial(self):
		frappe.set_user("Administrator")
		self.assertEqual(api.coba_kanal(self.kanal.name, "0812 3456 7890"), "")
		self.assertEqual(self.gerbang.isi[-1]["jenis"], "Percobaan")
		self.gerbang.jawab = [403]
		self.assertIn("403", api.coba_kanal(self.kanal.name, "0812 3456 7890"))
		with self.assertRaises(PilihanTidakSahError):
			api.coba_kanal(self.kanal.name, "bukan nomor")


class TestSetelan(KirimanTestCase):
	def refused(self, galat=KanalTidakSahError, **kw):
		with self.assertRaises(galat) as e:
			make_kanal(**{"alamat": "http://gerbang.local/kirim", **kw})
		return str(e.exception)

	def test_bad_settings_name_what_is_wrong(self):
		frappe.set_user("Administrator")
		for alamat in (
			"",
			"gerbang.go.id/kirim",
			"ftp://x/y",
			"http://",
			"http://x:99999/",
			"http://a b/",
			"file:///etc/x",
		):
			with self.subTest(alamat):
				self.assertIn("URL", self.refused(alamat=alamat))
		self.assertIn("Token", self.refused(alamat="https://nama:sandi@gerbang.go.id/"))
		self.assertIn("perihal", self.refused(templat='{"text": "{perihal}"}'))
		self.assertIn("baris 2", self.refused(templat='{"text":\n {isi}}'))
		self.assertIn("objek", self.refused(templat='["{isi}"]'))
		self.assertIn("dalam", self.refused(templat='{"dalam": ["{isi}"]}', bentuk="Formulir"))
		self.assertIn("kepala", self.refused(nama_kepala="X-A: b\nY"))
		self.assertIn("60", self.refused(tenggat_detik=600))
		self.assertIn("Merpati", self.refused(jenis="Merpati"))
		self.assertIn("E-mail akun", self.refused(jenis="E-mail"))

	def test_an_address_in_the_own_network_is_fine(self):
		frappe.set_user("Administrator")
		for alamat in ("http://127.0.0.1:8080/kirim", "http://10.1.2.3/kirim", "https://gerbang/"):
			make_kanal(f"Gerbang {alamat}", alamat=alamat)

	def test_another_app_adds_a_kind(self):
		self.assertEqual(daftar.list_jenis()[:2], ["E-mail", "Webhook"])
		terkirim = []

		class Merpati:
			def __init__(self, setelan):
				self.setelan = setelan

			@staticmethod
			def check(setelan):
				pass

			def send(self, pesan):
				terkirim.append(pesan)

		hooks = frappe.get_hooks()
		with (
			patch.object(
				frappe,
				"get_hooks",
				lambda h=None, *a, **k: (
					{"Merpati": ["x.Merpati"]}
					if h == "kanal_pemberitahuan"
					else hooks.get(h, k.get("default", []))
				),
			),
			patch.object(
				frappe,
				"get_attr",
				lambda cara, asli=frappe.get_attr: Merpati if cara == "x.Merpati" else asli(cara),
			),
		):
			frappe.set_user("Administrator")
			make_kanal("Merpati Pos", jenis="Merpati", jenis_alamat="Tanpa alamat", bawaan=1)
			self.give()
			self.assertEqual(self.run_round(), {"Terkirim": 1})
		self.assertEqual([p.akun for p in terkirim], [user_of("kabid")])


class TestSurel(KirimanTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		make_kanal("Surel Uji", jenis="E-mail", jenis_alamat="E-mail akun", bawaan=1)
		frappe.db.delete("Email Queue")
		make_mail_account(self)

	def test_exactly_one_row_in_the_queue_of_core(self):
		self.give(perihal="Undangan rapat")
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		self.assertEqual(self.run_round(), {})
		(nama,) = frappe.get_all("Email Queue", pluck="name")
		surel = frappe.get_doc("Email Queue", nama)
		self.assertEqual([r.recipient for r in surel.recipients], [user_of("kabid")])
		self.assertIn("Undangan rapat", surel.message)
		# core lists mails about a document to who reads the document's timeline
		self.assertFalse(surel.reference_name)

	def test_a_secret_item_is_not_told_by_mail_either(self):
		self.give(perihal="Pemeriksaan khusus", keamanan="Rahasia")
		self.run_round()
		pesan = frappe.get_doc("Email Queue", frappe.get_all("Email Queue", pluck="name")[0]).message
		self.assertIn(RAHASIA, pesan)
		self.assertNotIn("Pemeriksaan", pesan)
		self.assertNotIn("kadis", pesan)

	def test_without_an_account_it_waits(self):
		frappe.db.set_value("Email Account", {"enable_outgoing": 1}, "enable_outgoing", 0)
		forget_mail_accounts()
		self.give()
		with patch("frappe.email.doctype.email_account.email_account.are_emails_muted", return_value=False):
			self.assertEqual(self.run_round(), {"Antre": 1})
		self.assertIn("akun e-mail keluar belum diatur", self.rows()[0].keterangan)
		self.assertEqual(frappe.db.count("Email Queue"), 0)


class TestJamTenang(WebhookTestCase):
	def setUp(self):
		super().setUp()
		self.malam = datetime(2031, 11, 20, 20, 0)

	def test_outside_working_hours_of_the_unit_until_work_begins(self):
		choose("kabid")
		self.jam = datetime(2031, 11, 21, 20, 0)  # Friday evening
		self.give()
		self.assertEqual(self.run_round(), {"Ditunda": 1})
		self.assertEqual(self.rows()[0].kirim_pada, datetime(2031, 11, 24, 7, 30))
		self.jam = datetime(2031, 11, 24, 7, 29)
		self.assertEqual(self.run_round(), {})
		self.jam = datetime(2031, 11, 24, 7, 30)
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_the_holidays_of_the_unit_count(self):
		choose("kabid")
		frappe.get_doc(
			{
				"doctype": "Hari Libur Daerah",
				"tanggal": "2031-11-20",
				"nama": "Piodalan",
				"unit_kerja": "AGN-DA",
				"jenis": "Libur daerah",
			}
		).insert()
		self.give()
		self.run_round()
		self.assertEqual(self.rows()[0].kirim_pada, datetime(2031, 11, 21, 7, 30))

	def test_own_hours_over_midnight(self):
		choose("kabid", jam_tenang="Jam sendiri", tenang_mulai="21:00:00", tenang_selesai="05:00:00")
		for jam, hasil in (
			("20 20:59", "Terkirim"),
			("20 21:00", "Ditunda"),
			("21 04:59", "Ditunda"),
			("21 05:00", "Terkirim"),
		):
			with self.subTest(jam):
				frappe.db.delete(kiriman.DOCTYPE)
				self.jam = datetime.fromisoformat(f"2031-11-{jam}")
				self.give()
				self.assertEqual(self.run_round(), {hasil: 1})

	def test_none_if_one_wants_none(self):
		choose("kabid", jam_tenang="Tidak ada")
		self.jam = self.malam
		self.give()
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_a_channel_may_stand_outside(self):
		choose("kabid")
		self.kanal.tahan_jam_tenang = 0
		self.kanal.save()
		self.jam = self.malam
		self.give()
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_the_highest_urgency_breaks_through(self):
		choose("kabid")
		self.jam = self.malam
		self.give(urgensi="Segera")
		self.assertEqual(self.run_round(), {"Ditunda": 1})
		self.give(urgensi="Sangat Segera")
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_what_was_read_in_the_desk_during_quiet_hours_is_not_sent_afterwards(self):
		choose("kabid")
		self.jam = self.malam
		self.give()
		self.run_round()
		frappe.db.set_value("Notification Log", {}, "read", 1)
		self.jam = datetime(2031, 11, 21, 8, 0)
		self.assertEqual(self.run_round(), {"Batal": 1})

	def test_a_calendar_without_work_holds_nothing_for_ever(self):
		choose("kabid")
		frappe.get_doc(
			{
				"doctype": "Jam Kerja",
				"nama": "Tutup",
				"unit_kerja": "AGN-DA",
				"sesi": [{"hari": "Senin", "mulai": "08:00:00", "selesai": "09:00:00"}],
				"mulai": "2020-01-01",
				"sampai": "2099-01-01",
			}
		).insert()
		self.give()
		with patch("transformasi_asn.tata_kerja.domain.kalender.BATAS_HARI", -1):
			self.assertEqual(self.run_round(), {"Terkirim": 1})


class TestRingkasan(WebhookTestCase):
	def setUp(self):
		super().setUp()
		choose("kabid", langsung=0, ringkasan=1, ringkasan_jam="07:30:00")

	def give_due(self, **kw):
		tugas = self.give(**kw)
		self.jam = datetime.combine(get_datetime(tugas.jatuh_tempo).date(), time(7, 30))
		return tugas

	def test_one_message_a_day_at_its_hour(self):
		tugas = self.give_due(perihal="Laporan triwulan")
		self.jam -= timedelta(minutes=1)
		self.assertEqual(self.run_round(), {})
		self.jam += timedelta(minutes=1)
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		(isi,) = self.gerbang.isi
		self.assertEqual(isi["jenis"], "Ringkasan")
		self.assertIn("1 jatuh tempo hari ini", isi["judul"])
		self.assertIn("Disposisi belum dibaca: 1", isi["isi"])
		(butir,) = isi["butir"]
		self.assertIn("Hari ini: Laporan triwulan", butir["teks"])
		self.assertTrue(butir["tautan"].endswith(tugas.name))
		self.jam += timedelta(hours=3)
		self.assertEqual(self.run_round(), {})
		# late from then on, also when the job comes late
		self.jam = kalender.get_kalender("AGN-DA").next_working_day(self.jam.date(), 1)
		self.jam = datetime.combine(self.jam, time(11, 0))
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		self.assertIn("1 terlambat", self.gerbang.isi[1]["judul"])

	def test_none_when_nothing_waits(self):
		self.assertEqual(self.run_round(), {"Batal": 1})
		self.assertEqual(self.gerbang.masuk, [])

	def test_none_on_a_day_off(self):
		self.give()
		self.jam = datetime(2031, 11, 22, 9, 0)  # Saturday
		self.assertEqual(self.run_round(), {"Batal": 1})
		self.assertEqual(self.rows()[0].keterangan, "bukan hari kerja")

	def test_quiet_hours_do_not_hold_what_was_asked_for_at_its_hour(self):
		choose("kabid", langsung=0, ringkasan=1, ringkasan_jam="05:00:00")
		self.give_due()
		self.jam = self.jam.replace(hour=5, minute=0)
		self.assertEqual(self.run_round(), {"Terkirim": 1})

	def test_secret_items_are_counted_and_not_named(self):
		self.give_due(perihal="Pemeriksaan khusus", keamanan="Rahasia")
		self.run_round()
		badan = self.gerbang.masuk[0].badan.decode()
		self.assertNotIn("Pemeriksaan khusus", badan)
		self.assertIn("naskah berklasifikasi", badan)

	def test_it_tells_what_its_reader_may_see_and_nothing_of_others(self):
		self.give("AGN-KABID", perihal="Untuk kabid")
		naskah = make_naskah("tu_b", unit_penerima="AGN-DB", tujuan_jabatan="AGN-KADB", perihal="Untuk B")
		self.assertTrue(naskah.name)
		tugas = self.give_due(perihal="Kedua")
		self.assertTrue(tugas.name)
		self.run_round()
		badan = self.gerbang.masuk[0].badan.decode()
		self.assertIn("Kedua", badan)
		self.assertNotIn("Untuk B", badan)

	def test_the_person_who_left_his_post_gets_none(self):
		self.give_due()
		frappe.db.set_value("Penempatan", {"pegawai": self.pegawai["kabid"]}, "selesai", "2020-01-01")
		self.assertEqual(self.run_round(), {"Batal": 1})

	def test_the_owner_saving_his_choice_does_not_bring_a_second_one(self):
		self.give_due()
		lama = frappe.get_doc("Pilihan Pemberitahuan", {"pengguna": user_of("kabid")})
		self.run_round()
		factory.as_user("kabid")
		lama.save()
		self.assertEqual(self.run_round(), {})
		self.assertEqual(len(self.gerbang.masuk), 1)

	def test_many_people_cost_few_statements(self):
		with count_queries() as sedikit:
			self.assertEqual(len(ringkasan.take_due(SIANG)), 1)
		for kunci in ("jf1", "jf2", "kadis_a", "sekda", "kadis_b"):
			choose(kunci, langsung=0, ringkasan=1, ringkasan_jam="07:30:00")
		with count_queries() as banyak:
			self.assertEqual(len(ringkasan.take_due(SIANG)), 5)
		self.assertEqual(len(banyak), len(sedikit))


class TestPintu(KirimanTestCase):
	"""Who may set up channels and see messages. One's own choice: permissions/tests/test_kesepakatan.py."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		permissions_factory.make_agency()

	def setUp(self):
		super().setUp()
		# `call` leaves a request behind, and work in a request is what the read log writes down
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)

	def test_channels_and_messages_are_the_admins(self):
		frappe.set_user("Administrator")
		kanal = make_kanal(alamat="http://gerbang.local/")
		kiriman.insert([(kanal.name, user_of("kabid"), Jenis.LANGSUNG, "x")], SIANG)
		nama = {
			"Kanal Pemberitahuan": kanal.name,
			kiriman.DOCTYPE: self.rows()[0].name,
			antrean.DOCTYPE: "x",
			"Tautan Naskah": "x",
		}
		for orang in ("kabid", "kadis_a", "tu_a", "auditor", "Guest"):
			for doctype, n in nama.items():
				for cmd, isian in (
					("frappe.client.get_list", {"doctype": doctype}),
					("frappe.client.get", {"doctype": doctype, "name": n}),
					("frappe.client.get_count", {"doctype": doctype}),
					("frappe.desk.reportview.get", {"doctype": doctype, "fields": '["name"]'}),
				):
					with self.subTest(orang=orang, doctype=doctype, cmd=cmd), sebagai(orang):
						with self.assertRaises(DITOLAK):
							call(cmd, **isian)
			for metode, isian in (
				("jenis_kanal", {}),
				("keadaan_kanal", {"kanal": kanal.name}),
				("coba_kanal", {"kanal": kanal.name, "alamat": "08123456789"}),
				("kirim_ulang", {"kiriman_gagal": "[]"}),
			):
				with self.subTest(orang=orang, metode=metode), sebagai(orang):
					with self.assertRaises(DITOLAK):
						call(f"transformasi_asn.disposisi.api.{metode}", **isian)

	def test_the_admin_reads_messages_and_writes_none(self):
		frappe.set_user("Administrator")
		kanal = make_kanal(alamat="http://gerbang.local/")
		kiriman.insert([(kanal.name, user_of("kabid"), Jenis.LANGSUNG, "x")], SIANG)
		frappe.get_doc("User", user_of("kadis_b")).add_roles("Admin Tata Kerja")
		self.addCleanup(frappe.clear_document_cache, "User", user_of("kadis_b"))
		factory.as_user("kadis_b")
		(nama,) = frappe.get_list(kiriman.DOCTYPE, pluck="name")
		doc = frappe.get_doc(kiriman.DOCTYPE, nama)
		doc.check_permission("read")
		for hak in ("write", "delete", "create"):
			self.assertFalse(doc.has_permission(hak), hak)


class TestPilihan(KirimanTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		make_kanal(alamat="http://gerbang.local/")
		make_kanal("Obrolan", alamat="http://gerbang.local/", jenis_alamat="ID obrolan")
		make_kanal("Surel Uji", jenis="E-mail", jenis_alamat="E-mail akun", bawaan=1)

	def test_opening_offers_every_channel_with_what_holds_now(self):
		factory.as_user("kabid")
		nama = api.buka_pilihan_pemberitahuan()
		self.assertEqual(api.buka_pilihan_pemberitahuan(), nama)
		jam = frappe.db.get_value(
			"Pilihan Pemberitahuan", nama, ["tenang_mulai", "tenang_selesai", "ringkasan_jam"]
		)
		self.assertEqual([kalender.to_minutes(j) for j in jam], [18 * 60, 6 * 60, 7 * 60 + 30])
		doc = frappe.get_doc("Pilihan Pemberitahuan", nama)
		self.assertEqual(
			[(b.kanal, b.langsung, b.jenis_alamat) for b in doc.kanal],
			[
				("Gerbang Uji", 0, "Nomor telepon"),
				("Obrolan", 0, "ID obrolan"),
				("Surel Uji", 1, "E-mail akun"),
			],
		)

	def test_a_channel_that_came_later_appears(self):
		doc = choose("kabid")
		frappe.set_user("Administrator")
		make_kanal("Baru", alamat="http://gerbang.local/", jenis_alamat="Tanpa alamat")
		factory.as_user("kabid")
		doc = frappe.get_doc("Pilihan Pemberitahuan", api.buka_pilihan_pemberitahuan())
		self.assertEqual([b.kanal for b in doc.kanal], ["Baru", "Gerbang Uji", "Obrolan", "Surel Uji"])
		(lama,) = [b for b in doc.kanal if b.kanal == "Gerbang Uji"]
		self.assertEqual((lama.langsung, lama.alamat), (1, "6281234567890"))

	def test_bad_input_names_the_row(self):
		for kw, teks in (
			({"alamat": "123"}, "Baris 1"),
			({"alamat": ""}, "isi Alamat"),
			({"kanal": "Obrolan", "alamat": "a b c"}, "ID obrolan"),
			(
				{"jam_tenang": "Jam sendiri", "tenang_mulai": "20:00:00", "tenang_selesai": "20:00:00"},
				"berbeda",
			),
			({"ringkasan": 1, "ringkasan_jam": None}, "jam ringkasan"),
		):
			with self.subTest(kw), self.assertRaisesRegex(PilihanTidakSahError, f"(?i){teks}"):
				choose("kabid", **kw)
			frappe.db.delete("Pilihan Pemberitahuan")
			frappe.db.delete("Pilihan Kanal")

	def test_a_channel_twice(self):
		doc = choose("kabid")
		factory.as_user("kabid")
		doc.append("kanal", {"kanal": "Gerbang Uji"})
		with self.assertRaises(PilihanTidakSahError):
			doc.save()

	def test_nobody_chooses_for_another(self):
		factory.as_user("kadis_a")
		with self.assertRaises(PilihanTidakSahError):
			frappe.get_doc({"doctype": "Pilihan Pemberitahuan", "pengguna": user_of("kabid")}).insert()

	def test_the_mail_address_is_always_that_of_the_account(self):
		doc = choose("kabid", kanal="Surel Uji", alamat="lain@luar.example")
		(baris,) = [b for b in doc.kanal if b.kanal == "Surel Uji"]
		self.assertEqual(baris.alamat, "")


class TestMati(WebhookTestCase):
	"""Killed at any moment: nothing is lost, and a repetition can be told."""

	def setUp(self):
		super().setUp()
		choose("kabid", jam_tenang="Tidak ada")

	def test_a_worker_killed_after_sending_sends_again_under_the_same_key(self):
		self.give()

		def mati():
			raise SystemExit

		kiriman.lay_out(frappe.get_all(antrean.DOCTYPE, pluck="name")[0], self.jam)
		frappe.db.savepoint("pekerja")
		with self.assertRaises(SystemExit):
			kiriman.Putaran(simpan=mati, jam=lambda: self.jam).attempt(
				lambda: kiriman.Putaran(jam=lambda: self.jam).deliver(self.rows()[0].name)
			)
		frappe.db.rollback(save_point="pekerja")
		self.assertEqual(self.rows()[0].status, "Antre")
		self.assertEqual(self.run_round(), {"Terkirim": 1})
		satu, dua = (m.kepala["Idempotency-Key"] for m in self.gerbang.masuk)
		self.assertEqual(satu, dua)

	def test_a_worker_killed_before_its_end_loses_nothing(self):
		self.give()
		frappe.db.savepoint("pekerja")
		with patch.object(kiriman, "insert", side_effect=SystemExit), self.assertRaises(SystemExit):
			self.run_round()
		frappe.db.rollback(save_point="pekerja")
		self.assertEqual(frappe.db.count(antrean.DOCTYPE), 1)
		self.assertEqual(self.run_round(), {"Terkirim": 1})


class TestDuaPekerja(KirimanTestCase):
	"""Committed rows, two connections."""

	def setUp(self):
		frappe.set_user("Administrator")
		frappe.db.delete(kiriman.DOCTYPE)
		frappe.db.delete(antrean.DOCTYPE)
		gerbang = open_gerbang()
		self.gerbang = gerbang.__enter__()
		self.addCleanup(gerbang.__exit__, None, None, None)
		self.kanal = make_kanal(
			"Gerbang Serentak",
			alamat=self.gerbang.alamat,
			jenis_alamat="Tanpa alamat",
			bawaan=1,
			tahan_jam_tenang=0,
		)
		lama = set(frappe.get_all("Notification Log", pluck="name"))
		# one message each to five people, and five notices to one
		self.orang = ("kadis_a", "kabid", "jf1", "jf2", "sekda")
		for kunci in (*self.orang, *["kadis_b"] * 5):
			pemberitahuan.send_to_accounts([(user_of(kunci), "Kabar", "Unit Kerja", "AGN-DA")])
		self.kabar = sorted(set(frappe.get_all("Notification Log", pluck="name")) - lama)
		# the workers are those of the test, not one that happens to run beside it
		with patch("frappe.enqueue"):
			frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(kiriman.DOCTYPE)
		frappe.db.delete("Notification Log", {"name": ("in", self.kabar)})
		frappe.db.delete("Kanal Pemberitahuan", {"name": self.kanal.name})
		frappe.db.commit()
		daftar._forget()

	def test_each_message_goes_out_once(self):
		kerja = ("Administrator", lambda: kiriman.Putaran().run())
		hasil = at_once(kerja, kerja, kerja)
		for h in hasil:
			if isinstance(h, Exception):
				raise h
		frappe.db.rollback()
		self.assertEqual(sum(hasil), 10)
		# each under a key of its own, and each notice in one message only
		kunci = [m.kepala["Idempotency-Key"] for m in self.gerbang.masuk]
		self.assertEqual(len(kunci), len(set(kunci)))
		kabar = Counter()
		for isi in self.gerbang.isi:
			kabar[isi["penerima"]["akun"]] += len(isi["butir"]) or 1
		self.assertEqual(kabar, {**{user_of(k): 1 for k in self.orang}, user_of("kadis_b"): 5})
		self.assertEqual({b.status for b in self.rows()}, {"Terkirim"})
		self.assertEqual(frappe.db.count(antrean.DOCTYPE), 0)
