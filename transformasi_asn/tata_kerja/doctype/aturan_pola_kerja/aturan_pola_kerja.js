const INSTRUMEN_BIASA = {
	Struktural: "Lembar Disposisi",
	"Fungsional Individu": "Surat Tugas",
	"Fungsional Kelompok": "SK Tim dan Surat Tugas",
	"Pilihan Pimpinan": "Sesuai Pilihan Pimpinan",
};

frappe.ui.form.on("Aturan Pola Kerja", {
	refresh(frm) {
		frm.add_custom_button(__("Coba Pola"), () => {
			frappe.route_options = { unit_kerja: frm.doc.unit_kerja };
			frappe.set_route("coba-pola");
		});
		if (!frm.is_new() && !frm.doc.__onload?.boleh_ubah) frm.disable_form();
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1 } }));
	},
});

frappe.ui.form.on("Baris Aturan Pola", {
	pola(frm, cdt, cdn) {
		const { pola } = locals[cdt][cdn];
		if (pola) frappe.model.set_value(cdt, cdn, "instrumen", INSTRUMEN_BIASA[pola]);
	},
});
