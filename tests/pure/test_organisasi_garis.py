"""Lines of command, with the lines that the app ships."""

import json
from datetime import date
from pathlib import Path

import pytest

from transformasi_asn.organisasi.domain.garis import FaktaGaris, find_line
from transformasi_asn.organisasi.domain.struktur import FaktaJabatan

HARI = date(2026, 6, 1)
MUATAN = json.loads((Path(__file__).parents[2] / "fixtures" / "garis_koordinasi.json").read_text())
GARIS = [
	FaktaGaris(
		kode=m["kode"],
		dari_peran=m["dari_peran"],
		ke_peran=m["ke_peran"],
		dikoordinasikan=m["cakupan"] == "Yang dikoordinasikan",
		keterangan=m["keterangan"],
	)
	for m in MUATAN
]


def jabatan(kode, **kw):
	return FaktaJabatan(kode, kode, kw.pop("jenis", "JPT Pratama"), **kw)


GUB = jabatan("GUB", peran="Kepala Daerah")
SEKDA = jabatan("SEKDA", peran="Sekretaris Daerah", atasan="GUB")
AS1 = jabatan("AS1", peran="Asisten", atasan="SEKDA")
AS2 = jabatan("AS2", peran="Asisten", atasan="SEKDA")
KADIS = jabatan(
	"KADIS", peran="Kepala Perangkat Daerah", atasan="SEKDA", kepala_unit=True, koordinator_unit="AS1"
)
KABIRO = jabatan("KABIRO", peran="Kepala Biro", atasan="SEKDA", kepala_unit=True, koordinator_unit="AS2")
KABID = jabatan("KABID", atasan="KADIS", koordinator_unit="AS1")
KOOR = jabatan("KOOR", jenis="Fungsional", atasan="KADIS")
JF = jabatan("JF", jenis="Fungsional", atasan="KABID", koordinator="KOOR")


@pytest.mark.parametrize(
	("pemberi", "penerima", "kode"),
	[
		(KADIS, KABID, "KABID"),
		(GUB, KADIS, "KDH-PD"),
		(SEKDA, AS1, "AS1"),
		(AS1, KADIS, "ASISTEN-PD"),
		(AS2, KADIS, None),
		(AS2, KABIRO, "ASISTEN-BIRO"),
		(AS1, KABID, None),
		(KOOR, JF, "KOORDINATOR"),
		(KADIS, JF, None),
		(KABID, KADIS, None),
		(KADIS, KADIS, None),
		(GUB, KABID, None),
	],
)
def test_jalur(pemberi, penerima, kode):
	jalur = find_line(pemberi, penerima, GARIS, HARI)
	assert (jalur and jalur.kode) == kode


def test_masa_berlaku():
	garis = FaktaGaris("X", ke_jabatan="KABID", mulai=HARI, selesai=date(2026, 7, 1))
	assert find_line(GUB, KABID, [garis], HARI).jenis == "garis koordinasi"
	assert find_line(GUB, KABID, [garis], date(2026, 5, 31)) is None
	assert find_line(GUB, KABID, [garis], date(2026, 7, 1)) is None
