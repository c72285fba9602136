"""The options offered in the desk are those that the domain knows."""

import json
from pathlib import Path

import pytest

import transformasi_asn
from transformasi_asn.tata_kerja.domain.keamanan import Hubungan, Keamanan, Tingkat
from transformasi_asn.tata_kerja.domain.pola import POLA_DIJALANKAN, Instrumen, Pemicu, Pola

DOCTYPE = Path(transformasi_asn.__file__).parent / "tata_kerja" / "doctype"


@pytest.mark.parametrize(
	("doctype", "field", "pilihan"),
	[
		("baris_aturan_pola", "pola", Pola),
		("baris_aturan_pola", "instrumen", Instrumen),
		("penetapan_pola", "pola", Pola),
		("penetapan_pola", "pola_dijalankan", [pola for pola in Pola if pola in POLA_DIJALANKAN]),
		("penetapan_pola", "pemicu", Pemicu),
		("potongan_keamanan", "hubungan", Hubungan),
		("potongan_keamanan", "keamanan", Keamanan),
		("potongan_keamanan", "tingkat", Tingkat),
	],
)
def test_options(doctype, field, pilihan):
	meta = json.loads((DOCTYPE / doctype / f"{doctype}.json").read_text(encoding="utf-8"))
	(options,) = (df["options"] for df in meta["fields"] if df["fieldname"] == field)
	assert options.split("\n") == [anggota.value for anggota in pilihan]
