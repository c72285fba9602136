"""One class per rule of this module, so that callers and tests can tell them apart."""

import frappe


class AlasanWajibError(frappe.ValidationError):
	"""The pattern departs from the rule, or the rule leaves the choice open, and no reason was given."""


class PolaTidakDapatDijalankanError(frappe.ValidationError):
	"""A decision must be run as one of the three patterns, not as "the leader's choice"."""


class PenetapanTetapError(frappe.ValidationError):
	"""A stored decision is never changed, renamed or deleted."""


class PenetapanHanyaLayananError(frappe.ValidationError):
	"""A decision is stored by the act it belongs to, never entered by hand."""


class AturanGandaError(frappe.ValidationError):
	"""A unit has one rule record."""


class AturanBawaanError(frappe.ValidationError):
	"""The shipped rule record stays."""


class UnitTidakMengaturError(frappe.ValidationError):
	"""Rules and plans belong to a perangkat daerah or a unit above one."""


class KodeGandaError(frappe.ValidationError):
	"""Two rows of a rule record carry the same code."""


class MasaBarisTerbalikError(frappe.ValidationError):
	"""A rule row ends before it begins."""


class InstrumenTidakSesuaiError(frappe.ValidationError):
	"""The instrument does not belong to the pattern of the row."""


class BukanPengaturError(frappe.PermissionError):
	"""Only the head of the unit, or whom the head named, changes its rules and plan."""


class PengelolaHanyaKepalaError(frappe.PermissionError):
	"""Naming who may change the rules is the head's own right."""


class DokumenKinerjaGandaError(frappe.ValidationError):
	"""A unit has one performance document per year."""


class TahunTidakWajarError(frappe.ValidationError):
	"""The year of a performance document is out of range."""


class PotonganGandaError(frappe.ValidationError):
	"""Two rows of the secrecy table speak of the same cell."""


class SesiTidakSahError(frappe.ValidationError):
	"""Working hours that end before they begin, or two at one time."""


class JamKerjaGandaError(frappe.ValidationError):
	"""A unit has one working week in force on a day."""


class HariLiburGandaError(frappe.ValidationError):
	"""A unit has one entry per date."""


class LangkahGandaError(frappe.ValidationError):
	"""Two steps of reminders stand in one place."""


class LaranganKosongError(frappe.ValidationError):
	"""A prohibition of letters for Plt and Plh that names none."""


class BagianGandaError(frappe.ValidationError):
	"""A part of the printed sheet stands there twice."""


class LambangTidakSesuaiError(frappe.ValidationError):
	"""The emblem is no picture that can be printed, or too large."""


class KetentuanGandaError(frappe.ValidationError):
	"""Two rows for one unit."""
