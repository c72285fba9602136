"""What a decision that forms a team says, clause by clause, out of what was filled in for the team.

Paper is an Indonesian document whatever the language of the desk, so the sentences written here are not translated.
"""

from collections.abc import Iterable, Sequence
from string import ascii_lowercase

DIKTUM = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH")
SEBUTAN = {"Pokja": "Kelompok Kerja", "Tim Kerja": "Tim Kerja"}
# A name that says already what it is gets no second word for it.
KATA_TIM = ("kelompok kerja", "pokja", "tim", "satuan tugas", "satgas", "panitia", "gugus tugas")
DALAM_RANGKA = {
	"Program strategis pemerintah": "pelaksanaan program strategis pemerintah",
	"Arahan pimpinan daerah": "pelaksanaan arahan pimpinan daerah",
	"Perubahan kebijakan mendesak": "penyelesaian perubahan kebijakan yang mendesak",
	"Kompleksitas (tidak dapat diselesaikan perorangan)": "penyelesaian pekerjaan yang tidak dapat diselesaikan seorang diri",
}
SEJAK = "pada tanggal ditetapkan"
PENUTUP = "bahwa berdasarkan pertimbangan"
URUTAN_PERAN = ("Pengarah", "Penanggung Jawab", "Ketua", "Wakil Ketua", "Sekretaris", "Anggota")


def name_team(jenis_tim: str, nama: str) -> str:
	"""The team as the decision calls it: `Kelompok Kerja Aksara Bali`."""
	polos = nama.strip()
	sudah = any(polos.casefold().startswith(kata + " ") for kata in KATA_TIM)
	return polos if sudah else f"{SEBUTAN[jenis_tim]} {polos}"


def write_menimbang(
	baris: Sequence[str], alasan: str, kegiatan: Sequence[str], tim: str, jabatan: str
) -> list[str]:
	"""Considerations as they were written, else from the reason; the last one leads to the decision."""
	isi = [*baris] or [f"bahwa dalam rangka {_purpose(alasan, kegiatan)}, perlu membentuk {tim};"]
	if not isi[-1].casefold().startswith(PENUTUP):
		huruf = "huruf a" if len(isi) == 1 else f"huruf a sampai dengan huruf {ascii_lowercase[len(isi) - 1]}"
		isi.append(
			f"{PENUTUP} sebagaimana dimaksud dalam {huruf}, perlu menetapkan Keputusan {jabatan} "
			f"tentang Pembentukan {tim};"
		)
	return [_ended(b, ";") for b in isi]


def _purpose(alasan: str, kegiatan: Sequence[str]) -> str:
	if alasan in DALAM_RANGKA:
		return DALAM_RANGKA[alasan]
	return f"pelaksanaan {', '.join(kegiatan)}" if kegiatan else "pelaksanaan tugas"


def write_diktum(
	tim: str, unit: str, tugas: Sequence[str], masa: str, lapor_kepada: str, pembiayaan: str
) -> list[tuple[str, str, list[str]]]:
	"""(ordinal, sentence, its items) of each clause; one that nothing was filled in for is left out."""
	pasal: list[tuple[str, list[str]]] = [
		(f"Membentuk {tim} pada {unit}.", []),
		(
			f"Susunan keanggotaan {tim} tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari "
			"Keputusan ini.",
			[],
		),
	]
	if tugas:
		pasal.append(("Tim sebagaimana dimaksud dalam diktum KESATU mempunyai tugas:", [*tugas]))
	pasal.append((f"Masa kerja tim terhitung {masa}.", []))
	pasal.append(
		(f"Tim bertanggung jawab dan menyampaikan laporan pelaksanaan tugasnya kepada {lapor_kepada}.", [])
	)
	if pembiayaan:
		biaya = pembiayaan.strip().rstrip(".")
		pasal.append((f"Biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada {biaya}.", []))
	pasal.append((f"Keputusan ini mulai berlaku {SEJAK}.", []))
	return [(DIKTUM[n], kalimat, butir) for n, (kalimat, butir) in enumerate(pasal)]


def write_masa(mulai: str, selesai: str) -> str:
	"""Term of a team; dates are written out, `selesai` is its last day or ''."""
	return f"mulai tanggal {mulai} sampai dengan tanggal {selesai}" if selesai else f"mulai tanggal {mulai}"


def sort_members(peran: Iterable[str]) -> list[int]:
	"""Places of the rows as an annex lists them: by role, else as they stand."""
	return [
		n
		for _urutan, n in sorted(
			(URUTAN_PERAN.index(p) if p in URUTAN_PERAN else len(URUTAN_PERAN), n)
			for n, p in enumerate(peran)
		)
	]


def mark_letters(baris: Sequence[str]) -> list[tuple[str, str]]:
	"""(letter, text) of items; beyond z they go on as aa, ab …"""
	banyak = len(ascii_lowercase)
	return [
		((ascii_lowercase[n // banyak - 1] if n >= banyak else "") + ascii_lowercase[n % banyak], b)
		for n, b in enumerate(baris)
	]


def _ended(teks: str, tanda: str) -> str:
	return teks if teks.rstrip()[-1:] in ";.," else teks.rstrip() + tanda
