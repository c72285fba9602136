"""Tells open inboxes that something has moved, without saying what: each then asks anew what it may see.

Sent once per act and person, after commit. Whoever gets a notice hears of it by core's own event already, so
here are those who get none: who acted (his other windows), and the sides that are not told.
"""

from collections.abc import Iterable

import frappe

PERISTIWA = "asn_kotak"


def touch(pegawai: Iterable[str | None] = ()) -> None:
	"""The session's user, and the accounts of these people."""
	akun = {frappe.get_cached_value("Pegawai ASN", p, "user") for p in set(pegawai) if p}
	for user in sorted({frappe.session.user, *filter(None, akun)}):
		frappe.publish_realtime(PERISTIWA, {}, user=user, after_commit=True)
