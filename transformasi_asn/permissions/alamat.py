"""What waits for somebody: conditions that begin with the address, so that its index is used.

Each list holds branches that exclude one another, in terms of one DocType. They are narrower than the access
criterion, never wider (`tests/test_alamat.py`): the criterion says who may see an item, these say in whose box
it lies today. So a box needs no second condition, whose sub-selects would be paid for each counter.
"""

from collections.abc import Iterable

from transformasi_asn.organisasi import services as organisasi
from transformasi_asn.organisasi.domain.struktur import PEMEGANG
from transformasi_asn.permissions.konteks import Konteks
from transformasi_asn.permissions.kriteria import (
	TIDAK_ADA,
	all_of,
	any_of,
	cut,
	inside,
	is_in,
	with_mandate,
)
from transformasi_asn.tata_kerja.domain.keamanan import RAHASIA, Hubungan, Keamanan

BATAS_CABANG = 4
# of what was taken back unread nothing is left to the recipient
MASIH = "`tabTugas`.`ditarik_pada` is null"


def posts_of(k: Konteks) -> tuple[str, ...]:
	"""Address posts whose boxes are the user's: he is in charge, he is secretary, or a Plh runs his post."""
	return tuple(dict.fromkeys((*k.jabatan, *k.jabatan_tetap, *k.jabatan_sekretaris)))


def task_received(k: Konteks) -> list[str]:
	"""By post (of tasks that name nobody), by person, by team that the user chairs."""
	t = "`tabTugas`"
	keamanan = f"{t}.`keamanan`"
	saat_itu = all_of(
		is_in(f"{t}.`pemangku`", (k.pegawai,)), is_in(f"{t}.`kapasitas_pemangku`", sorted(PEMEGANG))
	)
	# so that the index of the post is used, not that of the person
	tanpa_nama = f"coalesce({t}.`pegawai`, '') = ''"
	return [
		*(all_of(s, tanpa_nama, MASIH) for s in _each_post(k, f"{t}.`jabatan`", keamanan, saat_itu)),
		*task_by_name(k),
		*_branches(all_of(_by_name(f"{t}.`tim`", k.tim_dipimpin, keamanan), MASIH)),
	]


def task_by_name(k: Konteks) -> list[str]:
	return _branches(all_of(_by_name("`tabTugas`.`pegawai`", (k.pegawai,), "`tabTugas`.`keamanan`"), MASIH))


def task_given(k: Konteks) -> list[str]:
	"""By post, or in person where the post is no address."""
	t = "`tabTugas`"
	keamanan = f"{t}.`keamanan`"
	saya = is_in(f"{t}.`pemberi_pegawai`", (k.pegawai,))
	return [
		*_each_post(k, f"{t}.`pemberi_jabatan`", keamanan, saya),
		*_branches(
			all_of(
				_by_name(f"{t}.`pemberi_pegawai`", (k.pegawai,), keamanan),
				is_in(f"{t}.`pemberi_jabatan`", k.kursi),
			)
		),
	]


def task_asked(k: Konteks) -> list[str]:
	"""Tasks to which the user's post is asked to consent; only as long as it is (the box says so)."""
	t = "`tabTugas`"
	return _branches(all_of(_by_post(k, f"{t}.`persetujuan_jabatan`", f"{t}.`keamanan`", "1=1"), MASIH))


def member_asked(k: Konteks) -> list[str]:
	"""Members of teams to whom the user's post is asked to consent."""
	return _branches(is_in("`tabAnggota Pokja`.`persetujuan_jabatan`", k.jabatan))


def member_of_own_team(k: Konteks) -> list[str]:
	"""Members of teams that the user's post has formed."""
	return _branches(is_in("`tabPokja`.`pimpinan`", k.jabatan))


def letter_addressed(k: Konteks) -> list[str]:
	n = "`tabNaskah Masuk`"
	return _each_post(k, f"{n}.`tujuan_jabatan`", f"{n}.`keamanan`", "1=1")


def letter_registered(k: Konteks) -> list[str]:
	"""Letters in the registers that the user keeps, as far as he may open them."""
	n = "`tabNaskah Masuk`"
	boleh = cut(
		{
			Hubungan.TATA_USAHA_LAIN.value: "1=1",
			Hubungan.PENCATAT.value: is_in(f"{n}.`pencatat`", (k.pegawai,)),
		},
		f"{n}.`keamanan`",
	)
	return _branches(all_of(is_in(f"{n}.`unit_penerima`", k.unit_tata_usaha), boleh))


def copy_received(k: Konteks) -> list[str]:
	"""Rows of orders that are copies for the user; the grade is read from their order."""
	p, keamanan = "`tabPenerima Disposisi`", "`tabDisposisi`.`keamanan`"
	masih = f"{p}.`tembusan` = 1 and {p}.`docstatus` = 1 and {p}.`ditarik_pada` is null"

	def to(jenis: str, syarat: str) -> str:
		return all_of(syarat, f"{p}.`jenis_penerima` = '{jenis}'", masih)

	penerima = f"{p}.`penerima`"
	return _branches(
		to("Jabatan", _by_post(k, penerima, keamanan, is_in(f"{p}.`pemangku`", (k.pegawai,)))),
		to("Pegawai ASN", _by_name(penerima, (k.pegawai,), keamanan)),
		to("Pokja", _by_name(penerima, k.tim, keamanan)),
	)


def draft_own(k: Konteks) -> list[str]:
	"""Drafts that could be sent today: of a letter or a task that still lies with the writer."""
	d = "`tabDisposisi`"
	masih = any_of(
		inside(f"{d}.`naskah`", "name", "Naskah Masuk", any_of(*letter_addressed(k))),
		inside(f"{d}.`induk_tugas`", "name", "Tugas", any_of(*task_received(k))),
	)
	return _branches(all_of(is_in(f"{d}.`owner`", (k.user,)), masih))


def order_own(k: Konteks) -> list[str]:
	return _branches(is_in("`tabDisposisi`.`pemberi_pegawai`", (k.pegawai,)))


def mandate_below(k: Konteks) -> list[str]:
	"""Surat Perintah for posts below those that the user is in charge of."""
	di_bawah = [
		f"(`tabJabatan`.`lft` > {f.lft} and `tabJabatan`.`rgt` < {f.rgt})"
		for f in map(organisasi.get_fakta_jabatan, k.jabatan)
		if f.rgt - f.lft > 1
	]
	return _branches(inside("`tabSurat Perintah`.`jabatan`", "name", "Jabatan", any_of(*di_bawah)))


def _each_post(k: Konteks, kolom: str, keamanan: str, saat_itu: str) -> list[str]:
	"""Post by post, so that each is read in the order of its index; together where there are many."""
	jabatan = posts_of(k)
	kelompok = [(j,) for j in jabatan] if len(jabatan) <= BATAS_CABANG else [jabatan]
	return _branches(*(_by_post(k, kolom, keamanan, saat_itu, satu) for satu in kelompok))


def _by_post(
	k: Konteks, kolom: str, keamanan: str, saat_itu: str, jabatan: tuple[str, ...] | None = None
) -> str:
	"""What a post shows to who acts for it: the holder, of Sangat Rahasia only `saat_itu`; a stand-in by his order.

	`jabatan`: only these of his posts.
	"""
	semua = posts_of(k) if jabatan is None else jabatan

	def held(posts: Iterable[str]) -> str:
		terbuka = any_of(f"{keamanan} <> '{Keamanan.SANGAT_RAHASIA.value}'", saat_itu)
		return all_of(is_in(kolom, [j for j in posts if j in semua]), terbuka if saat_itu != "1=1" else "")

	bersama = {
		# own posts that a Plh runs: only what he may not open
		Hubungan.PELAKU.value: any_of(
			held(j for j in k.jabatan if j in k.jabatan_penuh),
			all_of(held(j for j in k.jabatan_tetap if j not in k.jabatan), is_in(keamanan, sorted(RAHASIA))),
		)
	}

	def standing_in(posts: tuple[str, ...]) -> str:
		return is_in(kolom, [j for j in posts if j in semua])

	return all_of(is_in(kolom, semua), any_of(cut(bersama, keamanan), with_mandate(k, keamanan, standing_in)))


def _by_name(kolom: str, nama: tuple[str | None, ...], keamanan: str) -> str:
	return all_of(is_in(kolom, nama), cut({Hubungan.PELAKU.value: "1=1"}, keamanan))


def _branches(*syarat: str) -> list[str]:
	return [s for s in syarat if s != TIDAK_ADA]
