"""A broken rule as data, so that a form, an import and a test read the same finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pelanggaran:
	"""One broken rule: `pesan` is a translatable template, `nilai` fills its names."""

	aturan: str
	kolom: str
	pesan: str
	nilai: Mapping[str, object] = field(default_factory=dict)

	@property
	def teks(self) -> str:
		"""The message in Indonesian."""
		return self.pesan.format(**self.nilai)
