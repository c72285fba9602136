"""The columns of every file that can be imported, and what the template says about them.

Headings are the labels of the forms or the fieldnames; references go by business key.
"""

from collections.abc import Sequence

from .aturan_jabatan import PERAN_MEJA
from .impor import CATATAN, Kolom
from .struktur import JENJANG, JenisJabatan, Kapasitas

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
JENIS_KEPEGAWAIAN = ("PNS", "CPNS", "PPPK", "Pejabat Negara", "Non-ASN")

UNIT_KERJA = (
	Kolom(
		"kode",
		"kode",
		wajib=True,
		judul="Kode",
		arti="Kode unit yang unik dan tidak dapat diganti kemudian.",
		contoh=("CONTOH-DINAS", "CONTOH-BIDANG"),
	),
	Kolom("nama", wajib=True, judul="Nama", contoh=("Dinas Contoh", "Bidang Contoh")),
	Kolom("nama_singkat", judul="Nama Singkat", contoh=("DISCONTOH", "")),
	Kolom("jenis", "pilihan", wajib=True, pilihan=JENIS_UNIT, judul="Jenis", contoh=("Dinas", "Bidang")),
	Kolom(
		"parent_unit_kerja",
		"kode",
		judul="Unit Induk",
		arti="Kode unit di atasnya; barisnya boleh di berkas ini juga, di mana saja.",
		contoh=("", "CONTOH-DINAS"),
	),
	Kolom(
		"perangkat_daerah",
		"ya_tidak",
		bawaan=0,
		judul="Perangkat Daerah",
		arti="Ya bila unit ini mempunyai register agenda, aturan pola kerja, dan kepala sendiri.",
		contoh=("ya", "tidak"),
	),
	Kolom(
		"disederhanakan",
		"ya_tidak",
		bawaan=0,
		judul="Sudah Disederhanakan",
		arti="Ya bila jabatan di bawahnya sudah menjadi jabatan fungsional.",
		contoh=("tidak", "ya"),
	),
	Kolom(
		"koordinator",
		"kode",
		judul="Asisten yang Mengoordinasikan",
		arti="Kode jabatan yang sudah ada. Bila jabatannya belum diimpor, isi Mengoordinasikan Unit pada berkas jabatan.",
	),
	Kolom("aktif", "ya_tidak", bawaan=1, judul="Aktif", contoh=("ya", "ya")),
)
JABATAN = (
	Kolom(
		"kode",
		"kode",
		wajib=True,
		judul="Kode",
		arti="Kode jabatan yang unik dan tidak dapat diganti kemudian.",
		contoh=("CONTOH-KADIS", "CONTOH-ANALIS"),
	),
	Kolom("nama", wajib=True, judul="Nama", contoh=("Kepala Dinas Contoh", "Analis Contoh")),
	Kolom(
		"unit_kerja",
		"kode",
		wajib=True,
		judul="Unit Kerja",
		arti="Kode unit yang sudah diimpor.",
		contoh=("CONTOH-DINAS", "CONTOH-BIDANG"),
	),
	Kolom(
		"jenis",
		"pilihan",
		wajib=True,
		pilihan=tuple(j.value for j in JenisJabatan),
		judul="Jenis",
		contoh=("JPT Pratama", "Fungsional"),
	),
	Kolom(
		"eselon",
		"pilihan",
		pilihan=ESELON,
		judul="Eselon",
		arti="Wajib bagi JPT, Administrator, dan Pengawas.",
		contoh=("II.a", ""),
	),
	Kolom(
		"jabatan_fungsional",
		judul="Jabatan Fungsional",
		arti="Nama dari daftar Jabatan Fungsional; wajib bagi jenis Fungsional.",
		contoh=("", "Analis Kebijakan"),
	),
	Kolom(
		"jenjang",
		"pilihan",
		pilihan=JENJANG,
		judul="Jenjang",
		arti="Wajib bagi jenis Fungsional.",
		contoh=("", "Ahli Muda"),
	),
	Kolom(
		"atasan",
		"kode",
		judul="Atasan Langsung",
		arti="Kode jabatan di atasnya; barisnya boleh di berkas ini juga, di mana saja.",
		contoh=("", "CONTOH-KADIS"),
	),
	Kolom(
		"kepala_unit",
		"ya_tidak",
		bawaan=0,
		judul="Kepala Unit",
		arti="Ya bagi satu jabatan yang memimpin unitnya.",
		contoh=("ya", "tidak"),
	),
	Kolom(
		"peran_struktur",
		"pilihan",
		pilihan=PERAN_STRUKTUR,
		judul="Peran dalam Struktur",
		contoh=("Kepala Perangkat Daerah", ""),
	),
	Kolom(
		"pengganti",
		"kode",
		judul="Jabatan Pengganti",
		arti="Kode jabatan yang bertindak bila jabatan ini kosong dan tidak ada Plt.",
	),
	Kolom(
		"koordinator",
		"kode",
		judul="Koordinator Kelompok",
		arti="Kode jabatan koordinator atau sub-koordinator kelompoknya.",
	),
	Kolom(
		"jumlah_kursi",
		"bilangan",
		bawaan=1,
		judul="Jumlah Kursi",
		arti="Banyaknya pejabat definitif pada saat yang sama.",
		contoh=("1", "5"),
	),
	Kolom("peran_meja", "pilihan", pilihan=PERAN_MEJA, judul="Peran Aplikasi"),
	Kolom(
		"mengoordinasikan",
		"daftar_kode",
		panjang=2000,
		judul="Mengoordinasikan Unit",
		arti="Kode unit yang dikoordinasikan asisten ini, dipisahkan titik koma. Yang tidak disebut tidak berubah.",
	),
	Kolom("aktif", "ya_tidak", bawaan=1, judul="Aktif", contoh=("ya", "ya")),
)
PEGAWAI = (
	Kolom(
		"nip",
		"nip",
		panjang=30,
		judul="NIP / NI PPPK",
		arti="18 angka, tersimpan sebagai teks; wajib bagi PNS, CPNS, dan PPPK.",
		contoh=("000000000000000000", ""),
	),
	Kolom(
		"kunci",
		"kode",
		judul="Kunci Impor",
		arti="Kunci setempat bagi yang tidak mempunyai NIP.",
		contoh=("", "CONTOH-1"),
	),
	Kolom(
		"nama",
		wajib=True,
		judul="Nama",
		arti="Nama lengkap dengan gelar.",
		contoh=("Contoh Pegawai", "Contoh Tenaga Non-ASN"),
	),
	Kolom(
		"jenis_kepegawaian",
		"pilihan",
		wajib=True,
		pilihan=JENIS_KEPEGAWAIAN,
		judul="Jenis Kepegawaian",
		contoh=("PNS", "Non-ASN"),
	),
	Kolom(
		"jenis_kelamin",
		"pilihan",
		pilihan=("Laki-laki", "Perempuan"),
		judul="Jenis Kelamin",
		arti="Boleh kosong bila NIP diisi.",
		contoh=("", "Perempuan"),
	),
	Kolom(
		"tanggal_lahir",
		"tanggal",
		judul="Tanggal Lahir",
		arti="Boleh kosong bila NIP diisi.",
		contoh=("", "1990-12-31"),
	),
	Kolom(
		"pangkat_golongan",
		judul="Pangkat/Golongan",
		arti="Kode dari daftar Pangkat Golongan, misalnya III/a.",
		contoh=("III/a", ""),
	),
	Kolom(
		"email",
		judul="Email",
		arti="Dipakai saat membuat akun pengguna.",
		contoh=("contoh@instansi.example", ""),
	),
	Kolom("user", judul="Akun Pengguna", arti="Akun yang sudah ada; satu akun untuk satu pegawai."),
	Kolom(
		"kompetensi",
		"kompetensi",
		panjang=2000,
		judul="Kompetensi",
		arti="Nama dari daftar Kompetensi dengan tingkat 1 sampai 5, dipisahkan titik koma. Menggantikan seluruh daftar pegawai itu.",
		contoh=("Kearsipan:4; Analisis Kebijakan:3", ""),
	),
	Kolom("aktif", "ya_tidak", bawaan=1, judul="Aktif", contoh=("ya", "ya")),
)
PENEMPATAN = (
	Kolom(
		"pegawai",
		"kunci",
		wajib=True,
		judul="Pegawai",
		arti="NIP, atau kunci impor bagi yang tidak mempunyai NIP.",
		contoh=("000000000000000000", "CONTOH-1"),
	),
	Kolom(
		"jabatan",
		"kode",
		wajib=True,
		judul="Jabatan",
		arti="Kode jabatan yang sudah diimpor.",
		contoh=("CONTOH-KADIS", "CONTOH-ANALIS"),
	),
	Kolom(
		"kapasitas",
		"pilihan",
		pilihan=tuple(k.value for k in Kapasitas),
		bawaan=Kapasitas.DEFINITIF.value,
		judul="Kapasitas",
		contoh=("Definitif", "Plt"),
	),
	Kolom(
		"mulai",
		"tanggal",
		wajib=True,
		judul="Mulai",
		arti="Hari pertama bertugas (TMT).",
		contoh=("2026-01-31", "2026-01-31"),
	),
	Kolom(
		"selesai",
		"tanggal",
		judul="Selesai",
		arti="Hari pertama tidak lagi bertugas; kosong bila masih berjalan.",
		contoh=("", "2026-04-30"),
	),
	Kolom(
		"berhalangan_tetap",
		"tanggal",
		judul="Berhalangan Tetap Sejak",
		arti="Sejak tanggal ini Plt bertindak walaupun pejabat belum diberhentikan.",
	),
	Kolom("nomor_surat", judul="Nomor Surat", contoh=("800/000/CONTOH", "")),
	Kolom("tanggal_surat", "tanggal", judul="Tanggal Surat", contoh=("2026-01-30", "")),
	Kolom(
		"dasar",
		panjang=2000,
		judul="Dasar Pengecualian",
		arti="Diisi bila Plt/Plh melewati batas waktu atau di bawah tingkat yang diperbolehkan.",
	),
	Kolom(
		"wewenang_rahasia",
		"ya_tidak",
		bawaan=0,
		judul="Berwenang atas Naskah Rahasia",
		arti="Hanya dari Surat Perintah; baris yang menambahkannya ditolak.",
	),
	Kolom(
		"riwayat",
		"ya_tidak",
		bawaan=0,
		judul="Riwayat",
		arti="Catatan masa lalu dari sistem lama; batas waktu tidak diperiksa.",
	),
)


def list_pilihan(kolom: Kolom) -> str:
	"""What may stand in a cell of this column, in one line."""
	if kolom.tipe == "ya_tidak":
		return "ya, tidak"
	if kolom.tipe == "tanggal":
		return "2026-01-31, 31-01-2026, 31/01/2026"
	return ", ".join(kolom.pilihan)


def list_contoh(kolom: Sequence[Kolom]) -> list[list[str]]:
	"""Example rows of the template: notes, so that nobody imports them by mistake."""
	banyak = max(len(k.contoh) for k in kolom)
	baris = [[k.contoh[n] if n < len(k.contoh) else "" for k in kolom] for n in range(banyak)]
	return [[f"{CATATAN} {pertama}".rstrip(), *lain] for pertama, *lain in baris]
