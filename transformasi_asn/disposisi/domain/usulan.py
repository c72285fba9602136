"""Whom to propose for a letter: whoever usually gets such letters, else whose activity it is, else who is free."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

# kind of recipient and his name
Kunci = tuple[str, str]
BATAS = 5


class Sebab(str, Enum):
	RIWAYAT = "riwayat"
	PENANGGUNG_JAWAB = "penanggung jawab"
	BEBAN = "beban"


@dataclass(frozen=True)
class Usulan:
	"""kali, dari: in how many of the last so many like orders he acted (0 of 0 without history)."""

	kunci: Kunci
	sebab: Sebab
	kali: int = 0
	dari: int = 0


def choose_penerima(
	riwayat: Sequence[Sequence[Kunci]],
	penanggung_jawab: Kunci | None,
	beban: Mapping[Kunci, int],
	sah: Collection[Kunci],
) -> list[Usulan]:
	"""Proposals, best first; [] when nobody fits. `riwayat`: recipients of like orders, newest first.

	Who acted in at least half of the like orders is proposed, together; where nobody did, the most frequent
	one, of equals the latest. Only recipients in `sah` (allowed today) count, anywhere.
	"""
	dikenal = [cocok for perintah in riwayat if (cocok := [k for k in perintah if k in sah])]
	if dikenal:
		kali = Counter(k for perintah in dikenal for k in dict.fromkeys(perintah))
		biasa = [k for k, n in kali.most_common() if n * 2 >= len(dikenal)] or [kali.most_common(1)[0][0]]
		return [Usulan(k, Sebab.RIWAYAT, kali[k], len(dikenal)) for k in biasa[:BATAS]]
	if penanggung_jawab in sah:
		return [Usulan(penanggung_jawab, Sebab.PENANGGUNG_JAWAB)]
	bebas = sorted((k for k in beban if k in sah), key=lambda k: beban[k])
	return [Usulan(bebas[0], Sebab.BEBAN)] if bebas else []
