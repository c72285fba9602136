frappe.listview_settings["Pokja"] = {
	add_fields: ["tahap", "workflow_state"],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
};
