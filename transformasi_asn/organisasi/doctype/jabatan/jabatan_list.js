frappe.listview_settings["Jabatan"] = {
	onload: (listview) => transformasi_asn.impor.add_to_list(listview),
};
