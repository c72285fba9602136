frappe.listview_settings["Tugas"] = {
	add_fields: ["tahap", "jatuh_tempo", "dijeda_sejak", "dilaporkan_pada", "dikembalikan_pada", "workflow_state"],
	filters: [["tahap", "in", ["Baru", "Berjalan", "Menunggu"]]],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
	formatters: {
		jatuh_tempo: (value, df, doc) => transformasi_asn.tampil.deadline({ jatuh_tempo: value, bendera: flag(doc) }),
	},
	onload(listview) {
		listview.page.add_actions_menu_item(
			__("Teruskan Cepat"),
			() =>
				transformasi_asn.cepat.open({ tugas: listview.get_checked_items(true) }, () => listview.refresh()),
			false
		);
		listview.page.add_inner_button(__("Kotak Kerja"), () => frappe.set_route("kotak-kerja"));
	},
};

function flag({ jatuh_tempo, dijeda_sejak, dilaporkan_pada, dikembalikan_pada, tahap }) {
	if (!jatuh_tempo || dilaporkan_pada || dikembalikan_pada || ["Selesai", "Batal"].includes(tahap)) return "";
	if (dijeda_sejak) return "jeda";
	if (jatuh_tempo < frappe.datetime.now_datetime()) return "merah";
	return frappe.datetime.get_day_diff(jatuh_tempo, frappe.datetime.get_today()) <= 2 ? "kuning" : "";
}
