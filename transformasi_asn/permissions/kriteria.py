"""The access predicate of each DocType that carries work, as one SQL condition.

List, count, search and report take the condition as it is; opening or writing one document asks
the database whether the same condition holds for its row. So they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

import frappe

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.struktur import PEMEGANG
from transformasi_asn.permissions.konteks import MELIHAT, Konteks, get_konteks, remember
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA, Hubungan, Keamanan, Tingkat
from transformasi_asn.tata_kerja.services import get_potongan

TIDAK_ADA = "1=0"
SEMUA = ""
# Up to here the posts below a chief stand in the query as a list (the index is used); beyond it as a
# sub-select on the tree.
BATAS_DAFTAR = 200


# -- rendering ---------------------------------------------------------------------------------


def is_in(kolom: str, nilai: Iterable[str | None]) -> str:
	"""`kolom in (...)` with escaped values; never true when there is none."""
	daftar = ", ".join(frappe.db.escape(n, percent=False) for n in nilai if n)
	return f"{kolom} in ({daftar})" if daftar else TIDAK_ADA


def any_of(*syarat: str) -> str:
	berarti = [s for s in dict.fromkeys(syarat) if s != TIDAK_ADA]
	return "(" + " or ".join(berarti) + ")" if berarti else TIDAK_ADA


def all_of(*syarat: str) -> str:
	if TIDAK_ADA in syarat:
		return TIDAK_ADA
	return "(" + " and ".join(s for s in syarat if s) + ")"


def is_below(kolom: str, jabatan: tuple[str, ...]) -> str:
	"""True for posts strictly below one of `jabatan`, in the rendering that suits their number."""
	if not jabatan:
		return TIDAK_ADA
	if jabatan not in frappe.local.asn_bawahan:
		frappe.local.asn_bawahan[jabatan] = _render_below(jabatan)
	isi = frappe.local.asn_bawahan[jabatan]
	return f"{kolom} in ({isi})" if isi else TIDAK_ADA


def _render_below(jabatan: tuple[str, ...]) -> str:
	struktur = organisasi.get_struktur()
	struktur.muat_jabatan(jabatan)
	fakta = [f for f in map(struktur.jabatan, jabatan) if f]
	rentang = [(f.lft, f.rgt) for f in fakta if f.rgt - f.lft > 1]
	if not rentang:
		return ""
	syarat = " or ".join(f"(`lft` > {int(lft)} and `rgt` < {int(rgt)})" for lft, rgt in rentang)
	anak = f"select `name` from `tabJabatan` where {syarat}"
	if sum((rgt - lft - 1) // 2 for lft, rgt in rentang) > BATAS_DAFTAR:
		return anak
	return ", ".join(frappe.db.escape(nama, percent=False) for (nama,) in frappe.db.sql(anak))


# -- the cut by secrecy ------------------------------------------------------------------------


def cut(hubungan: dict[str, str], kolom_keamanan: str, tingkat: tuple[str, ...] = (Tingkat.ISI,)) -> str:
	"""Join the relations, each limited to the grades at which it opens one of `tingkat`."""
	potongan = get_potongan()
	per_keamanan: dict[tuple[str, ...], list[str]] = defaultdict(list)
	for nama, syarat in hubungan.items():
		terbuka = tuple(k.value for k in Keamanan if potongan[(nama, k.value)] in tingkat)
		if terbuka and syarat != TIDAK_ADA:
			per_keamanan[terbuka].append(syarat)
	return any_of(
		*(
			all_of("" if len(terbuka) == len(Keamanan) else is_in(kolom_keamanan, terbuka), any_of(*syarat))
			for terbuka, syarat in per_keamanan.items()
		)
	)


def with_mandate(k: Konteks, kolom_keamanan: str, cara: Callable[[tuple[str, ...]], str]) -> str:
	"""Access of a Plt/Plh or secretary: by the table, and where it asks for it, only if the letter names the grade."""
	mandat = (*k.jabatan_mandat, *k.jabatan_sekretaris)
	disebut = (
		*(j for j in k.jabatan_mandat if j in k.jabatan_rahasia),
		*(j for j, rahasia in k.sekretaris if rahasia),
	)
	return any_of(
		cut({Hubungan.PLT_PLH.value: cara(mandat)}, kolom_keamanan),
		cut({Hubungan.PLT_PLH.value: cara(disebut)}, kolom_keamanan, (Tingkat.ISI_BILA_DISEBUT,)),
	)


# -- per DocType -------------------------------------------------------------------------------


def tugas(k: Konteks) -> str:
	t = "`tabTugas`"
	keamanan = f"{t}.`keamanan`"
	saya = (k.pegawai,)

	def masih(syarat: str) -> str:
		"""What was taken back unread is the giver's again; beside each column, so that its index is used."""
		return all_of(syarat, f"{t}.`ditarik_pada` is null")

	def lewat_jabatan(jabatan: tuple[str, ...]) -> str:
		return any_of(
			masih(is_in(f"{t}.`jabatan`", jabatan)),
			is_in(f"{t}.`pemberi_jabatan`", jabatan),
			masih(is_in(f"{t}.`persetujuan_jabatan`", jabatan)),
			_copied(f"{t}.`disposisi`", "Jabatan", jabatan),
		)

	def dinaikkan(jabatan: tuple[str, ...]) -> str:
		return inside(
			f"{t}.`name`", "tugas", "Eskalasi Tugas", is_in("`tabEskalasi Tugas`.`jabatan`", jabatan)
		)

	atas_nama = any_of(
		masih(is_in(f"{t}.`pegawai`", saya)),
		is_in(f"{t}.`pemberi_pegawai`", saya),
		masih(is_in(f"{t}.`tim`", k.tim)),
		_copied(f"{t}.`disposisi`", "Pegawai ASN", saya),
		_copied(f"{t}.`disposisi`", "Pokja", k.tim),
	)
	# At the highest grade a post opens nothing: only whoever held it when the task or the copy was given;
	# and whose consent is asked, for as long as it is, because nobody else can give it.
	sangat_rahasia = f"{keamanan} = '{Keamanan.SANGAT_RAHASIA.value}'"
	pemegang_saat_itu = all_of(
		sangat_rahasia,
		any_of(
			all_of(
				masih(is_in(f"{t}.`pemangku`", saya)),
				is_in(f"{t}.`kapasitas_pemangku`", sorted(PEMEGANG)),
			),
			_copied(f"{t}.`disposisi`", "Jabatan", k.jabatan_penuh, pemangku=saya),
			all_of(
				masih(is_in(f"{t}.`persetujuan_jabatan`", k.jabatan_penuh)),
				f"{t}.`persetujuan` = 'Menunggu'",
			),
		),
	)
	return any_of(
		cut(
			{
				Hubungan.PELAKU.value: any_of(
					atas_nama,
					pemegang_saat_itu,
					all_of(f"not ({sangat_rahasia})", lewat_jabatan(k.jabatan_penuh)),
				),
				Hubungan.ATASAN_DI_ANTARA.value: all_of(
					masih(is_below(f"{t}.`jabatan`", k.jabatan)),
					_not(is_below(f"{t}.`pemberi_jabatan`", k.jabatan)),
				),
				Hubungan.ATASAN_PEMBERI.value: is_below(f"{t}.`pemberi_jabatan`", k.jabatan),
				Hubungan.ATASAN_KENAIKAN.value: any_of(
					dinaikkan(k.jabatan_rahasia),
					# a Plt or Plh is told as well, of what his order lets him open
					all_of(
						f"not {is_in(keamanan, sorted(RAHASIA))}",
						dinaikkan(
							tuple(j for j in (*k.jabatan, *k.jabatan_tetap) if j not in k.jabatan_rahasia)
						),
					),
				),
				Hubungan.PENCATAT.value: _recorded_by(f"{t}.`naskah`", k.pegawai),
				Hubungan.TATA_USAHA_LAIN.value: masih(is_in(f"{t}.`unit_kerja`", k.unit_tata_usaha)),
				Hubungan.AUDITOR.value: "1=1" if k.auditor else TIDAK_ADA,
			},
			keamanan,
		),
		with_mandate(k, keamanan, lewat_jabatan),
	)


def naskah_masuk(k: Konteks) -> str:
	n = "`tabNaskah Masuk`"
	keamanan = f"{n}.`keamanan`"

	def lewat_jabatan(jabatan: tuple[str, ...]) -> str:
		return any_of(is_in(f"{n}.`tujuan_jabatan`", jabatan), is_in(f"{n}.`pemberi_arahan`", jabatan))

	return any_of(
		cut(
			{
				Hubungan.PELAKU.value: any_of(
					is_in(f"{n}.`pengusul`", (k.pegawai,)), lewat_jabatan(k.jabatan_penuh)
				),
				Hubungan.ATASAN_PEMBERI.value: is_below(f"{n}.`tujuan_jabatan`", k.jabatan),
				Hubungan.PENCATAT.value: is_in(f"{n}.`pencatat`", (k.pegawai,)),
				Hubungan.TATA_USAHA_LAIN.value: _reached(f"{n}.`name`", k.unit_tata_usaha),
				Hubungan.AUDITOR.value: "1=1" if k.auditor else TIDAK_ADA,
			},
			keamanan,
		),
		with_mandate(k, keamanan, lewat_jabatan),
		inside(f"{n}.`name`", "naskah", "Tugas", tugas(k)),
	)


def disposisi(k: Konteks) -> str:
	d = "`tabDisposisi`"
	konsep = all_of(
		f"{d}.`docstatus` = 0",
		f"{d}.`owner` = {frappe.db.escape(k.user, percent=False)}",
		inside(f"{d}.`naskah`", "name", "Naskah Masuk", naskah_masuk(k)),
	)
	terbit = all_of(
		f"{d}.`docstatus` > 0",
		any_of(
			is_in(f"{d}.`pemberi_pegawai`", (k.pegawai,)),
			inside(f"{d}.`name`", "disposisi", "Tugas", tugas(k)),
		),
	)
	return any_of(konsep, terbit)


def surat_tugas(k: Konteks) -> str:
	return inside("`tabSurat Tugas`.`disposisi`", "name", "Disposisi", disposisi(k))


def jejak_tugas(k: Konteks) -> str:
	return inside("`tabJejak Tugas`.`tugas`", "name", "Tugas", tugas(k))


def eskalasi_tugas(k: Konteks) -> str:
	return inside("`tabEskalasi Tugas`.`tugas`", "name", "Tugas", tugas(k))


def agenda_naskah(k: Konteks) -> str:
	"""The register: number and date of every letter that reached one's unit, whatever its grade."""
	a = "`tabAgenda Naskah`"
	return any_of(
		cut(
			{
				Hubungan.TATA_USAHA_LAIN.value: is_in(f"{a}.`unit_kerja`", k.unit_tata_usaha),
				Hubungan.AUDITOR.value: "1=1" if k.auditor else TIDAK_ADA,
			},
			f"{a}.`keamanan`",
			(Tingkat.ISI, Tingkat.NOMOR),
		),
		inside(f"{a}.`naskah`", "name", "Naskah Masuk", naskah_masuk(k)),
	)


def penetapan_pola(k: Konteks) -> str:
	return inside("`tabPenetapan Pola`.`name`", "penetapan", "Disposisi", disposisi(k))


def jejak_baca(k: Konteks) -> str:
	"""Who read what is told to the auditor and to the post that the secret letter is addressed to."""
	alamat = is_in("`tabNaskah Masuk`.`tujuan_jabatan`", k.jabatan_penuh)
	return any_of(
		"1=1" if k.auditor else TIDAK_ADA, inside("`tabJejak Baca`.`naskah`", "name", "Naskah Masuk", alamat)
	)


def lembar_tercetak(k: Konteks) -> str:
	"""What was printed of a letter or an order follows it; of a register, its Tata Usaha and the auditor."""
	t = "`tabLembar Tercetak`"
	rujukan = f"{t}.`rujukan`"
	return any_of(
		all_of(f"{t}.`jenis` = 'Disposisi'", inside(rujukan, "name", "Disposisi", disposisi(k))),
		all_of(f"{t}.`jenis` = 'Naskah Masuk'", inside(rujukan, "name", "Naskah Masuk", naskah_masuk(k))),
		all_of(f"{t}.`jenis` = 'Surat Tugas'", inside(rujukan, "name", "Surat Tugas", surat_tugas(k))),
		all_of(
			f"{t}.`jenis` = 'Buku Agenda'",
			any_of(is_in(f"{t}.`unit_kerja`", k.unit_tata_usaha), "1=1" if k.auditor else TIDAK_ADA),
		),
		all_of(
			f"{t}.`jenis` in ('Keputusan Tim', 'Laporan Tim')",
			inside(rujukan, "name", "Pokja", _team_seen(k)),
		),
	)


def pilihan_pemberitahuan(k: Konteks) -> str:
	"""How one wants to be told is one's own: it holds telephone numbers and hours."""
	return is_in("`tabPilihan Pemberitahuan`.`pengguna`", (k.user,))


def pekerjaan_tim(k: Konteks) -> str:
	"""The plan of a team is its members', its leader's and theirs above him, and who does a piece of it sees that."""
	return _of_team(k, "Pekerjaan Tim")


def kontribusi_tim(k: Konteks) -> str:
	return _of_team(k, "Kontribusi Tim")


def _of_team(k: Konteks, doctype: str) -> str:
	t = f"`tab{doctype}`"
	return any_of(
		is_in(f"{t}.`tim`", k.tim),
		is_in(f"{t}.`pegawai`", (k.pegawai,)),
		inside(f"{t}.`tim`", "name", "Pokja", _team_led(k)),
		"1=1" if k.auditor else TIDAK_ADA,
	)


def _team_led(k: Konteks) -> str:
	p = "`tabPokja`.`pimpinan`"
	return any_of(is_in(p, k.jabatan), is_below(p, k.jabatan))


def _team_seen(k: Konteks) -> str:
	"""Teams whose whole work one sees: on the team itself, which everybody may read."""
	return any_of(is_in("`tabPokja`.`name`", k.tim), _team_led(k), "1=1" if k.auditor else TIDAK_ADA)


KRITERIA: dict[str, Callable[[Konteks], str]] = {
	"Naskah Masuk": naskah_masuk,
	"Agenda Naskah": agenda_naskah,
	"Disposisi": disposisi,
	"Surat Tugas": surat_tugas,
	"Tugas": tugas,
	"Jejak Baca": jejak_baca,
	"Jejak Tugas": jejak_tugas,
	"Lembar Tercetak": lembar_tercetak,
	"Eskalasi Tugas": eskalasi_tugas,
	"Penetapan Pola": penetapan_pola,
	"Pilihan Pemberitahuan": pilihan_pemberitahuan,
	"Pekerjaan Tim": pekerjaan_tim,
	"Kontribusi Tim": kontribusi_tim,
}
# child DocType → its parent
ANAK = {
	"Penerima Disposisi": "Disposisi",
	"Instruksi Terpilih": "Disposisi",
	"Petugas Surat Tugas": "Surat Tugas",
	"Pilihan Kanal": "Pilihan Pemberitahuan",
}
DIJAGA = frozenset(KRITERIA)
# Their content is what the grade speaks of.
BERTINGKAT = ("Naskah Masuk", "Disposisi", "Surat Tugas", "Tugas")
TABEL_DIJAGA = DIJAGA | frozenset(ANAK)
# Read by the role alone, or by none; core counts them for everybody.
TERTUTUP = frozenset(
	("Antrean Pemberitahuan", "Kanal Pemberitahuan", "Kiriman Pemberitahuan", "Tautan Naskah")
)


def get_criterion(doctype: str, user: str | None = None) -> str:
	"""The condition for one of KRITERIA or ANAK; '' (no limit) for Administrator only."""
	user = user or frappe.session.user
	if user == "Administrator":
		return SEMUA
	if doctype in ANAK:
		return inside(f"`tab{doctype}`.`parent`", "name", ANAK[doctype], get_criterion(ANAK[doctype], user))
	k = get_konteks(user)
	simpanan = frappe.local.asn_kriteria
	if (doctype, k) not in simpanan:
		simpanan[doctype, k] = KRITERIA[doctype](k)
	return simpanan[doctype, k]


def can_see(doctype: str, name: str, user: str | None = None) -> bool:
	"""Whether the stored row `name` satisfies the condition; remembered until something is saved."""
	user = user or frappe.session.user
	return user == "Administrator" or see(doctype, name, user) is not None


def sees_team(name: str, user: str | None = None) -> bool:
	"""Whether the user sees the whole work of a team, as its report shows it."""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	syarat = _team_seen(get_konteks(user))
	return syarat != TIDAK_ADA and bool(
		frappe.db.sql(
			f"select 1 from `tabPokja` where `tabPokja`.`name` = {frappe.db.escape(name, percent=False)} and {syarat}"
		)
	)


def list_seen(doctype: str, names: Iterable[str], user: str | None = None) -> frozenset[str]:
	"""Those of these stored rows that satisfy the condition, in one query."""
	user = user or frappe.session.user
	nama = sorted({n for n in names if n})
	if not nama or user == "Administrator":
		return frozenset(nama)
	syarat = get_criterion(doctype, user)
	if syarat == TIDAK_ADA:
		return frozenset()
	isi = ", ".join(frappe.db.escape(n, percent=False) for n in nama)
	return frozenset(
		n
		for (n,) in frappe.db.sql(
			f"select `tab{doctype}`.`name` from `tab{doctype}` where `tab{doctype}`.`name` in ({isi}) and {syarat}"
		)
	)


def see(doctype: str, name: str, user: str) -> str | None:
	"""The grade of secrecy ('' where the DocType has none) of the stored row, None where the user does not see it."""

	def ask() -> str | None:
		syarat = get_criterion(doctype, user)
		if syarat == TIDAK_ADA:
			return None
		isi = f"`tab{doctype}`.`keamanan`" if doctype in BERTINGKAT else "''"
		baris = frappe.db.sql(
			f"select {isi} from `tab{doctype}` where `tab{doctype}`.`name` = {frappe.db.escape(name, percent=False)} and {syarat} limit 1"
		)
		return (baris[0][0] or "") if baris else None

	return remember((MELIHAT, user, doctype, name), ask)


# -- pieces ------------------------------------------------------------------------------------


def _not(syarat: str) -> str:
	return "" if syarat == TIDAK_ADA else f"not ({syarat})"


def inside(kolom: str, pilih: str, doctype: str, syarat: str) -> str:
	if syarat == TIDAK_ADA:
		return TIDAK_ADA
	di_mana = f" where {syarat}" if syarat else ""
	return f"{kolom} in (select `tab{doctype}`.`{pilih}` from `tab{doctype}`{di_mana})"


def _copied(
	kolom: str, jenis: str, penerima: tuple[str | None, ...], pemangku: tuple[str | None, ...] | None = None
) -> str:
	p = "`tabPenerima Disposisi`"
	syarat = all_of(
		f"{p}.`tembusan` = 1",
		f"{p}.`docstatus` = 1",
		f"{p}.`ditarik_pada` is null",
		f"{p}.`jenis_penerima` = '{jenis}'",
		is_in(f"{p}.`penerima`", penerima),
		"" if pemangku is None else is_in(f"{p}.`pemangku`", pemangku),
	)
	return inside(kolom, "parent", "Penerima Disposisi", syarat)


def _recorded_by(kolom: str, pegawai: str | None) -> str:
	return inside(kolom, "name", "Naskah Masuk", is_in("`tabNaskah Masuk`.`pencatat`", (pegawai,)))


def _reached(kolom: str, unit: tuple[str, ...]) -> str:
	return inside(kolom, "naskah", "Agenda Naskah", is_in("`tabAgenda Naskah`.`unit_kerja`", unit))
