"""The stories of the demo: complete, and about people, posts and activities that exist."""

import json

import pytest

from devbench.demo import organisasi as org
from devbench.demo import stories

FIXTURES = org.DATA.parent


@pytest.fixture(scope="module")
def script():
	return stories.read_script()


@pytest.fixture(scope="module")
def posts():
	return {post.kode: post for post in org.build().posts}


def names(file, key):
	return {row[key] for row in json.loads((FIXTURES / file).read_text(encoding="utf-8"))}


def played(script):
	return [story for story in script.cerita if story.langkah]


def test_at_least_sixteen_letters_and_some_for_the_tour(script):
	assert len(played(script)) >= 16
	assert {story.wisata for story in script.cerita if not story.langkah} == {"sekda", "sebelum", "sesudah"}
	keys = [story.kode for story in script.cerita]
	subjects = [story.naskah["perihal"] for story in script.cerita]
	assert len(set(keys)) == len(keys)
	assert len(set(subjects)) == len(subjects)


def test_every_row_of_the_decision_table_is_played(script):
	rules = {story.first.harapan.aturan for story in played(script)}
	assert {f"Bawaan/B{number}" for number in range(1, 7)} <= rules
	assert [rule for rule in rules if not rule.startswith("Bawaan/")]


def test_every_played_letter_says_what_it_expects(script):
	for story in played(script):
		assert story.first and story.first.harapan, story.kode
		assert {step.aksi for step in story.langkah} <= set(stories.ACTIONS)


def test_people_and_posts_exist(script, posts):
	empty = set(org.load("organisasi.json")["kosong"])
	for reference in stories.actors(script):
		kode, _, seat = reference.partition("#")
		assert kode in posts, reference
		if seat:
			assert int(seat) <= posts[kode].jumlah_kursi, reference
			assert kode not in empty, reference
		else:
			assert posts[kode].jenis not in ("Fungsional", "Pelaksana"), reference


def test_teams_exist(script):
	known = {f"tim:{team['kunci']}" for team in script.raw["tim"]}
	used = {ref for story in script.cerita for step in story.langkah for ref in step.kepada if ":" in ref}
	assert used <= known
	for team in script.raw["tim"]:
		assert [role for _, role in team["anggota"]].count("Ketua") == 1


def test_activities_kinds_and_classes_exist(script):
	activities = names("kegiatan.json", "kode") | {row["kode"] for row in script.raw["kegiatan"]}
	kinds = names("jenis_naskah.json", "nama")
	classes = names("klasifikasi_arsip.json", "kode")
	orders = names("instruksi_disposisi.json", "nama")
	targets = [row for doc in script.raw["dokumen_kinerja"] for row in doc["target"]] + script.raw[
		"target_umum"
	]
	assert {row[0] for row in targets} <= activities
	for story in script.cerita:
		assert story.naskah.get("kegiatan", "X.XX.01") in activities, story.kode
		assert story.naskah["jenis_naskah"] in kinds, story.kode
		assert story.naskah["klasifikasi"] in classes, story.kode
		assert {step.instruksi for step in story.langkah} <= orders, story.kode


def test_an_activity_stands_without_target_and_another_only_in_next_year(script):
	now = [doc for doc in script.raw["dokumen_kinerja"] if doc["tahun"] == 0]
	after = [doc for doc in script.raw["dokumen_kinerja"] if doc["tahun"] == 1]
	assert [row for doc in now for row in doc["target"] if not row[2]]
	assert {row[0] for doc in after for row in doc["target"]} - {
		row[0] for doc in now for row in doc["target"]
	}
