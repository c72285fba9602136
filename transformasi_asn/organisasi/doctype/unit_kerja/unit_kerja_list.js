frappe.listview_settings["Unit Kerja"] = {
	onload: (listview) => transformasi_asn.impor.add_to_list(listview),
};
