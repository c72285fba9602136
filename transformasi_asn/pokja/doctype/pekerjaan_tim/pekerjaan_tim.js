frappe.ui.form.on("Pekerjaan Tim", {
	setup(frm) {
		frm.set_query("tim", () => ({ filters: { tahap: ["in", ["Baru", "Berjalan", "Menunggu"]] } }));
		frm.set_query("kegiatan", () => ({ filters: { aktif: 1 } }));
	},

	async refresh(frm) {
		await limit_to_members(frm);
		if (frm.is_new()) return;
		const pelaksana = (frm.doc.peran_saya || "").includes("pelaksana");
		const terbuka = !["Selesai", "Dibatalkan"].includes(frm.doc.keadaan);
		if (pelaksana && terbuka) {
			frm.add_custom_button(__("Tulis Kontribusi"), () =>
				frappe.new_doc("Kontribusi Tim", { pekerjaan: frm.doc.name })
			).addClass("btn-primary");
		}
		await show_contributions(frm);
	},

	tim: (frm) => limit_to_members(frm),
});

// Only who is named in the team can be given a piece of its work.
async function limit_to_members(frm) {
	if (!frm.doc.tim) return;
	const tim = await frappe.db.get_doc("Pokja", frm.doc.tim);
	const nama = tim.anggota.filter((b) => b.pegawai && !b.berhenti_pada && b.persetujuan !== "Ditolak").map((b) => b.pegawai);
	frm.set_query("pegawai", () => ({ filters: { name: ["in", nama] } }));
}

async function show_contributions(frm) {
	const { text, link, pill } = transformasi_asn.tampil;
	const daftar = await frappe.db.get_list("Kontribusi Tim", {
		filters: { pekerjaan: frm.doc.name },
		fields: ["name", "nama_pegawai", "tanggal", "uraian", "keadaan", "kemajuan"],
		order_by: "tanggal desc, creation desc",
		limit: 100,
	});
	const warna = { Diterima: "green", Dikembalikan: "red", Diajukan: "orange" };
	const baris = daftar.map(
		(k) => `<li>${link("Kontribusi Tim", k.name, k.nama_pegawai)} · ${text(frappe.datetime.str_to_user(k.tanggal))}
			${pill(__(k.keadaan), warna[k.keadaan])} <div>${text(k.uraian)}</div></li>`
	);
	frm.get_field("kontribusi").$wrapper.html(
		baris.length ? `<ul class="asn-kontribusi">${baris.join("")}</ul>` : `<p class="text-muted">${__("Belum ada kontribusi.")}</p>`
	);
}
