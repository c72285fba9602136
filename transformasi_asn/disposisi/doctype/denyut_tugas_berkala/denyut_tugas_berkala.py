from transformasi_asn.dokumen import Dokumen


class DenyutTugasBerkala(Dokumen):
	"""When a recurring job last began and ended. Written by `disposisi.tasks` only."""
