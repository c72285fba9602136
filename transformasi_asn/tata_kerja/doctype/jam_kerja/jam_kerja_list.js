frappe.listview_settings["Jam Kerja"] = {
	hide_name_column: true,
	onload(listview) {
		listview.page.add_inner_button(__("Kalender Kerja"), () => transformasi_asn.kalender.show());
	},
};
