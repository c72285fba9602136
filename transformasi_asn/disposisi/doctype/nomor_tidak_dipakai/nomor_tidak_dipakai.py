from transformasi_asn.compat import BarisTabel


class NomorTidakDipakai(BarisTabel):
	"""A number of a block that no letter has, and why."""
