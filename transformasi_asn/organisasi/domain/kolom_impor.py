"""The columns of every CSV that can be imported: fieldnames, references by business key."""

from .aturan_jabatan import PERAN_MEJA
from .impor import Kolom
from .struktur import JenisJabatan, Kapasitas

JENIS_UNIT = (
	"Pemerintah Daerah",
	"Sekretariat Daerah",
	"Sekretariat DPRD",
	"Inspektorat",
	"Dinas",
	"Badan",
	"Biro",
	"Sekretariat",
	"Bidang",
	"Bagian",
	"Subbagian",
	"Seksi",
	"UPTD",
	"Kelompok Jabatan",
	"Lainnya",
)
PERAN_STRUKTUR = (
	"Kepala Daerah",
	"Wakil Kepala Daerah",
	"Sekretaris Daerah",
	"Asisten",
	"Staf Ahli",
	"Kepala Perangkat Daerah",
	"Kepala Biro",
)
ESELON = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a")
JENJANG = (
	"Pemula",
	"Terampil",
	"Mahir",
	"Penyelia",
	"Ahli Pertama",
	"Ahli Muda",
	"Ahli Madya",
	"Ahli Utama",
)
JENIS_KEPEGAWAIAN = ("PNS", "CPNS", "PPPK", "Pejabat Negara", "Non-ASN")

UNIT_KERJA = (
	Kolom("kode", "kode", wajib=True),
	Kolom("nama", wajib=True),
	Kolom("nama_singkat"),
	Kolom("jenis", "pilihan", wajib=True, pilihan=JENIS_UNIT),
	Kolom("parent_unit_kerja", "kode"),
	Kolom("perangkat_daerah", "ya_tidak", bawaan=0),
	Kolom("disederhanakan", "ya_tidak", bawaan=0),
	Kolom("koordinator", "kode"),
	Kolom("aktif", "ya_tidak", bawaan=1),
)
JABATAN = (
	Kolom("kode", "kode", wajib=True),
	Kolom("nama", wajib=True),
	Kolom("unit_kerja", "kode", wajib=True),
	Kolom("jenis", "pilihan", wajib=True, pilihan=tuple(j.value for j in JenisJabatan)),
	Kolom("eselon", "pilihan", pilihan=ESELON),
	Kolom("jabatan_fungsional"),
	Kolom("jenjang", "pilihan", pilihan=JENJANG),
	Kolom("atasan", "kode"),
	Kolom("kepala_unit", "ya_tidak", bawaan=0),
	Kolom("peran_struktur", "pilihan", pilihan=PERAN_STRUKTUR),
	Kolom("pengganti", "kode"),
	Kolom("koordinator", "kode"),
	Kolom("jumlah_kursi", "bilangan", bawaan=1),
	Kolom("peran_meja", "pilihan", pilihan=PERAN_MEJA),
	Kolom("aktif", "ya_tidak", bawaan=1),
)
PEGAWAI = (
	Kolom("nip", panjang=30),
	Kolom("kunci", "kode"),
	Kolom("nama", wajib=True),
	Kolom("jenis_kepegawaian", "pilihan", wajib=True, pilihan=JENIS_KEPEGAWAIAN),
	Kolom("jenis_kelamin", "pilihan", pilihan=("Laki-laki", "Perempuan")),
	Kolom("tanggal_lahir", "tanggal"),
	Kolom("pangkat_golongan"),
	Kolom("email"),
	Kolom("user"),
	Kolom("aktif", "ya_tidak", bawaan=1),
)
PENEMPATAN = (
	Kolom("pegawai", "kode", wajib=True),
	Kolom("jabatan", "kode", wajib=True),
	Kolom(
		"kapasitas", "pilihan", pilihan=tuple(k.value for k in Kapasitas), bawaan=Kapasitas.DEFINITIF.value
	),
	Kolom("mulai", "tanggal", wajib=True),
	Kolom("selesai", "tanggal"),
	Kolom("berhalangan_tetap", "tanggal"),
	Kolom("nomor_surat"),
	Kolom("tanggal_surat", "tanggal"),
	Kolom("dasar", panjang=2000),
	Kolom("wewenang_rahasia", "ya_tidak", bawaan=0),
	Kolom("riwayat", "ya_tidak", bawaan=0),
)
