"""The business rules of teams, one exception each."""

import frappe


class KetuaTimError(frappe.ValidationError):
	"""A team without exactly one Ketua."""


class AnggotaGandaError(frappe.ValidationError):
	"""The same person twice in one team."""


class TanpaAlasanError(frappe.ValidationError):
	"""A Pokja without one of its reasons, or a Tim Kerja without the activities it serves."""


class BukanPimpinanError(frappe.PermissionError):
	"""Forming or changing a team without being in charge of the post that appoints it."""


class MasaTimError(frappe.ValidationError):
	"""A term that ends before it begins."""


class AnggotaDiLuarGarisError(frappe.ValidationError):
	"""A working member who does not stand below the post that forms the team."""


class KebutuhanError(frappe.ValidationError):
	"""Needs of a team that cannot be ranked for."""


class TanpaHakBebanError(frappe.PermissionError):
	"""Asking for the load of people without being an officer, a superior, or of the offices that see all."""


class SatuanWaktuError(frappe.ValidationError):
	"""A look back in something else than weeks or months."""


class BukanPenilaiError(frappe.PermissionError):
	"""Asking for the evidence of an officer without being himself or a superior of his."""


class RentangBuktiError(frappe.ValidationError):
	"""A period of evidence without a beginning or an end, or the wrong way round."""


class AnggotaTidakSahError(frappe.ValidationError):
	"""Members that a team cannot have: nobody, one alone, without a post, no longer employed."""


class AnggotaTetapError(frappe.ValidationError):
	"""Taking members out of a team that is under way, other than by replacing or releasing them."""


class BelumSiapError(frappe.ValidationError):
	"""Establishing a team whose Ketua, or too many members, have not been consented to."""


class PekerjaanTerbukaError(frappe.ValidationError):
	"""Ending a team that still has work in hand."""


class PutusanAnggotaError(frappe.ValidationError):
	"""An answer about a member that is not awaited, or not by this person."""


class PekerjaanTimError(frappe.ValidationError):
	"""A piece of team work with wrong dates, person or state."""


class KontribusiTetapError(frappe.ValidationError):
	"""Changing a contribution that was checked already, or another person's."""


class KelompokRekapError(frappe.ValidationError):
	"""A summary of teams by something unknown."""
