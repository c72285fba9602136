const API = "transformasi_asn.organisasi.api.";
const WARNA = {
	Diusulkan: "orange", Disetujui: "blue", "Akan Datang": "blue", Berlaku: "green", Berakhir: "gray", Ditolak: "red",
	Dicabut: "red",
};

frappe.ui.form.on("Surat Perintah", {
	setup(frm) {
		frm.set_query("pegawai", () => ({ filters: { aktif: 1 } }));
		frm.set_query("jabatan", () => ({
			filters: { aktif: 1, jumlah_kursi: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] },
		}));
	},

	async refresh(frm) {
		frm.toggle_display("bagian_catatan", !frm.is_new());
		frm.set_intro("");
		if (frm.is_new()) return;
		const nama = frm.doc.name;
		const t = await frappe.xcall(API + "tampilan_surat_perintah", { nama });
		if (frm.doc.name !== nama) return;
		frm.page.set_indicator(__(t.keadaan), WARNA[t.keadaan]);
		if (!t.boleh_ubah) transformasi_asn.tampil.lock_all(frm);
		warn(frm, t);
		for (const langkah of t.langkah) STEPS[langkah](frm);
		if (t.penempatan) {
			frm.add_custom_button(__("Lihat Penempatan"), () => frappe.set_route("Form", "Penempatan", t.penempatan));
		}
	},
});

// What exceeds the limits, and where one person would stand on both sides of a report.
function warn(frm, t) {
	const { text } = transformasi_asn.tampil;
	const baris = [...t.peringatan, ...t.konflik];
	if (!baris.length) return;
	frm.set_intro(`<ul class="asn-temuan">${baris.map((b) => `<li>${text(b)}</li>`).join("")}</ul>`, "orange");
}

async function call(frm, method, args) {
	await frappe.xcall(API + method, { nama: frm.doc.name, ...args });
	await frm.reload_doc();
}

const ask = (judul, fields, jalan) => frappe.prompt(fields, jalan, judul, judul);
const { add_button } = transformasi_asn.alur;

const STEPS = {
	Setujui: (frm) => add_button(frm, __("Setujui"), () => call(frm, "setujui_surat_perintah"), true),
	Tolak: (frm) =>
		add_button(frm, __("Tolak"), () =>
			ask(__("Tolak"), [{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 }], (v) =>
				call(frm, "tolak_surat_perintah", v)
			)
		),
	Tetapkan: (frm) =>
		add_button(
			frm,
			__("Tetapkan"),
			() =>
				ask(
					__("Tetapkan"),
					[
						{ fieldname: "nomor", fieldtype: "Data", label: __("Nomor Surat"), reqd: 1 },
						{
							fieldname: "tanggal", fieldtype: "Date", label: __("Tanggal Surat"), reqd: 1,
							default: frappe.datetime.get_today(),
						},
					],
					(v) => call(frm, "tetapkan_surat_perintah", v)
				),
			true
		),
	Akhiri: (frm) =>
		add_button(frm, __("Akhiri"), () =>
			ask(
				__("Akhiri"),
				[
					{
						fieldname: "hari_terakhir", fieldtype: "Date", label: __("Hari terakhir bertugas"), reqd: 1,
						default: frappe.datetime.get_today(),
						description: __("Kemarin: wewenangnya berakhir sekarang juga. Sebelum hari pertamanya: surat dicabut."),
					},
					{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
				],
				(v) => call(frm, "akhiri_surat_perintah", v)
			)
		),
	Perpanjang: (frm) =>
		add_button(frm, __("Perpanjang"), async () => {
			const isi = await frappe.xcall(API + "usul_perpanjangan", { nama: frm.doc.name });
			frappe.new_doc("Surat Perintah", isi);
		}),
};
