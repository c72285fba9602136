"""Sites from before the channels to the outside get the shipped one, switched off, and their settings."""

from transformasi_asn.setup import muatan


def execute() -> None:
	muatan.load_file("kanal_pemberitahuan", ("nama",))
	muatan.fill_settings("pengaturan_tata_kerja", ("urgensi_menembus", "jam_tenang_bawaan"))
