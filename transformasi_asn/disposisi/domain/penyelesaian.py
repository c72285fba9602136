"""When the parts of one order make it done: all, any one, the person responsible, or a number of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from transformasi_asn.alur.domain import TAHAP_TERTUTUP, Tahap


class KebijakanSelesai(str, Enum):
	SEMUA = "Semua"
	SALAH_SATU = "Salah satu"
	PENANGGUNG_JAWAB = "Penanggung jawab"
	SEJUMLAH = "Sejumlah"
	# who handed the work on says when it is done
	TANPA_MENUNGGU = "Tanpa menunggu"


class MasalahKebijakan(str, Enum):
	TANPA_PENANGGUNG_JAWAB = "tanpa penanggung jawab"
	BANYAK_PENANGGUNG_JAWAB = "banyak penanggung jawab"
	JUMLAH_DI_LUAR_BATAS = "jumlah di luar batas"
	BUKAN_BAGIAN = "bukan bagian tugas"


@dataclass(frozen=True)
class Bagian:
	"""One acting recipient's part: its stage, and whether he is the person responsible."""

	tahap: str
	penanggung_jawab: bool = False

	@property
	def terbuka(self) -> bool:
		return self.tahap not in TAHAP_TERTUTUP


@dataclass(frozen=True)
class Kemajuan:
	"""How far an order is. Counts are of parts.

	dibutuhkan: how many finished parts it takes. mustahil: what is left can no longer bring them, because
	too many were cancelled; the giver has to decide then.
	"""

	selesai: int
	terbuka: int
	batal: int
	dibutuhkan: int
	terpenuhi: bool
	mustahil: bool


def roll_up(kebijakan: KebijakanSelesai, bagian: Sequence[Bagian], minimal: int = 0) -> Kemajuan:
	"""Judge the parts by the policy. A cancelled part neither counts nor hinders; nothing finished is nothing done."""
	if kebijakan is KebijakanSelesai.PENANGGUNG_JAWAB:
		dihitung = [b for b in bagian if b.penanggung_jawab]
	else:
		dihitung = list(bagian)
	selesai = sum(b.tahap == Tahap.SELESAI.value for b in dihitung)
	terbuka = sum(b.terbuka for b in dihitung)
	dibutuhkan = _needed(kebijakan, selesai + terbuka, minimal)
	terpenuhi = selesai >= dibutuhkan
	return Kemajuan(
		selesai=sum(b.tahap == Tahap.SELESAI.value for b in bagian),
		terbuka=sum(b.terbuka for b in bagian),
		batal=sum(b.tahap == Tahap.BATAL.value for b in bagian),
		dibutuhkan=dibutuhkan,
		terpenuhi=terpenuhi,
		mustahil=not terpenuhi and selesai + terbuka < dibutuhkan,
	)


def _needed(kebijakan: KebijakanSelesai, tersisa: int, minimal: int) -> int:
	"""`tersisa`: the parts that count and are not cancelled."""
	if kebijakan is KebijakanSelesai.SEMUA:
		return max(tersisa, 1)
	if kebijakan is KebijakanSelesai.TANPA_MENUNGGU:
		return 0
	return max(minimal, 1) if kebijakan is KebijakanSelesai.SEJUMLAH else 1


def check_kebijakan(
	kebijakan: KebijakanSelesai, bertindak: int, penanggung_jawab: int, minimal: int, bagian: bool = True
) -> MasalahKebijakan | None:
	"""What is wrong with a policy for so many acting recipients, of whom so many are marked as responsible.

	bagian: the order hands a task on. A letter always waits for what its leader gave.
	"""
	if kebijakan is KebijakanSelesai.TANPA_MENUNGGU and not bagian:
		return MasalahKebijakan.BUKAN_BAGIAN
	if kebijakan is KebijakanSelesai.PENANGGUNG_JAWAB and penanggung_jawab != 1:
		if penanggung_jawab:
			return MasalahKebijakan.BANYAK_PENANGGUNG_JAWAB
		return MasalahKebijakan.TANPA_PENANGGUNG_JAWAB
	if kebijakan is KebijakanSelesai.SEJUMLAH and not 1 <= minimal <= bertindak:
		return MasalahKebijakan.JUMLAH_DI_LUAR_BATAS
	return None
