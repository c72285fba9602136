const JABATAN_ALAMAT = [
	"Pejabat Negara",
	"JPT Utama",
	"JPT Madya",
	"JPT Pratama",
	"Administrator",
	"Pengawas",
];

frappe.ui.form.on("Jabatan", {
	setup(frm) {
		frm.set_query("atasan", () => ({ filters: { aktif: 1, name: ["!=", frm.doc.name] } }));
		frm.set_query("koordinator", () => ({ filters: { aktif: 1, name: ["!=", frm.doc.name] } }));
		frm.set_query("pengganti", () => ({
			filters: {
				aktif: 1,
				jumlah_kursi: 1,
				jenis: ["in", JABATAN_ALAMAT],
				name: ["!=", frm.doc.name],
			},
		}));
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1 } }));
		frm.set_query("jabatan_fungsional", () => ({ filters: { aktif: 1 } }));
	},

	refresh(frm) {
		frm.trigger("set_pilihan_jenjang");
	},

	jenis(frm) {
		if (frm.doc.jenis === "Fungsional") {
			frm.set_value("eselon", "");
		} else {
			frm.set_value({ jabatan_fungsional: "", jenjang: "" });
		}
	},

	jabatan_fungsional(frm) {
		frm.trigger("set_pilihan_jenjang");
	},

	async set_pilihan_jenjang(frm) {
		if (!frm.doc.jabatan_fungsional) return;
		const jf = await frappe.db.get_doc("Jabatan Fungsional", frm.doc.jabatan_fungsional);
		const pilihan = jf.jenjang.map((baris) => baris.jenjang);
		frm.set_df_property("jenjang", "options", ["", ...pilihan].join("\n"));
		if (frm.doc.jenjang && !pilihan.includes(frm.doc.jenjang)) frm.set_value("jenjang", "");
	},
});
