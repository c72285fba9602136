"""The business rules of this module, one exception each."""

import frappe


class NaskahTertutupError(frappe.ValidationError):
	"""Disposing a letter that is finished or was marked as needing none."""


class BukanPemberiError(frappe.PermissionError):
	"""Disposing what is not addressed to a post of one's own."""


class JabatanTindakanError(frappe.ValidationError):
	"""Acting as a post one is not in charge of, or not saying as which of several."""


class PenerimaTidakSahError(frappe.ValidationError):
	"""Recipients that the pattern forbids."""


class TenggatLewatError(frappe.ValidationError):
	"""A deadline in the past."""


class TenggatMelampauiIndukError(frappe.ValidationError):
	"""A part of a task would be due after the task itself."""


class JedaError(frappe.ValidationError):
	"""Pausing or resuming a clock that does not run or stand, or without a reason."""


class PerpanjanganError(frappe.ValidationError):
	"""Asking for or deciding on more time where that makes no sense."""


class PencatatanTidakSahError(frappe.ValidationError):
	"""A letter registered by somebody, for a unit, or to a post, that does not fit."""


class CatatanTetapError(frappe.ValidationError):
	"""Changing or deleting what is a record."""


class BukanPelakuError(frappe.PermissionError):
	"""Changing a task without acting on it."""


class PenarikanError(frappe.ValidationError):
	"""Taking back what has been read, or passing on what no longer waits for the giver."""


class KebijakanSelesaiError(frappe.ValidationError):
	"""A policy of completion that the recipients of an order cannot meet."""


class TerlaluBanyakError(frappe.ValidationError):
	"""More letters in one act than can be looked over."""


class PersetujuanError(frappe.ValidationError):
	"""Deciding a consent that is not asked, or without a reason."""


class AcaraTidakSahError(frappe.ValidationError):
	"""An event without time or place, that ends before it begins, is over, or comes before the deadline."""


class LampiranHilangError(frappe.ValidationError):
	"""A scan that is named but not there."""


class NomorSrikandiError(frappe.ValidationError):
	"""A letter that SRIKANDI sent and that is registered already."""


class NomorCadanganError(frappe.ValidationError):
	"""A number on paper that belongs to no open block, or to another letter."""


class BlokAgendaError(frappe.ValidationError):
	"""Reserving numbers of another register, or closing a block while numbers are missing."""


class TautanNaskahError(frappe.ValidationError):
	"""Linking a letter with itself, with what one may not see, or taking back a link that is a record."""


class TanpaDisposisiError(frappe.ValidationError):
	"""Tata Usaha marking as needing no disposition what is not theirs to judge."""


class RentangBukuError(frappe.ValidationError):
	"""A stretch of a register that ends before it begins, or is too long for one print."""


class RentangLaporanError(frappe.ValidationError):
	"""A report asked for with dates the wrong way round, an unknown grouping, or too much at once."""


class PencatatanDisposisiError(frappe.ValidationError):
	"""Recording an order of a chief without his assignment, evidence or authority."""


class KeberatanError(frappe.ValidationError):
	"""Objecting to an order that is not one's own recorded one, too late, or without a reason."""


class KanalTidakSahError(frappe.ValidationError):
	"""A channel to the outside whose settings cannot work, or of an unknown kind."""


class PilihanTidakSahError(frappe.ValidationError):
	"""Notices chosen without a usable address, quiet hours without length, or for somebody else."""


class KirimanError(frappe.ValidationError):
	"""Sending again what has not failed."""


class KotakTidakDikenalError(frappe.ValidationError):
	"""A box of the inbox, or something to be done in it, that does not exist."""


class PertanyaanKosongError(frappe.ValidationError):
	"""A search for nothing."""


class SuratTugasError(frappe.ValidationError):
	"""A Surat Tugas without a functional order, the second one of it, incomplete, or in the wrong state."""


class NomorSuratTugasError(frappe.ValidationError):
	"""A number that another Surat Tugas of the unit and year has."""


class MasaTugasError(frappe.ValidationError):
	"""A term that ends before it begins or is too long, or a date that cannot be."""


class PetugasTidakSahError(frappe.ValidationError):
	"""Officers that the order does not name, named twice, or whose head is still asked."""


class PenugasanKegiatanError(frappe.ValidationError):
	"""Starting work from neither an activity nor a directive, without a subject, or by who leads nobody."""
