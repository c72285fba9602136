// There is one record per person, his own: the list leads to it.
frappe.listview_settings["Pilihan Pemberitahuan"] = {
	async refresh() {
		const nama = await frappe.xcall("transformasi_asn.disposisi.api.buka_pilihan_pemberitahuan");
		if (frappe.get_route().join("/") !== "List/Pilihan Pemberitahuan/List") return;
		frappe.route_flags.replace_route = true;
		frappe.set_route("Form", "Pilihan Pemberitahuan", nama);
	},
};
