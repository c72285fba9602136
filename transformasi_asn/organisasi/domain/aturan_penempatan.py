"""Rules on placements: seats, one definitive post per person, and the limits of Plt and Plh.

Plt/Plh (SE BKN 1/SE/I/2021 and what is known of its practice): three months, extendable by three;
structural officers for the same level or one level up; functional officers by their jenjang.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .pelanggaran import Pelanggaran
from .selang import add_bulan, find_puncak
from .struktur import FaktaJabatan, FaktaPenempatan, JenisJabatan, Kapasitas

SEMENTARA = frozenset({Kapasitas.PLT.value, Kapasitas.PLH.value})

TINGKAT = {
	JenisJabatan.PEJABAT_NEGARA.value: 0,
	JenisJabatan.JPT_UTAMA.value: 1,
	JenisJabatan.JPT_MADYA.value: 2,
	JenisJabatan.JPT_PRATAMA.value: 3,
	JenisJabatan.ADMINISTRATOR.value: 4,
	JenisJabatan.PENGAWAS.value: 5,
	JenisJabatan.PELAKSANA.value: 6,
}
"""Levels from the top; one may act at one's own level or one above."""

TINGKAT_FUNGSIONAL = {
	"Ahli Utama": frozenset({JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_PRATAMA}),
	"Ahli Madya": frozenset({JenisJabatan.JPT_PRATAMA, JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS}),
	"Ahli Muda": frozenset({JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS}),
	"Ahli Pertama": frozenset({JenisJabatan.PENGAWAS}),
}


@dataclass(frozen=True)
class BatasSementara:
	"""Months that a Plt or Plh may act, and by which an order may be extended.

	`plh_hari` and `pj_bulan` (0: no limit of their own) are what an agency sets for itself.
	"""

	bulan: int = 3
	perpanjangan: int = 3
	plh_hari: int = 0
	pj_bulan: int = 0

	@property
	def total(self) -> int:
		"""All months together."""
		return self.bulan + self.perpanjangan


def periksa_penempatan(
	calon: FaktaPenempatan,
	jabatan: FaktaJabatan,
	di_jabatan: Iterable[FaktaPenempatan],
	milik_pegawai: Iterable[FaktaPenempatan],
	hari_ini: date,
	pegawai_aktif: bool = True,
) -> list[Pelanggaran]:
	"""Every rule the placement breaks against the others at the post and of the person.

	Imported history (`riwayat`) takes no seat, as old registers overlap; so it must be over by `hari_ini`.
	"""
	if calon.selesai is not None and calon.selesai <= calon.mulai:
		pesan = "Selesai ({selesai}) harus sesudah mulai ({mulai}): selesai adalah hari pertama tidak lagi bertugas."
		nilai = {"selesai": f"{calon.selesai:%d-%m-%Y}", "mulai": f"{calon.mulai:%d-%m-%Y}"}
		return [Pelanggaran("masa", "selesai", pesan, nilai)]
	if calon.riwayat:
		return _periksa_riwayat(calon, hari_ini)
	salah = [] if jabatan.aktif else [_tidak_aktif(jabatan)]
	if not pegawai_aktif:
		pesan = "Pegawai ini sudah tidak aktif. Aktifkan dahulu pada data pegawai."
		salah.append(Pelanggaran("pegawai_tidak_aktif", "pegawai", pesan))
	return [
		*salah,
		*_periksa_kursi(calon, jabatan, di_jabatan),
		*_periksa_rangkap(calon, milik_pegawai),
		*_periksa_sementara_ganda(calon, jabatan, di_jabatan),
	]


def periksa_batas_sementara(
	calon: FaktaPenempatan,
	jabatan: FaktaJabatan,
	jabatan_asal: Iterable[FaktaJabatan],
	milik_pegawai: Iterable[FaktaPenempatan],
	batas: BatasSementara,
) -> list[Pelanggaran]:
	"""What a Plt or Plh exceeds: the months, or the level of the person's own posts."""
	if calon.riwayat:
		return []
	if calon.kapasitas == Kapasitas.PJ:
		return _periksa_lama_pj(calon, batas)
	if calon.kapasitas not in SEMENTARA:
		return []
	return [*_periksa_lama(calon, milik_pegawai, batas), *_periksa_tingkat(calon, jabatan, jabatan_asal)]


def adds_mandate(calon: FaktaPenempatan, lama: FaktaPenempatan | None) -> bool:
	"""Whether `calon` lets somebody act for a post, or on more days or letters, than `lama` (None: new) did.

	Who is Plt, Plh or Pj. has it from a Surat Perintah; ending or narrowing one needs none.
	"""
	if calon.riwayat or calon.kapasitas == Kapasitas.DEFINITIF:
		return False
	if lama is None or lama.riwayat:
		return True
	return (
		(calon.pegawai, calon.jabatan, calon.kapasitas) != (lama.pegawai, lama.jabatan, lama.kapasitas)
		or calon.mulai < lama.mulai
		or (lama.selesai is not None and (calon.selesai is None or calon.selesai > lama.selesai))
		or (calon.wewenang_rahasia and not lama.wewenang_rahasia)
	)


def list_boleh(asal: FaktaJabatan) -> frozenset[str]:
	"""Kinds of post for which the holder of this one may be made Plt or Plh."""
	if asal.jenis == JenisJabatan.FUNGSIONAL:
		return frozenset(jenis.value for jenis in TINGKAT_FUNGSIONAL.get(asal.jenjang, ()))
	tingkat = TINGKAT.get(asal.jenis)
	if tingkat is None:
		return frozenset()
	return frozenset(jenis for jenis, t in TINGKAT.items() if t in (tingkat, tingkat - 1))


def _periksa_riwayat(calon: FaktaPenempatan, hari_ini: date) -> list[Pelanggaran]:
	if calon.selesai is None:
		return [Pelanggaran("masa", "selesai", "Penempatan riwayat harus mempunyai tanggal selesai.")]
	if calon.selesai <= hari_ini:
		return []
	pesan = "Penempatan riwayat harus sudah berakhir, sedangkan Selesai ({selesai}) sesudah hari ini ({hari_ini}). Perbaiki Selesai atau hapus tanda Riwayat."
	nilai = {"selesai": f"{calon.selesai:%d-%m-%Y}", "hari_ini": f"{hari_ini:%d-%m-%Y}"}
	return [Pelanggaran("masa", "selesai", pesan, nilai)]


def _tidak_aktif(jabatan: FaktaJabatan) -> Pelanggaran:
	pesan = "Jabatan {jabatan} sudah tidak aktif. Pilih jabatan lain atau aktifkan kembali."
	return Pelanggaran("jabatan_tidak_aktif", "jabatan", pesan, {"jabatan": jabatan.nama})


def _periksa_kursi(
	calon: FaktaPenempatan, jabatan: FaktaJabatan, di_jabatan: Iterable[FaktaPenempatan]
) -> list[Pelanggaran]:
	if not calon.memegang:
		return []
	lain = [p.selang for p in di_jabatan if p.memegang and not p.riwayat and p.name != calon.name]
	banyak, tanggal = find_puncak(calon.selang, lain)
	if banyak < jabatan.kursi:
		return []
	pesan = "{jabatan} hanya mempunyai {kursi} kursi dan sudah terisi pada {tanggal}. Akhiri dahulu penempatan pejabat lama, atau ubah tanggalnya."
	nilai = {"jabatan": jabatan.nama, "kursi": jabatan.kursi, "tanggal": f"{tanggal:%d-%m-%Y}"}
	return [Pelanggaran("kursi_penuh", "jabatan", pesan, nilai)]


def _periksa_rangkap(calon: FaktaPenempatan, milik_pegawai: Iterable[FaktaPenempatan]) -> list[Pelanggaran]:
	"""One definitive post per person; a Pj. keeps his own definitive post beside it."""
	for lain in milik_pegawai:
		if lain.name == calon.name or lain.riwayat or not lain.selang.bertumpang(calon.selang):
			continue
		if calon.kapasitas == lain.kapasitas == Kapasitas.DEFINITIF:
			pesan = "Pegawai ini masih pejabat definitif pada jabatan {jabatan} sejak {mulai}. Akhiri dahulu penempatan itu."
			nilai = {"jabatan": lain.jabatan, "mulai": f"{lain.mulai:%d-%m-%Y}"}
			return [Pelanggaran("rangkap_definitif", "pegawai", pesan, nilai)]
		if calon.jabatan == lain.jabatan:
			pesan = "Pegawai ini sudah ditempatkan pada jabatan yang sama ({kapasitas}) sejak {mulai}."
			nilai = {"kapasitas": lain.kapasitas, "mulai": f"{lain.mulai:%d-%m-%Y}"}
			return [Pelanggaran("penempatan_ganda", "jabatan", pesan, nilai)]
	return []


def _periksa_sementara_ganda(
	calon: FaktaPenempatan, jabatan: FaktaJabatan, di_jabatan: Iterable[FaktaPenempatan]
) -> list[Pelanggaran]:
	"""An address post has one Plt and one Plh at a time."""
	if calon.kapasitas not in SEMENTARA or not jabatan.alamat:
		return []
	for lain in di_jabatan:
		if (
			lain.name != calon.name
			and not lain.riwayat
			and lain.kapasitas == calon.kapasitas
			and lain.selang.bertumpang(calon.selang)
		):
			pesan = "{jabatan} sudah mempunyai {kapasitas} sejak {mulai}. Akhiri dahulu yang lama."
			nilai = {
				"jabatan": jabatan.nama,
				"kapasitas": lain.kapasitas,
				"mulai": f"{lain.mulai:%d-%m-%Y}",
			}
			return [Pelanggaran("penempatan_ganda", "jabatan", pesan, nilai)]
	return []


def _periksa_lama(
	calon: FaktaPenempatan, milik_pegawai: Iterable[FaktaPenempatan], batas: BatasSementara
) -> list[Pelanggaran]:
	mulai = find_awal_rangkaian(calon, milik_pegawai)
	if calon.kapasitas == Kapasitas.PLH and batas.plh_hari:
		return _periksa_hari_plh(calon, mulai, batas.plh_hari)
	akhir = add_bulan(mulai, batas.total)
	if calon.selesai is not None and calon.selesai <= akhir:
		return []
	pesan = "{kapasitas} sejak {mulai} melewati batas {bulan} bulan dan perpanjangan {perpanjangan} bulan (sampai {akhir})."
	nilai = {
		"kapasitas": calon.kapasitas,
		"mulai": f"{mulai:%d-%m-%Y}",
		"bulan": batas.bulan,
		"perpanjangan": batas.perpanjangan,
		"akhir": f"{akhir:%d-%m-%Y}",
	}
	return [Pelanggaran("lewat_batas", "selesai", pesan, nilai)]


def _periksa_hari_plh(calon: FaktaPenempatan, mulai: date, hari: int) -> list[Pelanggaran]:
	akhir = mulai + timedelta(days=hari)
	if calon.selesai is not None and calon.selesai <= akhir:
		return []
	pesan = "Plh sejak {mulai} melewati batas {hari} hari (sampai {akhir})."
	nilai = {"mulai": f"{mulai:%d-%m-%Y}", "hari": hari, "akhir": f"{akhir:%d-%m-%Y}"}
	return [Pelanggaran("lewat_batas", "selesai", pesan, nilai)]


def _periksa_lama_pj(calon: FaktaPenempatan, batas: BatasSementara) -> list[Pelanggaran]:
	akhir = add_bulan(calon.mulai, batas.pj_bulan)
	if not batas.pj_bulan or (calon.selesai is not None and calon.selesai <= akhir):
		return []
	pesan = "Pj. sejak {mulai} melewati batas {bulan} bulan (sampai {akhir})."
	nilai = {"mulai": f"{calon.mulai:%d-%m-%Y}", "bulan": batas.pj_bulan, "akhir": f"{akhir:%d-%m-%Y}"}
	return [Pelanggaran("lewat_batas", "selesai", pesan, nilai)]


def find_awal_rangkaian(calon: FaktaPenempatan, milik_pegawai: Iterable[FaktaPenempatan]) -> date:
	"""First day of the unbroken run of orders in this capacity at this post that ends in `calon`."""
	sebelum = sorted(
		(
			p
			for p in milik_pegawai
			if p.name != calon.name and p.jabatan == calon.jabatan and p.kapasitas == calon.kapasitas
		),
		key=lambda p: p.mulai,
		reverse=True,
	)
	mulai = calon.mulai
	for p in sebelum:
		if p.mulai < mulai and (p.selesai is None or p.selesai >= mulai):
			mulai = p.mulai
	return mulai


def _periksa_tingkat(
	calon: FaktaPenempatan, jabatan: FaktaJabatan, jabatan_asal: Iterable[FaktaJabatan]
) -> list[Pelanggaran]:
	asal = [j for j in jabatan_asal if j.kode != jabatan.kode]
	if any(jabatan.jenis in list_boleh(j) for j in asal):
		return []
	pesan = "{kapasitas} {jabatan} ({jenis}) di luar tingkat yang diperbolehkan bagi {asal}."
	nilai = {
		"kapasitas": calon.kapasitas,
		"jabatan": jabatan.nama,
		"jenis": jabatan.jenis,
		"asal": ", ".join(" ".join(filter(None, (j.jenis, j.jenjang))) for j in asal)
		or "pegawai tanpa jabatan definitif",
	}
	return [Pelanggaran("lewat_tingkat", "pegawai", pesan, nilai)]
