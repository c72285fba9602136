frappe.listview_settings["Naskah Masuk"] = {
	add_fields: ["tahap", "keamanan", "workflow_state"],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
	onload(listview) {
		listview.page.add_inner_button(__("Menunggu disposisi saya"), async () => {
			const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
			await listview.filter_area.clear();
			await listview.filter_area.add([
				["Naskah Masuk", "tahap", "=", "Baru"],
				["Naskah Masuk", "tujuan_jabatan", "in", jabatan.map((j) => j.jabatan)],
			]);
		});
	},
};
