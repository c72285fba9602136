frappe.listview_settings["Tugas"] = {
	add_fields: ["tahap", "tenggat", "workflow_state"],
	filters: [["tahap", "in", ["Baru", "Berjalan", "Menunggu"]]],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
	formatters: {
		tenggat(value, df, doc) {
			return transformasi_asn.tampil.deadline({ tenggat: value, bendera: flag(doc) });
		},
	},
	onload(listview) {
		listview.page.add_actions_menu_item(
			__("Teruskan Cepat"),
			() =>
				transformasi_asn.cepat.open({ tugas: listview.get_checked_items(true) }, () => listview.refresh()),
			false
		);
		listview.page.add_inner_button(__("Kotak Tugas"), () => frappe.set_route("query-report", "Kotak Tugas"));
	},
};

function flag({ tenggat, tahap }) {
	if (!tenggat || !["Baru", "Berjalan"].includes(tahap)) return "";
	const sisa = frappe.datetime.get_day_diff(tenggat, frappe.datetime.get_today());
	return sisa < 0 ? "merah" : sisa <= 2 ? "kuning" : "";
}
