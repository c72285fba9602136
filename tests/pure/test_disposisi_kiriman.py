"""When a message to the outside goes out, and what it says."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transformasi_asn.disposisi.domain.kiriman import (
	BASI,
	JEDA,
	JEDA_TERLAMA,
	breaks_through,
	end_of_quiet,
	is_basi,
	retry_at,
)
from transformasi_asn.disposisi.domain.pesan import (
	ISIAN,
	Butir,
	JenisAlamat,
	Pesan,
	TemplatRusakError,
	clean_alamat,
	clean_telepon,
	default_body,
	fill,
	find_nested,
	find_unknown,
	parse_template,
	shorten,
	sign,
	to_text,
	values_of,
)
from transformasi_asn.disposisi.domain.ringkasan import BATAS_BUTIR, TugasTerbuka, sort_out

KINI = datetime(2026, 11, 24, 10, 0)
URGENSI = ("Biasa", "Segera", "Sangat Segera")


# -- trying again ----------------------------------------------------------------------------------


def test_pauses_grow_and_end():
	jeda = [retry_at(n, KINI) - KINI for n in range(1, len(JEDA) + 1)]
	assert jeda == sorted(jeda) and jeda[0] == timedelta(minutes=1) and len(set(jeda)) == len(jeda)
	assert retry_at(len(JEDA) + 1, KINI) is None


@pytest.mark.parametrize(
	("diminta", "jeda"),
	[
		(timedelta(seconds=5), timedelta(minutes=1)),  # never sooner than we would
		(timedelta(minutes=30), timedelta(minutes=30)),
		(timedelta(days=400), JEDA_TERLAMA),
	],
)
def test_a_gateway_may_ask_for_a_longer_pause(diminta, jeda):
	assert retry_at(1, KINI, diminta) == KINI + jeda


def test_what_waited_too_long_says_nothing_new():
	assert not is_basi(KINI - BASI, KINI)
	assert is_basi(KINI - BASI - timedelta(seconds=1), KINI)


# -- quiet hours -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("mulai", "selesai", "jam", "sampai"),
	[
		("12:00", "13:00", "11:59", None),
		("12:00", "13:00", "12:00", "24 13:00"),
		("12:00", "13:00", "12:59", "24 13:00"),
		("12:00", "13:00", "13:00", None),
		# over midnight
		("22:00", "06:00", "21:59", None),
		("22:00", "06:00", "22:00", "25 06:00"),
		("22:00", "06:00", "23:59", "25 06:00"),
		("22:00", "06:00", "00:00", "24 06:00"),
		("22:00", "06:00", "05:59", "24 06:00"),
		("22:00", "06:00", "06:00", None),
		("22:00", "00:00", "23:00", "25 00:00"),
		("00:00", "06:00", "00:00", "24 06:00"),
	],
)
def test_quiet_hours(mulai, selesai, jam, sampai):
	kini = datetime.fromisoformat(f"2026-11-24 {jam}")
	diharapkan = datetime.fromisoformat(f"2026-11-{sampai}") if sampai else None
	assert end_of_quiet(_minutes(mulai), _minutes(selesai), kini) == diharapkan


def _minutes(jam: str) -> int:
	return int(jam[:2]) * 60 + int(jam[3:])


@given(
	st.integers(0, 1439),
	st.integers(0, 1439),
	st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
)
def test_after_quiet_hours_it_is_not_quiet(mulai, selesai, kini):
	if mulai == selesai:
		return  # refused on the form
	sampai = end_of_quiet(mulai, selesai, kini)
	if sampai:
		assert kini < sampai <= kini + timedelta(days=1)
		assert end_of_quiet(mulai, selesai, sampai) is None


@pytest.mark.parametrize(
	("urgensi", "ambang", "menembus"),
	[
		("Sangat Segera", "Sangat Segera", True),
		("Segera", "Sangat Segera", False),
		("Sangat Segera", "Segera", True),
		("Biasa", "Biasa", True),
		("Sangat Segera", "", False),
		(None, "Biasa", False),
		("Biasa", "Kilat", False),
	],
)
def test_urgency_breaks_through(urgensi, ambang, menembus):
	assert breaks_through(urgensi, ambang, URGENSI) is menembus


# -- what it says ----------------------------------------------------------------------------------


def make_pesan(**kw) -> Pesan:
	return Pesan(
		**{
			"kunci": "kunci-1",
			"jenis": "Langsung",
			"akun": "a@uji.example",
			"nama": "Uji",
			"alamat": "628123456789",
			"judul": "Tugas baru",
			"isi": 'Tugas baru dari Uji: Rapat <b> & "lain"',
			"tautan": "https://asn.example/app/tugas/x",
			**kw,
		}
	)


def test_plain_text_of_a_notice():
	assert to_text("Tugas baru: <b>Rapat &lt;A&gt; &amp; B</b>\n  lagi") == "Tugas baru: Rapat <A> & B lagi"
	assert to_text(None) == ""


def test_subject_is_one_line():
	assert shorten("a\r\nBcc: b@x.example") == "a Bcc: b@x.example"
	assert len(shorten("x" * 500)) == 140 and shorten("x" * 500).endswith("…")


def test_html_escapes_what_people_typed():
	html = make_pesan(butir=(Butir("<i>x</i>", "https://asn.example/?a=1&b=2"),)).html
	assert "<b>" not in html and "<i>" not in html and "&lt;i&gt;" in html and "a=1&amp;b=2" in html


def test_text_names_every_line_with_its_link():
	teks = make_pesan(butir=(Butir("Satu", "u1"), Butir("Dua", "u2"))).teks
	assert teks.splitlines()[1:] == ["- Satu", "  u1", "- Dua", "  u2", "https://asn.example/app/tugas/x"]


def test_template_takes_every_name_and_data_stays_data():
	templat = parse_template(
		json.dumps({n: f"<{{{n}}}>" for n in ISIAN} | {"dalam": [{"k": "{isi}"}, 7, None]})
	)
	pesan = make_pesan(isi='"}, {token} {alamat} \\', judul="{nama}")
	isi = fill(templat, values_of(pesan, "2026-11-24 10:00:00"))
	assert isi["isi"] == '<"}, {token} {alamat} \\>'  # what is put in is not looked at again
	assert isi["judul"] == "<{nama}>"
	assert isi["dalam"] == [{"k": pesan.isi}, 7, None]
	assert json.loads(json.dumps(isi)) == isi


def test_template_findings():
	with pytest.raises(TemplatRusakError) as galat:
		parse_template('{"a": 1,\n "b" 2}')
	assert galat.value.args[1] == 2
	with pytest.raises(TemplatRusakError):
		parse_template("[1]")
	assert find_unknown({"a": "{isi} {perihal}", "b": [{"c": "{token}"}]}) == ["perihal", "token"]
	assert find_nested({"a": 1, "b": [1], "c": {}}) == ["b", "c"]


def test_default_body_is_complete():
	isi = default_body(make_pesan(butir=(Butir("x", "y"),)), "w")
	assert isi["id"] == "kunci-1" and isi["penerima"]["alamat"] == "628123456789"
	assert isi["butir"] == [{"teks": "x", "tautan": "y"}] and isi["waktu"] == "w"


def test_signature_is_that_of_the_specification():
	badan = b'{"a": 1}'
	kunci = b"\x01\x02 rahasia \xff"
	tanda = sign("msg_1", 1700000000, badan, "whsec_" + base64.b64encode(kunci).decode())
	dihitung = hmac.new(kunci, b"msg_1.1700000000." + badan, hashlib.sha256).digest()
	assert tanda == "v1," + base64.b64encode(dihitung).decode()
	assert sign("m", 1, b"", "biasa").startswith("v1,")
	assert sign("m", 1, b"", "whsec_bukan base64!") == sign("m", 1, b"", "whsec_bukan base64!")
	assert sign("m", 1, b"", "a") != sign("m", 2, b"", "a")


# -- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("nomor", "hasil"),
	[
		("0812-3456-7890", "6281234567890"),
		("+62 812 3456 7890", "6281234567890"),
		("(0361) 123.456", "62361123456"),
		("6281234567890", "6281234567890"),
		("0812", None),
		("", None),
		("08x2345678", None),
		("++628123456789", None),
		("1" * 16, None),
		("0812345678; DROP", None),
	],
)
def test_telephone_numbers(nomor, hasil):
	assert clean_telepon(nomor) == hasil


@pytest.mark.parametrize(
	("id_obrolan", "sah"),
	[
		("123456789", True),
		("-1001234567890", True),
		("@saluran_uji", True),
		("a b", False),
		("", False),
		("{isi}", False),
	],
)
def test_chat_ids(id_obrolan, sah):
	assert (clean_alamat(JenisAlamat.OBROLAN, id_obrolan) is not None) is sah


# -- the digest ------------------------------------------------------------------------------------


def tugas(nama: str, jatuh_tempo: str | None, **kw) -> TugasTerbuka:
	return TugasTerbuka(
		nama, f"Perihal {nama}", "Biasa", datetime.fromisoformat(jatuh_tempo) if jatuh_tempo else None, **kw
	)


def test_digest_sorts_out_late_and_today():
	m = sort_out(
		[
			tugas("nanti", "2026-11-24 16:00"),
			tugas("lama", "2026-11-20 16:00"),
			tugas("baru lewat", "2026-11-24 09:59"),
			tugas("besok", "2026-11-25 08:00"),
			tugas("tanpa", None),
			tugas("dijeda", "2026-11-20 16:00", berhenti=True),
			tugas("lama", "2026-11-20 16:00"),  # found in two boxes
		],
		KINI,
	)
	assert [t.nama for t in m.terlambat] == ["lama", "baru lewat"]
	assert [t.nama for t in m.hari_ini] == ["nanti"]
	assert [t.nama for t in m.butir] == ["lama", "baru lewat", "nanti"]


def test_digest_names_few_and_counts_all():
	m = sort_out([tugas(f"t{n:02}", "2026-11-20 16:00") for n in range(30)], KINI)
	assert len(m.terlambat) == 30 and len(m.butir) == BATAS_BUTIR


def test_options_of_the_forms_are_those_of_the_domain():
	from pathlib import Path

	import transformasi_asn
	from transformasi_asn.disposisi.domain.kiriman import Jenis, Status

	induk = Path(transformasi_asn.__file__).parent / "disposisi" / "doctype"
	for doctype, field, pilihan in (
		("kiriman_pemberitahuan", "status", Status),
		("kiriman_pemberitahuan", "jenis", Jenis),
		("kanal_pemberitahuan", "jenis_alamat", JenisAlamat),
		("pilihan_kanal", "jenis_alamat", JenisAlamat),
	):
		meta = json.loads((induk / doctype / f"{doctype}.json").read_text(encoding="utf-8"))
		(options,) = (df["options"] for df in meta["fields"] if df["fieldname"] == field)
		assert options.split("\n") == [a.value for a in pilihan], f"{doctype}.{field}"
