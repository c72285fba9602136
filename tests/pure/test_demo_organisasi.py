"""The organisation of the demo: whole, repeatable, and built of invented people."""

import csv
import io
from collections import Counter
from datetime import date

import pytest

from devbench.demo import organisasi as org
from transformasi_asn.organisasi.domain.nip import periksa_nip

STRUCTURAL = {"JPT Madya", "JPT Pratama", "Administrator", "Pengawas"}


@pytest.fixture(scope="module")
def built():
	return org.build()


@pytest.fixture(scope="module")
def texts(built):
	return org.csv_texts(built)


def read(text):
	return list(csv.DictReader(io.StringIO(text)))


def test_same_seed_gives_the_same_bytes(texts):
	assert org.csv_texts(org.build()) == texts


def test_another_seed_gives_other_people(texts):
	other = org.csv_texts(org.build(seed=1))
	assert other["jabatan"] == texts["jabatan"]
	assert other["pegawai"] != texts["pegawai"]


def test_size(built):
	assert 1000 <= len(built.posts) <= 1500
	assert 1500 <= len(built.people) <= 2000


def test_18_dinas_and_8_badan(texts):
	kinds = Counter(row["jenis"] for row in read(texts["unit_kerja"]) if row["perangkat_daerah"] == "1")
	assert kinds["Dinas"] == 18
	assert kinds["Badan"] == 8
	assert kinds["Inspektorat"] == kinds["Sekretariat DPRD"] == kinds["Sekretariat Daerah"] == 1


def test_three_perangkat_daerah_are_simplified(built):
	simplified = {u["kode"] for u in built.units if u["disederhanakan"]}
	assert simplified == {"BKPSDM", "DISKOMINFOS", "DISBUD"}
	for kode in simplified:
		posts = [p for p in built.posts if p.unit_kerja.startswith(f"{kode}.B")]
		assert not [p for p in posts if p.jenis == "Pengawas"]
		assert [p for p in posts if p.jenjang == "Ahli Muda"]
		assert [p for p in built.posts if p.unit_kerja == f"{kode}.JF" and p.jenjang == "Ahli Madya"]


def test_codes_are_unique_and_references_known(built):
	units = [u["kode"] for u in built.units]
	posts = [p.kode for p in built.posts]
	assert len(set(units)) == len(units)
	assert len(set(posts)) == len(posts)
	assert {p.unit_kerja for p in built.posts} <= set(units)
	for post in built.posts:
		assert {post.atasan, post.koordinator, post.pengganti} - {""} <= set(posts)
	for unit in built.units:
		assert unit.get("koordinator", "") in {"", *posts}


def test_parents_stand_before_children(built):
	seen = {""}
	for unit in built.units:
		assert unit["parent_unit_kerja"] in seen
		seen.add(unit["kode"])
	seen = {""}
	for post in built.posts:
		assert post.atasan in seen
		seen.add(post.kode)


def test_every_post_reaches_the_governor(built):
	above = {p.kode: p.atasan for p in built.posts}
	for kode in above:
		path = [kode]
		while above[path[-1]]:
			path.append(above[path[-1]])
			assert len(path) == len(set(path)), path
		assert path[-1] == "GUB"


def test_heads_answer_to_the_sekda_and_biro_to_an_asisten(built):
	heads = [p for p in built.posts if p.peran_struktur == "Kepala Perangkat Daerah"]
	assert len(heads) == 28
	assert {p.atasan for p in heads} == {"SEKDA"}
	biro = [p for p in built.posts if p.peran_struktur == "Kepala Biro"]
	assert biro and {p.atasan for p in biro} <= {"AS1", "AS2", "AS3"}


def test_every_perangkat_daerah_has_its_register_desk(built):
	desks = {p.kode for p in built.posts if p.peran_meja == "Tata Usaha ASN"}
	assert desks == {f"TU-{u['kode']}" for u in built.units if u["perangkat_daerah"] and u["kode"] != "BALI"}
	assert [p.kode for p in built.posts if p.peran_meja == "Pengelola Kepegawaian"] == ["PK-BKPSDM"]


def test_no_seat_is_filled_twice_and_nobody_sits_twice(built):
	holders = Counter(p["jabatan"] for p in built.placements)
	seats = {p.kode: p.jumlah_kursi for p in built.posts}
	assert all(number <= seats[kode] for kode, number in holders.items())
	assert max(Counter(p["pegawai"] for p in built.placements).values()) == 1


def test_only_the_posts_meant_to_be_empty_are_empty(built):
	empty = {p.kode for p in built.posts} - {p["jabatan"] for p in built.placements}
	assert empty == set(org.load("organisasi.json")["kosong"])


def test_people_are_distinct(built):
	for key in ("nama", "email"):
		values = [p[key] for p in built.people]
		assert len(set(values)) == len(values), key
	keys = [p.get("nip") or p["kunci"] for p in built.people]
	assert len(set(keys)) == len(keys)
	assert all(p["email"].endswith("@demo.example") for p in built.people)


def test_nip_follows_birth_date_month_and_sex(built):
	for person in built.people:
		nip = person.get("nip")
		if not nip:
			assert person["jenis_kepegawaian"] in ("Pejabat Negara", "Non-ASN")
			continue
		assert len(nip) == 18 and nip.isdigit()
		assert nip[:8] == person["tanggal_lahir"].replace("-", "")
		assert nip[14] == ("1" if person["jenis_kelamin"] == "Laki-laki" else "2")
		assert 1 <= int(nip[15:])
		if person["jenis_kepegawaian"] == "PPPK":
			assert nip[12:14] == "21"
		else:
			assert 1 <= int(nip[12:14]) <= 12
		age = int(nip[8:12]) - int(nip[:4])
		assert 18 <= age <= 46, nip


def test_nobody_is_past_the_age_of_retirement(built):
	limits = {"JPT Madya": 60, "JPT Pratama": 60, "Ahli Madya": 60}
	day = date.fromisoformat(org.load("organisasi.json")["tanggal_acuan"])
	posts = {p.kode: p for p in built.posts}
	born = {p.get("nip") or p["kunci"]: date.fromisoformat(p["tanggal_lahir"]) for p in built.people}
	for placement in built.placements:
		post = posts[placement["jabatan"]]
		if post.jenis != "Pejabat Negara":
			limit = limits.get(post.jenjang) or limits.get(post.jenis) or 58
			assert (day - born[placement["pegawai"]]).days < limit * 365.25, post.kode


def test_ranks_fit_the_posts(built):
	posts = {p.kode: p for p in built.posts}
	held = {p["pegawai"]: posts[p["jabatan"]] for p in built.placements}
	for person in built.people:
		post = held[person.get("nip") or person["kunci"]]
		if post.jenis in STRUCTURAL:
			assert person["pangkat_golongan"] in org.RANKS_BY_ESELON[post.eselon]


def test_no_invented_name_uses_a_word_to_be_avoided(built):
	avoid = {word.lower() for word in org.load("nama.json")["dihindari"]}
	for person in built.people:
		assert not set(person["nama"].lower().split()) & avoid


def test_the_app_accepts_the_numbers(built):
	for person in built.people:
		born = date.fromisoformat(person["tanggal_lahir"])
		kind, sex = person["jenis_kepegawaian"], person["jenis_kelamin"]
		assert not periksa_nip(person.get("nip"), kind, born, sex), person
