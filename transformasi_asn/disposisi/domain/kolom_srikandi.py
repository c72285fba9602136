"""The columns of a list of letters from SRIKANDI, and what the template says about them.

How SRIKANDI names the columns of its lists differs between versions and is not documented in public:
the names besides our own are what its screens show. Columns of others are passed over.
"""

from transformasi_asn.organisasi.domain.impor import Kolom

NASKAH = (
	Kolom(
		"nomor_srikandi",
		panjang=140,
		judul="Nomor SRIKANDI",
		sebutan=("ID Naskah", "Nomor Registrasi", "No. Registrasi"),
		arti="Nomor naskah di SRIKANDI. Naskah yang nomornya sudah tercatat dilewati.",
		contoh=("CONTOH-0001",),
	),
	Kolom(
		"nomor_surat",
		wajib=True,
		judul="Nomor Surat",
		sebutan=("Nomor Naskah", "No. Naskah", "No. Surat"),
		contoh=("005/12/Umum",),
	),
	Kolom(
		"tanggal_surat",
		"tanggal",
		wajib=True,
		judul="Tanggal Surat",
		sebutan=("Tanggal Naskah", "Tgl. Naskah", "Tgl. Surat"),
		contoh=("2026-01-31",),
	),
	Kolom(
		"pengirim",
		wajib=True,
		panjang=200,
		judul="Pengirim",
		sebutan=("Asal Naskah", "Asal Surat", "Instansi Pengirim"),
		contoh=("Kabupaten Contoh",),
	),
	Kolom("perihal", wajib=True, panjang=500, judul="Perihal", sebutan=("Hal",), contoh=("Contoh perihal",)),
	Kolom(
		"tanggal_diterima",
		"tanggal",
		judul="Tanggal Diterima",
		sebutan=("Tgl. Diterima", "Tanggal Registrasi"),
		arti="Kosong: hari ini.",
	),
	Kolom(
		"jenis_naskah",
		judul="Jenis Naskah",
		sebutan=("Jenis Surat",),
		arti="Nama dari daftar Jenis Naskah. Kosong: Surat Biasa.",
		contoh=("Surat Biasa",),
	),
	Kolom(
		"keamanan",
		"pilihan",
		pilihan=("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"),
		bawaan="Biasa",
		judul="Tingkat Keamanan",
		sebutan=("Sifat Naskah", "Sifat"),
		contoh=("Biasa",),
	),
	Kolom(
		"urgensi",
		"pilihan",
		pilihan=("Biasa", "Segera", "Sangat Segera"),
		bawaan="Biasa",
		judul="Urgensi",
		sebutan=("Tingkat Urgensi",),
		contoh=("Segera",),
	),
	Kolom("klasifikasi", "kode", judul="Klasifikasi", sebutan=("Kode Klasifikasi",), contoh=("000.1.5",)),
	Kolom(
		"unit_penerima",
		"kode",
		judul="Perangkat Daerah Penerima",
		arti="Kode unit. Kosong: perangkat daerah Tata Usaha yang mengimpor.",
	),
	Kolom(
		"tujuan_jabatan",
		"kode",
		judul="Ditujukan Kepada",
		arti="Kode jabatan. Kosong: kepala perangkat daerah penerima.",
	),
	Kolom("ringkasan", panjang=2000, judul="Ringkasan", sebutan=("Isi Ringkas", "Ringkasan Isi")),
)
