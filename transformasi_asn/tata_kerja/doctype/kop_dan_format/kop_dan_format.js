frappe.ui.form.on("Kop dan Format", {
	async onload(frm) {
		if (!frm.is_new() || frm.doc.bagian?.length) return;
		const baris = await frappe.xcall("transformasi_asn.tata_kerja.api.bagian_bawaan");
		baris.forEach((isi) => frm.add_child("bagian", isi));
		frm.refresh_field("bagian");
	},

	refresh(frm) {
		if (!frm.is_new() && !frm.doc.__onload?.boleh_ubah) frm.disable_form();
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1 } }));
	},
});
