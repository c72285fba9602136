"""Tables inside documents that can have many rows."""

import frappe
from frappe.model.naming import set_new_name
from frappe.utils import now

from transformasi_asn import basisdata
from transformasi_asn.compat import BarisTabel


class BarisSekaligus(BarisTabel):
	"""A row that is written in one statement with its siblings, when core comes to the last of them."""

	def db_insert(self, *args, **kwargs) -> None:
		self._write_with_siblings(super().db_insert, *args, **kwargs)

	def db_update(self) -> None:
		self._write_with_siblings(super().db_update)

	def _write_with_siblings(self, write_alone, *args, **kwargs) -> None:
		induk = self.parent_doc
		baris = induk.get(self.parentfield) if induk else []
		if len(baris) < 2 or not any(b is self for b in baris):
			return write_alone(*args, **kwargs)
		if self is not baris[-1]:
			return
		for b in baris:
			b._complete()
		if not induk.flags.in_insert:
			frappe.db.delete(
				self.doctype,
				{"parent": self.parent, "parenttype": self.parenttype, "parentfield": self.parentfield},
			)
		isi = [b.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True) for b in baris]
		basisdata.insert_rows(self.doctype, list(isi[0]), [list(i.values()) for i in isi])
		for b in baris:
			b.set("__islocal", False)

	def _complete(self) -> None:
		"""What core's own `db_insert` gives a row that came in while the document was being checked."""
		if not self.name:
			set_new_name(self)
		if not self.creation:
			self.creation = self.modified = now()
			self.owner = self.modified_by = frappe.session.user
