from transformasi_asn.dokumen import Dokumen


class AntreanPemberitahuan(Dokumen):
	"""The notices of one act that have not been laid out by person and channel yet; no role reads it.

	Written in the act's own transaction, so that none is lost, in one row, so that it costs nothing per
	recipient.
	"""
