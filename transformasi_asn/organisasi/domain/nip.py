"""NIP and NI PPPK: 18 digits that repeat the birth date, the appointment and the sex.

Source: Perka BKN 22/2007 and 43/2007 for PNS (birth YYYYMMDD, CPNS YYYYMM, sex, serial; no check digit).
NI PPPK as seen in registers: birth, year of appointment, the code 21, sex, serial.
"""

from datetime import date

from .pelanggaran import Pelanggaran

BERNIP = frozenset({"PNS", "CPNS", "PPPK"})
KODE_PPPK = "21"
KELAMIN = {"1": "Laki-laki", "2": "Perempuan"}


def clean_nip(nip: str | None) -> str:
	"""The digits of a NIP as people print it (`19860926 201505 1 001`)."""
	return "".join((nip or "").split())


def format_nip(nip: str | None) -> str:
	"""A NIP as it is printed (`19860926 201505 1 001`); anything else as it is."""
	polos = clean_nip(nip)
	return f"{polos[:8]} {polos[8:14]} {polos[14]} {polos[15:]}" if len(polos) == 18 else polos


def parse_tanggal_lahir(nip: str) -> date | None:
	"""The birth date that a NIP states, or None when these digits are no date."""
	try:
		return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
	except ValueError:
		return None


def periksa_nip(
	nip: str | None, jenis_kepegawaian: str, tanggal_lahir: date | None, jenis_kelamin: str | None
) -> list[Pelanggaran]:
	"""Every reason why this NIP does not fit this person."""
	nip = clean_nip(nip)
	if jenis_kepegawaian not in BERNIP:
		return (
			[_langgar("{jenis} tidak mempunyai NIP. Kosongkan NIP.", jenis=jenis_kepegawaian)] if nip else []
		)
	if not nip:
		return [_langgar("{jenis} harus mempunyai NIP. Isi 18 angka.", jenis=jenis_kepegawaian)]
	if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
		return [_langgar("NIP {nip} bukan 18 angka. Periksa kembali penulisannya.", nip=nip)]
	return [
		*_periksa_lahir(nip, tanggal_lahir),
		*_periksa_pengangkatan(nip, jenis_kepegawaian),
		*_periksa_kelamin(nip, jenis_kelamin),
		*_periksa_urut(nip),
	]


def _periksa_lahir(nip: str, tanggal_lahir: date | None) -> list[Pelanggaran]:
	lahir = parse_tanggal_lahir(nip)
	if lahir is None:
		return [_langgar("Delapan angka pertama NIP {nip} bukan tanggal lahir (TTTTBBHH).", nip=nip)]
	if tanggal_lahir and tanggal_lahir != lahir:
		return [
			_langgar(
				"NIP {nip} menyebut tanggal lahir {di_nip}, tetapi tanggal lahir diisi {diisi}. Perbaiki salah satunya.",
				nip=nip,
				di_nip=f"{lahir:%d-%m-%Y}",
				diisi=f"{tanggal_lahir:%d-%m-%Y}",
			)
		]
	return []


def _periksa_pengangkatan(nip: str, jenis: str) -> list[Pelanggaran]:
	tahun, lahir = int(nip[8:12]), int(nip[:4])
	salah = []
	if tahun <= lahir:
		salah.append(
			_langgar("Tahun pengangkatan {tahun} pada NIP {nip} tidak mungkin.", tahun=tahun, nip=nip)
		)
	if jenis == "PPPK":
		if nip[12:14] != KODE_PPPK:
			salah.append(_langgar("Angka ke-13 dan 14 NI PPPK {nip} harus {kode}.", nip=nip, kode=KODE_PPPK))
	elif not 1 <= int(nip[12:14]) <= 12:
		salah.append(
			_langgar("Angka ke-13 dan 14 NIP {nip} harus bulan pengangkatan CPNS (01 sampai 12).", nip=nip)
		)
	return salah


def _periksa_kelamin(nip: str, jenis_kelamin: str | None) -> list[Pelanggaran]:
	di_nip = KELAMIN.get(nip[14])
	if di_nip is None:
		return [_langgar("Angka ke-15 NIP {nip} harus 1 (laki-laki) atau 2 (perempuan).", nip=nip)]
	if jenis_kelamin and jenis_kelamin != di_nip:
		return [
			_langgar(
				"NIP {nip} menyebut {di_nip}, tetapi jenis kelamin diisi {diisi}. Perbaiki salah satunya.",
				nip=nip,
				di_nip=di_nip,
				diisi=jenis_kelamin,
			)
		]
	return []


def _periksa_urut(nip: str) -> list[Pelanggaran]:
	return [_langgar("Tiga angka terakhir NIP {nip} dimulai dari 001.", nip=nip)] if nip[15:] == "000" else []


def _langgar(pesan: str, **nilai: object) -> Pelanggaran:
	return Pelanggaran("nip", "nip", pesan, nilai)
