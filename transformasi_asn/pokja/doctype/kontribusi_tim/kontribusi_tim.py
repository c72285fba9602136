import frappe
from frappe import _
from frappe.utils import flt, getdate

from transformasi_asn import basisdata
from transformasi_asn.disposisi import lampiran
from transformasi_asn.dokumen import Dokumen
from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.permissions.peran import get_peran
from transformasi_asn.pokja import pekerjaan
from transformasi_asn.pokja.anggota import find_row
from transformasi_asn.pokja.exceptions import KontribusiTetapError

DIURUS = (
	"pegawai",
	"nama_pegawai",
	"tim",
	"kegiatan",
	"keadaan",
	"catatan_ketua",
	"diputus_pada",
	"diputus_oleh",
)


class KontribusiTim(Dokumen):
	"""What one member has done for a piece of team work, with its evidence; it stands once accepted."""

	def validate(self):
		sebelum = self.get_doc_before_save()
		if self.flags.layanan:
			return
		if sebelum:
			self.keep_author(sebelum)
		else:
			self.take_author()
		if getdate(self.tanggal) > getdate():
			self._refuse(_("Tanggal tidak boleh di masa depan."))
		if not 0 <= flt(self.kemajuan) <= 100:
			self._refuse(_("Kemajuan: isi 0 sampai 100."))
		lampiran.check_file(self, "bukti")

	def on_update(self):
		if not self.flags.layanan:
			pekerjaan.announce_contribution(self)

	def on_trash(self):
		if self.keadaan == pekerjaan.DITERIMA and not frappe.flags.in_uninstall:
			self._refuse(_("Kontribusi yang sudah diterima adalah catatan dan tidak dapat dihapus."))

	@property
	def peran_saya(self) -> str:
		"""Roles of the session's user on this contribution."""
		return ", ".join(sorted(get_peran(self)))

	def take_author(self):
		"""A member writes for himself, while he works in the team."""
		kerja = frappe.get_doc("Pekerjaan Tim", self.pekerjaan)
		tim = frappe.get_doc("Pokja", kerja.tim)
		pegawai = organisasi.find_pegawai(frappe.session.user)
		b = find_row(tim, pegawai) if pegawai else None
		if not b or not b.bekerja:
			frappe.throw(
				_("Kontribusi ditulis oleh anggota yang bekerja dalam timnya."), frappe.PermissionError
			)
		if not tim.ditetapkan_pada:
			self._refuse(_("Tim ini belum ditetapkan; kontribusi ditulis sesudahnya."))
		if not tim.is_open:
			self._refuse(_("Tim {0} sudah berakhir.").format(frappe.bold(frappe.utils.escape_html(tim.nama))))
		self.update(
			{
				**dict.fromkeys(DIURUS),
				"tim": tim.name,
				"pegawai": pegawai,
				"nama_pegawai": b.nama,
				"kegiatan": kerja.kegiatan,
				"keadaan": pekerjaan.DIAJUKAN,
			}
		)

	def keep_author(self, sebelum):
		if "penulis" not in get_peran(sebelum):
			frappe.throw(_("Kontribusi diubah oleh penulisnya."), frappe.PermissionError)
		if sebelum.keadaan == pekerjaan.DITERIMA:
			self._refuse(_("Kontribusi yang sudah diterima tidak berubah lagi. Tulis yang baru."))
		self.update({kolom: sebelum.get(kolom) for kolom in (*DIURUS, "pekerjaan")})
		# handed in again
		self.keadaan = pekerjaan.DIAJUKAN

	def _refuse(self, pesan: str):
		frappe.throw(pesan, KontribusiTetapError, title=_("Kontribusi Tim"))


def on_doctype_update():
	basisdata.add_index("Kontribusi Tim", ["tim", "keadaan"])
	basisdata.add_index("Kontribusi Tim", ["pegawai", "tanggal"])
