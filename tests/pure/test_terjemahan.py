"""The English file knows every text that the app can show, and nothing else.

The texts are collected from their sources: DocTypes and other standard records, the shipped workflows and
roles, the literals passed to `_()` and `__()`, and the findings of `domain/` and `impor/`, which reach `_()`
as variables. Fill-in values of the records that an agency keeps (kinds of letters, activities, names of
posts) are its own data and are not translated; neither is what a decision stores for good.
"""

import ast
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import transformasi_asn

APLIKASI = Path(transformasi_asn.__file__).resolve().parent
REPO = APLIKASI.parent
BERKAS = APLIKASI / "translations" / "en.csv"

TAG = re.compile(r"<[^>]+>")
TEMPAT_ISI = re.compile(r"\{\w*\}")

# Proper names, abbreviations of the regulations and words that both languages share.
SAMA = frozenset(
	{
		"ASN",
		"Administrator",
		"Auditor",
		"Email",
		"JSON",
		"Non-ASN",
		"Program",
		"Status",
		"System Manager",
		"Target",
		"Token",
	}
)
TANPA_KATA = re.compile(r"[IV]+\.[a-e]|[^A-Za-z]*")

# Words that no English sentence contains.
KATA_INDONESIA = re.compile(
	r"\b(yang|dan|atau|tidak|untuk|dengan|pada|dari|oleh|belum|sudah|hanya|harus|sebagai|kepada|bila|dapat|"
	r"hari|isi|pilih|jabatan|tugas|naskah|tenggat|pemberi|penerima|pegawai|pangkat|jenjang|kegiatan|aturan)\b",
	re.IGNORECASE,
)


class Teks(NamedTuple):
	"""One text to translate: as core looks it up, its context, and where it stands."""

	sumber: str
	tempat: str
	konteks: str = ""

	@property
	def kunci(self) -> tuple[str, str]:
		"""What a row of the file must say."""
		return self.sumber, self.konteks


# One word of the regulations, one word in English.
ISTILAH = {
	"tembusan": "cop(y|ies)",
	"tenggat": "deadline",
	"pangkat": "rank",
	"eselon": "echelon",
	"penempatan": "placement",
	"perangkat daerah": "regional agenc(y|ies)",
	"dokumen kinerja": "performance document",
	"garis koordinasi": "coordination line",
	"pokja": "working group",
	"tim kerja": "work team",
	"disposisi": "disposition",
	"naskah": "letter",
	"penerima": "recipient|receiving",
	"pemberi": "giver",
	"unit kerja": "work unit",
	"alur": "workflow",
	"tahap": "stage",
	"jenjang": "level",
	"kompetensi": "competence",
}

# Labels that mean something else in one DocType; newer versions of core ask for them by its name first.
LABEL_KHUSUS = {
	("Selesai", "Penempatan"): "selesai",
	("Selesai", "Garis Koordinasi"): "selesai",
	("Anggota", "Pokja"): "anggota",
	("Penerima", "Disposisi"): "penerima",
}


class BukanLiteralError(ValueError):
	"""A call that translates something put together at run time, which no file can know."""


# -- what stands in Python -------------------------------------------------------------------------


def as_key(teks: str) -> str:
	"""The text as Python's `_()` looks it up: without tags and outer blanks."""
	return TAG.sub("", teks).strip() if TAG.search(teks) else teks.strip()


def iterate_python(kode: str, tempat: str) -> Iterator[Teks]:
	for simpul in ast.walk(ast.parse(kode)):
		if isinstance(simpul, ast.Call) and _name_of(simpul.func) in ("_", "_lt") and simpul.args:
			di = f"{tempat}:{simpul.lineno}"
			konteks = next((ast.literal_eval(k.value) for k in simpul.keywords if k.arg == "context"), "")
			for teks in _literals(simpul.args[0], di):
				yield Teks(as_key(teks), di, konteks)


def _name_of(fungsi: ast.expr) -> str:
	return fungsi.id if isinstance(fungsi, ast.Name) else getattr(fungsi, "attr", "")


def _literals(simpul: ast.expr, tempat: str) -> Iterator[str]:
	"""Both sides of a choice, one literal; a variable has its texts elsewhere."""
	if isinstance(simpul, ast.IfExp):
		yield from _literals(simpul.body, tempat)
		yield from _literals(simpul.orelse, tempat)
	elif isinstance(simpul, ast.Constant):
		yield simpul.value
	elif isinstance(simpul, ast.JoinedStr | ast.BinOp):
		raise BukanLiteralError(tempat)
	elif isinstance(simpul, ast.Call) and getattr(simpul.func, "attr", "") == "format":
		raise BukanLiteralError(tempat)


def iterate_findings(kode: str, tempat: str) -> Iterator[Teks]:
	"""Sentences of a module that only names what is wrong; the caller translates them when it shows them."""
	pohon = ast.parse(kode)
	dilewati = {id(s.value) for s in ast.walk(pohon) if isinstance(s, ast.Expr)}
	for simpul in ast.walk(pohon):
		if isinstance(simpul, ast.JoinedStr):
			dilewati.update(id(bagian) for bagian in simpul.values)
	for simpul in ast.walk(pohon):
		if isinstance(simpul, ast.Constant) and isinstance(simpul.value, str) and id(simpul) not in dilewati:
			if re.search(r"\s.*\.$", simpul.value):
				yield Teks(as_key(simpul.value), f"{tempat}:{simpul.lineno}")


# -- what stands in scripts and templates ----------------------------------------------------------

PANGGILAN = re.compile(r"(?<![\w.])__\(\s*(?=[\"'`])")
LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
KONTEKS_JS = re.compile(r"""\s*,\s*(?:null|undefined|\[[^\]]*\])\s*,\s*(["'])(.*?)\1""")
PILIHAN_JS = re.compile(r"\[([^\[\]]*)\]\.map\(\((\w+)\) => \(\{ (?:value|value: \2), label: __\(\2\)")
PANGGILAN_JINJA = re.compile(r"""(?<!\w)_\(\s*(["'])((?:\\.|(?!\1).)*)\1\s*(.)""", re.DOTALL)


def iterate_script(kode: str, tempat: str) -> Iterator[Teks]:
	for panggilan in PANGGILAN.finditer(kode):
		di = f"{tempat}:{kode.count(chr(10), 0, panggilan.start()) + 1}"
		literal = LITERAL.match(kode, panggilan.end())
		sesudah = kode[literal.end() :].lstrip()[:1] if literal else ""
		if sesudah not in (",", ")") or not sesudah or (literal[1] == "`" and "${" in literal[2]):
			raise BukanLiteralError(di)
		konteks = KONTEKS_JS.match(kode, literal.end())
		yield Teks(_unescape(literal[2]), di, konteks[2] if konteks else "")
	for daftar in PILIHAN_JS.finditer(kode):
		di = f"{tempat}:{kode.count(chr(10), 0, daftar.start()) + 1}"
		yield from (Teks(_unescape(pilihan[2]), di) for pilihan in LITERAL.finditer(daftar[1]))


def iterate_template(kode: str, tempat: str) -> Iterator[Teks]:
	for panggilan in PANGGILAN_JINJA.finditer(kode):
		di = f"{tempat}:{kode.count(chr(10), 0, panggilan.start()) + 1}"
		if panggilan[3] not in (",", ")"):
			raise BukanLiteralError(di)
		yield Teks(as_key(_unescape(panggilan[2])), di)


def _unescape(literal: str) -> str:
	return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), literal)


# -- what stands in records ------------------------------------------------------------------------


def texts_of_doctype(d: dict[str, Any]) -> Iterator[Any]:
	yield from (d["name"], d.get("module"), d.get("description"))
	for f in d["fields"]:
		yield from (f.get("label"), f.get("description"))
		if f["fieldtype"] == "Select":
			yield from (f.get("options") or "").split("\n")
		if f["fieldtype"] == "HTML":
			yield f.get("options")
	yield from (izin.get("role") for izin in d.get("permissions", ()))
	yield from (aksi.get("label") for aksi in d.get("actions", ()))
	yield from (tautan.get("group") for tautan in d.get("links", ()))
	yield from (status.get("title") for status in d.get("states", ()))


def texts_of_workspace(d: dict[str, Any]) -> Iterator[Any]:
	yield from (d.get("label"), d.get("title"))
	for tabel in ("links", "shortcuts", "number_cards", "charts", "quick_lists"):
		yield from (baris.get("label") for baris in d.get(tabel, ()))
	for blok in json.loads(d.get("content") or "[]"):
		if blok["type"] in ("header", "paragraph"):
			yield blok["data"].get("text")


def texts_of_report(d: dict[str, Any]) -> Iterator[Any]:
	yield d["report_name"]
	yield from (saring.get("label") for saring in d.get("filters", ()))
	konteks = f"Column of report '{d['name']}'"
	yield from ((kolom.get("label"), konteks) for kolom in d.get("columns", ()))


def texts_of_workflow(d: dict[str, Any]) -> Iterator[Any]:
	for status in d["states"]:
		yield from (status["state"], status.get("message"), status.get("update_value"), status["allow_edit"])
	for langkah in d["transitions"]:
		yield from (langkah["action"], langkah["allowed"])


def only(*isian: str):
	"""Records of which only these fields are shown."""
	return lambda d: (d.get(i) for i in isian)


REKAMAN = {
	"DocType": texts_of_doctype,
	"Workspace": texts_of_workspace,
	"Report": texts_of_report,
	"Workflow": texts_of_workflow,
	"Workflow State": only("workflow_state_name"),
	"Workflow Action Master": only("workflow_action_name"),
	"Role": only("role_name"),
	"Number Card": only("label"),
	"Dashboard Chart": only("chart_name"),
	"Dashboard": only("dashboard_name"),
	"Page": only("title"),
	"Print Format": only("name"),
	"Notification": only("name", "subject"),
}


def iterate_record(d: dict[str, Any], tempat: str) -> Iterator[Teks]:
	for isi in REKAMAN[d["doctype"]](d):
		teks, konteks = isi if isinstance(isi, tuple) else (isi, "")
		if teks and teks.strip():
			yield Teks(teks.strip(), tempat, konteks)


# -- all together ----------------------------------------------------------------------------------


def iterate_texts() -> Iterator[Teks]:
	"""Every text of the app."""
	yield from (Teks(modul, "modules.txt") for modul in _read(APLIKASI / "modules.txt").split("\n") if modul)
	for jalur in _files(APLIKASI, "*.json"):
		d = json.loads(_read(jalur))
		if isinstance(d, dict) and "doctype" in d:
			assert d["doctype"] in REKAMAN, f"{_place(jalur)}: teks {d['doctype']} belum dikenal uji ini"
			yield from iterate_record(d, _place(jalur))
	for jalur in _files(REPO / "fixtures", "*.json"):
		isi = json.loads(_read(jalur))
		for d in isi if isinstance(isi, list) else ():
			if d["doctype"] in REKAMAN:
				yield from iterate_record(d, _place(jalur))
	for jalur in _files(APLIKASI, "*.py"):
		yield from iterate_python(_read(jalur), _place(jalur))
		if is_findings(jalur):
			yield from iterate_findings(_read(jalur), _place(jalur))
	for jalur in _files(APLIKASI, "*.js"):
		yield from iterate_script(_read(jalur), _place(jalur))
	for jalur in _files(APLIKASI, "*.html"):
		yield from iterate_script(_read(jalur), _place(jalur))
		yield from iterate_template(_read(jalur), _place(jalur))


def is_findings(jalur: Path) -> bool:
	"""Pure rules whose findings are shown; those of tata_kerja are stored with the decision as they are."""
	bagian = jalur.relative_to(APLIKASI).parts
	return bagian[0] != "tata_kerja" and bool({"domain", "impor"} & set(bagian[:-1]))


def _files(induk: Path, pola: str) -> list[Path]:
	"""Files of the app itself: no tests, nothing built."""
	return sorted(
		p
		for p in induk.rglob(pola)
		if not {"tests", "dist", "node_modules", "demo"} & set(p.relative_to(induk).parts)
	)


def _read(jalur: Path) -> str:
	return jalur.read_text(encoding="utf-8")


def _place(jalur: Path) -> str:
	return jalur.relative_to(REPO).as_posix()


def read_rows() -> list[list[str]]:
	with BERKAS.open(encoding="utf-8", newline="") as f:
		return list(csv.reader(f))


def by_key(teks: Iterable[Teks]) -> dict[tuple[str, str], list[str]]:
	tempat = defaultdict(list)
	for t in teks:
		tempat[t.kunci].append(t.tempat)
	return dict(tempat)


@pytest.fixture(scope="module")
def teks() -> dict[tuple[str, str], list[str]]:
	"""Every text of the app, with the places where it stands."""
	return by_key(iterate_texts())


@pytest.fixture(scope="module")
def terjemahan() -> dict[tuple[str, str], str]:
	return {(sumber, konteks): arti for sumber, arti, konteks in read_rows()}


def test_file_is_well_formed():
	rusak = [f"en.csv:{n}: {b}" for n, b in enumerate(read_rows(), 1) if len(b) != 3 or not all(b[:2])]
	assert not rusak, "\n".join(rusak)
	kunci = [(sumber, konteks) for sumber, _arti, konteks in read_rows()]
	ganda = [str(k) for k, banyak in Counter(kunci).items() if banyak > 1]
	assert not ganda, f"tertulis dua kali di en.csv: {ganda}"
	assert kunci == sorted(kunci), "en.csv tidak urut menurut teks sumbernya"


def test_every_text_is_translated(teks, terjemahan):
	kurang = [f"{tempat[0]}: {kunci[0]!r}" for kunci, tempat in teks.items() if kunci not in terjemahan]
	assert not kurang, "belum ada di translations/en.csv:\n" + "\n".join(kurang)


def test_nothing_is_translated_that_is_not_there(teks, terjemahan):
	lebih = [kunci for kunci in terjemahan if kunci not in teks and kunci not in LABEL_KHUSUS]
	assert not lebih, f"tidak dipakai lagi, hapus dari translations/en.csv: {lebih}"


def test_special_labels_belong_to_their_doctype(terjemahan):
	for (label, doctype), isian in LABEL_KHUSUS.items():
		nama = doctype.lower().replace(" ", "_")
		(jalur,) = APLIKASI.glob(f"*/doctype/{nama}/{nama}.json")
		fields = json.loads(_read(jalur))["fields"]
		assert any(f["fieldname"] == isian and f.get("label") == label for f in fields), (label, doctype)
		assert terjemahan[label, doctype] != terjemahan[label, ""]


def test_nothing_is_left_in_indonesian(teks, terjemahan):
	salah = []
	for kunci, arti in terjemahan.items():
		tempat = teks.get(kunci, [kunci[1]])[0]
		sama = arti == kunci[0] and arti not in SAMA
		if sama and not TANPA_KATA.fullmatch(TEMPAT_ISI.sub("", arti)):
			salah.append(f"{tempat}: {kunci[0]!r} tidak diterjemahkan")
		if sisa := KATA_INDONESIA.search(TEMPAT_ISI.sub("", arti)):
			salah.append(f"{tempat}: {arti!r} masih memuat {sisa[0]!r}")
	assert not salah, "\n".join(salah)


def test_placeholders_and_tags_are_kept(teks, terjemahan):
	salah = [
		f"{teks.get(kunci, kunci)[0]}: {kunci[0]!r} → {arti!r}"
		for kunci, arti in terjemahan.items()
		for pola in (TEMPAT_ISI, TAG)
		if sorted(pola.findall(kunci[0])) != sorted(pola.findall(arti))
	]
	assert not salah, "\n".join(salah)


def test_terms_are_used_in_one_sense(terjemahan):
	salah = [
		f"{sumber!r} → {arti!r}: {istilah} = {padanan}"
		for (sumber, _konteks), arti in terjemahan.items()
		for istilah, padanan in ISTILAH.items()
		if re.search(rf"\b{istilah}(nya)?\b", TEMPAT_ISI.sub("", sumber), re.IGNORECASE)
		and not re.search(rf"\b({padanan})", arti, re.IGNORECASE)
	]
	assert not salah, "\n".join(salah)


@pytest.mark.parametrize(
	("jenis", "isian"),
	[
		("DocType", "name"),
		("Workflow State", "workflow_state_name"),
		("Workflow Action Master", "workflow_action_name"),
		("Role", "role_name"),
	],
)
def test_names_stay_distinct(jenis, isian, terjemahan):
	"""Two DocTypes, states, actions or roles of the same English name could not be told apart."""
	nama = set()
	for jalur in (*_files(APLIKASI, "*.json"), *_files(REPO / "fixtures", "*.json")):
		isi = json.loads(_read(jalur))
		nama |= {d[isian] for d in (isi if isinstance(isi, list) else [isi]) if d.get("doctype") == jenis}
	assert nama
	arti = Counter(terjemahan[n, ""] for n in nama)
	assert not [a for a, banyak in arti.items() if banyak > 1]


@pytest.mark.parametrize(
	("kode", "ada"),
	[
		('_("Satu").format(_(x))', {("Satu", "")}),
		('frappe._("A <b>tebal</b> ")', {("A tebal", "")}),
		('_("Ya" if x else "Tidak", context="jawab")', {("Ya", "jawab"), ("Tidak", "jawab")}),
	],
)
def test_collects_from_python(kode, ada):
	assert {t.kunci for t in iterate_python(kode, "x.py")} == ada


@pytest.mark.parametrize("kode", ['_(f"{a} b")', '_("a" + b)', '_("a {0}".format(b))'])
def test_refuses_python_put_together(kode):
	with pytest.raises(BukanLiteralError):
		list(iterate_python(kode, "x.py"))


@pytest.mark.parametrize(
	("kode", "ada"),
	[
		("__(\"Satu\") + __('Dua {0}', [a])", {("Satu", ""), ("Dua {0}", "")}),
		('__("Tutup \\"ini\\"", null, "tombol")', {('Tutup "ini"', "tombol")}),
		('["A", "B"].map((value) => ({ value, label: __(value) }))', {("A", ""), ("B", "")}),
	],
)
def test_collects_from_scripts(kode, ada):
	assert {t.kunci for t in iterate_script(kode, "x.js")} == ada


@pytest.mark.parametrize("kode", ["__(`a ${b}`)", '__("a" + b)'])
def test_refuses_scripts_put_together(kode):
	with pytest.raises(BukanLiteralError):
		list(iterate_script(kode, "x.js"))


def test_collects_findings_and_templates():
	kode = '"""Not this one."""\nf(f"{a} bukan ini.")\npesan = "Kolom {x} kosong."\nnama = "Unit Kerja"\n'
	assert {t.sumber for t in iterate_findings(kode, "x.py")} == {"Kolom {x} kosong."}
	assert {t.sumber for t in iterate_template("<b>{{ _('Kepada') }}</b>", "x.html")} == {"Kepada"}


def test_words_of_core_that_it_left_untranslated_keep_their_places():
	"""`id.csv` speaks for the framework where its own Indonesian file is silent; the app's texts are Indonesian."""
	with (APLIKASI / "translations" / "id.csv").open(encoding="utf-8", newline="") as berkas:
		baris = list(csv.reader(berkas))
	assert baris == sorted(baris) and all(len(b) == 3 and b[1] for b in baris)
	for sumber, terjemah, _konteks in baris:
		assert Counter(TEMPAT_ISI.findall(sumber)) == Counter(TEMPAT_ISI.findall(terjemah))
