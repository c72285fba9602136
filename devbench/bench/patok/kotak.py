"""The inbox at a million tasks: all counters and a first page, beside the ToDo list with the index that it lacks."""

import json
from collections.abc import Callable
from typing import Any

from devbench.bench import isi
from devbench.bench.inti import Nilai, Patok, Sampel, Target, lain
from devbench.bench.lingkungan import Lingkungan, pastikan

KECIL, BESAR = 10_000, 1_000_000
ULANG = 25
"""Requests per person and round; the highest but one of them is p95."""
ORANG = {"sepersepuluh": isi.akun(0), "seperseribu": isi.akun(1), "lima": isi.akun(2)}
TABEL = ("Tugas", "Disposisi", "Penerima Disposisi", "Naskah Masuk")
AWAL = "KTK"

# Row n belongs to the person of a tenth, of a thousandth, of five rows, or to one of fifty others.
_PEMILIK = "case when {n} % 10 = 0 then 'PTK-B00' when {n} % 1000 = 1 then 'PTK-B01' when {n} <= 50 and {n} % 10 = 2 then 'PTK-B02' end"
# A third is open, mixed as work is: unread, read, in hand, reported, handed on.
_KEADAAN = "crc32({n}) % 100"
_TAHAP = "case when {k} < 60 then 'Selesai' when {k} < 65 then 'Batal' when {k} < 76 then 'Baru' when {k} < 88 then 'Berjalan' else 'Menunggu' end"
_INTI = "'Administrator', 'Administrator', timestampadd(second, n.seq * 50, '2024-11-24'), timestampadd(second, n.seq * 50, '2024-11-24')"
_KOLOM_INTI = "owner, modified_by, creation, modified"


def _nama(jenis: str, n: str) -> str:
	return f"concat('{AWAL}{jenis}', lpad({n}, 7, '0'))"


def _isian(banyak: int, orang: dict[str, str]) -> dict[str, str]:
	"""Table → one INSERT that fills it, with the tasks in number `banyak`."""
	pemilik, keadaan = _PEMILIK.format(n="n.seq"), _KEADAAN.format(n="n.seq")
	tahap = _TAHAP.format(k=keadaan)
	jf = "elt(1 + n.seq % 50, " + ", ".join(f"'{orang[f'PTK-jf{n:02d}']}'" for n in range(isi.PENERIMA)) + ")"
	pemberi = _PEMILIK.format(n="(n.seq + 7)")
	atas_keadaan = _KEADAAN.format(n="(n.seq - 1)")
	seq = "`seq_1_to_{}` n".format
	orang_pos = f"case {pemberi} when 'PTK-B00' then '{orang['PTK-jab00']}' when 'PTK-B01' then '{orang['PTK-jab01']}' when 'PTK-B02' then '{orang['PTK-jab02']}' else '{orang['PTK-pemberi']}' end"
	return {
		"Tugas": f"""insert into `{{tabel}}` (name, {_KOLOM_INTI}, perihal, keamanan, nama_penerima, nama_pemberi, workflow_state, tahap,
			pola_kerja, persetujuan, jabatan, pegawai, pemangku, kapasitas_pemangku, unit_kerja, pemberi_jabatan, pemberi_pegawai, naskah, disposisi, induk,
			jatuh_tempo, dibaca_pada, dilaporkan_pada)
			select {_nama("T", "n.seq")}, {_INTI}, concat('Tugas patok ', n.seq), 'Biasa', 'Penerima', 'Pemberi', {tahap}, {tahap},
			'Struktural', 'Tidak perlu', coalesce({pemilik}, 'PTK-JF'), if({pemilik} is null, {jf}, null), {jf}, 'Definitif', 'PTK-DINAS',
			coalesce({pemberi}, 'PTK-KADIS'), {orang_pos},
			{_nama("N", "n.seq div 10")}, {_nama("D", "n.seq div 5")},
			if({atas_keadaan} >= 95, {_nama("T", "n.seq - 1")}, null),
			timestampadd(minute, cast(crc32(n.seq + 3) % 86400 as signed) - 43200, now()),
			if({keadaan} between 65 and 71, null, now()), if({keadaan} between 88 and 94, now(), null)
			from {seq(banyak)}""",
		"Disposisi": f"""insert into `{{tabel}}` (name, {_KOLOM_INTI}, docstatus, perihal, keamanan, naskah, nama_pemberi, tanggal, pemberi_jabatan, pemberi_pegawai)
			select {_nama("D", "n.seq")}, {_INTI}, if(n.seq % 50, 1, 0), concat('Disposisi patok ', n.seq), 'Biasa', {_nama("N", "n.seq div 2")}, 'Pemberi', curdate(),
			coalesce({pemberi}, 'PTK-KADIS'), {orang_pos} from {seq(banyak // 5)}""",
		"Penerima Disposisi": f"""insert into `{{tabel}}` (name, {_KOLOM_INTI}, docstatus, parent, parenttype, parentfield, idx, jenis_penerima, penerima,
			tembusan, pemangku, dibaca_pada)
			select {_nama("P", "n.seq")}, {_INTI}, 1, {_nama("D", "n.seq")}, 'Disposisi', 'penerima', 1, 'Jabatan', coalesce({pemilik}, 'PTK-KADIS'),
			1, null, if({keadaan} < 70, now(), null) from {seq(banyak // 5)}""",
		"Naskah Masuk": f"""insert into `{{tabel}}` (name, {_KOLOM_INTI}, perihal, keamanan, pengirim, nomor_surat, tujuan_jabatan, unit_penerima, workflow_state, tahap, dibaca_pada)
			select {_nama("N", "n.seq")}, {_INTI}, concat('Naskah patok ', n.seq), 'Biasa', 'Pengirim', n.seq, coalesce({pemilik}, 'PTK-KADIS'), 'PTK-DINAS',
			if({keadaan} < 80, 'Selesai', 'Baru'), if({keadaan} < 80, 'Selesai', 'Baru'), if({keadaan} < 90, now(), null) from {seq(banyak // 10)}""",
	}


def siapkan(lingkungan: Lingkungan) -> None:
	"""Both sizes beside each other; the sides swap the tables."""
	import frappe

	lingkungan.sendiri.masuk()
	isi.buat_instansi()
	if not frappe.db.sql(f"select 1 from `tabTugas` where name like '{AWAL}%' limit 1"):
		orang = dict(
			frappe.get_all(
				"Pegawai ASN", {"kunci_impor": ("like", "PTK-%")}, ["kunci_impor", "name"], as_list=True
			)
		)
		for tabel in TABEL:
			frappe.db.sql_ddl(f"create table `{_simpan(tabel, KECIL)}` like `tab{tabel}`")
		for banyak, di in ((KECIL, lambda t: _simpan(t, KECIL)), (BESAR, lambda t: f"tab{t}")):
			_isi(_isian(banyak, orang), di)
	lingkungan.stok.masuk()
	siapkan_stok()
	frappe.destroy()


def _isi(perintah: dict[str, str], di: Callable[[str], str]) -> None:
	import frappe

	for tabel, kueri in perintah.items():
		# filled by one statement each: the rows of a whole table are more than the framework lets through
		frappe.db.sql(kueri.replace("{tabel}", di(tabel)))
		frappe.db.commit()
		frappe.db.sql_ddl(f"analyze table `{di(tabel)}`")


def siapkan_stok() -> None:
	import frappe

	isi.buat_akun({u: ["Desk User"] for u in ORANG.values()})
	if frappe.db.sql("select 1 from `tabToDo` where name like 'KTK%' limit 1"):
		return
	pemilik = f"case when n.seq % 10 = 0 then '{isi.akun(0)}' when n.seq % 1000 = 1 then '{isi.akun(1)}' when n.seq <= 50 and n.seq % 10 = 2 then '{isi.akun(2)}' else 'Administrator' end"
	frappe.db.sql(
		f"""insert into `tabToDo` (name, {_KOLOM_INTI}, status, priority, allocated_to, assigned_by, description)
		select {_nama("Y", "n.seq")}, {_INTI}, if(crc32(n.seq) % 100 < 65, 'Closed', 'Open'), 'Medium', {pemilik}, 'Administrator', concat('Tugas patok ', n.seq)
		from `seq_1_to_{BESAR}` n"""
	)
	frappe.db.commit()
	frappe.db.add_index("ToDo", ["allocated_to", "status", "modified"])
	frappe.db.add_index("ToDo", ["assigned_by", "status", "modified"])
	frappe.db.sql_ddl("analyze table `tabToDo`")


# -- which size lies in the tables -----------------------------------------------------------------


def _simpan(tabel: str, ukuran: int) -> str:
	return f"patok_{ukuran}_{tabel}"


def _pasang(ukuran: int) -> None:
	"""Swap the tables so that those of this size bear the names of the DocTypes."""
	import frappe

	lain_ukuran = KECIL if ukuran == BESAR else BESAR
	if f"{_simpan('Tugas', ukuran)}" not in frappe.db.get_tables(cached=False):
		return
	tukar = ", ".join(
		f"`tab{t}` to `{_simpan(t, lain_ukuran)}`, `{_simpan(t, ukuran)}` to `tab{t}`" for t in TABEL
	)
	frappe.db.sql_ddl(f"rename table {tukar}")


# -- measuring -------------------------------------------------------------------------------------


def _ukur_orang(
	lingkungan: Lingkungan,
	situs: Any,
	sisi: str,
	kerja: Callable[[str], Any],
	periksa: Callable[[str, Any], None],
) -> Sampel:
	"""Every person's requests, each on a connection of its own; p95 and statements by person."""
	hasil: dict[str, float] = {}
	detik = 0.0
	for orang, akun in ORANG.items():
		waktu, sql = [], []
		for n in range(ULANG):
			situs.masuk(akun)
			with lingkungan.ukur(f"{sisi} {orang}") as ukuran:
				jawab = kerja(akun)
			if not n:
				# the first one finds cold caches of the process and of the database
				periksa(orang, jawab)
				continue
			waktu.append(ukuran.detik)
			sql.append(ukuran.hitung.banyak)
		hasil |= {f"p95_{orang}": sorted(waktu)[-2] * 1000, f"sql_{orang}": max(sql)}
		detik += sum(waktu)
	return Sampel(
		detik, ULANG * len(ORANG), int(max(v for k, v in hasil.items() if k.startswith("sql"))), hasil
	)


def _kotak(lingkungan: Lingkungan, ukuran: int) -> Sampel:
	from transformasi_asn.disposisi import kotak

	lingkungan.sendiri.masuk()
	_pasang(ukuran)

	def periksa(orang: str, jawab: dict) -> None:
		jumlah = {k["kunci"]: k["jumlah"] for k in jawab["kotak"]}
		penuh = ukuran == BESAR and orang == "sepersepuluh"
		pastikan(not penuh or list(jumlah.values()).count("1000+") >= 6, lambda: f"{orang}: {jumlah}")
		pastikan(
			any(jumlah.values()) and (orang == "lima" or bool(jawab["baris"])), lambda: f"{orang}: {jumlah}"
		)

	return _ukur_orang(
		lingkungan,
		lingkungan.sendiri,
		f"kotak {ukuran}",
		lambda _akun: kotak.view("disposisi_belum_ditindaklanjuti"),
		periksa,
	)


def besar(lingkungan: Lingkungan) -> Sampel:
	return _kotak(lingkungan, BESAR)


def kecil(lingkungan: Lingkungan) -> Sampel:
	return _kotak(lingkungan, KECIL)


def _daftar(akun: str) -> dict:
	"""As the desk asks for the list of one's own open ToDos."""
	import frappe
	from frappe.desk import reportview

	kolom = ["name", "owner", "modified", "status", "priority", "description", "allocated_to", "date"]
	frappe.local.form_dict = frappe._dict(
		doctype="ToDo",
		fields=json.dumps([f"`tabToDo`.`{k}`" for k in kolom]),
		filters=json.dumps([["ToDo", "status", "=", "Open"], ["ToDo", "allocated_to", "=", akun]]),
		order_by="`tabToDo`.`modified` desc",
		start=0,
		page_length=20,
		view="List",
	)
	return reportview.get()


def _daftar_dan_jumlah(akun: str) -> dict:
	import frappe
	from frappe.desk import reportview

	jawab = _daftar(akun)
	frappe.local.form_dict = frappe._dict(
		doctype="ToDo",
		filters=json.dumps([["ToDo", "status", "=", "Open"], ["ToDo", "allocated_to", "=", akun]]),
	)
	jawab["jumlah"] = reportview.get_count()
	return jawab


def _periksa_todo(orang: str, jawab: dict) -> None:
	pastikan(bool(jawab and jawab["values"]), f"{orang}: daftar ToDo kosong")


def todo(lingkungan: Lingkungan) -> Sampel:
	return _ukur_orang(lingkungan, lingkungan.stok, "todo", _daftar, _periksa_todo)


def todo_jumlah(lingkungan: Lingkungan) -> Sampel:
	return _ukur_orang(lingkungan, lingkungan.stok, "todo+jumlah", _daftar_dan_jumlah, _periksa_todo)


_MS, _SQL = "{:,.1f} ms", "{:,.0f} SQL"
_SEBUTAN = {"lima": "5 baris", "seperseribu": "0,1%", "sepersepuluh": "10%"}
_DAFTAR = "Stok: reportview.get atas ToDo, 20 baris milik sendiri yang terbuka, dengan indeks (allocated_to, status, modified) yang ditambahkan."


def _target() -> list[Target]:
	hasil = []
	for orang, sebutan in _SEBUTAN.items():
		p95 = lain(f"p95_{orang}")
		hasil += [
			Target(
				f"{sebutan}: semua penghitung dan halaman pertama ≤ 8 SQL",
				Nilai("besar", lain(f"sql_{orang}"), _SQL),
				8,
			),
			Target(
				f"{sebutan}: p95 pada 1.000.000 ≤ 2x p95 pada 10.000",
				Nilai("besar", p95, _MS),
				2,
				stok=Nilai("kecil", p95, _MS),
				uji="rasio",
				rasio="sendiri/stok",
				catatan="Pembanding: kotak yang sama pada 10.000 tugas.",
			),
			Target(
				f"{sebutan}: tidak lebih lambat dari daftar ToDo berindeks",
				Nilai("besar", p95, _MS),
				1,
				stok=Nilai("todo", p95, _MS),
				uji="rasio",
				rasio="sendiri/stok",
				catatan=_DAFTAR,
			),
			Target(
				f"{sebutan}: di samping daftar ToDo dengan jumlahnya",
				Nilai("besar", p95, _MS),
				stok=Nilai("todo_jumlah", p95, _MS),
				rasio="sendiri/stok",
				catatan="Stok: daftar itu dan jumlahnya (reportview.get_count), seperti meja kerja memintanya.",
			),
		]
	return hasil


PATOK = Patok(
	nama="kotak",
	judul="Kotak Kerja pada 1.000.000 tugas (pengisiannya beberapa menit)",
	satuan="permintaan",
	urutan=50,
	ronde=3,
	pemanasan=False,
	siapkan=siapkan,
	sisi={"besar": besar, "todo": todo, "todo_jumlah": todo_jumlah, "kecil": kecil},
	target=_target(),
)
