frappe.listview_settings["Hari Libur Daerah"] = {
	hide_name_column: true,
	onload(listview) {
		listview.page.add_inner_button(__("Kalender Kerja"), () => transformasi_asn.kalender.show());
	},
};
