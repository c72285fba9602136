"""One exception per rule of this module, and the way from a domain finding to it."""

from collections.abc import Sequence

import frappe
from frappe import _

from transformasi_asn.organisasi.domain.pelanggaran import Pelanggaran


class OrganisasiError(frappe.ValidationError):
	"""Any broken rule of this module."""


class PutaranStrukturError(OrganisasiError):
	"""Units or posts would stand above themselves."""


class JabatanTanpaUnitError(OrganisasiError):
	pass


class JumlahKursiError(OrganisasiError):
	pass


class EselonTidakSesuaiError(OrganisasiError):
	pass


class JabatanFungsionalTidakSesuaiError(OrganisasiError):
	pass


class RujukanJabatanError(OrganisasiError):
	"""A post names itself or an unfit post as substitute or coordinator."""


class PeranMejaError(OrganisasiError):
	pass


class KepalaUnitGandaError(OrganisasiError):
	pass


class MasihDipakaiError(OrganisasiError):
	"""A unit, post or person is switched off while others still depend on it."""


class NipTidakSahError(OrganisasiError):
	pass


class AkunDipakaiError(OrganisasiError):
	"""A User belongs to another Pegawai ASN."""


class KompetensiError(OrganisasiError):
	pass


class JenjangGandaError(OrganisasiError):
	pass


class MasaPenempatanError(OrganisasiError):
	pass


class JabatanTidakAktifError(OrganisasiError):
	pass


class PegawaiTidakAktifError(OrganisasiError):
	pass


class KursiPenuhError(OrganisasiError):
	pass


class RangkapDefinitifError(OrganisasiError):
	pass


class PenempatanGandaError(OrganisasiError):
	pass


class PltLewatBatasError(OrganisasiError):
	"""A Plt or Plh beyond the months or the level, where the settings refuse it."""


class KeadaanJabatanError(OrganisasiError):
	"""A Plt, Plh or Pj. for a post in a state that asks for another capacity, or none."""


class MandatTanpaSuratError(OrganisasiError):
	"""A running Plt, Plh or Pj., or the say over Rahasia, without a Surat Perintah."""


class MandatDiriError(OrganisasiError):
	pass


class MandatUlangError(OrganisasiError):
	"""A mandate handed on by who has it, or laid over a running one."""


class PerpanjanganError(OrganisasiError):
	pass


class LangkahSuratError(OrganisasiError):
	"""A step that the Surat Perintah does not offer now, or not to this person."""


class SuratTetapError(OrganisasiError):
	"""Changing what an approved Surat Perintah says, or a placement that it made."""


class NomorSuratError(OrganisasiError):
	pass


class BukanPenunjukSekretarisError(OrganisasiError):
	"""A secretary named by who does not hold the post."""


class UsulGandaError(OrganisasiError):
	"""Two proposals for the same post and days."""


class GarisKoordinasiError(OrganisasiError):
	pass


class BukanFungsionalError(OrganisasiError):
	"""A koordinator who holds no functional post."""


class PemberiKoordinatorError(OrganisasiError):
	"""A koordinator ordered by a post that does not lead him."""


class BukanPemberiKoordinatorError(frappe.PermissionError):
	"""Naming or changing a koordinator without being in charge of the ordering post."""


class AnggotaKelompokError(OrganisasiError):
	"""A member of a group twice, without post, or outside the line of the ordering post."""


class KelompokGandaError(OrganisasiError):
	"""Two who lead the same group on one day."""


class AlasanBerakhirError(OrganisasiError):
	"""An assignment that ends before its day without a reason."""


class ImporError(OrganisasiError):
	"""A file that cannot be imported at all."""


GALAT: dict[str, type[OrganisasiError]] = {
	"nip": NipTidakSahError,
	"tanpa_unit": JabatanTanpaUnitError,
	"kursi": JumlahKursiError,
	"eselon": EselonTidakSesuaiError,
	"fungsional": JabatanFungsionalTidakSesuaiError,
	"rujukan_diri": RujukanJabatanError,
	"peran_meja": PeranMejaError,
	"masa": MasaPenempatanError,
	"jabatan_tidak_aktif": JabatanTidakAktifError,
	"pegawai_tidak_aktif": PegawaiTidakAktifError,
	"kursi_penuh": KursiPenuhError,
	"rangkap_definitif": RangkapDefinitifError,
	"penempatan_ganda": PenempatanGandaError,
	"lewat_batas": PltLewatBatasError,
	"lewat_tingkat": PltLewatBatasError,
	"keadaan_jabatan": KeadaanJabatanError,
	"mandat_diri": MandatDiriError,
	"mandat_ulang": MandatUlangError,
	"perpanjangan": PerpanjanganError,
	"bukan_fungsional": BukanFungsionalError,
	"pemberi_koordinator": PemberiKoordinatorError,
	"anggota_kelompok": AnggotaKelompokError,
	"kelompok_ganda": KelompokGandaError,
}


def render(pelanggaran: Pelanggaran) -> str:
	"""The finding as a sentence in the user's language."""
	return _(pelanggaran.pesan).format(**pelanggaran.nilai)


def throw_first(pelanggaran: Sequence[Pelanggaran], title: str) -> None:
	"""Stop the save at the first broken rule, if there is one."""
	if pelanggaran:
		frappe.throw(render(pelanggaran[0]), GALAT[pelanggaran[0].aturan], title=title)
