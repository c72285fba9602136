"""Sites from before the Surat Perintah get the shipped values of its settings."""

from transformasi_asn.setup import muatan


def execute() -> None:
	muatan.fill_settings(
		"pengaturan_tata_kerja",
		(
			"batas_plh_hari",
			"batas_pj_bulan",
			"larang_mandat_ulang",
			"pemegang_saat_plh",
			"konflik_mandat",
			"batas_keberatan_hari",
		),
	)
