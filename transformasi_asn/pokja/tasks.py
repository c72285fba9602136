"""Recurring jobs of teams."""

from transformasi_asn.disposisi.tasks import denyut
from transformasi_asn.pokja import services

SAPU_KEANGGOTAAN = "sapu_keanggotaan"


def sapu_keanggotaan() -> None:
	"""Every quarter of an hour: consents not given in time; teams whose term has begun."""
	with denyut(SAPU_KEANGGOTAAN) as catatan:
		catatan["jumlah"] = services.sweep() + services.start_due()
