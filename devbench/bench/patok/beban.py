"""The page Beban Kerja for a province of 12,000 officers with 300,000 tasks, a third of them open."""

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, lain, milidetik, sql
from devbench.bench.lingkungan import Lingkungan, pastikan

UNIT, JABATAN, ORANG, TUGAS, TIM, ANGGOTA = 400, 1_600, 12_000, 300_000, 1_000, 8
AUDITOR, KEPALA = "auditor@patok.example", "kepala.beban@patok.example"
AWAL = "BBN"
_INTI = "'Administrator', 'Administrator', now(), now()"
_KOLOM_INTI = "owner, modified_by, creation, modified"
# given evenly over two years; a third of them is still open, the others took up to a month
_DIBERI = "timestampadd(minute, -((n.seq * 7919) % 1051200), now())"
_TERBUKA = "crc32(n.seq) % 3 = 0"


def siapkan(lingkungan: Lingkungan) -> None:
	"""400 units with a head each, 1,200 posts of ten officers, their teams and tasks: written set-wise."""
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_akun({AUDITOR: ["ASN", "Auditor ASN"], KEPALA: ["ASN"]})
	if not frappe.db.exists("Unit Kerja", f"{AWAL}-U0"):
		unit, jabatan = isi.susunan_besar(AWAL, UNIT, JABATAN)
		isi.impor("unit_kerja", unit)
		isi.impor("jabatan", jabatan)
	if not frappe.db.exists("Pegawai ASN", f"{AWAL}P00000"):
		_isi()
	frappe.db.commit()
	frappe.destroy()


def _isi() -> None:
	import frappe

	orang = f"concat('{AWAL}P', lpad({{}}, 5, '0'))".format
	# the first ones are the heads, the others sit ten to a post
	jabatan = f"if(n.seq < {UNIT}, concat('{AWAL}-J', n.seq), concat('{AWAL}-J', {UNIT} + n.seq % {JABATAN - UNIT}))"
	tim = f"concat('{AWAL}T', lpad({{}}, 5, '0'))".format
	seq = "`seq_0_to_{}` n".format
	alamat = "n.seq % 100"
	tutup = f"if({_TERBUKA}, null, timestampadd(minute, n.seq % 43200, {_DIBERI}))"
	for kueri in (
		f"""insert into `tabPegawai ASN` (name, {_KOLOM_INTI}, nama, jenis_kepegawaian, aktif, user)
		select {orang("n.seq")}, {_INTI}, concat('Pegawai ', n.seq), 'PNS', 1, if(n.seq = 1, '{KEPALA}', null)
		from {seq(ORANG - 1)}""",
		f"""insert into `tabPenempatan` (name, {_KOLOM_INTI}, pegawai, jabatan, kapasitas, mulai, riwayat)
		select concat('{AWAL}N', n.seq), {_INTI}, {orang("n.seq")}, {jabatan}, 'Definitif', '2025-01-01', 0
		from {seq(ORANG - 1)}""",
		f"""insert into `tabPokja` (name, {_KOLOM_INTI}, nama, jenis_tim, alasan, pimpinan, mulai, tahap)
		select {tim("n.seq")}, {_INTI}, concat('Tim ', n.seq), 'Pokja', 'Arahan pimpinan daerah', '{AWAL}-J0', '2026-01-01', 'Berjalan'
		from {seq(TIM - 1)}""",
		f"""insert into `tabAnggota Pokja` (name, {_KOLOM_INTI}, parent, parenttype, parentfield, idx, pegawai, peran, persetujuan)
		select concat('{AWAL}A', n.seq), {_INTI}, {tim(f"n.seq div {ANGGOTA}")}, 'Pokja', 'anggota', 1 + n.seq % {ANGGOTA},
			{orang(f"{UNIT} + n.seq % {ORANG - UNIT}")}, if(n.seq % {ANGGOTA} = 0, 'Ketua', 'Anggota'), 'Tidak perlu'
		from {seq(TIM * ANGGOTA - 1)}""",
		# of a hundred tasks ten lie at a post, ten with a team, the others with a person
		f"""insert into `tabTugas` (name, owner, modified_by, creation, modified, perihal, keamanan, pola_kerja, tahap, selesai_pada, jabatan, pegawai, tim)
		select concat('{AWAL}S', n.seq), 'Administrator', 'Administrator', {_DIBERI}, {_DIBERI}, 'Tugas patok', 'Biasa',
			if({alamat} < 10 or {alamat} > 60, 'Struktural', 'Fungsional'), if({_TERBUKA}, 'Berjalan', 'Selesai'), {tutup},
			if({alamat} < 10, concat('{AWAL}-J', n.seq div 100 % {UNIT}), null),
			if({alamat} >= 20, {orang(f"(n.seq * 31) % {ORANG}")}, null),
			if({alamat} between 10 and 19, {tim(f"n.seq div 100 % {TIM}")}, null)
		from {seq(TUGAS - 1)}""",
	):
		frappe.db.sql(kueri)
		frappe.db.commit()
	for tabel in ("Pegawai ASN", "Penempatan", "Pokja", "Anggota Pokja", "Tugas"):
		frappe.db.sql_ddl(f"analyze table `tab{tabel}`")


def _buka(lingkungan: Lingkungan, sisi: str, akun: str, paling_sedikit: int) -> Sampel:
	"""One request: who the user is, then the page's data."""
	from transformasi_asn.permissions.konteks import get_konteks
	from transformasi_asn.pokja.halaman_beban import SEHALAMAN, view

	lingkungan.sendiri.masuk(akun)
	with lingkungan.ukur(f"{sisi}, konteks") as konteks:
		get_konteks()
	with lingkungan.ukur(sisi) as ukuran:
		isi_halaman = view()
	pastikan(
		isi_halaman["jumlah"]["orang"] >= paling_sedikit and len(isi_halaman["orang"]) == SEHALAMAN,
		lambda: str(isi_halaman["jumlah"]),
	)
	return ukuran.sampel(isi_halaman["jumlah"]["orang"], sql_konteks=konteks.hitung.banyak)


def seluruhnya(lingkungan: Lingkungan) -> Sampel:
	return _buka(lingkungan, "seluruhnya", AUDITOR, ORANG)


def kepala(lingkungan: Lingkungan) -> Sampel:
	return _buka(lingkungan, "kepala", KEPALA, 1_000)


_MS, _SQL = "{:,.0f} ms", "{:,.0f} SQL"
_TARGET = "halaman beban untuk {}: ≤ 6 SQL"
PATOK = Patok(
	nama="beban",
	judul="Halaman Beban Kerja",
	satuan="pegawai",
	urutan=45,
	ronde=7,
	siapkan=siapkan,
	sisi={"seluruhnya": seluruhnya, "kepala": kepala},
	target=[
		Target(_TARGET.format("12.000 pegawai"), Nilai("seluruhnya", sql, _SQL), 6),
		Target("… waktunya", Nilai("seluruhnya", milidetik, _MS)),
		Target(_TARGET.format("seorang kepala dengan 3.330 pegawai"), Nilai("kepala", sql, _SQL), 6),
		Target("… waktunya", Nilai("kepala", milidetik, _MS)),
		Target(
			"… SQL untuk mengenali pengguna, di luar hitungan itu", Nilai("kepala", lain("sql_konteks"), _SQL)
		),
	],
	catatan="beban: 400 unit, 1.600 jabatan, 1.000 tim, 300.000 tugas dengan sepertiga terbuka; halaman pertama 25 pegawai, 12 minggu.",
)
