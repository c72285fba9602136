frappe.listview_settings["Disposisi"] = {
	hide_name_column: true,
	add_fields: ["pola_kerja", "docstatus"],
	has_indicator_for_draft: 1,
	get_indicator(doc) {
		return doc.docstatus
			? [__("Terkirim"), "green", "docstatus,=,1"]
			: [__("Konsep"), "orange", "docstatus,=,0"];
	},
};
